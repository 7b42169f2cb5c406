"""What a count says of what it counts: killed, captured, deployed. Found through the parse, by one table.

A counted noun is followed to what governs it (the verb it is subject or object of, the noun it is the
"of" of, the adjective said of it) and to the clauses that hang on it; ``data/measures.json`` says what
each of these words means for its subject and its object.
"""

from __future__ import annotations

from typing import NamedTuple

from .governing import governors
from .kinds import fits, group, is_person, measures
from .tree import CLAUSES, SUBJECTS, Tree
from .verbs import union, verb_measure


class Measured(NamedTuple):
    """A measure, and the token that gives it."""

    name: str
    by: int


def measured(tree: Tree, node: int) -> Measured | None:
    """The measure of a counted noun (or bare number), the strongest evidence first."""
    own = _of_noun(tree, node, "is")
    if own:
        return _joined_nouns(tree, node, own)
    if beside := _beside(tree, node):
        return beside
    for rule in (by_governor, by_clause, by_adjective):
        found = rule(tree, node)
        if found is not None and fits(tree[node].lemma, found.name):
            return _closer(tree, node, found) if rule is by_governor else found
    return _of_noun(tree, node, "may") or on_board(tree, node)


def _beside(tree: Tree, node: int) -> Measured | None:
    """ "Nine dead, twelve hurt": the word behind a bare number; "nine of the dead were children": those it is a part of."""
    if tree[node].pos != "NUM":
        return None
    behind = [k for k in tree.children(node, "amod", "acl") if k == node + 1]
    part = [noun for noun, _ in tree.objects_of_prepositions(node, "of") if tree.children(noun, "det")]
    found = ((measures()["adjectives"].get(tree[k].text.lower()), k) for k in (*behind, *part))
    return next((Measured(str(name), k) for name, k in found if name), None)


def on_board(tree: Tree, node: int) -> Measured | None:
    """ "212 people were on board", "239 people aboard", "a train with 187 passengers" that carries them."""
    if not is_person(tree[node].text):
        return None
    head = tree.head(node)
    verb = head if head is not None and tree[head].lemma.lower() in measures()["aboard"] else None
    for base in (node, verb):
        for k in tree.children(base) if base is not None else ():
            where = tree[k].text.lower()
            if where == "aboard" or (
                where == "on" and any(tree[c].text.lower() == "board" for c in tree.children(k))
            ):
                return Measured("aboard", verb if verb is not None else node)
    if verb is None or tree[node].lemma.lower() not in _RIDERS:
        return None
    carried = tree[verb].lemma.lower() == "carry" and tree[node].dep == "dobj"
    rides = tree[verb].lemma.lower() in ("travel", "ride") and any(
        tree[noun].lemma.lower() in group("vehicles")
        for noun, prep in tree.objects_of_prepositions(verb)
        if prep in ("on", "in")
    )
    return Measured("aboard", verb) if carried or rides else None


_RIDERS = {
    "passenger",
    "person",
    "people",
    "crew",
    "member",
    "traveller",
    "traveler",
    "man",
    "woman",
    "child",
    "soldier",
}


_LOOSE = {"lost", "killed or wounded", "affected"}


def _closer(tree: Tree, node: int, found: Measured) -> Measured:
    """What the noun's own participle says where what governs it says less: "losses of 60 soldiers killed"."""
    own = by_clause(tree, node) or by_adjective(tree, node) if found.name in _LOOSE else None
    return own or found


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


_USES = {"of": ("of",), "on": ("on", "of"), "is": ("is", "of", "may")}


def _by_noun(tree: Tree, token: int, role: str) -> str:
    found = next(filter(None, (_noun(tree, token, use) for use in _USES[role])), "")
    if not found and role == "is" and tree[token].dep == "pobj":
        found = measures()["adjectives"].get(tree[token].text.lower()) or ""  # "the number of infected"
    if not found and role == "is" and tree[token].lemma.lower() == "number":
        told = (
            by_clause(tree, noun) for noun, prep in tree.objects_of_prepositions(token, "of") if prep == "of"
        )
        found = next((each.name for each in told if each), "")  # "the number of persons taken away is 57"
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
