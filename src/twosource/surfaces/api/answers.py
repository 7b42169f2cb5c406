"""Answers: the contract's JSON, what stands for its state (ETag), and its place in OpenAPI."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import orjson
from fastapi import Request
from starlette.responses import Response

from .desks import Desks

# What may be kept by the one who asked, and is asked for again each time.
CACHING = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie, Accept"}


class Answer(Response):
    """A value of the contract as JSON."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The value as bytes."""
        return orjson.dumps(content)


def answered(
    shape: str, status: int = 200, said: str = "", headers: Mapping[str, Any] | None = None
) -> dict[int | str, Any]:
    """What a route answers, for OpenAPI: a shape of shapes.json, and headers beside it."""
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{shape}"}}}
    answer = {"description": said or "As docs/contract.md says.", "content": content}
    return {status: {**answer, "headers": dict(headers)} if headers else answer}


def tagged(shape: str, said: str = "") -> dict[int | str, Any]:
    """The same for an answer with an ETag, which may be 304."""
    given = answered(shape, 200, said)
    given[200]["headers"] = {
        "ETag": {"description": "Stands for the state answered from.", "schema": {"type": "string"}}
    }
    return {**given, 304: {"description": "As it was when the ETag in If-None-Match was given."}}


def fresh(
    request: Request, make: Callable[[], Any], *, weak: bool = False, headers: Mapping[str, str] | None = None
) -> Response:
    """What ``make`` gives, with the ETag of the store's state; 304 without making it where the caller has that.

    ``weak``: the answer holds a moment that differs from call to call.
    """
    desks: Desks = request.app.state.desks
    # Before the answer is made: what comes in meanwhile gives a newer answer an older tag, never the reverse.
    tag = f'"{desks.reading.state()}"'
    sent = {**CACHING, "ETag": f"W/{tag}" if weak else tag, **(headers or {})}
    if _has(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=sent)
    return Answer(make(), headers=sent)


def _has(given: str | None, tag: str) -> bool:
    """Whether a list of tags names this one; weak or strong is one for a reader."""
    if given is None:
        return False
    tags = [each.strip().removeprefix("W/") for each in given.split(",")]
    return tag in tags or "*" in tags
