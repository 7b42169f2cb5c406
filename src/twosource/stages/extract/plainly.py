"""Statements of a report in another language than English: its direct quotations with a named speaker, no others.

A speaker is a name that stands beside the quotation, in its paragraph, with a verb of saying. Whom a pronoun or
a description means is not attempted, nor is reported speech.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from ...data import plainly_known
from ...model import Attribution, Dissection, Figure, Link, Passage, Passed, Quote, Span, Statement, Time
from ...text import digest, slug, trim
from .speakers import publisher_of

Spanned = TypeVar("Spanned", Figure, Time)
_NAME = re.compile(
    r"[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ][\w'’ʼ-]+(?:\s(?:(?:de|von|van|del|di|el|la|al)\s){0,2}[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ][\w'’ʼ.-]*){0,3}"
)
_KOREAN_NAME = re.compile(r"([가-힣]{2,8}(?:\s[가-힣]{2,8}){0,2}?)(?:은|는|이|가)(?=[\s,])")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_KOREAN_WORD = re.compile(r"[가-힣]+")
_PARTICLES = "은는이가을를에서의도와과"
_BESIDE, _KOREAN_BESIDE = 90, 60


class Speaker(NamedTuple):
    """Who is quoted: the index of the quotation, the name, and the verb of saying beside it."""

    quote: int
    start: int
    end: int
    cue_start: int
    cue_end: int


def plain_statements(dissection: Dissection) -> tuple[Statement, ...]:
    """The quotations whose speaker stands beside them, in order; everything else was not attempted."""
    report = dissection.report
    outlet = publisher_of(dissection)
    first = Link("publisher", outlet.name, outlet.source_id, named=outlet.named)
    found: list[Statement] = []
    for speaker in speakers(report.text, dissection.passages, dissection.quotes, report.language):
        quote = dissection.quotes[speaker.quote]
        name = report.text[speaker.start : speaker.end]
        start, end = trim(report.text, quote.start, quote.end)
        said = report.text[start:end]
        cue = Passed(speaker.cue_start, speaker.cue_end, report.text[speaker.cue_start : speaker.cue_end])
        chain = (first, Link("origin", name, slug(name), speaker.start, speaker.end))
        found.append(
            Statement(
                digest(report.id, str(start), str(end), said, str(cue.start)), report.id,
                start, end, said, Attribution(chain, cue, "said", True),
                parts=(Span(start, end),), figures=_within(dissection.figures, quote),
                when=_within(dissection.times, quote),
            )
        )  # fmt: skip
    return tuple(found)


def _within(spans: Sequence[Spanned], quote: Quote) -> tuple[Spanned, ...]:
    return tuple(span for span in spans if quote.start <= span.start and span.end <= quote.end)


def speakers(
    text: str, passages: Sequence[Passage], quotes: Sequence[Quote], code: str
) -> tuple[Speaker, ...]:
    """For each quotation that has one, the name beside it in its paragraph, where a verb of saying stands too."""
    found: list[Speaker] = []
    starts = [passage.start for passage in passages]
    for index, quote in enumerate(quotes):
        at = bisect_right(starts, quote.start) - 1
        if at < 0 or quote.end - quote.start < 8:
            continue
        low = max(passages[at].start, quotes[index - 1].end if index else 0)
        high = min(passages[at].end, quotes[index + 1].start if index + 1 < len(quotes) else len(text))
        speaker = (
            _korean_speaker(text, quote, low, high)
            if code == "ko"
            else _speaker(text, quote, low, high, code)
        )
        if speaker is not None:
            found.append(Speaker(index, *speaker))
    return tuple(found)


_Said = tuple[int, int, int, int]


def _speaker(text: str, quote: Quote, low: int, high: int, code: str) -> _Said | None:
    stems = tuple(plainly_known(code).get("speech", ()))
    titles = frozenset(plainly_known(code).get("titles", ()))
    if not stems:
        return None
    after = _beside(text, quote.end, min(high, quote.end + _BESIDE), stems, titles, stop=True)
    return after or _beside(text, max(low, quote.start - _BESIDE), quote.start, stems, titles, stop=False)


def _beside(
    text: str, start: int, end: int, stems: tuple[str, ...], titles: frozenset[str], *, stop: bool
) -> _Said | None:
    """A name with a verb of saying between two offsets, within one sentence: the first after a quote, the last before."""
    stretch = text[start:end]
    cut = re.search(r"[.!?](?=\s)", stretch[2:]) if stop else None
    if cut:
        end = start + 2 + cut.start()
    elif not stop:
        ends = [m.end() for m in re.finditer(r"[.!?](?=\s)", stretch)]
        start += ends[-1] if ends else 0
    cues = [m for m in _WORD.finditer(text, start, end) if m[0].lower().startswith(stems)]
    if not cues:
        return None
    cue = cues[0] if stop else cues[-1]
    names = [m for m in _NAME.finditer(text, start, end) if m.end() <= cue.start() or m.start() >= cue.end()]
    if not names:
        return None
    name = min(names, key=lambda m: min(abs(m.start() - cue.end()), abs(cue.start() - m.end())))
    first = _without_title(name, titles)
    end = name.start() + len(name[0].rstrip(".'’ʼ-"))
    return None if first is None else (first, end, cue.start(), cue.end())


def _without_title(name: re.Match[str], titles: frozenset[str]) -> int | None:
    """Where the name itself begins; None where it is nothing but a title."""
    start = name.start()
    for word in _WORD.finditer(name[0]):
        start = name.start() + word.start()
        if word[0].lower() not in titles:
            return start
    return None


def _korean_speaker(text: str, quote: Quote, low: int, high: int) -> _Said | None:
    """The topic before the quotation, where a verb of saying follows it."""
    cue = next(
        (
            m
            for stem in plainly_known("ko")["speech"]
            if (m := re.search(stem, text[quote.end : min(high, quote.end + 30)]))
        ),
        None,
    )
    start = max(low, quote.start - _KOREAN_BESIDE)
    names = list(_KOREAN_NAME.finditer(text, start, quote.start))
    if cue is None or not names:
        return None
    name = names[-1]
    first = _before_title(text, start, name)
    return first, name.end(1), quote.end + cue.start(), quote.end + cue.end()


def _before_title(text: str, low: int, name: re.Match[str]) -> int:
    """Where "안나 강 원장은" begins: the short words of a name before an office, if they carry no particle."""
    if name[1].split()[-1] not in plainly_known("ko").get("titles", ()):
        return name.start(1)
    first = name.end(1) - len(name[1].split()[-1])
    for word in reversed(list(_KOREAN_WORD.finditer(text, low, first))[-2:]):
        if len(word[0]) > 4 or word[0][-1] in _PARTICLES or text[word.end() : first].strip():
            break
        first = word.start()
    return first
