"""A desk served for a browser: a process of its own on a free port of this machine, over a store of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHROMIUM = next(
    (path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), None
)
KURSK = Path(os.environ.get("TWOSOURCE_REPORTS", ROOT / "../shared/reports")) / "kursk"
NAME, PASSWORD = "Ada", "seven lamps over quay"
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")


@dataclass(frozen=True)
class Served:
    """Where a desk answers, and the link that makes its first account (None where there is one)."""

    url: str
    setup: str | None


def reports() -> list[Path]:
    """The reports that the browser drops: the five of one event where they are, else the example's."""
    folder = KURSK if KURSK.is_dir() else ROOT / "examples" / "reports"
    return sorted(path for path in folder.iterdir() if path.is_file())


@contextmanager
def serving(db: Path, *options: str, first: bool = False) -> Iterator[Served]:
    """``twosource serve`` over a store, ended when the block ends. ``first``: nobody has an account yet."""
    command = [sys.executable, "-m", "twosource", "serve", "--db", str(db), "--port", "0", *options]
    log = db.with_suffix(".log")
    with log.open("w") as err:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=err, text=True, cwd=db.parent)
    try:
        yield _said(process, log, first)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _said(process: subprocess.Popen[str], log: Path, first: bool) -> Served:
    """What the server prints when it can be reached."""
    assert process.stdout is not None
    place = None
    for line in process.stdout:
        found = re.search(r" on (http://\S+)", line)
        place = found[1] if found else place
        link = re.search(r"http\S+/setup\?code=\S+", line)
        if place and (link or not first):
            return Served(place, link[0] if link else None)
    raise AssertionError(f"the server did not start: {log.read_text()[-2000:]}")
