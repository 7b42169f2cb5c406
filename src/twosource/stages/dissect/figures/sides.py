"""Whose the counted persons are: "our soldiers", "enemy troops", "Norvan sailors"."""

from __future__ import annotations

from collections.abc import Iterator

from .governing import governors
from .kinds import group, measures
from .tree import SUBJECTS, Tree

_OURS = {"our", "my"}
_ITS = {"its", "their", "his", "her"}
_ENEMY = {"enemy", "hostile", "opposing", "adversary"}


def side(tree: Tree, node: int, noun: int | None, by: int | None) -> str | None:
    """Whose they are: "own", "enemy", or the name of a people or of the owner of a body; None where nobody says."""
    for token in dict.fromkeys(_nouns(tree, node, noun, by)):
        found = _possessor(tree, token) or _described(tree, token)
        if found:
            return found
    return None


def _nouns(tree: Tree, node: int, noun: int | None, by: int | None) -> Iterator[int]:
    """The counted noun, the noun that gives the measure, and what a verb of reaching speaks of ("our losses")."""
    if noun is not None:
        yield noun
    if by is not None and tree[by].pos == "NOUN":
        yield by
    for governor in governors(tree, node):
        if governor.role == "is" and _tells(tree[governor.token].lemma.lower()):
            yield governor.token


def _tells(noun: str) -> bool:
    """True for a noun that says what happened: losses, dead. The army that "puts the dead at 60" is not counted."""
    return noun in measures()["nouns"] or noun in measures()["adjectives"]


def _possessor(tree: Tree, noun: int) -> str | None:
    for k in tree.children(noun, "poss"):
        name = tree[k].text.lower()
        if name in _OURS:
            return "own"
        if name in _ENEMY:
            return "enemy"
        if name in _ITS:
            own = any(tree[c].text.lower() == "own" for c in tree.children(noun, "amod"))
            military = tree[noun].lemma.lower() in group("military")
            speaker = _speaker(tree, noun)
            return (speaker or "own") if own or (military and speaker) else None
        if tree[k].pos == "PROPN" and (
            tree[k].ent != "PERSON" or tree[noun].lemma.lower() in group("military")
        ):
            return _name(tree, k)
    return None


def _speaker(tree: Tree, noun: int) -> str | None:
    """The name of the owner of the body that says so: "Norva's army said its soldiers" gives Norva."""
    at = noun
    for above in tree.up(noun, 6):
        if tree[at].dep == "ccomp":
            for subject in tree.children(above, *SUBJECTS):
                if tree[subject].text[:1].isupper() and subject > tree.first:
                    continue  # a name as a whole ("the General Staff"), of which no part is the owner
                for k in tree.children(subject, "poss", "compound", "amod", "nmod"):
                    if tree[k].text[:1].isupper() and tree[k].pos == "PROPN" and tree[k].ent != "PERSON":
                        return _name(tree, k)
        at = above
    return None


def _described(tree: Tree, noun: int) -> str | None:
    """An adjective of a people or a country's name before the noun, or a word for the enemy."""
    for k in tree.children(noun, "amod", "compound", "nmod"):
        if k > noun:
            continue
        token = tree[k]
        if token.text.lower() in _ENEMY:
            return "enemy"
        named = token.ent in ("NORP", "GPE") or (token.text[:1].isupper() and k > tree.first)
        if named and token.pos in ("PROPN", "ADJ") and token.ent not in ("PERSON", "DATE", "CARDINAL"):
            return _name(tree, k)
    return None


def _name(tree: Tree, last: int) -> str:
    """The name that ends with a token: "North Arvan"."""
    first = last
    while (
        first - 1 >= tree.first
        and tree[first - 1].text[:1].isupper()
        and tree[first - 1].dep in ("compound", "amod")
    ):
        if tree[first - 1].ent in ("CARDINAL", "") and tree[first - 1].pos == "NUM":
            break
        first -= 1
    return " ".join(tree[k].text for k in range(first, last + 1))
