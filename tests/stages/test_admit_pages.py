"""Web pages: the article as a reader sees it, and what the page states of itself."""

from __future__ import annotations

import json

import pytest

from twosource.model import Item, Report, SetAside
from twosource.stages.admit import admit

LEAD = (
    "Two people drowned when a ferry capsized off Lund Point on Monday, the coastguard said in the afternoon."
)
SECOND = (
    "The boat was carrying forty passengers and had left Arnholm an hour before, the harbour office said."
)
QUOTE = (
    "“We heard it before we saw it,” said Mia Torvald, who lives above the slipway and came down in her coat."
)
CLOSING = "Arnholm Post and Radio Skagen are published by Halm Media."


def page(
    head: str = "", body: str = "", attributes: str = "", path: str = "page.html", url: str | None = None
) -> Report:
    html = f"<!doctype html><html {attributes}><head>{head}</head><body>{body or article()}</body></html>"
    found = admit(Item(path, "html", html.encode(), url=url))
    assert isinstance(found, Report), found
    return found


def article(extra: str = "") -> str:
    return f"<article><h1>Ferry sinks off Lund Point</h1><p>{LEAD}</p><p>{SECOND}</p>{extra}<p>{QUOTE}</p><p>{CLOSING}</p></article>"


AROUND = """
<div id="cookie-bar">We and 310 partners store cookies. <button>Accept</button></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
{article}
<div class="newsletter"><p>Get the Post in your inbox every morning. You can unsubscribe at any time.</p></div>
<section class="related"><h3>More stories</h3><ul><li><a href="/1">Nine lighthouses to see</a></li></ul></section>
<footer>© 2025 Halm Media. All rights reserved. Terms</footer>
"""


def test_a_page_is_its_article_without_its_title_and_all_around_it() -> None:
    assert page(body=AROUND.format(article=article())).text == "\n\n".join([LEAD, SECOND, QUOTE, CLOSING])


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE: Ten ferries that sank",
        "Advertisement",
        "Sign up for our free newsletter here.",
        "Follow us on Facebook",
    ],
)
def test_a_call_to_the_reader_inside_the_article_is_left_out(line: str) -> None:
    assert page(body=article(f"<p>{line}</p>")).text == "\n\n".join([LEAD, SECOND, QUOTE, CLOSING])


def test_a_credit_inside_the_article_stays_in_the_text_as_furniture() -> None:
    report = page(body=article("<p>(Reporting by Jens Holt)</p>"))
    assert [report.text[span.start : span.end] for span in report.furniture] == ["(Reporting by Jens Holt)"]


def test_a_standfirst_that_looks_like_a_teaser_is_kept() -> None:
    summary = "A ferry that was bound for the islands has gone down with forty people on board, two of whom are dead."
    body = article().replace("</h1>", f'</h1><div class="article__summary summary">{summary}</div>')
    assert page(body=body).text.startswith(summary)


def test_a_page_of_one_short_paragraph_is_read() -> None:
    assert page(body="<p>Two people drowned off Lund Point.</p>").text == "Two people drowned off Lund Point."


def test_broken_markup_is_read_as_a_browser_would() -> None:
    assert page(body=f"<div><p>{LEAD}<p>{SECOND}<b>").text == f"{LEAD}\n\n{SECOND}"


# --- what the page states --------------------------------------------------------------------

META = (
    '<title>Ferry sinks off Lund Point | Arnholm Post</title><meta property="og:site_name" content="Arnholm Post">'
    '<meta property="article:published_time" content="2025-03-03T14:05:00+01:00"><meta name="author" content="By Jens Holt">'
    '<link rel="canonical" href="https://arnholmpost.example/ferry?utm_medium=x">'
)


def test_the_meta_elements_give_title_publisher_date_author_and_address() -> None:
    report = page(META)
    assert (report.title, report.publisher, report.author) == (
        "Ferry sinks off Lund Point",
        "Arnholm Post",
        "Jens Holt",
    )
    assert (report.published_at, report.published_from) == ("2025-03-03T14:05:00+01:00", "meta")
    assert report.url == "https://arnholmpost.example/ferry"


def test_json_ld_is_read_where_meta_elements_are_missing() -> None:
    data = {"@graph": [
        {"@type": "Organization", "name": "Someone"},
        {"@type": "NewsArticle", "headline": "Ferry sinks", "datePublished": "2025-03-03T14:05Z",
         "author": [{"name": "Jens Holt"}], "publisher": {"name": "Arnholm Post"}},
    ]}  # fmt: skip
    report = page(f'<script type="application/ld+json">{json.dumps(data)}</script>')
    assert (report.title, report.publisher, report.author) == ("Ferry sinks", "Arnholm Post", "Jens Holt")
    assert (report.published_at, report.published_from) == ("2025-03-03T14:05:00+00:00", "meta")


def test_the_name_of_the_site_is_taken_off_the_title() -> None:
    report = page("<title>Ferry sinks off Lund Point - Arnholm Post</title>")
    assert (report.title, report.publisher) == ("Ferry sinks off Lund Point", "Arnholm Post")


@pytest.mark.parametrize(
    ("markup", "place"),
    [
        ('<time datetime="2025-03-03T14:05:00+01:00">Monday</time>', "meta"),
        ("<p>Published: 3 March 2025, 14:05 CET</p>", "text"),
        ('<span class="article-date">3 March 2025, 14:05 CET</span>', "text"),
    ],
)
def test_a_date_that_the_page_shows_is_found(markup: str, place: str) -> None:
    report = page(body=article().replace("</h1>", f"</h1>{markup}"))
    assert (report.published_at, report.published_from) == ("2025-03-03T14:05:00+01:00", place)


def test_a_date_in_a_box_of_other_articles_is_not_the_article_s() -> None:
    box = '<aside class="related"><p>Ferry prize</p><time datetime="2024-01-02">2 Jan. 2024</time></aside>'
    assert page(body=article() + box).published_at is None


def test_a_date_in_the_story_is_not_the_date_of_publication() -> None:
    body = article(
        "<p>The chief gave the toll on March 3, 2052, in remarks made at the slipway to reporters.</p>"
    )
    assert page(body=body).published_at is None


def test_the_meta_language_decides_between_day_and_month() -> None:
    date = '<meta name="date" content="03/04/2025">'
    assert page(date, attributes='lang="en-GB"').published_at == "2025-04-03"
    assert page(date, attributes='lang="en-US"').published_at == "2025-03-04"
    assert page(date, attributes='lang="en"').published_at == "2025"


def test_a_canonical_address_on_another_site_credits_that_site() -> None:
    report = page(
        '<link rel="canonical" href="https://norlandwire.example/ferry">', url="https://arnholmpost.example/f"
    )
    assert [(c.kind, c.name) for c in report.credits if c.kind == "canonical"] == [
        ("canonical", "norlandwire.example")
    ]
    assert report.url == "https://arnholmpost.example/f"


def test_the_foot_of_the_page_names_the_owner() -> None:
    report = page(META, body=AROUND.format(article=article("").replace(f"<p>{CLOSING}</p>", "")))
    assert [c.name for c in report.credits if c.kind == "owner"] == ["Halm Media"]


# --- encodings and refusals ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("cp1252", "iso-8859-1"), ("cp1251", "windows-1251")],
)
def test_a_page_is_read_in_the_encoding_that_it_declares(encoding: str, charset: str) -> None:
    sentence = (
        "Двое утонули у мыса, сообщила служба спасения. "
        if "1251" in encoding
        else "Zwölf Menschen – alle gerettet – sind an Land, heißt es. "
    )
    html = f'<html><head><meta charset="{charset or encoding}"></head><body><article><p>{sentence * 3}</p></article></body></html>'
    found = admit(Item("p.html", "html", html.encode(encoding)))
    assert isinstance(found, Report)
    assert found.text == (sentence * 3).strip()


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"", "empty"),
        (b"<html><body></body></html>", "no text found"),
        (b"<html><body>" + b"<div>" * 2000 + b"<p>Two people drowned.</p>", "too deep"),
        (b"<html><body>" + b"<p>x" * 150_000, "too large"),
        (b"%PDF-1.7 \xff\xfe", "binary"),
    ],
)
def test_a_page_that_cannot_be_used_is_set_aside_with_its_reason(payload: bytes, reason: str) -> None:
    found = admit(Item("p.html", "html", payload))
    assert isinstance(found, SetAside)
    assert (found.path, found.stage) == ("p.html", "admit")
    assert found.reason.startswith(reason)
