"""A web address -> its bytes and how they came. Only http(s), only public hosts, within bounds of size and time."""

from __future__ import annotations

import http.client
import io
import re
import ssl
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from ipaddress import ip_address
from time import monotonic
from typing import BinaryIO, cast
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from ...model import Fetched
from ...text.decoding import Refused
from .. import streams
from . import wire
from .addresses import Address, Allowed, Resolve, Target, checked, public

_KEPT_OUT = frozenset(("set-cookie", "set-cookie2"))
_REDIRECTS = (301, 302, 303, 307, 308)
_AGAIN = (408, 425, 429, 500, 502, 503, 504)
_HOST = re.compile(r"^[A-Za-z0-9_.\-]{1,253}$")
_SAFE = "/:@!$&'()*+,;=~-._%"


class Unfetched(Refused):
    """An address that gave nothing: ``again`` says whether to try later, ``after`` the seconds asked for."""

    def __init__(
        self, reason: str, again: bool = False, status: int | None = None, after: float | None = None
    ) -> None:
        super().__init__(reason)
        self.again, self.status, self.after = again, status, after


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a fetch may go; ``seconds`` is for all of it, redirects included."""

    bytes: int = 20_000_000
    seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Way:
    """How requests are made: who asks, what of the own network may be reached, through which proxy."""

    agent: str = "Twosource"
    allowed: Allowed = field(default_factory=Allowed)
    proxy: str | None = None
    bounds: Bounds = field(default_factory=Bounds)
    resolve: Resolve | None = None
    clock: Callable[[], float] = monotonic


@dataclass(frozen=True, slots=True)
class Document:
    """What came: its bytes, unpacked, and how. ``body`` is None where it is unchanged (304)."""

    body: bytes | None
    fetched: Fetched

    def header(self, name: str) -> str | None:
        """The first header of this name (lower case)."""
        return next((value for known, value in self.fetched.headers if known == name), None)


def fetch(
    url: str,
    way: Way,
    known: Mapping[str, str] | None = None,
    may: Callable[[str], None] | None = None,
) -> Document:
    """The document at an address; ``known`` are the headers of a conditional request. Raises Unfetched.

    ``may`` is asked before each hop, with its address, and raises where robots.txt or politeness forbid it.
    """
    end = way.clock() + way.bounds.seconds
    here, via, inside = tidy(url), list[str](), True
    for _ in range(way.bounds.redirects + 1):
        if may is not None:
            may(here)
        target = aimed(here, way, end)
        if target.inside and not inside:
            raise Unfetched(
                f"not allowed: a public page led to {target.host}, which is your own network; leave it"
            )
        inside = target.inside
        request = _request(here, "GET", {**_asking(way), **(known or {})})
        answer = _asked(request, target, end, way)
        try:
            if answer.status not in _REDIRECTS:
                return _document(url, here, tuple(via), answer, way.bounds)
            via.append(here)
            here = _onward(here, answer.header("location"))
        finally:
            answer.close()
    raise Unfetched(f"too many redirects: over {way.bounds.redirects}; give the address of the page itself")


def post(url: str, body: bytes, headers: Mapping[str, str], way: Way) -> int:
    """Send bytes to an address; the status of the answer, which is not read. Redirects are not followed.

    Raises Unfetched where it did not arrive.
    """
    end = way.clock() + way.bounds.seconds
    here = tidy(url)
    request = _request(here, "POST", {"User-Agent": way.agent, "Connection": "close", **headers}, body)
    answer = _asked(request, aimed(here, way, end), end, way)
    answer.close()
    if 200 <= answer.status < 300:
        return answer.status
    raise _failed(answer)


def tidy(url: str) -> str:
    """The address as it is asked for: ASCII, without its fragment. Raises Unfetched where it is none of ours."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise Unfetched(f"not an address: {url[:200]!r}; check its spelling") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise Unfetched(f"not allowed: {parts.scheme or 'no scheme'}; only http and https are read")
    if parts.username is not None or parts.password is not None:
        raise Unfetched("not allowed: a name and password in the address; remove them")
    host = _ascii(parts.hostname or "")
    place = f"[{host}]" if ":" in host else host
    place += f":{port}" if port is not None else ""
    path = quote(parts.path or "/", safe=_SAFE)
    return urlunsplit((parts.scheme.lower(), place, path, quote(parts.query, safe=_SAFE + "?"), ""))


def aimed(url: str, way: Way, end: float) -> Target:
    """Where to connect for an address. Raises Unfetched."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    try:
        if way.proxy is None:
            return checked(host, port, way.allowed, end - way.clock(), way.resolve)
        # The proxy resolves names, and is the desk's own; what plainly leads inside is refused here too.
        literal = _literal(host)
        closed = host == "localhost" or (literal is not None and not public(literal))
        if closed and not way.allowed.holds(host, port, literal or ip_address("127.0.0.1")):
            raise Unfetched(
                f"not allowed: {host} is no public address; if it is your own, add it to allow_hosts"
            )
        return Target(host, port, host, closed)
    except Unfetched:
        raise
    except Refused as refusal:
        raise Unfetched(str(refusal), again=not str(refusal).startswith("not allowed")) from None


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _ascii(host: str) -> str:
    if ":" in host:
        try:
            return str(ip_address(host))
        except ValueError:
            raise Unfetched(f"not an address: the host {host[:100]!r}; check its spelling") from None
    try:
        name = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        name = ""
    if not _HOST.match(name):
        raise Unfetched(f"not an address: the host {host[:100]!r}; check its spelling")
    return name.lower()


def _asking(way: Way) -> dict[str, str]:
    return {
        "User-Agent": way.agent,
        "Accept": "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/feed+json,"
        "application/json;q=0.9,application/xml;q=0.8,text/plain;q=0.7,*/*;q=0.1",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


def _request(url: str, method: str, headers: Mapping[str, str], body: bytes | None = None) -> wire.Request:
    parts = urlsplit(url)
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return wire.Request(method, parts.scheme, path, headers, body)


def _asked(request: wire.Request, target: Target, end: float, way: Way) -> wire.Answer:
    with _troubles(target.host):
        return wire.ask(request, target, end, way.proxy, way.clock)


def _onward(here: str, location: str | None) -> str:
    if not location:
        raise Unfetched("unreadable: a redirect that leads nowhere; try again later", again=True)
    return tidy(urljoin(here, location))


def _document(url: str, here: str, via: tuple[str, ...], answer: wire.Answer, bounds: Bounds) -> Document:
    unchanged = answer.status == 304
    if not unchanged and not 200 <= answer.status < 300:
        raise _failed(answer)
    with _troubles(urlsplit(here).hostname or here):
        body = None if unchanged else _body(answer, bounds.bytes)
    kept = tuple((name, value) for name, value in answer.headers if name not in _KEPT_OUT)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    digest = sha256(body).hexdigest() if body is not None else ""
    return Document(body, Fetched(url, here, at, answer.status, kept, digest, via))


def _body(answer: wire.Answer, most: int) -> bytes:
    """All of the body, unpacked, within the bounds of size and ratio. Raises Refused."""
    length = answer.header("content-length") or ""
    if length.isdigit() and int(length) > most:
        raise Refused(f"too large: {int(length):,} bytes; raise max_bytes if you want it")
    counted = _Whole(answer, int(length) if length.isdigit() else None)
    packing = (answer.header("content-encoding") or "identity").strip().lower()
    if packing in ("identity", ""):
        pieces = _pieces(counted)
    elif packing in ("gzip", "x-gzip"):
        pieces = streams.chunks(cast(BinaryIO, counted))
    elif packing == "deflate":
        pieces = _inflated(counted)
    else:
        raise Refused(f"unreadable: packed as {packing[:40]!r}, which was not asked for; try again later")
    return streams.whole(pieces, most)


class _Whole:
    """A body that may not end before the length it announced."""

    def __init__(self, answer: wire.Answer, length: int | None) -> None:
        self._answer, self._length, self._taken = answer, length, 0

    def read(self, size: int = -1) -> bytes:
        piece = self._answer.read(size)
        self._taken += len(piece)
        if not piece and self._length is not None and self._taken < self._length:
            raise http.client.IncompleteRead(b"", self._length - self._taken)
        return piece


def _pieces(stream: _Whole) -> Iterator[bytes]:
    while piece := stream.read(streams.PIECE):
        yield piece


def _inflated(stream: _Whole) -> Iterator[bytes]:
    """Deflate, with zlib's head or (as some servers send it) without; packed again for the one bomb check."""
    first = stream.read(streams.PIECE)
    try:
        zlib.decompressobj().decompress(first, 1)
        unpack = zlib.decompressobj()
    except zlib.error:
        unpack = zlib.decompressobj(-zlib.MAX_WBITS)
    taken = made = 0
    piece = first
    while piece:
        taken += len(piece)
        data = piece
        while data:
            out = unpack.decompress(data, streams.PIECE)
            data = unpack.unconsumed_tail
            made += len(out)
            if made > streams.BOMB_BYTES and made > streams.BOMB_RATIO * taken:
                raise Refused("bomb: it unpacks to over 200 times its size; leave it")
            yield out
        piece = stream.read(streams.PIECE)


def _failed(answer: wire.Answer) -> Unfetched:
    status = answer.status
    reason = http.client.responses.get(status, "an unknown answer").lower()
    todo = {
        401: "it wants a password; read it in a browser and save the page",
        402: "it wants to be paid; read it in a browser and save the page",
        403: "it does not let us in; read it in a browser and save the page",
        404: "check the address",
        410: "it is gone for good; remove it from the watch",
        429: "it wants fewer requests; wait",
        451: "it is barred by law where you are; ask another desk",
    }.get(status, "try again later" if status >= 500 else "check the address")
    return Unfetched(
        f"{status} {reason}: {todo}", status in _AGAIN, status, retry_after(answer.header("retry-after"))
    )


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """The seconds of a Retry-After header, which may be a date; None where there is none."""
    from email.utils import parsedate_to_datetime

    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())


@contextmanager
def _troubles(host: str) -> Iterator[None]:
    """The network's own errors as one that says what to do."""
    try:
        yield
    except Unfetched:
        raise
    except Refused as refusal:
        raise Unfetched(str(refusal), again=str(refusal).startswith("too slow")) from None
    except ssl.SSLCertVerificationError as error:
        raise Unfetched(
            f"not trusted: the certificate of {host} ({error.verify_message}); check the address"
        ) from None
    except TimeoutError:
        raise Unfetched("too slow: it was not all there in time; try again later", again=True) from None
    except (http.client.HTTPException, zlib.error, ValueError):  # ValueError: a chunk of negative length
        raise Unfetched(
            f"unreadable: the answer of {host} was cut off or is no HTTP; try again later", again=True
        ) from None
    except OSError as error:
        said = (error.strerror or str(error) or type(error).__name__).lower()
        raise Unfetched(f"unreachable: {host} ({said}); try again later", again=True) from None


def unpacked(body: bytes, most: int) -> bytes:
    """A gzipped file's content, any other bytes as they are. Raises Refused: bomb, damaged data, too large."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    return streams.whole(streams.chunks(io.BytesIO(body)), most)
