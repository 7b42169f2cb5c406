"""The commands that look after a store: backup, restore, doctor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import NOTHING_READ, Db, Force, Sources, Text, TextFormat, opened

commands = typer.Typer()


@commands.command()
def backup(
    copy: Annotated[Path, typer.Argument(metavar="COPY", show_default=False)],
    db: Db = None,
    force: Force = False,
    sources: Sources = None,
) -> None:
    """Copy a store to a file, whole, also while it is written to, with your own agencies and owners (sources.toml).

    Example: `twosource backup desk-2026-11-22.db --db desk.db`
    """
    with opened(db=db, sources=sources) as desk:
        typer.echo(desk.backup(copy, force))


@commands.command()
def restore(
    copy: Annotated[Path, typer.Argument(metavar="COPY", show_default=False)],
    db: Db = None,
    force: Force = False,
    sources: Sources = None,
) -> None:
    """Bring a copy back as the store, after checking that it is sound, and the sources.toml that it holds.

    Example: `twosource restore desk-2026-11-22.db --db desk.db --force`
    """
    with opened(db=db, sources=sources) as desk:
        typer.echo(desk.restore(copy, force))


@commands.command()
def doctor(db: Db = None, format: Text = TextFormat.text) -> None:
    """Check the program and a store: files, indexes, references, documents, room on the disk.

    Ends with 1 where something is wrong. Example: `twosource doctor --db desk.db`
    """
    from .. import output

    with opened(db=db) as desk:
        if not output.checks(tuple(desk.doctor()), format == TextFormat.json):
            raise typer.Exit(NOTHING_READ)
