"""Figures side by side: one group a measure of one thing in a story, one value an origin's figure."""

from __future__ import annotations

from collections.abc import Iterable

from ...model import Agreement, Evidence, Figure, FigureGroup, FigureRelation, FigureValue, Proposition, Story
from .agreement import relate
from .assess import withdrawn
from .ground import Grounds, of_story
from .origins import Traced, trace

GRAVEST: tuple[Agreement, ...] = ("impossible", "conflict", "different scope", "compatible", "agree")


def figures(story: Story, grounds: Grounds, as_of: str | None = None) -> tuple[FigureGroup, ...]:
    """The figures of a story by measure and what they count, each with its values by origin, pairs related."""
    groups: dict[tuple[str, str], list[FigureValue]] = {}
    for claim in of_story(grounds, story):
        with_figure = [p for p in claim.propositions if p.figure is not None]
        if not with_figure:
            continue
        traced = trace(claim, grounds, as_of)
        gone = withdrawn(claim, grounds, as_of)
        for value in _values(with_figure, traced, gone, claim.id, grounds):
            groups.setdefault((value.figure.measure or "", value.figure.counts or ""), []).append(value)
    return tuple(_group(key, values) for key, values in sorted(groups.items()))


def _values(
    propositions: Iterable[Proposition], traced: Traced, gone: bool, claim_id: str, grounds: Grounds
) -> list[FigureValue]:
    """One value an origin of the claim; a claim's figure is the same for all of them."""
    by_origin: dict[str, list[Proposition]] = {}
    origin_of = {v.proposition.id: v.origin for v in traced.voices}
    for proposition in propositions:
        origin = origin_of.get(proposition.id)
        if origin is not None:
            by_origin.setdefault(origin, []).append(proposition)
    found = []
    for origin, each in sorted(by_origin.items()):
        figure = each[0].figure
        assert figure is not None
        found.append(
            FigureValue(
                figure=figure,
                origin=grounds.name(origin),
                source_id=origin,
                reports=tuple(dict.fromkeys(p.report_id for p in each)),
                spans=tuple(_span(p, grounds) for p in each),
                retracted=gone,
                claim_id=claim_id,
            )
        )
    return found


def _span(proposition: Proposition, grounds: Grounds) -> Evidence:
    figure = proposition.figure
    assert figure is not None
    return grounds.evidence(proposition.statement_id, figure.start, figure.end)


def _group(key: tuple[str, str], values: list[FigureValue]) -> FigureGroup:
    values = sorted(values, key=lambda v: (v.figure.low or 0.0, v.figure.high or 0.0, v.source_id))
    relations: list[FigureRelation] = []
    for a, left in enumerate(values):
        for b in range(a + 1, len(values)):
            relation, reason = relate(left.figure, values[b].figure)
            spans = (*left.spans[:1], *values[b].spans[:1])
            relations.append(FigureRelation(a, b, relation, reason, spans))
    found = {r.relation for r in relations}
    gravest: Agreement = next((relation for relation in GRAVEST if relation in found), "agree")
    return FigureGroup(
        key[0], key[1], _place([v.figure for v in values]), tuple(values), gravest, tuple(relations)
    )


def _place(figures: list[Figure]) -> str | None:
    places = {f.place for f in figures if f.place}
    return places.pop() if len(places) == 1 else None
