"""What a verb says of its subject or object, with its idioms, complements and coordinates."""

from __future__ import annotations

from functools import cache

from .kinds import group, measures, words
from .tree import SUBJECTS, Tree


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
    if lemma in words("state"):
        found = _state(tree, verb)
        if found:
            return found
    known = table_["verbs"].get(lemma, {}).get(role)
    if known:
        return str(known)
    noun = tree[node].lemma.lower()
    if role == "object" and lemma in words("capacity") and _can(tree, verb):
        return "capacity"
    if role == "subject" and lemma == "fall" and _soldiers(tree, node) and _fell(tree, verb):
        return "killed"
    if role == "subject" and lemma in words("fighting") and noun in group("military"):
        return "deployed"
    if depth < 3 and (lemma in words("light") or lemma in words("state")):
        return _complement(tree, verb, node, depth)
    return ""


_FALLING = {"ill", "sick", "asleep", "silent", "short", "behind", "back", "down", "over", "off", "out", "apart", "unconscious"}  # fmt: skip


def _soldiers(tree: Tree, node: int) -> bool:
    """True for a military noun, or a number "of" such."""
    nouns = [node, *(k for k, _ in tree.objects_of_prepositions(node, "of"))]
    return any(tree[k].lemma.lower() in group("military") for k in nouns)


def _fell(tree: Tree, verb: int) -> bool:
    """ "Nine soldiers have fallen", not "fell ill", "fell behind" or "fell from a lorry"."""
    beside = tree.children(verb, "acomp", "advmod", "prt", "oprd", "dobj", "attr")
    if any(tree[k].text.lower() in _FALLING or tree[k].dep != "advmod" for k in beside):
        return False
    return all(
        tree[k].text.lower() in ("in", "at", "on", "near", "during", "since")
        for k in tree.children(verb, "prep")
    )


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
    names = [
        measures()["adjectives"].get(tree[k].text.lower()) or ""
        for k, _ in tree.objects_of_prepositions(verb, "among")
    ]
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
