"""Whom a candidate's source cites: "A, citing B", "Quoting B, A reported", "A was quoted by B as saying"."""

from __future__ import annotations

from collections.abc import Sequence

from ....model import Source
from ....text import fold, slug
from ..credits.candidates import Candidate
from ..parties import Party, core, parties, party, sourcelike, words
from ..syntax.tree import Tree
from .scene import Scene, outlets_between, source_head

_OPENERS = frozenset(("Quoting", "Citing"))


def only_cites(place: Scene, candidate: Candidate, cue: int) -> bool:
    """True for "citing two officials": the object is a source, not a content."""
    tree = place.tree
    if tree.tokens[cue].lemma not in words("cite"):
        return False
    cited = tree.of(cue, "dobj", "nsubjpass") + (
        [tree.tokens[cue].head] if tree.tokens[cue].dep == "acl" and tree.tokens[cue].tag == "VBN" else []
    )
    return candidate.construction in ("np", "passive") and any(
        sourcelike(tree, place.speakers, noun) or tree.tokens[noun].lemma.lower() in words("documents")
        for noun in cited
    )


def apposed_outlet(place: Scene, candidate: Candidate, head: int) -> Party | None:
    """ "Quoting the head of the unit, Dr N, the Times reported": read as "Dr N, the Times"."""
    tree, cue = place.tree, candidate.cue_token
    quoting = tree.tokens[tree.first[head]].text in _OPENERS
    if cue is None or not (quoting or any(v < head for v in _citing(tree, cue))):
        return None
    for other in tree.of(head, "appos"):
        for at, outlet in outlets_between(place, other, other + 1):
            if at == other:
                return outlet
    rivals = [c for c in tree.of(cue, "nsubj") if head < c < cue] if quoting else []
    return party(tree, place.speakers, rivals[-1]) if rivals else None


def _citing(tree: Tree, at: int) -> list[int]:
    return [
        v
        for v in tree.of(at, "advcl", "acl", "relcl", "prep", "csubj")
        if tree.tokens[v].lemma in words("cite")
    ]


def cited(place: Scene, candidate: Candidate, said: Sequence[Party]) -> list[Party]:
    """Whom the source cites: they are the origin, and it is their relay."""
    tree, cue = place.tree, candidate.cue_token
    if candidate.source is None or cue is None:
        return []
    head = source_head(tree, candidate)
    heads = [cue, head, *_nouns_under(tree, head)]
    if candidate.construction == "according":
        heads.append(tree.tokens[cue].head)
    as_saying = tree.tokens[tree.tokens[cue].head]
    if as_saying.text.lower() == "as" and tree.tokens[as_saying.head].lemma in words("cite"):
        for noun in tree.of(as_saying.head, "dobj"):
            if tree.tokens[noun].lemma.lower() not in words("documents"):
                return parties(tree, place.speakers, noun)
    opener = tree.first[head]
    if (
        tree.tokens[opener].text in _OPENERS
        and opener < head
        and said
        and (said[0].start or 0) > tree.tokens[head].end
    ):
        # "Quoting Radio N, the Times reported", with the participle read as part of the name.
        name = tree.span(opener + 1, head)
        called = tree.text[name.start : name.end]
        known = place.speakers.sources.get(slug(fold(called)))
        return [Party(known or Source(slug(fold(called)), called), name.start, name.end)]
    for verb in (v for at in heads for v in _citing(tree, at)):
        if (tree.tokens[verb].tag == "VBN" and not tree.of(verb, "dobj")) or tree.quote[verb] >= 0:
            continue
        for noun in tree.of(verb, "dobj"):
            if sourcelike(tree, place.speakers, noun):
                cited = _named_beside(place, verb, noun, head, said)
                number = tree.tokens[noun].lemma.lower() in words("numbers")
                return [] if number and not cited[0].source.named else cited  # "citing a figure of 4 percent"
    return []


def _nouns_under(tree: Tree, head: int) -> list[int]:
    """The nouns in the complements of a noun ("a report by the Times")."""
    return [noun for prep in tree.of(head, "prep", "agent") for noun in tree.of(prep, "pobj")]


def _named_beside(place: Scene, verb: int, noun: int, head: int, said: Sequence[Party]) -> list[Party]:
    """The cited party; the name after it may have been read as the subject ("Quoting the head, Dr N, the Times")."""
    tree = place.tree
    found = parties(tree, place.speakers, noun)
    start = tree.tokens[head].start
    apart = bool(said) and not any(p.start is not None and p.start <= start < (p.end or 0) for p in said)
    if verb < head and apart and len(found) == 1:
        name = core(tree, head)
        beside = place.speakers.resolve(name.start, name.end)
        if beside.kind == "person":
            return [Party(beside, name.start, name.end)]
    return found
