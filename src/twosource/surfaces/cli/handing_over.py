"""The commands that hand the desk over to other programs: mcp, export."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ...errors import UsageError
from .options import Db, Out, opened

commands = typer.Typer()


class ExportFormat(StrEnum):
    """A row a claim, a row a statement, linked data, a page, or a document."""

    csv = "csv"
    csv_statements = "csv-statements"
    jsonld = "jsonld"
    html = "html"
    pdf = "pdf"


@commands.command()
def export(
    story_id: Annotated[
        str | None, typer.Argument(metavar="[ID]", show_default=False, help="One story; else all.")
    ] = None,
    format: Annotated[
        ExportFormat, typer.Option("--format", "-f", help="csv is a row a claim.")
    ] = ExportFormat.csv,
    db: Db = None,
    out: Out = None,
) -> None:
    """Write the claims of a store for other tools: CSV, JSON-LD (schema.org and PROV), or the brief as a page or PDF.

    Examples:

    - `twosource export --db desk.db --out claims.csv`
    - `twosource export s-1f0c --db desk.db --format pdf --out brief.pdf`
    """
    from .. import output
    from ..exports import exported

    if format is ExportFormat.pdf and out is None and sys.stdout.isatty():
        raise UsageError("A PDF is not for the screen. Say where to write it: --out brief.pdf.")
    with opened(db=db) as desk:
        output.raw(exported(desk.public_brief(desk.selected(story_id)), format.value), out)


@commands.command()
def mcp(
    db: Db = None,
    read: Annotated[
        list[Path] | None,
        typer.Option("--read", metavar="FOLDER", show_default=False, exists=True, file_okay=False,
                     help="The ingest tool may read files in it. Repeat for several; without, it reads none."),
    ] = None,
) -> None:  # fmt: skip
    """Serve the desk to an assistant over the Model Context Protocol, on standard input and output.

    Its tools are brief, story, claim, search and ingest; they answer with the JSON of `--format json`.

    Example: `twosource mcp --db desk.db --read reports/`
    """
    from ..mcp import server

    with opened(db=db, quiet=True) as desk:
        desk.prepare()
        server(desk, read or (), f"mcp:{os.environ.get('USER') or 'somebody'}").run()
