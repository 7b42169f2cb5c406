"""One name, one kind in a report: the statistics propose, and what stands around its mentions votes.

A town that nobody has heard of is taken for a person as often as not; "in", a dateline, "X's army" and "the
mayor of X" say what it is, once for the whole report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ...data import actor_words
from ...model import MentionKind, Token
from .corporate import is_firm
from .figures.kinds import is_person
from .missed import of_a_person
from .naming import Name
from .personal import is_personal, lone

# "Albany police", "a Stockton man": what stands before these is where they are.
_LOCALS = {"police", "man", "woman", "men", "teen", "teenager", "boy", "girl", "couple", "resident", "residents",
           "firefighters", "neighborhood", "neighbourhood", "suburb", "native", "mayor", "authorities", "officials",
           "harbour", "harbor", "airport", "region", "district", "province", "county", "area", "city", "town", "village",
           "downtown", "outskirts", "Officer", "Officers"}  # fmt: skip
# What a country or a town has and a person has not: "X's army", "the X border".
_OWNED = {"army", "navy", "embassy", "border", "frontier", "parliament", "capital", "airspace", "coast", "coastline",
          "ministry", "territory", "suburbs", "outskirts", "mayor", "city", "waters"}  # fmt: skip
_RULED = {"government", "military", "forces", "troops", "minister", "president", "parliament", "police"}
_BUILT = {"viaduct", "tunnel", "dam", "pass", "crossing", "junction", "bridge", "river", "valley", "mine", "quarry",
          "lock", "reservoir", "road", "street", "hospital", "clinic", "festival", "prison"}  # fmt: skip
# "the mayor of X", "the outskirts of X", "north of X".
_OF_PLACES = {"mayor", "governor", "government", "people", "capital", "outskirts", "suburb", "centre", "center", "army",
              "embassy", "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "edge",
              "republic", "kingdom", "border", "parish", "elder", "bishop", "vicar", "prefect", "siege", "port", "out", "residents", "inhabitants", "streets"}  # fmt: skip
# Persons too are called these: "owner Ada Roe", "the crane operator Jan Roe".
_PERSONS_TOO = {
    "owner",
    "staff",
    "city",
    "town",
    "county",
    "state",
    "district",
    "port",
    "campaign",
    "police",
    "post",
}
_OPERATES = {"crane", "camera", "radio", "machine", "drone", "radar", "forklift", "telephone", "lift"}
_INSIDE = {"in", "near", "outside", "towards", "inside"}
_SIDES = {"neighbouring", "neighboring", "nearby", "northern", "southern", "eastern", "western", "central", "occupied", "rural"}  # fmt: skip
_EMPLOYS = {"employer", "operator", "manufacturer", "maker", "supplier", "insurer", "publisher", "airline", "company",
            "firm", "contractor", "utility", "union", "party", "club"}  # fmt: skip
_ADDRESSED = {"mr", "mrs", "ms", "miss"}
_SAYING = {"say", "tell", "add", "write", "reply", "ask", "answer"}
_ADDRESSED = {"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "dame"}
_BETWEEN = 3  # words that may stand between "X's" and what it owns: "X's newly formed navy"


def voted(tokens: Sequence[Token], names: Sequence[Name], settings: frozenset[str]) -> list[Name]:
    """The names, each with the kind that most speaks for; ``settings`` are the places of the dateline, folded."""
    votes: dict[str, Counter[MentionKind]] = {}
    surnames = {
        tokens[n.last - 1].text.casefold() for n in names if n.kind == "person" and n.last - n.first > 1
    }
    alone = lone(tokens)
    for name in names:
        ballot = votes.setdefault(_key(tokens, name), Counter())
        ballot[name.kind] += 2
        ballot.update(dict(_around(tokens, name, alone)))
    _towns(votes)
    for key, ballot in votes.items():
        if key in settings:
            ballot["place"] += 100
        elif key in surnames and not ballot["place"] > 6:
            ballot["person"] += 4
    return [replace(name, kind=_winner(votes[_key(tokens, name)])) for name in names]


def _winner(ballot: Counter[MentionKind]) -> MentionKind:
    return ballot.most_common(1)[0][0]


def _towns(votes: dict[str, Counter[MentionKind]]) -> None:
    """ "Upper Tarn" is where "Tarn" is, where only the short name stands behind "in"."""
    for key, ballot in votes.items():
        short = votes.get(key.rpartition(" ")[2]) if " " in key else None
        if short and _winner(short) == "place" and ballot["person"] <= 4:
            ballot["place"] += 5


def _key(tokens: Sequence[Token], name: Name) -> str:
    return " ".join(token.text.casefold() for token in tokens[name.first : name.last])


def _around(tokens: Sequence[Token], name: Name, alone: frozenset[str]) -> Iterator[tuple[MentionKind, int]]:
    """What the words around one mention say that it is, with their weight; each kind at most once."""
    before = tokens[name.first - 1].text.lower().rstrip(".") if name.first else ""
    place = max(_before(tokens, name, before), _after(tokens, name))
    if place:
        yield "place", place
    if (
        before == "the"
        and name.last - name.first == 1
        and tokens[name.first].text.lower() in actor_words("papers")
    ):
        yield "organisation", 6
    many = name.last - name.first > 1
    club = tokens[name.first].text.isupper() and tokens[name.first].text.lower() in actor_words("corporate")
    if many and (club or tokens[name.last - 1].text.lower() in actor_words("corporate")):
        yield "organisation", 6
    if (
        _called_body(tokens, name)
        or _apposed_body(tokens, name)
        or _employs(tokens, name)
        or is_firm(tokens, name)
    ):
        yield "organisation", 6
    personal = 4 if before in actor_words("titles") else 0
    if before in _ADDRESSED or of_a_person(tokens, name.last) or is_personal(tokens, name, alone):
        yield "person", 6
        return
    verb = tokens[tokens[name.last - 1].head]
    if name.kind == "person" and tokens[name.last - 1].dep == "nsubj" and verb.lemma in _SAYING:
        personal += 1
    if before == "our" and name.last - name.first == 2 and not _headed(tokens, name):
        yield "person", 5  # "Our Runa Dahl is on the quay"
    if before in _ADDRESSED and tokens[name.first - 1].text[:1].isupper():
        yield "person", 7  # nothing but a person is "Mr"
    elif personal and name.kind == "person":
        yield "person", personal


def _headed(tokens: Sequence[Token], name: Name) -> bool:
    """True for a name with a word for a body in it."""
    words = [token.text for token in tokens[name.first : name.last]]
    return any(word in actor_words("organisation_heads") or word.lower() in _bodies() for word in words)


def _called_body(tokens: Sequence[Token], name: Name) -> bool:
    """ "Grid operator Tallow Grid", "the aid group Lifeline": the noun right before a name calls it a body."""
    if name.first == 0:
        return False
    noun = tokens[name.first - 1]
    if (
        noun.pos != "NOUN"
        or noun.tag != "NN"
        or noun.head < name.first - 1
        or noun.lemma.lower() in _PERSONS_TOO
    ):
        return False
    who = tokens[name.first - 2].text.lower() if name.first > 1 else ""
    return noun.lemma.lower() in _bodies() and not (noun.lemma.lower() == "operator" and who in _OPERATES)


def _employs(tokens: Sequence[Token], name: Name) -> bool:
    """ "his employer, Norgrid": the noun before the comma calls it a body."""
    if name.first < 3 or tokens[name.first - 1].text != ",":
        return False
    noun, owner = tokens[name.first - 2], tokens[name.first - 3]
    return noun.lemma.lower() in _EMPLOYS and (owner.tag in ("PRP$", "POS") or owner.text.lower() == "the")


def _apposed_body(tokens: Sequence[Token], name: Name) -> bool:
    """ "Norne Nine, a security firm in Selm": the noun phrase that stands beside a name calls it a body."""
    at = name.last + 1
    if (
        at + 1 >= len(tokens)
        or tokens[name.last].text != ","
        or tokens[at].text.lower() not in ("a", "an", "the", "its")
    ):
        return False
    end = at + 1
    while end < min(len(tokens), at + 7) and (
        tokens[end].pos in ("NOUN", "PROPN", "ADJ", "NUM") or tokens[end].text in ("-", "'s", "’s")
    ):
        end += 1
    noun = tokens[end - 1]
    if noun.pos != "NOUN" or noun.tag != "NN" or noun.lemma.lower() in _PERSONS_TOO:
        return False
    who = tokens[end - 2].text.lower()
    return noun.lemma.lower() in _bodies() and not (noun.lemma.lower() == "operator" and who in _OPERATES)


@cache
def _bodies() -> frozenset[str]:
    return actor_words("bodies") | actor_words("firms")


def _before(tokens: Sequence[Token], name: Name, before: str) -> int:
    governor = tokens[name.first - 2].lemma.lower() if name.first > 1 else ""
    if before in _SIDES and name.first > 1:
        return 4 if tokens[name.first - 2].text.lower() in _INSIDE else 0
    if before in _INSIDE:
        return 4 if tokens[name.first - 1].pos == "ADP" else 3
    if before == "of":
        return 4 if governor in actor_words("place_heads") | _OF_PLACES else 0
    if before == "at":
        of_people = governor in actor_words("offices") | actor_words("unnamed") | actor_words("titles")
        return 1 if of_people or (name.kind == "organisation" and governor == "work") else 3
    if before == "from" and governor and is_person(governor):
        return 4  # "a 44-year-old man from Brell"
    return 1 if before == "from" else 0


def _after(tokens: Sequence[Token], name: Name) -> int:
    at = name.last
    if at >= len(tokens):
        return 0
    word = tokens[at].text
    if word in _LOCALS:
        return 3
    if word in ("'s", "’s", "'", "’"):
        near = {t.text.lower() for t in tokens[at + 1 : at + 1 + _BETWEEN]}
        return 5 if near & _OWNED else 2 if near & _RULED else 0
    if word in _OWNED | _RULED or word in _BUILT:
        return 3
    return 0
