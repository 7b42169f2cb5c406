"""What the page of a claim that stands no more shows: its former words, why nobody says them now, what stands instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ...desk import Desk
from ...errors import UnknownId
from ...model import Assessment, Change, Decision, GoneClaim, Report, Statement
from .claims import history
from .rendering import named
from .wording import headed


class Ended(NamedTuple):
    """Where one statement of the claim stood, and what became of it.

    ``changes`` say what its report put in its place, ``stands`` which version counts now; ``aside`` is the decision
    that set the report aside; ``claims`` are those that the same words, or those put in their place, are part of now.
    """

    said: Statement
    report: Report
    changes: tuple[Change, ...] = ()
    stands: str | None = None
    aside: Decision | None = None
    claims: tuple[Assessment, ...] = ()


def shown(here: Desk, gone: GoneClaim) -> dict[str, Any]:
    """The values of the template."""
    one = gone.assessment
    reports = {report.id: report for report in here.reports(one.claim.reports)}
    statements = [each for each in gone.statements if each.report_id in reports]
    asides = [each for each in here.decisions(live=True) if each.verb == "set-aside"]
    decisions = here.decisions(one.claim.id)
    return {
        "title": one.claim.text[:80],
        "one": one,
        "names": named(reports.values()),
        "stories": list(_stories(here, gone.stories)),
        "ended": [_ended(here, each, reports[each.report_id], asides) for each in statements],
        "history": history(here, one, statements, reports, decisions),
    }


def _ended(here: Desk, said: Statement, report: Report, asides: Sequence[Decision]) -> Ended:
    versions = here.versions(report.id)
    changes = tuple(
        change
        for version, changes in versions
        if version.former_id == report.id
        for change in changes
        if any(span.start < said.end and said.start < span.end for span in change.before)
    )
    aside = next((each for each in asides if report.id in each.subject), None)
    stands = next(
        (version.report_id for version, _ in reversed(versions) if here.report(version.report_id)[1]), None
    )
    places = [(span.report_id, span.start, span.end) for change in changes for span in change.after]
    if here.report(report.id)[1]:
        stands, places = report.id, [(report.id, said.start, said.end)]
    claims = {one.claim.id: one for place in places for one in _claims_at(here, *place)}
    return Ended(said, report, changes, stands, aside, tuple(claims.values()))


def _claims_at(here: Desk, report_id: str, start: int, end: int) -> Iterator[Assessment]:
    """The claims that words at a place of a report are part of."""
    reading, _, carried, _ = here.report(report_id)
    within = {one.id for one in reading.statements if one.start < end and start < one.end}
    return (one for one in carried if within & set(one.claim.statements))


def _stories(here: Desk, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The stories that it stood in, as far as they are there."""
    for name in ids:
        try:
            told = here.story(name)
        except UnknownId:
            continue
        yield told.story.id, told.story.title or headed(told.reports[0])
