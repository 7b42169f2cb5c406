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
    r"\bnot (?:only|just|merely|least)\b|\bno (?:doubt|more than|less than|fewer than|longer than)\b",
    re.IGNORECASE,
)


# What a denial of knowledge or proof denies is the knowing, and not the thing: "denied any knowledge of S", "has so
# far found no evidence that S", "was not aware that S", "had no information on S".
_KNOWLEDGE = re.compile(
    r"^\W*(?:(?:any|all|having(?: had)?|prior|previous|direct|personal|such|advance) ){0,3}(?:knowledge|awareness|recollection|memory|information)\b"
    r"|^\W*(?:(?:having )?(?:known|heard|been (?:aware|told|informed|warned))|knowing|being aware)\b"
    r"|\b(?:ha[sd]|have|having|possess\w*|receiv\w+|with|saw|seen|sees?|f(?:ou|i)nd|know|knew|knows|aware)(?: \w+){0,4}? (?:no|not any|any|nothing of the|not seen any) "
    r"(?:\w+ ){0,3}?(?:knowledge|information|evidence|proof|indications?|signs?|traces?|reports?|word|confirmation|details?|record)\b"
    r"|\bno (?:\w+ ){0,2}?(?:evidence|proof|indications?|signs?|traces?|reports?|word|confirmation|information)\b[^.;]{0,40}?\b(?:so far|yet|to date|as yet|at (?:this|the|that) (?:stage|point|time|moment))\b"
    r"|\b(?:so far|as yet|to date|at (?:this|that) (?:stage|point|time))\b[^.;]{0,20}?\bno (?:\w+ ){0,2}?(?:evidence|proof|indications?|signs?|traces?|reports?|word|confirmation|information)\b"
    r"|\b(?:did not|didn[’']t|does not|doesn[’']t|do not|don[’']t|could not|couldn[’']t|never) (?:know|knew|recall|remember|hear)\b"
    r"|\b(?:knew|knows?|heard|remembers?|remembered) nothing (?:of|about)\b|\b(?:was|is|were|are|been) (?:not|never|un)[- ]?aware\b",
    re.IGNORECASE,
)
_KNOWING = re.compile(
    r"\b(?:kn[eo]w\w*|aware|awareness|informed|told|warned|briefed|learn(?:t|ed)|evidence|proof|signs?|traces?|indications?|recall\w*|remember\w*|heard)\b",
    re.IGNORECASE,
)


def beside(a: Slots, b: Slots) -> bool:
    """True where the one only denies that it is known or proved, and the other says that it is so."""
    texts = a.proposition.text, b.proposition.text
    return any(
        _KNOWLEDGE.search(one) is not None and _KNOWING.search(other) is None
        for one, other in (texts, texts[::-1])
    )


# "The pass is no longer closed": it was, as was said before.
_CEASED = re.compile(
    r"\b(?:no|not any) longer\b|\b(?:not|n[’']t)\b[^.;]{0,40}?\b(?:any ?more|any longer)\b|\b(?:stopped|ceased|no more)\b",
    re.IGNORECASE,
)


def ceased(a: Slots, b: Slots) -> bool:
    """True where the later of two only says that what the earlier told is so no more."""
    return any(
        new.negated
        and not old.negated
        and old.at <= new.at
        and _CEASED.search(new.proposition.text) is not None
        for new, old in ((a, b), (b, a))
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
