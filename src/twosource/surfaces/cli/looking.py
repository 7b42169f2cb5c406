"""The commands that look one thing up: report, sources, set-aside."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import Db, Sources, Text, TextFormat, opened

commands = typer.Typer()


@commands.command()
def report(
    report_id: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    db: Db = None,
    format: Text = TextFormat.text,
) -> None:
    """Print a report with everything that it says, its story, and the claims that it carries.

    Example: `twosource report r-05c1 --db desk.db`
    """
    from .. import lists

    with opened(db=db) as desk:
        lists.report(*desk.report(report_id), as_json=format == TextFormat.json)


@commands.command()
def sources(
    source_id: Annotated[
        str | None, typer.Argument(metavar="[ID]", show_default=False, help="One source; else all.")
    ] = None,
    db: Db = None,
    format: Text = TextFormat.text,
) -> None:
    """Print the sources with what they did here: reports, stories, and the claims that come from them.

    Example: `twosource sources --db desk.db`
    """
    from .. import lists

    with opened(db=db) as desk:
        if source_id is None:
            lists.sources(desk.sources(), format == TextFormat.json)
        else:
            lists.source(desk.source(source_id), format == TextFormat.json)


@commands.command()
def agencies(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]", show_default=False, help="Only entries that hold these words."),
    ] = None,
    own: Annotated[bool, typer.Option("--own", help="Only what the desk's own file says.")] = False,
    missing: Annotated[
        bool, typer.Option("--missing", help="The publishers of the store that no table knows.")
    ] = False,
    sources: Sources = None,
    db: Db = None,
    format: Text = TextFormat.text,
) -> None:
    """Print the agencies, outlets and owners in force and who wrote each; checks the desk's own file.

    Examples:

    - `twosource agencies PTI`
    - `twosource agencies --own --sources sources.toml`
    - `twosource agencies --missing --db desk.db`
    """
    from .. import lists

    with opened(db=db, sources=sources) as desk:
        found = desk.unknown_publishers() if missing else desk.agencies(own)
        lists.known(found, words or (), format == TextFormat.json)


@commands.command("set-aside")
def set_aside(db: Db = None, format: Text = TextFormat.text) -> None:
    """Print the inputs that were refused, and why.

    Example: `twosource set-aside --db desk.db`
    """
    from .. import lists

    with opened(db=db) as desk:
        lists.refusals([one for _, one in desk.set_aside()], format == TextFormat.json)
