"""The commands that protect persons: protect, reveal."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import By, Db, Text, TextFormat, Why, opened

commands = typer.Typer()


@commands.command()
def protect(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    reason: Why,
    unneeded: Annotated[
        bool, typer.Option("--not-needed", help="The rules protect somebody who needs it not.")
    ] = False,
    db: Db = None,
    by: By = None,
) -> None:
    """Withhold a person's name wherever anything leaves this desk. The rules find some people; add the others.

    Example: `twosource protect "Jan Roe" --reason "a witness" --db desk.db`
    """
    with opened(db=db) as desk:
        desk.protect_name(name, reason, by or "", not unneeded)


@commands.command()
def reveal(
    key: Annotated[
        str | None, typer.Argument(metavar="[KEY]", show_default=False, help="As the preview shows it.")
    ] = None,
    reason: Why = "",
    agree: Annotated[
        int | None,
        typer.Option("--agree", metavar="N", help="Agree to the wish with this number.", show_default=False),
    ] = None,
    db: Db = None,
    by: By = None,
    format: Text = TextFormat.text,
) -> None:
    """Ask that something withheld may go out, or agree as the second person. Never at CLEAR or GREEN; logged.

    So: `twosource reveal KEY --reason "the family asked for it" --by ann --db desk.db`, then, by somebody else,
    `twosource reveal --agree 1 --by ben --db desk.db`.
    """
    from .. import output, shared

    with opened(db=db) as desk:
        if agree is not None:
            found = [desk.agree_reveal(agree, by or "")]
        elif key is not None:
            found = [desk.ask_reveal(key, reason, by or "")]
        else:
            found = list(desk.reveals())
        lines = [f"{one.number}: {one.key}, asked by {one.asked_by} ({one.reason}), "
                 + (f"agreed by {one.agreed_by}" if one.agreed_by else "nobody agreed yet") for one in found]  # fmt: skip
        output.lines([shared.reveal(one) for one in found], lines, format == TextFormat.json)
