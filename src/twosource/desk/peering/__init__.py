"""Peers: the collections that partners read and write over TAXII, and calling the servers of partners."""

from __future__ import annotations

from .calling import Calling
from .keeping import start
from .shelving import Page, Shelving


class Peering(Calling, Shelving):
    """The verbs of peers (docs/taxii.md)."""


__all__ = ["Page", "Peering", "start"]
