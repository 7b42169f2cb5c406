"""The brief as one self-contained HTML file: no network, light and dark, prints, works by keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model import SECTIONS, Brief, Evidence, Reason, Told
from .alone import beside, rendered
from .svg import chains, intervals
from .wording import headed

# The sections that are told in lines; claims, figures and sources have forms of their own.
TOLD_IN_LINES = ("said", "differ", "seem", "open", "timeline")
# Claims past this many are folded away: a desk reads the first ones.
FIRST_CLAIMS = 12


def html(brief: Brief) -> str:
    """The page as a string."""
    reports = {report.id: report for told in brief.stories for report in told.reports}
    return rendered(
        "brief.html",
        beside(tuple(reports.values()), _citations(brief)),
        brief=brief,
        sections=[(section, SECTIONS[section]) for section in TOLD_IN_LINES],
        first=FIRST_CLAIMS,
        titles={told.story.id: told.story.title or headed(told.reports[0]) for told in brief.stories},
        chains=chains,
        intervals=intervals,
        names={key: headed(report) for key, report in reports.items()},
        lines=lambda told, section: [line for line in told.lines if line.section == section],
        spans=_claim_spans,
    )


def _citations(brief: Brief) -> Iterator[Evidence]:
    reasons: list[Reason] = list(brief.changes)
    for told in brief.stories:
        for line in told.lines:
            yield from line.citations
        for group in told.figures:
            for value in group.values:
                yield from value.spans
        for claim in told.claims:
            reasons += claim.reasons
            yield from _claim_spans(told, claim.claim.statements)
    for reason in reasons:
        yield from reason.spans


def _claim_spans(told: Told, statements: Iterable[str]) -> list[Evidence]:
    by_id = {statement.id: statement for statement in told.statements}
    found = [by_id[key] for key in statements if key in by_id]
    return [Evidence(s.report_id, s.start, s.end, s.text) for s in found]
