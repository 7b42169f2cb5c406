"""twosource watch, and that the command, the library and the API say the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema
import pytest
from fastapi.testclient import TestClient
from referencing import Registry, Resource

from twosource import Desk, Settings, contract
from twosource.surfaces.api import Serving, create

SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"
ONE = "The harbour office said 11 people died when the ferry Anneke sank off Tarn on Friday."
TWO = "The harbour office said 14 people died when the ferry Anneke sank off Tarn on Friday, a day later."


def run(*arguments: str, code: int = 0) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "twosource", *arguments], capture_output=True, text=True, timeout=600
    )
    assert done.returncode == code, done.stderr
    return done.stdout, done.stderr


def shaped(value: object, name: str) -> None:
    """Raises where a value has not the published shape."""
    files = {path.name: json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")}
    registry: Registry = Registry().with_resources(
        (name, Resource.from_contents(body)) for name, body in files.items()
    )
    jsonschema.Draft202012Validator(
        {"$ref": f"watching.schema.json#/$defs/{name}"}, registry=registry
    ).validate(value)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A store that a folder was watched into by the commands, with a version and alerts."""
    folder = tmp_path_factory.mktemp("watched")
    inside, db = folder / "in", str(folder / "desk.db")
    inside.mkdir()
    _write(inside / "post.txt", ONE)
    made, _ = run("watch", "add", str(inside), "--every", "1s", "--db", db)
    assert made.split()[1:] == ["folder", str(inside)]
    _, said = run("watch", "run", "--once", "--db", db)
    assert said == f"{inside}: 1 new\n"
    name, _ = run("watch", "for", "--name", "the ferry", "--words", "ferry", "--db", db)
    assert name.split()[1:] == ["the", "ferry"]
    _write(inside / "post.txt", TWO)
    _write(inside / "echo.txt", "A pilot said that the ferry Anneke left Tarn at noon on Friday.")
    time.sleep(1.2)
    _, said = run("watch", "run", "--once", "--db", db)
    assert said == f"{inside}: 2 new, 1 of them changed\n"
    return db, inside


def _write(path: Path, text: str) -> None:
    path.write_text(f"Ferry sinks\n\n{text}\n")
    os.utime(path, (time.time() - 60, time.time() - 60 + len(text) / 100))


def test_the_commands_tell_what_came_and_what_changed(watched: tuple[str, Path]) -> None:
    db, inside = watched
    text, _ = run("watch", "alerts", "--db", db)
    assert "correction" in text
    everything, _ = run("watch", "list", "--db", db)
    assert str(inside)[:20] in everything
    assert "the ferry" in everything
    atom, _ = run("watch", "alerts", "--format", "atom", "--db", db)
    assert atom.count("<entry>") == len(json.loads(run("watch", "alerts", "--format", "json", "--db", db)[0]))


def test_command_library_and_api_say_the_same(watched: tuple[str, Path]) -> None:
    db, _ = watched
    listed = json.loads(run("watch", "list", "--format", "json", "--db", db)[0])
    told = json.loads(run("watch", "alerts", "--after", "0", "--format", "json", "--db", db)[0])
    with Desk(Settings(db=Path(db))) as desk:
        changed = next(each for each in desk.alerts(after=0) if each.kind == "correction")
        assert told == [contract.alert(one) for one in desk.alerts(after=0)]
        assert listed["subscriptions"] == [contract.subscription(*one) for one in desk.subscriptions()]
    versions = json.loads(run("watch", "versions", str(changed.after), "--format", "json", "--db", db)[0])
    with ThreadPoolExecutor(1) as worker:
        app = create(Settings(db=Path(db), quiet=True), Serving(open_reading=True), worker)
        api = TestClient(app, base_url="http://127.0.0.1:8750")
        assert api.get("/api/alerts?after=0").json() == told
        assert api.get("/api/subscriptions").json() == listed["subscriptions"]
        assert api.get("/api/watches").json() == listed["watches"]
        assert api.get(f"/api/reports/{changed.after}/versions").json() == versions
        assert api.get("/api/alerts.atom").headers["content-type"].startswith("application/atom+xml")
        assert api.post("/api/watches", json={}).status_code == 401
    for value, name in (
        (told, "alerts"),
        (versions, "versions"),
        (listed["watches"], "watches"),
        (listed["subscriptions"], "subscriptions"),
    ):
        assert value
        shaped(value, name)
    assert [each["report_id"] for each in versions][-1] == changed.after


def test_what_is_wrong_is_said_with_what_to_do(tmp_path: Path) -> None:
    db = str(tmp_path / "desk.db")
    _, said = run("watch", "add", str(tmp_path), "--every", "soon", "--db", db, code=2)
    assert "Write one like" in said
    _, said = run("watch", "add", "http://127.0.0.1:9/feed", "--db", db, code=2)
    assert "allow_hosts" in said
    _, said = run("watch", "remove", "f0", "--db", db, code=2)
    assert "watch list" in said
    _, said = run("watch", "run", "--once", code=2)
    assert "--db" in said


def test_what_is_read_twice_is_counted_as_known(tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text(f"Ferry sinks\n\n{ONE}\n")
    for new in (1, 0):
        _, said = run("ingest", str(tmp_path / "post.txt"), "--db", str(tmp_path / "desk.db"))
        assert said == f"1 read, {new} new\n"
    assert run("ingest", str(tmp_path / "post.txt"), "--db", str(tmp_path / "desk.db"), "--quiet")[1] == ""


def test_a_refused_brief_prints_no_brief(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    out, said = run("brief", str(tmp_path / "empty.txt"), code=1)
    assert out == ""
    assert "Nothing usable was read" in said
