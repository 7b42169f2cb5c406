"""What was just said, summed up and answered: "S, a claim that the army denies", "S, which the firm denies".

The noun, or the "which", stands for the clause before it, so that is what the second voice denies or confirms;
and the first voice's words end where it begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ....model import Span
from ..syntax.cues import cues, words
from ..syntax.frames import finite
from ..syntax.subjects import phrase, somebody, subject
from ..syntax.tree import Tree, trimmed
from ..syntax.verbs import cue_span
from .candidates import Candidate
from .trailing import LONGEST, somebody_there

_BREAKS = frozenset((",", "—", "–", "--", "-"))
_ENDS = frozenset((",", ".", ";", "!", "?", "—", "–", "--", ")"))
_BEHIND = frozenset(("as", "and", "but", "in", "on", "when", "while", "though", "although"))
_REACH = 24  # tokens from the noun to the verb that answers it
_BEFORE = 4  # words of the noun's phrase before it
_HELPERS = frozenset(("has", "have", "had", "was", "were", "is", "are", "been", "being"))
_NOT = frozenset(("not", "n't", "n’t", "never", "neither", "nor"))


@dataclass(frozen=True, slots=True)
class _Answer:
    """The mark before what sums up, the verb that answers it, and who does so: the head and the whole phrase."""

    mark: int
    verb: int
    who: int
    source: Span


def summed(tree: Tree, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, those before such a noun ended there, with the answers to them."""
    out = list(found)
    for at, token in enumerate(tree.tokens):
        if tree.quote[at] >= 0:
            continue
        if token.pos == "NOUN" and tree.lemmas[at] in words("summing"):
            mark = _mark(tree, at)
            answer = None if mark is None else _answered(tree, at, mark, "answering")
        elif tree.words[at] in ("which", "something") and tree.tokens[at - 1].text in _BREAKS:
            whole = _clause(tree, tree.sentences[tree.sentence[at]].first, at - 1)
            answer = _answered(tree, at, at - 1, "answering_all") if whole else None
        else:
            continue
        if answer is not None:
            out = list(_with(tree, out, answer))
    return out


def _mark(tree: Tree, noun: int) -> int | None:
    """The comma or dash before the phrase of a noun: ", a bitter accusation"; None where none stands there."""
    sentence = tree.sentences[tree.sentence[noun]]
    first = noun - 1
    while first > sentence.first and noun - first < _BEFORE and tree.tokens[first].pos in ("ADJ", "NOUN"):
        first -= 1
    if tree.words[first] not in ("a", "an", "the"):
        first += 1
        if tree.tokens[noun].tag != "NNS" or first != noun:
            return None  # "allegations the army denies"
    return first - 1 if first - 1 > sentence.first and tree.tokens[first - 1].text in _BREAKS else None


def _clause(tree: Tree, first: int, end: int) -> bool:
    """True where what stands before has a verb of its own, with who does it."""
    return any(
        tree.tokens[at].pos in ("VERB", "AUX")
        and finite(tree, at)
        and tree.of(at, "nsubj", "nsubjpass", "expl")
        for at in range(first, end)
    )


def _answered(tree: Tree, noun: int, mark: int, verbs: str) -> _Answer | None:
    """The verb that answers what was summed up, and whose it is; None where the sentence is not so built."""
    end = tree.sentences[tree.sentence[noun]].last
    after = noun + 1
    relative = tree.words[noun] == "which"
    if after < end and tree.tokens[after].text == "," and not relative:
        after += 1
    if after < end and tree.words[after] in ("that", "which"):
        after, relative = after + 1, True
    verb = next(
        (
            at
            for at in range(after, min(end, noun + _REACH))
            if tree.tokens[at].tag in _TOLD and _full(tree, at)
        ),
        None,
    )
    if verb is None or tree.lemmas[verb] not in words(verbs) or _turned(tree, after, verb):
        return None
    before = verb
    while before > after and (tree.words[before - 1] in _HELPERS or tree.tokens[before - 1].pos == "ADV"):
        before -= 1
    if before == after:
        return _by(tree, mark, verb, end)
    who = subject(tree, verb) if relative else None
    behind = tree.tokens[verb + 1] if verb + 1 < end else None
    closes = behind is None or behind.text in _ENDS or behind.pos == "ADV" or behind.text in _BEHIND
    if verbs != "answering" and not closes:
        return None  # "which the mayor denied selling"
    if who is not None and noun < who.token < verb and somebody(tree, who.token):
        return (
            None if tree.of(verb, "ccomp") else _Answer(mark, verb, who.token, phrase(tree, who.token, verb))
        )
    if not closes or before - after > LONGEST or not somebody_there(tree, after, before - 1):
        return None
    return _Answer(mark, verb, before - 1, Span(tree.tokens[after].start, tree.tokens[before - 1].end))


_TOLD = ("VBD", "VBZ", "VBP", "VBN")


def _full(tree: Tree, at: int) -> bool:
    """True for a verb that tells something, not for the "has" before it."""
    return tree.words[at] not in _HELPERS and tree.tokens[at].pos == "VERB"


def _turned(tree: Tree, first: int, verb: int) -> bool:
    """True for "which the army did not deny"."""
    return any(tree.words[at] in _NOT for at in range(first, verb)) or bool(tree.of(verb, "neg"))


def _by(tree: Tree, mark: int, verb: int, end: int) -> _Answer | None:
    """ "a claim denied by the army", "which was confirmed by a spokesman"."""
    by = next((at for at in range(verb + 1, min(verb + 5, end)) if tree.words[at] == "by"), None)
    if by is None or by + 1 >= end:
        return None
    stop = next((at for at in range(by + 1, end) if tree.tokens[at].text in _ENDS), end)
    if stop - by > LONGEST or not somebody_there(tree, by + 1, stop - 1):
        return None
    head = next((at for at in range(by + 2, stop) if tree.tokens[at].pos == "ADP"), stop) - 1
    return _Answer(mark, verb, head, Span(tree.tokens[by + 1].start, tree.tokens[stop - 1].end))


def _with(tree: Tree, found: Sequence[Candidate], answer: _Answer) -> Iterator[Candidate]:
    """The candidates of the sentence without what follows the mark, and the answer to the last of them."""
    mark, verb = answer.mark, answer.verb
    cue = cues("verbs").get(tree.lemmas[verb])
    sense = cue.senses.get("np") if cue else None
    first = tree.sentences[tree.sentence[verb]].first
    low, end = tree.tokens[first].start, tree.tokens[mark].start
    said, near, asked = trimmed(tree.text, low, end), -1, False
    behind = range(mark + 1, verb + 1)
    for candidate in found:
        if cue and sense and candidate.cue_token in behind:
            continue
        candidate = _before(tree, candidate, low, mark)
        content = candidate.content
        if low <= content.start and near < content.end <= end and not candidate.stance:
            said, near, asked = content, content.end, candidate.verb == "requested"
        yield candidate
    if cue and sense and not asked:
        features = {"construction:summed": 1.0, "path:subject": 1.0, "parts": 1.0}
        yield Candidate(
            answer.source, (cue_span(tree, verb),), said, (said,), cue.lemma, sense.verb,
            False, "summed", False, answer.who, verb, None, features,
        )  # fmt: skip


def _before(tree: Tree, candidate: Candidate, low: int, mark: int) -> Candidate:
    """The candidate, ended at the mark; where the noun's phrase was taken for what is said, with what is."""
    end = tree.tokens[mark].start
    cue_end = candidate.cue[0].end if candidate.cue else low
    if candidate.content.start == tree.tokens[mark + 1].start and low < cue_end < end:
        parts = [trimmed(tree.text, cue_end, end)]
    elif low <= candidate.content.start < end <= candidate.content.end:
        parts = [Span(p.start, min(p.end, end)) for p in candidate.parts if p.start < end]
        parts[-1] = trimmed(tree.text, parts[-1].start, parts[-1].end)
    else:
        return candidate
    return replace(candidate, parts=tuple(parts), content=Span(parts[0].start, parts[-1].end))
