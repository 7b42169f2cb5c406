"""What a source rests on: "pictures a service shared with us", "the number the company gave me".

Each rule starts at one word (of giving, getting, sharing, using, working together) and asks who has what
from whom. ``holder`` is who has it, ``giver`` from whom; nothing is inferred that the text does not say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ....data import table
from ..parties import Party, party, sourcelike, words
from ..speakers import Speakers
from ..syntax.phrased import noun_from
from ..syntax.tree import Tree
from .exchanged import Found, from_whom, shared, supported, whose, worked
from .handed import (
    GATHERS,
    HEARD,
    POINTS,
    RESTS,
    THAT,
    belonging,
    came,
    confirmed,
    given,
    got,
    quoted_from,
    rested,
    so_told,
    used,
)
from .owed import owed
from .passing import passed

# Who speaks for their body without a name; an "official" or a "source" who is not named may not.
_OFFICERS = frozenset(table("actors.json")["ranks"]) - {"private"} | {
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "clerk",
}
_ONES_OWN = (
    "government",
    "office",
    "ministry",
    "department",
    "service",
    "agency",
    "staff",
    "team",
    "people",
    "side",
)
_LANDS = ("country", "nation", "state", "ally", "government", "capital", "power")
_WHOSE = ("its", "their", "his", "her")
_OF = ("of", "from", "at", "with", "for")
_JOINT = frozenset(
    [
        "work",
        "cooperate",
        "co-operate",
        "collaborate",
        "coordinate",
        "co-ordinate",
        "liaise",
        "team",
        "partner",
    ]
)


class Basis(NamedTuple):
    """Who has something from whom. ``holder`` is a token, or None: whoever makes the statement.

    ``kind`` is basis, work (worked out together) or support; ``about`` is "number" or "claim" where it
    tells of what was said before ("that is the number ..."), else "". ``loose`` is one told in passing: it is the
    basis of who is quoted in its sentence.
    """

    at: int
    holder: int | None
    giver: Party
    kind: str
    about: str = ""
    loose: bool = False


def bases(tree: Tree, speakers: Speakers) -> tuple[Basis, ...]:
    """Every stated basis of a report, in order; time is linear in its tokens."""
    found: list[Basis] = []
    for index, lemma in enumerate(tree.lemmas):
        for at, holder, giver, kind in _at(tree, index) if lemma in _beginnings() else ():
            if giver == holder or not sourcelike(tree, speakers, giver) or tree.of(at, "neg"):
                continue
            who = _having(tree, speakers, holder)
            if who is None and holder is not None and tree.tokens[at].pos == "VERB" and kind == "basis":
                continue  # somebody has it, and we cannot say who
            found.append(Basis(at, who, _behind(tree, speakers, giver), kind, _about(tree, at)))
    passing = list(_in_passing(tree, speakers, found))
    again = {_told(tree, basis) for basis in passing if basis.loose}
    kept = [basis._replace(loose=_nobodys(basis) and _told(tree, basis) in again) for basis in found]
    known = {_told(tree, basis) for basis in kept if basis.loose}
    fresh = (basis for basis in passing if _told(tree, basis) not in known)
    return tuple(sorted([*kept, *fresh], key=lambda basis: basis.at))


def _told(tree: Tree, basis: Basis) -> tuple[int, str]:
    """The sentence of a basis, and who gave it."""
    return tree.sentence[basis.at], basis.giver.source.source_id


def _nobodys(basis: Basis) -> bool:
    """True where the grammar does not say who has it: "based on information received from the port, ..."."""
    return basis.holder is None and basis.kind == "basis" and not basis.about


def _in_passing(tree: Tree, speakers: Speakers, found: Sequence[Basis]) -> Iterator[Basis]:
    """What the order of words tells and the grammar did not."""
    told = {_told(tree, basis) for basis in found if not _nobodys(basis)}
    for at, holder, giver, about in owed(tree):
        if not sourcelike(tree, speakers, giver):
            continue
        who = _behind(tree, speakers, giver)
        if (tree.sentence[at], who.source.source_id) not in told:
            told.add((tree.sentence[at], who.source.source_id))
            yield Basis(at, holder, who, "basis", about, loose=holder is None and tree.quote[at] < 0)
    for at, giver in passed(tree):
        if sourcelike(tree, speakers, giver) or tree.tokens[giver].lemma.lower() in _LANDS:
            who = _behind(tree, speakers, giver)
            if (tree.sentence[at], who.source.source_id) not in told:
                yield Basis(at, None, who, "basis", loose=True)


def _behind(tree: Tree, speakers: Speakers, giver: int) -> Party:
    """Who gave it; an officer who is not named gave it for the body that they are said to be of."""
    who = party(tree, speakers, giver)
    if who.source.named or who.start is None or who.end is None:
        return who
    inside = tree.between(who.start, who.end)
    for at in inside[:-2]:
        if (
            tree.tokens[at].lemma.lower() in _OFFICERS
            and tree.tokens[at + 1].text.lower() in _OF
            and (noun := noun_from(tree, at + 2, inside[-1] + 1)) is not None
        ):
            names = (n for n in range(noun, at + 1, -1) if n == noun or tree.tokens[n].pos == "PROPN")
            bodies = (party(tree, speakers, each) for each in names)
            found = next((b for b in bodies if b.source.named and b.source.kind != "person"), None)
            if found is not None:
                return found
    return who


def _having(tree: Tree, speakers: Speakers, holder: int | None) -> int | None:
    """The holder where it is somebody; a figure or an account is its owner's; other things are the teller's."""
    if holder is None:
        return None
    if tree.tokens[holder].lemma.lower() in words("information") | words("accounts") | words("documents"):
        return next(whose(tree, holder), None)
    if (
        tree.tokens[holder].lemma.lower() in _ONES_OWN
    ):  # "her government knew this from": the minister who speaks of it
        owner = next((at for at in tree.of(holder, "poss") if tree.tokens[at].tag == "PRP$"), None)
        holder = holder if owner is None or tree.tokens[owner].text.lower() in ("my", "our") else owner
    return holder if sourcelike(tree, speakers, holder) else None


@cache
def _beginnings() -> frozenset[str]:
    """The lemmas at which a rule starts."""
    lists = ("give", "get", "use", "exchange", "information", "support")
    return (
        HEARD
        | words("stem")
        | _JOINT
        | {"confirm", "be", "share"}
        | GATHERS
        | RESTS
        | words("cite")
        | POINTS
        | {each for name in lists for each in words(name)}
    )


def _at(tree: Tree, index: int) -> Iterator[Found]:
    token, lemma = tree.tokens[index], tree.lemmas[index]
    if token.pos in ("VERB", "AUX"):
        if lemma in words("give"):
            yield from given(tree, index, lemma)
        if lemma == "confirm":
            yield from confirmed(tree, index)
        if lemma in words("get") or lemma in HEARD:
            yield from got(tree, index, lemma)
        if lemma in words("stem"):
            yield from came(tree, index)
        if lemma in RESTS | GATHERS:
            yield from rested(tree, index)
        elif lemma in words("cite") | POINTS:
            quoted = tuple(quoted_from(tree, index))
            yield from quoted or used(tree, index)
        elif lemma in words("use"):
            yield from used(tree, index)
        if lemma in _JOINT:
            yield from worked(tree, index)
        if lemma == "be":
            yield from belonging(tree, index)
    if token.pos in ("NOUN", "VERB") and (lemma in words("exchange") or lemma == "share"):
        yield from shared(tree, index, lemma)
    if token.pos == "NOUN" and lemma in words("information"):
        yield from from_whom(tree, index)
    if token.pos == "NOUN" and lemma in words("support"):
        yield from supported(tree, index)


# --- sharing and working together ------------------------------------------------------------


def _about(tree: Tree, at: int) -> str:
    """What an anaphoric basis tells of: "that is the number the company gave me" is about a number."""
    climb = at
    for _ in range(4):
        token = tree.tokens[climb]
        if token.dep == "attr":
            copula = token.head
            subjects = tree.of(copula, "nsubj")
            if subjects and tree.tokens[subjects[0]].text.lower() in THAT:
                return "number" if token.lemma.lower() in words("numbers") else "claim"
        climb = token.head
    if any(tree.tokens[s].lemma.lower() in words("numbers") for s in tree.of(at, "nsubj")):
        return "number"
    attributes = [tree.tokens[o] for o in tree.of(at, "attr")]
    if tree.tokens[at].lemma == "be" and any(o.lemma.lower() in words("numbers") for o in attributes):
        return "number"
    if any(tree.tokens[s].lemma.lower() in words("numbers") for s in tree.of(at, "nsubjpass")):
        return "number"
    objects = [tree.tokens[o].text.lower() for o in tree.of(at, "dobj")]
    told = so_told(tree, at) or any(o in ("that", "this", "it") for o in objects)
    told = told or _what_was_said(tree, at) or tree.lemmas[at] in words("cite") | POINTS
    return "claim" if told or _shown_me(tree, at) else ""


def _what_was_said(tree: Tree, at: int) -> bool:
    """ "The information came from N", "it bases its assessment on reports from N": what was just said is meant."""
    climb = at
    for _ in range(4):
        if tree.tokens[climb].pos in ("VERB", "AUX"):
            things = tree.of(climb, "nsubj", "nsubjpass", "dobj")
            return any(_meant_before(tree, thing) for thing in things)
        climb = tree.tokens[climb].head
    return False


def _meant_before(tree: Tree, noun: int) -> bool:
    """True for "its assessment" and "the information", and not for "the information about the crew"."""
    said = words("information") | words("accounts") | words("conclusions")
    opened = tree.words[tree.first[noun]] in ("the", "this", "that", "these", "those", *_WHOSE)
    return tree.lemmas[noun] in said and opened and not tree.of(noun, "prep", "relcl", "acl", "case")


def _shown_me(tree: Tree, at: int) -> bool:
    """ "The guard have shown me the chart", quoted from somebody: it is what they spoke of just before."""
    if tree.quote[at] < 0 or tree.lemmas[at] not in words("give") or tree.tokens[at].dep in ("relcl", "acl"):
        return False
    to_one = any(tree.words[o] in ("me", "us") for o in tree.of(at, "dative", "dobj", "iobj"))
    return to_one and any(tree.lemmas[o] in words("information") for o in tree.of(at, "dobj"))
