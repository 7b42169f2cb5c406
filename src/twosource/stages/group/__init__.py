"""Statements -> claims, sources and their edges; reports -> stories. Pure, and independent of order.

``stories`` groups the reports of one event; ``sources`` joins the names of one source; ``claims`` joins the
statements of one claim and relates claims; ``begun`` dates the events that counts begin with; ``across`` says which reports
speak of another story than their own.
"""

from __future__ import annotations

from .about import across
from .beginnings import begun
from .claims import claims
from .rewrites import rewrites
from .sources import sources
from .stories import Stories, stories

__all__ = ["Stories", "across", "begun", "claims", "rewrites", "sources", "stories"]
