"""A desk's first day in a real browser: first run, five reports, a claim to its span, deciding, undo, a live alert."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from twosource import Desk, Settings

from .feeds import Feed, feeding
from .served import NAME, PASSWORD, Served, reports, serving

# Reading and assessing takes a while on a small machine.
READ_MS = 240_000
SIXTH = (
    "Officials deny the account of the capture",
    "A spokesman for the foreign ministry denied on Sunday that any soldier had been captured. More than 4,000 "
    "soldiers were killed or wounded, the General Staff said.",
    "Sun, 12 Jan 2025 10:00:00 GMT",
)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("first") / "desk.db"


@pytest.fixture(scope="module")
def feed() -> Iterator[Feed]:
    with feeding() as opened:
        yield opened


@pytest.fixture(scope="module")
def served(browser: Browser, db: Path) -> Iterator[Served]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TWOSOURCE_ALLOW_HOSTS", "127.0.0.1")
        patch.setenv("TWOSOURCE_GAP", "0")
        with serving(db, first=True) as opened:
            yield opened


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One window for the whole day; whatever its console complains of fails the test that is going on."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    yield opened
    context.close()


@pytest.fixture(autouse=True)
def quiet(page: Page) -> Iterator[None]:
    said: list[str] = []

    def heard(message: object) -> None:
        text = getattr(message, "text", "")
        # A form that is sent back with what is wrong with it is an answer, not a fault of the page.
        if getattr(message, "type", "") == "error" and "status of 422" not in text:
            said.append(text)

    page.on("console", heard)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield
    page.remove_listener("console", heard)
    assert said == []


def test_1_the_first_run_makes_an_account_by_the_printed_link(page: Page, served: Served) -> None:
    page.goto(served.url)
    expect(page).to_have_url(re.compile("/setup$"))
    assert served.setup
    page.goto(served.setup)
    page.get_by_label("Your name").fill(NAME)
    page.get_by_label("A password of 12 characters or more").fill("short words")
    page.evaluate("document.querySelector('input[type=password]').removeAttribute('minlength')")
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("alert")).to_contain_text("12 to")


def test_2_a_good_password_opens_an_empty_desk(page: Page, served: Served) -> None:
    page.goto(served.setup or "")
    page.get_by_label("Your name").fill(NAME)
    page.get_by_label("A password of 12 characters or more").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_text("Nothing here yet.")).to_be_visible()
    expect(page.get_by_role("link", name=NAME)).to_be_visible()


def test_3_dropped_reports_become_stories(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.set_input_files("input[type=file]", [str(path) for path in reports()])
    expect(page.locator("[data-said]")).to_contain_text(re.compile(r"\d+ new"), timeout=READ_MS)
    expect(page.locator(".story").first).to_be_visible(timeout=READ_MS)
    expect(page.locator(".head")).to_contain_text(re.compile(rf"{len(reports())}|\d+ reports"))
    assert page.locator(".count").count() > 0


def test_4_a_claim_leads_to_its_span(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.locator(".story h2 a").first.click()
    expect(page.get_by_role("heading", name="What is known, and how well")).to_be_visible()
    page.locator("#known .claim .said a").first.click()
    expect(page.get_by_role("heading", name="Who says so, and through whom it came")).to_be_visible()
    said = page.locator("h1").inner_text().strip("“”")
    page.get_by_role("link", name=re.compile("^See it in")).click()
    lit = "".join(page.locator(".text .lit").all_inner_texts())
    assert lit == said
    expect(page.locator("#at")).to_be_in_viewport()


def test_5_a_decision_is_kept_and_taken_back(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.locator(".story h2 a").first.click()
    page.locator("#known .claim.reported .said a").first.click()
    chip = page.locator(".head .chip").first
    expect(chip).to_have_text("reported")
    page.locator(".decide form").first.get_by_label("Why").fill(
        "Two reporters saw the film and know the place"
    )
    page.get_by_role("button", name="Confirm", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Your decision is kept", timeout=READ_MS)
    expect(chip).to_have_text("confirmed")
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("taken back", timeout=READ_MS)
    expect(chip).to_have_text("reported")
    page.goto(served.url + "/audit")
    expect(page.locator("tbody tr").first).to_contain_text("took back")
    expect(page.get_by_text("holds")).to_be_visible()


def test_6_a_sixth_report_through_a_feed_is_alerted_live(
    page: Page, served: Served, feed: Feed, db: Path
) -> None:
    page.goto(served.url + "/alerts")
    page.get_by_role("button", name="Watch", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("It is watched")
    with Desk(Settings(db=db, allow_hosts=("127.0.0.1",))) as desk:
        desk.subscribe(f"{feed.url}/rss", every=1.0, follow="never", kind="feed", by=NAME)
    page.goto(served.url)
    expect(page.locator("[data-live-state]")).to_have_text("live")
    before = page.locator("[data-alerts] li").count()
    feed.items.append(SIXTH)
    expect(page.locator("[data-alerts] li.fresh").first).to_be_visible(timeout=READ_MS)
    assert page.locator("[data-alerts] li").count() > before
    page.locator("[data-alerts] li.fresh a").first.click()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("There is no")


def test_7_keys_lead_through_the_desk(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.story') !== null")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/stories/"))
    page.keyboard.press("/")
    page.keyboard.type("soldier" if "soldier" in reports()[0].read_text(errors="ignore") else "the")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q="))
    expect(page.locator("mark").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_8_all_of_it_works_without_a_script(browser: Browser, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(served.url + "/sources")
    expect(page).to_have_url(re.compile(r"/sign-in\?next="))
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/sources$"))
    page.goto(served.url)
    page.locator("summary", has_text="or paste a text").click()
    page.get_by_label("The text").fill("The harbour master said 12 boats were lost off Vessry on Monday.")
    page.get_by_label("Its title").fill("Boats lost off Vessry")
    page.get_by_label("Who published it").fill("Vessry Gazette")
    page.get_by_label("On which day").fill("2031-03-04")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Kept.")
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    for _ in range(60):
        page.goto(served.url)
        if page.get_by_role("link", name="Boats lost off Vessry").count():
            break
        page.wait_for_timeout(1000)
    page.get_by_role("link", name="Boats lost off Vessry").first.click()
    expect(page.locator("h1")).to_have_text("Boats lost off Vessry")
    context.close()
