"""Every way in which reports say that their text is an agency's: at the head, at the foot, as the author; and what is none."""

from __future__ import annotations

import pytest

from twosource.model import Item, Report
from twosource.stages.admit import admit
from twosource.stages.debts import debts, who

STORY = """A tanker ran aground on the reef off Ostvik on Sunday and lost 400 tonnes of fuel oil, the coast guard said.

Fishermen from three villages laid out booms of straw before the tide came back, and nine beaches were closed.

The owner of the ship has not been named."""
TITLE = "Tanker aground off Ostvik"
# The line, and the id of an agency that it credits.
FOOT = [
    ("(AP)", "ap"),
    ("AP", "ap"),
    ("— AP", "ap"),
    ("[AFP]", "afp"),
    ("(Reuters)", "reuters"),
    ("With files from The Canadian Press", "cp"),
    ("with files from Reuters", "reuters"),
    ("With AP", "ap"),
    ("With additional reporting by Reuters", "reuters"),
    ("(With inputs from PTI)", "pti"),
    ("With inputs from agencies", "agencies"),
    ("Inputs from ANI", "ani"),
    ("Original Source: Reuters", "reuters"),
    ("Source: AFP", "afp"),
    ("Sources: AFP, Reuters", "afp"),
    ("Source: https://apnews.com/article/x", "ap"),
    ("Originally published by The Associated Press", "ap"),
    ("This story was originally published by Reuters.", "reuters"),
    ("This article first appeared on reuters.com", "reuters"),
    ("The Associated Press contributed to this report.", "ap"),
    ("Associated Press writers Jane Roe in Ostvik and Tom Hale in London contributed to this report.", "ap"),
    ("Reuters contributed to this report", "reuters"),
    ("AFP and Reuters contributed to this report.", "afp"),
    ("This report by The Canadian Press was first published Nov. 22, 2026.", "cp"),
    ("Copyright 2026 The Associated Press. All rights reserved.", "ap"),
    ("© 2026 AFP", "afp"),
    ("© Agence France-Presse", "afp"),
    ("Our Standards: The Thomson Reuters Trust Principles.", "reuters"),
    ("Agence France-Presse", "afp"),
    ("Staff and agencies", "agencies"),
    ("AP / Reuters", "ap"),
    ("AP, Reuters", "ap"),
    ("Reuters, AFP", "reuters"),
    ("AFP/Reuters", "afp"),
    ("(AP, dpa)", "ap"),
    ("via AP", "ap"),
    ("Via Reuters", "reuters"),
    ("By the Associated Press", "ap"),
    ("Republished with permission from Reuters", "reuters"),
    ("Text: Reuters", "reuters"),
    ("Story by Reuters", "reuters"),
    ("Courtesy of Reuters", "reuters"),
    ("Reporting by Reuters", "reuters"),
    ("Based on reporting by AFP and Reuters", "afp"),
    ("Based on a report by Reuters", "reuters"),
    ("Adapted from a Reuters report", "reuters"),
    ("With reporting by AP and dpa", "ap"),
    ("Quelle: dpa", "dpa"),
    ("Quellen: dpa, AFP", "dpa"),
    ("Mit Material von dpa", "dpa"),
    ("mit dpa", "dpa"),
    ("dpa", "dpa"),
    ("(dpa)", "dpa"),
    ("dpa/AFP", "dpa"),
    ("Mit Agenturmaterial", "agenturmaterial"),
    ("Avec AFP", "afp"),
    ("(avec AFP)", "afp"),
    ("Source : AFP", "afp"),
    ("(AFP)", "afp"),
    ("Le Courrier avec AFP", "afp"),
    ("Con información de EFE", "efe"),
    ("Con información de agencias", "agencias"),
    ("Fuente: EFE", "efe"),
    ("EFE", "efe"),
    ("Com informações da Lusa", "lusa"),
    ("Com Lusa", "lusa"),
    ("Fonte: ANSA", "ansa"),
    ("(ANSA)", "ansa"),
    ("Con ANSA", "ansa"),
    ("Źródło: PAP", "pap"),
    ("(PAP)", "pap"),
    ("Источник: ТАСС", "tass"),
    ("По материалам ТАСС", "tass"),
    ("Джерело: Укрінформ", "ukrinform"),
    ("За матеріалами Укрінформ", "ukrinform"),
    ("Kaynak: AA", "anadolu"),
    ("(AA)", "anadolu"),
    ("출처: 연합뉴스", "yonhap"),
    ("(연합뉴스)", "yonhap"),
    ("来源：新华社", "xinhua"),
    ("（新华社）", "xinhua"),
    ("(共同)", "kyodo"),
    ("出典：共同通信", "kyodo"),
    ("المصدر: رويترز", "reuters"),
    ("Bron: ANP", "anp"),
    ("Kilde: NTB", "ntb"),
    ("(NTB)", "ntb"),
    ("Källa: TT", "tt"),
    ("Lähde: STT", "stt"),
    ("Zdroj: ČTK", "ctk"),
    ("(ČTK)", "ctk"),
    ("Forrás: MTI", "mti"),
    ("Sursa: Agerpres", "agerpres"),
    ("Izvor: HINA", "hina"),
    ("Източник: БТА", "bta"),
    ("Πηγή: ΑΠΕ-ΜΠΕ", "ana-mpa"),
    ("Sumber: Antara", "antara"),
    ("Nguồn: TTXVN", "vna"),
]
HEAD = [
    ("By Reuters", "reuters"),
    ("By The Associated Press", "ap"),
    ("By JANE ROE, Associated Press", "ap"),
    ("By Jane Roe\nAssociated Press", "ap"),
    ("Jane Roe | Reuters", "reuters"),
    ("Par AFP", "afp"),
    ("Von dpa", "dpa"),
    ("Reuters in Ostvik", "reuters"),
    ("Agence France-Presse in Ostvik", "afp"),
    ("Associated Press", "ap"),
    ("AFP", "afp"),
    ("Redazione ANSA", "ansa"),
]
AUTHORS = [
    ("Associated Press", "ap"),
    ("Jane Roe, Associated Press", "ap"),
    ("Jane Roe (AP)", "ap"),
    ("By Reuters", "reuters"),
    ("Reuters Staff", "reuters"),
    ("Staff, Agence France-Presse", "afp"),
    ("dpa", "dpa"),
    ("Le Courrier avec AFP", "afp"),
    ("Jane Roe and Reuters", "reuters"),
    ("Jane Roe | Reuters", "reuters"),
    ("AFP/Reuters", "afp"),
]
NONE = [
    "Reuters Wins Prize",
    "AP Photo/Jane Roe",
    "AP to cut jobs",
    "He told Reuters.",
    "Read more: Reuters",
    "Follow Reuters on X",
    "What Reuters found",
    "By Jane Roe, Harrisburg, PA",
    "By Michael Bloomberg",
    "By Antara Roy",
    "By Petra Novak, Karst Post",
    "Via Appia",
    "TT, 14 points",
    "Photo: Reuters",
]


def read(text: str, **fields: str) -> Report:
    whole = {"title": TITLE, "publisher": "The Karst Post", "text": text, **fields}
    report = admit(Item(path="a.json", media="fields", payload=b"{}", fields=whole))
    assert isinstance(report, Report)
    return report


def owed(report: Report) -> list[str]:
    return [who(credit.name) for credit in debts(report)]


@pytest.mark.parametrize(("line", "agency"), FOOT)
def test_a_line_at_the_foot(line: str, agency: str) -> None:
    report = read(f"{STORY}\n\n{line}\n")
    assert agency in owed(report)
    assert any(span.end == len(f"{STORY}\n\n{line}") for span in report.furniture), "the line is no story"
    for credit in report.credits:
        if credit.start is not None:
            assert who(report.text[credit.start : credit.end]) == who(credit.name)


@pytest.mark.parametrize(("line", "agency"), FOOT)
def test_the_same_line_in_a_text_file(line: str, agency: str) -> None:
    payload = f"{TITLE}\nThe Karst Post\n4 May 2031\n\n{STORY}\n\n{line}\n".encode()
    report = admit(Item(path="a.txt", media="text", payload=payload))
    assert isinstance(report, Report)
    assert agency in owed(report)


@pytest.mark.parametrize(("line", "agency"), HEAD)
def test_a_line_at_the_head(line: str, agency: str) -> None:
    report = read(f"{line}\n\n{STORY}")
    assert agency in owed(report)
    assert report.furniture[0].start == 0


@pytest.mark.parametrize(("author", "agency"), AUTHORS)
def test_an_agency_as_the_author(author: str, agency: str) -> None:
    report = read(STORY, author=author)
    assert agency in owed(report)
    assert not owed(read(STORY, author=author, publisher=agency.upper()) if len(agency) == 2 else read(STORY))


@pytest.mark.parametrize("line", NONE)
def test_what_is_no_credit(line: str) -> None:
    assert owed(read(f"{STORY}\n\n{line}\n")) == []
    assert owed(read(f"{line}\n\n{STORY}")) == []


def test_a_person_beside_an_agency_is_still_the_author() -> None:
    report = read(f"By JANE ROE, Associated Press\n\n{STORY}")
    assert [(credit.kind, credit.name) for credit in report.credits] == [
        ("byline", "JANE ROE"),
        ("agency", "Associated Press"),
    ]


def test_an_agencys_own_report_owes_itself_nothing() -> None:
    assert owed(read(f"{STORY}\n\n(AFP)\n", publisher="Agence France-Presse", author="AFP")) == []
