"""Quotations without a cue of their own: who spoke in the sentence before goes on, or who it is about speaks.

'N said the roof came down. "Four were under it."', '"It fell," said N.' and in the next paragraph '"Four were
under it."', 'N was the first to reach the room. "Four were under it."'. The outlet does not speak in quotation marks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from ....data import actor_words, table
from ....model import Passage, Span
from ..syntax.subjects import phrase
from ..syntax.tree import CLOSING, OPENING, Tree
from .candidate import Candidate
from .quoted import Speech

_BACK = 3  # sentences from a quotation back to whoever spoke
_HEADING = 6  # words: a paragraph of fewer in quotation marks may be a heading
_ENDS = frozenset(".!?…\"”’'»)")
_SHORT = 3  # words: fewer may be a title or a slogan
_SILENT = frozenset(("die", "kill", "murder", "drown", "bury", "perish", "miss"))
_HE = frozenset(("he", "she"))


@cache
def _persons() -> frozenset[str]:
    return frozenset(table("persons.json")["nouns"]) | actor_words("offices") | actor_words("titles")


_MARKS = OPENING | CLOSING | frozenset(" \n\t\xa0")


def resumed(
    tree: Tree, passages: Sequence[Passage], loose: Sequence[Speech], told: Iterable[Candidate]
) -> Iterator[Candidate]:
    """A candidate for each quotation without a cue that somebody just spoken of says, in order."""
    known = sorted((c for c in told if c.source is not None), key=lambda c: c.content.start)
    texts = [p for p in passages if p.kind != "furniture"]
    for speech in loose:
        if tree.text.count(" ", speech.parts[0].start, speech.parts[-1].end) + 1 < _SHORT:
            continue
        if any(_within(speech.parts[0], c) for c in known):
            continue
        found = _voice(tree, texts, speech, known)
        if found is not None:
            yield found
            known = sorted([*known, found], key=lambda c: c.content.start)


def _within(part: Span, other: Candidate) -> bool:
    """True where a quotation stands in what another says, and the other does not speak in the quotation."""
    speaks_there = (
        other.construction != "label" and bool(other.cue) and part.start <= other.cue[0].start < part.end
    )
    return not speaks_there and any(p.start < part.end and part.start < p.end for p in other.parts)


def _voice(
    tree: Tree, texts: Sequence[Passage], speech: Speech, known: Sequence[Candidate]
) -> Candidate | None:
    """The quotation as the word of whom the sentences before it tell of; None where they tell of nobody."""
    start = speech.parts[0].start
    while start and tree.text[start - 1] in OPENING:
        start -= 1
    own = bisect_left(texts, start + 1, key=lambda p: p.start) - 1
    if own < 0:
        return None
    low = texts[own].start
    opens = not tree.text[low:start].strip()
    alone = opens and not tree.text[speech.parts[-1].end : texts[own].end].strip(" .!?\"”’'")
    if alone and tree.text.count(" ", start, speech.parts[-1].end) < _HEADING:
        return None  # "'All bets are off.'" over what follows
    if not opens and tree.text[low:start].rstrip()[-1:] not in _ENDS:
        return None  # its own sentence has begun before it, and does not say whose it is
    if opens:
        if own == 0 or tree.text[texts[own - 1].end - 1] == ":":
            return None
        low = texts[own - 1].start
    at = tree.at(start - 1)
    for back in range(_BACK):
        while at and tree.tokens[at].text in _MARKS:
            at -= 1
        if tree.tokens[at].start < low or tree.tokens[at].start >= start:
            return None
        sentence = tree.sentences[tree.sentence[at]]
        here = Span(max(sentence.start, low), sentence.end)
        if opens and _asks(tree.text, here):
            return None  # whoever is asked answers
        if spoke := _spoke(tree, here, known):
            signs = bool(spoke.cue) and tree.text[spoke.cue[0].start] in "-–—―"
            if signs or (opens and _asks(tree.text, spoke.content)):
                return None
            return _as_said(spoke, speech)
        if back < 2 and (who := _told_of(tree, sentence.first, sentence.last)) is not None:
            return _as_theirs(tree, who, speech)
        at = sentence.first - 1
        if at < 0:
            return None
    return None


def _asks(text: str, span: Span) -> bool:
    return text[span.start : span.end].rstrip(" \n\"”’'")[-1:] == "?"


def _spoke(tree: Tree, here: Span, known: Sequence[Candidate]) -> Candidate | None:
    """Who spoke last in a sentence, or whose words it is part of."""
    inside = [
        c
        for c in known
        if any(p.start < here.end and here.start < p.end for p in (*c.parts, *c.cue))
        and c.content.start < here.end
    ]
    return max(inside, key=lambda c: (c.cue[0].start if c.cue else -1, c.content.start), default=None)


def _as_said(spoke: Candidate, speech: Speech) -> Candidate:
    return replace(
        spoke,
        content=Span(speech.parts[0].start, speech.parts[-1].end),
        parts=speech.parts,
        verb="said",
        stance=False,
        construction="quote",
        direct=True,
        features={"construction:resumed": 1.0, "parts": float(len(speech.parts))},
    )


def _told_of(tree: Tree, first: int, last: int) -> int | None:
    """The one person who is the subject of a sentence, where nothing befell them that ends all speech."""
    for at in range(first, last):
        token = tree.tokens[at]
        if token.dep not in ("nsubj", "nsubjpass") or tree.tokens[token.head].dep != "ROOT":
            continue
        if tree.tokens[token.head].lemma in _SILENT or tree.quote[at] >= 0:
            return None
        does = _persons() if token.dep == "nsubj" else actor_words("offices")
        person = token.ent == "PERSON" or (token.tag == "NN" and token.lemma.lower() in does)
        return at if person or token.text.lower() in _HE else None
    return None


def _as_theirs(tree: Tree, who: int, speech: Speech) -> Candidate:
    source = phrase(tree, who)
    return Candidate(
        source=source,
        cue=(source,),
        content=Span(speech.parts[0].start, speech.parts[-1].end),
        parts=speech.parts,
        lemma=":",
        verb="said",
        stance=False,
        construction="quote",
        direct=True,
        source_token=who,
        features={"construction:resumed": 1.0, "parts": float(len(speech.parts))},
    )
