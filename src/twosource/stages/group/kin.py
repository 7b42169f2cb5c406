"""Descriptions in place of names: "the fire chief there", "the county council", "the spy agency", a country.

A description is taken for a source that its own story names and whose name, role or kind bears it out; where
several could be meant, what they said decides: two that carry the same claim. Every answer is an edge with
its reason, from the description as that report uses it ("id@report") to the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ...data import known_sources
from ...model import Edge, Evidence, Link, Reason, Report, Source, Statement
from ...text import fold
from .classes import classes_of, is_description, listed, named_as_body, words_of
from .persons import named as parts
from .posts import whole
from .sounds import skeleton

RULE = "rule:kin/1"


@cache
def _known() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    return {row.source_id: (row.state, row.descriptions) for row in known_sources().values()}


def is_known(source_id: str) -> bool:
    """True for a source of the table."""
    return source_id in _known()


def state_of(source_id: str) -> str:
    """The country of a source that the table knows, else ""."""
    return _known().get(source_id, ("", ()))[0]


@dataclass(frozen=True, slots=True)
class Known:
    """A named source as descriptions may mean it: the words of its names, its role, its classes."""

    source: Source
    names: frozenset[str]
    role: frozenset[str]
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Described:
    """A description as one report uses it."""

    link: Link
    statement: Statement
    words: frozenset[str]
    classes: frozenset[str]

    @property
    def id(self) -> str:
        """The description's id in its report."""
        return f"{self.link.source_id}@{self.statement.report_id}"


def known(source: Source) -> Known:
    """A source with the words that bear it out."""
    said = " ".join((source.name, *source.aliases, *_known().get(source.source_id, ("", ()))[1]))
    names, role = words_of(said), words_of(source.role or "")
    classes = classes_of(names | role)
    if "press" in classes and any(named_as_body(name) for name in (source.name, *source.aliases)):
        classes -= {"press"}  # "Joint Observer Mission"
    return Known(source, names, role, classes)


def described(statement: Statement) -> Iterator[Described]:
    """The links of a statement that may be descriptions: no proper name, or a country that speaks."""
    for link in statement.attribution.chain[1:]:
        if link.start is None and not link.source_id.startswith("state:"):
            continue
        words = words_of(link.name)
        post = not link.named and whole(link.name) is not None  # "firefighters in Cardin"
        if not link.named and not post and not words & (listed("speak") | listed("staff")):
            continue
        if link.source_id.startswith("state:") or (
            words and (post or is_description(link.name) or words & listed("staff"))
        ):
            yield Described(link, statement, words, classes_of(words))


_REPORTER = re.compile(
    r"(?:an?|the|one|two|our|this) (?P<whose>[\w’' -]+?)(?:['’]s)? (?:own )?(?:reporters?|correspondents?|journalists?|photographers?)$",
    re.IGNORECASE,
)


def house(statement: Statement) -> Iterator[tuple[str, str, str]]:
    """Links by which a report names its own publisher: "this office", "a Courier reporter"; (id, publisher, phrase)."""
    chain = statement.attribution.chain
    page = words_of(chain[0].name)
    for link in chain[1:]:
        reporter = _REPORTER.match(link.name)
        own = (
            reporter is not None and bool(words_of(reporter["whose"])) and words_of(reporter["whose"]) <= page
        )
        own = own or (link.start is not None and _itself(link.name, chain[0].name))
        if own or (re.match(r"(?:this|our) [a-z]+$", link.name, re.IGNORECASE) and link.start is not None):
            yield f"{link.source_id}@{statement.report_id}", chain[0].source_id, link.name


def _itself(name: str, publisher: str) -> bool:
    """ "The Ministry" in the communiqué of a ministry, "the Board" in a board's: the body calls itself by its kind."""
    bare = re.sub(r"^(?:[Tt]he|[Oo]ur) ", "", name)
    return named_as_body(bare) and " " not in bare and words_of(bare) <= words_of(publisher)


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
        near = [
            (at, k)
            for k in cast
            if k.source.kind != "person" and within(content, k.names)
            and k.source.source_id != each.link.source_id
            and (at := last_named(k, text, each.link.start)) >= 0
        ]  # fmt: skip
        if near:
            meant = max(near, key=lambda pair: (pair[0], pair[1].source.source_id))[1]
            yield _edge(each, meant, "is the one of that kind named before it", text_of)
            continue
        firms = _firms(each, cast, text) if content <= listed("firms") else []
        if len(firms) == 1:
            yield _edge(each, firms[0], "is the only company named before it", text_of)


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
    ]
    return list({k.source.source_id: k for k in found}.values())


def last_named(known: Known, text: str, before: int) -> int:
    """Where a source was last named before a place, or -1."""
    names = {n for n in (known.source.name, *known.source.aliases) if not is_description(n)}
    return max((text.rfind(name, 0, before) for name in names), default=-1)


def within(content: frozenset[str], words: frozenset[str]) -> bool:
    """True where each word is one of the others, or its adjective ("Maren", "Marenian")."""
    return all(
        word in words
        or (len(word) > 3 and any(len(w) > 3 and (w.startswith(word) or word.startswith(w)) for w in words))
        for word in content
    )


# --- in a story ------------------------------------------------------------------------------


def in_story(
    descriptions: Iterable[Described],
    cast: Sequence[Known],
    body: Mapping[str, str],
    text_of: Mapping[str, str],
) -> Iterator[Edge]:
    """Descriptions that the words of exactly one source of the story bear out."""
    called = _Called(cast)
    owned: dict[str, tuple[str, ...]] = {}
    for each in descriptions:
        content = each.words - listed("empty")
        if each.link.source_id.startswith("state:"):
            behind = owned.setdefault(each.link.name, _owned(each.link.name, text_of))
            bodies = [k for k in cast if _by_state(each, k, behind)]
            if len(bodies) == 1:
                yield _edge(each, bodies[0], "is the only body of that country in the story", text_of)
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
            yield _edge(each, meant, "is the only one in the story that is called so", text_of)


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


def _owned(land: str, text_of: Mapping[str, str]) -> tuple[str, ...]:
    """What stands behind "X's " in the texts."""
    mark = re.compile(rf"{re.escape(land)}['’]s ")
    return tuple(text[m.end() : m.end() + 200] for text in text_of.values() for m in mark.finditer(text))


# --- in a claim ------------------------------------------------------------------------------


def in_claim(
    descriptions: Sequence[Described], cast: Sequence[Known], text_of: Mapping[str, str]
) -> Iterator[Edge]:
    """Descriptions that one other carrier of the same claim bears out by its words or its kind."""
    for each in descriptions:
        others = [k for k in cast if k.source.source_id != each.link.source_id]
        owned = _owned(each.link.name, text_of) if each.link.source_id.startswith("state:") else ()
        for fits, why in (
            (_by_words, "carries the same claim and is called so"),
            (_by_state, "carries the same claim and is a body of that country"),
            (_by_class, "carries the same claim and is a body of that kind"),
        ):
            found = {k.source.source_id: k for k in others if fits(each, k, owned)}
            if len(found) == 1:
                (meant,) = found.values()
                yield _edge(each, meant, why, text_of)
                break


def _by_words(each: Described, other: Known, owned: Sequence[str]) -> bool:
    content = each.words - listed("empty")
    state = each.link.source_id.startswith("state:")
    return bool(content) and not state and within(content, other.names | other.role)


def _by_class(each: Described, other: Known, owned: Sequence[str]) -> bool:
    return bool(each.classes & other.classes - {"press"})


def _by_state(each: Described, other: Known, owned: Sequence[str]) -> bool:
    """A country that speaks is its body that does: known for it in the table, or written "X's Body" here."""
    if not each.link.source_id.startswith("state:") or "press" in other.classes:
        return False
    state = each.link.source_id.removeprefix("state:")
    if state_of(other.source.source_id) == state:
        return True
    names = (other.source.name, *other.source.aliases)
    return any(behind.startswith(name) for behind in owned for name in names)


def letterheads(reports: Iterable[Report], cast: Sequence[Known]) -> Iterator[Edge]:
    """A statement without a publisher whose title is a body's name in capitals: that body publishes it."""
    bodies = [k for k in cast if k.source.kind != "person" and k.classes and "press" not in k.classes]
    for report in reports:
        title = report.title or ""
        if report.publisher or not title.isupper() or len(title.split()) > 12:
            continue
        words = words_of(title)
        found = [k for k in bodies if within(words_of(k.source.name) - listed("small"), words)]
        if len(found) == 1:
            span = (Evidence(report.id, 0, len(title), title),) if report.text.startswith(title) else ()
            reason = Reason("letterhead", f"{title}: the letterhead of {found[0].source.name}", span)
            ends = (f"publisher-{report.id}", found[0].source.source_id)
            yield Edge(*ends, "alias_of", 0.8, "letterhead", (reason,), RULE)


# --- bodies by a shorter name ------------------------------------------------------------------


def shorter(cast: Sequence[Known]) -> Iterator[Edge]:
    """Bodies called by a part of their name ("Geophysical Institute"), where the story has one that it fits."""
    bodies = [
        k
        for k in cast
        if k.source.kind != "person"
        and "press" not in k.classes
        and not k.source.source_id.startswith("state:")
    ]
    full = {k.source.source_id: words_of(k.source.name) - listed("small") for k in bodies}
    by_word: dict[str, list[Known]] = {}
    for each in bodies:
        for word in full[each.source.source_id]:
            by_word.setdefault(word, []).append(each)
    for each in bodies:
        words = full[each.source.source_id]
        if len(words) < 2:
            continue
        pool = [k for word in sorted(words) for k in by_word[word]]
        longer = {
            k.source.source_id: k
            for k in pool
            if k is not each
            and within(words, full[k.source.source_id])
            and _outranks(k, each, full)
            and not (is_known(k.source.source_id) and is_known(each.source.source_id))
        }
        if len(longer) == 1:
            (meant,) = longer.values()
            reason = Reason(
                "shorter", f"{each.source.name} is the only part of a name in the story: {meant.source.name}"
            )
            yield Edge(
                each.source.source_id, meant.source.source_id, "alias_of", 0.8, "shorter", (reason,), RULE
            )


def _outranks(longer: Known, each: Known, full: Mapping[str, frozenset[str]]) -> bool:
    """True where the other name says more, or the same in another form, and is to be kept of the two."""
    mine, theirs = full[each.source.source_id], full[longer.source.source_id]
    if len(theirs) != len(mine):
        return len(theirs) > len(mine)
    return (len(longer.source.name), longer.source.source_id) > (len(each.source.name), each.source.source_id)


# --- persons ---------------------------------------------------------------------------------


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
    mine = parts(each.source.name) if re.search(r"\b[A-Z]\.|\b[A-Z]$", each.source.name) else None
    if mine is None or not mine.initials_only:
        return None
    found = [
        k
        for k in full.get(mine.surname, ())
        if (theirs := parts(k.source.name)) is not None
        and theirs.firsts
        and not theirs.initials_only
        and not mine.apart(theirs)
    ]
    return found[0] if len({k.source.source_id for k in found}) == 1 and found[0] is not each else None


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
                yield _edge(each, meant, "is whom they work for", text_of)


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


def _joined(low: Known, top: Known, kind: str, why: str, code: str) -> Edge:
    text = f"{low.source.name}: {top.source.name} is {why}"
    return Edge(
        low.source.source_id, top.source.source_id, "alias_of", 0.8, kind, (Reason(code, text),), RULE
    )


def _edge(each: Described, meant: Known, why: str, text_of: Mapping[str, str]) -> Edge:
    statement, link = each.statement, each.link
    spans: tuple[Evidence, ...] = ()
    if link.start is not None and link.end is not None:
        text = text_of.get(statement.report_id, "")[link.start : link.end]
        spans = (Evidence(statement.report_id, link.start, link.end, text),) if text else ()
    reason = Reason("description", f"{link.name}: {meant.source.name} {why}", spans)
    return Edge(each.id, meant.source.source_id, "alias_of", 0.8, "description", (reason,), RULE)
