"""A desk's own file of agencies, outlets and owners: what it may say, and what is said of one that is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from twosource import data
from twosource.data.added import NONE
from twosource.data.own_file import SAID, additions, read_additions
from twosource.errors import UsageError

WHOLE = """
# The desk's own table.
[[agencies]]
name = "Northern Wire"
names = ["NW", "N.W. Dispatch"]
domains = ["northern-wire.example"]
credits = ["From the wire room in Ostvik"]

[[outlets]]
name = "The Halm Herald"
names = ["Halm Herald"]
domains = ["halmherald.example"]
owner = "Halm Media"

[[owners]]
name = "Halm Media"
names = ["HMG"]
outlets = ["Radio Halm", "karst-post.example"]

[[owners]]
name = "Dornec Holding"
outlets = ["Halm Media"]
"""


def test_a_file_says_what_its_entries_are_and_where_they_stand() -> None:
    found = additions(WHOLE, "sources.toml")
    (agency,), (outlet,), (halm, dornec) = found.agencies, found.outlets, found.owners
    assert agency == data.Agency(
        "northern-wire", "Northern Wire", ("NW", "N.W. Dispatch"), ("northern-wire.example",),
        ("From the wire room in Ostvik",), "sources.toml, line 3",
    )  # fmt: skip
    assert (outlet.name, outlet.owner, outlet.origin) == (
        "The Halm Herald",
        "Halm Media",
        "sources.toml, line 9",
    )
    assert (halm.names, halm.outlets, dornec.origin) == (
        ("HMG",),
        ("Radio Halm", "karst-post.example"),
        "sources.toml, line 20",
    )


def test_json_in_the_shape_of_the_tables_that_ship_says_the_same() -> None:
    toml = additions(WHOLE, "sources.toml")
    rows = {
        "agencies": [{"name": "Northern Wire", "names": ["NW", "N.W. Dispatch"], "domains": ["northern-wire.example"],
                      "credits": ["From the wire room in Ostvik"]}],
        "outlets": [{"name": "The Halm Herald", "names": ["Halm Herald"], "domains": ["halmherald.example"], "owner": "Halm Media"}],
        "owners": [{"name": "Halm Media", "names": ["HMG"], "outlets": ["Radio Halm", "karst-post.example"]},
                   {"name": "Dornec Holding", "outlets": ["Halm Media"]}],
    }  # fmt: skip
    text = json.dumps(rows, indent=1)
    found = additions(text, "sources.json")
    assert found.digest == toml.digest
    line = text[: text.index('"name": "The Halm Herald"')].count("\n") + 1
    assert found.outlets[0].origin == f"sources.json, line {line}"


def test_the_digest_is_of_what_is_said_not_of_how_it_is_written() -> None:
    found = additions(WHOLE, "sources.toml")
    moved = "# a remark\n\n" + WHOLE.replace("[[owners]]", "\n[[owners]]")
    assert additions(moved, "other.toml").digest == found.digest
    assert additions(WHOLE.replace("NW", "NWI"), "sources.toml").digest != found.digest
    assert additions("# nothing yet\n", "sources.toml") == NONE


@pytest.mark.parametrize("table", ["agencies.json", "owners.json"])
def test_the_tables_that_ship_could_be_a_desks_own(table: str) -> None:
    rows = {key: value for key, value in data.table(table).items() if key != "generic"}
    assert additions(json.dumps(rows, ensure_ascii=False), "sources.json").digest


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[agencies]]\nname = "A wire\n', "line 2: this is not TOML"),
        ("[[agencies]]\nname = [", "this is not TOML"),
        ('[[agency]]\nname = "Wire"\n', "line 1: 'agency' is nothing that belongs here; write agencies"),
        ('agencies = "Wire"\n', "line 1: agencies must be a list of entries: begin each with [[agencies]]"),
        ('\n[[agencies]]\nnames = ["NW"]\n', "line 2: entry 1 of agencies has no name"),
        ('[[agencies]]\nname = "N"\n', "line 2: agencies 'N' has no name: write name = \"...\", two characters"),
        ('[[agencies]]\nname = "Wire"\nalias = ["W"]\n', "line 3: agencies 'Wire': 'alias' is nothing that belongs here"),
        ('[[agencies]]\nname = "Wire"\nnames = "NW"\n', "line 3: agencies 'Wire': names must be a list: write names = ['NW']"),
        ('[[agencies]]\nname = "Wire"\nnames = [3]\n', "line 3: agencies 'Wire': names must be a list of names"),
        ('[[agencies]]\nname = "Wire"\ndomains = ["https://w.example/x"]\n', "line 3: agencies 'Wire': 'https://w.example/x' is no domain"),
        ('[[agencies]]\nname = "Wire"\nid = "a b"\n', "line 3: agencies 'Wire': the id must be"),
        ('[[owners]]\nname = "Halm Media"\n', "line 2: owners 'Halm Media' owns nothing"),
        ('[[agencies]]\nname = "Wire"\n[[outlets]]\nname = "The Wire"\n', "line 3: 'The Wire' is a name of 'Wire' too (line 1)"),
        ('[[agencies]]\nname = "Wire"\n[[agencies]]\nname = "wire"\n', "line 3: 'wire' has the id of line 1 (wire)"),
        ('[[owners]]\nname = "A1"\noutlets = ["Radio Halm"]\n[[owners]]\nname = "B1"\noutlets = ["Radio Halm"]\n',
         "line 4: 'Radio Halm' belongs to 'A1' by line 1"),
        ('[[owners]]\nname = "A1"\noutlets = ["B1"]\n[[owners]]\nname = "B1"\noutlets = ["A1"]\n', "comes to own itself"),
        ('[[outlets]]\nname = "Radio Halm"\nowner = 3\n', "line 3: outlets 'Radio Halm': owner must be one name"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line_and_what_to_write(text: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        additions(text, "sources.toml")
    assert said in str(caught.value)
    assert str(caught.value).startswith("sources.toml")


def test_json_that_is_broken_is_told_by_its_line_too() -> None:
    with pytest.raises(UsageError, match=r"sources\.json, line 3: this is not JSON"):
        additions('{\n "agencies": [\n  {"name": }\n ]\n}', "sources.json")
    with pytest.raises(UsageError, match="write an object"):
        additions("[]", "sources.json")


def test_many_faults_are_counted_and_the_first_are_told() -> None:
    text = "".join(f'[[agencies]]\nname = "Wire {at}"\nalias = 1\n' for at in range(SAID + 2))
    with pytest.raises(UsageError, match=r"line 3: .*; and 2 more\. Nothing of it is in force"):
        additions(text, "sources.toml")


def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"There is no file .*nowhere\.toml"):
        read_additions(tmp_path / "nowhere.toml")
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="Save it as UTF-8"):
        read_additions(tmp_path / "odd.toml")
    with pytest.raises(UsageError, match="cannot be read"):
        read_additions(tmp_path)


def test_the_example_in_the_docs_can_be_used() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "agencies.md").read_text()
    found = additions(page.split("```toml\n")[1].split("```")[0], "sources.toml")
    assert [len(kind) for kind in (found.agencies, found.outlets, found.owners)] == [1, 1, 1]
    shipped = (len(data.agencies()), len(data.owners()))
    assert f"{shipped[0]} agencies and {shipped[1]} owners" in page
