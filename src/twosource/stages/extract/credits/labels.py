"""Words under a label: "HOLUB: ..." in a transcript, "Police: ..." over a line, "the minister added: ..."."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ....model import Passage, Span
from ....text import trim
from ..syntax.cues import Sense, words
from ..syntax.subjects import Subject, phrase, somebody, subject
from ..syntax.tree import CLOSING, OPENING, Tree
from ..syntax.turns import asked, label
from ..syntax.verbs import cue_of, cue_span, passive
from .proposals import Proposal

_NAMES = frozenset(("PERSON",))
_SAID = Sense("said", False)


def labels(tree: Tree, passages: Sequence[Passage]) -> list[Proposal]:
    """What stands under a label, a proposal each; in a transcript up to the next label."""
    texts = [passage for passage in passages if passage.kind in ("text", "speaker", "heading")]
    often = Counter(m.group(1) for p in texts if (m := label(tree.text, p.start, p.end)))
    marks = [(number, found) for number, p in enumerate(texts) if (found := _label(tree, p, often))]
    capitals = sum(tree.text[span.start : span.end].isupper() for _, span in marks)
    proposals: list[Proposal] = []
    for place, (number, name) in enumerate(marks):
        if asked(tree.text, name.start):
            continue  # a question asserts nothing
        after = marks[place + 1][0] if place + 1 < len(marks) else number + 1
        own = texts[number : after if capitals >= 4 else number + 1][:40]
        colon = tree.text.index(":", name.end)
        opens = colon + (2 if tree.text.startswith(":]", colon) else 1)
        spans = [
            _bare(tree.text, max(p.start, opens) if i == 0 else p.start, p.end) for i, p in enumerate(own)
        ]
        parts = tuple(span for span in spans if span.end > span.start)
        inside = tree.between(name.start, name.end)
        if parts and inside:
            who = Subject(inside[-1], "label")
            proposals.append(
                Proposal(inside[-1], Span(colon, colon + 1), ":", _SAID, "label", name, who, parts)
            )
    return proposals


def _bare(text: str, start: int, end: int) -> Span:
    """The range without white space, and without marks of quotation around all of it."""
    start, end = trim(text, start, end)
    if text[end - 1 : end] == "]" and (cut := text.rfind("[", max(start, end - 40), end)) > start:
        start, end = trim(text, start, cut)  # a stage direction: "[clip ends]"
    if end - start > 2 and text[start] in OPENING and text[end - 1] in CLOSING and text[start] != "'":
        start, end = start + 1, end - 1
    return Span(start, end)


def _label(tree: Tree, passage: Passage, often: Counter[str]) -> Span | None:
    """The speaker's name that a paragraph begins with: in capitals, a known name, or "Police", "Report"."""
    match = label(tree.text, passage.start, passage.end)
    if not match:
        return None
    name = Span(*match.span(1))
    after = tree.text[match.end() : match.end() + 3].strip()
    text = tree.text[name.start : name.end]
    if (
        text.split()[0].lower() in words("no_opening")
        or text.lower() in words("not_labels")
        or not after
        or (after[0] in OPENING and match[0][-1:] != "]")
    ):
        return None
    if text.isupper() and (len(text) > 3 or text in ("Q", "A") or often[text] > 1 or match[0][:1] == "["):
        return name
    inside = tree.between(name.start, name.end)
    tensed = any(
        tree.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") for i in tree.between(match.end(), passage.end)
    )
    named = tensed and any(tree.tokens[i].ent in _NAMES for i in inside)
    return name if named or text.lower() in words("labels") else None


def announced(tree: Tree, passages: Sequence[Passage], taken: frozenset[int]) -> Iterator[Proposal]:
    """ "The minister added: ..." without marks: what follows the colon, to the end of the paragraph."""
    for passage in passages:
        colon = tree.text.find(":", passage.start, passage.end)
        while 0 <= colon < passage.end - 8:
            verb = _verb_before(tree, passage, colon)
            if verb is not None and verb not in taken:
                who = subject(tree, verb)
                span = _bare(tree.text, colon + 1, passage.end)
                if who and somebody(tree, who.token) and span.end > span.start:
                    cue, source = cue_span(tree, verb), phrase(tree, who.token, verb)
                    lemma = tree.tokens[verb].lemma
                    yield Proposal(verb, cue, lemma, _SAID, "announced", source, who, (span,))
                    break
            colon = tree.text.find(":", colon + 1, passage.end)


def _verb_before(tree: Tree, passage: Passage, colon: int) -> int | None:
    """The verb of saying just before a colon that opens on words without quotation marks."""
    after = tree.text[colon + 1 : colon + 4]
    if not after[:1].isspace() or not after.strip() or after.strip()[0] in OPENING:
        return None
    inside = tree.between(max(passage.start, colon - 60), colon)
    if not inside or tree.quote[inside[-1]] >= 0:
        return None
    for index in list(inside)[-6:][::-1]:
        token = tree.tokens[index]
        if token.pos == "VERB" and token.text.lower() in words("introducing"):
            return index if cue_of(tree, index) and not passive(tree, index) else None
        if token.pos in ("VERB", "AUX") or token.text in (".", ";"):
            return None
    return None
