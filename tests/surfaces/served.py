"""A server of its own on loopback, in a thread: for clients that speak HTTP over a socket."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI


@contextmanager
def listening(app: FastAPI, port: int = 0) -> Iterator[str]:
    """The address of an application that listens until the end of the block."""
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + 20
    while not server.started and time.monotonic() < end:
        time.sleep(0.01)
    assert server.started, "the server did not start"
    at = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{at}"
    finally:
        server.should_exit = True
        thread.join(10)
