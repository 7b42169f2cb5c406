"""A large set is derived unit by unit: what is remembered of it is what deriving it all again would give."""

from __future__ import annotations

import pytest

from twosource.model import Attribution, Dissection, Link, Reading, Report, Statement, Story
from twosource.pipeline import Afresh, analysis
from twosource.pipeline.analysis import analyse_set
from twosource.pipeline.linking import Linked, linked
from twosource.pipeline.units import Latest, units
from twosource.text import digest

EVENTS = (
    (
        "Marrow Head",
        "A ferry sank off Marrow Head with {} passengers aboard",
        "Divers searched the hull at low tide.",
    ),
    (
        "Cardin",
        "The Cardin paint warehouse burned and {} workers were hurt",
        "Smoke closed the orchard road.",
    ),
    ("Pell", "Voters in Pell chose {} councillors on Sunday", "The tram levy had divided the chamber."),
    ("Velm", "An avalanche buried {} skiers above Velm", "Dogs found a glove beneath the cornice."),
    ("Ostra", "Thieves took {} paintings from the Ostra gallery", "The curator had asked for better locks."),
    ("Quill", "Floods in Quill drowned {} cattle", "The dyke had been patched with clay."),
)
OUTLETS = (
    ("Tern", "Our reporter stood there since morning."),
    ("Heron", "Neighbours brought soup and blankets."),
    ("Gazette", "Nobody answered the telephone at the town hall."),
    ("Observer", "The minister cancelled a journey abroad."),
    ("Courier", "Insurers will send an assessor tomorrow."),
)


def _reading(number: int) -> Reading:
    """One outlet's report on one of six events."""
    event = number % len(EVENTS)
    place, what, more = EVENTS[event]
    outlet, own = OUTLETS[number // len(EVENTS) % len(OUTLETS)]
    said = f"{what.format(20 + event)}, the {place} police said."
    text = f"{own}\n{said}\n{more}"
    report = Report(digest(str(number)), f"{number}.txt", text, "", publisher=outlet, language="en",
                    published_at=f"2031-{1 + event:02}-05", published_from="meta")  # fmt: skip
    start = text.index(said)
    chain = (
        Link("publisher", outlet, outlet.lower()),
        Link("origin", f"{place} police", f"{place} police".lower()),
    )
    statement = Statement(
        digest(report.id, "said"), report.id, start, start + len(said), said, Attribution(chain)
    )
    return Reading(Dissection(report, (), (), ()), (statement,))


READINGS = [_reading(number) for number in range(30)]
AFRESH = Afresh(lambda report: next(one for one in READINGS if one.dissection.report.id == report.id))


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "_LINKED", Latest(analysis.REMEMBERED))
    monkeypatch.setattr(analysis, "_TOLD", Latest(analysis.REMEMBERED))


def test_what_arrives_one_by_one_is_what_was_there_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for many in range(analysis.MANY, len(READINGS)):
        analyse_set(READINGS[:many], AFRESH)
    grown = analyse_set(READINGS, AFRESH)
    monkeypatch.setattr(analysis, "MANY", 1_000)  # nothing is remembered
    whole = analyse_set(READINGS, AFRESH)
    assert len(whole.told) > 1
    assert (grown.told, set(grown.edges), grown.redirects) == (whole.told, set(whole.edges), whole.redirects)


def test_only_the_unit_that_a_report_joins_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    analyse_set(READINGS[:-1], AFRESH)
    made: list[int] = []

    def counted(stories: tuple[Story, ...], *rest: object) -> Linked:
        made.append(sum(len(story.reports) for story in stories))
        return linked(stories, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(analysis, "linked", counted)
    analyse_set(READINGS, AFRESH)
    assert made == [len(READINGS) // len(EVENTS)]


def test_a_persons_word_makes_one_unit_of_two() -> None:
    stories = (
        Story("a", ("1", "2")),
        Story("b", ("3",)),
        Story("c", ("4",), follows=("b",)),
        Story("d", ("5",)),
    )
    assert [[one.id for one in each] for each in units(stories, ())] == [["a"], ["b", "c"], ["d"]]
    assert [[one.id for one in each] for each in units(stories, [("2", "5"), ("5", "9")])] == [
        ["a", "d"],
        ["b", "c"],
    ]


def test_the_latest_are_remembered_by_how_many_reports_they_are_of() -> None:
    latest: Latest[str] = Latest(10)
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name

    for name, size in (("a", 4), ("b", 4), ("a", 4), ("c", 5), ("a", 4), ("b", 4)):
        assert latest.of(name.encode(), size, lambda name=name: make(name)) == name  # type: ignore[misc]
    assert made == ["a", "b", "c", "b"]
