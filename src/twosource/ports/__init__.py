"""The doors to the outside: what a reader, a language and a store must offer."""

from __future__ import annotations

from .accounts import Accounts
from .alerts import Alerts
from .bearing import Bearing, Drawn, Ties
from .collections import Collections
from .engine import Crew, SetDerived
from .exchange import Exchange
from .lookup import Lookup, Shelf
from .reading import Encoder, Language, Reader
from .record import Acts, Ledger
from .store import Kept, Store
from .touched import CROWD, PARTS, Group, Marks, Near, Touched, Touches
from .watches import Watches

__all__ = [
    "CROWD", "PARTS", "Accounts", "Acts", "Alerts", "Bearing", "Collections", "Crew", "Drawn", "Encoder", "Exchange", "Group",
    "Kept", "Language", "Ledger", "Lookup", "Marks", "Near", "Reader", "SetDerived", "Shelf", "Store", "Ties", "Touched",
    "Touches", "Watches",
]  # fmt: skip
