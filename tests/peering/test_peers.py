"""Calling the servers of partners: ours and a public one, cut at any place, with deletes and withdrawals as configured."""

from __future__ import annotations

import json
import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request

from tests.surfaces.conftest import FREE
from tests.surfaces.served import listening
from twosource import Desk, Settings
from twosource.desk.peering import calling
from twosource.desk.peering.keeping import Keeper
from twosource.errors import NotTrusted, PeerError, UsageError
from twosource.model import Going, Match, Peer, Receipt
from twosource.surfaces.api import Serving, create
from twosource.surfaces.taxii import streaming

GROUP = "allies"


def note(desk: Desk, number: int, modified: str = "2031-05-03T10:00:00.000Z", **more: Any) -> dict[str, Any]:
    author = desk.identity().id
    return {
        "type": "note", "spec_version": "2.1", "id": f"note--{uuid.UUID(int=number, version=4)}", "created_by_ref": author,
        "created": "2031-05-03T10:00:00.000Z", "modified": modified, "content": f"Barge {number} lies at quay {number} of Vell.",
        "object_refs": [author], **more,
    }  # fmt: skip


def say(desk: Desk, *objects: dict[str, Any]) -> None:
    """Put objects into the outbox of a desk, as ``publish`` does."""
    with desk._store.transaction():
        at = desk._store.exchange.last_added()
        rows = []
        for one in objects:
            at = max(at, f"2031-06-01T00:00:00.{len(rows):06d}Z")
            body = json.dumps(one, ensure_ascii=False).encode()
            rows.append(Going(one["id"], one["modified"], at, b"", bool(one.get("revoked")), body))
        desk._store.exchange.send(GROUP, rows)


def heard(desk: Desk) -> dict[str, str]:
    """The words that count at a desk: the last version of each object, of all that came by now."""
    desk.hear_waiting()
    found = {words.object_id: words for _, _, _, words in desk._store.exchange.all_heard()}
    return {name: words.modified for name, words in found.items() if not words.revoked}


@contextmanager
def desk_at(place: Path, **more: Any) -> Iterator[Desk]:
    with Desk(Settings(db=place, quiet=True, allow_hosts=("127.0.0.1",), **more)) as desk:
        yield desk


@pytest.fixture
def here(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Desk A, which serves, and desk B, which calls it: keys pinned, one group."""
    with desk_at(tmp_path / "a.db") as a, desk_at(tmp_path / "b.db") as b:
        key = a.group(GROUP).key
        b.group(GROUP, key)
        a.identity("Desk A")
        b.identity("Desk B")
        a.partner("Desk B", keys=[b.identity().public_key], identity=b.identity().id)
        b.partner("Desk A", keys=[a.identity().public_key], identity=a.identity().id)
        a.join(GROUP, "Desk B")
        b.join(GROUP, "Desk A")
        yield a, b


@pytest.fixture
def serve(here: tuple[Desk, Desk]) -> Iterator[Callable[[], str]]:
    """Serves desk A without its own publishing, so that a test says what is in the outbox."""
    opened = []

    def start(port: int = 0) -> str:
        block = listening(served(here[0]), port)
        opened.append(block)
        return block.__enter__()

    yield start
    for block in opened:
        block.__exit__(None, None, None)


def served(desk: Desk) -> FastAPI:
    """A desk's server that publishes nothing, and reads only when a test has it read."""
    app = create(desk.settings, Serving(limits=FREE), Unwilling())
    app.router.lifespan_context = _nothing
    return app


class Unwilling(Executor):
    """A worker that does nothing."""

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        done = Future[Any]()
        done.set_result(0)
        return done


class _nothing:
    def __init__(self, app: Any) -> None: ...
    async def __aenter__(self) -> None: ...
    async def __aexit__(self, *_: object) -> None: ...


def add(here: tuple[Desk, Desk], place: str, **more: Any) -> str:
    token, _ = here[0].partner_token("Desk B")
    here[1].add_peer("Desk A", f"{place}/taxii2/", GROUP, secret=token, **more)
    return token


def test_a_peer_is_found_pulled_and_pulled_again_from_where_it_was(
    here: tuple[Desk, Desk], serve: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = here
    monkeypatch.setattr(calling, "A_PARCEL", 7)
    say(a, *[note(a, n) for n in range(20)])
    add(here, serve())
    assert b.settings.db is not None
    assert b.settings.db.stat().st_mode & 0o777 == 0o600
    got = b.pull("Desk A", assess=False)
    assert [len(one.taken) for one in got] == [7, 7, 6]
    assert b.pull("Desk A", assess=False) == ()
    say(a, note(a, 30))
    assert [one.taken for one in b.pull("Desk A", assess=False)] == [(note(a, 30)["id"],)]
    assert len(heard(b)) == 21
    ((_, far),) = b.peers()
    assert far.pulled
    assert not far.error


@pytest.mark.parametrize("before", [True, False], ids=["the page is lost", "the place is lost"])
def test_a_pull_cut_at_any_page_goes_on_and_doubles_nothing(
    here: tuple[Desk, Desk], serve: Callable[[], str], monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    a, b = here
    monkeypatch.setattr(calling, "A_PARCEL", 5)
    say(a, *[note(a, n) for n in range(20)])
    add(here, serve())
    asked = []
    taken = b._taken

    def cut(*given: Any) -> Any:
        asked.append(given)
        if len(asked) in (2, 4):
            if not before:
                taken(*given)
            raise RuntimeError("cut")
        return taken(*given)

    monkeypatch.setattr(b, "_taken", cut)
    for _ in range(3):
        try:
            b.pull("Desk A", assess=False)
        except RuntimeError:
            say(a, note(a, 50 + len(asked)))  # it grows meanwhile
    monkeypatch.setattr(b, "_taken", taken)
    b.pull("Desk A", assess=False)
    assert len(heard(b)) == 22
    versions = [words.object_id for _, _, _, words in b._store.exchange.all_heard()]
    assert len(versions) == len(set(versions))
    # Never from the start: no page was asked for twice but those that were cut.
    assert len(asked) <= 8


def test_a_push_arrives_once_however_often_it_is_cut(
    here: tuple[Desk, Desk], serve: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = here
    monkeypatch.setattr(calling, "A_PARCEL", 5)
    add(here, serve())
    say(b, *[note(b, n) for n in range(12)])
    advance = b._store.collections.advance
    monkeypatch.setattr(
        b._store.collections, "advance", lambda *_: (_ for _ in ()).throw(RuntimeError("cut"))
    )
    with pytest.raises(RuntimeError):
        b.push("Desk A")  # it arrived, and we do not know
    monkeypatch.setattr(b._store.collections, "advance", advance)
    assert b.push("Desk A") == 12
    assert b.push("Desk A") == 0
    assert len(heard(a)) == 12
    assert len(list(a._store.exchange.all_heard())) == 12


def test_two_versions_of_an_object_are_pushed_in_their_order(
    here: tuple[Desk, Desk], serve: Callable[[], str]
) -> None:
    a, b = here
    add(here, serve())
    later = note(b, 1, modified="2031-05-04T10:00:00.000Z")
    say(b, note(b, 1), note(b, 2), later)
    assert b.push("Desk A") == 3
    assert heard(a)[later["id"]] == later["modified"]


def test_who_is_out_of_the_group_gets_and_is_pushed_nothing(
    here: tuple[Desk, Desk], serve: Callable[[], str]
) -> None:
    a, b = here
    add(here, serve())
    say(a, note(a, 1))
    say(b, note(b, 2))
    b.leave(GROUP, "Desk A")
    assert b.push("Desk A") == 0
    b.join(GROUP, "Desk A")
    a.leave(GROUP, "Desk B")
    with pytest.raises(PeerError, match="404"):
        b.pull("Desk A")
    with pytest.raises(PeerError, match="404"):
        b.push("Desk A")
    assert heard(a) == heard(b) == {}
    ((_, far),) = b.peers()
    assert "404" in far.error


@pytest.mark.parametrize("how", ["keep", "follow"])
def test_withdrawals_are_followed_or_not(here: tuple[Desk, Desk], serve: Callable[[], str], how: Any) -> None:
    a, b = here
    add(here, serve(), revocations=how)
    say(a, note(a, 1), note(a, 2))
    b.pull("Desk A", assess=False)
    say(a, note(a, 1, modified="2031-05-04T10:00:00.000Z", revoked=True))
    b.pull("Desk A", assess=False)
    assert set(heard(b)) == ({note(a, 2)["id"]} if how == "follow" else {note(a, 1)["id"], note(a, 2)["id"]})


@pytest.mark.parametrize("how", ["keep", "follow"])
def test_deletes_at_a_peer_are_followed_or_not(
    here: tuple[Desk, Desk], serve: Callable[[], str], how: Any
) -> None:
    a, b = here
    add(here, serve(), deletes=how)
    say(a, note(a, 1), note(a, 2))
    b.pull("Desk A", assess=False)
    a._store.collections.delete(GROUP, "", note(a, 1)["id"], Match(versions=()))
    b.pull("Desk A", assess=False)
    b.pull("Desk A", assess=False)
    assert set(heard(b)) == ({note(a, 2)["id"]} if how == "follow" else {note(a, 1)["id"], note(a, 2)["id"]})


@pytest.mark.parametrize("how", ["keep", "follow"])
def test_a_partners_delete_here_is_followed_or_not(
    here: tuple[Desk, Desk], serve: Callable[[], str], how: Any
) -> None:
    a, b = here
    place = serve()
    add(here, place)
    say(b, note(b, 1), note(b, 2))
    b.push("Desk A")
    a.hear_waiting()
    with a._store.transaction():  # A's own setting for B, which it calls too
        a._store.collections.keep_peer(Peer("desk-b", "https://b.example/collections/x/", GROUP, deletes=how))
    b.delete_there("Desk A", note(b, 1)["id"])
    assert set(heard(a)) == ({note(b, 2)["id"]} if how == "follow" else {note(b, 1)["id"], note(b, 2)["id"]})


def test_a_page_that_the_pinned_key_did_not_sign_is_refused_and_the_place_stays(
    here: tuple[Desk, Desk], serve: Callable[[], str]
) -> None:
    a, b = here
    add(here, serve())
    say(a, note(a, 1))
    a._store.exchange.introduce(a.identity(), b"\0" * 32)  # somebody else holds A's server
    with pytest.raises(NotTrusted, match="pinned"):
        b.pull("Desk A")
    assert heard(b) == {}
    ((_, far),) = b.peers()
    assert far.pulled == ""
    assert "pinned" in far.error


def test_nothing_inside_is_called_that_is_not_allowed(
    here: tuple[Desk, Desk], serve: Callable[[], str]
) -> None:
    place = serve()
    token, _ = here[0].partner_token("Desk B")
    with Desk(Settings(db=here[1].settings.db)) as closed, pytest.raises(PeerError, match="allow_hosts"):
        closed.add_peer("Desk A", f"{place}/taxii2/", GROUP, secret=token)


def test_errors_say_what_to_do(here: tuple[Desk, Desk], serve: Callable[[], str]) -> None:
    place, b = serve(), here[1]
    with pytest.raises(PeerError, match="token"):
        b.add_peer("Desk A", f"{place}/taxii2/", GROUP, secret="tws_1_1")
    with pytest.raises(PeerError, match="--collection"):
        add(here, place, collection="another")
    with pytest.raises(PeerError, match="does not answer"):
        b.add_peer("Desk A", f"http://127.0.0.1:{_free()}/taxii2/", GROUP, secret="x")
    b.leave(GROUP, "Desk A")
    with pytest.raises(UsageError, match="groups join"):
        b.add_peer("Desk A", f"{place}/taxii2/", GROUP)


def test_a_pause_grows_and_is_never_shorter_than_was_asked_for() -> None:
    pauses = [calling.pause(tries, None) for tries in range(12)]
    assert pauses == sorted(pauses)
    assert pauses[0] == calling.FIRST_PAUSE
    assert pauses[-1] == calling.LONGEST_PAUSE
    assert calling.pause(0, 77.0) == 77.0


# --- in real time


def test_the_stream_brings_signed_pages_and_begins_after_a_place(
    here: tuple[Desk, Desk], serve: Callable[[], str]
) -> None:
    a, b = here
    add(here, serve())
    say(a, *[note(a, n, content=f"Quay {n} \u2028 caf\u00e9 \x85 {n}") for n in range(5)])
    got: list[str] = []

    def enough(receipt: Receipt) -> None:
        got.extend(receipt.taken)
        if len(got) in (5, 7):
            raise InterruptedError

    for more in ((), (note(a, 10), note(a, 11))):
        say(a, *more)
        with pytest.raises(InterruptedError):
            b.listen("Desk A", enough, lambda: False)
    assert got == [note(a, n)["id"] for n in (0, 1, 2, 3, 4, 10, 11)]
    assert len(heard(b)) == 7


def test_a_stream_goes_on_where_it_was_through_cuts_of_the_server(
    here: tuple[Desk, Desk], tmp_path: Path
) -> None:
    a, b = here
    port = _free()
    app = served(a)
    token, _ = a.partner_token("Desk B")
    with listening(app, port) as place:
        b.add_peer("Desk A", f"{place}/taxii2/", GROUP, secret=token)
    keeper = Keeper(b.settings, poll=0.5)
    keeper.start()
    try:
        said = 0
        for _ in range(3):
            with listening(app, port):
                for _ in range(4):
                    say(a, note(a, said))
                    said += 1
                    time.sleep(0.02)
                _until(lambda said=said: len(heard(b)) == said)  # type: ignore[misc]
            say(a, note(a, said))  # while nobody listens
            said += 1
        with listening(app, port):
            _until(lambda said=said: len(heard(b)) == said)  # type: ignore[misc]
            a.leave(GROUP, "Desk B")
            time.sleep(0.6)
            say(a, note(a, 1000))
            time.sleep(0.6)
    finally:
        keeper.stop()
    assert len(heard(b)) == said
    assert len(list(b._store.exchange.all_heard())) == said, "each came once"


def test_what_is_added_while_the_stream_looks_is_not_passed_over(
    here: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    a, _ = here
    app = served(a)
    reading = app.state.desks.reading
    token, _ = a.partner_token("Desk B")
    request = Request({"type": "http", "method": "GET", "path": "/", "headers": [(b"authorization", f"Bearer {token}".encode())], "query_string": b"", "client": ("127.0.0.1", 1), "app": app})  # fmt: skip
    say(a, note(a, 1))
    reading.last_added(GROUP)
    said = reading.said

    def then(*given: Any) -> Any:
        found = said(*given)
        say(a, note(a, 2))
        return found

    place = a.last_added(GROUP) - 1
    monkeypatch.setattr(reading, "said", lambda group, after, limit: then(group, after + 10**9, limit))
    _, _, place = streaming._next(request, GROUP, place)
    monkeypatch.undo()
    body, _, _ = streaming._next(request, GROUP, place)
    assert note(a, 2)["id"] in body


def test_where_there_is_no_stream_it_is_polled(here: tuple[Desk, Desk]) -> None:
    a, b = here
    app = served(a)
    token, _ = a.partner_token("Desk B")
    with listening(_without_streams(app)) as place:
        b.add_peer("Desk A", f"{place}/taxii2/", GROUP, secret=token, push=True)
        keeper = Keeper(b.settings, poll=0.2)
        keeper.start()
        try:
            say(a, note(a, 1))
            say(b, note(b, 2))
            _until(lambda: len(heard(b)) == 1 and len(heard(a)) == 1)
            say(a, note(a, 3))
            _until(lambda: len(heard(b)) == 2)
        finally:
            keeper.stop()


def _without_streams(app: Any) -> Any:
    async def asked(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["path"].endswith("/stream/"):
            await send({"type": "http.response.start", "status": 404, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        await app(scope, receive, send)

    return asked


# --- a public server


@pytest.fixture
def medallion() -> Iterator[tuple[str, str]]:
    """medallion in a thread, with one empty collection: its address and the collection's id."""
    pytest.importorskip("medallion")
    from medallion import application_instance, register_blueprints, set_config
    from werkzeug.serving import make_server

    ident = str(uuid.uuid4())
    config = {
        "backend": {
            "module": "medallion.backends.memory_backend",
            "module_class": "MemoryBackend",
            "filename": None,
        },
        "users": {"b": "pw"},
        "taxii": {"max_page_size": 7},
    }
    data = {
        "/discovery": {"title": "t", "default": "http://127.0.0.1/trustgroup1/", "api_roots": ["http://127.0.0.1/trustgroup1/"]},
        "trustgroup1": {
            "information": {"title": "t", "versions": ["application/taxii+json;version=2.1"], "max_content_length": 9765625},
            "status": [],
            "collections": [{"id": ident, "title": "allies", "can_read": True, "can_write": True,
                             "media_types": ["application/stix+json;version=2.1"], "objects": [], "manifest": [], "responses": []}],
        },
    }  # fmt: skip
    yield from _medallion(
        application_instance, register_blueprints, set_config, make_server, config, data, ident
    )


def _medallion(
    app: Any, register: Any, configure: Any, make_server: Any, config: Any, data: Any, ident: str
) -> Any:
    import tempfile

    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(data, file)
        file.flush()
        config["backend"]["filename"] = file.name
        configure(app, "users", config)
        configure(app, "taxii", config)
        configure(app, "backend", config)
        if not app.blueprints:
            register(app)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", ident
        finally:
            server.shutdown()
            thread.join(5)


def test_a_medallion_server_is_a_peer_too(here: tuple[Desk, Desk], medallion: tuple[str, str]) -> None:
    """B pushes to a medallion, A pulls from it: Basic sign-in, its own page tokens, no signatures."""
    a, b = here
    place, ident = medallion
    url = f"{place}/trustgroup1/collections/{ident}/"
    with pytest.raises(PeerError, match="401"):
        b.add_peer("Desk A", url, GROUP, user="b", secret="wrong")
    b.add_peer(
        "Desk A", f"{place}/trustgroup1/", GROUP, collection="allies", user="b", secret="pw", push=True
    )
    say(b, *[note(b, n) for n in range(20)])
    assert b.push("Desk A") == 20
    a._store.exchange.keep_partner(replace(a.partners()[0], keys=()))  # it signs nothing
    a.add_peer("Desk B", url, GROUP, user="b", secret="pw")
    a.pull("Desk B", assess=False)
    assert len(heard(a)) == 20
    assert a.pull("Desk B", assess=False) == ()
    say(b, note(b, 99))
    b.push("Desk A")
    a.pull("Desk B", assess=False)
    assert len(heard(a)) == 21


def _until(true: Callable[[], bool], seconds: float = 15.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.03)


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])
