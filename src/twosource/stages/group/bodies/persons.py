"""Names of persons taken apart: "Col. Idris Vane", "I. Vane" and "Vane I." are one; Lena and Marek Vane are two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ....data import table
from ....model import Edge, Reason
from ....text import fold
from ..wording.sounds import skeleton
from .cast import Known

RULE = "rule:persons/1"


@dataclass(frozen=True, slots=True)
class Named:
    """A surname and what stands beside it; both as they sound, initials as one letter."""

    surname: str
    firsts: tuple[str, ...]

    @property
    def initials_only(self) -> bool:
        """True for "I. Vane", which says no first name."""
        return bool(self.firsts) and all(len(first) == 1 for first in self.firsts)

    def apart(self, other: Named) -> bool:
        """True for two first names that cannot be one: Lena and Marek. Initials and short forms match."""
        if not self.firsts or not other.firsts:
            return False
        return not any(_fit(a, b) for a in self.firsts for b in other.firsts)


def _fit(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return long.startswith(short) if len(short) == 1 or len(short) > 2 else short == long


def named(name: str) -> Named | None:
    """The parts of a personal name; None where nothing is left without titles and ranks."""
    words = [word.strip(".,") for word in fold(name).replace(".", ". ").split()]
    words = [word for word in words if word and word not in _titles()]
    if not words:
        return None
    if len(words) > 1 and len(words[-1]) == 1:
        words = [words[-1], words[-2]]  # "Vane I.", "Engineer Vane I."
    return Named(skeleton(words[-1]), tuple(w if len(w) == 1 else skeleton(w) for w in words[:-1]))


@cache
def _titles() -> frozenset[str]:
    actors = table("actors.json")
    return frozenset(word.rstrip(".") for word in (*actors["titles"], *actors["ranks"]))


def titled(name: str) -> bool:
    """True for a name with a title or rank in it."""
    words = {word.strip(".,") for word in fold(name).split()}
    return bool(words & _titles())


def kindred(role: str | None) -> bool:
    """True for somebody's wife, brother, neighbour: they speak for themselves, whatever name their role holds."""
    if not re.search(r" (?:of|to) |['’]s? |^(?:his|her|their) ", role or "", re.IGNORECASE):
        return False  # "Father", "Sister": of a church or a ward
    words = re.findall(r"[\w'’-]+", (role or "").lower())[:4]
    own = any(word.startswith("spokes") for word in words)
    return not own and bool(set(words) & frozenset(table("kin.json")["kindred"]))


# --- in a story ------------------------------------------------------------------------------


def surnames(cast: Sequence[Known]) -> Iterator[Edge]:
    """Somebody called by one name ("Dahl") or by office and name, where one person of the story bears it last."""
    full: dict[str, list[Known]] = {}
    for each in cast:
        words = fold(each.source.name).split()
        if each.source.kind == "person" and len(words) > 1:
            full.setdefault(skeleton(words[-1]), []).append(each)
    for each in cast:
        words = fold(each.source.name).split()
        found = full.get(skeleton(words[-1]), []) if words else []
        titled = each.source.kind == "unknown" and any(w[:1].islower() for w in each.source.name.split())
        if len(found) == 1 and found[0] is not each and len(words[-1]) > 2 and (len(words) == 1 or titled):
            yield _joined(each, found[0], "surname", "the only one of that name in the story", "surname")
        elif (meant := _by_initials(each, full)) is not None:
            yield _joined(each, meant, "initials", "the only one of that surname and first letter", "surname")


def _by_initials(each: Known, full: Mapping[str, Sequence[Known]]) -> Known | None:
    """ "P. Lund", "Lund P.": the one person of the story with that surname whose first name begins so."""
    mine = named(each.source.name) if re.search(r"\b[A-Z]\.|\b[A-Z]$", each.source.name) else None
    if mine is None or not mine.initials_only:
        return None
    found = [
        k
        for k in full.get(mine.surname, ())
        if (theirs := named(k.source.name)) is not None
        and theirs.firsts
        and not theirs.initials_only
        and not mine.apart(theirs)
    ]
    return found[0] if len({k.source.source_id for k in found}) == 1 and found[0] is not each else None


def _joined(low: Known, top: Known, kind: str, why: str, code: str) -> Edge:
    text = f"{low.source.name}: {top.source.name} is {why}"
    return Edge(
        low.source.source_id, top.source.source_id, "alias_of", 0.8, kind, (Reason(code, text),), RULE
    )
