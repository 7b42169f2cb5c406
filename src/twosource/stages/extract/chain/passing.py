"""A basis told in passing, by the order of words: ", a figure communicated by the operator", "on the basis of the hospital's list".

Such phrases hang loosely behind or before an attribution, and the grammar often joins them to the wrong word. What is
always there is an opening ("citing", "on the basis of", a comma and an article), a word for information, and a way to
its giver: "from", "by", "of", "supplied by", or the giver's name before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..parties import words
from ..syntax.phrased import BETWEEN, FAR, NOUNS, noun_from
from ..syntax.tree import Tree

_OPENING = (
    ("on", "the", "basis", "of"), ("on", "the", "strength", "of"), ("on", "the", "evidence", "of"), ("based", "on"),
    ("with", "reference", "to"), ("referring", "to"), ("relying", "on"), ("drawing", "on"), ("drawn", "from"),
    ("resting", "on"), ("pointing", "to"), ("passing", "on"), ("reading", "from"), ("going", "by"), ("thanks", "to"),
    ("citing",), ("quoting",), ("using",), ("repeating",), ("giving",), ("relaying",),
)  # fmt: skip
_WAYS = ("from", "by")
# "After a briefing by the army, the mayor said ..."
_AFTER = ("after", "following")
_BRIEFED = frozenset(("briefing", "warning", "tip", "tip-off", "information", "message", "call"))
_PERSONS = frozenset(
    [
        "survivor",
        "resident",
        "witness",
        "villager",
        "passenger",
        "victim",
        "worker",
        "patient",
        "voter",
        "people",
    ]
)
_BY_FIRST = {
    first: tuple(phrase for phrase in _OPENING if phrase[0] == first) for first in {p[0] for p in _OPENING}
}


class Passed(NamedTuple):
    """Where it is told, and the token of who gave it."""

    at: int
    giver: int


def passed(tree: Tree) -> Iterator[Passed]:
    """Every basis told in passing, outside quotations, in order."""
    for sentence in tree.sentences:
        for at in range(sentence.first, sentence.last):
            if tree.quote[at] >= 0:
                continue
            start = _opened(tree, at, sentence.last)
            if start is None:
                if tree.words[at] in _AFTER and (by := _briefed(tree, at, sentence.last)) is not None:
                    yield Passed(at, by)
                continue
            giver = _from(tree, start, sentence.last, loose=tree.tokens[at].text != ",")
            if giver is None and tree.words[at : at + 3] == ["with", "reference", "to"]:
                giver = noun_from(tree, start, sentence.last)  # "wrote, with reference to the weather office"
            if giver is not None:
                yield Passed(at, giver)


def _opened(tree: Tree, at: int, end: int) -> int | None:
    """The token behind an opening; a comma and an article open an apposition."""
    first = tree.words[at]
    for phrase in _BY_FIRST.get(first, ()):
        if at + len(phrase) < end and all(tree.words[at + n] == word for n, word in enumerate(phrase)):
            return at + len(phrase)
    apposed = first == "," and at + 1 < end and tree.words[at + 1] in ("a", "an")
    return at + 1 if apposed else None


def _briefed(tree: Tree, at: int, end: int) -> int | None:
    """Who briefed them, of "after a briefing by the army"."""
    for noun in range(at + 1, min(at + 5, end - 1)):
        if tree.tokens[noun].lemma.lower() in _BRIEFED:
            way = tree.tokens[noun + 1].text.lower() in _WAYS
            return noun_from(tree, noun + 2, end) if way else None
    return None


def _from(tree: Tree, start: int, end: int, loose: bool) -> int | None:
    """Who gave the information that is named behind an opening; ``loose`` allows "the list of the hospital"."""
    for noun in range(start, min(start + FAR, end)):
        token = tree.tokens[noun]
        if token.lemma.lower() in words("information") and token.pos in NOUNS:
            owner = _owner(tree, start, noun) if loose else None
            return owner if owner is not None else _giver(tree, noun, end, loose)
        if token.pos not in BETWEEN or token.text in (",", ";", ":"):
            return None
    return None


def given_by(tree: Tree, start: int, end: int) -> int | None:
    """Who gave the information that is named here, as far as it says so: "data from", "reports by", "pictures shown us by"."""
    for noun in range(start, min(start + FAR, end - 1)):
        token = tree.tokens[noun]
        if {token.lemma.lower(), tree.words[noun]} & words("information") and token.pos in NOUNS:
            by = tree.words[noun + 1] == "by"
            return noun_from(tree, noun + 2, end) if by else _giver(tree, noun, end, loose=False)
        if token.pos not in BETWEEN or token.text in (",", ";", ":") or (token.pos == "DET" and noun > start):
            return None  # "on Monday the report from the port": another phrase begins
    return None


def _owner(tree: Tree, start: int, noun: int) -> int | None:
    """ "The hospital's list", "the police report": the last noun before the mark of possession, else a body's before it."""
    for at in range(noun - 1, start, -1):
        if tree.tokens[at].tag == "POS":
            return at - 1
    beside = noun - 1
    if beside >= start and tree.words[beside] in words("reporting") and tree.tokens[beside].pos == "NOUN":
        return beside
    return None


def _giver(tree: Tree, noun: int, end: int, loose: bool) -> int | None:
    """Behind the word for information: "from X", "given to it by X", "made available by X", "of the X"."""
    given = False
    for at in range(noun + 1, min(noun + 1 + FAR, end)):
        token = tree.tokens[at]
        text = token.text.lower()
        if text in _WAYS and (text == "from" or given):
            return noun_from(tree, at + 1, end)
        if text == "of" and loose and at == noun + 1:
            found = noun_from(tree, at + 1, end)
            plural = found is not None and (
                tree.tokens[found].tag == "NNS" or tree.tokens[found].lemma in _PERSONS
            )
            return None if plural else found
        if token.tag in ("VBN", "VBD") and token.lemma.lower() in words("handed"):
            given = True
        elif tree.words[at - 1] in ("that", "which") and token.lemma.lower() in words("stem"):
            continue
        elif token.pos in ("VERB", "AUX") or token.text in (",", ";", ":"):
            return None
    return None
