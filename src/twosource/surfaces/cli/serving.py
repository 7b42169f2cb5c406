"""The commands that open the desk to others: serve."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from .options import Db, MaxBytes, Sources

commands = typer.Typer()


@commands.command()
def serve(
    db: Db = None,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="0 takes a free one.")] = 8750,
    url: Annotated[
        str | None,
        typer.Option(
            "--url",
            metavar="URL",
            help="What people type, where a proxy with TLS stands before.",
            show_default=False,
        ),
    ] = None,
    open_reading: Annotated[
        bool, typer.Option("--open-reading", help="Whoever reaches the port may read. On this machine only.")
    ] = False,
    max_bytes: MaxBytes = None,
    sources: Sources = None,
) -> None:
    """Serve the desk's page and API from one process and one port, on this machine by default.

    The store may be used by other commands at the same time. At first run it prints a link by which the first
    account is made. Watched places are looked at and alerts are sent meanwhile. Ctrl-C ends it.

    Example: `twosource serve --db desk.db`
    """
    from ...config import settings
    from ..api import Serving
    from ..api.listen import listen

    chosen = settings({"db": db, "max_bytes": max_bytes, "sources": sources}, os.environ, Path.cwd())
    serving = Serving(host=host, port=port, url=url, open_reading=open_reading, watch=True)
    listen(chosen, serving, typer.echo)
