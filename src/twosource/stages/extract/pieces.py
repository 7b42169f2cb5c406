"""The clauses of a sentence as spans: one clause without the others that stand beside it."""

from __future__ import annotations

from ...model import Span
from .tree import Tree, trimmed

_CLAUSAL = frozenset(("ccomp", "advcl", "parataxis", "conj", "relcl", "acl"))
_OPENERS = frozenset(("mark", "cc", "punct", "preconj"))


def finite(tree: Tree, verb: int) -> bool:
    """True for a verb with a subject of its own: the head of a clause."""
    return bool(tree.of(verb, "nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))


def governing(tree: Tree, at: int) -> int:
    """The finite verb that a word's clause hangs from: "been" for the "verify" of "has been able to verify"."""
    for _ in range(12):
        token = tree.tokens[at]
        if (token.pos in ("VERB", "AUX") and finite(tree, at)) or token.head == at:
            return at
        if token.dep in ("conj", "advcl", "acl", "relcl", "pcomp", "parataxis") and token.pos in ("VERB", "AUX"):
            return at
        at = token.head
    return at


def clause(tree: Tree, verb: int) -> Span:
    """The clause of a verb: its subject to its last complement, without other clauses at its sides."""
    first = last = verb
    for child in tree.children[verb]:
        token = tree.tokens[child]
        if token.dep in _OPENERS:
            if token.dep == "preconj":
                first = min(first, child)
            continue
        if _apart(tree, verb, child):
            continue
        first, last = min(first, tree.first[child]), max(last, tree.last[child])
    last = _without_tail(tree, verb, last)
    return trimmed(tree.text, tree.tokens[first].start, tree.tokens[last].end)


def _apart(tree: Tree, verb: int, child: int) -> bool:
    """True for a clause beside this one: joined, in front with a comma, or behind after one."""
    token = tree.tokens[child]
    if token.dep not in _CLAUSAL or token.pos not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
        return token.dep == "advmod" and token.text.lower() in ("so", "then", "thus") and child < verb
    if token.dep in ("conj", "parataxis"):
        return True
    if child < verb:
        inner = tree.tokens[tree.first[child]].tag
        return not (token.dep == "ccomp" and inner in ("WP", "WDT", "WRB"))
    before = tree.first[child] - 1
    return token.dep == "advcl" and before >= 0 and tree.tokens[before].text in (",", ";", ":", "—", "–")


def _without_tail(tree: Tree, verb: int, last: int) -> int:
    """Without a clause that hangs from a complement but stands after a comma ("..., while ...")."""
    at = verb + 1
    while at <= last:
        token = tree.tokens[at]
        if token.dep == "advcl" and finite(tree, at) and tree.first[at] > verb:
            before = tree.first[at] - 1
            if tree.tokens[before].text in (",", ";"):
                return max(verb, before - 1)
        at += 1
    while last > verb and tree.tokens[last].pos in ("PUNCT", "CCONJ"):
        last -= 1
    return last
