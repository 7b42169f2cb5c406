"""The fixed words of STIX 2.1 that we use: ids, TLP 2.0 markings, our property-extension, times."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

Object = dict[str, Any]

# Ours: every deterministic id is made under it. The other is the specification's, for observables.
NAMESPACE = bytes.fromhex("8c1f6f0ab8c45d5f9f0f3f6f2e6b7a10")
OBSERVABLES = bytes.fromhex("00abedb4aa42466c9c01fed23315a9b7")
PROGRAM = "https://twosource.example/stix/2.1"
MADE = "2026-11-22T00:00:00.000Z"
TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
TLP = {
    "CLEAR": "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    "GREEN": "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "AMBER": "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "AMBER+STRICT": "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    "RED": "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
LEVEL_OF = {ident: level for level, ident in TLP.items()}
# Admiralty credibility as STIX confidence; 6, cannot be judged, is absent.
CONFIDENCE = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}
ID = re.compile(r"[a-z][a-z0-9-]{1,248}--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
LONGEST_ID = 290
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z")


def stable(kind: str, *parts: str, namespace: bytes = NAMESPACE) -> str:
    """The id of an object: a UUID version 5 over these parts, the same in every run."""
    raw = bytearray(
        hashlib.sha1(namespace + "\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()[:16]
    )
    raw[6] = raw[6] & 0x0F | 0x50
    raw[8] = raw[8] & 0x3F | 0x80
    h = raw.hex()
    return f"{kind}--{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"


def moment(written: str | None, otherwise: str) -> str:
    """A time as STIX writes it, in UTC with milliseconds; a day begins at midnight; ``otherwise`` where none is known."""
    for attempt in (written, (written or "")[:10]):
        try:
            at = datetime.fromisoformat((attempt or "").replace("Z", "+00:00"))
        except ValueError:
            continue
        at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
        return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"
    return otherwise


def is_time(value: Any) -> bool:
    """True for a time as STIX writes it."""
    return isinstance(value, str) and len(value) <= LONGEST_ID and _is_time(value)


def is_id(value: Any) -> bool:
    """True for the id of an object of STIX 2.1."""
    return isinstance(value, str) and len(value) <= LONGEST_ID and _is_id(value)


# The objects of an envelope name few authors, and one moment several times.
@lru_cache(1024)
def _is_id(value: str) -> bool:
    return bool(ID.fullmatch(value))


@lru_cache(1024)
def _is_time(value: str) -> bool:
    if not _TIME.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return False
    return True


def instant(value: str) -> datetime:
    """A STIX time as a moment that compares (".000Z" and "Z" are one)."""
    return datetime.fromisoformat(value.replace("Z", "+00:00"))


AUTHOR: Object = {
    "type": "identity", "spec_version": "2.1", "id": stable("identity", "program"), "created": MADE, "modified": MADE,
    "name": "Twosource", "identity_class": "system",
}  # fmt: skip
EXTENSION = stable("extension-definition", "claims", "1")
DEFINITION: Object = {
    "type": "extension-definition", "spec_version": "2.1", "id": EXTENSION, "created": MADE, "modified": MADE,
    "created_by_ref": AUTHOR["id"], "name": "Twosource claims",
    "description": "What STIX has no property for: who said a claim first and through whom, how many independent origins "
    "stand behind it, Admiralty reliability and credibility apart, and keyed tokens by which two desks see that they rest "
    "on one origin. docs/sharing.md of the program tells each property.",
    "schema": PROGRAM + "/claims.json", "version": "1.0.0", "extension_types": ["property-extension"],
}  # fmt: skip


def marking(level: str) -> Object:
    """The TLP 2.0 marking definition of a level."""
    return {
        "type": "marking-definition", "spec_version": "2.1", "id": TLP[level], "created": "2022-10-01T00:00:00.000Z",
        "name": f"TLP:{level}",
        "extensions": {TLP_EXTENSION: {"extension_type": "property-extension", "tlp_2_0": level.lower()}},
    }  # fmt: skip


def extended(**values: Any) -> Object:
    """The ``extensions`` of an object that carries ours; what is None or empty is left out."""
    kept = {name: value for name, value in values.items() if value not in (None, "", [], {})}
    return {EXTENSION: {"extension_type": "property-extension", **kept}}
