"""Which runs of tokens are names, and of what: a person, an organisation or a place.

The statistical entities are a proposal; the tables overrule them where they are known to fail (a region
taken for a product, an outlet for a country), and the shape of a name decides where neither knows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ...data import KnownSource, known_sources, peoples, places, table
from ...model import MentionKind, Token


@cache
def actor_words(kind: str) -> frozenset[str]:
    """A word list of actors.json."""
    return frozenset(table("actors.json")[kind])


@dataclass(frozen=True, slots=True)
class Name:
    """A run of tokens that names something."""

    first: int
    last: int  # exclusive
    kind: MentionKind
    known: KnownSource | None = None


def names(tokens: Sequence[Token]) -> list[Name]:
    """The names in order; no two overlap."""
    taken = bytearray(len(tokens))
    found: list[Name] = []
    for name in [
        *_by_table(tokens),
        *_by_shape(tokens),
        *_voted(tokens, [*_by_entity(tokens), *_by_title(tokens), *_by_setting(tokens)]),
    ]:
        if not any(taken[name.first : name.last]):
            found.append(name)
            taken[name.first : name.last] = b"\1" * (name.last - name.first)
    return sorted(found, key=lambda name: name.first)


# "Albany police", "a Stockton man": what stands before these is where they are.
_LOCALS = {"police", "man", "woman", "men", "teen", "teenager", "boy", "girl", "couple", "resident", "residents",
           "firefighters", "neighborhood", "neighbourhood", "suburb", "native", "mayor", "authorities", "officials",
           "harbour", "harbor", "airport", "region", "district", "province", "county", "area", "city", "town", "village",
           "downtown", "outskirts", "Officer", "Officers"}  # fmt: skip


def _voted(tokens: Sequence[Token], names: Sequence[Name]) -> list[Name]:
    """One name, one kind in a report: titles, prepositions and the statistics vote."""
    votes: dict[str, Counter[MentionKind]] = {}
    for name in names:
        ballot = votes.setdefault(_key(tokens, name), Counter())
        ballot[name.kind] += 2
        before = tokens[name.first - 1].text.lower().rstrip(".") if name.first else ""
        if name.kind == "person" and before in actor_words("titles"):
            ballot["person"] += 4
        after = tokens[name.last].text if name.last < len(tokens) else ""
        if before in ("in", "near", "outside", "towards"):
            ballot["place"] += 3
        elif (
            before == "of"
            and name.first > 1
            and tokens[name.first - 2].lemma.lower() in actor_words("place_heads")
        ):
            ballot["place"] += 4
        elif before in ("at", "from"):
            ballot["place"] += 1
        if after in _LOCALS:
            ballot["place"] += 3
    return [replace(name, kind=votes[_key(tokens, name)].most_common(1)[0][0]) for name in names]


def _key(tokens: Sequence[Token], name: Name) -> str:
    return " ".join(token.text.casefold() for token in tokens[name.first : name.last])


@cache
def _table() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Names of known sources and places by their first word, the longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in [*known_sources(), *places()]:
        pieces = tuple(_pieces(name))
        by_first.setdefault(pieces[0], []).append((pieces, name))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in by_first.items()}


def _pieces(name: str) -> Iterator[str]:
    yield from name.replace("'s ", " 's ").replace("-", " - ").split()


def _by_table(tokens: Sequence[Token]) -> Iterator[Name]:
    table_, known, at = _table(), known_sources(), 0
    while at < len(tokens):
        for pieces, name in table_.get(tokens[at].text, ()):
            end = at + len(pieces)
            if not _same(tokens, at, pieces):
                continue
            source = known.get(name)
            if source is None:
                if _longer_name(tokens, at, end):
                    break
                yield Name(at, end, "place")
            elif (len(name) <= 3 and not name.isupper()) or (
                _longer_name(tokens, at, end) and len(pieces) == 1
            ):
                break
            else:
                yield Name(at, end, "organisation", source)
            at = end - 1
            break
        at += 1


def _same(tokens: Sequence[Token], at: int, pieces: tuple[str, ...]) -> bool:
    return at + len(pieces) <= len(tokens) and all(
        tokens[at + i].text.replace("’", "'") == piece for i, piece in enumerate(pieces)
    )


def _longer_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """True where the known name is only a part of a longer one ("Kursk Institute", "Paris Hilton")."""
    for at in (last, first - 1):
        if 0 <= at < len(tokens):
            token = tokens[at]
            near = (
                tokens[last - 1].end + 1 >= token.start
                if at == last
                else token.end + 1 >= tokens[first].start
            )
            if near and token.pos == "PROPN" and token.text[:1].isupper() and token.text[1:2].islower():
                same = tokens[first].ent and token.ent == tokens[first].ent
                inside = not tokens[last if at == last else first].ent_start if last < len(tokens) else True
                if token.text in actor_words("organisation_heads") or (
                    same and inside and token.ent in ("ORG", "PERSON", "FAC")
                ):
                    return True
    return False


def _by_shape(tokens: Sequence[Token]) -> Iterator[Name]:
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


def _by_entity(tokens: Sequence[Token]) -> Iterator[Name]:
    kinds: dict[str, MentionKind] = {
        "PERSON": "person",
        "ORG": "organisation",
        "GPE": "place",
        "LOC": "place",
        "FAC": "place",
    }
    at = 0
    while at < len(tokens):
        label = tokens[at].ent
        end = at + 1
        while end < len(tokens) and tokens[end].ent == label and not tokens[end].ent_start:
            end += 1
        if label in kinds or (label in ("PRODUCT", "WORK_OF_ART", "EVENT", "NORP") and _located(tokens, at)):
            first, last = _trimmed(tokens, at, end)
            kind = kinds.get(label, "place")
            if kind != "place":
                first = _given_names(tokens, first, last) if kind == "person" else first
                kind = "person" if _titled(tokens, first) else kind
            named = any(token.text[:1].isupper() for token in tokens[first:last]) and not (
                kind == "organisation" and last - first == 1 and _an_office(tokens, last)
            )
            if first < last and named and tokens[last - 1].text not in peoples():
                yield Name(first, last, kind)
        at = end


def _by_title(tokens: Sequence[Token]) -> Iterator[Name]:
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


def _by_setting(tokens: Sequence[Token]) -> Iterator[Name]:
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


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    while first < last and tokens[first].text.lower() in ("the", "a", "an"):
        first += 1
    while last > first and tokens[last - 1].text in ("'s", "’s", "'", "’", ",", ".", "-"):
        last -= 1
    titles = actor_words("titles")
    while (
        first < last - 1
        and tokens[first].text.lower().rstrip(".") in titles
        and tokens[first].text[0].isupper()
    ):
        first += 1
    return first, last


def _given_names(tokens: Sequence[Token], first: int, last: int) -> int:
    """The start of a person's name with the first names that the statistics cut off."""
    titles = actor_words("titles")
    while (
        first > 0
        and last - first < 4
        and tokens[first - 1].pos == "PROPN"
        and tokens[first - 1].text[:1].isupper()
        and not tokens[first - 1].text.isupper()
        and tokens[first - 1].text.lower().rstrip(".") not in titles
        and tokens[first - 1].head in range(first - 1, last)
        and not tokens[first - 1].ent
        and tokens[first].start - tokens[first - 1].end == 1
        and tokens[first - 1].text not in places()
    ):
        first -= 1
    return first


def _titled(tokens: Sequence[Token], first: int) -> bool:
    """True after "Dr", "Chief" or "its spokesman, "."""
    if first and tokens[first - 1].text.lower().rstrip(".") in actor_words("titles"):
        return True
    return (
        first > 1
        and tokens[first - 1].text == ","
        and tokens[first - 2].pos == "NOUN"
        and tokens[first - 2].lemma in actor_words("titles") | actor_words("offices")
    )


def _an_office(tokens: Sequence[Token], at: int) -> bool:
    """True before "Minister <Name>": the word before it ("Interior") is part of the office."""
    return (
        at + 1 < len(tokens)
        and tokens[at].text.lower() in actor_words("titles")
        and tokens[at].text[:1].isupper()
        and tokens[at + 1].text[:1].isupper()
    )


def _located(tokens: Sequence[Token], at: int) -> bool:
    """A name right after "in", "near" ... is a place, whatever the statistics say."""
    before = tokens[at - 1] if at else None
    return (
        before is not None
        and before.text.lower() in ("in", "near", "from", "towards", "outside")
        and tokens[at].pos == "PROPN"
        and tokens[at].text.isalpha()
    )
