"""A TAXII 2.1 client: one collection of a partner's server, over connections to checked addresses only."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import httpx
import orjson

from ..errors import PeerError
from ..readers.web import Way
from ..readers.web.fetching import aimed, retry_after, tidy
from ..text.decoding import Refused

MEDIA = "application/taxii+json;version=2.1"
SIGNATURE = "X-Twosource-Signature"
FIRST, LAST = "X-TAXII-Date-Added-First", "X-TAXII-Date-Added-Last"
LARGEST = 50_000_000
SECONDS = 60.0
AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))
SAID = {
    401: "it does not know our token; make a new one there and add the peer again",
    403: "we may not do that there; ask the partner for the right",
    404: "the collection is not there, or not for us; ask the partner whether we are in the group",
    406: "it does not speak TAXII 2.1; ask for its address of TAXII 2.1",
    413: "what we sent is too large for it",
    415: "it does not take TAXII 2.1",
    422: "it does not take what we sent; look at its answer in the log",
    429: "it wants fewer calls",
}


class Unreached(PeerError):
    """A call that came to nothing: ``again`` says whether to try later, ``after`` the seconds asked for."""

    def __init__(
        self, reason: str, again: bool = True, status: int | None = None, after: float | None = None
    ) -> None:
        super().__init__(reason)
        self.again, self.status, self.after = again, status, after


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: its bytes as they came."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def read(self) -> dict[str, Any]:
        """The body as an object. Raises Unreached."""
        try:
            found = orjson.loads(self.body)
        except orjson.JSONDecodeError:
            found = None
        if not isinstance(found, dict):
            raise Unreached("It answers with something that is no TAXII. Check the address.", False)
        return found


class Client:
    """Calls to one server. Use it as a context: connections are kept until its end."""

    def __init__(self, way: Way, user: str = "", secret: str = "") -> None:
        self._way = way
        self._auth = _authorization(user, secret)
        timeout = httpx.Timeout(SECONDS, connect=min(10.0, way.bounds.seconds))
        self._client = httpx.Client(
            follow_redirects=False, trust_env=False, timeout=timeout, proxy=way.proxy, http2=False
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, url: str, query: Mapping[str, str] | None = None) -> Answer:
        """What is at an address. Raises Unreached."""
        return self._asked("GET", url + (f"?{urlencode(query)}" if query else ""), {})

    def post(self, url: str, body: bytes, signature: str) -> Answer:
        """Send an envelope. Raises Unreached."""
        return self._asked("POST", url, {"Content-Type": MEDIA, SIGNATURE: signature}, body)

    def delete(self, url: str) -> Answer:
        """Have an object deleted. Raises Unreached."""
        return self._asked("DELETE", url, {})

    def events(self, url: str, last: str, seconds: float) -> Iterator[tuple[str, str, str]]:
        """Server-sent events (name, id, data) until the stream ends; it is given up after ``seconds`` of silence.

        Raises Unreached.
        """
        headers = {"Accept": "text/event-stream", "Cache-Control": "no-store"}
        if last:
            headers["Last-Event-ID"] = last
        try:
            with self._client.stream(
                **self._request("GET", url, headers), timeout=httpx.Timeout(seconds, connect=10.0)
            ) as answer:
                if answer.status_code != 200:
                    raise _failed(answer.status_code, answer.headers, b"")
                if not answer.headers.get("content-type", "").startswith("text/event-stream"):
                    raise Unreached("It sends no events.", False, 406)
                yield from _events(_lines(answer.iter_raw()))
        except httpx.HTTPError as error:
            raise Unreached(f"The stream of {urlsplit(url).netloc} broke ({_named(error)}).") from None

    def _asked(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None) -> Answer:
        try:
            with self._client.stream(**self._request(method, url, headers, body)) as answer:
                pieces, size = [], 0
                for piece in answer.iter_raw():
                    pieces.append(piece)
                    size += len(piece)
                    if size > LARGEST:
                        raise Unreached(
                            f"It answers with more than {LARGEST} bytes. Ask for smaller pages.", False
                        )
        except httpx.HTTPError as error:
            raise Unreached(
                f"{urlsplit(url).netloc} does not answer ({_named(error)}). It is tried again."
            ) from None
        whole = b"".join(pieces)
        if not 200 <= answer.status_code < 300:
            raise _failed(answer.status_code, answer.headers, whole)
        return Answer(answer.status_code, answer.headers, whole)

    def _request(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> dict[str, Any]:
        """The request as httpx takes it: to the address that was checked, under the host's own name."""
        try:
            here = tidy(url)
            target = aimed(here, self._way, self._way.clock() + 10.0)
        except Refused as refusal:
            raise Unreached(f"{urlsplit(url).netloc}: {refusal}", getattr(refusal, "again", False)) from None
        place = httpx.URL(here)
        sent = {
            "Accept": MEDIA,
            "User-Agent": self._way.agent,
            "Accept-Encoding": "identity",
            **self._auth,
            **headers,
            "Host": place.netloc.decode(),
        }
        more: dict[str, Any] = {}
        if self._way.proxy is None:
            more["extensions"] = {"sni_hostname": target.host}
            place = place.copy_with(host=target.address)
        return {"method": method, "url": place, "headers": sent, "content": body, **more}


def collection_at(client: Client, url: str, wanted: str) -> str:
    """The address of a collection, found from a server's discovery, an API root, or given whole. Raises Unreached."""
    here = url if url.endswith("/") else url + "/"
    if "/collections/" in urlsplit(here).path:
        client.get(here)
        return here
    read = client.get(here).read()
    roots = [each for each in read.get("api_roots", ()) if isinstance(each, str)] or [here]
    found, refused = [], list[Unreached]()
    for root in roots:
        place = urljoin(urljoin(here, root), "collections/")
        if urlsplit(place).netloc != urlsplit(here).netloc:
            continue  # our token is for the server that was named, and no other
        try:
            listed = client.get(place).read().get("collections", ())
        except Unreached as error:
            refused.append(error)
            continue
        for one in listed:
            names = {str(one.get(key, "")).casefold() for key in ("id", "alias", "title")}
            if wanted.casefold() in names or not wanted:
                found.append(urljoin(place, f"{one['id']}/"))
    if len(found) == 1:
        return found[0]
    if not found and refused:
        raise refused[0]
    which = f"one called {wanted!r}" if wanted else "exactly one"
    raise Unreached(
        f"Of the collections there, {len(found)} fit: there has to be {which}. Name it: --collection ID.",
        False,
    )


def _lines(pieces: Iterator[bytes]) -> Iterator[str]:
    """The lines of a stream. Only line feeds end one: JSON may hold the other ends of lines that Unicode knows."""
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        if len(rest) > LARGEST:
            raise Unreached("Its stream holds an event that is too large.", False)
        for line in whole:
            yield line.removesuffix(b"\r").decode("utf-8", "replace")


def _events(lines: Iterator[str]) -> Iterator[tuple[str, str, str]]:
    name, ident, data = "", "", list[str]()
    for line in lines:
        if not line:
            if data:
                yield name or "message", ident, "\n".join(data)
            name, data = "", []
            continue
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            name = value
        elif field == "id":
            ident = value
        elif field == "data":
            data.append(value)
        elif not field:
            yield "ping", ident, ""


def _failed(status: int, headers: Mapping[str, str], body: bytes) -> Unreached:
    todo = SAID.get(status, "it is tried again" if status in AGAIN else "check the address")
    told = ""
    try:
        read = orjson.loads(body)
        told = str(read.get("description") or read.get("title") or "")[:300]
    except (orjson.JSONDecodeError, AttributeError):
        pass
    if 300 <= status < 400:
        todo = f"it sends us to {str(headers.get('location'))[:200]}; add the peer with that address"
    return Unreached(
        f"The partner's server says {status}: {todo}." + (f" ({told})" if told else ""),
        status in AGAIN,
        status,
        retry_after(headers.get("retry-after")),
    )


def _authorization(user: str, secret: str) -> dict[str, str]:
    if not secret:
        return {}
    if user:
        known = base64.b64encode(f"{user}:{secret}".encode()).decode()
        return {"Authorization": f"Basic {known}"}
    return {"Authorization": f"Bearer {secret}"}


def _named(error: Exception) -> str:
    return str(error) or type(error).__name__
