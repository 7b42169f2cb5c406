"""The commands of who we share with: groups, partners, desk."""

from __future__ import annotations

from typing import Annotated

import typer

from ...errors import UsageError
from .options import By, Db, Text, TextFormat, opened

commands = typer.Typer()


@commands.command()
def groups(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[add GROUP | key GROUP | join GROUP PARTNER | leave GROUP PARTNER]", show_default=False
        ),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option("--key", metavar="KEY", help="The key that another desk made.", show_default=False),
    ] = None,
    db: Db = None,
    by: By = None,
    format: Text = TextFormat.text,
) -> None:
    """List the sharing groups, make one, take a partner in or out. Who is out gets nothing more, at once.

    Examples:

    - `twosource groups add allies --db desk.db`
    - `twosource groups join allies "Desk B" --db desk.db`
    """
    from .. import output, shared

    verb, *rest = words or ["list"]
    wanted = {"list": 0, "add": 1, "key": 1, "join": 2, "leave": 2}
    if verb not in wanted or len(rest) != wanted[verb]:
        raise UsageError(
            "Say it so: twosource groups [add GROUP | key GROUP | join GROUP PARTNER | leave GROUP PARTNER]."
        )
    with opened(db=db) as desk:
        told = verb in ("add", "key")
        if verb == "add":
            found = [desk.group(rest[0], key, by or "")]
        elif verb == "join":
            found = [desk.join(rest[0], rest[1], by or "")]
        elif verb == "leave":
            found = [desk.leave(rest[0], rest[1], by or "")]
        else:
            found = [one for one in desk.groups() if verb == "list" or one.id == rest[0].lower()]
        lines = [
            f"{one.id}: {', '.join(one.members) or 'nobody yet'}" + (f"\n  key {one.key}" if told else "")
            for one in found
        ]
        output.lines([shared.group(one, told) for one in found], lines, format == TextFormat.json)


@commands.command()
def partners(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[add NAME | pin NAME KEY | end NAME KEY]", show_default=False),
    ] = None,
    reliability: Annotated[
        str, typer.Option("--reliability", metavar="A-F", help="F: not yet judged.")
    ] = "F",
    identity: Annotated[
        str | None, typer.Option("--identity", metavar="ID", help="Its STIX identity.", show_default=False)
    ] = None,
    key: Annotated[
        str | None,
        typer.Option("--key", metavar="KEY", help="Its public key, to be pinned.", show_default=False),
    ] = None,
    db: Db = None,
    by: By = None,
    format: Text = TextFormat.text,
) -> None:
    """List the partner desks, add one, pin a further key of one or end it.

    So: `twosource partners add "Desk B" --key KEY --db desk.db`; later `twosource partners pin "Desk B" NEWKEY`, and
    `twosource partners end "Desk B" KEY`.
    """
    from ...desk.opened import now
    from .. import output, shared

    verb, *rest = words or ["list"]
    wanted = {"list": 0, "add": 1, "pin": 2, "end": 2}
    if verb not in wanted or len(rest) != wanted[verb]:
        raise UsageError("Say it so: twosource partners [add NAME | pin NAME KEY | end NAME KEY].")
    with opened(db=db) as desk:
        if verb == "add":
            found = [desk.partner(rest[0], reliability, [key] if key else (), identity, by or "")]
        elif verb in ("pin", "end"):
            found = [desk.pin(rest[0], rest[1], now() if verb == "end" else None, by or "")]
        else:
            found = list(desk.partners())
        lines = [
            f"{one.name} ({one.id}): reliability {one.reliability}, {len(one.keys)} keys pinned"
            for one in found
        ]
        output.lines([shared.partner(one) for one in found], lines, format == TextFormat.json)


@commands.command()
def desk(
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Call it so.", show_default=False)
    ] = None,
    db: Db = None,
    format: Text = TextFormat.text,
) -> None:
    """Say who this desk is to its partners: its name, its STIX identity and its public key.

    Example: `twosource desk --name "Desk A" --db desk.db`
    """
    from .. import output, shared

    with opened(db=db) as one:
        made = one.identity(name)
        output.lines(
            shared.identity(made),
            [made.name, f"  identity {made.id}", f"  key {made.public_key}"],
            format == TextFormat.json,
        )
