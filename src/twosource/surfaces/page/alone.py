"""Pages that stand alone, without network: their templates, and the reports beside them cut at what is cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ...model import Evidence, Report
from ...text import spoken
from .telling import when
from .wording import CREDIBILITY, STATUS, counted, dated, head, headed

if TYPE_CHECKING:
    from jinja2 import Environment


class Piece(NamedTuple):
    """A stretch of a report's text, and the ids of the cited spans that begin in it and that cover it."""

    text: str
    anchors: tuple[str, ...]
    cited: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """The reports that a page shows beside it, each with its number and its text in pieces."""

    numbers: Mapping[str, str]
    texts: tuple[tuple[str, Report, tuple[Piece, ...]], ...]

    def link(self, span: Evidence) -> str:
        """The anchor at which a cited span stands."""
        return f"{self.numbers.get(span.report_id, 'r0')}-{span.start}-{span.end}"


def beside(reports: Sequence[Report], cited: Iterable[Evidence]) -> Beside:
    """The reports in their order, cut where a cited span begins or ends."""
    numbers = {report.id: f"r{n}" for n, report in enumerate(reports, 1)}
    spans: dict[str, set[tuple[int, int]]] = {}
    for each in cited:
        spans.setdefault(each.report_id, set()).add((each.start, each.end))
    texts = (
        (numbers[report.id], report, tuple(pieces(report, numbers[report.id], spans.get(report.id, ()))))
        for report in reports
    )
    return Beside(numbers, tuple(texts))


def pieces(report: Report, number: str, spans: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    """The report's text cut at every cited boundary, so that any span can be lit, overlapping or not."""
    spans = sorted(set(spans))
    cuts = sorted({0, len(report.text), *(end for span in spans for end in span)})
    for start, end in pairwise(cuts):
        anchors = tuple(f"{number}-{a}-{b}" for a, b in spans if a == start)
        covered = any(a <= start and end <= b for a, b in spans)
        yield Piece(report.text[start:end], anchors, covered)


def numbered(spans: Sequence[Evidence]) -> list[tuple[Evidence, int]]:
    """The spans, those of one report together, each with its place among them: it is named at the first."""
    by_report: dict[str, list[Evidence]] = {}
    for each in dict.fromkeys(spans):
        by_report.setdefault(each.report_id, []).append(each)
    return [(each, nth) for same in by_report.values() for nth, each in enumerate(same, 1)]


def rendered(template: str, reports: Beside, /, **values: object) -> str:
    """A page as a string, with its sheet, its script and the reports beside it."""
    return (
        _templates()
        .get_template(template)
        .render(
            texts=reports.texts,
            link=reports.link,
            numbers=reports.numbers,
            status=STATUS,
            credibility=CREDIBILITY,
            counted=counted,
            dated=dated,
            head=head,
            headed=headed,
            spoken=spoken,
            when=when,
            numbered=numbered,
            css=asset("brief.css"),
            script=asset("brief.js"),
            **values,
        )
    )


def asset(name: str) -> str:
    """A file that goes into the page whole."""
    return (files(__package__) / name).read_text(encoding="utf-8")


@cache
def _templates() -> Environment:
    from jinja2 import Environment, FunctionLoader

    return Environment(loader=FunctionLoader(asset), autoescape=True, trim_blocks=True, lstrip_blocks=True)
