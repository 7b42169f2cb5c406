"""The tests that the threat model names are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "threat-model.md"


def named() -> list[tuple[str, str]]:
    """File and function of each test in the table of cases; a name without a file is of the file before it."""
    found, file = [], ""
    for given, test in re.findall(r"`([\w/.]*)::(\w+)`", PAGE.read_text()):
        file = given or file
        found.append((file, test))
    return found


def test_every_case_names_a_test_that_is_there() -> None:
    rows = named()
    assert len(rows) > 20
    for file, test in rows:
        tree = ast.parse((ROOT / "tests" / file).read_text())
        assert test in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}, (
            f"{file}::{test}"
        )
