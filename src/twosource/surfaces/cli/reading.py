"""The commands that read reports: brief, extract, ingest."""

from __future__ import annotations

from typing import Annotated

import typer

from ...errors import UsageError
from .options import (
    BriefFormat,
    Db,
    IngestFormat,
    LineFormat,
    MaxBytes,
    Out,
    Paths,
    Published,
    Quiet,
    SomePaths,
    Sources,
    Strict,
    end,
    opened,
)

commands = typer.Typer()


@commands.command()
def brief(
    paths: SomePaths = None,
    format: Annotated[
        BriefFormat | None,
        typer.Option("--format", "-f", help="By default text on a terminal, else md.", show_default=False),
    ] = None,
    db: Db = None,
    published: Published = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="TIME", help="Also say what changed since then.", show_default=False),
    ] = None,
    out: Out = None,
    strict: Strict = None,
    quiet: Quiet = None,
    max_bytes: MaxBytes = None,
    sources: Sources = None,
) -> None:
    """Read reports and print the brief: what is known and how well, who says what, where accounts differ.

    With --db the reports are kept, and the brief is of the whole store; without PATH, of what it holds.

    Examples:

    - `twosource brief reports/`
    - `twosource brief reports/ --format html --out brief.html`
    - `twosource brief today/*.html --db desk.db --since 2026-11-21`
    - `cat report.txt | twosource brief - --published 2026-11-21 --format json`
    """
    from .. import output

    flags = {"published": published, "strict": strict, "quiet": quiet, "max_bytes": max_bytes}
    with opened(streams=False, db=db, sources=sources, **flags) as desk:
        if not paths and desk.settings.db is None:
            raise UsageError("Say what to read: twosource brief PATH..., or which store: --db FILE.")
        told = desk.brief(paths or (), since)
        if told.read or not paths or format == BriefFormat.json:  # a refused run shows no brief
            output.brief(told, format, since, out)
        end(desk, told.read if paths else len(told.stories), told.set_aside if paths else ())


@commands.command()
def extract(
    paths: Paths,
    format: Annotated[LineFormat, typer.Option("--format", "-f")] = LineFormat.jsonl,
    published: Published = None,
    strict: Strict = None,
    quiet: Quiet = None,
    max_bytes: MaxBytes = None,
    sources: Sources = None,
) -> None:
    """Print what each report says: statements with their chains, figures, dates. Keeps nothing.

    One JSON object a report, as it is read, and one for each input set aside; docs/schema has the form.

    Examples:

    - `twosource extract reports/ > statements.jsonl`
    - `zcat dump.jsonl.gz | twosource extract - | jq .statements[].text`
    """
    from .. import output

    read, refused = 0, []
    flags = {"published": published, "strict": strict, "quiet": quiet, "max_bytes": max_bytes}
    with opened(streams=True, sources=sources, **flags) as desk:
        for one in desk.extract(paths):
            aside = output.extracted(one)
            refused += [aside] if aside else []
            read += not aside
        end(desk, read, refused)


@commands.command()
def ingest(
    paths: Paths,
    format: Annotated[
        IngestFormat, typer.Option("--format", "-f", help="A path a line, or JSON lines.")
    ] = IngestFormat.text,
    db: Db = None,
    published: Published = None,
    strict: Strict = None,
    quiet: Quiet = None,
    max_bytes: MaxBytes = None,
    sources: Sources = None,
) -> None:
    """Read reports into a store. Each path is printed once the report is safe there.

    Reading the same report again changes nothing.

    Examples:

    - `twosource ingest reports/ --db desk.db`
    - `twosource ingest wire.jsonl.gz --db desk.db --format jsonl --quiet`
    """
    from .. import output
    from ..progress import counted

    read, fresh, refused = 0, 0, []
    flags = {"published": published, "strict": strict, "quiet": quiet, "max_bytes": max_bytes}
    with opened(streams=True, db=db, sources=sources, **flags) as desk:
        if desk.settings.db is None:
            raise UsageError("Say where to keep them: --db FILE, or set TWOSOURCE_DB.")
        for one, new in desk.ingest(paths):
            aside = output.ingested(one, new, format == IngestFormat.jsonl)
            refused += [aside] if aside else []
            read += not aside
            fresh += new and not aside
        if not desk.settings.quiet and read:
            counted(read, fresh)
        end(desk, read, refused)
