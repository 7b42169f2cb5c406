"""Sentences without an end: nobody wrote them, and every rule that looks along a sentence would look for ever."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Parse, Sentence

# Words and marks. The longest sentence of a law or a communique has fewer.
LONGEST = 300


def held(parse: Parse) -> Parse:
    """The parse with every sentence of over ``LONGEST`` words in pieces, cut at a mark where there is one.

    A word whose head is in another piece becomes the head of its own.
    """
    if all(each.last - each.first <= LONGEST for each in parse.sentences):
        return parse
    tokens = list(parse.tokens)
    sentences: list[Sentence] = []
    for each in parse.sentences:
        for first, last in _pieces(parse, each):
            sentences.append(Sentence(tokens[first].start, tokens[last - 1].end, first, last))
            for index in range(first, last):
                if not first <= tokens[index].head < last:
                    tokens[index] = tokens[index]._replace(head=index, dep="ROOT")
    return Parse(tuple(tokens), tuple(sentences), parse.lifted)


def _pieces(parse: Parse, sentence: Sentence) -> Iterator[tuple[int, int]]:
    first = sentence.first
    while sentence.last - first > LONGEST:
        marks = (
            at
            for at in range(first + LONGEST, first + LONGEST // 2, -1)
            if parse.tokens[at - 1].pos == "PUNCT"
        )
        last = next(marks, first + LONGEST)
        yield first, last
        first = last
    yield first, sentence.last
