"""The clauses a content consists of: one predication each, with the words it shares with its neighbours.

"Three were killed and an officer was taken prisoner in a fight at the pass" says two things, both of them there. A
clause is cut off where a verb with a subject of its own is joined to the one before, or where the same subject goes
on to do something else; never inside what hangs from another word (a relative clause, a reason, a condition).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...model import Clause, Span
from .frames import TENSED, finite
from .tree import Tree

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_BESIDE = frozenset(("while", "whereas", "although", "though"))
_LEAST = 3  # words of a clause
_COMMAS = frozenset((",", ";", ":", "—", "–", "-"))
_BETWEEN = frozenset(("PUNCT", "CCONJ", "SPACE", "SCONJ"))
_HANGING = _BESIDE | {"that"}


def predications(tree: Tree, parts: Sequence[Span]) -> tuple[Clause, ...]:
    """The clauses of a content, in order; between two of them stands what joins them."""
    inside = [at for part in parts for at in tree.between(part.start, part.end)]
    found: list[Clause] = []
    for piece in _sentences(tree, inside):
        found += _clauses(tree, piece)
    return tuple(found)


def _sentences(tree: Tree, inside: Sequence[int]) -> Iterator[list[int]]:
    """The words of each sentence; a cue between two parts of a sentence does not end it."""
    piece: list[int] = []
    for at in inside:
        if piece and tree.sentence[at] != tree.sentence[piece[-1]]:
            yield piece
            piece = []
        piece.append(at)
    if piece:
        yield piece


def _clauses(tree: Tree, piece: Sequence[int]) -> Iterator[Clause]:
    """The clauses of one sentence, without what joins them."""
    starts = [0]
    for head in sorted(filter(lambda at: _apart(tree, at), piece), key=lambda at: tree.first[at]):
        at = next((n for n, token in enumerate(piece) if token >= _opening(tree, head)), 0)
        if at - starts[-1] >= _LEAST and len(piece) - at >= _LEAST:
            starts.append(at)
    for low, high in pairwise([*starts, len(piece)]):
        words = list(piece[low:high])
        while len(words) > 1 and high < len(piece) and tree.tokens[words[-1]].pos in _BETWEEN:
            words.pop()
        yield Clause(tree.tokens[words[0]].start, tree.tokens[words[-1]].end)


def _opening(tree: Tree, head: int) -> int:
    """Where a clause begins, without the "that" or "while" that hangs it from another."""
    first = tree.first[head]
    token = tree.tokens[first]
    if token.dep == "mark" and token.head == head and token.text.lower() in _HANGING:
        return first + 1
    return first


def _apart(tree: Tree, head: int) -> bool:
    """True for a verb that says something of its own beside what stands before it."""
    token = tree.tokens[head]
    first = tree.first[head]
    if token.pos not in ("VERB", "AUX") or token.head >= head or not first or _relative(tree, head):
        return False
    gap = _gap(tree, first)
    comma = any(tree.tokens[at].text in _COMMAS for at in gap)
    joined = [tree.tokens[at].text.lower() for at in gap if tree.tokens[at].pos == "CCONJ"]
    own = bool(tree.of(head, *_SUBJECTS)) and finite(tree, head)
    if "nor" in joined:
        return False  # one denial goes on
    if own and tree.tokens[first - 1].text == ":":
        return True
    if token.dep == "conj":
        return (own and (comma or _main(tree, token.head))) or (comma and bool(joined) and _goes_on(tree, head))
    if token.dep == "parataxis":
        return own and comma
    if token.dep == "advcl" and comma:
        return (own and any(tree.tokens[m].text.lower() in _BESIDE for m in tree.of(head, "mark"))) or (
            token.tag == "VBG" and bool(tree.of(head, "ccomp"))
        )
    return False


def _gap(tree: Tree, first: int) -> range:
    """The commas and conjunctions before a clause."""
    at = first
    while at > 0 and tree.tokens[at - 1].pos in ("PUNCT", "CCONJ"):
        at -= 1
    return range(at, first)


def _relative(tree: Tree, head: int) -> bool:
    """True for a clause that opens with "who", "whose", "which"."""
    return tree.tokens[tree.first[head]].tag in ("WDT", "WP", "WP$") and tree.tokens[head].dep != "ccomp"


def _main(tree: Tree, head: int) -> bool:
    """True for the verb of a main clause or of what is said, and those joined to it."""
    for _ in range(12):
        token = tree.tokens[head]
        if token.dep != "conj":
            return token.dep in ("ROOT", "ccomp", "parataxis") and bool(tree.of(head, *_SUBJECTS))
        head = token.head
    return False


def _goes_on(tree: Tree, head: int) -> bool:
    """True where the same subject does something else: a tensed verb with words of its own behind it."""
    return tree.tokens[head].tag in TENSED and tree.last[head] > head
