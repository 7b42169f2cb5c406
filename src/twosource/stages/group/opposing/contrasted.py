"""Accounts that their report sets against another's: "S, N said, contradicting the ministry", "contrary to what X said".

The report says itself that the two cannot both be; which of X's words are meant is what X said that is likest to S.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ....model import Dissection
from ..same.features import shared
from ..slots import Slots

_AGAINST = re.compile(
    r"\b(?:contradict(?:s|ed|ing)?|contrary to|at odds with|at variance with|in contradiction (?:to|with)|in (?:direct |open |stark )?(?:contrast|conflict) (?:to|with)|"
    r"inconsistent with|conflict(?:s|ed|ing)? with|clash(?:es|ed|ing)? with|(?:do(?:es)?|did) not (?:square|tally|match|agree|fit|sit)(?: up| well)? with|"
    r"differ(?:s|ed|ing) from|refuting|rebutting|disputing|challenging|countering|"
    r"a (?:very |quite )?different (?:account|version|story|picture|figure|number) (?:from|than|to))\s+"
    r"(?:what |that of |the (?:account|version|claim|statement|figure|report|assurances?)s? (?:of|by|from|given by) |(?:earlier |official )?(?:claims|statements|reports|accounts|assurances) (?:by|from|of) )?"
    r"(?P<whom>(?:the |its |their |an? )?[\w’'.-]+(?: [\w’'.-]+){0,6})",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?…][\"”’)]*\s+(?=[A-Z“\"])|\n+")
_ALIKE = 0.15  # how alike what is meant must be
_REACH = 500  # characters of a sentence to either side of such words
_SMALL = frozenset(["the", "a", "an", "of", "and", "for", "in", "mr", "mrs", "ms", "dr", "sir"])


def contrasted(
    nodes: Sequence[Slots], taken: Mapping[str, Dissection], names: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[int, int]]:
    """Pairs of what somebody says in such a sentence, and what the one named there said that is likest to it."""
    by_report: dict[str, list[int]] = {}
    for index, node in enumerate(nodes):
        if not node.own:
            by_report.setdefault(node.proposition.report_id, []).append(index)
    called = {origin: [_words(name) for name in told] for origin, told in names.items()}
    for report_id in sorted(by_report.keys() & taken.keys()):
        text = taken[report_id].report.text
        for match in _AGAINST.finditer(text):
            left = _told_there(text, match, [(i, nodes[i]) for i in by_report[report_id]])
            right = None if left is None else _meant(nodes, left, match["whom"], called)
            if left is not None and right is not None:
                yield left, right


def _told_there(text: str, match: re.Match[str], members: Sequence[tuple[int, Slots]]) -> int | None:
    """What is told in the sentence of such words, the nearest to them."""
    start = max(
        (m.end() for m in _SENTENCE.finditer(text, max(0, match.start() - _REACH), match.start())),
        default=max(0, match.start() - _REACH),
    )
    stop = _SENTENCE.search(text, match.end(), match.end() + _REACH)
    end = stop.start() + 1 if stop else match.end() + _REACH
    inside = [
        (abs(node.proposition.start - match.start()), index)
        for index, node in members
        if start <= node.proposition.start < end
    ]
    return min(inside)[1] if inside else None


def _meant(
    nodes: Sequence[Slots], left: int, whom: str, called: Mapping[str, Sequence[frozenset[str]]]
) -> int | None:
    """The likest of what the one so called said of the same story, not later."""
    new, words = nodes[left], _words(whom)
    found = [
        (shared(old, new)[0], -index)
        for index, old in enumerate(nodes)
        if old.about == new.about
        and old.origin != new.origin
        and not old.own
        and old.at <= new.at
        and any(name and name <= words for name in called.get(old.origin, ()))
    ]
    best = max(found, default=(0.0, 0))
    return -best[1] if best[0] >= _ALIKE else None


def _words(name: str) -> frozenset[str]:
    """The words by which somebody is called, without small ones, whosever they are."""
    told = (word.lower().strip(".,’'") for word in re.split(r"[\s-]+", name))
    return frozenset(re.sub(r"(?:['’]s|s['’])$", "", word) for word in told if word) - _SMALL
