"""Tables as files, read once: JSON, and tab-separated rows of which the first line says the columns."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def text(name: str) -> str:
    """The contents of one table, as UTF-8."""
    return (files(__package__) / name).read_text(encoding="utf-8")


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a tab-separated table without its comment lines."""
    lines = text(name).split("\n")
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


@cache
def table(name: str) -> Any:
    """A table kept as JSON (shared and cached: do not change it in place)."""
    return json.loads(text(name))
