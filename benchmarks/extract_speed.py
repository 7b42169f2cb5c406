"""Words a second of ``extract``, against a bare parse of the same texts by the same model in the same process.

At least .6: every rule together costs at most two thirds of the parse.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.texts import in_turns, news, warm, words

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
        list(desk.extract([warm(Path(folder))]))
        bare, whole = in_turns(texts, Path(folder), nlp, desk.extract, time.perf_counter)
    total = words(texts)
    print(
        f"{len(texts)} reports, {total} words: extract {total / whole:.0f}, bare parse {total / bare:.0f} words a second"
    )
    print(f"ratio {bare / whole:.2f} (at least {LIMIT})")
    return int(bare / whole < LIMIT)


if __name__ == "__main__":
    sys.exit(main())
