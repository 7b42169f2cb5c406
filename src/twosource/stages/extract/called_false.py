"""Words by which an account is called untrue: "are false", "as unfounded", "has no basis", ", an invention"."""

from __future__ import annotations

from .silence.kept import words
from .syntax.tree import Tree

_FAR = 60  # tokens from a verb of dismissing to the word for what it dismisses it as
_CALLED = 5  # words of what an account is called: "an invention for children"


def called_false(tree: Tree, at: int, end: int) -> int | None:
    """The last token of "are false", "was not true", "as unfounded" that begins here; None where nothing does."""
    token = tree.tokens[at]
    if (
        token.text.lower() in ("a", "an")
        and at + 1 < end
        and tree.tokens[at + 1].text.lower() in words("false")
    ):
        closed = at + 2 >= end or tree.tokens[at + 2].pos == "PUNCT"
        return at + 1 if closed and at > 0 and dismissed(tree, at) and _object_ends(tree, at - 1) else None
    alone = token.pos in ("ADJ", "NOUN") and token.text.lower() in words("false") and at > 0
    if alone and (at + 1 >= end or tree.tokens[at + 1].pos == "PUNCT"):
        before = tree.tokens[at - 1]
        finished = (
            before.lemma.lower() not in ("be", "remain") and before.pos != "DET" and dismissed(tree, at)
        )
        return at if finished else None  # "called reports that the dam had burst false"
    if (groundless := _without_ground(tree, at, end)) is not None:
        return groundless
    copula = token.lemma.lower() in ("be", "remain")
    if not copula and not (token.text.lower() == "as" and dismissed(tree, at)):
        return None
    denied = False
    for place in range(at + 1, min(at + 6, end)):
        word = tree.tokens[place].text.lower()
        if word in ("not", "n't", "n’t", "never"):
            denied = True
        elif word in words("true" if denied else "false"):
            ends = place + 1 >= end or tree.tokens[place + 1].pos not in ("NOUN", "PROPN", "VERB")
            return place if ends else None
        elif tree.tokens[place].pos not in ("ADV", "DET", "ADJ") and word != "without":
            return None
    return None


def _without_ground(tree: Tree, at: int, end: int) -> int | None:
    """The last token of "have no basis", "lacks any foundation", "does not correspond to reality"."""
    told = [tree.tokens[k].text.lower() for k in range(at, min(at + 7, end))]
    lemma = tree.tokens[at].lemma.lower()
    for place in range(1, len(told)):
        if told[place] in words("truth") and (lemma == "lack" or (lemma == "have" and "no" in told[1:3])):
            return at + place
        matched = told[place] in words("facts") and {"not", "n't", "n’t"} & set(told[1:place])
        if lemma == "do" and matched and words("correspond") & set(told[1:place]):
            return at + place
        if told[place] in (",", "that", "and", "but"):
            return None
    return None


def _object_ends(tree: Tree, last: int) -> bool:
    """True for a word behind which "a smear" stands by itself: no "as", "is" or "for" that it belongs to."""
    before = tree.tokens[last]
    return before.pos not in ("ADP", "AUX", "SCONJ") and before.text not in (",", "and")


def dismissed(tree: Tree, at: int) -> bool:
    """True behind "dismissed", "described" and their like."""
    sentence = tree.sentences[tree.sentence[at]]
    return any(tree.tokens[v].lemma in words("dismiss") for v in range(max(sentence.first, at - _FAR), at))


def named_untrue(tree: Tree, at: int, end: int) -> bool:
    """True where ", an invention for children", "a plain lie" begins, and the clause ends soon behind it."""
    if tree.tokens[at - 1].text != "," and tree.words[at] not in ("a", "an") and tree.words[at - 1] != "as":
        return False
    near = range(at, min(at + 3, end))
    untrue = next((n for n in near if tree.words[n] in words("false")), None)
    reach = range(at, min(at + 3 + _CALLED, end))
    closes = next((n for n in reach if tree.tokens[n].text in (",", ".", ":", ";")), None)
    if untrue is None or (closes is not None and closes < untrue):
        return False
    return all(tree.tokens[n].pos not in ("VERB", "AUX") for n in range(at, untrue))
