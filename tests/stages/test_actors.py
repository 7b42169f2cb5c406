"""Names become mentions, and mentions of one name one source."""

from __future__ import annotations

import pytest

from tests.reading import read
from twosource.model import Mention, Token
from twosource.stages.dissect.naming import Name
from twosource.stages.dissect.personal import by_person
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


@pytest.mark.parametrize(
    "text",
    [
        "Wick Halder, who has kept the lock for nine years, had to stop twice.",
        "They took the oar from Wick Halder, 61, and rowed on.",
    ],
)
def test_two_capitals_with_who_or_an_age_behind_them_are_a_person(text: str) -> None:
    assert named(text, "Wick Halder").kind == "person"


def test_a_body_that_who_stands_behind_is_no_person() -> None:
    assert all(
        m.kind != "person" for m in read("Selm Rescue, who keep nine boats, were out at once.").mentions
    )


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


def test_a_role_begins_behind_what_joins_two_clauses() -> None:
    text = "There was confusion before daybreak when the office of the provincial governor, Ilse Radner, wrote on X."
    assert [s.role for s in read(text).sources if s.kind == "person"] == ["the provincial governor"]


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


def kinds(text: str, written: str) -> set[str]:
    return {m.kind for m in read(text).mentions if m.text == written}


def test_a_town_that_nobody_knows_is_a_place_by_its_dateline_and_by_what_stands_before_it() -> None:
    text = (
        "ORVANE, Belmark (Coastwire) - Nineteen Belmari sailors were missing after Tesk's navy lost a boat "
        "near Halvik, Belmark's defence ministry said.\n\nBelmark has asked Tesk for help. The mayor of Halvik wept."
    )
    for place in ("ORVANE", "Belmark", "Tesk", "Halvik"):
        assert kinds(text, place) == {"place"}, place
    assert not kinds(text, "Belmari")
    assert not any("Coastwire" in m.text and "-" in m.text for m in read(text).mentions)


def test_the_zone_of_a_time_of_day_is_no_body() -> None:
    text = "Kolm Grid runs the cables. The failure began at 5:47 p.m. (1647 GMT) and ended at noon CET."
    assert not kinds(text, "GMT") | kinds(text, "CET")
    assert kinds(text, "Kolm Grid") == {"organisation"}


def test_a_body_that_is_only_described_is_an_actor() -> None:
    text = "Belmark's defence ministry lost a boat. The ministry said nobody was hurt. The regional police agreed."
    bodies = {m.text for m in read(text).mentions if m.kind == "organisation"}
    assert bodies == {"Belmark's defence ministry", "regional police"}


def test_the_described_body_that_has_a_name_in_the_report_is_no_second_actor() -> None:
    text = "The Ministry of Defence of Belmark lost a boat. The defence ministry said nobody was hurt."
    assert {m.source_id for m in read(text).mentions if m.kind == "organisation"} == {
        "ministry-of-defence-of-belmark"
    }


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Belmark's navy was late. Its spokesman, Commander Ivo Renn, said so.", "Its spokesman"),
        ("The clinic's medical director, Dr Ana Roost, said so.", "The clinic's medical director"),
        ("Fire chief Ole Brekke said so.", "Fire chief"),
        (
            "The foreign minister of Torland, Verena Stoll, an ally of Selmia, said that a gun had done it.",
            "The foreign minister of Torland",
        ),
    ],
)
def test_an_office_says_more_than_a_rank(text: str, role: str) -> None:
    assert [s.role for s in read(text).sources if s.kind == "person"] == [role]


def test_who_leads_a_body_speaks_for_it() -> None:
    text = (
        "We are late, said Dr Ana Roost, who leads the team of the Coastal Health Organization in the town."
    )
    person = next(s for s in read(text).sources if s.kind == "person")
    assert person.speaks_for == "coastal-health-organization"


def test_a_name_with_a_number_or_a_small_word_is_one_body() -> None:
    text = "The broadcaster Halvik 2 and the charity Nurses at Sea agreed. Nurses at Sea has two boats."
    bodies = [m.text for m in read(text).mentions if m.kind == "organisation"]
    assert bodies == ["Halvik 2", "Nurses at Sea", "Nurses at Sea"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A cut hit the island, grid operator Tallow Rise said.", "organisation"),
        ("It hired Norne Vance, a security firm in Selm, to look.", "organisation"),
        ("The drone operator Norne Vance said so.", "person"),
        ("The owner, Norne Vance, said so.", "person"),
    ],
)
def test_what_a_name_is_called_beside_it_is_its_kind(text: str, kind: str) -> None:
    assert [m.kind for m in read(text).mentions if m.text in ("Tallow Rise", "Norne Vance")] == [kind]


def test_a_chief_executive_is_no_part_of_a_name() -> None:
    (person,) = [
        s for s in read("The boats are safe, Chief Executive Liv Aronne said.").sources if s.kind == "person"
    ]
    assert (person.name, person.role) == ("Liv Aronne", "Chief Executive")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HALVEN, 4 June (Marrow Press) — A pilot was jailed in Halven, police said.", [("place", "HALVEN"), ("place", "Halven")]),
        ("The driver, a 44-year-old man from Brell, was unhurt near the village of Osk.", [("place", "Brell"), ("place", "Osk")]),
        ("In neighbouring Ros, a mother drowned.", [("place", "Ros")]),
        ("He was jailed for the grounding of the freighter Alma Rose.", []),
        ("Storm Inga killed two.", []),
        ("The man was electrocuted, his employer, Norgrid, said.", [("organisation", "Norgrid")]),
    ],
)  # fmt: skip
def test_what_stands_around_a_name_says_what_it_is(text: str, expected: list[tuple[str, str]]) -> None:
    assert [
        (m.kind, m.text) for m in read(text).mentions if m.kind in ("person", "organisation", "place")
    ] == expected


def test_whoever_is_called_mr_is_a_person_in_the_whole_report() -> None:
    text = "Celso Arvale, who heads the choir, is angry. Mayor Una Sell heard it from Mr Arvale, she said."
    assert {m.kind for m in read(text).mentions if "Arvale" in m.text} == {"person"}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "Pim Welder has led the lifeboat crew in Selm for nine winters, and he does not swim.",
            "Pim Welder",
        ),
        ("The head surgeon at the local clinic, Odila Merosh, put the dead at nine.", "Odila Merosh"),
        ("The board asked who had ordered the murder of Davin Orlakhin.", "Davin Orlakhin"),
        ("His Selmish counterpart, Boran Chulk, scoffed. It did not fire, Chulk said.", "Boran Chulk"),
        ("They had come by boat. Mr Anoya saw them; Cels Anoya has a shop.", "Anoya"),
    ],
)
def test_what_is_told_of_its_bearer_makes_a_name_a_person_s(text: str, written: str) -> None:
    assert named(text, written).kind == "person"


@pytest.mark.parametrize(
    "text",
    [
        "Selm Ferries has kept three boats for years, and he who doubts it may count them.",
        "The port sued its operator, Norne Haulage, over the crane.",
        "The Orbis Wharf opened in May. He was there.",
    ],
)
def test_a_body_or_a_wharf_is_no_person_for_a_he_behind_it(text: str) -> None:
    assert all(m.kind != "person" for m in read(text).mentions)


def test_a_title_behind_a_station_names_its_bearer_and_no_body() -> None:
    text = "At the fire station Director Wrenn had taken his cap off."
    assert all(m.kind == "person" for m in read(text).mentions if "Wrenn" in m.text)


def test_an_adjective_that_opens_a_sentence_is_no_body() -> None:
    text = "Heartless field boss Nora Kestel broke the news. The boats were hit, she said."
    assert {m.text for m in read(text).mentions} == {"Nora Kestel"}


def test_an_age_told_of_an_office_is_of_the_one_just_named() -> None:
    text = "Tomas Harben was mending the wall when they came. The sexton of Osk is 68 and was a driver, so he counts."
    assert named(text, "Tomas Harben").kind == "person"


def test_a_name_that_ends_the_text_behind_its_comma_is_read() -> None:
    """No stop, no comma behind it: there is nothing after the name to look at."""
    tokens = [
        Token(0, 3, "The", "the", "DET", "DT", "det", 1, "", False),
        Token(4, 10, "keeper", "keeper", "NOUN", "NN", "ROOT", 1, "", False),
        Token(10, 11, ",", ",", "PUNCT", ",", "punct", 1, "", False),
        Token(12, 15, "Una", "Una", "PROPN", "NNP", "compound", 5, "", False),
        Token(16, 19, "Mae", "Mae", "PROPN", "NNP", "compound", 5, "", False),
        Token(20, 24, "Sell", "Sell", "PROPN", "NNP", "appos", 1, "", False),
    ]
    assert list(by_person(tokens)) == [Name(3, 6, "person")]


def test_a_verb_behind_an_initial_is_no_part_of_the_name() -> None:
    assert named("Dr K. is on duty tonight. She signed the book.", "K.").text == "K."


def test_a_role_does_not_begin_in_the_paragraph_before() -> None:
    text = "He came at 9:15 p.m.\n\nHis lawyer, Vera Lund, said that he had been hurt."
    source = next(s for s in read(text).sources if s.name == "Vera Lund")
    assert (source.role or "").lower() == "his lawyer"


@pytest.mark.parametrize(
    ("first", "short"),
    [
        ("The State Prison Service of the Republic spoke at noon.", "Service"),
        ("The Halm Harbour Board spoke at noon.", "Board"),
        ("The National Weather Institute spoke at noon.", "Institute"),
    ],
)
def test_a_body_is_called_by_the_head_of_its_name(first: str, short: str) -> None:
    text = f"{first} Nobody asked. According to the {short}, the clerk lost consciousness."
    assert len({m.source_id for m in read(text).mentions if m.kind == "organisation"}) == 1


def test_of_two_services_neither_is_the_service() -> None:
    text = (
        "The State Prison Service reported it to the State Health Service.\n\nIt was late, the Service said."
    )
    assert named(text, "Service").source_id == "service"


def test_an_initial_is_the_one_person_whose_surname_it_begins() -> None:
    text = "Dr K. signed the book. Dr K. is Anna Kestel. She came out at noon."
    assert {m.source_id for m in read(text).mentions if m.kind == "person"} == {"anna-kestel"}


def test_an_initial_that_two_may_bear_is_nobody_s() -> None:
    text = "Dr K. signed the book. Anna Kestel and Milo Kranz came out at noon, and Kranz spoke."
    assert named(text, "K.").source_id not in ("anna-kestel", "milo-kranz")


@pytest.mark.parametrize(
    ("told", "short"),
    [
        ("The Norvale Harbour Board, known as the NHX, shut the lock.", "NHX"),
        ("The Norvale Harbour Board, better known as NHX, shut the lock.", "NHX"),
        ("The Norvale Harbour Board, which is referred to as the NHX, shut the lock.", "NHX"),
        ("The Norvale Harbour Board, or NHX, shut the lock.", "NHX"),
        ("The Norvale military intelligence agency, known as the NHX, shut the lock.", "NHX"),
        ("The Norvale Harbour Board, known for the NHX, shut the lock.", ""),
        ("The Norvale Harbour Board, or NHX workers, shut the lock.", ""),
    ],
)
def test_a_body_is_also_what_it_is_said_to_be_known_as(told: str, short: str) -> None:
    (board,) = (s for s in read(told).sources if s.name.startswith("Norvale"))
    assert [name for name in board.aliases if name.isupper()] == ([short] if short else [])
