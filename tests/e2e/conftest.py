"""A browser for the end-to-end tests; where there is none, they say so and are skipped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from .screenshots import fill
from .served import ARGUMENTS, CHROMIUM

NO_BROWSER = "there is no chromium here, so nothing was tried in a browser: apt-get install chromium"


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store as a desk has it on its second day, made once: copy it."""
    if CHROMIUM is None:
        pytest.skip(NO_BROWSER)
    place = tmp_path_factory.mktemp("filled") / "desk.db"
    fill(place)
    return place


# Not for the session: while the driver is open no other test of this process may run an event loop.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    if CHROMIUM is None:
        pytest.skip(NO_BROWSER)
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield opened
        opened.close()
