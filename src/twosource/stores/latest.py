"""The latest reports that have a key, side by side in the one row of that key.

A row is read and written by one step into its table, however many reports have the key: no more are kept than are ever
looked at. A report comes once, after all that were there before it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ..ports import CROWD, PARTS, Near
from .part import by_keys

Table = Literal["copy_keys", "word_keys", "name_keys"]

# A report by its number; in the rows of words also by its day, and with the weight that the word has in it.
_NUMBER = np.dtype("<u4")
_WORD = np.dtype([("number", "<u4"), ("day", "<u2"), ("weight", "<u2")])

# A place among the entries that are looked at: the words of one report have far fewer.
_PLACE, _PLACES = np.uint64(24), np.uint64((1 << 24) - 1)


def add(db: sqlite3.Connection, table: Table, held: Iterable[tuple[int, Collection[int]]]) -> None:
    """More reports with the keys that each has."""
    some = [(number, set(keys)) for number, keys in held]
    numbers = np.repeat(_whole(number for number, _ in some), [len(keys) for _, keys in some])
    _add(db, table, _whole(key for _, keys in some for key in keys), numbers.astype(_NUMBER))


def add_words(db: sqlite3.Connection, held: Iterable[tuple[int, int, Mapping[int, float]]]) -> None:
    """More reports, each with its day and the weights that words have in it."""
    some = list(held)
    lengths = [len(words) for *_, words in some]
    entries = np.zeros(sum(lengths), _WORD)
    entries["number"] = np.repeat(_whole(number for number, *_ in some), lengths)
    entries["day"] = np.repeat(_whole(day for _, day, _ in some), lengths)
    weights = np.fromiter((weight for *_, words in some for weight in words.values()), np.float64)
    entries["weight"] = np.rint(weights * PARTS)
    _add(db, "word_keys", _whole(key for *_, words in some for key in words), entries)


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
    if not len(posts):
        return []
    mine = np.array([weight for weight, _ in rows], np.float64)
    products = np.repeat(mine, [len(body) // _WORD.itemsize for _, body in rows]) * posts["weight"]
    # Number and place in one whole number: these are sorted much faster than places by their numbers.
    placed = np.sort(posts["number"].astype(np.uint64) << _PLACE | np.arange(len(posts), dtype=np.uint64))
    numbers, places = placed >> _PLACE, (placed & _PLACES).astype(np.intp)
    starts = np.append(0, np.flatnonzero(numbers[1:] != numbers[:-1]) + 1)
    alike = np.add.reduceat(products[places], starts) / PARTS
    enough = np.flatnonzero(alike >= least)
    first = starts[enough]
    days = posts["day"][places[first]]
    return list(map(Near, numbers[first].tolist(), days.tolist(), alike[enough].tolist()))


def _add(db: sqlite3.Connection, table: Table, keys: NDArray[np.int64], entries: NDArray[Any]) -> None:
    """Write each key's entries behind those it has, key after key."""
    order = np.argsort(keys, kind="stable")
    keys, size = keys[order], entries.itemsize
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    ends = np.append(starts, len(keys))[1:] * size
    written = entries[order].tobytes()
    # What SQLite joins is text to it, though its bytes are as they were: hence the cast.
    query = (
        f"INSERT INTO {table} VALUES (?, ?) ON CONFLICT (key) DO UPDATE "
        f"SET latest = substr(CAST(latest || excluded.latest AS BLOB), {-CROWD * size})"
    )
    rows = zip(keys[starts].tolist(), (starts * size).tolist(), ends.tolist(), strict=True)
    db.executemany(query, ((key, written[start:end][-CROWD * size :]) for key, start, end in rows))


def _whole(numbers: Iterable[int]) -> NDArray[np.int64]:
    return np.fromiter(numbers, np.int64)
