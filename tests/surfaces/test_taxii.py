"""The TAXII 2.1 server: every endpoint and refusal, pages that skip nothing, rights that end at once, bytes as they came."""

from __future__ import annotations

import base64
import json
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.surfaces.conftest import client
from tests.surfaces.served import listening
from twosource import Desk
from twosource.peers import signing
from twosource.stages import share

MEDIA = "application/taxii+json;version=2.1"
ALLY = "identity--3f0c5b52-8a2e-4a8e-9d7c-6d1f5b0a9e11"
BASE = "/taxii2/desk/collections/"


def note(number: int, modified: str = "2031-05-03T10:00:00.000Z", **more: Any) -> dict[str, Any]:
    """A partner's note about nothing of ours."""
    return {
        "type": "note", "spec_version": "2.1", "id": f"note--{uuid.UUID(int=number, version=4)}", "created_by_ref": ALLY,
        "created": "2031-05-03T10:00:00.000Z", "modified": modified, "content": f"Barge {number} lies at quay {number} of Vell.",
        "object_refs": [ALLY], **more,
    }  # fmt: skip


def envelope(*objects: dict[str, Any]) -> bytes:
    return json.dumps({"objects": objects}).encode()


class Ally:
    """A partner with a token, and its collection."""

    def __init__(self, app: FastAPI, name: str = "Ally", group: str = "allies") -> None:
        self.app, self.group = app, group
        with Desk(app.state.desks.settings) as desk:
            desk.identity("Desk A")
            if group not in {one.id for one in desk.groups()}:
                desk.group(group)
            desk.partner(name, identity=ALLY if name == "Ally" else None)
            desk.join(group, name)
            self.token, kept = desk.partner_token(name, by="Ada")
            self.token_id = kept.id
        self.http: TestClient = client(app, authorization=f"Bearer {self.token}", accept=MEDIA)
        self.id = self.http.get(BASE).json()["collections"][0]["id"]
        self.at = f"{BASE}{self.id}/"

    def post(self, *objects: dict[str, Any], **headers: str) -> Any:
        return self.http.post(
            f"{self.at}objects/", content=envelope(*objects), headers={"content-type": MEDIA, **headers}
        )

    def came_of(self, answer: Any) -> dict[str, Any]:
        """What came of a POST, once it was read."""
        found: dict[str, Any] = self.http.get(f"/taxii2/desk/status/{answer.json()['id']}/").json()
        assert found["status"] == "complete"
        return found

    def objects(self, **query: Any) -> Any:
        return self.http.get(
            f"{self.at}objects/", params={key.replace("__", "match["): v for key, v in query.items()}
        )

    def told(self, path: str = "objects/", **query: Any) -> list[Any]:
        """All of the pages of a listing."""
        found: list[Any] = []
        while True:
            answer = self.http.get(self.at + path, params=query)
            assert answer.status_code == 200, answer.text
            read = answer.json()
            found += read.get("objects", read.get("versions", []))
            if not read.get("more"):
                return found
            query = {**query, "next": read["next"]}


@pytest.fixture
def ally(app: FastAPI) -> Ally:
    return Ally(app)


def test_discovery_leads_to_the_objects(ally: Ally) -> None:
    found = ally.http.get("/taxii2/")
    assert found.headers["content-type"] == MEDIA
    assert found.json()["api_roots"] == ["http://127.0.0.1:8750/taxii2/desk/"]
    root = ally.http.get("/taxii2/desk/").json()
    assert root["versions"] == [MEDIA]
    assert root["max_content_length"] > 1_000_000
    (one,) = ally.http.get(BASE).json()["collections"]
    assert uuid.UUID(one["id"])
    assert (one["alias"], one["can_read"], one["can_write"]) == ("allies", True, True)
    assert ally.http.get(ally.at).json() == one
    assert ally.http.get(f"{BASE}allies/").json() == one
    assert ally.objects().content == b"{}"
    assert "x-taxii-date-added-first" not in ally.objects().headers


def test_a_post_is_kept_before_it_is_answered_and_can_be_asked_for(ally: Ally, db: Path) -> None:
    answer = ally.post(note(1), note(2), {"type": "indicator", "id": "nonsense"})
    assert answer.status_code == 202
    status = ally.came_of(answer)
    assert answer.json() == status, "it is told at once what is taken"
    assert (status["status"], status["total_count"], status["success_count"], status["failure_count"]) == (
        "complete",
        3,
        2,
        1,
    )
    assert status["failures"][0]["message"]
    with sqlite3.connect(db) as other:  # another process would see it now
        assert other.execute("SELECT count(*) FROM shelved").fetchone() == (2,)
    assert ally.http.get(f"/taxii2/desk/status/{status['id']}/").json() == status
    assert [one["id"] for one in ally.told()] == [note(1)["id"], note(2)["id"]]


def test_the_same_again_changes_nothing(ally: Ally) -> None:
    ally.post(note(1), note(2))
    first = ally.told("manifest/")
    assert ally.post(note(1), note(2)).json()["success_count"] == 2
    assert ally.post(note(2), note(1)).status_code == 202
    assert ally.told("manifest/") == first


def test_bytes_come_back_as_they_were_sent(ally: Ally) -> None:
    raw = b'{"objects": [ {"type":"note",  "spec_version":"2.1","id":"%s","created_by_ref":"%s","created":"2031-05-03T10:00:00.0Z",' \
          b'"modified":"2031-05-03T10:00:00.0Z","content":"Caf\\u00e9 \\/ quay","object_refs":["%s"]} ]}' % (
              note(7)["id"].encode(), ALLY.encode(), ALLY.encode())  # fmt: skip
    assert (
        ally.http.post(f"{ally.at}objects/", content=raw, headers={"content-type": MEDIA}).status_code == 202
    )
    inside = raw[raw.index(b"[") + 2 : raw.rindex(b"]") - 1]
    assert inside in ally.objects().content


@pytest.mark.parametrize("limit", [1, 3, 7, 100])
def test_pages_hold_every_object_once_and_in_order(ally: Ally, limit: int) -> None:
    ally.post(*[note(n) for n in range(20)])
    listed = ally.told("manifest/", limit=limit)
    assert [one["id"] for one in listed] == [note(n)["id"] for n in range(20)]
    dates = [one["date_added"] for one in listed]
    assert dates == sorted(set(dates)), "strictly increasing"
    assert all(len(date) == 27 and date.endswith("Z") for date in dates)
    assert [one["id"] for one in ally.told(limit=limit)] == [note(n)["id"] for n in range(20)]
    # By added_after alone, as a client that knows no cursors does it.
    after, found = "", []
    while True:
        answer = ally.objects(limit=limit, **({"added_after": after} if after else {}))
        found += [one["id"] for one in answer.json().get("objects", [])]
        if not answer.json().get("more"):
            break
        after = answer.headers["x-taxii-date-added-last"]
    assert found == [note(n)["id"] for n in range(20)]


def test_a_cursor_holds_its_filters_and_outlives_the_server(
    ally: Ally, serve: Callable[..., FastAPI]
) -> None:
    ally.post(*[note(n) for n in range(4)], note(9, modified="2031-05-04T10:00:00.000Z"))
    wanted = f"{note(1)['id']},{note(3)['id']}"
    first = ally.http.get(f"{ally.at}objects/", params={"limit": 1, "match[id]": wanted}).json()
    assert first["more"]
    ally.http = client(
        serve(), authorization=f"Bearer {ally.token}", accept=MEDIA
    )  # another server over the store
    second = ally.http.get(f"{ally.at}objects/", params={"next": first["next"]}).json()
    assert [one["id"] for one in first["objects"] + second["objects"]] == [note(1)["id"], note(3)["id"]]
    assert "more" not in second


def test_filters_are_anded_and_the_latest_version_is_what_comes(ally: Ally) -> None:
    old, new = note(1), note(1, modified="2031-05-04T10:00:00Z")
    ally.post(old, note(2))
    ally.post(new)
    ident = {"type": "identity", "spec_version": "2.1", "id": ALLY, "created": "2031-01-01T00:00:00.000Z",
             "modified": "2031-01-01T00:00:00.000Z", "name": "Ally"}  # fmt: skip
    ally.post(ident)

    def ids(**query: str) -> list[tuple[str, str]]:
        return [
            (one["id"], one["modified"]) for one in ally.told(**{f"match[{k}]": v for k, v in query.items()})
        ]

    assert ids() == [
        (note(2)["id"], old["modified"]),
        (old["id"], new["modified"]),
        (ALLY, ident["modified"]),
    ]
    assert ids(type="identity") == [(ALLY, ident["modified"])]
    assert ids(type="identity,note", id=old["id"]) == [(old["id"], new["modified"])]
    assert ids(id=old["id"], version="first") == [(old["id"], old["modified"])]
    assert len(ids(id=old["id"], version="all")) == 2
    assert len(ids(id=old["id"], version="first,last")) == 2
    # A moment is a moment, however it is written.
    assert ids(version="2031-05-04T10:00:00.000Z") == [(old["id"], new["modified"])]
    assert ids(spec_version="2.0") == []
    assert ids(type="tool") == []
    assert ally.told(f"objects/{old['id']}/versions/") == [old["modified"], new["modified"]]
    assert [one["modified"] for one in ally.told(f"objects/{old['id']}/")] == [new["modified"]]
    assert [one["version"] for one in ally.told("manifest/", **{"match[version]": "all", "match[id]": old["id"]})] == [
        old["modified"], new["modified"]]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "status"),
    [("limit=0", 400), ("limit=-3", 400), ("limit=x", 400), ("added_after=yesterday", 400), ("next=zzz", 400), ("next=", 400),
     ("added_after=2031-13-03T10:00:00Z", 400), ("added_after=2031-05-03T10:00:00", 400), ("match[version]=newest", 400),
     ("match[spec_version]=two", 400), ("match[id]=", 400), ("next=WzFd", 400), ("limit=5000", 200), ("match[colour]=red", 200),
     ("added_after=2031-05-03T10:00:00.123456Z", 200)],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused(ally: Ally, query: str, status: int) -> None:
    answer = ally.http.get(f"{ally.at}objects/?{query}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == MEDIA
    if status == 400:
        assert answer.json()["http_status"] == "400"
        assert answer.json()["title"]


@pytest.mark.parametrize(
    ("accept", "status"),
    [(MEDIA, 200), ("application/taxii+json", 200), ("*/*", 200), ('application/taxii+json; version="2.1"', 200),
     ("text/html, application/*;q=0.5", 200), ("application/taxii+json;version=2.0", 406), ("application/json", 406),
     ("", 406), ("application/taxii+json;version=2.1;q=0", 406)],
)  # fmt: skip
def test_only_taxii_2_1_is_spoken(ally: Ally, accept: str, status: int) -> None:
    for path in ("/taxii2/", "/taxii2/desk/", BASE, ally.at, f"{ally.at}objects/", f"{ally.at}manifest/"):
        answer = ally.http.get(path, headers={"accept": accept})
        assert answer.status_code == status, path
        assert answer.headers["content-type"] == MEDIA


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/taxii+json;version=2.0", ""])
def test_only_taxii_2_1_is_taken(ally: Ally, kind: str) -> None:
    assert ally.post(note(1), **{"content-type": kind}).status_code == 415
    assert ally.objects().content == b"{}"


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 400), (b"{", 400), (b'{"objects": [', 400), (b"\xff\xfe", 400), (b"[]", 422), (b"{}", 422), (b'{"objects": []}', 422),
     (b'{"objects": {}}', 422), (b'{"objects": [1, null, "x", []]}', 202), (b'{"objects": [' + b"[" * 200 + b"]" * 200 + b"]}", 202)],
)  # fmt: skip
def test_a_body_that_is_no_envelope_is_refused_whole(ally: Ally, db: Path, body: bytes, status: int) -> None:
    answer = ally.http.post(f"{ally.at}objects/", content=body, headers={"content-type": MEDIA})
    assert answer.status_code == status, answer.text
    with sqlite3.connect(db) as other:
        assert other.execute("SELECT count(*) FROM shelved").fetchone() == (0,)
        assert other.execute("SELECT count(*) FROM received").fetchone() == (int(status == 202),)


def test_a_body_too_large_is_refused(serve: Callable[..., FastAPI]) -> None:
    ally = Ally(serve(max_upload=70_000))
    answer = ally.post(*[note(n) for n in range(400)])
    assert answer.status_code == 413
    assert answer.headers["content-type"] == MEDIA
    assert answer.json()["http_status"] == "413"


def test_nobody_without_a_token_learns_anything(ally: Ally, app: FastAPI) -> None:
    for headers in ({}, {"authorization": "Bearer tws_0_0"}, {"authorization": "Basic !!"}):
        nobody = client(app, accept=MEDIA, **headers)
        for path in ("/taxii2/", "/taxii2/desk/", BASE, ally.at, f"{ally.at}objects/", f"{ally.at}stream/"):
            answer = nobody.get(path, headers={"accept": f"{MEDIA}, text/event-stream"})
            assert answer.status_code == 401, path
            assert answer.headers["www-authenticate"].startswith("Basic")
            assert answer.json()["http_status"] == "401"


def test_basic_holds_the_token_as_its_password(ally: Ally, app: FastAPI) -> None:
    given = base64.b64encode(f"anything:{ally.token}".encode()).decode()
    assert (
        client(app, accept=MEDIA, authorization=f"Basic {given}").get(f"{ally.at}objects/").status_code == 200
    )


def test_a_partner_opens_nothing_but_taxii(ally: Ally, app: FastAPI) -> None:
    for path in ("/api/stories", "/api/reports", "/api/people", "/", "/api/alerts"):
        assert ally.http.get(path).status_code in (403, 404), path
    assert ally.http.post("/api/ingest/reports", json={"reports": [{"text": "x"}]}).status_code == 403


def test_our_own_people_read_where_they_share_and_write_nowhere(ally: Ally, app: FastAPI) -> None:
    with Desk(app.state.desks.settings) as desk:
        shares, _ = desk.make_token("Ada", "t", ["share"], 1, "Ada")
        reads, _ = desk.make_token("Rea", "t", ["read"], 1, "Rea")
    own = client(app, accept=MEDIA, authorization=f"Bearer {shares}")
    (one,) = own.get(BASE).json()["collections"]
    assert (one["can_read"], one["can_write"]) == (True, False)
    assert (
        own.post(f"{ally.at}objects/", content=envelope(note(1)), headers={"content-type": MEDIA}).status_code
        == 403
    )
    reader = client(app, accept=MEDIA, authorization=f"Bearer {reads}")
    assert reader.get(BASE).json() == {}
    assert reader.get(f"{ally.at}objects/").status_code == 404


def test_who_leaves_the_group_gets_nothing_more(ally: Ally, app: FastAPI) -> None:
    ally.post(note(1))
    with Desk(app.state.desks.settings) as desk:
        desk.leave("allies", "Ally")
    assert ally.http.get(BASE).json() == {}
    for path in ("", "objects/", "manifest/", f"objects/{note(1)['id']}/", "stream/"):
        assert (
            ally.http.get(ally.at + path, headers={"accept": f"{MEDIA}, text/event-stream"}).status_code
            == 404
        )
    assert ally.post(note(2)).status_code == 404


def test_a_token_that_is_ended_opens_nothing(ally: Ally, app: FastAPI) -> None:
    with Desk(app.state.desks.settings) as desk:
        desk.end_partner_token(ally.token_id)
    assert ally.objects().status_code == 401


def test_rights_are_by_partner_and_collection(ally: Ally, app: FastAPI) -> None:
    ally.post(note(1))
    with Desk(app.state.desks.settings) as desk:
        desk.allow("allies", "Ally", may_read=True, may_write=False)
    assert ally.http.get(ally.at).json()["can_write"] is False
    assert ally.post(note(2)).status_code == 403
    assert ally.http.delete(f"{ally.at}objects/{note(1)['id']}/").status_code == 403
    with Desk(app.state.desks.settings) as desk:
        desk.allow("allies", "Ally", may_read=False, may_write=True)
    assert ally.objects().status_code == 403
    assert ally.post(note(3)).status_code == 202


def test_partners_do_not_see_what_others_sent(ally: Ally, app: FastAPI) -> None:
    status = ally.post(note(1)).json()
    other = Ally(app, "Outlet")
    assert other.id == ally.id
    assert other.told() == []
    assert other.http.get(f"{other.at}objects/{note(1)['id']}/").status_code == 404
    assert other.http.delete(f"{other.at}objects/{note(1)['id']}/").status_code == 404
    assert other.http.get(f"/taxii2/desk/status/{status['id']}/").status_code == 404


def test_delete_takes_ones_own_versions_and_no_others(ally: Ally) -> None:
    old, new = note(1), note(1, modified="2031-05-04T10:00:00.000Z")
    ally.post(old)
    ally.post(new, note(2))
    at = f"{ally.at}objects/{old['id']}/"
    assert ally.http.delete(at, params={"match[version]": "2030-01-01T00:00:00Z"}).status_code == 404
    assert ally.http.delete(at, params={"match[version]": new["modified"]}).status_code == 200
    assert [one["modified"] for one in ally.told(f"objects/{old['id']}/")] == [old["modified"]]
    assert ally.http.delete(at).status_code == 200
    assert ally.http.get(at).status_code == 404
    assert ally.http.delete(at).status_code == 404
    assert [one["id"] for one in ally.told()] == [note(2)["id"]]
    last = ally.objects().headers["x-taxii-date-added-last"]
    ally.post(note(3))
    assert ally.told("manifest/")[-1]["date_added"] > last


def test_a_page_is_signed_over_the_bytes_that_came(ally: Ally, app: FastAPI) -> None:
    from twosource.model import Pinned

    ally.post(note(1))
    answer = ally.objects()
    with Desk(app.state.desks.settings) as desk:
        key = desk.identity().public_key
    signature = answer.headers["x-twosource-signature"]
    assert signing.verified(answer.content, signature, [Pinned(key, "")], "2031")
    assert not signing.verified(answer.content + b" ", signature, [Pinned(key, "")], "2031")


def test_a_partner_with_a_pinned_key_must_sign(ally: Ally, app: FastAPI) -> None:
    seed = signing.new_seed()
    with Desk(app.state.desks.settings) as desk:
        desk.pin("Ally", signing.public_key(seed))
    assert ally.post(note(1)).status_code == 403
    wrong = signing.sign(seed, b"something else")
    assert ally.post(note(1), **{"x-twosource-signature": wrong}).status_code == 403
    assert ally.told() == []
    right = signing.sign(seed, envelope(note(1)))
    assert ally.post(note(1), **{"x-twosource-signature": right}).status_code == 202


def test_an_object_of_anothers_hand_is_a_failure(ally: Ally) -> None:
    ally.post(note(1))
    taken = note(2) | {"created_by_ref": share.stable("identity", "somebody else")}
    status = ally.came_of(ally.post(taken, note(3)))
    assert (status["success_count"], status["failure_count"]) == (1, 1)
    assert [one["id"] for one in ally.told()] == [note(1)["id"], note(3)["id"]]


@pytest.mark.parametrize("path", ["taxii2", "taxii2/desk", "taxii2/desk/collections", "taxii2/desk/nothing/"])
def test_paths_end_with_a_slash(ally: Ally, path: str) -> None:
    answer = ally.http.get(f"/{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == MEDIA or path == "taxii2"
    assert ally.http.put(f"{ally.at}objects/").status_code == 405


@pytest.fixture
def real(ally: Ally) -> Iterator[str]:
    with listening(ally.app) as place:
        yield place


def test_the_public_client_reads_writes_pages_and_deletes(ally: Ally, real: str) -> None:
    taxii2client = pytest.importorskip("taxii2client.v21")
    server = taxii2client.Server(f"{real}/taxii2/", user="ally", password=ally.token)
    (root,) = server.api_roots
    assert root.max_content_length > 0
    (collection,) = root.collections
    assert collection.can_read
    assert collection.can_write
    status = collection.add_objects({"objects": [note(n) for n in range(25)]})
    assert status.status == "complete"
    assert status.success_count == 25
    assert root.get_status(status.id).success_count == 25
    pages = list(taxii2client.as_pages(collection.get_objects, per_request=10))
    assert [len(page["objects"]) for page in pages] == [10, 10, 5]
    assert [one["id"] for page in pages for one in page["objects"]] == [note(n)["id"] for n in range(25)]
    assert len(collection.get_manifest()["objects"]) == 25
    assert collection.get_object(note(3)["id"])["objects"][0]["id"] == note(3)["id"]
    assert collection.object_versions(note(3)["id"])["versions"] == [note(3)["modified"]]
    assert [one["id"] for one in collection.get_objects(id=note(4)["id"])["objects"]] == [note(4)["id"]]
    collection.delete_object(note(3)["id"])
    assert len(collection.get_objects()["objects"]) == 24
