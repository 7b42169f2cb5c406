"""Figures side by side: a group for each measure of one kind of thing, a value for each origin's figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ...model import Agreement, Evidence, Figure, FigureGroup, FigureRelation, FigureValue, Proposition, Story
from .agreement import Setting, relate
from .assess import withdrawn
from .counting import counted_as, family, persons
from .ground import Grounds, of_story
from .origins import Traced, trace

GRAVEST: tuple[Agreement, ...] = ("impossible", "conflict", "different scope", "compatible", "agree")
# Figures of a hundred and more that linked stories tell are of the whole situation, not of one event in it.
STANDING = 100
# So many figures of the story before are shown beside its follow-up's.
EARLIER = 6


@dataclass(frozen=True, slots=True)
class _Told:
    """A value, the story it speaks of and the last day that its origin stood by it."""

    value: FigureValue
    story_id: str | None
    said: str | None


def figures(
    story: Story, grounds: Grounds, as_of: str | None = None, linked: Sequence[Story] = ()
) -> tuple[FigureGroup, ...]:
    """The figures of a story, grouped, each value by its origin, every pair related.

    ``linked`` are the stories that it follows or that follow it: where a claim stands under both, the large
    figures of either belong side by side. Counts that only tell of a single person make no group.
    """
    own = _told(story, grounds, as_of)
    shared = {value.value.claim_id for value in own}
    more: list[_Told] = []
    for other in linked:
        theirs = _told(other, grounds, as_of)
        if shared & {value.value.claim_id for value in theirs}:
            more += [t for t in theirs if _standing(t.value.figure) and t.value.claim_id not in shared]
        if other.id in story.follows:
            # The count of the event before: side by side it is seen to be another event's, not a contradiction.
            before = [t for t in theirs if not _standing(t.value.figure) and t.value.claim_id not in shared]
            more += sorted(before, key=lambda t: -len(t.value.reports))[:EARLIER]
    groups: dict[tuple[str, str], list[_Told]] = {}
    for told in own:
        groups.setdefault(_key(told.value.figure), []).append(told)
    for told in more:
        if _key(told.value.figure) in groups:
            groups[_key(told.value.figure)].append(told)
    days = {each.id: each.first_at[:10] for each in (story, *linked) if each.first_at}
    made = (_group(_merged(each), days, grounds) for _, each in sorted(groups.items()))
    return tuple(group for group in made if group.measure or len(group.values) > 1)


def _key(figure: Figure) -> tuple[str, str]:
    """What figures must share to stand side by side: the family of measures, and a unit or a kind of thing."""
    if figure.unit:
        return family(figure.measure), figure.unit
    return family(figure.measure), "person" if persons(figure) else counted_as(figure.counts)


def _standing(figure: Figure) -> bool:
    return (figure.value or 0) >= STANDING


def _told(story: Story, grounds: Grounds, as_of: str | None) -> list[_Told]:
    found: list[_Told] = []
    for claim in of_story(grounds, story):
        with_figure = [p for p in claim.propositions if p.figure is not None and not p.figure.nominal]
        if with_figure:
            traced, gone = trace(claim, grounds, as_of), withdrawn(claim, grounds, as_of)
            found += _values(with_figure, traced, gone, claim.id, grounds)
    return found


def _values(
    propositions: Iterable[Proposition], traced: Traced, gone: bool, claim_id: str, grounds: Grounds
) -> list[_Told]:
    """One value for each figure that an origin of the claim gave, with all the places that carry it.

    What a copy or a relay prints goes to the origin whose figure it prints.
    """
    by_origin: dict[tuple[str, object], list[Proposition]] = {}
    counted = {v.proposition.id: v.origin for v in traced.spoken}
    heard = {v.proposition.id: v.origin for v in traced.voices}
    given: dict[object, str] = {}
    for p in propositions:
        if p.figure is not None and p.id in counted:
            given.setdefault(_interval(p.figure), counted[p.id])
    for p in propositions:
        if p.figure is not None and p.id in heard:
            key = _interval(p.figure)
            by_origin.setdefault((counted.get(p.id) or given.get(key, heard[p.id]), key), []).append(p)
    found = []
    for (origin, _), each in sorted(by_origin.items(), key=lambda item: (item[0][0], repr(item[0][1]))):
        value = FigureValue(
            figure=_dated([p.figure for p in each if p.figure]),
            origin=grounds.name(origin),
            source_id=origin,
            reports=tuple(dict.fromkeys(p.report_id for p in each)),
            spans=tuple(_span(p, grounds) for p in each),
            retracted=gone,
            claim_id=claim_id,
        )
        dates = (grounds.reports[p.report_id].published_at for p in each)
        days = [date.partition("/")[2][:10] or date[:10] for date in dates if date]
        found.append(_Told(value, each[0].story_id, max(days, default=None)))
    return found


def _dated(figures: Sequence[Figure]) -> Figure:
    """The first of some equal figures; as of a day only where all that give one give the same."""
    days = {figure.as_of for figure in figures}
    return figures[0] if len(days) < 2 else replace(figures[0], as_of=None)


def _interval(figure: Figure) -> tuple[object, ...]:
    return figure.low, figure.high, figure.bound, figure.window, figure.part_of, figure.side, figure.further


def _span(proposition: Proposition, grounds: Grounds) -> Evidence:
    figure = proposition.figure
    assert figure is not None
    return grounds.evidence(proposition.statement_id, figure.start, figure.end)


def _merged(told: Sequence[_Told]) -> list[_Told]:
    """One value where an origin gave the same figure in several claims."""
    found: dict[tuple[object, ...], _Told] = {}
    for each in told:
        value = each.value
        key = (value.source_id, _interval(value.figure), value.retracted, each.story_id)
        if key not in found:
            found[key] = each
            continue
        old = found[key]
        both = replace(
            old.value,
            figure=_dated((old.value.figure, value.figure)),
            reports=tuple(dict.fromkeys((*old.value.reports, *value.reports))),
            spans=tuple(dict.fromkeys((*old.value.spans, *value.spans))),
        )
        found[key] = replace(old, value=both, said=max(filter(None, (old.said, each.said)), default=None))
    return list(found.values())


def _group(told: Sequence[_Told], days: Mapping[str, str], grounds: Grounds) -> FigureGroup:
    told = sorted(
        told, key=lambda t: (t.value.figure.low or 0.0, t.value.figure.high or 0.0, t.value.source_id)
    )
    relations: list[FigureRelation] = []
    for a, left in enumerate(told):
        for b in range(a + 1, len(told)):
            setting = _setting(left, told[b], days, grounds)
            relation, reason = relate(left.value.figure, told[b].value.figure, setting)
            spans = (*left.value.spans[:1], *told[b].value.spans[:1])
            relations.append(FigureRelation(a, b, relation, reason, spans))
    found = {r.relation for r in relations}
    gravest: Agreement = next((relation for relation in GRAVEST if relation in found), "agree")
    values = tuple(each.value for each in told)
    written = [value.figure for value in values]
    return FigureGroup(
        _usual(figure.measure for figure in written),
        _usual(figure.counts for figure in written),
        _place(written),
        values,
        gravest,
        tuple(relations),
    )


def _setting(a: _Told, b: _Told, days: Mapping[str, str], grounds: Grounds) -> Setting:
    """Who gave them and when; and of which events, where they speak of different stories."""
    same = grounds.body(a.value.source_id) == grounds.body(b.value.source_id)
    apart = a.story_id != b.story_id and not (_standing(a.value.figure) and _standing(b.value.figure))
    first, second = (days.get(each.story_id or "", each.said) for each in (a, b))
    events = (first, second) if apart else (None, None)
    by = (_body(a.value.source_id, grounds), _body(b.value.source_id, grounds))
    return Setting(
        same_origin=same,
        same_report=bool(set(a.value.reports) & set(b.value.reports)),
        withdrawn=a.value.retracted or b.value.retracted,
        said=(a.said, b.said),
        events=events,
        by=by,
    )


def _body(source_id: str, grounds: Grounds) -> str | None:
    """What the body is called that a source is or speaks for; None for anybody else, whose "our" means nobody known."""
    source = grounds.sources.get(grounds.body(source_id))
    known = (
        source is not None and source.named and source.kind not in ("person", "unnamed", "outlet", "agency")
    )
    return source.name if known and source else None


def _usual(words: Iterable[str | None]) -> str:
    counted = Counter(word for word in words if word)
    return min(counted, key=lambda word: (-counted[word], word)) if counted else ""


def _place(figures: list[Figure]) -> str | None:
    places = {f.place for f in figures if f.place}
    return places.pop() if len(places) == 1 else None
