"""Killed at any moment: every version once, every alert once, nothing lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.watching.hosts import Host, article, gives, host, item, rss
from twosource import Desk, Settings

LINES = [
    f"The harbour office said {n} people died when ferry number {n} sank off Tarn on Friday."
    for n in range(10, 18)
]


@pytest.fixture
def here() -> Iterator[Host]:
    with host() as opened:
        opened.pages["/feed"] = gives(
            rss(*(item(str(n), f"Ferry {n}", line * 8) for n, line in enumerate(LINES))), "text/xml"
        )
        opened.pages["/story"] = gives(article("Ferry sinks", LINES[0], "A pilot said the sea was flat."))
        yield opened


def settings(db: Path) -> Settings:
    return Settings(db=db, allow_hosts=("127.0.0.1",), gap=0.0, quiet=True)


def looking(db: Path, where: str, nth: int) -> int:
    """Look in a process that is to die there; its exit code."""
    command = [sys.executable, "-m", "tests.watching.dying", str(db), where, str(nth)]
    return subprocess.run(command, timeout=600, capture_output=True).returncode


@pytest.mark.parametrize(
    ("where", "nth"),
    [
        ("watches.mark", 1),
        ("watches.mark", 5),
        ("watches.add_version", 3),
        ("watches.beat", 1),
        ("watches.beat", 2),
    ],
)
def test_a_kill_between_fetch_and_commit_loses_and_doubles_nothing(
    tmp_path: Path, here: Host, where: str, nth: int
) -> None:
    db = tmp_path / "desk.db"
    with Desk(settings(db)) as desk:
        desk.subscribe(f"{here.url}/feed", every=3600)
        desk.subscribe(f"{here.url}/story", every=3600)
    assert looking(db, where, nth) == -9
    with Desk(settings(db)) as desk:
        for look in desk.collect():
            assert look.error is None
        reports = [report for _, report in desk._store.scan()]
        assert len(reports) == len(LINES) + 1
        versions = [version for report in reports for version, _ in desk.versions(report.id)]
        assert sorted(version.report_id for version in versions) == sorted(report.id for report in reports)
        assert list(desk.collect()) == []


@pytest.mark.parametrize("where", ["alerts.add", "alerts.remember", "alerts.looked"])
def test_a_kill_while_alerts_are_noted_loses_and_doubles_none(tmp_path: Path, here: Host, where: str) -> None:
    db = tmp_path / "desk.db"
    with Desk(settings(db)) as desk:
        desk.subscribe(f"{here.url}/story", every=3600)
        desk.watch("all")
    assert looking(db, where, 1) == -9
    with Desk(settings(db)) as desk:
        assert desk.alerts(after=0) == ()
        assert desk.assessed()
        desk.note_alerts()
        desk.note_alerts()
        assert [alert.kind for alert in desk.alerts(after=0)] == ["report"]
