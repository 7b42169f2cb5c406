"""What nobody could verify, does not know, or has shown no proof of."""

from __future__ import annotations

from ..speakers import Speakers
from ..syntax.negation import NOBODY, modal, negated
from ..syntax.tree import Tree
from ..syntax.verbs import agent
from .kept import Silence, made, no, object_of, ours, who_of, words


def unverified(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "could not independently verify", "has not been confirmed", "unable to authenticate"."""
    passive = bool(tree.of(at, "auxpass"))
    head = tree.tokens[tree.tokens[at].head].lemma
    incapable = modal(tree, at) and (negated(tree, at) or head in ("unable", "impossible"))
    failed = head == "fail" and tree.tokens[at].dep == "xcomp"
    nobody = head == "way" and no(tree, tree.tokens[at].head)
    placed = head == "position" and _out_of_place(tree, tree.tokens[at].head)
    by = agent(tree, at)
    undone = passive and negated(tree, at) and (by is None or _oneself(tree, by))
    if not (incapable or failed or nobody or placed or undone):
        return None
    who = None if passive else who_of(tree, at)
    return made(tree, speakers, at, "not_verified", "said", who, own=who is None)


def _out_of_place(tree: Tree, noun: int) -> bool:
    """ "is not in a position to verify"."""
    over = tree.tokens[tree.tokens[noun].head].head
    return tree.tokens[noun].dep == "pobj" and negated(tree, over)


def _oneself(tree: Tree, at: int) -> bool:
    """ "has not been verified by this Ministry", "by us": the one who tells it."""
    own = {tree.tokens[c].text.lower() for c in tree.children[at]} & {"this", "our"}
    return bool(own) or tree.tokens[at].text.lower() in ("us", "me")


def not_ruled_out(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "has not ruled out that the fire was set", "could not exclude": nobody says that it is so, nor that it is not."""
    out = tree.lemmas[at] == "exclude" or "out" in tree.words[at + 1 : at + 2]
    clause = tree.of(at, "ccomp", "dobj", "xcomp")
    if not out or not clause or not negated(tree, at) or tree.of(at, "auxpass"):
        return None
    return made(tree, speakers, at, "not_verified", "said", who_of(tree, at))


def untold(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "We could not tell where or when it was made"."""
    asks = [tree.tokens[tree.first[c]] for c in tree.of(at, "ccomp", "xcomp", "advcl") if c > at]
    open_ = any(t.tag in ("WP", "WRB", "WDT") or t.text.lower() in ("whether", "if") for t in asks)
    if not open_ or not (modal(tree, at) and negated(tree, at)) or not ours(tree, speakers, who_of(tree, at)):
        return None
    return made(tree, speakers, at, "not_verified", "said", own=True)


def not_found_out(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "We were unable to find out who set the fire"."""
    out = any(tree.tokens[c].text.lower() == "out" for c in tree.of(at, "prt", "advmod"))
    who = who_of(tree, at)
    if not out or not modal(tree, at) or not negated(tree, at) or not ours(tree, speakers, who):
        return None
    return made(tree, speakers, at, "not_verified", "said", own=True)


def unproved(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "The Post has seen nothing to prove it"."""
    empty = [c for c in tree.of(at, "dobj") if tree.tokens[c].text.lower() == "nothing"]
    proof = any(
        tree.tokens[v].lemma in words("verify") | {"prove", "support"}
        for c in empty
        for v in tree.of(c, "relcl", "acl")
    )
    if not proof or not ours(tree, speakers, who_of(tree, at)):
        return None
    return made(tree, speakers, at, "not_verified", "said", own=True)


def unknown(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "is not known", "have not been disclosed", "We do not know who ..."."""
    token = tree.tokens[at]
    if not negated(tree, at) or token.pos not in ("VERB", "AUX"):
        return None
    if any(tree.tokens[c].lemma.lower() in ("will", "would", "should", "must") for c in tree.of(at, "aux")):
        return None
    if token.dep == "xcomp" and tree.tokens[token.head].lemma not in words("copula") | {"have"}:
        return None
    if tree.of(at, "nsubjpass", "csubjpass", "auxpass"):
        if tree.tokens[token.head].lemma in ("condition", "ask", "request", "insist", "demand", "want"):
            return None  # "on condition that they not be named"
        return (
            None
            if agent(tree, at) is not None
            else made(tree, speakers, at, "not_verified", "said", own=True)
        )
    who = who_of(tree, at)
    anyone = who is not None and (
        ours(tree, speakers, who) or tree.tokens[who].text.lower() in NOBODY | {"one"}
    )
    if token.lemma == "know" and anyone and token.dep != "relcl":
        return made(tree, speakers, at, "not_verified", "said", own=True)
    return None


def unclear(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "it remains unclear whether", "was not immediately clear", "remain undisclosed"."""
    token = tree.tokens[at]
    if (
        token.dep not in ("acomp", "attr", "oprd")
        or token.pos == "NOUN"
        or tree.tokens[token.head].lemma not in words("copula")
    ):
        return None
    lemma = token.lemma.lower()
    doubtful = lemma in words("unknown") or (lemma in words("clear") and negated(tree, token.head))
    if not doubtful:
        return None
    who = next(iter(tree.of(token.head, "nsubj")), None)
    if lemma in ("uncertain", "certain", "clear") and who is not None and _person(tree, speakers, who):
        return None
    return made(tree, speakers, at, "not_verified", "said", own=True)


def _person(tree: Tree, speakers: Speakers, who: int) -> bool:
    """True where it is somebody who is unsure: a stance, not a thing unknown."""
    text = tree.tokens[who].text.lower()
    if text in ("he", "she", "they", "we", "i", "some", "many", "few", "others", "most"):
        return True
    span = tree.span(tree.first[who], tree.last[who])
    return speakers.resolve(span.start, span.end).kind == "person"


def unseen(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "It remains to be seen whether ..."."""
    token = tree.tokens[at]
    over = tree.tokens[token.head]
    asks = [c for c in tree.of(at, "ccomp", "advcl", "csubj", "nsubj") if c > at]
    fits = token.dep == "xcomp" and over.lemma == "remain" and tree.of(at, "auxpass") and asks
    return made(tree, speakers, at, "not_verified", "said", own=True) if fits else None


def unproven(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "specific evidence was not provided", "did not present evidence", "without providing proof"."""
    noun = object_of(tree, at, "proof")
    if noun is None or not (negated(tree, at) or no(tree, noun)):
        return None
    return made(tree, speakers, at, "not_verified", "said", own=True)
