"""The audit log: every act of a person in one chain of hashes, so that no line can be changed or taken out unseen.

A line's hash covers the line before it and salted digests of what it says, not the words themselves. So a name
or a reason can be erased (its salt goes with it) while the chain still holds: what is left is a tombstone, and a
later line of the log says who erased it. Lines cut off at the end leave no trace in the chain itself: note
``head`` somewhere else now and then, and hand it to ``verify``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from .model import Entry, Verified

# What the first line of a log stands on.
FIRST = "0" * 64
ERASED = "erase"


def canonical(value: Any) -> bytes:
    """A value as JSON that is the same in every program: sorted names, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )


def sealed(former: Entry | None, at: str, action: str, fields: Mapping[str, tuple[str, str]]) -> Entry:
    """The line that comes after ``former``. ``fields`` are what it says by name, each with its own salt."""
    number = former.number + 1 if former else 1
    before = former.hash if former else FIRST
    digests = {name: _digest(salt, value) for name, (salt, value) in fields.items()}
    return Entry(
        number, at, action, before, digests, dict(fields), _hash(number, at, action, before, digests)
    )


def verify(entries: Iterable[Entry], noted: tuple[int, str] | None = None) -> Verified:
    """Whether the whole chain holds; else which line is the first that is broken, and how.

    ``noted`` is a line's number and hash written down at an earlier time: where the log no longer has it, lines
    were cut off or written anew.
    """
    former: Entry | None = None
    bare: dict[tuple[int, str], None] = {}
    for entry in entries:
        why = _broken(entry, former)
        if why is None and noted and entry.number == noted[0] and entry.hash != noted[1]:
            why = "its hash is not the one that was noted"
        if why:
            count, head = (former.number, former.hash) if former else (0, FIRST)
            return Verified(count, head, min(entry.number, count + 1), why)
        for name in entry.digests.keys() - entry.fields.keys():
            bare[entry.number, name] = None
        if entry.action == ERASED:
            number = _numbered(entry.subject)
            for name in entry.detail.get("fields", "").split():
                bare.pop((number, name), None)
        former = entry
    count, head = (former.number, former.hash) if former else (0, FIRST)
    if bare:
        number, name = min(bare)
        return Verified(count, head, number, f"its {name} is missing, and no later line says who erased it")
    if noted and noted[0] > count:
        return Verified(count, head, count + 1, f"line {noted[0]} was noted, and the log ends before it")
    return Verified(count, head)


def tombstone(number: int) -> str:
    """How an erasing line names the line that it erased from."""
    return f"entry:{number}"


def _broken(entry: Entry, former: Entry | None) -> str | None:
    number, before = (former.number + 1, former.hash) if former else (1, FIRST)
    if entry.number != number:
        return f"line {number} is missing"
    if entry.former != before:
        return "it does not stand on the line before it"
    if _hash(entry.number, entry.at, entry.action, entry.former, entry.digests) != entry.hash:
        return "its hash is not that of what it says"
    for name, (salt, value) in sorted(entry.fields.items()):
        if entry.digests.get(name) != _digest(salt, value):
            return f"its {name} was changed"
    return None


def _hash(number: int, at: str, action: str, former: str, digests: Mapping[str, str]) -> str:
    said = {"number": number, "at": at, "action": action, "former": former, "digests": dict(digests)}
    return sha256(canonical(said)).hexdigest()


def _digest(salt: str, value: str) -> str:
    return sha256(canonical([salt, value])).hexdigest()


def _numbered(subject: str) -> int:
    name = subject.removeprefix("entry:")
    return int(name) if name.isascii() and name.isdigit() else 0
