"""Hosts, feeds and pages that mean harm: each way into the desk's network, memory, time or reader, and what becomes of it.

The table of cases with their tests is in docs/threat-model.md.
"""

from __future__ import annotations

import gzip
import json
import re
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.watching.hosts import Answer, Handler, Host, article, gives, host, item, leads, rss, way
from twosource import Desk
from twosource.model import Look
from twosource.readers import containers, sitemaps
from twosource.readers.streams import Refused
from twosource.readers.web import Allowed, Unfetched, Way, fetch

HARBOUR = "The harbour office said 11 people died when a ferry sank off Tarn on Friday."
LONG = " ".join([HARBOUR] * 12)


def looked(desk: Desk, minutes: float = 0.0) -> Look:
    (look,) = desk.collect(datetime.now(UTC) + timedelta(minutes=minutes))
    return look


# --- ways inside


@pytest.mark.parametrize(
    "name",
    ["127.1", "127.0.1", "0177.0.0.1", "0177.1", "2130706433", "017700000001", "0x7f000001", "0x7f.0.0.0x1", "0",
     "localhost.", "LOCALHOST", "[::]", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:0001]",
     "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "１２７.0.0.1", "①②⑦.0.0.1", "127。0。0。1", "%31%32%37.0.0.1", "127.0.0.1%00.paper.example",
     "paper.example\\@127.0.0.1", "127.0.0.1\t", "[fe80::1%25lo]", "[::1%25lo]"],
)  # fmt: skip
def test_no_spelling_of_this_machine_leads_to_it(name: str, here: Host) -> None:
    here.pages["/"] = gives("secret")
    with pytest.raises(Unfetched, match=r"not allowed|not an address|not found|no host|unreachable"):
        fetch(f"http://{name}:{here.server_port}/", Way())
    assert here.asked == []


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "file://localhost/etc/passwd", "gopher://127.0.0.1:70/_x", "dict://127.0.0.1:11211/", "ftp://paper.example/",
     "data:text/html,<p>x</p>", "javascript:alert(1)", "jar:http://paper.example!/", "ldap://paper.example/", "/etc/passwd",
     "unix:/run/x", "HTTP//paper.example", "http:/127.0.0.1/", "http:127.0.0.1"],
)  # fmt: skip
def test_only_the_web_is_asked_also_after_a_redirect(url: str, here: Host) -> None:
    with pytest.raises(Unfetched, match=r"not allowed|not an address"):
        fetch(url, way())
    here.pages["/"] = leads(url)
    with pytest.raises(Unfetched, match=r"not allowed|not an address|404|unreadable"):
        fetch(f"{here.url}/", way())


def test_a_chain_of_redirects_is_checked_at_every_hop(here: Host) -> None:
    here.pages |= {"/1": leads("/2", 301), "/2": leads("/3", 307), "/3": leads("http://127.0.0.2:1/", 308)}
    with pytest.raises(Unfetched, match=r"not allowed: 127\.0\.0\.2"):
        fetch(f"{here.url}/1", way())
    assert here.paths() == ["/1", "/2", "/3"]


def test_two_pages_that_lead_to_each_other_end(here: Host) -> None:
    here.pages |= {"/a": leads("/b"), "/b": leads("/a")}
    with pytest.raises(Unfetched, match="too many redirects"):
        fetch(f"{here.url}/a", way())
    assert len(here.asked) == 6


def test_a_name_that_leads_elsewhere_a_moment_later_is_checked_again_for_each_request(here: Host) -> None:
    """DNS rebinding: the name is public at first, and this machine when the redirect is followed."""
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    here.pages["/"] = leads("/again")
    rebound = replace(way(), allowed=Allowed.of(["127.0.0.1"]), resolve=lambda name, port: next(answers))
    with pytest.raises(Unfetched, match=r"rebinding\.example leads to 127\.0\.0\.2"):
        fetch(f"http://rebinding.example:{here.server_port}/", rebound)
    assert here.paths() == ["/"]


@pytest.mark.parametrize("seen", ["0.0.0.0", "::ffff:10.0.0.1", "fe80::1%eth0", "169.254.169.254"])
def test_one_inner_address_among_public_ones_is_enough_to_refuse(seen: str) -> None:
    both = Way(resolve=lambda name, port: ["93.184.216.34", seen])
    with pytest.raises(Unfetched, match="no public address"):
        fetch("http://two.example/", both)


def test_what_a_feed_or_sitemap_lists_of_the_inner_network_is_never_asked(desk: Desk, here: Host) -> None:
    with host() as inner:
        inside = [
            f"http://127.0.0.2:{inner.server_port}/admin",
            "http://[::1]/",
            "file:///etc/passwd",
            "http://169.254.169.254/meta",
        ]
        here.pages["/feed"] = gives(
            rss(*(item(str(n), "Ferry", "", url) for n, url in enumerate(inside))), "text/xml"
        )
        rows = "".join(f"<url><loc>{url}</loc></url>" for url in inside)
        here.pages["/map.xml"] = gives(f"<urlset>{rows}</urlset>", "application/xml")
        here.pages["/index.xml"] = gives(
            f"<sitemapindex><sitemap><loc>{inside[0]}</loc></sitemap></sitemapindex>", "application/xml"
        )
        for place, kind in (("feed", "feed"), ("map.xml", "sitemap"), ("index.xml", "sitemap")):
            desk.subscribe(f"{here.url}/{place}", every=60, kind=kind)
        assert sum(look.new for look in desk.collect()) == 0
        assert inner.asked == []
    assert {path.split("?")[0] for path in here.paths()} <= {"/robots.txt", "/feed", "/map.xml", "/index.xml"}


def test_robots_txt_that_leads_inside_leaves_the_host_alone(desk: Desk, here: Host) -> None:
    here.pages["/robots.txt"] = leads("http://127.0.0.2:1/robots.txt")
    here.pages["/feed"] = gives(rss(item("1", "Ferry", LONG)), "text/xml")
    desk.subscribe(f"{here.url}/feed", every=60, kind="feed")
    assert "robots.txt cannot be read" in (looked(desk).error or "")


# --- answers without an end


def raw(*pieces: bytes, again: bytes = b"", pause: float = 0.0) -> Answer:
    """An answer byte for byte; ``again`` follows for ever."""

    def answer(handler: Handler) -> None:
        try:
            for piece in pieces:
                handler.wfile.write(piece)
            while again:
                handler.wfile.write(again)
                time.sleep(pause)
        except OSError:
            return

    return answer


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
ENDLESS = {
    "headers without an end": (raw(HEAD, again=b"X-Y: z\r\n"), "unreadable|too slow"),
    "one header without an end": (raw(HEAD + b"X: ", again=b"a" * 4096), "unreadable|too slow"),
    "ten thousand headers": (raw(HEAD + b"X-Y: z\r\n" * 10_000 + b"\r\nbody"), "unreadable"),
    "a status line without an end": (raw(again=b"HTTP/1.1 " * 500), "unreadable|too slow"),
    "continue, continue": (raw(again=b"HTTP/1.1 100 Continue\r\n\r\n", pause=0.001), "too slow|unreadable"),
    "no HTTP at all": (raw(b"SSH-2.0-x\r\n" * 5), "unreadable"),
    "chunks of nothing known": (raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), "unreadable"),
    "a chunk of negative length": (raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nx"), "unreadable|too large"),
    "a chunk of the length of the earth": (raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 15 + b"\r\nx"), "unreadable|too"),
    "small chunks for ever": (raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", again=b"4\r\nword\r\n" * 999), "too large|too slow"),
    "trailers without an end": (raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", again=b"X: y\r\n" * 99), "unreadable|too slow"),
    "a length that lies": (raw(HEAD + b"Content-Length: 99\r\n\r\nshort"), "cut off|unreadable"),
    "a length of many digits": (raw(HEAD + b"Content-Length: " + b"9" * 400 + b"\r\n\r\nx"), "too large|unreadable"),
}  # fmt: skip


@pytest.mark.parametrize("name", ENDLESS)
def test_an_answer_made_to_exhaust_us_ends_within_its_bounds(name: str, here: Host) -> None:
    answer, reason = ENDLESS[name]
    here.pages["/"] = answer
    with pytest.raises(Unfetched, match=reason):
        fetch(f"{here.url}/", way(seconds=1.0))


# --- packed


def packed(data: bytes, times: int) -> bytes:
    for _ in range(times):
        data = gzip.compress(data, 9)
    return data


ZEROS = b"\0" * 30_000_000
PACKED: dict[str, tuple[bytes, dict[str, str], str]] = {
    "gzip in gzip": (packed(ZEROS, 2), {"Content_Encoding": "gzip"}, "bomb|too large|not a report|no text|not a feed"),
    "gzip in gzip in gzip": (packed(ZEROS, 3), {"Content_Encoding": "gzip"}, "bomb|too large|not a|no text|unreadable"),
    "gzip twice, and said so": (packed(ZEROS, 2), {"Content_Encoding": "gzip, gzip"}, "packed as"),
    "a file that is gzip": (packed(ZEROS, 1), {}, "bomb|too large"),
    "brotli": (b"\x1b\xff\xff", {"Content_Encoding": "br"}, "packed as 'br'"),
    "zstandard": (b"\x28\xb5\x2f\xfd", {"Content_Encoding": "zstd"}, "packed as 'zstd'"),
    "deflate": (zlib.compress(ZEROS, 9), {"Content_Encoding": "deflate"}, "bomb|too large"),
    "many members": (gzip.compress(b"\0" * 60_000, 9) * 800, {"Content_Encoding": "gzip"}, "bomb|too large"),
    "damaged": (gzip.compress(b"<p>x</p>" * 99)[:-9], {"Content_Encoding": "gzip"}, "damaged|cut off"),
}  # fmt: skip


@pytest.mark.parametrize("name", PACKED)
def test_what_is_packed_to_burst_does_not(name: str, desk: Desk, here: Host) -> None:
    body, headers, reason = PACKED[name]
    here.pages["/feed"] = gives(body, "application/rss+xml", **headers)
    desk.subscribe(f"{here.url}/feed", every=60, kind="feed")
    look = looked(desk)
    assert re.search(reason, look.error or ""), look
    assert look.new == 0


# --- XML and JSON

LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
XML: dict[str, bytes] = {
    "a billion laughs": f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "ha">{LAUGHS}]><rss version="2.0"><channel><item><title>&a8;</title></item></channel></rss>'.encode(),
    "one long entity many times": f'<!DOCTYPE r [<!ENTITY a "{"x" * 50_000}">]><rss version="2.0"><channel><item><title>{"&a;" * 5000}</title></item></channel></rss>'.encode(),
    "an entity from a file": b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&x;</title></item></channel></rss>',
    "a parameter entity": b'<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x.dtd"> %x;]><rss version="2.0"><channel><item><title>t</title></item></channel></rss>',
    "the same in UTF-16": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&x;</title><description>&x;</description></item></channel></rss>'.encode("utf-16"),
    "tags in tags": b'<rss version="2.0"><channel>' + b"<item>" * 20_000,
    "attributes by the thousand": b'<rss version="2.0" ' + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b"><channel></channel></rss>",
    "included": b'<rss version="2.0" xmlns:xi="http://www.w3.org/2001/XInclude"><channel><item><title>t</title><description><xi:include href="file:///etc/passwd" parse="text"/></description></item></channel></rss>',
}  # fmt: skip


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize("reads", [containers.feed_rows, sitemaps.listed], ids=["feed", "sitemap"])
def test_xml_made_to_exhaust_or_to_spy_gives_nothing(
    name: str, reads: Callable[[bytes], list[object]]
) -> None:
    begun = time.process_time()
    try:
        rows = reads(XML[name])
    except Refused:
        rows = []
    said = repr(rows)
    assert "root:" not in said  # of /etc/passwd
    assert len(said) < 5_000_000
    # No measure of speed: a bomb that went off would take minutes, or all memory.
    assert time.process_time() - begun < 60


@pytest.mark.parametrize(
    "body", ["[" * 200_000, '{"items":' * 100_000, '{"version":"1","items":[' + "[" * 200_000, '{"version":"1","items":[1,null,"x",[],{"id":{"a":[]}}]}'],
    ids=["lists", "objects", "items", "anything"],
)  # fmt: skip
def test_a_json_feed_made_to_exhaust_is_refused_or_holds_nothing(desk: Desk, here: Host, body: str) -> None:
    here.pages["/feed"] = gives(body, "application/feed+json")
    desk.subscribe(f"{here.url}/feed", every=60, kind="feed")
    look = looked(desk)
    assert look.new == 0


def test_a_feed_of_more_tags_than_any_paper_prints_is_not_parsed() -> None:
    with pytest.raises(Refused, match="too large"):
        containers.feed_rows(b'<rss version="2.0"><channel>' + b"<item/>" * 700_000 + b"</channel></rss>")


def test_a_feed_whose_one_item_has_no_end_is_cut(here: Host) -> None:
    here.pages["/"] = raw(HEAD + b"\r\n<rss version='2.0'><channel><item><description>", again=b"x" * 100_000)
    with pytest.raises(Unfetched, match="too large: over 2,000,000"):
        fetch(f"{here.url}/", way())


# --- what a reader sees


def test_a_page_with_script_in_every_place_leaves_no_script(desk: Desk, here: Host) -> None:
    page = article(
        "Ferry <script>alert(1)</script>sinks",
        f'<b onmouseover="alert(2)">{HARBOUR}</b>',
        '<a href="javascript:alert(3)">More</a><iframe src="javascript:alert(4)"></iframe><svg onload="alert(5)"></svg>' + HARBOUR,
        around='<meta property="og:site_name" content="&quot;&gt;&lt;img src=x onerror=alert(6)&gt;">'
        '<link rel="canonical" href="javascript:alert(7)"><base href="javascript:alert(8)//">',
    )  # fmt: skip
    here.pages["/page"] = gives(page)
    desk.subscribe(f"{here.url}/page", every=60, kind="page")
    assert looked(desk).new == 1
    ((_, report),) = desk._store.scan()
    said = json.dumps([report.title, report.text, report.url, report.author])
    assert "<" not in said
    assert "javascript:" not in said
    assert "alert(" not in report.text
    assert report.url == f"{here.url}/page"
