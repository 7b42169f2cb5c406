"""Tokens: HMAC-SHA256 under a sharing group's key, by which desks see that they rest on one origin.

A token stands for a source by one of its names, for a report by the hash of its bytes, or for an object that was
shared. Who lacks the key learns only that two tokens are equal; they are passed on verbatim over any number of hops.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable

from ...model import Source
from ...text import fold, slug

# s: a source, r: a report, o: an object; the key's id; the code.
TOKEN = re.compile(r"[sro]:[0-9a-f]{8}:[0-9a-f]{32}")


def key_id(key: str) -> str:
    """Eight characters by which members of a group know under which key a token was made."""
    return hashlib.sha256(b"key" + bytes.fromhex(key)).hexdigest()[:8]


def token(key: str, kind: str, value: str) -> str:
    """The token of one thing under a group's key (hexadecimal)."""
    made = hmac.new(bytes.fromhex(key), f"{kind}\0{value}".encode("utf-8", "surrogatepass"), hashlib.sha256)
    return f"{kind[0]}:{key_id(key)}:{made.hexdigest()[:32]}"


def of_report(key: str, sha256: str) -> str:
    """The token of a report, by its bytes."""
    return token(key, "report", sha256)


def of_object(key: str, object_id: str) -> str:
    """The token of an object that was shared."""
    return token(key, "object", object_id)


def of_source(key: str, names: Iterable[str]) -> tuple[str, ...]:
    """The tokens of a source, one for each name it goes by."""
    return tuple(sorted({token(key, "source", slug(fold(name))) for name in names if fold(name)}))


def kind_of(token: str) -> str:
    """What a token stands for: "s" a source, "r" a report, "o" an object."""
    return token[:1]


def names_of(source: Source) -> tuple[str, ...]:
    """The names by which a source is known; none for one that is not named."""
    if not source.named or source.kind == "unnamed":
        return ()
    return tuple(dict.fromkeys((source.name, *source.aliases)))
