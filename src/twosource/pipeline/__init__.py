"""The stages in order: items in, told stories out. Nothing here touches the outside but through ports.

The parse is the only dear step, so it is told apart: ``read`` parses what the store does not know yet, each
passage once, in any run. ``analyse`` is the rest, a pure function of what the reports say and of what people
decided; ``catch_up`` keeps a store's stories by it, set by set.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from ..model import Reason, Report
from ..ports import Store
from ..stages import narrate
from .analysis import Analysis, analyse
from .decided import amended, in_force
from .following import Done, again, catch_up, derive_set, nothing
from .meaning import Afresh
from .plotting import Given, placed, recredited
from .reading import Arrival, Speaks, admitted, in_batches, keep, read, said
from .remembered import dossier
from .shared import bearing

__all__ = [
    "Afresh", "Analysis", "Arrival", "Done", "Given", "Speaks", "admitted", "again", "amended", "analyse", "catch_up",
    "changes", "derive_set", "dossier", "in_batches", "keep", "nothing", "read", "recredited", "rules", "said",
]  # fmt: skip


@cache
def rules() -> str:
    """A digest of every rule and table: what was derived by others is derived anew."""
    total = hashlib.sha256()
    here = resources.files(__package__.rpartition(".")[0])
    for part in ("model", "text", "identity.py", "language", "stages", "data", "pipeline"):
        for path, file in _files(here.joinpath(part), part):
            total.update(path.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()[:12]


def _files(place: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    if place.is_file():
        yield path, place
        return
    for inner in sorted(place.iterdir(), key=lambda each: each.name):
        if inner.name != "__pycache__":
            yield from _files(inner, f"{path}/{inner.name}")


def changes(
    store: Store, afresh: Afresh, method: Mapping[str, str], known: Callable[[Report], bool], at: datetime
) -> tuple[Reason, ...]:
    """What is new, moved, raised, disputed or withdrawn against the reports and decisions known then."""
    key = ":".join(method.values())
    readings = list(store.readings(key))
    then = [reading for reading in readings if known(reading.dissection.report)]
    decisions = store.decisions()
    decided = (*in_force(decisions, at), *bearing(store, then))
    held = Given(store.members("story"), store.members("claim"), store.redirects(), store.former())
    _, decided, given = placed(readings, decided, held, known, decisions)
    before = analyse(then, afresh, decided, given)
    return narrate.changes(before.told, [told for story in store.stories() if (told := store.told(story.id))])
