"""The outputs are what docs/schema says, field for field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.samples import captured, reading, told
from twosource import contract, model
from twosource.model import Brief, Conflict, Edge, Figure, Reason, SetAside

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schema"


@cache
def schema(name: str) -> Draft202012Validator:
    """The published schema of one output."""
    loaded = json.loads((SCHEMAS / f"{name}.schema.json").read_text())
    Draft202012Validator.check_schema(loaded)
    return Draft202012Validator(loaded)


def faults(name: str, value: Any) -> list[str]:
    """What in a value the published schema forbids, after a trip through JSON."""
    return [error.message for error in schema(name).iter_errors(json.loads(json.dumps(value)))]


def test_an_extracted_report_is_what_the_schema_says() -> None:
    line = contract.reading(reading(captured().report))
    assert faults("extract", line) == []
    assert line["statements"][0]["figures"][0]["low"] == 40
    assert line["statements"][0]["figures"][0]["high"] is None
    text = line["report"]["text"]
    said = line["statements"][0]
    assert text[said["start"] : said["end"]] == said["text"]
    assert [link["role"] for link in said["attribution"]["chain"]] == ["publisher", "origin"]


def test_an_input_set_aside_is_what_the_schema_says() -> None:
    assert faults("extract", contract.refused(SetAside("x.bin", "read", "binary", retry=True))) == []


def test_a_brief_is_what_the_schema_says() -> None:
    one, two = captured("a.txt").report, captured("b.txt").report
    brief = Brief(
        as_of="2031-05-05T00:00:00+00:00",
        method={"version": "1"},
        stories=(told(one), told(two)),
        set_aside=(SetAside("x.bin", "read", "binary"),),
        changes=(Reason("new", "New."),),
    )
    assert faults("brief", contract.brief(brief)) == []
    assert "changes" not in contract.brief(brief)
    assert faults("brief", contract.brief(brief, since="2031-05-04")) == []
    assert contract.brief(brief, since="2031-05-04")["changes"][0]["code"] == "new"


def test_the_schema_refuses_a_field_that_is_missing_renamed_or_added() -> None:
    line = contract.reading(reading(captured().report))
    for harm in ({"text": None}, {"publishers": "x"}):
        assert faults("extract", {**line, "report": {**line["report"], **harm}})
    assert faults("extract", {name: value for name, value in line.items() if name != "times"})


def test_copies_stand_under_the_report_that_copies() -> None:
    one, two = captured("a.txt").report, captured("b.txt").report
    edges = (
        Edge(one.id, two.id, "copy_of", 0.91234567, "near"),
        Edge(two.id, one.id, "copy_of", 0.5, "near", retracted_at="2031-05-06"),
    )
    whole = told(one)
    story = contract.story(replace(whole, copies=edges, reports=(one, two)))
    assert [listed["copies"] for listed in story["reports"]] == [
        [{"of": two.id, "kind": "near", "share": 0.9123, "direction": None}],
        [],
    ]


def test_a_conflict_writes_its_sides_plainly() -> None:
    one = captured().report
    span = told(one).lines[0].citations[0]
    conflict = Conflict(
        "figure", "conflict", "boats", ({"origin": "A", "value": 40.0, "spans": (span,)},), (span,)
    )
    whole = told(one)
    story = contract.story(replace(whole, conflicts=(conflict,)))
    assert story["conflicts"][0]["sides"] == [{"origin": "A", "value": 40, "spans": contract.spans([span])}]


@given(st.none() | st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_keeps_its_value_and_whole_ones_have_no_point(value: float | None) -> None:
    written = contract.figure(Figure(0, 1, "x", value, None, "exact", value))
    assert written["low"] == value
    assert json.dumps(written["low"]).endswith(".0") is False or abs(value or 0) >= 2**53


@pytest.mark.parametrize("name", ["extract", "brief"])
def test_every_part_of_a_schema_is_used(name: str) -> None:
    text = (SCHEMAS / f"{name}.schema.json").read_text()
    loaded = json.loads(text)
    assert all(f'"#/$defs/{part}"' in text for part in loaded["$defs"])


def enums(name: str) -> set[frozenset[str]]:
    """Every set of words that a schema allows somewhere."""

    def inside(value: Any) -> Iterator[frozenset[str]]:
        if isinstance(value, dict):
            if "enum" in value:
                yield frozenset(value["enum"])
            for each in value.values():
                yield from inside(each)
        elif isinstance(value, list):
            for each in value:
                yield from inside(each)

    return set(inside(schema(name).schema))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("extract", model.CreditKind),
        ("extract", model.PublishedFrom),
        ("extract", model.MentionKind),
        ("extract", model.StatementKind),
        ("extract", model.Role),
        ("extract", model.Bound),
        ("brief", model.PublishedFrom),
        ("brief", model.Bound),
        ("brief", model.Status),
        ("brief", model.Agreement),
    ],
)
def test_the_schema_allows_the_words_that_the_model_has(name: str, words: Any) -> None:
    assert frozenset(get_args(words)) in enums(name)
