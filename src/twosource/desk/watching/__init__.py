"""Watching: places that are looked at by themselves, watches, their alerts, and the way of these to people."""

from __future__ import annotations

from .collecting import Collecting
from .delivering import Delivering
from .keeping import Keeper, start


class Watching(Collecting, Delivering):
    """The verbs of watching: subscribe, collect, watch, alerts, deliver, versions."""


__all__ = ["Keeper", "Watching", "start"]
