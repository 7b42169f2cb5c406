"""What a count says of what it counts: killed, captured, deployed. Found through the parse, by one table.

A counted noun is followed to what governs it (the verb it is subject or object of, the noun it is the
"of" of, the adjective said of it) and to the clauses that hang on it; ``data/measures.json`` says what
each of these words means for its subject and its object.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from ....data import table
from .tree import CLAUSES, SUBJECTS, Tree


class Governor(NamedTuple):
    """What governs a counted noun: the token, and the noun's role (subject, object, of, state, is)."""

    token: int
    role: str


class Measured(NamedTuple):
    """A measure, and the token that gives it."""

    name: str
    by: int


@cache
def measures() -> Any:
    """The table of verbs, nouns, adjectives and idioms with what they mean for their arguments."""
    return table("measures.json")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(measures()[name])


@cache
def persons() -> frozenset[str]:
    """Lemmas of nouns for persons."""
    return frozenset(table("persons.json")["nouns"])


@cache
def group(name: str) -> frozenset[str]:
    """One of the other lists of nouns: military, vehicles, homes, groups."""
    return frozenset(table("persons.json")[name])


def is_person(word: str) -> bool:
    """True for a noun that names persons, by list or by ending ("sharecropper" is listed, "firewoman" ends so)."""
    word = word.lower().rpartition("-")[2] or word.lower()
    return any(
        stem in persons() or (stem.endswith(_PERSON_ENDS) and stem not in _NO_PERSONS)
        for stem in _stems(word)
    )


_PERSON_ENDS = (
    "woman",
    "sman",
    "yman",
    "dman",
    "tman",
    "rman",
    "worker",
    "keeper",
    "lander",
    "ologist",
    "ician",
)
_NO_PERSONS = {"german", "norman", "superman", "ottoman"}


def _stems(word: str) -> Iterator[str]:
    """The word and what it may be the plural of."""
    yield word
    if word.endswith("men"):
        yield word[:-2] + "an"
    elif word.endswith("ies"):
        yield word[:-3] + "y"
    elif word.endswith("ves"):
        yield word[:-3] + "fe"
    elif word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]


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
        if tree[verb].tag == "VBN" or (both.get("object") in _words("harm") and "subject" not in both)
        else "subject"
    )


def _themes(tree: Tree, verb: int) -> Iterator[Governor]:
    """The nouns a verb of reaching speaks about: "the toll rose to 12", "brought the toll to 12"."""
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
    if name in ("of", "to", "against", "on", "over", "upon"):
        yield Governor(above, "of" if name == "of" else "on")
    if (name == "of" and tree[above].lemma.lower() in group("groups")) or tree[above].pos == "NUM":
        yield from governors(tree, above, depth + 1)
    if name in _LINKS or (name in ("with", "of") and tree[above].lemma.lower() in group("vehicles")):
        yield from governors(tree, above, depth + 1)
        yield Governor(above, "of")


def measured(tree: Tree, node: int) -> Measured | None:
    """The measure of a counted noun (or bare number), the strongest evidence first."""
    own = _of_noun(tree, node, "is")
    if own:
        return _joined_nouns(tree, node, own)
    for rule in (by_governor, by_clause, by_adjective):
        found = rule(tree, node)
        if found is not None and fits(tree[node].lemma, found.name):
            return found
    return _of_noun(tree, node, "may")


def fits(noun: str, measure: str) -> bool:
    """False where only persons can be what the measure says and the noun is plainly a thing."""
    if measure == "dismissed":
        return is_person(noun)
    return measure not in _words("only_persons") or noun.lower() not in group("things")


def by_governor(tree: Tree, node: int) -> Measured | None:
    """The measure that what governs the noun gives it."""
    for token, role in governors(tree, node):
        if role in ("subject", "object"):
            name = verb_measure(tree, token, role, node)
        elif role == "state":
            name = measures()["adjectives"].get(tree[token].text.lower()) or ""
        else:
            name = _by_noun(tree, token, role)
        if name:
            return Measured(name, token)
    return _before_a_verb(tree, node)


def _before_a_verb(tree: Tree, node: int) -> Measured | None:
    """Where the parser left a passive without a subject, the nouns right before it are meant."""
    last = node
    for _ in range(4):
        after = [k for k in tree.children(last, "conj") if tree[k].pos in ("NOUN", "PROPN")]
        if not after:
            break
        last = after[-1]
    if last + 1 >= tree.last or tree[last + 1].dep != "auxpass":
        return None
    verb = tree.head(last + 1)
    if verb is None or tree.children(verb, *SUBJECTS):
        return None
    name = verb_measure(tree, verb, "object", node)
    return Measured(name, verb) if name else None


def _aims(tree: Tree, verb: int) -> bool:
    """ "shot at deputies", "fired on the car": the subject does it."""
    return any(
        tree[k].text.lower() in ("at", "on", "into", "toward", "towards") and k == verb + 1
        for k in tree.children(verb, "prep")
    )


_USES = {"of": ("of",), "on": ("on", "of"), "is": ("is", "of", "may")}


def _by_noun(tree: Tree, token: int, role: str) -> str:
    found = next(filter(None, (_noun(tree, token, use) for use in _USES[role])), "")
    return found or (_adjectives(tree, token) if role == "is" else "")


def _noun(tree: Tree, token: int, use: str) -> str:
    entry = (
        measures()["nouns"].get(tree[token].lemma.lower())
        or measures()["nouns"].get(tree[token].text.lower())
        or {}
    )
    return str(entry.get(use) or "")


def _of_noun(tree: Tree, node: int, use: str) -> Measured | None:
    name = _noun(tree, node, use) if tree[node].pos in ("NOUN", "ADJ", "VERB", "PROPN") else ""
    return Measured(name, node) if name else None


def _joined_nouns(tree: Tree, node: int, own: Measured) -> Measured:
    """ "12 dead and wounded": two measures under one number."""
    names = [own.name]
    for other in tree.children(node, "conj"):
        if not tree.children(other, "nummod", "det"):
            names.append(_noun(tree, other, "is") or "")
    return Measured(union(names), own.by)


def by_adjective(tree: Tree, node: int) -> Measured | None:
    """ "12 wounded soldiers", "four dead", "four people dead"."""
    name = _adjectives(tree, node)
    if name:
        return Measured(name, node)
    after = node + 1
    if (
        after < tree.last
        and tree[after].pos in ("ADJ", "VERB")
        and tree[after].tag not in ("VBD", "VBZ", "VBP", "VB")
    ):
        name = measures()["adjectives"].get(tree[after].text.lower())
        return Measured(str(name), after) if name else None
    return None


def _adjectives(tree: Tree, node: int) -> str:
    names = []
    for k in tree.children(node, "amod", "acl", "compound", "nmod", "oprd"):
        names += [_adjective(tree, k), *(_adjective(tree, c) for c in tree.children(k, "conj"))]
    return union(names)


def _adjective(tree: Tree, token: int) -> str:
    text = tree[token].text.lower()
    known = measures()["adjectives"].get(text)
    if known is None and (tree[token].tag == "VBN" or text.endswith("ed")):
        # "the assassinated mayor" may be read as an adjective, whose lemma is itself
        forms = (tree[token].lemma.lower(), text[:-1], text[:-2])
        known = next(filter(None, (measures()["verbs"].get(form, {}).get("object") for form in forms)), None)
    return str(known or "")


def by_clause(tree: Tree, node: int) -> Measured | None:
    """The measure that a participle or a relative clause gives the noun it hangs on."""
    for clause in tree.children(node, *CLAUSES):
        role = _role_in_clause(tree, clause)
        name = verb_measure(tree, clause, role, node) if role else ""
        if name:
            return Measured(name, clause)
    return None


def _role_in_clause(tree: Tree, clause: int) -> str:
    for k in tree.children(clause, "nsubjpass", "nsubj", "dobj"):
        if tree[k].tag in ("WDT", "WP", "WP$") or tree[k].text.lower() in ("who", "that", "which", "whom"):
            return {"nsubjpass": "object", "nsubj": "subject", "dobj": "object"}[tree[k].dep]
    if tree.children(clause, *SUBJECTS):
        return "object" if not tree.children(clause, "dobj") else ""
    return {"VBN": "object", "VBD": "object", "VBG": "subject"}.get(tree[clause].tag, "")


def verb_measure(tree: Tree, verb: int, role: str, node: int, depth: int = 0) -> str:
    """What a verb, its idioms, its complements and its coordinates say of their subject or object."""
    names = [_verb_alone(tree, verb, role, node, depth)]
    for other in tree.children(verb, "conj"):
        if tree[other].pos in ("VERB", "ADJ", "AUX") and _shares(tree, verb, other, role):
            names.append(_verb_alone(tree, other, _role_of(tree, verb, other, role), node, depth))
            for third in tree.children(other, "conj"):
                if _shares(tree, verb, third, role):
                    names.append(_verb_alone(tree, third, _role_of(tree, verb, third, role), node, depth))
    head = tree.head(verb)
    own = bool(tree.children(verb, "dobj"))
    if (
        own
        and tree[verb].dep == "conj"
        and role == "object"
        and head is not None
        and tree[head].pos == "VERB"
    ):
        passive = tree.children(head, "auxpass")
        if not tree.children(head, "dobj", "nsubjpass") and not passive:
            names.insert(0, _verb_alone(tree, head, role, node, depth))
    return union(names)


def _shares(tree: Tree, verb: int, other: int, role: str) -> bool:
    """True where a coordinate verb speaks of the same noun: it has no subject, or object, of its own."""
    if tree.children(other, *SUBJECTS):
        return False
    if role != "object":
        return True
    return not tree.children(verb, "dobj") and (
        not tree.children(other, "dobj") or bool(tree.children(other, "auxpass"))
    )


def _role_of(tree: Tree, verb: int, other: int, role: str) -> str:
    """ "was shot and died": the passive's object is the active's subject."""
    if tree[other].tag == "VBN" or tree[other].lemma == tree[verb].lemma:
        return role
    passive = bool(tree.children(verb, "auxpass", "nsubjpass"))
    return "subject" if passive and role == "object" and not tree.children(other, "auxpass") else role


def _verb_alone(tree: Tree, verb: int, role: str, node: int, depth: int) -> str:
    table_ = measures()
    lemma = tree[verb].lemma.lower()
    if tree[verb].text.lower() == "missing":
        return "missing" if role == "subject" else ""
    idiom = _idiom(tree, verb, role, lemma)
    if idiom:
        return idiom
    if role == "object" and lemma in table_["told"]["verbs"]:
        for then in tree.children(verb, "xcomp", "ccomp"):
            if tree[then].lemma.lower() in table_["told"]["then"]:
                return str(table_["told"]["measure"])
    if lemma in _words("state"):
        found = _state(tree, verb)
        if found:
            return found
    known = table_["verbs"].get(lemma, {}).get(role)
    if known:
        return str(known)
    noun = tree[node].lemma.lower()
    if role == "object" and lemma in _words("capacity") and _can(tree, verb):
        return "capacity"
    if role == "subject" and lemma in _words("fighting") and noun in group("military"):
        return "deployed"
    if depth < 3 and (lemma in _words("light") or lemma in _words("state")):
        return _complement(tree, verb, node, depth)
    return ""


def _can(tree: Tree, verb: int) -> bool:
    can = any(tree[k].lemma.lower() in ("can", "could") for k in tree.children(verb, "aux"))
    return can and not tree.children(verb, "neg")


def _complement(tree: Tree, verb: int, node: int, depth: int) -> str:
    for then in tree.children(verb, "xcomp", "ccomp"):
        if tree.children(then, *SUBJECTS):
            continue
        role = (
            "object"
            if tree.children(then, "auxpass") or (tree[then].tag == "VBN" and not tree.children(then, "aux"))
            else "subject"
        )
        found = verb_measure(tree, then, role, node, depth + 1)
        if found:
            return found
    return ""


def _state(tree: Tree, verb: int) -> str:
    names = []
    for k in tree.children(verb, "acomp", "oprd", "attr", "xcomp", "advmod", "ccomp", "advcl"):
        if tree[k].pos not in ("ADJ", "VERB", "ADV", "NOUN") or tree.children(k, *SUBJECTS):
            continue
        found = measures()["adjectives"].get(tree[k].text.lower()) or ""
        if (
            found
            and tree[k].dep in ("xcomp", "ccomp", "advcl", "attr")
            and tree[k].pos == "VERB"
            and tree[k].tag != "VBN"
        ):
            found = ""
        names.append(found)
        names += [measures()["adjectives"].get(tree[c].text.lower()) or "" for c in tree.children(k, "conj")]
    return union(names)


def _idiom(tree: Tree, verb: int, role: str, lemma: str) -> str:
    candidates = _idioms().get(lemma)
    if not candidates:
        return ""
    around = {
        tree[k].lemma.lower()
        for k in tree.children(verb, "dobj", "oprd", "acomp", "xcomp", "attr", "advmod", "prt")
    }
    for noun, prep in tree.objects_of_prepositions(verb):
        around |= {tree[noun].lemma.lower(), f"{prep}_{tree[noun].lemma.lower()}"}
    for k in tree.children(verb, "dobj"):
        around |= {tree[c].lemma.lower() for c in tree.children(k, "conj", "amod")}
        around |= {
            tree[noun].lemma.lower()
            for noun, _ in tree.objects_of_prepositions(k, "to", "into", "from", "off", "with")
        }
    return next((measure for words, who, measure in candidates if who == role and words & around), "")


@cache
def _idioms() -> dict[str, list[tuple[frozenset[str], str, str]]]:
    found: dict[str, list[tuple[frozenset[str], str, str]]] = {}
    for entry in measures()["idioms"]:
        for verb in entry["verbs"]:
            found.setdefault(verb, []).append((frozenset(entry["words"]), entry["role"], entry["measure"]))
    return found


def union(names: list[str]) -> str:
    """One measure for several said of the same count: "killed" and "wounded" is "killed or wounded"."""
    kept = list(dict.fromkeys(name for name in names if name))
    while len(kept) > 1:
        pair = "+".join(sorted(kept[:2]))
        known = measures()["unions"]
        merged = known.get(pair) or known.get("+".join(kept[:2])) or known.get("+".join(kept[1::-1]))
        kept = [merged or kept[0], *kept[2:]]
    return kept[0] if kept else ""
