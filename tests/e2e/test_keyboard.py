"""The main path with the keyboard alone: no pointer is used here, and whatever has the focus can be seen to have it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from twosource import Desk, Settings
from twosource.model import Alert

from .screenshots import FERRY, WIDE, places
from .served import NAME, PASSWORD, Served, serving

ASSESSED_MS = 240_000
# What has the focus: its name as a screen reader says it, whether it can be seen, and whether that shows.
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect(), look = getComputedStyle(one);
  const label = one.labels && one.labels.length ? one.labels[0].innerText : '';
  return {
    tag: one.tagName.toLowerCase(), type: one.type || '',
    name: (one.getAttribute('aria-label') || label || one.innerText || one.placeholder || '').trim(),
    seen: box.width > 1 && box.height > 1 && look.visibility === 'visible',
    inside: box.bottom > 0 && box.top < innerHeight,
    outlined: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 1,
    place: [...document.querySelectorAll('*')].indexOf(one),
  };
}"""


@pytest.fixture(scope="module")
def db(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(filled, tmp_path_factory.mktemp("keyboard") / "desk.db"))


@pytest.fixture(scope="module")
def served(browser: Browser, db: Path) -> Iterator[Served]:
    with serving(db) as opened:
        yield opened


@pytest.fixture(scope="module")
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """One window, signed in by keyboard."""
    opened = browser.new_context(viewport=WIDE).new_page()  # type: ignore[arg-type]
    opened.set_default_timeout(60_000)
    opened.goto(served.url)
    expect(opened).to_have_url(re.compile("/sign-in"))
    tabbed(opened, "Name")
    opened.keyboard.type(NAME)
    opened.keyboard.press("Tab")
    opened.keyboard.type(PASSWORD)
    opened.keyboard.press("Enter")
    expect(opened.locator("h1")).to_have_text("Desk")
    yield opened
    opened.context.close()


def tabbed(page: Page, name: str, most: int = 150) -> None:
    """Press Tab until what is called so has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if here and re.search(name, here["name"]):
            assert here["seen"], name
            return
    raise AssertionError(f"Tab does not reach {name!r} on {page.url}")


def test_the_skip_link_is_first_and_leads_past_the_bar(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUSED)
    assert (first["name"], first["inside"]) == ("Skip to the content", True)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_tab_goes_through_every_page_in_order_and_is_always_seen(page: Page, served: Served) -> None:
    for name, address in places(served, page).items():
        page.goto(served.url + re.sub("#.*", "", address))
        last, count = -1, 0
        for _ in range(60):  # the first so many: pages have hundreds of links
            page.keyboard.press("Tab")
            here = page.evaluate(FOCUSED)
            if here is None or here["place"] < last:
                break  # round again
            assert here["seen"], f"{name}: {here}"
            assert here["inside"], f"{name}: {here}"
            assert here["outlined"], f"{name}: {here}"
            last, count = here["place"], count + 1
        assert count > 8, name


def test_a_story_is_opened_a_claim_decided_and_the_decision_taken_back(page: Page, served: Served) -> None:
    page.goto(served.url)
    for _ in range(10):
        page.keyboard.press("j")
        if page.evaluate("document.activeElement.innerText") == FERRY:
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(FERRY)
    tabbed(page, "^“14 people")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("14 people")
    chip = page.locator(".head .chip").first
    expect(chip).to_have_text("reported")
    tabbed(page, "^Why$")
    page.keyboard.type("The harbour office's second list")
    tabbed(page, "^Confirm$")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Your decision is kept", timeout=ASSESSED_MS)
    expect(chip).to_have_text("confirmed")
    # What was done has the focus, so that it is read out; the next Tab is its Undo.
    assert "Your decision is kept" in page.evaluate(FOCUSED)["name"]
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["name"] == "Undo"
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("taken back", timeout=ASSESSED_MS)
    expect(chip).to_have_text("reported")


def test_every_decision_is_undone_from_the_log_too(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.keyboard.press("g")
    page.keyboard.press("i")
    expect(page.locator("h1")).to_have_text("Inbox")
    tabbed(page, "^Audit$")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Audit")
    left = page.get_by_role("button", name="Undo").count()
    assert left > 0
    tabbed(page, "^Undo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("taken back", timeout=ASSESSED_MS)
    expect(page.get_by_role("button", name="Undo")).to_have_count(left - 1)


def test_a_dialog_keeps_the_focus_and_gives_it_back(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.keyboard.press("j")
    before = page.evaluate(FOCUSED)["name"]
    page.keyboard.press("?")
    box = page.get_by_role("dialog", name="Keys")
    expect(box).to_be_visible()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    expect(box).not_to_be_visible()
    assert page.evaluate(FOCUSED)["name"] == before


def test_search_leads_to_the_very_words(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.keyboard.press("/")
    page.keyboard.type("ferry Anneke")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/reports/.*at=\d+-\d+#at"))
    expect(page.locator("#at")).to_be_focused()
    expect(page.locator("#at")).to_be_in_viewport()


def test_what_is_marked_in_a_report_is_switched_by_space(page: Page) -> None:
    page.goto(re.sub(r"[?#].*", "", page.url))
    tabbed(page, "figure")
    page.keyboard.press("Space")
    expect(page.locator("#see-figures")).not_to_be_checked()


def test_a_text_is_pasted_and_added(page: Page, served: Served) -> None:
    page.goto(served.url)
    tabbed(page, "or paste a text")
    page.keyboard.press("Enter")
    tabbed(page, "^The text$")
    page.keyboard.type("The harbour master said 12 boats were lost off Vessry on Monday.")
    page.keyboard.press("Tab")
    page.keyboard.type("Boats lost off Vessry")
    tabbed(page, "^Add$")
    with page.expect_navigation(timeout=ASSESSED_MS):  # the page goes to the desk when all is assessed
        page.keyboard.press("Enter")
        expect(page.locator("[data-said]")).to_contain_text("1 new", timeout=ASSESSED_MS)
    expect(page.get_by_role("link", name="Boats lost off Vessry").first).to_be_visible(timeout=ASSESSED_MS)


def test_an_alert_is_said_by_a_live_region_and_takes_no_focus(page: Page, served: Served, db: Path) -> None:
    page.goto(served.url)
    region = page.locator("[data-alerts]")
    expect(region).to_have_attribute("aria-live", "polite")
    expect(page.locator("[data-live-state]")).to_have_text("live")
    page.keyboard.press("/")
    with Desk(Settings(db=db)) as desk:
        watch = desk.watches()[0]
        story = desk.stories()[0].id
        desk._store.alerts.add(
            [Alert("e" * 32, watch.id, "report", "2031-01-01T00:00:00+00:00", "New: a ferry", story)], {}
        )
    expect(region.locator("li.fresh")).to_contain_text("New: a ferry", timeout=ASSESSED_MS)
    expect(page.locator("#find")).to_be_focused()


def test_the_theme_is_changed_and_the_focus_stays(page: Page, served: Served) -> None:
    page.goto(served.url)
    tabbed(page, "^(Dark|Light)$")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", re.compile("dark|light"))
    assert re.fullmatch("Dark|Light", page.evaluate(FOCUSED)["name"])


def test_signing_out_ends_it(page: Page, served: Served) -> None:
    page.goto(served.url)
    tabbed(page, f"^{NAME}$")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(NAME)
    tabbed(page, "^Sign out$")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/sign-in"))
