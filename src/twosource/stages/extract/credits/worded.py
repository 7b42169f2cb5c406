"""Whose words a sentence repeats, in a turn of phrase: "as the mayor put it in a note", "a detail attributed to the mayor".

The turn stands before or behind what is said, set off by a comma; the order of words tells it, whatever the parse says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ....model import Span
from ..parties import human, words
from ..silence.kept import words as manner
from ..syntax.cues import Sense
from ..syntax.phrased import noun_from
from ..syntax.subjects import Subject, phrase
from ..syntax.tree import Tree, trimmed
from .proposals import Proposal
from .trailing import LONGEST, proposed, somebody_there

_SAID = Sense("said", False)
_BREAKS = frozenset((",", ";", "–", "—"))
_ENDS = frozenset((".", ";", "!", "?", ","))
_WHERE = frozenset(
    ("in", "on", "at", "during", "after", "before", "last", "this", "late", "early", "yesterday")
)


def worded(tree: Tree) -> Iterator[Proposal]:
    """A proposal for each such turn outside quotations, in order."""
    for sentence in tree.sentences:
        for at in range(sentence.first, sentence.last):
            if tree.quote[at] >= 0:
                continue
            if tree.lemmas[at] in ("put", "have") and at + 1 < sentence.last and tree.words[at + 1] == "it":
                found = _put(tree, at, sentence.first, sentence.last)
            elif tree.lemmas[at] in words("ascribe"):
                found = _ascribed(tree, at, sentence.first, sentence.last)
            else:
                found = None
            if found:
                yield found


def _put(tree: Tree, verb: int, first: int, last: int) -> Proposal | None:
    """ "S, as the mayor put it on Monday.", "S, that's how he put it.", "As the mayor put it, S", "S, as the Post has it"."""
    low = max(first, verb - LONGEST)
    if tree.lemmas[verb] == "have" and (verb + 2 < last and tree.words[verb + 2] == "that"):
        return None
    how = next((at for at in range(verb - 1, low - 1, -1) if tree.words[at] in ("as", "how")), None)
    stop = _circumstances(tree, verb + 2, last)
    if how is None or stop is None or not somebody_there(tree, how + 1, verb - 1):
        return None
    start = how
    while (
        tree.words[how] == "how"
        and start > first
        and (tree.lemmas[start - 1] == "be" or tree.words[start - 1] in ("that", "this"))
    ):
        start -= 1
    if tree.lemmas[verb] == "have" and (tree.words[how] == "how" or tree.tokens[verb - 1].pos == "PRON"):
        return None  # "as he has it in his safe"
    source, cue = (how + 1, verb - 1), Span(tree.tokens[verb].start, tree.tokens[verb + 1].end)
    if start == first:
        return _before(tree, (first, stop, last), verb, source, cue)
    if tree.tokens[start - 1].text not in _BREAKS:
        return None
    return proposed(tree, (first, start - 1), cue, verb, source, "put", _SAID)


def _circumstances(tree: Tree, at: int, last: int) -> int | None:
    """Where the turn ends, if nothing follows "put it" but when and where: not "put it to the vote"."""
    if at < last and tree.tokens[at].text not in _ENDS and tree.words[at] not in _WHERE:
        return None
    while at < last and tree.tokens[at].text not in _ENDS:
        if tree.tokens[at].pos in ("AUX", "SCONJ") or tree.tokens[at].tag in ("VBD", "VBZ", "VBP"):
            return None
        at += 1
    return at


def _before(
    tree: Tree, sentence: tuple[int, int, int], verb: int, source: tuple[int, int], cue: Span
) -> Proposal | None:
    """The sentence behind the comma, where the turn opens it."""
    _, comma, last = sentence
    if comma + 2 >= last or tree.tokens[comma].text != ",":
        return None
    said = trimmed(tree.text, tree.tokens[comma + 1].start, tree.tokens[last - 1].end)
    span = Span(tree.tokens[source[0]].start, tree.tokens[source[1]].end)
    return Proposal(verb, cue, "put", _SAID, "according", span, Subject(source[1], "worded"), (said,))


def _ascribed(tree: Tree, verb: int, first: int, last: int) -> Proposal | None:
    """ "S, a detail attributed to the mayor.": what the comma sets off is a word for S, and whose it is."""
    if tree.tokens[verb].tag != "VBN" or verb + 2 >= last or tree.words[verb + 1] != "to":
        return None
    noun = verb - 1 - (tree.tokens[verb - 1].pos == "ADV")
    known = words("information") | words("accounts") | manner("claims")
    comma = next(
        (at for at in range(noun, max(first, noun - 4), -1) if tree.tokens[at].text in _BREAKS), None
    )
    if comma is None or tree.words[comma + 1] not in ("a", "an") or tree.lemmas[noun] not in known:
        return None
    giver = noun_from(tree, verb + 2, last)
    if giver is None or not human(tree, giver):
        return None
    cue = Span(tree.tokens[verb].start, tree.tokens[verb + 1].end)
    found = proposed(tree, (first, comma), cue, verb, (verb + 2, giver), "attribute", _SAID)
    who = Subject(giver, "worded")
    return replace(found, source=phrase(tree, giver, verb), subject=who) if found else None
