"""Whether words tell what is so, or what is expected: two who expect the same thing do not show that it is so."""

from __future__ import annotations

import re

_AHEAD = re.compile(
    r"\b(?:will|shall|won['’]t|may|might|would(?! not\b|n)|could(?! not\b|n))\b|['’]ll\b"
    r"|(?:\b(?:is|are|am|was|were)|['’](?:s|re|m)) (?:not |now |also |still |widely )?(?:expected|likely|unlikely|set|due|going|about|"
    r"projected|predicted|scheduled|poised|bound) to\b"
    r"|^there (?:is|are|was|were) (?:\w+ ){0,3}?(?:risk|danger|threat|chance|possibility|likelihood|prospect|fear)s?\b"
    r"|\b(?:plans?|intends?|hopes?|expects?|aims?|threatens?) to\b",
    re.IGNORECASE,
)
# What was seen or heard was there: "residents could hear the blast".
_PERCEIVED = re.compile(
    r" (?:still |already |now )?(?:see|hear|feel|smell|reach|count|find)\b", re.IGNORECASE
)
# Before it stands a verb of its own, or a word that makes the clause one that hangs on another.
_AFTER_A_FACT = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|does|\w+ed)\b"
    r"|\b(?:who|whom|whose|which|that|where|when|while|because|as|what|how)\b[^,;]*$"
    r"|\b(?:and|but)\s+(?:\w+ly\s+|also\s+|then\s+)?$",
    re.IGNORECASE,
)


def expected(text: str) -> bool:
    """True where the first thing that a clause says is told as to come or as possible, not as so."""
    ahead = _AHEAD.search(text)
    if ahead is None or _AFTER_A_FACT.search(text, 0, ahead.start()):
        return False
    return not (ahead.group().lower() == "could" and _PERCEIVED.match(text, ahead.end()))
