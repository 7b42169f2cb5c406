"""What is open in a story: not verified, not answered, of one origin, without a date or sources, not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model import Assessment, OpenQuestion, Report, Story
from ...text import READ, of_file
from ...text.decoding import DAMAGED
from .ground import Grounds, quoted

_ORDER = ("not_verified", "no_comment", "undated", "unsourced", "unread", "single_origin")
# The last line of a report that announces its sources, and names none behind or beneath it.
_ANNOUNCED = re.compile(
    r"(?:^|\n)[ \t#*]*((?:(?:related|original|primary|further|our|the|with|additional|news|list of) ){0,2}(?:sources?|references|citations))"
    r"[ \t*]*:?[ \t*]*\s*$",
    re.IGNORECASE,
)


def open_questions(
    story: Story, grounds: Grounds, assessments: Sequence[Assessment] = ()
) -> tuple[OpenQuestion, ...]:
    """What is not verified, who has not answered, what rests on one origin, which reports carry no date, announce sources
    that they do not name, or were read in part."""
    found: list[OpenQuestion] = []
    inside = set(story.reports)
    said = [one for report_id in sorted(inside) for one in grounds.said_in.get(report_id, ())]
    for statement in said:
        if statement.kind in ("not_verified", "no_comment"):
            span = grounds.evidence(statement.id)
            found.append(OpenQuestion(statement.kind, statement.text, (span,)))
    for report_id in sorted(inside & set(grounds.reports)):
        found.extend(_of_report(grounds.reports[report_id]))
    for each in assessments:
        # What one report tells of its own is the usual case; a count, or what many carry from one, is the trap.
        weighs = len(each.claim.reports) > 1 or each.claim.kind in ("figure", "time", "denial")
        if each.status == "reported" and each.origins.shown == 1 and weighs:
            spans = tuple(s for o in each.origins.list for s in o.spans[:1])
            found.append(OpenQuestion("single_origin", each.claim.text, spans))
    return tuple(
        sorted(found, key=lambda q: (_ORDER.index(q.kind), q.spans[0].report_id if q.spans else "", q.text))
    )


def _of_report(report: Report) -> Iterator[OpenQuestion]:
    """What a report leaves open by its form."""
    if report.published_from in ("none", "inferred") and report.text:
        dated = f" (inferred from the story: {report.published_at})" if report.published_at else ""
        called = report.title or of_file(report.path)
        lead = quoted(report, 0, min(len(report.text), 80))
        yield OpenQuestion("undated", f"{called} carries no date{dated}", (lead,))
    if announced := _ANNOUNCED.search(report.text):
        span = quoted(report, *announced.span(1))
        yield OpenQuestion("unsourced", f"It announces “{span.text}” and names none", (span,))
    if len(report.text) > READ:
        rest = quoted(report, READ, min(len(report.text), READ + 80))
        said_of = f"Only the first {READ:,} of its {len(report.text):,} characters were read"
        yield OpenQuestion("unread", said_of, (rest,))
    if damaged := report.text.count(DAMAGED):
        at = report.text.index(DAMAGED)
        near = quoted(report, max(0, at - 40), min(len(report.text), at + 40))
        told = (
            f"{damaged:,} of its characters {'is' if damaged == 1 else 'are'} damaged and could not be read"
        )
        yield OpenQuestion("unread", told, (near,))
