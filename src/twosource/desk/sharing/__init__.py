"""Sharing with partner desks: with whom, what goes, what came, and who may see what is withheld."""

from __future__ import annotations

from .partners import Partners
from .receiving import Receiving
from .sending import Outgoing, Preview, Sending
from .showing import Revealing


class Sharing(Sending, Receiving, Revealing, Partners):
    """The verbs of sharing (docs/sharing.md)."""


__all__ = ["Outgoing", "Preview", "Sharing"]
