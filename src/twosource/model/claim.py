"""Statements that say the same thing, and what is thought of them: status, origins, conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .edge import Evidence, Reason
from .figure import Agreement, Figure
from .statement import Statement


@dataclass(frozen=True, slots=True)
class Proposition:
    """What a statement asserts of one thing: a sentence with two figures holds two. What claims group.

    ``id`` is the statement's id, with ``/n`` after it where the statement holds several.
    """

    id: str
    statement_id: str
    report_id: str
    start: int
    end: int
    text: str
    polarity: Literal["affirmed", "denied"] = "affirmed"
    figure: Figure | None = None
    story_id: str | None = None  # the story it speaks of, which may not be its report's own


@dataclass(frozen=True, slots=True)
class Claim:
    """Statements that say the same thing. A fold over edges: rebuilt at any time."""

    id: str
    text: str
    kind: str
    statements: tuple[str, ...]
    reports: tuple[str, ...]
    propositions: tuple[Proposition, ...] = ()

    @property
    def members(self) -> tuple[str, ...]:
        """The ids of what it joins: propositions, or statements where these were not told apart."""
        return tuple(proposition.id for proposition in self.propositions) or self.statements


Status = Literal["reported", "corroborated", "confirmed", "disputed", "retracted"]


@dataclass(frozen=True, slots=True)
class Origin:
    """A Source at the end of chains, and the source_ids it rests on.

    ``reliability`` is the letter A-F that a person gave it; F, unknown, until then.
    """

    source_id: str
    name: str
    named: bool = True
    based_on: tuple[str, ...] = ()
    component: int = 0
    spans: tuple[Evidence, ...] = ()
    reliability: str = "F"


@dataclass(frozen=True, slots=True)
class Origins:
    """Both counts: ``shown`` independent, and ``possible`` if every unnamed source is somebody else."""

    shown: int
    possible: int
    list: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """What we think of a claim now. ``credibility`` is Admiralty 1-6; reasons are in order of weight."""

    claim: Claim
    status: Status
    credibility: int
    origins: Origins
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class GoneClaim:
    """A claim that stands no more, as it last stood: with its statements, and the ids of its stories then."""

    assessment: Assessment
    statements: tuple[Statement, ...] = ()
    stories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Accounts that differ; ``relation`` says whether they truly conflict."""

    kind: Literal["figure", "date", "count", "polarity", "place", "actor", "status"]
    relation: Agreement
    what: str
    sides: tuple[Mapping[str, Any], ...] = ()
    spans: tuple[Evidence, ...] = ()
