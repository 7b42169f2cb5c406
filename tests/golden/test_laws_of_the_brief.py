"""Laws that every brief keeps, on the bundled example: quotes, citations, ids, order, repetition, copies."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.golden.world import EXAMPLE, World, example
from twosource import Desk, contract
from twosource.config import Settings

FILES = [str(path) for path in sorted(EXAMPLE.iterdir())]
SEEDS = (1, 2, 3)


@pytest.fixture(scope="module")
def world() -> World:
    return example()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the example."""
    place = tmp_path_factory.mktemp("kept") / "desk.db"
    told(place, FILES)
    return place


def told(store: Path | None, files: Sequence[str]) -> dict[str, Any]:
    """The brief over a store after these files are read into it, without the moment it was made."""
    with Desk(Settings(db=store)) as desk:
        brief = contract.brief(desk.brief(files))
    return {name: value for name, value in brief.items() if name != "as_of"}


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every span of a report anywhere in the brief."""
    if isinstance(value, dict):
        if value.keys() >= {"report_id", "start", "end", "text"}:
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from spans(inner)


def test_every_span_of_the_brief_quotes_its_report(world: World) -> None:
    found = list(spans(world.brief))
    assert len(found) > 100
    for span in found:
        text = world.readings[span["report_id"]]["report"]["text"]
        assert text[span["start"] : span["end"]] == span["text"]


def test_every_line_of_the_brief_is_cited(world: World) -> None:
    bare = [line["text"] for story in world.stories for line in story["brief"] if not line["citations"]]
    assert bare == []


def test_every_story_has_a_brief(world: World) -> None:
    assert all(story["brief"] for story in world.stories)


def test_every_report_is_in_exactly_one_story(world: World) -> None:
    times = Counter(report["id"] for story in world.stories for report in story["reports"])
    assert times == Counter(world.readings.keys())


def test_statement_ids_are_the_same_in_extract_and_brief(world: World) -> None:
    listed = {statement for claim in world.claims for statement in claim["statements"]}
    assert listed
    assert listed <= world.statements.keys()


def test_a_claim_lists_the_reports_of_its_statements(world: World) -> None:
    for claim in world.claims:
        carried = {world.statements[name][0].report for name in claim["statements"]}
        assert carried == set(claim["reports"]), claim["text"]


def test_a_claim_says_the_same_under_each_story(world: World) -> None:
    seen: dict[str, Any] = {}
    for story in world.stories:
        for claim in story["claims"]:
            assert seen.setdefault(claim["id"], claim) == claim


def test_possible_is_never_less_than_shown_and_shown_never_less_than_one(world: World) -> None:
    counts = [(claim["origins"]["shown"], claim["origins"]["possible"]) for claim in world.claims]
    assert all(1 <= shown <= possible for shown, possible in counts)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_arrival_changes_nothing(kept: Path, seed: int) -> None:
    shuffled = random.Random(seed).sample(FILES, len(FILES))
    assert told(None, shuffled) == told(kept, ())


def test_reports_that_come_one_by_one_make_the_same_groups(kept: Path, tmp_path: Path) -> None:
    with Desk(Settings(db=tmp_path / "slow.db")) as desk:
        for file in reversed(FILES):
            list(desk.ingest([file]))
    assert groups(told(tmp_path / "slow.db", ())) == groups(told(kept, ()))


def groups(brief: dict[str, Any]) -> list[Any]:
    """Stories and claims by what they hold: ids are given once, so they may depend on what came first."""
    return sorted(
        (
            sorted(report["id"] for report in story["reports"]),
            sorted((sorted(c["statements"]), c["status"], c["origins"]["shown"], c["origins"]["possible"])
                   for c in story["claims"]),
        )
        for story in brief["stories"]
    )  # fmt: skip


def test_reading_the_same_reports_twice_changes_nothing(kept: Path, tmp_path: Path) -> None:
    again = copied(kept, tmp_path)
    before = told(again, ())
    assert told(again, FILES) == before


@pytest.mark.parametrize("file", ["01_halyard.json", "04_meresk_herald.html", "06_vashtan_observer.json",
                                  "07_lantern_world.xml", "11_orlaby_gazette.txt"])  # fmt: skip
def test_a_copy_under_another_publisher_raises_no_shown_count(
    world: World, kept: Path, tmp_path: Path, file: str
) -> None:
    store = copied(kept, tmp_path)
    (report,) = world.reports(file)
    fields = world.readings[report]["report"]
    copy = {
        "publisher": "Morrow Mirror",
        "published_at": "2025-04-27T10:00:00+03:00",
        "url": "https://morrow.example/1",
    }
    place = tmp_path / "copy.json"
    place.write_text(json.dumps({"title": fields["title"], "text": fields["text"], **copy}), "utf-8")
    before, after = told(store, ()), told(store, [str(place)])
    assert raised(before, after) == []


def copied(store: Path, folder: Path) -> Path:
    """A copy of the store to write to."""
    with Desk(Settings(db=store)) as desk:
        return desk.backup(folder / "again.db")


def raised(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The claims with a higher shown count than any that had their statements; new ones count one at most."""
    had: dict[str, int] = {}
    for story in before["stories"]:
        for claim in story["claims"]:
            had.update(dict.fromkeys(claim["statements"], claim["origins"]["shown"]))
    return [
        f"{claim['text']}: {claim['origins']['shown']}"
        for story in after["stories"]
        for claim in story["claims"]
        if claim["origins"]["shown"] > max((had.get(name, 1) for name in claim["statements"]), default=1)
    ]
