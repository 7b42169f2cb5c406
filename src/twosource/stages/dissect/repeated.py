"""What the rest of a report tells of a name: a place named again, the people of a place, a word that is no name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...data import places
from ...model import Token
from .bodies import short_forms
from .naming import Name

# A place's name with one of these names its people: Nestar, Nestari; Dorema, Doreman.
_ENDINGS = ("i", "is", "an", "ans", "n", "ns", "ian", "ians", "ese", "ish", "ite", "ites", "er", "ers")
_PLACING = frozenset(("in", "near", "at", "outside", "around"))
_SENTENCE_ENDS = frozenset('.!?:;"“”')


def again(
    tokens: Sequence[Token], known: Sequence[Name], settings: frozenset[str], taken: bytearray
) -> list[Name]:
    """The mentions of known places, and of the dateline's, that nothing proposed."""
    wanted: dict[str, set[tuple[str, ...]]] = {}
    for name in known:
        words = tuple(token.text for token in tokens[name.first : name.last])
        if all(word[:1].isupper() and len(word) > 2 for word in words):
            wanted.setdefault(words[0], set()).add(words)
    found: list[Name] = []
    for at, token in enumerate(tokens):
        if taken[at]:
            continue
        if token.text.casefold() in settings and token.text[:1].isupper():
            found.append(Name(at, at + 1, "place"))
        for words in wanted.get(token.text, ()):
            end = at + len(words)
            if (
                tuple(t.text for t in tokens[at:end]) == words
                and not any(taken[at:end])
                and _alone(tokens, at, end)
            ):
                found.append(Name(at, end, "place"))
                break
        if found and found[-1].first == at:
            taken[at : found[-1].last] = b"\1" * (found[-1].last - at)
    return found


def shorter(tokens: Sequence[Token], known: Sequence[Name], taken: bytearray) -> list[Name]:
    """ "Norwend declined": what the report calls a body for short, by the first word of its name, where nothing proposed it."""
    bodies: dict[str, set[str]] = {}
    for name in known:
        words = [token.text for token in tokens[name.first : name.last]]
        short = name.kind == "organisation" and words[0].lower() in short_forms([w.lower() for w in words])
        bodies.setdefault(words[0], set()).add(" ".join(words) if short else "")
    there = [
        at
        for at, token in enumerate(tokens)
        if not taken[at]
        and bodies.get(token.text, {""}) - {""}
        and token.pos == "PROPN"
        and _alone(tokens, at, at + 1)
    ]
    placed = {tokens[at].text for at in there if at and tokens[at - 1].text.lower() in _PLACING}
    found = [
        Name(at, at + 1, "organisation")
        for at in there
        if len(bodies[tokens[at].text]) == 1 and tokens[at].text not in placed | places().keys()
    ]
    for name in found:
        taken[name.first] = 1
    return found


def _alone(tokens: Sequence[Token], first: int, last: int) -> bool:
    """True where no other capital of the same phrase stands beside ("Kestrel Pass Road")."""
    for at, near in ((first - 1, first), (last, last - 1)):
        if 0 <= at < len(tokens):
            gap = max(tokens[at].start, tokens[near].start) - min(tokens[at].end, tokens[near].end)
            if gap <= 1 and tokens[at].pos == "PROPN" and tokens[at].text[:1].isupper():
                return False
    return True


def peoples_of(tokens: Sequence[Token], names: Sequence[Name]) -> set[Name]:
    """The names that are those of a people: a place of the report with an ending ("Nestari soldiers")."""
    stems = {tokens[n.first].text.casefold() for n in names if n.kind == "place" and n.last - n.first == 1}
    modifiers = _modifying(tokens, names)
    return {
        name
        for name in names
        if name.first in modifiers
        or (
            name.known is None
            and name.last - name.first == 1
            and _of_a_people(tokens[name.first].text.casefold(), stems)
        )
    }


def _modifying(tokens: Sequence[Token], names: Sequence[Name]) -> set[int]:
    """Names with such an ending that stand before persons and nowhere else: "Nestari officials say"."""
    found: dict[str, list[tuple[int, bool]]] = {}
    for name in names:
        word = tokens[name.first].text
        if (
            name.known
            or name.last - name.first > 1
            or not word.endswith(("i", "ian", "ese", "ish"))
            or len(word) < 5
        ):
            continue
        after = tokens[name.last] if name.last < len(tokens) else None
        persons = after is not None and after.tag == "NNS" and after.text.islower()
        found.setdefault(word, []).append((name.first, persons and tokens[name.first].head == name.last))
    return {at for each in found.values() if all(before for _, before in each) for at, _ in each}


def _of_a_people(word: str, stems: set[str]) -> bool:
    return any(
        word.endswith(ending) and (stem := word[: -len(ending)]) and len(stem) >= 4
        and (stem in stems or f"{stem}a" in stems)
        for ending in _ENDINGS
    )  # fmt: skip


def common_words(tokens: Sequence[Token]) -> frozenset[int]:
    """Where a capital only opens a sentence: the offsets of words that the report also writes small, as nouns."""
    small = {
        t.text for t in tokens if t.text.islower() and t.pos in ("NOUN", "ADJ", "ADV") and len(t.text) > 3
    }
    return frozenset(
        token.start
        for at, token in _openers(tokens)
        if token.text.lower() in small and not _named(tokens, at)
    )


def _openers(tokens: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    for at, token in enumerate(tokens):
        opens = at == 0 or tokens[at - 1].text[-1:] in _SENTENCE_ENDS or token.start - tokens[at - 1].end > 1
        if opens and token.text[:1].isupper() and not token.text.isupper():
            yield at, token


def _named(tokens: Sequence[Token], at: int) -> bool:
    """True where more capitals follow ("Rose Marten") or the word names its bearer ("Rose said")."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None:
        return False
    return (after.pos == "PROPN" and after.text[:1].isupper()) or after.lemma in (
        "say",
        "tell",
        "add",
        "write",
    )
