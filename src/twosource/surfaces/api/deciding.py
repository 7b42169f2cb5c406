"""/api/decisions and /api/audit: what people say of claims, sources and reports, and the log of what they did."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from ... import contract
from ...desk import Desk
from ...errors import UsageError
from ...model import DecisionVerb, Person
from . import paging
from .answers import CACHING, Answer, answered
from .desks import Desks
from .jobs import decide, erase, undo
from .paging import LINKED, Cursor, Limit
from .rules import may
from .text import Text

router = APIRouter(tags=["deciding"])
READ = [may("read")]
Decides = Annotated[Person, may("decide")]
Admin = Annotated[Person, may("manage")]
Reason = Annotated[Text, Field(min_length=1, max_length=2000)]
Number = Annotated[int, Field(ge=0, le=2**53)]
Of = Annotated[
    str | None, Query(max_length=500, description="Only what this person did, or was done to this id.")
]


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewDecision(_Given):
    """A decision: a verb, the ids it is said of, a value where the verb has one, and why."""

    verb: DecisionVerb
    subject: Annotated[
        list[Annotated[Text, Field(min_length=1, max_length=500)]], Field(min_length=1, max_length=100)
    ]
    value: Annotated[Text, Field(max_length=500)] = ""
    reason: Reason


class Why(_Given):
    """Why something is done."""

    reason: Reason


class Words(Why):
    """Which words of a line are erased, and why."""

    fields: Annotated[list[Annotated[Text, Field(max_length=100)]], Field(min_length=1, max_length=20)]


@router.get("/decisions", dependencies=READ, responses=answered("decisions"))
def decisions(
    request: Request,
    of: Annotated[
        str | None, Query(max_length=500, description="Those of one id; a claim's on its statements.")
    ] = None,
    live: Annotated[bool, Query(description="Without those that were taken back.")] = False,
) -> Answer:
    """What people decided, in order."""
    return Answer([contract.decision(one) for one in _desk(request).decisions(of, live)], headers=CACHING)


@router.post("/decisions", status_code=201, responses=answered("decision", 201))
async def new_decision(request: Request, who: Decides, given: NewDecision) -> Answer:
    """Keep a decision. The answer comes when all that it touches is assessed anew."""
    desks: Desks = request.app.state.desks
    made = await desks.work(decide, given.verb, tuple(given.subject), given.value, who.name, given.reason)
    return Answer(made, status_code=201)


@router.post("/decisions/{number}/undo", responses=answered("decision"))
async def take_back(request: Request, number: Number, who: Decides, given: Why) -> Answer:
    """Take a decision back: all is as if it had never been made; the log keeps both."""
    desks: Desks = request.app.state.desks
    return Answer(await desks.work(undo, number, who.name, given.reason))


@router.get("/audit", dependencies=READ, responses=answered("log", headers=LINKED))
def audit(request: Request, limit: Limit = paging.SOME, cursor: Cursor = None, of: Of = None) -> Response:
    """The log of everything that people did, the newest line first."""
    before = paging.number(cursor) or None
    found, more = paging.cut(_desk(request).audit(limit + 1, before, of), limit)
    headers = {**CACHING, **(paging.following(request, found[-1].number) if more else {})}
    return Answer([contract.entry(one) for one in found], headers=headers)


@router.get("/audit/verify", dependencies=READ, responses=answered("verified"))
def verify(
    request: Request,
    noted: Annotated[
        str | None, Query(pattern=r"^[0-9]{1,15}:[0-9a-f]{64}$", description="A line noted before.")
    ] = None,
) -> Answer:
    """Whether the chain of the log holds, and else its first broken line."""
    number, _, digest = (noted or "").partition(":")
    return Answer(contract.verified(_desk(request).verify((int(number), digest) if noted else None)))


@router.post("/audit/{number}/erase", responses=answered("erased"))
async def erase_words(request: Request, number: Number, who: Admin, given: Words) -> Answer:
    """Erase words of a line for good. The chain still holds, and a new line says who erased them."""
    if not number:
        raise UsageError("The lines of the log begin at 1.")
    desks: Desks = request.app.state.desks
    return Answer({"line": await desks.work(erase, number, tuple(given.fields), who.name, given.reason)})


def _desk(request: Request) -> Desk:
    desks: Desks = request.app.state.desks
    return desks.reading
