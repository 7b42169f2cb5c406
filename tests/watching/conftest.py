"""A host on loopback, and a desk that may reach it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.watching.hosts import Host, host
from twosource import Desk, Settings


@pytest.fixture
def here() -> Iterator[Host]:
    with host() as opened:
        yield opened


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(Settings(db=tmp_path / "desk.db", allow_hosts=("127.0.0.1",), gap=0.0, quiet=True)) as opened:
        yield opened
