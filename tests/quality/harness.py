"""What every set needs: where the bench sets are, their digests, and parsed texts at no cost the second time."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterable, Sequence
from pathlib import Path

from twosource.language.english import English
from twosource.model import Dissection, Parse, Report
from twosource.stages.dissect import dissect, texts
from twosource.text import digest

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "parses"
ENGLISH = English()


def bench() -> Path | None:
    """The folder of the public sets (TWOSOURCE_BENCH, default ../shared/bench), or None where it is absent."""
    place = Path(os.environ.get("TWOSOURCE_BENCH", ROOT.parent / "shared" / "bench"))
    return place if place.is_dir() else None


def digest_of(paths: Iterable[Path]) -> str:
    """SHA-256 over the names and bytes of the files, in order of name: which data a score belongs to."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


def report_of(text: str, name: str = "", published_at: str | None = None) -> Report:
    """A bare English report around a text."""
    return Report(
        id=digest(name, text), path=name, text=text, sha256="", language="en", published_at=published_at,
        published_from="meta" if published_at else "none",
    )  # fmt: skip


def dissections(reports: Sequence[Report], cache: str) -> list[Dissection]:
    """The reports taken apart; parses are kept in .cache under the name and the language's version."""
    store = CACHE / f"{cache}-{digest(ENGLISH.version)}.pickle"
    parses: dict[str, Parse] = pickle.loads(store.read_bytes()) if store.exists() else {}
    missing = list(dict.fromkeys(t for r in reports for t in texts(r) if t not in parses))
    if missing:
        parses.update(zip(missing, ENGLISH.parse(missing), strict=True))
        store.parent.mkdir(parents=True, exist_ok=True)
        store.write_bytes(pickle.dumps(parses))
    return [dissect(report, parses) for report in reports]


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Character Jaccard of two spans."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return 0.0 if shared <= 0 else shared / (max(a[1], b[1]) - min(a[0], b[0]))


def f1(found: int, gold: int, hits_found: int, hits_gold: int | None = None) -> tuple[float, float, float]:
    """Precision, recall and F1 from counts."""
    precision = hits_found / found if found else 0.0
    recall = (hits_found if hits_gold is None else hits_gold) / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
