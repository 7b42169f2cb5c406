"""Counts of one that no number word states: "a soldier was captured", "the death of a civilian"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .kinds import is_person, measures
from .measure import Measured, by_adjective, by_clause, by_governor
from .tree import Tree

_ONE = {"a", "an", "another"}
_UNREAL = {"would", "could", "may", "might", "should", "can", "will", "must", "shall", "'ll", "ca", "wo"}
_WANTED = {"try", "want", "plan", "attempt", "threaten", "order", "vow", "fail", "refuse", "intend", "hope", "wish", "seek", "conspire", "plot", "prepare", "decide", "agree", "aim", "offer", "promise", "like", "fear", "deny"}  # fmt: skip
_TITLES = {"mr", "mrs", "ms", "miss", "dr", "sir", "col", "gen", "lt", "capt", "sgt", "maj", "cpl", "pvt", "prof", "rev", "fr", "father", "sister", "brother", "don", "dona", "monsignor", "msgr", "gov", "sen", "rep", "mr.", "mrs.", "ms.", "dr.", "col.", "gen.", "lt.", "capt.", "sgt.", "maj.", "prof.", "rev.", "gov.", "sen.", "rep."}  # fmt: skip
_BODIES = {"association", "army", "party", "group", "government", "ministry", "police", "front", "movement", "company", "force", "forces", "union", "council", "committee", "agency", "office", "court", "church", "university", "department", "military", "guard", "state", "bank", "corps", "team", "club"}  # fmt: skip
_NAME = re.compile(r"[^\W\d_][\w.'’-]*$")
_NOBODY = {"nobody", "someone", "somebody", "anyone", "anybody", "everyone", "everybody", "noone"}
_AGED = {"old", "year-old"}
_CERTAIN = {"killed", "wounded", "kidnapped", "arrested", "shot", "stabbed", "killed or wounded"}
_IF = {"if", "unless", "whether", "until", "case"}


@cache
def _events() -> frozenset[str]:
    return frozenset(measures()["events"])


@cache
def _lemmas() -> frozenset[str]:
    table = measures()
    return frozenset(
        [
            *table["verbs"],
            *table["nouns"],
            *table["adjectives"],
            *(v for i in table["idioms"] for v in i["verbs"]),
        ]
    )


def may_hold(tree: Tree) -> bool:
    """True where a sentence has a word of the table; the cheap test before the walk."""
    words = {tree[k].lemma.lower() for k in range(tree.first, tree.last)}
    return not words.isdisjoint(_lemmas())


def single_events(tree: Tree) -> Iterator[tuple[int, int, str, Measured]]:
    """(first token, head noun, what is counted, measure) of each single person to whom something happened.

    An indefinite person ("a soldier") or a named one; "the soldier" and "he" point back to somebody counted.
    """
    for k in range(tree.first, tree.last):
        token = tree[k]
        if (
            token.tag not in ("NN", "NNP", "JJ")
            or token.dep in ("compound", "det")
            or tree.children(k, "nummod")
        ):
            continue
        person = is_person(token.lemma)
        first = _indefinite(tree, k)
        name = _name_start(tree, k) if first is None else None
        if first is None and name is None:
            continue
        found = _event(tree, k)
        if found is None or (name == k and found.name not in _CERTAIN and token.ent != "PERSON"):
            continue
        yield (
            (first, k, "", found)
            if first is not None
            else (name or k, k, token.text if person else "person", found)
        )


def _indefinite(tree: Tree, noun: int) -> int | None:
    """The "a" of "a soldier", "another man", "a 17-year-old", or None."""
    first = next((c for c in tree.children(noun, "det") if tree[c].text.lower() in _ONE), None)
    if first is None or not (is_person(tree[noun].lemma) or tree[noun].text.lower() in _AGED):
        return None
    return first


def _name_start(tree: Tree, noun: int) -> int | None:
    """Where the name of a single person begins whose last word is ``noun``, or None where it is no such name."""
    token = tree[noun]
    if (
        (token.pos != "PROPN" and token.ent != "PERSON")
        or not _NAME.match(token.text)
        or token.text.lower() in _NOBODY
    ):
        return None
    first = noun
    while (
        first > tree.first and tree[first - 1].pos == "PROPN" and tree[first - 1].dep in ("compound", "nmod")
    ):
        first -= 1
    titled = (
        first > tree.first and tree[first - 1].dep in ("compound", "nmod") and is_person(tree[first - 1].text)
    )
    titled = titled or tree[first].text.lower() in _TITLES or (first < noun and is_person(tree[first].text))
    if token.ent == "PERSON" or titled:
        return first - 1 if titled and is_person(tree[first - 1].text) and first > tree.first else first
    if (
        token.ent
        or token.text.lower() in _BODIES
        or tree.children(noun, "det")
        or not _only_persons(tree, noun)
    ):
        return None
    return first


def _only_persons(tree: Tree, noun: int) -> bool:
    """A name nothing is known of is a person's where only persons suffer what is said: murder, arrest."""
    return (found := _event(tree, noun)) is not None and found.name in _CERTAIN


def _event(tree: Tree, noun: int) -> Measured | None:
    for measured in (by_governor(tree, noun), by_clause(tree, noun), by_adjective(tree, noun)):
        if measured is not None and measured.name in _events():
            return measured if measured.by == noun or happened(tree, measured.by) else None
    return None


def happened(tree: Tree, by: int) -> bool:
    """False where what gives the measure is negated, wished, feared, ordered, possible or conditional."""
    at: int | None = by
    for _ in range(4):
        if at is None:
            return True
        token = tree[at]
        if tree.children(at, "neg") or any(tree[c].text.lower() in _UNREAL for c in tree.children(at, "aux")):
            return False
        if any(tree[c].text.lower() in _IF for c in tree.children(at, "mark", "advmod")):
            return False
        if any(tree[c].text.lower() in ("no", "any") for c in tree.children(at, "det")):
            return False
        head = tree.head(at)
        to = any(tree[c].tag == "TO" for c in tree.children(at, "aux"))
        perfect = any(tree[c].lemma == "have" for c in tree.children(at, "aux"))
        if to and not perfect and (token.dep in ("advcl", "acl", "relcl", "xcomp") or head is None):
            passive = head is not None and bool(tree.children(head, "auxpass"))
            if not passive or (head is not None and tree[head].lemma in _WANTED):
                return False
        if (
            token.dep in ("xcomp", "ccomp", "pcomp", "pobj", "dobj")
            and head is not None
            and tree[head].lemma in _WANTED
        ):
            return False
        at = head if token.dep in ("xcomp", "conj", "pobj", "pcomp", "prep", "dobj") else None
    return True
