"""For which person somebody speaks: the lawyer for a client, the agent for a player. What they say is one origin's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ....data import actor_words, table
from ....model import Dissection, Edge, Evidence, Reason
from ....text import fold
from .cast import Known

RULE = "rule:principals/1"
_SPACE = r"(?:[a-z-]+ ){0,2}?"


def principals(cast: Sequence[Known], taken: Sequence[Dissection]) -> Iterator[Edge]:
    """``speaks_for`` edges from those who are written as a named person's lawyer, agent or spokesman to that person."""
    people = [k for k in cast if k.source.kind == "person" and not k.source.source_id.startswith("unnamed")]
    called: dict[str, set[str]] = {}
    for each in people:
        for name in {each.source.name, *each.source.aliases}:
            called.setdefault(fold(name), set()).add(each.source.source_id)
            called.setdefault(fold(name).split()[-1], set()).add(each.source.source_id)
    texts = [(d.report.id, d.report.text) for d in taken]
    for person in people:
        for name in sorted({person.source.name, *person.source.aliases}, key=lambda n: (-len(n), n)):
            found = _written(name, texts) if " " in name else None
            whom = (called.get(fold(found[0]), set()) or _in_office(found[0], people)) if found else set()
            whom = whom - {person.source.source_id}
            if found and len(whom) == 1:
                (client,) = whom
                why = f"{person.source.name} speaks for {found[0]}: so written"
                ends = (person.source.source_id, client)
                yield Edge(*ends, "alias_of", 0.8, "speaks_for", (Reason("office", why, (found[1],)),), RULE)
                break


def _in_office(office: str, people: Sequence[Known]) -> set[str]:
    """Who of the story holds an office: "the president" where one person is called President."""
    if office.lower() not in actor_words("offices") or not office.islower():
        return set()
    holds = re.compile(rf"(?i)(?:[a-z]+ )?{re.escape(office)}(?: of .+)?")
    return {k.source.source_id for k in people if holds.fullmatch(k.source.role or "")}


def _written(name: str, texts: Sequence[tuple[str, str]]) -> tuple[str, Evidence] | None:
    """Whose lawyer or agent a name is written to be, and where: "X's lawyer, NAME", "NAME, a lawyer for X"."""
    for report_id, text in texts:
        places = list(_places(name, text))
        for pattern in _before() if places else ():
            for start, end in places:
                if found := pattern.search(text, max(0, start - _NEAR), start):
                    return _whose(found, Evidence(report_id, found.start(), end, text[found.start() : end]))
        for pattern in _behind() if places else ():
            for start, end in places:
                if found := pattern.match(text, end):
                    return _whose(found, Evidence(report_id, start, found.end(), text[start : found.end()]))
    return None


def _places(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a name stands as a whole."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            yield at, end
        at = text.find(name, end)


def _whose(found: re.Match[str], span: Evidence) -> tuple[str, Evidence]:
    return found["whose"].removesuffix("'s").removesuffix("’s"), span


_NEAR = 160  # characters before a name in which whose it is stands
_OFFICE = r"[Tt]he (?P<whose>[a-z]+)"
_WHOSE = r"(?P<whose>[A-Z][\w’'-]*?(?: [A-Z][\w-]*){0,3})"


def _posts() -> str:
    return "|".join(table("kin.json")["for_a_person"])


@cache
def _before() -> tuple[re.Pattern[str], ...]:
    """What leads up to a name: "X's lawyer, ", "the president's spokesman "."""
    return tuple(re.compile(rf"\b{each}['’]s{end} {_SPACE}(?:{_posts()}),? $") for each, end in ((_WHOSE, "?"), (_OFFICE, "")))  # fmt: skip


@cache
def _behind() -> tuple[re.Pattern[str], ...]:
    """What follows it: ", a lawyer for X", ", X's lawyer", ", who represents X"."""
    acts = "represents|defends|acts for|speaks for|is defending|is representing"
    return (
        re.compile(rf", {_OFFICE}['’]s {_SPACE}(?:{_posts()})\b"),
        re.compile(rf", (?:(?:an?|the|his|her) )?{_SPACE}(?:{_posts()}) (?:for|of|to|representing) {_WHOSE}(?=[\s,.;])"),
        re.compile(rf", {_WHOSE}['’]s? {_SPACE}(?:{_posts()})\b"),
        re.compile(rf", (?:who|which) (?:{acts}) {_WHOSE}(?=[\s,.;])"),
    )  # fmt: skip
