"""Who owns whom: by what outlets print about themselves, and by the table where two outlets of one owner report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ...data import Belongs, belongs, house, table
from ...data.added import SHIPPED
from ...model import Dissection, Edge, Evidence, Reason
from ...text import READ, fold, slug
from ..remembered import remembered

RULE = "rule:owners/1"
# A full stop belongs to a name inside a word ("Now.example") or behind a letter or "St"; elsewhere it ends it.
_WRITTEN = r"(?:[A-Z]\.(?=[ A-Z])|(?:St|Dr|Mt|Bros)\.(?= )|[A-Z](?:[\w’'&-]|\.(?=\w))*)"
_NAME = rf"(?:[Tt]he )?{_WRITTEN}(?: (?:{_WRITTEN}|\d{{1,3}}(?:\.\d)?|of|and|the|for|de|&))*"
_OWNS = "published owned operated run controlled produced"
_PARTS = "part members subsidiaries services brands units titles imprints newspapers papers stations channels publications"
_PART = (
    "part member subsidiary service division brand unit title imprint newspaper station channel publication"
)
_KINDS = "station newspaper company title publication channel paper brand outlet website service magazine"


def _form(
    words: str, before: str, between: str, after: str
) -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    """A form: its words, one of which stands in every line that it matches; what follows ``before``; all of it.

    A name that may be of any length is looked for only where what must follow it stands too.
    """
    one = words.split()
    rest = f"{between}(?:{'|'.join(one)}){after}"
    return frozenset(one), re.compile(rest), re.compile(f"{before}{rest}")


_SEVERAL = rf"(?P<owned>{_NAME}(?:, {_NAME})*(?: and {_NAME})?)"
_OWNED = (
    # "X and Y are published by Z", "X is owned by Z", "X, part of Z"
    _form(_OWNS, _SEVERAL, "(?: (?:is|are)|,) (?:jointly |wholly |majority )?", rf" by (?P<owner>{_NAME})"),
    _form(_PARTS, _SEVERAL, " are (?:both |all )?", rf" of (?:the )?(?P<owner>{_NAME})"),
    _form("belong belongs", _SEVERAL, " (?:both |all )?", rf" to (?P<owner>{_NAME})"),
    _form(_PART, rf"(?P<owned>{_NAME})", "(?: is|,) (?:a )?", rf" (?:of|from) (?:the )?(?P<owner>{_NAME})"),
    # "This is X, a Z station"
    _form(_KINDS, rf"(?P<owned>{_NAME})", rf",? (?:is )?an? (?P<owner>{_NAME}) ", r"\b"),
)
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[a-z]+")
_READERS = {"readers", "its readers", "state", "government"}


def owners(
    dissections: Iterable[Dissection], known: Mapping[str, str], names: Mapping[str, str]
) -> tuple[Edge, ...]:
    """``based_on`` edges of kind owner, from outlet to owner. ``known`` maps folded names to source ids, ``names``

    ids to what the sources are called.
    """
    found: dict[tuple[str, str], Edge] = {}
    taken = tuple(dissections)
    for each in taken:
        for edge in _printed(each, known):
            found.setdefault((edge.left, edge.right), edge)
    for edge in _listed(taken, known, names):
        found.setdefault((edge.left, edge.right), edge)
    called = _called(sorted({edge.right for edge in found.values()}))
    return tuple(replace(found[key], right=called[found[key].right]) for key in sorted(found))


def _listed(
    dissections: Iterable[Dissection], known: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[Edge]:
    """The outlets that the table gives one owner, where two of them report here or are named."""
    houses: dict[str, dict[str, tuple[str, Belongs]]] = {}
    printed = [(each.report.publisher or "", each.report.url) for each in dissections]
    for name, url in (*((name, None) for name in known), *printed):
        found, page = belongs(name, url), known.get(fold(name))
        if found and page:
            houses.setdefault(found.owner, {})[page] = (name, found)
    for owner, outlets in sorted(houses.items()):
        for page, (name, found) in sorted(outlets.items()) if len(outlets) > 1 else ():
            called = names.get(page, name)
            told = Reason("owner", f"{called} belongs to {owner}, by the table of owners{_whose(found)}")
            yield Edge(page, _ident(owner, known), "based_on", 1.0, "owner", (told,), RULE)


def _ident(owner: str, known: Mapping[str, str]) -> str:
    return known.get(fold(owner), slug(fold(owner)))


def _whose(found: Belongs) -> str:
    """Whose table it is, where it is not the one that ships."""
    return "" if found.origin == SHIPPED else ", as this desk keeps it"


def _called(owners: Sequence[str]) -> Mapping[str, str]:
    """Each owner's id, or that of the only other whose name begins with it: "Dornec" and "Dornec Media" are one."""
    return {
        owner: longer[0] if len(longer := [o for o in owners if o.startswith(f"{owner}-")]) == 1 else owner
        for owner in owners
    }


def _printed(dissection: Dissection, known: Mapping[str, str]) -> Iterator[Edge]:
    report = dissection.report
    page = known.get(fold(report.publisher)) if report.publisher else None
    for credit in report.credits:
        if credit.kind == "owner" and page and fold(credit.name) != fold(report.publisher or ""):
            spans = (
                (Evidence(report.id, credit.start, credit.end, report.text[credit.start : credit.end]),)
                if credit.start is not None and credit.end is not None
                else ()
            )
            told = Reason("owner", f"{report.publisher} belongs to {credit.name}", spans)
            yield Edge(page, _ident(house(credit.name), known), "based_on", 1.0, "owner", (told,), RULE)
    for said in _told(report.text[:READ]):
        owner = said.owner
        span = Evidence(report.id, said.start, said.start + len(said.text), said.text)
        why = Reason("owner", f"{said.owned} belongs to {owner}", (span,))
        for outlet in _each(said.owned):
            itself = page and f" {fold(report.publisher or '')}".endswith(
                f" {fold(outlet)}"
            )  # "the Lamp" in the Evening Lamp
            ident = page if itself else known.get(fold(outlet))
            if ident:
                yield Edge(ident, _ident(house(owner), known), "based_on", 1.0, "owner", (why,), RULE)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a text says of an owner: who owns what, and the words that say so."""

    owned: str
    owner: str
    start: int
    text: str


@remembered()
def _told(text: str) -> tuple[_Told, ...]:
    """What a text says of owners, form by form. Names hold no line's end: only lines with a form's words are read."""
    lines = [(m.start(), m.end(), frozenset(_WORD.findall(m[0].casefold()))) for m in _LINE.finditer(text)]
    return tuple(
        _Told(match["owned"], owner, match.start(), match[0])
        for needed, rest, pattern in _OWNED
        for start, end, words in lines
        if not needed.isdisjoint(words) and rest.search(text, start, end)
        for match in pattern.finditer(text, start, end)
        if fold(owner := match["owner"].strip(" .")) not in _READERS | _platforms()
    )


@cache
def _platforms() -> frozenset[str]:
    """ "X, a Telegram channel": where it is to be read, and nobody who owns it."""
    return frozenset(table("credits.json")["platforms"])


def _each(phrase: str) -> Iterator[str]:
    """The names in "A, B and C", and the whole phrase, since a name may hold an "and"."""
    yield phrase
    for piece in re.split(r", | and ", phrase):
        yield piece.strip()
