"""A news feed on this machine: what it holds can be changed while it is watched."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape


class Feed:
    """The items of the feed: title, text and day."""

    def __init__(self) -> None:
        self.items: list[tuple[str, str, str]] = []
        self.url = ""

    def rss(self) -> bytes:
        """The feed as it is now."""
        items = "".join(
            f"<item><title>{escape(title)}</title><link>{self.url}/{at}</link><guid>{self.url}/{at}</guid>"
            f"<pubDate>{day}</pubDate><description>{escape(text)}</description></item>"
            for at, (title, text, day) in enumerate(self.items)
        )
        head = "<title>Loopback Wire</title><link>http://127.0.0.1/</link><description>News</description>"
        return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


@contextmanager
def feeding() -> Iterator[Feed]:
    """A feed served on a free port of this machine."""
    feed = Feed()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = b"User-agent: *\nAllow: /\n" if self.path == "/robots.txt" else feed.rss()
            self.send_response(200)
            kind = "text/plain" if self.path == "/robots.txt" else "application/rss+xml; charset=utf-8"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    feed.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield feed
    finally:
        server.shutdown()
        server.server_close()
