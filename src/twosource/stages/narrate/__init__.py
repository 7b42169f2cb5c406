"""Assessed claims -> a timeline and a cited brief. Every sentence is a span, or a plain template over spans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...model import (
    Assessment,
    Conflict,
    Edge,
    FigureGroup,
    OpenQuestion,
    Report,
    Source,
    Statement,
    Story,
    Told,
)
from .changes import changes
from .lines import lines, weighs
from .timeline import timeline

__all__ = ["changes", "tell", "timeline"]


def tell(
    story: Story,
    reports: Sequence[Report],
    copies: Sequence[Edge],
    claims: Sequence[Assessment],
    figures: Sequence[FigureGroup],
    conflicts: Sequence[Conflict],
    questions: Sequence[OpenQuestion],
    statements: Sequence[Statement],
    sources: Sequence[Source],
) -> Told:
    """Everything the brief says about one story; ``statements`` are those of its reports and claims."""
    by_id = {statement.id: statement for statement in statements}
    ordered = sorted(claims, key=lambda claim: _weight(claim, by_id))
    bare = Told(
        story=story,
        reports=tuple(reports),
        copies=tuple(copies),
        claims=tuple(ordered),
        figures=tuple(figures),
        conflicts=tuple(conflicts),
        timeline=timeline(story, reports, ordered, statements),
        open=tuple(questions),
        lines=(),
        statements=tuple(statements),
        sources=tuple(sources),
    )
    return Told(**{**{name: getattr(bare, name) for name in Told.__slots__}, "lines": lines(bare)})


_ORDER = {"disputed": 0, "confirmed": 1, "corroborated": 2, "reported": 3, "retracted": 4}


def _weight(claim: Assessment, by_id: Mapping[str, Statement]) -> tuple[object, ...]:
    """What a desk reads first: claims that many reports carry, then the better founded, then the graver."""
    own = [by_id[key] for key in claim.claim.statements if key in by_id]
    return (
        not weighs(claim, own),
        -len(claim.claim.reports),
        -claim.origins.shown,
        _ORDER[claim.status],
        -len(claim.claim.statements),
        claim.claim.id,
    )
