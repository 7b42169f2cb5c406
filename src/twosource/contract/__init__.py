"""Typed values -> the dictionaries that others rely on (docs/contract.md, docs/schema). No logic."""

from __future__ import annotations

from .fields import Object, spans
from .people import account, check, decision, entry, known, person, source, token, verified
from .read import custody, figure, ingested, reading, refused, report, report_in_full, set_aside, statement
from .told import brief, claim, claim_in_full, hit, listed, story, timeline
from .watched import alert, look, subscription, version, watch

__all__ = [
    "Object", "account", "alert", "brief", "check", "claim", "claim_in_full", "custody", "decision",
    "entry", "figure", "hit", "ingested", "known", "listed", "look", "person", "reading", "refused", "report",
    "report_in_full", "set_aside", "source", "spans", "statement", "story", "subscription", "timeline",
    "token", "verified", "version", "watch",
]  # fmt: skip
