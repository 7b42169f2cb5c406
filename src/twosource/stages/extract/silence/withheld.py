"""No comment in other words: not wishing to go into it, nothing to add, no questions taken, too early to speak."""

from __future__ import annotations

from ..parties import sourcelike
from ..speakers import Speakers
from ..syntax.negation import negated
from ..syntax.tree import Tree
from .kept import Silence, made, no, who_of, words

_WILL = frozenset(("will", "would", "wo"))
_WISHING = frozenset(("want", "wish", "care", "like"))
_DOES = frozenset(("do", "does"))
_EARLY = frozenset(("early", "soon", "premature"))
_ASKED = frozenset(("question", "interview"))
_TALK = frozenset(("debate", "discussion", "detail", "polemic", "speculation"))
# "He won't say that": what is said behind "that" is told, and no silence.
_NOTHING_MORE = frozenset(("anything", "nothing", "more", "that", "which", "much"))
SPEAKING = ("talk", "speak", "say", "discuss", "answer", "explain", "express", "comment", "add", "quote", "respond", "reply", "go", "enter", "remark")  # fmt: skip


def unwilling(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "did not want to talk about it", "would not discuss", "does not answer questions", "wished to make no remark"."""
    token = tree.tokens[at]
    head = tree.tokens[token.head]
    wished = token.dep == "xcomp" and head.lemma in _WISHING
    going = token.dep == "xcomp" and head.text.lower() == "going"
    helpers = {tree.tokens[c].text.lower() for c in tree.of(at, "aux")}
    if not negated(tree, at) or not (wished or going or helpers & (_WILL | _DOES)):
        return None
    if helpers & _DOES and not (wished or going) and not _of_a_rule(tree, at):
        return None
    if not _about_it(tree, at, wished):
        return None
    who = who_of(tree, token.head if wished or going else at)
    pronoun = who is not None and tree.tokens[who].pos in ("PRON", "DET")
    if who is None or not (pronoun or sourcelike(tree, speakers, who)):
        return None
    return made(tree, speakers, at, "no_comment", "declined", who)


def _of_a_rule(tree: Tree, at: int) -> bool:
    """ "does not discuss its staff", "do not answer questions", "does not express itself": a rule to keep silent."""
    lemma = tree.tokens[at].lemma
    objects = {tree.tokens[c].lemma.lower() for c in tree.of(at, "dobj")}
    if lemma == "answer":
        return bool(objects & _ASKED)
    if lemma == "express":
        return bool(objects & {"itself", "himself", "herself", "themselves", "ourselves"})
    return (lemma == "discuss" and bool(objects)) or (lemma == "comment" and bool(tree.of(at, "prep")))


def _about_it(tree: Tree, at: int, wished: bool) -> bool:
    """Whether the verb is one of speaking here: "go into a report", "enter into debate", "add to its statement"."""
    lemma = tree.tokens[at].lemma
    if any(tree.tokens[p].text.lower() == "for" for p in tree.of(at, "prep")):
        return False  # "would not speak for the council", "answer for the damage"
    into = [
        n for p in tree.of(at, "prep") if tree.tokens[p].text.lower() == "into" for n in tree.of(p, "pobj")
    ]
    if lemma == "go":
        return bool(into) and (wished or any(tree.tokens[n].lemma in _TALK for n in into))
    if lemma == "enter":
        return any(tree.tokens[n].lemma in _TALK for n in into)
    if lemma == "add":
        return wished and not tree.of(at, "dobj")
    if lemma == "quote":
        return wished and bool(tree.of(at, "auxpass"))
    if lemma in ("say", "answer", "express", "explain"):
        objects = [tree.tokens[c] for c in tree.of(at, "dobj")]
        clauses = [c for c in tree.of(at, "ccomp") if c > at]
        if lemma == "say" and (clauses or any(o.text.lower() not in _NOTHING_MORE for o in objects)):
            return False
        return lemma != "answer" or not any(
            tree.tokens[p].text.lower() in ("for", "to") for p in tree.of(at, "prep")
        )
    return not tree.of(at, "ccomp")


def nothing_to_say(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "has nothing to add", "had nothing to say to it"."""
    empty = [c for c in tree.of(at, "dobj") if tree.tokens[c].text.lower() == "nothing"]
    after = [v for c in [*empty, at] for v in tree.of(c, "relcl", "acl", "xcomp")]
    said = bool(empty) and any(tree.tokens[v].lemma in ("say", "add") for v in after)
    who = who_of(tree, at)
    return made(tree, speakers, at, "no_comment", "declined", who) if said and who is not None else None


def unready(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "it had no one available to speak", "it was too early to speak about the cause"."""
    token = tree.tokens[at]
    over = tree.tokens[token.head]
    held = tree.tokens[over.head]
    if over.lemma == "available" and held.text.lower() in ("one", "nobody"):
        return made(tree, speakers, held.head, "no_comment", "declined", who_of(tree, held.head))
    too = any(tree.tokens[c].text.lower() == "too" for c in tree.of(token.head, "advmod"))
    early = token.dep == "xcomp" and over.lemma in _EARLY and too
    return made(tree, speakers, over.head, "no_comment", "declined") if early else None


def untaken(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "She takes no questions", "declined to take questions", "Questions will not be taken", "gave no interviews"."""
    asked = [c for c in tree.of(at, "dobj", "nsubjpass") if tree.tokens[c].lemma in _ASKED]
    if not asked or not (no(tree, asked[0]) or negated(tree, at)):
        return None
    who = None if tree.of(at, "nsubjpass") else who_of(tree, at)
    over = tree.tokens[at].head
    declined = tree.tokens[at].dep == "xcomp" and tree.tokens[over].lemma in ("decline", "refuse")
    return made(tree, speakers, at, "no_comment", "declined", who_of(tree, over) if declined else who)


def none_today(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "There will be no interviews today"."""
    found = [c for c in tree.of(at, "attr") if tree.tokens[c].lemma in _ASKED | {"comment"} and no(tree, c)]
    return made(tree, speakers, at, "no_comment", "declined") if found and tree.of(at, "expl") else None


def left_open(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "left our questions unanswered", "left a question of our correspondent without an answer"."""
    if not any(tree.tokens[c].lemma in words("messages") for c in tree.of(at, "dobj")):
        return None
    state = any(tree.tokens[c].text.lower() == "unanswered" for c in tree.of(at, "oprd", "acomp", "xcomp"))
    bare = any(
        tree.tokens[n].lemma in ("answer", "reply", "response")
        for p in tree.of(at, "prep")
        if tree.tokens[p].text.lower() == "without"
        for n in tree.of(p, "pobj")
    )
    return made(tree, speakers, at, "no_comment", "declined", who_of(tree, at)) if state or bare else None


def not_found(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "Its owner could not be found for comment"."""
    wanted = (
        n for p in tree.of(at, "prep") if tree.tokens[p].text.lower() == "for" for n in tree.of(p, "pobj")
    )
    sought = tree.of(at, "nsubjpass")
    if not sought or not negated(tree, at) or not any(tree.tokens[n].lemma == "comment" for n in wanted):
        return None
    return made(tree, speakers, at, "no_comment", "asked", sought[0])


def bare_refusal(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "No comment." as a sentence of its own."""
    token = tree.tokens[at]
    alone = token.dep == "ROOT" and token.pos == "NOUN" and no(tree, at)
    return made(tree, speakers, at, "no_comment", "declined") if alone else None


def no_remark(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "wished to make no remark"."""
    found = [c for c in tree.of(at, "dobj") if tree.tokens[c].lemma in ("remark", "comment") and no(tree, c)]
    over = tree.tokens[at].head
    if not found or tree.tokens[at].dep != "xcomp" or tree.tokens[over].lemma not in _WISHING:
        return None
    return made(tree, speakers, at, "no_comment", "declined", who_of(tree, over))
