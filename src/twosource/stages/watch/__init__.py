"""Two assessments of what a watch looks at -> alerts; and when to look again. Pure: time and chance are arguments."""

from __future__ import annotations

from .alerts import Corrected, alerts
from .picture import picture
from .schedule import digest_at, next_look, next_try
from .versions import changed, difference

__all__ = ["Corrected", "alerts", "changed", "difference", "digest_at", "next_look", "next_try", "picture"]
