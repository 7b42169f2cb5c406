"""Statements by hand: a small world of reports, each saying things by somebody, for tests of group and judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from twosource.data import outlet
from twosource.model import (
    Assessment,
    Attribution,
    Claim,
    Dissection,
    Edge,
    Figure,
    Link,
    Report,
    Source,
    SourceKind,
    Statement,
    Story,
)
from twosource.stages import group, judge
from twosource.text import fold, slug


def named(name: str, role: str = "origin") -> Link:
    """A link to a named source."""
    return Link(role, name, slug(fold(name)))  # type: ignore[arg-type]


def unnamed(words: str, report: str, role: str = "origin") -> Link:
    """A link to somebody left unnamed, as a report calls them."""
    return Link(role, words, f"unnamed:{slug(words)}:{report}", 0, 1, named=False)  # type: ignore[arg-type]


def figure(value: float, measure: str = "killed", counts: str = "people", **more: object) -> Figure:
    """An exact figure, unless told otherwise."""
    plain = Figure(0, 1, f"{value:g}", value, value, "exact", value, counts, measure)
    return replace(plain, **more)  # type: ignore[arg-type]


@dataclass
class World:
    """Reports and what they say. ``say`` adds a statement; ``claims`` and ``assess`` run the real stages."""

    reports: dict[str, Report] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)

    def report(self, outlet: str, at: str | None = "2025-03-04T10:00", ident: str = "") -> str:
        """The id of a new report by an outlet."""
        ident = ident or f"r{len(self.reports) + 1}"
        self.reports[ident] = Report(ident, ident, "", "", publisher=outlet, published_at=at, language="en",
                                     published_from="meta" if at else "none")  # fmt: skip
        return ident

    def source(self, name: str, kind: SourceKind = "body", **more: str) -> None:
        """A source that the report's own reading knows more of than its name."""
        ident = slug(fold(name))
        self.sources[ident] = Source(ident, name, kind, (name,), more.get("role"), more.get("speaks_for"))

    def say(self, report: str, text: str, *links: Link, **more: object) -> str:
        """Adds a sentence to a report, said by the links (none: its own voice); the statement's id."""
        old = self.reports[report]
        start = len(old.text) + (1 if old.text else 0)
        self.reports[report] = replace(old, text=f"{old.text} {text}".strip())
        page = outlet(old.publisher or report)
        publisher = Link("publisher", page.name if old.publisher else "", page.source_id)
        given: Sequence[Figure] = more.pop("figures", ())  # type: ignore[assignment]
        figures = tuple(replace(f, start=f.start + start, end=f.end + start) for f in given)
        ident = f"{report}-{start:04d}"
        verb = str(more.pop("verb", "said"))
        made = Statement(ident, report, start, start + len(text), text, Attribution((publisher, *links), verb=verb),
                         figures=figures)  # fmt: skip
        self.statements.append(replace(made, **more))  # type: ignore[arg-type]
        return ident

    def add(self, report: str, text: str) -> None:
        """Adds a sentence to a report that is nobody's statement."""
        old = self.reports[report]
        self.reports[report] = replace(old, text=f"{old.text} {text}".strip())

    def place(self, statement: str, link: int, start: int, end: int) -> None:
        """Says where a statement's link stands in its report."""
        at = next(n for n, s in enumerate(self.statements) if s.id == statement)
        old = self.statements[at].attribution
        chain = list(old.chain)
        chain[link] = replace(chain[link], start=start, end=end)
        self.statements[at] = replace(self.statements[at], attribution=replace(old, chain=tuple(chain)))

    def copy(self, report: str, of: str, kind: str = "near copy") -> None:
        """One report copies another."""
        self.edges.append(Edge(report, of, "copy_of", 1.0, kind))

    @property
    def dissections(self) -> list[Dissection]:
        """The reports taken apart, with the sources that were told of."""
        return [
            Dissection(r, (), (), (), sources=tuple(self.sources.values())) for r in self.reports.values()
        ]

    def judged(
        self, stories: Sequence[Story] | None = None, as_of: str | None = None, more: Sequence[Edge] = ()
    ) -> tuple[dict[str, Assessment], judge.Grounds]:
        """Every claim assessed, by its id, and the grounds."""
        names, sources = group.sources(self.dissections, self.statements)
        ties = (*self.edges, *names, *more)
        told = stories if stories is not None else [Story("s", tuple(sorted(self.reports)))]
        same, claims = group.claims(self.statements, self.dissections, told, ties, sources)
        grounds = judge.ground(self.dissections, self.statements, claims, sources, (*ties, *same))
        return {c.id: judge.assess(c, grounds, as_of) for c in claims}, grounds

    def of(self, statement: str, **options: object) -> Assessment:
        """The assessment of the claim that a statement stands in."""
        assessed, _ = self.judged(**options)  # type: ignore[arg-type]
        return next(a for a in assessed.values() if statement in a.claim.statements)

    def claims(self) -> list[Claim]:
        """The claims alone."""
        return [a.claim for a in self.judged()[0].values()]
