"""What one report says: its statements, each with its chain from the page back to the origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .dissection import Dissection
from .edge import Edge
from .figure import Figure, Time
from .report import Span

Role = Literal["publisher", "relay", "origin", "basis"]


StatementKind = Literal["assertion", "no_comment", "not_verified", "request", "stance"]


@dataclass(frozen=True, slots=True)
class Link:
    """One link of an attribution chain; ``start``/``end`` are None where the text does not name it."""

    role: Role
    name: str
    source_id: str
    start: int | None = None
    end: int | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Passed:
    """A quoted bit of text with its offsets (a cue, a hedge, a place)."""

    start: int
    end: int
    text: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """From the page to the origin: publisher, relays, origin, stated basis."""

    chain: tuple[Link, ...]
    cue: Passed | None = None
    verb: str = "said"
    direct: bool = False
    medium: str | None = None

    @property
    def speaker(self) -> Link:
        """The link that speaks: the origin, else the last one that is not a basis."""
        origins = [link for link in self.chain if link.role == "origin"]
        return origins[-1] if origins else [link for link in self.chain if link.role != "basis"][-1]


@dataclass(frozen=True, slots=True)
class Clause:
    """One predication of a statement; ``start``-``end`` are its own words.

    ``said`` is where what it claims begins, behind words that only tell how that is known. ``shared`` are words elsewhere
    in its sentence that belong to it too: a subject or a circumstance told once for several.
    """

    start: int
    end: int
    said: int
    shared: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One assertion at one place in one report. ``start``-``end`` is the hull of ``parts``.

    ``stands_for`` are the words of its sentence that the pronoun it opens with stands for; ``clauses`` are the
    predications that it consists of, in order, none where nothing was parsed.
    """

    id: str
    report_id: str
    start: int
    end: int
    text: str
    attribution: Attribution
    parts: tuple[Span, ...] = ()
    polarity: Literal["affirmed", "denied"] = "affirmed"
    hedges: tuple[Passed, ...] = ()
    kind: StatementKind = "assertion"
    figures: tuple[Figure, ...] = ()
    when: tuple[Time, ...] = ()
    where: tuple[Passed, ...] = ()
    features: Mapping[str, float] = field(default_factory=dict)
    stands_for: Passed | None = None
    clauses: tuple[Clause, ...] = ()

    def pieces(self, start: int, end: int) -> tuple[str, ...]:
        """What a stretch of it says, piece by piece where a cue splits it; empty outside the content."""
        if start < self.start or end > self.end:
            return ()
        spans = self.parts or (Span(self.start, self.end),)
        cuts = ((max(part.start, start) - self.start, min(part.end, end) - self.start) for part in spans)
        found = (self.text[a:b].strip().rstrip(",") for a, b in cuts if a < b)
        return tuple(piece for piece in found if piece)

    def quoted(self, start: int, end: int) -> str:
        """The same between quotation marks, with whom an opening pronoun stands for: “they [the divers] have left”."""
        told = list(self.pieces(start, end))
        if told and self.stands_for is not None and start == self.start:
            pronoun, _, rest = told[0].partition(" ")
            told[0] = f"{pronoun} [{self.stands_for.text}] {rest}"
        return " … ".join(f"“{piece}”" for piece in told)

    def denies(self, start: int, end: int) -> bool:
        """True where a stretch of it is what it denies, and does not itself say so."""
        inside = self.start <= start and end <= self.end
        return inside and self.polarity == "denied" and self.kind == "assertion"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one report says by one method: its dissection (kept without tokens), its statements, and ties:

    ``based_on`` edges between sources of which it says that one has it from the other, or both worked it out.
    """

    dissection: Dissection
    statements: tuple[Statement, ...]
    ties: tuple[Edge, ...] = ()
