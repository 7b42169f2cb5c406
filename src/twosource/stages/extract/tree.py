"""The parse of a report as a tree: children, subtree bounds and sentences, each indexed once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...model import Dissection, Token


@dataclass(frozen=True, slots=True)
class Tree:
    """Indices into ``tokens``: ``first[i]``-``last[i]`` (inclusive) bound the subtree of token i."""

    tokens: Sequence[Token]
    children: Sequence[Sequence[int]]
    first: Sequence[int]
    last: Sequence[int]
    sentence: Sequence[int]  # the index of each token's sentence

    def of(self, index: int, *deps: str) -> list[int]:
        """The children of a token with one of these dependency labels, in order."""
        return [c for c in self.children[index] if self.tokens[c].dep in deps]

    def under(self, index: int, ancestor: int) -> bool:
        """True where the token stands in the subtree of the other (itself included)."""
        for _ in range(200):
            if index == ancestor:
                return True
            head = self.tokens[index].head
            if head == index:
                return False
            index = head
        return False


def tree(dissection: Dissection) -> Tree:
    """The tree of a dissection, in time linear in its tokens."""
    tokens = dissection.tokens
    count = len(tokens)
    children: list[list[int]] = [[] for _ in range(count)]
    waiting = [0] * count
    for index, token in enumerate(tokens):
        if token.head != index:
            children[token.head].append(index)
            waiting[token.head] += 1
    first, last = list(range(count)), list(range(count))
    ready = [index for index in range(count) if not waiting[index]]
    while ready:
        index = ready.pop()
        head = tokens[index].head
        if head == index:
            continue
        first[head] = min(first[head], first[index])
        last[head] = max(last[head], last[index])
        waiting[head] -= 1
        if not waiting[head]:
            ready.append(head)
    sentence = [0] * count
    for number, sent in enumerate(dissection.sentences):
        for index in range(sent.first, sent.last):
            sentence[index] = number
    return Tree(tokens, children, first, last, sentence)
