"""Candidates that reject an account: what it says is theirs, denied; whose account it is affirms nothing there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model import Span
from .credits.candidates import Candidate
from .credits.credited import credited
from .rejections import Rejection, within
from .silence.kept import words
from .syntax.pieces import bare
from .syntax.subjects import phrase, somebody, subject
from .syntax.tree import Tree
from .syntax.verbs import passive


def rejecting(tree: Tree, kept: Sequence[Candidate], found: Sequence[Rejection]) -> Iterator[Candidate]:
    """The candidates, those that call something untrue in pieces, and one for each rejection that had none."""
    by_verb = {verb: each for each in found if (verb := each.verb) is not None}
    heard = set()
    for candidate in kept:
        verb = candidate.cue_token
        hit = by_verb.get(verb) if verb is not None and candidate.source is not None else None
        if hit is not None and not candidate.direct and "withdraws" not in candidate.features:
            heard.add(hit.verb)
            yield _rejected(candidate, hit)
        else:
            yield from _in_pieces(tree, candidate, found)
    for verb, hit in by_verb.items():
        if verb not in heard:
            yield from _by_whom(tree, verb, hit)


def _rejected(candidate: Candidate, hit: Rejection) -> Candidate:
    """The candidate with what its verb rejects for its content, denied; it points back at nothing any more."""
    marks = {name: value for name, value in candidate.features.items() if name != "anaphor"}
    return replace(
        candidate,
        content=hit.said,
        parts=(hit.said,),
        verb="denied",
        stance=False,
        construction="that",
        features={**marks, "rejects": 1.0},
    )


def _in_pieces(tree: Tree, candidate: Candidate, found: Sequence[Rejection]) -> Iterator[Candidate]:
    """The candidate, or the pieces of it where it calls something untrue."""
    hit = next((r for r in within(found, candidate.content) if _concerns(tree, candidate, r)), None)
    if hit is None:
        yield candidate
        return
    if candidate.cue_token == hit.noun and candidate.construction != "quote":
        if candidate.source is not None and tree.tokens[hit.noun].pos != "VERB":
            yield candidate
        return
    before = [Span(p.start, min(p.end, hit.low)) for p in candidate.parts if p.start < hit.low]
    after = [Span(max(p.start, hit.high), p.end) for p in candidate.parts if p.end > hit.high]
    yield from _rest(tree, candidate, before)
    features = {**candidate.features, "rejects": 1.0}
    yield replace(candidate, content=hit.said, parts=(hit.said,), features=features)
    for rest in _rest(tree, candidate, after):
        yield from _in_pieces(tree, rest, found)


def _by_whom(tree: Tree, verb: int, hit: Rejection) -> Iterator[Candidate]:
    """What is rejected, as the word of the subject of the verb: "the army dismissed as false reports that S"."""
    who = None if passive(tree, verb) else subject(tree, verb)
    if who is not None and somebody(tree, who.token):
        cue = Span(tree.tokens[verb].start, tree.tokens[verb].end)
        source = phrase(tree, who.token, verb)
        made = credited(source, cue, (hit.said,), tree.lemmas[verb], "np", (who.token, verb))
        yield replace(made, verb="denied", features={**made.features, "rejects": 1.0})


def _concerns(tree: Tree, candidate: Candidate, rejection: Rejection) -> bool:
    """True where the candidate says the noun is untrue, or is made of the noun itself."""
    if candidate.cue_token == rejection.noun:
        return True
    noun = tree.tokens[rejection.noun].start
    held = any(p.start <= noun < p.end for p in candidate.parts)
    return held or (candidate.lemma in words("dismiss") and candidate.content == rejection.said)


def _rest(tree: Tree, candidate: Candidate, pieces: Sequence[Span]) -> Iterator[Candidate]:
    """What stands beside the rejection, where it is more than a word or two."""
    parts = []
    for piece in pieces:
        inside = [at for at in tree.between(piece.start, piece.end) if tree.tokens[at].end <= piece.end]
        while inside and tree.tokens[inside[0]].pos in ("CCONJ", "PUNCT", "SCONJ"):
            inside.pop(0)
        while inside and tree.tokens[inside[-1]].pos in ("CCONJ", "PUNCT", "SCONJ"):
            inside.pop()
        if len(inside) > 2 and any(tree.tokens[at].pos in ("VERB", "AUX") for at in inside):
            parts.append(bare(tree.text, tree.tokens[inside[0]].start, tree.tokens[inside[-1]].end))
    if parts:
        yield replace(candidate, parts=tuple(parts), content=Span(parts[0].start, parts[-1].end))
