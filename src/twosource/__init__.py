"""Twosource: what is claimed, who said it first, and who truly stands behind it.

    from twosource import Desk

    with Desk() as desk:
        brief = desk.brief(["reports/"])

Everything else is loaded when it is first asked for, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from .config import Settings
    from .desk import Desk
    from .errors import LanguageMissing, NothingRead, StoreError, TwosourceError, UnknownId, UsageError
    from .model import Assessment, Brief, Claim, Figure, Reading, Report, SetAside, Statement, Told

__all__ = [
    "Assessment",
    "Brief",
    "Claim",
    "Desk",
    "Figure",
    "LanguageMissing",
    "NothingRead",
    "Reading",
    "Report",
    "SetAside",
    "Settings",
    "Statement",
    "StoreError",
    "Told",
    "TwosourceError",
    "UnknownId",
    "UsageError",
    "__version__",
]

_HOMES = {"Desk": "desk", "Settings": "config"} | dict.fromkeys(
    ("LanguageMissing", "NothingRead", "StoreError", "TwosourceError", "UnknownId", "UsageError"), "errors"
)


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES.get(name, 'model')}", __name__), name)
