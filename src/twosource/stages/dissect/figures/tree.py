"""A sentence's parse, to be walked both ways."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from ....model import Mention, Sentence, Token

SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
CLAUSES = {"relcl", "acl"}
LONGEST = 60  # tokens of a phrase that are looked at


class Tree:
    """One sentence. Indices are those of the report's tokens; children are in order.

    ``places`` are the place mentions of the report by their end.
    """

    __slots__ = ("_children", "_starts", "first", "last", "places", "tokens")

    def __init__(
        self, tokens: Sequence[Token], sentence: Sentence, places: Mapping[int, Mention] | None = None
    ) -> None:
        self.tokens, self.first, self.last = tokens, sentence.first, sentence.last
        self.places = places or {}
        self._children: list[list[int]] | None = None
        self._starts: list[int] | None = None

    def __getitem__(self, i: int) -> Token:
        return self.tokens[i]

    def children(self, i: int, *deps: str) -> list[int]:
        """The children of token ``i``, with one of the labels where some are named."""
        if self._children is None:
            self._children = [[] for _ in range(self.last - self.first)]
            for k in range(self.first, self.last):
                head = self.tokens[k].head
                if head != k and self.first <= head < self.last:
                    self._children[head - self.first].append(k)
        if not self.first <= i < self.last:
            return []
        found = self._children[i - self.first]
        return [k for k in found if self.tokens[k].dep in deps] if deps else found

    def child(self, i: int, *deps: str) -> int | None:
        """The first such child, or None."""
        return next(iter(self.children(i, *deps)), None)

    def head(self, i: int) -> int | None:
        """The head of token ``i``, None at the root."""
        head = self.tokens[i].head
        return head if head != i and self.first <= head < self.last else None

    def up(self, i: int, steps: int = 12) -> Iterator[int]:
        """The heads above ``i``, nearest first."""
        at = self.head(i)
        while at is not None and steps:
            yield at
            at, steps = self.head(at), steps - 1

    def at(self, offset: int) -> int | None:
        """The token that covers a code point, or None."""
        if self._starts is None:
            self._starts = [t.start for t in self.tokens[self.first : self.last]]
        k = bisect_left(self._starts, offset + 1) - 1
        if k < 0:
            return None
        return self.first + k if self.tokens[self.first + k].end > offset else None

    def objects_of_prepositions(self, i: int, *words: str) -> Iterator[tuple[int, str]]:
        """(noun, preposition) for what hangs on ``i`` by one of the prepositions, or by any."""
        for prep in self.children(i, "prep", "agent", "dative"):
            name = self.tokens[prep].text.lower()
            if not words or name in words:
                for noun in self.children(prep, "pobj", "pcomp"):
                    yield noun, name
                for inner in self.children(prep, "prep"):
                    for noun in self.children(inner, "pobj"):
                        yield noun, self.tokens[inner].text.lower()

    def edges(self, i: int) -> tuple[int, int]:
        """The first and last token (inclusive) below ``i``, itself included."""
        low = high = i
        stack, steps = [i], 0
        while stack and steps < LONGEST:
            k = stack.pop()
            steps += 1
            low, high = min(low, k), max(high, k)
            stack += self.children(k)
        return low, high
