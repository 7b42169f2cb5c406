"""Candidates for attribution: a source, a cue and a content, each found by a rule over the parse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ...model import Dissection, Span
from .cues import Cue, cues
from .tree import Tree, tree


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed attribution. Spans are code points; ``parts`` are the pieces of the content."""

    source: Span | None
    cue: tuple[Span, ...]
    content: Span
    parts: tuple[Span, ...]
    lemma: str
    verb: str
    stance: bool
    construction: str
    direct: bool
    source_token: int | None = None  # the head of the source, an index into tokens
    cue_token: int | None = None
    features: Mapping[str, float] = field(default_factory=dict)


def candidates(dissection: Dissection) -> tuple[Candidate, ...]:
    """Every candidate of a report, in order of content."""
    shape = tree(dissection)
    found = [c for index in range(len(shape.tokens)) for c in _at(dissection, shape, index)]
    return tuple(sorted(found, key=lambda c: (c.content.start, c.content.end)))


def _at(dissection: Dissection, shape: Tree, index: int) -> Iterator[Candidate]:
    token = shape.tokens[index]
    if token.lemma == "accord" and token.text.lower() == "according":
        yield from _according(dissection, shape, index)
    elif token.pos == "VERB" and (cue := cues().get(token.lemma)):
        yield from _verb(dissection, shape, index, cue)


def _span(shape: Tree, first: int, last: int) -> Span:
    return Span(shape.tokens[first].start, shape.tokens[last].end)


def _bare(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in " \"“”‘’',;:—–-\n\t":
        start += 1
    while end > start and text[end - 1] in " \"“”‘’',;:—–-.\n\t":
        end -= 1
    return Span(start, end)


def _according(dissection: Dissection, shape: Tree, index: int) -> Iterator[Candidate]:
    tokens = shape.tokens
    for to in [index, *shape.of(index, "prep")]:
        objects = shape.of(to, "pobj")
        if not objects:
            continue
        source = _span(shape, shape.first[objects[0]], shape.last[objects[0]])
        cue = Span(tokens[index].start, tokens[to].end)
        sentence = dissection.sentences[shape.sentence[index]]
        before, after = Span(sentence.start, cue.start), Span(source.end, sentence.end)
        text = dissection.report.text
        pieces = [s for s in (_bare(text, before), _bare(text, after)) if s.end - s.start > 12]
        if pieces:
            hull = Span(pieces[0].start, pieces[-1].end)
            yield Candidate(
                source, (cue,), hull, tuple(pieces), "accord", "said", False, "according", False, objects[0], index
            )
        return


def _verb(dissection: Dissection, shape: Tree, index: int, cue: Cue) -> Iterator[Candidate]:
    subjects = shape.of(index, "nsubj", "nsubjpass")
    contents = shape.of(index, "ccomp")
    if not subjects or not contents:
        return
    subject, content = subjects[0], contents[0]
    text = dissection.report.text
    span = _bare(text, _span(shape, shape.first[content], shape.last[content]))
    if span.end <= span.start:
        return
    token = shape.tokens[index]
    direct = any(q.start < span.end and span.start < q.end for q in dissection.quotes)
    source = _span(shape, shape.first[subject], shape.last[subject])
    yield Candidate(
        source, (Span(token.start, token.end),), span, (span,), cue.lemma, cue.verb, cue.stance, "clause", direct,
        subject, index,
    )  # fmt: skip
