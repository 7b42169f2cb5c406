"""Tables as data, read once. A desk adds agencies, outlets and owners by a file of its own (``added``)."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from .added import Additions, Agency, Outlet, Owner, added, by_tables, in_force
from .files import rows, table, text
from .outlets import (
    Belongs,
    KnownSource,
    agencies,
    agency_ids,
    agency_names,
    belongs,
    credit_lines,
    credited,
    has_row,
    house,
    kind_of,
    known_sources,
    of_domain,
    outlet,
    owners,
    posts_of,
)

__all__ = [
    "Additions",
    "Agency",
    "Belongs",
    "KnownSource",
    "Outlet",
    "Owner",
    "Place",
    "actor_words",
    "added",
    "agencies",
    "agency_ids",
    "agency_names",
    "belongs",
    "by_tables",
    "credit_lines",
    "credited",
    "frequencies",
    "glossary",
    "has_row",
    "house",
    "in_force",
    "kind_of",
    "known_sources",
    "of_domain",
    "outlet",
    "owners",
    "peoples",
    "places",
    "plainly_known",
    "posts_of",
    "rows",
    "table",
    "text",
    "word_vectors",
]

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Place(NamedTuple):
    """A row of places.tsv: an id such as ``ua`` or ``ru:kursk-oblast``, and what it lies in."""

    place_id: str
    kind: str
    name: str
    parent: str


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
def glossary(code: str) -> dict[str, str]:
    """What words and phrases of a language mean in English; those that end in "*" stand for any ending."""
    head, *lines = rows("glossary.tsv")
    if code not in head[1:]:
        return {}
    at = head.index(code)
    return {
        each.strip().casefold(): line[0] for line in lines for each in line[at].split(",") if each.strip()
    }


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
def word_vectors() -> tuple[Callable[[str], list[int]], NDArray[np.float16]]:
    """What splits a text into pieces (their rows), and the vector of each piece: 32,000 of 256 numbers.

    From the files inside the wordllama package (l2_supercat_256, MIT), read without importing it: it loads
    much that is not needed.
    """
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    spec = find_spec("wordllama")
    place = Path(next(iter((spec and spec.submodule_search_locations) or [""])))
    pieces = Tokenizer.from_file(str(place / "tokenizers" / "l2_supercat_tokenizer_config.json"))
    (vectors,) = load_file(place / "weights" / "l2_supercat_256.safetensors").values()

    def rows_of(text: str) -> list[int]:
        found: list[int] = pieces.encode(text, add_special_tokens=False).ids
        return found

    return rows_of, vectors


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
