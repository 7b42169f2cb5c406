"""The desk's list: the stories by what changed last, and in each what is new, what changed, and what conflicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from ...desk import Desk
from ...model import Alert, Assessment, Conflict, Report, Told
from ..api.rules import may
from .rendering import Number, desk_of, named, page, visit
from .telling import once

router = APIRouter(default_response_class=HTMLResponse, dependencies=[may("read")])
STORIES, ALERTS = 20, 6
CHANGES = 200
# What of a story's alerts the desk says first. New reports and conflicts are told of by themselves.
MOVES: dict[str, int] = {
    "status": 0,
    "correction": 0,
    "origin_added": 1,
    "origin_lost": 1,
    "figure": 1,
    "nothing_independent": 2,
}


class Row(NamedTuple):
    """A story as the desk lists it: what is new in it, what changed, what conflicts, and its first claims."""

    told: Told
    came: str
    first: tuple[Assessment, ...]
    statuses: Mapping[str, int]
    conflicts: tuple[Conflict, ...]
    fresh: tuple[Report, ...]
    moved: tuple[Alert, ...]
    changed: tuple[Report, ...]


@router.get("/")
def desk(request: Request, start: Number = 0) -> HTMLResponse:
    """The stories by what changed last, and what is new since the last visit."""
    here, last = desk_of(request), visit(request).last
    told_of = here.alerts(limit=CHANGES)
    latest = once(told_of)[:ALERTS]
    found = here.latest(start, STORIES + 1)
    told = [(here.story(story), came) for story, came in found[:STORIES]]
    changed = here.changed([report.id for one, _ in told for report in one.reports])
    moved = _moved(told_of)
    rows = [_row(one, came, last, moved.get(one.story.id, ()), changed) for one, came in told]
    return page(
        request,
        "desk.html",
        title="Desk",
        rows=rows,
        counts=here.counts(),
        assessed=here.assessed(),
        arrived=here.arrived(last) if last else (),
        alerts=[one for one in latest if last and one.at > last],
        latest_alerts=latest,
        names=named(report for row in rows for report in row.told.reports),
        start=start,
        following=start + STORIES if len(found) > STORIES else None,
        size=STORIES,
    )


def _row(told: Told, came: str, last: str | None, moved: Sequence[Alert], changed: Collection[str]) -> Row:
    weighty, rest = Desk.weighed(told)
    grave = sorted(weighty, key=lambda one: (one.status == "reported", -one.origins.possible))
    return Row(
        told=told,
        came=came,
        first=tuple([*grave, *rest][:2]),
        statuses=Counter(one.status for one in told.claims),
        conflicts=tuple(one for one in told.conflicts if one.relation in ("conflict", "impossible")),
        fresh=tuple(one for one in told.reports if last and one.captured_at and one.captured_at > last),
        moved=tuple(moved[:2]),
        changed=tuple(one for one in told.reports if one.id in changed),
    )


def _moved(alerts: Iterable[Alert]) -> dict[str, list[Alert]]:
    """What changed in each story, each once whoever watches: a status before an origin, an origin before an echo."""
    found: dict[str, dict[str, Alert]] = {}
    for one in alerts:
        if one.story_id and one.kind in MOVES:
            found.setdefault(one.story_id, {}).setdefault(one.text, one)
    return {story: sorted(each.values(), key=lambda one: MOVES[one.kind]) for story, each in found.items()}
