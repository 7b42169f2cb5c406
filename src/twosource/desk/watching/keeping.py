"""Keeping watch: look, assess, deliver, again and again, until told to stop."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ...config import Settings
from ...errors import TwosourceError
from ...model import Look

if TYPE_CHECKING:
    from .. import Desk

logger = logging.getLogger(__name__)

Assess = Callable[["Desk"], object]
Seen = Callable[[Look], object]
# However far off the next look is: what others wrote into the store is noticed, and a new place is begun.
LONGEST_SLEEP = 2.0
SHORTEST_SLEEP = 0.05
AFTER_TROUBLE = 10.0


def in_place(desk: Desk) -> None:
    """Assess what came in here and now."""
    desk.catch_up()


class Keeper:
    """Keeps watch over the store of ``settings``. ``assess`` is called when reports came in."""

    def __init__(self, settings: Settings, assess: Assess = in_place, seen: Seen = lambda look: None) -> None:
        self._settings, self._assess, self._seen = settings, assess, seen
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def run(self, once: bool = False) -> None:
        """Look at what is due until stopped, or once. Raises TwosourceError where the store fails, if once."""
        from .. import Desk

        # Where another assesses, this desk only asks whether it was done.
        with Desk(self._settings, only_reads=self._assess is not in_place) as desk:
            desk.prepare()
            begun = False
            while not self._stopped.is_set():
                try:
                    if not begun:  # what was assessed, and nobody was told of, when the last one ended
                        desk.note_alerts()
                        begun = True
                    for look in desk.collect():
                        self._seen(look)
                    if not desk.assessed():
                        self._assess(desk)
                    desk.deliver()
                except TwosourceError as error:
                    if once:
                        raise
                    logger.error("%s", error)
                    self._stopped.wait(AFTER_TROUBLE)
                if once:
                    return
                self._stopped.wait(self._sleep(desk))

    def start(self) -> None:
        """Keep watch in a thread."""
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> None:
        """Stop; waits for the look that is going on, but not for ever: it can be cut at any moment."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        try:
            self.run()
        except Exception:
            logger.exception("the watch broke; start it again: twosource watch run")

    def _sleep(self, desk: Desk) -> float:
        due = desk.next_due()
        if due is None:
            return LONGEST_SLEEP
        left = (datetime.fromisoformat(due) - datetime.now(UTC)).total_seconds()
        return max(SHORTEST_SLEEP, min(left, LONGEST_SLEEP))


def start(settings: Settings, assess: Assess = in_place, seen: Seen = lambda look: None) -> Keeper:
    """A keeper at work in a thread of this process: ``stop`` it when the process ends."""
    keeper = Keeper(settings, assess, seen)
    keeper.start()
    return keeper
