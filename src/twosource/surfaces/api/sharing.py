"""/api/sharing: partner desks, groups, marks, what would go, what goes, what came, and answers to it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from ...desk import Desk
from ...model import Person
from .. import shared
from .answers import CACHING, Answer, answered
from .desks import Desks
from .rules import may
from .text import Text

router = APIRouter(prefix="/sharing", tags=["sharing"])
READ = [may("read")]
Shares = Annotated[Person, may("share")]
Name = Annotated[Text, Field(min_length=1, max_length=200)]
Group = Annotated[str, Path(min_length=1, max_length=200)]
BUNDLE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A STIX 2.1 bundle or a TAXII envelope, as the partner sent it.",
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
}


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewMark(_Given):
    """A TLP mark on claims, reports, statements or sources; amber and red name groups."""

    subjects: Annotated[list[Name], Field(min_length=1, max_length=1000)]
    level: Literal["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]
    groups: Annotated[list[Name], Field(max_length=100)] = []


class NewAnswer(_Given):
    """Confirm or dispute a claim that partners told of; ``saw`` are reports in which this desk saw for itself."""

    claim_id: Name
    stance: Literal["confirm", "dispute"]
    saw: Annotated[list[Name], Field(max_length=100)] = []
    why: Annotated[Text, Field(max_length=2000)] = ""


@router.get("/partners", dependencies=READ, responses=answered("partners"))
def partners(request: Request) -> Answer:
    """The partner desks with their pinned keys."""
    return Answer([shared.partner(one) for one in _desk(request).partners()], headers=CACHING)


@router.get("/groups", dependencies=READ, responses=answered("sharing_groups"))
def groups(request: Request) -> Answer:
    """The sharing groups with who is in each now; their keys are not shown."""
    return Answer([shared.group(one) for one in _desk(request).groups()], headers=CACHING)


@router.get("/groups/{group}/preview", responses=answered("preview"))
async def preview(request: Request, group: Group, who: Shares) -> Answer:
    """What would go to a group, and what would not, and why. Nothing is sent."""
    del who
    return Answer(await _work(request).work(shared.previewed, group), headers=CACHING)


@router.post("/groups/{group}/publish", responses=answered("published"))
async def publish(request: Request, group: Group, who: Shares) -> Answer:
    """Put what is new or changed for a group where its members fetch it."""
    return Answer(await _work(request).work(shared.published, group, who.name))


@router.put("/groups/{group}/members/{partner}", responses=answered("sharing_group"))
async def join(
    request: Request, group: Group, partner: Group, who: Annotated[Person, may("manage")]
) -> Answer:
    """Take a partner into a group."""
    return Answer(await _work(request).work(shared.joined, group, partner, who.name))


@router.delete("/groups/{group}/members/{partner}", responses=answered("sharing_group"))
async def leave(
    request: Request, group: Group, partner: Group, who: Annotated[Person, may("manage")]
) -> Answer:
    """Take a partner out of a group: from now on nothing more goes to it."""
    return Answer(await _work(request).work(shared.left, group, partner, who.name))


@router.post("/marks", status_code=201, responses=answered("markings", 201))
async def mark(request: Request, who: Shares, given: NewMark) -> Answer:
    """Mark claims, reports, statements or sources. What nobody has marked goes nowhere."""
    made = await _work(request).work(shared.marked, given.subjects, given.level, given.groups, who.name)
    return Answer(made, status_code=201)


@router.post("/answers", status_code=201, responses=answered("shared_answers", 201))
async def answer(request: Request, who: Shares, given: NewAnswer) -> Answer:
    """Answer a claim that partners told of; it goes with the next publish to the group in which it came."""
    made = await _work(request).work(
        shared.answered, given.claim_id, given.stance, given.saw, given.why, who.name
    )
    return Answer(made, status_code=201)


@router.post("/received", responses=answered("receipt"), openapi_extra=BUNDLE)
async def receive(
    request: Request,
    who: Shares,
    partner: Annotated[str, Query(min_length=1, max_length=200, description="Who sent it.")],
    group: Annotated[str | None, Query(max_length=200, description="In which group.")] = None,
    signature: Annotated[str | None, Query(max_length=300, description="The sender's signature.")] = None,
) -> Answer:
    """Take a partner's bundle: all of it, or nothing. The same bytes again change nothing."""
    del who
    body = await request.body()
    return Answer(await _work(request).work(shared.received, body, partner, group, signature))


def _desk(request: Request) -> Desk:
    desks: Desks = request.app.state.desks
    return desks.reading


def _work(request: Request) -> Desks:
    desks: Desks = request.app.state.desks
    return desks
