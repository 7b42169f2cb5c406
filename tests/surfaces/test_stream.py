"""Alerts as events over HTTP: who may listen, what is refused and how, where it begins, and that it ends with the right.

The stream has no end, so each call is made by hand through ASGI and left after some events.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.surfaces.conftest import client, signed_in, with_token
from twosource import people
from twosource.model import Alert
from twosource.surfaces.api import alerts as route

PATH = "/api/alerts/stream"
PATIENCE = 60.0


@dataclass(frozen=True)
class Told:
    """What was answered: the status, the kind of content, and the events, or the body where it is none."""

    status: int
    kind: str
    events: tuple[dict[str, str], ...]
    body: str


def listen(app: FastAPI, headers: dict[str, str], most: int = 1, between: Any = None, **query: Any) -> Told:
    """Listen until so many events came or the answer ended; ``between`` is called after the first event."""
    got: dict[str, Any] = {"status": 0, "kind": "", "body": b""}
    sent = {"host": "127.0.0.1:8750", **{name.lower(): value for name, value in headers.items()}}
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": PATH, "raw_path": PATH.encode(), "root_path": "", "query_string": urlencode(query).encode(),
        "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
        "client": ("127.0.0.1", 40_000), "server": ("127.0.0.1", 8750), "state": {},
    }  # fmt: skip

    async def run() -> None:
        enough, asked = asyncio.Event(), False

        async def receive() -> dict[str, Any]:
            nonlocal asked
            if not asked:
                asked = True
                return {"type": "http.request", "body": b"", "more_body": False}
            await enough.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                got["status"] = message["status"]
                got["kind"] = dict(message["headers"]).get(b"content-type", b"").decode()
                return
            first = not _events(got["body"])
            got["body"] += message.get("body", b"")
            found = _events(got["body"])
            if between is not None and first and found:
                await asyncio.to_thread(between)
            if len(found) >= most or not message.get("more_body"):
                enough.set()

        await asyncio.wait_for(app(scope, receive, send), PATIENCE)  # type: ignore[arg-type]

    if hasattr(app.state, "live"):  # what looks at the store belongs to the loop of one call
        del app.state.live
    asyncio.run(run())
    kind = got["kind"].partition(";")[0]
    events = _events(got["body"]) if kind == "text/event-stream" else ()
    return Told(got["status"], kind, tuple(events[:most]), got["body"].decode())


def _events(body: bytes) -> tuple[dict[str, str], ...]:
    """The whole events of a body; comments, which keep the line open, are none."""
    blocks = body.decode().replace("\r\n", "\n").split("\n\n")[:-1]
    told = (dict(line.split(": ", 1) for line in each.split("\n") if ": " in line) for each in blocks)
    return tuple(each for each in told if "data" in each)


def cookie(who: TestClient) -> dict[str, str]:
    return {"cookie": "; ".join(f"{name}={value}" for name, value in who.cookies.items())}


@pytest.fixture
def told(app: FastAPI) -> FastAPI:
    """An application with three alerts."""
    desk = app.state.desks.reading
    made, _ = desk.watch("all")
    store = desk._store
    store.alerts.add(
        [Alert(f"{n:032}", made.id, "report", "2031-01-01T00:00:00+00:00", f"Alert {n}") for n in (1, 2, 3)],
        {},
    )
    app.state.watch_id = made.id
    return app


def test_who_may_read_may_listen_and_nobody_else(told: FastAPI) -> None:
    for name in ("Rea", "Edi", "Ada"):
        found = listen(told, cookie(signed_in(told, name)))
        assert (found.status, found.kind) == (200, "text/event-stream")
        assert found.events[0]["event"] == "ready"
    for scope in people.SCOPES:
        headers = {"authorization": with_token(told, "Ada", scope).headers["authorization"]}
        assert listen(told, headers).status == (200 if scope == "read" else 403), scope
    for headers in ({}, {"authorization": "Bearer nothing"}, {"cookie": "twosource=nothing"}):
        found = listen(told, headers)
        assert (found.status, found.kind) == (401, "application/problem+json"), headers
    assert listen(told, {"host": "elsewhere.example"}).status == 421


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ({"after": -1}, {}),
        ({"after": "many"}, {}),
        ({"after": 2**53}, {}),
        ({"watch": "w" * 101}, {}),
        ({}, {"last-event-id": "1" * 21}),
    ],
)
def test_what_is_wrong_is_refused_as_documented(
    told: FastAPI, query: dict[str, Any], headers: dict[str, str]
) -> None:
    found = listen(told, {**cookie(signed_in(told, "Rea")), **headers}, **query)
    documented = told.openapi()["paths"][PATH]["get"]["responses"]["422"]["content"]
    assert found.status == 422
    assert found.kind in documented
    assert json.loads(found.body)["status"] == 422


def test_it_begins_where_one_says_and_resumes_by_the_last_id(told: FastAPI) -> None:
    here = cookie(signed_in(told, "Rea"))

    def numbers(most: int, headers: dict[str, str], **query: Any) -> list[int]:
        found = listen(told, {**here, **headers}, most, **query).events
        assert all(each["id"] == str(json.loads(each["data"])["number"]) for each in found)
        return [json.loads(each["data"])["number"] for each in found]

    assert numbers(4, {}, after=0) == [0, 1, 2, 3]
    assert numbers(2, {"last-event-id": "2"}, after=0) == [2, 3]
    assert numbers(1, {"last-event-id": "two"}) == [3]
    assert numbers(1, {}, after=10**9) == [3]  # of another store: from what is here
    assert numbers(4, {}, after=0, watch=told.state.watch_id) == [0, 1, 2, 3]


def test_who_may_not_read_any_more_hears_nothing_more(told: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(route, "AGAIN_SECONDS", 0.0)
    reader = signed_in(told, "Rea")

    def signs_out() -> None:
        assert reader.delete("/api/session").status_code == 204
        store = told.state.desks.reading._store
        late = Alert("9" * 32, told.state.watch_id, "report", "2031-01-01T00:00:00+00:00", "Late")
        store.alerts.add([late], {})

    found = listen(told, cookie(reader), 3, signs_out)
    assert [each["event"] for each in found.events] == ["ready", "ended"]
    assert "Late" not in found.body


def test_reading_that_is_open_needs_no_name(serve: Any) -> None:
    app = serve(open_reading=True)
    with client(app):
        assert listen(app, {}).events[0]["event"] == "ready"
