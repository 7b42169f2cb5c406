"""What the tables of agencies, outlets and owners say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of the tables in force; ``origin`` is who wrote it: Twosource, or a file of the desk and its line.

    ``origin`` is None for a publisher that no table knows; ``reports`` is then how many reports it published here.
    """

    kind: Literal["agency", "outlet", "owner"]
    id: str
    name: str
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    owner: str | None = None
    origin: str | None = None
    reports: int | None = None
