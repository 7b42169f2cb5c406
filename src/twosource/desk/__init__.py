"""The verbs. A Desk works over one store and alone picks the adapters; every surface calls these.

Each file beside this one holds the verbs of one kind; ``opened`` is what they all work over.
"""

from __future__ import annotations

from .accounts import People
from .asking import Asking
from .deciding import Deciding
from .looking import Looking
from .reading import Reads
from .serving import Serving
from .upkeep import Upkeep


class Desk(Reads, Asking, Looking, Deciding, People, Serving, Upkeep):
    """A desk over ``settings.db``, or over a temporary store. Close it, or use it as a context.

    ``done`` is told of progress: ("kept" | "read" | "assessed", how many more).
    """


__all__ = ["Desk"]
