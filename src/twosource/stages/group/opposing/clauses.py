"""What in a text a negation denies: the clause that it stands in, from its own place on."""

from __future__ import annotations

import re

from ..slots import Slots
from ..wording.negation import negated, numbered

_NOT = re.compile(
    r"\b(?:no|not|never|none|no ?one|nobody|nothing|neither|nor|cannot|without|hardly)\b|n['’]t\b",
    re.IGNORECASE,
)
# A negation reaches no further than its clause, and does not deny by "not only" and the like.
_END = re.compile(
    r"[;:.!?—–]|,\s+(?:and|but|so|which|who|where|because|while|though|although)\b|\b(?:because|although|though|while|since|unless|until|when|but)\b",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\bnot (?:only|just|merely|least)\b|\bno (?:doubt|more than|less than|fewer than|longer)\b",
    re.IGNORECASE,
)


def denied_at(text: str, place: int) -> bool:
    """True where what stands at a place is in reach of a negation before it."""
    clause = _ONLY.sub(" ", numbered(text)[ends_before(text, place) : place])
    return len(_NOT.findall(clause)) % 2 == 1


def ends_before(text: str, place: int) -> int:
    """Where the clause begins that a place stands in."""
    return max((m.end() for m in _END.finditer(text, 0, place)), default=0)


def refused(node: Slots) -> bool:
    """True for what its speaker denies in affirmative words: "denies that a gate was raised"; not "was not raised"."""
    return node.proposition.polarity == "denied" and not negated(node.proposition.text)
