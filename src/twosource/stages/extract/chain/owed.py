"""A basis in a turn of phrase: "that is what the pilot told me", "the count is the hospital's", "she read from its report".

Such turns are told by the order of words, within a quotation as well as outside it; each yields who gave it, and
whether it speaks of what was said just before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..parties import agents, authors, human, words
from ..syntax.phrased import noun_from
from ..syntax.tree import Tree
from .exchanged import whose as whose_of
from .passing import given_by

_TO_ONE = frozenset(("me", "us", "him", "her", "them"))
_TELLING = frozenset(("tell", "inform", "give", "brief", "assure", "advise", "show", "send", "pass"))
_FINDING = _TELLING | {"say", "report", "count", "find", "write", "establish", "print", "publish", "announce"}
_REPEATING = frozenset(("repeat", "relay", "pass", "quote", "echo", "go"))  # "passing on", "going by"
_KNOWING = frozenset(("know", "come", "have", "get", "learn", "hear"))
_NAMING = frozenset(("name", "cite", "mention", "credit", "point", "refer"))
_THAT = frozenset(("that", "this", "it", "those", "these"))
_HELPING = frozenset(("has", "had", "have", "’ve", "'ve", "’d", "'d", "just", "also", "since", "already"))
_ENDS = frozenset((",", ".", ";", "!", "?", '"', "”", "’", "–", "—", ":", "and", "but"))
# "..., on information from", "judging by pictures from": what opens a clause with its basis, and what stands before it
_FRONTS = frozenset(("on", "from", "according", "judging"))
_BEFORE_FRONT = frozenset((",", "that", "“", '"', "–", "—", ":", "and", "but"))
_FAR = 6  # words between the parts of one turn of phrase


class Owed(NamedTuple):
    """Where it is told, who has it (None: whoever speaks), the token of who gave it, and what it is ``about``."""

    at: int
    holder: int | None
    giver: int
    about: str = ""


def owed(tree: Tree) -> Iterator[Owed]:
    """Every basis in a turn of phrase, in order; time is linear in the tokens."""
    for sentence in tree.sentences:
        for at in range(sentence.first, sentence.last):
            end = sentence.last
            word, lemma = tree.words[at], tree.lemmas[at]
            if word == "what":
                yield from _what(tree, at, end)
            elif word in ("so", "as", ","):
                yield from _put_in(tree, at, end)
                yield from _as_found(tree, at, end)
            elif lemma == "be" and at > sentence.first:
                yield from _anothers(tree, at, end)
            elif lemma == "attribute":
                yield from _attributed(tree, at, end)
            elif lemma in ("have", "hold") and tree.quote[at] >= 0:
                yield from _at_hand(tree, at, end)
            elif lemma == "read":
                yield from _read_out(tree, at, end)
            elif word in _FRONTS:
                yield from _fronted(tree, at, end)
            elif lemma in words("analyse"):
                yield from _analysed(tree, at)
            elif word == "asked" and at - sentence.first < 2:
                yield from _asked(tree, at, end)
            elif lemma in words("view") and tree.tokens[at].pos == "VERB":
                yield from _looked_at(tree, at, end)


def _what(tree: Tree, at: int, end: int) -> Iterator[Owed]:
    """ "That is what the pilot told me", "I only repeat what the hospital has counted"."""
    before = [tree.tokens[i] for i in range(max(0, at - 3), at)]
    repeats = any(token.lemma.lower() in _REPEATING for token in before)
    is_that = bool(before) and before[-1].lemma == "be" and any(t.text.lower() in _THAT for t in before)
    giver = noun_from(tree, at + 1, end)
    if (
        giver is None
        or not (repeats or is_that)
        or any(t.text.lower() in ("not", "n't", "n’t") for t in before)
    ):
        return
    verb = _verb_after(tree, giver + 1, end)
    if verb is None:
        return
    told = tree.tokens[verb].lemma.lower()
    to_one = verb + 1 < end and tree.tokens[verb + 1].text.lower() in _TO_ONE
    if (told in _TELLING and to_one) or (repeats and told in _FINDING):
        yield Owed(at, None, giver, "claim")


def _fronted(tree: Tree, at: int, end: int) -> Iterator[Owed]:
    """ "That, on information passed to her by a service, ...", "From what a service has shared with us, ..."."""
    before = tree.tokens[at - 1].text.lower() if at else ""
    first = at == tree.sentences[tree.sentence[at]].first
    if not (first or before in _BEFORE_FRONT) or at + 2 >= end:
        return
    start = at + 1 + (tree.words[at + 1] in ("to", "by"))
    if tree.words[start] != "what":
        giver = given_by(tree, start, end)
        if giver is not None:
            yield Owed(at, None, giver)
        return
    giver = noun_from(tree, start + 1, end)
    verb = None if giver is None else _verb_after(tree, giver + 1, end)
    if (
        giver is None
        or verb is None
        or tree.tokens[verb].lemma.lower() not in _TELLING | {"share", "provide"}
    ):
        return
    to_one = [tree.words[i] for i in range(verb + 1, min(verb + 3, end))]
    if _TO_ONE & set(to_one[: 1 + (to_one[:1] in (["to"], ["with"]))]):
        yield Owed(at, None, giver)


def _put_in(tree: Tree, at: int, end: int) -> Iterator[Owed]:
    """ "Nine are lost, the pilot tells me", put into what somebody is quoted to say."""
    if tree.quote[at] < 0 or at + 1 >= end:
        return
    giver = noun_from(tree, at + 1, end)
    verb = None if giver is None or giver - at > _FAR else _verb_after(tree, giver + 1, end)
    if giver is None or verb is None or tree.tokens[verb].lemma.lower() not in ("tell", "inform", "assure"):
        return
    to_me = verb + 1 < end and tree.tokens[verb + 1].text.lower() in ("me", "us")
    if to_me and (verb + 2 >= len(tree.tokens) or tree.tokens[verb + 2].text in _ENDS):
        yield Owed(verb, None, giver)


_FOUND = frozenset(
    ("establish", "find", "determine", "report", "announce", "confirm", "ascertain", "discover")
)


def _as_found(tree: Tree, at: int, end: int) -> Iterator[Owed]:
    """ "She said that, as the police had established, ...": put into what somebody is told to say."""
    if tree.words[at] != "as" or tree.quote[at] >= 0 or at < 2:
        return
    before = tree.words[at - 1] if tree.words[at - 1] != "," else tree.words[at - 2]
    giver = noun_from(tree, at + 1, end) if before == "that" else None
    verb = None if giver is None or giver - at > _FAR else _verb_after(tree, giver + 1, end)
    if (
        giver is not None
        and verb is not None
        and tree.lemmas[verb] in _FOUND
        and _closes(tree, verb + 1, end)
    ):
        yield Owed(at, None, giver)


_SAMPLES = frozenset(("sample", "bottle", "specimen", "swab", "vial", "fragment"))


def _analysed(tree: Tree, at: int) -> Iterator[Owed]:
    """ "Its samples were analysed by the laboratory": what they held, the laboratory found."""
    patients = tree.of(at, "nsubjpass")
    if not patients or tree.tokens[patients[0]].lemma.lower() not in _SAMPLES:
        return
    asked = [n for p in tree.of(at, "prep", "dative") if tree.words[p] == "for" for n in tree.of(p, "pobj")]
    whose = [*tree.of(patients[0], "poss"), *asked]
    for giver in agents(tree, at) if whose else ():
        inside = range(tree.first[giver], tree.last[giver] + 1)
        if any(tree.tokens[i].pos == "PROPN" for i in inside) and not any(
            tree.words[i] == "own" for i in inside
        ):
            # "the laboratory of the Health Office": the office
            behind = [n for n in whose_of(tree, giver, ("of", "at", "from")) if tree.tokens[n].pos == "PROPN"]
            yield Owed(at, whose[0], behind[0] if behind else giver, "claim")


def _verb_after(tree: Tree, at: int, end: int) -> int | None:
    while at < end and tree.tokens[at].text.lower() in _HELPING:
        at += 1
    return at if at < end and tree.tokens[at].pos in ("VERB", "AUX") else None


def _anothers(tree: Tree, at: int, end: int) -> Iterator[Owed]:
    """ "The count is the hospital's", "that is the Inspectorate speaking, not me"."""
    before = [tree.tokens[i] for i in range(max(0, at - 3), at)]
    giver = noun_from(tree, at + 1, end)
    if giver is None or giver + 1 >= end or giver - at > _FAR:
        return
    after = tree.tokens[giver + 1].text.lower()
    if tree.tokens[giver].text.lower() in ("speaking", "talking") and giver - 1 > at:
        giver, after = giver - 1, "speaking"
    counted = any(token.lemma.lower() in words("numbers") for token in before)
    if counted and after in ("'s", "’s", "'", "’") and _closes(tree, giver + 2, end):
        yield Owed(at, None, giver, "number")
    elif before and before[-1].text.lower() in _THAT and after in ("speaking", "talking"):
        yield Owed(at, None, giver, "claim")
    elif before and before[-1].text.lower() in _THAT and tree.tokens[giver].lemma.lower() == "word":
        owners = (o for o in tree.of(giver, "poss") if tree.tokens[o].pos in ("NOUN", "PROPN"))
        yield from (Owed(at, None, owner, "claim") for owner in owners)


def _closes(tree: Tree, at: int, end: int) -> bool:
    return at >= end or tree.tokens[at].text in _ENDS


def _attributed(tree: Tree, at: int, end: int) -> Iterator[Owed]:
    """ "A figure that she attributed to the hospital"."""
    near = range(max(0, at - 4), min(end, at + 4))
    to = next((i for i in near if i > at and tree.tokens[i].text.lower() == "to"), None)
    told = any(tree.tokens[i].lemma.lower() in words("information") for i in near)
    giver = noun_from(tree, to + 1, end) if to is not None and told else None
    if giver is not None and not tree.of(at, "nsubjpass", "auxpass"):
        who = [n for n in tree.of(at, "nsubj") if tree.tokens[n].pos in ("PRON", "PROPN", "NOUN")]
        yield Owed(at, who[0] if who else None, giver, "number")


def _read_out(tree: Tree, at: int, end: int) -> Iterator[Owed]:
    """ "She read from the report which the Inspectorate made": the paper is whose the words are."""
    near = range(at + 1, min(end, at + 4))
    way = next((i for i in near if tree.tokens[i].text.lower() == "from"), None)
    who = tree.of(at, "nsubj") or tree.of(tree.tokens[at].head, "nsubj")
    if way is None or way + 1 >= end or not who:
        return
    paper = noun_from(tree, way + 1, end)
    if tree.tokens[way + 1].text.lower() == "it":  # "held up the Inspectorate's report and read from it"
        behind = range(at - 1, max(0, at - 40), -1)
        paper = next(
            (i for i in behind if tree.tokens[i].pos == "NOUN" and _is_paper(tree, i)),
            None,
        )
    if paper is not None and _is_paper(tree, paper):
        # a paper that is nobody's ("a sheet of paper") gives nothing
        yield from (Owed(at, who[0], a) for a in authors(tree, paper) if tree.tokens[a].pos == "PROPN")


_AT_HAND = (
    "in front of me",
    "in front of us",
    "before me",
    "before us",
    "here",
    "in my hand",
    "in my hands",
    "with me",
)


def _at_hand(tree: Tree, at: int, end: int) -> Iterator[Owed]:
    """ "I have the Inspectorate's report in front of me", said beside what it says: the paper is whose the words are."""
    ours = any(tree.tokens[who].text.lower() in ("i", "we") for who in tree.of(at, "nsubj"))
    paper = next((o for o in tree.of(at, "dobj") if _is_paper(tree, o)), None)
    if not ours or paper is None or any(tree.tokens[n].text.lower() == "no" for n in tree.of(paper, "det")):
        return
    behind = " ".join(tree.words[paper + 1 : min(end, paper + 2 * _FAR)])
    if any(f" {where} " in f" {behind} " for where in _AT_HAND):
        yield from (Owed(at, None, a, "claim") for a in authors(tree, paper) if tree.tokens[a].pos == "PROPN")


def _is_paper(tree: Tree, noun: int) -> bool:
    return tree.tokens[noun].lemma.lower() in words("documents")


def _asked(tree: Tree, at: int, end: int) -> Iterator[Owed]:
    """ "Asked how she knew, she named the hospital"."""
    stop = next((i for i in range(at, end) if tree.tokens[i].text == ","), None)
    if stop is None or stop + 2 >= end:
        return
    asked = {tree.tokens[i].text.lower() for i in range(at, stop)}
    knows = any(tree.tokens[i].lemma.lower() in _KNOWING for i in range(at, stop))
    verb = next((i for i in range(stop + 1, min(end, stop + 5)) if tree.tokens[i].pos == "VERB"), None)
    if not knows or not asked & {"how", "where", "whom", "who"} or verb is None:
        return
    if tree.tokens[verb].lemma.lower() in _NAMING:
        to = verb + 1 + (verb + 1 < end and tree.tokens[verb + 1].text.lower() == "to")
        giver = noun_from(tree, to, end)
        who = tree.of(verb, "nsubj")
        if giver is not None and who:
            yield Owed(verb, who[0], giver, "claim")


def _looked_at(tree: Tree, at: int, end: int) -> Iterator[Owed]:
    """ "He had looked at the plot, he said, which the coast guard sent": who made the picture has shown it."""
    who = [n for n in tree.of(at, "nsubj") if human(tree, n)]
    thing = next((i for i in range(at + 1, min(end, at + _FAR + 1)) if _is_shown(tree, i)), None)
    if not who or thing is None or any(tree.tokens[i].pos in ("VERB", "AUX") for i in range(at + 1, thing)):
        return
    which = next((i for i in range(thing + 1, end) if tree.words[i] in ("which", "that")), None)
    giver = noun_from(tree, which + 1, end) if which is not None else None
    verb = None if giver is None else _verb_after(tree, giver + 1, end)
    if giver is not None and verb is not None and tree.lemmas[verb] in words("give"):
        yield Owed(at, who[0], giver, "claim")


def _is_shown(tree: Tree, noun: int) -> bool:
    """True for a picture or paper on which somebody can look: "the plot", "the log"."""
    return tree.tokens[noun].pos == "NOUN" and tree.lemmas[noun] in words("information") | words("documents")
