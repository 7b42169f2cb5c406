"""The TAXII 2.1 server: a collection a sharing group, for partners with a token and for our own people who share.

It follows TAXII 2.1 and not our own API, and so stands in docs/taxii.md and not in /openapi.json. ``…/stream/`` is ours:
the same objects as server-sent events.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import orjson
from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from ...desk import Desk
from ...model import Collection, Person, Shelved
from ..api.desks import Desks
from ..api.problems import Refused
from ..api.rules import may
from .keeping import read
from .messages import CHALLENGE, MEDIA, STIX, Asked, Taxii, accepts, asked, brings, error, written, wrong
from .streaming import streamed

ROOT = "/taxii2/desk/"
ANYBODY = [may(None)]  # who may what is said by each collection: see _who
SIGNATURE = "X-Twosource-Signature"
ONE = ROOT + "collections/{collection}/"
router = APIRouter(dependencies=ANYBODY, include_in_schema=False)


@router.get("/taxii2/")
def discovery(request: Request) -> Response:
    """Which API roots there are."""
    _who(request)
    accepts(request)
    home = (request.app.state.serving.url or str(request.base_url)).rstrip("/")
    root = home + ROOT
    return Taxii({"title": "Twosource", "description": "Claims and where they come from", "default": root, "api_roots": [root]})  # fmt: skip


@router.get(ROOT)
def api_root(request: Request) -> Response:
    """What the API root speaks, and how much it takes at a time."""
    _who(request)
    accepts(request)
    most = request.app.state.serving.max_upload
    return Taxii({"title": "This desk", "versions": [MEDIA], "max_content_length": most})


@router.get(ROOT + "status/{status_id}/")
def status(request: Request, status_id: str) -> Response:
    """What came of a POST."""
    who = _who(request)
    accepts(request)
    return Taxii(_desk(request).status(status_id, who))


@router.get(ROOT + "collections/")
def collections(request: Request) -> Response:
    """The collections that who asks may know of."""
    who = _who(request)
    accepts(request)
    found = [_told(each) for each in _desk(request).collections(who)]
    return Taxii({"collections": found} if found else {})


@router.get(ONE)
def collection(request: Request, collection: str) -> Response:
    """One collection."""
    return Taxii(_told(_there(request, collection)[1]))


@router.get(ONE + "manifest/")
def manifest(request: Request, collection: str) -> Response:
    """What versions of which objects there are, without the objects."""
    return _page(request, collection, asked(request), _listed)


@router.get(ONE + "objects/")
def objects(request: Request, collection: str) -> Response:
    """A page of objects, in the order in which they were added."""
    return _page(request, collection, asked(request), _enveloped)


@router.get(ONE + "objects/{object_id}/")
def one_object(request: Request, collection: str, object_id: str) -> Response:
    """The versions of one object; without a filter the last."""
    return _page(request, collection, _only(asked(request), object_id), _enveloped, object_id)


@router.get(ONE + "objects/{object_id}/versions/")
def versions(request: Request, collection: str, object_id: str) -> Response:
    """Which versions of an object there are."""
    return _page(request, collection, _only(asked(request, ("all",)), object_id), _versioned, object_id)


@router.post(ONE + "objects/")
async def add(request: Request, collection: str) -> Response:
    """Take an envelope. The answer comes once it is safe on the disk; it is read right after."""
    who, there = await run_in_threadpool(_there, request, collection)
    if not there.may_write:
        raise Refused(403, "not-allowed", "You may read this collection and not write to it.")
    brings(request)
    body = await request.body()
    try:
        orjson.loads(body)
    except orjson.JSONDecodeError:
        raise wrong("The body is not JSON in UTF-8.") from None
    signature = request.headers.get(SIGNATURE)
    made = await run_in_threadpool(lambda: _desk(request).take(there, who, body, signature))
    return Taxii(made, 202, background=BackgroundTask(read, request.app.state.desks))


@router.delete(ONE + "objects/{object_id}/")
def delete(request: Request, collection: str, object_id: str) -> Response:
    """Delete what who asks put there: all versions, or those that the filter names."""
    who, there = _there(request, collection)
    _desk(request).drop(there, who, object_id, _only(asked(request, ("all",)), object_id).match)
    return Taxii({})


@router.get(ONE + "stream/")
async def stream(request: Request, collection: str) -> Response:
    """The objects as they are added, as server-sent events: each with its place, from which a reader goes on."""
    accepts(request, "text/event-stream")
    _, there = await run_in_threadpool(_there, request, collection, False)
    if not there.may_read:
        raise Refused(403, "not-allowed", "You may write to this collection and not read it.")
    return streamed(request, there.group)


# --- inside


def _who(request: Request) -> Person:
    """Who asks. Raises Refused, 401."""
    person: Person | None = request.state.person
    if person is None or person.via == "open":
        raise Refused(401, "nobody", "Send your token: as a bearer token, or as the password of Basic.", CHALLENGE)  # fmt: skip
    return person


def _there(request: Request, name: str, taxii: bool = True) -> tuple[Person, Collection]:
    """Who asks and the collection. Raises Refused 401, 406, and UnknownId for one that they may not know of."""
    who = _who(request)
    if taxii:
        accepts(request)
    return who, _desk(request).collection(name, who)


def _page(
    request: Request,
    name: str,
    what: Asked,
    shown: Callable[[Sequence[Shelved], dict[str, Any]], bytes],
    object_id: str | None = None,
) -> Response:
    """A page as one of the endpoints shows it, with the headers that say from where to where it goes, and signed."""
    who, there = _there(request, name)
    desk = _desk(request)
    page = desk.page(there, who, what.after, what.limit, what.match)
    if object_id is not None and not page.rows and not desk.holds(there, who, object_id):
        return error(404, "Not there", f"There is no object {object_id[:300]!r} in this collection.", "unknown-id")  # fmt: skip
    body = shown(page.rows, {"more": True, "next": what.onward(page.rows[-1].added)} if page.more else {})
    headers = {SIGNATURE: desk.sign(body)}
    if page.rows:
        headers["X-TAXII-Date-Added-First"] = written(page.rows[0].added)
        headers["X-TAXII-Date-Added-Last"] = written(page.rows[-1].added)
    return Taxii(body, headers=headers)


def _only(what: Asked, object_id: str) -> Asked:
    from dataclasses import replace

    return replace(what, match=replace(what.match, ids=(object_id,), types=()))


def _enveloped(rows: Sequence[Shelved], head: dict[str, Any]) -> bytes:
    """An envelope; each object by the bytes that it was kept with. An empty one has no objects."""
    if not rows:
        return b"{}"
    start = orjson.dumps(head)[:-1] + (b"," if head else b"")
    return start + b'"objects":[' + b",".join(row.body for row in rows) + b"]}"


def _listed(rows: Sequence[Shelved], head: dict[str, Any]) -> bytes:
    """A manifest."""
    found = [
        {
            "id": row.object_id,
            "date_added": written(row.added),
            "version": row.version,
            "media_type": f"application/stix+json;version={row.spec}",
        }
        for row in rows
    ]
    return orjson.dumps({**head, "objects": found} if found else head)


def _versioned(rows: Sequence[Shelved], head: dict[str, Any]) -> bytes:
    """The versions of an object."""
    return orjson.dumps({**head, "versions": [row.version for row in rows]} if rows else head)


def _told(one: Collection) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.group,
        "alias": one.group,
        "can_read": one.may_read,
        "can_write": one.may_write,
        "media_types": [STIX],
    }


def _desk(request: Request) -> Desk:
    desks: Desks = request.app.state.desks
    return desks.reading


__all__ = ["Taxii", "router"]
