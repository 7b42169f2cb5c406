"""Datelines: one description, in every form that agencies write them."""

from __future__ import annotations

import pytest

from twosource.model import Item, Report
from twosource.stages.admit import admit
from twosource.stages.datelines import dateline, glued
from twosource.stages.debts import debts, who

# text, form, town, state, agency; what follows it is the story.
FORMS = [
    ("PORT ASHBY, Norland, June 3 (TPA) — ", "capitals", "PORT ASHBY", "Norland", "TPA"),
    ("ST. PAUL, Minn. (AP) — ", "capitals", "ST. PAUL", "Minn.", "AP"),
    ("PORT ASHBY - ", "capitals", "PORT ASHBY", None, None),
    ("ŁÓDŹ/KRAKÓW, 4 maja (PAP) – ", "capitals", "ŁÓDŹ/KRAKÓW", None, "PAP"),
    ("OSTVIK, 4 May (EFE).- ", "capitals", "OSTVIK", None, "EFE"),
    ("OSTVIK (NTB): ", "capitals", "OSTVIK", None, "NTB"),
    ("(ANSA) - OSTVIK, 04 MAG - ", "capitals", "OSTVIK", None, "ANSA"),
    ("Port Ashby, June 3 (TPA) - ", "titled", "Port Ashby", None, "TPA"),
    ("Port Ashby (dpa/lno) - ", "titled", "Port Ashby", None, "dpa/lno"),
    ("Karst, 3 June — ", "titled", "Karst", None, None),
    ("(TPA) — ", "agency", None, None, "TPA"),
    ("LONDON, England. ", "stop", "LONDON", "England", None),
    ("OSTVIK, May 4 (VESTEL). ", "capitals", "OSTVIK", None, "VESTEL"),
    ("OSTVIK, May 4. /TASS/. ", "slashed", "OSTVIK", None, "TASS"),
    ("OSTVIK, May 4 /VESTEL/. ", "slashed", "OSTVIK", None, "VESTEL"),
    ("ОСТВИК, 4 мая — РИА Новости. ", "slashed", "ОСТВИК", None, "РИА Новости"),
    ("(서울=연합뉴스) 김 기자 = ", "joined", "서울", None, "연합뉴스"),
    ("新华社北京6月3日电 ", "joined", "北京", None, "新华社"),
    ("【東京共同】", "joined", "東京", None, "共同"),
    ("Reuters — ", "known", None, None, "Reuters"),
    ("New Delhi, May 4 (PTI) ", "known", None, None, "PTI"),
]
STORY = "The ferry went down in four minutes, the coast guard said."


@pytest.mark.parametrize(("written", "form", "town", "state", "agency"), FORMS)
def test_each_form_is_told_with_its_parts(
    written: str, form: str, town: str | None, state: str | None, agency: str | None
) -> None:
    text = f"A headline\n\n{written}{STORY}"
    start = text.index(written)
    found = dateline(text, start)
    assert found is not None
    parts = [span and text[slice(*span)] for span in (found.town, found.state, found.agency)]
    assert (found.form, *parts) == (form, town, state, agency)
    assert text[found.end :] == STORY


@pytest.mark.parametrize(
    "text",
    [
        "OSTVIK /NORTH/ was closed.",
        "Ostvik, May 4 /north gate/. It was closed.",
        "UN-backed troops - a force of 300 - left the pass.",
        "The ferry - a big one - sank off Halm (the island).",
        "Officials said (on Monday) - and it was long expected - that the works would start.",
        "Reuters - which first told of it - has withdrawn its report.",
        "Agence France-Presse (AFP) has withdrawn its report.",
        "Nobody was hurt, and the line was open again by noon.",
        "Anna Wick (TPA) reported from the quay.",
        "ADLER (by telephone, interpreted): I was out on the quay.",
        "ADLER (Harbour Office): We counted nine.",
        "",
    ],
)
def test_a_sentence_is_none(text: str) -> None:
    assert dateline(text) is None


def test_one_behind_a_headline_that_was_glued_to_it_is_found() -> None:
    text = "Two held after fireFLINT, Mich. (WJRT) - Officers came at noon."
    found = glued(text, 0, len(text))
    assert found is not None
    assert found.town is not None
    assert text[slice(*found.town)] == "FLINT"


@pytest.mark.parametrize(("written", "agency"), [(row[0], row[4]) for row in FORMS if row[4]])
def test_the_agency_of_a_dateline_is_a_stated_debt(written: str, agency: str) -> None:
    fields = {"title": "Ferry sinks", "publisher": "The Karst Post", "text": written + STORY}
    report = admit(Item(path="a.json", media="fields", payload=b"{}", fields=fields))
    assert isinstance(report, Report)
    (debt,) = debts(report)
    assert who(debt.name) == who(agency)
    assert debt.start is not None
    assert report.text[debt.start : debt.end] == agency
