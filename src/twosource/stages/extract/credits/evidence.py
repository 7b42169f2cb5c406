"""What is told of a source by a preposition alone: according to X; in a poll, ..."""

from __future__ import annotations

from collections.abc import Iterator

from ....model import Span
from ..syntax.cues import Sense, words
from ..syntax.frames import finite
from ..syntax.subjects import Subject, phrase
from ..syntax.tree import Tree, trimmed
from ..syntax.verbs import cue_of
from .proposals import Proposal


def according(tree: Tree, index: int) -> Iterator[Proposal]:
    """According to X, ...: the clause it hangs from, without its own words."""
    to = next((c for c in tree.of(index, "prep") if tree.tokens[c].text.lower() == "to"), None)
    holder = index if to is None else to
    nouns = tree.of(holder, "pobj") or tree.of(index, "pobj")
    if not nouns:
        return
    noun = nouns[0]
    if told := _run_on(tree, index, noun):
        sense, who = Sense("said", False), Subject(noun, "according")
        source = Span(tree.tokens[tree.first[noun]].start, tree.tokens[noun].end)
        part = trimmed(tree.text, tree.tokens[told[0]].start, tree.tokens[told[1]].end)
        yield Proposal(index, tree.span(index, holder), "accord", sense, "according", source, who, (part,))
        return
    source = phrase(tree, noun, index)
    high = max(noun, tree.at(source.end - 1))
    if named := _bearer(tree, noun, high):
        high, source = named, Span(source.start, tree.tokens[named].end)
    low = index
    first, last = _clause_of(tree, index)
    ranges = tuple(r for r in ((first, low - 1), (high + 1, last)) if r[0] <= r[1])
    parts = tuple(
        s
        for s in (trimmed(tree.text, tree.tokens[a].start, tree.tokens[b].end) for a, b in ranges)
        if s.end - s.start > 8
    )
    if not parts:
        return
    if len(parts) > 1 and tree.tokens[high].head != tree.tokens[low].head:
        whole_ = any(tree.tokens[at].pos in ("VERB", "AUX") and finite(tree, at) for at in range(first, low))
        parts = parts[:1] if whole_ or parts[0].end - parts[0].start > 30 else parts[-1:]
    sense = Sense("said", False)
    who = Subject(named if named and tree.tokens[named].ent == "ORG" else noun, "according")
    yield Proposal(index, tree.span(index, holder), "accord", sense, "according", source, who, parts)


def _run_on(tree: Tree, index: int, noun: int) -> tuple[int, int] | None:
    """ "According to the mayor the dam had cracked": the clause that is read as which mayor it is, without a comma."""
    opens = tree.sentences[tree.sentence[index]].first == index
    if not opens and tree.tokens[index - 1].text.lower() != "that":
        return None
    for clause in tree.of(noun, "relcl"):
        whole_ = tree.of(clause, "nsubjpass", "expl") or (
            tree.of(clause, "nsubj") and tree.of(clause, "dobj", "attr", "acomp", "ccomp", "xcomp")
        )
        first = tree.first[clause]
        bound = tree.tokens[first].tag in ("WDT", "WP", "IN", "WRB")
        if whole_ and not bound and first == noun + 1 and finite(tree, clause):
            return first, max(tree.last[clause], tree.last[noun])
    return None


_HOLDERS = frozenset(("NNP", "NNPS"))


def _bearer(tree: Tree, noun: int, last: int) -> int | None:
    """The last token of the name behind an office ("according to its director, Dr N"), where the parse lost it."""
    at = last + 1
    end = tree.sentences[tree.sentence[noun]].last
    if tree.tokens[noun].pos != "NOUN" or at + 1 >= end or tree.tokens[at].text != ",":
        return None
    stop = at + 1
    while (
        stop < min(end, at + 6)
        and tree.tokens[stop].text[:1].isupper()
        and (tree.tokens[stop].tag in _HOLDERS or tree.tokens[stop].ent == "ORG")
    ):
        stop += 1
    closed = stop == end or tree.tokens[stop].text in (",", ".")
    persons = all(tree.tokens[i].ent in ("PERSON", "ORG", "") for i in range(at + 1, stop))
    return stop - 1 if stop - at > 2 and closed and persons else None


def measured(tree: Tree, noun: int) -> Iterator[Proposal]:
    """In a poll, ...: what a survey or an estimate found, told of it by a preposition alone."""
    prep = tree.tokens[noun].head
    if tree.tokens[prep].text.lower() not in ("in", "by") or tree.tokens[prep].dep != "prep":
        return
    clause = tree.tokens[prep].head
    if not (_share_first(tree, prep, clause) or _tells(tree, clause)):
        return
    first, last = _clause_of(tree, prep)
    low, high = prep, tree.last[noun]
    while last > high and tree.tokens[last].pos == "PUNCT":
        last -= 1
    if low > first and high < last and tree.tokens[high + 1].text != ",":
        return
    ranges = [r for r in ((first, low - 1), (high + 1, last)) if r[0] <= r[1]]
    parts = tuple(trimmed(tree.text, tree.tokens[a].start, tree.tokens[b].end) for a, b in ranges)
    parts = tuple(p for p in parts if p.end - p.start > 8)
    source = phrase(tree, noun, None)
    who = Subject(noun, "evidence")
    sense = Sense("showed", False)
    if parts:
        yield Proposal(prep, tree.span(prep, prep), "in", sense, "evidence", source, who, parts)


def _tells(tree: Tree, clause: int) -> bool:
    """True for a clause with a subject in which nobody else says anything."""
    token = tree.tokens[clause]
    if token.pos not in ("VERB", "AUX") or token.dep not in ("ROOT", "conj", "ccomp"):
        return False
    cue = cue_of(tree, clause)
    return not (cue and tree.of(clause, "ccomp")) and bool(tree.of(clause, "nsubj", "nsubjpass"))


def _share_first(tree: Tree, prep: int, clause: int) -> bool:
    """True for "In the poll, 40 percent said ...": what a share of those asked said is what the poll found."""
    heads = [clause] if tree.tokens[clause].pos == "NOUN" else tree.of(clause, "nsubj")
    opens = tree.sentences[tree.sentence[prep]].first == prep
    return opens and any(h > prep and share(tree, h) for h in heads)


def share(tree: Tree, head: int) -> bool:
    """True for a part of those who were asked: "40 percent of voters", "two thirds", "three of four"."""
    return tree.tokens[head].lemma.lower() in words("shares")


def _clause_of(tree: Tree, index: int) -> tuple[int, int]:
    """The clause that "according" hangs from: the whole sentence at the top of the tree."""
    head = tree.tokens[index].head
    for _ in range(20):
        token = tree.tokens[head]
        if token.pos in ("VERB", "AUX") and token.dep not in ("acl", "relcl", "amod"):
            break
        if token.head == head:
            break
        head = token.head
    if tree.tokens[head].head == head:
        sent = tree.sentences[tree.sentence[index]]
        return sent.first, sent.last - 1
    return tree.first[head], tree.last[head]
