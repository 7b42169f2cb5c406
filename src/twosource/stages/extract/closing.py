"""Where a content ends: what the outlet adds, before, behind or beside, is not what the source said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model import Span
from ..datelines import dateline
from .credits.candidates import Candidate
from .parties import words as chain_words
from .silence.kept import Silence, words
from .silence.unanswered import in_passing
from .syntax.pieces import bare
from .syntax.tree import Tree

# Forms that a sentence may begin with too ("BERLIN, Germany. It ..."): no words are cut off for them.
_DOUBTFUL = ("stop", "known")


def closed(
    tree: Tree, candidate: Candidate, others: Sequence[Candidate], silent: Sequence[Silence]
) -> Iterator[Candidate]:
    """The candidate with its content ended where it ends; two, where a denial goes on to say what is so instead."""
    candidate = _in_sentence(tree, _placed(tree, _opened(tree.text, candidate)))
    if candidate.verb == "denied" and (colon := _after_colon(tree, candidate)):
        yield replace(candidate, content=colon[0], parts=(colon[0],))
        yield replace(candidate, content=colon[1], parts=(colon[1],), verb="said", lemma="say")
        return
    if candidate.direct:
        yield candidate
        return
    end = min(
        [candidate.content.end, *_remarks(tree, candidate), *_asides(tree, candidate, others, silent)],
    )
    yield _ended(tree.text, candidate, end) if end < candidate.content.end else candidate


def sourced(tree: Tree, candidate: Candidate) -> Candidate:
    """Where no source was found: the name at the end of the content, "..., the governor's office, N, said"."""
    if candidate.source is not None or candidate.direct or not candidate.cue or len(candidate.parts) != 1:
        return candidate
    content, cue = candidate.content, candidate.cue[0]
    if cue.start < content.end or tree.text[content.end : cue.start].strip(" \t") != ",":
        return candidate
    comma, at = 0, tree.at(cue.start - 1)
    while (
        at > tree.at(content.start)
        and tree.tokens[at].pos not in ("VERB", "AUX", "ADV", "SCONJ")
        and tree.at(cue.start) - at < 16
    ):
        comma = at if tree.tokens[at].text == "," and tree.tokens[at].start < content.end else comma
        at -= 1
    if not comma:
        return candidate
    source = Span(tree.tokens[comma + 1].start, content.end)
    part = bare(tree.text, content.start, tree.tokens[comma].start)
    return replace(candidate, source=source, content=part, parts=(part,))


def _in_sentence(tree: Tree, candidate: Candidate) -> Candidate:
    """Words after a colon without quotation marks end with their sentence; labels of a transcript do not."""
    start = candidate.content.start
    if candidate.construction == "label" or candidate.direct or len(candidate.parts) > 1:
        return candidate
    sentence = tree.sentences[tree.sentence[tree.at(start)]]
    return (
        _ended(tree.text, candidate, sentence.end) if sentence.end < candidate.content.end - 3 else candidate
    )


def _placed(tree: Tree, candidate: Candidate) -> Candidate:
    """Without the occasion before "that": "said in a statement that X" says X."""
    start, end = candidate.parts[0].start, candidate.parts[0].end
    inside = tree.between(start, end)
    if candidate.direct or not inside or tree.tokens[inside[0]].pos != "ADP":
        return candidate
    if begins := _past_the_day(tree, candidate, inside):
        part = bare(tree.text, begins, end)
        return replace(
            candidate, parts=(part, *candidate.parts[1:]), content=Span(part.start, candidate.content.end)
        )
    for at in inside[1:9]:
        if tree.tokens[at].text.lower() == "that" and _occasion(tree, inside[0], at):
            part = bare(tree.text, tree.tokens[at].end, end)
            parts = (part, *candidate.parts[1:])
            return replace(candidate, parts=parts, content=Span(part.start, candidate.content.end))
    return candidate


def _past_the_day(tree: Tree, candidate: Candidate, inside: range) -> int | None:
    """Where what is said begins behind the day of saying: "said on Tuesday it had lost two planes"."""
    cue = candidate.cue[0].end if candidate.cue else -1
    if not 0 < tree.tokens[inside[0]].start - cue <= 2 or tree.tokens[inside[0]].text.lower() not in (
        "on",
        "in",
        "late",
        "early",
    ):
        return None
    for at in inside[1:6]:
        token = tree.tokens[at]
        if token.ent in ("DATE", "TIME"):
            continue
        subject = token.dep in ("nsubj", "nsubjpass", "expl", "poss", "det", "compound", "amod", "nummod")
        return token.start if subject and at > inside[1] and token.pos != "PUNCT" else None
    return None


def _occasion(tree: Tree, first: int, last: int) -> bool:
    lemmas = {tree.tokens[at].lemma.lower() for at in range(first, last)}
    return bool(
        lemmas & (chain_words("talk") | chain_words("documents") | {"conference", "hearing", "meeting"})
    )


def _opened(text: str, candidate: Candidate) -> Candidate:
    """Without the dateline that the paragraph opens with."""
    first = candidate.parts[0]
    line = text.rfind("\n", 0, first.start) + 1
    filed = after_dateline(text, line)
    if not first.start < filed < first.end:
        return candidate
    parts = (Span(filed, first.end), *candidate.parts[1:])
    return replace(candidate, parts=parts, content=Span(parts[0].start, candidate.content.end))


def after_dateline(text: str, start: int) -> int:
    """Where the text goes on after the dateline of the paragraph that holds ``start``."""
    line = text.rfind("\n", 0, start) + 1
    line += len(text[line : line + 40]) - len(text[line : line + 40].lstrip())
    found = dateline(text, line)
    return max(start, found.end) if found and found.form not in _DOUBTFUL else start


def _after_colon(tree: Tree, candidate: Candidate) -> tuple[Span, Span] | None:
    """ "We reject this: every check was made": what is denied, and what is said against it."""
    text, start, end = tree.text, candidate.content.start, candidate.content.end
    colon = text.find(":", start, min(end + 2, start + 60))
    if colon < 0 or len(text[start:colon].split()) > 4:
        return None
    sentence = tree.sentences[tree.sentence[tree.at(start)]]
    answer = bare(text, colon + 1, max(end, sentence.end))
    return (bare(text, start, colon), answer) if answer.end - answer.start > 12 else None


def _remarks(tree: Tree, candidate: Candidate) -> Iterator[int]:
    """The outlet's participle behind an indirect content: "..., marking the first time"."""
    for part in candidate.parts:
        for at in tree.between(part.start + 12, part.end):
            token = tree.tokens[at]
            if token.tag != "VBG":
                continue
            if (token.lemma in words("remarks") and tree.tokens[at - 1].text == ",") or (
                tree.tokens[at - 1].text.lower() == "without"
                and (in_passing(tree, at) or _unproven(tree, at))
            ):
                yield tree.tokens[at - 1].start


def _unproven(tree: Tree, at: int) -> bool:
    """ "without providing evidence": the outlet's word on what it was told."""
    return tree.tokens[at].lemma in words("produce") and any(
        tree.tokens[n].lemma in words("proof") for n in tree.of(at, "dobj")
    )


def _asides(
    tree: Tree, candidate: Candidate, others: Sequence[Candidate], silent: Sequence[Silence]
) -> Iterator[int]:
    """Where another voice takes over after a comma: "..., while B puts it at six", "..., although nobody knows"."""
    low = bisect_left(others, candidate.content.start, key=lambda c: c.content.start)
    at = low
    while at < len(others) and others[at].content.start < candidate.content.end:
        other = others[at]
        begins = min(
            [
                other.content.start,
                *(s.start for s in other.cue),
                *([other.source.start] if other.source else []),
            ]
        )
        if other is not candidate and other.source and candidate.content.start < begins:
            yield from _break(tree, candidate, begins)
        at += 1
    at = bisect_left(silent, candidate.content.start + 1, key=lambda s: s.span.start)
    while at < len(silent) and silent[at].span.start < candidate.content.end:
        if silent[at].kind == "not_verified" and not silent[at].parties:
            yield from _break(tree, candidate, silent[at].span.start)
        at += 1


def _break(tree: Tree, candidate: Candidate, start: int) -> Iterator[int]:
    """The comma before a clause that begins at ``start`` with a word that sets it apart."""
    index = tree.at(start)
    for back in range(index - 1, max(index - 4, 0), -1):
        if tree.tokens[back].text == "," and tree.tokens[back].start > candidate.content.start + 12:
            between = {tree.tokens[at].text.lower() for at in range(back + 1, index + 1)}
            if between & words("asides"):
                yield tree.tokens[back].start
            return


def _ended(text: str, candidate: Candidate, end: int) -> Candidate:
    parts = tuple(
        part
        for part in (bare(text, p.start, min(p.end, end)) for p in candidate.parts if p.start < end)
        if part.end > part.start
    )
    if not parts:
        return candidate
    return replace(candidate, parts=parts, content=Span(parts[0].start, parts[-1].end))
