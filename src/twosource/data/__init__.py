"""Tables as data, read once. Each file's first line says its columns; users extend them by their own files."""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from ..model import Source, SourceKind
from ..text import fold, slug


class Place(NamedTuple):
    """A row of places.tsv: an id such as ``ua`` or ``ru:kursk-oblast``, and what it lies in."""

    place_id: str
    kind: str
    name: str
    parent: str


class KnownSource(NamedTuple):
    """A row of sources.tsv: a body, agency or outlet that is known by several names."""

    source_id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    state: str
    descriptions: tuple[str, ...]


@cache
def text(name: str) -> str:
    """The contents of one table, as UTF-8."""
    return (files(__package__) / name).read_text(encoding="utf-8")


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a tab-separated table without its comment lines."""
    lines = text(name).split("\n")
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


@cache
def table(name: str) -> Any:
    """A table kept as JSON (shared and cached: do not change it in place)."""
    return json.loads(text(name))


@cache
def actor_words(kind: str) -> frozenset[str]:
    """The words of one kind for those who act and speak: titles, bodies, offices, firms ..."""
    return frozenset(table("actors.json")[kind])


@cache
def plainly_known(code: str) -> dict[str, Any]:
    """What is known of a language that is read without a parser: its words of number, of saying and the like."""
    found: dict[str, Any] = table("plain.json").get(code, {})
    return found


@cache
def places() -> dict[str, Place]:
    """Every place by each of its names."""
    found: dict[str, Place] = {}
    for place_id, kind, name, aliases, parent, *_ in (row + ("",) * 6 for row in rows("places.tsv")):
        for each in (name, *aliases.split("|")):
            if each and each not in found:
                found[each] = Place(place_id, kind, name, parent)
    return found


@cache
def peoples() -> dict[str, str]:
    """The place_id behind the name of a people or its adjective: Ukrainian, Ukrainians -> ua."""
    found: dict[str, str] = {}
    for place_id, _, _, _, _, people, *_ in (row + ("",) * 6 for row in rows("places.tsv")):
        for each in people.split("|"):
            if each:
                found.setdefault(each, place_id)
    return found


@cache
def known_sources() -> dict[str, KnownSource]:
    """Every known source by each of its names."""
    found: dict[str, KnownSource] = {}
    for source_id, kind, name, aliases, state, descriptions, *_ in (
        row + ("",) * 6 for row in rows("sources.tsv")
    ):
        known = KnownSource(source_id, kind, name, _split(aliases), state, _split(descriptions))
        for each in (name, *known.aliases):
            found.setdefault(each, known)
    return found


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def kind_of(known: KnownSource) -> SourceKind:
    """The kind of a known source as the model says it."""
    kinds: dict[str, SourceKind] = {"agency": "agency", "outlet": "outlet", "body": "body", "group": "group"}
    return kinds.get(known.kind, "unknown")


def outlet(name: str) -> Source:
    """The Source of a publisher's name: a known one by its id, else one by its own name."""
    known = known_sources().get(name)
    if known:
        return Source(known.source_id, known.name, kind_of(known), tuple(dict.fromkeys((known.name, name))))
    return Source(slug(fold(name)), name, "outlet", (name,))


class Agency(NamedTuple):
    """An agency of agencies.json: the names it is credited by, and its domains."""

    source_id: str
    name: str
    names: tuple[str, ...]
    domains: tuple[str, ...]


@cache
def agencies(*more: str) -> tuple[Agency, ...]:
    """The known agencies; each of ``more`` is JSON text of the same shape, and overrules an entry of its id."""
    found: dict[str, Agency] = {}
    for each in (table("agencies.json"), *map(json.loads, more)):
        for row in each["agencies"]:
            found[row["id"]] = Agency(
                row["id"], row["name"], tuple(row["names"]), tuple(row.get("domains", ()))
            )
    return tuple(found.values())


@cache
def owned(*more: str) -> dict[str, str]:
    """Outlet (folded name) -> name of its owner; an outlet that is missing has no *known* owner."""
    found: dict[str, str] = {}
    for each in (table("owners.json"), *map(json.loads, more)):
        for row in each["owners"]:
            found.update((fold(outlet), row["name"]) for outlet in row["outlets"])
    return found


@cache
def frequencies(language: str) -> tuple[tuple[float, tuple[str, ...]], ...]:
    """The words of a language by frequency (Zipf scale: log10 per billion words), the commonest first.

    From the word lists inside the wordfreq package, read without importing it: it loads much that is not needed.
    """
    spec = find_spec("wordfreq")
    places = list(spec.submodule_search_locations or ()) if spec else []
    for size in ("large", "small"):
        for place in places:
            path = Path(place) / "data" / f"{size}_{language}.msgpack.gz"
            if path.is_file():
                _, *levels = msgspec.msgpack.decode(gzip.decompress(path.read_bytes()))
                # A level is a hundredth of a decade below the one before it; the first is one in one.
                return tuple((9 - at / 100, tuple(words)) for at, words in enumerate(levels) if words)
    return ()
