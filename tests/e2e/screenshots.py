"""Pictures of every page, in both themes and at a phone's width: make screenshots. They go to out/screens."""

from __future__ import annotations

import re
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.watching.hosts import article, gives, host
from twosource import Desk, Settings

from .served import ARGUMENTS, CHROMIUM, NAME, PASSWORD, ROOT, Served, reports, serving

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 800}
LOOKS = (("light", WIDE), ("dark", WIDE), ("light", PHONE), ("dark", PHONE))
TALLEST = 9000
FERRY = "Ferry sinks off Tarn"
HEAD = (
    '<meta property="og:site_name" content="Tarn Post">'
    '<meta property="article:published_time" content="2025-05-03T09:00:00+00:00">'
)
SAID = (
    "The pilot Ulla Brandt said the sea was flat when the ferry Anneke left Skarholm.",
    "The owner, Tarn Lines, said the ferry Anneke had been inspected in May.",
)


def main(only: list[str]) -> int:
    """Take the pictures, or those of the pages that are named; 0 where that was possible."""
    if CHROMIUM is None:
        print("No pictures: there is no chromium here (apt-get install chromium).", file=sys.stderr)
        return 1
    out = ROOT / "out" / "screens"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "desk.db"
        fill(db)
        with serving(db) as served:
            taken = pictures(served, out, only)
        fresh = Path(folder) / "fresh.db"
        with serving(fresh, first=True) as served:
            taken += beginnings(served, out, only)
    print(f"{taken} pictures in {out}")
    return 0


def fill(db: Path) -> None:
    """A store as a desk has it on its second day: reports, an account, a watch, a decision, a page that was changed."""
    broken = db.with_name("broken.json")
    broken.write_text("{")
    with host() as paper, Desk(Settings(db=db, quiet=True, allow_hosts=("127.0.0.1",), gap=0.0)) as desk:
        some = [str(path) for path in reports()]
        desk.add_person(NAME, "admin", PASSWORD, "screenshots")
        for _ in desk.ingest([*some[:3], str(broken)]):
            pass
        desk.watch("everything", NAME)
        desk.subscribe(f"{paper.url}/ferry", 60.0, kind="page", by=NAME)
        for minutes, dead in ((0, 11), (5, 14)):
            paper.pages["/ferry"] = gives(article(FERRY, f"The harbour office said {dead} people died when the "
                                                  "ferry Anneke sank off Tarn on Friday.", *(SAID if dead == 11 else SAID[:1]), around=HEAD))  # fmt: skip
            list(desk.collect(datetime.now(UTC) + timedelta(minutes=minutes)))
            desk.catch_up()
            if dead == 11:
                desk.decide(
                    "confirm", [_of(desk, "11 people")], author=NAME, reason="The harbour office's own list"
                )
        for _ in desk.ingest(some[3:]):
            pass
        story = desk.stories()[0]
        first = desk.story(story.id).claims[0]
        desk.decide(
            "confirm", [first.claim.id], author=NAME, reason="Seen on the film, with its place and its day"
        )
        desk.make_token(NAME, "the newsroom's dashboard", ["read"], 90, NAME)


def _of(desk: Desk, words: str) -> str:
    """The claim with these words."""
    every = (one for told in desk.timeline() for one in told.claims)
    return next(one.claim.id for one in every if words in one.claim.text)


def places(served: Served, page: Page) -> dict[str, str]:
    """Every page of the desk, by the name of its picture."""
    page.goto(served.url)
    story = page.locator(".story h2 a").first.get_attribute("href") or "/"
    page.goto(served.url + story)
    claims = [each.get_attribute("href") or "/" for each in page.locator(".claim .said a").all()[:3]]
    cite = page.locator(".cite a").first.get_attribute("href") or "/"
    report = re.sub(r"[?#].*", "", cite)
    page.goto(served.url)
    changed = page.get_by_role("link", name=FERRY).first.get_attribute("href") or "/"
    page.goto(served.url + "/audit?of=" + NAME)
    gone = page.locator("tbody a[href^='/claims/']").last.get_attribute("href") or "/"
    source = "/sources"
    page.goto(served.url + "/sources")
    source = page.locator("table a").first.get_attribute("href") or source
    return {
        "desk": "/",
        "story": story,
        "claim": claims[0],
        "claim-2": claims[1],
        "changed": changed,
        "gone": gone,
        "report": report,
        "report-span": cite,
        "sources": "/sources",
        "source": source,
        "search": "/search?q=captured+soldier",
        "search-empty": "/search?q=zeppelin+marmalade",
        "inbox": "/inbox",
        "alerts": "/alerts",
        "audit": "/audit",
        "account": "/account",
        "error": "/stories/nothing",
    }


def pictures(served: Served, out: Path, only: list[str]) -> int:
    """The pages of a desk at work."""
    taken = 0
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        known: dict[str, str] = {}
        for theme, size in LOOKS:
            context = browser.new_context(viewport=size, color_scheme=theme)  # type: ignore[arg-type]
            page = context.new_page()
            sign_in(page, served)
            known = known or places(served, page)
            for name, address in known.items():
                if not only or name in only:
                    taken += shot(page, served.url + address, out / f"{name}-{_look(theme, size)}.png")
            context.close()
        browser.close()
    return taken


def beginnings(served: Served, out: Path, only: list[str]) -> int:
    """The pages of a desk that nobody has used."""
    taken = 0
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        for at, (theme, size) in enumerate(LOOKS):
            context = browser.new_context(viewport=size, color_scheme=theme)  # type: ignore[arg-type]
            page = context.new_page()
            if at == 0:
                for theme_, size_ in LOOKS:
                    page.set_viewport_size(size_)  # type: ignore[arg-type]
                    page.emulate_media(color_scheme=theme_)  # type: ignore[arg-type]
                    taken += shot(page, served.setup or "", out / f"setup-{_look(theme_, size_)}.png", only)
                page.fill("input[name=name]", NAME)
                page.fill("input[name=password]", PASSWORD)
                page.click("main button")
                page.context.clear_cookies()
                page.set_viewport_size(size)  # type: ignore[arg-type]
                page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            taken += shot(page, served.url + "/sign-in", out / f"sign-in-{_look(theme, size)}.png", only)
            sign_in(page, served)
            taken += shot(page, served.url + "/", out / f"desk-empty-{_look(theme, size)}.png", only)
            context.close()
        browser.close()
    return taken


def sign_in(page: Page, served: Served) -> None:
    """Come in as the admin."""
    page.goto(served.url + "/sign-in")
    page.fill("input[name=name]", NAME)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button")
    page.wait_for_url(served.url + "/")


def shot(page: Page, address: str, place: Path, only: list[str] | None = None) -> int:
    """One picture of a whole page; says so where the page is wider than the window."""
    name = place.stem.rsplit("-", 2)[0]
    page.goto(address)
    if only and name not in only:
        return 0
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        print(f"{place.name}: {wide} px wider than the window", file=sys.stderr)
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    size = page.viewport_size or WIDE
    page.screenshot(
        path=place, clip={"x": 0, "y": 0, "width": size["width"], "height": height}, full_page=True
    )
    return 1


def _look(theme: str, size: dict[str, int]) -> str:
    return f"{theme}-{'phone' if size is PHONE else 'wide'}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
