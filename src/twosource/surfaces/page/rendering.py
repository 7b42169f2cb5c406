"""Templates into pages: who visits, since when, and the files beside the templates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader

from ...desk import Desk
from ...model import SECTIONS, Evidence, Person, Report, Scope
from ...text import spoken
from . import pictures, telling
from .wording import CREDIBILITY, STATUS, counted, dated, headed

PLACES = (
    ("/", "Desk"),
    ("/search", "Search"),
    ("/sources", "Sources"),
    ("/inbox", "Inbox"),
    ("/alerts", "Alerts"),
    ("/audit", "Audit"),
)
DARK, LIGHT = "dark", "light"
# Who comes back after this long begins a new visit; what came in since the last one is new to them.
PAUSE = timedelta(minutes=30)
REMEMBERED = 365 * 24 * 3600
LONGEST_ADDRESS = 2000


LONGEST_QUERY = 300
Number = Annotated[int, Query(ge=0, le=10_000_000)]
Words = Annotated[str, Query(max_length=LONGEST_QUERY)]


@dataclass(frozen=True, slots=True)
class Visit:
    """Who looks at a page, the word against forgery for its forms, how they like it, when they last came."""

    person: Person | None
    csrf: str | None
    theme: str | None
    path: str
    last: str | None = None

    def may(self, scope: Scope) -> bool:
        """Whether this person may do that."""
        return self.person is not None and scope in self.person.scopes


def desk_of(request: Request) -> Desk:
    """The desk that answers at once, from what was last assessed."""
    desk: Desk = request.app.state.desks.reading
    return desk


def matches(name: str, aliases: Iterable[str], words: str) -> bool:
    """Whether a name or its aliases hold all the words."""
    said = " ".join((name, *aliases)).casefold()
    return all(word in said for word in words.casefold().split())


def visit(request: Request) -> Visit:
    """The visit that a request is part of."""
    theme = request.cookies.get("theme")
    query = f"?{request.url.query}" if request.url.query else ""
    return Visit(
        person=getattr(request.state, "person", None),
        csrf=getattr(request.state, "csrf", None),
        theme=theme if theme in (DARK, LIGHT) else None,
        path=request.url.path + query if request.method == "GET" else "/",
        last=_before(request),
    )


def page(request: Request, name: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A template as an answer. A notice and an offer to undo may come with the address, after a form was sent."""
    given = request.query_params
    undo = given.get("undo", "")
    coming = visit(request)
    shared = {
        "visit": coming,
        "here": "/" + request.url.path.strip("/").partition("/")[0],
        "places": PLACES,
        "notice": telling.NOTICES.get(given.get("done", "")),
        "undo": undo if undo.isascii() and undo.isdigit() and coming.may("decide") else None,
    }
    done = HTMLResponse(_environment().get_template(name).render({**shared, **values}), status)
    if coming.person is not None and request.method == "GET":
        for cookie, value in (("seen", _now()), ("before", coming.last)):
            if value:
                done.set_cookie(cookie, value, max_age=REMEMBERED, httponly=True, samesite="lax", path="/")
    return done


def error_page(request: Request, status: int, title: str, detail: str) -> HTMLResponse:
    """The page that tells of an error, and what to do next."""
    return page(request, "error.html", status, title=title, detail=detail, code=status)


def back(request: Request, to: str, **words: str) -> RedirectResponse:
    """Lead on to a page of ours after a form was sent, with words for its notice."""
    path, _, anchor = ours(to).partition("#")
    place, _, query = path.partition("?")
    kept = [pair for pair in query.split("&") if pair and not re.match(r"(done|undo)=", pair)]
    kept += [f"{name}={value}" for name, value in words.items()]
    address = place + ("?" + "&".join(kept) if kept else "")
    return RedirectResponse(f"{address}#{anchor}" if anchor and not words else address, 303)


def ours(address: str) -> str:
    """An address of this server's own pages; of any other, the desk's."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if plain and address.isprintable() and len(address) < LONGEST_ADDRESS else "/"


def at(span: Evidence) -> str:
    """The address of a span in its report."""
    return f"/reports/{span.report_id}?at={span.start}-{span.end}#at"


def named(reports: Iterable[Report]) -> dict[str, str]:
    """What to call each report."""
    return {report.id: headed(report) for report in reports}


def _before(request: Request) -> str | None:
    """When the visit before this one ended, as far as the browser remembers."""
    seen, before = (_moment(request.cookies.get(name)) for name in ("seen", "before"))
    if seen is not None and datetime.now(UTC) - seen > PAUSE:
        before = seen
    return before.isoformat(timespec="seconds") if before else None


def _moment(value: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


# --- files


@cache
def asset(name: str) -> tuple[bytes, str]:
    """A file of ``static`` and the first of its hash. Raises FileNotFoundError."""
    folder = files(__package__) / "static"
    if name not in {each.name for each in folder.iterdir()}:
        raise FileNotFoundError(name)
    body = (folder / name).read_bytes()
    return body, sha256(body).hexdigest()[:12]


def static(name: str) -> str:
    """The address of a file of ``static``: another one when the file is another."""
    return f"/static/{name}?v={asset(name)[1]}"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("twosource.surfaces.page"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    own = (at, counted, dated, headed, spoken, static)
    told = (
        "moment",
        "when",
        "figure_words",
        "explained",
        "did",
        "subject",
        "leads",
        "detail",
        "group_name",
        "aligned",
        "lit",
        "by_report",
    )
    words = ("RELATION", "PUBLISHED_FROM", "KIND", "OPEN", "DIFFERS", "EXPORTS", "RELIABILITY")
    made.globals |= {each.__name__: each for each in own}
    made.globals |= {name: getattr(telling, name) for name in (*told, *words)}
    made.globals |= {"CREDIBILITY": CREDIBILITY, "SECTIONS": SECTIONS, "STATUS": STATUS, "pictures": pictures}
    made.filters |= {"number": pictures.number, "said": telling.said, "truncate": telling.short}
    return made
