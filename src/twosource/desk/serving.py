"""What a server asks of its desk beside the verbs: a store to begin with, and the state of what is derived."""

from __future__ import annotations

from .opened import Opened


class Serving(Opened):
    """The verbs prepare and catch_up, and the state."""

    def prepare(self) -> None:
        """Make the store if it is not there, and see that it opens. Raises UsageError, StoreError."""
        self._place()
        _ = self._store.kept

    def catch_up(self) -> None:
        """Assess what was kept and not assessed, or assessed by other rules."""
        self._catch_up()
