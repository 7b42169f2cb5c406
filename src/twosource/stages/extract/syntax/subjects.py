"""Who says it: the subject of a cue, its full noun phrase, and what a relative pronoun stands for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ....data import actor_words, table
from ....model import Span
from .cues import cues, words
from .tree import Tree

NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_NOBODY = frozenset(("there", "what", "'s", "’s", "you", "let", "whatever", "nothing", "how", "why"))
_POINTING = frozenset(("this", "that", "these"))
_THOSE = frozenset(("them", "whom", "those", "these"))
_TIMES = frozenset(("DATE", "TIME"))
_JOINED = frozenset(("conj", "advcl", "dep", "parataxis"))


@dataclass(frozen=True, slots=True)
class Subject:
    """The head token of a source, the path by which it was found, and a relative's antecedent."""

    token: int
    path: str
    antecedent: int | None = None


def subject(tree: Tree, verb: int) -> Subject | None:
    """Who does what the verb tells; None where the sentence does not say."""
    path = ""
    for _ in range(8):
        own = _own(tree, verb)
        if (
            own is not None
            and not path
            and (bearer := _behind_comma(tree, verb, own) or _behind_part(tree, verb, own))
        ):
            return Subject(bearer, "apposed")
        if own is not None:
            return _with_antecedent(tree, verb, own, path or "subject")
        if not path and (owned := _whose(tree, verb)) is not None:
            return Subject(owned, "whose")
        if not path and (busy := _busy(tree, verb)) is not None:
            return Subject(busy, "busy")
        token = tree.tokens[verb]
        head = token.head
        if head != verb and tree.quote[verb] < 0 and tree.quote[head] >= 0 and token.dep in ("conj", "advcl"):
            # 'A said, "...", and vowed': the parse may join the second verb to the words said.
            while tree.quote[head] >= 0 and tree.tokens[head].head != head:
                head = tree.tokens[head].head
        if head == verb or tree.quote[head] != tree.quote[verb]:
            beside = None if path else _beside(tree, verb)
            return None if beside is None else Subject(beside, "beside")
        above = tree.tokens[head]
        if token.dep in ("acl", "amod") and above.pos in NOMINAL:
            return Subject(head, path + "acl") if token.tag in ("VBG", "VB", "VBZ", "VBD", "VBP") else None
        if token.dep == "relcl":
            return Subject(head, path + "relcl")
        if token.dep == "xcomp" and above.lemma in words("object_control"):
            objects = tree.of(head, "dobj")
            if objects:
                return Subject(objects[0], path + "object")
        if token.dep in ("dobj", "nsubj", "pobj", "appos", "attr") and above.pos in NOMINAL:
            return None
        path += token.dep + ">"
        verb = head
        if token.tag == "VBG" and token.dep == "advcl" and above.dep == "ccomp" and _reported(tree, head):
            verb = above.head  # ", stating ..." behind what somebody said is said by them too
    return None


def _behind_comma(tree: Tree, verb: int, own: int) -> int | None:
    """ "A motor that moved the gate burned out, its manager, N, said": the speaker, read as what the motor is."""
    if tree.tokens[verb - 1].text != "," or tree.tokens[own].pos != "NOUN" or not _saying(tree, verb):
        return None
    if _voice(tree, own) or not tree.of(own, "relcl", "acl"):
        return None
    apposed = (c for c in tree.of(own, "appos") if c > own and tree.last[c] >= verb - 2)
    return next((c for c in apposed if _voice(tree, c) or tree.tokens[c].ent == "PERSON"), None)


def _behind_part(tree: Tree, verb: int, own: int) -> int | None:
    """ "Nine were hurt, most of them lightly, Sergeant N said": the speaker behind what is said of a part of those told of."""
    if not _part(tree, own):
        return None
    for at in range(tree.last[own], own, -1):
        joined = tree.tokens[at].dep in ("conj", "appos") and tree.tokens[at].pos in ("NOUN", "PROPN")
        if joined and tree.tokens[tree.first[at] - 1].text == "," and tree.last[at] >= verb - 2:
            return at
    return None


def _part(tree: Tree, at: int) -> bool:
    """True for "most of them", "two of whom": a part of those who were just told of, and nobody who speaks."""
    of = [child for child in tree.of(at, "prep") if tree.tokens[child].text.lower() == "of"]
    return tree.tokens[at].pos in ("PRON", "ADJ", "NUM", "DET") and any(
        tree.tokens[whole].text.lower() in _THOSE for child in of for whole in tree.of(child, "pobj")
    )


def _voice(tree: Tree, at: int) -> bool:
    """True for a noun of somebody who may speak: an office, a body, a witness."""
    lemma = tree.tokens[at].lemma.lower()
    return any(lemma in actor_words(kind) for kind in ("offices", "titles", "bodies", "voices", "unnamed"))


def _busy(tree: Tree, verb: int) -> int | None:
    """ "Judge N, reading the verdict, said": the speaker that the parse gave to the participle between the commas."""
    if tree.tokens[verb].tag not in ("VBD", "VBZ") or tree.tokens[verb - 1].text != ",":
        return None
    for clause in tree.of(verb, "ccomp", "advcl"):
        between = clause < verb and tree.tokens[clause].tag == "VBG" and tree.tokens[clause - 1].text == ","
        if between and not tree.of(clause, "aux"):
            return next((n for n in tree.of(clause, "nsubj") if n < clause), None)
    return None


def _whose(tree: Tree, verb: int) -> int | None:
    """ "..., the group, whose head, Ada Roe, warned": the name between commas, told by its "whose"."""
    at = verb - 2
    if verb < 6 or tree.tokens[verb].tag not in ("VBD", "VBZ") or tree.tokens[verb - 1].text != ",":
        return None
    name = at
    while at > 2 and verb - at < 8 and tree.tokens[at].pos == "PROPN":
        at -= 1
    if at == name or tree.tokens[at].text != ",":
        return None
    for back in range(at - 1, max(0, at - 6), -1):
        if tree.tokens[back].text.lower() == "whose":
            return name
        if tree.tokens[back].pos not in ("NOUN", "ADJ", "ADP", "DET"):
            return None
    return None


def _reported(tree: Tree, clause: int) -> bool:
    """True for a clause that hangs from a verb of saying."""
    cue = cues("verbs").get(tree.tokens[tree.tokens[clause].head].lemma)
    return bool(cue and "that" in cue.senses and tree.tokens[tree.tokens[clause].head].pos == "VERB")


def inverted(tree: Tree, verb: int) -> int | None:
    """The speaker behind the verb where the parse lost it: "The hole measures nine metres, said N"."""
    if verb < 4 or tree.tokens[verb].tag != "VBD":
        return None
    edge = verb - 1 if tree.tokens[verb - 1].pos == "ADV" else verb
    after = [c for c in tree.of(verb, "nsubj", "dobj") if tree.first[c] == verb + 1]
    if not after or tree.tokens[edge - 1].text != ",":
        return None
    if _hung(tree, verb, after[0]):
        return after[0]
    if tree.tokens[after[0]].pos != "PROPN" or not _saying(tree, verb):
        return None
    before = any(c < verb for c in tree.of(verb, "nsubj", "nsubjpass"))
    bare = not before and tree.tokens[verb].dep in ("dep", "parataxis", "ROOT")
    lost = before if tree.tokens[after[0]].dep == "nsubj" else bare
    return after[0] if lost and tree.tokens[after[0]].ent not in _TIMES else None


def _hung(tree: Tree, verb: int, speaker: int) -> bool:
    """ "The roof came down, recalled the organist": a verb of saying and somebody end it, hung from the clause said."""
    cue = cues("verbs").get(tree.tokens[verb].lemma)
    token, clause = tree.tokens[speaker], tree.tokens[verb].head
    if not cue or not {"that", "quote"} <= cue.senses.keys() or tree.tokens[verb].dep not in _JOINED:
        return False
    told = clause < verb and bool(tree.of(clause, "nsubj", "nsubjpass", "expl"))
    if not told or tree.of(verb, "nsubj", "nsubjpass", "cc", "ccomp"):
        return False
    last = tree.sentences[tree.sentence[verb]].last
    ends = all(tree.tokens[at].pos == "PUNCT" for at in range(tree.last[speaker] + 1, last))
    named = token.pos == "PROPN" and token.ent in ("PERSON", "ORG", "NORP", "GPE", "")
    one = token.text.lower() == "one" and bool(tree.of(speaker, "prep"))
    return ends and (
        named or one or (token.pos == "NOUN" and (_voice(tree, speaker) or _person(tree, speaker)))
    )


def _person(tree: Tree, at: int) -> bool:
    """True for a noun of a human being: a weaver, a keeper."""
    return tree.tokens[at].lemma.lower() in _persons()


@cache
def _persons() -> frozenset[str]:
    return frozenset(table("persons.json")["nouns"])


def _saying(tree: Tree, verb: int) -> bool:
    cue = cues("verbs").get(tree.tokens[verb].lemma)
    return bool(cue and "quote" in cue.senses and not cue.senses["quote"].stance)


def _own(tree: Tree, verb: int) -> int | None:
    """The verb's own subject, outside any quotation that the verb stands outside of."""
    passive = inverted(tree, verb)
    if passive is not None:
        return passive
    for child in tree.children[verb]:
        token = tree.tokens[child]
        if token.dep not in ("nsubj", "nsubjpass") or token.pos not in NOMINAL:
            continue
        if tree.quote[child] != tree.quote[verb]:
            continue
        if token.dep == "nsubj":
            rivals = [c for c in tree.of(verb, "nsubj") if child < c < verb and tree.tokens[c].pos in NOMINAL]
            # "which they say was lost": the relative belongs to what is said
            if rivals and (
                token.tag in ("WDT", "WP") or _apposed(tree, rivals[-1], verb) or _part(tree, child)
            ):
                return rivals[-1]
            return child
        passive = child
    return passive


def _apposed(tree: Tree, name: int, verb: int) -> bool:
    """ "The keeper who had the key, N, said": a name between commas right before the verb, read as a second subject."""
    first, last = tree.first[name], tree.last[name]
    if tree.tokens[name].pos != "PROPN" or tree.tokens[name].ent != "PERSON" or first < 1:
        return False
    while last > name and tree.tokens[last].pos == "PUNCT":
        last -= 1
    return tree.tokens[first - 1].text == "," and tree.tokens[last + 1].text == "," and last + 2 == verb


def _beside(tree: Tree, verb: int) -> int | None:
    """The name before a verb whose subject is read as a clause ("Citing X, the broadcaster Arn 1 reported")."""
    at = verb - 1
    if (
        at < 0
        or not tree.of(verb, "csubj")
        or tree.tokens[verb].tag not in ("VBD", "VBZ")
        or tree.quote[at] != tree.quote[verb]
    ):
        return None
    if tree.tokens[at].text.isdigit():
        at -= 1
    name = at >= 0 and tree.tokens[at].pos == "PROPN" and tree.sentence[at] == tree.sentence[verb]
    return at if name and tree.tokens[at].ent not in _TIMES else None


def somebody(tree: Tree, head: int) -> bool:
    """False for what cannot say anything: a time, "there", "what", a bare "this"."""
    token = tree.tokens[head]
    pointing = token.tag == "DT" and token.text.lower() in _POINTING
    return not pointing and token.text.lower() not in _NOBODY and token.ent not in _TIMES


def _with_antecedent(tree: Tree, verb: int, found: int, path: str) -> Subject:
    if tree.tokens[found].text.lower() in _RELATIVE:
        at = verb
        for _ in range(4):
            if tree.tokens[at].dep == "relcl":
                return Subject(found, path, tree.tokens[at].head)
            at = tree.tokens[at].head
    return Subject(found, path)


def phrase(tree: Tree, head: int, verb: int | None = None) -> Span:
    """The whole noun phrase of a source: titles, appositions, conjuncts, relative clauses."""
    first, last = tree.first[head], tree.last[head]
    if verb is not None:
        # A relative clause or participle that holds the cue itself is no part of its source's name.
        if first <= verb <= head:
            first = _after(tree, head, verb)
        elif head <= verb <= last:
            last = _before(tree, head, verb)
    last = _unspeaking(tree, head, last)
    first = unopened(tree, head, first)
    quote = tree.quote[head]
    while last > head and tree.quote[last] != quote and quote >= 0:
        last -= 1
    while first < head and (tree.tokens[first].pos == "PUNCT" and tree.tokens[first].text not in ("$",)):
        first += 1
    while last > head and tree.tokens[last].pos == "PUNCT" and tree.tokens[last].text not in (")", '"', "%"):
        last -= 1
    while (
        first < head and tree.tokens[first].pos in ("CCONJ", "SCONJ") and tree.tokens[first].dep != "preconj"
    ):
        first += 1
    return tree.span(first, last)


def unopened(tree: Tree, head: int, first: int) -> int:
    """Where a name begins behind an opener ("In addition, ...") or a clause read as a part of it."""
    for child in tree.children[head]:
        if (
            first <= child < head
            and tree.tokens[child].dep in ("amod", "acl")
            and tree.of(child, "nsubj", "nsubjpass")
        ):
            return child
    if tree.tokens[first].pos in ("ADP", "SCONJ") and tree.tokens[first].dep in ("prep", "mark"):
        for at in range(first + 1, min(head, first + 12)):
            if tree.tokens[at].text == ",":
                return at + 1
    return first


def _unspeaking(tree: Tree, head: int, last: int) -> int:
    """Where a name ends before a clause in which its bearer says something else (", who said that ...")."""
    for child in tree.of(head, "relcl", "advcl"):
        start = tree.first[child]
        speaks = tree.tokens[child].dep == "advcl" or tree.of(child, "ccomp")
        if speaks and child > head and start <= last and tree.tokens[start - 1].text == ",":
            last = max(head, start - 2)
    return last


def _before(tree: Tree, head: int, verb: int) -> int:
    cut = min(
        (c for c in tree.children[head] if c > head and tree.first[c] <= verb <= tree.last[c]), default=verb
    )
    return max(head, tree.first[cut] - 1)


def _after(tree: Tree, head: int, verb: int) -> int:
    cut = max(
        (c for c in tree.children[head] if c < head and tree.first[c] <= verb <= tree.last[c]), default=verb
    )
    return min(head, tree.last[cut] + 1)
