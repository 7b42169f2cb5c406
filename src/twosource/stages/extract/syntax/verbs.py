"""The words of a cue around its verb: particle, auxiliaries, voice, and what counts as saying."""

from __future__ import annotations

from ....model import Span
from .cues import Cue, cues, words
from .tree import Tree

_TOUCHING = frozenset(("aux", "auxpass", "neg", "advmod", "prt"))
_TAKING = {"claim": frozenset(("life", "victim"))}  # verbs that say, but not with these objects
_LEMMAS = {
    "hop": "hope",
    "empte": "preempt",
    "retweete": "retweet",
    "streese": "stress",
}  # the lemmatiser's slips


def verb_key(tree: Tree, index: int) -> str:
    """The verb's lemma with its particle: "point out"."""
    tokens = tree.tokens
    lemma = _LEMMAS.get(tokens[index].lemma, tokens[index].lemma)
    for child in tree.children[index]:
        if tokens[child].dep == "prt" and not tree.of(child, "pobj"):
            return f"{lemma} {tree.tokens[child].lemma}"
    return lemma


def cue_of(tree: Tree, index: int) -> Cue | None:
    """What the table says of a verb, with its particle or else without; "the flood claimed 31 lives" says nothing."""
    table = cues("verbs")
    taken = _TAKING.get(tree.tokens[index].lemma)
    if taken and any(tree.tokens[c].lemma.lower() in taken for c in tree.of(index, "dobj")):
        return None
    key = verb_key(tree, index)
    return table.get(key) or table.get(key.partition(" ")[0])


def says(tree: Tree, index: int) -> bool:
    """True for a verb that may introduce a quotation."""
    token = tree.tokens[index]
    if token.text.lower() in words("introducing"):
        return True
    if token.pos != "VERB" and token.tag not in ("VBD", "VBZ", "VBG"):
        return False
    if token.lemma == "put":
        return any(tree.tokens[c].text.lower() == "it" for c in tree.children[index])
    found = cue_of(tree, index)
    return bool(found and "quote" in found.senses)


def cue_span(tree: Tree, verb: int, last: int | None = None) -> Span:
    """The verb with its auxiliaries, negation, adverbs and particle, as far as they touch it."""
    start = end = verb
    parts = {c for c in tree.children[verb] if tree.tokens[c].dep in _TOUCHING}
    while start - 1 in parts and tree.tokens[start - 1].pos in ("AUX", "PART", "ADV", "VERB"):
        start -= 1
    while end + 1 in parts and tree.tokens[end + 1].dep == "prt":
        end += 1
    if last is not None and last - end <= 2:
        end = max(end, last)
    return Span(tree.tokens[start].start, tree.tokens[end].end)


def passive(tree: Tree, verb: int) -> bool:
    """True for a passive form, also a bare participle ("the plan, criticised by ...")."""
    if tree.of(verb, "nsubjpass", "auxpass"):
        return True
    token = tree.tokens[verb]
    if token.text == "Asked" and token.dep == "advcl" and not tree.of(verb, "nsubj"):
        return True
    return (
        token.tag == "VBN"
        and token.dep in ("acl", "advcl", "amod")
        and not tree.of(verb, "aux", "dobj", "nsubj")
    )


def agent(tree: Tree, verb: int) -> int | None:
    """The "by" phrase of a passive: the head of its noun."""
    for by in tree.of(verb, "agent", "prep"):
        if tree.tokens[by].text.lower() == "by":
            for noun in tree.of(by, "pobj"):
                return None if _a_means(tree, noun) else noun
    return None


def reminds(tree: Tree, verb: int, cue: Cue) -> bool:
    """ "It may be recalled that", "it should be noted that": a turn of the writer's, and nobody's word."""
    modal = any(tree.tokens[a].tag == "MD" for a in tree.of(verb, "aux"))
    it = any(tree.tokens[s].text.lower() == "it" for s in tree.of(verb, "nsubjpass"))
    return modal and it and cue.lemma.replace(" ", "-") in words("reminding")


# Bodies that do without an article.
_BARE = frozenset(
    ("police", "parliament", "congress", "government", "management", "staff", "army", "counsel", "press")
)


def _a_means(tree: Tree, noun: int) -> bool:
    """True for "confirmed by laboratory", "sent by post": one noun alone, which is a way and nobody."""
    token = tree.tokens[noun]
    common = token.pos == "NOUN" and token.tag == "NN" and token.text.islower()
    return common and not tree.children[noun] and token.lemma not in _BARE
