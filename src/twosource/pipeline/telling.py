"""Stories told: every claim assessed, figures compared, conflicts and open questions found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ..model import Assessment, Edge, Source, Statement, Story, Told
from ..stages import judge, narrate
from ..text import until
from .decided import rated
from .linking import Linked


def judged(part: Linked, decided: Sequence[Edge] = ()) -> list[Told]:
    """The stories of a set, told: each claim assessed, figures compared, conflicts and open questions found."""
    grounds = grounded(part)
    assessments = {claim.id: rated(judge.assess(claim, grounds), decided) for claim in part.claims}
    near = _neighbours(part.stories)
    return [_tell(story, near[story.id], grounds, assessments) for story in part.stories]


def grounded(part: Linked) -> judge.Grounds:
    """What every assessment in a set stands on."""
    return judge.ground(part.taken, part.statements, part.claims, part.sources, part.edges, part.stories)


def size(told: Told) -> tuple[int, str, str]:
    """What a desk sees first: the story that most reports tell, then the latest told of equals."""
    story = told.story
    age = "".join(chr(0x10FFFF - ord(c)) for c in (story.last_at or ""))
    return -len(story.reports), age, story.id


def _neighbours(stories: Sequence[Story]) -> dict[str, tuple[Story, ...]]:
    """For each story those that it follows and those that follow it."""
    by_id = {story.id: story for story in stories}
    found: dict[str, list[Story]] = {story.id: [] for story in stories}
    for story in stories:
        for earlier in story.follows:
            if earlier in by_id:
                found[story.id].append(by_id[earlier])
                found[earlier].append(story)
    return {key: tuple(each) for key, each in found.items()}


def _tell(
    story: Story,
    linked: Sequence[Story],
    grounds: judge.Grounds,
    assessments: Mapping[str, Assessment],
) -> Told:
    inside = set(story.reports)
    claims = [assessments[claim.id] for claim in judge.of_story(grounds, story)]
    reports = sorted(
        (grounds.reports[key] for key in story.reports), key=lambda r: (until(r.published_at), r.id)
    )
    figures = judge.figures(story, grounds, linked)
    shown = {key: grounds.statements[key] for claim in claims for key in claim.claim.statements}
    own = {one.id: one for key in story.reports for one in grounds.said_in.get(key, ())}
    statements = [one for _, one in sorted({**shown, **own}.items())]
    copies = {edge: None for key in story.reports for edge in grounds.copies.get(key, ())}
    used = {link.source_id for s in statements for link in s.attribution.chain}
    return narrate.tell(
        story,
        reports,
        [edge for edge in copies if {edge.left, edge.right} <= inside],
        claims,
        figures,
        judge.conflicts(story, grounds, figures),
        judge.open_questions(story, grounds, claims),
        statements,
        [*(_called(key, grounds) for key in sorted(used)), *_here(statements, grounds)],
        grounds.dissections,
    )


def _here(statements: Iterable[Statement], grounds: judge.Grounds) -> Iterator[Source]:
    """The sources that stand for another in one report, each under its id there."""
    seen = {(link.source_id, one.report_id) for one in statements for link in one.attribution.chain}
    for source_id, report_id in sorted(seen):
        known = grounds.sources.get(there := grounds.who(source_id, report_id))
        if known is not None and there != grounds.who(source_id, ""):
            yield replace(known, source_id=f"{source_id}@{report_id}")


def _called(source_id: str, grounds: judge.Grounds) -> Source:
    known = grounds.sources.get(grounds.who(source_id, ""))
    return replace(known, source_id=source_id) if known else Source(source_id, grounds.name(source_id))
