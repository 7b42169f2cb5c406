"""A proposed attribution: somebody, the cue, and what is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ....model import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed attribution. Spans are code points; ``parts`` are the pieces of the content.

    ``source`` is what the text says at this place ("he", "who"); ``antecedent`` what a relative stands for.
    """

    source: Span | None
    cue: tuple[Span, ...]
    content: Span
    parts: tuple[Span, ...]
    lemma: str
    verb: str
    stance: bool
    construction: str
    direct: bool
    source_token: int | None = None  # the head of the source, an index into tokens
    cue_token: int | None = None
    antecedent: Span | None = None
    features: Mapping[str, float] = field(default_factory=dict)
