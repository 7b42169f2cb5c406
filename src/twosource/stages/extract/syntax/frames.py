"""A content in the frame in which its cue takes it, and what every frame asks of the tree."""

from __future__ import annotations

from dataclasses import dataclass

from .cues import Sense
from .tree import Tree

Ranges = tuple[tuple[int, int], ...]  # inclusive token ranges, in order
WH = frozenset(("who", "what", "when", "where", "why", "how", "whether", "if", "which", "whom", "whose"))
TENSED = frozenset(("VBD", "VBZ", "VBP", "MD"))


@dataclass(frozen=True, slots=True)
class Content:
    """A content in a frame; ``reach`` is the last token of the cue's own words (a preposition, "as")."""

    ranges: Ranges
    frame: str
    sense: Sense
    reach: int | None = None
    head: int | None = None


def finite(tree: Tree, head: int) -> bool:
    """True for a clause with a tensed verb or a question word, not for an infinitive or participle."""
    token = tree.tokens[head]
    if token.tag in TENSED:
        return True
    for child in tree.children[head]:
        other = tree.tokens[child]
        if other.dep in ("aux", "auxpass", "cop") and other.tag in TENSED:
            return True
        if child < head and (other.text.lower() in WH or other.dep in ("nsubj", "nsubjpass", "expl")):
            return not infinitive(tree, head)
    return False


def infinitive(tree: Tree, head: int) -> bool:
    """True for "to" and a verb."""
    return any(tree.tokens[c].tag == "TO" for c in tree.of(head, "aux"))


def whole(tree: Tree, head: int) -> tuple[int, int]:
    """The subtree of a token, as a range."""
    return tree.first[head], tree.last[head]


def narrowed(tree: Tree, head: int) -> tuple[int, int]:
    """A noun phrase without a clause told in passing (", which ...")."""
    last = tree.last[head]
    for child in tree.children[head]:
        start = tree.first[child]
        if (
            child > head
            and tree.tokens[child].dep == "relcl"
            and tree.tokens[start - 1].text in (",", "-", "—", "--")
        ):
            last = min(last, start - 2)
    return tree.first[head], max(head, last)
