"""Direct quotations: which are whole, which belong together, and over which paragraphs they go on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ....model import Passage, Quote, Span
from ..syntax.cues import words
from ..syntax.tree import OPENING, Tree
from .introduced import Speech, cued_after, cued_before

__all__ = ["Speech", "speeches"]

_STOPS = frozenset(".!?…")
_SIGNATURE = re.compile(r"[.!?…]\s+((?:[A-Z][\w'’-]+[ \xa0]){1,3}[A-Z][\w'’-]+)\.?\s*$")
_ENDED = frozenset(".,!?…—–-")


@dataclass(frozen=True, slots=True)
class _Place:
    """A quotation in its paragraph: with its marks, and whether it is whole."""

    quote: Quote
    start: int  # of the opening mark
    end: int  # after the closing mark
    whole: bool


def speeches(tree: Tree, passages: Sequence[Passage]) -> list[Speech]:
    """Every whole direct quotation, over cues in its midst and over paragraphs; without a cue where none is said."""
    found: list[Speech] = []
    at = 0
    before: Passage | None = None
    for passage in passages:
        mine: list[Quote] = []
        while at < len(tree.quotes) and tree.quotes[at].start < passage.end:
            if tree.quotes[at].start >= passage.start:
                mine.append(tree.quotes[at])
            at += 1
        if passage.kind == "furniture":
            continue
        if mine:
            last = found[-1] if found and before and found[-1].parts[-1].start >= before.start else None
            told, carried = _within(tree, passage, mine, last, before)
            if carried:
                found[-1] = carried
            found += told
        before = passage
    return found


def _within(
    tree: Tree, passage: Passage, mine: Sequence[Quote], last: Speech | None, before: Passage | None
) -> tuple[list[Speech], Speech | None]:
    """The speeches of one paragraph; and the paragraph before's last one, where this one carries it on."""
    places = [_place(tree.text, passage, quote) for quote in mine]
    found: list[Speech] = []
    carried: Speech | None = None
    index = 0
    while index < len(places):
        place = places[index]
        if not place.whole:
            index += 1
            continue
        speech, used = _speech(tree, passage, places, index)
        first = index == 0 and place.start == passage.start
        if speech.cue is None and first and last and last.open:
            carried = last = replace(last, parts=last.parts + speech.parts, open=speech.open)
        elif speech.cue is None and first and before and tree.text[before.end - 1] == ":":
            intro = cued_before(tree, before.start, before.end)
            found.append(replace(intro, parts=speech.parts, open=speech.open) if intro else speech)
        elif (
            speech.cue is None
            and first
            and place.end == passage.end
            and (signed := _signed_within(tree, speech))
        ):
            found.append(signed)
        elif (
            speech.cue and first and last and last.open and last.cue is None and _same(tree.text, last, place)
        ):
            carried = last = replace(speech, parts=last.parts + speech.parts)
        elif speech.cue is None and found and found[-1].cue:
            found[-1] = replace(found[-1], parts=found[-1].parts + speech.parts, open=speech.open)
        else:
            found.append(speech)
        index = used
    return found, carried


def _signed_within(tree: Tree, speech: Speech) -> Speech | None:
    """A message quoted whole that ends in its writer's name: "... We took nothing from anyone. Anna Berg." """
    last = speech.parts[-1]
    match = _SIGNATURE.search(tree.text, max(last.start, last.end - 60), last.end)
    if not match or match.start(1) - last.start < 20:
        return None
    inside = tree.between(*match.span(1))
    if not inside or any(tree.tokens[i].pos in ("VERB", "AUX") for i in inside):
        return None
    name = Span(*match.span(1))
    end = match.start(1)
    while end > last.start and tree.text[end - 1].isspace():
        end -= 1
    parts = (*speech.parts[:-1], Span(last.start, end))
    return replace(speech, parts=parts, cue=name, source=name, speaker=inside[-1], path="signed", open=False)


def _same(text: str, last: Speech, place: _Place) -> bool:
    """True where a quotation goes on under the mark it opened with, or under none."""
    return place.start == place.quote.start or text[last.parts[-1].start - 1] == text[place.start]


def _place(text: str, passage: Passage, quote: Quote) -> _Place:
    start = quote.start
    while start > max(passage.start, quote.start - 2) and text[start - 1] in OPENING:
        start -= 1
    end = quote.end + (2 if text.startswith("''", quote.end) else 1) if quote.closed else quote.end
    end = min(end, passage.end)
    return _Place(quote, start, end, _whole(text, passage, quote, start, end))


def _whole(text: str, passage: Passage, quote: Quote, start: int, end: int) -> bool:
    """A whole quotation, not a fragment or words held at arm's length."""
    content = text[quote.start : min(quote.end, quote.start + 4000)].strip()
    if quote.scare or not content:
        return False
    before = text[max(passage.start, start - 40) : start].rstrip()
    capital = not content[0].islower()
    ended = content.rstrip("'’")[-1:] in _ENDED or not quote.closed
    size = content.count(" ") + 1
    if not before or before[-1] in _STOPS or before[-1] in '"”»()*[]>•':
        return (ended or size >= 6 or text[end : end + 1] == ",") and (capital or not before)
    after = text[end : end + 2].strip()
    stops = ended or not after or after[0] in ",.;!?—"
    said = re.findall(r"\w+", before)[-3:]
    said = [word.lower() for word in (said[-1:] if before[-1].isalnum() else said)]
    if any(word in words("introducing") for word in said) and (stops or (capital and size >= 5)):
        return size >= 2 or (ended and capital)
    return before[-1] in ",:;—–―-" and capital and (ended or size >= 4)


def _speech(tree: Tree, passage: Passage, places: Sequence[_Place], index: int) -> tuple[Speech, int]:
    """The speech that begins at this quotation, and the index of the first quotation after it."""
    place = places[index]
    parts, used = [_bare(tree.text, place.quote)], index + 1
    speech = _after(tree, passage, places, index)
    if speech is None:
        floor = places[index - 1].end if index else passage.start
        speech = cued_before(tree, floor, place.start) or Speech((), None)
        while used < len(places) and not tree.text[places[used - 1].end : places[used].start].strip():
            parts.append(_bare(tree.text, places[used].quote))
            used += 1
        return replace(speech, parts=tuple(parts), open=not places[used - 1].quote.closed), used
    closing = speech.closing
    while used < len(places) and _goes_on(tree, passage, places, used, closing):
        parts.append(_bare(tree.text, places[used].quote))
        closing = places[used].end
        used += 1
    return replace(speech, parts=tuple(parts), open=not places[used - 1].quote.closed), used


def _after(tree: Tree, passage: Passage, places: Sequence[_Place], index: int) -> Speech | None:
    place = places[index]
    if not place.quote.closed:
        return None
    limit = places[index + 1].start if index + 1 < len(places) else passage.end
    return cued_after(tree, place.quote.end, place.end, limit)


def _goes_on(tree: Tree, passage: Passage, places: Sequence[_Place], index: int, closing: int) -> bool:
    """True where only the cue stands between this quotation and the one before."""
    before = tree.text[places[index - 1].end : places[index].start].rstrip()
    lower = tree.text[places[index].quote.start].islower()
    if lower and before.endswith((",", ", but", ", and", "—", "--")) and "." not in before[-40:]:
        return True
    gap = tree.text[closing : places[index].start].strip() if closing >= 0 else "..."
    if closing < 0 or gap.strip(" \n\t,.:;—–―-"):
        return False
    if not places[index].whole:
        return bool(gap) and gap[-1] in ",:;—–-"
    content = tree.text[
        max(places[index].quote.start, places[index].quote.end - 4) : places[index].quote.end
    ].rstrip()
    return "." not in gap or not (content[-1:] in ",?!" and _after(tree, passage, places, index))


def _bare(text: str, quote: Quote) -> Span:
    start, end = quote.start, quote.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;—–"):
        end -= 1
    return Span(start, max(end, start + 1))
