"""The command lines of the README, the pages and the help run, on the example's reports, and end with 0.

One store is read before, so that each line costs one short process. Lines with a pipe are left out: they need
other programs; so are lines with a web address, which need a network. What serves until it is stopped has to be
running still after a while.
"""

from __future__ import annotations

import gzip
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from twosource import Desk, Settings

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "reports"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^(?: {4}|\$ )(?:\.venv/bin/)?(twosource [^[{\n]+)$", re.MULTILINE)
INLINE = re.compile(r"(?:^- |Example: )`(twosource [^`|]+)`", re.MULTILINE)
# Ids in the help are made up: they stand for those of the store.
MADE_UP = re.compile(r"\b([rscw])-[0-9a-f]{4}\b")


def written(page: Path) -> list[str]:
    """The command lines of a page, without their remarks."""
    text = page.read_text("utf-8")
    lines = BLOCK.findall(text) + INLINE.findall(text)
    return [line.split("  #")[0].strip().replace("path/to/reports", "reports/") for line in lines]


COMMANDS = list(dict.fromkeys(line for page in PAGES for line in written(page) if "://" not in line))
# Commands that end only when they are stopped, and the seconds after which they must still be there.
SERVES, STEADY = ("twosource serve", "twosource mcp", "twosource watch run --db"), 6.0


@pytest.fixture(scope="module")
def desk_with_the_example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A folder with the files that the lines speak of, and ids that are in its store."""
    folder = tmp_path_factory.mktemp("examples")
    for name in ("reports", "new/reports"):
        shutil.copytree(EXAMPLES, folder / name)
    (folder / "today").mkdir()
    for page in EXAMPLES.glob("*.html"):
        shutil.copy(page, folder / "today")
    lines = next(EXAMPLES.glob("*.jsonl")).read_bytes()
    (folder / "wire.jsonl.gz").write_bytes(gzip.compress(lines))
    with Desk(Settings(db=folder / "desk.db")) as desk:
        told = desk.brief([str(folder / "reports")]).stories[0]
        for name, role in (("Ada", "admin"), ("Bo", "reader")):
            desk.add_person(name, role, "seven lamps over quay", "tests")
        watch, _ = desk.watch("the example")
        key = desk.group("allies").key
        for name in ("Desk A", "Desk B"):
            desk.partner(name)
            desk.join("allies", name)
    with Desk(Settings(db=folder / "other.db")) as other:
        other.identity("Desk A")
        other.group("allies", key)
        other.brief([str(folder / "reports")])
        other.mark([r.id for s in other.stories() for r in other.story(s.id).reports][:1], "green")
        other.publish("allies")
        (folder / "allies.json").write_bytes(other.bundle("allies"))
    made = {"s": told.story.id, "c": told.claims[0].claim.id, "r": told.reports[0].id, "w": watch.id}
    return folder, made


@pytest.mark.parametrize("line", COMMANDS)
def test_an_example_runs(line: str, desk_with_the_example: tuple[Path, dict[str, str]]) -> None:
    folder, ids = desk_with_the_example
    command = MADE_UP.sub(lambda found: ids[found[1]], line)
    if command.startswith("twosource restore") and not (folder / command.split()[2]).exists():
        shutil.copy(folder / "desk.db", folder / command.split()[2])
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "TWOSOURCE_DB": str(folder / "desk.db")}
    if command.startswith(SERVES):
        assert still_there(command, folder, environment)
        return
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8",
        stdin=subprocess.DEVNULL, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def still_there(command: str, folder: Path, environment: dict[str, str]) -> bool:
    """Whether a command that serves is running after a while; it is ended then."""
    running = subprocess.Popen(
        shlex.split(command), cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        running.wait(STEADY)
    except subprocess.TimeoutExpired:
        return True
    finally:
        running.terminate()
        running.wait(20)
    return False


def test_every_make_target_that_is_named_exists() -> None:
    made = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in [*PAGES, ROOT / "CONTRIBUTING.md"]:
        named = re.findall(r"(?:^ {4}|`)make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE)
        assert set(named) <= made, page.name
