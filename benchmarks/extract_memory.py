"""The most memory ``extract`` takes, for some reports and for four times as many: it must not grow with them."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.texts import news

SOME, MANY = 130, 520
LIMIT_MEGABYTES = 1000
LIMIT_RATIO = 1.15


def main() -> int:
    """0 where memory is within the limits."""
    few, many = _peak(SOME), _peak(MANY)
    print(
        f"{SOME} reports {few:.0f} MB, {MANY} reports {many:.0f} MB (at most {LIMIT_MEGABYTES} MB), ratio {many / few:.2f} (at most {LIMIT_RATIO})"
    )
    return int(many > LIMIT_MEGABYTES or many / few > LIMIT_RATIO)


def _peak(count: int) -> float:
    """Megabytes at the peak of a fresh process."""
    out = subprocess.run(
        [sys.executable, "-m", __spec__.name, str(count)], capture_output=True, text=True, check=True
    )
    return float(out.stdout)


def measure(count: int) -> None:
    """Extract so many reports and print the peak of this process."""
    from twosource import Desk

    with tempfile.TemporaryDirectory() as folder, Desk() as desk:
        for number, text in enumerate(news(count)[:count]):
            (Path(folder) / f"{number:05}.txt").write_text(text, "utf-8")
        for _ in desk.extract([folder]):
            pass
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    sys.exit(measure(int(sys.argv[1])) if len(sys.argv) > 1 else main())
