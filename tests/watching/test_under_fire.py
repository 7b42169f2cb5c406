"""Listeners through a restart, and feeds with kill -9: the short form of benchmarks/watching.py."""

from __future__ import annotations

from pathlib import Path

from benchmarks.watching import faults, feeds, listeners


def test_two_hundred_listeners_get_every_alert_in_order_through_a_kill(tmp_path: Path) -> None:
    assert listeners(tmp_path, 200, 30)["got all in order"] == 200


def test_killed_again_and_again_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    counted = feeds(tmp_path, 2, 5.0)
    assert faults(counted) == []
    assert counted["published"] > 5
    assert counted["deliveries"] >= counted["alerts"] > 5
