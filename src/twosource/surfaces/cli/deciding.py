"""The commands by which people decide, and the log of what they did: audit."""

from __future__ import annotations

from typing import Annotated

import typer

from ...errors import UsageError
from .options import NOTHING_READ, Db, Text, TextFormat, opened

commands = typer.Typer()

Author = Annotated[
    str | None,
    typer.Option("--author", envvar=["TWOSOURCE_AUTHOR", "USER"], metavar="NAME",
                 help="Who decides.", show_default=False),
]  # fmt: skip
Why = Annotated[
    str | None,
    typer.Option("--reason", "-r", metavar="WHY", help="Why; always asked for.", show_default=False),
]


@commands.command()
def audit(
    db: Db = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Check that no line was changed or taken out.")
    ] = False,
    noted: Annotated[
        str | None,
        typer.Option(
            "--noted",
            metavar="NUMBER:HASH",
            show_default=False,
            help="A line as --verify once printed it: it must still be there.",
        ),
    ] = None,
    of: Annotated[
        str | None,
        typer.Option(
            "--of",
            metavar="NAME",
            help="Only what this person did, or what was done to this id.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="The last so many lines.")] = 50,
    erase: Annotated[
        int | None,
        typer.Option(
            "--erase", metavar="NUMBER", help="Erase words of this line for good.", show_default=False
        ),
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(
            "--field",
            metavar="NAME",
            show_default=False,
            help="Which words to erase: actor, subject, or a detail's name.",
        ),
    ] = None,
    author: Author = None,
    reason: Why = None,
    format: Text = TextFormat.text,
) -> None:
    """Print the log of everything that people did, newest first, or check it.

    Ends with 1 where --verify finds a broken line.

    Examples:

    - `twosource audit --db desk.db`
    - `twosource audit --verify --db desk.db`
    - `twosource audit --erase 17 --field actor --reason "asked to be forgotten" --db desk.db`
    """  # fmt: skip
    from .. import output

    with opened(db=db) as desk:
        if erase is not None:
            typer.echo(desk.erase(erase, field or (), author or "", reason or ""))
        elif verify or noted:
            if not output.verified(desk.verify(_noted(noted)), format == TextFormat.json):
                raise typer.Exit(NOTHING_READ)
        else:
            output.log(desk.audit(limit, of=of), format == TextFormat.json)


def _noted(written: str | None) -> tuple[int, str] | None:
    if written is None:
        return None
    number, _, hash_ = written.partition(":")
    if not number.isdigit() or len(hash_) != 64:
        raise UsageError(f"{written!r} is not a line as --verify prints it, such as 12:9f86d0....")
    return int(number), hash_
