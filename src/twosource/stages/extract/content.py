"""What is said: the tokens of a content, as ranges, by the frame in which a cue takes it."""

from __future__ import annotations

from dataclasses import dataclass

from .cues import Cue, Sense
from .tree import Tree

Ranges = tuple[tuple[int, int], ...]  # inclusive token ranges, in order
_WH = frozenset("who what when where why how whether if which whom whose".split())


@dataclass(frozen=True, slots=True)
class Content:
    """A content in a frame; ``reach`` is the last token of the cue's own words (a preposition, "as")."""

    ranges: Ranges
    frame: str
    sense: Sense
    reach: int | None = None


def content(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """The content of an active verb in the best of its frames, or None."""
    for frame in (_clause, _infinitive, _predicate, _object, _prepositional, _parenthetical):
        found = frame(tree, verb, cue)
        if found:
            return found
    return None


def finite(tree: Tree, head: int) -> bool:
    """True for a clause with a tensed verb or a question word, not for an infinitive or participle."""
    token = tree.tokens[head]
    if token.tag in ("VBD", "VBZ", "VBP", "MD"):
        return True
    for child in tree.children[head]:
        other = tree.tokens[child]
        if other.dep in ("aux", "auxpass", "cop") and other.tag in ("VBD", "VBZ", "VBP", "MD"):
            return True
        if other.text.lower() in _WH and child < head:
            return True
    return False


def infinitive(tree: Tree, head: int) -> bool:
    """True for "to" and a verb."""
    return any(tree.tokens[c].tag == "TO" for c in tree.of(head, "aux"))


def whole(tree: Tree, head: int) -> tuple[int, int]:
    """The subtree of a token, as a range."""
    return tree.first[head], tree.last[head]


def _clause(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """X said (that) ...; also before the verb: ..., X said."""
    sense = cue.senses.get("that") or cue.senses.get("quote")
    if not sense:
        return None
    heads = [c for c in tree.of(verb, "ccomp", "parataxis") if finite(tree, c) or "that" not in cue.senses]
    heads = [c for c in heads if tree.tokens[c].dep == "ccomp" or c > verb]
    if not heads:
        return None
    head = max(heads, key=lambda c: tree.last[c] - tree.first[c])
    first, last = whole(tree, head)
    if first < verb < last:
        return Content(_around(tree, verb, first, last), "that", sense)
    return Content(((first, last),), "that", sense)


def _around(tree: Tree, verb: int, first: int, last: int) -> Ranges:
    """A clause on both sides of its cue: "..., X said, ..."."""
    own = [verb, *(c for c in tree.children[verb] if tree.tokens[c].dep in ("nsubj", "aux", "npadvmod", "advmod"))]
    low, high = min(min(own), tree.first[own[1]] if len(own) > 1 else verb), max(own)
    return tuple(r for r in ((first, low - 1), (high + 1, last)) if r[0] <= r[1])


def _infinitive(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """To-infinitives: vowed to stay; urged them to stay."""
    for head in tree.of(verb, "xcomp", "ccomp", "advcl"):
        if not infinitive(tree, head) or head < verb:
            continue
        objects = tree.of(verb, "dobj", "dative")
        own = [s for s in tree.of(head, "nsubj", "nsubjpass") if s < head]
        if (objects or own) and "oto" in cue.senses:
            low = min(tree.first[c] for c in (*objects, *own))
            return Content(((low, tree.last[head]),), "oto", cue.senses["oto"])
        if not objects and not own and "to" in cue.senses and tree.tokens[head].dep != "advcl":
            return Content((whole(tree, head),), "to", cue.senses["to"])
    if "gerund" in cue.senses:
        for head in tree.of(verb, "xcomp", "pcomp"):
            if tree.tokens[head].tag == "VBG":
                return Content((whole(tree, head),), "gerund", cue.senses["gerund"])
    return None


def _predicate(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """Small clauses: called the plan a mistake; described it as a mistake."""
    objects = tree.of(verb, "dobj", "nsubj") if "as" in cue.senses else tree.of(verb, "dobj")
    objects = [o for o in objects if o > verb]
    if "as" in cue.senses:
        for mark in tree.of(verb, "prep"):
            if tree.tokens[mark].text.lower() == "as" and tree.of(mark, "pobj", "pcomp", "amod", "acomp", "advcl"):
                low = tree.first[objects[0]] if objects else tree.first[mark]
                return Content(((min(low, tree.first[mark]), tree.last[mark]),), "as", cue.senses["as"])
    if "small" in cue.senses:
        for head in tree.of(verb, "oprd", "ccomp", "xcomp", "acomp", "attr"):
            if head > verb and not finite(tree, head) and not infinitive(tree, head):
                subjects = [s for s in (*objects, *tree.of(head, "nsubj")) if s < head]
                low = min((tree.first[s] for s in subjects), default=tree.first[head])
                return Content(((low, tree.last[head]),), "small", cue.senses["small"])
    return None


def _object(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """Noun objects: confirmed the capture; with "for": blamed the storm for the delay."""
    sense = cue.senses.get("np")
    if not sense:
        return None
    for head in tree.of(verb, "dobj"):
        if head < verb and tree.tokens[head].text.lower() not in ("what", "which", "that"):
            continue
        first, last = whole(tree, head)
        for prep in tree.of(verb, "prep"):
            if prep > last and prep <= last + 2 and tree.tokens[prep].text.lower() in cue.senses:
                last = tree.last[prep]
        return Content(((first, last),), "np", sense)
    return None


def _prepositional(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """Objects of prepositions: warned of a flood; spoke about the plan."""
    for prep in tree.of(verb, "prep", "agent"):
        sense = cue.senses.get(tree.tokens[prep].text.lower())
        if not sense or prep < verb:
            continue
        for head in tree.of(prep, "pobj", "pcomp"):
            return Content(((tree.first[head], tree.last[prep]),), "prep", sense, prep)
    return None


def _parenthetical(tree: Tree, verb: int, cue: Cue) -> Content | None:
    """..., X said: the rest of the sentence, where the parse hangs the cue below it or gives it nothing."""
    sense = cue.senses.get("quote")
    if not sense or not {"that"} & set(cue.senses):
        return None
    sent = tree.sentences[tree.sentence[verb]]
    token = tree.tokens[verb]
    if token.dep in ("parataxis", "ccomp") and tree.tokens[token.head].pos in ("VERB", "AUX"):
        low, high = tree.first[verb], tree.last[verb]
        if low <= sent.first:
            return None
        head = token.head
        ranges = ((tree.first[head], low - 1), (high + 1, tree.last[head]))
        return Content(tuple(r for r in ranges if r[0] <= r[1]), "parenthetical", sense)
    return None
