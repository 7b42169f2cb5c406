"""What tells that a coined name is a firm's: what it does, who works for it, "the company" and "it said" behind it.

"Voltana cut its forecast on Monday. The carmaker blamed ...": the statistics take such a name for a person's or for
nothing; what the report says of its bearer tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from ...data import actor_words
from ...model import Token
from .missed import unseen
from .naming import Name

_RUNS = frozenset(("run", "operate", "own", "make", "build", "sell", "produce", "supply", "manage", "employ", "provide",
                   "manufacture", "ship", "mine", "refine", "insure", "distribute"))  # fmt: skip
# What a firm has and neither a person nor a land.
_HAS = frozenset(
    ("ceo", "cfo", "coo", "shareholder", "subsidiary", "investor", "workforce", "revenue", "share")
)
# What a body has, called so, and a person does not: "Prison Watch's director".
_LED = frozenset(
    ("director", "chairman", "chairwoman", "founder", "co-founder", "treasurer", "secretary-general")
)
_CHIEF = frozenset(("executive", "officer"))
_SAYS = frozenset(("say", "add", "announce", "confirm", "deny", "warn", "state", "blame", "tell", "promise"))
_SUBJECTS = ("nsubj", "nsubjpass")
_REACH = 60  # words behind a name in which it is called a firm
_BETWEEN = 6  # words from "X's" to what it has


def by_firm(tokens: Sequence[Token]) -> Iterator[Name]:
    """Firms that the statistics missed: one or two capitals that one of the signs stands beside."""
    at = 0
    while at < len(tokens):
        if not tokens[at].text[:1].isupper():
            at += 1
            continue
        last = at
        while last < len(tokens) and unseen(tokens[last]) and (last == at or _touches(tokens, last)):
            last += 1
        name = Name(at, last, "organisation")
        if 1 <= last - at <= 2 and is_firm(tokens, name):
            yield name
        at = max(last, at + 1)


def is_firm(tokens: Sequence[Token], name: Name) -> bool:
    """True where what stands around a name says that it is a firm's."""
    before = tokens[name.first - 1] if name.first else None
    if (
        before is not None
        and before.pos in ("PROPN", "DET", "ADP")
        and before.end + 1 >= tokens[name.first].start
    ):
        return False
    return _runs(tokens, name.last) or _has(tokens, name.last) or _resumed(tokens, name)


def _touches(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].start - tokens[at - 1].end <= 1


def _runs(tokens: Sequence[Token], at: int) -> bool:
    """ ", which runs the pipeline"."""
    if [t.text.lower() for t in tokens[at : at + 2]] != [",", "which"]:
        return False
    return any(t.pos == "VERB" and t.lemma in _RUNS for t in tokens[at + 2 : at + 5])


def _has(tokens: Sequence[Token], at: int) -> bool:
    """ "'s chief executive", "'s shareholders"."""
    if at >= len(tokens) or tokens[at].tag != "POS":
        return False
    near = []
    for token in tokens[at + 1 : at + 1 + _BETWEEN]:
        if token.pos not in ("NOUN", "ADJ", "PROPN"):
            break
        near.append(token.lemma.lower())
    return (
        bool(_HAS & set(near) or _LED & set(near[-1:]))
        or ("chief" in near and bool(_CHIEF & set(near)))
        or near[:2] == ["managing", "director"]
    )


def _resumed(tokens: Sequence[Token], name: Name) -> bool:
    """ "N cut prices. The company said ...", "N cut prices. It said ...": a subject, and nobody else between who may be meant."""
    if tokens[name.last - 1].dep not in _SUBJECTS:
        return False
    stops = 0
    for at in range(name.last, min(len(tokens) - 1, name.last + _REACH)):
        token = tokens[at]
        stops += token.text in (".", "!", "?")
        if stops > 2 or token.text in ('"', "“"):
            return False
        opens = stops and tokens[at - 1].text in (".", "!", "?")
        if opens and token.text == "It" and token.dep == "nsubj":
            return stops == 1 and tokens[token.head].lemma in _SAYS
        if token.text.lower() == "its" and tokens[token.head].lemma in actor_words("voices"):
            return True  # "its statement said"
        called = token.dep in _SUBJECTS and token.text.islower() and token.lemma in _firms()
        if stops and called and tokens[at - 1].text.lower() == "the":
            return True
        other = token.pos == "PROPN" and token.dep in _SUBJECTS and token.text != tokens[name.last - 1].text
        if other or (opens and token.text in ("He", "She", "They")):
            return False
    return False


@cache
def _firms() -> frozenset[str]:
    return actor_words("firms") - {"owner", "employer", "maker"}
