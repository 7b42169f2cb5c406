"""Names become mentions, and mentions of one name one source."""

from __future__ import annotations

import pytest

from tests.reading import read
from twosource.model import Mention
from twosource.text import fold


def named(text: str, written: str, **options: str) -> Mention:
    found = [m for m in read(text, **options).mentions if m.text == written]
    assert found, f"{written!r} was not found in {text!r}"
    return found[0]


def test_every_mention_quotes_its_span() -> None:
    text = "Harbour Master Ilse Brandt told the Coast Guard (CG) in Lisbon that Brandt had left Kursk."
    assert all(text[m.start : m.end] == m.text for m in read(text).mentions)


@pytest.mark.parametrize(
    ("text", "written", "place_id"),
    [
        ("The brigade moved into Kursk at night.", "Kursk", "ru:kursk-oblast"),
        ("Kyiv has said nothing.", "Kyiv", "ua:kyiv"),
        ("They drove from the DPRK to Russia.", "DPRK", "kp"),
    ],
)
def test_a_place_in_the_table_is_a_place_whatever_the_statistics_say(
    text: str, written: str, place_id: str
) -> None:
    assert named(text, written).place_id == place_id


def test_an_acronym_in_parentheses_is_an_alias_of_the_name_before_it() -> None:
    dissection = read("The Valmar River Authority (VRA) closed the lock. The VRA gave no reason.")
    ids = {m.source_id for m in dissection.mentions if m.kind == "organisation"}
    assert ids == {"valmar-river-authority"}


def test_a_known_body_has_one_id_under_all_its_names() -> None:
    text = "The National Intelligence Service spoke first. The NIS spoke again. GUR and DIU agreed."
    ids = [m.source_id for m in read(text).mentions if m.kind == "organisation"]
    assert ids == ["kr-nis", "kr-nis", "ua-gur", "ua-gur"]


def test_a_surname_means_the_person_named_in_full_before() -> None:
    dissection = read("Mayor Tilda Voss opened the bridge. Voss then left.")
    assert {m.source_id for m in dissection.mentions if m.kind == "person"} == {"tilda-voss"}


def test_transliterations_of_one_name_fold_to_one() -> None:
    assert fold("Zelensky") == fold("Zelenskyy") == fold("Zelenskiy")
    assert fold("Kim Jong-un") == fold("Kim Jong Un")


def test_different_names_do_not_fold_to_one() -> None:
    assert len({fold(name) for name in ("Petrov", "Petrova", "Peters", "Petry")}) == 4


def test_the_role_beside_a_name_is_kept() -> None:
    sources = {s.source_id: s for s in read("Gideon Marsh, the union's secretary, refused to go.").sources}
    assert "secretary" in (sources["gideon-marsh"].role or "")


def test_a_spokesman_of_a_known_body_speaks_for_it() -> None:
    sources = {s.source_id: s for s in read("White House spokesman Ned Tarrow said so on Friday.").sources}
    assert sources["ned-tarrow"].speaks_for == "us-white-house"


def test_a_short_form_of_a_company_is_the_company() -> None:
    text = "Brandel Petroleum sold the field. On Monday, Brandel said the price was fair."
    assert {m.source_id for m in read(text).mentions if m.kind == "organisation"} == {"brandel-petroleum"}


def test_an_institute_named_after_a_city_is_not_the_city() -> None:
    assert named("The Kursk Institute published a map.", "Kursk Institute").kind == "organisation"


@pytest.mark.parametrize(
    ("text", "ident"),
    [
        ("The agency TASK quoted the minister.", "task"),
        ("According to the RZK, nine boats had sunk.", "rzk"),
        ("The NVDR said nine boats had sunk.", "nvdr"),
        ("The union SALK and the body NKRO denied the report.", "nkro"),
    ],
)
def test_a_body_in_capitals_that_speaks_is_named(text: str, ident: str) -> None:
    assert ident in {m.source_id for m in read(text).mentions if m.kind == "organisation"}


@pytest.mark.parametrize(
    "text", ["The CEO said the dam was sound.", "Our DNA is old.", "THE DAM BROKE, SAID THE MAYOR"]
)
def test_capitals_alone_make_no_body(text: str) -> None:
    assert [m.text for m in read(text).mentions if m.kind == "organisation"] == []
