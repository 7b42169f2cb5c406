"""Coming in: the first account, sign-in and sign-out, the own account with its tokens, and for admins the people."""

from __future__ import annotations

from typing import Annotated, get_args

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from ...desk import Desk
from ...errors import SignInRefused, TwosourceError
from ...model import AccountRole, Person, Scope
from ..api import accounts
from ..api.doors import Doors, address
from ..api.problems import Refused
from ..api.rules import may
from .rendering import DARK, LIGHT, back, ours, page

router = APIRouter(default_response_class=HTMLResponse)
YEAR = 365 * 24 * 3600
Name = Annotated[str, Form(max_length=200)]
Secret = Annotated[str, Form(max_length=2000)]
Short = Annotated[str, Form(max_length=2000)]
Reader = Annotated[Person, may("read")]
Admin = Annotated[Person, may("manage")]


@router.get("/sign-in", dependencies=[may(None)])
def sign_in(request: Request, next: Annotated[str, Query(max_length=2000)] = "/") -> Response:
    """The form to sign in; at the first run the one that makes the first account."""
    doors: Doors = request.app.state.doors
    if doors.first_run:
        return RedirectResponse("/setup", 303)
    return page(request, "sign-in.html", title="Sign in", next=ours(next))


@router.post("/sign-in", dependencies=[may(None)])
def signed_in(request: Request, name: Name, password: Secret, next: Short = "/") -> Response:
    """Sign in, and go where one wanted to."""
    try:
        return _entered(request, name, password, next)
    except (SignInRefused, Refused) as error:
        said, status = (error.detail, error.status_code) if isinstance(error, Refused) else (str(error), 401)
        values = {"title": "Sign in", "next": ours(next), "wrong": said, "given": name}
        return page(request, "sign-in.html", status, **values)


@router.post("/sign-out", dependencies=[may("read")])
def sign_out(request: Request) -> Response:
    """End the session."""
    return accounts.leave(request, RedirectResponse("/sign-in?done=signed-out", 303), request.app.state.doors)


@router.get("/setup", dependencies=[may(None)])
def setup(request: Request, code: Annotated[str, Query(max_length=100)] = "") -> Response:
    """The form that makes the first account, by the link that the server printed."""
    doors: Doors = request.app.state.doors
    return page(request, "setup.html", title="Welcome", open=doors.first_run, code=code)


@router.post("/setup", dependencies=[may(None)])
def set_up(request: Request, name: Name, password: Secret, code: Short) -> Response:
    """Make the first account, an admin, and sign in."""
    doors: Doors = request.app.state.doors
    try:
        doors.count("address", address(request))
        doors.open_first(code)
        accounts.first_person(_desk(request), name, password)
        return _entered(request, name, password, "/")
    except (TwosourceError, Refused) as error:
        said, status = (error.detail, error.status_code) if isinstance(error, Refused) else (str(error), 422)
        kept = code if status == 422 else ""
        values = {"title": "Welcome", "open": doors.first_run, "code": kept, "wrong": said, "given": name}
        return page(request, "setup.html", status, **values)


@router.post("/theme", dependencies=[may(None)])
def theme(request: Request, theme: Short, back_to: Annotated[str, Form(alias="back")] = "/") -> Response:
    """Light or dark, kept in the browser."""
    done = back(request, back_to)
    if theme in (DARK, LIGHT):
        done.set_cookie("theme", theme, max_age=YEAR, samesite="lax", path="/")
    return done


# --- the own account, and others'


@router.get("/account")
def account(request: Request, who: Reader) -> Response:
    """Oneself: password, tokens; for an admin also everybody's account."""
    return _account(request, who)


@router.post("/account/password")
def password(request: Request, who: Reader, old: Secret, new: Secret) -> Response:
    """Another password of one's own."""
    _by_hand(who)
    doors: Doors = request.app.state.doors
    doors.count("sign-in", who.name.casefold())
    desk = _desk(request)
    try:
        desk.check_password(who.name, old)
        desk.change_person(who.name, who.name, password=new, keep=request.cookies[doors.cookie])
    except TwosourceError as error:
        return _account(request, who, wrong=str(error))
    return back(request, "/account", done="password")


@router.post("/account/tokens")
def token(
    request: Request,
    who: Reader,
    label: Short,
    days: Annotated[float, Form()] = 90,
    scope: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """A new token of one's own, shown this once."""
    _by_hand(who)
    try:
        text, _ = _desk(request).make_token(who.name, label, scope or (), days, who.name)
    except TwosourceError as error:
        return _account(request, who, wrong=str(error))
    return _account(request, who, made=text)


@router.post("/account/tokens/{token_id}/end")
def end_token(request: Request, who: Reader, token_id: str) -> Response:
    """A token opens nothing from now on."""
    of = None if "manage" in who.scopes else who.name
    _desk(request).revoke_token(token_id, who.name, of)
    return back(request, "/account", done="revoked")


@router.post("/people")
def person(request: Request, who: Admin, name: Name, role: Short, password: Secret) -> Response:
    """A new account."""
    try:
        _desk(request).add_person(name, role, password, who.name)
    except TwosourceError as error:
        return _account(request, who, wrong=str(error))
    return back(request, "/account", done="person")


@router.post("/people/{name}")
def change(request: Request, who: Admin, name: str, role: Short = "", ended: Short = "") -> Response:
    """Another role for an account, or its end."""
    try:
        end = {"yes": True, "no": False}.get(ended)
        _desk(request).change_person(name, who.name, role=role or None, ended=end)
    except TwosourceError as error:
        return _account(request, who, wrong=str(error))
    return back(request, "/account", done="person")


def _account(request: Request, who: Person, wrong: str = "", made: str = "") -> HTMLResponse:
    desk, manages = _desk(request), "manage" in who.scopes
    return page(
        request,
        "account.html",
        422 if wrong else 200,
        title=who.name or "Reading",
        who=who,
        tokens=desk.tokens(None if manages else who.name) if who.name else (),
        people=desk.people() if manages else (),
        roles=get_args(AccountRole),
        scopes=[scope for scope in get_args(Scope) if scope in who.scopes],
        wrong=wrong,
        made=made,
    )


def _entered(request: Request, name: str, password: str, to: str) -> Response:
    done: Response = accounts.enter(request, lambda _: RedirectResponse(ours(to), 303), name, password)
    return done


def _by_hand(who: Person) -> None:
    """Raises Refused for a token: a key cannot make keys."""
    if who.via != "session":
        raise Refused(403, "not-allowed", "That is done by a person who is signed in, not with a token.")


def _desk(request: Request) -> Desk:
    reading: Desk = request.app.state.desks.reading
    return reading
