"""Names by the statistics, set right where they are known to fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...data import actor_words, peoples, places, table
from ...data.numerals import cardinals
from ...model import MentionKind, Token
from .figures.kinds import is_person
from .naming import Name, of_members


def by_entity(tokens: Sequence[Token]) -> Iterator[Name]:
    """What the parser takes for a person, a body or a place, without articles, numbers and titles, in order."""
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
        while (
            end < len(tokens)
            and tokens[end].ent == label
            and not tokens[end].ent_start
            and not _broken(tokens, end)
        ):
            end += 1
        if label in ("ORG", "PERSON") and end == at + 1 and _only_opens(tokens, at):
            at = end
            continue
        if label in kinds or (
            label in ("PRODUCT", "WORK_OF_ART", "EVENT", "NORP")
            and (_located(tokens, at) or _of_the_press(tokens, _trimmed(tokens, at, end)[0]))
        ):
            first, last = _trimmed(tokens, at, end)
            if label == "ORG" and tokens[end - 1].text == "of" and last - first == 3:
                label, last = "PERSON", last - 1  # "Ada Roe of" the guild, whose name was found by itself
            kind = kinds.get(label, "organisation" if _of_the_press(tokens, first) else "place")
            if kind != "place":
                first = _given_names(tokens, first, last) if kind == "person" else first
                kind = "person" if _titled(tokens, first) else kind
                if (members := of_members(tokens, first)) < first:
                    first, kind = members, "organisation"
            named = any(token.text[:1].isupper() for token in tokens[first:last]) and not (
                kind != "place" and last - first == 1 and _an_office(tokens, last)
            )
            if (
                first < last
                and named
                and tokens[last - 1].text not in peoples()
                and not _medium(tokens, first)
            ):
                yield Name(first, last, kind)
        at = end


def _many(word: str) -> bool:
    """True for what several persons are called, with the capital of its sentence: "Farmers", "Brothers"."""
    return word.endswith("s") and is_person(word) and not is_person(f"{word}s")


def _only_opens(tokens: Sequence[Token], at: int) -> bool:
    """True for an adjective whose capital opens the sentence: "Furious owner N spoke"."""
    opens = at == 0 or tokens[at - 1].text[-1:] in '.!?:"“”' or tokens[at].start - tokens[at - 1].end > 1
    over = tokens[tokens[at].head]
    common = over.pos == "NOUN" and over.text.islower() and tokens[at].head > at
    return opens and tokens[at].pos == "ADJ" and tokens[at].dep == "amod" and common


def _broken(tokens: Sequence[Token], at: int) -> bool:
    """True before a dash between spaces or a parenthesis taken out: no name runs on over it."""
    gap = tokens[at].start - tokens[at - 1].end
    return gap > 2 or (gap > 0 and tokens[at].text in ("-", "–", "—", "--")) or tokens[at].text in ("(", ")")


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    while first < last and (
        tokens[first].text.lower() in ("the", "a", "an")
        or tokens[first].tag == "CD"
        or tokens[first].text.lower() in cardinals()
        or not tokens[first].text[:1].isalnum()
    ):
        first += 1
    while last > first and (
        tokens[last - 1].text in ("'s", "’s", "'", "’", ",", ".", "-") or _verb(tokens[last - 1])
    ):
        last -= 1
    titles = actor_words("titles")
    while (
        first < last - 1
        and tokens[first].text.lower().rstrip(".") in titles
        and tokens[first].text[0].isupper()
    ):
        first += 1
    if last - first > 2 and tokens[first].ent == "PERSON" and _by_trade(tokens[first].text):
        first += 1  # "Journalist N N"
    return first, last


def _by_trade(word: str) -> bool:
    """True for what a person is called by before the whole name: "Journalist", "Survivor", "Guide"."""
    return word[:1].isupper() and (
        word.lower() in table("persons.json")["nouns"]
        or word.lower() in table("chains.json")["people"].split()
    )


def _verb(token: Token) -> bool:
    """True for the "is" of "Dr K. is ...", which the statistics took for part of the name."""
    return token.pos == "AUX" and token.text.islower()


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
        and not (last - first > 1 and _by_trade(tokens[first - 1].text))
        and tokens[first - 1].head in range(first - 1, last)
        and not tokens[first - 1].ent
        and tokens[first].start - tokens[first - 1].end == 1
        and tokens[first - 1].text not in places()
        and not _many(tokens[first - 1].text)
    ):
        first -= 1
    return first


def _medium(tokens: Sequence[Token], at: int) -> bool:
    """True for where something was written: "on Telegram"."""
    before = tokens[at - 1].text.lower() if at else ""
    return before in ("on", "via", "through") and tokens[at].text.lower() in table("manner.json")["media"]


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


def _of_the_press(tokens: Sequence[Token], at: int) -> bool:
    """ "The newsletter The Dornby Week": a paper's name, which the statistics take for a work."""
    before = at - 1 if at and tokens[at - 1].text != "The" else at - 2
    kind = tokens[before].lemma.lower() if before >= 0 else ""
    return kind in actor_words("press_kinds") and tokens[before].text.islower()


def _located(tokens: Sequence[Token], at: int) -> bool:
    """A name right after "in", "near" ... is a place, whatever the statistics say."""
    before = tokens[at - 1] if at else None
    return (
        before is not None
        and before.text.lower() in ("in", "near", "from", "towards", "outside")
        and tokens[at].pos == "PROPN"
        and tokens[at].text.isalpha()
    )
