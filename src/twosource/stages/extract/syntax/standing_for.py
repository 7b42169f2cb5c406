"""Whom the pronoun that opens a content stands for, where its own sentence leaves no doubt.

"Soldiers have suffered, as the minister estimated that they have lost 3,000": they are the soldiers. Only "they" and
"it", only subjects and agents of the clauses above, only where one alone fits and no object does: elsewhere the pronoun stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from ....data import table
from ....model import Passed, Span
from .tree import Tree

_MANY, _ONE = ("NNS", "NNPS"), ("NN", "NNP")
_SUBJECTS = ("nsubj", "nsubjpass")
_MOST_WORDS = 8


def standing_for(tree: Tree, parts: Sequence[Span], cue: Span | None) -> Passed | None:
    """The words that an opening "they" or "it" stands for; None where the sentence does not say, or says two."""
    if not parts:
        return None
    opening = tree.between(parts[0].start, parts[0].end)
    if not opening or tree.tokens[opening[0]].dep not in _SUBJECTS:
        return None
    pronoun = opening[0]
    word = tree.tokens[pronoun].text.casefold()
    if word not in ("they", "it") or tree.tokens[pronoun].start != parts[0].start:
        return None
    said = tree.at(cue.start) if cue is not None else -1
    found = dict.fromkeys(n for n in _nouns(tree, pronoun, said) if _fits(tree, n, word))
    if len(found) != 1:
        return None
    (noun,) = found
    span = tree.span(min([noun, *(tree.first[c] for c in tree.children[noun] if c < noun)]), noun)
    words = tree.text[span.start : span.end]
    return Passed(span.start, span.end, words) if len(words.split()) <= _MOST_WORDS else None


def _nouns(tree: Tree, pronoun: int, said: int) -> Iterator[int]:
    """Subjects and agents, before the pronoun, of the clauses above its own; who says it is nobody that it tells of."""
    at = tree.tokens[pronoun].head
    for _ in range(12):
        above = tree.tokens[at].head
        if above == at:
            return
        at = above
        if at == said:
            continue
        agents = [noun for agent in tree.of(at, "agent") for noun in tree.of(agent, "pobj")]
        others = [noun for noun in tree.of(at, "dobj") if _rivals(tree, noun)]
        yield from (noun for noun in (*tree.of(at, *_SUBJECTS), *agents, *others) if noun < pronoun)


def _rivals(tree: Tree, noun: int) -> bool:
    """Whether an object may be meant as well: persons by "they", any one thing by "it"."""
    token = tree.tokens[noun]
    return token.tag in _ONE or token.tag == "NNPS" or token.lemma.casefold() in _persons()


@cache
def _persons() -> frozenset[str]:
    return frozenset(table("persons.json")["nouns"])


def _fits(tree: Tree, noun: int, word: str) -> bool:
    """True for a noun of the pronoun's number; two names joined are many."""
    token = tree.tokens[noun]
    joined = bool(tree.of(noun, "conj"))
    if word == "they":
        return token.tag in _MANY or (joined and token.tag in _ONE)
    return token.tag in _ONE and not joined and token.ent != "PERSON"
