"""Names that the statistics missed: after a title, after "in", before "police"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...data import peoples
from ...model import Token
from .naming import Name, actor_words


def by_title(tokens: Sequence[Token]) -> Iterator[Name]:
    """Persons that the statistics missed: capitals right after a personal title ("Ms Vera Lund")."""
    titles = actor_words("titles")
    for at in range(1, len(tokens)):
        token, before = tokens[at], tokens[at - 1]
        if token.ent or token.pos != "PROPN" or before.text.lower().rstrip(".") not in titles:
            continue
        if not before.text[:1].isupper() or token.start - before.end != 1 or not token.text[:1].isupper():
            continue
        last = at + 1
        while (
            last < len(tokens)
            and tokens[last].pos == "PROPN"
            and tokens[last].text[:1].isupper()
            and (tokens[last].start - tokens[last - 1].end <= 1 and not tokens[last].ent)
        ):
            last += 1
        if token.text.lower().rstrip(".") not in titles and token.text not in actor_words(
            "organisation_heads"
        ):
            yield Name(at, last, "person")


_CALENDAR = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "christmas",
        "easter",
        "ramadan",
    ]
)


def by_setting(tokens: Sequence[Token]) -> Iterator[Name]:
    """Places that the statistics missed: capitals after "in", or before "police" and "man"."""
    at = 0
    while at < len(tokens):
        last = at
        while last < len(tokens) and _unseen(tokens[last]) and (last == at or _beside(tokens, last)):
            last += 1
        if last == at:
            at += 1
            continue
        before = tokens[at - 1] if at else None
        placed = (
            before is not None and before.text.lower() in ("in", "near", "outside") and before.pos == "ADP"
        )
        after = tokens[last].text if last < len(tokens) else ""
        if (
            placed or after in ("police", "man", "woman", "native", "resident", "residents")
        ) and last - at <= 3:
            yield Name(at, last, "place")
        at = last


def _unseen(token: Token) -> bool:
    capital = (
        token.pos == "PROPN" and token.text[:1].isupper() and token.text.isalpha() and len(token.text) > 2
    )
    odd = token.ent in ("", "DATE", "NORP", "LAW", "LANGUAGE")
    return capital and odd and token.text.lower() not in _CALENDAR and token.text not in peoples()


def _beside(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].start - tokens[at - 1].end <= 1
