"""Copies: what is one, what is none, who copied whom, and that the order of arrival changes nothing."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.model import Credit, Edge, Report, Span
from twosource.stages.dedupe import copies, debts, declared, keys, words
from twosource.text import digest

WIRE = """PORT ALMA, Tessaly (NPA) — A ferry with 212 people on board ran onto rocks outside the harbour of Port \
Alma late on Sunday and lay on its side for six hours before tugs could right it, the coast guard said.

All of the passengers were taken off by fishing boats, and nobody was missing by daybreak, according to the \
harbour master, Ansel Rook. Eleven of them had broken bones.

"We could hear them singing before we could see the ship," Rook told reporters on the quay.

The ferry had lost power in one of its two engines shortly after leaving the island of Sorrel, an hour earlier. \
Why the captain did not turn back will be the first question of the inquiry, which opens on Thursday in the \
capital and is expected to hear forty witnesses.

Fares on the line will be refunded until the end of the month, the company said in a notice on its door."""
OTHER = """Teachers in Tessaly will be paid four per cent more from September, the ministry of education and the \
union agreed on Monday after a night of talks that both sides described as long and cold.

The settlement ends nine days of strikes which had closed most of the schools in the south of the country. \
Parents' groups welcomed the agreement, although a spokeswoman said that examinations should be moved.

Under the terms, classes may not be larger than twenty-eight pupils, and every school is to have a nurse by the \
end of next year. The treasury has yet to say where the money for that will come from."""
VOCABULARY = OTHER.split()


def report(text: str, name: str = "a", **more: object) -> Report:
    return Report(id=digest(name, text), path=name, text=text, sha256="", **more)  # type: ignore[arg-type]


def edges(*reports: Report) -> dict[tuple[str, str], Edge]:
    names = {each.id: each.path for each in reports}
    return {(names[e.left], names[e.right]): e for e in copies(reports)}


def reworded(text: str, share: float, seed: int) -> str:
    chance = random.Random(seed)
    return " ".join(
        chance.choice(VOCABULARY) if chance.random() < share else word for word in text.split(" ")
    )


def test_the_same_words_are_identical_whatever_the_case_space_and_marks() -> None:
    found = edges(report(WIRE, "a"), report(WIRE.upper().replace(".", " ;\n").replace("—", "-"), "b"))
    assert [(e.kind, e.score) for e in found.values()] == [("identical", 1.0)]


def test_letters_hidden_by_zero_width_marks_are_still_the_same_words() -> None:
    assert [e.kind for e in edges(report(WIRE, "a"), report(WIRE.replace("a", "a\u200b"), "b")).values()] == [
        "identical"
    ]


@pytest.mark.parametrize("seed", range(8))
def test_one_word_in_four_changed_is_still_a_near_copy(seed: int) -> None:
    found = edges(report(WIRE, "a"), report(reworded(WIRE, 0.25, seed), "b"))
    assert [e.kind for e in found.values()] == ["near copy"]


def test_a_shortened_report_is_a_near_copy_of_the_whole() -> None:
    found = edges(report(WIRE, "whole"), report("\n\n".join(WIRE.split("\n\n")[:2]), "cut"))
    assert set(found) == {("cut", "whole")}
    assert found["cut", "whole"].kind == "near copy"
    assert found["cut", "whole"].score == 1.0


def test_sentences_in_another_order_are_a_near_copy() -> None:
    parts = WIRE.split("\n\n")
    assert [e.kind for e in edges(report(WIRE, "a"), report("\n\n".join(parts[::-1]), "b")).values()] == [
        "near copy"
    ]


def test_a_block_inside_a_longer_report_is_partial() -> None:
    block = WIRE.split("\n\n")[3]
    found = edges(report(WIRE, "a"), report("\n\n".join([OTHER, block, OTHER[::-1]]), "b"))
    assert [e.kind for e in found.values()] == ["partial"]


def test_a_shared_quotation_alone_is_no_copy() -> None:
    speech = '"We could hear them singing before we could see the ship, and when the ship came out of the fog she lay on \
her side with all of her lamps still burning, and I have never seen so many people so calm in my whole life," '
    a, b = report(f"{OTHER}\n\n{speech}said Rook.", "a"), report(f"{WIRE}\n\n{speech}he recalled.", "b")
    assert copies([a, b]) == ()


def test_two_accounts_of_one_event_in_their_own_words_are_no_copies() -> None:
    mine = """Fishermen brought ashore every passenger of a ferry that struck rocks off Port Alma on Sunday night. \
Harbour master Ansel Rook counted eleven with fractures among the 212. An engine had failed soon after the ship \
left Sorrel. Forty people are to testify when an inquiry begins in the capital this Thursday."""
    assert copies([report(WIRE, "a"), report(mine, "b")]) == ()


def test_furniture_is_not_compared() -> None:
    footer = " ".join(f"Subscribe to offer number {n} of the morning paper at every kiosk" for n in range(9))
    a, b = f"{OTHER}\n\n{footer}", f"{WIRE}\n\n{footer}"
    spans = [(Span(text.index(footer), len(text)),) for text in (a, b)]
    assert copies([report(a, "a"), report(b, "b")])
    assert not copies([report(a, "a", furniture=spans[0]), report(b, "b", furniture=spans[1])])


def test_the_earlier_report_is_the_original() -> None:
    late = report(WIRE + " And more was to come.", "late", published_at="2031-03-04T09:00:00+01:00")
    early = report(WIRE, "early", published_at="2031-03-03T09:00:00+01:00")
    (edge,) = copies([late, early])
    assert (edge.left, edge.right) == (late.id, early.id)
    assert edge.reasons[1].code == "direction.time"


def test_an_agency_is_the_original_even_where_the_clock_does_not_say() -> None:
    paper = report(WIRE, "paper", publisher="Alma Star", published_at="2031-03-03")
    wire = report(
        WIRE[:-60], "wire", publisher="Northern Press Agency", published_at="2031-03-03T22:00:00+01:00"
    )
    (edge,) = copies([paper, wire])
    assert (edge.left, edge.right) == (paper.id, wire.id)


def test_a_stated_credit_tells_the_direction_against_the_clock() -> None:
    text = WIRE + "\n\nwith the Alma Star"
    credit = Credit("with", "the Alma Star", text.index("the Alma Star"), len(text))
    early = report(text, "early", publisher="Gazette", published_at="2031-03-03", credits=(credit,))
    late = report(WIRE, "late", publisher="Alma Star", published_at="2031-03-09")
    (edge,) = copies([early, late])
    assert (edge.left, edge.right) == (early.id, late.id)
    assert edge.reasons[1].spans[0].text == "the Alma Star"


def test_the_dateline_names_the_agency_but_not_to_itself() -> None:
    assert [credit.name for credit in debts(report(WIRE, publisher="Alma Star"))] == ["NPA"]
    assert debts(report(WIRE, publisher="Northern Press Agency")) == ()


def test_a_credit_to_an_outlet_that_is_not_here_is_a_declared_debt_with_its_words() -> None:
    text = OTHER + "\n\nOriginal Source: www.rfa.org"
    credit = Credit("source", "www.rfa.org", text.index("www"), len(text))
    (edge,) = declared([report(text, "a", credits=(credit,))])
    assert (edge.right, edge.kind, edge.reasons[0].spans[0].text) == ("rfa", "declared", "www.rfa.org")
    assert (
        declared([report(text, "a", credits=(credit,)), report(OTHER[:90], "b", publisher="Radio Free Asia")])
        == ()
    )


def test_every_passage_given_as_evidence_is_a_quotation_of_its_report() -> None:
    reports = [report(WIRE, "a"), report(reworded(WIRE, 0.15, 3), "b")]
    texts = {each.id: each.text for each in reports}
    (edge,) = copies(reports)
    spans = [span for reason in edge.reasons for span in reason.spans]
    assert spans
    assert all(texts[s.report_id][s.start : s.end] == s.text for s in spans)


def test_a_digest_of_unrelated_reports_does_not_make_them_one_family() -> None:
    chance = random.Random(5)
    vocabulary = [f"w{n}" for n in range(4000)]
    texts = [" ".join(chance.choice(vocabulary) for _ in range(120)) for _ in range(6)]
    singles = [report(text, f"s{n}") for n, text in enumerate(texts)]
    found = copies([*singles, report("\n\n".join(texts), "digest")])
    whole = [e for e in found if e.kind in ("identical", "near copy")]
    assert len(found) == 6
    assert len(whole) <= 1


def test_a_family_of_reprints_is_held_together_by_one_edge_for_each_copy() -> None:
    reports = [report(reworded(WIRE, 0.05, n), f"r{n}") for n in range(9)]
    assert len(copies(reports)) == 8


def test_a_hundred_reprints_are_one_family_around_the_wire_whatever_their_ids() -> None:
    wire = report(WIRE, "wire", publisher="Northern Press Agency", published_at="2031-03-03T08:00:00+00:00")
    prints = [
        report(reworded(WIRE, 0.04, n), f"p{n}", published_at="2031-03-03T10:00:00+00:00") for n in range(100)
    ]
    found = copies([*prints, wire])
    assert len(found) == 100
    assert sum(e.right == wire.id for e in found) > 90


def test_any_script_is_compared() -> None:
    korean = (
        "국가정보원은 지난 금요일 러시아 쿠르스크 전선에서 북한군 병사 한 명이 생포되었다고 공식 확인했다 "
        * 3
    )
    chinese = "周日晚间一艘载有二百一十二人的渡轮在港口外触礁侧翻六小时后才被拖船扶正所有乘客均获救"
    assert [
        e.kind for e in copies([report(korean, "a"), report(korean + "그리고 조사가 시작됐다", "b")])
    ] == ["near copy"]
    assert [e.kind for e in copies([report(chinese, "a"), report(chinese[:30], "b")])] == ["near copy"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=300), max_size=6), st.randoms(use_true_random=False))
def test_any_text_in_any_order_gives_the_same_edges(texts: list[str], chance: random.Random) -> None:
    reports = [
        report(text, str(n)) for n, text in enumerate([*texts, WIRE, WIRE[:400], "\U0001f600" * 9, '"“«„``'])
    ]
    assert copies(chance.sample(reports, len(reports))) == copies(reports)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(12, 90))
def test_a_long_enough_shared_run_always_gives_a_shared_key(seed: int, length: int) -> None:
    chance = random.Random(seed)
    words = [f"x{n}" for n in range(100_000)]
    run = chance.sample(words, length)
    a = report(" ".join([*chance.sample(words, 300), *run, *chance.sample(words, 50)]))
    b = report(" ".join([*chance.sample(words, 70), *run]))
    assert set(keys(a)) & set(keys(b))


def test_a_report_that_a_dateline_gives_to_its_own_publisher_is_the_original() -> None:
    text = "ALMA, Tessaly, March 4 (Boreal) - " + WIRE
    wire = report(text, "wire", publisher="Boreal News", published_at="2031-03-04T22:00:00+01:00")
    paper = report(WIRE, "paper", publisher="Alma Star", published_at="2031-03-04")
    (edge,) = copies([paper, wire])
    assert (edge.left, edge.right) == (paper.id, wire.id)


def test_the_day_as_written_tells_the_direction_where_the_hours_do_not() -> None:
    late = report(WIRE + " And more was to come.", "late", published_at="2031-03-04")
    early = report(WIRE, "early", published_at="2031-03-03T20:00:00-05:00")
    (edge,) = copies([late, early])
    assert (edge.left, edge.right) == (late.id, early.id)
    assert edge.reasons[1].code == "direction.day"


def test_a_long_text_cut_in_pieces_has_the_same_words(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "The dam at Orm Vale held, “nobody was hurt” they said.\n" * 40
        + "x" * 300
        + " and the river fell " * 9
    )
    long = Report("r", "r.txt", text, "")
    whole = words.body(long)
    monkeypatch.setattr(words, "PIECE", 70)
    # The answers for short texts are remembered: another path is another question.
    cut = words.body(replace(long, path="other.txt"))
    assert len(cut.pieces) > len(whole.pieces)
    assert cut.codes.tolist() == whole.codes.tolist()
    assert cut.own.tolist() == whole.own.tolist()
    assert cut.places() == whole.places()
