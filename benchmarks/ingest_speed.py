"""Words a second of the whole pipeline over a stream half of which are copies and edits, against a bare parse of all of it.

``python -m benchmarks.ingest_speed``. Real news texts; every second report is a copy of one of the last twenty: the same,
cut to half, with a paragraph of its own, with its paragraphs in another order, with a word in twenty changed in one
paragraph of three, or rewritten in one word of four throughout. The pipeline is ``ingest`` into a file: read, parsed,
taken apart, kept, derived. Processor time, in turns of thirty reports, each side in one process with one thread.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from .texts import in_turns, news, warm, words

LIMIT = 1.5
REPORTS, NEAR = 120, 20
KINDS = ("exact", "cut", "insert", "reorder", "light", "heavy")


def stream(size: int, seed: int = 11) -> list[str]:
    """So many texts, every second one a copy or an edit of one of the last originals."""
    chance = random.Random(seed)
    fresh = [text for text in news(size) if len([line for line in text.split("\n") if line.strip()]) >= 4]
    own, found = list[str](), list[str]()
    vocabulary = [word for text in fresh[:40] for word in text.split()]
    for at in range(size):
        if at % 2:
            kind = KINDS[at // 2 % len(KINDS)]
            found.append(edited(kind, chance.choice(own[-NEAR:]), vocabulary, chance))
        else:
            own.append(fresh[at // 2 % len(fresh)])
            found.append(own[-1])
    return found


def edited(kind: str, text: str, vocabulary: Sequence[str], chance: random.Random) -> str:
    """A copy of the text, edited in one of the ways of ``KINDS``."""
    lines = [line for line in text.split("\n") if line.strip()]
    if kind == "cut":
        lines = lines[: max(2, len(lines) // 2)]
    elif kind == "insert":
        lines.insert(
            len(lines) // 2, " ".join(chance.choice(vocabulary) for _ in range(30)).capitalize() + "."
        )
    elif kind == "reorder":
        chance.shuffle(lines)
    elif kind == "light":
        lines = [
            _changed(line, 0.05, vocabulary, chance) if at % 3 == 1 else line for at, line in enumerate(lines)
        ]
    elif kind == "heavy":
        lines = [_changed(line, 0.25, vocabulary, chance) for line in lines]
    return "\n".join(lines)


def _changed(line: str, share: float, vocabulary: Sequence[str], chance: random.Random) -> str:
    return " ".join(
        chance.choice(vocabulary) if chance.random() < share else word for word in line.split(" ")
    )


def main() -> int:
    """0 where the pipeline is as many times as fast as the bare parse as it should be."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    import spacy

    from twosource import Desk, Settings
    from twosource.language.english import MODEL

    texts = stream(REPORTS)
    nlp = spacy.load(MODEL)
    with tempfile.TemporaryDirectory() as folder, Desk(Settings(db=Path(folder) / "desk.db")) as desk:
        list(desk.ingest([warm(Path(folder))]))
        bare, whole = in_turns(texts, Path(folder), nlp, desk.ingest, time.process_time)
    total = words(texts)
    print(
        f"{len(texts)} reports, {total} words, half of the reports copies: the pipeline {total / whole:.0f}, "
        f"a bare parse {total / bare:.0f} words a second of processor"
    )
    print(f"ratio {bare / whole:.2f} (at least {LIMIT})")
    return int(bare / whole < LIMIT)


if __name__ == "__main__":
    sys.exit(main())
