"""``python -m tests.quality``: every score beside its floor and what others published; ``errors NAME``: the kinds.

Ends with 1 where a score is under its floor. Floors hold for the data whose digest they were measured on.
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.quality.harness import bench, digest_of
from tests.quality.sets import SETS
from twosource import Desk, Reading

SPEED_REPORTS = 20
FLOORS = Path(__file__).with_name("floors.json")
ROW = "{:<28} {:>8} {:>8}  {}"


def main(arguments: list[str]) -> int:
    """The exit code."""
    data = bench()
    if data is None:
        print(
            "The public sets are not here (TWOSOURCE_BENCH, by default ../shared/bench): nothing was measured."
        )
        return 0
    if arguments[:1] == ["errors"]:
        return errors(arguments[1], data)
    floors = json.loads(FLOORS.read_text())
    wanted = arguments or list(SETS)
    print(ROW.format("score", "measured", "floor", "published"))
    failed = [name for name in wanted if not measured(name, data, floors.get(name))]
    print(
        f"\nextract: {words_a_second(data):.0f} words a second here (the ratio to a bare parse: make bench)"
    )
    if failed:
        print(f"\nUnder a floor: {', '.join(failed)}. What it gets wrong: make quality-errors SET=name")
    return 1 if failed else 0


def measured(name: str, data: Path, floor: dict[str, Any] | None) -> bool:
    """Print a set's scores; False where one is under its floor."""
    module = _module(name)
    began = time.perf_counter()
    scores = module.measure(data)
    seconds = time.perf_counter() - began
    same = floor is not None and floor["digest"] == digest_of(module.files(data))
    held = floor["scores"] if floor and same else {}
    print(f"\n{name} ({seconds:.0f} s)" + ("" if same else ": other data than the floors were measured on"))
    for score, value in scores.items():
        under = score in held and value < held[score]
        published = module.PUBLISHED.get(score, "")
        print(
            ROW.format(
                f"  {score}", f"{value:.3f}", held.get(score, "-"), published + ("  UNDER" if under else "")
            )
        )
    missing = held.keys() - scores.keys()
    return not missing and all(scores[score] >= least for score, least in held.items())


def errors(name: str, data: Path) -> int:
    """Print what a set gets wrong, by kind, the most frequent first."""
    if name not in SETS:
        print(f"There is no set {name!r}. Known: {', '.join(SETS)}")
        return 2
    for group, kinds in _module(name).errors(data).items():
        print(f"\n{group}: {sum(kinds.values())}")
        for kind, count in kinds.most_common():
            print(f"  {count:6}  {kind}")
    return 0


def words_a_second(data: Path) -> float:
    """How fast reports are read, parse and rules, once the model is loaded."""
    files = [str(path) for path in sorted((data / "polnear").rglob("text/*.txt"))[:SPEED_REPORTS]]
    with Desk() as desk:
        list(desk.extract(files[:1]))
        began = time.perf_counter()
        read = [one.dissection.report for one in desk.extract(files) if isinstance(one, Reading)]
        return sum(len(report.text.split()) for report in read) / (time.perf_counter() - began)


def _module(name: str) -> ModuleType:
    return import_module(f"tests.quality.sets.{name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
