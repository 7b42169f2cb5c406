"""What a number without a noun counts, where its own clause or the sentence before says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....data.numerals import numbers
from ....model import Figure
from .bounds import Quantity
from .kinds import measures
from .referring import BACK, Said, close, told_of
from .tree import SUBJECTS, Tree

_NUMBERS = frozenset(["number", "total", "count", "tally", "sum"])
_SHARES = frozenset(["figure", "number", "share", "rate", "percentage", "proportion"])
_PUTTING = {
    "at": frozenset(["put", "place", "estimate", "peg", "set"]),
    "as": frozenset(["give", "state", "list"]),
}
_SPEAKING = frozenset(["speak", "talk"])
_TELLING = frozenset(["say", "tell", "report", "claim", "answer"])
_WITHIN = ("amod", "compound", "nmod", "poss")


def of_subject(tree: Tree, node: int) -> tuple[str, int] | None:
    """ "The number of polling stations was 6,210", "put the number of homes cut off at 38,000": of what it is, and its noun."""
    verb = next((k for k in tree.up(node, 2) if tree[k].pos in ("VERB", "AUX")), None)
    told = list(tree.children(verb, "nsubj", "nsubjpass")) if verb is not None and verb < node else []
    told += _put(tree, node)
    for subject in told:
        if tree[subject].lemma.lower() not in _NUMBERS:
            continue
        for noun, _ in tree.objects_of_prepositions(subject, "of"):
            if tree[noun].text.lower() == "those" and tree.children(noun, "acl", "relcl"):
                return "people", noun  # "put the number of those taken to hospital at 38"
            lemma = tree[noun].lemma.lower()
            named = lemma in measures()["nouns"] or lemma in measures()["adjectives"]
            if tree[noun].tag in ("NNS", "NNPS") and not named and lemma not in numbers()["time"]:
                words = [tree[k].text for k in tree.children(noun, *_WITHIN) if k < noun]
                return " ".join([*words, tree[noun].text]), noun
    return None


def _put(tree: Tree, node: int) -> list[int]:
    """The object of the "put" whose "at" the number stands behind, or of the "give" with "as"."""
    above = list(tree.up(node, 8))  # the parse may hang "at" from "those taken to hospital"
    putting = _PUTTING.get(tree[above[0]].text.lower()) if above else None
    verb = next((k for k in above if tree[k].lemma.lower() in putting), None) if putting else None
    return [k for k in tree.children(verb, "dobj") if k < node] if verb is not None else []


def same_scale(text: str, tree: Tree, node: int, said: Sequence[Said]) -> Figure | None:
    """The percentage that "the right figure is 79" puts right: one given just before."""
    verb = tree.head(node)
    if verb is None or tree[node].dep != "attr" or not said:
        return None
    subjects = {tree[k].lemma.lower() for k in tree.children(verb, "nsubj")}
    last = said[-1].figure
    near = (
        len(text[last.end : tree[node].start]) < 200 and text.count("\n\n", last.end, tree[node].start) == 0
    )
    return last if subjects & _SHARES and last.unit == "%" and near else None


_SAME = re.compile(
    r"\b(?:the|that) (?:very )?same (?:number|figure|sum|total|amount|count|toll)(?:,|:| of| –| —| -)\s+$",
    re.IGNORECASE,
)


def same_again(text: str, start: int, q: Quantity, said: Sequence[Said]) -> Figure | None:
    """The figure that "gave the same sum, forty million" repeats: one of that value, not far before."""
    if not _SAME.search(text, max(0, start - 40), start):
        return None
    before = (one.figure for one in reversed(said) if one.figure.end <= start)
    return next((each for each in before if each.value == q.value and start - each.end <= 2 * BACK), None)


def carried(
    text: str, tree: Tree, q: Quantity, node: int, said: Sequence[Said]
) -> tuple[str | None, str | None]:
    """(what it counts, measure) of a number that stands where one just given could: "in May there were 31"."""
    last = next((one.figure for one in reversed(said) if one.figure.end <= tree[node].start), None)
    verb = next((k for k in tree.up(node, 4) if tree[k].pos in ("VERB", "AUX")), None)
    if verb is None or q.form not in ("digits", "words"):
        return None, None
    if last is not None and last.counts and last.unit is None and close(text, last.end, tree[node].start):
        lemma = tree[verb].lemma.lower()
        stands = bool(tree.children(verb, "expl")) and tree[node].dep == "attr"
        spoken = lemma in _SPEAKING and tree[node].dep == "pobj"
        told = lemma in _TELLING and q.bound in ("lower", "upper") and tree[node].dep == "dobj"
        above = list(tree.up(node, 2))
        counted = len(above) == 2 and tree[above[0]].text == "of" and tree[above[1]].lemma.lower() in _NUMBERS
        if stands or spoken or told or counted:
            return last.counts, last.measure
    first = next((k for k in range(tree.first, node + 1) if tree[k].text.isalnum()), node)
    opens = first == node and tree[node].dep in SUBJECTS and (q.value or 0) > 1
    return (told_of(tree) if opens else None), None
