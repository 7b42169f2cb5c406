"""Fetching over real sockets: only where it may go, only within bounds, and every failure says what to do."""

from __future__ import annotations

import hashlib
import ipaddress
import zlib
from dataclasses import replace

import pytest

from tests.watching.hosts import bomb, dripping, dripping_head, endless, gives, host, leads, sent, way
from twosource.readers.web import Allowed, Unfetched, Way, fetch
from twosource.readers.web.addresses import public
from twosource.readers.web.fetching import retry_after, tidy


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "240.0.0.1", "::", "::1", "fe80::1", "fe80::1%2",
        "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "2001::1",
        "2001:db8::1", "3fff::1", "100::1", "64:ff9b:1::1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_the_public_internets_is_known(address: str) -> None:
    assert not public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "64:ff9b::101:101"])
def test_a_public_address_is_known(address: str) -> None:
    assert public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:{}/", "http://localhost:{}/", "http://2130706433:{}/", "http://0x7f.1:{}/", "http://[::1]:{}/",
            "http://[::ffff:127.0.0.1]:{}/", "http://0:{}/"]
)  # fmt: skip
def test_nothing_of_this_machine_is_reached_by_default(url: str) -> None:
    with host() as here:
        here.pages["/"] = gives("secret")
        with pytest.raises(Unfetched, match=r"not allowed: .* no public address.*allow_hosts"):
            fetch(url.format(here.server_port), Way())
        assert here.asked == []


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://paper.example/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://me:secret@paper.example/", "name and password"),
        ("http://paper.example:port/", "not an address"),
        ("http://pa per.example/", "not an address"),
        ("http:///nothing", "not an address"),
    ],
)
def test_an_address_that_is_none_of_ours_is_refused(url: str, reason: str) -> None:
    with pytest.raises(Unfetched, match=reason):
        fetch(url, way())


def test_an_address_is_written_in_ascii_without_its_fragment() -> None:
    assert tidy("HTTP://Zürich.example/straße?q=ö b#part") == (
        "http://xn--zrich-kva.example/stra%C3%9Fe?q=%C3%B6%20b"
    )


def test_a_document_comes_with_its_hash_headers_and_way() -> None:
    with host() as here:
        here.pages["/old"] = leads("/new", 301)
        here.pages["/new"] = gives("<p>Here.</p>", ETag='"1"', Set_Cookie="id=1")
        got = fetch(f"{here.url}/old", way())
        assert got.body == b"<p>Here.</p>"
        assert (got.fetched.url, got.fetched.final_url) == (f"{here.url}/old", f"{here.url}/new")
        assert got.fetched.via == (f"{here.url}/old",)
        assert got.fetched.sha256 == hashlib.sha256(b"<p>Here.</p>").hexdigest()
        assert got.header("etag") == '"1"'
        assert got.header("set-cookie") is None
        assert here.asked[0][2]["user-agent"] == "Twosource/tests"


@pytest.mark.parametrize("to", ["http://10.0.0.1/", "http://127.0.0.2/", "http://[::1]/", "file:///etc/passwd", "//169.254.169.254/meta"])  # fmt: skip
def test_a_redirect_to_where_it_may_not_go_is_refused(to: str) -> None:
    with host() as here:
        here.pages["/"] = leads(to)
        with pytest.raises(Unfetched, match="not allowed"):
            fetch(f"{here.url}/", way())


def test_a_public_page_may_not_lead_into_the_own_network(monkeypatch: pytest.MonkeyPatch) -> None:
    from twosource.readers.web import wire

    class Led:
        status, headers = 302, (("location", "http://inside.example/"),)

        def header(self, name: str) -> str | None:
            return dict(self.headers).get(name)

        def close(self) -> None:
            pass

    monkeypatch.setattr(wire, "ask", lambda *_: Led())
    names = {"paper.example": ["93.184.216.34"], "inside.example": ["10.0.0.7"]}
    open_to = Way(allowed=Allowed.of(["10.0.0.0/8"]), resolve=lambda name, port: names[name])
    with pytest.raises(Unfetched, match=r"a public page led to inside\.example"):
        fetch("http://paper.example/", open_to)


def test_a_name_is_resolved_once_and_all_its_addresses_count() -> None:
    asked = []

    def rebinding(name: str, port: int) -> list[str]:
        asked.append(name)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    with host() as here:
        here.pages["/"] = gives("here")
        named = replace(way(), allowed=Allowed.of(["desk.example"]), resolve=rebinding)
        assert fetch(f"http://desk.example:{here.server_port}/", named).body == b"here"
        assert asked == ["desk.example"]
    both = Way(resolve=lambda name, port: ["93.184.216.34", "10.0.0.1"])
    with pytest.raises(Unfetched, match=r"leads to 10\.0\.0\.1"):
        fetch("http://two.example/", both)


def test_an_entry_of_the_list_may_name_one_port_alone() -> None:
    with host() as here, host() as other:
        here.pages["/"] = other.pages["/"] = gives("here")
        one = replace(way(), allowed=Allowed.of([f"127.0.0.1:{here.server_port}"]))
        assert fetch(f"{here.url}/", one).body == b"here"
        with pytest.raises(Unfetched, match="not allowed"):
            fetch(f"{other.url}/", one)


def test_an_unknown_name_and_a_closed_port_say_so() -> None:
    with pytest.raises(Unfetched, match="there is no host") as unknown:
        fetch("http://nowhere.invalid/", way())
    assert unknown.value.again
    with host() as here:
        url = here.url
    with pytest.raises(Unfetched, match="unreachable") as closed:
        fetch(url, way())
    assert closed.value.again


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (endless, "too large"),
        (bomb, "bomb|too large"),
        (dripping, "too slow"),
        (dripping_head, "too slow|unreadable"),
    ],
)
def test_a_body_without_an_end_is_cut(answer: object, reason: str) -> None:
    with host() as here:
        here.pages["/"] = answer  # type: ignore[assignment]
        with pytest.raises(Unfetched, match=reason):
            fetch(f"{here.url}/", way(seconds=1.0))


def test_a_bomb_is_known_by_its_ratio_before_it_is_unpacked() -> None:
    with host() as here:
        here.pages["/"] = bomb
        with pytest.raises(Unfetched, match="bomb"):
            fetch(f"{here.url}/", way(bytes=500_000_000, seconds=10))


def test_a_length_that_is_too_much_is_not_even_begun() -> None:
    with host() as here:
        here.pages["/"] = gives(b"x" * 3_000_000)
        with pytest.raises(Unfetched, match="3,000,000 bytes"):
            fetch(f"{here.url}/", way())


def test_too_many_redirects_end() -> None:
    with host() as here:
        here.pages["/"] = leads("/")
        with pytest.raises(Unfetched, match="too many redirects"):
            fetch(f"{here.url}/", way())
        assert len(here.asked) == 6


def test_an_answer_that_is_cut_off_is_not_taken_for_whole() -> None:
    def cut(handler: object) -> None:
        handler.send_response(200)  # type: ignore[attr-defined]
        handler.send_header("Content-Length", "1000")  # type: ignore[attr-defined]
        handler.end_headers()  # type: ignore[attr-defined]
        handler.wfile.write(b"<p>half of it")  # type: ignore[attr-defined]

    with host() as here:
        here.pages["/"] = cut
        with pytest.raises(Unfetched, match="cut off") as error:
            fetch(f"{here.url}/", way())
        assert error.value.again


@pytest.mark.parametrize("raw", [False, True])
def test_deflate_is_unpacked_with_and_without_its_head(raw: bool) -> None:
    packer = zlib.compressobj(wbits=-15 if raw else 15)
    body = packer.compress(b"<p>Here.</p>" * 50) + packer.flush()
    with host() as here:
        here.pages["/"] = gives(body, Content_Encoding="deflate")
        assert fetch(f"{here.url}/", way()).body == b"<p>Here.</p>" * 50


def test_an_unknown_packing_is_refused() -> None:
    with host() as here:
        here.pages["/"] = gives(b"??", Content_Encoding="br")
        with pytest.raises(Unfetched, match="packed as 'br'"):
            fetch(f"{here.url}/", way())


def test_unchanged_is_no_body() -> None:
    def conditional(handler: object) -> None:
        known = handler.headers.get("If-None-Match") == '"7"'  # type: ignore[attr-defined]
        sent(handler, b"" if known else b"here", status=304 if known else 200, ETag='"7"')  # type: ignore[arg-type]

    with host() as here:
        here.pages["/"] = conditional
        assert fetch(f"{here.url}/", way()).body == b"here"
        again = fetch(f"{here.url}/", way(), {"If-None-Match": '"7"'})
        assert (again.body, again.fetched.status) == (None, 304)


@pytest.mark.parametrize(
    ("status", "again"), [(404, False), (403, False), (410, False), (429, True), (503, True)]
)
def test_a_refusal_says_what_to_do_and_whether_to_try_again(status: int, again: bool) -> None:
    with host() as here:
        here.pages["/"] = gives("no", status=status, Retry_After="120")
        with pytest.raises(Unfetched, match=f"^{status} .*: .+") as error:
            fetch(f"{here.url}/", way())
        assert (error.value.again, error.value.status, error.value.after) == (again, status, 120.0)


def test_a_host_may_say_when_to_come_back() -> None:
    from datetime import UTC, datetime

    now = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    assert retry_after("90") == 90
    assert retry_after("Sun, 22 Nov 2026 08:01:00 GMT", now) == 60
    assert retry_after("Sun, 22 Nov 2020 08:01:00 GMT", now) == 0
    assert retry_after("soon") is None


def test_a_proxy_is_used_only_where_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    with host() as here, host() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        here.pages["/"] = gives("direct")
        assert fetch(f"{here.url}/", way()).body == b"direct"
        proxy.pages["http://paper.example/x"] = gives("through")
        assert fetch("http://paper.example/x", replace(way(), proxy=proxy.url)).body == b"through"
        with pytest.raises(Unfetched, match="not allowed"):
            fetch("http://10.0.0.1/", replace(way(), proxy=proxy.url))
