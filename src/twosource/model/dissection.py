"""A report taken apart: the parse of its passages, what they are, and what they mention."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from .figure import Figure, Time
from .report import Report, Span
from .source import Source


class Token(NamedTuple):
    """A word. ``head`` is an index into the same ``tokens``; the root is its own head."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str  # entity type, "" outside entities
    ent_start: bool  # True on the first token of an entity


class Sentence(NamedTuple):
    """A sentence: code points, and the half-open range of its tokens."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Parse:
    """The parse of one passage; offsets are relative to the passage, heads to ``tokens``.

    ``lifted`` are parentheticals taken out before parsing ("(NIS)"): they have no tokens.
    """

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    lifted: tuple[Span, ...] = ()


PassageKind = Literal["text", "heading", "furniture", "speaker"]


MentionKind = Literal["person", "organisation", "place", "time", "quantity", "source"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a report: text, a heading, or furniture that is nobody's statement."""

    start: int
    end: int
    kind: PassageKind


@dataclass(frozen=True, slots=True)
class Quote:
    """A direct quotation. ``start``-``end`` is the content inside the marks.

    ``closed`` is False where the paragraph ended first (the next one goes on).
    """

    start: int
    end: int
    closed: bool = True
    scare: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A named or described thing in the text. ``value`` is what it resolves to in this report."""

    kind: MentionKind
    start: int
    end: int
    text: str
    value: str | None = None
    source_id: str | None = None
    place_id: str | None = None


@dataclass(frozen=True, slots=True)
class Dissection:
    """A report taken apart. Tokens and sentences carry absolute offsets and indices."""

    report: Report
    passages: tuple[Passage, ...]
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...] = ()
    mentions: tuple[Mention, ...] = ()
    sources: tuple[Source, ...] = ()
    times: tuple[Time, ...] = ()
    figures: tuple[Figure, ...] = ()
    lifted: tuple[Span, ...] = ()
    attempted: tuple[str, ...] = ()  # what was looked for; anything else was not attempted
