"""A report whose author writes to the reader's browser, spreadsheet, mail program or terminal: everywhere it is text."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.surfaces.conftest import WORDS, signed_in
from twosource import Desk, Settings
from twosource.senders import mail
from twosource.surfaces.atom import feed
from twosource.surfaces.cli import main

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
TITLE = f"=cmd|'/c calc'!A1 {SCRIPT} \"'><svg onload=alert(3)> \x1b]0;owned\x07"
REPORT = {
    "title": TITLE,
    "publisher": f"@SUM(1) {SCRIPT}",
    "author": SCRIPT,
    "url": "javascript:alert(4)",
    "published_at": "2031-05-03T09:00:00+00:00",
    "text": f"The harbour office said that 12 people {SCRIPT} were hurt off Tarn on Friday.\n\n"
    f"+1 The mayor of Tarn, {SCRIPT} Ulla Brandt, denied on Saturday that 12 people had been hurt.",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "a.json").write_text(json.dumps(REPORT))
    with Desk(Settings(db=folder / "desk.db", quiet=True)) as desk:
        desk.prepare()
        desk.watch(f"all {SCRIPT}", "Ada")
        list(desk.ingest([str(folder / "a.json")]))
        desk.add_person("Edi", "editor", WORDS, "tests")
    return folder / "desk.db"


@pytest.fixture
def db(hostile: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(hostile, tmp_path / "desk.db"))


@pytest.fixture
def editor(serve: Callable[..., FastAPI]) -> TestClient:
    return signed_in(serve(), "Edi")


def harmless(page: str) -> None:
    """No tag of the report's is a tag of the page, no address of its leads anywhere."""
    assert "alert(" in page
    assert not re.search(r"<(script|img|svg)[^>]*(>alert|onerror|onload)", page)
    assert not re.search(r'(?i)(href|src|action)="\s*javascript:', page)


def test_on_every_page_it_is_text(editor: TestClient, db: Path) -> None:
    with Desk(Settings(db=db)) as desk:
        told = desk.story(desk.stories()[0].id)
        places = ["/", "/search?q=harbour", "/sources", "/inbox", "/alerts", f"/stories/{told.story.id}"]
        places += [f"/claims/{one.claim.id}" for one in told.claims]
        places += [f"/reports/{told.reports[0].id}"]
        places += [f"/sources/{one.source.source_id}" for one in desk.sources()]
    for place in places:
        answer = editor.get(place, headers={"accept": "text/html"})
        assert answer.status_code == 200, place
        if "alert(" in answer.text:
            harmless(answer.text)
    harmless(editor.get("/stories/" + told.story.id, headers={"accept": "text/html"}).text)


def test_in_briefs_and_exports_it_is_text(db: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    printed = {}
    for name, command in {
        "html": ["brief", "--format", "html"],
        "md": ["brief", "--format", "md"],
        "text": ["brief", "--format", "text"],
        "csv": ["export", "--format", "csv"],
        "csv-statements": ["export", "--format", "csv-statements"],
        "jsonld": ["export", "--format", "jsonld"],
        "stories": ["stories"],
        "search": ["search", "harbour"],
    }.items():
        with pytest.raises(SystemExit, match="0"):
            main([*command, "--db", str(db)])
        printed[name] = capfdbinary.readouterr().out.decode()
    harmless(printed["html"])
    for name in ("csv", "csv-statements"):
        rows = list(csv.reader(io.StringIO(printed[name])))
        assert len(rows) > 1
        assert not [cell for row in rows for cell in row if re.match(r"[=+@\t\r]|-(?!\d)", cell)]
    json.loads(printed["jsonld"])
    assert "javascript:" not in printed["jsonld"]
    for name in ("html", "md", "text", "stories", "search"):
        assert "\x1b" not in printed[name], name


def test_in_the_feed_and_the_mail_of_alerts_it_is_text(db: Path) -> None:
    with Desk(Settings(db=db)) as desk:
        alerts = desk.alerts(after=0)
    assert alerts
    made = feed(list(alerts), "T", "http://d", "x")
    assert b"<script" not in made
    assert b"\x1b" not in made
    sent = mail.message(
        "a@b.example", "c@d.example", f"{TITLE}\r\nBcc: e@f.example", alerts[0].text, "1" * 32
    )
    assert sent["Bcc"] is None
    assert sent.get_content_type() == "text/plain"
    assert "\nBcc" not in sent.as_string().split("\n\n")[0]


def test_a_set_aside_inputs_name_steers_no_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "a\x1b]0;owned\x07.json"
    bad.write_text("{")
    with pytest.raises(SystemExit, match="1"):
        main(["brief", str(bad)])
    said = capfd.readouterr()
    assert "owned" in said.err
    assert "\x1b" not in said.err + said.out
