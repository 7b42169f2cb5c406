"""Short invented reports with one claim marked in each, and how many origins stand behind it when it is one claim.

What is marked is put into one claim by hand, so that only the reading of who stands behind it is tried, and not
whether two wordings are one claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from tests.reading import language
from twosource.model import Evidence, Item, Report, Story
from twosource.pipeline import Afresh, said
from twosource.pipeline.linking import linked
from twosource.pipeline.plotting import Plot
from twosource.pipeline.telling import grounded
from twosource.stages import admit, dissect, judge
from twosource.stages.judge.origins import trace

TABLE = Path(__file__).parent / "stages" / "standing.txt"
_DAY = "2025-03-0{}T10:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Case:
    """Reports as (publisher, text with [[the claim]] in it), and the origins shown and possible; ``met`` or not yet."""

    name: str
    shown: int
    possible: int
    met: bool
    reports: tuple[tuple[str, str], ...]


def cases() -> list[Case]:
    """Every case of the table: "@ name shown/possible", then "= publisher" and a text for each report."""
    found = []
    for block in re.split(r"^@ ", TABLE.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        head, *reports = re.split(r"^= ", block, flags=re.MULTILINE)
        name, counts, *rest = head.split()
        shown, possible = (int(each) for each in counts.split("/"))
        told = tuple((one.split("\n", 1)[0].strip(), one.split("\n", 1)[1].strip()) for one in reports)
        found.append(Case(name, shown, possible, "not-yet" not in rest, told))
    return found


def counted(case: Case) -> tuple[int, int]:
    """The origins shown and possible of what is marked; (0, 0) where one of the marks is no statement of ours."""
    marks: list[Evidence] = []
    read = {}
    for number, (publisher, text) in enumerate(case.reports):
        report, spans = _report(publisher, text, number)
        passages = dissect.texts(report)
        read[report.id] = said(report, dict(zip(passages, language().parse(passages), strict=True)))
        marks += spans
    story = Story("story", tuple(sorted(read)), "", _DAY.format(3), _DAY.format(9))
    plot = Plot((), (story,), (), {}, {})
    part = linked((story,), plot, read, Afresh(lambda report: read[report.id]), ())
    told = [(claim, each) for claim in part.claims for each in claim.propositions]
    chosen = []
    for mark in marks:
        inside = [
            (shared, each.start - each.end, each.id, (claim, each))
            for claim, each in told
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
        reports=tuple(sorted(read)),
    )
    grounds = grounded(replace(part, claims=(one,)))
    origins = trace(one, grounds).origins
    assert judge.assess(one, grounds).origins == origins
    return origins.shown, origins.possible


def _report(publisher: str, text: str, number: int) -> tuple[Report, list[Evidence]]:
    """A report without its marks, and where they stood."""
    pieces = re.split(r"\[\[|\]\]", text)
    plain = "".join(pieces)
    day = _DAY.format(3 + number)
    fields = {"title": "Report", "publisher": publisher, "published_at": day, "text": plain}
    made = admit.admit(Item(f"{number}.json", "fields", b"", fields), captured_at=_DAY.format(9))
    assert isinstance(made, Report)
    made = replace(made, language="en")
    assert made.text == plain
    spans, at = [], 0
    for turn, piece in enumerate(pieces):
        if turn % 2:
            spans.append(Evidence(made.id, at, at + len(piece), piece))
        at += len(piece)
    return made, spans
