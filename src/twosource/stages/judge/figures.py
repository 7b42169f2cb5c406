"""Figures side by side: a group for each measure of one kind of thing, a value for each origin's figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ...model import Agreement, Figure, FigureGroup, FigureRelation, FigureValue, Proposition, Story
from .agreement import relate
from .alike import Words, gathered, of_one_thing, thing
from .assess import withdrawn
from .counting import LAND, counted_as, family, persons
from .given import Given, between, given, standing
from .ground import Grounds, of_story
from .origins import Traced, trace
from .quantities import OF_A_THING, measured_in, told_in
from .setting import day_of

GRAVEST: tuple[Agreement, ...] = ("impossible", "conflict", "different scope", "compatible", "agree")
# So many figures of one group are related pair by pair: those that most reports carry.
RELATED = 60
_ANYBODY = frozenset(
    ("people", "persons", "person", "men", "man", "women", "woman", "others", "ones", "dead", "victims")
)
# So many figures of the story before are shown beside its follow-up's.
EARLIER = 6


@dataclass(frozen=True, slots=True)
class _Told:
    """A value as the table shows it, and what it is related by."""

    value: FigureValue
    given: Given
    words: Words

    @property
    def story_id(self) -> str | None:
        """The story it speaks of."""
        return self.given.story_id


def figures(story: Story, grounds: Grounds, linked: Sequence[Story] = ()) -> tuple[FigureGroup, ...]:
    """The figures of a story, grouped, each value by its origin, every pair related.

    ``linked`` are the stories that it follows or that follow it: where a claim stands under both, the large
    figures of either belong side by side. Counts that only tell of a single person make no group.
    """
    own = _told(story, grounds)
    shared = {value.value.claim_id for value in own}
    more: list[_Told] = []
    for other in linked:
        theirs = _told(other, grounds)
        if shared & {value.value.claim_id for value in theirs}:
            more += [t for t in theirs if standing(t.value.figure) and t.value.claim_id not in shared]
        if other.id in story.follows:
            # The count of the event before: side by side it is seen to be another event's, not a contradiction.
            before = [t for t in theirs if not standing(t.value.figure) and t.value.claim_id not in shared]
            more += sorted(before, key=lambda t: -len(t.value.reports))[:EARLIER]
    groups: dict[tuple[str, str], list[_Told]] = {}
    for told in own:
        groups.setdefault(_key(told.value.figure), []).append(told)
    for told in more:
        if _key(told.value.figure) in groups:
            groups[_key(told.value.figure)].append(told)
    kept = [set_ for key, each in sorted(_with_measure(groups).items()) for set_ in _things(key, each)]
    made = (_group(_merged(each), grounds) for each in kept)
    return tuple(group for group in made if group.measure or len(group.values) > 1)


def _key(figure: Figure) -> tuple[str, str]:
    """What figures must share to stand side by side: the family of measures, and a unit or a kind of thing."""
    if figure.unit in LAND:
        return "area", figure.unit  # burnt, lost or only measured: the relation tells them apart
    if figure.unit:
        return family(figure.measure), figure.unit
    if figure.measure and persons(figure):
        return family(figure.measure), "person"
    return family(figure.measure), counted_as(figure.counts)


def _with_measure(groups: Mapping[tuple[str, str], Sequence[_Told]]) -> dict[tuple[str, str], list[_Told]]:
    """The groups, with a count of which nothing is told ("68 passengers") beside the one measured count of those."""
    found = {key: list(each) for key, each in groups.items()}
    nouns: dict[str, set[tuple[str, str]]] = {}
    for key, each in found.items():
        for told in each if key[0] else ():
            nouns.setdefault(_noun(told.value.figure), set()).add(key)
    for key in [key for key, each in found.items() if not key[0] and len(each) == 1]:
        for told in list(found[key]):
            homes = nouns.get(_noun(told.value.figure), set())
            near = [home for home in sorted(homes) if any(_one_thing(told, other) for other in groups[home])]
            if len(near) == 1 and _noun(told.value.figure) not in ("", "person"):
                found[key].remove(told)
                found[near[0]].append(told)
    return {key: each for key, each in found.items() if each}


def _noun(figure: Figure) -> str:
    """What a figure counts in its own word: "passenger", "dose"; "person" for anybody."""
    word = (figure.counts or "").lower().split(" of ")[0].split(" ")[-1]
    return "person" if word in _ANYBODY else word.removesuffix("s")


def _things(key: tuple[str, str], told: Sequence[_Told]) -> list[list[_Told]]:
    """One set for each thing that is measured: lengths and ages are of one thing only where their clauses are."""
    if key[0] not in OF_A_THING:
        return [list(told)]
    sets = gathered(told, lambda a, b: _one_thing(a, b))
    return [each for each in sets if len({t.value.spans[0].report_id for t in each}) > 1]


def _one_thing(a: _Told, b: _Told) -> bool:
    if set(a.value.reports) & set(b.value.reports):
        return False
    return of_one_thing((a.value.figure, a.words), (b.value.figure, b.words))


def _told(story: Story, grounds: Grounds) -> list[_Told]:
    found: list[_Told] = []
    for claim in of_story(grounds, story):
        told = [
            (p, f)
            for p in claim.propositions
            for f in (
                *told_in(p, grounds.statements.get(p.statement_id)),
                *measured_in(p, grounds.statements.get(p.statement_id)),
            )
        ]
        if told:
            traced, gone = trace(claim, grounds), withdrawn(claim, grounds)
            found += _values(told, traced, gone, claim.id, grounds)
    return found


def _values(
    told: Sequence[tuple[Proposition, Figure]], traced: Traced, gone: bool, claim_id: str, grounds: Grounds
) -> list[_Told]:
    """One value for each figure that an origin of the claim gave, with all the places that carry it.

    What a copy or a relay prints goes to the origin whose figure it prints.
    """
    by_origin: dict[tuple[str, object], list[tuple[Proposition, Figure]]] = {}
    counted = {v.proposition.id: v.origin for v in traced.spoken}
    heard = {v.proposition.id: v.origin for v in traced.voices}
    first: dict[object, str] = {}
    for p, figure in told:
        if p.id in counted:
            first.setdefault(_interval(figure), counted[p.id])
    for p, figure in told:
        if p.id in heard:
            key = _interval(figure)
            by_origin.setdefault((counted.get(p.id) or first.get(key, heard[p.id]), key), []).append(
                (p, figure)
            )
    found = []
    for (origin, _), each in sorted(by_origin.items(), key=lambda item: (item[0][0], repr(item[0][1]))):
        each = _as_usual(each)
        meant = given(each, origin, grounds, gone)
        value = FigureValue(
            figure=_shown(meant.figure, each),
            origin=grounds.name(origin),
            source_id=origin,
            reports=meant.reports,
            spans=tuple(grounds.evidence(p.statement_id, f.start, f.end) for p, f in each),
            retracted=gone,
            claim_id=claim_id,
        )
        language = grounds.reports[each[0][0].report_id].language
        found.append(_Told(value, meant, thing(*each[0], language)))
    return found


def _as_usual(told: Sequence[tuple[Proposition, Figure]]) -> list[tuple[Proposition, Figure]]:
    """The tellings of one figure, those first that call what it counts as most do: "shots", not "bullets"."""
    called = Counter(_key(figure) for _, figure in told)
    return sorted(told, key=lambda each: -called[_key(each[1])])


def _shown(figure: Figure, told: Sequence[tuple[Proposition, Figure]]) -> Figure:
    """The figure with its window as the table shows it: since an event, up to when it was counted."""
    first = next((f for _, f in told if f.since and f.window), None)
    window, since, at = (first.window, first.since, first.since_at) if first else (figure.window, None, None)
    if window and window.endswith("/") and re.match(r"\d{4}-", figure.as_of or ""):
        window = f"{window}{figure.as_of}"
    since = since or next((f.since for _, f in told if f.since), None)
    return replace(figure, window=window, since=since, since_at=at)


def _interval(figure: Figure) -> tuple[object, ...]:
    return figure.low, figure.high, figure.bound, figure.window, figure.part_of, figure.side, figure.further


def _merged(told: Sequence[_Told]) -> list[_Told]:
    """One value where an origin gave the same figure in several claims."""
    found: dict[tuple[object, ...], _Told] = {}
    for each in told:
        value = each.value
        key = (value.source_id, _interval(each.given.figure), value.retracted, each.story_id)
        if key not in found:
            found[key] = each
            continue
        found[key] = _both(found[key], each)
    return list(found.values())


def _both(one: _Told, other: _Told) -> _Told:
    """Two tellings of one figure as one."""
    days = {one.given.figure.as_of, other.given.figure.as_of}
    figure, given = one.value.figure, one.given.figure
    if len(days) > 1:
        figure, given = replace(figure, as_of=None), replace(given, as_of=None)
    reports = tuple(dict.fromkeys((*one.value.reports, *other.value.reports)))
    spans = tuple(dict.fromkeys((*one.value.spans, *other.value.spans)))
    said = max(filter(None, (one.given.said, other.given.said)), default=None)
    return _Told(
        replace(one.value, figure=figure, reports=reports, spans=spans),
        replace(one.given, figure=given, reports=reports, said=said),
        one.words | other.words,
    )


def _group(told: Sequence[_Told], grounds: Grounds) -> FigureGroup:
    told = sorted(
        told, key=lambda t: (t.value.figure.low or 0.0, t.value.figure.high or 0.0, t.value.source_id)
    )
    stood = _stood_by([each.given for each in told], grounds)
    relations: list[FigureRelation] = []
    most = sorted(range(len(told)), key=lambda i: (-len(told[i].value.reports), i))[:RELATED]
    series = [stood[i] for i in most]
    for a, b in combinations(sorted(most), 2):
        setting = replace(between(stood[a], stood[b], grounds, series), alike=_one_thing(told[a], told[b]))
        relation, reason = relate(stood[a].figure, stood[b].figure, setting)
        spans = (*told[a].value.spans[:1], *told[b].value.spans[:1])
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


def _stood_by(told: Sequence[Given], grounds: Grounds) -> list[Given]:
    """The figures with the last day on which their origin gave that number, in whatever words."""
    last: dict[tuple[object, ...], str] = {}
    for each in told:
        day = day_of(each.figure.as_of or each.said)
        key = _number(each, grounds)
        if day is not None:
            last[key] = max(last.get(key, day), day)
    found = []
    for each in told:
        day = day_of(each.figure.as_of or each.said)
        later = last.get(_number(each, grounds))
        if day is not None and later is not None and later > day:
            each = replace(each, figure=replace(each.figure, as_of=None), said=later)
        found.append(each)
    return found


def _number(each: Given, grounds: Grounds) -> tuple[object, ...]:
    figure = each.figure
    scope = (figure.measure, figure.window, figure.part_of is None, figure.further, each.event)
    return grounds.body(each.origin), figure.low, figure.high, each.story_id, *scope


def _usual(words: Iterable[str | None]) -> str:
    counted = Counter(word for word in words if word)
    return min(counted, key=lambda word: (-counted[word], word)) if counted else ""


def _place(figures: list[Figure]) -> str | None:
    places = {f.place for f in figures if f.place}
    return places.pop() if len(places) == 1 else None
