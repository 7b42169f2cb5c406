"""What a claim leaves behind that nobody says any more: a page with its former words, and where they went."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.surfaces.conftest import WORDS, signed_in
from tests.watching.hosts import article, gives, host
from twosource import Desk, Settings
from twosource.errors import Gone, UnknownId
from twosource.surfaces.cli import main

HARBOUR = "The harbour office said 11 people died when the ferry Anneke sank off Tarn on Friday."
PILOT = "The pilot Ulla Brandt said the sea was flat when the ferry Anneke left Skarholm."
OWNER = "The owner, Tarn Lines, said the ferry Anneke had been inspected in May."
PAGE = {"accept": "text/html"}


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A store with a page that was corrected: one claim was put in place of another, one taken out."""
    db = tmp_path_factory.mktemp("changed") / "desk.db"
    with (
        host() as here,
        Desk(Settings(db=db, allow_hosts=("127.0.0.1",), gap=0.0, quiet=True)) as desk,
    ):
        here.pages["/ferry"] = gives(article("Ferry sinks off Tarn", HARBOUR, PILOT, OWNER))
        desk.subscribe(f"{here.url}/ferry", every=60, kind="page")
        ids: dict[str, str] = {}
        for minutes, paragraphs in ((0, None), (5, (HARBOUR.replace("11", "14"), PILOT))):
            if paragraphs:
                here.pages["/ferry"] = gives(article("Ferry sinks off Tarn", *paragraphs))
            list(desk.collect(datetime.now(UTC) + timedelta(minutes=minutes)))
            desk.catch_up()
            (told,) = desk.brief().stories
            ids |= {one.claim.text: one.claim.id for one in told.claims}
            ids |= {"story": told.story.id, "now" if minutes else "then": told.reports[0].id}
        desk.add_person("Edi", "editor", WORDS, "tests")
    return (
        db,
        {
            key: next(name for text, name in ids.items() if key in text)
            for key in ("11 people", "14 people", "inspected", "sea was flat", "story", "now", "then")
        },
    )


@pytest.fixture
def db(changed: tuple[Path, dict[str, str]], tmp_path: Path) -> Path:
    copy = tmp_path / "desk.db"
    with Desk(Settings(db=changed[0])) as desk:
        desk.backup(copy)
    return copy


@pytest.fixture
def ids(changed: tuple[Path, dict[str, str]]) -> dict[str, str]:
    return changed[1]


@pytest.fixture
def editor(serve: Callable[..., FastAPI]) -> TestClient:
    return signed_in(serve(), "Edi")


def seen(answer: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer)).split())


def test_a_claim_of_a_former_version_has_a_page_that_says_what_stands_now(
    editor: TestClient, ids: dict[str, str]
) -> None:
    answer = editor.get(f"/claims/{ids['11 people']}", headers=PAGE)
    assert answer.status_code == 410
    said = seen(answer.text)
    assert "No report says this any more" in said
    assert "11 people died" in said
    assert "The report was changed." in said
    assert f'href="/reports/{ids["now"]}"' in answer.text
    assert f'href="/claims/{ids["14 people"]}"' in answer.text
    assert f'href="/stories/{ids["story"]}"' in answer.text
    out = editor.get(f"/claims/{ids['inspected']}", headers=PAGE)
    assert out.status_code == 410
    assert "taken out, and nothing put in its place" in seen(out.text)


def test_the_story_says_which_report_was_changed_and_how(editor: TestClient, ids: dict[str, str]) -> None:
    story = editor.get(f"/stories/{ids['story']}", headers=PAGE).text
    changed = story[story.index('id="changed"') : story.index('id="known"')]
    assert re.search(r"<del>.*11 people.*</del>.*<ins>.*14 people.*</ins>", changed, re.S)
    assert re.search(r"<del>.*inspected.*</del>.*nothing put in its place", changed, re.S)
    assert f'href="/reports/{ids["now"]}#versions"' in changed
    assert "1 changed" in seen(editor.get("/", headers=PAGE).text)


def test_api_library_and_command_say_that_it_is_gone_without_its_words(
    editor: TestClient, db: Path, ids: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    answer = editor.get(f"/api/claims/{ids['11 people']}")
    assert (answer.status_code, answer.json()["type"]) == (410, "urn:twosource:problem:gone")
    with Desk(Settings(db=db)) as desk, pytest.raises(Gone) as gone:
        desk.claim(ids["11 people"])
    assert answer.json()["detail"] == str(gone.value)
    assert "11 people" not in str(gone.value)  # whom its words protect is for the desk alone
    with pytest.raises(SystemExit, match="2"):
        main(["claim", ids["11 people"], "--db", str(db)])
    assert " ".join(str(gone.value).split()[:6]) in " ".join(capfd.readouterr().err.split())
    with Desk(Settings(db=db)) as desk, pytest.raises(UnknownId) as never:
        desk.claim("c0")
    assert not isinstance(never.value, Gone)


def test_a_report_set_aside_takes_its_claims_along_and_undo_brings_them_back(
    editor: TestClient, ids: dict[str, str]
) -> None:
    place = f"/claims/{ids['sea was flat']}"
    form = {"verb": "set-aside", "subject": ids["now"], "reason": "A hoax", "back": "/"}
    assert editor.post("/decide", data=form).status_code == 303
    # The version before it stands again, and with it what it says: then that one is set aside too.
    assert editor.get(f"/claims/{ids['11 people']}", headers=PAGE).status_code == 200
    form["subject"] = ids["then"]
    editor.post("/decide", data=form)
    gone = editor.get(place, headers=PAGE)
    assert gone.status_code == 410
    assert "Edi set this report aside" in seen(gone.text)
    undo = re.search(r'action="(/decisions/\d+/undo)"', gone.text)
    assert undo
    editor.post(undo[1], data={"back": place})
    assert editor.get(place, headers=PAGE).status_code == 200
