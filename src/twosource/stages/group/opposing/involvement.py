"""Denials of having had a part in something, and what they deny: that the one who denies did it, or had it done.

"Our country had nothing to do with the fire" stands against "the order came from Karn's secret police", in which
not one of its words comes back: what it denies is a relation of one party to what happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ....text.sought import Sought
from ..slots import Slots
from .parties import acts, own_words

_PART = (
    r"(?:nothing|anything|something|little) (?:\w+ )?to do with"
    r"|(?:no|any|a|the|its|their|our|his|her|such) (?:\w+ )?(?:part|hand|role|share|involvement|connection|link|relation|relationship|complicity|responsibility)"
    r"(?: (?:whatever|whatsoever|at all|of any kind))? (?:in|to|with|for)\b"
    r"|\b(?:bear|bore|bears|had|has|have|having) (?:no|any) (?:\w+ )?(?:relation|connection|link)"
    r"|\b(?:took|take|takes|taken|taking|play(?:s|ed|ing)?) (?:no |any |a )?part\b"
    r"|\b(?:was|were|is|are|be|been|being|stood|stands?) (?:not |never |in no way |in any way )?(?:behind|involved|complicit|implicated|responsible|to blame|party to)\b"
    r"|\b(?:wasn|weren|isn|aren)['’]t (?:behind|involved|complicit|implicated|responsible|to blame)\b"
    r"|^\W*(?:any |all |its |their |his |her |our )?(?:involvement|responsibility|complicity|role|part|hand|connection|link|guilt)\b"
    r"|\b(?:not|never|n['’]t|no) (?:\w+ ){0,3}?(?:order|ordered|orders|instruct|instructed|command|commanded|direct|directed|commission|commissioned|carry out|carried out|mount|mounted|stage|staged|"
    r"sponsor|sponsored|finance|financed|authori[sz]ed?)\b"
)
_DENIED = Sought(_PART)
# Whose the part is not, where the clause itself does not say it: the one who speaks.
_ITSELF = re.compile(
    r"\b(?:we|our|ours|us|I|my|it|its|they|their|he|his|she|her|this|the (?:country|state|republic|kingdom|federation|company|firm|group|party|government))\b",
    re.IGNORECASE,
)
# Words for having something done by others, and for who is to blame.
_HAD_DONE = Sought(
    r"\b(?:order(?:s|ed|ing)?|instruct\w*|command(?:s|ed|ing)?|commission\w*|direct(?:s|ed|ing|ion)|mastermind\w*|orchestrat\w*|behind|responsib\w+|blam(?:e|ed|es)|"
    r"culprits?|guilty|perpetrat\w+|sponsor\w*|financ\w+|paid|pays?|recruit\w*|hired?|controls?|controlled|answers? to|(?:act|work)(?:s|ed|ing)? for|agents?|operatives|"
    r"on behalf of|at the behest of|carried out|hand in|fingerprints|complicit|the work of|the doing of|puppets?)\b",
)
# What is done to others: a party that is said to have done it is what a denial of any part in it denies.
_DEEDS = frozenset(
    [
        "DEAD",
        "HURT",
        "ATTACKED",
        "EXPLODED",
        "FIRE",
        "SUNK",
        "DAMAGED",
        "CAPTURED",
        "ABDUCTED",
        "HACKED",
        "STEAL",
        "CONTAMINATE",
        "LEAKED",
        "BRIBED",
        "DEFRAUDED",
        "SMUGGLED",
        "SICK",
        "OUTAGE",
        "FLOODED",
        "STORMED",
        "JETTISON",
        "COLLAPSED",
        "BROKE",
        "CRASHED",
        "SABOTAGED",
    ]
)


def denied_parts(nodes: Sequence[Slots], names: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Pairs of a denial of any part in what happened, and what says that the one who denies had one."""
    by_story: dict[str, list[int]] = {}
    for index, node in enumerate(nodes):
        by_story.setdefault(node.about, []).append(index)
    for members in by_story.values():
        deniers: dict[frozenset[str], list[int]] = {}
        for index in members:
            if party := denier(nodes[index], names):
                deniers.setdefault(party, []).append(index)
        told = [i for i in members if _blames(nodes[i])] if deniers else []
        for party in sorted(deniers, key=sorted):
            did = [i for i in told if acts(party, nodes[i].proposition.text)]
            for left in deniers[party]:
                yield from ((left, right) for right in did if nodes[left].origin != nodes[right].origin)


def denier(node: Slots, names: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Whom a denial of any part speaks of, as the words of their name; nothing where it is no such denial."""
    text = node.proposition.text
    part = _DENIED.search(text)
    if part is None or not node.negated:
        return frozenset()
    before = text[: part.start()]
    named = own_words(_capitals(before))
    if named:
        return named
    if node.own:
        return frozenset()
    if (
        before.strip()
        and not _ITSELF.search(before)
        and not re.match(r"^\W*(?:no|not|none|any)\b", before, re.IGNORECASE)
    ):
        return frozenset()
    return own_words(names.get(node.origin, ()))


def _capitals(text: str) -> Iterator[str]:
    """The words of a text that are written as names; its first word only where a name or a verb of it follows."""
    for match in re.finditer(r"\b[A-Z][\w-]+", text):
        if (match.start() > 0 and text[: match.start()].strip(" “\"'‘(")) or len(text.split()) <= 3:
            yield match[0]


def _blames(node: Slots) -> bool:
    """True for an affirmed account of a deed, or of somebody who had it done."""
    if node.negated:
        return False
    return bool(node.events & _DEEDS) or _HAD_DONE.search(node.proposition.text) is not None
