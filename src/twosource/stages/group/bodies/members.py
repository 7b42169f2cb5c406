"""Several of a body's people, told by their work or their field and not named one by one: they speak for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ....model import Edge, Evidence, Link, Reason, Statement
from ....text import SMALL_IN_NAMES, fold
from ...lands import named, shared
from .cast import Known, within
from .classes import listed, words_of
from .posts import on_duty, whole

RULE = "rule:members/1"
_MEMBERS = re.compile(
    r"(?:[a-z][\w-]* )*(?P<who>[a-z][\w-]*s) (?:at|of|from|with) (?:the )?(?P<body>[A-Z].*)"
)
# "Red Cross volunteers": several of a body's people, behind its name.
_CREW = re.compile(
    r"(?:[Tt]he )?(?P<body>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)(?:['’]s)? (?:[a-z-]+ )?(?P<who>[a-z][\w-]*s)"
)
_AT = re.compile(r" (?:at|of|from|with|for) (?:the )?(?P<body>[A-Z].*)")
_NOBODYS = ("sources", "insiders", "officials", "persons", "others")  # who may speak without leave
_OFFICIALS = re.compile(
    r"(?:(?:the )?(?:(?:country|nation|state|[A-Z][\w-]+)['’]s )?)(?P<field>[A-Za-z][\w-]+(?: [a-z][\w-]+)?) (?:officials|chiefs|authorities)(?: (?:in|at|of) (?:the )?(?P<place>[A-Z].*))?"
)
# Officials of these talk without their names and without leave; "senior" and "two" are nobody's field.
_WITHOUT_LEAVE = frozenset(
    words_of("intelligence security government military defence defense diplomatic foreign state senior western allied federal party "
             "palace presidential top some several many other two three former local city county regional provincial national")
)  # fmt: skip


def of_the_house(statements: Iterable[Statement], cast: Sequence[Known]) -> Iterator[Edge]:
    """ "Inspectors at the Dam Inspectorate said": several of a body's people, told by their work, speak for it."""
    bodies = {
        fold(name): k for k in cast if k.source.kind == "body" for name in (k.source.name, *k.source.aliases)
    }
    for statement in statements:
        for link in statement.attribution.chain[1:]:
            found = None if link.named or link.start is None else _members(link.name)
            meant = bodies.get(fold(found["body"])) if found else None
            if (
                meant is None
                and not link.named
                and link.start is not None
                and (crew := _CREW.fullmatch(link.name))
            ):
                meant = bodies.get(fold(crew["body"])) if crew["who"] not in _NOBODYS else None
            if meant is not None:
                yield from _edge(statement, link, meant, f"{link.name}: they are {meant.source.name}'s")


def _members(name: str) -> re.Match[str] | None:
    """ "Inspectors at the Dam Inspectorate", "the duty officer of the Dam Inspectorate"."""
    if duty := on_duty().search(name):
        return _AT.fullmatch(name, duty.end())
    found = _MEMBERS.fullmatch(name)
    return found if found and found["who"] not in _NOBODYS else None


def officials(statements: Iterable[Statement], cast: Sequence[Known]) -> Iterator[Edge]:
    """ "Health officials in Selm said": the one body of the story that has the field in its name."""
    bodies = [k for k in cast if k.source.kind == "body" and "press" not in k.classes]
    for statement in statements:
        for link in statement.attribution.chain[1:]:
            told = None if link.start is None else _OFFICIALS.fullmatch(link.name)
            field = words_of(told["field"]) if told else frozenset()
            if not told or not field or field & _WITHOUT_LEAVE:
                continue
            others = [k for k in bodies if k.source.source_id != link.source_id]
            found = {k.source.source_id: k for k in others if within(field, k.names) or _fits(told, k)}
            place = words_of(told["place"] or "") - SMALL_IN_NAMES
            here = {key: k for key, k in found.items() if place and within(place, k.names)}
            found = here or found
            if len(found) == 1:
                (meant,) = found.values()
                yield from _edge(
                    statement, link, meant, f"{link.name}: of that field the story has {meant.source.name}"
                )


def _fits(told: re.Match[str], body: Known) -> bool:
    """ "Tarnish health authorities" and a "Ministry of Health" that no report calls another land's."""
    land, _, field = told["field"].partition(" ")
    if not field or not land[:1].isupper() or words_of(field) & _WITHOUT_LEAVE:
        return False
    post = next((p for name in (body.source.name, *body.source.aliases) if (p := whole(name))), None)
    ours = post is not None and post.ministry and (not post.owner or shared(post.owner, named(land)))
    return ours and within(words_of(field), body.names)


def of_the_trade(statements: Iterable[Statement], carriers: Sequence[Known]) -> Iterator[Edge]:
    """ "Millers say" beside the Millers' Association, which carries the same claim: they are its members."""
    unions = [k for k in carriers if k.source.kind == "body" and k.names & _unions()]
    for statement in statements:
        for link in statement.attribution.chain[1:]:
            words = words_of(link.name) - listed("empty")
            if (
                link.named
                or link.start is None
                or not words
                or not re.search(r"(?:s|men|people)\b", link.name)
            ):
                continue
            found = {k.source.source_id: k for k in unions if words <= k.names} or _experts(
                link.name, carriers
            )
            if len(found) == 1:
                (meant,) = found.values()
                yield from _edge(
                    statement, link, meant, f"{link.name}: {meant.source.name} carries the same claim"
                )


_OLOGISTS = re.compile(r"(?:the )?(?P<field>[a-z]{4,})ologists", re.IGNORECASE)


def _experts(name: str, carriers: Sequence[Known]) -> dict[str, Known]:
    """ "The seismologists": the body of their science, if one carries the claim."""
    told = _OLOGISTS.fullmatch(name)
    science = fold(told["field"]) if told else ""
    return {
        k.source.source_id: k
        for k in carriers
        if science and k.source.kind == "body" and any(word.startswith(science) for word in k.names)
    }


def _unions() -> frozenset[str]:
    return words_of("association union federation society league guild cooperative syndicate alliance")


def _edge(statement: Statement, link: Link, meant: Known, why: str) -> Iterator[Edge]:
    if link.start is None or link.end is None:
        return
    span = Evidence(statement.report_id, link.start, link.end, link.name)
    ends = (f"{link.source_id}@{statement.report_id}", meant.source.source_id)
    yield Edge(*ends, "alias_of", 0.8, "description", (Reason("description", why, (span,)),), RULE)
