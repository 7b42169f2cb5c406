"""The tables that ship with the package, read once. The only files a stage may know of."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any


@cache
def text(name: str) -> str:
    """The contents of one table, as UTF-8."""
    return resources.files(__name__).joinpath(name).read_text("utf-8")


@cache
def table(name: str) -> Any:
    """A table kept as JSON (shared and cached: do not change it in place)."""
    return json.loads(text(name))


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """A table kept as tab-separated lines, without blank lines and lines that begin with #."""
    lines = text(name).split("\n")
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))
