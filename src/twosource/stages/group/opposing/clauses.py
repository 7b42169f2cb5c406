"""What in a text a negation denies: the clause that it stands in, from its own place on."""

from __future__ import annotations

import re

from ..slots import Slots
from ..wording.negation import negated, numbered
from ..wording.words import content, lexicon

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
    r"\bnot (?:only|just|merely|simply|solely|alone|least)\b|\bno (?:doubt|more than|less than|fewer than|longer than)\b",
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


# What a denial takes for granted, behind what it denies: "anyone was hurt when it raided the village", "being to blame
# for the collision", "that gas caused the explosion".
_GRANTED = re.compile(
    r"\b(?:when|while|after|before|during|in which)\s(?P<when>.*)$"
    r"|\b(?:caus(?:ed|ing)|cause of|to blame for|blame for|responsib\w+ for|guilty of|behind|(?:part|role|hand|involvement|involved|complicit) in|"
    r"(?:linked|connected|related) to|anything to do with|triggered|provoked|led to|ordered|ordering)\s(?P<what>(?:the|its|this|that|his|her|their|an?)\s.*)$",
    re.IGNORECASE | re.DOTALL,
)
_CORE = 0.3  # the share of what a denial itself denies that the other must tell, to be denied


def granted(a: Slots, b: Slots) -> bool:
    """True where what the one tells is what the other's denial takes for granted, and not what it denies."""
    return any(
        denied.negated
        and not told.negated
        and (match := _GRANTED.search(denied.proposition.text)) is not None
        and not _tells(told, denied.proposition.text[: match.start(match.lastgroup or 0)])
        for denied, told in ((a, b), (b, a))
    )


def _tells(told: Slots, core: str) -> bool:
    """True where a text tells some of what the words of a denial say."""
    weights = content(core).weights
    common = sum(min(weight, told.weights[word]) for word, weight in weights.items() if word in told.weights)
    happens = weights.keys() & lexicon().events - {"CAUSE", "INVOLVED", "ORDER"}
    if happens:
        return bool(happens & told.weights.keys())
    return bool(weights) and common >= _CORE * sum(weights.values())


# "The pass is no longer closed": it was, as was said before.
_CEASED = re.compile(
    r"\b(?:no|not any) longer\b|\b(?:not|n[’']t)\b[^.;]{0,40}?\b(?:any ?more|any longer)\b|\b(?:stopped|ceased|no more)\b",
    re.IGNORECASE,
)


_AGAIN = re.compile(r"\b(?:again|once more|reopened|resumed|restored)\b", re.IGNORECASE)


def ceased(a: Slots, b: Slots) -> bool:
    """True where the later of two only says that what the earlier told is so no more, or so again."""
    later = max(a, b, key=lambda node: node.at)
    if not a.negated and not b.negated and a.at != b.at and _AGAIN.search(later.proposition.text):
        return True
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
