"""The pages that find: search, the inbox, and the audit log."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from ...desk import Desk
from ...model import Statement, Within
from ..api.narrowing import Narrowed
from ..api.rules import may
from .rendering import Number, Words, desk_of, named, page
from .wording import headed

router = APIRouter(default_response_class=HTMLResponse, dependencies=[may("read")])
HITS, ENTRIES = 40, 50


@router.get("/search")
def search(
    request: Request,
    within: Narrowed,
    q: Words = "",
) -> HTMLResponse:
    """The places that hold all words of a query, in reports of a publisher or of some days."""
    here = desk_of(request)
    hits = here.search(q, HITS + 1, within) if q.strip() else ()
    reports = {one.id: one for one in here.reports(tuple(dict.fromkeys(hit.span.report_id for hit in hits)))}
    narrowed = not hits and within != Within() and bool(q.strip() and here.search(q, 1))
    return page(
        request,
        "search.html",
        title="Search",
        query=q,
        within=within,
        hits=hits[:HITS],
        more=len(hits) > HITS,
        narrowed=narrowed,
        reports=reports,
        words=q.split(),
    )


@router.get("/inbox")
def inbox(request: Request) -> HTMLResponse:
    """What wants a person's eye: set aside, undated, doubtful joins."""
    here = desk_of(request)
    joins = here.doubtful()
    ends = {one.report_id for _, left, right in joins for one in (left, right)}
    latest = here.latest_reports(500)
    acts = here.decisions(live=True)
    given = {one.subject[0] for one in acts if one.verb == "date"}
    return page(
        request,
        "inbox.html",
        title="Inbox",
        aside=list(reversed(here.set_aside()))[:100],
        by_hand=[one for one in acts if one.verb == "set-aside"][::-1][:100],
        undated=[one for one in latest if one.published_from in ("none", "inferred") and one.id not in given][
            :100
        ],
        dated_by_hand=[one for one in acts if one.verb == "date"][::-1][:100],
        joins=[(edge, left, right, _claim_of(here, left)) for edge, left, right in joins],
        names=named(here.reports(tuple(sorted(ends)))),
        called=lambda ids: [(one.id, headed(one)) for one in here.reports(ids)],
    )


@router.get("/audit")
def audit(
    request: Request, before: Number = 0, of: Annotated[str, Query(max_length=200)] = ""
) -> HTMLResponse:
    """Everything that people did, newest first, and whether the chain holds."""
    here = desk_of(request)
    entries = here.audit(ENTRIES + 1, before or None, of or None)
    live = {str(one.number) for one in here.decisions(live=True)}
    return page(
        request,
        "audit.html",
        title="Audit",
        entries=entries[:ENTRIES],
        before=entries[ENTRIES - 1].number if len(entries) > ENTRIES else None,
        of=of,
        undoable=lambda one: one.action.startswith("decide.") and one.detail.get("decision") in live,
        verified=here.verify() if not before else None,
    )


def _claim_of(here: Desk, statement: Statement) -> str | None:
    """The claim that a statement is part of, or None."""
    _, _, carried, _ = here.report(statement.report_id)
    return next((one.claim.id for one in carried if statement.id in one.claim.statements), None)
