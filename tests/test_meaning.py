"""Reports in two languages: one story where an encoder says that they mean the same, none by words alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations

import pytest

from twosource import pipeline
from twosource.language.meaning import Meaning
from twosource.language.plain import Plain
from twosource.model import Captured, Item, Report
from twosource.pipeline.meaning import Meanings
from twosource.pipeline.touching import sets
from twosource.stages import group
from twosource.stores.sqlite import Sqlite
from twosource.text import digest

METHOD = {"version": "1", "rules": "r"}
SUNK = {
    "en": "A ferry with 140 passengers sank off the island of Vorsa on Monday night; at least eleven people died.",
    "ru": "У острова Ворса в ночь на вторник затонул паром со 140 пассажирами, погибли не менее одиннадцати человек.",
    "ko": "월요일 밤 보르사 섬 앞바다에서 승객 140명을 태운 여객선이 침몰해 최소 11명이 숨졌다.",
}
BURNT = {
    "en": "Fire destroyed a textile factory in the city of Ordena on Tuesday and 23 workers are missing.",
    "ru": "Пожар во вторник уничтожил текстильную фабрику в городе Ордена, 23 рабочих пропали без вести.",
}
DAY, LATER = "2031-05-06", "2031-09-20"


class Known:
    """An encoder of two meanings, as it is told them; counts what it was asked."""

    version = "told"
    languages = frozenset(("en", "ru", "ko"))

    def __init__(self) -> None:
        self.asked = 0

    def encode(self, texts: Sequence[str]) -> list[tuple[float, ...]]:
        self.asked += len(texts)
        return [(1.0, 0.0) if any(each in text for each in SUNK.values()) else (0.0, 1.0) for text in texts]


def told(text: str, language: str, at: str | None = DAY) -> Report:
    dated = "meta" if at else "none"
    return Report(
        digest(text), f"{language}.txt", text, digest("bytes", text), publisher=f"{language} paper",
        published_at=at, published_from=dated, language=language,
    )  # fmt: skip


def grouped(reports: Sequence[Report], meanings: Meanings) -> set[frozenset[str]]:
    found: set[frozenset[str]] = set()
    for ids in sets(reports, (), meanings):
        some = [report for report in reports if report.id in ids]
        made = group.stories(some, (), (), meanings.between(some)).stories
        found |= {frozenset(story.reports) for story in made}
    return found


def held(store: Sqlite) -> set[frozenset[str]]:
    return {frozenset(story.reports) for story in store.stories()}


def kept(reports: Iterable[Report], encoder: Known | None) -> set[frozenset[str]]:
    """What a store makes of reports that come one at a time."""
    store = Sqlite(None)
    for report in reports:
        store.put(Captured(report, Item(report.path, "text", report.text.encode())))
        pipeline.catch_up(store, Plain, METHOD, 4, encoder=encoder)
    found = held(store)
    store.close()
    return found


SHIP = [told(text, code) for code, text in SUNK.items()]
MILL = [told(text, code) for code, text in BURNT.items()]
TOGETHER = {frozenset(one.id for one in SHIP), frozenset(one.id for one in MILL)}
ALONE = {frozenset({one.id}) for one in (*SHIP, *MILL)}


def test_what_means_the_same_is_one_story_across_languages_and_without_an_encoder_none_is() -> None:
    assert grouped([*SHIP, *MILL], Meanings(Known())) == TOGETHER
    assert grouped([*SHIP, *MILL], Meanings()) == ALONE


def test_a_store_makes_the_same_stories_whatever_the_order_of_arrival() -> None:
    for reports in list(permutations([*SHIP[:2], *MILL]))[::5]:
        assert kept(reports, Known()) == {
            frozenset(one.id for one in SHIP[:2]),
            *TOGETHER - {frozenset(one.id for one in SHIP)},
        }
    assert kept([*SHIP, *MILL], None) == ALONE


def test_an_undated_report_is_met_from_both_sides() -> None:
    undated = told(SUNK["ru"], "ru", None)
    for pair in ((undated, SHIP[0]), (SHIP[0], undated)):
        assert kept(pair, Known()) == {frozenset({undated.id, SHIP[0].id})}


def test_the_same_meaning_months_later_is_another_story() -> None:
    later = told(SUNK["ru"], "ru", LATER)
    assert len(kept((SHIP[0], later), Known())) == 2


def test_a_desk_of_one_language_or_of_languages_the_encoder_does_not_know_encodes_nothing() -> None:
    english, strange = Known(), Known()
    assert kept((SHIP[0], MILL[0]), english) == {frozenset({SHIP[0].id}), frozenset({MILL[0].id})}
    assert len(kept((SHIP[0], told("Пором затонув біля острова Ворса.", "uk")), strange)) == 2
    assert (english.asked, strange.asked) == (0, 0)


def test_each_report_is_encoded_once() -> None:
    encoder = Known()
    meanings = Meanings(encoder)
    grouped([*SHIP, *MILL], meanings)
    grouped([*SHIP, *MILL], meanings)
    assert encoder.asked == 5


@pytest.mark.skipif(not Meaning.installed(), reason="pip install 'twosource[meaning]'")
def test_the_encoder_that_ships_tells_a_ferry_from_a_fire_in_three_languages() -> None:
    assert grouped([*SHIP, *MILL], Meanings(Meaning())) == TOGETHER
