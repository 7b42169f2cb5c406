"""Who is whom in each story: sources by report, descriptions resolved, bodies behind persons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ...data import outlet
from ...model import Dissection, Edge, Proposition, Reason, Source, Statement
from ...text import SMALL_IN_NAMES
from .bodies.carriers import of_one_claim
from .bodies.cast import Known, described, house, known
from .bodies.claim_descriptions import authorities, in_claim
from .bodies.classes import is_description, named_as_body
from .bodies.descriptions import in_report, in_story, own_people, staffs
from .bodies.holders import holders
from .bodies.kin import kin
from .bodies.members import of_the_house, of_the_trade, officials
from .bodies.nationals import nationals
from .bodies.offices import offices
from .bodies.persons import surnames
from .bodies.principals import principals
from .bodies.releases import letterheads, officers, our_officers, speaks_for_itself
from .bodies.reporters import reporters
from .bodies.shortened import acronyms, shortened, shorter, spelled
from .decided import denied, parted
from .slots import Slots, Who
from .ties import ties

RULE = "rule:scene/1"

PRESS = (
    "outlet",
    "agency",
    "channel",
    "unknown",
    "unnamed",
)  # what a publisher is, unless its name says a body


class Scene:
    """The sources of every story. ``edges`` are the joins found here beyond those handed in."""

    def __init__(
        self,
        said: Mapping[str, Statement],
        taken: Mapping[str, Dissection],
        about: Mapping[str, str],
        sources: Iterable[Source],
        edges: Iterable[Edge],
    ) -> None:
        self.said = said
        self.texts = {key: d.report.text for key, d in taken.items()}
        self.reports = {key: d.report for key, d in taken.items()}
        self.sources = {s.source_id: s for s in sources}
        self.known = {key: known(s) for key, s in self.sources.items()}
        self.edges: tuple[Edge, ...] = ()
        edges = tuple(edges)
        self.parted = parted(edges)
        self.aliases = {e.left: e.right for e in edges if e.relation == "alias_of" and e.kind != "speaks_for"}
        self.bodies = {e.left: e.right for e in edges if e.relation == "alias_of" and e.kind == "speaks_for"}
        self._described = {key: tuple(described(said[key])) for key in sorted(said)}
        self._add(
            Edge(
                ident,
                publisher,
                "alias_of",
                1.0,
                "house",
                (Reason("house", f"{phrase} is the publisher"),),
                RULE,
            )
            for key in self._described
            for ident, publisher, phrase in house(said[key])
        )
        by_story: dict[str, list[str]] = {}
        for key in self._described:
            by_story.setdefault(about.get(key, ""), []).append(key)
        for _, statements in sorted(by_story.items()):
            self._stage(statements, taken)

    def _stage(self, statements: Sequence[str], taken: Mapping[str, Dissection]) -> None:
        """Joins by the words and roles of the cast of what is said about one story."""
        inside = {self.said[key].report_id for key in statements}
        cast = self._cast(inside, statements, taken)
        waiting = [each for key in statements for each in self._described[key] if each.id not in self.aliases]
        speakers = frozenset(
            self.alias(link.source_id, self.said[key].report_id)
            for key in statements
            for link in self.said[key].attribution.chain[1:]
        )
        self._add(holders(cast, waiting, [taken[key] for key in sorted(inside & taken.keys())], speakers))
        self._add(shorter(cast))
        self._add(acronyms(cast))
        self._add(spelled(cast, self.aliases))
        self._add(shortened(cast, self.alias))
        self._add(letterheads([taken[key].report for key in sorted(inside & taken.keys())], cast))
        self._add(nationals(cast, [taken[key] for key in sorted(inside & taken.keys())]))
        self._add(surnames(cast))
        waiting = [each for key in statements for each in self._described[key] if each.id not in self.aliases]
        self._add(own_people(waiting, self.texts))
        self._add(staffs(waiting, cast, self.texts))
        self._add(of_the_house([self.said[key] for key in statements], cast))
        self._add(officials([self.said[key] for key in statements], cast))
        aliased = {each.link.source_id for each in waiting if each.id in self.aliases} | self.aliases.keys()
        cast = self._folded(cast, aliased)
        spoken = [self.said[key] for key in statements]
        heard = [taken[key] for key in sorted(inside & taken.keys())]
        self._add(officers(spoken, heard, cast, self.alias))
        self._add(reporters(heard, cast, self.alias))
        self._add(kin(spoken, heard, cast, self.alias))
        self._add(principals(cast, heard))
        prints = frozenset(
            outlet(d.report.publisher).source_id
            for d in heard
            if d.report.publisher
            and not speaks_for_itself(d.report)
            and not named_as_body(d.report.publisher)
        )
        self._add(offices(cast, heard, self.bodies, prints))
        waiting = [each for each in waiting if each.id not in self.aliases]
        self._add(in_report(waiting, cast, self.texts))
        waiting = [each for each in waiting if each.id not in self.aliases]
        here = [self.texts[key] for key in sorted(inside & self.texts.keys())]
        self._add(in_story(waiting, cast, self.bodies, self.texts, here))
        self._tie(cast, [taken[key] for key in sorted(inside & taken.keys())])

    def _tie(self, cast: Sequence[Known], taken: Sequence[Dissection]) -> None:
        """Joint work that the reports tell of."""
        called = {s.source_id: self.alias(s.source_id, d.report.id) for d in taken for s in d.sources}
        known = {k.source.source_id: k for k in cast}
        found = {(e.left, e.right): e for e in ties(known, called, taken, self.bodies)}
        self.edges = (*self.edges, *(found[key] for key in sorted(found)))

    def _folded(self, cast: Sequence[Known], aliased: set[str]) -> list[Known]:
        """The cast without those that are somebody else; who they are bears their names too."""
        names: dict[str, list[str]] = {}
        for each in cast:
            top = self.alias(each.source.source_id, "")
            misread = (
                top in self.sources and self.sources[top].kind == "body"
            )  # "Aldor's lawyer": the Aldor Works
            if each.source.kind != "person" or misread:
                names.setdefault(top, []).extend((each.source.name, *each.source.aliases))
        folded = []
        for each in cast:
            if each.source.source_id not in aliased:
                own = (*each.source.aliases, *names.get(each.source.source_id, ()))
                folded.append(known(replace(each.source, aliases=tuple(dict.fromkeys(own)))))
        return folded

    def _cast(
        self, inside: set[str], statements: Sequence[str], taken: Mapping[str, Dissection]
    ) -> list[Known]:
        ids = {
            self.alias(s.source_id, report)
            for report in inside
            if report in taken
            for s in taken[report].sources
        }
        ids |= {
            self.alias(link.source_id, self.said[key].report_id)
            for key in statements
            for link in self.said[key].attribution.chain
        }
        return [self.known[key] for key in sorted(ids) if self._nameable(key)]

    def _nameable(self, ident: str) -> bool:
        source = self.sources.get(ident)
        return (
            source is not None
            and source.named
            and not all(is_description(n) for n in (source.name, *source.aliases))
        )

    def _meant(self, ident: str) -> Sequence[str]:
        """A source and the body that it speaks for."""
        body = self.bodies.get(ident)
        return (ident,) if body is None else (ident, self.alias(body, ""))

    def _bearing(self, ident: str) -> Known | None:
        """A source by name; a body that is only known by its post is called by that ("armed forces of Torland")."""
        if self._nameable(ident):
            return self.known[ident]
        if ident in self.sources or ident not in {*self.aliases.values(), *self.bodies.values()}:
            return None
        words = [word if word in SMALL_IN_NAMES else word.capitalize() for word in ident.split("-")]
        return known(Source(ident, " ".join(words), "body"))

    def meet(self, claims: Sequence[Sequence[Proposition]]) -> None:
        """Joins by who carries the same claim."""
        found: list[Edge] = []
        for members in claims:
            statements = list(dict.fromkeys(p.statement_id for p in members))
            waiting = [e for key in statements for e in self._described[key] if e.id not in self.aliases]
            heard = {
                (key, link.role == "publisher")
                for statement in statements
                for link in self.said[statement].attribution.chain
                if (key := self.alias(link.source_id, self.said[statement].report_id))
            }
            spoken = sorted({key for key, prints in heard if not prints or not self._press(key)})
            carriers = [self.known[key] for key in spoken if self._nameable(key)]
            behind = sorted({who for key in spoken for who in self._meant(key)})
            bodies = [body for who in behind if (body := self._bearing(who)) is not None]
            found += in_claim(waiting, carriers, bodies, self.texts)
            found += our_officers(
                [self.said[key] for key in statements],
                [each for each in carriers if each.source.source_id not in self.bodies],
                self.reports,
                self.alias,
            )
            kinds = [self.known[key] for key in spoken if key in self.known and not self._nameable(key)]
            found += authorities(waiting, kinds, self.texts)
            meant = {k.source.source_id: k for k in (*carriers, *bodies)}
            found += of_the_trade([self.said[key] for key in statements], tuple(meant.values()))
            texts = [self.texts[key] for key in sorted({p.report_id for p in members} & self.texts.keys())]
            found += of_one_claim(carriers, texts)
        self._add(found)

    def _add(self, edges: Iterable[Edge]) -> None:
        for edge in edges:
            into = self.bodies if edge.kind == "speaks_for" else self.aliases
            apart = into is self.aliases and denied(
                edge.left, edge.right, self.parted, lambda each: self.alias(each, "")
            )
            circular = into is self.aliases and self.alias(edge.right, "") == edge.left  # two rules, one pair
            if edge.left not in into and not apart and not circular:
                into[edge.left] = edge.right
                self.edges = (*self.edges, edge)

    # --- answers -----------------------------------------------------------------------------

    def alias(self, source_id: str, report_id: str) -> str:
        """The canonical id of a source as a report uses it."""
        at, seen = self.aliases.get(f"{source_id}@{report_id}", source_id), {source_id}
        while (after := self.aliases.get(at)) and after not in seen:
            seen.add(at)
            at = after
        return at

    def called(self) -> Mapping[str, tuple[str, ...]]:
        """The names of every source by its canonical id."""
        return {key: (each.source.name, *each.source.aliases) for key, each in self.known.items()}

    def origin(self, statement: Statement) -> Who:
        """Whom a statement is to be counted as coming from, whether named, and whether it is an outlet's own voice."""
        chain = statement.attribution.chain
        last = next((link for link in reversed(chain) if link.role != "basis"), None)
        if last is None:
            return Who("", named=False, own=True)
        ident = self.alias(last.source_id, statement.report_id)
        source = self.sources.get(ident)
        named = last.named or (ident != last.source_id and source is not None and source.named)
        own = last.role == "publisher" and self._press(ident)
        page = self.alias(chain[0].source_id, statement.report_id)
        others = frozenset(
            self._body(link.source_id, statement)
            for link in chain
            if link.role == "origin" and link is not last
        )
        return Who(self._body(ident, statement), named, own, page, others)

    def _body(self, source_id: str, statement: Statement) -> str:
        """A source of a statement by what it is called everywhere, with the body that it speaks for."""
        ident = self.alias(source_id, statement.report_id)
        return self.alias(self.bodies.get(ident, ident), statement.report_id)

    def _press(self, ident: str) -> bool:
        source = self.sources.get(ident)
        return source is None or source.kind in PRESS

    def placed(self, node: Slots, statement: Statement) -> Slots:
        """The slots with the origin as it is known now."""
        who = self.origin(statement)
        if (node.origin, node.named, node.own, node.others) == (who.origin, who.named, who.own, who.others):
            return node
        return replace(node, origin=who.origin, named=who.named, own=who.own, others=who.others)
