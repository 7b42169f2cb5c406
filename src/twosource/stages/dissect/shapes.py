"""Names by their shape: runs of capitals that end in the head word of a body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Token
from .naming import Name, actor_words


def by_shape(tokens: Sequence[Token]) -> Iterator[Name]:
    """Capitalised runs that end in, or are governed by, the head word of an organisation."""
    heads, at = actor_words("organisation_heads"), 0
    while at < len(tokens):
        if not _capital(tokens[at]):
            at += 1
            continue
        end = at + 1
        while end < len(tokens):
            if (_capital(tokens[end]) and tokens[end].text != "I") or _joins(tokens, end):
                end += 1
            else:
                break
        first = at + 1 if tokens[at].text.lower() in ("the", "a", "an") and end - at > 1 else at
        run = [token.text for token in tokens[first:end]]
        while run and not run[-1][:1].isupper():
            run.pop()
        last = first + len(run)
        named = [i for i, word in enumerate(run) if word in heads]
        titled = any(word.lower().rstrip(".") in actor_words("titles") for word in run)
        if (
            named
            and len(run) > 1
            and not (titled and run[-1] not in heads)
            and not _sentence_case(tokens, first, last)
        ):
            whole = named[0] == 0 or any(word in ("of", "for") for word in run)
            stop = last if whole else first + named[-1] + 1
            yield Name(first, stop, "organisation")
        elif last < len(tokens) and (place_of_care := _possessed(tokens, last)) and run:
            yield Name(first, place_of_care, "organisation")
        at = max(end, at + 1)


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """True for a small word inside a body's name: "Ministry of ...", "Fire and Rescue"."""
    heads, word, before = actor_words("organisation_heads"), tokens[at].text, tokens[at - 1].text
    after = [token for token in tokens[at + 1 : at + 3] if _capital(token)]
    if not after:
        return False
    if word in ("and", "&"):
        return before not in heads and tokens[at + 1].text in heads
    return (word in ("of", "for") and before in heads) or (word == "the" and before in ("of", "for"))


def _possessed(tokens: Sequence[Token], at: int) -> int | None:
    """The end of "<Name>'s hospital" or "<Name> hospital": a house that bears a name."""
    if tokens[at].text in ("'s", "’s", "'", "’"):
        at += 1
    houses = ("hospital", "university", "college", "school", "infirmary", "clinic", "cathedral", "church")
    return at + 1 if at < len(tokens) and tokens[at].text in houses else None


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos in (
        "PROPN",
        "ADJ",
        "NOUN",
        "VERB",
        "DET",
        "NUM",
        "X",
        "ADV",
    )


def _sentence_case(tokens: Sequence[Token], first: int, last: int) -> bool:
    """True for a run that is only a sentence's first word and a common noun."""
    return all(token.pos not in ("PROPN", "ADJ") for token in tokens[first:last])
