"""Errors as application/problem+json (RFC 9457): one table from our errors to what HTTP says."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from ...errors import (
    AlreadyThere,
    Gone,
    LanguageMissing,
    NotAllowed,
    NothingRead,
    SignInRefused,
    StoreError,
    TwosourceError,
    UnknownId,
    UsageError,
    WorkerLost,
)

logger = logging.getLogger(__name__)
MEDIA = "application/problem+json"
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="Twosource"'}

# The first class that fits: status, and the end of the problem's type.
STATUS: tuple[tuple[type[TwosourceError], int, str], ...] = (
    (Gone, 410, "gone"),
    (UnknownId, 404, "unknown-id"),
    (AlreadyThere, 409, "already-there"),
    (UsageError, 422, "wrong-usage"),
    (SignInRefused, 401, "sign-in-refused"),
    (NotAllowed, 403, "not-allowed"),
    (NothingRead, 422, "nothing-read"),
    (StoreError, 503, "store"),
    (LanguageMissing, 503, "language-missing"),
    (WorkerLost, 503, "worker-lost"),
    (TwosourceError, 500, "error"),
)
TITLES = {
    400: "The request cannot be understood",
    401: "Sign in first",
    403: "Not allowed",
    404: "Not there",
    405: "Not a method of this address",
    409: "Already there",
    410: "It stands no more",
    413: "Too large",
    421: "Not an address of this server",
    422: "The request is wrong",
    429: "Too many requests",
    500: "It broke inside",
    503: "Not possible now",
}


class Refused(HTTPException):
    """A refusal by the server itself, before any verb: ``slug`` is the end of the problem's type."""

    def __init__(self, status: int, slug: str, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, detail, dict(headers or {}))
        self.slug = slug


def answer(
    status: int, slug: str, detail: str, headers: Mapping[str, str] | None = None, **more: Any
) -> Response:
    """A problem as it is sent."""
    body = {
        "type": f"urn:twosource:problem:{slug}",
        "title": TITLES.get(status, "Refused"),
        "status": status,
        "detail": detail,
        **more,
    }
    return Response(orjson.dumps(body), status, dict(headers or {}), MEDIA)


def documented() -> dict[int | str, dict[str, Any]]:
    """The problems that any route may answer with, for OpenAPI."""
    schema = {"$ref": "#/components/schemas/Problem"}
    said = (400, 401, 403, 404, 405, 409, 410, 413, 421, 422, 429, 503)
    return {
        status: {"description": TITLES[status], "content": {MEDIA: {"schema": schema}}} for status in said
    }


def install(app: FastAPI) -> None:
    """Have every error of this application answered as a problem."""
    app.add_exception_handler(TwosourceError, ours)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, broken)


async def ours(request: Request, error: Exception) -> Response:
    """One of our own errors, with the status of its kind."""
    status, slug = next((status, slug) for kind, status, slug in STATUS if isinstance(error, kind))
    return _shown(request, status, slug, str(error), CHALLENGE if status == 401 else {})


async def http(request: Request, error: Exception) -> Response:
    """A refusal of the framework or of a route."""
    assert isinstance(error, HTTPException)
    slug = (
        error.slug
        if isinstance(error, Refused)
        else {404: "no-route", 405: "no-method"}.get(error.status_code)
    )
    return _shown(request, error.status_code, slug or "refused", str(error.detail), error.headers or {})


async def invalid(request: Request, error: Exception) -> Response:
    """A request that does not fit the description: which fields, and what is wrong with each."""
    assert isinstance(error, RequestValidationError)
    faults = [
        {"at": ".".join(str(part) for part in fault["loc"]), "fault": str(fault["msg"])}
        for fault in error.errors()
    ]
    said = "; ".join(f"{fault['at']}: {fault['fault']}" for fault in faults[:5])
    return answer(422, "invalid", f"The request does not fit the API's description: {said}", errors=faults)


async def broken(request: Request, error: Exception) -> Response:
    """Anything else: the answer names the kind of error, the log says where."""
    logger.error("%s %s broke", request.method, request.url.path, exc_info=error)
    return _shown(
        request, 500, "broken", f"{type(error).__name__} inside the server. Its log says where.", {}
    )


def _shown(request: Request, status: int, slug: str, detail: str, headers: Mapping[str, str]) -> Response:
    """To a program the problem; to a person in a browser the sign-in page, or the page that tells of errors."""
    if request.url.path.startswith("/taxii2"):
        from ..taxii.messages import error

        return error(status, TITLES.get(status, "Refused"), detail, slug, headers)
    if not wants_page(request):
        return answer(status, slug, detail, headers)
    if status == 401:
        doors = request.app.state.doors
        return RedirectResponse(
            "/setup" if doors.first_run else f"/sign-in?next={quote(_asked(request))}", status_code=303
        )
    page = getattr(request.app.state, "error_page", None)
    if page is None:
        return answer(status, slug, detail, headers)
    shown: Response = page(request, status, TITLES.get(status, "Refused"), detail)
    shown.headers.update(headers)
    return shown


def wants_page(request: Request) -> bool:
    """Whether a browser asks for a page: not under /api, /taxii, /metrics."""
    programs = ("/api", "/taxii", "/metrics", "/health", "/openapi.json")
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(programs)


def _asked(request: Request) -> str:
    """Where a person wanted to go; after a write it is the desk."""
    if request.method != "GET":
        return "/"
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
