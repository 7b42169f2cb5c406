"""Words within words: a speaker quoted by a speaker, and what is quoted inside the phrase that names one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ....model import Span
from ..parties import human
from ..syntax.pieces import bare, clause, governing
from ..syntax.subjects import phrase
from ..syntax.tree import Tree
from ..syntax.verbs import cue_of, says
from .candidates import Candidate
from .credited import credited


def fragments(tree: Tree, told: Sequence[Candidate]) -> Iterator[Candidate]:
    """Words quoted inside the phrase of a speaker ("N, whose crew had “an hour”, said ..."): they are N's too."""
    spoken = sorted((part.start, part.end) for c in told for part in c.parts)
    sources = sorted((c for c in told if c.source and c.cue), key=lambda c: c.source.start if c.source else 0)
    for quote in tree.quotes:
        if _touches(spoken, quote.start, quote.end) or not quote.closed:
            continue
        at = bisect_right(sources, quote.start, key=lambda c: c.source.start if c.source else 0)
        for candidate in reversed(sources[max(0, at - 3) : at]):
            source, cue = candidate.source, candidate.cue[0]
            if (
                source
                and source.start < quote.start
                and quote.end < cue.start
                and cue.start - source.start < 300
            ):
                first = tree.at(quote.start)
                span = clause(tree, governing(tree, first))
                if span.start <= quote.start and quote.end <= span.end + 1 and source.start < span.start:
                    yield replace(
                        candidate, content=span, parts=(span,), cue=(), verb="said", stance=False, direct=False,
                        construction="fragment", features={"construction:fragment": 1.0},
                    )  # fmt: skip
                break


def _touches(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(spans, (end, 0))
    return any(a < end and start < b for a, b in spans[max(0, at - 12) : at])


def retold(tree: Tree) -> Iterator[Candidate]:
    """What somebody quotes another as saying: "The governor told me that there is no danger," she said."""
    for index, token in enumerate(tree.tokens):
        if tree.quote[index] < 0 or token.pos != "VERB" or not _speaks(tree, index):
            continue
        for content in tree.of(index, "ccomp"):
            heads = [
                h for h in tree.of(index, "nsubj") if tree.tokens[h].tag not in ("PRP", "WP", "WDT", "DT")
            ]
            if (
                heads
                and content > index
                and tree.quote[content] == tree.quote[index]
                and human(tree, heads[0])
            ):
                span = bare(tree.text, *_that_clause(tree, content))
                if span.end - span.start > 8:
                    cue = Span(token.start, token.end)
                    source = phrase(tree, heads[0], index)
                    made = credited(source, cue, (span,), token.lemma, "that", (heads[0], index))
                    yield replace(made, direct=True, features={"construction:retold": 1.0, "nested": 1.0})


def _speaks(tree: Tree, verb: int) -> bool:
    """True for a verb of saying proper: what a speaker holds that others think or ask is the speaker's view."""
    sense = cue.senses.get("that") if (cue := cue_of(tree, verb)) else None
    return sense is not None and not sense.stance and sense.verb != "asked" and says(tree, verb)


def _that_clause(tree: Tree, head: int) -> tuple[int, int]:
    first = tree.first[head]
    if tree.tokens[first].text.lower() == "that":
        first += 1
    return tree.tokens[min(first, head)].start, tree.tokens[tree.last[head]].end
