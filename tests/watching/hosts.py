"""Hosts on loopback that behave as they are told, also badly."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from twosource.readers.web import Allowed, Bounds, Way

Answer = Callable[["Handler"], None]


class Host(ThreadingHTTPServer):
    """A host: ``pages`` leads from a path to what answers it; every request is noted in ``asked``."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, Answer] = {}
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.bodies: list[bytes] = []
        self.at: list[float] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no error here."""


class Handler(BaseHTTPRequestHandler):
    server: Host
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answered()

    def do_POST(self) -> None:
        self.server.bodies.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        self._answered()

    def _answered(self) -> None:
        self.close_connection = True
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append((self.command, self.path, headers))
        self.server.at.append(time.monotonic())
        answer = self.server.pages.get(self.path.split("?")[0])
        if answer is None:
            sent(self, b"not here", "text/plain", status=404)
        else:
            answer(self)

    def log_message(self, *_: object) -> None:
        """Silence."""


def sent(
    handler: Handler, body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str
) -> None:
    """Send a whole answer."""
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def gives(
    body: bytes | str, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str
) -> Answer:
    """An answer that is always the same."""
    data = body.encode() if isinstance(body, str) else body
    return lambda handler: sent(handler, data, kind, status, **headers)


def leads(to: str, status: int = 302) -> Answer:
    return lambda handler: sent(handler, b"", "text/plain", status, Location=to)


def endless(handler: Handler) -> None:
    """A body without an end and without a length."""
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"<p>again and again</p>" * 4000)
    except OSError:
        return


def dripping(handler: Handler) -> None:
    """A byte now and then, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    _drip(handler)


def dripping_head(handler: Handler) -> None:
    """A header that never ends."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    _drip(handler)


def _drip(handler: Handler) -> None:
    try:
        while True:
            handler.wfile.write(b"a")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        return


BOMB = gzip.compress(b"\0" * 30_000_000, 5)


def bomb(handler: Handler) -> None:
    """Thirty megabytes of nothing, packed."""
    sent(handler, BOMB, "text/html", Content_Encoding="gzip")


@contextmanager
def host() -> Iterator[Host]:
    """A host while the block lasts."""
    server = Host()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def way(**bounds: float) -> Way:
    """Requests that may reach 127.0.0.1 and no other address of this machine."""
    given = {"bytes": 2_000_000, "seconds": 3.0, **bounds}
    return Way(agent="Twosource/tests", allowed=Allowed.of(["127.0.0.1"]), bounds=Bounds(**given))  # type: ignore[arg-type]


def rss(*items: str, title: str = "Quay Courier") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'


def item(key: str, title: str, text: str = "", link: str = "") -> str:
    body = f"<description>{text}</description>" if text else ""
    at = f"<link>{link}</link>" if link else ""
    return (
        f'<item><guid isPermaLink="false">{key}</guid><title>{title}</title>{body}{at}'
        "<pubDate>Fri, 20 Nov 2026 12:00:00 GMT</pubDate></item>"
    )


def article(title: str, *paragraphs: str, around: str = "") -> str:
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body>{around}<article><h1>{title}</h1>"
        f"{text}</article></body></html>"
    )
