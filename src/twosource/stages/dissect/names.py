"""Which runs of tokens are names, and of what: a person, an organisation or a place.

The statistical entities are a proposal; the tables overrule them where they are known to fail (a region
taken for a product, an outlet for a country), and the shape of a name decides where neither knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ...data import actor_words, by_tables, known_sources, places, table
from ...model import Token
from .corporate import by_firm
from .entities import by_entity
from .missed import by_acronym, by_setting, by_title, by_who
from .naming import Name
from .personal import by_person
from .repeated import again, common_words, peoples_of, shorter
from .shapes import by_description, by_shape
from .voting import voted

_TIME = re.compile(r"\d|^(?:[ap]\.?m\.?|noon|midnight|hours|hrs)$", re.IGNORECASE)


def names(tokens: Sequence[Token], settings: frozenset[str] = frozenset()) -> list[Name]:
    """The names in order; no two overlap. ``settings`` are the places of the dateline, folded."""
    taken = bytearray(_zone(tokens, at) for at in range(len(tokens)))
    found: list[Name] = []
    common = common_words(tokens)
    proposed = [
        *by_entity(tokens),
        *by_title(tokens),
        *by_who(tokens),
        *by_person(tokens),
        *by_firm(tokens),
        *by_setting(tokens),
    ]
    for name in [
        *_by_table(tokens),
        *by_description(tokens),
        *by_shape(tokens),
        *by_acronym(tokens),
        *voted(tokens, [n for n in proposed if tokens[n.first].start not in common], settings),
    ]:
        if not any(taken[name.first : name.last]):
            found.append(name)
            taken[name.first : name.last] = b"\1" * (name.last - name.first)
    found += again(tokens, [n for n in found if n.kind == "place"], settings, taken)
    found += shorter(tokens, found, taken)
    people = peoples_of(tokens, found)
    return sorted(
        (n for n in found if n not in people and not _vessel_or_storm(tokens, n)), key=lambda name: name.first
    )


_VESSELS = frozenset(("ship", "freighter", "ferry", "tanker", "yacht", "vessel", "trawler", "boat", "submarine", "cruiser",
                      "frigate", "destroyer", "tug", "barge", "liner", "schooner", "lifeboat", "hurricane", "typhoon",
                      "cyclone", "storm", "asteroid", "comet", "racehorse"))  # fmt: skip


def _vessel_or_storm(tokens: Sequence[Token], name: Name) -> bool:
    """ "the freighter Alma Rose", "Storm Inga": a name that is nobody's and no place's."""
    first = tokens[name.first]
    if name.kind == "place":
        return False
    if first.text in ("Storm", "Hurricane", "Typhoon", "Cyclone") and name.last - name.first == 2:
        return True
    before = tokens[name.first - 1] if name.first else None
    return (
        before is not None
        and before.text in _VESSELS
        and before.pos == "NOUN"
        and first.start - before.end == 1
        and before.dep in ("compound", "nmod", "appos", "pobj", "nsubj", "dobj", "nsubjpass")
    )


def _zone(tokens: Sequence[Token], at: int) -> bool:
    """True for the zone behind a time of day: "1647 GMT", "noon CET"."""
    before = tokens[at - 1].text if at else ""
    return (
        tokens[at].text.isupper() and tokens[at].text.lower() in _zones() and _TIME.search(before) is not None
    )


@cache
def _zones() -> frozenset[str]:
    return frozenset(table("times_en.json")["words"]["ZONE"])


@by_tables
def _table() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Names of known sources and places by their first word, the longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in [*known_sources(), *places()]:
        pieces = tuple(_pieces(name))
        by_first.setdefault(pieces[0], []).append((pieces, name))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in by_first.items()}


def _pieces(name: str) -> Iterator[str]:
    yield from name.replace("'s ", " 's ").replace("-", " - ").split()


def _by_table(tokens: Sequence[Token]) -> Iterator[Name]:
    table_, known, at = _table(), known_sources(), 0
    while at < len(tokens):
        for pieces, name in table_.get(tokens[at].text, ()):
            end = at + len(pieces)
            if not _same(tokens, at, pieces):
                continue
            source = known.get(name)
            if source is None:
                if _longer_name(tokens, at, end):
                    break
                yield Name(at, end, "place")
            elif (len(name) <= 3 and not name.isupper()) or (
                _longer_name(tokens, at, end) and len(pieces) == 1
            ):
                break
            else:
                yield Name(at, end, "organisation", source)
            at = end - 1
            break
        at += 1


def _same(tokens: Sequence[Token], at: int, pieces: tuple[str, ...]) -> bool:
    if at + len(pieces) > len(tokens):
        return False
    for token, piece in zip(tokens[at : at + len(pieces)], pieces, strict=True):
        if token.text != piece and token.text.replace("’", "'") != piece:
            return False
    return True


def _longer_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """True where the known name is only a part of a longer one ("Kursk Institute", "Paris Hilton")."""
    for at in (last, first - 1):
        if 0 <= at < len(tokens):
            token = tokens[at]
            near = (
                tokens[last - 1].end + 1 >= token.start
                if at == last
                else token.end + 1 >= tokens[first].start
            )
            if near and token.pos == "PROPN" and token.text[:1].isupper() and token.text[1:2].islower():
                same = tokens[first].ent and token.ent == tokens[first].ent
                inside = not tokens[last if at == last else first].ent_start if last < len(tokens) else True
                if token.text in actor_words("organisation_heads") or (
                    same and inside and token.ent in ("ORG", "PERSON", "FAC")
                ):
                    return True
    return False
