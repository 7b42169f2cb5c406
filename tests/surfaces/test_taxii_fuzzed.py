"""TAXII under schemathesis: nothing that is sent breaks it, and what is refused leaves no trace.

The server's routes follow TAXII's own documents and stand in no /openapi.json; they are described here for the test.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode, checks

from tests.surfaces.conftest import FREE
from tests.surfaces.test_taxii import ALLY, MEDIA, note
from twosource import Desk, Settings
from twosource.stages import share
from twosource.surfaces.api import Serving, create
from twosource.surfaces.taxii import keeping

EXAMPLES = 20
TEXT: dict[str, Any] = {"type": "string"}
ANY: dict[str, Any] = {}
IDS = [note(1)["id"], note(2)["id"], ALLY, share.stable("incident", "x"), "note--1"]
STAMPS = ["2031-05-03T10:00:00.000Z", "2031-05-04T10:00:00Z", "2031-02-30T10:00:00.000Z", "2031-05-03"]
WORD = {
    "type": "object",
    "properties": {
        "name": TEXT, "kind": ANY, "named": ANY, "seen": ANY, "rests_on": ANY, "relays": ANY,
        "tokens": {"type": "array", "items": {"enum": ["r:00000000:" + "0" * 32, "s:0:0", 7]}},
    },
}  # fmt: skip
OBJECT: dict[str, Any] = {
    "type": "object",
    "required": ["type", "id", "created", "modified", "created_by_ref", "content"],
    "properties": {
        "type": {"enum": ["note", "opinion", "sighting", "identity", "indicator"]}, "id": {"enum": IDS},
        "spec_version": {"enum": ["2.1", "2.0", 2]}, "created": {"enum": STAMPS}, "modified": {"enum": STAMPS},
        "created_by_ref": {"enum": [ALLY, IDS[3], None]}, "content": {"enum": ["The pier is closed.", "", "\u0000", 7]},
        "object_refs": {"type": "array", "items": {"enum": [*IDS, 7]}}, "sighting_of_ref": {"enum": IDS},
        "opinion": {"enum": ["agree", "strongly-disagree", "neutral", 7]}, "explanation": ANY, "revoked": ANY, "lang": ANY,
        "object_marking_refs": {"type": "array", "items": {"enum": [*share.TLP.values(), 7]}},
        "extensions": {"type": "object", "properties": {share.EXTENSION: {
            "type": "object", "properties": {"kind": ANY, "story": {"enum": IDS}, "status": ANY,
                                             "origins": {"type": "array", "items": WORD}}}}},
    },
}  # fmt: skip
NOTE: dict[str, Any] = {
    **OBJECT,
    "properties": {
        **OBJECT["properties"], "type": {"const": "note"}, "id": {"enum": IDS[:2]}, "created_by_ref": {"const": ALLY},
        "spec_version": {"const": "2.1"}, "created": {"const": STAMPS[0]}, "modified": {"enum": STAMPS[:2]},
        "content": {"enum": ["The pier is closed.", "7 barges lie at quay 3."]},
    },
}  # fmt: skip
ENVELOPE = {
    "type": "object",
    "properties": {
        "objects": {"type": "array", "items": {"anyOf": [OBJECT, NOTE]}, "minItems": 1, "maxItems": 4}
    },
}
BODY = {"required": True, "content": {"application/taxii+json;version=2.1": {"schema": ENVELOPE}}}
FILTERS = [
    {"name": name, "in": "query", "schema": {"anyOf": [{"enum": some}, TEXT]}}
    for name, some in (
        ("added_after", STAMPS), ("limit", ["1", "0", "-1", "99999"]), ("next", ["W10", "e30"]),
        ("match[id]", IDS), ("match[type]", ["note", "note,opinion"]), ("match[version]", ["all", "first,last", STAMPS[0]]),
        ("match[spec_version]", ["2.1", "2.0,2.1"]),
    )
]  # fmt: skip
SAID = {"default": {"description": "What TAXII says."}}
HERE = {"name": "collection", "in": "path", "required": True, "schema": {"enum": ["allies", "none"]}}
ONE = {"name": "object_id", "in": "path", "required": True, "schema": {"enum": IDS}}
STATUS = {"name": "status_id", "in": "path", "required": True, "schema": TEXT}
AT = "/taxii2/desk/collections/{collection}/"
PATHS: dict[str, dict[str, Any]] = {
    "/taxii2/desk/status/{status_id}/": {"get": [STATUS]},
    AT: {"get": [HERE]},
    AT + "manifest/": {"get": [HERE, *FILTERS]},
    AT + "objects/": {"get": [HERE, *FILTERS], "post": [HERE]},
    AT + "objects/{object_id}/": {"get": [HERE, ONE, *FILTERS], "delete": [HERE, ONE, *FILTERS]},
    AT + "objects/{object_id}/versions/": {"get": [HERE, ONE, *FILTERS]},
}
DESCRIBED = {
    "openapi": "3.1.0",
    "info": {"title": "TAXII", "version": "2.1"},
    "paths": {
        path: {
            verb: {
                "parameters": given,
                "responses": SAID,
                **({"requestBody": BODY} if verb == "post" else {}),
            }
            for verb, given in verbs.items()
        }
        for path, verbs in PATHS.items()
    },
}
OPERATIONS = [(path, verb) for path, verbs in PATHS.items() for verb in verbs]
TABLES = ("received", "heard", "reports", "shelved", "taxii_status", "ledger")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, dict[str, str], Path]]:
    """The description over a server, the headers of a partner, and the store."""
    db = tmp_path_factory.mktemp("fuzzed") / "desk.db"
    with Desk(Settings(db=db, quiet=True)) as desk:
        desk.identity("Desk A")
        desk.group("allies")
        desk.partner("Ally", identity=ALLY)
        desk.join("allies", "Ally")
        token, _ = desk.partner_token("Ally")
    worker = ThreadPoolExecutor(1)
    schema = schemathesis.openapi.from_dict(DESCRIBED)
    schema.app = create(Settings(db=db, quiet=True), Serving(limits=FREE), worker)
    headers = {"host": "127.0.0.1", "authorization": f"Bearer {token}", "accept": MEDIA}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(keeping, "PAUSE_SECONDS", 0.0)
        yield schema, headers, db
    worker.shutdown()


@pytest.mark.parametrize(("path", "verb"), OPERATIONS, ids=[f"{verb} {path}" for path, verb in OPERATIONS])
def test_no_call_breaks_it_and_what_is_refused_leaves_no_trace(
    path: str, verb: str, served: tuple[Any, dict[str, str], Path]
) -> None:
    schema, headers, db = served
    operation = schema[path][verb]
    sent = {**headers, **({"content-type": MEDIA} if verb == "post" else {})}

    @given(
        case=st.one_of(
            operation.as_strategy(), operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
        )
    )
    @settings(
        max_examples=EXAMPLES * (3 if verb == "post" else 1),
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    def called(case: schemathesis.Case) -> None:
        before = counts(db)
        answer = case.call_and_validate(headers=sent, checks=[checks.not_a_server_error])
        after = counts(db)
        if verb == "get" or answer.status_code >= 400:
            assert after == before
        assert waiting(db) == 0
        assert after["heard"] == after["reports"], "each word is a report, whole or not at all"

    called()
    assert verb != "post" or counts(db)["heard"], "some of what was sent was taken"


HOSTILE = [
    b"",
    b"\xef\xbb\xbf{}",
    b"[]",
    b'{"objects": [' * 3000,
    b'{"objects": [' + b"[" * 20_000 + b"]" * 20_000 + b"]}",
    b'{"objects": [NaN]}',
    b'{"objects": [1, null, "x", [], {}]}',
    b'{"objects": [{"id": "note--\\ud83d", "type": "note"}]}',
    b'{"objects": [{"id": 7, "id": "note--1", "type": {"a": 1}}], "objects": []}',
    b'{"objects": [{"type": "note", "id": "note--00000000-0000-4000-8000-000000000009", "content": "\\ud83d", '
    b'"created": "9999-12-31T23:59:59.999999999Z", "modified": "0001-01-01T00:00:00Z", "created_by_ref": "x"}]}',
    b'{"objects": [{"type": "note", "id": "note--00000000-0000-4000-8000-00000000000a", "modified": 1e400}]}',
]


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_bodies_break_nothing(body: bytes, served: tuple[Any, dict[str, str], Path]) -> None:
    schema, headers, db = served
    before = counts(db)
    with TestClient(schema.app, base_url="http://127.0.0.1", raise_server_exceptions=False) as web:
        answer = web.post("/taxii2/desk/collections/allies/objects/", content=body,
                          headers={**headers, "content-type": MEDIA})  # fmt: skip
        assert answer.status_code < 500, answer.text
        assert answer.headers["content-type"] == MEDIA
        if answer.status_code >= 400:
            assert counts(db) == before
        else:
            told = web.get(f"/taxii2/desk/status/{answer.json()['id']}/", headers=headers).json()
            assert (told["status"], told["success_count"]) == ("complete", 0)
            assert {name: counts(db)[name] for name in ("heard", "reports", "shelved")} == {
                name: before[name] for name in ("heard", "reports", "shelved")
            }
    assert waiting(db) == 0


def counts(db: Path) -> dict[str, int]:
    with sqlite3.connect(db) as store:
        return {name: store.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in TABLES}


def waiting(db: Path) -> int:
    with sqlite3.connect(db) as store:
        return int(
            store.execute(
                "SELECT (SELECT count(*) FROM received WHERE receipt = x'') + (SELECT count(*) FROM judged)"
            ).fetchone()[0]
        )
