"""Names that the statistics missed: after a title, after "in", before "police" and "who", bodies in capitals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...data import actor_words, peoples
from ...model import Token
from .naming import Name


def by_title(tokens: Sequence[Token]) -> Iterator[Name]:
    """Persons that the statistics missed: capitals right after a personal title ("Ms Vera Lund")."""
    titles = actor_words("titles")
    reach = _reaches(tokens)
    for at in range(1, len(tokens)):
        token, before = tokens[at], tokens[at - 1]
        if token.ent or token.pos != "PROPN" or before.text.lower().rstrip(".") not in titles:
            continue
        if not before.text[:1].isupper() or token.start - before.end != 1 or not token.text[:1].isupper():
            continue
        last = reach[at]
        office = tokens[last - 1].text.lower() in titles | actor_words(
            "offices"
        )  # "Deputy Agriculture Minister"
        if (
            not office
            and token.text.lower().rstrip(".") not in titles
            and token.text not in actor_words("organisation_heads")
        ):
            yield Name(at, last, "person")


def _reaches(tokens: Sequence[Token]) -> list[int]:
    """For each word where the capitals beside it that are no known name end: the place after the last."""
    reach = [0] * len(tokens)
    for at in range(len(tokens) - 1, -1, -1):
        goes_on = (
            at + 1 < len(tokens)
            and tokens[at + 1].pos == "PROPN"
            and tokens[at + 1].text[:1].isupper()
            and tokens[at + 1].start - tokens[at].end <= 1
            and not tokens[at + 1].ent
        )
        reach[at] = reach[at + 1] if goes_on else at + 1
    return reach


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
        while last < len(tokens) and unseen(tokens[last]) and (last == at or _beside(tokens, last)):
            last += 1
        if last == at:
            at += 1
            continue
        before = tokens[at - 1] if at else None
        placed = (
            before is not None and before.text.lower() in ("in", "near", "outside") and before.pos == "ADP"
        )
        placed = placed or _in_the_village_of(tokens, at)
        after = tokens[last].text if last < len(tokens) else ""
        if (
            placed or after in ("police", "man", "woman", "native", "resident", "residents")
        ) and last - at <= 3:
            yield Name(at, last, "place")
        at = last


def by_who(tokens: Sequence[Token]) -> Iterator[Name]:
    """Persons that the statistics missed: two or three capitals that "who" or an age stands behind ("Una Sell, 58,")."""
    reach = _reaches(tokens)
    heads = actor_words("organisation_heads")
    at = 0
    while at < len(tokens):
        last = reach[at] if unseen(tokens[at]) else at
        words = tokens[at:last]
        if (
            2 <= len(words) <= 3
            and all(unseen(word) for word in words)
            and not any(
                word.text in heads or word.text.lower() in actor_words("place_heads") for word in words
            )
            and of_a_person(tokens, last)
        ):
            yield Name(at, last, "person")
        at = max(last, at + 1)


def of_a_person(tokens: Sequence[Token], at: int) -> bool:
    """True where ", who" or ", 58," stands here."""
    after = [token.text for token in tokens[at : at + 3]]
    if len(after) < 3 or after[0] != ",":
        return False
    return after[1] == "who" or (after[1].isdigit() and len(after[1]) == 2 and after[2] in (",", "."))


def _in_the_village_of(tokens: Sequence[Token], at: int) -> bool:
    """ "the village of Osk", "the port of Brell"."""
    if at < 2 or tokens[at - 1].text != "of":
        return False
    return tokens[at - 2].text in (
        "village",
        "town",
        "city",
        "port",
        "hamlet",
        "island",
        "suburb",
        "district",
        "province",
    )


def unseen(token: Token) -> bool:
    """True for a capital that the statistics give no name's label."""
    capital = (
        token.pos == "PROPN" and token.text[:1].isupper() and token.text.isalpha() and len(token.text) > 2
    )
    odd = token.ent in ("", "DATE", "NORP", "LAW", "LANGUAGE")
    return capital and odd and token.text.lower() not in _CALENDAR and token.text not in peoples()


def _beside(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].start - tokens[at - 1].end <= 1


_SPEAKING = frozenset(("say", "tell", "report", "announce", "add", "write", "state", "claim", "warn", "confirm", "deny",
                       "quote", "cite", "note", "publish", "broadcast"))  # fmt: skip
# Offices in capitals that no list of offices has in full.
_SHORT = frozenset(
    ("mp", "mps", "pm", "mep", "ceo", "cfo", "coo", "gp", "dj", "da", "qc", "kc", "msp", "faq", "ps", "asap")
)


def by_acronym(tokens: Sequence[Token]) -> Iterator[Name]:
    """Bodies called by capitals alone: named as one somewhere ("the agency TASK"), or speaking ("NVDR said")."""
    seen = [at for at in range(len(tokens)) if _acronym(tokens, at)]
    bodies = {tokens[at].text for at in seen if _is_body(tokens, at)}
    for at in seen:
        if tokens[at].text in bodies:
            yield Name(at, at + 1, "organisation")


def _acronym(tokens: Sequence[Token], at: int) -> bool:
    """True for a word in capitals among words that are not, which the statistics pass over."""
    token = tokens[at]
    if not (3 <= len(token.text) <= 7 and token.text.isalpha() and token.text.isupper()) or token.ent:
        return False
    if token.pos not in ("PROPN", "NOUN") or token.text.lower() in _SHORT | _CALENDAR:
        return False
    if token.text.lower() in actor_words("offices") | actor_words("titles"):
        return False
    near = [tokens[i] for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
    return not any(t.text == ":" or (len(t.text) > 1 and t.text.isalpha() and t.text.isupper()) for t in near)


def _is_body(tokens: Sequence[Token], at: int) -> bool:
    """True beside "agency", "union", "channel", as a subject that speaks, and after "according to"."""
    token, over = tokens[at], tokens[tokens[at].head]
    beside = [tokens[i] for i in (at - 1, at + 1, at + 2) if 0 <= i < len(tokens)]
    if any(t.pos == "NOUN" and t.lemma.lower() in actor_words("bodies") and _near(t, token) for t in beside):
        return True
    if token.dep == "nsubj" and over.pos == "VERB" and over.lemma in _SPEAKING:
        return True
    return token.dep == "pobj" and over.text.lower() == "to" and tokens[over.head].text.lower() == "according"


def _near(a: Token, b: Token) -> bool:
    """True where nothing but a word of the same phrase stands between."""
    return max(a.start, b.start) - min(a.end, b.end) <= 12
