"""What the brief does not hold yet: test -> mark -> what came out. A strict xfail each, so that a fix is noticed.

Take an entry out when its test passes; add one only with the reason beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

KNOWN: Mapping[str, Mapping[str, str]] = json.loads(
    Path(__file__).with_name("not_yet.json").read_text("utf-8")
)


def cases(test: str, marks: Iterable[Any], name: Callable[[Any], str]) -> pytest.MarkDecorator:
    """The marks as parameters of a test, each under its name; those not held yet as strict xfails."""
    known = KNOWN.get(test, {})
    listed = [(mark, name(mark)) for mark in marks]
    gone = known.keys() - {called for _, called in listed}
    if gone:
        raise LookupError(f"not_yet.json names marks of {test} that there are not: {sorted(gone)}")
    return pytest.mark.parametrize(
        "mark", [pytest.param(mark, id=called, marks=_marks(known.get(called))) for mark, called in listed]
    )


def _marks(reason: str | None) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.xfail(strict=True, reason=reason),) if reason else ()
