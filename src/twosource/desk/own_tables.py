"""A desk's own agencies, outlets and owners: where the file is, what it says now, and what is in force with it."""

from __future__ import annotations

import logging
from pathlib import Path

from ..config import Settings
from ..data import Additions
from ..data.added import NONE
from ..errors import UsageError

logger = logging.getLogger(__name__)

# Beside the store, the first of these that is there.
BESIDE = ("sources.toml", "sources.json")
Seen = tuple[Path, int, int]


def own_file(settings: Settings) -> Path | None:
    """The file that the settings name, else the one beside the store; None where there is none."""
    if settings.sources is not None:
        return settings.sources
    if settings.db is None:
        return None
    return next((path for name in BESIDE if (path := settings.db.parent / name).is_file()), None)


class OwnTables:
    """The file's entries, read again when it was changed.

    A file that is wrong at the start is an error. One that is spoilt while a desk is open is told once in the log, and
    what it said before holds until it is mended: a server does not stop for a slip.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._seen: Seen | None = None
        self._known: Additions | None = None

    def now(self) -> Additions:
        """What the file says. Raises UsageError where it cannot be used and never could."""
        path = own_file(self._settings)
        seen = _state(path) if path else None
        if self._known is not None and seen == self._seen:
            return self._known
        try:
            found = self._read(path)
        except UsageError as error:
            if self._known is None:
                raise
            logger.error("%s What it said before is in force.", error)
            found = self._known
        self._seen, self._known = seen, found
        return found

    @staticmethod
    def _read(path: Path | None) -> Additions:
        if path is None:
            return NONE
        from ..data.own_file import read_additions

        return read_additions(path)


def _state(path: Path) -> Seen | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return path, found.st_mtime_ns, found.st_size
