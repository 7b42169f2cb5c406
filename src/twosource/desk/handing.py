"""Documents handed over as bytes with their names: uploads, messages, what another program holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import pipeline
from ..errors import UsageError
from ..model import Reading, Report, SetAside
from .opened import now
from .reading import Reads

# So many names of reports stand in one line of the audit log.
NAMED = 20


class Handing(Reads):
    """The verbs hand_in, bring_in and extract_from: ingest and extract of documents that are no files of this machine."""

    def hand_in(
        self, documents: Sequence[tuple[str, bytes]], by: str, assess: bool = True
    ) -> Iterator[tuple[Report | SetAside, bool]]:
        """Each document once it is safe, and whether it is new; at the end all is assessed, if wanted.

        Who handed them in is in the audit log.
        """
        new: list[str] = []
        known = refused = 0
        for one, is_new in pipeline.keep(self._handed(documents), self._store, self.settings.batch):
            self._done("kept", 1)
            if isinstance(one, SetAside):
                refused += 1
            else:
                known += not is_new
                new += [one.report.id] if is_new else []
            yield (one if isinstance(one, SetAside) else one.report), is_new
        said = {"new": str(len(new)), "known": str(known), "set_aside": str(refused)}
        said |= {"reports": " ".join(new[:NAMED])} if new else {}
        self._store.ledger.append(by, "ingest", "reports", said, now())
        if assess:
            self._catch_up()

    def bring_in(self, address: str, by: str) -> Iterator[tuple[Report | SetAside, bool]]:
        """What is at an address on the web, each once it is safe, and whether it is new. It is not assessed yet.

        Who brought it in is in the audit log. Raises UsageError for a place that is not on the web: whoever may
        bring in an address may not read this machine's files by it.
        """
        from ..text import is_address

        if not is_address(address):
            raise UsageError("That is no web address. It begins with http:// or https://.")
        new: list[str] = []
        for one, is_new in pipeline.keep(self._arrivals((address,)), self._store, self.settings.batch):
            new += [one.report.id] if is_new and not isinstance(one, SetAside) else []
            yield (one if isinstance(one, SetAside) else one.report), is_new
        said = {"new": str(len(new)), "reports": " ".join(new[:NAMED])}
        self._store.ledger.append(by, "ingest", address, said, now())

    def extract_from(self, documents: Sequence[tuple[str, bytes]]) -> Iterator[Reading | SetAside]:
        """What each document says, and each that was set aside. Keeps nothing."""
        yield from self._said(self._handed(documents))

    def _handed(self, documents: Sequence[tuple[str, bytes]]) -> Iterator[pipeline.Arrival]:
        from ..readers.files import Files

        items = Files(self.settings.max_bytes).documents(documents)
        return pipeline.admitted(items, self.settings.published, now())
