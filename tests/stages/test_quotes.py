"""Direct quotations: where they begin and end, whatever the marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading import read
from twosource.model import Passage
from twosource.stages.dissect.quotes import quotes
from twosource.stages.extract import extract
from twosource.text import paragraphs


def quoted(text: str) -> list[tuple[str, bool]]:
    """The words of each quotation, and whether it was closed."""
    passages = [Passage(start, end, "text") for start, end in paragraphs(text)]
    return [(text[q.start : q.end], q.closed) for q in quotes(text, passages)]


@pytest.mark.parametrize(
    "text",
    [
        "“We ran,” she said.",
        '"We ran," she said.',
        "‘We ran,’ she said.",
        "'We ran,' she said.",
        "``We ran,'' she said.",
        "«We ran,» she said.",
        "„We ran,“ she said.",
        '“We ran," she said.',
        "”We ran,” she said.",
    ],
)
def test_marks_of_every_style_hold_the_same_words(text: str) -> None:
    assert quoted(text) == [("We ran,", True)]


def test_apostrophes_are_no_marks() -> None:
    assert quoted("The dogs' bowl wasn't the mayor's, and rock 'n roll isn't either.") == []


def test_an_apostrophe_closes_no_quotation_in_single_marks() -> None:
    assert quoted("‘I don’t know what the workers’ union wants,’ he said.")[0] == (
        "I don’t know what the workers’ union wants,", True,
    )  # fmt: skip


def test_a_mark_never_closed_ends_with_its_paragraph() -> None:
    assert quoted('"We ran. The wall fell.\n\nThe street is empty.') == [("We ran. The wall fell.", False)]


def test_a_quotation_over_lines_without_marks_is_followed_to_its_end() -> None:
    lines = "She said: ``We ran .\nThe wall fell .\nNobody came . ''\nThe street is empty ."
    assert [words for words, _ in quoted(lines)] == ["We ran .", "The wall fell .", "Nobody came . "]


def test_a_mark_at_the_next_paragraph_goes_on_with_the_quotation() -> None:
    assert quoted('"We ran.\n\n"Then the wall fell," she said.') == [
        ("We ran.", False), ("Then the wall fell,", True),
    ]  # fmt: skip


@given(
    st.lists(
        st.sampled_from(['"', "“", "”", "'", "‘", "’", "``", "''", "We ran.", "\n", " ", "«"]), max_size=40
    )
)
def test_quotations_are_in_order_and_apart(pieces: list[str]) -> None:
    text = "".join(pieces)
    passages = [Passage(start, end, "text") for start, end in paragraphs(text)]
    found = quotes(text, passages)
    assert all(0 <= q.start <= q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_message_quoted_whole_and_signed_is_its_writers() -> None:
    text = (
        'It came on Tuesday.\n\n"To all who wait at the lock. We have set two boats free, because one of them is '
        'old. We took nothing from anyone. Anna Berg."\n\nPeople keep asking.'
    )
    (told,) = [s for s in extract(read(text)) if s.attribution.cue]
    assert told.attribution.speaker.name == "Anna Berg"
    assert told.text.endswith("We took nothing from anyone.")
    unsigned = text.replace(" Anna Berg.", "")
    assert not [s for s in extract(read(unsigned)) if s.attribution.cue]


def test_the_hours_of_a_running_report_are_no_part_of_it() -> None:
    lines = ["08.15 Two boats are free.", "15.10 The lock is shut again.", "18.20 The road to Lund is open."]
    dissection = read("\n\n".join(lines))
    assert [dissection.report.text[p.start : p.end] for p in dissection.passages] == [
        line[6:] for line in lines
    ]
    assert [figure.value for figure in dissection.figures] == [2]
