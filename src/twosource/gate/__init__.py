"""What may leave, for whom: markings, and the protection of persons who cannot protect themselves. Pure.

``public`` is the door that every surface uses before it shows a story to anybody but the desk's own people.
"""

from __future__ import annotations

from .gaps import GAP
from .guard import NOTICE, Known, Withheld
from .handling import LEVELS, PUBLIC, Level, Mark, Verdict, allowed, bearing, level, mark, strictest, verdict
from .release import Release, public, reasons, release, sentence, spans

__all__ = [
    "GAP", "LEVELS", "NOTICE", "PUBLIC", "Known", "Level", "Mark", "Release", "Verdict", "Withheld", "allowed", "bearing",
    "level", "mark", "public", "reasons", "release", "sentence", "spans", "strictest", "verdict",
]  # fmt: skip
