"""The command lines of the README, the pages and the help run, on the example's reports, and end with 0.

One store is read before, so that each line costs one short process. Lines with a pipe are left out: they need
other programs; so are lines with a web address, which need a network. What serves until it is stopped has to say
something and be running still.
"""

from __future__ import annotations

import gzip
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from twosource import Desk, Settings

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "reports"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^(?: {4}|\$ )(?:\.venv/bin/)?(twosource [^[{\n]+)$", re.MULTILINE)
INLINE = re.compile(r"(?:^- |Example: )`(twosource [^`|]+)`", re.MULTILINE)
# Ids in the pages are made up, numbers of decisions and of lines of the log too: they stand for those of the store.
MADE_UP = re.compile(r"\b(st|[rscw])-[0-9a-f]{4}\b|(?<=\b(undo) )\d+|(?<=--(erase) )\d+")


def written(page: Path) -> list[str]:
    """The command lines of a page, without their remarks."""
    text = page.read_text("utf-8")
    lines = BLOCK.findall(text) + INLINE.findall(text)
    return [line.split("  #")[0].strip().replace("path/to/reports", "reports/") for line in lines]


COMMANDS = list(dict.fromkeys(line for page in PAGES for line in written(page) if "://" not in line))
# Commands that end only when they are stopped, what they are given on standard input (an assistant speaks first),
# and the seconds in which they must have said something: many, for the machine may be busy.
SERVES = ("twosource serve", "twosource mcp", "twosource watch run --db")
GREETING = (
    b'{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-03-26",'
    b' "capabilities": {}, "clientInfo": {"name": "tests", "version": "1"}}}\n'
)
PATIENCE = 300.0


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
    own = (ROOT / "docs" / "agencies.md").read_text("utf-8")
    (folder / "sources.toml").write_text(own.split("```toml\n")[1].split("```")[0], "utf-8")
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
        decided = desk.decide("confirm", [told.claims[0].claim.id], author="tests", reason="saw it")
        numbers = {"undo": str(decided.number), "erase": str(desk.audit()[-1].number)}
    with Desk(Settings(db=folder / "other.db")) as other:
        other.identity("Desk A")
        other.group("allies", key)
        other.brief([str(folder / "reports")])
        other.mark([r.id for s in other.stories() for r in other.story(s.id).reports][:1], "green")
        other.publish("allies")
        (folder / "allies.json").write_bytes(other.bundle("allies"))
    claim = told.claims[0].claim
    made = {
        "s": told.story.id,
        "c": claim.id,
        "st": claim.statements[0],
        "r": told.reports[0].id,
        "w": watch.id,
    }
    return folder, made | numbers


@pytest.mark.parametrize("line", COMMANDS)
def test_an_example_runs(line: str, desk_with_the_example: tuple[Path, dict[str, str]]) -> None:
    folder, ids = desk_with_the_example
    command = MADE_UP.sub(lambda found: ids[next(filter(None, found.groups()))], line)
    if command.startswith("twosource restore") and not (folder / command.split()[2]).exists():
        shutil.copy(folder / "desk.db", folder / command.split()[2])
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    # Whoever decides has a name, also where the machine tells none.
    told = {"USER": "tests", **os.environ}
    environment = {**told, "PATH": path, "TWOSOURCE_DB": str(folder / "desk.db")}
    if command.startswith(SERVES):
        assert still_there(command, folder, environment)
        return
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8",
        stdin=subprocess.DEVNULL, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def still_there(command: str, folder: Path, environment: dict[str, str]) -> bool:
    """Whether a command that serves says something and is running still; it is ended then."""
    at = [*shlex.split(command), *(("--port", "0") if "twosource serve" in command else ())]
    with tempfile.TemporaryFile() as said:
        running = subprocess.Popen(
            at, cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=said, stderr=subprocess.STDOUT
        )
        assert running.stdin is not None
        try:
            running.stdin.write(GREETING)
            running.stdin.flush()
            until = time.monotonic() + PATIENCE
            while not os.fstat(said.fileno()).st_size and running.poll() is None and time.monotonic() < until:
                time.sleep(0.2)
            time.sleep(1)  # what fails says so in its last moment
            return os.fstat(said.fileno()).st_size > 0 and running.poll() is None
        finally:
            running.terminate()
            running.communicate(timeout=PATIENCE)


def test_every_make_target_that_is_named_exists() -> None:
    made = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in [*PAGES, ROOT / "CONTRIBUTING.md"]:
        named = re.findall(r"(?:^ {4}|`)make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE)
        assert set(named) <= made, page.name
