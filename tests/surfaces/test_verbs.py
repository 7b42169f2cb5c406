"""One verb, one JSON: library, command line and HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.surfaces.conftest import REPORTS, signed_in
from twosource import Desk, Settings, contract
from twosource.model import Within
from twosource.surfaces.cli import main

Verb = tuple[Callable[[Desk], Any], list[str], str]


def ids(desk: Desk) -> dict[str, str]:
    """One id of each kind."""
    story = desk.stories()[0]
    told = desk.story(story.id)
    return {
        "story": story.id,
        "claim": told.claims[0].claim.id,
        "report": story.reports[0],
        "source": desk.sources()[0].source.source_id,
    }


def timeline(told: Any) -> list[dict[str, Any]]:
    return [{"story_id": one.story.id, **entry} for one in told for entry in contract.timeline(one)]


# Every reading verb: what the library gives, the command, the address.
VERBS: dict[str, Verb] = {
    "brief": (lambda desk: contract.brief(desk.brief()), ["brief"], "/api/brief"),
    "brief since": (
        lambda desk: contract.brief(desk.brief((), "2031-05-04"), "2031-05-04"),
        ["brief", "--since", "2031-05-04"],
        "/api/brief?since=2031-05-04",
    ),
    "stories": (lambda desk: [contract.listed(one) for one in desk.stories()], ["stories"], "/api/stories"),
    "story": (
        lambda desk: contract.story(desk.story(ids(desk)["story"])),
        ["story", "{story}"],
        "/api/stories/{story}",
    ),
    "claim": (
        lambda desk: contract.claim_in_full(*desk.claim(ids(desk)["claim"])),
        ["claim", "{claim}"],
        "/api/claims/{claim}",
    ),
    "timeline": (lambda desk: timeline(desk.timeline()), ["timeline"], "/api/timeline"),
    "timeline of one": (
        lambda desk: timeline(desk.timeline(ids(desk)["story"])),
        ["timeline", "{story}"],
        "/api/timeline?story_id={story}",
    ),
    "search": (
        lambda desk: [contract.hit(one) for one in desk.search("engine failed")],
        ["search", "engine", "failed"],
        "/api/search?q=engine%20failed",
    ),
    "search narrowed": (
        lambda desk: [
            contract.hit(one)
            for one in desk.search("ferry", 20, Within("statement", "skarholm post", "2031-05-03", "2031-05"))
        ],
        ["search", "ferry", "--kind", "statement", "--publisher", "skarholm post", "--since", "2031-05-03",
         "--until", "2031-05"],
        "/api/search?q=ferry&kind=statement&publisher=skarholm%20post&since=2031-05-03&until=2031-05",
    ),
    "report": (
        lambda desk: contract.report_in_full(*desk.report(ids(desk)["report"])),
        ["report", "{report}"],
        "/api/reports/{report}",
    ),
    "sources": (lambda desk: [contract.source(one) for one in desk.sources()], ["sources"], "/api/sources"),
    "agencies": (
        lambda desk: [contract.known(one) for one in desk.agencies()],
        ["agencies"],
        "/api/agencies",
    ),
    "publishers that no table knows": (
        lambda desk: [contract.known(one) for one in desk.unknown_publishers()],
        ["agencies", "--missing"],
        "/api/agencies?missing=true",
    ),
    "source": (
        lambda desk: contract.source(desk.source(ids(desk)["source"])),
        ["sources", "{source}"],
        "/api/sources/{source}",
    ),
    "set aside": (
        lambda desk: [contract.set_aside(one) for _, one in desk.set_aside()],
        ["set-aside"],
        "/api/set-aside",
    ),
}  # fmt: skip


@pytest.fixture
def reader(app: FastAPI) -> TestClient:
    return signed_in(app, "Rea")


@pytest.mark.parametrize("name", VERBS)
def test_library_command_and_api_give_the_same_json(
    name: str, db: Path, reader: TestClient, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    library, command, address = VERBS[name]
    with Desk(Settings(db=db)) as desk:
        known = ids(desk)
        wanted = plain(library(desk))
    answer = reader.get(address.format(**known))
    assert answer.status_code == 200, answer.text
    with pytest.raises(SystemExit, match="0"):
        main([*(part.format(**known) for part in command), "--db", str(db), "--format", "json"])
    assert wanted
    assert plain(answer.json()) == wanted
    assert plain(json.loads(capfdbinary.readouterr().out)) == wanted


def test_what_is_uploaded_is_what_the_command_reads(
    app: FastAPI, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """extract and ingest: the same lines for the same files."""
    monkeypatch.chdir(tmp_path)
    Path("new.txt").write_text("Divers said on Monday that the ferry Anneke had lost two propellers.\n")
    Path("bad.json").write_text("{")
    editor = signed_in(app, "Edi")
    files = [("files", (name, Path(name).read_bytes())) for name in ("new.txt", "bad.json")]
    for verb, extra in (("extract", []), ("ingest", ["--db", "other.db"])):
        with pytest.raises(SystemExit, match="0"):
            main([verb, "new.txt", "bad.json", "--format", "jsonl", *extra])
        lines = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
        answer = editor.post(f"/api/{verb}", files=files)
        assert answer.status_code == 200, answer.text
        assert sorted(map(bare, answer.json())) == sorted(map(bare, lines))
    found = editor.get("/api/search", params={"q": "propellers"}).json()
    assert found[0]["span"]["text"].endswith("two propellers")
    assert editor.post("/api/ingest", files=files[:1]).json()[0]["new"] is False


def test_reports_come_as_json_too(app: FastAPI) -> None:
    editor = signed_in(app, "Edi")
    given = {"reports": list(REPORTS.values())}
    for new in (True, False):
        assert [one["new"] for one in editor.post("/api/ingest/reports", json=given).json()] == [new] * 3
    said = editor.post("/api/extract/reports", json=given).json()
    assert [one["report"]["publisher"] for one in said] == [one["publisher"] for one in REPORTS.values()]
    assert all(one["statements"] for one in said)


def bare(line: dict[str, Any]) -> str:
    """A line as text, without what differs from run to run: the moment, and a file's time as its date."""
    report = line.get("report")
    if report:
        line = {
            **line,
            "report": {**report, "captured_at": None, "published_at": None, "published_from": None},
        }
    return json.dumps({key: value for key, value in line.items() if key != "times"}, sort_keys=True)


def plain(value: Any) -> Any:
    """A value after a trip through JSON, without the moment it was asked for."""
    loaded = json.loads(json.dumps(value))
    return (
        {key: each for key, each in loaded.items() if key != "as_of"} if isinstance(loaded, dict) else loaded
    )


def test_a_decision_is_one_json_too_and_can_be_taken_back(
    app: FastAPI, db: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    editor = signed_in(app, "Edi")
    with Desk(Settings(db=db)) as desk:
        every = desk.story(ids(desk)["story"]).claims
    claim = next(one.claim.id for one in every if one.status != "disputed")
    before = editor.get(f"/api/claims/{claim}").json()
    asked = {"verb": "confirm", "subject": [claim], "reason": "Saw the log book."}
    made = editor.post("/api/decisions", json=asked)
    assert made.status_code == 201, made.text
    assert made.json()["author"] == "Edi"
    assert editor.get(f"/api/claims/{claim}").json()["claim"]["status"] == "confirmed"
    number = made.json()["number"]
    for command, address in (
        (["decisions"], "/api/decisions"),
        (["audit", "--limit", "100"], "/api/audit"),
        (["audit", "--verify"], "/api/audit/verify"),
    ):
        with pytest.raises(SystemExit, match="0"):
            main([*command, "--db", str(db), "--format", "json"])
        printed = json.loads(capfdbinary.readouterr().out)
        assert printed == editor.get(address).json()
        assert printed
    back = editor.post(f"/api/decisions/{number}/undo", json={"reason": "Wrong book."})
    assert back.json()["retracted_by"] == "Edi"
    assert editor.get(f"/api/claims/{claim}").json() == before
    again = editor.post(f"/api/decisions/{number}/undo", json={"reason": "Wrong book."})
    assert again.status_code == 422
    assert editor.post("/api/decisions/999/undo", json={"reason": "x"}).status_code == 404


def test_no_file_of_the_server_is_read_as_an_address(app: FastAPI) -> None:
    editor = signed_in(app, "Edi")
    for place in ("/etc/passwd", "file:///etc/passwd", "-", "*", "ftp://example.org/a"):
        assert editor.post("/api/ingest/address", json={"url": place}).status_code == 422
    inside = editor.post("/api/ingest/address", json={"url": "http://127.0.0.1:1/x"}).json()
    assert "set_aside" in inside[0]
