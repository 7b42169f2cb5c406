"""What class of body a name or a description speaks of: fire, police, health, press ... A table, ``kin.json``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from ....data import peoples, places, table
from ...terms import term, weight
from ..wording.words import stem

_RARE = 6.5  # nats: a word that is hardly ever anything but a name
_WORD = re.compile(r"\d+(?:st|nd|rd|th)\b|[^\W\d_]+")  # "12th Brigade" is another than the 48th


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(map(stem, words)) for name, words in table("kin.json")["classes"].items()}


@cache
def listed(kind: str) -> frozenset[str]:
    """A plain list of the table as stems: "empty", "speak", "staff"; "offices" are names of classes."""
    return frozenset(each if kind == "offices" else stem(each) for each in table("kin.json")[kind])


@lru_cache(maxsize=16_384)
def words_of(text: str) -> frozenset[str]:
    """The words of a name as stems."""
    bare = text.replace("'s", "").replace("’s", "")
    return frozenset(stem(match.group().casefold()) for match in _WORD.finditer(bare))


def classes_of(words: frozenset[str]) -> frozenset[str]:
    """The classes that words speak of."""
    return frozenset(name for name, members in _classes().items() if members & words)


def named_as_body(name: str) -> bool:
    """True for a name that ends, or begins, with a word for a body: "Joint Observer Mission", "Coalition for Clean Air"."""
    words = re.findall(r"[^\W\d_]+", re.split(r" (?:for|of|to|against|on|in) |, ", name)[0])
    press = {"news", "press", "wire", "radio", "tv", "television"} & {word.casefold() for word in words}
    return bool(words) and not press and words[-1].casefold() in _heads()


# Words of bodies that are places before all: "Harbour Weekend" and "City Dial" are papers.
_PLACES = frozenset(
    map(stem, ("harbour", "harbor", "port", "coast", "city", "town", "county", "district", "borough", "parish", "region", "state",
               "province", "river", "canal", "dam", "water", "local", "red"))
)  # fmt: skip


def said_of_a_body(name: str) -> bool:
    """True where a name has a word for a body that does not as well say where a paper comes out."""
    return bool(classes_beside_places(words_of(name)))


def classes_beside_places(words: frozenset[str]) -> frozenset[str]:
    """The classes that words speak of, those aside that are places before all: "Coast Province" keeps no coast."""
    return classes_of(words - _PLACES)


@cache
def _heads() -> frozenset[str]:
    heads = {
        *table("credits.json")["body_words"],
        *table("actors.json")["bodies"],
        "commission",
        "panel",
        "tribunal",
    }
    return frozenset(heads - set(table("actors.json")["papers"]) - _press())


def _press() -> frozenset[str]:
    return frozenset(table("kin.json")["classes"]["press"]) | {"website", "network", "station", "weekly"}


def is_description(name: str) -> bool:
    """True for a phrase without a proper name of its own: "the fire chief there", "Kelmara's spy agency"."""
    words = name.split()
    if len(words) == 1:
        known = classes_of(words_of(name)) or words_of(name) & listed("empty")
        office = name.islower() and name in table("actors.json")["offices"]
        return bool(known) or office or name.casefold() in _heads()
    if _possessed(name):
        return True
    return not any(word[:1].isupper() for word in words[1:]) and not _proper(words[0])


def _proper(word: str) -> bool:
    """True for a capitalised word that is a name wherever it stands: of a people, a place, or nothing else."""
    if not word[:1].isupper() or word.casefold() in ("the", "a", "an"):
        return False
    return word in peoples() or word in places() or weight(term(word, "en"), "en") > _RARE


def _possessed(name: str) -> bool:
    """ "Kelmara's spy agency": a description behind a proper name."""
    return bool(re.match(r"^(?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+(?:'s|’s) [a-z]", name))
