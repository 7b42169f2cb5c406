"""Values in our own words that several tests begin from."""

from __future__ import annotations

import hashlib
from itertools import pairwise

from twosource.model import (
    Assessment,
    Attribution,
    Captured,
    Claim,
    Derived,
    Dissection,
    Edge,
    Evidence,
    Figure,
    FigureGroup,
    FigureRelation,
    FigureValue,
    Item,
    Line,
    Link,
    Mention,
    OpenQuestion,
    Origin,
    Origins,
    Parse,
    Passage,
    Passed,
    Quote,
    Reading,
    Reason,
    Report,
    Sentence,
    Source,
    Span,
    Statement,
    Story,
    Time,
    TimelineEntry,
    Token,
    Told,
)
from twosource.text import digest

TEXT = 'The harbour office said more than 40 boats sank on Friday.\nA pilot called it "the worst night in years".'


def captured(name: str = "a.txt", text: str = TEXT, title: str = "Boats lost") -> Captured:
    """A report with the document that it came from."""
    payload = text.encode()
    report = Report(
        id=digest(name, text),
        path=name,
        text=text,
        sha256=hashlib.sha256(payload).hexdigest(),
        title=title,
        publisher="Quay Courier",
        published_at="2031-05-03",
        published_from="meta",
        captured_at="2031-05-04T08:00:00+00:00",
        language="en",
        furniture=(Span(0, 0),),
    )
    return Captured(report, Item(path=name, media="text", payload=payload, fields={"n": [1, None, "x"]}))


def parse() -> Parse:
    """A parse of two words."""
    tokens = (
        Token(0, 5, "Boats", "boat", "NOUN", "NNS", "nsubj", 1, "", False),
        Token(6, 10, "sank", "sink", "VERB", "VBD", "ROOT", 1, "", False),
    )
    return Parse(tokens, (Sentence(0, 10, 0, 2),), (Span(3, 4),))


def evidence(report: Report, quote: str) -> Evidence:
    """The first place in a report where these words stand."""
    at = report.text.index(quote)
    return Evidence(report.id, at, at + len(quote), quote)


def statement(report: Report) -> Statement:
    """What the harbour office said."""
    span = evidence(report, "more than 40 boats sank on Friday")
    office = evidence(report, "The harbour office")
    cue = evidence(report, "said")
    figure = evidence(report, "more than 40 boats")
    day = evidence(report, "Friday")
    return Statement(
        id=digest(report.id, "statement"),
        report_id=report.id,
        start=span.start,
        end=span.end,
        text=span.text,
        attribution=Attribution(
            chain=(
                Link("publisher", "Quay Courier", "quay-courier"),
                Link("origin", "Harbour Office", "harbour-office", office.start, office.end),
            ),
            cue=Passed(cue.start, cue.end, cue.text),
        ),
        parts=(Span(span.start, span.end),),
        figures=(
            Figure(
                figure.start,
                figure.end,
                figure.text,
                40.0,
                None,
                "lower",
                40.0,
                "boats",
                "sunk",
                low_open=True,
            ),
        ),
        when=(Time(day.start, day.end, day.text, "2031-05-02", "DATE"),),
    )


def reading(report: Report) -> Reading:
    """What the report says."""
    said = statement(report)
    place = evidence(report, "harbour")
    return Reading(
        Dissection(
            report=report,
            passages=(Passage(0, report.text.index("\n"), "text"),),
            tokens=parse().tokens,
            sentences=parse().sentences,
            quotes=(Quote(80, 90),),
            mentions=(Mention("place", place.start, place.end, place.text, value="Harbour"),),
            sources=(Source("harbour-office", "Harbour Office", "body", aliases=("the office",)),),
            times=said.when,
            figures=said.figures,
            attempted=("figures", "times"),
        ),
        (said,),
    )


def told(report: Report, story_id: str = "s-1", claim_id: str = "c-1") -> Told:
    """The story of one report."""
    said = statement(report)
    span = evidence(report, said.text)
    claim = Claim(claim_id, said.text, "figure", (said.id,), (report.id,))
    origin = Origin("harbour-office", "Harbour Office", spans=(evidence(report, "The harbour office"),))
    reason = Reason("one_origin", "Only the Harbour Office says so.", (span,))
    value = FigureValue(
        said.figures[0], "Harbour Office", "harbour-office", (report.id,), (span,), claim_id=claim_id
    )
    return Told(
        story=Story(story_id, (report.id,), "Boats lost", "2031-05-03", "2031-05-03"),
        reports=(report,),
        copies=(),
        claims=(Assessment(claim, "reported", 6, Origins(1, 1, (origin,)), (reason,)),),
        figures=(
            FigureGroup(
                "sunk", "boats", None, (value, value), "agree", (FigureRelation(0, 1, "agree", "the same"),)
            ),
        ),
        conflicts=(),
        timeline=(TimelineEntry("2031-05-02", said.text, claim_id, (span,)),),
        open=(OpenQuestion("single_origin", "One origin only.", (span,)),),
        lines=(Line("known", said.text, (span,)),),
        statements=(said,),
        sources=(Source("harbour-office", "Harbour Office", "body"),),
    )


def derived(*reports: Report) -> Derived:
    """A story for each report."""
    stories = tuple(told(report, f"s-{report.id}", f"c-{report.id}") for report in reports)
    edges = tuple(Edge(a.id, b.id, "copy_of", 0.9, "near") for a, b in pairwise(reports))
    return Derived({"version": "1"}, stories, edges)
