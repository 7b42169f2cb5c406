"""Whether a verb is denied, and whether it is one of ability."""

from __future__ import annotations

from .tree import Tree

NOBODY = frozenset(["nobody", "none", "no-one", "noone", "neither", "nothing"])
_UNDONE = frozenset(("decline", "refuse", "fail"))


def negated(tree: Tree, verb: int) -> bool:
    """True where a verb is denied: not, never, "no official", "neither", "yet to", "failed to", "without"."""
    token = tree.tokens[verb]
    if any(_negates(tree, verb, child) for child in tree.children[verb]):
        return True
    head = token.head
    if token.dep in ("xcomp", "ccomp") and head != verb:
        over = tree.tokens[head]
        if over.lemma in _UNDONE or over.lemma == "unable":
            return True
        if over.lemma in ("have", "be") and any(
            tree.tokens[c].text.lower() == "yet" for c in tree.children[head]
        ):
            return True
        if (
            over.lemma in ("able", "want", "wish", "possible", "go", "care", "be", "have")
            or over.dep == "acomp"
        ):
            return negated(tree, head) if over.lemma != "possible" else negated(tree, over.head)
    if token.dep == "acomp" and head != verb:
        return negated(tree, head)
    return token.dep == "pcomp" and tree.tokens[head].text.lower() == "without"


def _negates(tree: Tree, verb: int, child: int) -> bool:
    token = tree.tokens[child]
    text = token.text.lower()
    if token.dep == "neg" or text in ("never", "n't"):
        return True
    if token.dep == "preconj" and text == "neither":
        return True
    if (
        text == "yet"
        and child < verb
        and any(tree.tokens[c].text.lower() == "to" for c in tree.of(verb, "aux"))
    ):
        return True
    if token.dep not in ("nsubj", "nsubjpass"):
        return False
    if text in NOBODY or (
        text == "one" and any(tree.tokens[c].text.lower() == "no" for c in tree.children[child])
    ):
        return True
    inner = [tree.tokens[c].text.lower() for c in tree.children[child] if tree.tokens[c].pos != "PROPN"]
    return "neither" in inner or "no" in inner or ("yet" in inner and _to(tree, verb))


def _to(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[c].text.lower() == "to" for c in tree.of(verb, "aux"))


def modal(tree: Tree, verb: int) -> bool:
    """True for can, could, and the verbs and adjectives of ability."""
    token, head = tree.tokens[verb], tree.tokens[tree.tokens[verb].head]
    if any(tree.tokens[c].lemma.lower() in ("can", "could", "ca") for c in tree.of(verb, "aux")):
        return True
    return token.dep in ("xcomp", "ccomp", "advcl", "acl") and head.lemma in (
        "able",
        "unable",
        "possible",
        "impossible",
        "way",
    )
