"""Names of lands and peoples in a phrase, so that a country and its people, army and ministries meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..data import peoples, places, table
from ..text import fold

_CAPITAL = re.compile(r"[^\W\d_][\w'’-]*")
_OFFICES = frozenset(
    ["general", "staff", "armed", "forces", "force", "army", "navy", "guard", "defence", "defense", "interior", "health",
     "foreign", "national", "federal", "republic", "kingdom", "united", "minister", "command", "joint", "chief", "chiefs",
     "when", "while", "after", "before", "this", "that", "these", "those", "both", "then", "there", "with", "from", "citing"]
)  # fmt: skip
_STEM = 4  # letters that a land and its people share: Norva, Norvan
_ENDING = 4  # letters by which they may differ


def named(text: str) -> frozenset[str]:
    """The names in a phrase, a known place by its country: "North Arvan army" is of one land with "Arvans"."""
    found: set[str] = set()
    words = [m[0].removesuffix("'s").removesuffix("’s").rstrip("'’") for m in _CAPITAL.finditer(text)]
    skip = -1
    for at, word in enumerate(words):
        pair = " ".join(words[at : at + 2]) if at + 1 < len(words) else word
        if at == skip:
            continue
        land = _land(pair) or _land(word)
        if land:
            found.add(land)
            skip = at + 1 if pair != word and _land(pair) else -1
        elif word[:1].isupper() and len(word) >= _STEM and word.lower() not in _common():
            found.add(fold(word))
    return frozenset(found)


def shared(a: frozenset[str], b: frozenset[str]) -> bool:
    """True where a name of the one is a name of the other, or of its people."""
    return any(_alike(x, y) for x in a for y in b)


def _land(name: str) -> str | None:
    """The country that a known place or people is of."""
    known = places().get(name)
    ident = known.place_id if known else peoples().get(name)
    return ident.split(":")[0] if ident else None


@cache
def _common() -> frozenset[str]:
    """Words for bodies and offices, days and months, which name nobody by themselves."""
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return frozenset(table("credits.json")["body_words"]) | _OFFICES | frozenset(days)


def _alike(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    same = short == long or (len(short) >= _STEM and long.startswith(short[: max(_STEM, len(short) - 1)]))
    return same and len(long) - len(short) <= _ENDING


_NAME = r"[A-Z][\w-]*(?: [A-Z][\w-]*)?"
_CAPITAL_OF = re.compile(
    rf"(?P<town>{_NAME}), (?:which is |now )?(?:the )?(?:(?P<land>{_NAME})(?:['’]s)? capital\b|capital of (?:the )?(?P<of>{_NAME}))"
    rf"|\b(?:the )?(?:(?P<whose>{_NAME})(?:['’]s)? capital|capital of (?:the )?(?P<owner>{_NAME})),? (?P<seat>{_NAME})"
)


def capitals(text: str) -> Iterator[tuple[str, str]]:
    """Each town that a text says is a capital, and of which land: "Norby, the capital of Tarn", "the Tarnish capital, Norby"."""
    if "capital" not in text:
        return
    for match in _CAPITAL_OF.finditer(text):
        yield match["town"] or match["seat"], match["land"] or match["of"] or match["whose"] or match["owner"]
