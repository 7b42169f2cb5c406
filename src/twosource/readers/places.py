"""A watched place -> what is new or changed in it since the last look, one entry at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from ..model import Item, Mark, PlaceKind, Pulse, SetAside, Subscription
from ..text import is_address
from ..text.decoding import Refused
from . import sitemaps
from .files import Files
from .web import Document, Unfetched, Way, fetch, tidy
from .web.entries import Entry, listed, page
from .web.fetching import unpacked
from .web.manners import Manners

MOST_PAGES = 50  # fetched in one look; the rest comes in the next ones
MOST_TRIES = 5
INNER = 20  # sitemaps of an index that are read in one look
BACKLOG = 50  # addresses of a sitemap that are fetched at the first look; older ones are known to be old
LITTLE = 600  # characters: an item with less is a teaser, and its page is fetched
SETTLED_SECONDS = 1.0  # a file that was written to a moment ago is left for the next look

Due = Callable[[Mark], bool]


@dataclass(frozen=True, slots=True)
class Got:
    """One entry that is new or changed, with its reports, or with why there are none.

    ``name`` is the document's for good, so that its next version is known as one; ``document`` are the bytes of
    the feed that an inline item stands in. ``again`` says whether an ``error`` may pass.
    ``also`` are entries that are known to be old.
    """

    entry: Entry
    name: str
    items: tuple[Item | SetAside, ...] = ()
    document: bytes | None = None
    error: str | None = None
    again: bool = False
    also: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """How a look ended. ``unfinished`` where entries are left for the next; ``asked`` are a host's seconds to wait."""

    error: str | None = None
    asked: float | None = None
    unfinished: bool = False
    unchanged: bool = False  # the host said so (304)
    etag: str | None = None
    modified: str | None = None


class Places:
    """The looks at watched places. ``due`` says of a page's mark whether it is time to look at the page again."""

    def __init__(self, way: Way, manners: Manners, now: datetime, due: Due) -> None:
        self._way, self._manners, self._now, self._due = way, manners, now, due

    def look(
        self, subscription: Subscription, pulse: Pulse, marks: Mapping[str, Mark]
    ) -> Iterator[Got | Ended]:
        """What is new or changed against the marks, and at the end how the look ended; nothing is raised."""
        looks = {
            "feed": self._feed,
            "page": self._page,
            "sitemap": self._sitemap,
            "folder": self._folder,
            "telegram": self._folder,
        }
        try:
            yield from looks[subscription.kind](subscription, pulse, marks)
        except Unfetched as error:
            yield Ended(str(error), error.after)
        except Refused as refusal:
            yield Ended(str(refusal))
        except OSError as error:
            yield Ended(f"unreadable: {(error.strerror or str(error)).lower()}; check the place")

    # --- kinds of places

    def _page(
        self, subscription: Subscription, pulse: Pulse, marks: Mapping[str, Mark]
    ) -> Iterator[Got | Ended]:
        document = self._fetched(subscription.place, pulse)
        if document.body is not None:
            url = tidy(subscription.place)
            mark = document.fetched.sha256
            known = marks.get(url)
            if known is None or known.mark != mark or known.tries:
                entry = Entry(url, mark, url)
                yield Got(entry, f"page {document.fetched.final_url}", (page(url, document),))
        yield _ended(document)

    def _feed(
        self, subscription: Subscription, pulse: Pulse, marks: Mapping[str, Mark]
    ) -> Iterator[Got | Ended]:
        document = self._fetched(subscription.place, pulse)
        if document.body is None:
            yield _ended(document)
            return
        body = unpacked(document.body, self._way.bounds.bytes)
        entries = [
            entry for entry in listed(subscription.place, body, document.fetched) if self._open(entry, marks)
        ]
        pages = 0
        for entry in reversed(entries):  # the oldest first: reports are kept in the order they came out
            wanted = _follows(subscription, entry)
            if wanted and pages >= MOST_PAGES:
                continue
            pages += wanted
            yield self._entry(subscription, entry, wanted, document.body)
        left = sum(_follows(subscription, entry) for entry in entries) > MOST_PAGES
        yield Ended(unfinished=True) if left else _ended(document)

    def _sitemap(
        self, subscription: Subscription, pulse: Pulse, marks: Mapping[str, Mark]
    ) -> Iterator[Got | Ended]:
        document = self._fetched(subscription.place, pulse)
        if document.body is None:
            yield _ended(document)
            return
        found = _same_host(subscription.place, self._listed(document))
        inner, addresses, left = [each for each in found if each.inner], list(found), False
        if inner:
            addresses, done, left = self._inner(inner, marks)
            yield from done
        entries = [Entry(each.url, each.changed, each.url) for each in addresses if not each.inner]
        new = [entry for entry in entries if self._open(entry, marks)]
        begun = f"sitemap {subscription.place}"
        if begun not in marks:  # what is old when the watch begins is no news
            yield Got(Entry(begun, ""), begun, also=tuple(new[BACKLOG:]))
            new = new[:BACKLOG]
        for entry in reversed(new[:MOST_PAGES]):
            yield self._entry(subscription, entry, True, None)
        yield Ended(unfinished=True) if left or len(new) > MOST_PAGES else _ended(document)

    def _listed(self, document: Document) -> list[sitemaps.Listed]:
        return sitemaps.listed(unpacked(document.body or b"", self._way.bounds.bytes))

    def _inner(
        self, inner: list[sitemaps.Listed], marks: Mapping[str, Mark]
    ) -> tuple[list[sitemaps.Listed], list[Got], bool]:
        """The addresses of the sitemaps of an index that were changed, these as dealt with, and whether some are left."""
        changed = [
            each
            for each in inner
            if not each.changed
            or (mark := marks.get(f"sitemap {each.url}")) is None
            or mark.mark != each.changed
        ]
        found: list[sitemaps.Listed] = []
        done = []
        for each in changed[:INNER]:
            found += _same_host(each.url, self._listed(fetch(each.url, self._way, may=self._manners.may)))
            done.append(Got(Entry(f"sitemap {each.url}", each.changed), ""))
        return found, done, len(changed) > INNER

    def _folder(
        self, subscription: Subscription, pulse: Pulse, marks: Mapping[str, Mark]
    ) -> Iterator[Got | Ended]:
        if not os.path.isdir(subscription.place):
            raise Refused("nothing is there: no folder of that name; check the spelling, or mount the disk")
        unsettled = False
        for path, status in _files(subscription.place, subscription.kind == "telegram"):
            mark = f"{status.st_mtime_ns} {status.st_size}"
            known = marks.get(path)
            if known is not None and known.mark == mark and not known.tries:
                continue
            if self._now.timestamp() - status.st_mtime < SETTLED_SECONDS:
                unsettled = True
                continue
            entry = Entry(path, mark)
            yield Got(entry, f"file {path}", tuple(Files(self._way.bounds.bytes).read([path])))
        yield Ended(unfinished=unsettled)

    # --- entries

    def _open(self, entry: Entry, marks: Mapping[str, Mark]) -> bool:
        """True where an entry was never dealt with, was changed, failed, or its page is due for another look."""
        known = marks.get(entry.key)
        if known is None or known.mark != entry.mark or known.tries:
            return True
        return entry.url is not None and known.looks > 0 and self._due(known)

    def _entry(self, subscription: Subscription, entry: Entry, wanted: bool, document: bytes | None) -> Got:
        """The entry with its page, or as it stands in the feed."""
        name = f"page {entry.url}" if wanted else f"{subscription.id} {entry.key}"
        if not wanted:
            items = (entry.item,) if entry.item else ()
            reason = None if items else "no text found: the feed gives only a title; follow its links"
            return Got(entry, name, items, document, reason)
        try:
            fetched = fetch(entry.url or "", self._way, may=self._manners.may)
            return Got(entry, f"page {fetched.fetched.final_url}", (page(entry.url or "", fetched),))
        except Unfetched as error:
            if (
                entry.item is not None and not error.again
            ):  # its page is closed to us: what the feed says of it
                return Got(entry, name, (entry.item,), document)
            return Got(entry, name, error=str(error), again=error.again)
        except Refused as refusal:
            return Got(entry, name, error=str(refusal))

    def _fetched(self, place: str, pulse: Pulse) -> Document:
        known = {"If-None-Match": pulse.etag, "If-Modified-Since": pulse.modified}
        headers = {name: value for name, value in known.items() if value}
        return fetch(place, self._way, headers, self._manners.may)


def kind_of(place: str, way: Way) -> PlaceKind:
    """What a place is, found out by looking at it once. Raises Refused."""
    if not is_address(place):
        if not os.path.isdir(place):
            raise Refused("nothing is there: neither a folder nor a web address; check the spelling")
        exported = any(
            name == "result.json" or (name.startswith("messages") and name.endswith(".html"))
            for name in os.listdir(place)
        )
        return "telegram" if exported else "folder"
    document = fetch(place, way)
    body = unpacked(document.body or b"", way.bounds.bytes)
    if sitemaps.is_sitemap(body):
        return "sitemap"
    try:
        listed(place, body, document.fetched)
    except Refused as refusal:
        if str(refusal).startswith(("bomb", "too large")):
            raise
        return "page"
    return "feed"


def _follows(subscription: Subscription, entry: Entry) -> bool:
    if entry.url is None or subscription.follow == "never":
        return False
    if subscription.follow == "always" or entry.item is None:
        return True
    return len(str(entry.item.fields.get("text", ""))) < LITTLE


def _ended(document: Document) -> Ended:
    return Ended(
        unchanged=document.body is None,
        etag=document.header("etag"),
        modified=document.header("last-modified"),
    )


def _same_host(place: str, found: list[sitemaps.Listed]) -> list[sitemaps.Listed]:
    """The addresses of the sitemap's own site: a sitemap speaks for no other."""
    own = _host(place)
    return [each for each in found if own is not None and _host(each.url) == own]


def _host(url: str) -> str | None:
    """The host of an address without "www."; None where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _files(folder: str, exported: bool) -> Iterator[tuple[str, os.stat_result]]:
    """Every file to the bottom, by name, without hidden ones; of exported chats the messages alone, once."""
    for inner, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith("."))
        if exported:
            files = [name for name in files if _messages(name)]
            files = ["result.json"] if "result.json" in files else files
        for name in sorted(files):
            path = os.path.join(inner, name)
            if not name.startswith(".") and os.path.isfile(path):
                yield path, os.stat(path)


def _messages(name: str) -> bool:
    return name == "result.json" or (name.startswith("messages") and name.endswith(".html"))
