"""The web as a Reader: addresses given by name, each fetched once, within bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Item, SetAside
from ...text.decoding import Refused
from .addresses import Allowed
from .entries import items
from .fetching import Bounds, Document, Unfetched, Way, fetch, post, tidy

__all__ = ["Allowed", "Bounds", "Document", "Unfetched", "Way", "Web", "fetch", "is_address", "post", "tidy"]


class Web:
    """The Reader for web addresses: a page is a report, a feed or a list of reports gives one an item."""

    def __init__(self, way: Way) -> None:
        self._way = way

    def read(self, places: Sequence[str]) -> Iterator[Item | SetAside]:
        """Every document at the addresses, in their order."""
        for place in places:
            try:
                document = fetch(place, self._way)
                yield from items(place, document, self._way.bounds.bytes)
            except Unfetched as error:
                yield SetAside(place, "read", str(error), retry=error.again)
            except Refused as refusal:
                yield SetAside(place, "read", str(refusal))
