"""A desk's own agencies, outlets and owners at work: credits, copies, origins, commands, and what a change of them does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from twosource import Desk, Settings, UsageError, contract, data
from twosource.data.own_file import additions
from twosource.model import Report
from twosource.stages import admit, dedupe
from twosource.stages.debts import who
from twosource.surfaces.cli import main

OWN = """
[[agencies]]
name = "Fjellwire"
names = ["FJW"]
domains = ["fjellwire.example"]
credits = ["From the wire room in Ostvik"]

[[outlets]]
name = "The Halm Herald"
names = ["Halm Herald Online"]
domains = ["halmherald.example"]

[[owners]]
name = "Dornec Holding"
outlets = ["The Halm Herald", "Karst Post"]
"""
BODY = (
    "A tanker ran aground on the reef off Ostvik on Sunday and lost 400 tonnes of fuel oil. "
    "The coast guard closed nine beaches and sent two pumps by road. "
    "Fishermen from three villages laid out booms of straw before the tide came back."
)


def write(folder: Path, name: str, publisher: str, text: str, day: int = 4, **more: str) -> Path:
    path = folder / name
    path.write_text(
        json.dumps(
            {
                "title": f"Report {name}",
                "publisher": publisher,
                "published_at": f"2031-05-{day:02}T08:00:00Z",
                "text": text,
                **more,
            }
        )
    )
    return path


def report(text: str, publisher: str | None = "Karst Post", url: str | None = None) -> Report:
    return Report(id="r", path="r.txt", text=text, sha256="", publisher=publisher, url=url)


@pytest.fixture
def own() -> Iterator[data.Additions]:
    with data.added(found := additions(OWN, "sources.toml")):
        yield found


FOOTS = [f"{BODY}\n\nFJW\n", f"{BODY}\n\n(Fjellwire)\n", f"{BODY}\n\nFrom the wire room in Ostvik.\n",
         f"(FJW) — {BODY}\n"]  # fmt: skip


@pytest.mark.parametrize("text", FOOTS)
def test_a_credit_that_only_the_desks_table_knows_is_read_in_a_kept_report(text: str) -> None:
    kept = report(text)
    assert admit.recredited(kept) is kept
    with data.added(additions(OWN, "sources.toml")):
        again = admit.recredited(kept)
        (credit,) = again.credits
        assert who(credit.name) == "fjellwire"
        assert credit.start is not None
        assert text[credit.start : credit.end] in ("FJW", "Fjellwire", "From the wire room in Ostvik")
        assert len(again.furniture) == len(kept.furniture) + 1
        assert admit.recredited(again) is again


def test_names_and_addresses_of_one_outlet_are_one(own: data.Additions) -> None:
    assert {
        who(name) for name in ("Halm Herald Online", "The Halm Herald", "https://www.halmherald.example/a/1")
    } == {"halm-herald"}
    assert (
        data.outlet("halmherald.example").source_id
        == data.outlet("Halm Herald Online").source_id
        == "halm-herald"
    )
    assert data.belongs("Halm Herald Online") is None  # its owner is given by its name alone
    assert data.belongs("The Halm Herald") == ("Dornec Holding", own.owners[0].origin)
    assert dedupe.is_agency("Fjellwire")


def test_what_is_not_in_force_is_not_known() -> None:
    assert not dedupe.is_agency("Fjellwire")
    assert data.belongs("The Halm Herald") is None
    assert who("FJW") == "fjw"


def test_another_thread_does_not_see_it(own: data.Additions) -> None:
    seen: list[bool] = []
    other = Thread(target=lambda: seen.append(dedupe.is_agency("Fjellwire")))
    other.start()
    other.join()
    assert seen == [False]


def test_an_own_entry_takes_the_place_of_the_one_that_ships() -> None:
    assert data.belongs("The Hill") == ("Nexstar Media Group", "Twosource")
    text = (
        '[[outlets]]\nname = "The Hill"\nowner = ""\n[[owners]]\nname = "Dornec"\noutlets = ["Daily Mail"]\n'
    )
    text += '[[agencies]]\nid = "ap"\nname = "Associated Press"\nnames = ["AP"]\n'
    with data.added(additions(text, "sources.toml")):
        assert data.belongs("The Hill") is None
        assert data.belongs("Daily Mail") == ("Dornec", "sources.toml, line 4")
        assert "The Associated Press" not in data.agency_names()


def test_an_owner_that_belongs_to_another_is_followed_to_the_last() -> None:
    assert data.belongs("Chicago Tribune") == ("Alden Global Capital", "Twosource")
    assert data.belongs("Boston Herald") == data.belongs("Chicago Tribune")
    assert data.house("DMGT") == "Daily Mail and General Trust"


@pytest.mark.parametrize(
    ("name", "url"),
    [("The Times", None), ("Metro", "https://metro.example/1"), ("ABC News", None), ("Karst Post", None), ("NRC", None)],
)  # fmt: skip
def test_a_name_that_several_outlets_bear_has_no_known_owner(name: str, url: str | None) -> None:
    assert data.belongs(name, url) is None


@pytest.mark.parametrize(
    ("name", "url", "owner"),
    [
        ("The Times", "https://www.thetimes.co.uk/article/x", "News Corp"),
        ("ABC News", "https://abcnews.go.com/x", "The Walt Disney Company"),
        ("ABC News", "https://www.abc.net.au/news/x", "Australian Broadcasting Corporation"),
        ("edition.cnn.com", None, "Warner Bros. Discovery"),
    ],
)
def test_the_address_tells_which_it_is(name: str, url: str | None, owner: str) -> None:
    found = data.belongs(name, url)
    assert found is not None
    assert found.owner == owner


# --- in a store ------------------------------------------------------------------------------


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """An agency's text, a paper that prints a cut of it days later and says so in a form of its own, two papers' own counts."""
    folder = tmp_path / "reports"
    folder.mkdir()
    write(folder, "wire.json", "Fjellwire", BODY, day=6)
    write(folder, "print.json", "Ostvik Bladet", f"{BODY}\n\nFJW\n", day=5)
    write(
        folder,
        "herald.json",
        "The Halm Herald",
        "Our reporter counted 31 dead seals on the beach. Police let nobody near the wreck before dark.",
        day=6,
    )
    write(
        folder,
        "karst.json",
        "Karst Post",
        "The road to the point was shut all day. Our reporter counted 31 dead seals on the beach, and thick oil covered the rocks.",
        day=6,
    )
    return folder


def copies(desk: Desk) -> set[tuple[str, str, str]]:
    found = [edge for told in desk.brief().stories for edge in told.copies]
    names = {
        one.dissection.report.id: one.dissection.report.publisher
        for one in desk._store.readings(":".join(desk.method.values()))
    }
    return {(str(names[edge.left]), str(names[edge.right]), edge.reasons[-1].code) for edge in found}


def seals(desk: Desk) -> int:
    return max(
        one.origins.shown for told in desk.brief().stories for one in told.claims if "seals" in one.claim.text
    )


def test_a_file_beside_the_store_is_in_force_and_a_change_of_it_derives_anew(
    reports: Path, tmp_path: Path
) -> None:
    settings = Settings(db=tmp_path / "desk.db")
    with Desk(settings) as desk:
        desk.brief([str(reports)])
        assert ("Fjellwire", "Ostvik Bladet", "direction.time") in copies(desk)
        assert seals(desk) == 2
        assert "sources" not in desk.method
        before = contract.brief(desk.brief())["stories"]
    (tmp_path / "sources.toml").write_text(OWN)
    with Desk(settings) as desk:
        assert copies(desk) == {("Ostvik Bladet", "Fjellwire", "direction.credit")}
        assert seals(desk) == 1
        after = contract.brief(desk.brief())["stories"]
        (tmp_path / "sources.toml").unlink()  # while the desk is open, too
        assert seals(desk) == 2
        assert contract.brief(desk.brief())["stories"] == before
    (tmp_path / "sources.toml").write_text(OWN)
    with Desk(Settings(db=tmp_path / "other.db")) as other:
        other.brief([str(reports)])
        rebuilt = contract.brief(other.brief())["stories"]
    assert [plain(one) for one in rebuilt] == [plain(one) for one in after]


def plain(story: dict[str, object]) -> str:
    return json.dumps({key: story[key] for key in ("title", "reports", "figures", "brief")}, sort_keys=True)


def test_a_file_that_is_spoilt_while_a_desk_is_open_does_not_stop_it(
    reports: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "sources.toml").write_text(OWN)
    with Desk(Settings(db=tmp_path / "desk.db")) as desk:
        desk.brief([str(reports / "herald.json"), str(reports / "karst.json")])
        (tmp_path / "sources.toml").write_text(OWN + "[[owner")
        assert seals(desk) == 1
        assert "sources.toml, at its end: this is not TOML" in caplog.text
    with pytest.raises(UsageError, match="this is not TOML"), Desk(Settings(db=tmp_path / "desk.db")) as desk:
        desk.stories()


def test_publishers_that_no_table_knows_are_told(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(OWN)
    with Desk(Settings(db=tmp_path / "desk.db")) as desk:
        desk.brief([str(reports)])
        assert [(one.name, one.reports, one.origin) for one in desk.unknown_publishers()] == [
            ("Ostvik Bladet", 1, None)
        ]


# --- by the commands -------------------------------------------------------------------------

Run = Callable[..., str]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    def call(*arguments: str, code: int = 0) -> str:
        with pytest.raises(SystemExit) as ended:
            main([str(each) for each in arguments])
        out, err = capfdbinary.readouterr()
        assert ended.value.code == code, err
        return (err if code else out).decode()

    return call


def test_the_command_shows_what_is_in_force_and_from_whom(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(OWN)
    mine = json.loads(run("agencies", "--own", "--sources", str(path), "-f", "json"))
    assert [(one["kind"], one["name"], one["from"]) for one in mine] == [
        ("agency", "Fjellwire", "mine.toml, line 2"),
        ("outlet", "The Halm Herald", "mine.toml, line 8"),
        ("owner", "Dornec Holding", "mine.toml, line 13"),
    ]
    shipped = json.loads(run("agencies", "Press", "Trust", "-f", "json"))
    assert [(one["id"], one["from"]) for one in shipped] == [("pti", "Twosource")]
    assert "mine.toml, line 13" in run("agencies", "karst", "--sources", str(path))


def test_a_wrong_file_ends_any_command_that_needs_it(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[[agencies]]\nname = "Wire"\nalias = 1\n')
    write(tmp_path, "a.json", "Karst Post", BODY)
    for call in (("agencies",), ("extract", str(tmp_path / "a.json")), ("brief", str(tmp_path / "a.json"))):
        assert "mine.toml cannot be used. line 3" in run(*call, "--sources", str(path), code=2)
    monkeypatch.setenv("TWOSOURCE_SOURCES", str(tmp_path / "nowhere.toml"))
    assert "There is no file" in run("brief", str(tmp_path / "a.json"), code=2)


def test_extract_reads_by_it(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(OWN)
    write(tmp_path, "a.json", "Karst Post", FOOTS[2])
    for given, credits in ((), []), (("--sources", str(path)), ["Fjellwire"]):
        (line,) = run("extract", str(tmp_path / "a.json"), *given).splitlines()
        assert [one["name"] for one in json.loads(line)["report"]["credits"]] == credits


@pytest.mark.parametrize(
    ("text", "code", "said"), [(OWN, 0, "1 agencies, 1 outlets, 1 owners"), ("[[owner", 1, "not TOML")]
)
def test_the_doctor_looks_at_it(
    text: str,
    code: int,
    said: str,
    tmp_path: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    monkeypatch.setenv("TWOSOURCE_SOURCES", str(path))
    with pytest.raises(SystemExit) as ended:
        main(["doctor", "-f", "json"])
    assert ended.value.code == code
    (told,) = [
        one for one in json.loads(capfdbinary.readouterr().out) if one["name"] == "agencies and owners"
    ]
    assert told["ok"] is not bool(code)
    assert said in told["said"]
