"""One silence: what it is made of, who keeps it, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from ....data import table
from ....model import Span
from ..parties import Party, parties, sourcelike
from ..speakers import Speakers
from ..syntax.negation import negated
from ..syntax.pieces import clause, governing
from ..syntax.subjects import subject
from ..syntax.tree import Tree


@dataclass(frozen=True, slots=True)
class Silence:
    """A clause in which somebody says nothing, is asked, or nothing could be established."""

    kind: Literal["no_comment", "not_verified"]
    span: Span
    cue: Span
    trigger: int
    verb: str  # declined, asked, said, confirmed
    parties: tuple[Party, ...] = ()
    denied: bool = False
    pending: bool = False  # an answer that is missing, to an enquiry told before


@cache
def words(part: str) -> frozenset[str]:
    """A word list of manner.json."""
    return frozenset(table("manner.json")[part].split())


def made(
    tree: Tree, speakers: Speakers, at: int, kind: Literal["no_comment", "not_verified"], verb: str,
    who: int | None = None, pending: bool = False, own: bool = False,
) -> Silence:  # fmt: skip
    """A silence of the clause that ``at`` stands in; ``who`` is the party, ``own`` the outlet's own remark."""
    head = governing(tree, at)
    party: list[Party] = []
    if who is not None and not own and sourcelike(tree, speakers, who):
        party = [
            p for p in parties(tree, speakers, who) if p.source.source_id != speakers.publisher.source_id
        ]
    return Silence(
        kind, clause(tree, head), _cue(tree, at, head), at, verb, tuple(party), negated(tree, at), pending
    )


def _cue(tree: Tree, at: int, head: int) -> Span:
    """The verb with its auxiliaries and negation ("have not publicly acknowledged", "reached out to")."""
    chain = {at, head}
    climb = at
    while climb != head and tree.tokens[climb].head != climb:
        climb = tree.tokens[climb].head
        chain.add(climb)
    low = min([*chain, *(c for v in chain for c in tree.of(v, "aux", "auxpass", "neg"))])
    high = max(chain)
    for child in tree.children[at]:
        if child == high + 1 and tree.tokens[child].dep in ("prt", "prep", "dative"):
            high = child
            nearer = [c for c in tree.children[at] if c == high + 1 and tree.tokens[c].dep == "prep"]
            high = nearer[0] if nearer else high
    return tree.span(max(low, tree.first[head]), high)


def who_of(tree: Tree, verb: int) -> int | None:
    """The token of who does it, or of whom it is done to; a relative is whom it stands for. None where nobody is told."""
    found = subject(tree, verb)
    if found is None:
        passive = tree.of(verb, "nsubjpass")
        return passive[0] if passive else None
    return found.antecedent if found.antecedent is not None else found.token


def ours(tree: Tree, speakers: Speakers, who: int | None) -> bool:
    """True for the publisher itself: its name, "we", "our reporter"."""
    if who is None:
        return False
    token = tree.tokens[who]
    if token.text.lower() in ("we", "i"):
        return tree.quote[who] < 0
    if token.pos not in ("PROPN", "NOUN"):
        return False
    span = tree.span(tree.first[who], tree.last[who])
    return speakers.resolve(span.start, span.end).source_id == speakers.publisher.source_id


def object_of(tree: Tree, verb: int, *lemmas: str) -> int | None:
    """The first object of a verb that is a word of one of these lists; None where none is."""
    for child in tree.of(verb, "dobj", "attr", "nsubjpass"):
        if any(tree.tokens[child].lemma.lower() in words(part) for part in lemmas):
            return child
    return None


def no(tree: Tree, noun: int) -> bool:
    """True for a noun with "no" before it."""
    return any(tree.tokens[c].text.lower() == "no" for c in tree.children[noun])
