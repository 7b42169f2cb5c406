"""Which open question is one about a claim: told beside it, of the same things, or asked of what its report leads with."""

from __future__ import annotations

import re

from ...model import Claim, Evidence, OpenQuestion
from .ground import Grounds

_BESIDE = 160  # characters between a statement and what is said of it in the next sentence
_STEM = 5  # letters that two forms of a word share: captured, capture
_WORD = re.compile(r"\b[a-z]{5,}\b")  # names are all over a story
_COMMON = frozenset(
    ["about", "after", "again", "being", "could", "first", "might", "other", "their", "there", "these", "those", "until",
     "whether", "which", "while", "would", "including", "several"]
)  # fmt: skip
_OF_ALL = re.compile(
    r"\b(?:comment\w*|respon[ds]\w*|repl(?:y|ies|ied)|answer\w*|reached|contacted|approached|statements?)\b",
    re.IGNORECASE,
)


def bears(question: OpenQuestion, claim: Claim, grounds: Grounds) -> bool:
    """True for what nobody answered or verified about what a claim says."""
    if question.kind not in ("no_comment", "not_verified"):
        return False
    words = _words(question.text)
    return any(
        _beside(span, claim)
        or (
            question.kind == "no_comment" and bool(_OF_ALL.search(span.text)) and _leads(span, claim, grounds)
        )
        or any(len(words & _words(p.text)) >= 2 for p in claim.propositions if p.report_id == span.report_id)
        for span in question.spans
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text) if word not in _COMMON)


def _beside(span: Evidence, claim: Claim) -> bool:
    """True for what the sentence of one of its statements goes on with, or the next."""
    own = [p for p in claim.propositions if p.report_id == span.report_id]
    return any(p.start <= span.end and span.start - p.end < _BESIDE for p in own)


def _leads(span: Evidence, claim: Claim, grounds: Grounds) -> bool:
    """True where the claim is what the report of the question says first."""
    said = [s for s in grounds.said_in.get(span.report_id, ()) if s.kind == "assertion"]
    first = min(said, key=lambda s: (s.start, s.end), default=None)
    return first is not None and first.id in claim.statements
