"""Plain text and fields: head, date, publisher, language, furniture, credits."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.errors import UsageError
from twosource.model import Item, Report, SetAside
from twosource.stages.admit import admit, dates

STORY = (
    "Two people drowned when a ferry capsized off Lund Point on Monday, the coastguard said.\n"
    "The boat was carrying forty passengers and had left Arnholm an hour before, according to the harbour office."
)


def text(body: str, path: str = "report.txt", **options: str) -> Report:
    found = admit(Item(path, "text", body.encode()), **options)
    assert isinstance(found, Report), found
    return found


def fields(path: str = "report.json", **values: object) -> Report:
    found = admit(Item(path, "fields", repr(values).encode(), fields=values))
    assert isinstance(found, Report), found
    return found


def furniture(report: Report) -> list[str]:
    return [report.text[span.start : span.end] for span in report.furniture]


def credits(report: Report) -> list[tuple[str, str]]:
    return [(credit.kind, credit.name) for credit in report.credits]


# --- the text itself -------------------------------------------------------------------------


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_plain_text_is_kept_unchanged_but_for_its_byte_order_mark(newline: str) -> None:
    body = f"  {STORY}  ".replace("\n", newline)
    found = admit(Item("a.txt", "text", b"\xef\xbb\xbf" + body.encode()))
    assert isinstance(found, Report)
    assert found.text == body


def test_the_digest_is_of_the_bytes() -> None:
    assert text(STORY).sha256 == hashlib.sha256(STORY.encode()).hexdigest()


def test_the_same_text_from_two_outlets_is_two_reports() -> None:
    ours = fields(text=STORY, publisher="Arnholm Post")
    theirs = admit(
        Item("b.json", "fields", repr(ours).encode(), {"text": STORY, "publisher": "The Lund Mail"})
    )
    assert isinstance(theirs, Report)
    assert theirs.id != ours.id


def test_an_address_makes_the_id_wherever_the_file_lies() -> None:
    item = {"text": STORY, "url": "https://arnholmpost.example/ferry"}
    first = admit(Item("in/a.json", "fields", b"x", fields=item))
    second = admit(Item("out/b.json", "fields", b"x", fields=item))
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert first.id == second.id


# --- heads -----------------------------------------------------------------------------------


def test_a_first_line_without_a_full_stop_is_the_title_and_no_story() -> None:
    report = text(f"Ferry sinks off Lund Point\n{STORY}")
    assert report.title == "Ferry sinks off Lund Point"
    assert furniture(report) == ["Ferry sinks off Lund Point"]


def test_a_first_line_that_is_a_sentence_is_story() -> None:
    report = text(STORY)
    assert report.title is None
    assert report.furniture == ()


def test_a_short_text_of_one_line_is_story_whatever_its_looks() -> None:
    report = text("Ferry sinks off Lund Point")
    assert report.title is None
    assert report.furniture == ()


@pytest.mark.parametrize(
    ("head", "publisher", "title"),
    [
        ("ARNHOLM POST\nFerry sinks off Lund Point\nPublished: 3 March 2025", "Arnholm Post", "Ferry sinks off Lund Point"),
        ("RADIO SKAGEN 101.4 FM\nMorning bulletin, Monday 3 March 2025. Transcript", "Radio Skagen", None),
        ("HALVERS SHIPPING\nPress statement no. 2\nArnholm, 3 March 2025, 09:15", "Halvers Shipping", None),
        ("TALLOW RISE AS\nPress release 7/2031\nSelm, 13 March 2031, 09:00 CET", "Tallow Rise AS", None),
        ("COASTGUARD COMMAND\nWESTERN DISTRICT\n\nFerry: first findings", "Coastguard Command, Western District", "Ferry: first findings"),
        ("BBT NEWS\nFerry sinks off Lund Point", "BBT News", "Ferry sinks off Lund Point"),
        ("TWO DROWN AS FERRY SINKS\nPublished: 3 March 2025", None, "TWO DROWN AS FERRY SINKS"),
        ("000_caf965f2\nPublished: 3 March 2025", None, "000_caf965f2"),
    ],
)  # fmt: skip
def test_a_masthead_is_the_publisher_and_a_headline_is_not(
    head: str, publisher: str | None, title: str | None
) -> None:
    report = text(f"{head}\n\n{STORY}")
    assert (report.publisher, report.title) == (publisher, title)
    assert furniture(report)[-1] in head
    assert not any(line in STORY for line in furniture(report))


def test_a_masthead_in_ordinary_letters_must_come_again_in_the_text() -> None:
    named = (
        "The Lund Mail\nFerry sinks off the Point\n\nThe Lund Mail saw the boat go down. Two people drowned."
    )
    assert text(named).publisher == "The Lund Mail"
    assert text(named.replace("The Lund Mail saw", "We saw")).publisher is None


def test_a_file_name_is_neither_title_nor_publisher() -> None:
    report = text(STORY, path="reports/arnholm_post.txt")
    assert report.title is None
    assert report.publisher is None


def test_lines_broken_by_width_are_not_taken_for_a_title() -> None:
    body = (
        "Two people drowned when a ferry capsized off Lund Point on Monday and\n"
        "forty others were brought ashore by fishing boats, the coastguard said\n"
        "in a statement that gave no cause for the accident.\n"
        "The boat had left Arnholm an hour before, according to the harbour\n"
        "office, and it was not known whether it had sent a call for help."
    )
    assert text(body).title is None


def test_a_byline_names_the_author_and_is_no_story() -> None:
    report = text(f"Ferry sinks off Lund Point\nBy Mia Torvald, on the quay\n\n{STORY}")
    assert report.author == "Mia Torvald"
    assert ("byline", "Mia Torvald") in credits(report)
    assert furniture(report)[1] == "By Mia Torvald, on the quay"


def test_a_sentence_that_begins_with_by_is_story() -> None:
    report = text(
        "Ferry sinks off Lund Point\nBy Friday evening three people were known to have drowned.\n" + STORY
    )
    assert furniture(report) == ["Ferry sinks off Lund Point"]


def test_labelled_lines_are_read_as_fields() -> None:
    head = "Title: Ferry sinks\nSource: Arnholm Post\nDate: 3 March 2025\nAuthor: Mia Torvald\nURL: https://arnholmpost.example/f"
    report = text(f"{head}\n\n{STORY}")
    assert (report.title, report.publisher, report.author) == ("Ferry sinks", "Arnholm Post", "Mia Torvald")
    assert (report.url, report.published_at) == ("https://arnholmpost.example/f", "2025-03-03")


def test_a_source_alone_at_the_top_is_a_credit_and_no_title() -> None:
    report = text(f"Source: Norland Wire\nFerry sinks off Lund Point\n\n{STORY}")
    assert (report.title, report.publisher) == ("Ferry sinks off Lund Point", None)
    assert credits(report) == [("source", "Norland Wire")]


@pytest.mark.parametrize("label", ["WORLD", "News / Europe", "14:05", "Home > World > Seas", "Advertisement"])
def test_the_name_of_a_section_is_no_title(label: str) -> None:
    assert text(f"{label}\nFerry sinks off Lund Point\n\n{STORY}").title == "Ferry sinks off Lund Point"


def test_the_head_of_a_mail_is_read() -> None:
    head = "From: Western Coastguard\nTo: all newsrooms\nDate: Mon, 3 Mar 2025 08:40:00 +0100\nSubject: Ferry, first findings"
    report = text(f"{head}\n\n{STORY}")
    assert (report.publisher, report.title) == ("Western Coastguard", "Ferry, first findings")
    assert report.published_at == "2025-03-03T08:40:00+01:00"


def test_markdown_front_matter_and_headings_are_no_story() -> None:
    report = text(
        f"---\ntitle: Ferry sinks\ndate: 2025-03-03\n---\n\n## What happened\n\n{STORY}", path="a.md"
    )
    assert (report.title, report.published_at) == ("Ferry sinks", "2025-03-03")
    assert furniture(report)[-1] == "## What happened"


# --- dates -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Published: 3 Mar. 2025, 11:44", "2025-03-03T11:44:00+00:00"),
        ("Published: 3 March 2025", "2025-03-03"),
        ("Monday, 3 March 2025", "2025-03-03"),
        ("March 3, 2025 at 8:40 p.m. EST", "2025-03-03T20:40:00-05:00"),
        ("Evening bulletin, Monday 3 March 2025. Transcript, uncorrected", "2025-03-03"),
        ("Arnholm, 3 March 2025, 08:40", "2025-03-03T08:40:00+00:00"),
        ("2025-03-03 08:40 KST", "2025-03-03T08:40:00+09:00"),
        ("3. März 2025, 08:40 Uhr", "2025-03-03T08:40:00+00:00"),
        ("3 марта 2025 г., 08:40 МСК", "2025-03-03T08:40:00+03:00"),
        ("입력 2025.03.03 08:40", "2025-03-03T08:40:00+00:00"),
        ("Published: 28/03/2025", "2025-03-28"),
        ("Published: 03.04.2025", "2025-04-03"),
        ("Published: 03/04/2025", "2025"),
        ("Published: 3 March 2025, 9.15am ET", "2025-03-03"),
        ("Updated 5 March 2025. Published 3 March 2025", "2025-03-03"),
    ],
)
def test_a_line_of_date_is_read_as_far_as_it_says(line: str, value: str) -> None:
    report = text(f"Ferry sinks off Lund Point\n{line}\n\n{STORY}")
    assert (report.published_at, report.published_from) == (value, "text")
    assert line in furniture(report)


@pytest.mark.parametrize(
    "line",
    [
        "On 3 March 2025 a ferry sank off Lund Point.",
        "The ferry was built on 3 March 1998 in Arnholm",
        "Updated: 5 March 2025",
        "Published: 31 June 2025",
    ],
)
def test_a_date_that_is_no_date_of_publication_is_not_taken(line: str) -> None:
    assert text(f"Ferry sinks off Lund Point\n{line}\n\n{STORY}").published_from == "none"


def test_a_date_deep_in_the_text_is_not_the_date_of_publication() -> None:
    assert text(f"{STORY}\n{STORY}\nPublished: 3 March 2025\n{STORY}").published_at is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2025/03/04/ferry", "2025-03-04"),
        ("world/2025/mar/04/ferry", "2025-03-04"),
        ("4-march-2025/ferry", "2025-03-04"),
        ("2025/03/ferry", "2025-03"),
        ("2025/march-of-the-mothers", None),
        ("2025/mar/41/ferry", None),
    ],
)
def test_the_date_of_an_address(path: str, day: str | None) -> None:
    assert dates.in_url(f"https://arnholmpost.example/{path}") == day


def test_dates_are_trusted_in_the_order_meta_text_url_file_option() -> None:
    url, body = (
        "https://arnholmpost.example/2025/03/04/ferry",
        f"Ferry sinks\nPublished: 3 March 2025\n\n{STORY}",
    )
    given_all = {
        "text": body,
        "title": "Ferry sinks",
        "url": url,
        "published_at": "2025-03-02T10:00:00+02:00",
    }
    path = "2025-03-05_ferry.json"

    def found(**values: object) -> tuple[str | None, str]:
        item = Item(path, "fields", b"x", fields={k: v for k, v in values.items() if v})
        report = admit(item, published="2025-03-06")
        assert isinstance(report, Report)
        return report.published_at, report.published_from

    assert found(**given_all) == ("2025-03-02T10:00:00+02:00", "meta")
    assert found(**given_all | {"published_at": ""}) == ("2025-03-03", "text")
    assert found(**given_all | {"published_at": "", "text": STORY}) == ("2025-03-04", "url")
    assert found(text=STORY) == ("2025-03-05", "file")
    path = "ferry.json"
    assert found(text=STORY) == ("2025-03-06", "option")


def test_an_undated_report_stays_undated() -> None:
    assert (text(STORY).published_at, text(STORY).published_from) == (None, "none")


def test_an_option_that_is_no_date_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="write it as"):
        text(STORY, published="yesterday")


def test_a_wire_dateline_with_a_year_dates_the_report() -> None:
    report = text(f"ARNHOLM, 3 March 2025 (NPA) — {STORY}")
    assert (report.published_at, report.published_from) == ("2025-03-03", "text")


# --- furniture and credits -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prefix", "agency"),
    [
        ("ARNHOLM, Norland (NPA) —", "NPA"),
        ("ARNHOLM (Norland Press) --", "Norland Press"),
        ("Arnholm, March 3 (NPA) -", "NPA"),
        ("LUND POINT –", None),
        ("(Reuters) -", "Reuters"),
        ("ARNHOLM, Norland.", None),
    ],
)
def test_a_dateline_is_furniture_only_as_far_as_its_prefix(prefix: str, agency: str | None) -> None:
    report = text(f"{prefix} {STORY}")
    assert furniture(report) == [prefix]
    assert credits(report) == ([("agency", agency)] if agency else [])


def test_a_speaker_in_capitals_is_no_dateline() -> None:
    assert furniture(text("TORVALD (by telephone): I saw it sink.\n" + STORY)) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("with the Norland Daily", [("with", "Norland Daily")]),
        ("With files from Associated Press and Reuters", [("with", "Associated Press"), ("with", "Reuters")]),
        ("Original Source: www.norlandwire.example", [("source", "www.norlandwire.example")]),
        ("This article was originally published by Norland Wire.", [("source", "Norland Wire")]),
        ("Source: Norland Wire", [("source", "Norland Wire")]),
        ("Related Sources:", [("related", "Related Sources")]),
        ("Related Sources: https://norlandwire.example/ferry", [("related", "https://norlandwire.example/ferry")]),
        ("(Reporting by Mia Torvald in Arnholm; editing by Jens Holt)", [("byline", "Mia Torvald"), ("byline", "Jens Holt")]),
        ("Lena Vik contributed to this report.", [("byline", "Lena Vik")]),
        ("© 2025 Associated Press. All rights reserved.", [("agency", "Associated Press")]),
        ("- Reuters", [("agency", "Reuters")]),
        ("Got a story? Write to tips@arnholmpost.example", []),
        ("Sign up for our free morning newsletter.", []),
        ("For media enquiries: Jens Holt, 0555 0101.", []),
        ("This summary was produced with automated tools.", []),
    ],
)  # fmt: skip
def test_a_line_at_the_foot_is_furniture_with_its_credits(line: str, found: list[tuple[str, str]]) -> None:
    report = text(f"{STORY}\n{line}")
    assert furniture(report) == [line]
    assert credits(report) == found


@pytest.mark.parametrize(
    "line",
    [
        "The coastguard said it was with the families.",
        "With the harbour closed, boats waited outside.",
        "Copyright law does not cover the pictures, a court said.",
        "Comment from the ministry was not available.",
        "The report was published by the Transport Board on Friday.",
        "The report said artificial intelligence would run the ferries.",
        "Related charges were dropped, the prosecutor said.",
        "Contact with the ship was lost at noon.",
        "Men were forced to sign up for the army.",
        "Photographs of the wreck were shown to the jury.",
        "Press office workers at the ministry went on strike.",
        "The source of the leak was found on Tuesday.",
    ],
)
def test_a_sentence_of_the_story_is_never_furniture(line: str) -> None:
    assert furniture(text(f"{STORY}\n{line}\n{STORY}\n{line}")) == []


def test_what_follows_the_end_mark_is_no_story() -> None:
    report = text(f"{STORY}\n\nENDS\n\nHalvers Shipping runs nine ferries and employs 400 people.")
    assert furniture(report) == ["ENDS", "Halvers Shipping runs nine ferries and employs 400 people."]


def test_addresses_below_a_related_heading_are_credits() -> None:
    report = text(f"{STORY}\nRelated Sources:\nhttps://norlandwire.example/a\nhttps://lundmail.example/b")
    assert [name for kind, name in credits(report) if kind == "related"] == [
        "https://norlandwire.example/a",
        "https://lundmail.example/b",
    ]


def test_the_owner_that_a_text_states_is_a_credit_and_stays_story() -> None:
    report = text(
        f"RADIO SKAGEN\nMorning bulletin, Monday 3 March 2025\n\n{STORY}\nThis is Radio Skagen, a Halm Media station."
    )
    assert ("owner", "Halm Media") in credits(report)
    assert not any("Halm" in line for line in furniture(report))


# --- fields ----------------------------------------------------------------------------------


def test_the_plain_shape() -> None:
    report = fields(
        title="Ferry sinks", publisher="Arnholm Post", published_at="2025-03-03T08:10:00+02:00", text=STORY,
        url="https://arnholmpost.example/ferry?utm_source=feed&id=7#top", author="Mia Torvald",
    )  # fmt: skip
    assert report.text == STORY
    assert (report.title, report.publisher, report.author) == ("Ferry sinks", "Arnholm Post", "Mia Torvald")
    assert (report.published_at, report.published_from) == ("2025-03-03T08:10:00+02:00", "meta")
    assert report.url == "https://arnholmpost.example/ferry?id=7"


def test_ninjs() -> None:
    report = fields(
        uri="urn:ninjs:1", versionCreated="2025-03-03T10:37:00Z", language="en", by="Mia Torvald",
        headlines=[{"role": "main", "value": "Ferry sinks"}],
        bodies=[
            {"contentType": "application/xhtml+xml", "value": "<p>Two people <b>drowned</b>.</p>"},
            {"contentType": "text/plain", "value": STORY},
        ],
    )  # fmt: skip
    assert (report.title, report.author, report.text) == ("Ferry sinks", "Mia Torvald", STORY)
    assert (report.published_at, report.url) == ("2025-03-03T10:37:00+00:00", None)


def test_a_schema_org_article() -> None:
    report = fields(
        **{"@type": "NewsArticle", "headline": "Ferry sinks", "articleBody": STORY, "datePublished": "2025-03-03"},
        author=[{"@type": "Person", "name": "Mia Torvald"}, {"name": "Jens Holt"}],
        publisher={"@type": "Organization", "name": "Arnholm Post", "parentOrganization": {"name": "Halm Media"}},
        mainEntityOfPage={"@id": "https://arnholmpost.example/ferry"},
    )  # fmt: skip
    assert (report.publisher, report.author) == ("Arnholm Post", "Mia Torvald, Jens Holt")
    assert (report.url, report.published_at) == ("https://arnholmpost.example/ferry", "2025-03-03")
    assert ("owner", "Halm Media") in credits(report)


def test_html_in_a_text_field_becomes_its_paragraphs() -> None:
    report = fields(
        text="<p>Two people drowned &amp; forty were saved.</p><script>x</script><p>&ldquo;It sank.&rdquo;</p>"
    )
    assert report.text == "Two people drowned & forty were saved.\n\n“It sank.”"


def test_a_lone_angle_bracket_is_no_markup() -> None:
    assert fields(text="Two < three people drowned.").text == "Two < three people drowned."


def test_the_title_repeated_above_a_text_is_furniture() -> None:
    assert furniture(fields(title="Ferry sinks", text=f"FERRY SINKS\n\n{STORY}")) == ["FERRY SINKS"]


def test_the_host_stands_in_for_a_publisher_that_is_not_named() -> None:
    assert fields(text=STORY, url="https://www.arnholmpost.example/a").publisher == "arnholmpost.example"


# --- language --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (STORY, "en"),
        ("Zwei Menschen sind ertrunken, als am Montag eine Fähre vor der Küste kenterte, wie die Küstenwache mit Sitz in der Stadt sagte.", "de"),
        ("Двое человек утонули, когда паром перевернулся у мыса, сообщили спасатели. Это было рано утром.", "ru"),
        ("Двоє людей потонули, коли пором перекинувся біля мису, повідомили рятувальники. Її шукають.", "uk"),
        ("월요일 여객선이 뒤집혀 두 명이 숨졌다고 해양경찰이 밝혔다.", "ko"),
        ("月曜日にフェリーが転覆し、二人が死亡したと海上保安庁が述べた。", "ja"),
        ("12 34 56", "und"),
    ],
)  # fmt: skip
def test_the_language_is_told_from_the_text(body: str, code: str) -> None:
    assert text(body).language == code


def test_a_text_too_short_to_tell_takes_the_declared_language() -> None:
    assert fields(text="Feri batı.", language="tr-TR").language == "tr"


# --- laws ------------------------------------------------------------------------------------


@given(st.text(max_size=400))
def test_every_span_lies_in_the_text_and_every_credit_quotes_it(body: str) -> None:
    found = admit(Item("a.txt", "text", body.encode("utf-8", "replace")))
    if isinstance(found, SetAside):
        return
    ends = [0, *(edge for span in found.furniture for edge in (span.start, span.end)), len(found.text)]
    assert ends == sorted(ends)
    assert all(c.start is None or found.text[c.start : c.end] == c.name for c in found.credits)


@given(st.lists(st.sampled_from(["ARNHOLM POST", "Ferry sinks", "Published: 3 March 2025", "By Mia Torvald", STORY, "", "ENDS",
                                 "with the Norland Daily", "NPA —", "Source:", "Source: Norland Wire, Lund Mail"]), max_size=9),
       st.sampled_from(["\n", "\r\n", "\n\n"]))  # fmt: skip
def test_any_order_of_lines_keeps_the_laws_of_spans(lines: list[str], newline: str) -> None:
    found = admit(Item("a.txt", "text", newline.join(lines).encode()))
    if isinstance(found, Report):
        assert found.text == newline.join(lines)
        assert all(c.start is None or found.text[c.start : c.end] == c.name for c in found.credits)
        assert all(a.end <= b.start for a, b in zip(found.furniture, found.furniture[1:], strict=False))


# --- mastheads, dates and owners that look like something else ---------------------------------


def test_a_masthead_of_words_for_documents_is_no_kind_of_document() -> None:
    report = text(f"THE WEEKLY BULLETIN\nFerry sinks off Lund Point\n5 March 2026\n\n{STORY}")
    assert (report.publisher, report.title) == ("The Weekly Bulletin", "Ferry sinks off Lund Point")


def test_a_kind_of_document_in_capitals_is_still_no_masthead() -> None:
    report = text(f"PRESS RELEASE\n5 March 2026\n\n{STORY}")
    assert report.publisher is None
    report = text(f"NEWS BULLETIN\nFerry sinks off Lund Point\n\n{STORY}")
    assert report.publisher is None


def test_a_channel_may_bear_a_number_and_a_headline_may_not() -> None:
    report = text(f"ARNHOLM 2 TELEVISION\nFerry sinks off Lund Point\n\n{STORY}")
    assert report.publisher == "Arnholm 2 Television"
    assert text(f"40 SAVED OFF LUND POINT\nA ferry went down\n\n{STORY}").publisher is None


@pytest.mark.parametrize(
    "line",
    ["The Monday Talk, 9 March 2026. Transcript", "Harbour Hour | Monday, 9 March 2026", "Evening edition (9 March 2026)"],
)  # fmt: skip
def test_a_date_set_off_in_one_of_the_first_short_lines_is_the_reports(line: str) -> None:
    assert text(f"RADIO ARNHOLM\n{line}\n\n{STORY}").published_at == "2026-03-09"


def test_a_date_inside_a_headline_is_not_the_reports() -> None:
    assert text(f"RADIO ARNHOLM\nWhat we know of the 9 March 2026 sinking\n\n{STORY}").published_at is None


def test_the_holder_of_the_copyright_is_no_owner_where_only_its_legal_form_differs() -> None:
    page = (
        "<html><head><title>Ferry sinks</title><meta property='og:site_name' content='Lund Mail'></head><body>"
        "<article><h1>Ferry sinks</h1>" + "".join(f"<p>{line}</p>" for line in STORY.split("\n")) + "</article>"
        "<footer>{}</footer></body></html>"
    )  # fmt: skip

    def owners(foot: str) -> list[str]:
        report = admit(Item("a.html", "html", page.replace("{}", foot).encode()))
        assert isinstance(report, Report)
        return [credit.name for credit in report.credits if credit.kind == "owner"]

    assert owners("© 2026 Lund Mail Ltd. All rights reserved.") == []
    assert owners("Lund Mail and Radio Arnholm are part of Seaboard Press Group.") == ["Seaboard Press Group"]


def test_follow_us_for_news_is_no_story() -> None:
    report = text(f"{STORY}\n\nFollow The Lund Mail for breaking news.")
    assert furniture(report) == ["Follow The Lund Mail for breaking news."]


@pytest.mark.parametrize(
    ("head", "publisher", "title"),
    [
        ("The Lund Lamp\nWorld in Brief: Ferry sinks off the point\nPublished: 3 March 2025", "The Lund Lamp",
         "World in Brief: Ferry sinks off the point"),
        ("LUND DIAL - your free evening paper\nFerry sinks off the point\nPublished: 3 March 2025", "Lund Dial",
         "Ferry sinks off the point"),
        ("DIGESTLOOP | World\nFerry sinks off the point\nPublished: 3 March 2025", "Digestloop", "Ferry sinks off the point"),
        ("Coast Lens\n03.03.2025 22:14 | 61.3K views\n\nLUND, what goes round tonight", "Coast Lens",
         "LUND, what goes round tonight"),
        ("NORTHERN UNION OBSERVATION MISSION TO ARNHOLM\nStatement\nLund, 3 March 2025",
         "Northern Union Observation Mission to Arnholm", None),
        ("HALDER PLATING S.A.\nStatement\nLund, 3 March 2025", "Halder Plating S.A.", None),
        ("ARNHOLM ONE RADIO\n\"The Noon Hour\", Monday 3 March 2025. Transcript", "Arnholm One Radio", None),
        ("RADIO ARNHOLM - Evening programme, Monday 3 March 2025\nMonitored at the harbour", "Radio Arnholm", None),
        ("Free Lund League (@freelund)\nTelegram\n3 March 2025, 21:05", "Free Lund League", None),
        ("Shore Crow \U0001f426\npublic channel, 64K\n3 March 2025, 11:20", "Shore Crow", None),
        ("VOICE OF THE POINT (Lund), external service in English\nPublished: 3 March 2025", "Voice of the Point", None),
    ],
)  # fmt: skip
def test_a_head_names_its_publisher_in_many_ways(head: str, publisher: str, title: str | None) -> None:
    found = text(f"{head}\n\n{STORY}")
    assert (found.publisher, found.title) == (publisher, title)
    assert (found.published_at or "").startswith("2025-03-03")


def test_an_outlet_that_twice_speaks_of_its_own_work_is_the_publisher() -> None:
    asked = "Harborweek reached out to the ministry for comment. Harborweek could not independently verify the film."
    found = text(f"{STORY}\n\n{asked}")
    assert found.publisher == "Harborweek"
    (credit,) = [each for each in found.credits if each.kind == "self"]
    assert found.text[credit.start : credit.end] == "Harborweek"
    assert text(f"{STORY}\n\nHarborweek could not independently verify the film.").publisher is None
    two = asked.replace("Harborweek could", "Coastpress could")
    assert text(f"{STORY}\n\n{two}").publisher is None
