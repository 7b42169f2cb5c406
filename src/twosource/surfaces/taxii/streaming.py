"""A collection as server-sent events: what stands after a place, then what comes, as long as who listens may read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from fastapi import Request
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from ...errors import TwosourceError
from ...model import Person
from ..api.desks import Desks
from ..api.doors import Doors
from ..api.problems import Refused
from .messages import moment, written

LOOK_SECONDS = 0.25
PING_SECONDS = 15
RETRY_MS = 1000
AN_EVENT = 100


class Ended(Exception):
    """Who listens may not any more."""


def streamed(request: Request, group: str) -> EventSourceResponse:
    """The stream of a group's collection. Raises Refused, 400, for a place that is none."""
    last = request.headers.get("last-event-id") or request.query_params.get("added_after")
    return EventSourceResponse(
        _events(request, group, moment(last) if last else -1),
        ping=PING_SECONDS,
        headers={"Cache-Control": "no-store"},
    )


async def _events(request: Request, group: str, place: int) -> AsyncIterator[ServerSentEvent]:
    yield ServerSentEvent("{}", event="ready", retry=RETRY_MS, id=written(place) if place >= 0 else None)
    while True:
        try:
            body, signature, place = await run_in_threadpool(_next, request, group, place)
        except Ended:
            yield ServerSentEvent("{}", event="ended")
            return
        if body:
            yield ServerSentEvent(f"{signature}\n{body}", event="objects", id=written(place))
        else:
            await asyncio.sleep(LOOK_SECONDS)


def _next(request: Request, group: str, place: int) -> tuple[str, str, int]:
    """The next envelope with its signature and the place after it; "" where there is nothing more. Raises Ended.

    Who listens is asked for anew each time: a token that was ended, or a desk that left the group, gets nothing more.
    """
    desks: Desks = request.app.state.desks
    doors: Doors = request.app.state.doors
    desk = desks.reading
    try:
        person: Person | None = doors.who(request)
        there = desk.collection(group, person) if person else None
    except (Refused, TwosourceError):
        there, person = None, None
    if there is None or person is None or not there.may_read:
        raise Ended
    last = desk.last_added(group)  # asked for first: what is added meanwhile comes after it
    if last <= place:
        return "", "", place
    # What partners sent themselves is told to nobody by this stream.
    rows = desk.said(there.group, place, AN_EVENT)
    if not rows:
        return "", "", last
    body = b'{"objects":[' + b",".join(row.body for row in rows) + b"]}"
    return body.decode(), desk.sign(body), rows[-1].added


__all__ = ["streamed"]
