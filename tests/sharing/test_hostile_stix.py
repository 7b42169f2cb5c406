"""Whatever bytes come: no exception but our own, and never a part of a bundle in the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sharing.desks import SAID, Circle
from twosource.errors import TwosourceError
from twosource.model import Heard, Refusal
from twosource.stages import share

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = ("id", "type", "created", "modified", "created_by_ref", "content", "object_refs", "object_marking_refs", "extensions",
          "revoked", "opinion", "explanation", "spec_version", "lang", "name")  # fmt: skip


def valid() -> dict[str, Any]:
    sending = share.Sending(
        share.stable("identity", "x"), "Desk X", "AMBER", "2026-03-04T10:00:00.000Z", "ab" * 32
    )
    note = {
        "type": "note", "spec_version": "2.1", "id": share.stable("note", "x"), "created": sending.at, "modified": sending.at,
        "created_by_ref": sending.desk, "content": "40 passengers were on board", "object_refs": [share.stable("incident", "x")],
        "object_marking_refs": [share.TLP["AMBER"]],
        "extensions": {share.EXTENSION: {"extension_type": "property-extension", "kind": "claim", "origins": [
            {"name": "River Authority", "named": True, "tokens": ["s:00000000:" + "0" * 32]}]}},
    }  # fmt: skip
    return {
        "type": "bundle",
        "id": share.stable("bundle", "x"),
        "objects": [share.identity(sending.desk, "Desk X", sending.at), note],
    }


@given(JSON | st.lists(JSON, max_size=3).map(lambda some: {"type": "bundle", "objects": some}))
def test_any_json_is_read_or_refused(value: Any) -> None:
    parcel = share.parcel(
        orjson.dumps(value, option=orjson.OPT_PASSTHROUGH_DATACLASS) if _fits(value) else b"{}"
    )
    for each in parcel.objects:
        assert isinstance(share.heard(each, parcel.titles()), (Heard, Refusal, type(None)))


def _fits(value: Any) -> bool:
    try:
        orjson.dumps(value)
    except (orjson.JSONEncodeError, TypeError):
        return False
    return True


@given(st.binary(max_size=200))
def test_bytes_of_no_meaning_are_refused_as_a_whole(body: bytes) -> None:
    parcel = share.parcel(body)
    assert parcel.objects == ()
    assert [each.object_id for each in parcel.refused] == [""]


@given(st.sampled_from(FIELDS), JSON, st.booleans())
def test_a_note_with_any_one_field_wrong_is_taken_or_refused(name: str, value: Any, inside: bool) -> None:
    made = valid()
    note = made["objects"][1]
    if inside:
        note["extensions"][share.EXTENSION]["origins"][0][name] = value
    else:
        note[name] = value
    if not _fits(made):
        return
    parcel = share.parcel(orjson.dumps(made))
    for each in parcel.objects:
        found = share.heard(each)
        if isinstance(found, Heard):
            assert found.text
            assert found.object_id == each["id"]


@pytest.fixture(scope="module")
def circle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Circle]:
    made = Circle(Path(tmp_path_factory.mktemp("hostile")))
    made.join("ab", "A", "B")
    made.report("A", "Halm Herald", SAID["authority"])
    made.share("A", "ab")
    made.carry("ab", "A", "B")
    yield made
    made.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FIELDS), JSON, st.integers(0, 30), st.binary(max_size=3))
def test_a_desk_takes_all_of_a_bundle_or_nothing(
    circle: Circle, name: str, value: Any, at: int, tail: bytes
) -> None:
    desk = circle.desk("B")
    made = orjson.loads(circle.desk("A").bundle("ab"))
    made["objects"][at % len(made["objects"])][name] = value
    if not _fits(made):
        return
    store = desk._store
    before = len(list(store.exchange.all_heard()))
    try:
        got = desk.receive(orjson.dumps(made) + tail, "Desk A", "ab", assess=False)
    except TwosourceError:
        assert len(list(store.exchange.all_heard())) == before
    else:
        new = 0 if got.seen else len(got.taken)
        assert len(list(store.exchange.all_heard())) == before + new
        assert len({report for report, *_ in store.exchange.all_heard()}) == len(
            list(store.exchange.all_heard())
        )
