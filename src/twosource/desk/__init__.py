"""The verbs. A Desk works over one store and alone picks the adapters; every surface calls these.

Each file beside this one holds the verbs of one kind; ``opened`` is what they all work over.
"""

from __future__ import annotations

from .accounts import People
from .asking import Asking
from .deciding import Deciding
from .handing import Handing
from .looking import Looking
from .peering import Peering
from .remembering import Remembering
from .serving import Serving
from .showing import Showing
from .tables import Tables
from .upkeep import Upkeep
from .watching import Watching


class Desk(
    Handing,
    Asking,
    Looking,
    Showing,
    Deciding,
    Remembering,
    People,
    Serving,
    Peering,
    Watching,
    Upkeep,
    Tables,
):
    """A desk over ``settings.db``, or over a temporary store. Close it, or use it as a context.

    ``done`` is told of progress: ("kept" | "read" | "assessed", how many more).
    """


__all__ = ["Desk"]
