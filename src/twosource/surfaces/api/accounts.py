"""/api/session, /api/setup, /api/people, /api/tokens: sign-in, the first account, and who may what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from ... import contract, people
from ...desk import Desk
from ...errors import NotAllowed
from ...model import Person
from .answers import Answer, answered
from .desks import Desks
from .doors import Doors, address
from .rules import may
from .text import Text

router = APIRouter(tags=["people"])
FEW = 2000  # reports
Reader = Annotated[Person, may("read")]
Admin = Annotated[Person, may("manage")]


Name = Annotated[Text, Field(min_length=1, max_length=people.LONGEST_NAME)]
Password = Annotated[Text, Field(max_length=people.LONGEST)]
Shown = TypeVar("Shown", bound=Response)
RoleName = Literal["reader", "editor", "admin"]


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SignIn(_Given):
    """A name and its password."""

    name: Name
    password: Password


class FirstAccount(SignIn):
    """The word of the set-up link, and the first account."""

    code: Annotated[Text, Field(max_length=100)]


class NewPerson(SignIn):
    """A new account."""

    role: RoleName = "reader"


class Change(_Given):
    """What is to change of an account; what is not given stays."""

    role: RoleName | None = None
    password: Password | None = None
    ended: bool | None = None


class NewPassword(_Given):
    """The own password, old and new."""

    old: Password
    new: Password


class NewToken(_Given):
    """A new token of one's own."""

    label: Annotated[Text, Field(min_length=1, max_length=100)]
    scopes: Annotated[
        list[Literal["read", "ingest", "decide", "watch", "share", "manage"]], Field(min_length=1)
    ]
    days: Annotated[float, Field(gt=0, le=366)] = 90


@router.get("/session", dependencies=[may(None)], responses=answered("session"))
def session(request: Request) -> Answer:
    """Who is signed in, what they may do, and the word against forgery that their writes repeat."""
    return Answer(_session(request.state.person, request.state.csrf, request.app.state.doors))


@router.post("/session", dependencies=[may(None)], responses=answered("session"))
def sign_in(request: Request, given: SignIn) -> Answer:
    """Sign in: sets the cookie of the session."""
    return enter(request, Answer, given.name, given.password)


@router.delete("/session", status_code=204, response_class=Response)
def sign_out(request: Request, _who: Annotated[Person, may("read")]) -> Response:
    """End the session."""
    doors: Doors = request.app.state.doors
    gone = Response(status_code=204)
    return leave(request, gone, doors)


@router.put("/session/password", status_code=204, response_class=Response)
def new_password(request: Request, who: Reader, given: NewPassword) -> Response:
    """Change the own password; every other sign-in of the account ends."""
    doors, desks = _both(request)
    _by_hand(who)
    doors.count("sign-in", who.name.casefold())
    secret = request.cookies[doors.cookie]
    desks.reading.check_password(who.name, given.old)
    desks.reading.change_person(who.name, who.name, password=given.new, keep=secret)
    return Response(status_code=204)


@router.post("/setup", dependencies=[may(None)], status_code=201, responses=answered("session", 201))
def setup(request: Request, given: FirstAccount) -> Answer:
    """Make the first account, an admin, by the word that the server printed at its first run; signs in."""
    doors, desks = _both(request)
    doors.count("address", address(request))
    doors.open_first(given.code)
    first_person(desks.reading, given.name, given.password)
    done = enter(request, Answer, given.name, given.password)
    done.status_code = 201
    return done


def first_person(desk: Desk, name: str, password: str) -> None:
    """Make the first account, an admin, and watch everything from then on: what changes is told from the first day.

    Over a store that is large already a watch of everything would tell too much, and take long to begin.
    """
    desk.add_person(name, "admin", password, "setup", first=True)
    if desk.counts()["reports"] <= FEW:
        desk.watch("everything", name)


@router.get("/people", responses=answered("people"))
def list_people(request: Request, _who: Admin) -> Answer:
    """Every account, ended ones too."""
    return Answer([contract.account(one) for one in _desk(request).people()])


@router.post("/people", status_code=201, responses=answered("account", 201))
def add_person(request: Request, who: Admin, given: NewPerson) -> Answer:
    """A new account."""
    made = _desk(request).add_person(given.name, given.role, given.password, who.name)
    return Answer(contract.account(made), status_code=201)


@router.patch("/people/{name}", responses=answered("account"))
def change_person(request: Request, name: str, who: Admin, given: Change) -> Answer:
    """Another role or password for an account, or its end. The last admin stays."""
    changed = _desk(request).change_person(
        name, who.name, role=given.role, password=given.password, ended=given.ended
    )
    return Answer(contract.account(changed))


@router.get("/tokens", responses=answered("tokens"))
def list_tokens(request: Request, who: Reader, all: bool = False) -> Answer:
    """The own tokens; those of everybody for an admin who asks for ``all``."""
    if all and "manage" not in who.scopes:
        raise NotAllowed("Only an admin sees the tokens of others. Ask without all.")
    found = () if not who.name else _desk(request).tokens(None if all else who.name)
    return Answer([contract.token(one) for one in found])


@router.post("/tokens", status_code=201, responses=answered("new_token", 201))
def make_token(request: Request, who: Reader, given: NewToken) -> Answer:
    """A new token of one's own. The answer alone holds it: the store keeps its hash."""
    _by_hand(who)
    text, token = _desk(request).make_token(who.name, given.label, given.scopes, given.days, who.name)
    return Answer({**contract.token(token), "token": text}, status_code=201)


@router.delete("/tokens/{token_id}", status_code=204, response_class=Response)
def revoke_token(request: Request, token_id: str, who: Reader) -> Response:
    """A token of one's own opens nothing from now on; an admin may end anybody's."""
    _desk(request).revoke_token(token_id, who.name, None if "manage" in who.scopes else who.name)
    return Response(status_code=204)


def enter(request: Request, shown: Callable[[Any], Shown], name: str, password: str) -> Shown:
    """Sign in for a surface: ``shown(session object)`` is the answer, with the cookie. Raises SignInRefused, 429."""
    doors, desks = _both(request)
    doors.count("address", address(request))
    doors.count("sign-in", " ".join(name.split()).casefold())
    hours = doors.serving.session_hours
    secret, _ = desks.reading.sign_in(name, password, hours)
    person = desks.reading.who(session=secret)
    done = shown(_session(person, people.against_forgery(secret), doors))
    done.set_cookie(
        doors.cookie,
        secret,
        max_age=int(hours * 3600),
        path="/",
        secure=doors.secure,
        httponly=True,
        samesite="lax",
    )
    return done


def leave(request: Request, shown: Response, doors: Doors) -> Response:
    """Sign out for a surface: ``shown`` is the answer, which drops the cookie."""
    secret = request.cookies.get(doors.cookie)
    if secret:
        _desk(request).sign_out(secret)
    shown.delete_cookie(doors.cookie, path="/", secure=doors.secure, httponly=True, samesite="lax")
    return shown


def _session(person: Person | None, csrf: str | None, doors: Doors) -> dict[str, Any]:
    return {"person": contract.person(person) if person else None, "csrf": csrf, "first_run": doors.first_run}


def _by_hand(who: Person) -> None:
    """Raises NotAllowed for a token: a key cannot make keys."""
    if who.via != "session":
        raise NotAllowed("That is done by a person who is signed in, not with a token.")


def _both(request: Request) -> tuple[Doors, Desks]:
    return request.app.state.doors, request.app.state.desks


def _desk(request: Request) -> Any:
    return request.app.state.desks.reading


__all__ = ["enter", "leave", "router"]
