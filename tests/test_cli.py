"""The command line: what is printed where, how it ends, and that nothing ends in a traceback."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.contract.test_contract import faults
from twosource.surfaces.cli import main

FERRY = """Ferry loses power off Sandholm
Published: 3 May 2031, 09:10
The ferry Aldona lost power off Sandholm on Friday, harbour master Ines Valk said.
"We counted 212 passengers and nobody was hurt," Valk told reporters.
The operator, Northquay Lines, did not respond to a request for comment.
"""
ECHO = """Ferry adrift for hours
Published: 3 May 2031, 12:40
At least 200 passengers were aboard the Aldona when it lost power off Sandholm, according to harbour master Ines Valk.
The photographs could not be independently verified.
"""


class Run(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Call = Callable[..., Run]


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Call:
    """Run the command in this process, in an empty folder and with no settings."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("TWOSOURCE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    def call(*arguments: object) -> Run:
        with pytest.raises(SystemExit) as ended:
            main([str(each) for each in arguments])
        captured = capsysbinary.readouterr()
        return Run(int(str(ended.value.code)), captured.out.decode(), captured.err.decode())

    return call


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY)
    (folder / "echo.txt.gz").write_bytes(gzip.compress(ECHO.encode()))
    return folder


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the two reports."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "ferry.txt").write_text(FERRY)
    (folder / "echo.txt").write_text(ECHO)
    with pytest.raises(SystemExit) as ended:
        main(["ingest", str(folder), "--db", str(folder / "desk.db"), "--quiet"])
    assert ended.value.code == 0
    return folder / "desk.db"


@pytest.fixture
def db(filled: Path, tmp_path: Path) -> Path:
    """A copy of the filled store, to do anything with."""
    return Path(shutil.copy(filled, tmp_path / "desk.db"))


# --- extract


def test_extract_prints_a_line_a_report_and_nothing_else(run: Call, reports: Path) -> None:
    done = run("extract", reports, "--format", "jsonl")
    assert done.code == 0
    assert done.err == ""
    assert sorted(Path(line["report"]["path"]).name for line in done.lines) == ["echo.txt.gz", "ferry.txt"]
    assert [faults("extract", line) for line in done.lines] == [[], []]


def test_extract_reads_standard_input(run: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "sys.stdin", io.TextIOWrapper(io.BytesIO(b"The mayor said the bridge would reopen on Monday.\n"))
    )
    done = run("extract", "-", "--published", "2031-05-03")
    assert done.code == 0
    assert done.json["report"]["published_at"] == "2031-05-03"
    assert done.json["report"]["published_from"] == "option"


def test_a_published_date_serves_only_where_none_is_found(run: Call, reports: Path) -> None:
    done = run("extract", reports / "ferry.txt", "--published", "2001-01-01")
    assert done.json["report"]["published_at"].startswith("2031-05-03")


def test_bad_input_is_set_aside_beside_the_good(run: Call, reports: Path) -> None:
    (reports / "empty.txt").write_text("")
    (reports / "film.txt").write_bytes(bytes(range(256)) * 40)
    done = run("extract", reports)
    assert done.code == 0
    aside = [line["set_aside"] for line in done.lines if "set_aside" in line]
    assert sorted(Path(each["path"]).name for each in aside) == ["empty.txt", "film.txt"]
    assert len(done.lines) == 4
    assert done.err.count("set aside: ") == 2
    assert run("extract", reports, "--quiet").err == ""
    assert run("extract", reports, "--strict", "--quiet").code == 3


def test_a_report_over_the_limit_is_set_aside(run: Call, reports: Path) -> None:
    done = run("extract", reports / "ferry.txt", "--max-bytes", 100)
    assert done.code == 1
    assert "set_aside" in done.json


def test_nothing_usable_ends_with_1_and_one_line(run: Call, tmp_path: Path) -> None:
    done = run("extract", tmp_path / "nowhere")
    assert done.code == 1
    assert done.err.splitlines()[-1] == "twosource: Nothing usable was read."


# --- brief


def test_a_brief_is_what_the_schema_says(run: Call, reports: Path) -> None:
    done = run("brief", reports, "--format", "json")
    assert done.code == 0
    assert done.err == ""
    assert faults("brief", done.json) == []
    listed = [report["id"] for story in done.json["stories"] for report in story["reports"]]
    assert len(listed) == len(set(listed)) == 2


def test_every_span_of_a_brief_quotes_its_report(run: Call, reports: Path) -> None:
    texts = {line["report"]["id"]: line["report"]["text"] for line in run("extract", reports).lines}

    def spans(value: Any) -> list[Any]:
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
        found = [span for each in inner for span in spans(each)]
        return [value, *found] if isinstance(value, dict) and "report_id" in value else found

    found = spans(run("brief", reports, "--format", "json").json)
    assert found
    assert all(texts[span["report_id"]][span["start"] : span["end"]] == span["text"] for span in found)


def test_statements_have_the_same_ids_in_extract_and_brief(run: Call, reports: Path) -> None:
    extracted = {one["id"] for line in run("extract", reports).lines for one in line["statements"]}
    brief = run("brief", reports, "--format", "json").json
    claimed = {
        name for story in brief["stories"] for claim in story["claims"] for name in claim["statements"]
    }
    assert claimed
    assert claimed <= extracted


@pytest.mark.parametrize(
    ("format", "begins"), [("md", "*As of"), ("html", "<!doctype html"), ("text", "As of")]
)
def test_a_brief_is_written_for_people_too(run: Call, reports: Path, format: str, begins: str) -> None:
    done = run("brief", reports, "--format", format)
    assert done.code == 0
    assert done.out.lower().startswith(begins.lower())
    assert "Aldona" in done.out
    again = run("brief", reports, "--format", format, "--out", "new/brief.out")
    assert again.out == ""
    assert "Aldona" in Path("new/brief.out").read_text()


def test_a_brief_made_in_two_steps_is_the_brief_made_in_one(run: Call, reports: Path) -> None:
    once = run("brief", reports, "--format", "json").json
    assert run("ingest", reports / "echo.txt.gz", "--db", "desk.db").code == 0
    twice = run("brief", reports / "ferry.txt", "--db", "desk.db", "--format", "json").json
    later = run("brief", "--db", "desk.db", "--format", "json").json
    assert without_time(twice) == without_time(later)
    assert contents(twice) == contents(once)


def without_time(brief: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in brief.items() if name != "as_of"}


def contents(brief: dict[str, Any]) -> list[Any]:
    """What a brief says, whatever ids its groups were given on the way."""
    return [
        (
            story["title"],
            sorted(report["id"] for report in story["reports"]),
            sorted(
                (claim["text"], claim["status"], sorted(claim["statements"])) for claim in story["claims"]
            ),
        )
        for story in brief["stories"]
    ]


def test_changes_stand_only_where_a_moment_is_asked_for(run: Call, db: Path, reports: Path) -> None:
    assert "changes" not in run("brief", "--db", db, "--format", "json").json
    told = run("brief", reports, "--format", "json", "--since", "2031-05-03T10:00Z").json
    assert faults("brief", told) == []
    assert told["changes"], "the second report was published after this moment"
    assert run("brief", reports, "--format", "json", "--since", "2031-05-04").json["changes"] == []
    everything = run("brief", "--db", db, "--format", "json", "--since", "2020-01-01").json["changes"]
    assert {change["code"] for change in everything} >= {"new_story"}


def test_a_brief_of_nothing_is_wrong_usage(run: Call) -> None:
    assert run("brief").code == 2


# --- the store's verbs


def test_ingesting_twice_changes_nothing(run: Call, reports: Path) -> None:
    first = run("ingest", reports, "--db", "desk.db", "--format", "jsonl")
    before = dump(Path("desk.db"))
    again = run("ingest", reports, "--db", "desk.db", "--format", "jsonl")
    assert [line["new"] for line in first.lines] == [True, True]
    assert [line["new"] for line in again.lines] == [False, False]
    assert dump(Path("desk.db")) == before


def dump(place: Path) -> list[str]:
    import sqlite3

    opened = sqlite3.connect(place)
    try:
        return list(opened.iterdump())
    finally:
        opened.close()


def test_the_verbs_lead_from_one_to_the_next(run: Call, db: Path) -> None:
    (first, *_) = run("stories", "--db", db, "--format", "json").json
    story = run("story", first["id"], "--db", db, "--format", "json").json
    brief = run("brief", "--db", db, "--format", "json").json
    assert story == next(each for each in brief["stories"] if each["id"] == first["id"])
    claim = run("claim", story["claims"][0]["id"], "--db", db, "--format", "json").json
    assert claim["claim"] == story["claims"][0]
    assert [each["id"] for each in claim["statements"]]
    assert first["id"] in claim["stories"]
    entries = run("timeline", first["id"], "--db", db, "--format", "json").json
    assert [entry["text"] for entry in entries] == [entry["text"] for entry in story["timeline"]]
    hits = run("search", "aldona", "power", "--db", db, "--format", "json").json
    assert hits
    assert all("aldona" in hit["span"]["text"].lower() for hit in hits if hit["kind"] == "statement")


@pytest.mark.parametrize("verb", ["stories", "timeline", "doctor"])
def test_asking_shows_text_by_default(run: Call, db: Path, verb: str) -> None:
    done = run(verb, "--db", db)
    assert done.code == 0
    assert len(done.out.splitlines()) >= 2


def test_a_story_a_claim_and_a_search_are_shown_as_text(run: Call, db: Path) -> None:
    (first, *_) = run("stories", "--db", db, "--format", "json").json
    assert "Aldona" in run("story", first["id"], "--db", db, "--format", "text").out
    claim = run("story", first["id"], "--db", db, "--format", "json").json["claims"][0]
    shown = run("claim", claim["id"], "--db", db).out
    assert claim["status"] in shown
    assert "publisher" in shown
    assert run("search", "zeppelin", "--db", db).out == "Nothing found.\n"


def test_a_store_is_copied_and_brought_back(run: Call, db: Path) -> None:
    assert run("backup", "copy.db", "--db", db).code == 0
    assert run("restore", "copy.db", "--db", "again.db").code == 0
    assert dump(Path("again.db")) == dump(db)
    assert run("restore", "copy.db", "--db", "again.db").code == 2


def test_a_copy_brings_the_desks_own_agencies_with_it(run: Call, db: Path) -> None:
    Path(db).with_name("sources.toml").write_text('[[agencies]]\nname = "Fjellwire"\n')
    assert run("backup", "copy.db", "--db", db).code == 0
    Path("new").mkdir()
    assert run("restore", "copy.db", "--db", "new/desk.db").code == 0
    (own,) = run("agencies", "--own", "--db", "new/desk.db", "--format", "json").json
    assert own["name"] == "Fjellwire"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["backup", "desk.db", "--force"], "the store itself"),
        (["restore", "desk.db", "--force"], "the store itself"),
        (["backup", "."], "is a folder"),
        (["backup", "no/such/copy.db"], "Make it first"),
    ],
)
def test_a_copy_that_would_harm_or_cannot_be_is_refused(
    run: Call, db: Path, arguments: list[str], said: str
) -> None:
    before = dump(db)
    arguments = [str(db) if each == "desk.db" else each for each in arguments]
    done = run(*arguments, "--db", db)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert dump(db) == before


def test_a_copy_is_not_brought_back_where_no_store_can_be(run: Call, db: Path) -> None:
    for place, said in ((".", "is a folder"), ("no/such/new.db", "Make it first")):
        done = run("restore", db, "--db", place)
        assert (done.code, done.out) == (2, "")
        assert said in done.err


def test_a_doctor_ends_with_1_where_something_is_wrong(run: Call, db: Path) -> None:
    import sqlite3

    assert all(check["ok"] for check in run("doctor", "--db", db, "--format", "json").json)
    opened = sqlite3.connect(db)
    opened.execute("UPDATE payloads SET sha256 = randomblob(32)")
    opened.commit()
    opened.close()
    done = run("doctor", "--db", db, "--format", "json")
    assert done.code == 1
    assert {check["name"] for check in done.json if not check["ok"]} == {"documents", "references"}


def test_a_damaged_store_is_told_in_one_line(run: Call, db: Path) -> None:
    data = bytearray(db.read_bytes())
    for at in range(4096 * 2, len(data), 4096):
        data[at : at + 200] = b"\xff" * 200
    db.write_bytes(data)
    for verb in ("stories", "doctor"):
        done = run(verb, "--db", db)
        assert done.code == 1
        assert "Traceback" not in done.err
        assert "inside" not in done.err


def test_a_full_disk_is_told_in_one_line_and_what_was_printed_is_kept(
    run: Call, db: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from twosource.stores import connection

    def crowded(place: Path | None) -> Any:
        opened = connect(place)
        opened.execute(f"PRAGMA max_page_count = {opened.execute('PRAGMA page_count').fetchone()[0]}")
        return opened

    connect = connection.connect
    monkeypatch.setattr(connection, "connect", crowded)
    for turn in range(40):
        (reports / f"copy{turn}.txt").write_text(FERRY.replace("212", str(300 + turn)))
    before = dump(db)
    done = run("ingest", reports, "--db", db, "--quiet")
    assert done.code == 1
    assert "full" in done.err
    assert len(done.err.splitlines()) == 1
    assert done.out == ""
    assert dump(db) == before


def test_the_store_can_come_from_the_environment(
    run: Call, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWOSOURCE_DB", str(db))
    assert run("stories", "--format", "json").json


def test_an_ingest_that_is_killed_loses_nothing_it_printed_and_goes_on_where_it_stopped(
    run: Call, reports: Path
) -> None:
    for turn in range(70):
        (reports / f"copy{turn}.txt").write_text(FERRY.replace("212", str(300 + turn)))
    command = [sys.executable, "-m", "twosource", "ingest", str(reports), "--db", "desk.db"]
    acknowledged: set[str] = set()
    for lines in (1, 64):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert process.stdout is not None
        for _ in range(lines):
            acknowledged.add(process.stdout.readline().decode().strip())
        process.kill()
        acknowledged |= set(process.communicate()[0].decode().split("\n")[:-1])
    again = run("ingest", reports, "--db", "desk.db", "--format", "jsonl", "--quiet")
    assert len(again.lines) == 72
    assert not [line for line in again.lines if line["new"] and line["path"] in acknowledged]
    once = run("ingest", reports, "--db", "once.db", "--quiet")
    assert once.code == 0
    told = [run("brief", "--db", name, "--format", "json").json for name in ("desk.db", "once.db")]
    assert contents(told[0]) == contents(told[1])
    assert run("doctor", "--db", "desk.db").code == 0


# --- how it ends


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["brief", "--nonsense"], "No such option"),
        (["nonsense"], "No such command"),
        (["extract"], "Missing argument"),
        (["brief", "x", "--format", "pdf"], "pdf"),
        (["extract", "x", "--max-bytes", "0"], "max-bytes"),
        (["extract", "x", "--published", "yesterday"], "not a date"),
        (["brief", "x", "--since", "lately"], "not a time"),
        (["ingest", "x"], "--db"),
        (["stories"], "--db"),
        (["stories", "--db", "nowhere.db"], "no store"),
        (["doctor", "--db", "nowhere.db"], "no store"),
        (["backup", "copy.db", "--db", "nowhere.db"], "no store"),
        (["restore", "nowhere.db", "--db", "new.db"], "no copy"),
        (["stories", "--db", "no/such/folder/x.db"], "no store"),
        (["ingest", "x", "--db", "no/such/folder/x.db"], "Make it first"),
        (["ingest", "x", "--db", "."], "Name a file"),
        (["search", "x", "--db", "nowhere.db", "--limit", "0"], "it must be greater"),
        (["search", "x", "--db", "nowhere.db", "--since", "lately"], "is no day"),
        (["search", "x", "--db", "nowhere.db", "--kind", "photo"], "photo"),
    ],
)
def test_a_wrong_call_ends_with_one_line_that_says_what_to_do(
    run: Call, arguments: list[str], said: str
) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert len(done.err.splitlines()) == 1
    assert done.err.startswith("twosource: ")
    assert said in done.err
    assert "Traceback" not in done.err
    assert "Value error" not in done.err


def test_a_page_that_cannot_be_written_says_where_to_write(run: Call, reports: Path, tmp_path: Path) -> None:
    done = run("brief", reports, "--format", "html", "--out", tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "is a folder. Name a file" in done.err
    (tmp_path / "file").write_text("no folder")
    done = run("brief", reports, "--format", "html", "--out", tmp_path / "file" / "brief.html")
    assert (done.code, done.out) == (1, "")
    assert "could not be written" in done.err
    assert "--out" in done.err
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("verb", ["story", "claim", "timeline"])
def test_an_unknown_id_says_where_to_look(run: Call, db: Path, verb: str) -> None:
    done = run(verb, "no-such", "--db", db)
    assert done.code == 2
    assert "stories" in done.err


def test_what_breaks_inside_is_one_line_and_a_traceback_only_on_demand(
    run: Call, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr("twosource.desk.Desk.extract", broken)
    done = run("extract", reports)
    assert done.code == 1
    assert len(done.err.splitlines()) == 1
    assert "--debug" in done.err
    with pytest.raises(ZeroDivisionError):
        main(["--debug", "extract", str(reports)])


def test_a_reader_that_goes_away_is_no_error(reports: Path) -> None:
    for turn in range(40):
        shutil.copy(reports / "ferry.txt", reports / f"copy{turn}.txt")
    process = subprocess.Popen(
        [sys.executable, "-m", "twosource", "extract", str(reports), "--quiet"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait() == 0


def test_shell_completion_is_offered(run: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from twosource.surfaces.cli import main; main()"],
        env={
            **os.environ,
            "_TWOSOURCE_COMPLETE": "complete_bash",
            "COMP_WORDS": "twosource st",
            "COMP_CWORD": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert {"stories", "story"} <= set(done.stdout.split())
