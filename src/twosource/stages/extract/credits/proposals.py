"""What a rule proposes: a cue with its source and its content."""

from __future__ import annotations

from dataclasses import dataclass

from ....model import Span
from ..syntax.cues import Sense
from ..syntax.subjects import Subject


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a rule proposes; tokens are indices, ``parts`` are trimmed code point spans."""

    cue_token: int
    cue: Span
    lemma: str
    sense: Sense
    construction: str
    source: Span | None
    subject: Subject | None
    parts: tuple[Span, ...]
