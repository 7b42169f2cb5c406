"""A served desk: a store of three invented reports, one person of each role, and clients signed in as each."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from twosource import Desk, Settings
from twosource.surfaces.api import Serving, create
from twosource.surfaces.api.serving import Limit
from twosource.surfaces.taxii import keeping as taxii_keeping

HOME = "http://127.0.0.1:8750"
WORDS = "seven lamps over quay"
REPORTS = {
    "post.json": {
        "title": "Ferry runs aground off Skarholm",
        "publisher": "Skarholm Post",
        "published_at": "2031-05-03T09:00:00+00:00",
        "text": "The harbour office said more than 40 passengers were injured when the ferry Anneke ran aground "
        "off Skarholm on Saturday.\n\nThe captain, Ulla Brandt, told reporters that the engine had failed. The "
        "operator declined to comment.",
    },
    "echo.json": {
        "title": "Dozens hurt as ferry hits rocks",
        "publisher": "Northern Echo Radio",
        "published_at": "2031-05-03T12:00:00+00:00",
        "text": "Police said at least 38 passengers were injured when the ferry Anneke ran aground off Skarholm "
        "on Saturday.\n\nThe Skarholm Post reported that the engine had failed, citing the captain, Ulla Brandt.",
    },
    "wire.json": {
        "title": "Ferry operator denies engine failure",
        "publisher": "Fjordwire",
        "published_at": "2031-05-04T08:00:00+00:00",
        "text": "The operator Nordline denied on Sunday that the engine of the ferry Anneke had failed.\n\nThe "
        "harbour office said 43 passengers were injured off Skarholm on Saturday.",
    },
}
FREE = {kind: Limit(6e6, 1_000_000) for kind in ("api", "sign-in", "address", "work")}


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store, made once: do not write to it."""
    folder = tmp_path_factory.mktemp("desk")
    for name, report in REPORTS.items():
        (folder / name).write_text(json.dumps(report))
    (folder / "nothing.json").write_text("{")
    with Desk(Settings(db=folder / "desk.db")) as desk:
        for _ in desk.ingest([str(folder / name) for name in (*REPORTS, "nothing.json")]):
            pass
        for name, role in (("Rea", "reader"), ("Edi", "editor"), ("Ada", "admin")):
            desk.add_person(name, role, WORDS, "tests")
    return folder / "desk.db"


@pytest.fixture
def db(kept: Path, tmp_path: Path) -> Path:
    """A copy of the store for one test."""
    return Path(shutil.copy(kept, tmp_path / "desk.db"))


@pytest.fixture
def serve(db: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., FastAPI]]:
    """Makes the application over the copy; its worker is a thread, which shares the loaded model."""
    monkeypatch.setattr(taxii_keeping, "PAUSE_SECONDS", 0.0)
    workers = []

    def make(**options: object) -> FastAPI:
        workers.append(ThreadPoolExecutor(1))
        given = {"limits": FREE, **options}
        return create(Settings(db=db, quiet=True), Serving(**given), workers[-1])  # type: ignore[arg-type]

    yield make
    for worker in workers:
        worker.shutdown()


@pytest.fixture
def app(serve: Callable[..., FastAPI]) -> FastAPI:
    return serve()


@pytest.fixture
def anybody(app: FastAPI) -> Iterator[TestClient]:
    """Nobody in particular."""
    with client(app) as opened:
        yield opened


def client(app: FastAPI, **headers: str) -> TestClient:
    """A client that shows errors as the server answers them."""
    return TestClient(
        app, base_url=HOME, headers=headers, raise_server_exceptions=False, follow_redirects=False
    )


def signed_in(app: FastAPI, name: str) -> TestClient:
    """A client with the session of a person, which sends the word against forgery with every request."""
    opened = client(app)
    answer = opened.post("/api/session", json={"name": name, "password": WORDS})
    assert answer.status_code == 200, answer.text
    opened.headers["x-csrf-token"] = answer.json()["csrf"]
    return opened


def with_token(app: FastAPI, name: str, *scopes: str) -> TestClient:
    """A client with a token of a person."""
    with Desk(app.state.desks.settings) as desk:
        text, _ = desk.make_token(name, "tests", scopes, 1, name)
    return client(app, authorization=f"Bearer {text}")
