"""The clauses a content consists of: one predication each, with the words it shares with its neighbours.

"Three were killed and an officer was taken prisoner in a fight at the pass" says two things, both of them there. A
clause is cut off where a verb with a subject of its own is joined to the one before, or where the same subject goes
on to do something else; never inside what hangs from another word (a relative clause, a reason, a condition).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ....model import Clause, Span
from .framed import framed
from .frames import TENSED, finite
from .tree import Tree
from .verbs import cue_of

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_BESIDE = frozenset(("while", "whereas", "although", "though"))
_CIRCUMSTANCES = ("prep", "npadvmod", "advmod", "advcl")
_LEAST = 3  # words of a clause
_COMMAS = frozenset((",", ";", ":", "—", "–", "-"))
_STRONG = _COMMAS - {","}
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
    starts, heads = [0], [_root(tree, piece)]
    begun = [(_opening(tree, head), head) for head in piece if _apart(tree, head)]
    begun += [(tree.last[before] + 2, head) for head in piece for before in _run_on(tree, head)]
    for first, head in sorted(begun):
        at = next((n for n, token in enumerate(piece) if token >= first), 0)
        if at - starts[-1] >= _LEAST and len(piece) - at >= _LEAST:
            starts.append(at)
            heads.append(head)
    whole = tree.span(piece[0], piece[-1])
    for number, (low, high) in enumerate(pairwise([*starts, len(piece)])):
        words = list(piece[low:high])
        while len(words) > 1 and high < len(piece) and tree.tokens[words[-1]].pos in _BETWEEN:
            words.pop()
        while low and len(words) > 1 and tree.tokens[words[0]].pos == "PUNCT":
            words.pop(0)
        start, end = tree.tokens[words[0]].start, tree.tokens[words[-1]].end
        shared = (s for s in _shared(tree, heads, number) if s.end <= start or s.start >= end)
        yield Clause(
            start,
            end,
            _claimed(tree, heads[number], words),
            tuple(s for s in shared if whole.start <= s.start and s.end <= whole.end),
        )


def _claimed(tree: Tree, head: int, words: Sequence[int]) -> int:
    """Where what a clause claims begins, behind its frame."""
    said = framed(tree, head)
    first = _opening(tree, said)
    inside = said != head and words[0] < first < words[-1] - 1
    return tree.tokens[first if inside else words[0]].start


def _root(tree: Tree, piece: Sequence[int]) -> int:
    """The word of a sentence that the others hang from."""
    within = set(piece)
    roots = [at for at in piece if tree.tokens[at].head == at or tree.tokens[at].head not in within]
    return next((at for at in roots if tree.tokens[at].pos in ("VERB", "AUX")), (*roots, piece[0])[0])


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
        again = any(tree.tokens[m].text.lower() == "that" for m in tree.of(head, "mark"))
        return (own and (comma or again or _main(tree, token.head))) or (
            comma and bool(joined) and _goes_on(tree, head)
        )
    if token.dep == "parataxis":
        return own and comma
    if token.dep == "advcl" and comma:
        return (own and any(tree.tokens[m].text.lower() in _BESIDE for m in tree.of(head, "mark"))) or (
            token.tag == "VBG" and bool(tree.of(head, "ccomp"))
        )
    return False


def _run_on(tree: Tree, head: int) -> list[int]:
    """A whole clause that stands before another, with no more than a colon, semicolon or dash between them."""
    cue = cue_of(tree, head)
    if cue is not None and {"that", "quote"} & cue.senses.keys():
        return []
    return [
        at
        for at in tree.of(head, "ccomp", "parataxis")
        if at < head
        and tree.of(at, *_SUBJECTS)
        and finite(tree, at)
        and not tree.of(at, "mark")
        and tree.tokens[tree.last[at] + 1].text in _STRONG
        and tree.quote[tree.last[at] + 1] in (-1, tree.quote[head])
    ][-1:]


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


def _shared(tree: Tree, heads: Sequence[int], number: int) -> Iterator[Span]:
    """The words of its neighbours that belong to a clause too: its subject, and where and when all of it was."""
    head = heads[number]
    if number and not tree.of(head, *_SUBJECTS):
        yield from (tree.span(tree.first[at], tree.last[at]) for at in _subject(tree, head)[:1])
    if number:
        subjects = tree.of(heads[0], *_SUBJECTS)
        for child in tree.of(heads[0], *_CIRCUMSTANCES):
            if subjects and child < subjects[0] and tree.tokens[tree.last[child] + 1].text == ",":
                yield tree.span(tree.first[child], tree.last[child])
    if number + 1 < len(heads) == 2 and _closely(tree, heads[1]):
        behind = list(_behind(tree, heads[1]))
        if any(_timed(tree, each) for each in behind):
            yield from behind


def _closely(tree: Tree, head: int) -> bool:
    """True for a clause joined by an "and" without a comma: what closes it closes both."""
    joint = _opening(tree, head) - 1
    return tree.tokens[joint].pos == "CCONJ" and tree.tokens[joint - 1].text not in _COMMAS


def _subject(tree: Tree, head: int) -> list[int]:
    """The subject of the verb that one is joined to."""
    for _ in range(6):
        found = tree.of(head, *_SUBJECTS)
        if found or tree.tokens[head].dep != "conj":
            return found
        head = tree.tokens[head].head
    return []


def _behind(tree: Tree, head: int) -> Iterator[Span]:
    """The circumstances that close a sentence: where and when all of it was, if it says when."""
    last = tree.last[head]
    for child in reversed([c for c in tree.children[head] if c > head]):
        if tree.tokens[child].pos == "PUNCT" and child == last:
            last -= 1
        elif tree.tokens[child].dep in _CIRCUMSTANCES and tree.last[child] == last:
            yield tree.span(tree.first[child], tree.last[child])
            last = tree.first[child] - 1
        else:
            return


def _timed(tree: Tree, span: Span) -> bool:
    """True where a date or an hour is named."""
    return any(tree.tokens[at].ent in ("DATE", "TIME") for at in tree.between(span.start, span.end))
