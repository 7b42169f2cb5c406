"""Places looked at by themselves: each version once, failures that say what to do, good manners."""

from __future__ import annotations

import gzip
import json
import os
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.watching.hosts import Host, article, endless, gives, item, rss, sent
from twosource import Desk, Settings
from twosource.errors import UnknownId, UsageError
from twosource.model import Look, Report

HARBOUR = "The harbour office said 11 people died when a ferry sank off Tarn on Friday."
PILOT = "A pilot said the weather was calm and the sea was flat when the ferry left."
LONG = " ".join(f"{HARBOUR} {PILOT}" for _ in range(6))


def looked(desk: Desk, minutes: float = 0.0) -> list[Look]:
    return list(desk.collect(datetime.now(UTC) + timedelta(minutes=minutes)))


def kept(desk: Desk) -> list[Report]:
    return [report for _, report in desk._store.scan()]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (rss(item("1", "Ferry sinks", LONG)), "application/rss+xml"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay Courier</title><entry><id>1</id><title>Ferry '
         f'sinks</title><updated>2026-11-20T12:00:00Z</updated><content>{LONG}</content></entry></feed>', "text/xml"),
        (json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Quay Courier", "items": [
            {"id": "1", "title": "Ferry sinks", "content_text": LONG, "date_published": "2026-11-20T12:00:00Z"}]}),
         "application/feed+json"),
    ],
    ids=["rss", "atom", "json"],
)  # fmt: skip
def test_each_kind_of_feed_is_read_and_each_item_recorded_once(
    desk: Desk, here: Host, body: str, kind: str
) -> None:
    here.pages["/feed"] = gives(body, kind)
    assert desk.subscribe(f"{here.url}/feed", every=60).kind == "feed"
    assert [look.new for look in looked(desk)] == [1]
    assert [look.new for look in looked(desk, 5)] == [0]
    (report,) = kept(desk)
    assert (report.title, report.publisher, (report.published_at or "")[:10]) == (
        "Ferry sinks", "Quay Courier", "2026-11-20",
    )  # fmt: skip
    fetched = desk._store.item(report.id).fetched  # type: ignore[union-attr]
    assert fetched is not None
    assert desk._store.watches.document(fetched.sha256) == body.encode()
    assert fetched.final_url == f"{here.url}/feed"


def test_an_item_with_little_text_gives_the_page_that_it_links(desk: Desk, here: Host) -> None:
    here.pages["/feed"] = gives(
        rss(item("1", "Ferry sinks", "Eleven dead.", f"{here.url}/story")), "text/xml"
    )
    here.pages["/story"] = gives(article("Ferry sinks", HARBOUR, PILOT))
    desk.subscribe(f"{here.url}/feed", every=60)
    assert [look.new for look in looked(desk)] == [1]
    (report,) = kept(desk)
    assert "harbour office" in report.text
    assert report.url == f"{here.url}/story"


def test_what_is_unchanged_is_not_sent_again(desk: Desk, here: Host) -> None:
    def conditional(handler: object) -> None:
        known = handler.headers.get("If-None-Match") == '"a"'  # type: ignore[attr-defined]
        body = b"" if known else rss(item("1", "Ferry sinks", LONG)).encode()
        sent(handler, body, "text/xml", 304 if known else 200, ETag='"a"')  # type: ignore[arg-type]

    here.pages["/feed"] = conditional
    desk.subscribe(f"{here.url}/feed", every=60)
    for minute in (0, 5, 10):
        assert [look.error for look in looked(desk, minute)] == [None]
    heads = [headers.get("if-none-match") for _, path, headers in here.asked if path == "/feed"]
    assert heads == [None, None, '"a"', '"a"']  # found out what it is, first look, then twice conditional


def test_a_changed_page_is_a_new_version_and_the_change_is_shown(desk: Desk, here: Host) -> None:
    here.pages["/story"] = gives(article("Ferry sinks", HARBOUR, PILOT))
    desk.subscribe(f"{here.url}/story", every=60)
    assert [look.new for look in looked(desk)] == [1]
    here.pages["/story"] = gives(article("Ferry sinks", HARBOUR.replace("11", "12"), PILOT))
    assert [(look.new, look.changed) for look in looked(desk, 5)] == [(1, 1)]
    first, second = kept(desk)
    assert first.url == second.url
    (one, nothing), (two, changes) = desk.versions(second.id)
    assert (one.report_id, one.former_id, nothing) == (first.id, None, ())
    assert (two.report_id, two.former_id) == (second.id, first.id)
    (change,) = changes
    assert [span.text for span in change.before] == [HARBOUR]
    assert [span.text for span in change.after] == [HARBOUR.replace("11", "12")]
    for report, spans in ((first, change.before), (second, change.after)):
        assert all(report.text[span.start : span.end] == span.text for span in spans)
    here.pages["/story"] = gives(article("Ferry sinks", HARBOUR, PILOT))
    assert [(look.new, look.changed) for look in looked(desk, 10)] == [(1, 1)]
    assert [version.report_id for version, _ in desk.versions(first.id)] == [first.id, second.id, first.id]


def test_other_bytes_around_the_same_text_are_no_version(desk: Desk, here: Host) -> None:
    for number in range(3):
        here.pages["/story"] = gives(article("Ferry sinks", HARBOUR, PILOT, around=f"<!-- ad {number} -->"))
        if not number:
            desk.subscribe(f"{here.url}/story", every=60)
        assert [look.new for look in looked(desk, 5 * number)] == [int(number == 0)]
    assert len(kept(desk)) == 1


def test_a_corrected_item_of_a_feed_is_a_version_of_it(desk: Desk, here: Host) -> None:
    here.pages["/feed"] = gives(rss(item("1", "Ferry sinks", LONG), item("2", "Storm", LONG[5:])), "text/xml")
    desk.subscribe(f"{here.url}/feed", every=60)
    assert [(look.new, look.changed) for look in looked(desk)] == [(2, 0)]
    better = item("1", "Ferry sinks", LONG.replace("11 people", "12 people"))
    here.pages["/feed"] = gives(rss(better, item("2", "Storm", LONG[5:])), "text/xml")
    assert [(look.new, look.changed) for look in looked(desk, 5)] == [(1, 1)]


def test_a_failing_place_is_told_of_waits_longer_and_comes_back(desk: Desk, here: Host) -> None:
    here.pages["/feed"] = gives(rss(item("1", "Ferry sinks", LONG)), "text/xml")
    desk.subscribe(f"{here.url}/feed", every=600)
    here.pages["/feed"] = gives("busy", status=503)
    waits = []
    now = datetime.now(UTC)
    for _ in range(4):
        (look,) = desk.collect(now)
        assert look.error == "503 service unavailable: try again later"
        ((_, pulse),) = desk.subscriptions()
        waits.append((datetime.fromisoformat(pulse.next_at) - now).total_seconds())
        now = datetime.fromisoformat(pulse.next_at)
    assert pulse.failures == 4
    assert pulse.last_error is not None
    assert all(0.9 * 30 * 2**n <= wait <= 1.1 * 30 * 2**n + 0.01 for n, wait in enumerate(waits))
    here.pages["/feed"] = gives("busy", status=503, Retry_After="7200")
    (look,) = desk.collect(now)
    ((_, pulse),) = desk.subscriptions()
    assert datetime.fromisoformat(pulse.next_at) - now >= timedelta(seconds=7199)
    here.pages["/feed"] = gives(rss(item("1", "Ferry sinks", LONG)), "text/xml")
    (look,) = desk.collect(datetime.fromisoformat(pulse.next_at))
    assert (look.new, look.error) == (1, None)
    ((_, pulse),) = desk.subscriptions()
    assert (pulse.failures, pulse.last_error, pulse.reports) == (0, None, 1)


def test_one_bad_place_does_not_hold_up_the_others(desk: Desk, here: Host) -> None:
    for name in ("good", "bad"):
        here.pages[f"/{name}"] = gives(rss(item(name, "Ferry sinks", f"{name} {LONG}")), "text/xml")
        desk.subscribe(f"{here.url}/{name}", every=60)
    here.pages["/bad"] = endless
    found = {look.subscription.place.rsplit("/", 1)[1]: look for look in looked(desk)}
    assert found["good"].new == 1
    assert "too large" in (found["bad"].error or "")


HOSTILE = {
    "broken": (b"<rss version='2.0'><channel><title>Q</title><item><title>Half", None),
    "entities": (b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel>'
                 b"<item><title>&b;</title></item></channel></rss>", "bomb"),
    "outside": (b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0">'
                b"<channel><item><title>&x;</title><description>&x;</description></item></channel></rss>", "bomb"),
    "many": (rss(*(item(str(n), "T", f"Text {n}") for n in range(100_000))).encode(), "too large"),
    "page": (b"<!doctype html><html><body><p>A page.</p></body></html>", "not a feed"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "not a feed|not a report|no text"),
    "nothing": (b"", "empty|not a feed"),
    "deep": (b"<rss version='2.0'>" + b"<a>" * 50_000, None),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_feed_is_refused_with_a_reason_or_holds_nothing_and_keeps_nothing(
    desk: Desk, here: Host, name: str
) -> None:
    body, reason = HOSTILE[name]
    here.pages["/feed"] = gives(body, "application/rss+xml")
    desk.subscribe(f"{here.url}/feed", every=60, kind="feed")
    (look,) = looked(desk)
    if reason is None:
        assert look.error is None
    else:
        assert re.search(reason, look.error or ""), look.error
    assert kept(desk) == []
    assert [each.failures for _, each in desk.subscriptions()] == [int(look.error is not None)]


def test_a_json_feed_of_a_hundred_thousand_items_is_bounded(
    desk: Desk, here: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twosource.readers.web.entries.MOST", 40)
    rows = [{"id": str(n), "content_text": f"{n} {HARBOUR}"} for n in range(100_000)]
    here.pages["/feed"] = gives(json.dumps({"version": "1", "title": "Q", "items": rows}), "application/json")
    desk.subscribe(f"{here.url}/feed", every=60, kind="feed", follow="never")
    (look,) = looked(desk)
    assert look.new == 40


def test_script_in_titles_and_texts_is_text_and_nothing_runs(desk: Desk, here: Host) -> None:
    title = "&lt;script&gt;alert(1)&lt;/script&gt;Ferry &lt;img src=x onerror=alert(2)&gt; sinks"
    text = f"&lt;p&gt;{LONG}&lt;/p&gt;&lt;script&gt;steal()&lt;/script&gt;"
    here.pages["/feed"] = gives(rss(item("1", title, text)), "text/xml")
    desk.subscribe(f"{here.url}/feed", every=60, follow="never")
    assert [look.new for look in looked(desk)] == [1]
    (report,) = kept(desk)
    assert "<script" not in (report.title or "")
    assert "onerror" not in (report.title or "")
    assert "steal" not in report.text


def test_robots_txt_is_heeded(desk: Desk, here: Host) -> None:
    here.pages["/robots.txt"] = gives("User-agent: Twosource\nDisallow: /inner/\n", "text/plain")
    links = [item("1", "Open", "x", f"{here.url}/open"), item("2", "Shut", "", f"{here.url}/inner/shut")]
    here.pages["/feed"] = gives(rss(*links), "text/xml")
    here.pages["/open"] = here.pages["/inner/shut"] = gives(article("Ferry sinks", HARBOUR, PILOT))
    desk.subscribe(f"{here.url}/feed", every=60)
    (look,) = looked(desk)
    assert look.new == 1
    assert "/inner/shut" not in here.paths()
    assert ["robots.txt keeps robots out" in each.reason for each in look.set_aside] == [True]


def test_a_host_that_cannot_say_its_rules_is_left_alone_for_now(desk: Desk, here: Host) -> None:
    here.pages["/robots.txt"] = gives("oops", status=500)
    here.pages["/feed"] = gives(rss(item("1", "Ferry sinks", LONG)), "text/xml")
    desk.subscribe(f"{here.url}/feed", every=60, kind="feed")
    (look,) = looked(desk)
    assert "robots.txt cannot be read" in (look.error or "")
    assert "/feed" not in here.paths()


def test_requests_to_one_host_keep_a_distance(tmp_path: Path, here: Host) -> None:
    links = [item(str(n), f"Story {n}", "", f"{here.url}/{n}") for n in range(4)]
    here.pages["/feed"] = gives(rss(*links), "text/xml")
    for n in range(4):
        here.pages[f"/{n}"] = gives(article(f"Story {n}", f"{n} {HARBOUR}", PILOT))
    with Desk(Settings(db=tmp_path / "slow.db", allow_hosts=("127.0.0.1",), gap=0.4)) as desk:
        desk.subscribe(f"{here.url}/feed", every=60, kind="feed")
        here.at.clear()
        assert [look.new for look in looked(desk)] == [4]
    gaps = [after - before for before, after in zip(here.at, here.at[1:], strict=False)]
    assert len(gaps) == 5  # robots.txt, the feed, four pages
    assert min(gaps) > 0.2  # seen from the other end of a busy machine


def test_a_page_that_cannot_be_had_is_tried_again_a_few_times(desk: Desk, here: Host) -> None:
    here.pages["/feed"] = gives(
        rss(item("1", "Ferry sinks", "", f"{here.url}/story")), "text/xml", ETag='"1"'
    )
    here.pages["/story"] = gives("busy", status=503)
    desk.subscribe(f"{here.url}/feed", every=60)
    (look,) = looked(desk)
    assert [each.retry for each in look.set_aside] == [True]
    here.pages["/story"] = gives(article("Ferry sinks", HARBOUR, PILOT))
    (look,) = looked(desk, 5)
    assert look.new == 1


def test_a_sitemap_gives_what_is_new_or_changed_after_its_first_look(desk: Desk, here: Host) -> None:
    def sitemap(*rows: tuple[str, str]) -> str:
        inside = "".join(f"<url><loc>{here.url}/{at}</loc><lastmod>{day}</lastmod></url>" for at, day in rows)
        return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}</urlset>'

    old = [(f"old{n}", f"2026-01-{n % 28 + 1:02}") for n in range(80)]
    for at, _ in [*old, ("a", ""), ("b", "")]:
        here.pages[f"/{at}"] = gives(article(f"Story {at}", f"Report {at}: {HARBOUR}", PILOT))
    index = f"<sitemapindex><sitemap><loc>{here.url}/part.xml.gz</loc></sitemap></sitemapindex>"
    here.pages["/sitemap.xml"] = gives(index, "application/xml")
    here.pages["/part.xml.gz"] = gives(
        gzip.compress(sitemap(*old, ("a", "2026-11-20")).encode()), "application/gzip"
    )
    assert desk.subscribe(f"{here.url}/sitemap.xml", every=60).kind == "sitemap"
    assert [look.new for look in looked(desk)] == [50]
    assert "/a" in here.paths()
    here.pages["/a"] = gives(article("Story a", "It was 12.", HARBOUR, PILOT))
    more = sitemap(*old, ("a", "2026-11-21"), ("b", "2026-11-21"), ("../elsewhere", "2026-11-21"))
    more = more.replace(f"{here.url}/../elsewhere", "http://elsewhere.example/x")
    here.pages["/part.xml.gz"] = gives(gzip.compress(more.encode()), "application/gzip")
    assert [(look.new, look.changed, look.set_aside) for look in looked(desk, 5)] == [(2, 1, ())]
    assert [look.new for look in looked(desk, 10)] == [0]


def test_a_folder_gives_its_files_and_what_is_written_to_them(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    settle(folder / "one.txt", f"Ferry sinks\n\n{HARBOUR}")
    settle(folder / "deep" / "two.html", article("Storm", PILOT, HARBOUR))
    (folder / "fresh.txt").write_text(f"Fresh\n\n{PILOT}")
    assert desk.subscribe(str(folder), every=60).kind == "folder"
    assert [look.new for look in looked(desk)] == [2]
    settle(folder / "one.txt", f"Ferry sinks\n\n{HARBOUR.replace('11', '12')}", 50)
    os.utime(folder / "fresh.txt", (time.time() - 50,) * 2)
    assert [(look.new, look.changed) for look in looked(desk, 5)] == [(2, 1)]
    (folder / "one.txt").unlink()
    assert [look.new for look in looked(desk, 10)] == [0]
    for path in (folder / "deep" / "two.html", folder / "fresh.txt"):
        path.unlink()
    (folder / "deep").rmdir()
    folder.rmdir()
    (look,) = looked(desk, 15)
    assert look.error == "nothing is there: no folder of that name; check the spelling, or mount the disk"


EXPORT = {
    "name": "Tarn Port", "type": "public_channel", "id": 17, "messages": [
        {"id": 1, "type": "service", "date": "2026-11-20T09:00:00", "action": "create_channel", "text": ""},
        {"id": 2, "type": "message", "date": "2026-11-20T10:00:00", "date_unixtime": "1795168800", "from": "Tarn Port",
         "text": ["The harbour office said ", {"type": "bold", "text": "11 people"}, " died when a ferry sank."]},
        {"id": 3, "type": "message", "date": "2026-11-20T11:00:00", "from": "Tarn Port",
         "forwarded_from": "Quay Courier", "text": "A pilot said the sea was flat when the ferry left."},
        {"id": 4, "type": "message", "date": "2026-11-20T11:05:00", "from": "Tarn Port", "photo": "a.jpg", "text": ""},
    ],
}  # fmt: skip


def test_an_exported_chat_gives_a_report_a_message(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "ChatExport_2026-11-22"
    folder.mkdir()
    settle(folder / "result.json", json.dumps(EXPORT))
    settle(folder / "style.css", "b {}")
    assert desk.subscribe(str(folder), every=60).kind == "telegram"
    assert [(look.new, look.set_aside) for look in looked(desk)] == [(2, ())]
    first, second = kept(desk)
    assert first.text == "The harbour office said 11 people died when a ferry sank."
    assert (first.publisher, first.published_at) == ("Tarn Port", "2026-11-20T10:00:00+00:00")
    assert [(credit.kind, credit.name) for credit in second.credits] == [("source", "Quay Courier")]
    again = json.loads(json.dumps(EXPORT))
    again["messages"][1]["text"] = "The harbour office said 12 people died when a ferry sank."
    again["messages"][1]["edited"] = "2026-11-20T12:00:00"
    settle(folder / "result.json", json.dumps(again), 50)
    assert [(look.new, look.changed) for look in looked(desk, 5)] == [(1, 1)]


def test_the_pages_of_an_exported_chat_are_read_too(desk: Desk, tmp_path: Path) -> None:
    page = """<!DOCTYPE html><html><body><div class="page_wrap"><div class="page_header"><div class="content">
      <div class="text bold">Tarn Port</div></div></div><div class="page_body chat_page"><div class="history">
      <div class="message service" id="message-1"><div class="body details">20 November 2026</div></div>
      <div class="message default clearfix" id="message2"><div class="body">
      <div class="pull_right date details" title="20.11.2026 12:00:00 UTC+02:00">12:00</div>
      <div class="from_name">Tarn Port</div>
      <div class="text">The harbour office said 11 people died<br>when a ferry sank.</div></div></div>
      <div class="message default clearfix joined" id="message3"><div class="body">
      <div class="pull_right date details" title="20.11.2026 12:05:00 UTC+02:00">12:05</div>
      <div class="forwarded body"><div class="from_name">Quay Courier <span class="date details" title="x">
      20.11.2026 11:00:00</span></div><div class="text">A pilot said the sea was flat when the ferry left.</div>
      </div></div></div></div></div></div></body></html>"""
    folder = tmp_path / "export"
    folder.mkdir()
    settle(folder / "messages.html", page)
    assert desk.subscribe(str(folder), every=60).kind == "telegram"
    assert [look.new for look in looked(desk)] == [2]
    first, second = kept(desk)
    assert first.text == "The harbour office said 11 people died\nwhen a ferry sank."
    assert (first.publisher, first.published_at) == ("Tarn Port", "2026-11-20T12:00:00+02:00")
    assert [credit.name for credit in second.credits if credit.kind == "source"] == ["Quay Courier"]


def test_an_address_can_be_read_without_watching_it(desk: Desk, here: Host) -> None:
    here.pages["/story"] = gives(article("Ferry sinks", HARBOUR, PILOT))
    here.pages["/gone"] = gives("no", status=410)
    got = [one for one, _ in desk.ingest([f"{here.url}/story", f"{here.url}/gone", "http://10.0.0.1/"])]
    assert isinstance(got[0], Report)
    assert got[0].url == f"{here.url}/story"
    fetched = desk._store.item(got[0].id).fetched  # type: ignore[union-attr]
    assert fetched is not None
    assert (fetched.status, fetched.sha256) == (200, got[0].sha256)
    assert "410 gone" in got[1].reason  # type: ignore[union-attr]
    assert "not allowed" in got[2].reason  # type: ignore[union-attr]


def test_an_address_that_is_read_again_and_was_changed_is_a_version_too(desk: Desk, here: Host) -> None:
    here.pages["/story"] = gives(article("Ferry sinks", HARBOUR, PILOT))
    list(desk.ingest([f"{here.url}/story"]))
    list(desk.ingest([f"{here.url}/story"]))
    desk.subscribe(f"{here.url}/story", every=60)
    assert [look.new for look in looked(desk)] == [0]
    here.pages["/story"] = gives(article("Ferry sinks", HARBOUR.replace("11", "12"), PILOT))
    list(desk.ingest([f"{here.url}/story"]))
    assert [(look.new, look.changed) for look in looked(desk, 5)] == [(0, 0)]
    first, second = kept(desk)
    assert [(one.report_id, one.former_id) for one, _ in desk.versions(first.id)] == [
        (first.id, None), (second.id, first.id),
    ]  # fmt: skip


def test_wrong_places_and_ids_are_refused_with_what_to_do(desk: Desk, here: Host, tmp_path: Path) -> None:
    for place in (str(tmp_path / "nowhere"), f"{here.url}/404", "http://10.0.0.1/feed"):
        with pytest.raises(UsageError, match=r"cannot be watched: .*[;:] .+"):
            desk.subscribe(place)
    with pytest.raises(UsageError, match="too short"):
        desk.subscribe(str(tmp_path), every=0.1)
    with pytest.raises(UnknownId, match="watch list"):
        desk.unsubscribe("f0")
    with pytest.raises(UnknownId):
        desk.versions("nothing")


def test_what_is_removed_is_looked_at_no_more(desk: Desk, here: Host) -> None:
    here.pages["/feed"] = gives(rss(item("1", "Ferry sinks", LONG)), "text/xml")
    made = desk.subscribe(f"{here.url}/feed", every=60)
    desk.unsubscribe(made.id)
    assert looked(desk) == []
    assert desk.subscriptions() == ()
    desk.subscribe(f"{here.url}/feed", every=60)
    assert [look.new for look in looked(desk)] == [1]


def settle(path: Path, text: str, seconds_ago: float = 100) -> None:
    """Write a file that was last written to a while ago."""
    path.write_text(text)
    os.utime(path, (time.time() - seconds_ago,) * 2)
