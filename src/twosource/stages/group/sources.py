"""One Source across reports: alias_of edges with their evidence, bodies behind persons, owners behind outlets.

Names are joined by evidence that a reader could point to: the same known body, the same name in another
spelling, an acronym that its own report explains, a surname with the same role. Every join is an edge that
can be retracted. Candidates come from keys (folded names, skeletons, acronyms), never from all pairs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...data import KnownSource, by_tables, known_sources, outlet
from ...model import Dissection, Edge, Link, Reason, Source, SourceKind, Statement
from ...text import SMALL_IN_NAMES, fold
from .bodies.classes import classes_of, is_description, listed, named_as_body, said_of_a_body, words_of
from .bodies.legal import account_holder, bare_name
from .bodies.persons import kindred
from .bodies.persons import named as parts
from .bodies.releases import speaks_for_itself, spelled_out
from .decided import Pairs, aliased, denied, parted
from .owners import owners
from .wording.sounds import skeleton

RULE = "rule:sources/1"


@dataclass(frozen=True, slots=True)
class Seen:
    """A source as reports use it: what it is called there, and where it was met first."""

    source: Source
    names: frozenset[str]
    reports: frozenset[str]
    kinds: frozenset[str]
    publishes: bool = False  # statements of its own: a press release, a briefing
    wires: bool = (
        False  # reports with a place and an agency at their head, or signed by reporters at their foot
    )


def sources(
    dissections: Iterable[Dissection], statements: Iterable[Statement] = (), decided: Sequence[Edge] = ()
) -> tuple[tuple[Edge, ...], tuple[Source, ...]]:
    """The edges that join names (alias_of, speaks_for, owner) and every source once, under its canonical id.

    ``decided`` are people's edges: alias_of joins two sources before any rule, not_alias_of keeps them apart.
    """
    taken = tuple(dissections)
    seen = _seen(taken, statements)
    joins = _Joins(seen, parted(decided))
    for edge in aliased(decided):
        why = next(iter(edge.reasons), Reason("decided", f"{edge.made_by} says so"))
        joins.add(edge.left, edge.right, why, edge.made_by)
    for left, right, why in _pairs(seen):
        joins.add(left, right, why)
    edges = list(joins.edges())
    root = joins.root
    merged = _merged(seen, root)
    edges += _behind(merged, root)
    called = {fold(name): root(ident) for ident, one in seen.items() for name in one.names}
    edges += owners(taken, called, {ident: source.name for ident, source in merged.items()})
    return tuple(sorted(edges, key=_order)), tuple(merged[key] for key in sorted(merged))


def _order(edge: Edge) -> tuple[str, str, str, str]:
    return edge.relation, edge.kind, edge.left, edge.right


def _seen(dissections: Sequence[Dissection], statements: Iterable[Statement]) -> dict[str, Seen]:
    """Every source that a report knows or a chain names, by id."""
    found: dict[str, Seen] = {}

    def note(source: Source, report_id: str) -> None:
        old = found.get(source.source_id)
        names = frozenset(n for n in (source.name, *source.aliases) if n)
        if old is None:
            found[source.source_id] = Seen(source, names, frozenset((report_id,)), frozenset((source.kind,)))
            return
        best = old.source if _weight(old.source) >= _weight(source) else source
        best = replace(best, role=_fullest(old.source.role, source.role),
                       speaks_for=_least(old.source.speaks_for, source.speaks_for),
                       named=old.source.named or source.named)  # fmt: skip
        found[source.source_id] = Seen(
            best,
            old.names | names,
            old.reports | {report_id},
            old.kinds | {source.kind},
            old.publishes,
            old.wires,
        )

    for each in dissections:
        for source in each.sources:
            note(source, each.report.id)
        if each.report.publisher and speaks_for_itself(each.report):
            own = outlet(each.report.publisher)
            if full := spelled_out(each.report):
                own = replace(own, aliases=(*own.aliases, full))
            note(replace(own, kind="body" if own.kind == "outlet" else own.kind), each.report.id)
            found[own.source_id] = replace(found[own.source_id], publishes=True)
        elif each.report.publisher and any(credit.kind == "agency" for credit in each.report.credits):
            paper = outlet(each.report.publisher)
            note(paper, each.report.id)
            found[paper.source_id] = replace(found[paper.source_id], wires=True)
    for statement in statements:
        for link in statement.attribution.chain:
            note(_of_link(link), statement.report_id)
    return {key: _one_kind(each) for key, each in found.items()}


def _one_kind(seen: Seen) -> Seen:
    """A body in one report is no person in another, where none gives it an office or a body of its own."""
    source = seen.source
    if source.kind == "person" and "body" in seen.kinds and not source.role and not source.speaks_for:
        return replace(seen, source=replace(source, kind="body"))
    return seen


def _weight(source: Source) -> tuple[bool, int, str]:
    return source.kind != "unknown", len(source.name), source.name


def _fullest(a: str | None, b: str | None) -> str | None:
    return max((x for x in (a, b) if x), key=lambda x: (len(x), x), default=None)


def _least(a: str | None, b: str | None) -> str | None:
    return min((x for x in (a, b) if x), default=None)


def _of_link(link: Link) -> Source:
    kind = "unnamed" if not link.named else "outlet" if link.role == "publisher" else "unknown"
    return Source(link.source_id, link.name, kind, (link.name,), named=link.named)  # type: ignore[arg-type]


# --- which names are one ---------------------------------------------------------------------


def _pairs(seen: dict[str, Seen]) -> Iterator[tuple[str, str, Reason]]:
    """Pairs of ids that are one source, each with its evidence."""
    named = {key: s for key, s in seen.items() if s.source.named and s.source.kind != "unnamed"}
    yield from _by_key(named, _folded, "name", "the same name")
    yield from _by_key(named, _skeletons, "spelling", "one name in two spellings")
    yield from _by_key(named, _acronyms, "acronym", "an acronym and what it stands for")
    yield from _by_key(named, _surname_and_role, "role", "the same surname and the same role")
    yield from _by_table(named)


def _by_key(
    seen: dict[str, Seen], keys: Callable[[Seen], Iterable[str]], code: str, words: str
) -> Iterator[tuple[str, str, Reason]]:
    first: dict[str, str] = {}
    for ident in sorted(seen):
        for key in sorted(set(keys(seen[ident]))):
            other = first.setdefault(key, ident)
            if other != ident:
                text = f"{seen[ident].source.name} / {seen[other].source.name}: {words}"
                yield ident, other, Reason(code, text)


def _folded(seen: Seen) -> Iterator[str]:
    for name in seen.names:
        yield fold(name)
        if (holder := account_holder(name)) != name:
            yield fold(holder)
            person, _, office = holder.partition(", ")
            if office and words_of(office) & listed("holds"):
                yield fold(person)  # "Runa Dahl, Governor of Selm (posts)"
        if seen.source.kind != "person" and (bare := bare_name(name)) != name:
            yield fold(bare)


def _skeletons(seen: Seen) -> Iterator[str]:
    """A full personal name without what transliterations differ in."""
    if seen.source.kind in ("person", "unknown"):
        for name in seen.names:
            words = fold(name).split()
            if 2 <= len(words) <= 4 and all(word.isalpha() for word in words):
                yield "skeleton:" + " ".join(map(skeleton, words))


def _acronyms(seen: Seen) -> Iterator[str]:
    """Its acronym, for a body whose name spells it, and for one that is called by it."""
    if seen.source.kind == "person":
        return
    for name in seen.names:
        bare = re.sub(r"^(?:the|a)\s+", "", name, flags=re.IGNORECASE)
        words = re.findall(r"[\w'’]+", re.sub(r"['’]s\b", "", bare))
        if len(words) == 1 and 3 <= len(words[0]) <= 6 and words[0].isupper():
            yield "acronym:" + words[0]
        elif len(words) >= 3:
            letters = "".join(
                word[0] for word in words if word.lower() not in SMALL_IN_NAMES and word[0].isupper()
            )
            if len(letters) >= 3 and any(_explains(other, letters) for other in seen.names):
                yield "acronym:" + letters


def _explains(name: str, letters: str) -> bool:
    return name.replace(".", "").replace("the ", "") == letters


def _surname_and_role(seen: Seen) -> Iterator[str]:
    """Surname with a role, for a person who is only called so somewhere ("Chief Oakes")."""
    if seen.source.kind != "person":
        return
    for name in seen.names:
        words = [w for w in fold(name).split() if w.isalpha()]
        if words and seen.source.speaks_for:
            yield f"surname:{skeleton(words[-1])}:{seen.source.speaks_for}"


def _by_table(seen: dict[str, Seen]) -> Iterator[tuple[str, str, Reason]]:
    """Names that the table of known sources gives to one of them."""
    known = _folded_table()
    first: dict[str, str] = {}
    for ident in sorted(seen):
        for name in sorted(seen[ident].names):
            row = known.get(fold(name))
            if row is not None and (len(fold(name)) > 3 or name == name.upper()):
                other = first.setdefault(row.source_id, ident)
                if other != ident:
                    yield ident, other, Reason("table", f"{name} is {row.name} in the table of sources")


@by_tables
def _folded_table() -> Mapping[str, KnownSource]:
    return {fold(name): row for name, row in known_sources().items()}


@by_tables
def _known_ids() -> frozenset[str]:
    return frozenset(row.source_id for row in known_sources().values())


# --- one id for each -------------------------------------------------------------------------


class _Joins:
    """Union of ids; the canonical one is a known body's, else the most named, the longest, the first."""

    def __init__(self, seen: dict[str, Seen], parted: Pairs = frozenset()) -> None:
        self.seen = seen
        self.parted = parted
        self.by: dict[tuple[str, str], str] = {}
        self.parent = {key: key for key in seen}
        self.why: dict[tuple[str, str], Reason] = {}

    def root(self, ident: str) -> str:
        if ident not in self.parent:
            return ident
        while self.parent[ident] != ident:
            self.parent[ident] = self.parent[self.parent[ident]]
            ident = self.parent[ident]
        return ident

    def add(self, left: str, right: str, why: Reason, by: str = RULE) -> None:
        a, b = self.root(left), self.root(right)
        if a == b or not {a, b} <= self.seen.keys() or denied(a, b, self.parted, self.root):
            return
        if why.code == "role" and self._two_persons(a, b):
            return
        top, low = (a, b) if self._rank(a) <= self._rank(b) else (b, a)
        self.parent[low] = top
        self.why[(low, top)] = why
        self.by[(low, top)] = by

    def _two_persons(self, a: str, b: str) -> bool:
        """True where a name in the one group and one in the other share a surname and no first name."""
        groups = [[self.seen[key] for key in sorted(self.seen) if self.root(key) == top] for top in (a, b)]
        mine, theirs = (
            [name for one in group for each in one.names if (name := parts(each)) is not None]
            for group in groups
        )
        return any(x.surname == y.surname and x.apart(y) for x in mine for y in theirs)

    def _rank(self, ident: str) -> tuple[bool, int, int, str]:
        source = self.seen[ident].source
        return source.source_id not in _known_ids(), -len(self.seen[ident].reports), -len(source.name), ident

    def edges(self) -> Iterator[Edge]:
        for (low, top), why in sorted(self.why.items()):
            yield Edge(low, top, "alias_of", 1.0, why.code, (why,), self.by[(low, top)])


def _merged(seen: dict[str, Seen], root: Callable[[str], str]) -> dict[str, Source]:
    groups: dict[str, list[Seen]] = {}
    for ident in sorted(seen):
        groups.setdefault(root(ident), []).append(seen[ident])
    merged = {}
    for ident, each in groups.items():
        top = seen[ident].source
        names = sorted({name for one in each for name in one.names}, key=lambda n: (-len(n), n))
        body = min((s.source.speaks_for for s in each if s.source.speaks_for), default=None)
        role = max((s.source.role for s in each if s.source.role), key=lambda r: (len(r), r), default=None)
        merged[ident] = replace(top, kind=_kind(seen[ident], each), aliases=tuple(names),
                                role=role, speaks_for=body, named=any(s.source.named for s in each))  # fmt: skip
    return merged


def _kind(top: Seen, each: Sequence[Seen]) -> SourceKind:
    """What a source is: a body by the class of its name even where it publishes, an outlet by that of the press."""
    kinds = [s.source.kind for s in (top, *each) if s.source.kind != "unknown"]
    own = any(s.publishes for s in each)
    if "person" in kinds and own:
        return "body"  # it publishes its own statements, whatever a name finder took it for
    if "person" in kinds and any(s.publishes or "outlet" in s.kinds for s in each):
        return "outlet"  # nobody publishes under the name that a name finder took for a person's
    if not kinds or "person" in kinds or top.source.source_id in _known_ids():
        return kinds[0] if kinds else "unknown"
    names = sorted({account_holder(name) for s in each for name in s.names})
    classes = classes_of(words_of(" ".join(names)))
    prints = "outlet" in top.kinds and not any(map(said_of_a_body, names))
    seen = {kind for s in each for kind in s.kinds}
    if own:
        return "body"  # it publishes its own statements
    if any(s.wires for s in each):
        return (
            "agency" if "agency" in kinds else "outlet"
        )  # the Water Agency with a dateline is no waterworks
    if any(named_as_body(name) for name in names):
        return "body" if kinds[0] == "outlet" else kinds[0]
    if "press" in classes:
        return "agency" if "agency" in kinds else "outlet"
    if "outlet" in seen and (not classes or prints):
        return "outlet"
    return "body" if classes and kinds[0] == "outlet" else kinds[0]


def _behind(merged: dict[str, Source], root: Callable[[str], str]) -> Iterator[Edge]:
    """Who speaks for whom: a person for their body."""
    for ident, source in sorted(merged.items()):
        if source.speaks_for and source.named and not kindred(source.role):
            body = root(source.speaks_for)
            vague = body in merged and is_description(
                merged[body].name
            )  # "the navy": which one, the story tells
            if body != ident and not vague:
                why = Reason("speaks_for", f"{source.name} ({source.role or 'role'}) speaks for {body}")
                yield Edge(ident, body, "alias_of", 1.0, "speaks_for", (why,), RULE)
