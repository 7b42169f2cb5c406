"""/api: watched places, watches, and their alerts, also live as server-sent events and as an Atom feed."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Header, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from ... import contract
from ...desk import Desk
from ...errors import NotAllowed, TwosourceError
from ...model import Person, SendTo
from .. import atom
from .answers import CACHING, Answer, answered
from .desks import Desks
from .doors import Doors
from .live import Live
from .paging import MOST, SOME
from .problems import Refused
from .rules import may

router = APIRouter(tags=["watching"])
READ = [may("read")]
Watches = Annotated[Person, may("watch")]
LARGEST = 2**53 - 1
PING_SECONDS = 15
RETRY_MS = 1000
# Who listens is asked for anew when an alert comes and this much time has passed.
AGAIN_SECONDS = 5.0
Number = Annotated[
    int | None, Query(ge=0, le=LARGEST, description="Those after this number, in their order.")
]
OfWatch = Annotated[str | None, Query(max_length=100, description="Of one watch.")]
Text = Annotated[str | None, Field(max_length=500)]
STREAMED: dict[int | str, Any] = {
    200: {
        "description": "Server-sent events: one `alert` each, its number as the id; after a break go on with "
        "Last-Event-ID. The first event, `ready`, carries the number that listening begins after; `ended` is the last "
        "one for who may not read any more.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}
FED: dict[int | str, Any] = {
    200: {"description": "An Atom feed.", "content": {atom.MEDIA: {"schema": {"type": "string"}}}}
}
GONE: dict[int | str, Any] = {204: {"description": "It is ended."}}


class Feed(Response):
    """An Atom feed."""

    media_type = atom.MEDIA


class Place(BaseModel):
    """A place to look at by itself."""

    model_config = ConfigDict(extra="forbid")

    place: Annotated[str, Field(min_length=1, max_length=2000)]
    every: Annotated[float, Field(ge=60, le=7 * 86_400, description="Seconds between two looks.")] = 900.0
    follow: Literal["auto", "always", "never"] = "auto"
    kind: Literal["feed", "page", "sitemap", "folder", "telegram"] | None = None


class Wanted(BaseModel):
    """What to be told about: what is given must all hold."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(max_length=200)] = ""
    story: Text = None
    source: Text = None
    place: Text = None
    words: Text = None
    measure: Text = None
    webhook: Annotated[str | None, Field(max_length=2000)] = None
    mail: Annotated[str | None, Field(max_length=320)] = None
    every: Literal["at once", "hourly", "daily"] = "at once"


# --- watched places


@router.get("/subscriptions", dependencies=READ, responses=answered("subscriptions"))
def subscriptions(request: Request) -> Response:
    """The places that are looked at by themselves, and how each fares."""
    return Answer([contract.subscription(*one) for one in _desk(request).subscriptions()], headers=CACHING)


@router.post("/subscriptions", status_code=201, responses=answered("subscription", 201))
def subscribe(request: Request, who: Watches, given: Place) -> Response:
    """Look at a feed, page or sitemap from now on. Folders of the server's machine are for admins."""
    from ...text import is_address

    if not is_address(given.place) and "manage" not in who.scopes:
        raise NotAllowed(
            "Folders of this machine are for admins to watch. Give a web address, or ask an admin."
        )
    made = _desk(request).subscribe(given.place, given.every, given.follow, given.kind, who.name)
    return Answer(contract.subscription(made), 201)


@router.delete("/subscriptions/{subscription_id}", status_code=204, responses=GONE)
def unsubscribe(request: Request, who: Watches, subscription_id: str) -> Response:
    """Look at a place no more; what was recorded from it stays."""
    _desk(request).unsubscribe(subscription_id, who.name)
    return Response(status_code=204)


@router.get("/reports/{report_id}/versions", dependencies=READ, responses=answered("versions"))
def versions(request: Request, report_id: str) -> Response:
    """Every version of the document that a report is one of, each with what it changed."""
    return Answer([contract.version(*one) for one in _desk(request).versions(report_id)], headers=CACHING)


# --- watches


@router.get("/watches", dependencies=READ, responses=answered("watches"))
def watches(request: Request) -> Response:
    """What people want to be told about, and where it goes."""
    desk = _desk(request)
    found = [contract.watch(one, desk.channels(one.id)) for one in desk.watches()]
    return Answer(found, headers=CACHING)


@router.post("/watches", status_code=201, responses=answered("watch", 201))
def watch(request: Request, who: Watches, given: Wanted) -> Response:
    """Be told from now on. A webhook's secret is in this answer and in no other."""
    wanted = given.model_dump(include={"story", "source", "place", "words", "measure"})
    to = SendTo(given.webhook, given.mail, given.every)
    made, channels = _desk(request).watch(given.name, who.name, to, **wanted)
    return Answer(contract.watch(made, channels, with_secret=True), 201)


@router.delete("/watches/{watch_id}", status_code=204, responses=GONE)
def end_watch(request: Request, who: Watches, watch_id: str) -> Response:
    """Be told no more; the alerts of the past stay."""
    _desk(request).end_watch(watch_id, who.name)
    return Response(status_code=204)


# --- alerts


@router.get("/alerts", dependencies=READ, responses=answered("alerts"))
def alerts(
    request: Request,
    after: Number = None,
    watch: OfWatch = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = SOME,
) -> Response:
    """The last alerts, the newest first; or, with ``after``, those after a number in their order."""
    found = _desk(request).alerts(after, limit, watch)
    return Answer([contract.alert(one) for one in found], headers=CACHING)


@router.get("/alerts.atom", dependencies=READ, responses=FED, response_class=Feed)
def alerts_atom(request: Request, watch: OfWatch = None) -> Response:
    """The last alerts as an Atom feed, as they may leave the desk: what identifies protected persons is withheld.

    A feed reader signs in with a token as the password.
    """
    desk = _desk(request)
    found = desk.public_alerts(desk.alerts(None, SOME, watch))
    home = (request.app.state.serving.url or str(request.base_url)).rstrip("/")
    made = atom.feed(found, "Twosource alerts", home, datetime.now(UTC).isoformat(timespec="seconds"))
    return Feed(made, headers=CACHING)


@router.get("/alerts/stream", dependencies=READ, responses=STREAMED, response_class=EventSourceResponse)
async def stream(
    request: Request,
    after: Number = None,
    watch: OfWatch = None,
    last_event_id: Annotated[str | None, Header(max_length=20)] = None,
) -> Response:
    """The alerts as they are recorded, from now on, or after a number: ``after``, or Last-Event-ID on a reconnect."""
    live = _live(request)
    now = await live.begin()
    given = int(last_event_id) if last_event_id and last_event_id.isdecimal() else after
    # A number beyond the last is of another store: begin from what is here.
    number = min(given, now) if given is not None else now
    return EventSourceResponse(
        _events(live, number, watch, lambda: _may_read(request)),
        ping=PING_SECONDS,
        headers={"Cache-Control": "no-store"},
    )


async def _events(
    live: Live, number: int, watch: str | None, may_read: Callable[[], bool]
) -> AsyncIterator[ServerSentEvent]:
    ready = orjson.dumps({"number": number}).decode()
    yield ServerSentEvent(ready, event="ready", id=str(number), retry=RETRY_MS)
    asked = time.monotonic()
    async for one in live.after(number):
        if time.monotonic() - asked >= AGAIN_SECONDS:
            if not await run_in_threadpool(may_read):
                yield ServerSentEvent("{}", event="ended")
                return
            asked = time.monotonic()
        if watch is None or one.watch_id == watch:
            yield ServerSentEvent(
                orjson.dumps(contract.alert(one)).decode(), event="alert", id=str(one.number)
            )


def _may_read(request: Request) -> bool:
    """Whether who began to listen may still read: a session or token that was ended hears nothing more."""
    doors: Doors = request.app.state.doors
    try:
        person = doors.who(request)
    except (Refused, TwosourceError):
        return False
    return person is not None and "read" in person.scopes


def _live(request: Request) -> Live:
    state = request.app.state
    if not hasattr(state, "live"):
        desks: Desks = state.desks
        state.live = Live(
            lambda after, limit: desks.reading.alerts(after, limit), lambda: desks.reading.last_alert()
        )
    found: Live = state.live
    return found


def _desk(request: Request) -> Desk:
    desks: Desks = request.app.state.desks
    return desks.reading
