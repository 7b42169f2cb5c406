"""Bodies that have no name of their own: "Nestar's defence ministry", "the regional police", "the port's fire service".

A phrase that says whose body it is, or of what kind beyond the bare word, is kept as an actor of the report, so
that "it", "the ministry" and "its spokesman" can mean it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Token
from .naming import Name

_BODIES = frozenset(
    ("ministry", "army", "navy", "military", "police", "government", "parliament", "embassy", "hospital", "council", "court",
     "union", "coastguard", "authority", "agency", "department", "inspectorate", "regulator", "institute", "commission",
     "board", "university", "brigade", "service", "administration", "directorate", "administrator", "laboratory",
     "observatory", "church", "federation", "association", "company", "clinic", "consulate", "secretariat", "militia")
)  # fmt: skip
_PLURAL = frozenset(("police", "forces", "services", "authorities"))
_BARE = frozenset(("police", "authorities"))  # these do without an article: "regional police said"
_OPEN = frozenset(("a", "an", "another", "some", "any", "each", "every", "no", "one", "two", "three", "several", "other",
                   "many", "most", "all", "both", "these", "those", "this", "that", "which", "what"))  # fmt: skip
_VAGUE = frozenset(("same", "other", "new", "old", "former", "whole", "entire", "own", "latter", "second", "first", "next",
                    "last", "right", "wrong", "such", "certain", "particular", "its", "their", "his", "her", "our",
                    "my", "your"))  # fmt: skip
_BESIDE = frozenset(("neighbouring", "neighboring", "nearby"))
_SEATED = frozenset(
    ("ministry", "government", "parliament")
)  # a land's: the town behind "in" is where they sit
LONGEST = 6  # words before the head


def described(tokens: Sequence[Token], names: Sequence[Name]) -> Iterator[Name]:
    """The described bodies in order; none overlaps a named person or body."""
    actor = bytearray(len(tokens))
    for name in names:
        if name.kind != "place":
            actor[name.first : name.last] = b"\1" * (name.last - name.first)
    for at, token in enumerate(tokens):
        if (
            token.pos in ("NOUN", "PROPN")
            and token.text.islower()
            and _is_body(token)
            and not actor[at]
            and token.dep not in ("compound", "nmod")
        ):
            first, last = _begins(tokens, at), _ends(tokens, at)
            if _says_more(tokens, first, at, last) and not any(actor[first:last]):
                yield Name(first, last, "organisation")


def _is_body(token: Token) -> bool:
    word = token.text.lower()
    return word in _PLURAL or (token.tag in ("NN", "NNP") and word in _BODIES)


def _begins(tokens: Sequence[Token], head: int) -> int:
    """The first word of the phrase, its owner included and its article not."""
    first = head
    while first and head - first < LONGEST and tokens[first].start - tokens[first - 1].end <= 1:
        before = tokens[first - 1]
        if before.text in ("'s", "’s") and first > 1 and tokens[first - 2].pos in ("NOUN", "PROPN"):
            first -= 2
        elif before.pos in ("NOUN", "PROPN", "ADJ") and before.text.lower() not in _OPEN:
            first -= 1
        else:
            break
    return first


def _ends(tokens: Sequence[Token], head: int) -> int:
    """The end of the phrase: "the foreign ministry of Nestar", "the fire service in nearby Tarn" go on to the name."""
    at = head + 1
    inside = at + 1 < len(tokens) and tokens[at].text == "in" and tokens[at].head == head
    beside = inside and tokens[at + 1].text.lower() in _BESIDE
    joined = inside and (beside or tokens[head].text.lower() not in _SEATED)
    joined = joined or (at + 1 < len(tokens) and tokens[at].text == "of")
    name = at + 1 + beside
    if (
        joined
        and name < len(tokens)
        and tokens[name].pos == "PROPN"
        and tokens[name].ent not in ("DATE", "TIME")
    ):
        at = name
        while at < len(tokens) and tokens[at].pos == "PROPN" and tokens[at].start - tokens[at - 1].end <= 1:
            at += 1
        return at
    return head + 1


def _says_more(tokens: Sequence[Token], first: int, head: int, last: int) -> bool:
    """True where an article or owner makes the phrase definite and some word tells it from others of its kind."""
    before = tokens[first - 1].text.lower() if first else ""
    owned = any(token.text in ("'s", "’s") for token in tokens[first:head])
    telling = [t for t in tokens[first:head] if t.text.lower() not in _VAGUE and t.text not in ("'s", "’s")]
    bare = tokens[head].text.lower() in _BARE
    definite = before == "the" or owned or (bare and before not in _OPEN)
    return definite and bool(telling or last > head + 1)
