"""The latest reports that have a key, side by side in the one row of that key.

A row is read and written by one step into its table, however many reports have the key: no more are kept than are ever
looked at. A report comes once, after all that were there before it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ..ports import CROWD, PARTS, Near
from .part import by_keys

Table = Literal["copy_keys", "word_keys", "name_keys"]

# A report by its number; in the rows of words also by its day, and with the weight that the word has in it.
_NUMBER = np.dtype("<u4")
_WORD = np.dtype([("number", "<u4"), ("day", "<u2"), ("weight", "<u2")])


def add(db: sqlite3.Connection, table: Table, held: Iterable[tuple[int, int]]) -> None:
    """More (key, report) pairs; the reports come after those that are there."""
    pairs = sorted(held)
    _add(db, table, [key for key, _ in pairs], np.array([number for _, number in pairs], _NUMBER))


def add_words(db: sqlite3.Connection, held: Iterable[tuple[int, int, int, float]]) -> None:
    """The same for words: (key, report, its day, the weight that the word has in it)."""
    rows = sorted(held)
    entries = np.zeros(len(rows), _WORD)
    entries["number"], entries["day"] = [row[1] for row in rows], [row[2] for row in rows]
    entries["weight"] = np.rint(np.array([row[3] for row in rows]) * PARTS)
    _add(db, "word_keys", [row[0] for row in rows], entries)


def holders(db: sqlite3.Connection, table: Table, keys: Sequence[int], most: int) -> list[int]:
    """The numbers of the latest reports that have each of these keys: as often as they have one."""
    size = most * _NUMBER.itemsize
    rows = by_keys(db, f"SELECT latest FROM {table} WHERE key IN", keys)
    found: list[int] = np.frombuffer(b"".join(row[0][-size:] for row in rows), _NUMBER).tolist()
    return found


def near(db: sqlite3.Connection, words: Mapping[int, float], most: int, least: float) -> list[Near]:
    """The reports that share words, where the product of their weights is at least this, in order of their numbers."""
    size = most * _WORD.itemsize
    rows = [
        (words[key], body[-size:])
        for key, body in by_keys(db, "SELECT key, latest FROM word_keys WHERE key IN", list(words))
    ]
    posts = np.frombuffer(b"".join(body for _, body in rows), _WORD)
    lengths = [len(body) // _WORD.itemsize for _, body in rows]
    mine: NDArray[np.float64] = np.repeat(np.array([weight for weight, _ in rows], np.float64), lengths)
    numbers, first, place = np.unique(posts["number"], return_index=True, return_inverse=True)
    alike = np.bincount(place, mine * (posts["weight"] / PARTS), len(numbers))
    enough = np.flatnonzero(alike >= least)
    days = posts["day"][first[enough]]
    return [
        Near(*each)
        for each in zip(numbers[enough].tolist(), days.tolist(), alike[enough].tolist(), strict=True)
    ]


def _add(db: sqlite3.Connection, table: Table, keys: Sequence[int], entries: NDArray[Any]) -> None:
    written, size = entries.tobytes(), entries.itemsize
    # What SQLite joins is text to it, though its bytes are as they were: hence the cast.
    query = (
        f"INSERT INTO {table} VALUES (?, ?) ON CONFLICT (key) DO UPDATE "
        f"SET latest = substr(CAST(latest || excluded.latest AS BLOB), {-CROWD * size})"
    )
    db.executemany(query, ((key, written[at * size : (at + 1) * size]) for at, key in enumerate(keys)))
