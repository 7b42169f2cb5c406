"""What a source rests on: "pictures a service shared with us", "the number the company gave me".

Each rule starts at one word (of giving, getting, sharing, using, working together) and asks who has what
from whom. ``holder`` is who has it, ``giver`` from whom; nothing is inferred that the text does not say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...data import table
from .parties import Party, agents, human, party, sourcelike, words
from .passing import noun_from, passed
from .speakers import Speakers
from .subjects import subject
from .tree import Tree

_RIGHT = frozenset(["right", "correct", "accurate", "true", "valid", "only"])
_STRENGTH = frozenset(["strength", "basis", "evidence", "back", "authority", "help", "aid", "result"])
_FIRST = frozenset(["us", "me", "we", "i", "our", "my"])
# Who speaks for their body without a name; an "official" or a "source" who is not named may not.
_OFFICERS = frozenset(table("actors.json")["ranks"]) - {"private"} | {
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "clerk",
}
_LANDS = ("country", "nation", "state", "ally", "government", "capital", "power")
_OF = ("of", "from", "at", "with", "for")
_TOLD = frozenset(("tell", "inform", "brief", "notify", "assure", "advise"))
_HEARD = frozenset(("learn", "hear", "know"))
_THAT = frozenset(["that", "this", "it", "these", "those", "which"])
_JOINT = frozenset(
    [
        "work",
        "cooperate",
        "co-operate",
        "collaborate",
        "coordinate",
        "co-ordinate",
        "liaise",
        "team",
        "partner",
    ]
)


class Basis(NamedTuple):
    """Who has something from whom. ``holder`` is a token, or None: whoever makes the statement.

    ``kind`` is basis, work (worked out together) or support; ``about`` is "number" or "claim" where it
    tells of what was said before ("that is the number ..."), else "". ``loose`` is one told in passing: it is the
    basis of who is quoted in its sentence.
    """

    at: int
    holder: int | None
    giver: Party
    kind: str
    about: str = ""
    loose: bool = False


def bases(tree: Tree, speakers: Speakers) -> tuple[Basis, ...]:
    """Every stated basis of a report, in order; time is linear in its tokens."""
    found: list[Basis] = []
    for index in range(len(tree.tokens)):
        for at, holder, giver, kind in _at(tree, index):
            if giver == holder or not sourcelike(tree, speakers, giver) or tree.of(at, "neg"):
                continue
            who = _having(tree, speakers, holder)
            if who is None and holder is not None and tree.tokens[at].pos == "VERB" and kind == "basis":
                continue  # somebody has it, and we cannot say who
            found.append(Basis(at, who, _behind(tree, speakers, giver), kind, _about(tree, at)))
    return tuple(sorted([*found, *_in_passing(tree, speakers, found)], key=lambda basis: basis.at))


def _in_passing(tree: Tree, speakers: Speakers, found: Sequence[Basis]) -> Iterator[Basis]:
    """What the order of words tells and the grammar did not."""
    told = {(tree.sentence[basis.at], basis.giver.source.source_id) for basis in found}
    for at, giver in passed(tree):
        if sourcelike(tree, speakers, giver) or tree.tokens[giver].lemma.lower() in _LANDS:
            who = _behind(tree, speakers, giver)
            if (tree.sentence[at], who.source.source_id) not in told:
                yield Basis(at, None, who, "basis", loose=True)


def _behind(tree: Tree, speakers: Speakers, giver: int) -> Party:
    """Who gave it; an officer who is not named gave it for the body that they are said to be of."""
    who = party(tree, speakers, giver)
    if who.source.named or who.start is None or who.end is None:
        return who
    inside = tree.between(who.start, who.end)
    for at in inside[:-2]:
        if (
            tree.tokens[at].lemma.lower() in _OFFICERS
            and tree.tokens[at + 1].text.lower() in _OF
            and (noun := noun_from(tree, at + 2, inside[-1] + 1)) is not None
        ):
            names = (n for n in range(noun, at + 1, -1) if n == noun or tree.tokens[n].pos == "PROPN")
            bodies = (party(tree, speakers, each) for each in names)
            found = next((b for b in bodies if b.source.named and b.source.kind != "person"), None)
            if found is not None:
                return found
    return who


def _having(tree: Tree, speakers: Speakers, holder: int | None) -> int | None:
    """The holder where it is somebody; a figure or an account is its owner's; other things are the teller's."""
    if holder is None:
        return None
    if tree.tokens[holder].lemma.lower() in words("information") | words("accounts") | words("documents"):
        return next(_whose(tree, holder), None)
    return holder if sourcelike(tree, speakers, holder) else None


Found = tuple[int, int | None, int, str]


def _at(tree: Tree, index: int) -> Iterator[Found]:
    token = tree.tokens[index]
    lemma = token.lemma.lower()
    if token.pos in ("VERB", "AUX"):
        if lemma in words("give"):
            yield from _given(tree, index, lemma)
        if lemma == "confirm":
            yield from _confirmed(tree, index)
        if lemma in words("get") | _HEARD:
            yield from _got(tree, index, lemma)
        if lemma in ("come", "stem", "derive", "originate"):
            yield from _came(tree, index)
        if lemma in words("use"):
            yield from _used(tree, index)
        if lemma in _JOINT:
            yield from _worked(tree, index)
        if lemma == "be":
            yield from _belonging(tree, index)
    if token.pos in ("NOUN", "VERB") and lemma in words("exchange") | {"share"}:
        yield from _shared(tree, index, lemma)
    if token.pos == "NOUN" and lemma in words("information"):
        yield from _from_whom(tree, index)
    if token.pos == "NOUN" and lemma in words("support"):
        yield from _supported(tree, index)


# --- giving and getting ----------------------------------------------------------------------


def _given(tree: Tree, verb: int, lemma: str) -> Iterator[Found]:
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
        elif tree.tokens[verb].dep == "acl" and _informs(tree, tree.tokens[verb].head):
            given = tree.tokens[verb].head
            if evident(tree, given):
                yield given, _subject_over(tree, tree.tokens[given].head), givers[0], "basis"
            elif _upheld(tree, given):
                yield verb, None, givers[0], "basis"
        return
    giver, noun = _giver(tree, verb)
    if giver is None:
        return
    holder = _recipient(tree, verb)
    first = holder is not None and tree.tokens[holder].text.lower() in _FIRST
    if noun is not None and _informs(tree, noun):
        if holder is not None or evident(tree, noun):
            yield verb, holder, giver, "basis"
    elif holder is not None and _so_told(tree, verb) and (not first or tree.quote[verb] >= 0):
        # "had told her": who was quoted just before, whatever the grammar takes "her" for.
        yield verb, holder if first else None, giver, "basis"
    elif first and tree.quote[verb] >= 0 and _handed(tree, verb):
        yield verb, holder, giver, "basis"


def _confirmed(tree: Tree, verb: int) -> Iterator[Found]:
    """ "The army had confirmed it to him": what was just said, to who said it."""
    said = any(tree.tokens[o].text.lower() in _THAT for o in tree.of(verb, "dobj"))
    to = [
        n
        for p in tree.of(verb, "prep", "dative")
        if tree.tokens[p].text.lower() == "to"
        for n in tree.of(p, "pobj")
    ]
    if said and any(tree.tokens[n].tag == "PRP" for n in to):
        yield from ((verb, None, giver, "basis") for giver in tree.of(verb, "nsubj"))


def _so_told(tree: Tree, verb: int) -> bool:
    """ "An officer had told her": somebody is told, and what it was has just been said."""
    if tree.tokens[verb].lemma.lower() not in _TOLD or tree.of(verb, "ccomp", "xcomp", "advcl", "relcl"):
        return False
    objects = [tree.tokens[o] for o in tree.of(verb, "dobj", "dative")]
    return bool(objects) and all(o.tag == "PRP" or o.text.lower() in (*_THAT, "so") for o in objects)


def _handed(tree: Tree, verb: int) -> bool:
    """True where information is given ("gave us its count", "let us look at its pictures"), not words quoted."""
    if any(_informs(tree, o) for o in tree.of(verb, "dobj")):
        return True
    if tree.tokens[verb].lemma != "let":
        return False
    return any(_informs(tree, at) for at in range(verb, tree.last[verb] + 1))


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
        if noun >= 0 and _recipient(tree, verb) is not None and _informs(tree, noun):
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


def _got(tree: Tree, verb: int, lemma: str) -> Iterator[Found]:
    objects = tree.of(verb, "dobj")
    noun = tree.tokens[verb].head if tree.tokens[verb].dep in ("relcl", "acl") else None
    informed = (
        lemma in _HEARD
        or any(_informs(tree, o) or tree.tokens[o].text.lower() in _THAT for o in objects)
        or (noun is not None and _informs(tree, noun))
    )
    if not informed:
        return
    for holder in [verb, *objects, *([noun] if noun is not None else [])]:
        for prep in tree.of(holder, "prep"):
            if tree.tokens[prep].text.lower() == "from" and prep > verb:
                for giver in tree.of(prep, "pobj"):
                    who = subject(tree, verb)
                    knower = (who.antecedent or who.token) if who else None
                    # "as we know from ..." is a writer's turn of phrase
                    ours = knower is not None and tree.tokens[knower].text.lower() in _FIRST
                    if lemma != "know" or not ours or tree.quote[verb] >= 0:
                        yield verb, knower, giver, "basis"
                    return


def _came(tree: Tree, verb: int) -> Iterator[Found]:
    """ "The ministry's figure comes from the harbour master": whose figure it is has it from there."""
    for who in tree.of(verb, "nsubj"):
        if tree.tokens[who].lemma.lower() in words("information") | words("accounts"):
            for owner in _whose(tree, who):
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


def _belonging(tree: Tree, verb: int) -> Iterator[Found]:
    """ "That is the hospital's number": whose the number is that was just given."""
    if not any(
        tree.tokens[who].text.lower() in _THAT or tree.tokens[who].lemma.lower() in words("numbers")
        for who in tree.of(verb, "nsubj")
    ):
        return
    for noun in tree.of(verb, "attr"):
        if tree.tokens[noun].lemma.lower() in words("numbers"):
            for owner in tree.of(noun, "poss"):
                if tree.tokens[owner].pos in ("NOUN", "PROPN"):
                    yield verb, None, owner, "basis"
        elif tree.tokens[noun].text.lower() in ("those", "that"):  # "our figures are those of the hospital"
            yield from ((verb, None, owner, "basis") for owner in _whose(tree, noun, ("of",)))


def _used(tree: Tree, verb: int) -> Iterator[Found]:
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
            for giver in (*_whose(tree, noun), *tree.of(noun, "compound", "nmod")):  # "police data"
                yield verb, holder, giver, "basis"
                return


# --- sharing and working together ------------------------------------------------------------


def _shared(tree: Tree, noun: int, lemma: str) -> Iterator[Found]:
    """ "through information sharing with ...", "in collaboration with ... to verify"."""
    if tree.tokens[noun].dep not in ("pobj", "pcomp"):
        return
    prep = tree.tokens[noun].head
    if tree.tokens[prep].text.lower() not in words("evident") | {"in"}:
        return
    joint = lemma not in ("share", "sharing", "exchange")
    if joint and not _examines(tree, noun, prep):
        return
    for with_ in tree.of(noun, "prep"):
        if tree.tokens[with_].text.lower() in ("with", "between", "from"):
            for giver in tree.of(with_, "pobj"):
                yield noun, _subject_over(tree, prep), giver, "work" if joint else "basis"
                return


def _examines(tree: Tree, noun: int, prep: int) -> bool:
    verb = tree.tokens[prep].head
    under = [*tree.of(noun, "acl", "relcl"), *tree.of(verb, "advcl", "xcomp", "acl")]
    return any(tree.tokens[v].lemma in words("examine") for v in [verb, *under])


def _worked(tree: Tree, verb: int) -> Iterator[Found]:
    under = [*tree.of(verb, "advcl", "xcomp", "acl")]
    if not any(tree.tokens[v].lemma in words("examine") for v in under):
        return
    for with_ in tree.of(verb, "prep"):
        if tree.tokens[with_].text.lower() == "with":
            for giver in tree.of(with_, "pobj"):
                who = subject(tree, verb)
                yield verb, (who.antecedent or who.token) if who else None, giver, "work"
                return


def _supported(tree: Tree, noun: int) -> Iterator[Found]:
    for prep in tree.of(noun, "prep"):
        if tree.tokens[prep].text.lower() in ("from", "of"):
            for giver in tree.of(prep, "pobj"):
                if tree.tokens[giver].lemma.lower() not in words("support"):
                    yield noun, None, giver, "support"
                    return


# --- information from someone ----------------------------------------------------------------


def _from_whom(tree: Tree, noun: int) -> Iterator[Found]:
    """ "through information from ...", "on the strength of pictures from ...", "a figure from ..."."""
    apposed = tree.tokens[noun].dep == "appos" and tree.tokens[noun].lemma.lower() in words("numbers")
    if not apposed and not evident(tree, noun):
        return
    over = tree.tokens[tree.tokens[noun].head].head
    strength = [over] if tree.tokens[over].lemma.lower() in _STRENGTH else []
    for giver in (g for at in [noun, *strength] for g in _whose(tree, at, ("from",))):
        yield noun, _subject_over(tree, tree.tokens[noun].head), giver, "basis"
        return


def _whose(tree: Tree, noun: int, preps: tuple[str, ...] = ("from", "of", "by")) -> Iterator[int]:
    for prep in tree.of(noun, "prep", "agent"):
        if tree.tokens[prep].text.lower() in preps:
            yield from tree.of(prep, "pobj")
    if "by" in preps:
        for verb in tree.of(noun, "acl"):
            yield from agents(tree, verb)
        yield from tree.of(noun, "poss")


def _informs(tree: Tree, noun: int) -> bool:
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
        return over.lemma in ("rely", "rest", "base", "draw", "refer") or over.text.lower() == "thanks"
    return text in words("evident")


def _upheld(tree: Tree, noun: int) -> bool:
    """ "The count given by ... is the right one"."""
    verb = tree.tokens[noun].head
    if tree.tokens[noun].dep != "nsubj" or tree.tokens[verb].lemma != "be":
        return False
    return any(
        tree.tokens[at].lemma.lower() in _RIGHT
        for child in tree.of(verb, "attr", "acomp")
        for at in [child, *tree.children[child]]
    )


def _subject_over(tree: Tree, at: int) -> int | None:
    """The subject of the verb that governs a phrase; None where it is agentless."""
    for _ in range(6):
        token = tree.tokens[at]
        if token.pos in ("VERB", "AUX"):
            who = subject(tree, at)
            return who.token if who and tree.tokens[who.token].dep == "nsubj" else None
        if token.head == at:
            return None
        at = token.head
    return None


def _about(tree: Tree, at: int) -> str:
    """What an anaphoric basis tells of: "that is the number the company gave me" is about a number."""
    climb = at
    for _ in range(4):
        token = tree.tokens[climb]
        if token.dep == "attr":
            copula = token.head
            subjects = tree.of(copula, "nsubj")
            if subjects and tree.tokens[subjects[0]].text.lower() in _THAT:
                return "number" if token.lemma.lower() in words("numbers") else "claim"
        climb = token.head
    if any(tree.tokens[s].lemma.lower() in words("numbers") for s in tree.of(at, "nsubj")):
        return "number"
    attributes = [tree.tokens[o] for o in tree.of(at, "attr")]
    if tree.tokens[at].lemma == "be" and any(o.lemma.lower() in words("numbers") for o in attributes):
        return "number"
    if any(tree.tokens[s].lemma.lower() in words("numbers") for s in tree.of(at, "nsubjpass")):
        return "number"
    objects = [tree.tokens[o].text.lower() for o in tree.of(at, "dobj")]
    came = tree.tokens[at].lemma in ("come", "stem", "derive") and any(
        tree.tokens[s].lemma.lower() in words("information") for s in tree.of(at, "nsubj")
    )
    return "claim" if came or _so_told(tree, at) or any(o in ("that", "this", "it") for o in objects) else ""
