"""The page of alerts: what is watched for, what was told, and saying what to watch for."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from ...desk import Desk
from ...errors import UnknownId, UsageError
from ...model import Person, SendTo
from ..api.rules import may
from .rendering import back, page
from .telling import once

router = APIRouter(default_response_class=HTMLResponse)
LATEST = 100
Short = Annotated[str, Form(max_length=500)]
Every = Annotated[Literal["at once", "hourly", "daily"], Form()]
Watches = Annotated[Person, may("watch")]


@router.get("/alerts", dependencies=[may("read")])
def alerts(request: Request) -> HTMLResponse:
    """The last alerts, what is watched for, and the places that are looked at."""
    return _shown(request)


def _shown(request: Request, secret: str | None = None) -> HTMLResponse:
    """The page; ``secret`` signs what a new webhook gets, and is shown this once."""
    desk: Desk = request.app.state.desks.reading
    watches = desk.watches()
    titles = {one.story: _title(desk, one.story) for one in watches if one.story}
    return page(
        request,
        "alerts.html",
        title="Alerts",
        latest=once(desk.alerts(limit=LATEST)),
        watches=watches,
        titles=titles,
        looked_at=desk.subscriptions(),
        watch_names={one.id: one.name for one in watches},
        channels={one.id: desk.channels(one.id) for one in watches},
        troubles=desk.troubles(),
        secret=secret,
        mails=bool(desk.settings.mail and desk.settings.mail_from),
    )


@router.post("/watches")
def watch(
    request: Request,
    who: Watches,
    name: Short = "",
    story: Short = "",
    source: Short = "",
    place: Short = "",
    words: Short = "",
    measure: Short = "",
    mail: Short = "",
    webhook: Annotated[str, Form(max_length=2000)] = "",
    every: Every = "at once",
    back_to: Annotated[str, Form(alias="back")] = "/alerts",
) -> Response:
    """Watch for something from now on. The secret of a webhook is shown in the answer and nowhere else."""
    desk: Desk = request.app.state.desks.reading
    wanted = {"story": story, "source": source, "place": place, "words": words, "measure": measure}
    to = SendTo(webhook.strip() or None, mail.strip() or None, every)
    _, channels = desk.watch(name, who.name, to, **{key: value or None for key, value in wanted.items()})
    secret = next((one.secret for one in channels if one.secret), None)
    return _shown(request, secret) if secret else back(request, back_to, done="watching")


@router.post("/watches/{watch_id}/end")
def end(
    request: Request,
    who: Watches,
    watch_id: str,
    back_to: Annotated[str, Form(alias="back")] = "/alerts",
) -> Response:
    """Watch for it no more."""
    desk: Desk = request.app.state.desks.reading
    desk.end_watch(watch_id, who.name)
    return back(request, back_to, done="unwatched")


@router.post("/places")
def look_at(
    request: Request,
    who: Watches,
    place: Annotated[str, Form(max_length=2000)],
    minutes: Annotated[int, Form(ge=1, le=10_080)] = 15,
    back_to: Annotated[str, Form(alias="back")] = "/alerts",
) -> Response:
    """Look at a place on the web from now on. Folders of this machine are for the command line."""
    if not place.strip().lower().startswith(("http://", "https://")):
        raise UsageError("That is no address on the web: it begins with http:// or https://.")
    desk: Desk = request.app.state.desks.reading
    desk.subscribe(place.strip(), minutes * 60.0, by=who.name)
    return back(request, back_to, done="looking")


@router.post("/places/{place_id}/end")
def look_no_more(
    request: Request,
    who: Watches,
    place_id: str,
    back_to: Annotated[str, Form(alias="back")] = "/alerts",
) -> Response:
    """Look at a place no more; what was recorded stays."""
    desk: Desk = request.app.state.desks.reading
    desk.unsubscribe(place_id, who.name)
    return back(request, back_to, done="unlooked")


def _title(desk: Desk, story_id: str | None) -> str:
    try:
        return desk.story(story_id or "").story.title or "a story"
    except UnknownId:
        return "a story that is gone"
