"""Containers: JSON of every shape, lines of JSON, RSS and Atom, one item a report."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.model import Item, Report, SetAside
from twosource.readers import containers
from twosource.readers.files import Files
from twosource.readers.streams import Refused, rows
from twosource.stages.admit import admit

STORY = "Two people drowned when a ferry capsized off Lund Point on Monday, the coastguard said."


def read(tmp_path: Path, name: str, payload: bytes | str) -> list[Report | SetAside]:
    (tmp_path / name).write_bytes(payload if isinstance(payload, bytes) else payload.encode())
    items = Files().read([str(tmp_path / name)])
    return [item if isinstance(item, SetAside) else admit(item) for item in items]


def reports(found: list[Report | SetAside]) -> list[Report]:
    assert all(isinstance(each, Report) for each in found), found
    return [each for each in found if isinstance(each, Report)]


# --- JSON ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "shape",
    [
        lambda each: each,
        lambda each: {"articles": each},
        lambda each: {"@graph": each},
        lambda each: {"response": {"docs": each}},
        lambda each: {"hits": {"hits": [{"_source": one} for one in each]}},
        lambda each: {"title": "Arnholm Post", "items": each},
    ],
)
def test_a_list_of_reports_is_opened_wherever_it_lies(tmp_path: Path, shape: object) -> None:
    value = shape([{"text": STORY, "title": "a"}, {"text": STORY, "title": "b"}])  # type: ignore[operator]
    found = reports(read(tmp_path, "a.json", json.dumps(value)))
    assert [(Path(each.path).name, each.title) for each in found] == [("a.json#1", "a"), ("a.json#2", "b")]


def test_one_report_keeps_the_path_of_its_file_and_the_digest_of_its_bytes(tmp_path: Path) -> None:
    (first,) = reports(read(tmp_path, "a.json", json.dumps({"text": STORY, "items": [{"text": "x"}]})))
    assert Path(first.path).name == "a.json"
    (second,) = reports(read(tmp_path, "a.json", json.dumps({"items": [{"text": "x"}], "text": STORY})))
    assert first.sha256 != second.sha256


def test_a_report_in_a_container_has_the_same_digest_however_it_was_written(tmp_path: Path) -> None:
    (first,) = reports(read(tmp_path, "a.json", '[{"text": "Two drowned.", "title": "a"}]'))
    (second,) = reports(read(tmp_path, "a.jsonl", '{"title":"a",  "text":"Two drowned."}'))
    assert first.sha256 == second.sha256


def test_what_is_no_report_in_a_list_is_set_aside_by_its_number(tmp_path: Path) -> None:
    found = read(tmp_path, "a.json", json.dumps([1, "x", None, {"text": STORY}, {"title": "only"}]))
    assert [Path(each.path).name for each in found if isinstance(each, SetAside)] == [
        "a.json#1",
        "a.json#2",
        "a.json#3",
        "a.json#5",
    ]
    assert [Path(each.path).name for each in found if isinstance(each, Report)] == ["a.json#4"]


def test_a_stray_byte_in_json_is_shown_as_such(tmp_path: Path) -> None:
    payload = json.dumps({"text": STORY}).encode()
    (found,) = reports(read(tmp_path, "a.json", payload.replace(b"the", b"th\xff", 1)))
    assert found.text == STORY.replace("the", "th\ufffd", 1)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp1251"])
def test_json_in_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    body = (
        "Двое утонули у мыса, сообщила служба спасения. " * 4
        if encoding == "cp1251"
        else f"{STORY} “Café” – zu."
    )
    (report,) = reports(
        read(tmp_path, "a.json", json.dumps({"text": body}, ensure_ascii=False).encode(encoding))
    )
    assert report.text == body


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b'{"text": "\\ud800"}', "broken encoding"),
        ('{"text": "Двое утонули'.encode()[:-1] + b'"}', "broken encoding"),
        (b'{"text": NaN}', "unreadable"),
        (b'{"a":' * 3000 + b"1" + b"}" * 3000, "too deep"),
        (b"[]", "empty"),
        (b"3", "no text found"),
        (b'{"version": "1", "files": ["a"]}', "no text found"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
    ],
)
def test_json_that_cannot_be_used_is_set_aside(tmp_path: Path, payload: bytes, reason: str) -> None:
    found = read(tmp_path, "a.json", payload)
    assert [each.reason.split(":")[0] for each in found if isinstance(each, SetAside)] == [reason]


# --- lines -----------------------------------------------------------------------------------


def test_lines_are_numbered_as_an_editor_numbers_them(tmp_path: Path) -> None:
    found = read(tmp_path, "a.jsonl", f'{{"text": "{STORY}"}}\r\n\r\n{{broken\n{{"text": "{STORY}"}}')
    assert [Path(each.path).name for each in found] == ["a.jsonl#1", "a.jsonl#3", "a.jsonl#4"]
    assert [isinstance(each, Report) for each in found] == [True, False, True]


def test_lines_of_json_in_a_json_file_are_read(tmp_path: Path) -> None:
    assert len(reports(read(tmp_path, "a.json", f'{{"text": "{STORY}"}}\n' * 3))) == 3


def test_lines_in_utf_16_are_read(tmp_path: Path) -> None:
    assert len(reports(read(tmp_path, "a.jsonl", (f'{{"text": "{STORY} Ċ"}}\n' * 3).encode("utf-16")))) == 3


def test_our_own_extract_can_be_read_again(tmp_path: Path) -> None:
    line = json.dumps({"report": {"text": STORY, "publisher": "Arnholm Post"}, "statements": []})
    (report,) = reports(read(tmp_path, "a.jsonl", line))
    assert (report.text, report.publisher) == (STORY, "Arnholm Post")


def test_a_line_too_long_is_passed_over_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "x" * 5000}) + "\n" + json.dumps({"text": STORY}))
    first, second = Files(max_bytes=1000).read([str(tmp_path / "a.jsonl")])
    assert isinstance(first, SetAside)
    assert first.reason.startswith("too large")
    assert isinstance(second, Item)


def test_a_file_without_any_report_is_given_up_after_a_thousand_lines(tmp_path: Path) -> None:
    found = read(tmp_path, "a.jsonl", "{}\n" * 50_000)
    assert len(found) == containers.PATIENCE + 1
    assert isinstance(found[-1], SetAside)
    assert found[-1].reason.endswith("the rest was not read")


@given(st.lists(st.binary(max_size=30), max_size=8), st.integers(1, 60))
def test_lines_are_the_same_however_the_bytes_arrive(pieces: list[bytes], most: int) -> None:
    together = b"".join(pieces)
    lines = together.split(b"\n")
    expected = [None if len(line) > most else line for line in (lines if lines[-1] else lines[:-1])]
    assert list(rows(iter(pieces), most)) == expected


# --- feeds -----------------------------------------------------------------------------------

RSS = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Arnholm Post</title><language>en</language>
<item><title>Ferry sinks &amp;amp; two drown</title><link>https://arnholmpost.example/2025/03/ferry</link>
<pubDate>Mon, 03 Mar 2025 14:05:00 +0100</pubDate><dc:creator>Mia Torvald</dc:creator><description>Two dead.</description>
<content:encoded><![CDATA[<p>Two people drowned off Lund Point.</p><p>&ldquo;It sank,&rdquo; café owner Jens Holt said.</p>]]></content:encoded></item>
<item><title>Only a title</title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Collected news</title><entry><title>Ferry sinks</title>
<link href="https://lundmail.example/f"/><updated>2025-03-03T14:05:00Z</updated><source><title>The Lund Mail</title></source>
<summary>Two people drowned off Lund Point, said Holt &amp; Sons.</summary></entry></feed>"""


def test_an_rss_item_is_a_report_with_its_date_as_written(tmp_path: Path) -> None:
    report, aside = read(tmp_path, "a.rss", RSS.format(encoding="utf-8"))
    assert isinstance(report, Report)
    assert report.text == "Two people drowned off Lund Point.\n\n“It sank,” café owner Jens Holt said."
    assert (report.title, report.publisher, report.author) == (
        "Ferry sinks & two drown",
        "Arnholm Post",
        "Mia Torvald",
    )
    assert (report.published_at, report.published_from) == ("2025-03-03T14:05:00+01:00", "meta")
    assert report.url == "https://arnholmpost.example/2025/03/ferry"
    assert isinstance(aside, SetAside)
    assert aside.path.endswith("a.rss#2")


def test_an_atom_entry_is_published_by_the_source_that_it_names(tmp_path: Path) -> None:
    (report,) = reports(read(tmp_path, "a.atom", ATOM))
    assert (report.publisher, report.text) == (
        "The Lund Mail",
        "Two people drowned off Lund Point, said Holt & Sons.",
    )
    assert report.published_at == "2025-03-03T14:05:00+00:00"


def test_a_feed_that_is_cut_off_says_so(tmp_path: Path) -> None:
    whole = RSS.format(encoding="utf-8")
    for at in (whole.rindex("<![CDATA[") + 30, whole.rindex("<![CDATA[") - 5, len(whole) - 30):
        *_, last = read(tmp_path, "a.xml", whole[:at].encode())
        assert isinstance(last, SetAside)
        assert last.reason.startswith("unreadable: the feed is cut off in this item")


def test_a_feed_in_another_encoding_is_read(tmp_path: Path) -> None:
    report = read(tmp_path, "a.xml", RSS.format(encoding="iso-8859-1").encode("latin-1"))[0]
    assert isinstance(report, Report)
    assert "café" in report.text


def test_a_feed_whose_bytes_are_the_name_of_a_file_opens_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(RSS.format(encoding="utf-8"))
    with pytest.raises(Refused):
        list(containers.entries("a.xml", str(secret).encode()))


@pytest.mark.parametrize(
    "payload",
    [b"<rss>" + b"<item>" * 700_000, b"<rss " + b'a="b" ' * 20_000 + b">", b"<rss>" + b"&" * 2_100_000],
)
def test_a_feed_made_to_exhaust_the_parser_is_set_aside_at_once(tmp_path: Path, payload: bytes) -> None:
    (found,) = read(tmp_path, "a.xml", payload)
    assert isinstance(found, SetAside)
    assert found.reason.startswith("too large")


def test_a_page_saved_as_xml_is_a_page(tmp_path: Path) -> None:
    page = f'<?xml version="1.0"?><!DOCTYPE html><html><body><article><p>{STORY}</p></article></body></html>'
    (report,) = reports(read(tmp_path, "a.xml", page))
    assert report.text == STORY


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)),
    st.sampled_from(["records", "entries", "lines"]),
)
def test_any_bytes_in_a_container_are_items_or_set_aside(payload: bytes, form: str) -> None:
    with suppress(Refused):
        opened = (
            containers.lines("x", iter([payload]), 1000)
            if form == "lines"
            else getattr(containers, form)("x", payload)
        )
        assert all(isinstance(each, Item | SetAside) for each in opened)
