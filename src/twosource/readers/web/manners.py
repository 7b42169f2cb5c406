"""Good manners on other people's hosts: robots.txt, and a pause between two requests to one host."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .fetching import Bounds, Unfetched, Way, fetch

if TYPE_CHECKING:
    from protego import Protego

TOKEN = "Twosource"  # the name by which robots.txt knows us
ROBOTS = Bounds(bytes=500_000, seconds=10.0)
ROBOTS_SECONDS = 24 * 3600.0
LONGEST_PAUSE = 30.0


@dataclass(slots=True)
class _Host:
    """What is known of one host. The lock makes its requests come one after the other."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    last: float = float("-inf")
    rules: Protego | None = None
    refusal: str | None = None  # why nothing may be fetched at all
    read_at: float = float("-inf")


class Manners:
    """Asked before each request: ``gap`` seconds between two to one host, and what its robots.txt says."""

    def __init__(
        self, way: Way, gap: float = 1.0, sleep: Callable[[float], object] = time.sleep, robots: bool = True
    ) -> None:
        self._way, self._gap, self._sleep, self._robots = way, gap, sleep, robots
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def may(self, url: str) -> None:
        """Wait for our turn at the host. Raises Unfetched where its robots.txt forbids the address."""
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            host = self._hosts.setdefault(root, _Host())
        with host.lock:
            if self._robots:
                self._permitted(host, root, url)
            delay = (host.rules.crawl_delay(TOKEN) if host.rules else None) or 0.0
            self._pause(host, max(self._gap, min(delay, LONGEST_PAUSE)))

    def _permitted(self, host: _Host, root: str, url: str) -> None:
        if self._way.clock() - host.read_at > ROBOTS_SECONDS:
            self._read(host, root)
        if host.refusal:
            raise Unfetched(host.refusal, again=True)
        if host.rules is not None and not host.rules.can_fetch(url, TOKEN):
            raise Unfetched(
                f"not allowed: {root}/robots.txt keeps robots out; read it in a browser and save the page"
            )

    def _read(self, host: _Host, root: str) -> None:
        """As RFC 9309 has it: no such file allows all, an unreachable one forbids all for now."""
        from protego import Protego

        self._pause(host, self._gap)
        try:
            document = fetch(f"{root}/robots.txt", replace(self._way, bounds=ROBOTS))
        except Unfetched as error:
            host.rules = None
            client = error.status is not None and 400 <= error.status < 500 and error.status != 429
            host.refusal = None if client else f"robots.txt cannot be read ({error})"
            host.read_at = self._way.clock() if client else float("-inf")
            return
        host.rules = Protego.parse((document.body or b"").decode("utf-8", "replace"))
        host.refusal, host.read_at = None, self._way.clock()

    def _pause(self, host: _Host, seconds: float) -> None:
        wait = host.last + seconds - self._way.clock()
        if wait > 0:
            self._sleep(wait)
        host.last = self._way.clock()
