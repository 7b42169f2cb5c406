"""How a message can fail to leave."""

from __future__ import annotations


class Unsent(Exception):
    """A message did not arrive: ``gone`` where the receiver wants no more, ``after`` the seconds it asked for."""

    def __init__(self, reason: str, gone: bool = False, after: float | None = None) -> None:
        super().__init__(reason)
        self.gone, self.after = gone, after
