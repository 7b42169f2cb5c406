"""The reports of one event, and everything that is told of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .claim import Assessment, Conflict
from .edge import Edge, Evidence, Reason
from .figure import FigureGroup
from .report import Report, SetAside
from .source import Source
from .statement import Statement


@dataclass(frozen=True, slots=True)
class Story:
    """The reports of one event and its follow-ups; ``follows`` are earlier stories' ids."""

    id: str
    reports: tuple[str, ...]
    title: str = ""
    first_at: str | None = None
    last_at: str | None = None
    follows: tuple[str, ...] = ()


# The sections of a brief in a desk's order, each with its heading.
SECTIONS = {
    "known": "What is known, and how well",
    "said": "Who says what",
    "figures": "Figures by origin",
    "differ": "Where accounts differ",
    "seem": "Where they only seem to differ",
    "open": "Not verified, not answered",
    "timeline": "What happened when",
    "also": "Told once, by one outlet",
    "sources": "The sources, and how they depend on each other",
}


Dated = Literal["event", "statement", "report"]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What happened when. ``dated_by`` tells what the time is of: the event, the statement about it, the report."""

    when: str
    text: str
    claim_id: str | None
    spans: tuple[Evidence, ...]
    dated_by: Dated = "event"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What is not verified, unanswered, single-sourced, undated, without the sources it announces or, of an endless text, unread."""

    kind: Literal["not_verified", "no_comment", "single_origin", "undated", "unsourced", "unread"]
    text: str
    spans: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the brief with its citations; never without one."""

    section: str
    text: str
    citations: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One story, told: everything the brief prints about it."""

    story: Story
    reports: tuple[Report, ...]
    copies: tuple[Edge, ...]
    claims: tuple[Assessment, ...]
    figures: tuple[FigureGroup, ...]
    conflicts: tuple[Conflict, ...]
    timeline: tuple[TimelineEntry, ...]
    open: tuple[OpenQuestion, ...]
    lines: tuple[Line, ...]
    statements: tuple[Statement, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The answer to ``twosource brief``."""

    as_of: str
    method: Mapping[str, str]
    stories: tuple[Told, ...]
    set_aside: tuple[SetAside, ...] = ()
    changes: tuple[Reason, ...] = ()
    read: int = 0  # how many reports came in for it


@dataclass(frozen=True, slots=True)
class Dossier:
    """A claim with all that is known of it: its statements, reports and stories, what is open in those, and

    ``history``: how it stood at each moment at which its standing changed, by what had been published then.
    """

    assessment: Assessment
    statements: tuple[Statement, ...]
    stories: tuple[str, ...]
    reports: tuple[Report, ...]
    open: tuple[OpenQuestion, ...]
    history: tuple[tuple[str, Assessment], ...]
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """All that follows from the kept rows by one method; a store swaps it in as a whole.

    ``redirects`` lead from the ids of stories and claims that were merged to what they are part of now.
    """

    method: Mapping[str, str]
    stories: tuple[Told, ...]
    edges: tuple[Edge, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Within:
    """What a search is narrowed to: ``statement`` or ``report``, publishers whose names hold these words, and days.

    Days are of publication, both ends counted, each as far as it is known (2031, 2031-05, 2031-05-03). An end that
    is not given is open; a report without a date is of no day.
    """

    kind: str = ""
    publisher: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a search found: a statement, or the line of a report."""

    kind: Literal["statement", "report"]
    id: str
    span: Evidence
    title: str | None = None
    publisher: str | None = None
