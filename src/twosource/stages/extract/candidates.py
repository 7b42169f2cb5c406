"""Candidates for attribution: a source, a cue and a content, each found by a rule over the parse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...model import Dissection, Span
from .clauses import Proposal, clauses
from .cues import cues
from .nouns import nouns
from .quoted import Speech, speeches
from .subjects import phrase
from .tree import Tree, tree


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed attribution. Spans are code points; ``parts`` are the pieces of the content.

    ``source`` is what the text says at this place ("he", "who"); ``antecedent`` what a relative stands for.
    """

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
    antecedent: Span | None = None
    features: Mapping[str, float] = field(default_factory=dict)


def candidates(dissection: Dissection) -> tuple[Candidate, ...]:
    """Every candidate of a report that the rules accept, in order of content."""
    shape = tree(dissection)
    spoken = speeches(shape, dissection.passages)
    taken = frozenset(speech.verb for speech in spoken if speech.verb is not None)
    found = [_spoken(shape, speech) for speech in spoken]
    named = list(nouns(shape, taken))
    light = frozenset(shape.tokens[p.cue_token].head for p in named if p.subject and p.subject.path == "light")
    found += [_told(shape, proposal) for proposal in (*named, *clauses(shape, taken | light))]
    kept = _accepted(found)
    return tuple(sorted([*kept, *_nested(shape, found, kept)], key=lambda c: (c.content.start, c.content.end)))


def _spoken(shape: Tree, speech: Speech) -> Candidate:
    lemma = shape.tokens[speech.verb].lemma if speech.verb is not None else ":"
    sense = (known.senses.get("quote") if (known := cues("verbs").get(lemma)) else None)
    antecedent = None if speech.antecedent is None else phrase(shape, speech.antecedent, speech.verb)
    return Candidate(
        source=speech.source,
        cue=(speech.cue,) if speech.cue else (),
        content=Span(speech.parts[0].start, speech.parts[-1].end),
        parts=speech.parts,
        lemma=lemma,
        verb=sense.verb if sense else "said",
        stance=False,
        construction="quote",
        direct=True,
        source_token=speech.speaker,
        cue_token=speech.verb,
        antecedent=antecedent,
        features={"construction:quote": 1.0, f"path:{speech.path}": 1.0},
    )


def _told(shape: Tree, told: Proposal) -> Candidate:
    who = told.subject
    antecedent = who.antecedent if who else None
    direct = any(shape.quote[shape.at(part.start)] >= 0 for part in told.parts)
    return Candidate(
        source=told.source,
        cue=(told.cue,),
        content=Span(told.parts[0].start, told.parts[-1].end),
        parts=told.parts,
        lemma=told.lemma,
        verb=told.sense.verb,
        stance=told.sense.stance,
        construction=told.construction,
        direct=direct,
        source_token=who.token if who else None,
        cue_token=told.cue_token,
        antecedent=None if antecedent is None else phrase(shape, antecedent, told.cue_token),
        features={f"construction:{told.construction}": 1.0, f"path:{who.path if who else 'none'}": 1.0},
    )


def _accepted(found: Sequence[Candidate]) -> list[Candidate]:
    """Without those whose cue stands inside the content of another; quotations come first."""
    quoted = [c for c in found if c.construction == "quote"]
    others = sorted((c for c in found if c.construction != "quote"), key=lambda c: (c.content.start, -c.content.end))
    kept = [c for c in quoted if not any(o is not c and _holds(o, c.cue[0]) for o in quoted)]
    told: list[Candidate] = []
    for candidate in others:
        cue = candidate.cue[0]
        if any(_holds(other, cue) for other in (*told[-12:], *_near(kept, cue))):
            continue
        if any(_holds(candidate, other.cue[0]) for other in _near(kept, candidate.content)):
            continue
        told.append(candidate)
    return [*kept, *told]


def _nested(shape: Tree, found: Sequence[Candidate], kept: Sequence[Candidate]) -> Iterator[Candidate]:
    """Somebody's words inside another's ("B reported that A said X"): speech of a named subject, marked as nested."""
    taken = {(c.content, c.cue) for c in kept}
    for candidate in found:
        source = candidate.source
        if candidate.stance or source is None or (candidate.content, candidate.cue) in taken:
            continue
        head = shape.tokens[candidate.source_token if candidate.source_token is not None else shape.at(source.start)]
        if head.pos != "PRON" and candidate.construction in ("that", "according", "quote", "parenthetical"):
            yield replace(candidate, features={**candidate.features, "nested": 1.0})


def _near(kept: Sequence[Candidate], span: Span) -> list[Candidate]:
    return [c for c in kept if c.cue[0].start < span.end + 400 and c.content.end > span.start - 400]


def _holds(other: Candidate, cue: Span) -> bool:
    return any(part.start <= cue.start and cue.end <= part.end for part in other.parts)
