"""Report -> sentences, quotes, mentions, times, figures. Pure: the parses are handed in.

``passages`` cuts a report; ``unparsed`` names the passages that still need the parser; ``dissect``
puts the parses, shifted to their place, and everything found by rule together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...model import Dissection, Parse, Passage, Report, Sentence, Span, Token
from ...text import READ
from .actors import actors
from .endless import held
from .figures import figures
from .passages import passages, told_from
from .places import local
from .plainly import ATTEMPTED as PLAINLY
from .plainly import plain_figures
from .quotes import quotes
from .times import flags, inferred, times

__all__ = ["dissect", "flags", "inferred", "passages", "texts"]

# What is looked for in English; in other languages far less is (``plainly``).
ATTEMPTED = ("sentences", "quotes", "actors", "places", "times", "figures", "statements")


def texts(report: Report) -> tuple[str, ...]:
    """The passages of a report that the parser must see, in order."""
    cut = _begun(report)
    return tuple(
        report.text[start : p.end]
        for p, start in zip(cut, told_from(report, cut), strict=True)
        if p.kind in ("text", "speaker")
    )


def _begun(report: Report) -> tuple[Passage, ...]:
    """The passages that begin within the first ``READ`` characters: what is read of a report."""
    return tuple(passage for passage in passages(report) if passage.start < READ)


def dissect(report: Report, parses: Mapping[str, Parse]) -> Dissection:
    """A report taken apart; ``parses`` holds a Parse for each of its ``texts`` (a missing one is skipped)."""
    cut = _begun(report)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    lifted: list[Span] = []
    for passage, at in zip(cut, told_from(report, cut), strict=True):
        parse = parses.get(report.text[at : passage.end]) if passage.kind != "furniture" else None
        if parse is None:
            continue
        parse = held(parse)
        base = len(tokens)
        tokens += [
            Token(start + at, end + at, text, lemma, pos, tag, dep, head + base, entity, opens)
            for start, end, text, lemma, pos, tag, dep, head, entity, opens in parse.tokens
        ]
        sentences += [
            Sentence(s.start + at, s.end + at, s.first + base, s.last + base) for s in parse.sentences
        ]
        lifted += [Span(s.start + at, s.end + at) for s in parse.lifted]
    bare = Dissection(
        report=report,
        passages=cut,
        tokens=tuple(tokens),
        sentences=tuple(sentences),
        quotes=quotes(report.text, cut),
        lifted=tuple(lifted),
    )
    if report.language != "en" and not any(token.pos for token in tokens):
        when = times(report, cut, ())
        counted = plain_figures(report.text, bare.sentences, when, report.language)
        return replace(bare, times=when, figures=counted, attempted=PLAINLY)
    named, sources = actors(bare)
    mentions = tuple(sorted((*named, *local(report.text, cut, named)), key=lambda m: (m.start, -m.end)))
    when = times(report, cut, tokens)
    where = [mention for mention in mentions if mention.kind == "place"]
    counted = figures(report.text, bare.tokens, bare.sentences, when, bare.quotes, where)
    return replace(
        bare, mentions=mentions, sources=sources, times=when, figures=counted, attempted=_attempted(report)
    )


def _attempted(report: Report) -> tuple[str, ...]:
    if len(report.text) <= READ:
        return ATTEMPTED
    return (*ATTEMPTED, f"the first {READ:,} characters only")
