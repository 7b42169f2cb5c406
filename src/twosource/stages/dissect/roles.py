"""The role that is written beside a name: "Fire Chief N", "N, the union's secretary", "its spokesman, N"."""

from __future__ import annotations

from collections.abc import Sequence

from ...data import actor_words
from ...model import Span, Token

# How the words of a title hang together, and the last of them in its sentence.
_HANGS = frozenset(
    ("compound", "flat", "nmod", "amod", "poss", "appos", "det", "ROOT", "nsubj", "dobj", "pobj")
)


def role_beside(tokens: Sequence[Token], first: int, last: int) -> Span | None:
    """The tokens that tell the role of whoever these tokens name; None where none do."""
    at = first
    while _title_token(tokens, at, first):
        at -= 1
    title = Span(at, first) if at < first else None
    beside = (_apposition(tokens, last), _apposed(tokens, at))
    for span in (*beside, title) if title and _ranks(tokens, title) else (title, *beside):
        if span and span.start < span.end and _names_office(tokens, span):
            return span
    return None


def _ranks(tokens: Sequence[Token], title: Span) -> bool:
    """True for a title that goes with any office: "Colonel", "Professor"."""
    words = (t.text.lower().rstrip(".") for t in tokens[title.start : title.end])
    return all(word in actor_words("ranks") for word in words)


def _names_office(tokens: Sequence[Token], span: Span) -> bool:
    words = {token.text.lower().rstrip(".") for token in tokens[span.start : span.end]}
    return bool(words & (actor_words("titles") | actor_words("offices"))) or _leads(tokens, span)


def _leads(tokens: Sequence[Token], span: Span) -> bool:
    """True for "who leads the emergency team of ...", "who speaks for ..."."""
    first, second, *_ = [*(t.lemma.lower() for t in tokens[span.start : span.start + 2]), "", ""]
    return first == "who" and second in actor_words("leading")


def _title_token(tokens: Sequence[Token], at: int, first: int) -> bool:
    if at == 0 or first - at >= 8:
        return False
    before, here = tokens[at - 1], tokens[at]
    if here.start - before.end > 1 or before.text in (",", ";", ":", "."):
        return False
    if before.pos in ("NOUN", "PROPN", "ADJ") and before.dep in _HANGS:
        return True
    return before.text in ("'s", "’s", "-", "of") and at - 1 > 0


def _apposition(tokens: Sequence[Token], last: int) -> Span | None:
    """The noun phrase after "Name, " up to the next comma."""
    if last + 1 >= len(tokens) or tokens[last].text != ",":
        return None
    end = last + 1
    while end < len(tokens) and end - last < 14 and tokens[end].text not in (",", ".", ";", "—", "–", "and"):
        if tokens[end].pos in ("VERB", "AUX") and tokens[end].dep in ("ROOT", "conj", "ccomp"):
            return None
        end += 1
    return Span(last + 1, end) if end > last + 1 and end < len(tokens) else None


def _place_behind(tokens: Sequence[Token], at: int, first: int) -> bool:
    """True on the "in" of "the director of the hospital in Selm, N": nothing but a name stands behind it."""
    behind = tokens[at + 1 : first - 1]
    return tokens[at].text in ("in", "at") and bool(behind) and all(token.pos == "PROPN" for token in behind)


def _apposed(tokens: Sequence[Token], first: int) -> Span | None:
    """The noun phrase before ", Name": "its spokesman, ..."."""
    if first < 2 or tokens[first - 1].text != ",":
        return None
    at = first - 1
    while at > 0 and first - at < 9 and tokens[at - 1].text not in (",", ".", ";", "—", "–", '"'):
        if tokens[at].start - tokens[at - 1].end > 1:
            break  # another paragraph
        at -= 1
        joint = tokens[at].pos == "SCONJ" or tokens[at].tag in (
            "WRB",
            "WP",
            "WDT",
        )  # "... when the governor, N"
        if _place_behind(tokens, at, first):
            continue
        if joint or (tokens[at].pos in ("VERB", "AUX", "ADP") and tokens[at].text != "of"):
            at += 1
            break
    # "the office of the governor, N": the name is the governor's
    holder = next((t.head for t in tokens[first : first + 4] if t.head < first), first)
    of = next((i for i in range(holder, at, -1) if tokens[i].text == "of"), at)
    if at < of < holder < first - 1 and tokens[of - 1].lemma.lower() in actor_words("bodies"):
        at = of + 1
    return Span(at, first - 1) if at < first - 1 else None
