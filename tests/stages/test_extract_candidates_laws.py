"""What holds for every text: nothing raises, spans lie in the text and in order, the same text gives the same."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reading import read
from twosource.stages.extract import candidates

PIECES = (
    "The mayor said", "that nine boats had sunk", ", Ada Roe said", "“", "”", '"', "''", "‘", "’", "according to",
    "it has been confirmed", "the ministry's claim that", "ROE:", "he told Radio Selm", "who warned of", ".", ",", ":",
    "\n", "\n\n", "—", "(", ")", "\u200b", "\u202e", "مرحبا", "🚢", "\x00", "\x0b", "3,000", "called it a disgrace", "?",
    "adding that", "they had known", "urged them to leave", "as", "[clip]", "İ", "ß", "\U0001f1fa\U0001f1e6",
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=40))
def test_spans_lie_in_the_text_and_parts_in_their_content(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for found in candidates(read(text)):
        assert found.parts
        assert (found.parts[0].start, found.parts[-1].end) == (found.content.start, found.content.end)
        ends = [at for part in found.parts for at in (part.start, part.end)]
        assert ends == sorted(ends)
        assert all(part.start < part.end for part in found.parts)
        for span in (*found.parts, *found.cue, *filter(None, (found.source, found.antecedent))):
            assert 0 <= span.start < span.end <= len(text)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_the_same_text_gives_the_same_candidates(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert candidates(read(text)) == candidates(read(text))
