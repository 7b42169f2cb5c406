"""What was not said and what could not be established: no comment, enquiries, "could not verify".

Found from the parse, with or without a word of saying. The party that was asked or is silent is named,
and counts as nobody's origin.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ....data import table
from ....model import Span
from ..parties import Party
from ..speakers import Speakers
from ..syntax.pieces import fronted, governing
from ..syntax.tree import Tree
from . import unanswered, unverified, withheld
from .kept import Silence, words

__all__ = ["Silence", "silences", "words"]


def silences(tree: Tree, speakers: Speakers) -> tuple[Silence, ...]:
    """Every silence of a report in order, one a clause; time is linear in its tokens."""
    found: list[Silence] = []
    for index, lemma in enumerate(tree.lemmas):
        for rule in _RULES.get(lemma, ()):
            silence = rule(tree, speakers, index)
            if silence and not (found and _overlaps(found[-1].span, silence.span)) and _apart(tree, index):
                found.append(_answered(tree, found, silence))
                break
    return tuple(found)


def _apart(tree: Tree, at: int) -> bool:
    """False within a restrictive relative clause ("a firm they would not name"), which tells of the noun."""
    head = governing(tree, at)
    if tree.tokens[head].dep != "relcl" or fronted(tree, head) is not None:
        return True
    before = tree.first[head] - 1
    return before >= 0 and tree.tokens[before].text in (",", "—", "–", "-")


def _overlaps(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _answered(tree: Tree, before: Sequence[Silence], silence: Silence) -> Silence:
    """ "There was no answer": the party is the one of the enquiry just before."""
    if silence.parties or not silence.pending or not before:
        return silence
    last = before[-1]
    near = tree.sentence[silence.trigger] - tree.sentence[last.trigger] <= 2
    asked = tuple(Party(party.source) for party in last.parties)
    return replace(silence, parties=asked) if near and last.kind == "no_comment" else silence


Rule = Callable[[Tree, Speakers, int], Silence | None]


def _rules() -> dict[str, tuple[Rule, ...]]:
    pairs: list[tuple[str, Rule]] = [
        ("decline", unanswered.declined), ("answer", unanswered.unsaid), ("talk", unanswered.unspoken), ("produce", unverified.unproven),
        ("verify", unverified.unverified), ("reveal", unanswered.unrevealed), ("own_up", unanswered.not_owned), ("silence_verbs", unanswered.none_given),
        ("copula", unanswered.there_was_none), ("enquire", unanswered.enquired), ("ask_for", unanswered.enquired), ("know", unverified.unknown),
        ("unknown", unverified.unclear), ("clear", unverified.unclear),
    ]  # fmt: skip
    found: dict[str, list[Rule]] = {}
    for part, rule in pairs:
        for word in table("manner.json")[part].split():
            found.setdefault(word, []).append(rule)
    for word, rule in (
        ("reach", unanswered.unreached),
        ("pick", unanswered.no_pickup),
        ("hang", unanswered.no_pickup),
        ("draw", unanswered.undrawn),
        *((word, unanswered.none_came) for word in ("come", "arrive", "get")),
        ("see", unverified.unseen),
        ("say", unanswered.said_nothing),
        ("put", unanswered.enquired),
        ("ask", unanswered.asked_in_vain),
        ("have", withheld.nothing_to_say),
        *((word, withheld.unready) for word in ("say", "speak", "talk", "comment")),
        *((word, withheld.unwilling) for word in withheld.SPEAKING),
        *((word, withheld.untaken) for word in ("take", "give", "grant", "accept")),
        ("be", withheld.none_today),
        ("leave", withheld.left_open),
        ("find", withheld.not_found),
        ("make", withheld.no_remark),
        ("comment", withheld.bare_refusal),
        ("tell", unverified.untold),
        *((word, unverified.not_ruled_out) for word in ("rule", "exclude")),
        *((word, unverified.not_found_out) for word in ("find", "make")),
        *((word, unverified.unproved) for word in ("see", "find", "have")),
    ):
        found.setdefault(word, []).append(rule)
    return {word: tuple(dict.fromkeys(rules)) for word, rules in found.items()}


_RULES = _rules()
