"""The parse of a report as a tree: children, subtree bounds, sentences and quotes, each indexed once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ....model import Dissection, Quote, Sentence, Span, Token
from .cues import cues

OPENING = frozenset("\"“„«”‘'`’‟″")
CLOSING = frozenset("\"“”»’'‟″")
_BLANK = frozenset(" \t\n\r\xa0\u200b\u2009\u202f\ufeff")
_EDGE = _BLANK | frozenset(",;:—–-―")


@dataclass(frozen=True, slots=True)
class Tree:
    """Indices into ``tokens``: ``first[i]``-``last[i]`` (inclusive) bound the subtree of token i."""

    text: str
    tokens: Sequence[Token]
    children: Sequence[Sequence[int]]
    first: Sequence[int]
    last: Sequence[int]
    sentences: Sequence[Sentence]
    sentence: Sequence[int]  # of each token: the index of its sentence
    quotes: Sequence[Quote]  # whole quotations and fragments, in order
    quote: Sequence[int]  # of each token: the index of the quote it stands in, or -1
    starts: Sequence[int]  # of each token: where it starts
    lifted: Sequence[Span]
    words: Sequence[str]  # of each token: its text in small letters
    lemmas: Sequence[str]  # ... and its lemma

    def of(self, index: int, *deps: str) -> list[int]:
        """The children of a token with one of these dependency labels, in order."""
        return [c for c in self.children[index] if self.tokens[c].dep in deps]

    def under(self, index: int, ancestor: int) -> bool:
        """True where the token stands in the subtree of the other (itself included)."""
        for _ in range(100):
            if index == ancestor:
                return True
            head = self.tokens[index].head
            if head == index:
                return False
            index = head
        return False

    def between(self, start: int, end: int) -> range:
        """The tokens that begin within these offsets."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def at(self, offset: int) -> int:
        """The token at or just before an offset (0 where there is none before)."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def span(self, first: int, last: int) -> Span:
        """From the start of one token to the end of another, with an acronym lifted out after it."""
        start, end = self.tokens[first].start, self.tokens[last].end
        at = bisect_left(self.lifted, end, key=lambda s: s.start)
        if at < len(self.lifted) and self.lifted[at].start - end <= 2:
            end = self.lifted[at].end
        return Span(start, end)


def tree(dissection: Dissection) -> Tree:
    """The tree of a dissection, in time linear in its tokens."""
    tokens = _rehung(dissection.tokens)
    count = len(tokens)
    children: list[list[int]] = [[] for _ in range(count)]
    for index, token in enumerate(tokens):
        if token.head != index:
            children[token.head].append(index)
    first, last = _bounds(tokens, children)
    sentence = [0] * count
    for number, sent in enumerate(dissection.sentences):
        sentence[sent.first : sent.last] = [number] * (sent.last - sent.first)
    starts = [token.start for token in tokens]
    quote = [-1] * count
    for number, quoted in enumerate(dissection.quotes):
        low, high = bisect_left(starts, quoted.start), bisect_left(starts, quoted.end)
        quote[low:high] = [number] * (high - low)
    return Tree(
        dissection.report.text, tokens, children, first, last, dissection.sentences, sentence, dissection.quotes,
        quote, starts, dissection.lifted, [token.text.lower() for token in tokens], [token.lemma.lower() for token in tokens],
    )  # fmt: skip


def _rehung(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "X said, citing Y, that Z": what stands before "that" is the verb's, where the parse gave it to the clause."""
    moved: dict[int, Token] = {}
    marks = {
        token.head: at
        for at, token in enumerate(tokens)
        if token.dep == "mark" and token.text.lower() == "that" and _is_said(tokens, token.head, at)
    }
    for at, token in enumerate(tokens):
        mark = marks.get(token.head)
        if mark is not None and tokens[token.head].head < at < mark:
            moved[at] = token._replace(head=tokens[token.head].head)
        elif at in marks and token.dep != "ccomp":
            moved[at] = token._replace(dep="ccomp")
    return [moved.get(at, token) for at, token in enumerate(tokens)] if moved else tokens


def _is_said(tokens: Sequence[Token], clause: int, mark: int) -> bool:
    """True for the clause that a verb takes behind "that"; after a comma the parse may call it an adverb's."""
    if tokens[clause].dep == "ccomp":
        return True
    cue = cues("verbs").get(tokens[tokens[clause].head].lemma.lower())
    aside = tokens[clause].dep == "advcl" and mark > 0 and tokens[mark - 1].text == ","
    return aside and cue is not None and "that" in cue.senses and tokens[clause].head < mark


def _bounds(tokens: Sequence[Token], children: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    waiting = [len(kids) for kids in children]
    first, last = list(range(len(tokens))), list(range(len(tokens)))
    ready = [index for index, left in enumerate(waiting) if not left]
    while ready:
        index = ready.pop()
        head = tokens[index].head
        if head == index:
            continue
        if first[index] < first[head]:
            first[head] = first[index]
        if last[index] > last[head]:
            last[head] = last[index]
        waiting[head] -= 1
        if not waiting[head]:
            ready.append(head)
    return first, last


def trimmed(text: str, start: int, end: int) -> Span:
    """A content without outer white space, commas and dashes, and outer quotation marks."""
    start, end = _edges(text, start, end)
    while end - start > 1 and text[start] in OPENING and text[end - 1] in CLOSING:
        if text[start] == "'" or _inner_marks(text, start + 1, end - 1):
            break
        start, end = _edges(text, start + 1, end - 1)
    return Span(start, end)


def _edges(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    end = hour_whole(text, start, end)
    if (
        end > start + 1
        and text[end - 1] == "."
        and text[end - 2] != "."
        and "." not in text[end - 5 : end - 1]
    ):
        end -= 1
    return start, end


_HALF_OF_DAY = re.compile(r" ?[ap]\.m\.")


def hour_whole(text: str, start: int, end: int) -> int:
    """Where a range ends with the "p.m." behind its "9:15": the stop in it may be read as the sentence's."""
    half = _HALF_OF_DAY.match(text, end) if end > start and text[end - 1].isdigit() else None
    return half.end() if half else end


def _inner_marks(text: str, start: int, end: int) -> bool:
    return any(mark in text[start:end] for mark in '"“”«»') or "''" in text[start:end]
