"""Every bundle is read by the public parser and passes the public validator; what has no object is told in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from twosource.config import Settings
from twosource.desk import Desk
from twosource.stages import share
from twosource.stages.share.vocabulary import MADE, moment

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
PLACES = {
    "example": ROOT / "examples",
    "kursk": SHARED / "reports" / "kursk",
    "refinery": SHARED / "worlds" / "refinery",
}


def bundle_of(place: Path, level: str = "amber") -> dict[str, Any]:
    with Desk(Settings()) as desk:
        raw = desk.bundle_of([str(place)], level, "Desk A")
    made: dict[str, Any] = orjson.loads(raw)
    return made


@pytest.fixture(scope="module", params=sorted(PLACES))
def bundle(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    place = PLACES[request.param]
    if not place.exists():
        pytest.skip(f"{place} is not here")
    reports = place / "reports" if (place / "reports").is_dir() else place
    return bundle_of(reports)


def test_the_strict_parser_reads_it(bundle: dict[str, Any]) -> None:
    import stix2

    read = stix2.parse(orjson.dumps(bundle), allow_custom=False)
    assert len(read.objects) == len(bundle["objects"])


def test_the_validator_finds_no_error(bundle: dict[str, Any]) -> None:
    from stix2validator import ValidationOptions, validate_string

    found = validate_string(orjson.dumps(bundle).decode(), ValidationOptions(version="2.1"))
    errors = [str(error) for each in getattr(found, "object_results", []) for error in each.errors or []]
    assert (errors, found.is_valid) == ([], True)


def test_references_lead_to_objects_of_the_bundle(bundle: dict[str, Any]) -> None:
    there = {each["id"] for each in bundle["objects"]}
    for each in bundle["objects"]:
        refs = [v for k, v in each.items() if k.endswith("_ref")] + [
            r for k, v in each.items() if k.endswith("_refs") for r in v
        ]
        assert [ref for ref in refs if ref not in there] == [], each["id"]


def test_everything_is_marked_and_nothing_names_a_place_of_this_machine(bundle: dict[str, Any]) -> None:
    free = {"marking-definition", "extension-definition", "url", "artifact", "file"}
    bare = [e for e in bundle["objects"] if e["type"] not in free and "object_marking_refs" not in e]
    assert {e["type"] for e in bare} <= {"identity"}  # the desk and the program
    assert len(bare) <= 2
    assert str(ROOT) not in orjson.dumps(bundle).decode()


def test_what_stix_has_no_object_for_is_told_in_a_note(bundle: dict[str, Any]) -> None:
    stories = [e["id"] for e in bundle["objects"] if e["type"] == "incident"]
    listings = [
        e
        for e in bundle["objects"]
        if e["type"] == "note" and e["extensions"][share.EXTENSION]["kind"] == "listing"
    ]
    assert {ref for each in listings for ref in each["object_refs"]} == set(stories)
    assert all(each["content"].strip() for each in listings)


def test_the_same_reports_give_the_same_ids() -> None:
    place = PLACES["example"]
    reports = place / "reports" if (place / "reports").is_dir() else place
    with Desk(Settings()) as desk:
        first = {e["id"] for e in orjson.loads(desk.bundle_of([str(reports)], "green"))["objects"]}
        again = {e["id"] for e in orjson.loads(desk.bundle_of([str(reports)], "green"))["objects"]}
    assert first == again


@pytest.mark.skipif(not PLACES["kursk"].exists(), reason="the reports are not here")
def test_the_kursk_bundle_protects_its_prisoners_and_still_reads() -> None:
    # Without ids and hashes, in which any four digits may stand.
    text = re.sub(
        r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}", "", orjson.dumps(bundle_of(PLACES["kursk"])).decode()
    )
    births = ["2005", "1999"]
    bodies = ["bandage", "jaw", "hospital bed", "gaunt", "visibly", "significant injuries", "unspecified injuries",
              "without food", "limited means of communication"]  # fmt: skip
    words = ["he believed he was", "sniper", "was for training", "concerns about the discipline"]
    assert [word for word in (*births, *bodies, *words) if word in text] == []
    for word in ("wounded North Korean soldier", "captured", "National Intelligence Service", "Volodymyr Zelenskyy", "John Kirby",
                 "Kim Jong Un", "over 3,000", "up to 11,000", "[…]"):  # fmt: skip
        assert word in text


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2024-12-27", "2024-12-27T00:00:00.000Z"),
        ("2025-10-14T08:10:00+02:00", "2025-10-14T06:10:00.000Z"),
        ("2024-12-06/2024-12-07", "2024-12-06T00:00:00.000Z"),
        ("2024-08", MADE),
        (None, MADE),
    ],
)
def test_times_are_written_as_stix_does(written: str | None, told: str) -> None:
    assert moment(written, MADE) == told


def test_ids_are_uuids_of_version_five() -> None:
    import uuid

    made = share.stable("note", "desk", "claim")
    assert made == share.stable("note", "desk", "claim") != share.stable("note", "other", "claim")
    assert uuid.UUID(made.split("--")[1]).version == 5
