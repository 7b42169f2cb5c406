"""Descriptions in place of names: "the fire chief there", "the county council", "the spy agency", a country.

A description is taken for a source that its own story names and whose name, role or kind bears it out; where
several could be meant, what they said decides: two that carry the same claim. Every answer is an edge with
its reason, from the description as that report uses it ("id@report") to the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from ....data import actor_words
from ....model import Edge, Evidence, Reason
from ....text import fold
from ...lands import named as lands_in
from ...lands import shared as lands_shared
from ..wording.sounds import skeleton
from ..wording.words import stem
from .cast import SIDE, Described, Known, last_named, state_of, within
from .classes import listed, named_as_body
from .posts import whole

RULE = "rule:descriptions/1"


# --- in a report -----------------------------------------------------------------------------


def in_report(
    descriptions: Iterable[Described], cast: Sequence[Known], text_of: Mapping[str, str]
) -> Iterator[Edge]:
    """Descriptions of a body that the report itself named before ("the Torielan navy ... the navy"): the nearest."""
    for each in descriptions:
        content = each.words - listed("empty")
        text = text_of.get(each.statement.report_id, "")
        if not content or each.link.start is None or each.link.source_id.startswith("state:"):
            continue
        if SIDE.fullmatch(each.link.name):
            continue
        near = [
            (at, k)
            for k in cast
            if k.source.kind != "person" and within(content, k.names)
            and k.source.source_id != each.link.source_id
            and (at := last_named(k, text, each.link.start)) >= 0
        ]  # fmt: skip
        if near:
            meant = max(near, key=lambda pair: (pair[0], pair[1].source.source_id))[1]
            yield edge(each, meant, "is the one of that kind named before it", text_of)
            continue
        firms = _firms(each, cast, text) if content <= companies() else []
        if len(firms) == 1:
            yield edge(each, firms[0], "is the only company named before it", text_of)


@cache
def companies() -> frozenset[str]:
    """What a company is called, as stems: firm, operator, carrier."""
    return frozenset(map(stem, actor_words("firms")))


def _firms(each: Described, cast: Sequence[Known], text: str) -> list[Known]:
    """The bodies named before "the operator" that may be a company: of no other class, and not the press."""
    found = [
        k
        for k in cast
        if k.source.kind != "person"
        and k.source.source_id != each.link.source_id
        and k.classes <= {"company"}
        and k.source.kind not in ("outlet", "agency", "channel", "unnamed")
        and not named_as_body(k.source.name)
        and not k.source.source_id.startswith("state:")
        and each.link.start is not None
        and last_named(k, text, each.link.start) >= 0
        and not _only_says_which(k, text[: each.link.start])
    ]
    return list({k.source.source_id: k for k in found}.values())


def _only_says_which(known: Known, text: str) -> bool:
    """True for a name that stands before other nouns, or in other names, alone: "the Selm salt flat", "Radio Selm"."""
    names = "|".join(
        map(re.escape, sorted({known.source.name, *known.source.aliases}, key=len, reverse=True))
    )
    found = list(re.finditer(rf"(?<!\w)(?:{names})(?!\w)", text))
    which = re.compile(rf"\bthe (?:{names}) [a-z]")
    within_name = [
        re.search(r"(?!The |In |On )[A-Z]\w+ $", text[max(0, m.start() - 20) : m.start()]) for m in found
    ]
    return bool(found) and all(
        which.match(text, max(0, m.start() - 4)) or inside
        for m, inside in zip(found, within_name, strict=True)
    )


def staffs(
    descriptions: Iterable[Described], cast: Sequence[Known], text_of: Mapping[str, str]
) -> Iterator[Edge]:
    """ "Dahl's people", "the administration of Governor Runa Dahl": the person that they work for."""
    people = {
        skeleton(fold(k.source.name).split()[-1]): k
        for k in cast
        if k.source.kind == "person" and (" " in k.source.name or k.source.role)
    }
    for each in descriptions:
        if (
            not each.words & listed("staff")
            or each.link.source_id == each.statement.attribution.chain[0].source_id
        ):
            continue
        capitals = [w for w in each.link.name.replace("'s", "").replace("’s", "").split() if w[:1].isupper()]
        found = {k.source.source_id: k for w in capitals if (k := people.get(skeleton(fold(w)))) is not None}
        if len(found) == 1:
            (meant,) = found.values()
            if meant.source.source_id != each.link.source_id:
                yield edge(each, meant, "is whom they work for", text_of)


_OWN_PEOPLE = re.compile(r"(?:his|her|its|their|our) (?:own )?[a-z][\w-]*$", re.IGNORECASE)


def own_people(descriptions: Iterable[Described], text_of: Mapping[str, str]) -> Iterator[Edge]:
    """ "The mayor said her own people had counted": they speak for whom the chain names before them."""
    for each in descriptions:
        chain = each.statement.attribution.chain
        before = next((one for one, link in pairwise(chain[1:]) if link == each.link), None)
        if before is None or not before.named or not each.words & listed("staff"):
            continue
        if _OWN_PEOPLE.match(each.link.name) and before.source_id != each.link.source_id:
            span = (
                (Evidence(each.statement.report_id, each.link.start, each.link.end, each.link.name),)
                if (each.link.start is not None and each.link.end is not None)
                else ()
            )
            why = Reason("description", f"{each.link.name}: they are {before.name}'s", span)
            yield Edge(each.id, before.source_id, "alias_of", 0.8, "description", (why,), RULE)


# --- in a story ------------------------------------------------------------------------------


def in_story(
    descriptions: Iterable[Described],
    cast: Sequence[Known],
    body: Mapping[str, str],
    text_of: Mapping[str, str],
    here: Sequence[str] = (),
) -> Iterator[Edge]:
    """Descriptions that the words of exactly one source of the story bear out; ``here`` are the story's texts."""
    called = _Called(cast)
    beside: dict[str, Known | None] = {}
    by_name = {
        name: k for k in cast if k.source.kind != "person" for name in (k.source.name, *k.source.aliases)
    }
    owned: dict[str, tuple[str, ...]] = {}
    for each in descriptions:
        content = each.words - listed("empty")
        if SIDE.fullmatch(each.link.name):
            continue  # who of that land is meant, the claim tells
        if each.link.source_id.startswith("state:"):
            behind = owned.setdefault(each.link.name, owned_by(each.link.name, text_of))
            bodies = [k for k in cast if of_state(each, k, behind)]
            if len(bodies) == 1:
                yield edge(each, bodies[0], "is the only body of that country in the story", text_of)
            continue
        if whose := _WHOSE.match(each.link.name):
            behind = owned.setdefault(whose[1], owned_by(whose[1], text_of))
            kin = {
                body.get(k.source.source_id, k.source.source_id): k for k in cast if _of_kind(each, k, behind)
            }
            if len(kin) == 1:
                (meant,) = kin.values()
                yield edge(
                    each, meant, f"is the only body of that kind that is written as {whose[1]}'s", text_of
                )
                continue
        if each.link.name not in beside:
            beside[each.link.name] = _apposed(each, by_name, here)
        if (named := beside[each.link.name]) is not None and named.source.source_id != each.link.source_id:
            yield edge(each, named, "is who is written beside these words", text_of)
            continue
        if len(content) < 2:
            continue
        found = {
            body.get(k.source.source_id, k.source.source_id): k
            for k in called.by(content)
            if k.source.source_id != each.link.source_id
        }
        if len(found) == 1:
            (meant,) = found.values()
            yield edge(each, meant, "is the only one in the story that is called so", text_of)


_NAME = r"(?P<name>[A-Z][\w&’'-]*(?: (?:[A-Z][\w&’'-]*|of|and|for))*(?<! of)(?<! and)(?<! for))"


def _apposed(each: Described, by_name: Mapping[str, Known], texts: Sequence[str]) -> Known | None:
    """ "The dam operator" of one report, where another writes "the dam operator, N," or "N, the dam operator,"."""
    phrase = re.sub(r"^(?:[Tt]he|[Ii]ts|[Tt]heir) ", "", each.link.name)
    if " " not in phrase or not re.match(r"[a-z]", phrase) or each.link.start is None:
        return None
    words = re.escape(phrase)
    written = re.compile(
        rf"\b[Tt]he {words}, {_NAME}(?=[,.])|\b{_NAME.replace('name', 'first')}, (?:the|its) {words}(?=[,.])"
    )
    found: dict[str, Known] = {}
    for text in texts:
        if phrase in text:
            for match in written.finditer(text):
                known = by_name.get(match["name"] or match["first"])
                if known is not None:
                    found[known.source.source_id] = known
    return next(iter(found.values())) if len(found) == 1 else None


_WHOSE = re.compile(r"(?:the )?([A-Z][\w-]+(?: [A-Z][\w-]+)?)['’]s (?=[a-z])")


def _of_kind(each: Described, other: Known, owned: Sequence[str]) -> bool:
    """True for "Torland's spy agency" and a body that is written "Torland's Foreign Intelligence Bureau"."""
    if other.source.source_id == each.link.source_id or other.source.kind == "person":
        return False
    names = [name for name in (other.source.name, *other.source.aliases) if len(name.split()) > 1]
    return of_class(each, other, owned) and any(behind.startswith(n) for behind in owned for n in names)


class _Called:
    """A story's sources by how the words of their names and roles begin: no description is held against them all."""

    def __init__(self, cast: Sequence[Known]) -> None:
        self._by_start: dict[str, dict[int, Known]] = {}
        for at, each in enumerate(cast):
            for word in each.names | each.role:
                self._by_start.setdefault(word[:4], {})[at] = each

    def by(self, content: frozenset[str]) -> Iterator[Known]:
        """Those whose words bear all of these out (see ``within``), in the order of the cast."""
        # A word is borne out by itself or, past three letters, by one that begins as it does or that it begins as.
        fewest = min((self._by_start.get(word[:4], {}) for word in content), key=len, default={})
        return (each for _, each in sorted(fewest.items()) if within(content, each.names | each.role))


def owned_by(land: str, text_of: Mapping[str, str]) -> tuple[str, ...]:
    """What stands behind "X's " in the texts."""
    mark = re.compile(rf"{re.escape(land)}['’]s ")
    return tuple(text[m.end() : m.end() + 200] for text in text_of.values() for m in mark.finditer(text))


# "Tarnish army", "defence ministry in Tarn": whose body it is stands beside what it is; "External Intelligence Office" is a name.
_LANDS_BODY = re.compile(
    r"^(?:[A-Z][\w-]+ ){1,2}[a-z][a-z -]+$|^[a-z][a-z -]+ (?:in|of) (?:[A-Z][\w-]+ ?){1,2}$"
)


def of_class(each: Described, other: Known, owned: Sequence[str]) -> bool:
    """True for a body of that kind; "the Foreign Ministry of Tarn" is no other land's minister, nor army."""
    post = whole(each.link.name)
    if post is not None and post.owner and other.source.kind == "person":
        return False
    lands = lands_in(each.link.name)
    theirs = lands_in(other.source.name) if _LANDS_BODY.match(other.source.name) else frozenset()
    elsewhere = bool(lands and theirs) and not lands_shared(lands, theirs)
    return not elsewhere and bool(each.classes & other.classes - {"press"})


def of_state(each: Described, other: Known, owned: Sequence[str]) -> bool:
    """A country that speaks is its body that does: known for it in the table, or written "X's Body" here."""
    if not each.link.source_id.startswith("state:") or "press" in other.classes:
        return False
    state = each.link.source_id.removeprefix("state:")
    if state_of(other.source.source_id) == state:
        return True
    names = (other.source.name, *other.source.aliases)
    return any(behind.startswith(name) for behind in owned for name in names)


def edge(each: Described, meant: Known, why: str, text_of: Mapping[str, str]) -> Edge:
    statement, link = each.statement, each.link
    spans: tuple[Evidence, ...] = ()
    if link.start is not None and link.end is not None:
        text = text_of.get(statement.report_id, "")[link.start : link.end]
        spans = (Evidence(statement.report_id, link.start, link.end, text),) if text else ()
    reason = Reason("description", f"{link.name}: {meant.source.name} {why}", spans)
    return Edge(each.id, meant.source.source_id, "alias_of", 0.8, "description", (reason,), RULE)
