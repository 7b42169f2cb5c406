"""What a bare number points back to: "nine were hurt", "two of them", "The dead: fourteen"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ....data.numerals import numbers
from ....model import Figure
from .bounds import Quantity
from .kinds import measures
from .lexemes import Lexeme, word
from .tree import CLAUSES, Tree

# How far back, in characters, "nine were hurt" may look for what the nine are.
BACK = 600
# A verb of counting lets a bare number stand for what was counted before: "the office puts it at 5,500".
_COUNTING = frozenset(
    [
        "count",
        "put",
        "stand",
        "give",
        "speak",
        "cite",
        "estimate",
        "mention",
        "talk",
        "number",
        "total",
        "reach",
        "be",
    ]
)
_TOPIC = re.compile(r"(?:^|[\n\r.;])\s*([^\n\r.;:]{2,60}):[^\n\r]*$")
_BARE = frozenset(
    [
        "dead",
        "wounded",
        "injured",
        "missing",
        "deaths",
        "injuries",
        "casualties",
        "fatalities",
        "killed",
        "bodies",
    ]
)


@dataclass(frozen=True, slots=True)
class Said:
    """A figure already found, as later ones may refer to it."""

    figure: Figure
    person: bool


def antecedent(said: Sequence[Said], start: int, whole: bool = True) -> Said | None:
    """The last figure before that counts persons or things something happened to, near enough to be meant.

    With ``whole`` a part of another count ("three of them children") is passed over.
    """
    for one in reversed(said):
        if start - one.figure.end > BACK:
            return None
        if one.figure.start >= start or one.figure.counts is None or one.figure.unit is not None:
            continue
        if (one.person or one.figure.measure) and not (whole and _cut_out(one.figure)):
            return one
    return None


_WHOSE = re.compile(r"(?:our|my|its|their|his|her)\b", re.IGNORECASE)


def _cut_out(figure: Figure) -> bool:
    """True for a part of what was counted or named; "two of our men" tells only whose they are."""
    return figure.part_of is not None and _WHOSE.match(figure.part_of) is None


def described(figure: Figure) -> str:
    """A figure as the whole of a part: "fourteen people"."""
    return figure.text if figure.nominal or not figure.counts else f"{figure.text} {figure.counts}"


def included(lex: Sequence[Lexeme], q: Quantity) -> bool:
    """True for "including three children", "among them two women"."""
    return any(word(lex, q.first - k) in ("including", "include") for k in (1, 2)) or (
        word(lex, q.first - 1) == "them" and word(lex, q.first - 2) in ("among", "of")
    )


def topic(text: str, start: int) -> str:
    """The measure of a heading before a colon: "The dead: ...", "Cut off in the valley: about 900"."""
    line = max(text.rfind("\n", max(0, start - 160), start), start - 160, -1) + 1
    before = _TOPIC.search(text[line:start])
    if before is None:
        return ""
    known = measures()
    for name in before.group(1).lower().split():
        hit = known["adjectives"].get(name) or known["nouns"].get(name, {}).get("is")
        if hit:
            return str(hit)
    return ""


_BREAK = re.compile(r"[.!?][\"”’')]*\s")
_CASES = frozenset(["case", "cases", "infection", "infections"])


def close(text: str, start: int, end: int) -> bool:
    """True where no more than one sentence ends between two offsets."""
    return end - start <= BACK and len(_BREAK.findall(text[start:end])) <= 1


def nearest(text: str, said: Sequence[Said], start: int) -> Said | None:
    """The last count before, of whatever kind, in the same sentence or the one before."""
    for one in reversed(said):
        if one.figure.start < start and one.figure.counts and one.figure.unit is None:
            return one if close(text, one.figure.end, start) and not _cut_out(one.figure) else None
    return None


_WITHIN = re.compile(
    r"\b(?:in|at|on|by|of|from|with|during|after|before|near|to)\s+(?:the\s+)?$", re.IGNORECASE
)


def beside(text: str, said: Sequence[Said], start: int) -> Said | None:
    """The last count of the same sentence, which "61 of them" means; none that only says where or how."""
    last = next((one for one in reversed(said) if one.figure.end <= start and not one.figure.nominal), None)
    if last is None or last.figure.unit or not last.figure.counts or _cut_out(last.figure):
        return None
    if _BREAK.search(text[last.figure.end : start]) or start - last.figure.end > BACK:
        return None
    return None if _WITHIN.search(text[max(0, last.figure.start - 16) : last.figure.start]) else last


def told_of(tree: Tree) -> str | None:
    """The things that the sentence before speaks of: "The rafts came in at dawn. We counted seven of them"."""
    found = None
    for k in range(tree.first - 1, max(-1, tree.first - 45), -1):
        token = tree.tokens[k]
        if token.tag == "NNS" and token.text.lower() not in numbers()["time"]:
            if token.dep in ("nsubj", "nsubjpass", "ROOT"):
                return token.text.lower()
            found = found or (token.text.lower() if token.dep == "dobj" else None)
    return found


def counted_by(meant: Said, name: str) -> str | None:
    """What a number counts that points back to another; who died of some cases are people."""
    counts = meant.figure.counts or ""
    if name in measures()["only_persons"] and counts.rpartition(" ")[2].lower() in _CASES:
        return "people"
    return meant.figure.counts


def of_persons(tree: Tree, node: int) -> bool:
    """True for "two of those who fled", "sixty of those coming in"."""
    for noun, prep in tree.objects_of_prepositions(node, "of"):
        if prep == "of" and tree[noun].text.lower() == "those":
            return any(
                tree[k].tag in ("VBG", "VBN") or tree[k].dep == "relcl" for k in tree.children(noun, *CLAUSES)
            )
    return False


def ellipsis(
    text: str, tree: Tree, q: Quantity, node: int, name: str, last: Said | None
) -> tuple[str | None, str]:
    """(what a bare number counts, its measure): what was counted last, else people where only they are meant."""
    if name:
        told = last.figure.counts if last is not None and last.figure.counts not in _BARE else None
        if last is not None and last.figure.nominal and (q.value or 0) > 9:
            told = None  # 25,000 are not the one student told of before
        if told and last is not None and (last.person or last.figure.measure == name):
            return told, name
        return ("people" if name in measures()["persons"] else None), name
    if last is None or not (last.figure.measure or last.person):
        return None, name
    large = q.bound != "exact" or (q.value or 0) >= 100
    head = tree.head(node)
    found = last.figure.counts, last.figure.measure or ""
    if (head is not None and tree.children(head, "expl")) or _stands_for(text, tree, q, node, last.figure):
        return found
    return found if large and last.figure.measure and _stands_alone(tree, node) else (None, name)


_SAYING = frozenset(["say", "report", "claim", "insist", "maintain"])
_THE_COUNT = frozenset(["it", "figure", "number", "toll", "count", "total", "tally"])


def _stands_for(text: str, tree: Tree, q: Quantity, node: int, last: Figure) -> bool:
    """True for a number in the place of one just given: "the ministry says 23", "on Thursday it was two"."""
    if not last.measure or not close(text, last.end, tree[node].start) or q.form not in ("digits", "words"):
        return False
    verb = next((k for k in tree.up(node, 3) if tree[k].pos in ("VERB", "AUX")), None)
    if verb is None or tree[node].dep not in ("dobj", "attr", "pobj") or any(tree.children(node)):
        return False
    lemma = tree[verb].lemma.lower()
    if tree[node].dep == "dobj" and lemma in _SAYING and tree.head(node) == verb:
        return bool(tree.children(verb, "nsubj"))
    meant = {tree[k].text.lower() for k in tree.children(verb, "nsubj", "dobj", "nsubjpass")}
    return lemma in _COUNTING and bool(meant & _THE_COUNT) and not tree.children(verb, "advcl")


def _stands_alone(tree: Tree, node: int) -> bool:
    """True for a number that a verb of counting or standing governs."""
    if tree[node].dep not in ("dobj", "pobj", "attr", "npadvmod"):
        return False
    return any(tree[k].lemma.lower() in _COUNTING for k in tree.up(node, 4))
