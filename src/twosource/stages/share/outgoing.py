"""Told stories -> STIX 2.1: claims as notes with our extension, reports, sources, events, places, copies, answers.

Plain dictionaries. What STIX has no object for (figures by origin, where accounts differ, what is open) is told in a
note of each story, not dropped. Nothing here decides what may leave: it is handed what may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...model import Story, Told
from .answers import Said, answer_of
from .claims import claim_note
from .evidence import captured_page, copy_of, identity_of, located, may_name, report_of
from .sending import Sending, ours, stix
from .vocabulary import AUTHOR, DEFINITION, Object, extended, marking, stable

# The sections of a brief for which STIX has no object: told in one note a story.
UNMAPPED = {
    "figures": "Figures by origin", "differ": "Where accounts differ", "seem": "Where they only seem to differ",
    "open": "Not verified, not answered", "timeline": "What happened when", "sources": "The sources",
}  # fmt: skip


def identity(desk: str, name: str, at: str) -> Object:
    """The desk itself."""
    return stix("identity", desk, at, name=name, identity_class="organization")


def objects(stories: Sequence[Told], sending: Sending) -> list[Object]:
    """All that stands for these stories, each object once, in order of id; references lead nowhere else."""
    return _each_once((each for told in stories for each in _story(told, sending)), sending)


def answers(said: Iterable[Said], sending: Sending) -> list[Object]:
    """Answers to partners' claims, each object once, in order of id."""
    return _each_once((each for one in said for each in answer_of(one, sending)), sending)


def _each_once(told: Iterable[Object], sending: Sending) -> list[Object]:
    found = {each["id"]: each for each in _fixed(sending)}
    for each in told:
        found.setdefault(each["id"], each)
    return [found[key] for key in sorted(found)]


def bundle(found: Sequence[Object], sending: Sending) -> Object:
    """The objects as one bundle."""
    parts = [f"{each['id']}@{each.get('modified', '')}" for each in found]
    return {"type": "bundle", "id": stable("bundle", sending.desk, *parts), "objects": list(found)}


def _fixed(sending: Sending) -> Iterator[Object]:
    yield identity(sending.desk, sending.name, sending.at)
    yield AUTHOR
    yield DEFINITION
    yield marking(sending.level)
    for level in sorted({*sending.level_of.values()} - {sending.level}):
        yield marking(level)


def _story(told: Told, sending: Sending) -> Iterator[Object]:
    incident = sending.id("incident", told.story.id)
    reports = {report.id: report for report in told.reports}
    notes = [claim_note(claim, told, incident, sending) for claim in told.claims]
    yield stix(
        "incident", incident, sending.at, name=_title(told.story), **ours(sending),
        extensions=extended(kind="story", first_at=told.story.first_at, last_at=told.story.last_at,
                            follows=[sending.id("incident", each) for each in told.story.follows]),
    )  # fmt: skip
    yield from notes
    yield from _unmapped(told, incident, sending)
    for report in told.reports:
        yield report_of(
            report, [n["id"] for n in notes if sending.id("report", report.id) in n["object_refs"]], sending
        )
        yield from captured_page(report, sending)
    for source in told.sources:
        if may_name(source):
            yield identity_of(source, sending)
    yield from located(told, incident, sending)
    for edge in told.copies:
        if edge.left in reports and edge.right in reports and edge.kind != "echo":
            yield copy_of(edge, sending)


def _title(story: Story) -> str:
    return story.title or "A story without a title"


def _unmapped(told: Told, incident: str, sending: Sending) -> Iterator[Object]:
    """What STIX has no object for, in words."""
    parts = []
    for section, heading in UNMAPPED.items():
        lines = [line.text for line in told.lines if line.section == section]
        if lines:
            parts.append(f"{heading}\n" + "\n".join(f"- {line}" for line in lines))
    if sending.notice:
        parts.append(sending.notice)
    if parts:
        yield stix(
            "note", sending.id("note", "story", told.story.id), sending.at, **ours(sending),
            abstract="What STIX has no object for: " + ", ".join(UNMAPPED.values()).lower() + ".",
            content="\n\n".join(parts), object_refs=[incident], extensions=extended(kind="listing", story=incident),
        )  # fmt: skip
