"""What is credited without a word of saying: counts and timings, and accounts named in a phrase.

"The coroner counted four", "the institute put the blast at 3.41", "kept to its figure of nine"; "in the
director's account, the gate broke", "in a statement released by the ministry, a film was shown".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from ....model import Span
from ..parties import sourcelike, words
from ..speakers import Speakers
from ..syntax.pieces import bare
from ..syntax.subjects import phrase, subject
from ..syntax.tree import Tree
from .candidates import Candidate
from .credited import NOMINAL, credited, ours
from .papers import account, purported
from .tallies import counted
from .upheld import upheld

_TOLD = frozenset(("inform", "tell", "brief"))


def reckoned(tree: Tree, speakers: Speakers, taken: Collection[int]) -> Iterator[Candidate]:
    """A candidate for each; ``taken`` are the tokens of cues that speak already."""
    for index, token in enumerate(tree.tokens):
        if tree.quote[index] >= 0:
            continue
        lemma = tree.lemmas[index]
        if lemma in _TOLD and token.pos == "VERB" and index not in taken:
            yield from _informed(tree, speakers, index)
        if tree.words[index] in ("purport", "purports", "purported"):
            yield from purported(tree, index, taken)
        if token.pos == "VERB" and lemma in ("withdraw", "retract", "take"):
            yield from _withdrawn(tree, speakers, index, lemma)
        if token.pos in ("VERB", "AUX") and index not in taken:
            told = list(counted(tree, speakers, index, lemma)) if token.pos == "VERB" else []
            yield from told or upheld(tree, speakers, index, lemma, taken)
        elif token.pos == "NOUN" and token.dep == "pobj" and lemma in words("accounts") | words("documents"):
            yield from account(tree, speakers, index, taken)


def _withdrawn(tree: Tree, speakers: Speakers, verb: int, lemma: str) -> Iterator[Candidate]:
    """ "The ministry withdrew the statement", "the board recalled an older list": told of somebody else."""
    if lemma == "take" and not any(
        tree.tokens[c].text.lower() == "back" for c in tree.of(verb, "prt", "advmod")
    ):
        return
    things = words("numbers") | words("documents") | words("accounts") | {"claim", "allegation", "accusation"}
    objects = [o for o in tree.of(verb, "dobj") if tree.tokens[o].lemma.lower() in things]
    who = subject(tree, verb)
    if not objects or who is None or tree.of(verb, "nsubjpass", "auxpass"):
        return
    head = who.antecedent if who.antecedent is not None else who.token
    if sourcelike(tree, speakers, head) and not ours(tree, speakers, head):
        token = tree.tokens[verb]
        span = bare(tree.text, token.start, tree.tokens[tree.last[objects[-1]]].end)
        made = credited(
            phrase(tree, head, verb),
            Span(token.start, token.end),
            (span,),
            lemma,
            "withdrawal",
            (head, verb),
        )
        yield replace(made, verb="withdrew", features={**made.features, "withdraws": 1.0})


def _informed(tree: Tree, speakers: Speakers, verb: int) -> Iterator[Candidate]:
    """ "..., the mayor told reporters": read off the words, since the parse often takes it for an attribute."""
    after = [tree.tokens[at].lemma.lower() for at in range(verb + 1, min(verb + 4, len(tree.tokens)))]
    if not any(lemma in ("reporter", "journalist") for lemma in after):
        return
    sentence = tree.sentences[tree.sentence[verb]]
    comma = verb - 1
    while comma > sentence.first and tree.tokens[comma].pos in NOMINAL and verb - comma < 12:
        comma -= 1
    if tree.tokens[comma].text != "," or comma == verb - 1 or comma - sentence.first < 3:
        return
    content = bare(tree.text, sentence.start, tree.tokens[comma].start)
    source = Span(tree.tokens[comma + 1].start, tree.tokens[verb - 1].end)
    name = next((at for at in range(verb - 1, comma, -1) if tree.tokens[at].pos == "PROPN"), verb - 1)
    if sourcelike(tree, speakers, name):
        cue = Span(tree.tokens[verb].start, tree.tokens[verb].end)
        yield credited(source, cue, (content,), tree.tokens[verb].lemma, "quote", (name, verb))
