"""Counts of one that no number word states: "a soldier was captured", "the death of a civilian"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from .measure import Measured, by_adjective, by_clause, by_governor, is_person, measures
from .tree import Tree

_ONE = {"a", "an", "another"}
_UNREAL = {"would", "could", "may", "might", "should", "can", "will", "must", "shall", "'ll", "ca", "wo"}
_WANTED = {"try", "want", "plan", "attempt", "threaten", "order", "vow", "fail", "refuse", "intend", "hope", "wish", "seek", "conspire", "plot", "prepare", "decide", "agree", "aim", "offer", "promise", "like", "fear", "accuse", "suspect", "deny"}  # fmt: skip
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
    """True where a sentence has both a word of the table and "a" or "an"; the cheap test before the walk."""
    words = {tree[k].lemma.lower() for k in range(tree.first, tree.last)}
    return not words.isdisjoint(_ONE) and not words.isdisjoint(_lemmas())


def single_events(tree: Tree) -> Iterator[tuple[int, int, Measured]]:
    """(first token, head noun, measure) of each single person to whom something is said to have happened."""
    for k in range(tree.first, tree.last):
        token = tree[k]
        if token.tag not in ("NN", "NNP") or not is_person(token.lemma) or token.dep == "compound":
            continue
        first = next((c for c in tree.children(k, "det") if tree[c].text.lower() in _ONE), None)
        if first is None or tree.children(k, "nummod"):
            continue
        found = _event(tree, k)
        if found is not None:
            yield first, k, found


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
