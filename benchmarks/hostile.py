"""A folder in which good reports lie beside input that no desk would send, through ``twosource brief``.

``python -m benchmarks.hostile``. Every good report has to be in the brief, every bad input set aside with a reason, and
the process has to stay under the limits. Then one paragraph without a break, twice and four times as long, through the
stages that read a text: processor time against the length, and the most memory.
"""

from __future__ import annotations

import gzip
import itertools
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.texts import five, news

LIMIT_MEGABYTES = 800
# Twice as long may cost so many times as much; once over, a stage looks at each place from each other.
LIMIT_RATIO = 2.6
LENGTHS = (125_000, 250_000, 500_000)
WORDS = 19_000_000  # characters, just under what may be read

BAD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 100,
    "bomb.txt.gz": gzip.compress(b"a " * 10_000_000),
    "deep.json": b"[" * 100_000,
    "damaged.txt": b"caf\xc3 \xff\xfe damaged \x81\x82 text here" * 50,
    "page.html": b"<div>" * 150_000,
    "half.json": b'{"text": "half of a',
}


def folder(place: Path) -> tuple[set[str], set[str]]:
    """Good and bad input in a folder; the names of the good, and of the bad."""
    good = {"words.txt", "paragraph.txt"}
    for path in five():
        (place / path.name).write_bytes(path.read_bytes())
        good.add(path.name)
    for name, data in BAD.items():
        (place / name).write_bytes(data)
    chance = random.Random(5)
    known = sorted({word for text in news(10) for word in text.split() if word.isalpha()})
    (place / "words.txt").write_text(
        " ".join(chance.choice(known) for _ in range(WORDS // 6))[:WORDS], "utf-8"
    )
    (place / "paragraph.txt").write_text(paragraph(1_000_000), "utf-8")
    return good, set(BAD)


def paragraph(size: int) -> str:
    """One paragraph of news of so many characters, without a line's end."""
    text = " ".join(word for each in news(150)[:150] for word in each.split()) + " "
    return (text * (size // len(text) + 1))[:size]


def brief() -> bool:
    """Whether the whole folder went well."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        good, bad = folder(place)
        began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        out = subprocess.run(
            [sys.executable, "-m", "twosource", "brief", name, "--format", "json", "--quiet"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        spent, usage = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        told = json.loads(out.stdout)
        there = {Path(report["path"]).name for story in told["stories"] for report in story["reports"]}
        aside = {Path(one["path"]).name.split("#")[0]: one["reason"] for one in told["set_aside"]}
    megabytes = usage.ru_maxrss / 1024
    processor = usage.ru_utime + usage.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"{len(good)} good reports (one of {WORDS / 1e6:.0f} MB), {len(bad)} bad inputs: {len(good & there)} in the "
        f"brief, {len(bad & aside.keys())} set aside; {spent:.0f} s ({processor:.0f} s of processor), "
        f"{megabytes:.0f} MB (at most {LIMIT_MEGABYTES})",
        flush=True,
    )
    return good <= there and bad == aside.keys() and all(aside.values()) and megabytes <= LIMIT_MEGABYTES


def lengths() -> bool:
    """Whether one paragraph is read in time that follows its length."""
    from twosource.language.english import English
    from twosource.model import Report
    from twosource.stages.dissect import dissect, texts
    from twosource.stages.extract import told

    language = English()
    list(language.parse(["The first parse loads the model."]))
    spent: list[tuple[float, float, float]] = []
    print("| characters | parse | dissect | extract | MB |\n|---|---|---|---|---|")
    for size in LENGTHS:
        report = Report(
            "r", "r.txt", paragraph(size), "", language="en", publisher="P", published_at="2031-05-06"
        )
        at = [time.process_time()]
        parses = dict(zip(texts(report), language.parse(texts(report)), strict=True))
        at.append(time.process_time())
        dissection = dissect(report, parses)
        at.append(time.process_time())
        told(dissection)
        at.append(time.process_time())
        spent.append((at[1] - at[0], at[2] - at[1], at[3] - at[2]))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"| {size:,} | {' | '.join(f'{each:.2f} s' for each in spent[-1])} | {memory:.0f} |", flush=True
        )
    worst = 0.0
    for short, long in itertools.pairwise(spent):
        ratios = [b / a for a, b in zip(short, long, strict=True)]
        worst = max(worst, *ratios)
        print("twice as long: " + ", ".join(f"{each:.2f}" for each in ratios))
    print(f"the worst {worst:.2f} (at most {LIMIT_RATIO})")
    return worst <= LIMIT_RATIO


if __name__ == "__main__":
    sys.exit(0 if all([lengths(), brief()]) else 1)
