"""Every page for everybody: axe finds nothing serious in either theme, and a phone needs no sideways scrolling."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from .screenshots import PHONE, WIDE, places, sign_in
from .served import Served, serving

GRAVE = ("serious", "critical")
ENTRIES = {"sign-in": "/sign-in", "setup": "/setup"}


@pytest.fixture(scope="module")
def served(browser: Browser, filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    db = Path(shutil.copy(filled, tmp_path_factory.mktemp("everybody") / "desk.db"))
    with serving(db) as opened:
        yield opened


@pytest.fixture(scope="module")
def addresses(browser: Browser, served: Served) -> dict[str, str]:
    context = browser.new_context(viewport=WIDE)  # type: ignore[arg-type]
    page = context.new_page()
    sign_in(page, served)
    known = places(served, page)
    context.close()
    return known


def opened(browser: Browser, served: Served, theme: str, size: dict[str, int]) -> Page:
    """A window in which somebody is signed in."""
    page = browser.new_context(viewport=size, color_scheme=theme).new_page()  # type: ignore[arg-type]
    sign_in(page, served)
    return page


def unfolded(page: Page) -> None:
    """What is folded away must be as good as the rest."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    browser: Browser, served: Served, addresses: dict[str, str], theme: str
) -> None:
    page = opened(browser, served, theme, WIDE)
    wrong = []
    for name, address in {**addresses, **ENTRIES}.items():
        page.goto(served.url + address)
        unfolded(page)
        found = Axe().run(page).response["violations"]
        wrong += [
            f"{name}: {one['id']} ({one['impact']}): {one['nodes'][0]['html'][:160]} {one['nodes'][0]['failureSummary'][:300]}"
            for one in found
            if one["impact"] in GRAVE
        ]
    page.context.close()
    assert wrong == []


def test_a_phone_needs_no_sideways_scrolling(
    browser: Browser, served: Served, addresses: dict[str, str]
) -> None:
    page = opened(browser, served, "light", PHONE)
    wide = {}
    for name, address in {**addresses, **ENTRIES}.items():
        page.goto(served.url + address)
        unfolded(page)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            wide[name] = over
    page.context.close()
    assert wide == {}


def test_every_page_has_one_heading_a_skip_link_and_a_language(
    browser: Browser, served: Served, addresses: dict[str, str]
) -> None:
    page = opened(browser, served, "light", WIDE)
    for name, address in addresses.items():
        page.goto(served.url + address)
        assert page.locator("h1").count() == 1, name
        assert page.locator("html").get_attribute("lang") == "en", name
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip" or "at=" in address, name
    page.context.close()
