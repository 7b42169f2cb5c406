"""The pages over the API's store: what they show, who may see them, that forms are guarded and text stays text."""

from __future__ import annotations

import html
import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from twosource import Desk, Settings
from twosource.surfaces.api.guard import POLICY

from .conftest import WORDS, client, signed_in

PLACES = ("/", "/search", "/search?q=ferry", "/sources", "/inbox", "/alerts", "/audit", "/account")
PAGE = {"accept": "text/html"}


@pytest.fixture
def editor(app: FastAPI) -> TestClient:
    return signed_in(app, "Edi")


@pytest.fixture
def reader(app: FastAPI) -> TestClient:
    return signed_in(app, "Rea")


def get(opened: TestClient, address: str) -> str:
    answer = opened.get(address, headers=PAGE)
    assert answer.status_code == 200, f"{address}: {answer.status_code} {answer.text[:400]}"
    return answer.text


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match, f"no {pattern} in {text[:2000]}"
    return html.unescape(match[1])


def a_claim(opened: TestClient) -> str:
    story = get(opened, found(r'href="(/stories/[^"]+)"', get(opened, "/")))
    return found(r'class="claim reported"[^>]*>\s*<p class="said"><a href="(/claims/[^"]+)"', story)


@pytest.mark.parametrize("address", PLACES)
def test_every_page_answers_with_one_heading_and_the_policy(editor: TestClient, address: str) -> None:
    answer = editor.get(address, headers=PAGE)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert answer.headers["content-security-policy"] == POLICY
    assert "<style" not in answer.text
    assert not re.search(r"<script(?![^>]*\bsrc=)", answer.text)
    assert not re.search(r'\son\w+="|\sstyle="', answer.text)


@pytest.mark.parametrize("address", [*PLACES, "/stories/x", "/claims/x", "/reports/x", "/sources/x"])
def test_a_stranger_is_led_to_sign_in_and_back(anybody: TestClient, address: str) -> None:
    answer = anybody.get(address, headers=PAGE)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?next=")


def test_signing_in_leads_where_one_wanted_to_and_never_elsewhere(app: FastAPI) -> None:
    for wanted, led in (
        ("/audit", "/audit"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\x", "/"),
    ):
        opened = client(app)
        answer = opened.post("/sign-in", data={"name": "Edi", "password": WORDS, "next": wanted})
        assert (answer.status_code, answer.headers["location"]) == (303, led)
    wrong = client(app).post("/sign-in", data={"name": "Edi", "password": "not the words"})
    assert wrong.status_code == 401
    assert "do not belong together" in wrong.text


def test_a_story_shows_its_claims_with_both_counts_and_leads_to_spans(editor: TestClient) -> None:
    desk = get(editor, "/")
    story = get(editor, found(r'href="(/stories/[^"]+)"', desk))
    assert "independent origin" in story
    cite = found(r'href="(/reports/[^"]+\?at=\d+-\d+)#at"', story)
    report = get(editor, cite)
    start, end = (int(each) for each in cite.partition("at=")[2].split("-"))
    lit = "".join(re.findall(r'<span class="[^"]*\blit"[^>]*>(.*?)</span>', report, re.S))
    with Desk(Settings(db=editor.app.state.desks.settings.db), only_reads=True) as opened:  # type: ignore[attr-defined]
        text = opened.report(cite.split("/")[2].split("?")[0])[0].dissection.report.text
    assert html.unescape(lit) == text[start:end]


def test_no_raw_codes_stand_before_a_reader(editor: TestClient) -> None:
    story = get(editor, found(r'href="(/stories/[^"]+)"', get(editor, "/")))
    report = get(editor, found(r'href="(/reports/[^"?]+)', story))
    for page in (story, report, get(editor, a_claim(editor))):
        seen = re.sub(r"<code>.*?</code>|<[^>]+>", " ", page, flags=re.S)
        assert not re.search(r"\b(P\d+[YMWD]|PRESENT_REF|XXXX|\d{4}-\d\d-\d\d)\b", seen)
        assert not re.search(r"\bc?[0-9a-f]{16}\b", seen)


def test_a_decision_changes_the_claim_and_undo_changes_it_back(editor: TestClient) -> None:
    place = a_claim(editor)
    before = found(r'class="chip (\w+)"', get(editor, place))
    form = {"verb": "confirm", "subject": place.removeprefix("/claims/"), "reason": "seen", "back": place}
    done = editor.post("/decide", data=form)
    assert done.status_code == 303
    assert done.headers["location"].startswith(f"{place}?done=decided&undo=")
    page = get(editor, done.headers["location"])
    assert found(r'class="chip (\w+)"', page) == "confirmed"
    undo = found(r'action="(/decisions/\d+/undo)"', page)
    back = editor.post(undo, data={"back": place})
    assert back.headers["location"] == f"{place}?done=undone"
    assert found(r'class="chip (\w+)"', get(editor, place)) == before
    assert "took back" in get(editor, "/audit")


def test_a_decision_without_a_reason_is_a_page_that_says_so(editor: TestClient) -> None:
    form = {"verb": "confirm", "subject": a_claim(editor).removeprefix("/claims/"), "reason": " "}
    answer = editor.post("/decide", data=form, headers=PAGE)
    assert answer.status_code == 422
    assert "needs an author and a reason" in answer.text


def test_forms_without_the_word_against_forgery_are_refused(app: FastAPI) -> None:
    opened = signed_in(app, "Edi")
    del opened.headers["x-csrf-token"]
    for address in (
        "/add",
        "/decide",
        "/decisions/1/undo",
        "/watches",
        "/places",
        "/sign-out",
        "/account/tokens",
    ):
        form = {"verb": "confirm", "text": "x", "label": "x", "place": "https://news.example/"}
        answer = opened.post(address, data=form, headers=PAGE)
        assert answer.status_code == 403, address
        assert "word against forgery" in answer.text, address
    word = found(r'name="csrf" value="(\w+)"', get(opened, "/alerts"))
    assert opened.post("/watches", data={"csrf": word, "words": "ferry"}).status_code == 303


def test_a_reader_sees_no_forms_and_may_send_none(reader: TestClient) -> None:
    assert 'action="/add"' not in get(reader, "/")
    assert 'action="/decide"' not in get(reader, a_claim(reader))
    assert reader.post("/add", data={"text": "x"}, headers=PAGE).status_code == 403
    assert reader.post("/people", data={"name": "x", "role": "admin", "password": WORDS}).status_code == 403


def test_pasted_text_is_kept_and_markup_in_it_stays_text(editor: TestClient) -> None:
    title = '<script>alert("x")</script> & more'
    form = {
        "text": "The <b>harbour</b> office said nine were hurt.",
        "title": title,
        "publisher": '"><img src=x>',
    }
    assert editor.post("/add", data=form).headers["location"] == "/?done=kept"
    with Desk(Settings(db=editor.app.state.desks.settings.db)) as desk:  # type: ignore[attr-defined]
        desk.catch_up()
    for address in ("/", "/search?q=harbour+office+nine", "/inbox"):
        page = get(editor, address)
        assert "<script>alert" not in page
        assert "<img" not in page
    assert html.escape(title, quote=False)[:20] in get(editor, "/").replace("&#34;", '"')


def test_adding_answers_scripts_with_what_became_of_each_input(editor: TestClient) -> None:
    files = [
        ("files", ("b.json", b"{", "application/json")),
        ("files", ("a.txt", b"A dam broke, officials said.", "text/plain")),
    ]
    answer = editor.post("/add", files=files, headers={"accept": "application/json"})
    assert answer.json()["new"] == 1
    assert [one["name"] for one in answer.json()["set_aside"]] == ["b.json"]
    again = editor.post("/add", files=files[1:], headers={"accept": "application/json"})
    assert (again.json()["new"], again.json()["known"], again.json()["done"]) == (0, 1, "known")


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "/etc/passwd", "ftp://x.example/", "javascript:alert(1)"]
)
def test_only_web_addresses_are_fetched(editor: TestClient, address: str) -> None:
    answer = editor.post("/add", data={"url": address}, headers=PAGE)
    assert answer.status_code == 422
    assert "begins with http" in answer.text


def test_what_is_not_there_is_a_page_that_says_what_to_do(editor: TestClient) -> None:
    for address in (
        "/stories/none",
        "/claims/none",
        "/reports/none",
        "/sources/none",
        "/nothing",
        "/static/none.css",
    ):
        answer = editor.get(address, headers=PAGE)
        assert answer.status_code == 404, address
        assert "<h1>" in answer.text, address


def test_what_came_in_since_the_last_visit_is_told(editor: TestClient) -> None:
    editor.cookies.set("seen", "2020-01-01T00:00:00+00:00")
    page = get(editor, "/")
    assert "Since your last visit, 1 January 2020" in page
    assert "Ferry runs aground off Skarholm" in page


def test_files_of_the_pages_change_their_address_when_they_change(anybody: TestClient) -> None:
    address = found(r'href="(/static/desk\.css\?v=\w+)"', get(anybody, "/sign-in"))
    assert "immutable" in anybody.get(address).headers["cache-control"]
    assert anybody.get("/static/desk.css?v=old").headers["cache-control"] == "no-cache"
    assert anybody.get("/static/../rendering.py").status_code == 404


def test_the_theme_is_kept_in_a_cookie(anybody: TestClient) -> None:
    answer = anybody.post("/theme", data={"theme": "dark", "back": "/sign-in"})
    assert answer.headers["location"] == "/sign-in"
    assert 'data-theme="dark"' in get(anybody, "/sign-in")


def test_an_admin_makes_an_account_and_ends_it(app: FastAPI) -> None:
    admin = signed_in(app, "Ada")
    made = admin.post("/people", data={"name": "Ivo", "role": "editor", "password": WORDS})
    assert made.headers["location"] == "/account?done=person"
    assert signed_in(app, "Ivo").get("/", headers=PAGE).status_code == 200
    admin.post("/people/Ivo", data={"ended": "yes"})
    assert client(app).post("/sign-in", data={"name": "Ivo", "password": WORDS}).status_code == 401
    weak = admin.post("/people", data={"name": "Uma", "role": "editor", "password": "short"})
    assert weak.status_code == 422
    assert 'role="alert"' in weak.text


def test_a_token_is_shown_once(editor: TestClient) -> None:
    made = editor.post("/account/tokens", data={"label": "board", "days": "30", "scope": ["read"]})
    token = found(r"<code>(tws_\w+[^<]*)</code>", made.text)
    assert token not in get(editor, "/account")
    assert "board" in get(editor, "/account")


def test_a_search_is_narrowed_by_kind_publisher_and_day(editor: TestClient) -> None:
    def places(**asked: str) -> int:
        page = editor.get("/search", params={"q": "ferry Anneke", **asked}, headers=PAGE).text
        return int(found(r'role="status">(\d+)', page))

    every = places()
    assert every == places(kind="statement") + places(kind="report") > 1
    assert 0 < places(publisher="fjord") < every
    assert places(since="2031-05-04") == places(publisher="fjord") == every - places(until="2031-05-03")
    assert places(publisher="nobody") == 0
    page = editor.get("/search", params={"q": "ferry", "publisher": "nobody"}, headers=PAGE).text
    assert "take a filter away" in page


def test_a_source_leads_to_the_claims_of_which_it_is_an_origin(editor: TestClient) -> None:
    with Desk(Settings(db=editor.app.state.desks.settings.db)) as desk:  # type: ignore[attr-defined]
        told = desk.story(desk.stories()[0].id)
        one = next(each for each in told.claims if each.origins.list[0].named)
    page = get(editor, f"/sources/{one.origins.list[0].source_id}")
    assert f'href="/claims/{one.claim.id}"' in page
    assert f'href="/stories/{told.story.id}"' in page


def test_a_webhook_is_asked_for_on_the_page_and_its_secret_shown_once(editor: TestClient) -> None:
    made = editor.post(
        "/watches", data={"words": "ferry", "webhook": "https://hooks.example/x"}, headers=PAGE
    )
    secret = found(r"<code>(whsec_[^<]+)</code>", made.text)
    page = get(editor, "/alerts")
    assert "https://hooks.example/x" in page
    assert secret not in page


def test_a_report_is_set_aside_and_brought_back_on_its_own_page(editor: TestClient) -> None:
    story = get(editor, found(r'href="(/stories/[^"]+)"', get(editor, "/")))
    place = found(r'<th scope="row"><a href="(/reports/[^"?#]+)"', story)
    form = {
        "verb": "set-aside",
        "subject": place.removeprefix("/reports/"),
        "reason": "A hoax",
        "back": place,
    }
    assert editor.post("/decide", data=form).status_code == 303
    page = get(editor, place)
    assert "Set aside by a person" in page
    for address in (place, "/inbox", "/audit"):
        undo = found(r'action="(/decisions/\d+/undo)"', get(editor, address))
    editor.post(undo, data={"back": place})
    assert "Set aside by a person" not in get(editor, place)
    assert "/undo" not in get(editor, "/inbox")


def test_an_undated_report_is_dated_in_the_inbox_and_undone_there(editor: TestClient) -> None:
    form = {"text": "The mill at Karn burned down on Thursday, the fire service said.", "title": "Mill gone"}
    editor.post("/add", data=form)
    with Desk(Settings(db=editor.app.state.desks.settings.db)) as desk:  # type: ignore[attr-defined]
        desk.catch_up()
    inbox = get(editor, "/inbox")
    assert "Give its date" in inbox
    report = found(r'name="verb" value="date"><input type="hidden" name="subject" value="([^"]+)"', inbox)
    dated = {
        "verb": "date",
        "subject": report,
        "value": "2031-05-03",
        "reason": "The clipping",
        "back": "/inbox",
    }
    assert editor.post("/decide", data=dated).status_code == 303
    after = get(editor, "/inbox")
    assert "Dated by people" in after
    assert "Give its date" not in after
    assert "given by a person of this desk" in get(editor, f"/reports/{report}")
    editor.post(found(r'action="(/decisions/\d+/undo)"', after), data={"back": "/inbox"})
    assert "Give its date" in get(editor, "/inbox")
