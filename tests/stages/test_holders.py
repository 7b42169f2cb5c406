"""Two countries' ministers in one story: whose minister it is, told by how the report speaks."""

from __future__ import annotations

from tests.reading import read
from twosource.model import Reading
from twosource.pipeline import Afresh, analyse
from twosource.stages.extract import extract

OTHER = "The Velmoran defence ministry said no aircraft of its own had crossed the Ast on Saturday."
BEHIND = "The Ardenan defence ministry said that it had pictures of the aircraft."
DENIED = '"There was no strike on that town," Defence Minister Rurik Aldan told parliament.'


def spoken_for(first: str) -> list[str]:
    """The bodies that the minister is taken to speak for."""
    taken = [read(text, paper, "2025-03-14") for text, paper in ((f"{first}\n\n{DENIED}\n\n{BEHIND}", "Ast Post"),
                                                                 (OTHER, "Radio Ast"))]  # fmt: skip
    found = analyse([Reading(each, extract(each), ()) for each in taken], Afresh(lambda report: None))  # type: ignore[arg-type,return-value]
    return [edge.right for edge in found.edges if edge.left == "rurik-aldan"]


def test_a_minister_is_of_the_land_that_opened_the_last_sentence() -> None:
    (body,) = spoken_for("Velmora again denied bombing the market at Ast, which Ardena blames on it.")
    assert body.startswith("velmoran")
    (body,) = spoken_for("Ardena again denied bombing the market at Ast, which Velmora blames on it.")
    assert body.startswith("ardenan")


def test_the_countrys_ministry_is_of_the_land_named_last() -> None:
    def meant(last: str) -> list[str]:
        texts = (
            (OTHER, "Radio Ast"),
            (BEHIND, "Ast Post"),
            (
                f"A road in {last} was shut on Saturday. The country's defence ministry said eight aircraft had come.",
                "Ast Digest",
            ),
        )
        taken = [read(text, paper, "2025-03-14") for text, paper in texts]
        found = analyse([Reading(each, extract(each), ()) for each in taken], Afresh(lambda report: None))  # type: ignore[arg-type,return-value]
        return [edge.right for edge in found.edges if edge.left.startswith("country-defence-ministry")]

    assert [each.split("-")[0] for each in meant("war-torn Velmora")] == ["velmoran"]
    assert [each.split("-")[0] for each in meant("war-torn Ardena")] == ["ardenan"]
