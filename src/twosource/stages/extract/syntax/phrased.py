"""Noun phrases by the order of words, where the parse cannot be trusted: the head of one, and the name beside it."""

from __future__ import annotations

from .tree import Tree

BETWEEN = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PART", "NUM", "PRON", "ADV", "PUNCT", "CCONJ"))
NOUNS = frozenset(("NOUN", "PROPN"))
_OF_NAMES = frozenset(("DET", "ADJ", "NOUN", "PROPN", "ADP"))
FAR = 7  # words of a noun phrase, and from an opening to the word for information


def noun_from(tree: Tree, start: int, end: int) -> int | None:
    """The head of the noun phrase that starts here; of "the operator, Halder Lines" the name."""
    head = None
    at = start
    while at < end and at < start + FAR and tree.tokens[at].pos in BETWEEN:
        token = tree.tokens[at]
        if token.pos == "PUNCT":
            break
        if token.pos in NOUNS:
            head = at
        at += 1
    if (
        head is not None
        and tree.tokens[head].pos == "NOUN"
        and at + 1 < end
        and tree.tokens[at].text == ","
        and (name := _name(tree, at + 1, end)) is not None
    ):
        return name
    return head


def _name(tree: Tree, start: int, end: int) -> int | None:
    """The last word of a name in apposition ("the company Halder Lines")."""
    at = start
    while at < end and tree.tokens[at].pos in ("DET", "NOUN") and not tree.tokens[at].text[:1].isupper():
        at += 1
    last = None
    while at < end and tree.tokens[at].pos in NOUNS and tree.tokens[at].text[:1].isupper():
        last = at
        at += 1
    return None if _does(tree, at) else last


def _does(tree: Tree, at: int) -> bool:
    """True where a verb follows: "on a list from a partner, the Board of Selm shut the gate" names no partner."""
    end = min(at + FAR, len(tree.tokens))
    after = next((i for i in range(at, end) if tree.tokens[i].pos not in _OF_NAMES), end)
    return after < end and tree.tokens[after].pos in ("VERB", "AUX") and tree.tokens[after].tag != "VBN"
