"""Who has what from whom by a noun, or by work done together: information from, sharing with, help of."""

from __future__ import annotations

from collections.abc import Iterator

from ..parties import agents, words
from ..syntax.subjects import subject
from ..syntax.tree import Tree

_RIGHT = frozenset(["right", "correct", "accurate", "true", "valid", "only"])
_STRENGTH = frozenset(["strength", "basis", "evidence", "back", "authority", "help", "aid", "result"])
Found = tuple[int, int | None, int, str]


def shared(tree: Tree, noun: int, lemma: str) -> Iterator[Found]:
    """ "through information sharing with ...", "in collaboration with ... to verify"."""
    if tree.tokens[noun].dep not in ("pobj", "pcomp") or tree.of(noun, "nsubj"):
        return  # "from what the port has shared with us": the port is who gave it
    prep = tree.tokens[noun].head
    if tree.tokens[prep].text.lower() not in words("evident") | {"in"}:
        return
    joint = lemma not in ("share", "sharing", "exchange")
    if joint and not _examines(tree, noun, prep):
        return
    for with_ in tree.of(noun, "prep"):
        if tree.tokens[with_].text.lower() in ("with", "between", "from"):
            for giver in tree.of(with_, "pobj"):
                yield noun, subject_over(tree, prep), giver, "work" if joint else "basis"
                return


def _examines(tree: Tree, noun: int, prep: int) -> bool:
    verb = tree.tokens[prep].head
    under = [*tree.of(noun, "acl", "relcl"), *tree.of(verb, "advcl", "xcomp", "acl")]
    return any(tree.tokens[v].lemma in words("examine") for v in [verb, *under])


def worked(tree: Tree, verb: int) -> Iterator[Found]:
    """ "Worked with the port to check the list": what was found, two found together."""
    under = [*tree.of(verb, "advcl", "xcomp", "acl")]
    if not any(tree.tokens[v].lemma in words("examine") for v in under):
        return
    for with_ in tree.of(verb, "prep"):
        if tree.tokens[with_].text.lower() == "with":
            for giver in tree.of(with_, "pobj"):
                who = subject(tree, verb)
                yield verb, (who.antecedent or who.token) if who else None, giver, "work"
                return


def supported(tree: Tree, noun: int) -> Iterator[Found]:
    """ "With help from the port": whose support it was."""
    for prep in tree.of(noun, "prep"):
        if tree.tokens[prep].text.lower() in ("from", "of"):
            for giver in tree.of(prep, "pobj"):
                if tree.tokens[giver].lemma.lower() not in words("support"):
                    yield noun, None, giver, "support"
                    return


def from_whom(tree: Tree, noun: int) -> Iterator[Found]:
    """ "through information from ...", "on the strength of pictures from ...", "a figure from ..."."""
    apposed = tree.tokens[noun].dep == "appos" and tree.tokens[noun].lemma.lower() in words("numbers")
    if not apposed and not evident(tree, noun):
        return
    over = tree.tokens[tree.tokens[noun].head].head
    strength = [over] if tree.tokens[over].lemma.lower() in _STRENGTH else []
    for giver in (g for at in [noun, *strength] for g in whose(tree, at, ("from",))):
        yield noun, subject_over(tree, tree.tokens[noun].head), giver, "basis"
        return


def whose(tree: Tree, noun: int, preps: tuple[str, ...] = ("from", "of", "by")) -> Iterator[int]:
    """From whom a thing is, or whose it is."""
    for prep in tree.of(noun, "prep", "agent"):
        if tree.tokens[prep].text.lower() in preps:
            yield from tree.of(prep, "pobj")
    if "by" in preps:
        for verb in tree.of(noun, "acl"):
            yield from agents(tree, verb)
        yield from tree.of(noun, "poss")


def informs(tree: Tree, noun: int) -> bool:
    """Whether a noun tells of something that informs: a list, a picture, a count."""
    return tree.tokens[noun].lemma.lower() in words("information")


def evident(tree: Tree, noun: int) -> bool:
    """True where a noun is what something was established by: "through ...", "relying on ...", "based on"."""
    token = tree.tokens[noun]
    if token.dep == "dobj":
        verb = tree.tokens[token.head]
        return verb.tag == "VBG" and verb.lemma in words("use")
    if token.dep != "pobj":
        return False
    prep = token.head
    text = tree.tokens[prep].text.lower()
    over = tree.tokens[tree.tokens[prep].head]
    if text == "of":
        return over.lemma.lower() in _STRENGTH
    if text in ("on", "upon", "to"):
        return over.lemma in ("rely", "rest", "base", "draw", "refer") or over.text.lower() in (
            "thanks",
            "according",
        )
    return text in words("evident")


def upheld(tree: Tree, noun: int) -> bool:
    """ "The count given by ... is the right one"."""
    verb = tree.tokens[noun].head
    if tree.tokens[noun].dep != "nsubj" or tree.tokens[verb].lemma != "be":
        return False
    return any(
        tree.tokens[at].lemma.lower() in _RIGHT
        for child in tree.of(verb, "attr", "acomp")
        for at in [child, *tree.children[child]]
    )


def subject_over(tree: Tree, at: int) -> int | None:
    """The subject of the verb that governs a phrase; None where it is agentless."""
    for _ in range(6):
        token = tree.tokens[at]
        if token.text == "According":
            return None  # where it opens the sentence it is the writer who has it
        if token.pos in ("VERB", "AUX"):
            who = subject(tree, at)
            return who.token if who and tree.tokens[who.token].dep == "nsubj" else None
        if token.head == at:
            return None
        at = token.head
    return None
