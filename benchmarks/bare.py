"""A worker of ``ingest_speed``: a bare parse of texts, in a process of its own with one thread."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from twosource.engines.local import serve


@cache
def _model() -> Any:
    import spacy

    from twosource.language.english import MODEL

    return spacy.load(MODEL)


def answer(task: bytes) -> bytes:
    """How many of these passages were parsed."""
    return str(sum(1 for _ in _model().pipe(json.loads(task)))).encode()


def work() -> None:
    """Parse until nobody asks."""
    serve(answer)
