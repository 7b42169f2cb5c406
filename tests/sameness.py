"""Short invented reports of one event with a passage marked in each: whether these are one claim, and if not, how they stand.

The reports go through all stages as one story. A mark is found where a claim holds a proposition that covers it, as in
the worlds of ``tests/quality``: same (one claim holds every mark), apart (each is in a claim, none holds two, and nothing
sets them against each other), against (a contradiction between them), update (the one updates the other).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from tests.reading import language
from twosource.model import Evidence, Item, Proposition, Report, Story
from twosource.pipeline import Afresh, said
from twosource.pipeline.linking import Linked, linked
from twosource.pipeline.plotting import Plot
from twosource.stages import admit, dissect

TABLES = Path(__file__).parent / "stages" / "sameness"
_DAY = "2025-03-04"
_CAPTURED = "2025-04-01T10:00:00+00:00"
ANSWERS = ("same", "apart", "against", "update")


@dataclass(frozen=True, slots=True)
class Case:
    """Reports as (publisher, time, text with [[what is marked]] in it), and how the marks stand; ``met`` or not yet."""

    name: str
    answer: str
    met: bool
    reports: tuple[tuple[str, str, str], ...]


def cases() -> list[Case]:
    """Every case of the tables: "@ name answer", then "= publisher" or "= publisher | day" and a text for each report."""
    return list(_blocks("\n".join(table.read_text("utf-8") for table in sorted(TABLES.glob("*.txt")))))


def _blocks(tables: str) -> Iterator[Case]:
    for block in re.split(r"^@ ", tables, flags=re.MULTILINE)[1:]:
        head, *reports = re.split(r"^= ", block, flags=re.MULTILINE)
        name, answer, *rest = head.split()
        assert answer in ANSWERS, f"{name}: {answer} is none of {ANSWERS}"
        told = []
        for number, one in enumerate(reports):
            publisher, _, day = one.split("\n", 1)[0].partition("|")
            at = f"{day.strip() or _DAY}T{10 + number}:00:00+00:00"
            told.append(
                (
                    publisher.strip(),
                    at,
                    re.sub(r"^#.*$", "", one.split("\n", 1)[1], flags=re.MULTILINE).strip(),
                )
            )
        yield Case(name, answer, "not-yet" not in rest, tuple(told))


def answer(case: Case) -> str:
    """How the marks stand to each other; "nothing" where one is in no claim, "mixed" where only some are in one."""
    part, marks = read(case)
    return _answer(part, marks)


def _answer(part: Linked, marks: Sequence[Evidence]) -> str:
    holding = [{c.id for c in part.claims if any(covers(p, mark) for p in c.propositions)} for mark in marks]
    if set.intersection(*holding):
        return "same"
    here = [{p.id for c in part.claims for p in c.propositions if covers(p, mark)} for mark in marks]
    between = {
        edge.relation
        for one, other in combinations(here, 2)
        for edge in part.edges
        if (edge.left in one and edge.right in other) or (edge.left in other and edge.right in one)
    }
    if "contradicts" in between:
        return "against"
    if "updates" in between:
        return "update"
    if not all(holding):
        return "nothing"
    return "mixed" if any(a & b for a, b in combinations(holding, 2)) else "apart"


def covers(proposition: Proposition, mark: Evidence) -> bool:
    """True where a proposition and a mark share more than half of the shorter."""
    shared = min(proposition.end, mark.end) - max(proposition.start, mark.start)
    shorter = min(proposition.end - proposition.start, mark.end - mark.start)
    return proposition.report_id == mark.report_id and shared > 0.5 * shorter


def read(case: Case) -> tuple[Linked, list[Evidence]]:
    """The reports as one story with the claims in it, and what is marked in them."""
    marks: list[Evidence] = []
    readings = {}
    for number, (publisher, at, text) in enumerate(case.reports):
        report, spans = _report(publisher, at, text, number)
        passages = dissect.texts(report)
        readings[report.id] = said(report, dict(zip(passages, language().parse(passages), strict=True)))
        marks += spans
    times = sorted(at for _, at, _ in case.reports)
    story = Story("story", tuple(sorted(readings)), "", times[0], times[-1])
    part = linked((story,), Plot((), (story,), (), {}, {}), readings, Afresh(lambda r: readings[r.id]), ())
    return part, marks


def _report(publisher: str, at: str, text: str, number: int) -> tuple[Report, list[Evidence]]:
    """A report without its marks, and where they stood."""
    pieces = re.split(r"\[\[|\]\]", text)
    plain = "".join(pieces)
    fields = {"title": "Report", "publisher": publisher, "published_at": at, "text": plain}
    made = admit.admit(Item(f"{number}.json", "fields", b"", fields), captured_at=_CAPTURED)
    assert isinstance(made, Report)
    made = replace(made, language="en")
    assert made.text == plain
    spans, start = [], 0
    for turn, piece in enumerate(pieces):
        if turn % 2:
            spans.append(Evidence(made.id, start, start + len(piece), piece))
        start += len(piece)
    return made, spans
