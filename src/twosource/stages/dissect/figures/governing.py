"""What governs a counted noun in the parse: the verb it is subject or object of, the noun it is the "of" of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .kinds import group, measures, words
from .tree import Tree


class Governor(NamedTuple):
    """What governs a counted noun: the token, and the noun's role (subject, object, of, state, is)."""

    token: int
    role: str


_HOLDING = frozenset(("include", "comprise", "number"))
_REACHED = {"stand", "reach", "hit", "be", "come", "put", "total", "number", "amount", "bring", "raise", "top", "pass", "exceed", "surpass", "climb", "rise", "grow", "increase", "fall", "drop", "go", "jump", "soar", "remain", "revise", "take", "place"}  # fmt: skip


_LINKS = {"including", "include", "among"}


def governors(tree: Tree, node: int, depth: int = 0) -> Iterator[Governor]:
    """What governs a counted noun or a bare number, nearest first."""
    head, dep = tree.head(node), tree[node].dep
    if head is None or depth > 5:
        return
    if dep in ("conj", "appos", "nmod", "parataxis") and tree[head].pos not in ("VERB", "AUX"):
        yield from governors(tree, head, depth + 1)
        if dep == "appos":
            yield Governor(head, "of")
    elif dep == "nsubjpass":
        yield Governor(head, "object")
    elif dep in ("nsubj", "csubj"):
        yield Governor(
            head, "state" if tree[head].pos in ("ADJ", "NOUN", "ADV") else _subject_role(tree, head)
        )
    elif dep in ("dobj", "obj"):
        if tree[head].lemma in _HOLDING:
            yield from _themes(tree, head)  # "the dead included nine children"
        yield Governor(head, "object")
        if tree[head].lemma in _REACHED:
            yield from _themes(tree, head)
    elif dep in ("attr", "oprd"):
        yield from _themes(tree, head)
    elif dep == "poss":
        yield Governor(head, "of")
    elif dep in ("pobj", "pcomp"):
        yield from (
            _by_modifier(tree, head, node, depth)
            if _modifies(tree, head, node)
            else _by_preposition(tree, head, depth)
        )
    elif dep in ("npadvmod", "dep", "ccomp") and tree[head].lemma in _REACHED:
        yield from _themes(tree, head)


def _subject_role(tree: Tree, verb: int) -> str:
    """Without an auxiliary and an object, a verb of harm makes its subject its object: "12 wounded, one shot"."""
    if tree[verb].tag not in ("VBN", "VBD") or tree.children(verb, "aux", "auxpass", "dobj"):
        return "subject"
    if any(tree.children(k, "dobj") for k in tree.children(verb, "conj")) or _aims(tree, verb):
        return "subject"
    both = measures()["verbs"].get(tree[verb].lemma.lower(), {})
    return (
        "object"
        if tree[verb].tag == "VBN" or (both.get("object") in words("harm") and "subject" not in both)
        else "subject"
    )


def _themes(tree: Tree, verb: int) -> Iterator[Governor]:
    """The nouns a verb of reaching speaks about: "the toll rose to 12", "brought the toll to 12", "among the dead were two"."""
    for noun, _ in tree.objects_of_prepositions(verb, "among"):
        yield Governor(noun, "is")
    for noun in tree.children(verb, "nsubj", "nsubjpass", "dobj"):
        yield Governor(noun, "is")
        for inner, _ in tree.objects_of_prepositions(noun, "of"):
            yield Governor(inner, "is")


def _modifies(tree: Tree, prep: int, node: int) -> bool:
    """True where the parser took the "around" of "around 300" for a preposition."""
    close = tree[prep].text.lower() in ("around", "about", "between", "under", "above", "over", "to")
    return (
        close
        and prep < node
        and all(tree[k].pos in ("NUM", "DET", "ADV", "ADJ", "SYM") for k in range(prep + 1, node))
    )


def _by_modifier(tree: Tree, prep: int, node: int, depth: int) -> Iterator[Governor]:
    above = tree.head(prep)
    if above is None:
        return
    yield from _by_preposition(tree, prep, depth)
    if tree[above].pos in ("NOUN", "PROPN", "NUM", "PRON"):
        yield from governors(tree, above, depth + 1)
    elif tree[above].pos == "VERB" and prep > above and not tree.children(above, "dobj"):
        yield Governor(above, "object")


def _by_preposition(tree: Tree, prep: int, depth: int) -> Iterator[Governor]:
    name, above = tree[prep].text.lower(), tree.head(prep)
    if above is None:
        return
    if tree[above].dep == "prep" and tree[above].pos in ("ADP", "VERB", "SCONJ"):
        above = tree.head(above) or above
    if tree[above].pos in ("VERB", "AUX"):
        if (name in ("to", "at", "from") and tree[above].lemma in _REACHED) or (
            name in ("of", "for") and tree[above].lemma in ("consist", "account")
        ):
            yield from _themes(tree, above)
        return
    if name == "as" and tree[above].pos == "ADJ":
        verb = tree.head(above)  # "the number could be as high as 900"
        if verb is not None and tree[verb].lemma in _REACHED:
            yield from _themes(tree, verb)
        return
    if name in ("of", "to", "against", "on", "over", "upon"):
        yield Governor(above, "of" if name == "of" else "on")
    counted = tree[above].pos == "NUM" and not (name == "of" and _a_whole(tree, prep))
    if (name == "of" and tree[above].lemma.lower() in group("groups")) or counted:
        yield from governors(tree, above, depth + 1)
    if name in _LINKS or (name in ("with", "of") and tree[above].lemma.lower() in group("vehicles")):
        yield from governors(tree, above, depth + 1)
        yield Governor(above, "of")


def _a_whole(tree: Tree, prep: int) -> bool:
    """True for the number of "two of the 40 soldiers", "three of the eight": what befell the part is not of the whole."""
    for noun in tree.children(prep, "pobj"):
        definite = any(
            tree[k].text.lower() in ("the", "these", "those", "its", "their") or tree[k].dep == "poss"
            for k in tree.children(noun, "det", "poss")
        )
        if definite and (tree[noun].pos == "NUM" or tree.children(noun, "nummod")):
            return True
    return False


def _aims(tree: Tree, verb: int) -> bool:
    """ "shot at deputies", "fired on the car": the subject does it."""
    return any(
        tree[k].text.lower() in ("at", "on", "into", "toward", "towards") and k == verb + 1
        for k in tree.children(verb, "prep")
    )
