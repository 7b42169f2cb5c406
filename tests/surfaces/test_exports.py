"""Exports: tables that a spreadsheet does not run, linked data that names every claim, a PDF that drops nothing."""

from __future__ import annotations

import csv
import io
import json
import re
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.samples import captured, told
from twosource import Desk, Settings
from twosource.model import Brief, Origin
from twosource.surfaces.cli import main
from twosource.surfaces.exports import FORMATS, document, exported

METHOD = {"version": "1"}
AT = "2031-05-05T00:00:00+00:00"


@pytest.fixture
def brief(db: Path) -> Brief:
    with Desk(Settings(db=db)) as desk:
        return desk.selected()


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_claim_is_a_row_with_both_counts(brief: Brief) -> None:
    found = rows(exported(brief, "csv"))
    wanted = [(one.claim.id, one.status, one.origins.shown) for told in brief.stories for one in told.claims]
    assert [(row["claim_id"], row["status"], int(row["origins_shown"])) for row in found] == wanted
    assert all(row["reasons"] for row in found)


def test_every_statement_is_a_row_once_with_its_span_and_chain(brief: Brief) -> None:
    found = rows(exported(brief, "csv-statements"))
    texts = {report.id: report.text for told in brief.stories for report in told.reports}
    assert len({row["statement_id"] for row in found}) == len(found) > 5
    for row in found:
        if not row["text"].startswith("'"):
            held = texts[row["report_id"]][int(row["start"]) : int(row["end"])]
            assert row["text"] == held
        assert row["chain"].startswith("publisher: ")
    assert any(row["claim_ids"] for row in found)


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_is_a_formula(start: str) -> None:
    whole = told(captured().report)
    claim = replace(whole.claims[0], claim=replace(whole.claims[0].claim, text=f"{start} of it"))
    data = exported(Brief(AT, METHOD, (replace(whole, claims=(claim,)),)), "csv")
    assert rows(data)[0]["claim"] == f"'{start} of it"


# --- linked data


def test_the_graph_names_every_claim_with_its_review_and_its_origin(brief: Brief) -> None:
    whole = json.loads(exported(brief, "jsonld"))
    nodes = {node["@id"]: node for node in whole["@graph"]}
    assert len(nodes) == len(whole["@graph"])
    for told_ in brief.stories:
        for one in told_.claims:
            claim = nodes[f"urn:twosource:claim:{one.claim.id}"]
            review = nodes[f"urn:twosource:review:{one.claim.id}"]
            assert "Claim" in claim["@type"]
            assert claim["text"] == one.claim.text == review["claimReviewed"]
            assert review["reviewRating"]["ratingValue"] == one.credibility
            assert review["ts:originsShown"] == one.origins.shown
            assert len(claim["prov:wasDerivedFrom"]) == len(one.claim.statements)
    assert whole["@context"]["@vocab"] == "https://schema.org/"
    assert not re.search(r'"@context": *"http', json.dumps(whole)), "a reader fetches nothing"


def test_every_reference_in_the_graph_leads_to_a_node(brief: Brief) -> None:
    """Also where an origin is unnamed, or goes by another name than the chain's."""
    one = brief.stories[0].claims[0]
    stranger = Origin("unnamed:driver@r", "a driver", named=False)
    more = replace(one, origins=replace(one.origins, list=(*one.origins.list, stranger)))
    first = replace(brief.stories[0], claims=(more, *brief.stories[0].claims[1:]))
    brief = replace(brief, stories=(first, *brief.stories[1:]))
    whole = json.loads(exported(brief, "jsonld"))
    known = {node["@id"] for node in whole["@graph"]}

    def referred(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value["@id"]] if set(value) == {"@id"} else []
            return own + [name for each in value.values() for name in referred(each)]
        return [name for each in value for name in referred(each)] if isinstance(value, list) else []

    names = referred(whole["@graph"])
    assert len(names) > 20
    assert set(names) <= known


# --- the PDF


def drawn(data: bytes) -> str:
    """The text of a PDF by the maps from its glyphs to characters, which a reader copies text by."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.S)
    streams = [zlib.decompress(each) if each[:1] == b"x" else each for each in streams]
    return "".join(
        chr(int(code, 16))
        for stream in streams
        if b"beginbf" in stream
        for code in re.findall(rb"<[0-9A-Fa-f]+> <([0-9A-Fa-f]{4})>", stream)
    )


def test_a_brief_becomes_pages(brief: Brief) -> None:
    data = exported(brief, "pdf")
    assert data.startswith(b"%PDF-")
    assert set("Skarholm") <= set(drawn(data))
    assert exported(brief, "pdf") == data, "the same brief, the same pages"


def test_cyrillic_and_hangul_are_drawn_and_the_rest_is_named() -> None:
    report = replace(captured().report, publisher="Хвиля 국가")
    whole = told(report)
    plain = drawn(exported(Brief(AT, METHOD, (whole,)), "pdf"))
    assert set("Хвиля국가") <= set(plain)
    assert "\u25a1" not in plain
    arabic = told(replace(report, publisher="Wave \u0645\u0648\u062c\u0629"))
    page = document._Page()
    page.add_page()
    assert page._drawable("\u0645 x") == "\u25a1 x"
    page.undrawn()
    shown = drawn(exported(Brief(AT, METHOD, (arabic,)), "pdf"))
    assert "\u25a1" in shown
    assert "\u0645" not in shown


def test_without_the_fonts_latin_is_drawn_and_the_rest_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "_paths", lambda: {document.FAMILY: None, document.KOREAN: None})
    page = document._Page()
    page.add_page()
    assert page._drawable("Größe 3, Хвиля") == "Größe 3, ?????"
    assert page.missing.total() == 5
    page.undrawn()
    assert page.output()


# --- the command


@pytest.mark.parametrize("format", FORMATS)
def test_the_command_writes_what_the_library_gives(format: str, db: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "file"
    with pytest.raises(SystemExit, match="0"):
        main(["export", "--db", str(db), "--format", format, "--out", str(out)])
    with Desk(Settings(db=db)) as desk:
        brief = desk.selected()
    if format.startswith("csv"):
        assert out.read_bytes() == exported(brief, format)
    else:
        assert len(out.read_bytes()) > 1000
