"""The stages in order: reports in, told stories out. Nothing here touches the outside but through ports.

``parsed`` is the only dear step, so it is told apart: it parses what nobody has parsed yet, each passage
once. ``analyse`` is the rest, a pure function of reports and parses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace

from .model import Assessment, Claim, Dissection, Edge, Parse, Report, Source, Statement, Story, Told
from .ports import Language
from .stages import dedupe, dissect, extract, group, judge, narrate


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything derived from a set of reports."""

    reports: tuple[Report, ...]
    dissections: tuple[Dissection, ...]
    statements: tuple[Statement, ...]
    edges: tuple[Edge, ...]
    stories: tuple[Story, ...]
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    assessments: Mapping[str, Assessment]
    told: tuple[Told, ...]


def parsed(reports: Iterable[Report], language: Language, memo: MutableMapping[str, Parse]) -> None:
    """Parses into ``memo`` every passage of the reports that is not in it; each distinct passage once."""
    missing = list(dict.fromkeys(text for r in reports for text in dissect.texts(r) if text not in memo))
    for text, parse in zip(missing, language.parse(missing), strict=True):
        memo[text] = parse


def analyse(
    reports: Sequence[Report],
    parses: Mapping[str, Parse],
    decisions: Sequence[Edge] = (),
    as_of: str | None = None,
) -> Analysis:
    """The reports analysed. The same whatever their order."""
    reports = tuple(sorted(reports, key=lambda report: report.id))
    copies = dedupe.copies(reports)
    taken = tuple(dissect.dissect(report, parses) for report in reports)
    said = tuple(statement for each in taken for statement in extract.extract(each))
    stories = group.stories(reports, taken, copies)
    names, sources = group.sources(taken, said)
    ties = (*copies, *names, *decisions)
    same, claims = group.claims(said, taken, stories, ties, sources)
    edges = (*ties, *same)
    grounds = judge.ground(taken, said, claims, sources, edges)
    assessments = {claim.id: judge.assess(claim, grounds, as_of) for claim in claims}
    told = tuple(_tell(story, grounds, assessments, edges, as_of) for story in stories)
    return Analysis(reports, taken, said, edges, stories, claims, sources, assessments, told)


def _tell(
    story: Story,
    grounds: judge.Grounds,
    assessments: Mapping[str, Assessment],
    edges: Sequence[Edge],
    as_of: str | None,
) -> Told:
    inside = set(story.reports)
    claims = [assessments[claim.id] for claim in judge.of_story(grounds, story)]
    reports = sorted(
        (grounds.reports[key] for key in story.reports), key=lambda r: (r.published_at or "9999", r.id)
    )
    figures = judge.figures(story, grounds, as_of)
    shown = {key for claim in claims for key in claim.claim.statements}
    statements = [s for s in grounds.statements.values() if s.report_id in inside or s.id in shown]
    used = {link.source_id for s in statements for link in s.attribution.chain}
    return narrate.tell(
        story,
        reports,
        [edge for edge in edges if edge.relation == "copy_of" and {edge.left, edge.right} <= inside],
        claims,
        figures,
        judge.conflicts(story, grounds, figures),
        judge.open_questions(story, grounds, claims),
        statements,
        [_called(key, grounds) for key in sorted(used)],
    )


def _called(source_id: str, grounds: judge.Grounds) -> Source:
    known = grounds.sources.get(grounds.who(source_id, ""))
    return replace(known, source_id=source_id) if known else Source(source_id, source_id)
