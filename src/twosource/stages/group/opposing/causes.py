"""Why something happened, as a slot: two kinds of cause of one event that exclude one another.

"The landing was due to a malfunction" and "a missile brought the helicopter down" share hardly a word; what they
say of the cause cannot both be. The kinds are data (``opposed.json``); a wider kind holds its narrower ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from ....data import table
from ....text.sought import Sought
from ...remembered import STATEMENTS, remembered
from ..slots import Slots
from ..wording.words import content
from .clauses import denied_at, refused
from .states import surnames

_MARK = (
    r"(?:because of|due to|owing to|caused by|brought about by|(?:as )?(?:a |the )?(?:result|consequence) of|result(?:ed|ing|s) from|"
    r"die[sd]? (?:of|from)|dead (?:of|from)|put down to|blamed on|attributed to|triggered by|set off by|started by|led to by|"
    r"(?:the |its |whose |likely |probable |only |real )*(?:cause|reason|explanation)(?: (?:of|for) [^.;]{0,60}?)? (?:is|was|were|lay in|lies in)(?: not)?)"
)
# "It was sabotage", "this was no accident", "not a malfunction".
_IS = r"(?:\b(?:it|this|that|there|what happened|(?:the|this) \w+) (?:is|was|were|has been|had been)(?: (?:not|no|never|clearly|simply|just|plainly))*|wasn['’]t|isn['’]t|^\W*(?:not|no)|\bno (?:sign|trace|evidence|question|talk) of)"
_LEAD = rf"(?:{_MARK}|{_IS})\s+(?:an? |the |any |some )?(?:[\w-]+ ){{0,2}}?"
# Deeds that are themselves the cause of what they did.
_DEED = Sought(
    r"\b(?:sho(?:t|ot|oting) (?:it |them )?down|brought (?:it |them )?down|downed|blew (?:it |them )?up|blown up|set (?:it )?(?:on fire|alight)|torpedoed|"
    r"bombed|shelled|sabotaged|took a (?:missile|rocket|hit)|(?:was|were|been) (?:hit|struck) by (?:an? )?(?:\w+ )?(?:missile|rocket|drone|shell|bomb)|"
    r"dropped (?:an? |its )?(?:\w+ )?bombs?|hit (?:it|the \w+) with)\b",
)
# Things that may be told of by each other's names: what flies, what swims, what drives.
_FLEETS = (
    frozenset(["PLANE", "HELICOPTER", "DRONE"]),
    frozenset(["SHIP", "RAFT"]),
    frozenset(["VEHICLE", "BUS"]),
)
_CROWD = 200  # of more accounts of a cause in one story, the first are compared
_BARE = 0.9  # of no more content than this, what is said of a cause speaks of the story's event
_SHARED = 0.4


@dataclass(frozen=True, slots=True)
class Cause:
    """A kind of cause, held to be it or not, and the features of what it is the cause of."""

    kind: str
    holds: bool
    of: frozenset[str]
    bare: bool


@cache
def _kinds() -> dict[str, Sought]:
    kinds = table("opposed.json")["causes"]
    return {kind: Sought(rf"(?:{_LEAD})(?P<what>{words})\b") for kind, words in kinds.items()}


@cache
def _plain() -> dict[str, Sought]:
    """How each kind is told by "was" alone, of whatever stands before it."""
    kinds = table("opposed.json")["plain"]
    return {
        kind: Sought(rf"\b(?:is|was|were|been)(?: (?:not|never|clearly|simply|no))*\s+(?P<what>{words})\b")
        for kind, words in kinds.items()
    }  # fmt: skip


@cache
def _deeds() -> dict[str, Sought]:
    """What was done to somebody, by the kind of cause that it is."""
    return {kind: Sought(rf"\b(?:{words})\b") for kind, words in table("opposed.json")["deeds"].items()}


@cache
def _wider() -> dict[str, frozenset[str]]:
    return {kind: frozenset(each) for kind, each in table("opposed.json")["holds"].items()}


@remembered(STATEMENTS)
def causes(text: str) -> tuple[Cause, ...]:
    """What a text says of the cause of what happened."""
    found = []
    for kind, pattern in _kinds().items():
        match = pattern.search(text) or (_plain()[kind].search(text) if kind in _plain() else None)
        if match:
            rest = content(f"{text[: match.start()]} {text[match.end() :]}").weights
            affirmed = not denied_at(text, match.start("what"))
            found.append(Cause(kind, affirmed, _things(rest), sum(rest.values()) < _BARE))
    deed = _DEED.search(text)
    if deed:
        rest = content(f"{text[: deed.start()]} {text[deed.end() :]}").weights
        found.append(Cause("attack", not denied_at(text, deed.start()), _things(rest), False))
    for kind, pattern in _deeds().items():
        if done := pattern.search(text):
            rest = content(f"{text[: done.start()]} {text[done.end() :]}").weights
            found.append(
                Cause(kind, not denied_at(text, done.end() - 1), _things(rest), sum(rest.values()) < _BARE)
            )
    return tuple(found)


def _things(weights: Mapping[str, float]) -> frozenset[str]:
    """The things and happenings among features, each also by the name of its kind."""
    found = {word for word, weight in weights.items() if weight >= _SHARED and word.isupper()}
    for fleet in _FLEETS:
        if found & fleet:
            found |= fleet
    return frozenset(found - {"PERSON", "NIGHT", "MORNING", "GOVERNMENT", "POLICE", "REGION", "SOLDIER"})


def rival(a: Slots, b: Slots) -> str:
    """The kinds of two causes of one event that exclude each other, in words; "" for none."""
    if a.modal or b.modal:
        return ""
    ours = causes(a.proposition.text)
    theirs = causes(b.proposition.text) if ours else ()
    if not theirs:
        return ""
    turned = [refused(each) for each in (a, b)]
    for one in ours:
        for other in theirs:
            same = _one_event(one, other) or _one_person({one.kind, other.kind}, a, b)
            if same and _exclude(one, other, turned[0], turned[1]):
                return one.kind if one.kind == other.kind else f"{one.kind} or {other.kind}"
    return ""


def _one_person(kinds: set[str], a: Slots, b: Slots) -> bool:
    """True where an illness and a deed are told of one who is named in both."""
    if kinds != {"illness", "attack"}:
        return False
    return not surnames(a.proposition.text).isdisjoint(surnames(b.proposition.text))


def rival_causes(nodes: Sequence[Slots]) -> Iterator[tuple[int, int, str]]:
    """Pairs of accounts of two origins whose causes of one event exclude each other, and the kinds in words."""
    by_story: dict[str, list[int]] = {}
    for index, node in enumerate(nodes):
        if causes(node.proposition.text):
            by_story.setdefault(node.about, []).append(index)
    for _, members in sorted(by_story.items()):
        for a, b in combinations(members[:_CROWD], 2):
            if nodes[a].origin != nodes[b].origin and (kinds := rival(nodes[a], nodes[b])):
                yield a, b, kinds


def _exclude(a: Cause, b: Cause, turned_a: bool, turned_b: bool) -> bool:
    """True where both cannot be: one held and one denied of a kind, or two kinds of which neither holds the other."""
    holds = (a.holds != turned_a, b.holds != turned_b)
    if a.kind == b.kind:
        return holds[0] != holds[1]
    return all(holds) and b.kind not in _wider().get(a.kind, ()) and a.kind not in _wider().get(b.kind, ())


def _one_event(a: Cause, b: Cause) -> bool:
    """True where both speak of one thing or happening, or of what the story is about and nothing else."""
    return bool(a.of & b.of) or (a.bare and b.bare) or ((a.bare or b.bare) and a.kind == b.kind)
