"""A desk's own file of agencies and owners inside a copy of its store: put in by backup, taken out by restore.

The file lies beside the store, or where the settings say. A copy is one file, so what it says travels in the copy.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from ..errors import AlreadyThere, StoreError, UsageError

# The fact that holds the file's bytes is called so, by how the file is written.
NAMES = {".toml": "sources.toml", ".json": "sources.json"}
_THERE = f"name IN ({', '.join(repr(name) for name in NAMES.values())})"


def enclose(db: sqlite3.Connection, own: Path | None) -> None:
    """Put the desk's own file, if it has one, into a copy. Raises UsageError where it cannot be read."""
    db.execute(f"DELETE FROM facts WHERE {_THERE}")
    if own is not None:
        try:
            body = own.read_bytes()
        except OSError as error:
            raise UsageError(
                f"{own} cannot be read ({error}). Mend it, or take it out of the settings."
            ) from None
        db.execute("INSERT INTO facts VALUES (?, ?)", (_name(own), body))
    db.commit()


def place_for(db: sqlite3.Connection, beside: Path, own: Path | None, replace: bool) -> Path | None:
    """Where the file that a copy holds goes; None where it holds none, or what is there already.

    ``own`` is the desk's file now. Raises AlreadyThere, and UsageError where the two are not of one form.
    """
    found = _enclosed(db)
    if found is None:
        return None
    name, body = found
    if own is None:
        return beside / name
    if _name(own) != name:
        raise UsageError(
            f"The copy holds {name}, and {own} would stand in its way. Move that away, or name another with --sources."
        )
    if not own.exists():
        return own
    if own.read_bytes() == body:
        return None
    if not replace:
        raise AlreadyThere(
            f"{own} says something else than the copy's {name}. Move it away, or say --force to replace it."
        )
    return own


def take_out(db: sqlite3.Connection, place: Path | None) -> None:
    """Write the file that a store was brought back with, whole, and take it out of the store. Raises StoreError."""
    found = _enclosed(db)
    if found is not None and place is not None:
        half = place.with_name(place.name + ".part")
        try:
            half.write_bytes(found[1])
            os.replace(half, place)
        except OSError as error:
            raise StoreError(
                f"The store is back, but its {found[0]} could not be written to {place} ({error}). Name another "
                "with --sources, and restore again with --force."
            ) from error
    db.execute(f"DELETE FROM facts WHERE {_THERE}")
    db.commit()


def _enclosed(db: sqlite3.Connection) -> tuple[str, bytes] | None:
    row = db.execute(f"SELECT name, value FROM facts WHERE {_THERE}").fetchone()
    return None if row is None else (str(row[0]), bytes(row[1]))


def _name(own: Path) -> str:
    """The form of a file: JSON by its ending, else TOML, as it is read."""
    return NAMES.get(own.suffix.lower(), NAMES[".toml"])
