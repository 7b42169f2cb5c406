"""Answers that are given again are the ones that were given; a long text is read anew."""

from __future__ import annotations

from twosource.model import Dissection, Report
from twosource.stages.group.bodies.posts import posts_in
from twosource.stages.group.owners import owners
from twosource.stages.group.stories import profile
from twosource.stages.remembered import LONG, remembered


def test_what_was_asked_before_is_not_made_again() -> None:
    made: list[str] = []

    @remembered(2)
    def counted(text: str) -> int:
        made.append(text)
        return len(text)

    assert [counted(text) for text in ("one", "three", "one", "seven!", "three")] == [3, 5, 3, 6, 5]
    assert made == ["one", "three", "seven!", "three"]


def test_a_long_text_is_not_kept() -> None:
    made: list[int] = []

    @remembered()
    def counted(text: str) -> int:
        made.append(len(text))
        return len(text)

    assert counted("x" * LONG) == counted("x" * LONG) == LONG
    assert counted("x" * (LONG + 1)) == counted("x" * (LONG + 1))
    assert made == [LONG, LONG + 1, LONG + 1]


def test_reports_that_differ_in_anything_have_answers_of_their_own() -> None:
    text = "A ferry sank off Marrow Head on 4 May. Four people drowned."
    early = Report("a", "a.txt", text, "", published_at="2031-05-04", published_from="meta")
    late = Report("a", "a.txt", text, "", published_at="2031-06-04", published_from="meta")
    assert profile(early).published_at == "2031-05-04"
    assert profile(late).published_at == "2031-06-04"
    assert profile(early) == profile(early)


def test_posts_are_found_in_every_line_and_keep_their_place() -> None:
    text = "Calm.\nThe ministry of\nIlmar's defence ministry denied it.\n\nPolice in Cardin agreed.\n"
    found = posts_in(text)
    assert [text[post.start : post.end] for post in found] == ["Ilmar's defence ministry", "Police in Cardin"]


def test_owners_are_found_in_every_line() -> None:
    text = "Nothing here.\nThe Quill is owned by Dornec Media.\nWe are the Tern, a Dornec Media station.\n"
    report = Report("a", "a.txt", text, "", publisher="The Quill")
    known = {"quill": "quill", "tern": "tern", "dornec media": "dornec"}
    edges = owners([Dissection(report, (), (), ())], known, {})
    assert {(edge.left, edge.right) for edge in edges} == {("quill", "dornec"), ("tern", "dornec")}
    assert all(span.text in text for edge in edges for why in edge.reasons for span in why.spans)
