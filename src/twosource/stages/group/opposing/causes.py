"""Why something happened, as a slot: two kinds of cause of one event that exclude one another.

"The landing was due to a malfunction" and "a missile brought the helicopter down" share hardly a word; what they
say of the cause cannot both be. The kinds are data (``opposed.json``); a wider kind holds its narrower ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ....data import table
from ..slots import Slots
from ..words import content, lexicon
from .clauses import denied_at

_MARK = (
    r"(?:because of|due to|owing to|caused by|brought about by|(?:as )?(?:a |the )?(?:result|consequence) of|result(?:ed|ing|s) from|"
    r"put down to|blamed on|attributed to|triggered by|set off by|started by|led to by|"
    r"(?:the |its |whose |likely |probable |only |real )*(?:cause|reason|explanation)(?: (?:of|for) [^.;]{0,60}?)? (?:is|was|were|lay in|lies in)(?: not)?)"
)
# "It was sabotage", "this was no accident", "not a malfunction".
_IS = r"(?:\b(?:it|this|that|there|what happened|(?:the|this) \w+) (?:is|was|were|has been|had been)(?: (?:not|no|never|clearly|simply|just|plainly))*|wasn['’]t|isn['’]t|^\W*(?:not|no)|\bno (?:sign|trace|evidence|question|talk) of)"
_LEAD = rf"(?:{_MARK}|{_IS})\s+(?:an? |the |any |some )?(?:[\w-]+ ){{0,2}}?"
# Deeds that are themselves the cause of what they did.
_DEED = re.compile(
    r"\b(?:sho(?:t|ot|oting) (?:it |them )?down|brought (?:it |them )?down|downed|blew (?:it |them )?up|blown up|set (?:it )?(?:on fire|alight)|torpedoed|"
    r"bombed|shelled|sabotaged|took a (?:missile|rocket|hit)|(?:was|were|been) (?:hit|struck) by (?:an? )?(?:\w+ )?(?:missile|rocket|drone|shell|bomb)|"
    r"dropped (?:an? |its )?(?:\w+ )?bombs?|hit (?:it|the \w+) with)\b",
    re.IGNORECASE,
)
# Things that may be told of by each other's names: what flies, what swims, what drives.
_FLEETS = (frozenset(["PLANE", "HELICOPTER", "DRONE"]), frozenset(["SHIP", "RAFT"]), frozenset(["VEHICLE", "BUS"]))
_BARE = 0.9  # of no more content than this, what is said of a cause speaks of the story's event
_SHARED = 0.4


@dataclass(frozen=True, slots=True)
class Cause:
    """A kind of cause, held to be it or not, and the features of what it is the cause of."""

    index: int
    kind: str
    holds: bool
    of: frozenset[str]
    bare: bool


@cache
def _kinds() -> dict[str, re.Pattern[str]]:
    kinds = table("opposed.json")["causes"]
    return {kind: re.compile(rf"(?:{_LEAD})(?P<what>{words})\b", re.IGNORECASE) for kind, words in kinds.items()}


@cache
def _wider() -> dict[str, frozenset[str]]:
    return {kind: frozenset(each) for kind, each in table("opposed.json")["holds"].items()}


def causes(index: int, node: Slots) -> Iterator[Cause]:
    """What a proposition says of the cause of what happened."""
    text = node.proposition.text
    if node.modal:
        return
    flipped = node.proposition.polarity == "denied"
    for kind, pattern in _kinds().items():
        match = pattern.search(text)
        if match:
            rest = content(f"{text[: match.start()]} {text[match.end() :]}").weights
            not_ = denied_at(text, match.start("what"))
            yield Cause(index, kind, not_ == flipped, _things(rest), sum(rest.values()) < _BARE)
    deed = _DEED.search(text)
    if deed:
        rest = content(f"{text[: deed.start()]} {text[deed.end() :]}").weights
        yield Cause(index, "attack", denied_at(text, deed.start()) == flipped, _things(rest), False)


def _things(weights: dict[str, float]) -> frozenset[str]:
    """The things and happenings among features, each also by the name of its kind."""
    found = {word for word, weight in weights.items() if weight >= _SHARED and word.isupper()}
    for fleet in _FLEETS:
        if found & fleet:
            found |= fleet
    return frozenset(found - {"PERSON", "NIGHT", "MORNING", "GOVERNMENT", "POLICE", "REGION", "SOLDIER"})


def rival_causes(nodes: Sequence[Slots]) -> Iterator[tuple[int, int, str]]:
    """Pairs of accounts of two origins whose causes of one event exclude each other, and the kinds in words."""
    by_story: dict[str, list[Cause]] = {}
    for index, node in enumerate(nodes):
        for cause in causes(index, node):
            by_story.setdefault(node.about, []).append(cause)
    for _, members in sorted(by_story.items()):
        for at, a in enumerate(members):
            for b in members[at + 1 :]:
                if nodes[a.index].origin != nodes[b.index].origin and _exclude(a, b) and _one_event(a, b):
                    yield a.index, b.index, f"{a.kind} / {b.kind}"


def _exclude(a: Cause, b: Cause) -> bool:
    if a.kind == b.kind:
        return a.holds != b.holds
    if not (a.holds and b.holds):
        return False
    return b.kind not in _wider().get(a.kind, ()) and a.kind not in _wider().get(b.kind, ())


def _one_event(a: Cause, b: Cause) -> bool:
    if a.of & b.of:
        return True
    return (a.bare or b.bare) and bool({a.kind, b.kind}) and (a.kind == b.kind or a.bare and b.bare)
