"""Statements of a report in another language than English: quotations with a named speaker, and credited sentences.

A speaker is a name that stands beside the quotation, in its paragraph, with a verb of saying; sentences that say whom
they are from are read by ``attributed``. Whom a pronoun means is not attempted, nor is the outlet's own voice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from ....data import plainly_known
from ....model import Attribution, Dissection, Figure, Link, Passage, Passed, Quote, Span, Statement, Time
from ....text import digest, slug, trim
from ...glossed import glossed, means
from ..speakers import publisher_of
from .attributed import attributed
from .names import names

Spanned = TypeVar("Spanned", Figure, Time)
_KOREAN_NAME = re.compile(r"([가-힣]{2,8}(?:\s[가-힣]{2,8}){0,2}?)(?:은|는|이|가)(?=[\s,])")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_KOREAN_WORD = re.compile(r"[가-힣]+")
_PARTICLES = "은는이가을를에서의도와과"
_NOUN_FIRST = ("es", "fr", "it", "pt")
_BESIDE, _KOREAN_BESIDE = 90, 60


class Speaker(NamedTuple):
    """Who is quoted: the index of the quotation, the name, and the verb of saying beside it."""

    quote: int
    start: int
    end: int
    cue_start: int
    cue_end: int


def plain_statements(dissection: Dissection) -> tuple[Statement, ...]:
    """What a report takes from somebody it names, in order; everything else was not attempted."""
    report = dissection.report
    outlet = publisher_of(dissection)
    first = Link("publisher", outlet.name, outlet.source_id, named=outlet.named)
    found: list[Statement] = []
    for speaker in speakers(report.text, dissection.passages, dissection.quotes, report.language):
        quote = dissection.quotes[speaker.quote]
        said = Span(*trim(report.text, quote.start, quote.end))
        cue = Passed(speaker.cue_start, speaker.cue_end, report.text[speaker.cue_start : speaker.cue_end])
        chain = (first, origin_of(report.text, Span(speaker.start, speaker.end), report.language, report.id))
        found.append(_statement(dissection, (said,), Attribution(chain, cue, "said", True)))
    taken = [(statement.start, statement.end) for statement in found]
    for credit in attributed(report.text, dissection.sentences, dissection.quotes, report.language):
        if not any(a < part.end and part.start < b for part in credit.parts for a, b in taken):
            cue = Passed(credit.cue.start, credit.cue.end, report.text[credit.cue.start : credit.cue.end])
            verb = "denied" if credit.denied else "said"
            chain = (first, origin_of(report.text, credit.source, report.language, report.id))
            found.append(_statement(dissection, credit.parts, Attribution(chain, cue, verb, False)))
    return tuple(sorted(found, key=lambda s: (s.start, s.end)))


def _statement(dissection: Dissection, parts: tuple[Span, ...], said: Attribution) -> Statement:
    text = dissection.report.text
    start, end = parts[0].start, parts[-1].end
    cue = said.cue.start if said.cue else 0
    return Statement(
        digest(dissection.report.id, str(start), str(end), text[start:end], str(cue)), dissection.report.id,
        start, end, text[start:end], said,
        polarity="denied" if said.verb == "denied" else "affirmed", parts=parts, figures=_within(dissection.figures, parts), when=_within(dissection.times, parts),
    )  # fmt: skip


def origin_of(text: str, source: Span, code: str, report_id: str) -> Link:
    """The link of whom a sentence is from: a name as it stands, a description by what its words mean."""
    words = list(_WORD.finditer(text, source.start, source.end))
    titles = frozenset(plainly_known(code).get("titles", ()))
    strange = [m[0][:1].isupper() and not means(m[0], code) and m[0].lower() not in titles for m in words]
    start, name = source.start, text[source.start : source.end]
    known_body = len(strange) > 1 and not strange[0] and not strange[1]  # "Associação de Pesca de Oria"
    if known_body or not any(strange):
        # Whether it is a body that others name in English cannot be told: it shows no origin of its own.
        meant = in_english(name, code)
        ident = f"unnamed:{slug(meant)}:{report_id}"
        return Link("origin", meant, ident, source.start, source.end, named=False)
    while len(strange) > 2 and not strange[0] and strange[1] and strange[2]:
        words, strange = words[1:], strange[1:]  # "Försterin Lene Aasum"
        start = words[0].start()
    name = text[start : source.end]
    return Link("origin", name, slug(name), start, source.end)


def in_english(name: str, code: str) -> str:
    """A description by what its words mean, in the order of English: "municipal company" for "empresa municipal"."""
    words = glossed(name, code).split()
    return " ".join(reversed(words) if code in _NOUN_FIRST else words)


def _within(spans: Sequence[Spanned], parts: Sequence[Span]) -> tuple[Spanned, ...]:
    return tuple(s for s in spans if any(part.start <= s.start and s.end <= part.end for part in parts))


def speakers(
    text: str, passages: Sequence[Passage], quotes: Sequence[Quote], code: str
) -> tuple[Speaker, ...]:
    """For each quotation that has one, the name beside it in its paragraph, where a verb of saying stands too."""
    found: list[Speaker] = []
    starts = [passage.start for passage in passages]
    for index, quote in enumerate(quotes):
        at = bisect_right(starts, quote.start) - 1
        if at < 0 or quote.end - quote.start < 8 or _title(text[quote.start : quote.end], code):
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


def _title(quoted: str, code: str) -> bool:
    """True for the name of a paper or a ship in quotation marks, which nobody says."""
    words = _WORD.findall(quoted)
    return len(words) < 5 and code != "ko" and all(word[0].isupper() for word in words)


_Said = tuple[int, int, int, int]


def _speaker(text: str, quote: Quote, low: int, high: int, code: str) -> _Said | None:
    if not plainly_known(code).get("speech"):
        return None
    after = _beside(text, quote.end, min(high, quote.end + _BESIDE), code, stop=True)
    return after or _beside(text, max(low, quote.start - _BESIDE), quote.start, code, stop=False)


def _beside(text: str, start: int, end: int, code: str, *, stop: bool) -> _Said | None:
    """A name with a verb of saying between two offsets, within one sentence: the first after a quote, the last before."""
    stems = tuple(plainly_known(code)["speech"])
    titles = frozenset(plainly_known(code).get("titles", ()))
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
    beside = [
        m for m in names(code).finditer(text, start, end) if m.end() <= cue.start() or m.start() >= cue.end()
    ]
    if not beside:
        return None
    name = min(beside, key=lambda m: min(abs(m.start() - cue.end()), abs(cue.start() - m.end())))
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
