"""Words a second of ``extract``, against a bare parse of the same texts by the same model in the same process.

At least .6: every rule together costs at most two thirds of the parse.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.texts import news, words

LIMIT = 0.6
REPORTS = 150


def main() -> int:
    """0 where the ratio is within the limit."""
    import spacy

    from twosource import Desk
    from twosource.language.english import MODEL

    texts = news(REPORTS)[:REPORTS]
    nlp = spacy.load(MODEL)
    with tempfile.TemporaryDirectory() as folder, Desk() as desk:
        for number, text in enumerate(texts):
            (Path(folder) / f"{number:05}.txt").write_text(text, "utf-8")
        list(desk.extract([str(next(Path(folder).iterdir()))]))  # loads the model
        # In turns, so that whatever else the machine does falls on both.
        bare = whole = 0.0
        for at in range(0, len(texts), 30):
            some = texts[at : at + 30]
            began = time.perf_counter()
            for _ in nlp.pipe(line for text in some for line in text.splitlines() if line.strip()):
                pass
            between = time.perf_counter()
            for _ in desk.extract([str(Path(folder) / f"{n:05}.txt") for n in range(at, at + len(some))]):
                pass
            bare, whole = bare + between - began, whole + time.perf_counter() - between
    total = words(texts)
    print(
        f"{len(texts)} reports, {total} words: extract {total / whole:.0f}, bare parse {total / bare:.0f} words a second"
    )
    print(f"ratio {bare / whole:.2f} (at least {LIMIT})")
    return int(bare / whole < LIMIT)


if __name__ == "__main__":
    sys.exit(main())
