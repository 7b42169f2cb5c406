"""The brief as one self-contained HTML file: no network, light and dark, prints, works by keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ...model import SECTIONS, Brief, Evidence, Reason, Report, Told
from ...text import spoken
from .svg import chains, intervals
from .wording import CREDIBILITY, STATUS, counted, dated, headed

if TYPE_CHECKING:
    from jinja2 import Template

# The sections that are told in lines; claims, figures and sources have forms of their own.
TOLD_IN_LINES = ("said", "differ", "seem", "open", "timeline")
# Claims past this many are folded away: a desk reads the first ones.
FIRST_CLAIMS = 12


class Piece(NamedTuple):
    """A stretch of a report's text, and the ids of the cited spans that begin in it and that cover it."""

    text: str
    anchors: tuple[str, ...]
    cited: bool


def html(brief: Brief) -> str:
    """The page as a string."""
    numbers = {report.id: f"r{n}" for n, report in enumerate(_reports(brief), 1)}
    cited: dict[str, set[tuple[int, int]]] = {}
    for each in _citations(brief):
        cited.setdefault(each.report_id, set()).add((each.start, each.end))
    reports = {report.id: report for report in _reports(brief)}
    return _template().render(
        brief=brief,
        sections=[(section, SECTIONS[section]) for section in TOLD_IN_LINES],
        first=FIRST_CLAIMS,
        status=STATUS,
        credibility=CREDIBILITY,
        counted=counted,
        dated=dated,
        headed=headed,
        spoken=spoken,
        titles={told.story.id: told.story.title or headed(told.reports[0]) for told in brief.stories},
        chains=chains,
        intervals=intervals,
        names={report.id: headed(report) for report in reports.values()},
        numbers=numbers,
        link=lambda each: f"{numbers.get(each.report_id, 'r0')}-{each.start}-{each.end}",
        reports=[(numbers[key], report, list(pieces(report, numbers[key], cited.get(key, set())))) for key, report in reports.items()],
        css=_asset("brief.css"),
        script=_asset("brief.js"),
        lines=lambda told, section: [line for line in told.lines if line.section == section],
        spans=_claim_spans,
    )  # fmt: skip


def pieces(report: Report, number: str, spans: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    """The report's text cut at every cited boundary, so that any span can be lit, overlapping or not."""
    spans = sorted(set(spans))
    cuts = sorted({0, len(report.text), *(end for span in spans for end in span)})
    for start, end in pairwise(cuts):
        anchors = tuple(f"{number}-{a}-{b}" for a, b in spans if a == start)
        covered = any(a <= start and end <= b for a, b in spans)
        yield Piece(report.text[start:end], anchors, covered)


def _reports(brief: Brief) -> Iterator[Report]:
    seen: set[str] = set()
    for told in brief.stories:
        for report in told.reports:
            if report.id not in seen:
                seen.add(report.id)
                yield report


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


def _asset(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment, select_autoescape

    environment = Environment(
        autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_asset("brief.html"))
