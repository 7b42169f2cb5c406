"""/api: what the store knows, one route a verb, as it was last assessed."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from ... import contract
from ...desk import Desk
from ..exports import FORMATS, exported
from . import paging
from .answers import CACHING, Answer, fresh, tagged
from .desks import Desks
from .jobs import brief_since
from .narrowing import Narrowed
from .paging import LINKED, Cursor, Limit
from .rules import may

router = APIRouter(tags=["asking"], dependencies=[])
READ = [may("read")]
EXPORTED: dict[int | str, Any] = {
    200: {
        "description": "A file, as docs/export.md says.",
        "content": {
            media.split(";")[0]: {"schema": {"type": "object" if media.endswith("json") else "string"}}
            for media, _ in FORMATS.values()
        },
    }
}
DEEPEST = 1000  # places of a search


def _list(shape: str) -> dict[int | str, Any]:
    """What a list answers: the shape, its tag, and where the next page is."""
    answers = tagged(shape)
    answers[200]["headers"] |= LINKED
    return answers


@router.get("/brief", dependencies=READ, responses=tagged("brief"))
async def brief(
    request: Request,
    since: Annotated[
        str | None, Query(max_length=40, description="Also say what changed since then, as the command does.")
    ] = None,
) -> Response:
    """The brief of the whole store."""
    desks: Desks = request.app.state.desks
    if since is None:
        return await desks.read(
            lambda: fresh(request, lambda: contract.brief(desks.reading.brief()), weak=True)
        )
    return Answer(await desks.work(brief_since, since))


@router.get("/stories", dependencies=READ, responses=_list("stories"))
def stories(request: Request, limit: Limit = paging.SOME, cursor: Cursor = None) -> Response:
    """The stories in the order of the brief."""
    start = paging.number(cursor)
    found, more = paging.cut(_desk(request).page_of_stories(start, limit + 1), limit)
    headers = paging.following(request, found[-1][0] + 1) if more else {}
    return fresh(request, lambda: [contract.listed(one) for _, one in found], headers=headers)


@router.get("/stories/{story_id}", dependencies=READ, responses=tagged("story"))
def story(request: Request, story_id: str) -> Response:
    """One story with all that is known of it."""
    return fresh(request, lambda: contract.story(_desk(request).story(story_id)))


@router.get("/claims/{claim_id}", dependencies=READ, responses=tagged("claim_in_full"))
def claim(request: Request, claim_id: str) -> Response:
    """One claim: its status and both counts, the reasons, and every statement with its chain."""
    return fresh(request, lambda: contract.claim_in_full(*_desk(request).claim(claim_id)))


@router.get("/timeline", dependencies=READ, responses=tagged("timeline"))
def timeline(request: Request, story_id: Annotated[str | None, Query(max_length=200)] = None) -> Response:
    """What happened when, by the time of the events: in one story, or in all."""
    return fresh(
        request,
        lambda: [
            {"story_id": told.story.id, **entry}
            for told in _desk(request).timeline(story_id)
            for entry in contract.timeline(told)
        ],
    )


@router.get("/search", dependencies=READ, responses=_list("hits"))
def search(
    request: Request,
    q: Annotated[
        str, Query(min_length=1, max_length=500, description="The words, all of which are looked for.")
    ],
    within: Narrowed,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> Response:
    """The places that hold all the words: statements first, then lines of reports."""
    start = min(paging.number(cursor), DEEPEST)
    found = _desk(request).search(q, min(start + limit + 1, DEEPEST), within)
    hits, more = paging.cut(found[start:], limit)
    headers = paging.following(request, start + limit) if more else {}
    return fresh(request, lambda: [contract.hit(one) for one in hits], headers=headers)


@router.get("/reports/{report_id}", dependencies=READ, responses=tagged("report_in_full"))
def report(request: Request, report_id: str) -> Response:
    """A report with everything that it says, its story, and the claims that it carries."""
    return fresh(request, lambda: contract.report_in_full(*_desk(request).report(report_id)))


@router.get("/sources", dependencies=READ, responses=_list("sources"))
def sources(request: Request, limit: Limit = paging.SOME, cursor: Cursor = None) -> Response:
    """The sources with what they did here, by id."""
    found, more = paging.cut(_desk(request).sources(paging.text(cursor), limit + 1), limit)
    headers = paging.following(request, found[-1].source.source_id) if more else {}
    return fresh(request, lambda: [contract.source(one) for one in found], headers=headers)


@router.get("/sources/{source_id:path}", dependencies=READ, responses=tagged("source"))
def source(request: Request, source_id: str) -> Response:
    """One source with its record."""
    return fresh(request, lambda: contract.source(_desk(request).source(source_id)))


@router.get("/agencies", dependencies=READ, responses=tagged("known"))
def agencies(
    request: Request,
    own: Annotated[bool, Query(description="Only what the desk's own file says.")] = False,
    missing: Annotated[bool, Query(description="The publishers that no table knows.")] = False,
) -> Response:
    """The agencies, outlets and owners in force, and who wrote each."""

    def found() -> list[contract.Object]:
        desk = _desk(request)
        return [contract.known(one) for one in (desk.unknown_publishers() if missing else desk.agencies(own))]

    return fresh(request, found)


@router.get("/set-aside", dependencies=READ, responses=_list("refusals"))
def set_aside(request: Request, limit: Limit = paging.SOME, cursor: Cursor = None) -> Response:
    """The inputs that were refused, and why, in order of arrival."""
    found, more = paging.cut(_desk(request).set_aside(paging.number(cursor), limit + 1), limit)
    headers = paging.following(request, found[-1][0]) if more else {}
    return fresh(request, lambda: [contract.set_aside(one) for _, one in found], headers=headers)


@router.get("/export", dependencies=READ, response_class=Response, responses=EXPORTED)
def export(
    request: Request,
    format: Literal["csv", "csv-statements", "jsonld", "html", "pdf"] = "csv",
    story_id: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """The claims of one story or of all for other tools: tables, linked data, or the brief as a PDF."""
    media, name = FORMATS[format]
    desk = _desk(request)
    body = exported(desk.public_brief(desk.selected(story_id)), format)
    return Response(
        body, media_type=media, headers={**CACHING, "Content-Disposition": f'attachment; filename="{name}"'}
    )


def _desk(request: Request) -> Desk:
    desks: Desks = request.app.state.desks
    return desks.reading
