"""Statements -> claims, sources and their edges; reports -> stories. Pure, and independent of order.

``stories`` groups the reports of one event; ``sources`` joins the names of one source; ``claims`` joins the
statements of one claim and relates claims.
"""

from __future__ import annotations

from .claims import claims
from .rewrites import rewrites
from .sources import sources
from .stories import Stories, stories

__all__ = ["Stories", "claims", "rewrites", "sources", "stories"]
