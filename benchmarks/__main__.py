"""``python -m benchmarks [NAME...]``: every benchmark in turn, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys

BENCHMARKS = (
    "cold_brief",
    "extract_speed",
    "extract_memory",
    "lengths",
    "hostile",
    "stream",
    "keys",
    "partners",
    "ingest_speed",
    "serve",
    "assess",
    "watching",
    "taxii",
)


def main(names: list[str]) -> int:
    """How many of the benchmarks failed."""
    failed = 0
    for name in names or BENCHMARKS:
        print(f"\n== {name}", flush=True)
        failed += subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
