"""Two assessments of what a watch looks at -> alerts; and when to look again. Pure: time and chance are arguments."""

from __future__ import annotations

from .alerts import Corrected, alerts
from .picture import Thing, picture
from .schedule import digest_at, due_again, next_look, next_try
from .versions import changed, difference

__all__ = [
    "Corrected",
    "Thing",
    "alerts",
    "changed",
    "difference",
    "digest_at",
    "due_again",
    "next_look",
    "next_try",
    "picture",
]
