"""From the page to the origin: who said it, through whom, and what it rests on."""

from __future__ import annotations

import pytest

from tests.reading import read
from twosource.model import Statement
from twosource.stages.extract import extract, told

PAPER = "The Harbour Post"


def said(text: str, content: str, publisher: str | None = PAPER) -> Statement:
    """The smallest attributed statement that holds these words."""
    found = [s for s in extract(read(text, publisher)) if content in s.text and len(s.attribution.chain) > 1]
    assert found, [(s.text, s.attribution.chain) for s in extract(read(text, publisher))]
    return min(found, key=lambda s: (len(s.text), -len(s.attribution.chain)))


def chain(text: str, content: str, publisher: str | None = PAPER) -> list[tuple[str, str]]:
    """Role and source_id of each link beyond the publisher; an unnamed source is "?" and what it is called."""
    links = said(text, content, publisher).attribution.chain[1:]
    return [(link.role, link.source_id if link.named else "? " + link.name) for link in links]


def test_every_chain_begins_with_the_publisher() -> None:
    for statement in extract(read("The lock is shut. The Selm Ferry Line said the boats had left.")):
        first = statement.attribution.chain[0]
        assert (first.role, first.source_id, first.start) == ("publisher", "harbour-post", None)


def test_an_unknown_publisher_is_another_in_each_report() -> None:
    one = extract(read("The lock is shut on both sides.", None))[0].attribution.chain[0]
    other = extract(read("The lock is shut on one side.", None))[0].attribution.chain[0]
    assert not one.named
    assert one.source_id != other.source_id


NESTED = "The Ferry Times reported that Ms Anna Berg said the bridge was closed to lorries."


def test_what_an_outlet_reports_that_somebody_said_has_the_outlet_as_relay() -> None:
    assert chain(NESTED, "the bridge was closed") == [("relay", "ferry-times"), ("origin", "anna-berg")]


def test_a_statement_that_only_holds_anothers_is_marked() -> None:
    outer = next(s for s in extract(read(NESTED)) if s.text.startswith("Ms Anna Berg"))
    assert outer.features["carries"] == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "The Ferry Times, citing Radio Selm, said nine people had been taken ashore.",
        "Nine people had been taken ashore, the Ferry Times reported, citing Radio Selm.",
        "Quoting Radio Selm, the Ferry Times reported that nine people had been taken ashore.",
        "According to the Ferry Times, citing Radio Selm, nine people had been taken ashore.",
    ],
)
def test_citing_turns_the_two_round(text: str) -> None:
    assert chain(text, "taken ashore") == [("relay", "ferry-times"), ("origin", "radio-selm")]


def test_citing_a_reason_is_citing_nobody() -> None:
    text = "The Ferry Times said the bridge would close, citing a lack of money."
    assert chain(text, "the bridge would close") == [("origin", "ferry-times")]


def test_a_source_cited_by_an_outlet_keeps_its_words() -> None:
    text = "Ms Anna Berg, cited by the Ferry Times, said nine people had been taken ashore."
    assert chain(text, "taken ashore") == [("relay", "ferry-times"), ("origin", "anna-berg")]


def test_an_outlet_that_is_told_is_a_relay() -> None:
    text = "Ms Anna Berg told Radio Selm that nine people had been taken ashore."
    assert chain(text, "taken ashore") == [("relay", "radio-selm"), ("origin", "anna-berg")]


def test_the_publisher_that_is_told_is_no_relay() -> None:
    text = "Ms Anna Berg told the Harbour Post that nine people had been taken ashore."
    assert chain(text, "taken ashore") == [("origin", "anna-berg")]


def test_a_statement_carried_by_an_outlet_has_it_as_relay() -> None:
    text = "In a statement carried by the Ferry Times, Ms Anna Berg said the bridge was closed."
    assert chain(text, "the bridge was closed") == [("relay", "ferry-times"), ("origin", "anna-berg")]


def test_reportedly_puts_nobody_between() -> None:
    text = "The Selm Ferry Line reportedly said that the boats had left early."
    roles = chain(text, "the boats had left early")
    assert roles == [("relay", "? unnamed source"), ("origin", "selm-ferry-line")]


def test_hearsay_without_a_speaker_has_an_unnamed_origin() -> None:
    statement = said("The boats reportedly left an hour early on Monday.", "boats")
    assert [(link.role, link.named) for link in statement.attribution.chain[1:]] == [("origin", False)]
    assert statement.attribution.cue is not None
    assert statement.attribution.cue.text == "reportedly"


def test_two_who_speak_together_are_two_origins() -> None:
    text = "The Selm Ferry Line and the Norvale Port Authority said the quay had sunk."
    assert chain(text, "the quay had sunk") == [
        ("origin", "selm-ferry-line"),
        ("origin", "norvale-port-authority"),
    ]


def test_two_officials_are_one_unnamed_origin() -> None:
    roles = chain("Two officials familiar with the plan said it had been dropped.", "it had been dropped")
    assert len(roles) == 1
    assert roles[0][0] == "origin"
    assert roles[0][1].startswith("? ")


def test_our_own_reporter_is_the_publisher() -> None:
    text = "Our reporter Jan Holt was at the quay. He counted nine boats in the harbour."
    own = next(s for s in extract(read(text)) if "nine boats" in s.text)
    assert len(own.attribution.chain) == 1
    assert own.features["own_count"] == 1.0


# --- bases -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        '"From pictures that a partner service shared with us, we have established that the gate was open," '
        "the Norvale Intelligence Office said.",
        "The Norvale Intelligence Office concluded that the gate was open, relying on images supplied by a "
        "partner service.",
        '"Through information sharing with a partner service, it has been confirmed that the gate was open," '
        "the Norvale Intelligence Office said.",
        "The Norvale Intelligence Office said the gate was open, on the strength of pictures from a partner "
        "service.",
    ],
)
def test_what_an_unnamed_partner_gave_is_an_unnamed_basis(text: str) -> None:
    roles = chain(text, "the gate was open")
    assert roles == [("origin", "norvale-intelligence-office"), ("basis", "? a partner service")]


def test_a_basis_told_in_the_next_sentence_stands_under_the_figure_it_speaks_of() -> None:
    text = (
        "Five people drowned at Selm, Ms Anna Berg told parliament on Monday.\n\n"
        '"That is the number the Selm Ferry Line gave me, and I have no other," she said.'
    )
    assert chain(text, "Five people drowned") == [("origin", "anna-berg"), ("basis", "selm-ferry-line")]


def test_who_was_told_rests_on_the_teller() -> None:
    text = "Ms Anna Berg, who was told by the Selm Ferry Line, said five people had drowned."
    assert ("basis", "selm-ferry-line") in chain(text, "five people had drowned")


def test_information_that_is_rejected_is_no_basis() -> None:
    text = "The Norvale Intelligence Office said it had rejected figures supplied by a partner service."
    assert all(role != "basis" for role, _ in chain(text, "it had rejected"))


def test_a_body_may_rest_on_anothers_count_in_its_own_voice() -> None:
    text = "The count given by Selm Fire and Rescue, nine dead, is the right one."
    statement = extract(read(text, "Selm Ferry Line"))[0]
    assert [(link.role, link.source_id) for link in statement.attribution.chain] == [
        ("publisher", "selm-ferry-line"), ("basis", "selm-fire-and-rescue"),
    ]  # fmt: skip


def test_a_book_that_is_read_out_is_its_owners_word() -> None:
    text = (
        "The night book of the Norvale Port Authority, which the guard let us read, has one line for it: "
        "“02.10. The bridge is gone.”"
    )
    assert chain(text, "The bridge is gone") == [("origin", "norvale-port-authority")]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge is gone, as Ms Anna Berg put it.",
        "The bridge is gone, that's how Ms Anna Berg put it.",
        "The bridge is gone, was how Ms Anna Berg put it.",
    ],
)
def test_how_somebody_put_it_is_theirs(text: str) -> None:
    assert chain(text, "The bridge is gone") == [("origin", "anna-berg")]


def test_under_a_transcripts_label_he_is_not_who_speaks() -> None:
    text = "HOST: Our reporter Emil Bruhn is back from the quay.\n\nBRUHN: A pilot stood there. He says the bridge is gone."
    assert chain(text, "the bridge is gone")[0] == ("relay", "emil-bruhn")
    assert ("origin", "emil-bruhn") not in chain(text, "the bridge is gone")


# --- ties ------------------------------------------------------------------------------------


def tied(text: str, publisher: str = PAPER) -> set[tuple[str, str, str]]:
    dissection = read(text, publisher)
    return {(edge.left, edge.right, edge.kind) for edge in told(dissection)[1]}


def test_what_the_publisher_says_another_had_from_it_is_a_tie() -> None:
    text = "We apologise to Minister Anna Berg, who had the number from us."
    assert ("anna-berg", "selm-ferry-line", "basis") in tied(text, "Selm Ferry Line")


def test_those_who_worked_together_to_verify_are_tied() -> None:
    text = "The Norvale Intelligence Office worked in close collaboration with the Selm Ferry Line to verify the film."
    assert tied(text) == {("norvale-intelligence-office", "selm-ferry-line", "work")}


def test_working_together_on_something_else_is_no_tie() -> None:
    text = "The Norvale Intelligence Office worked in close collaboration with the Selm Ferry Line to build a quay."
    assert tied(text) == set()


def test_whose_figure_it_is_rests_on_where_it_comes_from() -> None:
    text = "The Norvale Port Authority's figure comes from the Selm Ferry Line, an aide said."
    assert ("norvale-port-authority", "selm-ferry-line", "basis") in tied(text)


def test_what_a_quoted_speaker_was_told_is_the_tellers() -> None:
    text = '"The governor told me that the gate was open," Ms Anna Berg said.'
    assert chain(text, "the gate was open")[0] == ("relay", "anna-berg")
    assert chain(text, "the gate was open")[-1][0] == "origin"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The Norvale Port Authority counted nine boats.", "nine boats"),
        ("The Norvale Port Authority put the loss at nine boats.", "nine boats"),
        ("In the Norvale Port Authority's account, the gate broke at noon.", "the gate broke"),
        ("Nine boats are lost, the Norvale Port Authority told reporters.", "Nine boats"),
    ],
)
def test_counts_and_accounts_are_credited_without_a_word_of_saying(text: str, content: str) -> None:
    assert chain(text, content) == [("origin", "norvale-port-authority")]


def test_a_transcripts_label_names_the_person() -> None:
    text = "Ms Anna Berg was in the studio on Monday.\n\nBERG: The gate was open and we saw it.\n\nHOST: And then?"
    assert chain(text, "The gate was open") == [("origin", "anna-berg")]


@pytest.mark.parametrize("text", ["[clip] HOLUB: We saw nine boats go down near the pier. [clip ends]"])
def test_a_clip_between_two_brackets_is_kept(text: str) -> None:
    assert chain(text, "nine boats")[-1] == ("origin", "holub")


def test_an_opener_and_a_clause_before_it_are_no_part_of_a_name() -> None:
    text = (
        "The town has seen much of this. In addition, a recent video disclosed captured Norvalian sailors "
        "expressing concerns about the food."
    )
    origin = next(s for s in extract(read(text)) if "the food" in s.text).attribution.chain[-1]
    assert "addition" not in origin.name
    assert "video" not in origin.name


def test_a_noun_beside_a_name_in_capitals_is_the_same_party() -> None:
    text = "The agency TASK quoted the minister as saying the dam was sound."
    assert chain(text, "the dam was sound") == [("relay", "task"), ("origin", "minister")]


def test_a_channel_named_before_what_it_is_carries_what_it_is_told() -> None:
    text = "Ida Berg told the KDOV television channel that the dam was sound."
    assert chain(text, "the dam was sound") == [("relay", "kdov"), ("origin", "ida-berg")]


@pytest.mark.parametrize(
    ("text", "content", "origin"),
    [
        ("A second boat was seen leaving the lock, the Lockmen channel reports.", "A second boat", "lockmen"),
        ("Forty people were taken off the rafts, per the Selm Coast Guard.", "Forty people", "selm-coast-guard"),
        ("Belmark has nothing to do with the loss of the boat in Halvik, the embassy in Orvane said in a statement on Sunday.",
         "Belmark has nothing to do with the loss of the boat in Halvik", "embassy-in-orvane"),
        ("Thieves were to blame for the long delay in the south, utility Kolm Grid has revealed.", "Thieves were to blame", "kolm-grid"),
        ("There were four bangs, taxi driver Tomas Oke (58) tells us.", "There were four bangs", "tomas-oke"),
        ("The Harbour Union says that the ship carried 40 men, and not the 25 which the Port Authority announced.",
         "the ship carried 40 men", "harbour-union"),
        ("Anna Berg keeps the lock. The gate is broken, she says; a clerk of the line rang on Monday.", "The gate is broken",
         "anna-berg"),
    ],
)  # fmt: skip
def test_an_attribution_at_the_end_that_the_parse_misreads(text: str, content: str, origin: str) -> None:
    statement = said(text, content)
    assert statement.text.startswith(content)
    assert statement.attribution.speaker.source_id.startswith(origin)


@pytest.mark.parametrize(
    ("text", "content", "origin"),
    [
        ("Strongest gust at Port Amber airport 233 km/h (source: Halm Weather Service).", "Strongest gust", "halm-weather-service"),
        ("The Halm Relief Office (HRO) runs the camps.\n\n- In camps: close to 9,000 people (HRO, 9 November)\n- Missing: 133",
         "In camps: close to 9,000 people", "halm-relief-office"),
    ],
)  # fmt: skip
def test_a_source_noted_in_brackets_is_whose_the_words_are(text: str, content: str, origin: str) -> None:
    statement = said(text, content)
    assert "(" not in statement.text
    assert statement.attribution.speaker.source_id == origin


def test_a_place_and_a_day_in_brackets_are_no_source() -> None:
    (found,) = extract(read("Four fishermen drowned at the reef (Tavel, 24 October)."))
    assert len(found.attribution.chain) == 1


def test_what_is_shot_down_is_denied_only_where_it_is_words() -> None:
    own = extract(read("Fighters of the Ninth Detachment shot down a helicopter with a missile."))
    assert [s.polarity for s in own if "helicopter" in s.text] == ["affirmed"]
    assert (
        said("The mayor shot down reports that the lock would close.", "the lock would close").polarity
        == "denied"
    )


def test_a_noun_at_the_end_of_a_sentence_is_no_verb_of_saying() -> None:
    found = extract(read("The lock was shut because of fog, according to two reports."))
    assert all("two" not in s.text or s.attribution.cue for s in found)
    own = extract(read("The boats were late, the worst of all delays."))
    assert [len(s.attribution.chain) for s in own] == [1]


def test_whoever_is_quoted_as_saying_is_the_origin_and_who_quotes_them_a_relay() -> None:
    text = "The Ferry Times quoted a go-between as saying that four boats had been paid for."
    assert [role for role, _ in chain(text, "four boats had been paid for")] == ["relay", "origin"]
    assert not any("as saying" in s.text and s.attribution.cue for s in extract(read(text)))


def test_a_speaker_before_a_colon_may_be_told_of_in_between() -> None:
    text = "Harbour minister Anna Berg, stopped by cameras on the quay: “Not one boat has been paid for, not by us.”"
    assert said(text, "Not one boat").attribution.speaker.name == "Anna Berg"


@pytest.mark.parametrize(
    "before",
    [
        "Anna Berg, head of the Selm lock (the lock is the navy's property), on the telephone",
        "Anna Berg (the lock has been shut since May)",
        "Anna Berg, a teacher in Selm, over a borrowed radio",
        "The minister, Anna Berg, in the evening",
    ],
)
def test_a_name_that_opens_a_line_before_a_colon_speaks_whatever_is_told_of_them(before: str) -> None:
    assert (
        said(f"{before}: “Not one boat has been paid for.”", "Not one boat").attribution.speaker.name
        == "Anna Berg"
    )


def test_what_is_based_on_somebodys_information_does_not_rest_on_the_next_name() -> None:
    text = "Anna Berg said that, on information given to her by a partner service, the Board of Selm had shut the lock."
    assert chain(text, "had shut the lock") == [("origin", "anna-berg"), ("basis", "? a partner service")]


@pytest.mark.parametrize("paper", ["data from the Selm Ferry Line", "data released by the Selm Ferry Line"])
def test_data_speak_for_whoever_they_are_from(paper: str) -> None:
    assert ("origin", "selm-ferry-line") in chain(f"According to {paper}, nine boats are lost.", "nine boats")


@pytest.mark.parametrize(
    "turn", ["It may be recalled that", "It should be noted that", "It must be added that"]
)
def test_what_a_writer_reminds_of_is_nobodys_word(turn: str) -> None:
    assert all(
        len(s.attribution.chain) == 1 for s in extract(read(f"{turn} the lock had been shut in March."))
    )
    assert chain("It was noted that the lock had been shut in March.", "the lock") == [
        ("origin", "? unnamed source")
    ]


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("Two groups said that the lock was mined: the Selm Front and the Army of Norvale.", 2),
        ("Two officials told the Post that the lock was mined: Anna Reve and Karl Moss.", 2),
        ("Three groups said that the lock was mined: the Selm Front and the Army of Norvale.", 1),
        ("Two men were at the gate, two divers said. The lock was mined: Anna Reve and Karl Moss saw it.", 0),
    ],
)
def test_speakers_who_are_counted_first_are_named_behind_a_colon(text: str, origins: int) -> None:
    found = [s for s in extract(read(text)) if "lock was mined" in s.text]
    assert [len([k for k in s.attribution.chain if k.role == "origin"]) for s in found] == [origins]


def test_both_clauses_before_the_speaker_are_said() -> None:
    text = "Fire broke out on a ferry off Selm in the early hours of Thursday and six people were killed, the coast guard said."
    found = said(text, "six people were killed")
    assert found.text.startswith("Fire broke out on a ferry")
    assert [figure.value for figure in found.figures] == [6.0]


def test_a_name_between_commas_behind_a_description_is_the_speaker() -> None:
    text = "The contractor who carted the boats away, Walter Pike, said that nine boats were lost."
    assert chain(text, "nine boats were lost") == [("origin", "walter-pike")]


def test_who_has_information_from_somebody_says_it_and_rests_on_them() -> None:
    text = "According to information supplied by the Selm Ferry Line, nine boats are lost. The lock is shut."
    links = extract(read(text, "Norvale Harbour Office"))[0].attribution.chain
    assert [(link.role, link.source_id) for link in links] == [
        ("publisher", "norvale-harbour-office"),
        ("basis", "selm-ferry-line"),
    ]


def test_the_service_of_a_partner_state_is_nobody_named() -> None:
    text = "According to information shared with us by the intelligence service of a partner state, nine boats are lost."
    links = extract(read(text, "Norvale Harbour Office"))[0].attribution.chain
    assert [(link.role, link.named) for link in links] == [("publisher", True), ("basis", False)]


def test_a_number_that_the_next_sentence_says_was_given_to_us_rests_on_its_giver() -> None:
    text = "Eight civilians died near Orle. This number was given to us by Open Road Relief. Two cows died as well."
    found = {
        s.text: [(each.role, each.source_id) for each in s.attribution.chain]
        for s in extract(read(text, "Norvan Staff"))
    }
    assert ("basis", "open-road-relief") in found["Eight civilians died near Orle"]
    assert ("basis", "open-road-relief") not in found["Two cows died as well"]
    apart = "Eight civilians died near Orle.\n\nThis number was given to us by Open Road Relief."
    first = next(s for s in extract(read(apart, "Norvan Staff")) if s.text.startswith("Eight"))
    assert [each.role for each in first.attribution.chain] == ["publisher"]
