"""A candidate made from what the text credits to somebody without one of the cues, and who may be credited."""

from __future__ import annotations

from ....model import Span
from ..parties import core, staff
from ..speakers import Speakers
from ..syntax.tree import Tree
from .candidates import Candidate

NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "DET", "PART"))


def ours(tree: Tree, speakers: Speakers, head: int) -> bool:
    """True for the publisher and its people: their own counting is its own voice."""
    span = core(tree, head)
    if speakers.resolve(span.start, span.end).source_id in staff(tree, speakers):
        return True
    words_ = {tree.tokens[at].text.lower() for at in range(tree.first[head], head + 1)}
    return bool(words_ & {"we", "us", "our", "i"})


def credited(
    source: Span, cue: Span, parts: tuple[Span, ...], lemma: str, construction: str, at: tuple[int, int]
) -> Candidate:
    """A thing said; ``at`` are the head of its source and its cue among the tokens."""
    return Candidate(
        source=source,
        cue=(cue,),
        content=Span(parts[0].start, parts[-1].end),
        parts=parts,
        lemma=lemma,
        verb="said",
        stance=False,
        construction=construction,
        direct=False,
        source_token=at[0],
        cue_token=at[1],
        features={f"construction:{construction}": 1.0},
    )
