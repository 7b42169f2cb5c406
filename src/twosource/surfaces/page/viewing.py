"""The pages that show one thing, or the sources: story, claim, report, source. Each asks a verb or two of the desk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from ...desk import Desk
from ...errors import Gone
from ...model import (
    Assessment,
    Change,
    Edge,
    Evidence,
    Reading,
    Report,
    Statement,
    Told,
    Version,
)
from ..api.rules import may
from . import claims, former, marking, pictures
from .rendering import Words, desk_of, matches, named, page
from .telling import RELIABILITY
from .wording import headed

router = APIRouter(default_response_class=HTMLResponse, dependencies=[may("read")])
SOURCES = 200
FIRST_CLAIMS = 10


@router.get("/stories/{story_id}")
def story(request: Request, story_id: str) -> HTMLResponse:
    """One story: what is known, figures, conflicts, what happened when, what is open, and its sources."""
    here = desk_of(request)
    told = here.story(story_id)
    weighty, told_once = here.weighed(told)
    reports = _cited(here, told)
    earlier = list(told.story.follows)
    return page(
        request,
        "story.html",
        title=_title(told),
        told=told,
        heading=_title(told),
        weighty=weighty,
        told_once=told_once,
        first=FIRST_CLAIMS,
        statuses=Counter(one.status for one in told.claims),
        names=named(reports),
        spans={one.claim.id: _spans(told.statements, one) for one in told.claims},
        sections={
            name: [line for line in told.lines if line.section == name] for name in ("said", "sources")
        },
        differ=[one for one in told.conflicts if one.relation in ("conflict", "impossible")],
        seem=[one for one in told.conflicts if one.relation not in ("conflict", "impossible")],
        published=pictures.published(reports),
        earlier=[(one, _title(here.story(one))) for one in earlier],
        single_figures=[group for group in told.figures if len(group.values) == 1],
        asked=sorted(told.open, key=lambda one: one.kind == "single_origin"),
        watched=[one for one in here.watches() if one.story == told.story.id],
        corrected=_corrected(here, told),
    )


@router.get("/claims/{claim_id}")
def claim(request: Request, claim_id: str) -> HTMLResponse:
    """One claim: its ways from page to origin, the reasons, its history, what would raise it, and deciding.

    One that nobody says any more has a page that says so, what it was, and what stands in its place.
    """
    here = desk_of(request)
    try:
        assessment, statements, stories = here.claim(claim_id)
    except Gone:
        return page(request, "gone.html", 410, **former.shown(here, here.gone_claim(claim_id)))
    within = [here.story(one) for one in stories]
    return page(request, "claim.html", **claims.shown(here, assessment, statements, within))


@router.get("/reports/{report_id}")
def report(request: Request, report_id: str, at: Annotated[str, Query(max_length=30)] = "") -> HTMLResponse:
    """One report as it was read, with every statement, figure and date marked."""
    here = desk_of(request)
    reading, story_id, carried, copies = here.report(report_id)
    told = here.story(story_id) if story_id else None
    bare = reading.dissection.report
    # The story knows a date that the report alone does not tell.
    dated = next((one for one in told.reports if one.id == report_id), bare) if told else bare
    shown = replace(bare, published_at=dated.published_at, published_from=dated.published_from)
    claim_of = {name: one.claim.id for one in carried for name in one.claim.statements}
    versions = here.versions(report_id)
    last = versions[-1][0].report_id if versions else report_id
    return page(
        request,
        "report.html",
        title=headed(shown),
        report=shown,
        told=told,
        heading=shown.title or headed(shown),
        text=marking.marked(
            shown.text,
            reading.statements,
            reading.dissection.figures,
            reading.dissection.times,
            claim_of,
            marking.asked(at, len(shown.text)),
        ),
        statements=_said(reading),
        claim_of=claim_of,
        claims={one.claim.id: one for one in carried},
        times=reading.dissection.times,
        figures=reading.dissection.figures,
        copies=copies,
        item=here.custody(report_id),
        versions=versions,
        stands=last if told is None and last != report_id else None,
        decisions=(decisions := here.decisions(report_id)),
        aside=any(one.verb == "set-aside" and not one.retracted_at for one in decisions),
        names=named(_cited(here, told) if told else [shown]),
        sources={one.source_id: one.name for one in told.sources} if told else {},
    )


@router.get("/sources")
def sources(
    request: Request, after: Annotated[str, Query(max_length=500)] = "", q: Words = ""
) -> HTMLResponse:
    """Whoever said something: aliases, owner, reliability, record."""
    here = desk_of(request)
    found = [one for one in here.sources() if matches(one.source.name, one.source.aliases, q)]
    ranked = sorted(
        (one for one in found if one.source.named),
        key=lambda one: (-sum(one.claims.values()), -one.published, one.source.name.casefold()),
    )
    start = int(after) if after.isdigit() else 0
    return page(
        request,
        "sources.html",
        title="Sources",
        unnamed=[one for one in found if not one.source.named][:SOURCES],
        records=ranked[start : start + SOURCES],
        total=len(ranked),
        start=start,
        following=start + SOURCES if len(ranked) > start + SOURCES else None,
        query_sources=q,
        reliability=_ratings(here),
    )


@router.get("/sources/{source_id:path}")
def source(request: Request, source_id: str) -> HTMLResponse:
    """One source: who it is, what it did here, and the claims of which it is an origin."""
    here = desk_of(request)
    record = here.source(source_id)
    known = {one.source.source_id: one.source.name for one in here.sources()}
    return page(
        request,
        "source.html",
        title=record.source.name,
        record=record,
        owner=known.get(record.source.owner or "", record.source.owner),
        speaks_for=known.get(record.source.speaks_for or ""),
        choices=sorted(
            ((key, name) for key, name in known.items() if key != source_id),
            key=lambda pair: pair[1].casefold(),
        ),
        reliability=_ratings(here).get(source_id),
        told=[(told, own) for told in here.told_by(source_id) if (own := _of(told, source_id))],
        titled=_title,
        decisions=here.decisions(source_id),
    )


# --- what they share


def _title(told: Told) -> str:
    return told.story.title or (headed(told.reports[0]) if told.reports else "A story")


def _of(told: Told, source_id: str) -> list[Assessment]:
    """The claims of a story of which a source is an origin: those first that do not stand as merely reported."""
    own = [one for one in told.claims if source_id in {each.source_id for each in one.origins.list}]
    return sorted(own, key=lambda one: one.status == "reported")


def _cited(here: Desk, told: Told) -> list[Report]:
    """Every report that a story cites, those of other stories too."""
    groups = (
        *(value.spans for group in told.figures for value in group.values),
        *(one.spans for each in (told.conflicts, told.open, told.timeline) for one in each),
        *(one.citations for one in told.lines),
    )
    cited = {span.report_id for spans in groups for span in spans}
    cited |= {name for one in told.claims for name in one.claim.reports}
    others = tuple(sorted(cited - {report.id for report in told.reports}))
    return [*told.reports, *(here.reports(others) if others else ())]


def _corrected(here: Desk, told: Told) -> list[tuple[Report, Version, tuple[Change, ...]]]:
    """The reports of a story that were changed, the last change first: each with its last version and what it changed."""
    known = here.changed([report.id for report in told.reports])
    found = []
    for report in told.reports:
        if report.id in known:
            last = [(version, changes) for version, changes in here.versions(report.id) if changes]
            found += [(report, *last[-1])] if last else []
    return sorted(found, key=lambda each: each[1].at, reverse=True)


def _spans(statements: Iterable[Statement], one: Assessment) -> list[Evidence]:
    by_id = {each.id: each for each in statements}
    found = [by_id[name] for name in one.claim.statements if name in by_id]
    return [Evidence(each.report_id, each.start, each.end, each.text) for each in found]


def _said(reading: Reading) -> list[Statement]:
    return sorted(reading.statements, key=lambda one: (one.start, one.end))


def _ratings(here: Desk) -> dict[str, str]:
    """The reliability that people gave, by source."""
    rated: dict[str, str] = {}
    for decision in here.decisions(live=True):
        rated |= {
            edge.left: RELIABILITY.get(edge.right, edge.right) for edge in decision.edges if _rates(edge)
        }
    return rated


def _rates(edge: Edge) -> bool:
    return edge.relation == "rates"
