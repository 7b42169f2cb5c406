"""Who gets in: each route for each role, hosts and origins, forgery, expiry, pace and size."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from tests.surfaces.conftest import FREE, HOME, WORDS, client, signed_in, with_token
from twosource import Desk, Settings, people
from twosource.errors import TwosourceError
from twosource.surfaces.api import Serving, create, mounted, rules
from twosource.surfaces.api.serving import Limit

# Everything that is mounted, found and not listed: a new route is tested because it is there.
ROUTES = [(path, route) for prefix, router in mounted() for path, route in rules.routes(router, prefix)]
CASES = [
    (path, method, route)
    for path, route in ROUTES
    for method in sorted(route.methods or ())
    if not path.endswith("/stream")  # has no end: tests/surfaces/test_stream.py asks for each role and scope
]
NAMES = [f"{method} {path}" for path, method, _ in CASES]
WHO = {"reader": "Rea", "editor": "Edi", "admin": "Ada"}
SAFE = ("GET", "HEAD")
ENDS = (("DELETE", "/api/session"), ("POST", "/sign-out"))


def ask(who: TestClient, method: str, path: str) -> Any:
    """An answer of a route to a call that holds nothing it needs: past the doors it is refused for that."""
    at = path
    for name in ("{story_id}", "{claim_id}", "{report_id}", "{source_id:path}", "{token_id}", "{name}"):
        at = at.replace(name, "nothing")
    while "{" in at:
        at = at[: at.index("{")] + "0" + at[at.index("}") + 1 :]
    return who.request(method, at)


def refused(answer: Any) -> bool:
    """Whether the doors refused: nobody signed in, or not allowed by rule."""
    if answer.status_code == 303:
        return str(answer.headers["location"]).startswith(("/sign-in", "/setup"))
    return answer.status_code in (401, 403)


@pytest.fixture(scope="module")
def house(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, TestClient]]:
    """One application for all cases, with a client of nobody's, of each role's session, and of a token's."""
    db = tmp_path_factory.mktemp("doors") / "desk.db"
    db.write_bytes(kept.read_bytes())
    worker = ThreadPoolExecutor(1)
    app = create(Settings(db=db, quiet=True), Serving(limits=FREE), worker)
    found = {"nobody": client(app)}
    for role, name in WHO.items():
        found[role] = signed_in(app, name)
    for scope in people.SCOPES:
        found[f"token {scope}"] = with_token(app, "Ada", scope)
    yield found
    worker.shutdown()


def test_there_are_routes_of_every_kind() -> None:
    assert len(CASES) > 20
    assert {rules.rule(route).scope for _, _, route in CASES} >= {None, "read", "ingest", "manage"}  # type: ignore[union-attr]


def test_a_route_without_a_rule_does_not_start() -> None:
    router = APIRouter()

    @router.get("/free")
    def free() -> str:
        return "for all"

    with pytest.raises(TwosourceError, match=r"/api/free does not say who may use it"):
        rules.check(router, "/api")


@pytest.mark.parametrize(("path", "method", "route"), CASES, ids=NAMES)
def test_each_route_for_each_role(
    path: str, method: str, route: APIRoute, house: dict[str, TestClient]
) -> None:
    rule = rules.rule(route)
    assert rule is not None, "a route says who may use it"
    for who in ("nobody", *WHO):
        if (method, path) in ENDS and who != "nobody":
            continue  # would end the session that the other cases need; tested below
        answer = ask(house[who], method, path)
        allowed = rule.scope is None or (who != "nobody" and rule.scope in people.RIGHTS[who])  # type: ignore[index]
        if allowed:
            assert answer.status_code != 401 or rule.scope is None, (who, answer.text)
            assert "may not" not in answer.text, (who, answer.text)
        else:
            assert refused(answer), (who, answer.status_code, answer.text)
        assert answer.status_code < 500, (who, answer.text)


@pytest.mark.parametrize(("path", "method", "route"), CASES, ids=NAMES)
def test_each_route_for_each_scope(
    path: str, method: str, route: APIRoute, house: dict[str, TestClient]
) -> None:
    rule = rules.rule(route)
    assert rule is not None
    for scope in people.SCOPES:
        answer = ask(house[f"token {scope}"], method, path)
        if rule.scope not in (None, scope):
            assert refused(answer), (scope, answer.status_code, answer.text)


@pytest.mark.parametrize(
    ("path", "method"), [(path, method) for path, method, _ in CASES if method not in SAFE]
)
def test_no_write_without_the_word_against_forgery(
    path: str, method: str, house: dict[str, TestClient], app: FastAPI
) -> None:
    forged = client(app)
    forged.cookies = signed_in(app, "Ada").cookies
    answer = ask(forged, method, path)
    route = next(route for at, how, route in CASES if (at, how) == (path, method))
    if rules.rule(route).scope is not None:  # type: ignore[union-attr]
        assert answer.status_code == 403, answer.text
        assert answer.json()["type"].endswith(":forged")
    forged.headers["x-csrf-token"] = "0" * 64
    if rules.rule(route).scope is not None:  # type: ignore[union-attr]
        assert ask(forged, method, path).json()["type"].endswith(":forged")


def test_the_word_may_stand_in_a_form(app: FastAPI) -> None:
    ada = signed_in(app, "Ada")
    word = ada.headers.pop("x-csrf-token")
    file = {"files": ("a.txt", b"Nothing much happened on Monday.")}
    assert ada.post("/api/ingest?wait=false", files=file, data={"csrf": "wrong"}).status_code == 403
    assert ada.post("/api/ingest?wait=false", files=file, data={"csrf": word}).status_code == 200


# --- where a request comes from


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "user@127.0.0.1", "[::1"])
def test_another_host_is_not_answered(anybody: TestClient, host: str) -> None:
    answer = anybody.get("/health", headers={"host": host})
    assert answer.status_code == 421
    assert answer.json()["type"].endswith(":wrong-host")


@pytest.mark.parametrize("host", ["127.0.0.1:8750", "localhost:1", "[::1]:8750", "LOCALHOST"])
def test_this_machine_is_answered(anybody: TestClient, host: str) -> None:
    assert anybody.get("/health", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_a_write_from_anothers_page_is_refused(app: FastAPI, headers: dict[str, str]) -> None:
    ada = signed_in(app, "Ada")
    answer = ada.post("/api/tokens", json={"label": "x", "scopes": ["read"]}, headers=headers)
    assert answer.status_code == 403
    assert answer.json()["type"].endswith(":wrong-origin")
    assert ada.get("/api/stories", headers=headers).status_code == 200
    own = {"origin": HOME, "sec-fetch-site": "same-origin"}
    assert ada.post("/api/tokens", json={"label": "x", "scopes": ["read"]}, headers=own).status_code == 201


def test_behind_a_proxy_the_name_and_the_origin_are_those_of_the_url(serve: Callable[..., FastAPI]) -> None:
    app = serve(url="https://desk.example")
    behind = TestClient(app, base_url="https://desk.example")
    given = {"name": "Ada", "password": WORDS}
    answer = behind.post("/api/session", json=given, headers={"origin": "https://desk.example"})
    assert answer.status_code == 200
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-twosource=")
    assert "; Secure" in cookie
    assert "max-age" in answer.headers["strict-transport-security"]
    assert (
        behind.post("/api/session", json=given, headers={"origin": "https://other.example"}).status_code
        == 403
    )


def test_every_answer_carries_the_headers_of_safety(anybody: TestClient) -> None:
    for answer in (anybody.get("/health"), anybody.get("/api/stories"), anybody.get("/nowhere")):
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "server" not in answer.headers


# --- sessions and tokens


def test_the_cookie_is_kept_from_scripts_and_other_sites(anybody: TestClient) -> None:
    answer = anybody.post("/api/session", json={"name": "Rea", "password": WORDS})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/" in cookie
    assert answer.json()["person"] == {
        "name": "Rea",
        "role": "reader",
        "via": "session",
        "scopes": ["read"],
    }


def test_sign_out_ends_the_session_and_not_only_the_cookie(app: FastAPI) -> None:
    rea = signed_in(app, "Rea")
    stolen = dict(rea.cookies)
    assert rea.delete("/api/session").status_code == 204
    again = client(app)
    again.cookies.update(stolen)
    assert again.get("/api/stories").status_code == 401


def test_a_token_that_expired_or_was_revoked_is_401(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = signed_in(app, "Ada")
    made = ada.post("/api/tokens", json={"label": "wire", "scopes": ["read"], "days": 1}).json()
    program = client(app, authorization=f"Bearer {made['token']}")
    assert program.get("/api/stories").status_code == 200
    monkeypatch.setattr("twosource.desk.accounts.now", lambda: made["expires_at"])
    assert program.get("/api/stories").status_code == 401
    monkeypatch.undo()
    assert program.get("/api/stories").status_code == 200
    assert ada.delete(f"/api/tokens/{made['id']}").status_code == 204
    answer = program.get("/api/stories")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert "token" not in ada.get("/api/tokens").json()[0]


def test_a_token_goes_as_the_password_of_basic_too(app: FastAPI) -> None:
    with Desk(app.state.desks.settings) as desk:
        text, _ = desk.make_token("Rea", "x", ["read"], 1, "Rea")
    basic = base64.b64encode(f"Rea:{text}".encode()).decode()
    assert client(app, authorization=f"Basic {basic}").get("/api/stories").status_code == 200
    for wrong in (
        "Basic !!",
        "Basic",
        f"Basic {base64.b64encode(b'Rea').decode()}",
        "Digest x",
        "Bearer",
        "Bearer x",
    ):
        assert client(app, authorization=wrong).get("/api/stories").status_code == 401


def test_a_key_makes_no_keys(app: FastAPI) -> None:
    program = with_token(app, "Ada", *people.SCOPES)
    assert program.post("/api/tokens", json={"label": "x", "scopes": ["read"]}).status_code == 403
    assert program.put("/api/session/password", json={"old": WORDS, "new": WORDS + " x"}).status_code == 403


def test_a_new_password_needs_the_old_one(app: FastAPI) -> None:
    rea, elsewhere = signed_in(app, "Rea"), signed_in(app, "Rea")
    path, new = "/api/session/password", "other words for this"
    assert rea.put(path, json={"old": "wrong words here", "new": new}).status_code == 401
    assert rea.put(path, json={"old": WORDS, "new": "short"}).status_code == 422
    assert rea.put(path, json={"old": WORDS, "new": new}).status_code == 204
    assert rea.get("/api/stories").status_code == 200
    assert elsewhere.get("/api/stories").status_code == 401


def test_nobody_sees_or_ends_the_tokens_of_others(app: FastAPI) -> None:
    ada, edi = signed_in(app, "Ada"), signed_in(app, "Edi")
    made = ada.post("/api/tokens", json={"label": "x", "scopes": ["read"]}).json()
    assert edi.get("/api/tokens").json() == []
    assert edi.get("/api/tokens?all=true").status_code == 403
    assert edi.delete(f"/api/tokens/{made['id']}").status_code == 404
    assert [one["id"] for one in ada.get("/api/tokens?all=true").json()] == [made["id"]]
    more = edi.post("/api/tokens", json={"label": "x", "scopes": ["manage"]})
    assert more.status_code == 403


# --- first run, open reading


def test_the_first_account_is_made_by_the_printed_word_once(tmp_path: Path) -> None:
    app = create(Settings(db=tmp_path / "new.db"), Serving(limits=FREE))
    first = client(app)
    assert first.get("/api/session").json() == {"person": None, "csrf": None, "first_run": True}
    assert first.get("/api/stories").status_code == 401
    given = {"name": "Ada", "password": WORDS}
    for wrong in ("", "guess", "\u00e9"):
        assert first.post("/api/setup", json={**given, "code": wrong}).status_code == 403
    word = app.state.doors.code
    made = first.post("/api/setup", json={**given, "code": word})
    assert made.status_code == 201
    assert made.json()["person"]["role"] == "admin"
    assert first.get("/api/stories").json() == []
    assert app.state.doors.code is None
    again = client(app).post("/api/setup", json={"name": "Eve", "password": WORDS, "code": word})
    assert again.status_code == 403
    assert create(Settings(db=tmp_path / "new.db")).state.doors.code is None


def test_open_reading_opens_reading_alone(serve: Callable[..., FastAPI]) -> None:
    stranger = client(serve(open_reading=True))
    assert stranger.get("/api/stories").status_code == 200
    assert stranger.post("/api/ingest", files={"files": ("a.txt", b"x")}).status_code == 401
    assert stranger.get("/api/people").status_code == 401
    assert stranger.get("/api/tokens").json() == []


# --- pace and size


def test_guessing_a_password_is_slowed_down(serve: Callable[..., FastAPI]) -> None:
    app = serve(limits={**FREE, "sign-in": Limit(1, 2)})
    guess = client(app)
    given = {"name": "ada", "password": "not these words"}
    assert [guess.post("/api/session", json=given).status_code for _ in range(3)] == [401, 401, 429]
    slowed = guess.post("/api/session", json={**given, "name": "ADA", "password": WORDS})
    assert slowed.status_code == 429
    assert 1 <= int(slowed.headers["retry-after"]) <= 60
    assert guess.post("/api/session", json={"name": "Rea", "password": WORDS}).status_code == 200


def test_who_calls_too_often_waits_and_nobody_else_does(serve: Callable[..., FastAPI]) -> None:
    app = serve(limits={**FREE, "api": Limit(1, 3)})
    rea, edi = with_token(app, "Rea", "read"), with_token(app, "Edi", "read")
    codes = [rea.get("/api/state").status_code for _ in range(5)]
    assert codes[:3] == [200] * 3
    assert 429 in codes
    assert edi.get("/api/state").status_code == 200


def test_what_nobody_sends_is_bounded(app: FastAPI) -> None:
    answer = client(app).post("/api/session", content=b"x" * 100_000)
    assert answer.status_code == 413
    streamed = client(app).post("/api/session", content=iter([b"x" * 50_000] * 3))
    assert streamed.status_code == 413


def test_what_a_person_sends_is_bounded(serve: Callable[..., FastAPI]) -> None:
    app = serve(max_upload=100_000)
    editor = signed_in(app, "Edi")
    big = {"files": ("a.txt", b"word " * 40_000)}
    answer = editor.post("/api/ingest", files=big)
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_bomb_is_set_aside(app: FastAPI) -> None:
    import gzip

    editor = signed_in(app, "Edi")
    bomb = gzip.compress(b"a" * 40_000_000)
    line = editor.post("/api/ingest", files={"files": ("bomb.txt.gz", bomb)}).json()[0]
    assert line["set_aside"]["reason"].startswith(("bomb", "too large"))


def test_uploads_lead_nowhere_on_the_disk(app: FastAPI) -> None:
    editor = signed_in(app, "Edi")
    text = b"The harbour office said on Monday that 3 boats had sunk off Skarholm."
    for name in ("../../etc/passwd.txt", "C:\\temp\\a.txt", "/etc/hosts.txt"):
        line = editor.post("/api/ingest?wait=false", files={"files": (name, text + name.encode())}).json()[0]
        assert line["path"] in ("passwd.txt", "a.txt", "hosts.txt")


# --- what people do is logged


def test_what_people_do_is_in_the_audit_log(app: FastAPI) -> None:
    ada = signed_in(app, "Ada")
    ada.post("/api/people", json={"name": "Bo", "password": WORDS, "role": "reader"})
    ada.patch("/api/people/Bo", json={"role": "editor"})
    ada.post("/api/ingest?wait=false", files={"files": ("a.txt", b"Two boats sank off Skarholm on Monday.")})
    with Desk(app.state.desks.settings) as desk:
        done = [(entry.action, entry.actor) for entry in desk.audit(limit=4)]
        assert desk.verify().broken is None
    assert done == [
        ("ingest", "Ada"),
        ("people.change", "Ada"),
        ("people.add", "Ada"),
        ("people.sign-in", "Ada"),
    ]


def test_a_body_that_pauses_is_given_up(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twosource.surfaces.api.guard.PAUSE_SECONDS", 0.05)
    opened = signed_in(app, "Edi")
    sent: list[dict[str, Any]] = []
    pieces = [{"type": "http.request", "body": b'{"reports": [', "more_body": True}]

    async def receive() -> dict[str, Any]:
        if pieces:
            return pieces.pop()
        await asyncio.sleep(60)
        raise AssertionError("it waited")

    async def send(message: Any) -> None:
        sent.append(message)

    cookies = "; ".join(f"{name}={value}" for name, value in opened.cookies.items())
    given = {"host": "127.0.0.1:8750", "origin": HOME, "cookie": cookies, "content-type": "application/json",
             "x-csrf-token": opened.headers["x-csrf-token"]}  # fmt: skip
    scope = {"type": "http", "method": "POST", "path": "/api/ingest/reports", "raw_path": b"/api/ingest/reports",
             "query_string": b"", "headers": [(k.encode(), v.encode()) for k, v in given.items()], "scheme": "http",
             "client": ("127.0.0.1", 5), "server": ("127.0.0.1", 8750), "http_version": "1.1", "root_path": ""}  # fmt: skip
    asyncio.run(app(scope, receive, send))
    assert [one["status"] for one in sent if one["type"] == "http.response.start"] == [400]
    assert b"too-slow" in b"".join(one.get("body", b"") for one in sent)
