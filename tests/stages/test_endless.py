"""Sentences and texts without an end: read in part, and said so."""

from __future__ import annotations

import pytest

from tests.reading import language
from tests.stages.told import World, named
from twosource.model import Parse, Report, Sentence, Story, Token
from twosource.pipeline import Afresh, analyse, said
from twosource.stages import dissect, judge
from twosource.stages.dissect import texts
from twosource.stages.dissect.endless import LONGEST, held
from twosource.stages.dissect.missed import by_title
from twosource.text import READ


def parsed(count: int, mark: int = -1) -> Parse:
    """One sentence of so many words; each hangs on the one before it, and the first is the root."""
    tokens = tuple(
        Token(
            2 * i,
            2 * i + 1,
            "a",
            "a",
            "PUNCT" if i == mark else "NOUN",
            "NN",
            "dep" if i else "ROOT",
            max(0, i - 1),
            "",
            False,
        )
        for i in range(count)
    )
    return Parse(tokens, (Sentence(0, 2 * count - 1, 0, count),), ())


def test_a_sentence_that_somebody_wrote_stays_whole() -> None:
    parse = parsed(LONGEST)
    assert held(parse) is parse


def test_an_endless_sentence_is_cut_after_a_mark_and_each_piece_has_its_own_head() -> None:
    cut = held(parsed(2 * LONGEST, mark=LONGEST - 20))
    assert cut.sentences[0].last == LONGEST - 19
    assert [each.last for each in cut.sentences[:-1]] == [each.first for each in cut.sentences[1:]]
    assert all(each.last - each.first <= LONGEST for each in cut.sentences)
    for each in cut.sentences:
        heads = [at for at in range(each.first, each.last) if cut.tokens[at].head == at]
        assert heads == [each.first]
        assert (each.start, each.end) == (cut.tokens[each.first].start, cut.tokens[each.last - 1].end)


def test_only_the_beginning_of_an_endless_text_is_read() -> None:
    text = "The dam holds. " * (READ // 10)
    seen = texts(Report("r", "r.txt", text, ""))
    assert READ <= sum(map(len, seen)) + len(seen) < READ + 60_000


def test_what_was_not_read_is_open() -> None:
    world = World()
    report = world.report("Halm Herald")
    world.say(report, "The dam holds", named("Mines Inspectorate"))
    long = world.report("Radio Vell")
    world.add(long, "The wall holds. " * (READ // 16 + 9))
    _, grounds = world.judged()
    told = judge.open_questions(Story("s", (report, long)), grounds)
    open_ = [one for one in told if one.kind == "unread"]
    assert [span.report_id for one in open_ for span in one.spans] == [long]
    assert open_[0].spans[0].start == READ


def test_how_much_of_a_report_is_damaged_is_open() -> None:
    world = World()
    report = world.report("Halm Herald")
    world.add(report, "The wall hol\ufffds, the mayor told Radio V\ufffdll on the quay.")
    _, grounds = world.judged()
    open_ = [one for one in judge.open_questions(Story("s", (report,)), grounds) if one.kind == "unread"]
    assert [one.text for one in open_] == ["2 of its characters are damaged and could not be read"]
    assert "hol\ufffds" in open_[0].spans[0].text


def test_a_title_before_many_names_takes_them_all() -> None:
    words = ["Mr", "Vell", "Tarn", "and", "Halm"]
    at = [0, 3, 8, 13, 17]
    tokens = [
        Token(
            start,
            start + len(word),
            word,
            word,
            "PROPN" if word[0].isupper() else "CCONJ",
            "NNP",
            "dep",
            0,
            "",
            False,
        )
        for start, word in zip(at, words, strict=True)
    ]
    assert [(name.first, name.last) for name in by_title(tokens)] == [(1, 3)]


def test_a_text_without_stops_gives_no_reason_of_its_whole_length() -> None:
    text = (
        "The Harbour Office said that nine boats sank. The Harbour Office withdrew that figure of nine boats and "
        + "worked together with the Karn Water Board and the Vell Police while the sea rose and boats lay still and "
        * 60
    )
    report = Report("r", "r.txt", text, "", language="en", publisher="Post", published_at="2025-01-01")
    passages = dissect.texts(report)
    parses = dict(zip(passages, language().parse(passages), strict=True))
    told = analyse([said(report, parses)], Afresh(lambda each: said(each, parses)))
    spans = [s for edge in told.edges for why in edge.reasons for s in why.spans]
    spans += [s for story in told.told for each in story.claims for why in each.reasons for s in why.spans]
    assert spans
    assert max(span.end - span.start for span in spans) <= 2_000


@pytest.mark.parametrize(
    ("end", "announced"),
    [
        ("\n\nRelated Sources:", ["Related Sources"]),
        ("\nSources:\n", ["Sources"]),
        ("\n## References\n\n", ["References"]),
        ("\nSources: the harbour master", []),
        ("\nSources:\n- the harbour master", []),
        (" He would not name his sources", []),
        ("", []),
    ],
)
def test_sources_that_are_announced_and_not_named_are_open(end: str, announced: list[str]) -> None:
    world = World()
    report = world.report("Halm Herald")
    world.add(report, f"The wall holds, the mayor told Radio Vell on the quay.{end}")
    _, grounds = world.judged()
    told = judge.open_questions(Story("s", (report,)), grounds)
    assert [span.text for one in told if one.kind == "unsourced" for span in one.spans] == announced
