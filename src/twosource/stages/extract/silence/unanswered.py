"""No comment: parties that say nothing, and enquiries by the outlet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..parties import sourcelike
from ..speakers import Speakers
from ..syntax.cues import cues
from ..syntax.frames import infinitive
from ..syntax.negation import NOBODY, modal, negated
from ..syntax.tree import Tree
from ..syntax.verbs import agent
from .kept import Silence, made, no, object_of, ours, who_of, words


def declined(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "declined to comment", "refused to say", "declined an interview"."""
    done = [c for c in tree.of(at, "xcomp") if tree.tokens[c].lemma in words("declined")]
    if not done and object_of(tree, at, "asked_for") is None:
        return None
    return made(tree, speakers, at, "no_comment", "declined", who_of(tree, at))


def unsaid(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "did not reply", "has not commented", "Nobody answered", "neither message was answered"."""
    if not negated(tree, at) or modal(tree, at) or in_passing(tree, at):
        return None
    passive = tree.of(at, "nsubjpass")
    who = who_of(tree, at)
    if tree.tokens[at].lemma == "return" and not any(
        tree.tokens[n].lemma in words("messages") for n in [*passive, *tree.of(at, "dobj")]
    ):
        return None
    if any(tree.tokens[c].lemma in ("may", "might", "should", "must", "need") for c in tree.of(at, "aux")):
        return None
    if any(tree.tokens[n].text.lower() == "kind" for p in tree.of(at, "prep") for n in tree.of(p, "pobj")):
        return None  # "did not respond in kind"
    if tree.tokens[at].lemma == "answer" and not passive and _answers_to_somebody(tree, at):
        return None
    nobody = who is not None and tree.tokens[who].text.lower() in NOBODY | {"one"}
    if passive:
        called = next((w for n in passive for w in _to_whom(tree, n)), None)
        return made(tree, speakers, at, "no_comment", "declined", called, pending=True)
    return made(tree, speakers, at, "no_comment", "declined", None if nobody else who, pending=True)


def _answers_to_somebody(tree: Tree, at: int) -> bool:
    """ "answers to no one": is answerable, not silent."""
    return any(
        tree.tokens[noun].lemma
        not in ("question", "request", "call", "message", "query", "enquiry", "inquiry", "letter", "email")
        for prep in tree.of(at, "prep")
        if tree.tokens[prep].text.lower() == "to"
        for noun in tree.of(prep, "pobj")
    )


def unspoken(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "had no wish to speak with reporters", "About the gates he would not speak"."""
    willing = tree.tokens[tree.tokens[at].head].lemma in ("want", "wish", "refuse", "decline") or any(
        tree.tokens[c].lemma in ("will", "would", "wo") for c in tree.of(at, "aux")
    )
    others = any(
        tree.tokens[p].text.lower() == "for" for p in tree.of(at, "prep")
    )  # "would not speak for the town"
    return (
        made(tree, speakers, at, "no_comment", "declined", who_of(tree, at))
        if willing and negated(tree, at) and not others
        else None
    )


def unrevealed(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "would not say whether", "did not specify when", "gave no details"."""
    if not negated(tree, at):
        return None
    if in_passing(tree, at):
        return None
    after = [tree.tokens[tree.first[c]] for c in tree.of(at, "ccomp", "xcomp", "advcl") if c > at]
    asks = any(t.tag in ("WP", "WRB", "WDT") or t.text.lower() in ("whether", "if") for t in after)
    if not asks and not (tree.tokens[at].lemma in ("specify", "elaborate", "clarify") and not after):
        return None
    if modal(tree, at) or agent(tree, at) is not None or tree.of(at, "nsubjpass"):
        return None
    told = [c for c in tree.of(at, "dobj", "dative") if tree.tokens[c].text.lower() not in ("us", "me")]
    if tree.tokens[at].lemma == "tell" and told and not any(ours(tree, speakers, c) for c in told):
        return None
    return made(tree, speakers, at, "no_comment", "declined", who_of(tree, at))


def undrawn(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "would not be drawn on the cause", "refused to be drawn"."""
    if not tree.of(at, "auxpass") or not negated(tree, at):
        return None
    asked = any(tree.tokens[p].text.lower() in ("on", "about", "into") for p in tree.of(at, "prep"))
    return made(tree, speakers, at, "no_comment", "declined", who_of(tree, at)) if asked else None


def said_nothing(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "would say nothing about it", "said nothing"."""
    if not any(tree.tokens[o].text.lower() == "nothing" for o in tree.of(at, "dobj")):
        return None
    who = who_of(tree, at)
    if who is None or negated(tree, at) or not sourcelike(tree, speakers, who):
        return None
    return made(tree, speakers, at, "no_comment", "declined", who)


def not_owned(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "has not acknowledged", "would neither confirm nor deny", "stopped short of denying": the party keeps silent."""
    if (
        not (negated(tree, at) or _short_of(tree, at))
        or modal(tree, at)
        or tree.of(at, "nsubjpass", "auxpass")
    ):
        return None
    who = who_of(tree, at)
    if who is None or ours(tree, speakers, who) or not sourcelike(tree, speakers, who):
        return None
    return made(tree, speakers, at, "no_comment", "confirmed", who)


def _short_of(tree: Tree, at: int) -> bool:
    """ "stopped short of denying"."""
    return tuple(tree.words[max(0, at - 2) : at]) == ("short", "of")


def none_given(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "had no comment", "yet to issue a statement", "gave no details", "without giving a reason"."""
    noun = object_of(tree, at, "silence_objects", "detail")
    if noun is None or not (no(tree, noun) or negated(tree, at)):
        return None
    if any(tree.tokens[c].text.lower() not in ("us", "me", "to") for c in tree.of(at, "dative")):
        return None
    if in_passing(tree, at):
        return None
    if tree.tokens[at].lemma in ("receive", "get"):
        who = who_of(tree, at)
        if not ours(tree, speakers, who) and (who is None or tree.tokens[who].lemma not in words("messages")):
            return None
        return made(tree, speakers, at, "no_comment", "declined", None, pending=True)
    return made(tree, speakers, at, "no_comment", "declined", who_of(tree, at))


def there_was_none(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "There was no answer (from ...)", "calls to ... went unanswered", "was not available for comment"."""
    for noun in tree.of(at, "attr"):
        if (
            tree.tokens[noun].lemma.lower() in words("silence_objects")
            and no(tree, noun)
            and tree.of(at, "expl")
        ):
            return made(tree, speakers, at, "no_comment", "declined", _from(tree, noun), pending=True)
    for state in tree.of(at, "acomp", "oprd"):
        lemma = tree.tokens[state].lemma.lower()
        if lemma in words("unanswered"):
            subjects = tree.of(at, "nsubj") or [c for v in tree.of(at, "advcl") for c in (v,)]
            called = next((n for s in subjects for n in _to_whom(tree, s)), None)
            return made(tree, speakers, at, "no_comment", "asked", called, pending=True)
        if lemma in ("unsuccessful", "fruitless", "vain"):
            tried = [
                v
                for s in tree.of(at, "nsubj")
                for v in tree.of(s, "acl", "xcomp")
                if tree.tokens[v].lemma in words("reached")
            ]
            if tried:
                sought = next(iter(tree.of(tried[0], "dobj")), None)
                return made(tree, speakers, at, "no_comment", "asked", sought, pending=True)
        comment = any(
            tree.tokens[n].lemma in ("comment", "interview")
            for p in tree.of(state, "prep")
            for n in tree.of(p, "pobj")
        ) or any(tree.tokens[n].lemma == "comment" for n in tree.of(state, "xcomp"))
        if comment and (
            lemma == "unavailable" or (lemma in ("available", "reachable") and negated(tree, at))
        ):
            return made(tree, speakers, at, "no_comment", "declined", who_of(tree, at))
    return None


def _from(tree: Tree, noun: int) -> int | None:
    for prep in tree.of(noun, "prep"):
        if tree.tokens[prep].text.lower() == "from":
            return next(iter(tree.of(prep, "pobj")), None)
    return None


def _to_whom(tree: Tree, noun: int) -> Iterator[int]:
    """The party behind "calls to the phone of ...": the last name in the phrase."""
    for prep in tree.of(noun, "prep"):
        if tree.tokens[prep].text.lower() in ("to", "of", "for"):
            for at in tree.of(prep, "pobj"):
                deeper = list(_to_whom(tree, at))
                names = [c for c in tree.of(at, "appos") if tree.tokens[c].pos == "PROPN"]
                yield from deeper or names or [at]


def unreached(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "could not be reached for comment"; "Our reporter reached out to ..." is an enquiry."""
    if tree.of(at, "nsubjpass") and negated(tree, at):
        return made(tree, speakers, at, "no_comment", "asked", tree.of(at, "nsubjpass")[0])
    return None


def no_pickup(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "Nobody picked up", "hung up"."""
    particle = {tree.tokens[c].text.lower() for c in tree.of(at, "prt", "advmod")}
    telephone = all(
        tree.tokens[o].lemma in ("phone", "telephone", "receiver", "call") for o in tree.of(at, "dobj")
    )
    if "up" not in particle or not telephone or tree.of(at, "auxpass") or not tree.of(at, "nsubj"):
        return None
    who = who_of(tree, at)
    nobody = who is not None and tree.tokens[who].text.lower() in NOBODY | {"one"}
    if tree.tokens[at].lemma == "hang":
        return made(tree, speakers, at, "no_comment", "declined", who)
    return (
        made(tree, speakers, at, "no_comment", "declined", None if nobody else who, pending=True)
        if negated(tree, at)
        else None
    )


def none_came(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "No reply had come when we went on air", "It has not come back to us"."""
    who = who_of(tree, at)
    if who is None:
        return None
    if tree.tokens[who].lemma.lower() in words("silence_objects") and no(tree, who):
        sent = _from(tree, at) or _from(tree, who)
        return made(tree, speakers, at, "no_comment", "declined", sent, pending=True)
    back = any(tree.tokens[c].text.lower() == "back" for c in tree.of(at, "advmod", "prt"))
    to = [
        n for p in _preps_of_all(tree, at) if tree.tokens[p].text.lower() == "to" for n in tree.of(p, "pobj")
    ]
    asked = any(tree.tokens[n].text.lower() == "us" or ours(tree, speakers, n) for n in to)
    if not (back and asked and negated(tree, at)) or tree.quote[at] >= 0:
        return None
    return made(tree, speakers, at, "no_comment", "declined", who, pending=True)


def _preps_of_all(tree: Tree, at: int) -> Iterator[int]:
    """The prepositions of a verb and of its particles: "come back to us"."""
    yield from tree.of(at, "prep")
    for particle in tree.of(at, "advmod", "prt"):
        yield from tree.of(particle, "prep")


def in_passing(tree: Tree, at: int) -> bool:
    """True for "without giving further details", "without elaborating": a remark beside what was said, no refusal."""
    token = tree.tokens[at]
    if token.tag != "VBG" or at == 0 or tree.tokens[at - 1].text.lower() != "without":
        return False
    if token.lemma in ("elaborate", "comment"):
        return True
    return any(tree.tokens[n].lemma == "detail" for n in tree.of(at, "dobj"))


# --- enquiries -------------------------------------------------------------------------------


def enquired(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """The outlet asks: "reached out to", "put questions to", "has been contacted for comment"."""
    lemma = tree.tokens[at].lemma
    if tree.of(at, "nsubjpass") and lemma in ("contact", "approach", "ask", "email"):
        wanted = any(
            tree.tokens[n].lemma == "comment" for p in tree.of(at, "prep") for n in tree.of(p, "pobj")
        )
        passive = tree.of(at, "nsubjpass")[0]
        return made(tree, speakers, at, "no_comment", "asked", passive) if wanted else None
    if not (ours(tree, speakers, who_of(tree, at)) or _for_comment(tree, at)) or _orders(tree, at):
        return None
    asked = next(iter(_enquired_of(tree, at, lemma)), None)
    if asked is None or not sourcelike(tree, speakers, asked):
        return None
    return made(tree, speakers, at, "no_comment", "asked", asked)


def _orders(tree: Tree, at: int) -> bool:
    """True for "we ask the media to correct the number": a request to act, which asks for no answer."""
    acts = [c for c in tree.of(at, "xcomp", "ccomp", "advcl") if c > at and infinitive(tree, c)]
    return tree.tokens[at].lemma in ("ask", "call") and any(
        tree.tokens[c].lemma not in words("answer") | words("reveal") | words("declined") for c in acts
    )


def _for_comment(tree: Tree, at: int) -> bool:
    """True for "reached out to X for comment", "sought comment from X": an outlet asks, whatever it is called."""
    if tree.quote[at] >= 0 or who_of(tree, at) is None or negated(tree, at):
        return False
    sought = [o for o in tree.of(at, "dobj") if tree.tokens[o].lemma in ("comment", "response")]
    preps = [
        *tree.of(at, "prep"),
        *(p for o in tree.of(at, "dobj", "prep", "dative") for p in _preps(tree, o)),
    ]
    aims = (n for p in preps if tree.tokens[p].text.lower() == "for" for n in tree.of(p, "pobj"))
    return bool(sought and tree.tokens[at].lemma == "seek") or any(
        tree.tokens[n].lemma == "comment" for n in aims
    )


def _preps(tree: Tree, at: int) -> Iterator[int]:
    """The prepositions under a phrase, two nouns deep ("to the embassy in Selm for comment")."""
    for _ in range(3):
        under = tree.of(at, "prep")
        yield from under
        deeper = [n for p in ([at] if tree.tokens[at].pos == "ADP" else under) for n in tree.of(p, "pobj")]
        if not deeper:
            return
        at = deeper[-1]


def _enquired_of(tree: Tree, at: int, lemma: str) -> Iterator[int]:
    preps = {tree.tokens[p].text.lower(): p for p in tree.of(at, "prep", "dative", "prt")}
    if lemma == "put":
        if any(tree.tokens[o].lemma == "question" for o in tree.of(at, "dobj")) and "to" in preps:
            yield from tree.of(preps["to"], "pobj")
    elif lemma in ("reach", "write", "turn"):
        for name in ("to",):
            if name in preps:
                yield from tree.of(preps[name], "pobj")
    elif lemma in words("ask_for") and object_of(tree, at, "asked_for") is not None:
        for prep in [*tree.of(at, "prep"), *(p for o in tree.of(at, "dobj") for p in tree.of(o, "prep"))]:
            if tree.tokens[prep].text.lower() == "from":
                yield from tree.of(prep, "pobj")
        yield from tree.of(at, "dative")
    else:
        yield from tree.of(at, "dobj", "dative")
        for clause_ in tree.of(at, "ccomp", "xcomp"):
            yield from (
                c for c in tree.of(clause_, "nsubj") if c < clause_ and tree.first[clause_] == tree.first[c]
            )


def asked_in_vain(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "Asked whether ..., she turned to another question"."""
    token = tree.tokens[at]
    over = token.head
    if token.dep != "advcl" or at != tree.first[at] or tree.of(at, "aux", "nsubj", "nsubjpass") or over == at:
        return None
    if (
        token.tag not in ("VBN", "VBD")
        or tree.tokens[over].lemma in cues("verbs")
        or not finite_subject(tree, over)
    ):
        return None
    return replace(made(tree, speakers, over, "no_comment", "declined", who_of(tree, over)), trigger=over)


def finite_subject(tree: Tree, verb: int) -> bool:
    """True where the verb has a subject of its own."""
    return bool(tree.of(verb, "nsubj"))
