"""The brief as Markdown, with footnotes that quote their spans."""

from __future__ import annotations

from ...model import SECTIONS, Brief, Evidence, Line, Told
from ...text import spoken
from .wording import dated, headed


def markdown(brief: Brief) -> str:
    """The whole brief as Markdown text; every sentence ends in footnotes that quote a report."""
    notes: dict[Evidence, int] = {}
    parts = [f"*As of {spoken(brief.as_of)}. Every sentence cites the span it rests on.*"]
    parts += [_changes(brief)] if brief.changes else []
    titles = {told.story.id: told.story.title or headed(told.reports[0]) for told in brief.stories}
    parts += [_story(told, notes, titles) for told in brief.stories]
    if brief.set_aside:
        rows = [f"- `{aside.path}` ({aside.stage}): {aside.reason}" for aside in brief.set_aside]
        parts.append("## Set aside\n\n" + "\n".join(rows))
    names = {report.id: headed(report) for told in brief.stories for report in told.reports}
    cited = [
        f"[^{n}]: {names.get(e.report_id, e.report_id)}, {e.start}–{e.end}: “{_one_line(e.text)}”"
        for e, n in notes.items()
    ]
    return "\n\n".join(parts) + "\n\n" + "\n".join(cited) + "\n"


def _changes(brief: Brief) -> str:
    return "## What changed\n\n" + "\n".join(f"- {change.text}" for change in brief.changes)


def _story(told: Told, notes: dict[Evidence, int], titles: dict[str, str]) -> str:
    story = told.story
    head = [f"# {story.title or headed(told.reports[0])}"]
    if story.follows:
        earlier = ", ".join(f"“{titles.get(each, each)}”" for each in story.follows)
        head.append(f"*Follows {earlier}.*")
    head.append("\n".join(f"- {headed(report)}, {dated(report)}" for report in told.reports))
    sections = []
    for section, title in SECTIONS.items():
        rows = [_row(line, told, notes) for line in told.lines if line.section == section]
        if rows:
            sections.append(f"## {title}\n\n" + "\n".join(rows))
    return "\n\n".join([*head, *sections])


def _row(line: Line, told: Told, notes: dict[Evidence, int]) -> str:
    marks = "".join(f"[^{notes.setdefault(each, len(notes) + 1)}]" for each in line.citations[:6])
    return f"- {_one_line(line.text)}{marks}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
