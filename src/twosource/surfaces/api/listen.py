"""Listening: the application on one port, by uvicorn."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from ...config import Settings
from ...errors import UsageError
from . import create
from .doors import EVERYWHERE
from .serving import LOOPBACK, Serving

# Requests that still run when the server is told to end get this long.
LAST_SECONDS = 5


def listen(settings: Settings, serving: Serving, say: Callable[[str], None]) -> None:
    """Serve until interrupted; says the address once it can be reached. Raises UsageError, StoreError."""
    _check(serving)
    app = create(settings, serving)
    with _socket(serving) as at:
        port = at.getsockname()[1]
        name = f"[{serving.host}]" if ":" in serving.host else serving.host
        place = (serving.url or f"http://{name}:{port}").rstrip("/")
        say(f"Twosource serves {settings.db} on {place} (Ctrl-C ends it)")
        if code := app.state.doors.code:
            say(f"There is no account yet. Make the first one, an admin: {place}/setup?code={code}")
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=LAST_SECONDS,
        )
        uvicorn.Server(config).run(sockets=[at])


def _check(serving: Serving) -> None:
    """Raises UsageError for what would be open to more than was meant."""
    if serving.host in LOOPBACK:
        return
    if serving.open_reading:
        raise UsageError("--open-reading is for this machine only. Make accounts: twosource people add NAME.")
    if serving.host in EVERYWHERE and not serving.url:
        raise UsageError("Say under which address people reach it: --url https://desk.example.org.")


def _socket(serving: Serving) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in serving.host else socket.AF_INET
        return socket.create_server((serving.host, serving.port), family=family, backlog=512)
    except OSError as error:
        raise UsageError(
            f"Cannot listen on {serving.host} port {serving.port} ({error.strerror or error}). "
            "Name another with --port, or 0 for a free one."
        ) from error
