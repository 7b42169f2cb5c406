"""Who says what, in sentences as news has them: the whole way from the page to the origin, verb, sign and content.

One line a case of the issue's list of forms, and one for each form that was once misread.
"""

from __future__ import annotations

import pytest

from tests.reading import read
from twosource.model import Statement
from twosource.stages.extract import extract

Told = tuple[str, str, str, str]


def told(text: str) -> list[Told]:
    """(chain behind the publisher, verb, sign, content) of each statement that is not in the outlet's own voice."""
    return sorted(line(s) for s in extract(read(text)) if len(s.attribution.chain) > 1)


def line(s: Statement) -> Told:
    chain = " < ".join(link.name for link in s.attribution.chain[1:])
    return chain, s.attribution.verb, s.polarity, s.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # --- the scene that a page sets behind what was said is the page's
        (
            "The ministry said that the pier at Karn had burnt on Monday, amid wider fears about the safety of wooden piers.",
            [("ministry", "said", "affirmed", "the pier at Karn had burnt on Monday")],
        ),
        (
            "The ministry said that the pier burnt amid a storm.",
            [("ministry", "said", "affirmed", "the pier burnt amid a storm")],
        ),
        (
            "The driver believed that the road was safe, only to learn of the flood at the bridge.",
            [("The driver", "believed", "affirmed", "the road was safe")],
        ),
        # --- how somebody is, and what they keep doing, is nothing that they said
        ("The mayor and the council remain keenly aware of the consequences of the fire.", []),
        (
            "The mayor said she was aware of the complaints.",
            [("mayor", "said", "affirmed", "she was aware of the complaints")],
        ),
        ("Foreign observers continue to react to the shifting course of the river.", []),
        # --- to affirm is to say, not to confirm what others said
        (
            "The council affirmed its plan to close the pier.",
            [("council", "said", "affirmed", "its plan to close the pier")],
        ),
        # --- put in after a comma, and read by the parse as one more event
        (
            "Eight people have fallen ill in Port Almar since Thursday, the health ministry confirmed, raising fears.",
            [("health ministry", "confirmed", "affirmed", "Eight people have fallen ill in Port Almar since Thursday")],
        ),
        (
            "The deficit stood at 5.1 percent last year, up from 3.8 percent in 2022, the statistics office reported on Monday.",
            [("statistics office", "said", "affirmed",
              "The deficit stood at 5.1 percent last year, up from 3.8 percent in 2022")],
        ),
        (
            "Damage could run to 300 million crowns, the insurers' association estimates.",
            [("association", "estimated", "affirmed", "Damage could run to 300 million crowns")],
        ),
        # --- summed up in a noun and answered
        (
            "The rebels hold the airport, a claim which the government rejects.",
            [("government", "denied", "denied", "The rebels hold the airport")],
        ),
        (
            "The army said the bridge was mined, an account that two witnesses confirmed.",
            [("army", "said", "affirmed", "the bridge was mined"),
             ("two witnesses", "confirmed", "affirmed", "the bridge was mined")],
        ),
        (
            "The defence had argued that a fault in the rudder, not the pilot, was to blame — a claim that the ship's "
            "owner, Corvel Lines, has always denied.",
            [("The defence", "argued", "affirmed", "a fault in the rudder, not the pilot, was to blame"),
             ("Corvel Lines", "denied", "denied", "a fault in the rudder, not the pilot, was to blame")],
        ),
        # --- what "it" points at is nobody's words twice
        (
            "Kessian forces say they have crossed the Ulva; Dorvia denies it.",
            [("Kessian forces", "said", "affirmed", "they have crossed the Ulva"), ("Dorvia", "denied", "denied", "it")],
        ),
        # --- a second speaker in a "whose"
        (
            "Their deaths were announced by the aid group Clean Wells, whose field coordinator, Dr Samira Holt, warned "
            "that there would be more.",
            [("Clean Wells", "said", "affirmed", "Their deaths"),
             ("Samira Holt", "warned", "affirmed", "there would be more")],
        ),
        (
            'Islanders were sceptical: "They said that in January, too," said Per Dahl, a farmer.',
            [("Dahl", "said", "affirmed", "They said that in January, too")],
        ),
        # --- a number put somewhere
        (
            "Norgrid put the number of customers cut off at 38,000, down from a peak of 61,000.",
            [("Norgrid", "estimated", "affirmed", "the number of customers cut off at 38,000")],
        ),
        (
            "Norgrid, through its control room, put the number of homes cut off by the fire at a maximum of ninety.",
            [("Norgrid", "estimated", "affirmed", "the number of homes cut off by the fire at a maximum of ninety")],
        ),
        # --- who carried it
        (
            "The dam had burst, the mayor said in a statement carried by the state agency KORA.",
            [("KORA < mayor", "said", "affirmed", "The dam had burst")],
        ),
        (
            "The minister told the newspaper Delta Post that the dam had burst.",
            [("Delta Post < minister", "said", "affirmed", "the dam had burst")],
        ),
        (
            "The dam has burst, the mayor was quoted by the Delta Post as saying.",
            [("Delta Post < mayor", "said", "affirmed", "The dam has burst")],
        ),
        (
            "The dam has burst, the Delta Post quoted the mayor as saying.",
            [("Delta Post < mayor", "said", "affirmed", "The dam has burst")],
        ),
        ("The dam has burst, the mayor was quoted as saying.", [("mayor", "said", "affirmed", "The dam has burst")]),
        (
            "Judge Irene Falk, reading the verdict to a packed courtroom, said Dario Venn had been careless.",
            [("Irene Falk", "said", "affirmed", "Dario Venn had been careless")],
        ),
        (
            '"There was a bang," one of the survivors, who asked that his name not be used, wrote to his parents.',
            [("one of the survivors", "said", "affirmed", "There was a bang")],
        ),
        # --- one somebody under two descriptions
        (
            "A senior official said the wall was sound. The official added that two cracks had been sealed.",
            [("A senior official", "said", "affirmed", "the wall was sound"),
             ("A senior official", "said", "affirmed", "two cracks had been sealed")],
        ),
        (
            "Mayor Olm Vadic was at the dam. He said the wall was sound. The official added that it had two cracks.",
            [("Olm Vadic", "said", "affirmed", "the wall was sound"), ("Olm Vadic", "said", "affirmed", "it had two cracks")],
        ),
        (
            "Two officials said it fell at noon. The official said it was late.",
            [("Two officials", "said", "affirmed", "it fell at noon"), ("The official", "said", "affirmed", "it was late")],
        ),
        (
            "A diplomat in Tesk, who spoke on condition of anonymity, said his side was wary. More would come, he added.",
            [("A diplomat in Tesk", "said", "affirmed", "his side was wary"),
             ("A diplomat in Tesk", "said", "affirmed", "More would come")],
        ),
        ("The US says no drone was lost.", [("US", "said", "affirmed", "no drone was lost")]),
        # --- when it was said is no part of what was said
        (
            "The army said on Tuesday it had lost two planes.",
            [("army", "said", "affirmed", "it had lost two planes")],
        ),
        # --- nobody's words
        ("Emergency services were called at 5.40 a.m.", []),
    ],
)  # fmt: skip
def test_who_says_what(text: str, expected: list[Told]) -> None:
    assert told(text) == sorted(expected)
