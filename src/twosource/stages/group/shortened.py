"""Bodies by a shorter or another spelling of their name in one story: initials, a first word, one letter more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...data import peoples, places
from ...model import Edge, Reason
from ...text import fold
from .classes import is_description, listed
from .kin import RULE, Known, is_known
from .sounds import skeleton
from .terms import term, weight

_LONG = 6  # letters of a word that one letter more or less does not make another word
_RARE = 6.5  # nats: a word that is hardly ever anything but a name


def _bodies(cast: Sequence[Known]) -> list[Known]:
    return [k for k in cast if k.source.kind != "person" and not k.source.source_id.startswith("state:")]


def _one(each: Known, found: Sequence[Known], kind: str, why: str) -> Iterator[Edge]:
    others = {k.source.source_id: k for k in found if k is not each}
    if len(others) == 1:
        (meant,) = others.values()
        if is_known(each.source.source_id) and is_known(meant.source.source_id):
            return
        reason = Reason(kind, f"{each.source.name}: {meant.source.name} {why}")
        yield Edge(each.source.source_id, meant.source.source_id, "alias_of", 0.8, kind, (reason,), RULE)


def acronyms(cast: Sequence[Known]) -> Iterator[Edge]:
    """ "VCG" where one body of the story is called so by its initials: "Vellan Coast Guard"."""
    bodies = _bodies(cast)
    by_letters: dict[str, list[Known]] = {}
    for each in bodies:
        for name in {each.source.name, *each.source.aliases}:
            words = [
                w
                for w in re.findall(r"[\w’'-]+", name)
                if w.lower() not in ("the", "of", "for", "and", "in", "on", "&")
            ]
            if len(words) >= 3 and all(w[:1].isupper() for w in words):
                by_letters.setdefault("".join(w[0] for w in words), []).append(each)
    for each in bodies:
        letters = each.source.name.replace(".", "")
        if 3 <= len(letters) <= 6 and letters.isupper() and letters.isalpha():
            yield from _one(each, by_letters.get(letters, ()), "acronym", "has these initials")


def shortened(cast: Sequence[Known]) -> Iterator[Edge]:
    """ "Dornec" for "Dornec Freight", the only name of the story that begins so; no place, no person's name, no plain word."""
    first: dict[str, list[Known]] = {}
    bodies = _bodies(cast)
    for each in bodies:
        for name in {each.source.name, *each.source.aliases}:
            words = re.sub(r"^(?:The|the) ", "", name).split()
            if len(words) > 1:
                first.setdefault(words[0].removesuffix("'s").removesuffix("’s"), []).append(each)
    borne = {
        word
        for k in cast
        if k.source.kind == "person"
        for word in k.source.name.split()[:3]
        if " " in k.source.name
    }
    for each in cast:
        word = re.sub(r"^(?:The|the) ", "", each.source.name)
        named = word[:1].isupper() and " " not in word and len(word) > 3
        if not named or word in borne or not _proper(word) or each.source.role:
            continue
        found = list(
            {k.source.source_id: k for k in first.get(word, ()) if not is_description(k.source.name)}.values()
        )
        if each.source.kind == "person" or not any("press" in k.classes for k in (each, *found)):
            yield from _one(each, found, "shorter", "is the only name of the story that begins so")


def _proper(word: str) -> bool:
    """True for a word that is a name and neither a place nor a people."""
    return word not in places() and word not in peoples() and weight(term(word, "en"), "en") > _RARE


def spelled(cast: Sequence[Known]) -> Iterator[Edge]:
    """ "Harrad Front" and "Kharad Front": one name as it sounds, or with one letter more in a long word."""
    bodies = [k for k in _bodies(cast) if not is_description(k.source.name) and " " in k.source.name]
    sounds = {k.source.source_id: _sounds(k) for k in bodies}
    for at, each in enumerate(bodies):
        mine = sounds[each.source.source_id]
        found = [
            k for k in bodies[at + 1 :] if any(_near(a, b) for a in mine for b in sounds[k.source.source_id])
        ]
        yield from _one(each, found[:1], "spelling", "is the same name in another spelling")


def _sounds(known: Known) -> list[tuple[str, ...]]:
    names = {known.source.name, *known.source.aliases}
    small = listed("small")
    return sorted(
        tuple(skeleton(word) for word in fold(name).split() if word not in small)
        for name in names
        if " " in name
    )


def _near(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """True for the same words but for one letter in one rare word."""
    if len(a) != len(b) or len(a) < 2:
        return False
    differ = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return not differ or (len(differ) == 1 and _one_letter(*differ[0]))


def _one_letter(x: str, y: str) -> bool:
    short, long = sorted((x, y), key=len)
    if len(short) < _LONG - 1 or len(long) - len(short) != 1:
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
