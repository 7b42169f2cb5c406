"""What stands at a place of a report, as it may be shown: texts with gaps, and every offset moved with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from ..model import (
    Attribution,
    Clause,
    Credit,
    Evidence,
    Figure,
    Link,
    Passed,
    Proposition,
    Report,
    Span,
    Statement,
    Time,
    Told,
)
from .gaps import Gapped
from .guard import Guard, hidden_in
from .wording import Wording, last_part

V = TypeVar("V", Figure, Time, Passed)


class Places:
    """The reports of a story as they will be, and what stands in them; ``wording`` are the words without a place."""

    def __init__(self, told: Told, guard: Guard) -> None:
        self._guard = guard
        self.texts = {
            report.id: Gapped(report.text, guard.cuts.get(report.id, ())) for report in told.reports
        }
        self.wording = Wording(told, guard, self.texts)

    def report(self, one: Report) -> Report:
        """The text with its gaps; no path, and no address that spells a name."""
        text = self.texts[one.id]
        url = None if one.url and hidden_in(one.url, self._guard.names) else one.url
        return replace(
            one,
            path=last_part(one.path) if not hidden_in(one.path, self._guard.names) else one.id,
            text=text.new,
            url=url,
            title=self.wording.title(one.title) if one.title else one.title,
            author=self.wording.named(one.author) if one.author else None,
            credits=tuple(self.credit(one.id, each) for each in one.credits),
            furniture=tuple(Span(*text.moved(each.start, each.end)) for each in one.furniture),
        )

    def credit(self, report_id: str, one: Credit) -> Credit:
        """A credit line where it stands now."""
        if one.start is None or one.end is None:
            return replace(one, name=self.wording.named(one.name))
        start, end = self.texts[report_id].moved(one.start, one.end)
        return replace(one, name=self.wording.named(one.name), start=start, end=end)

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
            stands_for=next(iter(self.kept((one.stands_for,) if one.stands_for else (), text)), None),
            clauses=tuple(self.clauses(one.clauses, text)),
            when=self.kept(one.when, text),
            where=self.kept(one.where, text),
        )

    def elsewhere(self, one: Statement) -> Statement:
        """A statement of a report that another story holds: its words are read by the rules as they stand here."""
        said = self.wording.words(self.wording.said_elsewhere(one))
        if said == one.text:
            return replace(one, attribution=self.chain(one.attribution, None))
        whole = Span(one.start, one.end)
        chained = replace(self.chain(one.attribution, None), cue=None)
        return replace(
            one,
            text=said,
            parts=(whole,),
            attribution=chained,
            hedges=(),
            figures=(),
            when=(),
            where=(),
            stands_for=None,
            clauses=(),
        )

    def clauses(self, found: Iterable[Clause], text: Gapped) -> Iterator[Clause]:
        """The clauses of which words are left, where they stand now."""
        for one in found:
            start, end = text.moved(one.start, one.end)
            shared = (Span(*text.moved(each.start, each.end)) for each in one.shared)
            if start < end:
                said = max(start, text.moved(one.said, one.end)[0])
                yield Clause(start, end, said, tuple(each for each in shared if each.start < each.end))

    def chain(self, one: Attribution, text: Gapped | None) -> Attribution:
        """An attribution in which nobody protected is named."""
        cue = self.kept((one.cue,), text) if one.cue and text else ()
        return replace(
            one, chain=tuple(self.link(link, text) for link in one.chain), cue=cue[0] if cue else None
        )

    def link(self, one: Link, text: Gapped | None) -> Link:
        """A link of a chain; a protected person keeps the place and loses the name."""
        name, ident = self.wording.named(one.name), self.wording.ident(one.source_id, one.name)
        if one.start is None or one.end is None or text is None:
            return replace(one, name=name, source_id=ident, start=None, end=None)
        start, end = text.moved(one.start, one.end)
        return replace(one, name=name, source_id=ident, start=start, end=end)

    def kept(self, found: Iterable[V], text: Gapped) -> tuple[V, ...]:
        """Those that no gap touches, where they stand now."""
        return tuple(self._moved(one, text) for one in found if not text.cut(one.start, one.end))

    def _moved(self, one: V, text: Gapped) -> V:
        start, end = text.moved(one.start, one.end)
        moved = replace(one, start=start, end=end)
        return self.since(moved) if isinstance(moved, Figure) else moved

    def since(self, one: Figure) -> Figure:
        """A figure with the event that its window begins with in the words that are left."""
        if one.since is None:
            return one
        at = self.span(one.since_at) if one.since_at else None
        return replace(one, since=self.wording.words(self.wording.read(one.since)), since_at=at)

    def spans(self, found: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """The places where they stand now, as they read now."""
        return tuple(dict.fromkeys(self.span(one) for one in found))

    def span(self, one: Evidence) -> Evidence:
        """A place; of another story's report only the words are changed."""
        text = self.texts.get(one.report_id)
        if text is None:
            return replace(one, text=self.wording.words(self.wording.read(one.text)))
        start, end = text.moved(one.start, one.end)
        return Evidence(one.report_id, start, end, text.new[start:end])

    def proposition(self, one: Proposition) -> Proposition:
        """What a statement asserts, as it reads now."""
        text = self.texts.get(one.report_id)
        if text is None:
            return replace(one, text=self.wording.words(self.wording.read(one.text)), figure=None)
        start, end = text.moved(one.start, one.end)
        figures = self.kept((one.figure,), text) if one.figure else ()
        return replace(
            one, start=start, end=end, text=text.new[start:end], figure=figures[0] if figures else None
        )
