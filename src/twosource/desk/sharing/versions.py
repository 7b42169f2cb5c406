"""Versions of shared objects: what is new or changed against what was sent, and the last version of what is gone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from ...model import Went
from ...stages import share

Object = dict[str, Any]
SORTED = orjson.OPT_SORT_KEYS
# What a new version of itself can withdraw.
_REVOCABLE = frozenset(
    [
        "note",
        "report",
        "incident",
        "identity",
        "location",
        "observed-data",
        "opinion",
        "relationship",
        "sighting",
    ]
)


def renamed(ids: Iterable[str], held: Mapping[str, Went]) -> dict[str, str]:
    """The new ids of objects that were withdrawn and may go again: STIX knows no version after a withdrawal."""
    found = {}
    for ident in ids:
        name = ident
        while name in held and held[name].revoked:
            name = share.stable(ident.split("--")[0], "again", name)
        if name != ident:
            found[ident] = name
    return found


def under(names: Mapping[str, str], value: Any) -> Any:
    """An object, or a part of it, with every id that has a new one under that."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, Mapping):
        return {key: under(names, each) for key, each in value.items()}
    return [under(names, each) for each in value] if isinstance(value, (list, tuple)) else value


def versions(
    objects: Sequence[Object], held: Mapping[str, Went], desk: str, at: str
) -> list[tuple[Object, bool]]:
    """The objects that are new or changed against what was sent, and a last version of each that may not go any more."""
    made: list[tuple[Object, bool]] = []
    stamp = share.moment(at, "")
    for each in objects:
        old = held.get(each["id"])
        if old is None:
            made.append((each, False))
        elif old.digest != digest(each) and _is_ours(each, desk):
            first = orjson.loads(old.body)
            made.append(
                ({**each, "created": first["created"], "modified": _after(old.modified, stamp)}, False)
            )
    there = {each["id"] for each in objects}
    for ident in sorted(held.keys() - there):
        old = held[ident]
        if not old.revoked and ident.split("--")[0] in _REVOCABLE and ident != desk:
            former = orjson.loads(old.body)
            if former.get("created_by_ref") == desk:
                made.append((_revoked(former, _after(old.modified, stamp)), True))
    return made


def _is_ours(one: Object, desk: str) -> bool:
    """True for what this desk may give a new version of: not for observables and fixed objects."""
    return "modified" in one and (one.get("created_by_ref") == desk or one["id"] == desk)


def _revoked(former: Object, modified: str) -> Object:
    """The last version of an object: that it is withdrawn, and none of its words."""
    kept = {
        k: v
        for k, v in former.items()
        if k
        not in (
            "extensions",
            "external_references",
            "authors",
            "abstract",
            "description",
            "explanation",
            "confidence",
            "lang",
        )
    }
    words: Object = {
        name: "Withdrawn."
        for name in ("content", "name")
        if name in kept and former["type"] in ("note", "report", "incident", "identity", "location")
    }
    return {**kept, **words, "revoked": True, "modified": modified}


def _after(former: str, stamp: str) -> str:
    """A version's time: now, and in any case later than the version before."""
    then = share.instant(former)
    if share.instant(stamp) > then:
        return stamp
    return (then + timedelta(milliseconds=1)).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def later(added_at: str) -> str:
    """A moment with microseconds, later than the last one."""
    at = datetime.now(UTC)
    if added_at:
        at = max(at, share.instant(added_at) + timedelta(microseconds=1))
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest(one: Object) -> bytes:
    """What an object says, whenever it was made."""
    bare = {name: value for name, value in one.items() if name not in ("created", "modified", "revoked")}
    return hashlib.sha256(orjson.dumps(bare, option=SORTED)).digest()
