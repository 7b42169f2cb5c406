"""A process that looks at places and is killed at a stated moment: python -m tests.watching.dying DB WHERE NTH."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from twosource import Desk, Settings
from twosource.stores import alerts, watches


def main(db: str, where: str, nth: int) -> None:
    """Look, assess and note alerts; die before the nth call of a part of the store, or right after its commit."""
    kind, _, name = where.partition(".")
    owner: Any = {"watches": watches.Watches, "alerts": alerts.Alerts}[kind]
    real, calls = getattr(owner, name), 0

    def dying(self: Any, *given: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(self, *given)

    setattr(owner, name, dying)
    with Desk(Settings(db=Path(db), allow_hosts=("127.0.0.1",), gap=0.0, quiet=True)) as desk:
        list(desk.collect())
        desk.catch_up()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
