"""What marks a sentence of the outlet: that it withdraws something, or that it is commentary and no report."""

from __future__ import annotations

from itertools import pairwise

from .parties import words as chain_words
from .silence.kept import words
from .syntax.tree import Tree

_WITHDRAW = frozenset(["withdraw", "retract"])
_WRONG = frozenset(
    [
        "wrong",
        "incorrect",
        "inaccurate",
        "erroneous",
        "false",
        "mistaken",
        "untrue",
        "misstated",
        "misreported",
    ]
)
_SAYING = frozenset(
    ["say", "state", "give", "misstate", "report", "misreport", "misidentify", "misspell", "put"]
)
_FIGURED = frozenset(("TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY"))
_CORRECTING = ("correction", "clarification", "editor's note", "erratum")


def withdraws(tree: Tree, inside: range) -> bool:
    """True for a withdrawal: "we withdraw it", "That was wrong", "An earlier version said", "Correction:"."""
    if tree.text[tree.tokens[inside[0]].start :][:20].lower().startswith(_CORRECTING):
        return True
    for at in inside:
        lemma = tree.tokens[at].lemma.lower()
        if lemma in _WITHDRAW and _subject_in(tree, at, ("we", "i")):
            return True
        over = tree.tokens[at].head
        if tree.quote[at] >= 0 or tree.tokens[over].dep == "relcl":
            continue
        if (
            lemma in _WRONG
            and tree.tokens[over].lemma == "be"
            and _subject_in(tree, over, ("that", "this", "it"))
        ):
            return True
    lemmas = [tree.tokens[at].lemma.lower() for at in inside]
    earlier = any(
        a in ("early", "earlier", "previous") and b in ("version", "report", "article")
        for a, b in pairwise(lemmas)
    )
    return earlier and not _SAYING.isdisjoint(lemmas)


def _subject_in(tree: Tree, verb: int, texts: tuple[str, ...]) -> bool:
    return any(tree.tokens[s].text.lower() in texts for s in tree.of(verb, "nsubj"))


# --- commentary ------------------------------------------------------------------------------


def commentary(tree: Tree, inside: range) -> bool:
    """True for a summing-up, a forecast or a phrase of weight that reports no fact of its own.

    A figure, a date or a quotation makes a sentence a fact; without one, two weighty words do not.
    """
    tokens = [tree.tokens[at] for at in inside]
    if any(t.pos == "NUM" or t.ent in _FIGURED or (t.ent == "DATE" and t.pos == "PROPN") for t in tokens):
        return False
    if any(_only_shows(tree, at) for at in inside):
        return True
    weight = 0.0
    for at, token in zip(inside, tokens, strict=True):
        lemma = token.lemma.lower()
        if (
            lemma in words("weighty")
            or (lemma in words("assess") and token.pos == "VERB")
            or (token.tag == "MD" and lemma in ("may", "might", "could", "would", "will", "must", "should"))
        ):
            weight += 1
        if lemma == "see" and token.tag == "VBN" and at > 1 and tree.tokens[at - 2].text.lower() == "to":
            weight += 2
    return weight >= 2


def _only_shows(tree: Tree, verb: int) -> bool:
    """ "The incident shows that ...", "The pact highlights ...": what an event is said to show is the outlet's reading."""
    token = tree.tokens[verb]
    if token.pos != "VERB" or token.lemma not in words("showing") | words("assess"):
        return False
    things = chain_words("events") | words("pacts")
    return any(tree.tokens[s].lemma.lower() in things for s in tree.of(verb, "nsubj"))
