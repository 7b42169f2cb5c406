"""The clauses of a sentence as spans: one clause without the others that stand beside it."""

from __future__ import annotations

from ....model import Span
from .tree import Tree, hour_whole

_EDGE = " \t\n\r\xa0\u200b,;:—–-―"
_CLAUSAL = frozenset(("ccomp", "advcl", "parataxis", "conj", "relcl", "acl"))
_OPENERS = frozenset(("mark", "cc", "punct", "preconj"))


def bare(text: str, start: int, end: int) -> Span:
    """The same range without white space, commas and dashes at its ends, and without its full stop."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    end = hour_whole(text, start, end)
    if end > start + 1 and text[end - 1] == "." and "." not in text[max(start, end - 4) : end - 1]:
        end -= 1
    return Span(start, end)


def finite(tree: Tree, verb: int) -> bool:
    """True for a verb with a subject of its own: the head of a clause."""
    return bool(tree.of(verb, "nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))


def governing(tree: Tree, at: int) -> int:
    """The finite verb that a word's clause hangs from: "been" for the "verify" of "has been able to verify"."""
    for _ in range(12):
        token = tree.tokens[at]
        if (token.pos in ("VERB", "AUX") and finite(tree, at)) or token.head == at:
            return at
        if token.dep in ("conj", "advcl", "acl", "relcl", "pcomp", "parataxis") and token.pos in (
            "VERB",
            "AUX",
        ):
            return at
        at = token.head
    return at


def clause(tree: Tree, verb: int) -> Span:
    """The clause of a verb: its subject to its last complement, without other clauses at its sides."""
    first = last = verb
    for child in tree.children[verb]:
        token = tree.tokens[child]
        if token.dep in _OPENERS:
            if token.dep == "preconj":
                first = min(first, child)
            continue
        if _apart(tree, verb, child):
            continue
        first, last = min(first, tree.first[child]), max(last, tree.last[child])
    first, last = _opening(tree, verb, first), _without_tail(tree, verb, last)
    return bare(tree.text, tree.tokens[first].start, tree.tokens[last].end)


def fronted(tree: Tree, verb: int) -> int | None:
    """The preposition that a sentence opens with where the rest is read as its relative clause."""
    over = tree.tokens[tree.tokens[verb].head].head
    token = tree.tokens[over]
    return over if token.pos == "ADP" and token.head == over and tree.first[over] == over else None


def _opening(tree: Tree, verb: int, first: int) -> int:
    """Where the clause opens if the parse lost it: a fronted phrase, "without", a subject read as a verb."""
    token = tree.tokens[verb]
    if token.dep == "relcl" and (front := fronted(tree, verb)) is not None:
        return front
    if token.dep == "pcomp" and tree.tokens[token.head].text.lower() == "without":
        return token.head
    if token.dep == "ccomp" and token.head < verb:
        subjects = tree.of(token.head, "nsubj")
        if (
            subjects
            and tree.tokens[subjects[0]].tag in ("WP", "WDT")
            and tree.tokens[token.head].dep == "ROOT"
        ):
            return tree.first[token.head]
    if (
        not finite(tree, verb)
        and token.dep in ("conj", "ROOT")
        and first == verb
        and token.tag in ("VBD", "VBZ")
    ):
        at = verb
        low = tree.sentences[tree.sentence[verb]].first
        while at > low and not (
            tree.tokens[at - 1].text in (",", ";", ":", '"') or tree.tokens[at - 1].dep in ("mark", "cc")
        ):
            at -= 1
        return at
    return first


def _apart(tree: Tree, verb: int, child: int) -> bool:
    """True for a clause beside this one: joined, in front with a comma, or behind after one."""
    token = tree.tokens[child]
    if token.dep == "prep" and child > verb:
        inner = tree.of(child, "pcomp")
        return bool(inner) and finite(tree, inner[0]) and tree.tokens[child - 1].text == ","
    if token.dep not in _CLAUSAL or token.pos not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
        return token.dep == "advmod" and token.text.lower() in ("so", "then", "thus") and child < verb
    if token.dep in ("conj", "parataxis"):
        return not any(tree.tokens[c].text.lower() == "nor" for c in tree.of(verb, "cc"))
    if child < verb:
        opener = tree.tokens[tree.first[child]].tag
        return not (token.dep == "ccomp" and opener in ("WP", "WDT", "WRB"))
    before = tree.first[child] - 1
    return token.dep == "advcl" and before >= 0 and tree.tokens[before].text in (",", ";", ":", "—", "–")


def _without_tail(tree: Tree, verb: int, last: int) -> int:
    """Without a clause that hangs from a complement but stands after a comma ("..., while ...")."""
    at = verb + 1
    while at <= last:
        token = tree.tokens[at]
        if token.dep == "advcl" and finite(tree, at) and tree.first[at] > verb:
            before = tree.first[at] - 1
            if tree.tokens[before].text in (",", ";"):
                return max(verb, before - 1)
        at += 1
    last = _before_stolen(tree, verb, last)
    while last > verb and tree.tokens[last].pos in ("PUNCT", "CCONJ"):
        last -= 1
    return last


def _before_stolen(tree: Tree, verb: int, last: int) -> int:
    """Up to the comma where object and next subject are read as one ("While A does not own B, C and D show ...")."""
    head = tree.tokens[verb].head
    if tree.tokens[verb].dep != "advcl" or head <= last:
        return last
    joined = tree.of(head, "nsubj")
    if joined and tree.first[joined[0]] == last + 1:
        end = joined[0]  # the object is read as the first of the subjects
    elif finite(tree, head):
        return last
    else:
        end = last
    for at in range(verb + 1, tree.last[end] + 1):
        over = tree.tokens[at].head
        split = tree.tokens[tree.first[at] - 1].text == ","
        if tree.tokens[at].dep in ("conj", "appos") and verb < over < at and split:
            return max(verb, tree.first[at] - 2)
    return last
