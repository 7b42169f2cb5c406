"""Looking after the store: copies of it, and its health."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from .. import __version__, pipeline
from ..errors import UsageError
from ..language.english import MODEL, English
from ..model import Check
from .opened import Opened
from .own_tables import own_file


class Upkeep(Opened):
    """The verbs backup, restore and doctor."""

    def backup(self, copy: Path, replace: bool = False) -> Path:
        """Copy the store, which may be in use, to a file, with the desk's own agencies and owners. Raises StoreError.

        The answer is where the copy is.
        """
        from ..stores import upkeep

        return upkeep.backup(self._place(), copy, replace, own_file(self.settings))

    def restore(self, copy: Path, replace: bool = False) -> Path:
        """Bring a copy back as the store, and the agencies and owners that it holds. Raises StoreError, AlreadyThere.

        The answer is where the store is.
        """
        from ..stores import upkeep

        return upkeep.restore(copy, self._place(), replace, own_file(self.settings))

    def doctor(self) -> Iterator[Check]:
        """What is well and what is not: the program's parts first, then the store where one is named."""
        from ..stores import upkeep

        yield Check("program", True, f"Twosource {__version__}, rules {pipeline.rules()}")
        yield _english()
        yield from self._tables()
        if self.settings.db is not None:
            yield from upkeep.examine(self.settings.db)

    def _tables(self) -> Iterator[Check]:
        """The desk's own agencies and owners, where it has any."""
        path = own_file(self.settings)
        if path is None:
            return
        try:
            found = self._own.now()
        except UsageError as error:
            yield Check("agencies and owners", False, str(error))
            return
        counts = f"{len(found.agencies)} agencies, {len(found.outlets)} outlets, {len(found.owners)} owners"
        yield Check("agencies and owners", True, f"{path}: {counts}")


def _english() -> Check:
    there = find_spec(MODEL) is not None
    return Check(
        "English",
        there,
        f"{English.version}" if there else f"{MODEL} is not installed: install twosource again",
    )
