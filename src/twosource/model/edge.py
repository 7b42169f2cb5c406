"""Relations between two ids, and the spans and reasons that anything rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Relation = Literal[
    "copy_of", "same_as", "contradicts", "updates", "follows", "alias_of", "based_on", "refines", "retracts",
    "confirms", "disputes", "corrects", "rates", "protects", "sets_aside", "dates", "not_alias_of", "independent_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of a stored report, quoted."""

    report_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a code, one sentence, and the spans it rests on."""

    code: str
    text: str
    spans: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two ids, made by a rule (with its version) or a person; never deleted."""

    left: str
    right: str
    relation: Relation
    score: float
    kind: str = ""
    reasons: tuple[Reason, ...] = ()
    made_by: str = "rule"
    made_at: str | None = None
    retracted_at: str | None = None
