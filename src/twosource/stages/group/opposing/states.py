"""States that exclude one another: alive and dead, aboard and at home, with power and in the dark, real and forged.

Which words tell of which side is data (``opposed.json``). Two accounts contradict each other where they tell of
the same somebody or the same thing; "all", "every" and "none" tell of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ....data import table
from ..slots import Slots
from ..sounds import skeleton
from ..words import content
from .clauses import denied_at
from .parties import own_words

_ALL = re.compile(
    r"\b(?:all(?! (?:right|but|of a sudden))|every(?:one|body|thing|where)?|each|no ?(?:one|body)|none|not (?:one|a single|any)|the (?:whole|entire))\b|^\W*no \w+",
    re.IGNORECASE,
)
# Who together are all that there were: what befell all of them befell each.
_BODY = re.compile(r"\b(?:crew|passengers?|people on board|those on board|occupants?|hostages?|miners|engineers|hikers|climbers|divers|children|pupils)\b", re.IGNORECASE)
# The last of the words of a name: "Colonel Yevstan Jurek was", not "the Jurek Lake camp was".
_SURNAME = re.compile(r"\b(?:[A-Z][\w’.-]*\s+)*([A-Z][\w-]{3,})(?:['’]s)?(?!\s+[A-Z])\b")
_THING = 0.75  # the weight of what two accounts of a thing must share besides the state


@dataclass(frozen=True, slots=True)
class Side:
    """One account of a state: which, on which side of it, of whom."""

    index: int
    state: str
    holds: bool
    every: bool
    names: frozenset[str]
    group: frozenset[str]
    words: dict[str, float]
    clocks: frozenset[str]


@cache
def _states() -> dict[str, tuple[bool, re.Pattern[str], re.Pattern[str]]]:
    found = {}
    for name, each in table("opposed.json")["states"].items():
        yes, no = (re.compile("|".join(f"(?:{p})" for p in each[side]), re.IGNORECASE) for side in ("yes", "no"))
        found[name] = (each["of"] == "persons", yes, no)
    return found


def excluding(nodes: Sequence[Slots]) -> Iterator[tuple[int, int, str]]:
    """Pairs of accounts, by two origins, of which one tells the other side of a state than the other, and the state."""
    sides: dict[tuple[str, str], list[Side]] = {}
    for index, node in enumerate(nodes):
        for side in told(index, node):
            sides.setdefault((node.about, side.state), []).append(side)
    for (_, state), members in sorted(sides.items()):
        persons = _states()[state][0]
        yes, no = ([s for s in members if s.holds is holds] for holds in (True, False))
        for a in yes:
            for b in no:
                if nodes[a.index].origin != nodes[b.index].origin and _meet(a, b, persons):
                    yield a.index, b.index, state


def told(index: int, node: Slots) -> Iterator[Side]:
    """The sides of states that a proposition tells of; nothing for a state of which it tells both."""
    text = node.proposition.text
    if node.modal and not node.quoted:
        return
    for state, (_, yes, no) in _states().items():
        found = {
            (match.start(), (pattern is yes) != (_own_not(match[0]) is False and denied_at(text, match.start())))
            for pattern in (yes, no)
            for match in pattern.finditer(text)
        }
        holds = {side for _, side in found}
        if len(holds) != 1:
            continue
        flipped = node.proposition.polarity == "denied"
        rest = no.sub(" ", yes.sub(" ", text))
        yield Side(
            index, state, holds.pop() != flipped, _ALL.search(text) is not None,
            frozenset(skeleton(w) for w in own_words(m[1] for m in _SURNAME.finditer(text))),
            frozenset(m[0].casefold().removesuffix("s") for m in _BODY.finditer(text)),
            dict(content(rest).weights), node.clocks,
        )  # fmt: skip


def _own_not(phrase: str) -> bool:
    """True for a phrase that carries its own negation: "no damage"."""
    return re.match(r"(?:no|not|never|nobody|none|without|did not)\b", phrase, re.IGNORECASE) is not None


def _meet(a: Side, b: Side, persons: bool) -> bool:
    """True where both tell of one somebody or one thing, at one time as far as they say."""
    if a.clocks and b.clocks and not a.clocks & b.clocks and not (a.every or b.every):
        return False
    if persons:
        return bool(a.names & b.names) or bool((a.group or a.every) and (b.group or b.every) and (a.every or b.every or a.group & b.group))
    shared = sum(min(weight, b.words[word]) for word, weight in a.words.items() if word in b.words)
    return shared >= _THING
