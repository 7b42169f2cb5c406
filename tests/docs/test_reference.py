"""The reference pages say what the program does."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from twosource import config, errors
from twosource.surfaces import cli

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_command_reference_is_the_programs_own_help() -> None:
    command = [
        sys.executable,
        "-m",
        "typer",
        "twosource.surfaces.cli",
        "utils",
        "docs",
        "--name",
        "twosource",
    ]
    made = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout
    assert made.strip() == (DOCS / "cli.md").read_text("utf-8").strip(), "run: make docs"


@pytest.mark.parametrize("field", fields(config.Settings), ids=lambda field: field.name)
def test_every_setting_is_documented_with_its_default(field: object) -> None:
    name, default = field.name, field.default  # type: ignore[attr-defined]
    row = next(
        line for line in (DOCS / "settings.md").read_text().splitlines() if line.startswith(f"| `{name}`")
    )
    assert f"`TWOSOURCE_{name.upper()}`" in row
    assert default is None or str(default).lower() in row


def test_every_error_is_documented_with_its_exit_code() -> None:
    page = (DOCS / "settings.md").read_text()
    tree = [
        value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, Exception)
    ]
    for error in tree:
        if error is not errors.TwosourceError:
            code = next(code for kind, code in cli.EXITS.items() if issubclass(error, kind))
            assert f"| `{error.__name__}` | {code} |" in page
        assert error.__name__ in (errors.__doc__ or "")


def test_every_command_gives_an_example_and_says_its_options() -> None:
    page = (DOCS / "cli.md").read_text()
    commands = [command.callback for command in cli.app.registered_commands]
    for command in commands:
        assert command is not None
        assert re.search(rf"Example.*`.*twosource {command.__name__}", command.__doc__ or "", re.DOTALL)
        assert f"## `twosource {command.__name__}`" in page
