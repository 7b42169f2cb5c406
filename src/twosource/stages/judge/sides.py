"""Whose people two figures count: whether "our nine" and "their nine" can be the same men."""

from __future__ import annotations

import re
from functools import cache

from ...data import peoples, places, table
from ...text import fold

_CAPITAL = re.compile(r"[^\W\d_][\w'’-]*")
_OFFICES = frozenset(
    ["general", "staff", "armed", "forces", "force", "army", "navy", "guard", "defence", "defense", "interior", "health",
     "foreign", "national", "federal", "republic", "kingdom", "united", "minister", "command", "joint", "chief", "chiefs"]
)  # fmt: skip
_STEM = 4  # letters that a land and its people share: Norva, Norvan
_ENDING = 4  # letters by which they may differ


def apart(sides: tuple[str, str], by: tuple[str | None, str | None], same_origin: bool) -> bool:
    """True where the two sides are surely not one. ``by`` is what the bodies are called that the speakers speak for."""
    first, second = (_whose(side, who) for side, who in zip(sides, by, strict=True))
    if same_origin and {"own", "enemy"} == set(sides):
        return True
    if first is None or second is None:
        return False
    (ours, named), (theirs, also) = first, second
    if ours and theirs:
        return not _shared(named, also)
    # "enemy" is all but the speaker's own; two enemies may be one
    return ours != theirs and _shared(named, also)


def _whose(side: str, who: str | None) -> tuple[bool, frozenset[str]] | None:
    """(True for these, False for all but these; the names); None where the speaker is not known."""
    if side not in ("own", "enemy"):
        return True, _names(side)
    names = _names(who or "")
    return (side == "own", names) if names else None


def _names(text: str) -> frozenset[str]:
    """The names in a phrase, a known place by its country: "North Arvan army" is of one land with "Arvans"."""
    found: set[str] = set()
    words = [m[0].removesuffix("'s").removesuffix("’s") for m in _CAPITAL.finditer(text)]
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


def _land(name: str) -> str | None:
    """The country that a known place or people is of."""
    known = places().get(name)
    ident = known.place_id if known else peoples().get(name)
    return ident.split(":")[0] if ident else None


@cache
def _common() -> frozenset[str]:
    """Words for bodies and offices, which name nobody by themselves."""
    return frozenset(table("credits.json")["body_words"]) | _OFFICES


def _shared(a: frozenset[str], b: frozenset[str]) -> bool:
    return any(_alike(x, y) for x in a for y in b)


def _alike(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    same = short == long or (len(short) >= _STEM and long.startswith(short[: max(_STEM, len(short) - 1)]))
    return same and len(long) - len(short) <= _ENDING
