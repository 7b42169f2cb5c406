"""The outlet's own voice: what nobody else is credited with, clause by clause.

A statement of an own voice is the part of a sentence that no candidate and no silence covers. Facts and
commentary are told apart (``features``), questions and appeals to the reader are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...model import Dissection, Sentence, Span
from .candidates import Candidate
from .kinds import orders
from .pieces import bare, clause, finite
from .silences import Silence, words
from .speakers import Speakers
from .tree import Tree

_SEEING = frozenset(["see", "count", "watch", "witness", "hear", "visit", "walk", "observe", "photograph", "film", "find", "notice", "speak", "meet"])
_WITHDRAW = frozenset(["withdraw", "retract"])
_WRONG = frozenset(["wrong", "incorrect", "inaccurate", "erroneous", "false", "mistaken", "untrue", "misstated", "misreported"])
_CORRECTING = ("correction", "clarification", "editor's note", "erratum")


@dataclass(frozen=True, slots=True)
class OwnVoice:
    """A statement of the publisher: its hull, its parts, and what marks it."""

    span: Span
    parts: tuple[Span, ...]
    kind: str = "assertion"
    features: Mapping[str, float] = field(default_factory=dict)


def own(
    dissection: Dissection, tree: Tree, speakers: Speakers, proposed: Sequence[Candidate], silent: Sequence[Silence]
) -> tuple[OwnVoice, ...]:
    """The statements that the publisher makes itself, in order."""
    covered = sorted(
        [*((c.start, c.end) for c in map(_cover, proposed)), *((s.span.start, s.span.end) for s in silent)]
    )
    found: list[OwnVoice] = []
    at = 0
    for sentence in dissection.sentences:
        while at < len(covered) and covered[at][1] <= sentence.start and at + 1 < len(covered):
            at += 1
        near = [Span(a, b) for a, b in covered[max(0, at - 8) : at + 16] if a < sentence.end and sentence.start < b]
        found += _of_sentence(tree, speakers, sentence, near)
    return tuple(found)


def _cover(candidate: Candidate) -> Span:
    """All that belongs to a candidate: source, cue and content."""
    spans = [candidate.content, *candidate.cue, *([candidate.source] if candidate.source else [])]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _of_sentence(
    tree: Tree, speakers: Speakers, sentence: Sentence, covered: Sequence[Span]
) -> Iterator[OwnVoice]:
    text = tree.text[sentence.start : sentence.end].rstrip()
    if (tree.quote[sentence.first] >= 0 and tree.quote[sentence.last - 1] >= 0) or text.endswith("?"):
        return
    pieces = list(_pieces(tree, sentence, covered)) if covered else [_whole(tree, sentence)]
    for piece in pieces:
        if piece and _tells(tree, piece):
            made = _made(tree, speakers, piece)
            if made:
                yield made


def _whole(tree: Tree, sentence: Sentence) -> Span:
    return bare(tree.text, sentence.start, sentence.end)


def _pieces(tree: Tree, sentence: Sentence, covered: Sequence[Span]) -> Iterator[Span]:
    """The clauses of a sentence that stand outside what is covered."""
    root = next(
        (at for at in range(sentence.first, sentence.last) if tree.tokens[at].head == at), sentence.first
    )
    if finite(tree, root) and not _in(covered, tree.tokens[root].start) and _minor(tree, sentence, covered):
        yield _whole(tree, sentence)
        return
    last = sentence.start
    for at in range(sentence.first, sentence.last):
        token = tree.tokens[at]
        if token.pos not in ("VERB", "AUX") or not finite(tree, at) or _in(covered, token.start):
            continue
        if token.dep not in ("ROOT", "conj", "advcl", "ccomp", "parataxis", "relcl"):
            continue
        if token.dep in ("advcl", "relcl", "ccomp") and not _loose(tree, at):
            continue
        span = _outside(clause(tree, at), covered)
        if span and span.start >= last and span.end - span.start > 20:
            last = span.end
            yield span


def _minor(tree: Tree, sentence: Sentence, covered: Sequence[Span]) -> bool:
    """True where what is covered is less than half of the sentence and does not open it."""
    total = sum(min(c.end, sentence.end) - max(c.start, sentence.start) for c in covered)
    return 2 * total < sentence.end - sentence.start


def _loose(tree: Tree, verb: int) -> bool:
    """True for a clause set off by commas, or in front: a statement of its own."""
    low = tree.first[verb]
    sentence = tree.sentences[tree.sentence[verb]]
    return low == sentence.first or tree.tokens[low - 1].text in (",", ";", "—", "–", ":") or tree.tokens[low].dep == "mark"


def _in(covered: Sequence[Span], offset: int) -> bool:
    return any(span.start <= offset < span.end for span in covered)


def _outside(span: Span, covered: Sequence[Span]) -> Span | None:
    """The longer side of a span that what is covered leaves."""
    for other in covered:
        if other.start < span.end and span.start < other.end:
            left, right = other.start - span.start, span.end - other.end
            if max(left, right) < 20:
                return None
            span = Span(span.start, other.start) if left >= right else Span(other.end, span.end)
    return span


def _tells(tree: Tree, span: Span) -> bool:
    """True where a span has a verb with a subject, or is an order."""
    inside = tree.between(span.start, span.end)
    return any(
        tree.tokens[at].pos in ("VERB", "AUX") and (finite(tree, at) or orders(tree, at)) for at in inside
    ) and len(inside) >= 3


def _made(tree: Tree, speakers: Speakers, span: Span) -> OwnVoice | None:
    inside = tree.between(span.start, span.end)
    span = bare(tree.text, span.start, span.end)
    root = next((at for at in inside if tree.tokens[at].head not in inside or tree.tokens[at].head == at), inside[0])
    features: dict[str, float] = {}
    if _appeals(tree, inside):
        return None
    kind = "request" if orders(tree, root) else "assertion"
    if _counts(tree, speakers, inside):
        features["own_count"] = 1.0
    if withdraws(tree, inside):
        features["withdraws"] = 1.0
    if commentary(tree, inside):
        features["commentary"] = 1.0
    return OwnVoice(span, (span,), kind, features)


def _appeals(tree: Tree, inside: range) -> bool:
    """Furniture in the text: credits in brackets, addresses, calls to follow or subscribe."""
    first = tree.tokens[inside[0]]
    text = tree.text[first.start : tree.tokens[inside[-1]].end]
    if text[:1] in "[(" or "@" in text or "www." in text or "://" in text:
        return True
    return tree.tokens[inside[0]].lemma.lower() in words("promo")


def _counts(tree: Tree, speakers: Speakers, inside: range) -> bool:
    """True where the outlet saw or counted for itself ("our reporter counted", "this newspaper saw")."""
    for at in inside:
        token = tree.tokens[at]
        if token.lemma not in _SEEING or token.pos != "VERB":
            continue
        for who in tree.of(at, "nsubj"):
            span = tree.span(tree.first[who], tree.last[who])
            if speakers.resolve(span.start, span.end).source_id == speakers.publisher.source_id:
                return True
    return False


def withdraws(tree: Tree, inside: range) -> bool:
    """True for a withdrawal: "we withdraw it", "That was wrong", "An earlier version said", "Correction:"."""
    lemmas = [tree.tokens[at].lemma.lower() for at in inside]
    opening = tree.text[tree.tokens[inside[0]].start :][:20].lower()
    if opening.startswith(_CORRECTING):
        return True
    for at in inside:
        token = tree.tokens[at]
        if token.lemma.lower() in _WITHDRAW and any(
            tree.tokens[s].text.lower() in ("we", "i") for s in tree.of(at, "nsubj")
        ):
            return True
        if token.lemma.lower() in _WRONG and tree.tokens[token.head].lemma == "be":
            if any(tree.tokens[s].text.lower() in ("that", "this", "it") for s in tree.of(token.head, "nsubj")):
                return True
    pairs = set(zip(lemmas, lemmas[1:], strict=False))
    return bool(pairs & {("early", "version"), ("previous", "version"), ("early", "report"), ("earlier", "version")}) and bool(
        {"say", "state", "give", "misstate", "report", "misidentify"} & set(lemmas)
    )


# --- commentary ------------------------------------------------------------------------------


def commentary(tree: Tree, inside: range) -> bool:
    """True for a summing-up, a forecast or a phrase of weight that reports no fact of its own.

    A figure, a date or a quotation makes a sentence a fact; without one, two weighty words do not.
    """
    tokens = [tree.tokens[at] for at in inside]
    if any(t.pos == "NUM" or t.ent in ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY") for t in tokens):
        return False
    weight = 0.0
    for at, token in zip(inside, tokens, strict=True):
        lemma = token.lemma.lower()
        if lemma in words("weighty") or (lemma in words("assess") and token.pos == "VERB") or (token.tag == "MD" and lemma in ("may", "might", "could", "would", "will", "must", "should")):
            weight += 1
        if lemma == "see" and token.tag == "VBN" and at > 1 and tree.tokens[at - 2].text.lower() == "to":
            weight += 2
    return weight >= 2
