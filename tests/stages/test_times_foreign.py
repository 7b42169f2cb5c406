"""Dates in languages without a parser: the forms of each, and the laws that hold in all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.data import table
from twosource.model import Report, Time
from twosource.stages.dissect import passages
from twosource.stages.dissect.times import times


def found(text: str, language: str, published: str | None = "2024-12-27") -> tuple[Time, ...]:
    report = Report("r", "r.txt", text, "", language=language, published_at=published)
    return times(report, passages(report), ())


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Завод сгорел в пятницу, 27 декабря 2024 года.", "2024-12-27"),
        ("ru", "Завод сгорел 23 декабря.", "2024-12-23"),
        ("ru", "Завод сгорел в августе 2024 г.", "2024-08"),
        ("ru", "Завод сгорел вчера вечером.", "2024-12-26TEV"),
        ("ru", "Завод сгорел на прошлой неделе.", "2024-W51"),
        ("ru", "Завод сгорел два года назад.", "2022"),
        ("ru", "Завод горел три дня.", "P3D"),
        ("ru", "Завод откроют до понедельника.", "2024-12-30"),
        ("uk", "Завод згорів у п’ятницю, 27 грудня 2024 року.", "2024-12-27"),
        ("uk", "Завод згорів учора ввечері.", "2024-12-26TEV"),
        ("uk", "Завод згорів торік.", "2023"),
        ("uk", "Завод горів кілька днів.", "PXD"),
        ("de", "Das Werk brannte am Freitag, den 27. Dezember 2024.", "2024-12-27"),
        ("de", "Das Werk brannte seit August 2024.", "2024-08"),
        ("de", "Das Werk brannte vor zwei Jahren.", "2022"),
        ("de", "Das Werk brannte in der vergangenen Woche.", "2024-W51"),
        ("de", "Das Werk brannte gestern um 15.30 Uhr.", "2024-12-26T15:30"),
        ("fr", "L'usine a brûlé le vendredi 27 décembre 2024.", "2024-12-27"),
        ("fr", "L'usine a brûlé le 1er janvier.", "2025-01-01"),
        ("fr", "L'usine a brûlé il y a deux ans.", "2022"),
        ("fr", "L'usine a brûlé la semaine dernière.", "2024-W51"),
        ("fr", "L'usine a brûlé hier à 15h30.", "2024-12-26T15:30"),
        ("es", "La fábrica ardió el 27 de diciembre de 2024.", "2024-12-27"),
        ("es", "La fábrica ardió ayer.", "2024-12-26"),
        ("es", "La fábrica ardió hace dos años.", "2022"),
        ("es", "La fábrica ardió durante tres meses.", "P3M"),
        ("ko", "공장은 2024년 12월 23일 불탔다.", "2024-12-23"),
        ("ko", "공장은 지난 26일 불탔다.", "2024-12-26"),
        ("ko", "공장은 10월 29일 불탔다.", "2024-10-29"),
        ("ko", "공장은 지난주 불탔다.", "2024-W51"),
        ("ko", "공장은 4일간 불탔다.", "P4D"),
        ("ko", "공장은 2년 전 불탔다.", "2022"),
        ("it", "La fabbrica bruciò il 27 dicembre 2024.", "2024-12-27"),
    ],
)
def test_dates_in_other_languages(language: str, text: str, expected: str) -> None:
    assert found(text, language)[-1].value == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Ему 44 года, у него БТР-82 и 1100 солдат."),
        ("de", "Der 44 Jahre alte Mann hat 3.000 Schafe."),
        ("es", "El hombre de 44 años tiene 3.000 ovejas."),
        ("fr", "L'homme de 44 ans a 3 000 moutons."),
        ("ko", "3000명이 다쳤다."),
    ],
)
def test_ages_and_counts_are_no_times(language: str, text: str) -> None:
    assert found(text, language) == ()


def test_what_an_undated_report_leaves_open_stays_open() -> None:
    assert [t.value for t in found("Завод сгорел 23 декабря, в пятницу.", "ru", None)] == [
        "XXXX-12-23",
        "XXXX-WXX-5",
    ]
    assert [t.value for t in found("공장은 27일 불탔다.", "ko", None)] == ["XXXX-XX-27"]


def test_a_day_that_does_not_exist_is_flagged() -> None:
    assert [bool(t.impossible) for t in found("Это было 31 ноября 2023 года.", "ru")] == [True]
    assert [bool(t.impossible) for t in found("2023년 2월 30일에 일어났다.", "ko")] == [True]


CODES = ("ru", "uk", "de", "fr", "es", "ko", "it", "zh")
WORDS = [
    w for code in CODES[:5] for words in table("times_other.json")[code]["words"].values() for w in words
]
NUMBERS = [
    "2024",
    "2024년",
    "12월",
    "27일",
    "99월",
    "0000년",
    "3시",
    "오후",
    "지난",
    "11.000",
    "31",
    "15h30",
    "30.02.2023",
]


@settings(max_examples=250, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(NUMBERS), st.text(max_size=3)), max_size=30),
    st.sampled_from([" ", "", "-", ". "]),
    st.sampled_from(CODES),
    st.sampled_from([None, "2024", "2024-12", "2024-12-27", "9999-12-31"]),
)
def test_spans_quote_their_text_in_any_language(
    pieces: list[str], glue: str, code: str, published: str | None
) -> None:
    text = glue.join(pieces)
    last = 0
    for one in found(text, code, published):
        assert text[one.start : one.end] == one.text != ""
        assert one.start >= last
        last = one.end
