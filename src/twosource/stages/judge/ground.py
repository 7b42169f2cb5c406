"""What every assessment stands on, indexed once: statements, reports, sources, and the edges between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from ...model import Claim, Dissection, Edge, Evidence, Proposition, Report, Source, Statement, Story
from ...text import called, phrase, until
from .rivals import rivals

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Grounds:
    """Statements and reports by id; who is whom; copies by report; relations by proposition."""

    statements: Mapping[str, Statement]
    reports: Mapping[str, Report]
    dissections: Mapping[str, Dissection]
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    said_in: Mapping[str, tuple[Statement, ...]]  # report_id -> its statements
    claimed_in: Mapping[str, tuple[str, ...]]  # report_id -> claim_ids
    canonical: Mapping[str, str]  # source_id (or source_id@report_id) -> source_id
    speaks_for: Mapping[str, str]  # person -> body
    ties: Mapping[str, tuple[Edge, ...]]  # source_id -> edges that join it to another (owner, basis, work)
    copies: Mapping[str, tuple[Edge, ...]]  # report_id -> copy_of edges that touch it
    relations: Mapping[str, tuple[Edge, ...]]  # proposition_id -> contradicts, updates, retracts ... edges
    claim_of: Mapping[str, str]  # proposition_id -> claim_id
    rivals: Mapping[str, tuple[str, ...]]  # claim_id -> claims with another exact number of the same thing
    stories: Mapping[str, frozenset[str]]  # report_id -> the stories that it speaks of
    began: Mapping[str, str]  # story_id -> the day of the first report that speaks of it
    decisions: Mapping[
        str, tuple[Edge, ...]
    ]  # what people decided, by either id, a proposition's by its statement
    independent: frozenset[frozenset[str]] = frozenset()  # pairs of sources that people say are independent
    # How a claim was traced at a moment: each opponent of it asks again.
    traced: dict[tuple[Claim, str | None], Any] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def who(self, source_id: str, report_id: str) -> str:
        """The source behind an id as it is used in one report: its canonical id, a person's body not yet."""
        here = self.canonical.get(f"{source_id}@{report_id}", source_id)
        return self.canonical.get(here, here)

    def body(self, source_id: str) -> str:
        """The body a source speaks for, or itself."""
        return _body(source_id, self.speaks_for, self.canonical)

    def decided(self, proposition: Proposition) -> tuple[Edge, ...]:
        """What people decided of a proposition, or of its statement as a whole."""
        found = self.decisions.get(proposition.statement_id, ())
        own = (proposition.id, proposition.statement_id)
        return tuple(e for e in found if e.left in own or e.left not in self.claim_of)

    def name(self, source_id: str) -> str:
        """What a source is called; an outlet that no page names is called by its report."""
        bare = source_id.split("@")[0]
        known = self.sources.get(source_id) or self.sources.get(bare)
        report = self.reports.get(bare.removeprefix("publisher-"))
        if report is not None:
            return f"the outlet of {called(None, report.title, report.path)}"
        if known is not None:
            return phrase(known.name) if bare.startswith("unnamed") else known.name
        if bare.startswith("unnamed"):
            return bare.split(":")[1].replace("-", " ") if ":" in bare else "an unnamed source"
        return bare.replace("-", " ")

    def evidence(self, statement_id: str, start: int | None = None, end: int | None = None) -> Evidence:
        """The span of a statement (or a part of its report), quoted."""
        statement = self.statements[statement_id]
        first = statement.start if start is None else start
        last = statement.end if end is None else end
        return quoted(self.reports[statement.report_id], first, last)


def quoted(report: Report, start: int, end: int) -> Evidence:
    """A span of a report with its exact text."""
    return Evidence(report.id, start, end, report.text[start:end])


def ground(
    dissections: Iterable[Dissection],
    statements: Iterable[Statement],
    claims: Iterable[Claim],
    sources: Iterable[Source] = (),
    edges: Iterable[Edge] = (),
    stories: Iterable[Story] = (),
) -> Grounds:
    """The index that ``assess`` and its kin read. ``edges`` are all there are: of copies, claims, sources, people.

    Retracted edges are left out. Time is linear in what is handed in.
    """
    taken = {d.report.id: d for d in dissections}
    said = tuple(statements)
    grouped = tuple(claims)
    live = [edge for edge in edges if edge.retracted_at is None]
    decided = [edge for edge in live if edge.made_by != "rule" and not edge.made_by.startswith("rule")]
    aliases = [e for e in live if e.relation == "alias_of" and e.kind != "speaks_for"]
    canonical = _roots(aliases)
    behind = {e.left: e.right for e in live if e.relation == "alias_of" and e.kind == "speaks_for"}
    return Grounds(
        statements={s.id: s for s in said},
        reports={key: d.report for key, d in taken.items()},
        dissections=taken,
        sources={s.source_id: s for s in sources},
        claims={c.id: c for c in grouped},
        said_in=_under((s.report_id, s) for s in said),
        claimed_in=_under((report_id, c.id) for c in grouped for report_id in c.reports),
        canonical=canonical,
        speaks_for=behind,
        ties=_by_either(
            tie
            for e in live
            if e.relation == "based_on" and (tie := _between_bodies(e, canonical, behind)).left != tie.right
        ),
        copies=_by_either(e for e in live if e.relation == "copy_of"),
        relations=_by_either(e for e in live if e.relation in _BETWEEN_CLAIMS),
        claim_of={p.id: c.id for c in grouped for p in c.propositions},
        rivals=rivals(grouped, {s.id: s for s in said}),
        stories=_stories(grouped),
        began=_began(grouped, taken, stories),
        decisions=_by_subject(decided),
        independent=frozenset(frozenset((e.left, e.right)) for e in live if e.relation == "independent_of"),
    )


def _stories(claims: Iterable[Claim]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for claim in claims:
        for p in claim.propositions:
            found.setdefault(p.report_id, set()).add(p.story_id or "")
    return {key: frozenset(each) for key, each in found.items()}


def _began(
    claims: Iterable[Claim], taken: Mapping[str, Dissection], stories: Iterable[Story]
) -> dict[str, str]:
    """The first day of each story; where the stories are not at hand, of the reports that speak of it."""
    found: dict[str, str] = {}
    for claim in claims:
        for p in claim.propositions:
            day = (taken[p.report_id].report.published_at or "")[:10] if p.report_id in taken else ""
            if day and p.story_id:
                found[p.story_id] = min(found.get(p.story_id, day), day)
    return found | {story.id: story.first_at[:10] for story in stories if story.first_at}


_BETWEEN_CLAIMS = ("contradicts", "updates", "retracts", "refines")


def _roots(edges: Iterable[Edge]) -> dict[str, str]:
    to = {edge.left: edge.right for edge in edges}
    roots: dict[str, str] = {}
    for key in to:
        at, seen = key, {key}
        while at in to and to[at] not in seen:
            at = to[at]
            seen.add(at)
        roots[key] = at
    return roots


def _body(source_id: str, speaks_for: Mapping[str, str], canonical: Mapping[str, str]) -> str:
    seen = {source_id}
    while (above := speaks_for.get(source_id)) and above not in seen:
        source_id = canonical.get(above, above)
        seen.add(above)
    return source_id


def _between_bodies(edge: Edge, canonical: Mapping[str, str], speaks_for: Mapping[str, str]) -> Edge:
    """The edge between the canonical ids of its ends, as its report uses them: what a minister has, her ministry has."""
    reports = [span.report_id for reason in edge.reasons for span in reason.spans][:1] or [""]
    left, right = (
        _body(canonical.get(f"{end}@{reports[0]}") or canonical.get(end, end), speaks_for, canonical)
        for end in (edge.left, edge.right)
    )
    return replace(edge, left=left, right=right)


def _under(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(each) for key, each in found.items()}


def _by_either(edges: Iterable[Edge]) -> dict[str, tuple[Edge, ...]]:
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        found.setdefault(edge.left, []).append(edge)
        if edge.right != edge.left:
            found.setdefault(edge.right, []).append(edge)
    return {key: tuple(sorted(each, key=_order)) for key, each in found.items()}


def _by_subject(edges: Iterable[Edge]) -> dict[str, tuple[Edge, ...]]:
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        for end in dict.fromkeys((edge.left.split("/")[0], edge.right.split("/")[0])):
            found.setdefault(end, []).append(edge)
    return {
        key: tuple(sorted(each, key=lambda e: (e.made_at or "", *_order(e)))) for key, each in found.items()
    }


def _order(edge: Edge) -> tuple[str, str, str, str]:
    return edge.relation, edge.left, edge.right, edge.kind


def of_story(grounds: Grounds, story: Story) -> tuple[Claim, ...]:
    """The claims that stand under a story, in order of id."""
    found = {key for report_id in story.reports for key in grounds.claimed_in.get(report_id, ())}
    return tuple(grounds.claims[key] for key in sorted(found))


def moment(report: Report) -> str:
    """By when a report was surely out, as a string that sorts; "" where nobody knows."""
    return until(report.published_at) if report.published_at else ""
