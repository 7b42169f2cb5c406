"""How received words stand to what the desk holds: one story, one claim, an echo, one source under two names.

Everything is said in edges, which the stages read as they read any other: so received words pass through the same
counting. The edges are a function of what is held and of the groups' keys, made anew at each derivation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...model import Edge, Evidence, Heard, Reading, Reason, Source
from . import tokens
from .arrivals import given_id, source_id
from .arrivals import ident as _ident

MADE_BY = "sharing"
LEAST, ENOUGH = 4, 0.75  # words that two sentences of one story share, at least, and of the shorter


@dataclass(frozen=True, slots=True)
class Row:
    """Received words as kept: the report that says them, whose they are, and whether they are the latest version."""

    report_id: str
    partner: str
    heard: Heard
    latest: bool = True


@dataclass(frozen=True, slots=True)
class Own:
    """What of the desk's own can be told by tokens: sources by each name, reports, and objects that were shared."""

    sources: Mapping[str, str]  # token -> source_id
    reports: Mapping[str, str]  # token -> report_id, also of objects that tell of it


def own(readings: Iterable[Reading], keys: Sequence[str], shared: Mapping[str, str]) -> Own:
    """The tokens of all that these readings hold, under each key. ``shared`` leads from objects to reports.

    A name that two sources go by is the first one's.
    """
    sources: dict[str, str] = {}
    reports: dict[str, str] = {}
    known: set[Source] = set()
    for reading in readings:
        report = reading.dissection.report
        if report.received_from is not None:
            continue
        for key in keys:
            reports[tokens.of_report(key, report.sha256)] = report.id
        for source in dict.fromkeys(told_of(reading)):
            for key in keys if source not in known else ():
                for each in tokens.of_source(key, tokens.names_of(source)):
                    sources.setdefault(each, source.source_id)
            known.add(source)
    for key in keys:
        for object_id, report_id in shared.items():
            reports[tokens.of_object(key, object_id)] = report_id
    return Own(sources, reports)


def told_of(reading: Reading) -> Iterator[Source]:
    """The sources that a report tells of, and those named in its statements."""
    yield from reading.dissection.sources
    for statement in reading.statements:
        for link in statement.attribution.chain:
            if link.named:
                yield Source(link.source_id, link.name, aliases=(link.name,))


def bearing(rows: Sequence[Row], held: Own, said: Mapping[str, tuple[str, str]]) -> tuple[Edge, ...]:
    """Every edge between received words and the desk's own, in an order of their own. ``said`` leads from our statements to report and words."""
    latest = [row for row in rows if row.latest and not (row.heard.revoked and row.heard.kind != "claim")]
    live = {row.report_id for row in latest}
    left_out = [
        Edge(row.report_id, row.report_id, "sets_aside", 1.0, "older version", (), MADE_BY)
        for row in rows
        if row.report_id not in live
    ]
    found = (
        *left_out,
        *_stories(latest, held, said),
        *_claims(latest),
        *_echoes(latest, held),
        *_names(latest, held),
        *_same_page(latest),
        *_withdrawn(latest),
    )
    return in_order(found)


def in_order(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """The edges, each once, in an order that does not depend on when which of them was made."""
    return tuple(sorted(dict.fromkeys(edges), key=lambda e: (e.relation, e.kind or "", e.left, e.right)))


def _stories(rows: Sequence[Row], held: Own, said: Mapping[str, tuple[str, str]]) -> Iterator[Edge]:
    """One story: what a partner tells under one event, what is about a claim of ours, and what says the same."""
    first: dict[tuple[str, str], str] = {}
    like = _Like(said)
    for row in rows:
        if row.heard.story:
            other = first.setdefault((row.partner, row.heard.story), row.report_id)
            if other != row.report_id:
                yield Edge(row.report_id, other, "same_as", 1.0, "story", (), MADE_BY)
        ours = [said[s.split("/")[0]][0] for s in row.heard.statements if s.split("/")[0] in said]
        ours += [report for _, report in _echoed(row, held)] or like.reports(row.heard.text)
        for report in ours[:1]:
            yield Edge(row.report_id, report, "same_as", 1.0, "story", (), MADE_BY)


class _Like:
    """Our statements by their words: a partner's sentence is too short for its story to be found by itself."""

    def __init__(self, said: Mapping[str, tuple[str, str]]) -> None:
        self.words = {key: sentence_words(text) for key, (_, text) in said.items()}
        self.of = {key: report for key, (report, _) in said.items()}
        self.by_word: dict[str, list[str]] = {}
        for key in sorted(self.words):
            for word in self.words[key]:
                self.by_word.setdefault(word, []).append(key)

    def reports(self, text: str) -> list[str]:
        """The report that says most nearly the same, if one does: three words in four of the shorter, every number."""
        mine = sentence_words(text)
        shared = Counter(key for word in mine for key in self.by_word.get(word, ()))
        found = [(-count, self.of[key]) for key, count in shared.items() if alike(mine, self.words[key])]
        return [report for _, report in sorted(found)[:1]]


def alike(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two sentences say the same by their words: three in four of the shorter one's, and every number."""
    shared = len(mine & theirs)
    if shared < LEAST or shared < ENOUGH * min(len(mine), len(theirs)):
        return False
    return not any(word[0].isdigit() for word in mine ^ theirs)


def sentence_words(text: str) -> frozenset[str]:
    """The words by which sentences are told to say the same: all but short ones, and numbers."""
    return frozenset(w for w in re.findall(r"\w+", text.casefold()) if len(w) > 3 or w[0].isdigit())


def _claims(rows: Sequence[Row]) -> Iterator[Edge]:
    """One claim: a confirmation and what it confirms, and the origins of one note. A dispute stands against it."""
    for row in rows:
        stand = max(1, len(row.heard.words) if row.heard.kind != "dispute" and not row.heard.revoked else 1)
        mine = [given_id(row.report_id, number) for number in range(stand)]
        for other in mine[1:]:
            yield Edge(mine[0], other, "same_as", 1.0, "claim", (), MADE_BY)
        for ours in row.heard.statements[:1]:
            if row.heard.kind in ("claim", "confirm"):
                yield Edge(mine[0], ours, "same_as", 1.0, "claim", (), MADE_BY)
            elif row.heard.kind == "dispute" and not row.heard.revoked:
                why = Reason("dispute", row.heard.status)
                yield Edge(ours.split("/")[0], mine[0], "disputes", 1.0, "partner", (why,), row.partner)


def _echoed(row: Row, held: Own) -> Iterator[tuple[int, str]]:
    """The origins, by number, that were read in a report which the desk holds or told of itself."""
    for number, word in enumerate(row.heard.words):
        found = [held.reports[t] for t in word.tokens if tokens.kind_of(t) != "s" and t in held.reports]
        if found:
            yield number, found[0]


def _echoes(rows: Sequence[Row], held: Own) -> Iterator[Edge]:
    for row in rows:
        for number, report in _echoed(row, held):
            yield Edge(given_id(row.report_id, number), report, "copy_of", 1.0, "echo", (), MADE_BY)


def _names(rows: Sequence[Row], held: Own) -> Iterator[Edge]:
    """One source: an origin with a token of one we know, or of one that another partner told of."""
    first: dict[str, str] = {}
    for row in rows:
        for number, word in enumerate(row.heard.words):
            ident = source_id(word, number, row.report_id)
            mine = [each for each in word.tokens if tokens.kind_of(each) == "s"]
            known = next((held.sources[each] for each in mine if each in held.sources), None)
            known = known or next((first[each] for each in mine if each in first), None)
            for each in mine:
                first.setdefault(each, known or ident)
            if known and known != ident and word.named:
                why = Reason("token", f"{word.name} is the same source by its token")
                yield Edge(ident, known, "alias_of", 1.0, "token", (why,), MADE_BY)


def _same_page(rows: Sequence[Row]) -> Iterator[Edge]:
    """Own evidence that is a page in which somebody else is quoted: both are one origin."""
    quoted: dict[str, list[str]] = {}
    for row in rows:
        for number, word in enumerate(row.heard.words):
            if not word.seen:
                for each in (t for t in word.tokens if tokens.kind_of(t) == "r"):
                    quoted.setdefault(each, []).append(source_id(word, number, row.report_id))
    for row in rows:
        for word in (w for w in row.heard.words if w.seen):
            desk = _ident(row.partner)
            for other in sorted({o for t in word.tokens for o in quoted.get(t, ())} - {desk}):
                yield Edge(desk, other, "based_on", 1.0, "basis", (), MADE_BY)


def _withdrawn(rows: Sequence[Row]) -> Iterator[Edge]:
    """What its sender revoked, or tells to be withdrawn by its origin. A statement may hold several propositions."""
    for row in rows:
        words = row.heard.words if row.heard.kind != "dispute" and not row.heard.revoked else ()
        gone = [n for n, word in enumerate(words) if word.withdrawn] or ([0] if row.heard.revoked else [])
        for number in gone:
            ident = given_id(row.report_id, number)
            text = row.heard.text
            why = Reason("withdrawal", "its sender says so", (Evidence(row.report_id, 0, len(text), text),))
            for each in (ident, *(f"{ident}/{n}" for n in range(1, 7))):
                yield Edge(each, each, "retracts", 1.0, "partner", (why,), MADE_BY)
