"""Speakers who are counted first and named behind a colon: "Two laboratories have reported it: A and B"."""

from __future__ import annotations

from ...data.numerals import whole
from ...model import Mention
from .speakers import Speakers
from .syntax.tree import Tree

_MOST = 6


def listed(tree: Tree, speakers: Speakers, head: int) -> list[Mention]:
    """The names behind the colon of a sentence, where they are as many as its speakers are said to be; else none."""
    many = [whole(tree.tokens[c].text) for c in tree.of(head, "nummod")]
    sentence = tree.sentences[tree.sentence[head]]
    colon = next(
        (i for i in range(head + 1, sentence.last) if tree.tokens[i].text == ":" and tree.quote[i] < 0), None
    )
    if colon is None or not many or (many[0] or 0) not in range(2, _MOST + 1):
        return []
    behind = range(colon + 1, sentence.last)
    if any(tree.tokens[i].pos in ("VERB", "AUX") or tree.quote[i] >= 0 for i in behind):
        return []
    start, end = tree.tokens[colon].end, tree.tokens[sentence.last - 1].end
    names = [
        m
        for m in speakers.dissection.mentions
        if m.kind in ("person", "organisation") and start <= m.start and m.end <= end
    ]
    return names if len(names) == many[0] else []
