"""The outlet's own voice: what nobody else is credited with."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import read
from twosource.model import Statement
from twosource.stages.extract import extract


def own(text: str, publisher: str | None = "The Harbour Post") -> list[Statement]:
    return [s for s in extract(read(text, publisher)) if len(s.attribution.chain) == 1]


def test_a_sentence_that_credits_nobody_is_the_publishers() -> None:
    (statement,) = own("The bridge at Selm was closed on Monday.")
    assert (statement.text, statement.attribution.cue) == ("The bridge at Selm was closed on Monday", None)


def test_what_is_attributed_is_not_told_twice() -> None:
    assert own("The bridge at Selm was closed on Monday, Ms Anna Berg said.") == []


def test_the_clause_beside_somebodys_words_is_the_publishers() -> None:
    text = "After the quay had sunk into the mud, Ms Anna Berg said the bridge was closed."
    assert [s.text for s in own(text)] == ["the quay had sunk into the mud"]


@pytest.mark.parametrize(
    "text",
    [
        "Who sank the boat?",
        "(Reporting by Anna Berg; editing by Jan Holt)",
        "Subscribe to the Harbour Post and follow us online.",
        "Write to news@harbourpost.example with your pictures.",
    ],
)
def test_questions_credits_and_appeals_state_nothing(text: str) -> None:
    assert own(text) == []


def test_a_dateline_is_no_part_of_a_statement() -> None:
    assert own("PORT SELM, Norvale (TPA) — The bridge was closed on Monday.")[0].text.startswith("The bridge")


@pytest.mark.parametrize(
    "text",
    [
        "The loss raises questions about the future role of the port.",
        "The coming days could prove a turning point in a complex dispute with wider implications.",
    ],
)
def test_a_summing_up_without_a_fact_is_marked_as_commentary(text: str) -> None:
    assert [s.features.get("commentary") for s in own(text)] == [1.0]


def test_a_figure_makes_a_sentence_a_report() -> None:
    (statement,) = own("The loss of nine boats raises questions about the future role of the port.")
    assert "commentary" not in statement.features


@pytest.mark.parametrize(
    "text",
    [
        "A Harbour Post reporter counted nine boats at the quay.",
        "From the tower our reporter saw nine boats leave the quay.",
        "Two of us walked along the quay and counted nine boats.",
    ],
)
def test_what_the_outlet_saw_for_itself_is_marked(text: str) -> None:
    assert own(text)[0].features["own_count"] == 1.0


def test_what_others_counted_is_theirs() -> None:
    statements = extract(read("The Norvale Port Authority counted nine boats at the quay."))
    assert [s.attribution.chain[-1].source_id for s in statements] == ["norvale-port-authority"]


def test_the_publisher_withdraws_what_it_said() -> None:
    text = "On Monday we said that nine boats had sunk. That was wrong, and we withdraw it."
    statements = extract(read(text, "Selm Ferry Line"))
    told, gone = statements
    assert (told.text, told.attribution.chain[-1].source_id) == ("nine boats had sunk", "selm-ferry-line")
    assert gone.features["withdraws"] == 1.0
    assert gone.attribution.chain[-1].source_id == "selm-ferry-line"


def test_an_earlier_version_is_the_publishers_and_withdrawn() -> None:
    text = "Correction: An earlier version of this article said that nine boats had sunk."
    (told,) = extract(read(text))
    assert told.features["withdrawn"] == 1.0
    assert told.attribution.chain[-1].source_id == "harbour-post"


def test_what_somebody_else_withdraws_is_theirs() -> None:
    told = next(s for s in extract(read("The Norvale Port Authority withdrew the statement.")))
    assert told.features["withdraws"] == 1.0
    assert told.attribution.chain[-1].source_id == "norvale-port-authority"


def test_a_negated_sentence_of_the_outlet_denies_nobodys_words() -> None:
    assert own("The boats had not left the quay on Monday.")[0].polarity == "affirmed"
    assert own("Reports that the boats had left the quay are untrue.")[0].polarity == "denied"


def test_a_line_without_a_verb_may_tell_a_figure() -> None:
    assert own("Moved from the quay: over 900 people.")[0].text == "Moved from the quay: over 900 people"


# --- laws ------------------------------------------------------------------------------------

PIECES = [
    "The bridge was closed on Monday.", "Ms Anna Berg said", "“the gate is open,", '"', "”", "according to",
    "the Norvale Port Authority", "declined to comment.", "(TPA) — ", "which was not known,", "\n", "\n\n", "🙂",
    "\u200b", "שלום", "\x07", "he said.", "citing Radio Selm,", "nine", "3,000", ": ", "; ", "reportedly", "—",
    "We withdraw it.", "that", "and", "Q: ", "told us", "from a partner service", "‘", "’",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map(" ".join)


@given(texts)
@settings(max_examples=60, deadline=None)
def test_every_span_quotes_its_text(text: str) -> None:
    dissection = read(text)
    for s in extract(dissection):
        assert text[s.start : s.end] == s.text
        assert s.parts
        assert (s.parts[0].start, s.parts[-1].end) == (s.start, s.end)
        for passed in [*s.hedges, *s.where, *([s.attribution.cue] if s.attribution.cue else [])]:
            assert text[passed.start : passed.end] == passed.text
        for link in s.attribution.chain:
            assert link.start is None or 0 <= link.start < (link.end or 0) <= len(text)


@given(texts)
@settings(max_examples=30, deadline=None)
def test_every_chain_runs_from_the_page_to_the_origin(text: str) -> None:
    order = {"publisher": 0, "relay": 1, "origin": 2, "basis": 3}
    for s in extract(read(text)):
        ranks = [order[link.role] for link in s.attribution.chain]
        assert ranks == sorted(ranks)
        assert ranks.count(0) == 1


@given(texts)
@settings(max_examples=20, deadline=None)
def test_a_second_reading_gives_the_same_ids(text: str) -> None:
    ids = [s.id for s in extract(read(text))]
    assert ids == [s.id for s in extract(read(text))]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "text",
    [
        "The incident underscores that the pier was neglected.",
        "These developments show that the pier was too weak.",
        "The size of the fire suggests that the tanks were full.",
        "The pact highlights the trust between the towns.",
    ],
)
def test_what_an_event_is_said_to_show_is_the_outlets_commentary(text: str) -> None:
    (statement,) = extract(read(text))
    assert len(statement.attribution.chain) == 1
    assert statement.features.get("commentary") == 1.0


def test_a_pact_pledges_nothing_as_a_speaker() -> None:
    (statement,) = extract(read("The agreement pledged mutual assistance."))
    assert len(statement.attribution.chain) == 1


@pytest.mark.parametrize(
    "text", ["The poll showed that most want a dam.", "The photographs show that the pier was broken."]
)
def test_polls_and_pictures_can_speak(text: str) -> None:
    (statement,) = extract(read(text))
    assert [link.role for link in statement.attribution.chain] == ["publisher", "origin"]


def test_a_verb_of_saying_that_takes_lives_says_nothing() -> None:
    (statement,) = own("The flood of 1931 claimed 40 lives on the lower Selm.")
    assert statement.text == "The flood of 1931 claimed 40 lives on the lower Selm"
