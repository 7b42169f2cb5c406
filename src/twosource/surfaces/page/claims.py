"""What the page of one claim shows, made from the claim, its statements and the stories it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ...desk import Desk
from ...model import Assessment, Decision, Evidence, Report, Statement, Told
from ...text import until
from .pictures import Stop
from .raising import raising
from .rendering import named
from .telling import did
from .wording import headed, link_names

COLUMN = {"publisher": 0, "relay": 1, "origin": 2, "basis": 3}


def shown(
    here: Desk, assessment: Assessment, statements: Sequence[Statement], within: Sequence[Told]
) -> dict[str, Any]:
    """The values of the template."""
    reports = {report.id: report for told in within for report in told.reports}
    missing = tuple(sorted({one.report_id for one in statements} - reports.keys()))
    reports |= {report.id: report for report in here.reports(missing)}
    sources: dict[str, str] = {}
    for told in within:
        sources |= link_names(told)
    names = named(reports.values())
    ordered = sorted(
        statements, key=lambda one: (until(reports[one.report_id].published_at), one.report_id, one.start)
    )
    return {
        "title": assessment.claim.text[:80],
        "one": assessment,
        "stories": [(told.story.id, told.story.title or names[told.reports[0].id]) for told in within],
        "names": names,
        "reports": reports,
        "statements": ordered,
        "sources": sources,
        "ways": (drawn := ways(assessment, ordered, reports, sources)),
        "repeats": any(
            len(way) == 1 and sum(each[0].key == way[0].key for each in drawn) == 1 for way in drawn
        ),
        "components": components(assessment, ordered),
        "raising": raising(assessment),
        "rivals": rivals(assessment, within),
        "others": others(assessment, within),
        "lead": lead(assessment, ordered),
        "decisions": (decisions := here.decisions(assessment.claim.id)),
        "history": history(here, assessment, ordered, reports, decisions),
        "choices": choices(ordered, sources),
    }


class Happened(NamedTuple):
    """A line of a claim's history."""

    at: str
    text: str
    link: str | None = None


def history(
    here: Desk,
    assessment: Assessment,
    statements: Sequence[Statement],
    reports: Mapping[str, Report],
    decisions: Sequence[Decision],
) -> list[Happened]:
    """Who carried it when, what was decided of it, and what was alerted, in order."""
    found: dict[str, Happened] = {}
    for one in statements:
        report = reports[one.report_id]
        at = report.published_at or report.captured_at or ""
        name = headed(report)
        how = "carries it" if report.published_at else "came in with it, undated"
        link = f"/reports/{report.id}?at={one.start}-{one.end}#at"
        found.setdefault(report.id, Happened(at, f"{name} {how}", link))
    told = list(found.values())
    for each in decisions:
        told.append(
            Happened(each.at, f"{each.author or 'Somebody'} {did(f'decide.{each.verb}')} it: {each.reason}")
        )
        if each.retracted_at:
            told.append(Happened(each.retracted_at, f"{each.retracted_by or 'Somebody'} took that back"))
    told += [
        Happened(one.at, one.text) for one in here.alerts(limit=500) if one.claim_id == assessment.claim.id
    ]
    return sorted(told, key=lambda each: each.at)


def choices(statements: Sequence[Statement], sources: Mapping[str, str]) -> list[tuple[str, str]]:
    """The sources of its chains, to decide about."""
    found = {
        link.source_id: sources.get(link.source_id, link.name)
        for one in statements
        for link in one.attribution.chain
    }
    return sorted(found.items(), key=lambda pair: pair[1].casefold())


def lead(assessment: Assessment, statements: Sequence[Statement]) -> Evidence | None:
    """The place that the claim is worded by: what a statement asserts may be a part of it."""
    here = {one.id for one in statements}
    worded = [one for one in assessment.claim.propositions if one.text == assessment.claim.text]
    for part in worded:
        if part.statement_id in here:
            return Evidence(part.report_id, part.start, part.end, part.text)
    same = [one for one in statements if one.text == assessment.claim.text] or list(statements)
    return Evidence(same[0].report_id, same[0].start, same[0].end, same[0].text) if same else None


def ways(
    assessment: Assessment,
    statements: Sequence[Statement],
    reports: Mapping[str, Report],
    sources: Mapping[str, str],
) -> list[list[Stop]]:
    """The ways from the pages to the origins, each once; the counted origins bear the names they are counted by."""
    counted = {origin.source_id: origin for origin in assessment.origins.list}
    names = named(reports.values())
    by_name = {origin.name: origin.source_id for origin in assessment.origins.list}
    found: dict[tuple[str, ...], list[Stop]] = {}
    for one in statements:
        chain = [link for link in one.attribution.chain if link.role != "publisher"] or one.attribution.chain
        way = [
            Stop(
                0,
                one.report_id,
                names[one.report_id],
                f"/reports/{one.report_id}?at={one.start}-{one.end}#at",
            )
        ]
        for link in chain:
            column = COLUMN[link.role] or 2
            own = sources.get(link.source_id, link.name)
            ids = (link.source_id, f"{link.source_id}@{one.report_id}", by_name.get(own, ""))
            key = next((each for each in ids if each in counted), None)
            if key is None and len(one.attribution.chain) == 1:
                break  # the outlet's own voice, which repeats what others say, is nobody's origin
            stop = (key, counted[key].name, counted[key].named) if key else (link.source_id, own, link.named)
            way.append(Stop(column, stop[0], stop[1], None, stop[2]))
        found.setdefault(tuple(f"{stop.column}{stop.key}" for stop in way), way)
    return list(found.values())


def components(assessment: Assessment, statements: Sequence[Statement]) -> dict[str, int]:
    """Which origins count together: those of one component, and who speaks for one of them.

    Who speaks for an origin is known by the places that it is counted for.
    """
    found = {origin.source_id: origin.component for origin in assessment.origins.list}
    for one in statements:
        for origin in assessment.origins.list:
            if any(_within(span, one) for span in origin.spans):
                found.setdefault(one.attribution.speaker.source_id, origin.component)
    return found


def _within(span: Evidence, one: Statement) -> bool:
    return span.report_id == one.report_id and one.start <= span.start and span.end <= one.end


def rivals(assessment: Assessment, within: Iterable[Told]) -> list[Assessment]:
    """Claims whose places are cited against this one."""
    against = {
        (span.report_id, span.start, span.end)
        for reason in assessment.reasons
        if reason.code in ("contradiction", "figure_conflict")
        for span in reason.spans
    }
    found: dict[str, Assessment] = {}
    for told in within:
        places = {one.id: (one.report_id, one.start, one.end) for one in told.statements}
        for other in told.claims:
            if other.claim.id != assessment.claim.id and any(
                places.get(name) in against for name in other.claim.statements
            ):
                found[other.claim.id] = other
    return list(found.values())


def others(assessment: Assessment, within: Iterable[Told]) -> list[Assessment]:
    """The other claims of its stories: with any of them it might be one."""
    found = {
        one.claim.id: one for told in within for one in told.claims if one.claim.id != assessment.claim.id
    }
    return list(found.values())
