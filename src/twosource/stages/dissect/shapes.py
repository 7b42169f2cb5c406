"""Names by their shape: runs of capitals that end in the head word of a body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...data import actor_words
from ...model import Token
from .naming import Name, of_members


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
            start = of_members(tokens, first)
            whole = named[0] == 0 or any(word in ("of", "for") for word in run)
            stop = last if whole else first + named[-1] + 1
            yield Name(start, stop, "organisation")
        elif last < len(tokens) and (place_of_care := _possessed(tokens, last)) and _of_a_name(run):
            yield Name(first, place_of_care, "organisation")
        at = max(end, at + 1)


def _of_a_name(run: Sequence[str]) -> bool:
    """False where nothing but an article is written large: "The hospital"."""
    return any(word.lower() not in ("the", "a", "an") for word in run)


# Bodies that are called by their kind before their name: "the charity Doctors at Hand", "the broadcaster Arn 1".
_CALLED = frozenset(("charity", "group", "site", "website", "broadcaster", "channel", "newspaper", "magazine", "agency",
                     "company", "firm", "operator", "union", "party", "network", "outlet", "daily", "weekly", "portal",
                     "airline", "utility", "insurer", "retailer", "organisation", "organization", "station", "tabloid",
                     "platform", "watchdog", "nonprofit", "militia"))  # fmt: skip
_WITHIN = frozenset(("at", "for", "of", "in", "on", "without", "against", "and", "the", "de", "&"))
LONGEST = 6  # words of such a name


def by_description(tokens: Sequence[Token]) -> Iterator[Name]:
    """Bodies by what they are called before their name, and every later mention of the same words."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for at, token in enumerate(tokens[:-1]):
        if (
            token.pos in ("NOUN", "PROPN", "ADJ")
            and token.text in _CALLED
            and tokens[at + 1].text[:1].isupper()
        ):
            last = _called_to(tokens, at + 1)
            if last > at + 1:
                words = tuple(t.text for t in tokens[at + 1 : last])
                found.setdefault(words[0], set()).add(words)
    for at, token in enumerate(tokens if found else ()):
        for words in sorted(found.get(token.text, ()), key=len, reverse=True):
            if tuple(t.text for t in tokens[at : at + len(words)]) == words:
                yield Name(at, at + len(words), "organisation")
                break


def _called_to(tokens: Sequence[Token], first: int) -> int:
    """The end of the capitalised run that begins at ``first``, small words and a last number included."""
    if tokens[first].pos not in ("PROPN", "NOUN", "ADJ", "X") or (
        tokens[first].ent == "PERSON" and _two(tokens, first)
    ):
        return first
    if tokens[first].text.lower() in actor_words("titles") and tokens[first + 1].ent == "PERSON":
        return first  # "at the fire station Director N had ..."
    at = first + 1
    while at < min(len(tokens), first + LONGEST) and tokens[at].start - tokens[at - 1].end <= 1:
        small = tokens[at].text in _WITHIN and at + 1 < len(tokens) and tokens[at + 1].text[:1].isupper()
        number = tokens[at].text.isdigit() and len(tokens[at].text) <= 2
        if not (tokens[at].text[:1].isupper() or small or number) or tokens[at].text == "I":
            break
        if small and at + 1 < len(tokens) and tokens[at + 1].ent in ("GPE", "LOC", "DATE"):
            break  # "the broadcaster Rand in Oslo"
        at += 1
    return at


def _two(tokens: Sequence[Token], first: int) -> bool:
    """True where the statistics read first name and surname: "the group Anna Berg leads" names a person."""
    return (
        first + 1 < len(tokens) and tokens[first + 1].ent == "PERSON" and tokens[first + 1].text[:1].isupper()
    )


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """True for a small word inside a body's name: "Ministry of ...", "Fire and Rescue"."""
    heads, word, before = actor_words("organisation_heads"), tokens[at].text, tokens[at - 1].text
    after = [token for token in tokens[at + 1 : at + 3] if _capital(token)]
    if not after:
        return False
    if word in ("and", "&"):
        return before not in heads and tokens[at + 1].text in heads
    if word == "of" and at > 2 and tokens[at - 2].text in ("of", "for") and tokens[at - 3].text in heads:
        return True  # "Ministry of Defence of Ostria"
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
