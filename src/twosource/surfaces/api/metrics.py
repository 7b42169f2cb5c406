"""/metrics in the form that Prometheus reads: requests, work waiting, and what the store holds."""

from __future__ import annotations

from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.types import Scope

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
MEDIA = CONTENT_TYPE_LATEST


class Metrics:
    """The counters of one server."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.names: dict[Any, str] = {}  # the pattern of each route by its function
        named = ("method", "route", "status")
        self._requests = Counter("twosource_requests", "Answers given.", named, registry=self.registry)
        self._seconds = Histogram(
            "twosource_request_seconds",
            "How long answers took.",
            ("route",),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.ingested = Counter(
            "twosource_ingested",
            "Inputs received, by what became of them.",
            ("ending",),
            registry=self.registry,
        )
        self.waiting = Gauge(
            "twosource_work_waiting", "Jobs of the worker, running or waiting.", registry=self.registry
        )
        self.held = Gauge("twosource_store_rows", "What the store holds.", ("what",), registry=self.registry)

    def seen(self, scope: Scope, status: int, seconds: float) -> None:
        """Count an answer, under its route's pattern: an address nobody serves is not a name of its own."""
        route = self.names.get(scope.get("endpoint"), "none")
        self._requests.labels(_method(scope["method"]), route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """What /metrics answers."""
        return generate_latest(self.registry)


def _method(name: str) -> str:
    return name if name in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS") else "other"
