"""Text all in capitals is parsed in small letters; offsets stay the text's."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twosource.language.english import English, hushed


def test_a_text_in_capitals_is_read_in_small_letters() -> None:
    assert (
        hushed("TWO POLICEMEN WERE KILLED IN TARN. NOBODY SAW IT.")
        == "Two policemen were killed in tarn. Nobody saw it."
    )


def test_names_and_ordinary_text_stay() -> None:
    for text in ("NATO AND THE UN", "Two policemen were killed in Tarn, the BBC said.", ""):
        assert hushed(text) == text


def test_offsets_are_the_texts_own() -> None:
    text = "THREE SOLDIERS WERE WOUNDED WHEN A BOMB WENT OFF."
    parse = next(English().parse([text]))
    assert [text[t.start : t.end] for t in parse.tokens][:2] == ["THREE", "SOLDIERS"]
    assert [t.pos for t in parse.tokens][:2] == ["NUM", "NOUN"]


@given(st.text(st.sampled_from("AÄİßΣБ .!?\"'(1\u200b🙂Z"), max_size=80))
def test_the_length_never_changes(text: str) -> None:
    assert len(hushed(text.upper())) == len(text.upper())
