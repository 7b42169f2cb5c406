"""Short invented reports with one claim marked in each: how many origins stand behind it, or what its status is.

For the origins what is marked is put into one claim by hand, so that only the reading of who stands behind it is
tried, and not whether two wordings are one claim. For the status the reports go through all stages as one story.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.reading import language
from twosource.model import Evidence, Item, Report, Story
from twosource.pipeline import Afresh, said
from twosource.pipeline.linking import Linked, linked
from twosource.pipeline.plotting import Plot
from twosource.pipeline.telling import grounded
from twosource.stages import admit, dissect, judge
from twosource.stages.judge.origins import trace

_STAGES = Path(__file__).parent / "stages"
TABLES = _STAGES / "standing"  # a folder of tables, one for each hand that wrote them
STATUSES = _STAGES / "statuses"  # ... of these too
_DAY = "2025-03-0{}T10:00:00+00:00"
_CAPTURED = "2025-04-01T10:00:00+00:00"  # after all of them


@dataclass(frozen=True, slots=True)
class Case:
    """Reports as (publisher, text with [[the claim]] in it), and the origins shown and possible; ``met`` or not yet."""

    name: str
    shown: int
    possible: int
    met: bool
    reports: tuple[tuple[str, str], ...]


def cases() -> list[Case]:
    """Every case of the tables: "@ name shown/possible", then "= publisher" and a text for each report."""
    found = []
    for name, counts, met, told in _blocks(TABLES):
        shown, possible = (int(each) for each in counts.split("/"))
        found.append(Case(name, shown, possible, met, told))
    return found


@dataclass(frozen=True, slots=True)
class Judged:
    """Reports as (publisher, text with [[the claim]] in it), and the status of the claim; ``met`` or not yet."""

    name: str
    status: str
    met: bool
    reports: tuple[tuple[str, str], ...]


def judged() -> list[Judged]:
    """Every case of the tables of statuses: "@ name status", then "= publisher" and a text for each report.

    "undisputed" stands for whatever is neither disputed nor retracted.
    """
    return [Judged(*block) for block in _blocks(STATUSES)]


def _blocks(folder: Path) -> Iterator[tuple[str, str, bool, tuple[tuple[str, str], ...]]]:
    tables = "\n".join(table.read_text("utf-8") for table in sorted(folder.glob("*.txt")))
    for block in re.split(r"^@ ", tables, flags=re.MULTILINE)[1:]:
        head, *reports = re.split(r"^= ", block, flags=re.MULTILINE)
        name, wanted, *rest = head.split()
        told = tuple((one.split("\n", 1)[0].strip(), one.split("\n", 1)[1].strip()) for one in reports)
        yield name, wanted, "not-yet" not in rest, told


def status(case: Judged) -> str:
    """The status of the claim in which the first mark stands; "" where it stands in none."""
    part, marks, _ = _linked(case.reports)
    grounds = grounded(part)
    mark = marks[0]
    found = [
        (min(each.end, mark.end) - max(each.start, mark.start), claim.id, claim)
        for claim in part.claims
        for each in claim.propositions
        if each.report_id == mark.report_id
    ]
    best = max(found, default=None)
    return judge.assess(best[2], grounds).status if best and best[0] > 0 else ""


def meets(case: Judged) -> bool:
    """True where the claim has the status that an editor would give it."""
    found = status(case)
    return found == case.status or (
        case.status == "undisputed" and found not in ("", "disputed", "retracted")
    )


def _linked(reports: tuple[tuple[str, str], ...]) -> tuple[Linked, list[Evidence], tuple[str, ...]]:
    """The reports as one story, a day apart."""
    return told((name, _DAY.format(3 + at), text) for at, (name, text) in enumerate(reports))


def told(reports: Iterable[tuple[str, str, str]]) -> tuple[Linked, list[Evidence], tuple[str, ...]]:
    """Reports as (publisher, time, text) read as one story: its statements joined into claims, what is marked, its reports."""
    marks: list[Evidence] = []
    read, times = {}, []
    for number, (publisher, at, text) in enumerate(reports):
        report, spans = _marked(publisher, at, text, number)
        passages = dissect.texts(report)
        read[report.id] = said(report, dict(zip(passages, language().parse(passages), strict=True)))
        marks += spans
        times.append(at)
    story = Story("story", tuple(sorted(read)), "", min(times), max(times))
    plot = Plot((), (story,), (), {}, {})
    part = linked((story,), plot, read, Afresh(lambda report: read[report.id]), ())
    return part, marks, story.reports


def counted(case: Case) -> tuple[int, int]:
    """The origins shown and possible of what is marked; (0, 0) where one of the marks is no statement of ours."""
    part, marks, reports = _linked(case.reports)
    held = [(claim, each) for claim in part.claims for each in claim.propositions]
    chosen = []
    for mark in marks:
        inside = [
            (shared, each.start - each.end, each.id, (claim, each))
            for claim, each in held
            if each.report_id == mark.report_id
            and 2 * (shared := min(each.end, mark.end) - max(each.start, mark.start))
            > min(each.end - each.start, mark.end - mark.start)
        ]
        if not inside:
            return 0, 0
        chosen.append(max(inside)[3])
    one = replace(
        chosen[0][0],
        propositions=tuple(dict.fromkeys(each for _, each in chosen)),
        reports=reports,
    )
    grounds = grounded(replace(part, claims=(one,)))
    origins = trace(one, grounds).origins
    assert judge.assess(one, grounds).origins == origins
    return origins.shown, origins.possible


def _marked(publisher: str, at: str, text: str, number: int) -> tuple[Report, list[Evidence]]:
    """A report of this time without its marks, and where they stood."""
    pieces = re.split(r"\[\[|\]\]", text)
    plain = "".join(pieces)
    fields = {"title": "Report", "publisher": publisher, "published_at": at, "text": plain}
    made = admit.admit(Item(f"{number}.json", "fields", text.encode(), fields), captured_at=_CAPTURED)
    assert isinstance(made, Report)
    made = replace(made, language="en")
    assert made.text == plain
    spans, start = [], 0
    for turn, piece in enumerate(pieces):
        if turn % 2:
            spans.append(Evidence(made.id, start, start + len(piece), piece))
        start += len(piece)
    return made, spans
