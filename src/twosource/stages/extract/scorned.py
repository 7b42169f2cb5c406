"""Another side's account that somebody rejects or laughs at: "called their version, according to which S, an invention".

The grammar gives the account for what is said, or for a mere stance. What is told is S, denied by whoever rejects it;
whose account it is affirms nothing there.
"""

from __future__ import annotations

from dataclasses import replace

from .credits.candidates import Candidate
from .silence.kept import words
from .syntax.negation import negated
from .syntax.pieces import bare
from .syntax.tree import Tree
from .syntax.verbs import cue_of

_FAR = 9  # words between the verb and the account
_CALLED = 5  # words of what it is called: "an invention for children"


def scorned(tree: Tree, candidate: Candidate) -> Candidate:
    """The candidate with S for its content, denied, where its verb rejects an account that says S."""
    verb = candidate.cue_token
    if verb is None or candidate.direct or candidate.source is None or tree.tokens[verb].pos != "VERB":
        return candidate
    plain = _rejects(tree, verb)
    if negated(tree, verb) or (not plain and tree.lemmas[verb] not in words("dismiss")):
        return candidate
    end = tree.sentences[tree.sentence[verb]].last
    first = _opening(tree, verb, end)
    last = None if first is None else _last(tree, first, end, called=not plain)
    if first is None or last is None or last - first < 2:
        return candidate
    said = bare(tree.text, tree.tokens[first].start, tree.tokens[last].end)
    features = {**candidate.features, "rejects": 1.0}
    return replace(
        candidate,
        content=said,
        parts=(said,),
        verb="denied",
        stance=False,
        construction="that",
        features=features,
    )


def _rejects(tree: Tree, verb: int) -> bool:
    """True for a verb that says by itself that its object is not so: "ridiculed", "rejected"."""
    cue = cue_of(tree, verb)
    denies = cue is not None and (sense := cue.senses.get("np")) is not None and sense.verb == "denied"
    return (denies or tree.lemmas[verb] in words("scorn")) and tree.lemmas[verb] not in words("dismiss") - {
        "reject"
    }


def _opening(tree: Tree, verb: int, end: int) -> int | None:
    """The first word of what the account says: behind "the version that", "their story, according to which"."""
    for at in range(verb + 1, min(verb + _FAR, end - 3)):
        token = tree.tokens[at]
        if token.pos == "NOUN" and tree.lemmas[at] in words("tales"):
            behind = at + 1 + (tree.tokens[at + 1].text == ",")
            if tree.words[at + 1] == "that" and _clause(tree, at + 1, end):
                return at + 2
            if tuple(tree.words[behind : behind + 3]) == ("according", "to", "which"):
                return behind + 3
        verbal = token.pos in ("VERB", "AUX", "SCONJ") and token.dep != "amod"
        if verbal or token.text in (",", ";", ":") or tree.quote[at] >= 0:
            return None
    return None


def _clause(tree: Tree, that: int, end: int) -> bool:
    """True for "that the dam had burst", not "that the paper printed", whatever the parse makes of "that"."""
    if tree.tokens[that].tag == "IN":
        return True
    verb = next((at for at in range(that + 2, end) if tree.tokens[at].pos in ("VERB", "AUX")), end)
    subject = tree.tokens[that + 1].pos in ("DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM")
    return subject and verb + 1 < end and tree.tokens[verb + 1].pos != "PUNCT"


def _last(tree: Tree, first: int, end: int, called: bool) -> int | None:
    """The last word of the account; None where it should be ``called`` something untrue and is not."""
    for at in range(first + 2, end):
        text = tree.tokens[at].text
        if called and (_untrue(tree, at, end) or (text == "as" and _untrue(tree, at + 1, end))):
            return at - 1 - (tree.tokens[at - 1].text == ",")
        if not called and text == "," and _turns(tree, at + 1, end):
            return at - 1
        if text in (";", "but", "although") or tree.quote[at] != tree.quote[first]:
            return None if called else at - 1
    return None if called else end - 1 - (tree.tokens[end - 1].pos == "PUNCT")


def _untrue(tree: Tree, at: int, end: int) -> bool:
    """True where "an invention", "nonsense", "a plain lie" begins, and the clause ends soon behind it."""
    if tree.tokens[at - 1].text != "," and tree.words[at] not in ("a", "an") and tree.words[at - 1] != "as":
        return False
    near = range(at, min(at + 3, end))
    untrue = next((n for n in near if tree.words[n] in words("false")), None)
    closes = next(
        (n for n in range(at, min(at + 3 + _CALLED, end)) if tree.tokens[n].text in (",", ".", ":", ";")),
        None,
    )
    return untrue is not None and (closes is not None and untrue < closes) and not _verbs(tree, at, untrue)


def _verbs(tree: Tree, first: int, last: int) -> bool:
    return any(tree.tokens[n].pos in ("VERB", "AUX") for n in range(first, last))


def _turns(tree: Tree, at: int, end: int) -> bool:
    """True where the speaker goes on behind the comma: ", noting that", ", and said"."""
    return at < end and (
        tree.tokens[at].tag == "VBG" or tree.words[at] in ("and", "but", "which", "who", "while")
    )
