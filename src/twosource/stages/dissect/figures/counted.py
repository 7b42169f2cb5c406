"""What a number counts: the noun, its text without the words of the measure, the whole it is part of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ....data import table
from ....data.numerals import numbers
from .bounds import Quantity
from .kinds import measures
from .lexemes import Lexeme, touches, word
from .tree import Tree

_CHAIN = {"ADJ", "NOUN", "PROPN"}
_DROP = {
    "second",
    "third",
    "fourth",
    "first",
    "last",
    "other",
    "more",
    "further",
    "additional",
    "new",
    "confirmed",
    "extra",
    "different",
    "remaining",
    "such",
    "own",
}
_WHOLE = {
    "the",
    "these",
    "those",
    "its",
    "their",
    "his",
    "her",
    "our",
    "them",
    "us",
    "you",
    "whom",
    "which",
    "all",
    "this",
    "that",
}
_PRONOUNS = {"them", "those", "these", "us", "you", "whom", "which", "all"}
_BARE = {"dead", "wounded", "injured", "missing", "killed", "others", "persons", "other"}
NEAR = 10


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted. ``node`` is the token to follow through the parse; ``noun`` the head noun, if any."""

    node: int
    noun: int | None = None
    counts: str | None = None
    unit: str | None = None
    dimension: str | None = None
    end: int = 0  # where the unit ends, past the number
    whole: str | None = None  # the text of the whole, of a part
    of_pronoun: bool = False  # "two of them"
    time: bool = False  # counts minutes, days, years
    past: int = 0  # lexeme after the unit


@cache
def _units() -> Any:
    return table("units.json")


@cache
def _time_words() -> frozenset[str]:
    return frozenset(numbers()["time"])


def counted(text: str, lex: Sequence[Lexeme], q: Quantity, tree: Tree) -> Counted | None:
    """What the quantity counts, or None where the sentence has no token there."""
    node = _node(lex, q, tree)
    if node is None:
        return None
    unit = _unit(text, lex, q, tree)
    if unit is not None:
        return unit
    hyphened = _compound(lex, q, tree, node)
    if hyphened is not None:
        return hyphened
    part = _partitive(text, tree, node)
    if part is not None:
        return part
    noun = _noun(lex, q, tree, node)
    if noun is None:
        return Counted(node, end=lex[q.past - 1].end)
    time = tree[noun].text.lower() in _time_words()
    after = _after(lex, q, tree, node)
    return Counted(noun, noun, _phrase(text, tree, after, noun), end=lex[q.past - 1].end, time=time)


def _node(lex: Sequence[Lexeme], q: Quantity, tree: Tree) -> int | None:
    """The token of the number that stands for it in the parse: the one whose head is outside it."""
    low, high = lex[q.number].start, lex[q.past - 1].end
    found = tree.at(lex[q.number].start)
    k = found
    while k is not None and k < tree.last and tree[k].start < high:
        head = tree.head(k)
        inside = head is not None and low <= tree[head].start < high
        if not inside and tree[k].pos not in ("PUNCT", "CCONJ", "ADP", "DET", "SYM") and tree[k].dep not in ("quantmod", "advmod", "punct"):  # fmt: skip
            return k
        k += 1
    return found


def _unit(text: str, lex: Sequence[Lexeme], q: Quantity, tree: Tree) -> Counted | None:
    """A unit of measurement or money after the number, or money or per cent within it."""
    past, unit, dimension = q.past, q.unit, None
    hyphen = word(lex, past) == "-" and touches(lex, past)
    j = past + 1 if hyphen else past
    name, length = "", 0
    for n in (3, 2, 1):
        phrase = " ".join(word(lex, j + k) for k in range(n)).strip()
        found = _units()["units"].get(phrase)
        money = None if found or q.unit == "%" else _units()["money"].get(phrase)
        if (found or money) and _is_unit(lex, j, n, tree, bool(found and found.get("abbr"))):
            unit, dimension = (found["unit"], found["measure"]) if found else (money, "money")
            name, length = phrase, n
            break
    if unit is None or unit == "share":
        return None
    past = j + length if length else past
    token = tree.at(lex[max(past - 1, 0)].start)
    node = token if token is not None else _node(lex, q, tree)
    if node is None:
        return None
    dimension = dimension or ("share" if unit == "%" else "money")
    rate = _rate(text, lex, past)
    written = name or ("per cent" if unit == "%" else unit)
    counts, whole = (written + rate), None
    inner = next((k for k, prep in tree.objects_of_prepositions(node, "of")), None)
    if unit == "%" and inner is not None:
        whole = _np(text, tree, inner)
        counts = _phrase(text, tree, inner, inner, leftmost=True) or counts
    end = lex[past - 1].end
    return Counted(node, node, counts, unit + _per(rate), dimension, end, whole, past=past)


def _is_unit(lex: Sequence[Lexeme], j: int, n: int, tree: Tree, abbreviated: bool) -> bool:
    if j + n > len(lex):
        return False
    token = tree.at(lex[j + n - 1].start)
    if token is None:
        return abbreviated and touches(lex, j)
    named = tree[token].pos in ("NOUN", "PROPN", "SYM", "X", "NUM")
    return named or (abbreviated and touches(lex, j)) or (n > 1 and not abbreviated)


def _rate(text: str, lex: Sequence[Lexeme], past: int) -> str:
    reach = 4 if word(lex, past) == "of" else 1
    for at in range(past, past + reach):
        for n in (2, 1):
            phrase = " ".join(word(lex, at + k) for k in range(n))
            if phrase in _units()["rates"] and phrase != "each":
                return " " + text[lex[at].start : lex[at + n - 1].end]
    return ""


def _per(rate: str) -> str:
    words = rate.split()
    known = {"daily": "day", "weekly": "week", "monthly": "month", "annually": "year"}
    return f"/{known.get(words[-1].lower(), words[-1].lower())}" if words else ""


def _compound(lex: Sequence[Lexeme], q: Quantity, tree: Tree, node: int) -> Counted | None:
    """ "a 3,000-strong brigade", "a 13-member team"."""
    j = q.past
    if word(lex, j) not in "-–" or not touches(lex, j) or not touches(lex, j + 1):
        return None
    name = word(lex, j + 1)
    if name in _time_words():
        return Counted(node, time=True, end=lex[j].end)
    counts = numbers()["compound"].get(name)
    if counts is None:
        return Counted(node, time=True, end=lex[j].end)
    token = tree.at(lex[j + 1].start)
    head = tree.head(token) if token is not None else None
    return Counted(head if head is not None and head > node else node, None, counts, end=lex[j + 1].end)


def _partitive(text: str, tree: Tree, node: int) -> Counted | None:
    """ "two of the people", "dozens of people", "a quarter of the forces"."""
    for prep in tree.children(node, "prep"):
        if tree[prep].text.lower() != "of" or prep - node > 2 or prep < node:
            continue
        noun = tree.child(prep, "pobj", "pcomp")
        if noun is None:
            break
        name = tree[noun].text.lower()
        if name in _PRONOUNS or (tree[noun].pos == "NUM" and tree.children(noun, "det")):
            return Counted(
                node, None, None, end=0, whole=text[tree[noun].start : tree[noun].end], of_pronoun=True
            )
        if name in _time_words():
            return Counted(node, time=True)
        money, unit = _units()["money"].get(name), _units()["units"].get(name)
        if money or unit:
            return Counted(node, noun, name, money or unit["unit"], "money" if money else unit["measure"])
        first = min([noun, *tree.children(noun, "det", "poss", "amod", "compound", "nummod", "predet")])
        definite = (
            tree[first].text.lower() in _WHOLE
            or tree[first].dep == "poss"
            or bool(tree.children(noun, "poss"))
        )
        start = first if not definite else _after_determiner(tree, first, noun)
        counts = _phrase(text, tree, start, noun)
        return Counted(node, noun, counts, whole=_np(text, tree, noun) if definite else None)
    return None


def _after_determiner(tree: Tree, first: int, noun: int) -> int:
    k = first
    while k < noun and (tree[k].dep in ("det", "poss", "predet", "case") or tree[k].tag == "POS"):
        k += 1
    return k


def _np(text: str, tree: Tree, noun: int) -> str:
    """A noun phrase with a participle or "of" that follows closely: "the forces dispatched to Russia"."""
    kids = [
        k
        for k in tree.children(noun, "det", "poss", "amod", "compound", "nummod", "predet", "nmod")
        if k < noun
    ]
    first = min([noun, *kids])
    first = min([first, *(c for k in kids for c in tree.children(k) if c < first)])
    end = noun
    for k in tree.children(noun, "acl", "prep", "relcl"):
        if k == end + 1 or (k - end <= 2 and tree[k].dep == "relcl"):
            end = min(tree.edges(k)[1], noun + NEAR)
            break
    while end > noun and tree[end].pos in ("PUNCT", "ADP", "CCONJ", "DET"):
        end -= 1
    return text[tree[first].start : tree[end].end]


def _noun(lex: Sequence[Lexeme], q: Quantity, tree: Tree, node: int) -> int | None:
    head = tree.head(node)
    past = lex[q.past - 1].end
    dep = tree[node].dep
    if (
        head is not None
        and dep in ("nummod", "quantmod", "compound", "nmod", "amod", "det", "predet")
        and head > node
    ):
        if (
            tree[head].pos in ("NOUN", "PROPN", "PRON", "ADJ", "SYM", "X")
            and head - node <= NEAR
            and tree[head].start >= past
        ):
            return _last_of_compound(tree, head)
        if tree[head].dep in ("compound", "amod", "nmod") and tree[head].pos in ("NOUN", "PROPN", "ADJ"):
            above = tree.head(head)
            if above is not None and above > head and tree[above].pos in ("NOUN", "PROPN"):
                return above
    return _scan(tree, node, past)


def _last_of_compound(tree: Tree, noun: int) -> int:
    """The parser sometimes hangs a number on the first noun of a compound."""
    head = tree.head(noun)
    if tree[noun].dep == "compound" and head is not None and head == noun + 1 and tree[head].pos == "NOUN":
        return head
    return noun


def _scan(tree: Tree, node: int, past: int) -> int | None:
    """The last noun of the run of adjectives and nouns right after the number."""
    k = node + 1
    while k < tree.last and tree[k].start < past:
        k += 1
    if k < tree.last and tree[k].text == "-":
        return None
    noun, first = None, k
    for k in range(first, min(first + 7, tree.last)):
        token = tree[k]
        if token.pos in ("NOUN", "PROPN"):
            if token.text.lower() in measures()["adjectives"] and noun is None and token.tag in ("NN", "NNP") and token.text.lower() not in ("dead", "wounded", "injured", "missing"):  # fmt: skip
                break
            noun = k
        elif noun is not None or not (
            token.pos == "ADJ"
            or (token.tag in ("VBN", "VBG") and token.dep == "amod")
            or token.text.lower() in _DROP
        ):
            break
        if token.pos == "ADJ" and token.dep in ("acomp", "oprd", "ROOT", "conj"):
            break
    return noun


def _after(lex: Sequence[Lexeme], q: Quantity, tree: Tree, node: int) -> int:
    past = lex[q.past - 1].end
    k = node
    while k < tree.last and tree[k].start < past:
        k += 1
    return k


def _phrase(text: str, tree: Tree, first: int, noun: int, leftmost: bool = False) -> str | None:
    """The noun phrase from token ``first`` to the noun (and a coordinate noun), without words of measure."""
    if leftmost:
        kids = tree.children(noun, "amod", "compound", "nmod")
        first = min([noun, *(k for k in kids if k < noun)])
    if noun - first > NEAR:
        first = noun
    while first < noun and (
        tree[first].text.lower() in _DROP
        or tree[first].text.lower() in measures()["adjectives"]
        or tree[first].pos in ("NUM", "DET", "PUNCT", "CCONJ", "ADP", "PRON", "PART")
    ):
        first += 1
    if tree[first].text.lower() in _time_words() and tree[min(first + 1, noun)].text == "-":
        first = min(first + 3, noun)  # "a 42-year-old woman" counts a woman
    end = noun
    for other in tree.children(noun, "conj"):
        plain = not tree.children(other, "nummod", "det", "poss") and tree[other].pos in ("NOUN", "PROPN")
        if plain and other - noun <= 3 and tree[other].tag in ("NNS", "NNPS"):
            end = other
    if tree[noun].text.lower() in _BARE:
        return "people"
    return " ".join(text[tree[first].start : tree[end].end].split()) or None


def phrase(text: str, tree: Tree, first: int, noun: int) -> str | None:
    """The counted noun phrase as a figure keeps it."""
    return _phrase(text, tree, first, noun)
