"""Who published first: claims of several reports, their earliest known day, and no winner in a tie."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from twosource import Desk, Settings

TEXT = "The harbour office said more than 40 passengers were injured when the ferry Anneke ran aground off Skarholm."


def firsts(folder: Path, days: dict[str, str]) -> dict[str, int]:
    """How often each of these publishers was first with what all of them print."""
    for publisher, day in days.items():
        report = {"title": "Ferry runs aground", "publisher": publisher, "published_at": day, "text": TEXT}
        (folder / f"{publisher}.json").write_text(json.dumps(report))
    with Desk(Settings(db=folder / "desk.db", quiet=True)) as desk:
        for _ in desk.ingest([str(path) for path in sorted(folder.glob("*.json"))]):
            pass
        return {one.source.name: one.first for one in desk.sources() if one.source.name in days}


@pytest.mark.parametrize(
    ("days", "winner"),
    [
        ({"Skarholm Post": "2031-05-04", "Fjord Radio": "2031-05-03"}, "Fjord Radio"),
        ({"Skarholm Post": "2031-05-03", "Fjord Radio": "2031-05-03"}, None),
        ({"Skarholm Post": "2031-05-03"}, None),
    ],
)
def test_the_earliest_publisher_of_a_shared_claim_was_first(
    tmp_path: Path, days: dict[str, str], winner: str | None
) -> None:
    found = firsts(tmp_path, days)
    assert {name for name, count in found.items() if count} == ({winner} if winner else set())
