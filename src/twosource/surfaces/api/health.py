"""/health, /metrics, /api/state: whether the server answers, how it fares, and where its store stands."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from ... import __version__
from .answers import Answer, answered
from .desks import Desks
from .metrics import MEDIA, Metrics
from .rules import may

router = APIRouter(tags=["server"])


@router.get(
    "/health",
    dependencies=[may(None)],
    responses={200: {"content": {"application/json": {"schema": {"type": "object"}}}}},
)
async def health() -> Answer:
    """That the server answers, and its version. Nothing about the store: anybody may ask."""
    return Answer({"status": "ok", "version": __version__})


@router.get(
    "/metrics",
    dependencies=[may("read")],
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def metrics(request: Request) -> Response:
    """Counters as Prometheus reads them."""
    desks: Desks = request.app.state.desks
    known: Metrics = request.app.state.metrics
    known.waiting.set(desks.waiting)
    for name, count in desks.reading.counts().items():
        known.held.labels(name).set(count)
    return Response(known.text(), media_type=MEDIA)


@router.get("/api/state", dependencies=[may("read")], responses=answered("state"))
def state(request: Request) -> Answer:
    """What the ETags stand for now, whether all that is kept is assessed, and how much work waits."""
    desks: Desks = request.app.state.desks
    desk = desks.reading
    return Answer(
        {
            "state": desk.state(),
            "assessed": desk.assessed(),
            "waiting": desks.waiting,
            "held": desk.counts(),
        }
    )
