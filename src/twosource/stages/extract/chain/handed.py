"""Who has what from whom by a verb: one gives, the other gets; it comes from, belongs to, is used by somebody."""

from __future__ import annotations

from collections.abc import Iterator

from ....data import actor_words
from ..parties import agents, human, words
from ..syntax.subjects import subject
from ..syntax.tree import Tree
from .exchanged import Found, evident, informs, subject_over, upheld, whose

_FIRST = frozenset(["us", "me", "we", "i", "our", "my"])
_TOLD = frozenset(
    ("tell", "inform", "brief", "notify", "assure", "advise", "alert", "phone", "telephone", "ring", "call")
)
HEARD = frozenset(("learn", "hear", "know"))
THAT = frozenset(["that", "this", "it", "these", "those", "which"])


def given(tree: Tree, verb: int, lemma: str) -> Iterator[Found]:
    """ "The port gave us its list", "the list that the port sent": the giver, and to whom."""
    told = lemma in _TOLD | {"let"}
    givers = list(agents(tree, verb))
    if givers:
        patient = tree.of(verb, "nsubjpass")
        if patient and tree.tokens[patient[0]].lemma.lower() in words("information"):
            yield verb, _recipient(tree, verb), givers[0], "basis"
            return
        if patient and (told or lemma in ("give", "show", "hand", "send")):
            told_one = patient[0]
            if tree.tokens[told_one].text.lower() in ("who", "which") and tree.tokens[verb].dep == "relcl":
                told_one = tree.tokens[verb].head
            if human(tree, told_one) or (told and tree.tokens[told_one].text.lower() == "it"):
                yield verb, told_one, givers[0], "basis"
        elif tree.tokens[verb].dep == "acl" and informs(tree, tree.tokens[verb].head):
            thing = tree.tokens[verb].head
            if evident(tree, thing):
                yield thing, subject_over(tree, tree.tokens[thing].head), givers[0], "basis"
            elif upheld(tree, thing):
                yield verb, None, givers[0], "basis"
        return
    giver, noun = _giver(tree, verb)
    if giver is None:
        return
    holder = _recipient(tree, verb)
    first = holder is not None and tree.tokens[holder].text.lower() in _FIRST
    if noun is not None and informs(tree, noun):
        if holder is not None or evident(tree, noun):
            yield verb, holder, giver, "basis"
    elif holder is not None and so_told(tree, verb) and (not first or tree.quote[verb] >= 0):
        # "had told her": who was quoted just before, whatever the grammar takes "her" for.
        yield verb, holder if first else None, giver, "basis"
    elif first and tree.quote[verb] >= 0 and _handed(tree, verb):
        yield verb, holder, giver, "basis"


def confirmed(tree: Tree, verb: int) -> Iterator[Found]:
    """ "The army had confirmed it to him": what was just said, to who said it."""
    said = any(tree.tokens[o].text.lower() in THAT for o in tree.of(verb, "dobj"))
    to = [
        n
        for p in tree.of(verb, "prep", "dative")
        if tree.tokens[p].text.lower() == "to"
        for n in tree.of(p, "pobj")
    ]
    if said and any(tree.tokens[n].tag == "PRP" for n in to):
        yield from ((verb, None, giver, "basis") for giver in tree.of(verb, "nsubj"))


def so_told(tree: Tree, verb: int) -> bool:
    """ "An officer had told her": somebody is told, and what it was has just been said."""
    if tree.tokens[verb].lemma.lower() not in _TOLD or tree.of(
        verb, "ccomp", "xcomp", "advcl", "relcl", "oprd"
    ):
        return False
    objects = [tree.tokens[o] for o in tree.of(verb, "dobj", "dative")]
    if not objects and tree.of(verb, "nsubjpass"):  # "it had been told so by N"
        return bool(agents(tree, verb)) and not any(
            tree.words[p] in ("of", "about") for p in tree.of(verb, "prep")
        )
    return bool(objects) and all(o.tag == "PRP" or o.text.lower() in (*THAT, "so") for o in objects)


def _handed(tree: Tree, verb: int) -> bool:
    """True where information is given ("gave us its count", "let us look at its pictures"), not words quoted."""
    if any(informs(tree, o) for o in tree.of(verb, "dobj")):
        return True
    if tree.tokens[verb].lemma != "let":
        return False
    return any(informs(tree, at) for at in range(verb, tree.last[verb] + 1))


def _giver(tree: Tree, verb: int) -> tuple[int | None, int | None]:
    """The subject of a verb of giving, and the noun that is given where the verb is its relative clause."""
    token = tree.tokens[verb]
    subjects = [c for c in tree.of(verb, "nsubj") if tree.tokens[c].text.lower() not in _FIRST]
    if not subjects and token.dep == "conj" and not tree.of(verb, "nsubj", "nsubjpass"):
        subjects = [c for c in tree.of(token.head, "nsubj") if tree.tokens[c].text.lower() not in _FIRST]
    if subjects:
        return subjects[0], token.head if token.dep in ("relcl", "acl") else None
    # A relative clause without its comma is often read as a participle: "pictures that a service shared".
    if token.dep == "acl" and token.tag in ("VBD", "VBN") and token.head < verb:
        low = tree.first[token.head]
        noun = low - 1 - (tree.tokens[low - 1].text.lower() in ("that", "which"))
        if noun >= 0 and _recipient(tree, verb) is not None and informs(tree, noun):
            return token.head, noun
    return None, None


def _recipient(tree: Tree, verb: int) -> int | None:
    for child in tree.of(verb, "dative", "dobj", "iobj", "nsubj", "ccomp"):
        token = tree.tokens[child]
        if token.dep == "ccomp":
            inner = tree.of(child, "nsubj")
            if inner and tree.tokens[inner[0]].tag == "PRP":
                return inner[0]
        elif child > verb and (token.pos in ("PRON", "PROPN") or token.dep == "dative"):
            objects = tree.of(child, "pobj") if token.pos == "ADP" else [child]
            if objects:
                return objects[0]
    for prep in tree.of(verb, "prep", "dative"):
        if tree.tokens[prep].text.lower() in ("to", "with"):
            for noun in tree.of(prep, "pobj"):
                return noun
    return None


def got(tree: Tree, verb: int, lemma: str) -> Iterator[Found]:
    """ "She has the list from the port", "we learnt it from him": who got it, and from whom."""
    objects = tree.of(verb, "dobj")
    over = (
        tree.tokens[verb].head if tree.tokens[verb].dep == "ccomp" else verb
    )  # "a number he said he had from N"
    noun = tree.tokens[over].head if tree.tokens[over].dep in ("relcl", "acl") else None
    informed = (
        lemma in HEARD
        or any(informs(tree, o) or tree.tokens[o].text.lower() in THAT for o in objects)
        or (noun is not None and informs(tree, noun))
    )
    if not informed:
        return
    told = [
        giver
        for prep in tree.of(verb, "prep")
        if tree.tokens[prep].text.lower() == "from"
        for clause in tree.of(prep, "pcomp")
        if tree.tokens[clause].lemma in words("give") | {"say"} and tree.of(clause, "dobj", "dative", "prep")
        for giver in tree.of(clause, "nsubj")
    ]
    if told:  # "knew this from what the port had shared with it"
        who = subject(tree, verb)
        yield verb, (who.antecedent or who.token) if who else None, told[0], "basis"
        return
    named = [
        (prep, giver)
        for holder in [verb, *objects, *([noun] if noun is not None else [])]
        for prep in tree.of(holder, "prep")
        if tree.tokens[prep].text.lower() == "from" and prep > verb
        for giver in tree.of(prep, "pobj")
        if tree.tokens[prep - 1].text.lower() != "not"  # "from the port, not from the radio"
    ]
    for _, giver in sorted(named)[:1]:
        who = subject(tree, verb)
        knower = (who.antecedent or who.token) if who else None
        # "as we know from ..." is a writer's turn of phrase
        ours = knower is not None and tree.tokens[knower].text.lower() in _FIRST
        if lemma != "know" or not ours or tree.quote[verb] >= 0:
            yield verb, knower, giver, "basis"


def came(tree: Tree, verb: int) -> Iterator[Found]:
    """ "The ministry's figure comes from the harbour master": whose figure it is has it from there."""
    for who in tree.of(verb, "nsubj"):
        if tree.tokens[who].lemma.lower() in words("information") | words("accounts"):
            for owner in whose(tree, who):
                for giver in _sources(tree, verb):
                    yield verb, owner, giver, "basis"
                return
            if tree.tokens[who].lemma.lower() in words("information"):
                yield from ((verb, None, giver, "basis") for giver in _sources(tree, verb))


def _sources(tree: Tree, verb: int) -> Iterator[int]:
    """The nouns behind "from"."""
    for prep in tree.of(verb, "prep"):
        if tree.tokens[prep].text.lower() == "from":
            yield from tree.of(prep, "pobj")


def belonging(tree: Tree, verb: int) -> Iterator[Found]:
    """ "That is the hospital's number": whose the number is that was just given."""
    if not any(
        tree.tokens[who].text.lower() in THAT or tree.tokens[who].lemma.lower() in words("numbers")
        for who in tree.of(verb, "nsubj")
    ):
        return
    for noun in tree.of(verb, "attr"):
        if tree.tokens[noun].lemma.lower() in words("numbers"):
            for owner in tree.of(noun, "poss"):
                if tree.tokens[owner].pos in ("NOUN", "PROPN"):
                    yield verb, None, owner, "basis"
        elif tree.tokens[noun].text.lower() in ("those", "that"):  # "our figures are those of the hospital"
            yield from ((verb, None, owner, "basis") for owner in whose(tree, noun, ("of",)))


POINTS = frozenset(("refer", "point"))


def quoted_from(tree: Tree, verb: int) -> Iterator[Found]:
    """ "She was citing a report by the agency": what she has just said is the agency's."""
    if any(tree.words[c] == "as" for c in tree.of(verb, "prep")):
        return
    holders = [who for who in tree.of(verb, "nsubj") if tree.tokens[who].tag == "PRP"]
    points = (
        tree.lemmas[verb] in POINTS
    )  # "he referred to the army's statement"; to the army is about the army
    way = "to" if points else "from"
    nouns = [
        *tree.of(verb, "dobj"),
        *(n for p in tree.of(verb, "prep") if tree.words[p] == way for n in tree.of(p, "pobj")),
    ]
    for holder in holders[:1]:
        for noun in nouns:
            paper = tree.lemmas[noun] in words("information") | words("documents")
            givers = [*whose(tree, noun), *tree.of(noun, "compound")] if paper else [] if points else [noun]
            yield from ((verb, holder, giver, "basis") for giver in givers[:1])


RESTS = frozenset(("base", "rest", "rely", "act"))  # "acted on a tip from"
GATHERS = frozenset(("compile", "collect", "collate", "tally", "count", "gather", "calculate", "assemble"))
_SAID = ("testimony", "account", "word", "statement", "evidence", "report", "story", "version", "information")


def rested(tree: Tree, verb: int) -> Iterator[Found]:
    """ "It bases its assessment on data of the port", "a tally compiled from press reports": on whose word it rests."""
    on = ("on", "upon") if tree.lemmas[verb] in RESTS else ("from",)
    things = tree.of(verb, "dobj", "nsubjpass")
    nouns = [
        noun
        for hung in (verb, *things)
        for prep in tree.of(hung, "prep")
        if prep > verb and tree.words[prep] in on
        for noun in tree.of(prep, "pobj")
    ]
    for noun in nouns:
        for giver in _on_whose_word(tree, noun):
            yield verb, _resting(tree, verb), giver, "basis"
        return


def _on_whose_word(tree: Tree, noun: int) -> Iterator[int]:
    """Whose the reports, data or accounts are; somebody without a name ("residents") is meant by the noun itself."""
    if tree.lemmas[noun] in words("information") or tree.lemmas[noun] in _SAID:
        yield from whose(tree, noun, ("from", "of", "by", "with"))
        yield from tree.of(noun, "compound", "nmod")  # "police data", "press reports"
    elif tree.lemmas[noun] in actor_words("unnamed") and not tree.of(noun, "poss"):
        yield noun


def _resting(tree: Tree, verb: int) -> int | None:
    """Who rests on it: who does the verb, or whose the thing is of which it is told ("its figures are based on")."""
    if not tree.of(verb, "auxpass") and tree.tokens[verb].dep != "acl":
        who = subject(tree, verb)
        return (who.antecedent or who.token) if who else None
    owners = (o for thing in tree.of(verb, "nsubjpass") for o in whose(tree, thing, ("of", "by")))
    return next(owners, None)


def used(tree: Tree, verb: int) -> Iterator[Found]:
    """ "uses its count", "refer to the figures of ...": whose number it is."""
    nouns = list(tree.of(verb, "dobj"))
    for prep in tree.of(verb, "prep"):
        if tree.tokens[prep].text.lower() in ("to", "on", "upon"):
            nouns += tree.of(prep, "pobj")
    who = subject(tree, verb)
    holder = (who.antecedent or who.token) if who else None
    for noun in nouns:
        if tree.tokens[noun].text.lower() in ("theirs", "its", "his", "hers"):
            yield verb, holder, noun, "basis"
        elif tree.tokens[noun].lemma.lower() in words("numbers") | {"data", "information", "intelligence"}:
            for giver in (*whose(tree, noun), *tree.of(noun, "compound", "nmod")):  # "police data"
                yield verb, holder, giver, "basis"
                return
