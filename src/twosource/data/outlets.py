"""Agencies, outlets and owners: the tables that ship, and over them what a desk adds (``added``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from ..model import Source, SourceKind
from ..text import fold, host_of, slug
from .added import Agency, Owner, by_tables, in_force
from .files import rows, table


class KnownSource(NamedTuple):
    """A row of sources.tsv: a body, agency or outlet that is known by several names."""

    source_id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    state: str
    descriptions: tuple[str, ...]


@by_tables
def agencies() -> tuple[Agency, ...]:
    """The agencies in force; a desk's own entry takes the place of the one that ships under its id."""
    found = {each.source_id: each for each in map(_agency, table("agencies.json")["agencies"])}
    return tuple((found | {each.source_id: each for each in in_force().agencies}).values())


@by_tables
def owners() -> tuple[Owner, ...]:
    """The owners in force; a desk's own entry takes the place of the one that ships under its id."""
    found = {each.source_id: each for each in map(_owner, table("owners.json")["owners"])}
    return tuple((found | {each.source_id: each for each in in_force().owners}).values())


@by_tables
def known_sources() -> dict[str, KnownSource]:
    """Every known source by each of the names that it has in running text.

    The short names of agencies stand in credits alone: MENA is an agency at the foot of a report, and else a region.
    """
    found: dict[str, KnownSource] = {}
    for agency in in_force().agencies:
        found.update(
            _named(KnownSource(agency.source_id, "agency", agency.name, agency.names, "", ("news agency",)))
        )
    for outlet in in_force().outlets:
        found.update(_named(KnownSource(outlet.source_id, "outlet", outlet.name, outlet.names, "", ())))
    for source_id, kind, name, aliases, state, descriptions, *_ in (
        row + ("",) * 6 for row in rows("sources.tsv")
    ):
        known = KnownSource(source_id, kind, name, _split(aliases), state, _split(descriptions))
        for each in (name, *known.aliases):
            found.setdefault(each, known)
    for agency in agencies():
        long = tuple(each for each in (agency.name, *agency.names) if len(each.split()) > 1)
        for each in long:
            found.setdefault(
                each, KnownSource(agency.source_id, "agency", agency.name, long, "", ("news agency",))
            )
    return found


def _named(known: KnownSource) -> Iterator[tuple[str, KnownSource]]:
    return ((each, known) for each in (known.name, *known.aliases))


@by_tables
def credited() -> Mapping[str, str]:
    """The id behind each name, folded, that an outlet or agency is credited by."""
    found = {fold(name): known.source_id for name, known in known_sources().items()}
    for agency in agencies():
        found.update((fold(each), agency.source_id) for each in (*agency.names, *agency.credits, agency.name))
    for outlet in in_force().outlets:
        found.update((fold(each), outlet.source_id) for each in (*outlet.names, outlet.name))
    for agency in in_force().agencies:  # the desk's own word is the last
        found.update((fold(each), agency.source_id) for each in (*agency.names, *agency.credits, agency.name))
    return found


@by_tables
def agency_names() -> Mapping[str, Agency]:
    """The agencies by the names that they are credited by, as they are written."""
    return {each: agency for agency in agencies() for each in (agency.name, *agency.names)}


@by_tables
def credit_lines() -> Mapping[str, Agency]:
    """The agencies by the whole lines, folded, that credit them."""
    return {fold(each): agency for agency in agencies() for each in agency.credits}


@by_tables
def _by_domain() -> Mapping[str, tuple[str, str, SourceKind]]:
    """Id, name and kind of the agency or outlet behind each domain."""
    found: dict[str, tuple[str, str, SourceKind]] = {}
    for agency in agencies():
        found.update((each, (agency.source_id, agency.name, "agency")) for each in agency.domains)
    for outlet in in_force().outlets:
        found.update((each, (outlet.source_id, outlet.name, "outlet")) for each in outlet.domains)
    return found


def of_domain(host: str) -> tuple[str, str, SourceKind] | None:
    """Id, name and kind of whom a host belongs to, by its own name or that of a domain above it."""
    known = _by_domain()
    return next((known[each] for each in _domains(host) if each in known), None)


def _domains(host: str) -> Iterator[str]:
    """A host and the domains above it: news.paper.example, paper.example."""
    while "." in host:
        yield host
        host = host.partition(".")[2]


@by_tables
def agency_ids() -> frozenset[str]:
    """The ids of the agencies in force."""
    return frozenset(agency.source_id for agency in agencies())


def kind_of(known: KnownSource) -> SourceKind:
    """The kind of a known source as the model says it."""
    kinds: dict[str, SourceKind] = {"agency": "agency", "outlet": "outlet", "body": "body", "group": "group"}
    return kinds.get(known.kind, "unknown")


# "Port Police of Lorca (posts)", "Ana Ruiz, Minister of Works (posts)": whose posts they are.
_POSTS = re.compile(r"(?P<who>[^()]+?)\s*\((?:own )?(?:posts|statements?)\)", re.IGNORECASE)
_HELD = re.compile(r"(?P<person>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}), (?P<office>.+)")


def posts_of(name: str) -> tuple[str, SourceKind] | None:
    """Whose own posts or statements a publisher's name says they are, and what they are; None for an outlet's."""
    match = _POSTS.fullmatch(name)
    if match is None:
        return None
    held = _HELD.fullmatch(match["who"])
    if held and {*held["office"].lower().split()} & {*table("actors.json")["titles"]}:
        return held["person"], "person"
    return match["who"], "outlet"


def outlet(name: str) -> Source:
    """The Source of a publisher's name or host: a known one by its id, else one by its own name."""
    posts = posts_of(name)
    if posts:
        whose = outlet(posts[0])
        kind = posts[1] if whose.kind == "outlet" else whose.kind
        return replace(whose, kind=kind, aliases=tuple(dict.fromkeys((*whose.aliases, name))))
    known = known_sources().get(name)
    if known:
        return Source(known.source_id, known.name, kind_of(known), tuple(dict.fromkeys((known.name, name))))
    host = host_of(name)
    there = of_domain(host) if host else None
    if there:
        return Source(there[0], there[1], there[2], (there[1], name))
    # Three letters may be anybody's: who is credited by them is known by where they stand, a publisher is not.
    agency = agency_names().get(name) if len(name) > 3 or not name.isascii() else None
    if agency:
        return Source(agency.source_id, agency.name, "agency", tuple(dict.fromkeys((agency.name, name))))
    return Source(slug(fold(name)), name, "outlet", (name,))


def has_row(publisher: str) -> bool:
    """True where a table says whom an outlet belongs to, or that nobody is known."""
    return _key(publisher) in _owned()


class Belongs(NamedTuple):
    """Who an outlet belongs to in the end, and where that is from."""

    owner: str
    origin: str


@by_tables
def _owned() -> Mapping[str, Belongs]:
    """Outlet or owner (a folded name, or a domain) -> whom it belongs to, nearest first; a desk's own word is the last."""
    found: dict[str, Belongs] = {}
    own = {each.source_id for each in in_force().owners}
    for owner in sorted(owners(), key=lambda each: each.source_id in own):
        found.update((_key(each), Belongs(owner.name, owner.origin)) for each in owner.outlets)
    for each in in_force().outlets:
        if each.owner is not None:
            found.update(
                (_key(name), Belongs(each.owner, each.origin))
                for name in (each.name, *each.names, *each.domains)
            )
    return found


def _key(name: str) -> str:
    return host_of(name) or fold(name)


def belongs(publisher: str | None, url: str | None = None) -> Belongs | None:
    """Whom a publisher belongs to, by its name or by its address; None where no owner is known.

    An owner that belongs to another is followed to the last.
    """
    found = _owned()
    names = [_key(publisher)] if publisher else []
    hosts = [host for host in (host_of(publisher or ""), host_of(url or "")) if host]
    keys = [*(each for host in hosts for each in _domains(host)), *names]
    first = next((found[each] for each in keys if each in found), None)
    seen: set[str] = set()
    while first and first.owner and fold(first.owner) in found and fold(first.owner) not in seen:
        seen.add(fold(first.owner))
        first = Belongs(found[fold(first.owner)].owner, first.origin)
    return first if first and first.owner else None


@by_tables
def _houses() -> Mapping[str, str]:
    """The name of each owner by each of its names, folded."""
    return {fold(each): owner.name for owner in owners() for each in (*owner.names, owner.name)}


def house(name: str) -> str:
    """The owner that a name stands for, and that it belongs to in the end; the name itself where none is known."""
    called = _houses().get(fold(name), name)
    above = belongs(called)
    return above.owner if above else called


def _agency(row: dict[str, list[str]]) -> Agency:
    return Agency(
        str(row["id"]),
        str(row["name"]),
        tuple(row["names"]),
        tuple(row.get("domains", ())),
        tuple(row.get("credits", ())),
    )


def _owner(row: dict[str, list[str]]) -> Owner:
    return Owner(str(row["id"]), str(row["name"]), tuple(row.get("names", ())), tuple(row["outlets"]))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
