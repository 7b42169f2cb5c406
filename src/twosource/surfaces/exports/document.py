"""The brief as a PDF: every sentence with the numbers of the spans it rests on, and these at the end.

Set in Noto Sans (Latin, Greek, Cyrillic), with Noto Sans KR for Korean, both from packages of the extra ``pdf``.
A character that neither has is drawn as an empty box, and the last page says which and how many: nothing is
dropped in silence.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from importlib.util import find_spec
from typing import Any

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from ...model import SECTIONS, Assessment, Brief, Evidence, Told
from ...text import spoken
from ..page.wording import CREDIBILITY, STATUS, counted, dated, headed

FAMILY, KOREAN, CORE = "Noto", "NotoKR", "Helvetica"
# The package, its folder and the file of each font.
_FONTS = {
    FAMILY: ("fontpkg_noto_sans", "files", "NotoSans[wdth,wght].ttf"),
    KOREAN: ("pylopdf_fonts_ko", "", "NotoSansKR-Regular.otf"),
}
BOX = "\u25a1"
MARGIN, INDENT = 20, 5  # millimetres
SOFT, LINE = (95, 99, 110), (205, 205, 200)  # greys of what is told beside, and of rules
MOST_MARKS = 6  # citations after one sentence
NAMED = 40  # characters that the last page names


def document(brief: Brief) -> bytes:
    """The PDF's bytes: the same brief gives the same pages."""
    page = _Page(f"Twosource brief, as of {spoken(brief.as_of)}")
    page.set_title("Twosource brief")
    page.set_creation_date(_moment(brief.as_of))
    page.add_page()
    page.say(f"As of {spoken(brief.as_of)}. The numbers after a sentence lead to the words that it rests on, at the end.",
             9, SOFT)  # fmt: skip
    if brief.changes:
        page.heading("What changed")
    for change in brief.changes:
        page.bullet(change.text)
    notes: dict[Evidence, int] = {}
    for told in brief.stories:
        _story(page, told, notes)
    if brief.set_aside:
        page.heading("Set aside")
        for aside in brief.set_aside:
            page.bullet(f"{aside.path} ({aside.stage}): {aside.reason}")
    names = {report.id: headed(report) for told in brief.stories for report in told.reports}
    if notes:
        page.heading("What the sentences rest on")
    for span, number in notes.items():
        quoted = " ".join(span.text.split())
        place = f"{names.get(span.report_id, span.report_id)}, {span.start}\u2013{span.end}: "
        page.entry(f"{number}.", [(place, SOFT), (f"\u201c{quoted}\u201d", None)], 8, 9)
    page.undrawn()
    return bytes(page.output())


class _Page(FPDF):
    """A4 pages with a number at the foot, in the fonts that are there."""

    def __init__(self, foot: str = "") -> None:
        super().__init__()
        # Subsetting a font talks of every table that it leaves out.
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        self.missing: Counter[str] = Counter()
        self._drawn: set[int] = set()
        self._foot = foot
        there = {family: path for family, path in _paths().items() if path}
        for family, path in there.items():
            self.add_font(family, "", path)
            self._drawn |= set(self.fonts[family.lower()].cmap)  # type: ignore[union-attr]
        if FAMILY in there:
            self.add_font(FAMILY, "B", there[FAMILY], variations={"wght": 700.0})
        self._family = FAMILY if FAMILY in there else CORE
        if FAMILY in there and KOREAN in there:
            self.set_fallback_fonts([KOREAN], exact_match=False)
        self.set_auto_page_break(True, margin=20)
        self.set_margins(MARGIN, 18)

    def footer(self) -> None:
        """What this is, and the page's number."""
        self.set_y(-14)
        self.set_x(MARGIN)
        self.set_font(self._family, size=8)
        self.set_text_color(*SOFT)
        self.cell(0, 5, self._drawable(self._foot))
        self.set_x(MARGIN)
        self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="R")
        self.set_text_color(0)

    def story(self, text: str) -> None:
        """The name of a story."""
        self._kept(60)
        self.ln(5)
        self.say(text, 17, bold=True)
        self.ln(1)

    def heading(self, text: str) -> None:
        """A heading over a rule, kept with what follows."""
        self._kept(34)
        self.ln(4)
        self.say(text, 11.5, bold=True)
        self.set_draw_color(*LINE)
        self.line(MARGIN, self.get_y() + 0.6, self.w - MARGIN, self.get_y() + 0.6)
        self.ln(2.4)

    def _kept(self, room: float) -> None:
        """A new page where less room than this is left."""
        if self.get_y() > self.h - 20 - room:
            self.add_page()

    def bullet(self, text: str, marks: str = "") -> None:
        """An entry of a list, with the numbers of what it rests on."""
        cited: list[tuple[str, tuple[int, int, int] | None]] = [(f" [{marks}]", SOFT)] if marks else []
        self.entry("\u2022" if self._family != CORE else "-", [(text, None), *cited], 9.5, INDENT)

    def entry(
        self, mark: str, parts: Sequence[tuple[str, tuple[int, int, int] | None]], size: float, indent: float
    ) -> None:
        """A mark, and beside it a paragraph whose parts may be grey."""
        high = size * 0.5
        self.set_font(self._family, size=size)
        if self.will_page_break(high):
            self.add_page()
        self.set_text_color(*SOFT)
        self.cell(indent, high, self._drawable(mark))
        self.set_left_margin(MARGIN + indent)
        for text, colour in parts:
            self.set_text_color(*(colour or (0, 0, 0)))
            self.write(high, self._drawable(text))
        self.set_text_color(0)
        self.set_left_margin(MARGIN)
        self.ln(high + 1.1)

    def say(
        self, text: str, size: float, colour: tuple[int, int, int] = (0, 0, 0), bold: bool = False
    ) -> None:
        """A paragraph."""
        self.set_font(self._family, "B" if bold else "", size=size)
        self.set_text_color(*colour)
        self.multi_cell(0, size * 0.5, self._drawable(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_text_color(0)

    def undrawn(self) -> None:
        """Say which characters could not be drawn, where there were any."""
        if not self.missing:
            return
        total = self.missing.total()
        named = ", ".join(f"U+{ord(each):04X}" for each, _ in self.missing.most_common(NAMED))
        more = f" and {len(self.missing) - NAMED} others" if len(self.missing) > NAMED else ""
        self.heading("What could not be drawn")
        self.say(
            f"{total} characters of this brief are in no font of this program and stand as "
            f"{BOX if ord(BOX) in self._drawn else '?'}: {named}{more}. The brief as JSON, Markdown or HTML has them all.",
            9,
        )

    def _drawable(self, text: str) -> str:
        if self._family == CORE:
            return "".join(each if self._latin(each) else self._without(each, "?") for each in text)
        kept = (
            each if ord(each) in self._drawn or each in "\n\t" else self._without(each, BOX) for each in text
        )
        return "".join(kept)

    def _latin(self, each: str) -> bool:
        return each in "\n\t" or each.isascii() or each.encode("latin-1", "ignore") != b""

    def _without(self, each: str, mark: str) -> str:
        if each.isspace():
            return " "
        self.missing[each] += 1
        return mark if mark != BOX or ord(BOX) in self._drawn else "?"


def _story(page: _Page, told: Told, notes: dict[Evidence, int]) -> None:
    page.story(told.story.title or headed(told.reports[0]))
    for report in told.reports:
        page.bullet(f"{headed(report)}, {dated(report)}")
    for section, title in SECTIONS.items():
        lines = [line for line in told.lines if line.section == section]
        if not lines:
            continue
        page.heading(title)
        for line in lines:
            marks = _numbers(line.citations[:MOST_MARKS], notes)
            page.bullet(" ".join(line.text.split()), marks)
    page.heading("Every claim, and how well it is founded")
    for one in told.claims:
        page.bullet(_founded(one))


def _numbers(spans: Iterable[Evidence], notes: dict[Evidence, int]) -> str:
    return ", ".join(str(notes.setdefault(span, len(notes) + 1)) for span in spans)


def _founded(one: Assessment) -> str:
    origins = ", ".join(origin.name for origin in one.origins.list)
    return (
        f"\u201c{' '.join(one.claim.text.split())}\u201d {one.status.capitalize()} ({STATUS[one.status]}), "
        f"{counted(one.origins.shown, one.origins.possible)}, credibility {one.credibility} "
        f"({CREDIBILITY[one.credibility]}){f'; origins: {origins}' if origins else ''}."
    )


@cache
def _paths() -> dict[str, Any]:
    """The file of each font; None where its package is not installed."""
    return {
        family: str(resources.files(package).joinpath(*filter(None, (folder, file))))
        if find_spec(package)
        else None
        for family, (package, folder, file) in _FONTS.items()
    }


def _moment(written: str) -> datetime:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return datetime(2000, 1, 1, tzinfo=UTC)
