"""Cue verbs outside quotations: for each, its source and its content, in the active or the passive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model import Span
from .content import Content, content, infinitive, whole
from .cues import Cue, Sense, cues
from .quoted import cue_span, verb_key
from .subjects import Subject, agent, passive, phrase, subject
from .tree import Tree, trimmed


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a rule proposes; tokens are indices, ``parts`` are trimmed code point spans."""

    cue_token: int
    cue: Span
    lemma: str
    sense: Sense
    construction: str
    source: Span | None
    subject: Subject | None
    parts: tuple[Span, ...]


_LEMMAS = {"hop": "hope", "empte": "preempt"}  # what the lemmatiser gets wrong


def clauses(tree: Tree, taken: frozenset[int]) -> Iterator[Proposal]:
    """A proposal for each cue verb that has a content, but for verbs that already speak a quotation."""
    table = cues("verbs")
    for index, token in enumerate(tree.tokens):
        if token.pos not in ("VERB", "NOUN", "PROPN") or index in taken:
            continue
        if token.lemma == "accord" and token.text.lower() == "according":
            yield from according(tree, index)
            continue
        if token.pos != "VERB" or tree.quote[index] >= 0:
            continue
        key = verb_key(tree, index)
        cue = table.get(key) or table.get(_LEMMAS.get(token.lemma, token.lemma))
        if cue:
            yield from _verb(tree, index, cue)


def _verb(tree: Tree, verb: int, cue: Cue) -> Iterator[Proposal]:
    if passive(tree, verb):
        yield from _passive(tree, verb, cue)
        return
    found = content(tree, verb, cue)
    if not found:
        return
    who = subject(tree, verb)
    source = phrase(tree, who.token, verb) if who else None
    yield from _proposal(tree, verb, cue, found, who, source)


def _proposal(
    tree: Tree, verb: int, cue: Cue, found: Content, who: Subject | None, source: Span | None
) -> Iterator[Proposal]:
    parts = spans(tree, found)
    if parts and not (source and _within(source, parts)):
        yield Proposal(
            verb, cue_span(tree, verb, found.reach), cue.lemma, found.sense, found.frame, source, who, parts
        )


def _within(source: Span, parts: tuple[Span, ...]) -> bool:
    return any(part.start <= source.start and source.end <= part.end for part in parts)


def spans(tree: Tree, found: Content) -> tuple[Span, ...]:
    """The parts of a content as trimmed spans; a quotation that begins inside is taken to its end."""
    parts = []
    for first, last in found.ranges:
        start, end = tree.tokens[first].start, tree.tokens[last].end
        quote = tree.quote[last]
        if quote >= 0:
            end = max(end, min(tree.quotes[quote].end + 1, len(tree.text)))
        span = trimmed(tree.text, start, end)
        if span.end > span.start:
            parts.append(span)
    return tuple(parts)


def _passive(tree: Tree, verb: int, cue: Cue) -> Iterator[Proposal]:
    """Passives: "was criticised by X", "is expected to rise", "it has been confirmed that"."""
    by = agent(tree, verb)
    who = Subject(by, "agent") if by is not None else None
    source = phrase(tree, by) if by is not None else None
    found = _passive_content(tree, verb, cue, by is not None)
    if found:
        yield from _proposal(tree, verb, cue, found, who, source)


def _passive_content(tree: Tree, verb: int, cue: Cue, agentive: bool) -> Content | None:
    subjects = tree.of(verb, "nsubjpass", "nsubj")
    clause = [c for c in tree.of(verb, "ccomp") if c > verb]
    if clause and "that" in cue.senses:
        return Content((whole(tree, clause[0]),), "passive", cue.senses["that"])
    for head in tree.of(verb, "xcomp"):
        sense = cue.senses.get("oto") or cue.senses.get("that")
        if sense and infinitive(tree, head) and subjects and head > verb:
            return Content((whole(tree, subjects[0]), whole(tree, head)), "passive", sense)
    if agentive and subjects and (sense := cue.senses.get("np") or cue.senses.get("as")):
        return Content((whole(tree, subjects[0]),), "passive", sense)
    if agentive and tree.tokens[verb].dep == "acl" and (sense := cue.senses.get("np")):
        head = tree.tokens[verb].head
        return Content(((tree.first[head], verb - 1),), "passive", sense) if head < verb else None
    return None


def according(tree: Tree, index: int) -> Iterator[Proposal]:
    """According to X, ...: the clause it hangs from, without its own words."""
    to = next((c for c in tree.of(index, "prep") if tree.tokens[c].text.lower() == "to"), None)
    holder = index if to is None else to
    nouns = tree.of(holder, "pobj") or tree.of(index, "pobj")
    if not nouns:
        return
    noun = nouns[0]
    sent = tree.sentences[tree.sentence[index]]
    low, high = index, tree.last[noun]
    head = tree.tokens[index].head
    for _ in range(20):
        if tree.tokens[head].pos in ("VERB", "AUX") and tree.tokens[head].dep not in ("acl", "relcl", "amod"):
            break
        if tree.tokens[head].head == head:
            break
        head = tree.tokens[head].head
    first, last = tree.first[head], tree.last[head]
    if tree.tokens[head].head == head:
        first, last = sent.first, sent.last - 1
    ranges = tuple(r for r in ((first, low - 1), (high + 1, last)) if r[0] <= r[1])
    parts = tuple(
        s
        for s in (trimmed(tree.text, tree.tokens[a].start, tree.tokens[b].end) for a, b in ranges)
        if s.end - s.start > 8
    )
    if not parts:
        return
    if len(parts) > 1 and low == sent.first:
        parts = parts[-1:]
    cue = tree.span(index, holder)
    sense = Sense("said", False)
    yield Proposal(index, cue, "accord", sense, "according", phrase(tree, noun, index), Subject(noun, "according"), parts)
