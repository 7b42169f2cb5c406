"""What every answer of the API has: a tag of its state, pages, problems; and health and metrics."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.surfaces.conftest import FREE, client, signed_in
from twosource import Desk, Settings
from twosource.surfaces.api import Serving, create
from twosource.surfaces.api.rates import Rates
from twosource.surfaces.api.serving import Limit

TAGGED = [
    "/api/brief",
    "/api/stories",
    "/api/timeline",
    "/api/search?q=ferry",
    "/api/sources",
    "/api/set-aside",
]


@pytest.fixture
def reader(app: FastAPI) -> TestClient:
    return signed_in(app, "Rea")


OTHERS = {
    "lund": "Police said on Sunday that 3 people were arrested after a bakery fire in Lund.",
    "porto": "The mayor of Porto said on Tuesday that the old ferry pier would be rebuilt for 2 million euros.",
    "kyoto": "Astronomers in Kyoto reported on Friday that a comet had broken into four pieces.",
}


# --- tags


@pytest.mark.parametrize("path", TAGGED)
def test_what_has_not_changed_is_not_sent_again(path: str, reader: TestClient) -> None:
    first = reader.get(path)
    tag = first.headers["etag"]
    again = reader.get(path, headers={"if-none-match": f'"other", {tag}'})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == tag
    assert reader.get(path, headers={"if-none-match": '"other"'}).status_code == 200
    assert first.headers["cache-control"] == "private, no-cache"


def test_what_came_in_gives_another_tag(app: FastAPI) -> None:
    editor = signed_in(app, "Edi")
    before = editor.get("/api/stories").headers["etag"]
    text = b"Police said on Sunday that 3 people were arrested in the town of Lund."
    assert editor.post("/api/ingest", files={"files": ("new.txt", text)}).json()[0]["new"]
    after = editor.get("/api/stories", headers={"if-none-match": before})
    assert after.status_code == 200
    assert after.headers["etag"] != before
    aside = editor.get("/api/set-aside").headers["etag"]
    editor.post("/api/ingest", files={"files": ("bad.json", b"{")})
    assert editor.get("/api/set-aside").headers["etag"] != aside


def test_another_process_may_write_meanwhile(app: FastAPI, tmp_path: Path) -> None:
    """The command line adds a report to the store that is served; the next answer has it."""
    reader = signed_in(app, "Rea")
    before = reader.get("/api/state").json()
    (tmp_path / "late.txt").write_text("Police said on Sunday that 7 people were arrested in Lund.")
    with Desk(app.state.desks.settings) as desk:
        assert len(list(desk.ingest([str(tmp_path / "late.txt")]))) == 1
    after = reader.get("/api/state").json()
    assert after["held"]["reports"] == before["held"]["reports"] + 1
    assert after["state"] != before["state"]
    assert after["assessed"]


# --- pages


@pytest.mark.parametrize("path", ["/api/stories", "/api/sources", "/api/set-aside", "/api/search?q=ferry"])
def test_the_pages_joined_are_the_whole_list(path: str, app: FastAPI) -> None:
    editor = signed_in(app, "Edi")
    bad = [("files", (f"bad{number}.json", b"{")) for number in range(3)]
    texts = [("files", (f"{place}.txt", said.encode())) for place, said in OTHERS.items()]
    editor.post("/api/ingest", files=[*bad, *texts])
    whole = editor.get(path).json()
    assert len(whole) > 2
    joined: list[Any] = []
    at = f"{path}{'&' if '?' in path else '?'}limit=1"
    for _ in range(len(whole)):
        answer = editor.get(at)
        assert len(answer.json()) == 1
        joined += answer.json()
        link = answer.headers.get("link")
        if link is None:
            break
        assert link.endswith('>; rel="next"')
        at = link[1 : link.index(">")]
    assert joined == whole
    assert "link" not in answer.headers


@pytest.mark.parametrize("cursor", ["x", "====", "e30", "WzFd", "LTE", "dHJ1ZQ", "MS41", "\u00e9"])
def test_a_cursor_of_elsewhere_is_refused(cursor: str, reader: TestClient) -> None:
    for path in ("/api/stories", "/api/sources"):
        answer = reader.get(path, params={"cursor": cursor})
        assert answer.status_code == 400
        assert answer.json()["type"].endswith(":bad-cursor")


# --- problems


@pytest.mark.parametrize(
    ("path", "status", "slug"),
    [
        ("/api/stories/s-none", 404, "unknown-id"),
        ("/api/claims/c-none", 404, "unknown-id"),
        ("/api/reports/r-none", 404, "unknown-id"),
        ("/api/sources/no/such", 404, "unknown-id"),
        ("/api/nothing", 404, "no-route"),
        ("/api/brief?since=yesterday", 422, "wrong-usage"),
        ("/api/search", 422, "invalid"),
        ("/api/stories?limit=0", 422, "invalid"),
    ],
)
def test_an_error_is_a_problem_that_says_what_to_do(
    path: str, status: int, slug: str, reader: TestClient
) -> None:
    answer = reader.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert said["status"] == status
    assert said["type"] == f"urn:twosource:problem:{slug}"
    assert said["detail"]
    assert said["title"]


def test_another_method_is_405(reader: TestClient) -> None:
    answer = reader.post("/api/stories")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"
    assert answer.json()["type"].endswith(":no-method")


def test_what_breaks_inside_is_a_problem_with_all_headers(
    app: FastAPI, reader: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(Desk, "story", broken)
    answer = reader.get("/api/stories/s-1")
    assert answer.status_code == 500
    assert answer.json()["type"].endswith(":broken")
    assert "secret" not in answer.text
    assert "content-security-policy" in answer.headers


def test_a_worker_that_dies_is_a_problem_and_the_next_job_is_done(db: Path) -> None:
    """The real worker, a process of its own: killed in the middle, another takes its place."""
    import os
    import signal

    app = create(Settings(db=db, quiet=True), Serving(limits=FREE))
    editor = signed_in(app, "Edi")
    with client(app) as _:
        assert editor.post("/api/extract", files={"files": ("a.txt", b"It rained.")}).status_code == 200
        worker = app.state.desks._workers[False]
        os.kill(next(iter(worker._processes)), signal.SIGKILL)
        answers = [editor.post("/api/extract", files={"files": ("a.txt", b"It rained.")}) for _ in range(2)]
        assert answers[-1].status_code == 200
        assert answers[0].status_code in (200, 503)


# --- health and metrics


def test_health_says_nothing_of_the_store(anybody: TestClient) -> None:
    assert anybody.get("/health").json().keys() == {"status", "version"}


def test_metrics_count_answers_by_route_and_status(reader: TestClient) -> None:
    reader.get("/api/stories/s-none")
    reader.get("/api/stories/s-other")
    reader.get("/never/heard/of")
    text = reader.get("/metrics").text
    assert 'twosource_requests_total{method="GET",route="/api/stories/{story_id}",status="404"} 2.0' in text
    assert "heard" not in text
    assert 'twosource_store_rows{what="reports"} 3.0' in text
    assert "twosource_request_seconds_bucket" in text


# --- pace


def test_a_bucket_fills_at_its_pace() -> None:
    at = 0.0
    rates = Rates({"x": Limit(60, 2)}, clock=lambda: at)
    assert [rates.wait("x", "a") for _ in range(3)] == [0, 0, 1.0]
    assert rates.wait("x", "b") == 0
    at = 0.5
    assert rates.wait("x", "a") == pytest.approx(0.5)
    at = 1.0
    assert rates.wait("x", "a") == 0
    assert rates.wait("x", "a") > 0


def test_buckets_that_are_full_are_forgotten() -> None:
    at = 0.0
    rates = Rates({"x": Limit(60, 2)}, clock=lambda: at)
    for number in range(10_000):
        rates.wait("x", str(number))
    at = 3600.0
    rates.wait("x", "last")
    assert len(rates._left) <= 2
