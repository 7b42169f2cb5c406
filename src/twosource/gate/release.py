"""A told story as it may be shown: what is withheld becomes […], and every span still quotes its report.

Offsets move with the text, so that the law ``text[start:end] == span.text`` holds in what is released. A claim, a
figure or an entry of the timeline of which nothing is left is not released; its place in the counts stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from ..model import (
    Assessment,
    Attribution,
    Conflict,
    Credit,
    Evidence,
    Figure,
    FigureGroup,
    FigureValue,
    Line,
    Link,
    Origin,
    Passed,
    Proposition,
    Reason,
    Report,
    Source,
    Span,
    Statement,
    Time,
    Told,
)
from . import details
from .gaps import GAP, Gapped
from .guard import NOTHING, Guard, Known, Withheld, guard, hidden_in
from .words import Range, sentences, spread

_SHORTEST = 12  # shorter wordings are replaced only where the sentence cites their report
_EMPTY = re.compile(
    r"[\W_]*(?:(?:the|a|an|he|she|they|it|who|that|and|or|of|one|as|himself|herself)[\W_]*)*$", re.IGNORECASE
)
V = TypeVar("V", Figure, Time, Passed)


@dataclass(frozen=True, slots=True)
class Release:
    """A story as it may be shown, and what was withheld of it."""

    told: Told
    withheld: tuple[Withheld, ...]


def public(told: Told, known: Known = NOTHING, level: str = "CLEAR") -> Told:
    """The story as it may be shown to somebody at this TLP level. The one call that every surface makes."""
    return release(told, known, level).told


def release(told: Told, known: Known = NOTHING, level: str = "CLEAR") -> Release:
    """The same with the list of what was withheld. What was revealed is let through but at CLEAR and GREEN."""
    found = guard(told.reports, told.statements, known, reveal=level not in ("CLEAR", "GREEN"))
    return Release(_Releasing(told, found).told(), found.withheld)


def spans(
    told: Told, found: Iterable[Evidence], known: Known = NOTHING, level: str = "CLEAR"
) -> tuple[Evidence, ...]:
    """Places of a story's reports as they may be shown; of a name in their words nothing is left either."""
    made = _Releasing(
        told, guard(told.reports, told.statements, known, reveal=level not in ("CLEAR", "GREEN"))
    )
    return tuple(made.span(one) for one in found)


def reasons(
    told: Told, given: Iterable[Reason], known: Known = NOTHING, level: str = "CLEAR"
) -> tuple[Reason, ...]:
    """Sentences about a story with the places they rest on, as they may be shown."""
    made = _Releasing(
        told, guard(told.reports, told.statements, known, reveal=level not in ("CLEAR", "GREEN"))
    )
    return tuple(made.reason(one) for one in given)


class _Releasing:
    """One story while it is released: the reports as they will be, and the wordings that change."""

    def __init__(self, told: Told, found: Guard) -> None:
        self.old, self.guard = told, found
        self.texts = {
            report.id: Gapped(report.text, found.cuts.get(report.id, ())) for report in told.reports
        }
        self.numbers = {name: f"protected-{at + 1}" for at, name in enumerate(sorted(found.names))}
        self.wordings = self._wordings()

    def told(self) -> Told:
        """The whole story; as it was where nothing is withheld."""
        old = self.old
        claims = [each for each in map(self.assessment, old.claims) if not _EMPTY.match(each.claim.text)]
        left = {each.claim.id for each in claims}
        gone = {each.claim.id for each in old.claims} - left
        times = [e for e in old.timeline if e.claim_id not in gone and not self._born(e.when, e.spans)]
        made = [replace(e, text=self.words(e.text, e.spans), spans=self.spans(e.spans)) for e in times]
        asked = [replace(q, text=self.words(q.text, q.spans), spans=self.spans(q.spans)) for q in old.open]
        return replace(
            old,
            story=replace(old.story, title=self.title(old.story.title)),
            reports=tuple(map(self.report, old.reports)),
            copies=tuple(replace(e, reasons=tuple(map(self.reason, e.reasons))) for e in old.copies),
            claims=tuple(claims),
            figures=tuple(g for g in map(self.group, old.figures) if g.values),
            conflicts=tuple(map(self.conflict, old.conflicts)),
            timeline=tuple(e for e in made if not _EMPTY.match(e.text)),
            open=tuple(q for q in asked if not _EMPTY.match(q.text)),
            lines=tuple(line for line in map(self.line, old.lines) if _says(line)),
            statements=tuple(map(self.statement, old.statements)),
            sources=tuple(map(self.source, old.sources)),
        )

    # --- what stands at a place of a report

    def report(self, one: Report) -> Report:
        """The text with its gaps; no path, and no address that spells a name."""
        text = self.texts[one.id]
        url = None if one.url and hidden_in(one.url, self.guard.names) else one.url
        return replace(
            one,
            path=_last(one.path) if not hidden_in(one.path, self.guard.names) else one.id,
            text=text.new,
            url=url,
            title=self.title(one.title) if one.title else one.title,
            author=self.named(one.author) if one.author else None,
            credits=tuple(self.credit(one.id, each) for each in one.credits),
            furniture=tuple(Span(*text.moved(each.start, each.end)) for each in one.furniture),
        )

    def credit(self, report_id: str, one: Credit) -> Credit:
        """A credit line where it stands now."""
        if one.start is None or one.end is None:
            return replace(one, name=self.named(one.name))
        start, end = self.texts[report_id].moved(one.start, one.end)
        return replace(one, name=self.named(one.name), start=start, end=end)

    def statement(self, one: Statement) -> Statement:
        """The statement's words that are left; figures and times inside a gap are gone."""
        text = self.texts.get(one.report_id)
        if text is None:
            return self.elsewhere(one)
        start, end = text.moved(one.start, one.end)
        return replace(
            one,
            start=start,
            end=end,
            text=text.new[start:end],
            parts=tuple(Span(*text.moved(part.start, part.end)) for part in one.parts),
            attribution=self.chain(one.attribution, text),
            hedges=self.kept(one.hedges, text),
            figures=self.kept(one.figures, text),
            when=self.kept(one.when, text),
            where=self.kept(one.where, text),
        )

    def elsewhere(self, one: Statement) -> Statement:
        """A statement of a report that another story holds: its words are read by the rules as they stand here."""
        said = self.words(self._said_elsewhere(one))
        if said == one.text:
            return replace(one, attribution=self.chain(one.attribution, None))
        whole = Span(one.start, one.end)
        chained = replace(self.chain(one.attribution, None), cue=None)
        return replace(
            one, text=said, parts=(whole,), attribution=chained, hedges=(), figures=(), when=(), where=()
        )

    def _said_elsewhere(self, one: Statement) -> str:
        speaker = one.attribution.speaker
        captive = speaker.role == "origin" and details.means_captive(speaker.name)
        return GAP if captive else self.read(one.text)

    def read(self, text: str) -> str:
        """A text that stands at no place of this story's reports, as the rules read it by itself."""
        cuts = [c for p in spread(text) for c in self._titled(text, p)]
        return Gapped(text, details.merged(text, cuts)).new

    def chain(self, one: Attribution, text: Gapped | None) -> Attribution:
        """An attribution in which nobody protected is named."""
        cue = self.kept((one.cue,), text) if one.cue and text else ()
        return replace(
            one, chain=tuple(self.link(link, text) for link in one.chain), cue=cue[0] if cue else None
        )

    def link(self, one: Link, text: Gapped | None) -> Link:
        """A link of a chain; a protected person keeps the place and loses the name."""
        name, ident = self.named(one.name), self.ident(one.source_id, one.name)
        if one.start is None or one.end is None or text is None:
            return replace(one, name=name, source_id=ident, start=None, end=None)
        start, end = text.moved(one.start, one.end)
        return replace(one, name=name, source_id=ident, start=start, end=end)

    def kept(self, found: Iterable[V], text: Gapped) -> tuple[V, ...]:
        """Those that no gap touches, where they stand now."""
        return tuple(self._moved(one, text) for one in found if not text.cut(one.start, one.end))

    def _moved(self, one: V, text: Gapped) -> V:
        start, end = text.moved(one.start, one.end)
        return replace(one, start=start, end=end)

    def spans(self, found: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """The places where they stand now, as they read now."""
        return tuple(dict.fromkeys(self.span(one) for one in found))

    def span(self, one: Evidence) -> Evidence:
        """A place; of another story's report only the words are changed."""
        text = self.texts.get(one.report_id)
        if text is None:
            return replace(one, text=self.words(self.read(one.text)))
        start, end = text.moved(one.start, one.end)
        return Evidence(one.report_id, start, end, text.new[start:end])

    def proposition(self, one: Proposition) -> Proposition:
        """What a statement asserts, as it reads now."""
        text = self.texts.get(one.report_id)
        if text is None:
            return replace(one, text=self.words(self.read(one.text)), figure=None)
        start, end = text.moved(one.start, one.end)
        figures = self.kept((one.figure,), text) if one.figure else ()
        return replace(
            one, start=start, end=end, text=text.new[start:end], figure=figures[0] if figures else None
        )

    # --- what is made of places

    def assessment(self, one: Assessment) -> Assessment:
        """A claim and what is thought of it; the counts stay as they are."""
        claim = replace(
            one.claim,
            text=self.words(one.claim.text, (), one.claim.reports),
            propositions=tuple(map(self.proposition, one.claim.propositions)),
        )
        origins = replace(one.origins, list=tuple(map(self.origin, one.origins.list)))
        return replace(one, claim=claim, origins=origins, reasons=tuple(map(self.reason, one.reasons)))

    def origin(self, one: Origin) -> Origin:
        """An origin; a protected person's name is withheld."""
        based = tuple(self.ident(each, each.replace("-", " ")) for each in one.based_on)
        ident = self.ident(one.source_id, one.name)
        return replace(
            one, source_id=ident, name=self.named(one.name), based_on=based, spans=self.spans(one.spans)
        )

    def reason(self, one: Reason) -> Reason:
        """A reason in the words that are left."""
        return Reason(one.code, self.words(one.text, one.spans), self.spans(one.spans))

    def group(self, one: FigureGroup) -> FigureGroup:
        """The figures that are left, and how they stand to each other."""
        kept = [at for at, value in enumerate(one.values) if not self._hidden(value)]
        to = {old: new for new, old in enumerate(kept)}
        pairs = [
            replace(
                pair,
                a=to[pair.a],
                b=to[pair.b],
                reason=self.words(pair.reason, pair.spans),
                spans=self.spans(pair.spans),
            )
            for pair in one.relations
            if pair.a in to and pair.b in to
        ]
        values = tuple(
            replace(
                v,
                origin=self.named(v.origin),
                source_id=self.ident(v.source_id, v.origin),
                spans=self.spans(v.spans),
            )
            for v in (one.values[at] for at in kept)
        )
        counts = self.named(one.counts) if one.counts else one.counts
        return replace(one, counts=counts, values=values, relations=tuple(pairs))

    def _hidden(self, value: FigureValue) -> bool:
        figure = value.figure
        texts = [self.texts[key] for key in value.reports if key in self.texts]
        return any(
            t.old[figure.start : figure.end] == figure.text and t.cut(figure.start, figure.end) for t in texts
        )

    def conflict(self, one: Conflict) -> Conflict:
        """Where accounts differ, in the words that are left."""
        sides = tuple({k: self._plain(v, one.spans) for k, v in side.items()} for side in one.sides)
        return replace(one, what=self.words(one.what, one.spans), sides=sides, spans=self.spans(one.spans))

    def _plain(self, value: Any, spans: Sequence[Evidence]) -> Any:
        if isinstance(value, Evidence):
            return self.span(value)
        if isinstance(value, (list, tuple)):
            return [self._plain(each, spans) for each in value]
        return self.words(value, spans) if isinstance(value, str) else value

    def line(self, one: Line) -> Line:
        """A sentence of the brief in the words that are left."""
        return Line(one.section, self.words(one.text, one.citations), self.spans(one.citations))

    def source(self, one: Source) -> Source:
        """A source; of a protected person neither name nor role."""
        name = self.named(one.name)
        if name != one.name:
            return replace(
                one, source_id=self.ident(one.source_id, one.name), name=name, aliases=(), role=None
            )
        return replace(one, aliases=tuple(alias for alias in one.aliases if self.named(alias) == alias))

    # --- words without a place

    def words(self, text: str, spans: Iterable[Evidence] = (), reports: Iterable[str] = ()) -> str:
        """A sentence made of the reports' words, with the gaps that these have now, and no local path."""
        cited = {span.report_id for span in spans} | set(reports)
        for was, now, report_id in self.wordings:
            if was in text and (len(was) >= _SHORTEST or report_id in cited):
                text = text.replace(was, now)
        for report in self.old.reports:
            if "/" in report.path and report.path in text:
                text = text.replace(report.path, _last(report.path))
        return _joined(self.named(text))

    def title(self, text: str) -> str:
        """A title: it stands at no place of the text, so the rules read it for itself."""
        return self.words(self.read(text), (), self.texts)

    def _titled(self, text: str, paragraph: Range) -> Iterable[details.Cut]:
        inside = sentences(text, paragraph)
        yield from details.words_in_captivity(text, inside, sorted(self.guard.names))
        for sentence in inside:
            yield from details.body(text, sentence)
            yield from details.births(text, sentence, None, "")

    def named(self, text: str) -> str:
        """A text with protected names withheld."""
        at, parts = 0, []
        for start, end in self.guard.called(text):
            parts += [text[at:start], GAP]
            at = end
        return "".join([*parts, text[at:]]) if parts else text

    def ident(self, ident: str, name: str) -> str:
        """An id that does not spell a protected name."""
        if not self.guard.names or (self.named(name) == name and not hidden_in(ident, self.guard.names)):
            return ident
        known = (number for form, number in self.numbers.items() if form in name)
        return next(known, "protected")

    def _wordings(self) -> list[tuple[str, str, str]]:
        """Every wording that changes: of statements, propositions, figures and spans, the longest first."""
        found: dict[tuple[str, str], str] = {}

        def note(report_id: str, start: int, end: int) -> None:
            text = self.texts.get(report_id)
            if text is not None and text.touched(start, end):
                first, last = text.moved(start, end)
                found.setdefault((text.old[start:end], report_id), text.new[first:last])

        other = [s for s in self.old.statements if s.report_id not in self.texts]
        found |= {(s.text, s.report_id): self._said_elsewhere(s) for s in other}
        far = [p for a in self.old.claims for p in a.claim.propositions if p.report_id not in self.texts]
        found |= {(p.text, p.report_id): self.read(p.text) for p in far}
        for statement in self.old.statements:
            note(statement.report_id, statement.start, statement.end)
            for part in statement.parts:
                note(statement.report_id, part.start, part.end)
            numbers = [(each.text, each.start, each.end) for each in statement.figures]
            numbers += [(each.text, each.start, each.end) for each in statement.when]
            for said, start, end in numbers:
                if any(character.isdigit() for character in said):
                    note(statement.report_id, start, end)
        for assessment in self.old.claims:
            for proposition in assessment.claim.propositions:
                note(proposition.report_id, proposition.start, proposition.end)
        for span in _every_span(self.old):
            note(span.report_id, span.start, span.end)
        for report_id, text in self.texts.items():
            for cut in text.cuts:
                note(report_id, cut.start, cut.end)
            title = next((r.title for r in self.old.reports if r.id == report_id), None)
            if title is None and text.touched(0, 120):  # the story may be called by its first line
                line = text.old.strip().split("\n", 1)[0].strip()
                first = text.old.find(line)
                note(report_id, first, first + len(line))
        pairs = ((was, now, report_id) for (was, report_id), now in found.items() if was and was != now)
        return sorted(pairs, key=lambda pair: (-len(pair[0]), pair))

    def _born(self, when: str, spans: Sequence[Evidence]) -> bool:
        """True where an entry of the timeline is dated by something that is withheld."""
        for span in spans:
            text = self.texts.get(span.report_id)
            said = [s for s in self.old.statements if s.report_id == span.report_id]
            for time in (t for s in said for t in s.when if t.value.startswith(when[:4]) and text):
                if (
                    text is not None
                    and text.cut(time.start, time.end)
                    and span.start <= time.start < span.end
                ):
                    return True
        return False


def _every_span(told: Told) -> Iterable[Evidence]:
    for claim in told.claims:
        for reason in claim.reasons:
            yield from reason.spans
        for origin in claim.origins.list:
            yield from origin.spans
    for group in told.figures:
        for value in group.values:
            yield from value.spans
    for line in told.lines:
        yield from line.citations
    yield from (span for entry in told.timeline for span in entry.spans)
    yield from (span for question in told.open for span in question.spans)
    yield from (span for conflict in told.conflicts for span in conflict.spans)


def _says(line: Line) -> bool:
    """False for a line about a claim of which nothing is left."""
    quotes = re.findall(r"“([^”]*)”", line.text)
    return (
        line.section not in ("known", "also", "timeline")
        or not quotes
        or not all(map(_EMPTY.match, quotes[:1]))
    )


def _joined(text: str) -> str:
    """One gap where several stand side by side."""
    return re.sub(r"\[…\](?:[\s,]*\[…\])+", GAP, text)


def _last(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
