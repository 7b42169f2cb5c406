"""What people decide: kept, followed, logged, undone without a trace in what is derived."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from twosource import Desk, Settings, UnknownId, UsageError, contract
from twosource.model import Assessment, Told

REPORTS = {
    "courier.json": ("Quay Courier", "2031-05-03", "Ferry loses power off Sandholm",
        "The ferry Aldona lost power off Sandholm on Friday, harbour master Ines Valk said.\n"
        "Valk said 212 passengers were aboard the Aldona when its engines stopped."),
    "post.json": ("Sandholm Post", "2031-05-03", "Passengers stranded for hours",
        "Two lifeboats and a tug went out from Halm harbour before midnight to bring families ashore.\n"
        "The ferry Aldona lost power off Sandholm on Friday, the Halm Coastguard said.\n"
        "The Halm Coastguard counted 212 passengers aboard the Aldona as its engines stopped.\n"
        "Blankets and soup were waiting in the school hall, where volunteers had put up beds for the night."),
    "north.json": ("Radio North", "2031-05-04", "Operator disputes count",
        "Northquay Lines said 180 passengers were aboard the ferry Aldona when its engines stopped off Sandholm.\n"
        "The company denied that the engines had been serviced late."),
    "hills.json": ("Hill Gazette", "2031-07-20", "Cheese prices rise in the hills",
        "Dairy farmers in Upper Tarn sold mountain cheese at 14 crowns a kilo on Saturday, clerk Odo Brann said."),
}  # fmt: skip
WHY = {"author": "ada", "reason": "I asked them"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    for name, (publisher, at, title, text) in REPORTS.items():
        fields = {"publisher": publisher, "published_at": at, "title": title, "text": text}
        (tmp_path / name).write_text(json.dumps(fields))
    with Desk(Settings(db=tmp_path / "desk.db", quiet=True)) as opened:
        assert len(list(opened.ingest([str(tmp_path / name) for name in REPORTS]))) == 4
        yield opened


def state(desk: Desk) -> list[Any]:
    """All that the store says, to the letter."""
    return [contract.story(desk.story(story.id)) for story in desk.stories()]


def told(desk: Desk, words: str) -> Told:
    return next(
        found
        for found in (desk.story(story.id) for story in desk.stories())
        if any(words in (report.title or "") for report in found.reports)
    )


def claim(desk: Desk, words: str, by: str = "") -> Assessment:
    found = [
        one
        for story in desk.stories()
        for one in desk.story(story.id).claims
        if words in one.claim.text and (not by or any(by in origin.name for origin in one.origins.list))
    ]
    assert found, [one.claim.text for story in desk.stories() for one in desk.story(story.id).claims]
    return found[0]


def said(desk: Desk, words: str) -> str:
    return next(
        one.id
        for story in desk.stories()
        for one in desk.story(story.id).statements
        if words in one.text and one.kind == "assertion"
    )


Deed = Callable[[Desk], tuple[str, list[str], str]]
DEEDS: dict[str, Deed] = {
    "confirm": lambda d: ("confirm", [claim(d, "lost power").claim.id], ""),
    "dispute": lambda d: ("dispute", [claim(d, "lost power").claim.id], ""),
    "merge claims": lambda d: (
        "merge", [claim(d, "lost power").claim.id, claim(d, "180 passengers").claim.id], ""
    ),
    "merge stories": lambda d: ("merge", [told(d, "Ferry").story.id, told(d, "Cheese").story.id], ""),
    "split a claim": lambda d: (
        "split", [claim(d, "lost power").claim.id, claim(d, "lost power").claim.statements[0]], ""
    ),
    "split a story": lambda d: ("split", [told(d, "Ferry").story.id, told(d, "Ferry").story.reports[0]], ""),
    "alias": lambda d: ("alias", ["Northquay Lines", "Ines Valk"], ""),
    "correct a speaker": lambda d: ("correct", [said(d, "180 passengers")], "speaker=Ines Valk"),
    "correct a figure": lambda d: ("correct", [said(d, "180 passengers")], "figure=212"),
    "correct a span": lambda d: ("correct", [said(d, "180 passengers")], "span=0-50"),
    "dependent": lambda d: ("dependent", ["halm-coastguard", "ines-valk"], ""),
    "independent": lambda d: ("independent", ["halm-coastguard", "ines-valk"], ""),
    "rate": lambda d: ("rate", ["ines-valk"], "b"),
    "protect": lambda d: ("protect", ["ines-valk"], ""),
    "date a report": lambda d: ("date", [told(d, "Cheese").story.reports[0]], "2031-04-17"),
    "set aside": lambda d: ("set-aside", [told(d, "Cheese").story.reports[0]], ""),
}  # fmt: skip
NOTHING_DERIVED = {"protect", "independent"}


@pytest.mark.parametrize("name", DEEDS)
def test_a_decision_is_followed_and_its_undoing_restores_the_exact_former_state(
    desk: Desk, name: str
) -> None:
    before = state(desk)
    verb, subject, value = DEEDS[name](desk)
    made = desk.decide(verb, subject, value, **WHY)
    assert made.number == 1
    assert made.edges
    after = state(desk)
    assert (after == before) == (name in NOTHING_DERIVED)
    back = desk.undo(1, author="ben", reason="Wrong")
    assert (back.retracted_by, back.retracted_for) == ("ben", "Wrong")
    assert state(desk) == before
    assert [one.retracted_by for one in desk.decisions()] == ["ben"]
    assert desk.decisions(live=True) == ()
    log = [(line.actor, line.action, line.detail["reason"]) for line in desk.audit()]
    assert log == [("ben", "decide.undo", "Wrong"), ("ada", f"decide.{verb}", "I asked them")]
    assert desk.verify().broken is None


@pytest.mark.parametrize("name", DEEDS)
def test_a_decision_survives_a_rebuild_by_other_rules(desk: Desk, name: str, tmp_path: Path) -> None:
    verb, subject, value = DEEDS[name](desk)
    desk.decide(verb, subject, value, **WHY)
    after = state(desk)
    with Desk(Settings(db=tmp_path / "desk.db", quiet=True)) as newer:
        newer.__dict__["_program"] = {**desk.method, "version": "9.9"}
        assert state(newer) == after


def test_a_signature_confirms_and_gives_credibility_one(desk: Desk) -> None:
    desk.decide("confirm", [claim(desk, "lost power").claim.id], **WHY)
    now = claim(desk, "lost power")
    assert (now.status, now.credibility) == ("confirmed", 1)
    assert any(reason.text == "confirmed by ada: I asked them" for reason in now.reasons)


def test_a_person_disputes(desk: Desk) -> None:
    desk.decide("dispute", [claim(desk, "lost power").claim.id], **WHY)
    now = claim(desk, "lost power")
    assert (now.status, now.credibility) == ("disputed", 4)
    assert any(reason.text == "disputed by ada: I asked them" for reason in now.reasons)


def test_merged_claims_lead_to_one_and_split_ones_are_two(desk: Desk) -> None:
    one, other = claim(desk, "lost power").claim, claim(desk, "180 passengers").claim
    desk.decide("merge", [one.id, other.id], **WHY)
    assert desk.claim(one.id)[0].claim == desk.claim(other.id)[0].claim
    assert set(desk.claim(one.id)[0].claim.statements) == {*one.statements, *other.statements}
    desk.decide("split", [one.id, other.statements[0]], **WHY)
    assert desk.claim(one.id)[0].claim.id != desk.claim(other.id)[0].claim.id
    assert set(desk.claim(one.id)[0].claim.statements) == set(one.statements)


def test_stories_joined_by_a_person_stay_so_when_more_comes(desk: Desk, tmp_path: Path) -> None:
    ferry, cheese = told(desk, "Ferry").story, told(desk, "Cheese").story
    desk.decide("merge", [ferry.id, cheese.id], **WHY)
    assert desk.story(ferry.id).story.id == desk.story(cheese.id).story.id
    more = {"publisher": "Tarn Weekly", "published_at": "2031-07-21", "title": "Cheese dearer", "text":
            "Dairy farmers in Upper Tarn sold mountain cheese at 14 crowns a kilo, Odo Brann said on Saturday."}  # fmt: skip
    (tmp_path / "more.json").write_text(json.dumps(more))
    list(desk.ingest([str(tmp_path / "more.json")]))
    assert len(desk.story(ferry.id).reports) == 5
    desk.undo(1, author="ada", reason="No")
    assert {*desk.story(ferry.id).story.reports} == {*ferry.reports}
    assert {*cheese.reports} < {*desk.story(cheese.id).story.reports}


def test_a_corrected_statement_says_what_the_person_says_it_says(desk: Desk) -> None:
    name = said(desk, "180 passengers")
    desk.decide("correct", [name], "speaker=Ines Valk", **WHY)
    desk.decide("correct", [name], "figure=>=200", **WHY)
    now = next(one for one in told(desk, "Ferry").statements if one.id == name)
    assert now.attribution.speaker.name == "Ines Valk"
    assert now.attribution.speaker.source_id == "ines-valk"
    assert [(each.low, each.high, each.bound) for each in now.figures if each.counts] == [
        (200, None, "lower")
    ]


def test_a_rating_stands_beside_the_credibility_and_changes_nothing_else(desk: Desk) -> None:
    before = claim(desk, "lost power")
    assert {origin.reliability for origin in before.origins.list} == {"F"}
    desk.decide("rate", ["Ines Valk"], "B", **WHY)
    after = claim(desk, "lost power")
    assert {origin.name: origin.reliability for origin in after.origins.list}["Ines Valk"] == "B"
    assert (after.status, after.credibility) == (before.status, before.credibility)


def test_two_origins_that_a_person_marks_dependent_are_one(desk: Desk) -> None:
    before = claim(desk, "lost power").origins
    assert before.shown == 2
    desk.decide("dependent", ["halm-coastguard", "ines-valk"], **WHY)
    assert claim(desk, "lost power").origins.shown == 1
    desk.decide("independent", ["halm-coastguard", "ines-valk"], **WHY)
    assert claim(desk, "lost power").origins.shown == 2


def test_a_report_set_aside_counts_for_nothing_and_is_listed(desk: Desk) -> None:
    report = told(desk, "Cheese").story.reports[0]
    desk.decide("set-aside", [report], **WHY)
    assert all(report not in story.reports for story in desk.stories())
    (aside,) = desk.brief().set_aside
    assert (aside.stage, aside.reason) == ("desk", "set aside by ada: I asked them")


def test_what_cannot_be_meant_says_what_can(desk: Desk) -> None:
    one = claim(desk, "lost power").claim
    wrong: list[tuple[str, list[str], str, type[Exception], str]] = [
        ("bless", [one.id], "", UsageError, "no decision called 'bless'"),
        ("confirm", ["nowhere"], "", UnknownId, "no claim or statement nowhere"),
        ("merge", [one.id, one.statements[0]], "", UnknownId, "no claim"),
        ("merge", [one.id], "", UsageError, "merge CLAIM CLAIM"),
        ("split", [one.id, *one.statements], "", UsageError, "All of"),
        ("split", [one.id, said(desk, "180 passengers")], "", UsageError, "is not in"),
        ("rate", ["ines-valk"], "G", UsageError, "A .completely reliable. to F"),
        ("rate", ["nobody-at-all"], "B", UnknownId, "no source"),
        ("correct", [one.statements[0]], "colour=red", UsageError, "cannot be corrected"),
        ("correct", [one.statements[0]], "span=9-4", UsageError, "no span"),
        ("correct", [said(desk, "180 passengers")], "figure=many", UsageError, "is not a figure"),
        ("set-aside", ["nowhere"], "", UnknownId, "no report"),
        ("date", ["nowhere"], "2031-05-03", UnknownId, "no report"),
        (
            "date",
            [told(desk, "Cheese").story.reports[0]],
            "Thursday",
            UsageError,
            "is no date. Say it so: date REPORT",
        ),
    ]
    for verb, subject, value, kind, words in wrong:
        with pytest.raises(kind, match=words):
            desk.decide(verb, subject, value, **WHY)
    with pytest.raises(UsageError, match="author and a reason"):
        desk.decide("confirm", [one.id], author="ada", reason=" ")
    with pytest.raises(UnknownId, match="no decision 9"):
        desk.undo(9, **WHY)
    assert desk.decisions() == ()
    assert desk.audit() == ()


def test_erasing_takes_the_words_out_of_the_decision_too(desk: Desk, tmp_path: Path) -> None:
    desk.decide(
        "confirm", [claim(desk, "lost power").claim.id], author="ada", reason="My neighbour Zeno saw it"
    )
    desk.erase(1, ["actor", "reason"], "admin", "ada asked for it")
    assert [(one.author, one.reason) for one in desk.decisions()] == [("erased", "")]
    assert claim(desk, "lost power").status == "confirmed"
    assert desk.verify().broken is None
    desk.close()
    assert b"Zeno" not in b"".join(path.read_bytes() for path in tmp_path.glob("desk.db*"))


def test_a_report_without_a_date_is_dated_by_a_person_and_read_again_by_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "The harbour master said that the quay burned down on Thursday and that nobody was hurt.\n"
    )
    with Desk(Settings(db=tmp_path / "own.db", quiet=True)) as desk:
        desk.brief([str(tmp_path / "a.txt")])

        def now() -> tuple[str | None, str, list[str]]:
            (story,) = desk.brief().stories
            (report,) = story.reports
            when = [time.value for one in story.statements for time in one.when]
            return report.published_at, report.published_from, when

        before = now()
        assert before == (None, "none", ["XXXX-WXX-4"])
        (report,) = desk.stories()[0].reports
        made = desk.decide("date", [report], "2031-05-03", author="ada", reason="The clipping has it")
        assert now() == ("2031-05-03", "person", ["2031-05-01"])
        desk.decide("date", [report], "2031-05-10", author="ben", reason="The next week's issue")
        assert now() == ("2031-05-10", "person", ["2031-05-08"])
        desk.undo(made.number + 1, author="ben", reason="No")
        desk.undo(made.number, author="ada", reason="No")
        assert now() == before
