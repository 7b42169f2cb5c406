"""A small told story in values, for the tests of narrate and of the page."""

from __future__ import annotations

from twosource.model import (
    Assessment,
    Attribution,
    Claim,
    Figure,
    FigureGroup,
    FigureRelation,
    FigureValue,
    Link,
    OpenQuestion,
    Origin,
    Origins,
    Passed,
    Reason,
    Report,
    Source,
    Span,
    Statement,
    Story,
    Time,
    Told,
)
from twosource.stages.narrate import tell
from twosource.stages.narrate.timeline import evidence

TEXTS = {
    "a": "The mayor said on Monday that nine boats had sunk. The port did not answer <questions>.",
    "b": "According to the mayor, nine boats had sunk. A diver counted more than eleven wrecks.",
}
NAMES = {
    "mayor": "Mayor Tilda Voss",
    "diver": "a diver",
    "post": "The Harbour Post",
    "echo": "The Harbour Echo",
}


def statement(key: str, report: str, words: str, who: str | None, cue: str = "", **more: object) -> Statement:
    """A statement of ``words`` in a report, by a source of NAMES or in the outlet's own voice."""
    text = TEXTS[report]
    start = text.index(words)
    outlet = {"a": "post", "b": "echo"}[report]
    chain = (Link("publisher", NAMES[outlet], outlet),)
    passed = None
    if who:
        chain += (Link("origin", NAMES[who], who, named=who != "diver"),)
        at = text.index(cue)
        passed = Passed(at, at + len(cue), cue)
    end = start + len(words)
    attribution = Attribution(chain, passed)
    return Statement(key, report, start, end, words, attribution, (Span(start, end),), **more)  # type: ignore[arg-type]


def monday() -> Time:
    at = TEXTS["a"].index("Monday")
    return Time(at, at + 6, "Monday", "2025-03-10", "DATE")


def told(status: str = "reported", shown: int = 1, extra: bool = False) -> Told:
    """Two reports of one claim by one mayor, a figure that clashes, and a question left open."""
    nine = statement("s1", "a", "nine boats had sunk", "mayor", "said", when=(monday(),))
    again = statement("s2", "b", "nine boats had sunk", "mayor", "According to")
    eleven = statement("s3", "b", "more than eleven wrecks", "diver", "counted")
    silent = statement("s4", "a", "The port did not answer <questions>.", None, kind="no_comment")
    said = (nine, again, eleven, silent)
    claim = Claim("c1", nine.text, "figure", ("s1", "s2"), ("a", "b"))
    origins = Origins(shown, 2, (Origin("mayor", NAMES["mayor"]),))
    reason = Reason("one_origin", "Both reports have it from the mayor.", (evidence(nine), evidence(again)))
    claims = [Assessment(claim, status, 3, origins, (reason,))]  # type: ignore[arg-type]
    if extra:
        other = Claim("c2", eleven.text, "figure", ("s3",), ("b",))
        claims.append(Assessment(other, "reported", 6, Origins(1, 1, (Origin("diver", "a diver", False),))))
    exact = Figure(0, 4, "nine boats", 9, 9, "exact", 9, "boats", "sunk")
    lower = Figure(0, 4, "more than eleven wrecks", 11, None, "lower", 11, "boats", "sunk", low_open=True)
    values = (
        FigureValue(exact, NAMES["mayor"], "mayor", ("a", "b"), (evidence(nine),)),
        FigureValue(lower, "a diver", "diver", ("b",), (evidence(eleven),)),
    )
    group = FigureGroup(
        "sunk", "boats", None, values, "conflict", (FigureRelation(0, 1, "conflict", "9 is not over 11."),)
    )
    return tell(
        Story("story1", ("a", "b"), "Boats sunk in the harbour", "2025-03-10", "2025-03-11"),
        [_report("a", "The Harbour Post"), _report("b", "The Harbour Echo")],
        (),
        claims,
        (group,),
        (),
        (OpenQuestion("no_comment", silent.text, (evidence(silent),)),),
        said,
        [Source(key, name) for key, name in NAMES.items()],
    )


def _report(key: str, publisher: str) -> Report:
    return Report(
        key,
        f"{key}.txt",
        TEXTS[key],
        "0" * 64,
        publisher=publisher,
        published_at="2025-03-11",
        published_from="text",
    )
