"""One event told in two languages: likeness of meaning, from vectors of a multilingual encoder, where one is there.

Words say nothing across languages; the opening's meaning does, and the numbers in it. On openings in English, Russian,
Korean and German the encoder gave .55 to .86 for one event and .53 at most for others of the same war.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ....model import Report
from ...terms import weight
from .likeness import nearness
from .profile import Profile, opening_of

# A cosine of UNLIKE is no likeness; from there on it rises this steeply on the scale of words.
UNLIKE, SLOPE = 0.45, 1.6
# Two telling numbers in both openings make one event that much likelier.
TELLING, NUMBERS, GAIN = 3.0, 2, 1.2
LEAST = 0.05
ENCODED = 400
BLOCK = 512


def encoded(report: Report) -> str:
    """What of a report is encoded: its title and how it opens."""
    return f"{report.title or ''}\n{opening_of(report)}".strip()[:ENCODED]


def abroad(a: Profile, b: Profile, mine: Sequence[float], theirs: Sequence[float]) -> float:
    """The likeness of two reports in two languages, by what they open with; below 0 where they mean other things."""
    cosine = float(np.dot(np.asarray(mine, np.float32), np.asarray(theirs, np.float32)))
    return (cosine - UNLIKE) * SLOPE * _beside(a, b)


def _beside(a: Profile, b: Profile) -> float:
    """What times and numbers do to a likeness of meaning: a factor."""
    return nearness(a, b) * (GAIN if _same_numbers(a, b) else 1.0)


def across(
    profiles: Sequence[Profile], meanings: Mapping[str, Sequence[float]]
) -> dict[tuple[int, int], float]:
    """The likeness of every pair (i < j) in two languages whose openings mean nearly the same."""
    known = [at for at, each in enumerate(profiles) if each.report_id in meanings]
    if len({profiles[at].language for at in known}) < 2:
        return {}
    vectors = np.array([meanings[profiles[at].report_id] for at in known], dtype=np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    languages = np.unique([profiles[at].language for at in known], return_inverse=True)[1]
    found: dict[tuple[int, int], float] = {}
    for start in range(0, len(known), BLOCK):
        likeness = (vectors[start : start + BLOCK] @ vectors.T - UNLIKE) * SLOPE
        likeness[languages[start : start + BLOCK, None] == languages[None, :]] = 0
        for row, column in zip(*np.nonzero(likeness >= LEAST), strict=True):
            a, b = known[start + int(row)], known[int(column)]
            if a < b:
                found[a, b] = round(float(likeness[row, column]), 6) * _beside(profiles[a], profiles[b])
    return found


def _same_numbers(a: Profile, b: Profile) -> bool:
    shared = (each for each in a.opening if each in b.opening and each[:1].isdigit())
    return sum(weight(each, a.language) >= TELLING for each in shared) >= NUMBERS
