"""What a text costs that is four times as long: each stage on text that could lead it astray.

``python -m benchmarks.lengths``. A stage whose time grows with the length alone takes four times as long; one that
looks at each place from each other takes sixteen. Process time, the best of three.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator

from twosource.language.english import English
from twosource.language.plain import Plain
from twosource.model import Item, Report
from twosource.stages.admit import admit
from twosource.stages.dedupe import compare
from twosource.stages.dissect import dissect, passages, texts
from twosource.stages.dissect.times import times
from twosource.stages.extract import candidates, extract
from twosource.stages.group.stories.profile import profile

LONGER = 4
LIMIT = 8.0  # between 4, the length alone, and 16, its square
SHORTEST = 0.02  # seconds: below it a ratio says nothing

_ENGLISH = English()

ADMITTED = (
    "(", "a:", ". ", "Source: A ", "<", "&", "by A and ", "12 x ", "\U0001f600", "\u200b", "\u202eab\u202c ", "with the ", "A. ",
)  # fmt: skip
DATED = ("1990 ", "May 5 and 6 ", "twenty thousand ", "a a the last ", "(((", "5 p.m. 3:41 ")
PLAIN = ("Да. ", "«", "a.b.", "1,000 ", "Иван сказал «нет». ", "двадцать три ", "более тысячи солдат ")
SPOKEN = (
    '"We ran, Ada Roe said. ',
    "The mayor said that the dam was sound, and that ",
    "“No,” he said, “we ran,” she added. ",
    "ROE: we ran. ",
    "The mayor wrote: the dam holds: the wall holds. ",
    "5 people and more than 300 of the 4,000 soldiers were killed or ",
)
COMPARED = ("“", '"a', "``", "word ", "x")
PROFILED = ("word ", "A", "Name ", "1 May ", "\n")


def _report(text: str, language: str = "en") -> Report:
    return Report("r", "r.txt", text, "", language=language, publisher="Post", published_at="2024-12-27")


def _admitted(text: str) -> Callable[[], object]:
    payload = text.encode()
    return lambda: [admit(Item("x", media, payload)) for media in ("text", "html")]  # type: ignore[arg-type]


def _dated(text: str) -> Callable[[], object]:
    report = _report(text)
    return lambda: times(report, passages(report), ())


def _plainly(text: str) -> Callable[[], object]:
    report, language = _report(text, "ru"), Plain("ru")
    return lambda: extract(
        dissect(report, dict(zip(texts(report), language.parse(texts(report)), strict=True)))
    )


def _spoken(text: str) -> Callable[[], object]:
    report = _report(text)
    parsed = dict(zip(texts(report), _ENGLISH.parse(texts(report)), strict=True))
    return lambda: candidates(dissect(report, parsed))


def _compared(text: str) -> Callable[[], object]:
    return lambda: compare(_report(text), _report(text + " end"))


def _profiled(text: str) -> Callable[[], object]:
    report = _report(text)
    return lambda: profile(report)


STAGES: tuple[tuple[str, Callable[[str], Callable[[], object]], tuple[str, ...], int], ...] = (
    ("admit", _admitted, ADMITTED, 100_000),
    ("times", _dated, DATED, 20_000),
    ("plain languages", _plainly, PLAIN, 12_000),
    ("dissect and candidates", _spoken, SPOKEN, 6_000),
    ("copies", _compared, COMPARED, 100_000),
    ("profile of a story", _profiled, PROFILED, 200_000),
)  # stage, the work on a text, the pieces the text repeats, code points of the shorter text


def _seconds(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def ratios() -> Iterator[tuple[str, str, float, float]]:
    """Stage, the piece of the text, seconds on the longer text, and how many times those of the shorter."""
    for stage, work, pieces, size in STAGES:
        for piece in pieces:
            count = size // len(piece)
            short, long = _seconds(work(piece * count)), _seconds(work(piece * count * LONGER))
            yield stage, piece, long, long / max(short, SHORTEST)


def main() -> int:
    """0 where no stage's time grows faster than its text."""
    over = 0
    for stage, piece, seconds, ratio in ratios():
        over += ratio > LIMIT
        print(
            f"{stage:24}{piece[:32]!r:40}{seconds:8.3f} s {ratio:6.1f}x{'  OVER' if ratio > LIMIT else ''}",
            flush=True,
        )
    print(f"a text {LONGER} times as long: at most {LIMIT:.0f} times the time; {over} over")
    return int(over > 0)


if __name__ == "__main__":
    sys.exit(main())
