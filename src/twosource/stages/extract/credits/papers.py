"""What an account, a document or a picture is named for: "in the director's account", "photos by N purport to show"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from ....model import Span
from ..parties import authors, sourcelike, words
from ..speakers import Speakers
from ..syntax.pieces import bare
from ..syntax.tree import Tree
from ..syntax.verbs import says
from .candidates import Candidate
from .credited import NOMINAL, credited, ours

_DEPICTING = frozenset(("show", "depict", "prove", "reveal", "document", "capture", "confirm"))


def purported(tree: Tree, index: int, taken: Collection[int]) -> Iterator[Candidate]:
    """ "Photos posted by the group ... purport to show a crater": read off the words, since the verb is taken for a noun."""
    sentence = tree.sentences[tree.sentence[index]]
    verb = index + 2
    if (
        verb >= sentence.last
        or tree.tokens[index + 1].text != "to"
        or tree.tokens[verb].lemma not in _DEPICTING
    ):
        return
    objects = [o for o in tree.of(verb, "dobj", "ccomp") if o > verb]
    nouns = [at for at in range(sentence.first, index) if tree.tokens[at].lemma.lower() in words("documents")]
    if not objects or not nouns or verb in taken:
        return
    who, source = _poster(tree, nouns[0], index) or (
        nouns[0],
        Span(tree.tokens[_phrase_start(tree, nouns[0])].start, tree.tokens[index - 1].end),
    )
    content = bare(
        tree.text, tree.tokens[tree.first[objects[0]]].start, tree.tokens[tree.last[objects[0]]].end
    )
    cue = Span(tree.tokens[index].start, tree.tokens[verb].end)
    made = credited(source, cue, (content,), "show", "np", (who, verb))
    yield replace(made, verb="alleged")


def _poster(tree: Tree, noun: int, stop: int) -> tuple[int, Span] | None:
    """Who posted or published what the noun names: "photos posted on Telegram by the group N"."""
    done = [at for at in range(noun + 1, stop) if tree.tokens[at].lemma in words("publish") | {"release"}]
    by = next((at for at in range(done[0], stop) if tree.tokens[at].text == "by"), None) if done else None
    if by is None:
        return None
    end = by + 1
    while end < stop and tree.tokens[end].text != "," and tree.tokens[end].pos in NOMINAL:
        end += 1
    name = next((at for at in range(end - 1, by, -1) if tree.tokens[at].pos in ("PROPN", "NOUN")), None)
    return None if name is None else (name, Span(tree.tokens[by + 1].start, tree.tokens[end - 1].end))


def _phrase_start(tree: Tree, noun: int) -> int:
    at = noun
    while (
        at
        and tree.sentence[at - 1] == tree.sentence[noun]
        and tree.tokens[at - 1].pos in ("ADJ", "DET", "NUM", "NOUN")
    ):
        at -= 1
    return at


def account(tree: Tree, speakers: Speakers, noun: int, taken: Collection[int]) -> Iterator[Candidate]:
    """The clause that a phrase opens or cuts in two: "in the director's account, the gate broke"."""
    prep = tree.tokens[noun].head
    verb = tree.tokens[prep].head
    if tree.tokens[verb].dep in ("aux", "auxpass"):
        verb = tree.tokens[verb].head
    if tree.tokens[prep].text.lower() not in ("in", "by", "on") or tree.tokens[verb].pos not in (
        "VERB",
        "AUX",
    ):
        return
    if verb in taken or says(tree, verb) or not _set_off(tree, prep, noun):
        return
    owner = next((a for a in _owners(tree, noun) if sourcelike(tree, speakers, a)), None)
    if owner is None or ours(tree, speakers, owner):
        return
    whole = tree.span(tree.first[verb], tree.last[verb])
    low, high = tree.tokens[tree.first[prep]].start, tree.tokens[tree.last[prep]].end
    parts = tuple(
        span
        for span in (
            bare(tree.text, whole.start, min(low, whole.end)),
            bare(tree.text, max(high, whole.start), whole.end),
        )
        if span.end - span.start > 1
    )
    if parts and sum(p.end - p.start for p in parts) > 11:
        span, cue = tree.span(tree.first[owner], owner), Span(tree.tokens[prep].start, tree.tokens[noun].end)
        yield credited(span, cue, parts, "account", "account", (owner, prep))


def _owners(tree: Tree, noun: int) -> Iterator[int]:
    if tree.tokens[noun].lemma.lower() in words("documents"):
        yield from authors(tree, noun)
    else:
        yield from tree.of(noun, "poss", "compound")
        for prep in tree.of(noun, "prep"):
            if tree.tokens[prep].text.lower() in ("of", "from", "by"):
                yield from tree.of(prep, "pobj")


def _set_off(tree: Tree, prep: int, noun: int) -> bool:
    """True for a phrase that opens the sentence, or stands between commas."""
    first, last = tree.first[prep], tree.last[prep]
    opens = first == tree.sentences[tree.sentence[prep]].first or tree.tokens[first - 1].text == ","
    closes = last + 1 < len(tree.tokens) and tree.tokens[last + 1].text in (",", ".", ";", "there")
    return opens and closes
