"""The examples of docs/library.md run, and the routes of docs/api.md are those that there are."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from twosource.surfaces.api import mounted, rules

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "library.md").read_text("utf-8"), re.S)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example's reports."""
    made = tmp_path_factory.mktemp("library")
    shutil.copytree(ROOT / "examples" / "reports", made / "reports")
    return made


def test_there_are_examples() -> None:
    assert len(BLOCKS) >= 6


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_an_example_runs_and_prints(
    block: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    exec(compile(block, "docs/library.md", "exec"), {"__name__": "example"})
    assert capsys.readouterr().out.strip()


def test_every_route_of_this_page_is_there_and_none_is_left_out() -> None:
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    own = (
        "twosource.surfaces.api." + name for name in ("asking", "reading", "deciding", "accounts", "health")
    )
    names = set(own)
    for prefix, router in mounted():
        for path, route in rules.routes(router, prefix):
            if route.endpoint.__module__ in names:
                shown = re.sub(r"\{number[^}]*\}", "NUMBER", re.sub(r"\{name\}", "NAME", path))
                shown = re.sub(r"\{[^}]+\}", "ID", shown)
                assert shown in page, f"docs/api.md does not speak of {shown}"
