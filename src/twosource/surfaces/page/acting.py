"""What forms send: reports to add, decisions, and taking them back. Each is done by the worker, then leads back."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi.responses import JSONResponse

from ...desk import Desk
from ...errors import UsageError
from ...model import Person, SetAside
from ..api.desks import Desks, quick
from ..api.jobs import catch_up, keep
from ..api.rules import may
from .rendering import back

router = APIRouter()
MANY = 1000
Ingests = Annotated[Person, may("ingest")]
Decides = Annotated[Person, may("decide")]
Text = Annotated[str, Form(max_length=2_000_000)]
Short = Annotated[str, Form(max_length=4000)]
Several = Annotated[list[str] | None, Form(max_length=200)]


@router.post("/add")
async def add(
    request: Request,
    who: Ingests,
    files: Annotated[list[UploadFile] | None, File(max_length=MANY)] = None,
    url: Short = "",
    text: Text = "",
    title: Short = "",
    publisher: Short = "",
    published: Short = "",
) -> Response:
    """Keep reports that were dropped, pasted or named by their address; they are read and assessed afterwards."""
    desks: Desks = request.app.state.desks
    documents = [(_named(one.filename), await one.read()) for one in files or () if one.filename]
    if text.strip():
        given = {"text": text, "title": title, "publisher": publisher, "published_at": published}
        packed = {name: value.strip() for name, value in given.items() if value.strip()}
        documents.append(("pasted.json", json.dumps(packed | {"text": text}).encode()))
    lines = await desks.work(keep, documents, who.name) if documents else []
    if url.strip():
        lines += await desks.work(bring, url.strip(), who.name)
    if not lines:
        raise UsageError("Choose files, paste a text, or give an address that begins with http.")
    desks.later(catch_up)
    refused = [line["set_aside"] for line in lines if "set_aside" in line]
    new = sum(bool(line.get("new")) for line in lines)
    done = "kept" if new else "set-aside" if len(refused) == len(lines) else "known"
    if "application/json" in request.headers.get("accept", ""):
        told = [{"name": one["path"], "reason": one["reason"]} for one in refused]
        return JSONResponse(
            {"new": new, "known": len(lines) - new - len(refused), "set_aside": told, "done": done}
        )
    return back(request, "/", done=done)


@router.get("/progress", dependencies=[may("read")])
def progress(request: Request) -> JSONResponse:
    """Whether all that is kept is assessed, and how many jobs wait."""
    desks: Desks = request.app.state.desks
    return JSONResponse(
        {"assessed": desks.reading.assessed() and not desks.waiting, "waiting": desks.waiting}
    )


@router.post("/decide")
async def decide(
    request: Request,
    who: Decides,
    verb: Short,
    subject: Several = None,
    value: Short = "",
    field: Short = "",
    reason: Short = "",
    back_to: Annotated[str, Form(alias="back")] = "/",
) -> Response:
    """Keep a decision; the way back says that it is kept and offers to undo it."""
    desks: Desks = request.app.state.desks
    said = f"{field}={value}" if field and value else value
    named = [one for one in subject or () if one]
    number = await desks.work(decided, verb, named, said, who.name, reason)
    return back(request, back_to, done="decided", undo=str(number))


@router.post("/decisions/{number}/undo")
async def undo(
    request: Request,
    who: Decides,
    number: int,
    reason: Short = "",
    back_to: Annotated[str, Form(alias="back")] = "/",
) -> Response:
    """Take a decision back."""
    desks: Desks = request.app.state.desks
    await desks.work(undone, number, who.name, reason.strip() or "undone on the page")
    return back(request, back_to, done="undone")


# --- the worker's jobs


@quick
def bring(desk: Desk, address: str, by: str) -> list[dict[str, object]]:
    """Keep what is at an address on the web, and say so in the audit log. Raises UsageError for any other place."""
    if not address.lower().startswith(("http://", "https://")):
        raise UsageError("That is no address on the web: it begins with http:// or https://.")
    return [
        {"set_aside": {"path": one.path, "reason": one.reason}} if isinstance(one, SetAside) else {"new": new}
        for one, new in desk.bring_in(address, by)
    ]


def decided(desk: Desk, verb: str, subject: list[str], value: str, author: str, reason: str) -> int:
    """The number of a new decision."""
    return desk.decide(verb, subject, value, author=author, reason=reason).number


def undone(desk: Desk, number: int, author: str, reason: str) -> None:
    """Take a decision back."""
    desk.undo(number, author=author, reason=reason)


def _named(name: str | None) -> str:
    """The name of a file without its folders, whatever system it came from."""
    return (name or "").replace("\\", "/").rsplit("/", 1)[-1].replace("\x00", "") or "report"
