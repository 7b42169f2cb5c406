"""Where what is claimed begins behind the words that only say how it is known: "we have been able to confirm that S".

A frame is taken off where it affirms what follows and tells of nobody but who speaks: "we know that", "it has been
found that", "the truth is that", "they stand by their account that". What is denied, wished, feared or possible in it
belongs to what is claimed, and stays.
"""

from __future__ import annotations

from .cues import cues
from .frames import finite
from .tree import Tree
from .verbs import cue_of

_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_AFFIRMS = frozenset(("confirmed", "announced"))
_TELLS = frozenset(("said", "confirmed", "announced", "alleged", "estimated", "argued", "ruled"))
_KNOWS = frozenset(("know", "learn", "understand", "hear", "see", "realise", "realize"))
_KEEPS = frozenset(("hold", "stand", "stick", "keep", "repeat", "maintain", "renew", "restate"))
_OPEN = frozenset(("may", "might", "could", "would", "should", "will", "shall", "must", "'ll", "ca"))
_FEARED = frozenset(("danger", "risk", "chance", "question", "rule", "condition"))
_CAN = frozenset(("able",))


def framed(tree: Tree, head: int) -> int:
    """The verb of what is claimed in the clause of a verb: its own, or the one behind its frame."""
    for _ in range(4):
        said = _behind(tree, head)
        if said is None:
            return head
        head = said
    return head


def _behind(tree: Tree, head: int) -> int | None:
    """The verb of the clause that a frame opens; None where the verb is no frame."""
    if tree.tokens[head].pos == "NOUN":
        return _told(tree, head)
    verb = _able(tree, head)
    if any(_doubts(tree, at) for at in {head, verb}):
        return None
    said = [c for c in tree.of(verb, "ccomp") if c > verb and _whole(tree, c)]
    if tree.tokens[verb].lemma == "be":
        return said[0] if said and _marked(tree, said[0]) and _told_of(tree, verb) else None
    if said and _affirms(tree, verb) and _speaks(tree, head):
        return said[0]
    kept = tree.tokens[verb].lemma in _KEEPS and tree.of(head, *_SUBJECTS)
    return _account(tree, verb) if kept else None


def _able(tree: Tree, head: int) -> int:
    """ "has been able to confirm", "managed to learn": the verb that it comes to."""
    for able in tree.of(head, "acomp") if tree.tokens[head].lemma == "be" else (head,):
        if able == head and tree.tokens[head].lemma != "manage":
            continue
        if able != head and tree.tokens[able].text.lower() not in _CAN:
            continue
        return next(iter(tree.of(able, "xcomp")), head)
    return head


def _doubts(tree: Tree, verb: int) -> bool:
    """True where a verb is denied, asked, or told as possible."""
    if tree.of(verb, "neg", "mark"):
        return True
    return any(tree.tokens[at].text.lower() in _OPEN for at in tree.of(verb, "aux"))


def _whole(tree: Tree, verb: int) -> bool:
    opening = tree.tokens[tree.first[verb]].tag
    return (
        bool(tree.of(verb, *_SUBJECTS)) and finite(tree, verb) and opening not in ("WP", "WDT", "WRB", "WP$")
    )


def _marked(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[m].text.lower() == "that" for m in tree.of(verb, "mark"))


def _speaks(tree: Tree, verb: int) -> bool:
    """True where it is who speaks that knows, or nobody ("it is known")."""
    for subject in tree.of(verb, *_SUBJECTS)[:1]:
        word = tree.tokens[subject].text.lower()
        return word in ("i", "we") or (word == "it" and tree.tokens[subject].dep != "nsubj")
    return False


def _affirms(tree: Tree, verb: int) -> bool:
    """True for knowing and confirming, and for saying now; who said a thing before may say another now."""
    cue = cue_of(tree, verb)
    sense = cue.senses.get("that") if cue else None
    if sense is None:
        return False
    if sense.verb == "said":
        return tree.tokens[verb].tag not in ("VBD", "VBN") and not tree.of(verb, "auxpass")
    return sense.verb in _AFFIRMS or tree.tokens[verb].lemma in _KNOWS


def _told_of(tree: Tree, verb: int) -> bool:
    """ "The truth is that S", "what we know is that S"; not "the claim is that S", "the danger is that S"."""
    for subject in tree.of(verb, "nsubj", "csubj"):
        token = tree.tokens[subject]
        if token.dep == "csubj":
            known = cue_of(tree, subject) is None or token.lemma in _KNOWS
            opens = tree.tokens[tree.first[subject]].text.lower() == "what"
            return opens and known and not _doubts(tree, subject)
        return token.lemma.lower() not in cues("nouns") and token.lemma.lower() not in _FEARED
    return False


def _account(tree: Tree, verb: int) -> int | None:
    """ "is holding on to its account that S", also where the parse hung S from the verb."""
    nouns = [*tree.of(verb, "dobj"), *(n for p in _prepositions(tree, verb) for n in tree.of(p, "pobj"))]
    for noun in nouns:
        if (said := _told(tree, noun)) is not None:
            return said
        hung = [c for c in tree.of(verb, "ccomp") if tree.first[c] == tree.last[noun] + 1]
        if _tells(tree, noun) and hung and _marked(tree, hung[0]) and _whole(tree, hung[0]):
            return hung[0]
    return None


def _told(tree: Tree, noun: int) -> int | None:
    """ "its word that S", "any claim that S"."""
    if not _tells(tree, noun):
        return None
    said = (c for c in tree.of(noun, "acl", "ccomp", "relcl") if _marked(tree, c) and _whole(tree, c))
    return next(said, None)


def _tells(tree: Tree, noun: int) -> bool:
    """True for a word for what somebody says, not for what he hopes or fears."""
    cue = cues("nouns").get(tree.tokens[noun].lemma)
    sense = cue.senses.get("that") if cue else None
    return sense is not None and not sense.stance and sense.verb in _TELLS


def _prepositions(tree: Tree, verb: int) -> list[int]:
    """Those of a verb, and those that hang from another: "on to"."""
    first = tree.of(verb, "prep", "prt", "advmod")
    return [*first, *(p for each in first for p in tree.of(each, "prep"))]
