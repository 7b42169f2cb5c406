"""The pages of the desk: what shows, what is sent by forms, how one comes in, and the files beside them.

The pages hold what the contract holds, over the verbs of the desk; they work without a script. A script only adds
progress, keys and live alerts.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from ..api.problems import Refused
from ..api.rules import may
from . import acting, alerting, entering, finding, front, viewing
from .rendering import asset

MEDIA = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
FOREVER = "public, max-age=31536000, immutable"

router = APIRouter(include_in_schema=False)


@router.get("/static/{name}", dependencies=[may(None)])
def file(request: Request, name: str) -> Response:
    """A style, script or drawing of the pages; its address changes when it does."""
    try:
        body, mark = asset(name)
    except FileNotFoundError:
        raise Refused(404, "no-route", "There is no such file.") from None
    caching = FOREVER if request.query_params.get("v") == mark else "no-cache"
    return Response(body, media_type=MEDIA[name.rpartition(".")[2]], headers={"Cache-Control": caching})


for each in (entering.router, acting.router, alerting.router, front.router, finding.router, viewing.router):
    router.include_router(each)
