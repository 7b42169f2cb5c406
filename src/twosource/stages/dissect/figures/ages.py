"""Ages: "20-year-old", "aged 44", "Wick, 61,", "she was 71"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .bounds import Quantity
from .kinds import is_person
from .lexemes import Lexeme, touches, word
from .tree import Tree

OLDEST = 122.0  # the greatest age ever documented
_OLD = re.compile(
    r"[\s-]+(?:years?|yrs?|yo|y/o|months?|weeks?|days?)[\s-]+(?:olds?\b|of\s+age\b)|\s?y/?o\b", re.IGNORECASE
)
_AGED = re.compile(r"\b(?:aged|ages?|age\s+of|ages?\s+of|ages?\s+(?:between|from)|aged\s+(?:between|from)|turned|turning|turns)\s*(?:of\s+)?$", re.IGNORECASE)  # fmt: skip
_DECADE = re.compile(r"\b(?:his|her|their|my|our)\s+(?:early\s+|mid[-\s]|late\s+)?$", re.IGNORECASE)


def age_end(text: str, lex: Sequence[Lexeme], q: Quantity, tree: Tree) -> int | None:
    """Where the age ends if the quantity is one, else None."""
    if (q.value is not None and q.value > OLDEST) or q.unit or q.form not in ("digits", "words"):
        return None
    start, end = lex[q.number].start, lex[q.past - 1].end
    old = _OLD.match(text, end)
    if old:
        return old.end()
    first = lex[q.first].start
    if _AGED.search(text, max(0, first - 24), first) or _AGED.search(text, max(0, start - 24), start):
        return end
    return end if _apposed(lex, q, tree) or _said(lex, q, tree) else None


def decade(text: str, lex: Sequence[Lexeme], i: int) -> int | None:
    """The end of "40s" in "in his 40s", else None."""
    if not lex[i].digits or word(lex, i + 1) not in ("s", "'s", "’s") or not touches(lex, i + 1):
        return None
    fits = lex[i].text.isdigit() and len(lex[i].text) == 2 and lex[i].text.endswith("0")
    return lex[i + 1].end if fits and _DECADE.search(text, max(0, lex[i].start - 16), lex[i].start) else None


def _apposed(lex: Sequence[Lexeme], q: Quantity, tree: Tree) -> bool:
    """A bare number between a name (or a person) and a comma: "Jory Wick, 61, who"."""
    i = q.number
    if q.first != i or not lex[i].digits or not lex[i].text.isdigit():
        return False
    if word(lex, i - 1) in ("both", "each", "all") and word(lex, i - 2) in (",", "("):
        return word(lex, q.past) in (",", ")", ".", ";") and 1 <= (q.value or 0) <= 110  # ", both 16,"
    if word(lex, i - 1) not in (",", "("):
        return False
    if word(lex, q.past) not in (
        ",",
        ".",
        ";",
        ")",
        "and",
        "from",
        "of",
        "—",
        "–",
        "-",
        "who",
        "was",
        ":",
        "whose",
    ):
        return False
    if word(lex, i - 1) == "(" and word(lex, q.past) not in (")", ","):
        return False
    before = tree.at(lex[i - 2].start) if i >= 2 else None
    if before is None or not 1 <= (q.value or 0) <= 110:
        return False
    named = tree[before].ent == "PERSON" or (
        tree[before].pos == "PROPN" and tree[before].ent in ("", "PERSON", "ORG", "GPE")
    )
    month = tree[before].ent in ("DATE", "TIME") or tree[before].pos == "NUM"
    return not month and (named or is_person(tree[before].text))


def _said(lex: Sequence[Lexeme], q: Quantity, tree: Tree) -> bool:
    """ "He was 44": a bare number said of one person."""
    node = tree.at(lex[q.number].start)
    head = tree.head(node) if node is not None else None
    if (
        node is None
        or head is None
        or tree[node].dep not in ("attr", "acomp")
        or tree[head].lemma not in ("be", "turn")
    ):
        return False
    if word(lex, q.past) in ("of", "%") or (q.value or 0) < 2 or word(lex, q.number - 1) in ("the", "number"):
        return False
    subject = tree.child(head, "nsubj")
    if subject is None or not 1 <= (q.value or 0) <= 110:
        return False
    return (
        tree[subject].text.lower() in ("he", "she", "i", "who")
        or tree[subject].ent == "PERSON"
        or (tree[subject].tag == "NN" and is_person(tree[subject].text))
    )
