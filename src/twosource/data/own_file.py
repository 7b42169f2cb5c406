"""A desk's own file of agencies, outlets and owners: read, checked whole, and told what is wrong line by line.

TOML with tables ``[[agencies]]``, ``[[outlets]]`` and ``[[owners]]``, or JSON with lists of those names, which is the
shape of the tables that ship. docs/agencies.md says what an entry may hold.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..text import fold, host_of, slug
from .added import Additions, Agency, Outlet, Owner

# What an entry of each kind may hold. Lists are of names; the others are one name.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "agencies": ("id", "name", "names", "domains", "credits"),
    "outlets": ("id", "name", "names", "domains", "owner"),
    "owners": ("id", "name", "names", "outlets"),
}
_LISTS = frozenset({"names", "domains", "credits", "outlets"})
_ID = re.compile(r"[\w][\w.-]*")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)|: line (\d+) column.*")
LARGEST = 4_000_000  # bytes: no desk knows so many owners
SAID = 5  # problems told at once
LONGEST = 200  # characters of a name or line

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry as it stands in the file."""

    kind: str
    at: int
    row: Row
    line: int
    block: str  # the text of the entry where it is known, to find a value's line


def read_additions(path: Path) -> Additions:
    """The entries of a file. Raises UsageError, which names every line that is wrong and what to write there."""
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError(f"{path} is larger than {LARGEST:,} bytes. Name a file of agencies and owners.")
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise UsageError(
            f"There is no file {path} of agencies and owners. Make it (see docs/agencies.md), or take it out of the settings."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path} cannot be read ({error}). Save it as UTF-8 text that this program may read."
        ) from None
    return additions(text, path.name)


def additions(text: str, name: str) -> Additions:
    """The entries of a file's text; ``name`` is the file's, and says by its ending whether it is JSON or TOML."""
    whole = _parsed(text, name)
    wrong: list[tuple[int, str]] = []
    entries: list[_Entry] = []
    for key, value in whole.items():
        if key == "about":
            continue
        if key not in FIELDS:
            wrong.append(
                (_line(text, key), f"{key!r} is nothing that belongs here; write {_meant(key, FIELDS)}")
            )
        elif not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            wrong.append((_line(text, key), f"{key} must be a list of entries: begin each with [[{key}]]"))
        else:
            entries += _entries(text, name, key, value)
    for entry in entries:
        wrong += ((_line(entry.block, said) + entry.line - 1, what) for said, what in _faults(entry))
    if not wrong:
        wrong += _clashes(entries)
    if wrong:
        raise UsageError(_told(name, sorted(set(wrong))))
    return _made(entries, name)


def _parsed(text: str, name: str) -> Row:
    try:
        whole = json.loads(text) if name.lower().endswith(".json") else tomllib.loads(text)
    except ValueError as error:
        found = _AT_LINE.search(str(error))
        line = next((each for each in found.groups() if each), None) if found else None
        said = _AT_LINE.sub("", str(error)).strip(" .") or "it ends too early"
        kind = "JSON" if name.lower().endswith(".json") else "TOML"
        where = f", line {line}" if line else ", at its end" if found else ""
        raise UsageError(
            f"{name}{where}: this is not {kind} ({said}). Mend that line; docs/agencies.md has an example."
        ) from None
    except RecursionError:
        raise UsageError(
            f"{name}: lists within lists without end. docs/agencies.md has an example."
        ) from None
    if not isinstance(whole, dict):
        raise UsageError(
            f'{name}: write an object with "agencies", "outlets" and "owners", as docs/agencies.md shows.'
        )
    return whole


def _entries(text: str, name: str, kind: str, rows: list[Row]) -> Iterator[_Entry]:
    """The entries of one kind with the lines on which they begin."""
    heads = [
        match.start() for match in re.finditer(rf"^[ \t]*\[\[\s*\"?{kind}\"?\s*\]\]", text, re.MULTILINE)
    ]
    ends = [*(m.start() for m in re.finditer(r"^[ \t]*\[\[", text, re.MULTILINE)), len(text)]
    for at, row in enumerate(rows):
        if len(heads) == len(rows):
            start = heads[at]
            block = text[start : min(end for end in ends if end > start)]
            yield _Entry(kind, at, row, text.count("\n", 0, start) + 1, block)
        else:  # written on one line, or as JSON: the line that holds its name
            yield _Entry(kind, at, row, _named_at(text, str(row.get("name") or row.get("id") or kind)), "")


def _named_at(text: str, name: str) -> int:
    """The line that gives an entry its name."""
    escaped = "|".join(re.escape(each) for each in (name, json.dumps(name)[1:-1]))
    found = re.search(rf"""\bname["']?\s*[:=]\s*["'](?:{escaped})["']""", text)
    return text.count("\n", 0, found.start()) + 1 if found else _line(text, name)


def _line(text: str, value: str) -> int:
    """The first line with a value, as it is written there; 1 where it is not found."""
    for written in (f'"{value}"', f"'{value}'", value) if value else ():
        at = text.find(written)
        if at >= 0:
            return text.count("\n", 0, at) + 1
    return 1


def _faults(entry: _Entry) -> Iterator[tuple[str, str]]:
    """What is wrong with one entry by itself: the words to look for in it, and what to say."""
    known, row = FIELDS[entry.kind], entry.row
    called = (
        f"{entry.kind} {row['name']!r}"
        if isinstance(row.get("name"), str)
        else f"entry {entry.at + 1} of {entry.kind}"
    )
    for key in row.keys() - set(known):
        yield key, f"{called}: {key!r} is nothing that belongs here; write {_meant(key, known)}"
    name = row.get("name")
    if not isinstance(name, str) or not _named(name):
        yield (
            ("name" if "name" in row else ""),
            f'{called} has no name: write name = "...", two characters at least',
        )
    if "id" in row and not (isinstance(row["id"], str) and _ID.fullmatch(row["id"])):
        yield (
            "id",
            f'{called}: the id must be letters, digits, - and . alone, as in "halm-media"; or leave it out',
        )
    if "owner" in row and not isinstance(row["owner"], str):
        yield "owner", f'{called}: owner must be one name; "" says that none is known'
    for key in _LISTS & row.keys():
        values = row[key]
        if isinstance(values, str):
            yield key, f"{called}: {key} must be a list: write {key} = [{values!r}]"
        elif not isinstance(values, list) or not all(
            isinstance(each, str) and _named(each) for each in values
        ):
            yield (
                key,
                f"{called}: {key} must be a list of names, each of two to {LONGEST} characters on one line",
            )
        elif key == "domains":
            for each in values:
                if host_of(each) is None or "/" in each:
                    yield (
                        each,
                        f'{called}: {each!r} is no domain: write it as "paper.example", without http and path',
                    )
    if entry.kind == "owners" and not row.get("outlets"):
        yield "name", f'{called} owns nothing: write outlets = ["..."]'


def _named(value: str) -> bool:
    return 2 <= len(value.strip()) <= LONGEST and "\n" not in value and any(c.isalnum() for c in value)


def _clashes(entries: list[_Entry]) -> Iterator[tuple[int, str]]:
    """Entries that cannot all hold: one name for two, one outlet with two owners, owners that own each other."""
    ids: dict[tuple[str, str], _Entry] = {}
    names: dict[str, _Entry] = {}
    held: dict[str, tuple[str, _Entry]] = {}
    for entry in entries:
        other = ids.setdefault((entry.kind, _id(entry.row)), entry)
        if other is not entry:
            yield (
                entry.line,
                f"{entry.row['name']!r} has the id of line {other.line} ({_id(entry.row)}): make one entry of both",
            )
            continue
        for each in () if entry.kind == "owners" else _all_names(entry.row):
            other = names.setdefault(_key(each), entry)
            if other is not entry:
                yield (
                    entry.line,
                    f"{each!r} is a name of {other.row['name']!r} too (line {other.line}): leave it to one",
                )
        for child, owner in _holds(entry):
            if _key(child) == _key(owner):
                continue  # a house that bears the name of its paper
            former = held.setdefault(_key(child), (owner, entry))
            if fold(former[0]) != fold(owner):
                yield (
                    entry.line,
                    f"{child!r} belongs to {former[0]!r} by line {former[1].line}: leave it to one owner",
                )
    for child in held:
        seen, at = {child}, child
        while at in held and (at := _key(held[at][0])) not in seen:
            seen.add(at)
        if at in held and at == child:
            yield (
                held[child][1].line,
                f"{held[child][0]!r} comes to own itself: take one of these owners' outlets out",
            )
            return


def _holds(entry: _Entry) -> Iterator[tuple[str, str]]:
    """The pairs of outlet and owner that an entry tells."""
    if entry.kind == "owners":
        yield from ((each, entry.row["name"]) for each in entry.row["outlets"])
    elif entry.kind == "outlets" and "owner" in entry.row:
        yield from ((each, entry.row["owner"]) for each in _all_names(entry.row))


def _all_names(row: Row) -> list[str]:
    return list(dict.fromkeys((row["name"], *row.get("names", ()), *row.get("domains", ()))))


def _key(name: str) -> str:
    return host_of(name) or fold(name)


def _id(row: Row) -> str:
    return str(row.get("id") or slug(fold(row["name"])))


def _meant(key: str, known: Mapping[str, Any] | tuple[str, ...]) -> str:
    """What somebody may have meant by a word, else all that there is."""
    near = get_close_matches(key, list(known), 1)
    return near[0] if near else "one of " + ", ".join(known)


def _told(name: str, wrong: list[tuple[int, str]]) -> str:
    told = "; ".join(f"line {line}: {what}" for line, what in wrong[:SAID])
    more = f"; and {len(wrong) - SAID} more" if len(wrong) > SAID else ""
    return f"{name} cannot be used. {told}{more}. Nothing of it is in force until it is mended."


def _made(entries: list[_Entry], name: str) -> Additions:
    """The checked entries as values, with the file and line of each."""

    def listed(row: Row, key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.strip() for each in row.get(key, ())))

    agencies: list[Agency] = []
    outlets: list[Outlet] = []
    owners: list[Owner] = []
    for entry in entries:
        row, at = entry.row, f"{name}, line {entry.line}"
        ident, title = _id(row), row["name"].strip()
        domains = tuple(host_of(each) or each for each in listed(row, "domains"))
        if entry.kind == "agencies":
            agencies.append(Agency(ident, title, listed(row, "names"), domains, listed(row, "credits"), at))
        elif entry.kind == "outlets":
            owner = row.get("owner")
            outlets.append(Outlet(ident, title, listed(row, "names"), domains, owner, at))
        else:
            owners.append(Owner(ident, title, listed(row, "names"), listed(row, "outlets"), at))
    made = Additions(tuple(agencies), tuple(outlets), tuple(owners))
    if not entries:
        return made
    bare = [tuple(replace(each, origin="") for each in kind) for kind in (agencies, outlets, owners)]
    return replace(made, digest=_digest(bare), key=_digest([agencies, outlets, owners]))


def _digest(kinds: Sequence[Sequence[Agency | Outlet | Owner]]) -> str:
    """Stands for entries, in whatever order."""
    told = sorted(repr(each) for kind in kinds for each in kind)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]
