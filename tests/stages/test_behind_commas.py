"""Who is told of behind a comma and said it: "S, a nurse who treated them told ...", "S, most of them lightly, N said"."""

from __future__ import annotations

import pytest

from tests.reading import read
from tests.stages.test_extract_upheld import told

SAID = [
    ("A young miner has died after breathing gas at the Arnholm pit, a medic who took part in the rescue told Radio Lund.",
     "medic", "A young miner has died after breathing gas at the Arnholm pit"),
    ("It was 65 kilos short, a foreman of Borrel's told us while the crane was still swinging.", "foreman-of-borrel",
     "It was 65 kilos short"),
    ("Thirty people were taken to hospital, most of them with coughs and sore eyes, duty officer Greta Malm of Lund Fire and Rescue "
     "told reporters at the gate.", "greta-malm", "Thirty people were taken to hospital"),
    ("Nine men were hurt, some of them badly, harbour master Ines Pohl told Radio Vell.", "ines-pohl", "Nine men were hurt"),
    ("Six boats were lost, two of them with all hands, the coast guard said on Monday.", "coast-guard", "Six boats were lost"),
    ("Some 40 kilos of gas escaped, per an estimate by the Lund Environment Office, although nobody has weighed it.",
     "lund-environment-office", "Some 40 kilos of gas escaped"),
    ("A nurse, who did not want to be named, also arrived at six treated.", "nurse", "six treated"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "says"), SAID)
def test_who_stands_behind_the_comma_says_what_is_before_it(text: str, source: str, says: str) -> None:
    found = {
        ident.split(":")[1] if ident.startswith("unnamed:") else ident: said
        for ident, said in told(text).items()
    }
    assert found == {source: says}


@pytest.mark.parametrize(
    "text",
    [
        "She met Ann Roe, a nurse who treated the men told of in the report.",
        "The men fled, a band who killed two guards and burned the barn.",
        "The mayor arrived at six.",
    ],
)
def test_nobody_speaks_where_the_clause_only_describes(text: str) -> None:
    assert told(text) == {}


def test_a_body_called_by_its_first_word_is_who_it_means() -> None:
    text = (
        "Norwend Rail said on Monday that the track was sound. Jorn Pask, a fitter, told Radio Lund that it had been broken since "
        "May. Norwend suspended him on Friday. It repeated that the track had been in order."
    )
    assert told(text)["norwend-rail"] == "the track had been in order"


@pytest.mark.parametrize(
    ("rest", "bodies"), [("In Norwend the shops were shut.", 0), ("Norwend shut the shops.", 1)]
)
def test_a_place_is_not_the_body_that_is_named_after_it(rest: str, bodies: int) -> None:
    found = read(f"Norwend Rail said that the track was sound. {rest}")
    assert [m.source_id for m in found.mentions if m.text == "Norwend" and m.kind == "organisation"] == [
        "norwend-rail"
    ] * bodies
