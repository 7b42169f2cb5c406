"""What was just said, summed up in a noun and answered: "S, a claim that the army denies", "S — an account she confirmed".

The noun stands for the clause before it, so that is what the second voice denies or confirms; and the first
voice's words end where the noun begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ....model import Span
from ..syntax.cues import cues, words
from ..syntax.subjects import phrase, somebody, subject
from ..syntax.tree import Tree, trimmed
from ..syntax.verbs import cue_span
from .candidates import Candidate

_BREAKS = frozenset((",", "—", "–", "--", "-"))
_REACH = 24  # tokens from the noun to the verb that answers it
_BEFORE = 4  # words of the noun's phrase before it


def summed(tree: Tree, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, those before such a noun ended there, with the answers to them."""
    out = list(found)
    for noun, token in enumerate(tree.tokens):
        if token.pos == "NOUN" and token.lemma.lower() in words("summing") and tree.quote[noun] < 0:
            answer = _answered(tree, noun)
            if answer is not None:
                out = list(_with(tree, out, noun, *answer))
    return out


def _answered(tree: Tree, noun: int) -> tuple[int, int] | None:
    """The mark before the noun's phrase and the verb that answers it; None where the sentence is not so built."""
    sentence = tree.sentences[tree.sentence[noun]]
    first = noun - 1
    while first > sentence.first and noun - first < _BEFORE and tree.tokens[first].pos in ("ADJ", "NOUN"):
        first -= 1
    if tree.tokens[first].text.lower() not in ("a", "an", "the") or first - 1 <= sentence.first:
        return None
    if tree.tokens[first - 1].text not in _BREAKS:
        return None
    after = noun + 1
    if after < sentence.last and tree.tokens[after].text == ",":
        after += 1
    if after >= sentence.last or tree.tokens[after].text.lower() not in ("that", "which"):
        return None
    for verb in range(after + 1, min(sentence.last, noun + _REACH)):
        token = tree.tokens[verb]
        if token.pos == "VERB" and token.tag in ("VBD", "VBZ", "VBP", "VBN"):
            fits = token.lemma in words("answering") and not tree.of(verb, "auxpass", "ccomp", "neg")
            return (first - 1, verb) if fits else None
    return None


def _with(tree: Tree, found: Sequence[Candidate], noun: int, mark: int, verb: int) -> Iterator[Candidate]:
    """The candidates of the sentence without what follows the mark, and the answer to the last of them."""
    who, cue = subject(tree, verb), cues("verbs").get(tree.tokens[verb].lemma)
    sense = cue.senses.get("np") if cue else None
    answers = cue and sense and who and who.token > noun and somebody(tree, who.token)
    low, end = tree.tokens[tree.sentences[tree.sentence[noun]].first].start, tree.tokens[mark].start
    said, near = trimmed(tree.text, low, end), -1
    for candidate in found:
        if answers and candidate.cue_token in (noun, verb):
            continue
        candidate = _before(tree, candidate, low, mark)
        content = candidate.content
        if low <= content.start and near < content.end <= end and not candidate.stance:
            said, near = content, content.end
        yield candidate
    if answers and cue and sense and who:
        features = {"construction:summed": 1.0, f"path:{who.path}": 1.0, "parts": 1.0}
        yield Candidate(
            phrase(tree, who.token, verb), (cue_span(tree, verb),), said, (said,), cue.lemma, sense.verb,
            False, "summed", False, who.token, verb, None, features,
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
