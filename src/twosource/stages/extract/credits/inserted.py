"""A speaker put in after a comma whose verb the parse took for one more event of the sentence.

"S, the health ministry confirmed, raising fears ..." and "S last year, the statistics office reported on Monday."
are read as two things that happened one after the other. But two clauses are not joined by a comma alone, and a verb
of saying without anything said behind it says what stands before.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..syntax.cues import cues, words
from ..syntax.frames import TENSED, finite
from ..syntax.subjects import Subject, phrase, somebody, subject
from ..syntax.tree import Tree, trimmed
from ..syntax.verbs import cue_of, cue_span
from .proposals import Proposal

LONGEST = 12  # words from the comma to the verb
_READ_AS = frozenset(("conj", "advcl"))
_OBJECTS = ("dobj", "ccomp", "xcomp", "oprd", "acomp", "mark", "neg", "auxpass", "dative")
_ENDS = frozenset((".", ",", ";", "!", "?", "—", "–", "--"))
_STARTS = frozenset((";", "—"))
_AFTER = frozenset(
    ("prep", "pobj", "npadvmod", "advmod", "det", "compound", "amod", "nummod", "poss", "case")
)


def inserted(tree: Tree) -> Iterator[Proposal]:
    """A proposal for each verb of saying that stands so."""
    for verb, token in enumerate(tree.tokens):
        if token.pos == "VERB" and token.dep in _READ_AS and tree.quote[verb] < 0:
            told = _told(tree, verb)
            if told:
                yield told


def _told(tree: Tree, verb: int) -> Proposal | None:
    cue = cue_of(tree, verb)
    sense = (cue.senses.get("quote") or cue.senses.get("that")) if cue else None
    if cue is None or sense is None or sense.stance or cue.lemma in words("phases") | {"show"}:
        return None
    if cues("verbs")[cue.lemma] is not cue or tree.of(verb, *_OBJECTS) or not _tensed(tree, verb):
        return None
    found = _speaker(tree, verb)
    sentence = tree.sentences[tree.sentence[verb]]
    if found is None or not _ends(tree, verb, sentence.last):
        return None
    who, low = found
    comma = low - 1
    if comma <= sentence.first or tree.tokens[comma].text != "," or verb - comma > LONGEST:
        return None
    first = _start(tree, sentence.first, comma)
    if not _clause(tree, first, comma):
        return None
    said = trimmed(tree.text, tree.tokens[first].start, tree.tokens[comma].start)
    source = phrase(tree, who.token, verb) if who.path == "subject" else tree.span(low, who.token)
    return Proposal(verb, cue_span(tree, verb), cue.lemma, sense, "according", source, who, (said,))


def _speaker(tree: Tree, verb: int) -> tuple[Subject, int] | None:
    """Who speaks and its first token: the subject, or what was taken for a second name of the noun before the comma."""
    nouns = tree.of(verb, "nsubj")
    if nouns:
        who = subject(tree, verb)
        fits = who and who.path == "subject" and nouns[0] < verb and somebody(tree, who.token)
        return (who, tree.first[nouns[0]]) if who and fits else None
    noun = verb - 1
    fits = tree.tokens[noun].dep == "appos" and tree.tokens[noun].pos in ("NOUN", "PROPN")
    if not fits or tree.tokens[verb].tag not in ("VBD", "VBZ") or not somebody(tree, noun):
        return None
    return Subject(noun, "inserted"), tree.first[noun]


def _tensed(tree: Tree, verb: int) -> bool:
    """Whether the verb is told: a tense, "has said", or a past that was taken for a participle; no "if" above it."""
    tags = [tree.tokens[at].tag for at in (verb, *tree.of(verb, "aux"))]
    return any(tag in TENSED and tag != "MD" for tag in tags) or tags == ["VBN"]


def _ends(tree: Tree, verb: int, last: int) -> bool:
    """Whether nothing follows the verb but when, where and to whom, up to a mark or the end."""
    for at in range(verb + 1, min(last, verb + LONGEST)):
        token = tree.tokens[at]
        if token.text in _ENDS:
            return True
        if token.dep not in _AFTER or tree.quote[at] >= 0:
            return False
    return last - verb < LONGEST


def _start(tree: Tree, first: int, comma: int) -> int:
    return next((at + 1 for at in range(comma - 1, first, -1) if tree.tokens[at].text in _STARTS), first)


def _clause(tree: Tree, first: int, comma: int) -> bool:
    """Whether a clause of its own stands before the comma, and no question or condition."""
    if tree.tokens[first].tag in ("IN", "WRB", "WP", "WDT") and tree.tokens[first].dep in ("mark", "advmod"):
        return False
    return any(
        tree.tokens[at].pos in ("VERB", "AUX")
        and finite(tree, at)
        and tree.of(at, "nsubj", "nsubjpass", "expl")
        for at in range(first, comma)
    )
