"""Files, folders, globs and standard input -> items, one at a time. What cannot be read is set aside.

Nothing here holds more than one document; a folder of a million files costs no more memory than its longest.
"""

from __future__ import annotations

import errno
import glob
import io
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import BinaryIO

from ..model import Item, SetAside
from ..text.decoding import Refused
from . import containers, streams, telegram
from .globs import matching

MAX_BYTES = 20_000_000
MAX_DEPTH = 40  # folders within folders

_FORMATS = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".json": "json", ".jsonl": "lines", ".ndjson": "lines", ".xml": "feed", ".rss": "feed",
    ".atom": "feed",
}  # fmt: skip
# Text that is no report: in a folder it is set aside, named by itself it is read.
_OTHERS = frozenset((
    ".csv", ".tsv", ".py", ".js", ".ts", ".css", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".sql", ".sh", ".bat", ".ann",
    ".c", ".h", ".cpp", ".java", ".go", ".rs", ".ipynb", ".tex", ".bib", ".svg", ".log", ".lock", ".map",
))  # fmt: skip
_ERRORS = {
    errno.ENOENT: "a symbolic link to nothing; remove it or restore what it points to",
    errno.ELOOP: "a symbolic link that leads back to itself; remove it",
    errno.EACCES: "unreadable: permission denied; allow this user to read it",
    errno.EPERM: "unreadable: permission denied; allow this user to read it",
    errno.ENAMETOOLONG: "unreadable: its path is too long; move it up or rename it",
}
_KINDS = {
    stat.S_IFSOCK: "a socket",
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class Files:
    """The Reader for local places; a report over ``max_bytes`` (unpacked) is set aside."""

    def __init__(
        self, max_bytes: int = MAX_BYTES, *, max_depth: int = MAX_DEPTH, stdin: BinaryIO | None = None
    ) -> None:
        self._max_bytes = max_bytes
        self._max_depth = max_depth
        self._stdin = stdin

    def read(self, places: Sequence[str]) -> Iterator[Item | SetAside]:
        """Every document at the places, in their order and by name within a folder; hidden files are left out."""
        seen: set[tuple[int, int]] = set()
        for place in places:
            if place == "-":
                stream = self._stdin if self._stdin is not None else sys.stdin.buffer
                yield from self._document("-", stream, None, None)
                continue
            if "\x00" in place or not (os.path.lexists(place) or glob.has_magic(place)):
                yield SetAside(shown(place), "read", "nothing is there; check the spelling of the path")
                continue
            found = [place] if os.path.lexists(place) else matching(place)
            if not found:
                yield SetAside(
                    shown(place), "read", "nothing matches it; put it in quotes or check the folder"
                )
            for path in found:
                yield from self._walk(path, seen, 0)

    def documents(self, given: Sequence[tuple[str, bytes]]) -> Iterator[Item | SetAside]:
        """Every document in these bytes, each with the name that its file would have."""
        for name, payload in given:
            suffix = os.path.splitext(name.lower().removesuffix(".gz"))[1]
            yield from self._document(shown(name), io.BytesIO(payload), _FORMATS.get(suffix), None)

    def _walk(self, path: str, seen: set[tuple[int, int]], depth: int) -> Iterator[Item | SetAside]:
        try:
            status = os.stat(path)
            kind = stat.S_IFMT(status.st_mode)
            if kind == stat.S_IFREG:
                yield from self._file(path, named=depth == 0)
                return
            if kind != stat.S_IFDIR:
                raise Refused(
                    f"not a file but {_KINDS.get(kind, 'something else')}; give its content with - instead"
                )
            key = (status.st_dev, status.st_ino)
            if key in seen:
                raise Refused("a link to a folder that has been read already; nothing to do")
            if depth > self._max_depth:
                raise Refused(f"too deep: more than {self._max_depth} folders within folders; move it up")
            seen.add(key)
            names = sorted(os.listdir(path))
        except (OSError, Refused) as error:
            yield _refusal(path, error)
            return
        for name in names:
            if not name.startswith("."):
                yield from self._walk(os.path.join(path, name), seen, depth + 1)

    def _file(self, path: str, *, named: bool) -> Iterator[Item | SetAside]:
        name = os.path.basename(path).lower().removesuffix(".gz")
        suffix = os.path.splitext(name)[1]
        if suffix in _OTHERS and not named:
            yield SetAside(
                shown(path), "read", f"not a report: a {suffix} file; name it by itself to read it as text"
            )
            return
        try:
            # Not blocking: what was a file a moment ago may be a pipe by now.
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        except OSError as error:
            yield _refusal(path, error)
            return
        with os.fdopen(handle, "rb") as stream:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                yield SetAside(shown(path), "read", "not a file any more; read it again later", retry=True)
                return
            modified = datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds")
            yield from self._document(shown(path), stream, _FORMATS.get(suffix), modified)

    def _document(
        self, path: str, stream: BinaryIO, form: str | None, modified: str | None
    ) -> Iterator[Item | SetAside]:
        """The item of a file, or the items of a container; a failure half-way sets the rest aside."""
        try:
            chunks = streams.chunks(stream)
            head, chunks = streams.peek(chunks)
            form = containers.form_of(head, form)
            if form == "lines":
                yield from containers.lines(path, chunks, self._max_bytes, modified)
                return
            payload = streams.whole(chunks, self._max_bytes)
            if form == "json":
                yield from containers.records(path, payload, modified)
            elif form == "feed":
                yield from containers.entries(path, payload, modified)
            elif form == "html" and telegram.is_page(payload):
                yield from telegram.page_messages(path, payload)
            else:
                yield Item(path, "html" if form == "html" else "text", payload, modified_at=modified)
        except (OSError, Refused) as error:
            yield _refusal(path, error)


def shown(path: str) -> str:
    """The path as text: bytes of a name that are not UTF-8 are written \\xNN."""
    return (
        os.fsencode(path).decode("utf-8", "backslashreplace")
        if "\x00" not in path
        else path.replace("\x00", "\\x00")
    )


def _refusal(path: str, error: OSError | Refused) -> SetAside:
    if isinstance(error, Refused):
        return SetAside(shown(path), "read", str(error))
    known = _ERRORS.get(error.errno or 0)
    reason = known or f"unreadable: {(error.strerror or str(error)).lower()}; try again"
    return SetAside(shown(path), "read", reason, retry=known is None)
