"""Who carried what a candidate says: "A told B", "in a statement carried by C", "A reportedly said"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....model import Link
from ..credits.candidates import Candidate
from ..parties import Party, parties, words
from ..syntax.cues import words as cue_words
from ..syntax.tree import Tree
from .scene import UNNAMED, Scene, in_parts, outlets_between, source_head

_INTO = frozenset(["to", "with", "on", "via", "through", "in", "for", "at"])


def hearsay(tree: Tree, cue: int | None) -> list[Link]:
    """ "The agency reportedly said": somebody nobody names stands between."""
    if cue is None:
        return []
    adverbs = cue_words("adverbs")
    if any(tree.tokens[c].text.lower() in adverbs for c in tree.of(cue, "advmod")):
        return [Link("relay", UNNAMED.name, UNNAMED.source_id, named=False)]
    return []


def carriers(place: Scene, candidate: Candidate, said: Sequence[Party]) -> Iterator[Party]:
    """The outlets that the clause of the cue says it was told to, or carried by."""
    tree, cue = place.tree, candidate.cue_token
    if cue is None:
        return
    head = source_head(tree, candidate) if candidate.source else cue
    sentence = tree.sentences[tree.sentence[cue]]
    for at, outlet in outlets_between(place, sentence.first, sentence.last):
        if place.of_publisher(outlet.source) or any(place.same(outlet.source, p.source) for p in said):
            continue
        if not in_parts(candidate, tree.tokens[at].start) and _carries(tree, at, cue, head):
            yield outlet
    yield from _carried_by(place, candidate, cue, head, said)


def _carried_by(
    place: Scene, candidate: Candidate, cue: int, head: int, said: Sequence[Party]
) -> Iterator[Party]:
    """ "in a statement carried by KORA": who carries somebody's statement is a carrier, whatever it is called."""
    tree = place.tree
    sentence = tree.sentences[tree.sentence[cue]]
    known = {at for at, _ in outlets_between(place, sentence.first, sentence.last)}
    for verb in range(sentence.first, sentence.last):
        token = tree.tokens[verb]
        if (
            token.dep != "acl"
            or token.tag != "VBN"
            or token.lemma not in _CARRY
            or not _talk(tree, token.head)
        ):
            continue
        for by in tree.of(verb, "agent", "prep"):
            for noun in tree.of(by, "pobj") if tree.tokens[by].text.lower() in ("by", "on", "in") else ():
                named = tree.tokens[noun].pos == "PROPN" and noun not in known
                if (
                    named
                    and _reaches(tree, token.head, cue, head)
                    and not in_parts(candidate, tree.tokens[noun].start)
                ):
                    found = parties(tree, place.speakers, noun)[0]
                    if not place.of_publisher(found.source) and not any(
                        place.same(found.source, p.source) for p in said
                    ):
                        yield found


_CARRY = frozenset(("carry", "publish", "broadcast", "air", "run", "print", "distribute", "relay", "quote"))


def _carries(tree: Tree, outlet: int, cue: int, source: int) -> bool:
    """True where the way from the outlet up to the cue or its source is one of telling or carrying."""
    token = tree.tokens[outlet]
    if token.dep == "appos" and tree.tokens[token.head].pos == "NOUN":
        token = tree.tokens[token.head]  # "told the newspaper Delta Post"
    if token.dep in ("dobj", "dative", "iobj", "oprd") and token.head == cue:
        return tree.tokens[cue].lemma not in words("cite")
    if token.dep == "nsubj":
        verb = token.head
        return tree.tokens[verb].lemma in words("cite") and tree.under(source, verb) and verb != cue
    if token.dep != "pobj":
        return False
    prep = token.head
    over, by = tree.tokens[prep].head, tree.tokens[prep].text.lower() == "by"
    if by:
        carrier = tree.tokens[over]
        if over == cue and _is_quoted(tree, cue):
            return True
        if over == cue or carrier.lemma not in words("carry"):
            return over != cue and _talk(tree, over) and _reaches(tree, over, cue, source)
        return _reaches(tree, over, cue, source)
    if tree.tokens[prep].text.lower() not in _INTO:
        return False
    return over == cue or (_talk(tree, over) and _reaches(tree, over, cue, source))


def _is_quoted(tree: Tree, cue: int) -> bool:
    """ "was quoted by the Delta Post as saying": who is behind "by" carries it."""
    return tree.tokens[cue].lemma in ("quote", "cite") and tree.tokens[cue].tag == "VBN"


def _talk(tree: Tree, at: int) -> bool:
    return tree.tokens[at].lemma.lower() in words("talk")


def _reaches(tree: Tree, at: int, cue: int, source: int) -> bool:
    """True where a word hangs from the cue or its source with no other finite verb between."""
    for _ in range(6):
        if at in (cue, source):
            return True
        token = tree.tokens[at]
        if token.head == at:
            return False
        at = token.head
        verb = tree.tokens[at].pos == "VERB" and at not in (cue, source)
        if verb and tree.tokens[at].lemma not in words("carry") | {"say"}:
            return False
    return False
