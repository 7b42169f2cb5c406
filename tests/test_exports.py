"""The public door: few names, each documented, and importing them costs nothing until they are used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import twosource

HEAVY = ("spacy", "numpy", "trafilatura", "lxml", "sqlite3", "jinja2", "rensa", "htmldate", "feedparser")


def loaded_by(code: str) -> set[str]:
    """The modules that a fresh process has loaded after some code."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sorted(sys.modules), file=sys.stderr)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.split())


def test_the_public_door_is_small() -> None:
    assert len(twosource.__all__) <= 20
    assert list(twosource.__all__) == sorted(twosource.__all__)


@pytest.mark.parametrize("name", twosource.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(twosource, name)
    assert isinstance(value, str) or (value.__doc__ and not value.__doc__.startswith(f"{name}("))


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="pipeline_of_dreams"):
        _ = twosource.pipeline_of_dreams


def test_importing_the_package_loads_nothing_else() -> None:
    assert {name for name in loaded_by("import twosource") if name.startswith("twosource.")} == set()


@pytest.mark.parametrize(
    "arguments", [["--help"], ["brief", "--help"], ["--version"], ["brief", "--nonsense"]]
)
def test_help_starts_without_a_model(arguments: list[str]) -> None:
    code = f"from twosource.surfaces.cli import main\ntry: main({arguments!r})\nexcept SystemExit: pass"
    loaded = loaded_by(code)
    assert "typer" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_a_reading_verb_loads_no_model() -> None:
    assert loaded_by("from twosource import Desk; Desk().method").isdisjoint(
        {"spacy", "trafilatura", "htmldate"}
    )
