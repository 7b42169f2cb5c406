"""Counts, timings and numbers given, as contents: "counted four", "put the blast at 3.41", "gave the number as nine"."""

from __future__ import annotations

from collections.abc import Iterator

from ....model import Span
from ..parties import sourcelike, words
from ..speakers import Speakers
from ..syntax.pieces import bare
from ..syntax.subjects import phrase, subject
from ..syntax.tree import Tree
from .candidates import Candidate
from .credited import credited, ours

_PLACED = frozenset(["put", "place", "set", "fix", "date", "time", "peg"])
_COUNTED = frozenset(["count", "tally", "log", "register", "number", "list", "record", "admit"])
_KEPT = frozenset(["register", "record", "log", "admit"])  # what is said here is that it was done
_HELD = frozenset(["stand", "stick", "hold", "speak", "talk"])
_REACHED = {"arrive": "at"}  # "also arrived at six treated"
_AT = frozenset(("at", "as", "on", "to"))


def _content(tree: Tree, verb: int, lemma: str) -> tuple[int, int] | None:
    """First and last token of what was counted, timed or given."""
    objects = [c for c in tree.of(verb, "dobj", "nummod", "attr", "oprd") if c > verb]
    if lemma in _PLACED and objects:
        ends = [
            tree.last[p]
            for p in tree.of(verb, "prep")
            if p > objects[0] and tree.tokens[p].text.lower() in _AT
        ]
        ends += [tree.last[p] for p in tree.of(objects[-1], "prep") if tree.tokens[p].text.lower() == "at"]
        return (verb, max(ends)) if ends else None
    if lemma in _COUNTED and objects:
        if lemma in _KEPT:
            return min([verb, *tree.of(verb, "aux")]), to_the_end(tree, verb)
        bare_number = tree.tokens[objects[0]].pos == "NUM" and objects[0] == verb + 1
        return verb if bare_number else tree.first[objects[0]], tree.last[objects[-1]]
    if lemma == "give":
        figures = [o for o in objects if tree.tokens[o].lemma.lower() in words("numbers")]
        ends = [tree.last[p] for p in tree.of(verb, "prep") if figures and p > figures[0]]
        ends += [_apposed(tree, tree.last[o]) for o in figures]
        return (tree.first[figures[0]], max([tree.last[figures[0]], *ends])) if figures else None
    if lemma in _HELD:
        for prep in tree.of(verb, "prep"):
            for noun in tree.of(prep, "pobj"):
                if tree.tokens[prep].text.lower() in ("by", "to", "of"):
                    return tree.first[noun], tree.last[noun]
    for prep in tree.of(verb, "prep") if lemma in _REACHED else ():
        for noun in tree.of(prep, "pobj"):
            behind = noun + 1  # "six treated": what they are may be read as a word of its own
            state = behind < len(tree.tokens) and tree.tokens[behind].tag == "VBN"
            given = (
                state
                if tree.tokens[noun].pos == "NUM"
                else tree.tokens[noun].lemma.lower() in words("numbers")
            )
            if given and tree.tokens[prep].text.lower() == _REACHED[lemma]:
                return tree.first[noun], max(tree.last[noun], behind if state else noun)
    return None


def to_the_end(tree: Tree, verb: int) -> int:
    """The last token of what the verb tells, clauses joined to it left out."""
    ends = [
        tree.last[c]
        for c in tree.children[verb]
        if c > verb and tree.tokens[c].dep not in ("conj", "cc", "punct", "advcl")
    ]
    return max([verb, *ends])


def _apposed(tree: Tree, last: int) -> int:
    """The figure after the noun, where the parse made it a clause: "a further loss, nine boats sunk"."""
    end = tree.sentences[tree.sentence[last]].last
    if (
        last + 2 < end
        and tree.tokens[last + 1].text in (",", ":")
        and number(tree, last + 2, min(last + 4, end - 1))
    ):
        at = last + 2
        while at < end and tree.tokens[at].text not in (",", ";", ".", "—", "–"):
            at += 1
        return at - 1
    return last


def number(tree: Tree, first: int, last: int) -> bool:
    """True where a number or an hour stands between two tokens."""
    return any(tree.tokens[at].pos == "NUM" or tree.tokens[at].ent == "TIME" for at in range(first, last + 1))


def counted(tree: Tree, speakers: Speakers, verb: int, lemma: str) -> Iterator[Candidate]:
    """The number that somebody other than the publisher counted, timed or gave."""
    found = _content(tree, verb, lemma)
    if not found or not number(tree, *found):
        return
    who = subject(tree, verb)
    if who is None or tree.of(verb, "nsubjpass", "auxpass"):
        return
    heads = [who.antecedent if who.antecedent is not None else who.token, *tree.of(verb, "nsubj")]
    head = next((h for h in reversed(heads) if sourcelike(tree, speakers, h)), None)
    if head is None or ours(tree, speakers, head):
        return
    source, token = phrase(tree, head, verb), tree.tokens[verb]
    yield credited(
        source, Span(token.start, token.end), (bare(tree.text, tree.tokens[found[0]].start, tree.tokens[found[1]].end),),
        token.lemma, "count", (head, verb),
    )  # fmt: skip
