"""Where accounts differ in a story, and whether they truly conflict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...model import (
    Claim,
    Conflict,
    Evidence,
    FigureGroup,
    FigureRelation,
    FigureValue,
    Story,
)
from ...text import listed
from .assess import withdrawn
from .ground import Grounds, of_story, quoted
from .intervals import CAN_HOLD
from .other_things import UNTOLD
from .other_times import GROWN, UPDATE, WITHIN
from .wording import sentence

_Interval = tuple[float | None, float | None]
MOST_REASONS = 3


def conflicts(story: Story, grounds: Grounds, groups: Sequence[FigureGroup] = ()) -> tuple[Conflict, ...]:
    """Accounts that differ, the real ones first: figures, polarity and the like, and impossible dates."""
    found = [*_impossible(story, grounds), *_contradictions(story, grounds), *_figures(groups)]
    order = ("impossible", "conflict", "different scope", "compatible", "agree")
    return tuple(sorted(found, key=lambda c: (order.index(c.relation), c.kind, c.what)))


def _impossible(story: Story, grounds: Grounds) -> Iterator[Conflict]:
    for report_id in story.reports:
        taken = grounds.dissections.get(report_id)
        if taken is None:
            continue
        for time in taken.times:
            if time.impossible:
                span = quoted(taken.report, time.start, time.end)
                yield Conflict(
                    "date", "impossible", f"“{time.text}”: {time.impossible}.", _sides([span]), (span,)
                )


def _contradictions(story: Story, grounds: Grounds) -> Iterator[Conflict]:
    seen: set[tuple[str, str]] = set()
    for claim in of_story(grounds, story):
        for proposition in claim.propositions:
            for edge in grounds.relations.get(proposition.id, ()):
                ends = (grounds.claim_of.get(edge.left), grounds.claim_of.get(edge.right))
                if edge.relation != "contradicts" or None in ends or ends[0] == ends[1]:
                    continue
                pair = tuple(sorted(str(end) for end in ends))
                if edge.kind == "figure" or pair in seen:
                    continue
                seen.add((pair[0], pair[1]))
                yield _contradiction(edge.kind, [grounds.claims[p] for p in pair], grounds)


def _contradiction(kind: str, claims: Sequence[Claim], grounds: Grounds) -> Conflict:
    gone = [claim for claim in claims if withdrawn(claim, grounds)]
    spans = [grounds.evidence(p.statement_id, p.start, p.end) for claim in claims for p in claim.propositions]
    what = " against ".join(_what(claim, grounds) for claim in claims)
    known = kind if kind in ("count", "polarity", "place", "actor", "status", "date") else "polarity"
    lost = " and ".join(f"“{claim.text}”" for claim in gone)
    return Conflict(
        known,  # type: ignore[arg-type]
        "compatible" if gone else "conflict",
        f"{what}. No longer a conflict: {lost} was withdrawn." if gone else what,
        tuple({"claim_id": claim.id, "text": claim.text} for claim in claims),
        tuple(spans),
    )


def _what(claim: Claim, grounds: Grounds) -> str:
    """A claim's words in quotation marks; of a denial, what is denied."""
    for each in claim.propositions:
        if each.text == claim.text and grounds.statements[each.statement_id].denies(each.start, each.end):
            return f"a denial of “{claim.text}”"
    return f"“{claim.text}”"


def _figures(groups: Sequence[FigureGroup]) -> Iterator[Conflict]:
    """One conflict for each reason for which figures of a group differ, however many origins stand on either side.

    Pairs that can hold together, updates, and the other scopes of one figure are one each.
    """
    for group in groups:
        told: dict[tuple[str, object], list[FigureRelation]] = {}
        for pair in group.relations:
            if pair.relation != "agree" and pair.reason != UNTOLD:
                told.setdefault((pair.relation, _kind(pair, group)), []).append(pair)
        updates = {
            _ends(group, pair) for pairs in told.values() for pair in pairs if pair.reason.endswith(UPDATE)
        }
        for (_, kind), pairs in list(told.items()):
            if kind == GROWN and all(_ends(group, pair) in updates for pair in pairs):
                del told["compatible", kind]  # others repeat what its origin updated
        for pairs in _by_hub(group, list(told.values())):
            made = _differing(group, pairs)
            if len({(side["low"], side["high"]) for side in made.sides}) > 1:
                yield made


def _kind(pair: FigureRelation, group: FigureGroup) -> object:
    """What pairs must share to be told in one sentence: the reason, but for its numbers."""
    if pair.relation == "compatible" and WITHIN in pair.reason:
        return CAN_HOLD
    shared = next((end for end in (CAN_HOLD, UPDATE, GROWN) if pair.reason.endswith(end)), pair.reason)
    return (shared, group.values[pair.a].source_id) if shared == UPDATE else shared


def _by_hub(group: FigureGroup, found: Sequence[list[FigureRelation]]) -> list[list[FigureRelation]]:
    """Sets of pairs that have one figure in each pair are told together, by relation: it against all the others."""
    hubs: dict[tuple[str, _Interval], list[FigureRelation]] = {}
    rest: list[list[FigureRelation]] = []
    for pairs in sorted(found, key=lambda pairs: -len({_ends(group, pair) for pair in pairs})):
        relation = pairs[0].relation
        keys = [(relation, key) for key in _shared(group, pairs)]
        chosen = next((key for key in keys if key in hubs), keys[0] if keys else None)
        updated = pairs[0].reason.endswith(UPDATE)
        if relation in ("conflict", "different scope") and chosen and not updated:
            hubs.setdefault(chosen, []).extend(pairs)
        else:
            rest.append(pairs)
    return [*hubs.values(), *rest]


def _ends(group: FigureGroup, pair: FigureRelation) -> frozenset[_Interval]:
    return frozenset((_interval(group.values[pair.a]), _interval(group.values[pair.b])))


def _shared(group: FigureGroup, pairs: Sequence[FigureRelation]) -> list[_Interval]:
    """The figures that are in every pair; of a single pair both, the part before its whole."""
    ends = [_ends(group, pair) for pair in pairs]
    first = dict.fromkeys(_interval(group.values[i]) for pair in pairs[:1] for i in (pair.a, pair.b))
    return [key for key in first if all(key in pair for pair in ends)]


def _differing(group: FigureGroup, pairs: Sequence[FigureRelation]) -> Conflict:
    sides: dict[_Interval, list[FigureValue]] = {}
    for index in dict.fromkeys(i for pair in pairs for i in (pair.a, pair.b)):
        value = group.values[index]
        sides.setdefault(_interval(value), []).append(value)
    return Conflict(
        "figure",
        pairs[0].relation,
        f"{sentence(group.measure or group.counts)}: {_set_against(group, pairs, sides)}. {_why(group, pairs)}",
        tuple(
            {"origin": v.origin, "low": v.figure.low, "high": v.figure.high, "text": v.figure.text}
            for values in sides.values()
            for v in values
        ),
        tuple(dict.fromkeys(span for pair in pairs for span in pair.spans)),
    )


def _interval(value: FigureValue) -> _Interval:
    return value.figure.low, value.figure.high


def _set_against(
    group: FigureGroup, pairs: Sequence[FigureRelation], sides: Mapping[_Interval, Sequence[FigureValue]]
) -> str:
    """The numbers with those who give them: one against all others where it is in every pair, else in a row."""
    told = {
        key: (
            f"“{values[0].figure.text}”",
            ", ".join(dict.fromkeys(_called(v.origin) for v in values)),
            frozenset(v.source_id for v in values),
        )
        for key, values in sides.items()
    }
    ordered = sorted(told, key=lambda key: (key[0] or 0, key[1] or 0))
    shared = _shared(group, pairs)
    grown = pairs[0].relation == "compatible" or pairs[0].reason.endswith(UPDATE)
    if grown or not shared or len(told) < 2:
        return _row([told[key] for key in ordered])
    rest = [told[key] for key in ordered if key != shared[0]]
    return f"{_row([told[shared[0]]])} against {_row(rest)}"


def _called(origin: str) -> str:
    return f"an {origin}" if origin == "unnamed source" else origin


def _row(told: Sequence[tuple[str, str, frozenset[str]]]) -> str:
    """ "a, b (the mayor) and c (the port)": who gives several stands once behind them; two unnamed sources are not one."""
    by: list[tuple[list[str], str, frozenset[str]]] = []
    for number, who, ids in told:
        if by and by[-1][2] == ids:
            by[-1][0].append(number)
        else:
            by.append(([number], who, ids))
    return listed([f"{listed(numbers)} ({who})" for numbers, who, _ in by])


def _why(group: FigureGroup, pairs: Sequence[FigureRelation]) -> str:
    """The reasons of the pairs, each once; what they share where they differ by their numbers alone."""
    reasons = list(dict.fromkeys(pair.reason for pair in pairs))
    if len(reasons) > 1 and reasons[0].endswith(UPDATE):
        return "Of one origin, one after the other: the last is an update."
    if len(reasons) > 1 and reasons[0].endswith(GROWN):
        return "They are of different days: the count may have grown."
    if len(reasons) == 1 or not any(reason.endswith(CAN_HOLD) for reason in reasons):
        return " ".join(reasons[:MOST_REASONS])
    inside = {i for pair in pairs for i in (pair.a, pair.b)}
    among = [r for r in group.relations if r.a in inside and r.b in inside]
    if all(r.relation in ("compatible", "agree") for r in among):
        return "They can all hold."
    if any(r.relation == "conflict" for r in among):
        return "Apart from those that conflict, they can all hold."
    return "Where they count the same, they can all hold."


def _sides(spans: Sequence[Evidence]) -> tuple[Mapping[str, Any], ...]:
    return tuple({"report_id": s.report_id, "text": s.text} for s in spans)
