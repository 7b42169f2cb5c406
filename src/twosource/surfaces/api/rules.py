"""Who may use a route: every route says it, and the server does not start with one that does not.

@router.get("/stories", dependencies=[may("read")])          # whoever may read
async def decide(who: Annotated[Person, may("decide")]): ...  # and who it is
@router.get("/sign-in", dependencies=[may(None)])            # anybody, signed in or not
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.routing import APIRoute

from ...errors import TwosourceError
from ...model import Person, Scope
from .doors import SAFE, Doors
from .problems import CHALLENGE, Refused

# The pages send the word against forgery in a form's field, scripts in a header.
FIELD, HEADER = "csrf", "x-csrf-token"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class May:
    """A dependency: gives who asks, or refuses."""

    def __init__(self, scope: Scope | None) -> None:
        self.scope = scope

    async def __call__(self, request: Request) -> Person | None:
        """Who asks. Raises Refused: 401 where nobody is signed in, 403 where they may not, 429."""
        person: Person | None = request.state.person
        if self.scope is None:
            return person
        if person is None:
            raise Refused(401, "nobody", "Sign in, or send a token: Authorization: Bearer TOKEN.", CHALLENGE)
        if self.scope not in person.scopes:
            if person.via == "open":
                raise Refused(401, "nobody", "Reading is open here; for this, sign in.", CHALLENGE)
            raise Refused(403, "not-allowed", f"{person.name} may not {self.scope} here. Ask an admin.")
        if person.via == "session" and request.method not in SAFE:
            await _not_forged(request)
        if self.scope == "ingest":
            doors: Doors = request.app.state.doors
            doors.count("work", person.name)
        return person


def may(scope: Scope | None) -> Any:
    """The rule of a route."""
    return Depends(May(scope))


async def _not_forged(request: Request) -> None:
    given = request.headers.get(HEADER)
    if given is None and request.headers.get("content-type", "").startswith(_FORMS):
        value = (await request.form()).get(FIELD)
        given = value if isinstance(value, str) else None
    known: str = request.state.csrf
    if given is None or not hmac.compare_digest(known.encode(), given.encode("utf-8", "surrogatepass")):
        raise Refused(
            403, "forged", f"The word against forgery is missing or old ({HEADER}). Load the page again."
        )


def rule(route: APIRoute) -> May | None:
    """The rule that a route states, or None."""
    found = [each.call for each in route.dependant.dependencies if isinstance(each.call, May)]
    return found[0] if found else None


def routes(router: APIRouter, prefix: str = "") -> Iterator[tuple[str, APIRoute]]:
    """Every route of a router with its whole path, those of routers inside it too."""
    for route in router.routes:
        if isinstance(route, APIRoute):
            yield prefix + route.path, route
        elif isinstance(inner := getattr(route, "original_router", None), APIRouter):
            context = getattr(route, "include_context", None)
            yield from routes(inner, prefix + getattr(context, "prefix", ""))


def check(router: APIRouter, prefix: str) -> None:
    """Raises TwosourceError where a route states no rule."""
    for path, route in routes(router, prefix):
        if rule(route) is None:
            raise TwosourceError(f"The route {path} does not say who may use it. Give it rules.may(...).")
