"""Benchmarks that measure at several sizes, in a folder that is kept where one is named: ``--in FOLDER 1000 100000``."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path


def started(words: Sequence[str], usual: Sequence[int], measure: Callable[[Sequence[int], Path], int]) -> int:
    """What the measurement answers for the sizes among these words, or for the usual ones."""
    sizes = [int(word) for word in words if word.isdigit()] or usual
    if "--in" in words:
        place = Path(words[list(words).index("--in") + 1])
        place.mkdir(parents=True, exist_ok=True)
        return measure(sizes, place)
    with tempfile.TemporaryDirectory() as folder:
        return measure(sizes, Path(folder))
