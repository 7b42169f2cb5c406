"""Assessed claims -> a timeline and a cited brief. Every sentence is a span, or a plain template over spans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...model import (
    Assessment,
    Conflict,
    Dissection,
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
from .lines import lines, matters, weighs
from .naming import Names
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
    dissections: Mapping[str, Dissection] | None = None,
) -> Told:
    """Everything the brief says about one story; ``statements`` are those of its reports and claims,

    ``dissections`` (by report id) say when statements were made. A source ``id@report_id`` is what a name stands for
    in one report only: "South Korea confirmed" is its agency there.
    """
    by_id = {statement.id: statement for statement in statements}
    when = {report.id: report.published_at for report in reports}
    ordered = sorted(claims, key=lambda claim: _weight(claim, by_id, when, bool(story.follows)))
    bare = Told(
        story=story,
        reports=tuple(reports),
        copies=tuple(copies),
        claims=tuple(ordered),
        figures=tuple(figures),
        conflicts=tuple(conflicts),
        timeline=timeline(story, reports, ordered, statements, dissections),
        open=tuple(questions),
        lines=(),
        statements=tuple(statements),
        sources=tuple(each for each in sources if "@" not in each.source_id),
    )
    return replace(bare, lines=lines(bare, Names(bare, sources)))


_ORDER = {"disputed": 0, "confirmed": 1, "corroborated": 2, "reported": 3, "retracted": 4}


def _weight(
    claim: Assessment, by_id: Mapping[str, Statement], when: Mapping[str, str | None], follows: bool
) -> tuple[object, ...]:
    """What a desk reads first: claims that many reports carry, the graver, the better founded, the first told;

    in a follow-up what is new in it.
    """
    own = [by_id[key] for key in claim.claim.statements if key in by_id]
    first = min(((when.get(each.report_id) or "9999", each.start) for each in own), default=("9999", 0))
    return (
        not matters(claim),
        not weighs(claim, own),
        follows and not when.keys() >= set(claim.claim.reports),
        -len(when.keys() & set(claim.claim.reports)),  # in this story's reports
        -len(claim.claim.reports),
        _ORDER[claim.status],
        -claim.origins.shown,
        *first,
        claim.claim.id,
    )
