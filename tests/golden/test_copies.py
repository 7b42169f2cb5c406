"""Copies of every kind through the whole desk: the edge, its kind and share, its direction, and the passages side by side."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from twosource import Desk, Settings, contract
from twosource.model import Edge, Report

WIRE = """The salvage tug Brenna reached the grounded tanker Ostara before dawn on Tuesday and put four pumps on her deck, the harbour board of Skarn said.

About 340 tonnes of fuel oil had leaked from a tear eleven metres long in the hull since Sunday, when the ship ran onto the Kelp Reef in thick fog with a crew of nineteen.

Booms were laid across both mouths of the inlet, and the shellfish beds of four villages were closed to pickers until the end of the month at least.

The master of the ship, who is 61 and has sailed these waters for thirty years, told the pilots by radio that his radar had failed an hour earlier.

An inquiry will be held in the old customs house, where the board of the line is expected to send two engineers and a lawyer.

Volunteers had by then carried more than 900 oiled guillemots into the sports hall, which smelt of soap and herring."""
PARTS = WIRE.split("\n\n")
OTHER = """The town council of Skarn voted by nine to six on Tuesday to build the new school on the hill rather than beside the mill, after a debate that went on past midnight.

Parents had asked for a bus, and the mayor promised one for the winter months, though nobody could say who would drive it or what it would cost.

The old building has a roof that leaks and a furnace that was bought second hand in the year of the flood, and it is to be pulled down in the spring.

A firm from the capital will draw the plans, and the first pupils are to move in when the snow has gone."""
EDITED = (
    WIRE.replace("reached the grounded tanker Ostara before dawn", "came alongside the stranded tanker Ostara before sunrise")
    .replace("put four pumps on her deck", "set four pumps going")
    .replace("in thick fog with a crew of nineteen", "in fog, with nineteen aboard")
    .replace("is expected to send two engineers and a lawyer", "will be heard through two engineers and a lawyer")
)  # fmt: skip
REWRITE = """Before daybreak on Tuesday the tug Brenna got to the tanker Ostara, aground off Skarn, and lifted four pumps aboard, according to the port's board.

Since Sunday some 340 tonnes of oil have run out of the hull, torn open over eleven metres when she struck Kelp Reef in fog; nineteen people were on her.

Barriers now close the two entrances of the inlet. Nobody may pick shellfish at four villages before the month is out.

Her captain, 61, three decades in these seas, had told pilots over the radio of a radar gone dead one hour before.

There is to be an inquiry, in what was once the customs house; the shipping line sends two engineers along with a lawyer.

In the sports hall, among soap and herring smells, helpers had brought in over 900 guillemots covered in oil."""


@dataclass(frozen=True)
class Case:
    """A copy and its original: what the copy prints, and what must be said of it."""

    text: str
    kind: str
    share: tuple[float, float]
    direction: str
    earlier: bool = False  # the copy is dated before the original
    agency: bool = True
    fields: tuple[tuple[str, str], ...] = ()


CASES = {
    "identical": Case(WIRE, "identical", (1, 1), "time", agency=False),
    "identical, in capitals": Case(WIRE.upper(), "identical", (1, 1), "agency"),
    "edited": Case(EDITED, "near copy", (0.6, 0.9), "time", agency=False),
    "cut": Case("\n\n".join(PARTS[:3]), "near copy", (0.98, 1), "agency"),
    "extended": Case("\n\n".join([*PARTS, *OTHER.split("\n\n")[1:3]]), "near copy", (0.6, 0.85), "time", agency=False),
    "reordered": Case("\n\n".join(PARTS[::-1]), "near copy", (0.9, 1), "time", agency=False),
    "partial": Case("\n\n".join([OTHER, PARTS[1], OTHER.replace("e", "ee")]), "partial", (0.05, 0.5), "agency"),
    "credited at the foot": Case(f"{WIRE}\n\n(NOA)", "identical", (1, 1), "credit", earlier=True),
    "with": Case(f"{EDITED}\n\nWith files from Nordic Agency", "near copy", (0.6, 0.9), "credit", earlier=True),
    "original source": Case(f"{EDITED}\n\nOriginal Source: Nordic Agency", "near copy", (0.6, 0.9), "credit", earlier=True),
    "declared with few words": Case(
        "Divers went down to the tanker Ostara on the Kelp Reef off Skarn at noon on Tuesday. " + PARTS[5] + "\n\nOur own photographer saw how the tug Brenna kept her pumps going at the grounded tanker while the oil spread, and how the divers stayed under for an hour. "
        "The mayor came with coffee. On the quay old men argued about the lights, and somebody sang. The pumps could be heard as far as the church, and in the "
        "square the traders took their stalls down because of the smell, which had crept up the hill in the night and lay in the lanes like a wet cloth.\n\n(NOA)",
        "declared", (0.04, 0.5), "credit", earlier=True,
    ),
    "canonical link": Case(EDITED, "near copy", (0.6, 0.9), "credit", earlier=True, agency=False,
                           fields=(("canonical", "https://noa.example/ostara"),)),
    "rewrite": Case(REWRITE, "rewrite", (0.3, 1), "time", agency=False),
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What the desk makes of a case."""

    edges: tuple[Edge, ...]
    reports: dict[str, Report]
    copy: str
    original: str
    brief: dict[str, object]
    shown: dict[str, object]


def page_of(case: Case) -> str:
    head = "".join(f'<link rel="{name}" href="{value}">' for name, value in case.fields)
    body = "".join(f"<p>{part}</p>" for part in case.text.split("\n\n"))
    return (
        f'<html><head><title>Oil at Skarn</title>{head}<meta property="og:site_name" content="Skarn Tidende">'
        f'<meta property="article:published_time" content="2031-05-06T18:00:00Z">'
        '<meta property="og:url" content="https://tidende.example/oil"></head>'
        f"<body><article><h1>Oil at Skarn</h1>{body}</article></body></html>"
    )


def run(case: Case, folder: Path) -> Told:
    hour = 6 if case.earlier else 18
    wire = {"title": "Tug reaches tanker", "publisher": "Nordic Agency" if case.agency or case.fields else "Kelp Post",
            "published_at": "2031-05-06T09:00:00Z", "url": "https://noa.example/ostara", "text": WIRE}  # fmt: skip
    (folder / "wire.json").write_text(json.dumps(wire))
    if case.fields:
        (folder / "copy.html").write_text(page_of(case).replace("T18:", f"T{hour:02}:"))
    else:
        copy = {
            "title": "Oil at Skarn",
            "publisher": "Skarn Tidende",
            "published_at": f"2031-05-06T{hour:02}:00:00Z",
            "text": case.text,
        }
        (folder / "copy.json").write_text(json.dumps(copy))
    own = '[[agencies]]\nname = "Nordic Agency"\nnames = ["NOA"]\n'
    (folder / "sources.toml").write_text(own if case.agency else "")
    with Desk(Settings(db=folder / "desk.db", sources=folder / "sources.toml")) as desk:
        desk.brief([str(path) for path in sorted(folder.glob("*.json")) + sorted(folder.glob("*.html"))])
        told = desk.brief()
        reports = {one.id: one for story in told.stories for one in story.reports}
        whole = {one: desk.report(one)[0].dissection.report for one in reports}
        names = {one.publisher: key for key, one in whole.items()}
        copy_id = names["Skarn Tidende"]
        return Told(
            tuple(edge for story in told.stories for edge in story.copies),
            whole, copy_id, next(key for key in whole if key != copy_id),
            contract.brief(told), contract.report_in_full(*desk.report(copy_id))
        )  # fmt: skip


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Told]:
    one = CASES[request.param]
    return one, run(one, tmp_path_factory.mktemp("copy"))


def test_it_is_one_edge_of_its_kind_and_share_from_the_copy_to_the_original(case: tuple[Case, Told]) -> None:
    wanted, told = case
    (edge,) = told.edges
    assert (edge.left, edge.right, edge.kind) == (told.copy, told.original, wanted.kind)
    low, high = wanted.share
    assert low <= edge.score <= high
    (direction,) = [reason for reason in edge.reasons if reason.code.startswith("direction.")]
    assert direction.code == f"direction.{wanted.direction}"


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def test_the_passages_quote_their_reports_and_correspond(case: tuple[Case, Told]) -> None:
    wanted, told = case
    (edge,) = told.edges
    for reason in edge.reasons:
        for span in reason.spans:
            assert told.reports[span.report_id].text[span.start : span.end] == span.text
    spans = edge.reasons[0].spans
    pairs = list(zip(spans[::2], spans[1::2], strict=True))
    assert pairs
    for mine, theirs in pairs:
        assert (mine.report_id, theirs.report_id) == (told.copy, told.original)
        left, right = words(mine.text), words(theirs.text)
        if wanted.kind == "rewrite":
            assert len(set(left) & set(right)) >= 3, (mine.text, theirs.text)
        else:
            assert left == right
    assert [a.start for a, _ in pairs] == sorted(a.start for a, _ in pairs), "in the order of the copy"


def test_the_passages_cover_what_is_shared(case: tuple[Case, Told]) -> None:
    wanted, told = case
    (edge,) = told.edges
    mine = {at for span in edge.reasons[0].spans[::2] for at in range(span.start, span.end)}
    text = told.reports[told.copy].text
    shown = len(words("".join(c if at in mine else " " for at, c in enumerate(text))))
    own = len(words(text))
    if wanted.kind != "rewrite":
        assert shown / own >= 0.9 * edge.score


def test_brief_and_report_tell_it_as_json(case: tuple[Case, Told]) -> None:
    wanted, told = case
    listed = [one for story in told.brief["stories"] for one in story["reports"] if one["copies"]]  # type: ignore[attr-defined, index]
    ((one,),) = [each["copies"] for each in listed]
    assert (one["of"], one["kind"], one["direction"]) == (told.original, wanted.kind, wanted.direction)
    (shown,) = told.shown["copies"]  # type: ignore[misc]
    assert (shown["report"], shown["of"], shown["kind"]) == (told.copy, told.original, wanted.kind)
    assert shown["reasons"][0]["spans"]
