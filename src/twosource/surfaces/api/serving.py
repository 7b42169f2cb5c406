"""How the server serves: one frozen value beside the desk's own settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MEGABYTE = 1_000_000
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Limit:
    """So many calls a minute, of which ``at_once`` may come without a pause."""

    a_minute: float
    at_once: int


@dataclass(frozen=True, slots=True)
class Serving:
    """What ``twosource serve`` is told, and what bounds its answers.

    ``url`` is the address that people type where a proxy with TLS stands before the server. With
    ``open_reading`` whoever reaches the port may read; to write, one always signs in.
    """

    host: str = "127.0.0.1"
    port: int = 8750
    url: str | None = None
    open_reading: bool = False
    watch: bool = False  # look at watched places and send alerts meanwhile
    max_upload: int = 50 * MEGABYTE
    session_hours: float = 12.0
    limits: Mapping[str, Limit] = field(
        default_factory=lambda: {
            "api": Limit(600, 300),  # a person, or an address of nobody's
            "sign-in": Limit(10, 5),  # an account's name
            "address": Limit(30, 15),  # an address at the doors: sign-in, set-up
            "work": Limit(60, 30),  # ingest and extract, a person
        }
    )
