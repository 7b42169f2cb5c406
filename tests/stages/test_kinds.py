"""How something is said, or not said: kind, polarity, hedges, medium, silences."""

from __future__ import annotations

import pytest

from tests.reading import read
from twosource.model import Statement
from twosource.stages.extract import extract


def statement(text: str, holds: str, publisher: str = "The Harbour Post") -> Statement:
    """The smallest statement that holds these words."""
    found = [s for s in extract(read(text, publisher)) if holds in s.text]
    assert found, [s.text for s in extract(read(text, publisher))]
    return min(found, key=lambda s: len(s.text))


def kinds(text: str) -> list[str]:
    return [s.kind for s in extract(read(text))]


# --- no comment ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The Selm Ferry Line declined to comment.", "selm-ferry-line"),
        ("The Selm Ferry Line did not reply to questions sent on Monday.", "selm-ferry-line"),
        ("The Selm Ferry Line had no immediate comment.", "selm-ferry-line"),
        ("The Selm Ferry Line would not say when the boat was built.", "selm-ferry-line"),
        ("The Selm Ferry Line has yet to issue a statement.", "selm-ferry-line"),
        ("The Selm Ferry Line could not be reached for comment.", "selm-ferry-line"),
        ("The Selm Ferry Line was not available for comment.", "selm-ferry-line"),
        ("There was no answer from the Selm Ferry Line.", "selm-ferry-line"),
        ("The Selm Ferry Line would not be drawn on the cause.", "selm-ferry-line"),
        ("The Selm Ferry Line did not pick up the phone.", "selm-ferry-line"),
        ("The Selm Ferry Line would say nothing about the boat.", "selm-ferry-line"),
        ("Asked whether the boat was safe, Ms Anna Berg moved on to the next question.", "anna-berg"),
        ("The Selm Ferry Line has not acknowledged the leak.", "selm-ferry-line"),
        ("The Selm Ferry Line did not want to talk about the boat.", "selm-ferry-line"),
        ("The Selm Ferry Line did not wish to add to its statement.", "selm-ferry-line"),
        ("The Selm Ferry Line would not discuss the state of the boat.", "selm-ferry-line"),
        ("The Selm Ferry Line does not discuss its crews.", "selm-ferry-line"),
        ("The Selm Ferry Line had nothing to say to it.", "selm-ferry-line"),
        ("The Selm Ferry Line declined to take questions.", "selm-ferry-line"),
        ("The Selm Ferry Line takes no questions.", "selm-ferry-line"),
        ("The Selm Ferry Line left our letters unanswered.", "selm-ferry-line"),
        ("The Selm Ferry Line left a question of our reporter without an answer.", "selm-ferry-line"),
        ("The Selm Ferry Line will not enter into a debate.", "selm-ferry-line"),
        ("The Selm Ferry Line wished to make no remark.", "selm-ferry-line"),
        ("The Selm Ferry Line had no one available to speak.", "selm-ferry-line"),
        ("The Selm Ferry Line could not be found for comment.", "selm-ferry-line"),
        ("The Selm Ferry Line has not come back to us.", "selm-ferry-line"),
        ("The Selm Ferry Line has yet to get back to us.", "selm-ferry-line"),
        ("No reply came from the Selm Ferry Line.", "selm-ferry-line"),
        ("No answer had arrived from the Selm Ferry Line.", "selm-ferry-line"),
    ],
)  # fmt: skip
def test_who_keeps_silent_stands_in_the_chain(text: str, party: str) -> None:
    silent = statement(text, text.split(",")[-1].strip(" .").split()[-1])
    assert silent.kind == "no_comment"
    assert [link.source_id for link in silent.attribution.chain[1:]] == [party]


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Post reached out to the Selm Ferry Line for comment.",
        "The Harbour Post put questions to the Selm Ferry Line on Monday.",
        "We asked the Selm Ferry Line when the boat was built.",
        "The Selm Ferry Line has been contacted for comment.",
        "We rang the Selm Ferry Line several times.",
        "Newsline Five reached out to the Selm Ferry Line for comment via email.",
        "Newsline Five also contacted the Selm Ferry Line for comment outside of office hours.",
        "Newsline Five has asked the Selm Ferry Line for comment.",
        "Newsline Five sought comment from the Selm Ferry Line.",
    ],
)
def test_an_enquiry_is_a_no_comment_of_the_party_that_was_asked(text: str) -> None:
    asked = statement(text, "Selm Ferry Line")
    assert (asked.kind, asked.attribution.verb) == ("no_comment", "asked")
    assert [link.source_id for link in asked.attribution.chain[1:]] == ["selm-ferry-line"]


def test_a_missing_answer_belongs_to_the_enquiry_before() -> None:
    text = "We put questions to the Selm Ferry Line at five; neither message was answered."
    silent = statement(text, "neither message")
    assert silent.kind == "no_comment"
    assert [link.source_id for link in silent.attribution.chain[1:]] == ["selm-ferry-line"]


def test_each_of_two_silent_parties_is_named() -> None:
    silent = statement("Neither Ms Anna Berg nor Mr Jan Holt has commented on the leak.", "commented")
    assert [link.source_id for link in silent.attribution.chain[1:]] == ["anna-berg", "jan-holt"]


@pytest.mark.parametrize(
    "text",
    [
        "The Selm Ferry Line declined the offer of a new quay.",
        "The mayor answers to no one in the harbour.",
        "The Selm Ferry Line asked the port for a new quay.",
        pytest.param(
            "The boat did not answer the helm after the second turn.",
            marks=pytest.mark.xfail(
                strict=True, reason="what is answered is not looked at, but for 'to whom'"
            ),
        ),
    ],
)
def test_what_is_no_silence_is_none(text: str) -> None:
    assert "no_comment" not in kinds(text)


# --- not verified ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("The Harbour Post could not verify the film.", "The Harbour Post could not verify the film"),
        ("The film has not been independently confirmed.", "The film has not been independently confirmed"),
        ("It remains unclear who sank the boat.", "It remains unclear who sank the boat"),
        ("What sank the boat was not known.", "What sank the boat was not known"),
        ("Details of the loan have not been disclosed.", "Details of the loan have not been disclosed"),
        ("She gave a number, although no evidence was provided.", "no evidence was provided"),
        ("The boat sank on Monday, though it is not clear why.", "it is not clear why"),
    ],
)
def test_what_nobody_knows_is_not_verified_and_spans_its_clause(text: str, clause: str) -> None:
    open_ = statement(text, clause)
    assert (open_.kind, open_.text) == ("not_verified", clause)
    assert len(open_.attribution.chain) == 1


def test_what_a_third_party_cannot_confirm_stands_in_its_name() -> None:
    open_ = statement("The Norvale Port Authority could not confirm the count.", "could not confirm")
    assert open_.kind == "not_verified"
    assert [link.source_id for link in open_.attribution.chain[1:]] == ["norvale-port-authority"]


def test_a_doubt_after_somebodys_words_is_the_outlets() -> None:
    text = "Ms Anna Berg said nine boats had sunk, although the number could not be verified."
    assert statement(text, "nine boats").text == "nine boats had sunk"
    assert statement(text, "could not be verified").kind == "not_verified"


# --- polarity --------------------------------------------------------------------------------


def test_a_denial_denies_its_content() -> None:
    denied = statement("Ms Anna Berg denied that the gate had been opened.", "the gate had been opened")
    assert (denied.polarity, denied.attribution.verb) == ("denied", "denied")


def test_what_was_not_said_is_denied() -> None:
    assert (
        statement("Ms Anna Berg did not say that the gate was open.", "the gate was open").polarity
        == "denied"
    )


def test_a_negation_inside_the_content_is_part_of_what_is_claimed() -> None:
    assert statement("Ms Anna Berg said no gate had been opened.", "no gate").polarity == "affirmed"


def test_what_is_set_against_a_denial_is_affirmed() -> None:
    text = "We reject this: every gate was checked on Monday."
    answer = statement(text, "every gate was checked", "Selm Ferry Line")
    assert (answer.text, answer.polarity) == ("every gate was checked on Monday", "affirmed")


# --- kind ------------------------------------------------------------------------------------


def test_a_belief_told_of_somebody_is_a_stance() -> None:
    assert statement("Ms Anna Berg believes that the gate was open.", "the gate was open").kind == "stance"


def test_a_call_to_act_is_a_request() -> None:
    assert statement("Police urged people to keep off the bridge.", "keep off").kind == "request"


def test_an_order_that_is_told_as_an_event_is_an_assertion() -> None:
    text = "Some 600 families were told to leave by the Norvale Port Authority."
    assert statement(text, "600 families").kind == "assertion"


def test_not_to_be_named_is_nobodys_request() -> None:
    text = "A guard, who asked not to be named, said the gate was open."
    assert all("not to be named" not in s.text or s.kind != "request" for s in extract(read(text)))


def test_an_order_to_the_reader_is_a_request() -> None:
    assert statement("Boil the water before you drink it.", "Boil the water").kind == "request"


# --- hedges and medium -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Ms Anna Berg said the gate was probably open.", "probably"),
        ("Ms Anna Berg said the gate might be open.", "might"),
        ("Ms Anna Berg said the gate appeared to be open.", "appeared to"),
        ("The gate is believed to be open on both sides.", "is believed to"),
    ],
)
def test_a_hedge_is_kept_with_its_offsets(text: str, hedge: str) -> None:
    found = [h for s in extract(read(text)) for h in s.hedges]
    assert hedge in [h.text for h in found]
    assert all(text[h.start : h.end] == h.text for h in found)


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Ms Anna Berg said in a statement that the gate was open.", "statement"),
        ("Ms Anna Berg said at a news conference that the gate was open.", "briefing"),
        ("Ms Anna Berg said on Telegram that the gate was open.", "Telegram"),
        ("Ms Anna Berg told parliament that the gate was open.", "parliament"),
        ("Ms Anna Berg wrote on X that the gate was open.", "X"),
        ("Ms Anna Berg said the statement was open.", None),
    ],
)
def test_the_medium_is_where_it_was_said_and_not_what_was_said(text: str, medium: str | None) -> None:
    assert statement(text, "was open").attribution.medium == medium


@pytest.mark.parametrize(
    "text",
    [
        "Calls to the Selm Ferry Line were not returned.",
        "Attempts to reach the Selm Ferry Line were unsuccessful.",
        "The Selm Ferry Line did not return a call.",
        "The Selm Ferry Line would neither confirm nor deny the report.",
    ],
)
def test_a_silence_is_one_statement_with_its_party(text: str) -> None:
    (silent,) = extract(read(text))
    assert silent.kind == "no_comment"
    assert [link.source_id for link in silent.attribution.chain[1:]] == ["selm-ferry-line"]


def test_a_belief_that_nobody_is_named_for_is_hearsay_and_hedged() -> None:
    (said,) = extract(read("At least three people are thought to be missing."))
    assert (said.kind, [h.text for h in said.hedges]) == ("assertion", ["are thought to"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The port said nine boats had sunk, without giving further details.", "nine boats had sunk"),
        ('"Nine boats have sunk," the port said, without elaborating.', "Nine boats have sunk"),
        ("The port confirmed the loss of two boats without providing details.", "the loss of two boats"),
    ],
)
def test_details_left_out_in_passing_are_no_refusal(text: str, said: str) -> None:
    assert [(s.kind, s.text) for s in extract(read(text))] == [("assertion", said)]


def test_a_silence_ends_where_the_main_clause_begins() -> None:
    text = (
        "While both President Ada Roe and Jan Holt have not publicly acknowledged the sale, various papers and "
        "letters, including a clerk's diary, suggest the extent of it."
    )
    assert statement(text, "acknowledged").text.endswith("acknowledged the sale")


def test_what_remains_to_be_seen_is_not_verified() -> None:
    assert kinds("It remains to be seen whether the port will recover.") == ["not_verified"]


def test_a_condition_of_anonymity_leaves_nothing_unverified() -> None:
    assert "not_verified" not in kinds("Both spoke on condition that they not be named.")


def test_a_request_to_act_is_no_enquiry() -> None:
    assert kinds("We ask the media to correct the earlier number.") == ["request"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Selm's navy offered its condolences.", "stance"),
        ("The two ports have argued over the pass since 1991.", "stance"),
        ("The navy confirmed the capture of the boat.", "assertion"),
        ("The navy confirmed 12 deaths.", "assertion"),
    ],
)
def test_a_thing_that_is_only_named_claims_nothing(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The hospital has admitted 61 passengers.", "has admitted 61 passengers"),
        (
            "The ministry has recorded 214 cases in all, 61 of them in May.",
            "has recorded 214 cases in all, 61 of them in May",
        ),
        ("The man described himself as a pilot.", "described himself as a pilot"),
        ("A sheet of card said it in two words: “No fuel”.", "No fuel"),
        (
            "The gates had been shut, according to Norline, and the truck had driven round them.",
            "The gates had been shut",
        ),
        ("Photos posted by the group Tisk purport to show a burnt truck.", "a burnt truck"),
        (
            "The ports minister, Karl Oster, posted on X that there would be an inquiry.",
            "there would be an inquiry",
        ),
    ],
)
def test_a_content_keeps_its_verb(text: str, content: str) -> None:
    found = [s for s in extract(read(text)) if any(link.role == "origin" for link in s.attribution.chain)]
    assert [s.text for s in found] == [content]


@pytest.mark.parametrize(
    "text",
    [
        "The Selm Ferry Line would not say that the boat was safe.",
        "The mayor said he would not speak for the council.",
        "The harbour does not answer to the town.",
        "The Selm Ferry Line did not want to go to the island.",
        "The Selm Ferry Line did not wish to add boats.",
        "The boat left two questions of safety to its owner.",
        "The inspector had nothing to do on Monday.",
        "There will be no ferries today.",
        "It was too early to sail.",
    ],
)
def test_what_only_sounds_like_a_refusal_is_none(text: str) -> None:
    assert "no_comment" not in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "We could not tell where the film was made.",
        "The Harbour Post has seen nothing to prove it.",
        "The port is not in a position to verify the number of the missing.",
        "The list has not been verified by this office.",
        "We cannot vouch for the film.",
        "We were unable to find out who rang the bell.",
    ],
)
def test_what_one_could_not_make_sure_of_is_not_verified(text: str) -> None:
    assert "not_verified" in kinds(text)


def test_a_refusal_in_a_longer_turn_is_open_by_whoever_speaks() -> None:
    text = "“The board looks into the gates. I won't be drawn on it. Ask them on Monday,” said Ms Anna Berg."
    silent = statement(text, "drawn on it")
    assert (silent.kind, [link.source_id for link in silent.attribution.chain[1:]]) == (
        "no_comment",
        ["anna-berg"],
    )
