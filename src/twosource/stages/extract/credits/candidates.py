"""Candidates for attribution: a source, a cue and a content, each found by a rule over the parse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ....model import Dissection, Span
from ..syntax.cues import cues, words
from ..syntax.subjects import phrase
from ..syntax.tree import Tree, tree, trimmed
from ..syntax.turns import asked
from .candidate import Candidate
from .clauses import clauses
from .inserted import inserted
from .labels import announced, labels
from .noted import noted
from .nouns import nouns
from .proposals import Proposal
from .quoted import Speech, speeches
from .recalled import recalled
from .resumed import resumed
from .signed import signed
from .trailing import trailing
from .worded import worded

__all__ = ["Candidate", "candidates"]

_STOPS = frozenset((".", "!", "?"))
_FIRST = frozenset(("quote", "label"))
_WHOLE = frozenset(("that", "according"))
_CLOSING = frozenset(("that", "np", "prep", "as", "to", "oto", "noun that", "rest", "according", "noun prep"))


def candidates(dissection: Dissection, shape: Tree | None = None) -> tuple[Candidate, ...]:
    """Every candidate of a report that the rules accept, in order of content; ``shape`` is its tree, if at hand."""
    shape = shape or tree(dissection)
    quoted = speeches(shape, dissection.passages)
    spoken = [speech for speech in quoted if speech.cue]
    twice = frozenset(s.verb for s in spoken if _told_before(shape, s))
    taken = frozenset(s.verb for s in spoken if s.verb is not None) - twice
    found = [_spoken(shape, speech) for speech in spoken]
    back = list(recalled(shape))
    taken |= frozenset(at for _, spent in back for at in spent)
    named = list(nouns(shape, taken))
    light = frozenset(
        shape.tokens[p.cue_token].head for p in named if p.subject and p.subject.path == "light"
    )
    under = [*labels(shape, dissection.passages), *signed(shape, dissection.passages)]
    open_ended = list(announced(shape, dissection.passages, taken))
    behind = [p for p in (*trailing(shape), *worded(shape), *noted(shape)) if p.cue_token not in taken]
    heard = taken | {p.cue_token for p in behind}
    behind += [p for p in inserted(shape) if p.cue_token not in heard]
    taken |= light | frozenset(p.cue_token for p in (*open_ended, *behind))
    told = (*(p for p, _ in back), *under, *open_ended, *behind, *named, *clauses(shape, taken))
    found += [_told(shape, p) for p in told if p.cue_token not in twice or p.construction in _WHOLE]
    found = [c for c in found if c.source is not None or not asked(shape.text, c.content.start)]
    found = _parted(shape, found)
    kept = _accepted(found)
    loose = [speech for speech in quoted if not speech.cue]
    if more := list(resumed(shape, dissection.passages, loose, kept)):
        found += more
        kept = _accepted(found)
    return tuple(
        sorted([*kept, *_nested(shape, found, kept)], key=lambda c: (c.content.start, c.content.end))
    )


def _told_before(shape: Tree, speech: Speech) -> bool:
    """ "S, N said. "..."": the verb tells a sentence of its own, and the quotation goes on from it."""
    opens = speech.parts[0].start
    behind = speech.verb is not None and shape.tokens[speech.verb].end < opens
    return behind and any(
        shape.tokens[at].text in _STOPS for at in shape.between(shape.tokens[speech.verb or 0].end, opens)
    )


def _spoken(shape: Tree, speech: Speech) -> Candidate:
    lemma = shape.tokens[speech.verb].lemma if speech.verb is not None else ":"
    sense = known.senses.get("quote") if (known := cues("verbs").get(lemma)) else None
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
        features=_features(shape, "quote", speech.path, speech.speaker, speech.verb, speech.parts),
    )


def _told(shape: Tree, told: Proposal) -> Candidate:
    who = told.subject
    antecedent = who.antecedent if who else None
    named = told.source is not None and shape.text[told.source.start : told.source.end].isupper()
    direct = any(shape.quote[shape.at(part.start)] >= 0 for part in told.parts) or (
        told.construction == "label" and named
    )
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
        features=_features(
            shape,
            told.construction,
            who.path if who else "none",
            who.token if who else None,
            told.cue_token,
            told.parts,
        )
        | ({"withdraws": 1.0} if told.sense.verb == "withdrew" else {}),
    )


def _features(
    shape: Tree, construction: str, path: str, source: int | None, cue: int | None, parts: Sequence[Span]
) -> dict[str, float]:
    """What a judge may weigh: how the candidate was built, its lengths, and where its words stand."""
    found = {f"construction:{construction}": 1.0, f"path:{path}": 1.0, "parts": float(len(parts))}
    found["length"] = float(sum(part.end - part.start for part in parts))
    if source is not None:
        found[f"source:{shape.tokens[source].ent or shape.tokens[source].pos}"] = 1.0
    if cue is not None:
        found[f"cue:{shape.tokens[cue].dep}"] = 1.0
        found["before"] = float(parts[0].start < shape.tokens[cue].start)
    return found


def _parted(shape: Tree, found: Sequence[Candidate]) -> list[Candidate]:
    """Contents end before an aside in which somebody else speaks: "..., which the army denies"."""
    asides = _Cover((c for c in found if c.construction not in _FIRST), by_cue=True)
    out = []
    for candidate in found:
        if candidate.construction in _CLOSING:
            ends = [end for inner in asides.inside(candidate) if (end := _aside(shape, candidate, inner))]
            if ends:
                candidate = _ended(shape.text, candidate, min(ends))
        out.append(candidate)
    return out


def _aside(shape: Tree, outer: Candidate, inner: Candidate) -> int | None:
    """Where the clause of ``inner``'s cue begins, if it is the last of ``outer``'s content after a comma."""
    at = inner.cue_token
    if at is None or inner is outer:
        return None
    for _ in range(3):
        token = shape.tokens[at]
        if token.dep not in ("xcomp", "ccomp") or token.head == at:
            break
        at = token.head
    token, first = shape.tokens[at], shape.first[at]
    if token.dep not in ("relcl", "advcl", "acl", "conj") or (token.dep == "conj" and inner.stance):
        return None
    if first == 0 or shape.tokens[first - 1].text not in (",", "-", "—", "--", "–"):
        return None
    part, start = outer.parts[-1], shape.tokens[first].start
    last = shape.tokens[shape.last[at]].end
    return start if part.start + 15 < start and part.end - 3 <= last else None


def _ended(text: str, candidate: Candidate, end: int) -> Candidate:
    *before, part = candidate.parts
    parts = (*before, trimmed(text, part.start, end))
    return replace(candidate, parts=parts, content=Span(parts[0].start, parts[-1].end))


def _accepted(found: Sequence[Candidate]) -> list[Candidate]:
    """Without those whose cue stands inside the content of another; labels and quotations come first."""
    first = [c for c in found if c.construction in _FIRST]
    said = _Cover(first)
    kept = _Cover(c for c in first if not said.holding(c.cue[0], c))
    cues_kept = _Cover(kept.all, by_cue=True)
    told = _Cover(())
    for candidate in sorted(found, key=lambda c: (c.content.start, -c.content.end)):
        cue = candidate.cue[0]
        if candidate.construction in _FIRST or told.holding(cue) or kept.holding(cue):
            continue
        if not cues_kept.within(candidate):
            told.add(candidate)
    return [*kept.all, *told.all]


class _Cover:
    """Candidates by the stretches of text that their contents (or cues) cover: lookups cost no scan."""

    def __init__(self, found: Iterable[Candidate], by_cue: bool = False) -> None:
        self.all: list[Candidate] = []
        self.by_cue = by_cue
        self.stretches: dict[int, list[Candidate]] = {}
        for candidate in found:
            self.add(candidate)

    def add(self, candidate: Candidate) -> None:
        self.all.append(candidate)
        for span in candidate.cue if self.by_cue else candidate.parts:
            for stretch in range(span.start >> 8, (span.end >> 8) + 1):
                self.stretches.setdefault(stretch, []).append(candidate)

    def holding(self, cue: Span, but: Candidate | None = None) -> bool:
        """True where the content of one of these (other than ``but``) holds the cue."""
        return any(_holds(c, cue) for c in self.stretches.get(cue.start >> 8, ()) if c is not but)

    def inside(self, outer: Candidate) -> Iterator[Candidate]:
        """Those of these whose cue the content of ``outer`` holds."""
        low, high = outer.content.start >> 8, outer.content.end >> 8
        seen: set[int] = set()
        for at in range(low, high + 1):
            for c in self.stretches.get(at, ()):
                if id(c) not in seen and _holds(outer, c.cue[0]):
                    seen.add(id(c))
                    yield c

    def within(self, outer: Candidate) -> bool:
        """True where the content of ``outer`` holds the cue of one of these."""
        low, high = outer.content.start >> 8, outer.content.end >> 8
        return any(_holds(outer, c.cue[0]) for at in range(low, high + 1) for c in self.stretches.get(at, ()))


def _nested(shape: Tree, found: Sequence[Candidate], kept: Sequence[Candidate]) -> Iterator[Candidate]:
    """Somebody's words inside another's ("B reported that A said X"): speech of a named subject, marked as nested."""
    taken = {(c.content, c.cue) for c in kept}
    turns = _Cover(c for c in kept if c.construction == "label")
    for candidate in found:
        source = candidate.source
        if candidate.stance or source is None or (candidate.content, candidate.cue) in taken:
            continue
        head = shape.tokens[
            candidate.source_token if candidate.source_token is not None else shape.at(source.start)
        ]
        if head.lemma.lower() in words("shares"):
            continue  # "in the poll, 40 percent said ...": the poll found it
        # "He says that ..." in a reporter's turn of a transcript is the man's whom the reporter met
        told_of = head.text.lower() in ("he", "she", "they") and turns.holding(candidate.cue[0], candidate)
        if (head.pos != "PRON" or told_of) and candidate.construction in (
            "that",
            "according",
            "quote",
            "parenthetical",
        ):
            yield replace(candidate, features={**candidate.features, "nested": 1.0})


def _holds(other: Candidate, cue: Span) -> bool:
    return any(part.start <= cue.start and cue.end <= part.end for part in other.parts)
