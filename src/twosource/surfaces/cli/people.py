"""The commands about who may use the desk's page and API: people add, list, change, token, tokens, revoke."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import Annotated

import typer

from ...errors import UsageError
from .options import Db, Text, TextFormat, opened

commands = typer.Typer()
people = typer.Typer(
    help="Who may use the desk's page and API: accounts, roles and tokens.", no_args_is_help=True
)
commands.add_typer(people, name="people")


class RoleName(StrEnum):
    """What an account may do."""

    reader = "reader"
    editor = "editor"
    admin = "admin"


Name = Annotated[str, typer.Argument(metavar="NAME", show_default=False)]
Typed = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input, for scripts.")
]


@people.command("add")
def add(
    name: Name,
    role: Annotated[RoleName, typer.Option("--role", help="What they may do.")] = RoleName.reader,
    db: Db = None,
    password_stdin: Typed = False,
) -> None:
    """Make an account; asks for its password twice.

    Examples:

    - `$ twosource people add Ada --role admin --db desk.db`
    - `cat words.txt | twosource people add Bo --role editor --password-stdin --db desk.db`
    """
    with opened(db=db) as desk:
        desk.prepare()
        made = desk.add_person(name, role.value, _password(password_stdin), _me())
        typer.echo(f"{made.name} is {made.role} now.")


@people.command("list")
def everybody(db: Db = None, format: Text = TextFormat.text) -> None:
    """List the accounts.

    Example: `twosource people list --db desk.db`
    """
    from .. import lists

    with opened(db=db) as desk:
        desk.prepare()
        lists.people(desk.people(), format == TextFormat.json)


@people.command("change")
def change(
    name: Name,
    role: Annotated[RoleName | None, typer.Option("--role", help="Another role.", show_default=False)] = None,
    password: Annotated[bool, typer.Option("--password", help="Ask for another password.")] = False,
    password_stdin: Typed = False,
    end: Annotated[bool, typer.Option("--end", help="The account opens nothing from now on.")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="An ended account opens again.")] = False,
    db: Db = None,
) -> None:
    """Change an account: its role, its password, whether it opens anything.

    Example: `twosource people change Bo --role editor --db desk.db`
    """
    if end and reopen:
        raise UsageError("Say --end or --reopen, not both.")
    with opened(db=db) as desk:
        desk.prepare()
        word = _password(password_stdin) if password or password_stdin else None
        ended = True if end else False if reopen else None
        made = desk.change_person(name, _me(), role=role.value if role else None, password=word, ended=ended)
        typer.echo(f"{made.name} is {made.role} now." if made.ended_at is None else f"{made.name} is out.")


@people.command("token")
def token(
    name: Name,
    label: Annotated[str, typer.Option("--label", help="What it is for.", show_default=False)],
    scope: Annotated[
        list[str],
        typer.Option("--scope", show_default=False,
                     help="What it may do: read, ingest, decide, watch, share, manage. Repeat for several."),
    ],
    days: Annotated[float, typer.Option("--days", help="How long it lives.")] = 90,
    db: Db = None,
) -> None:  # fmt: skip
    """Make a token for a program. It is printed this once; the store keeps its hash.

    Example: `twosource people token Ada --label "the wire" --scope ingest --db desk.db`
    """
    with opened(db=db) as desk:
        desk.prepare()
        typer.echo(desk.make_token(name, label, scope, days, _me())[0])


@people.command("tokens")
def tokens(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", show_default=False)] = None,
    db: Db = None,
    format: Text = TextFormat.text,
) -> None:
    """List the tokens, of one account or of all.

    Example: `twosource people tokens --db desk.db`
    """
    from .. import lists

    with opened(db=db) as desk:
        desk.prepare()
        lists.tokens(desk.tokens(name), format == TextFormat.json)


@people.command("revoke")
def revoke(token_id: Annotated[str, typer.Argument(metavar="ID", show_default=False)], db: Db = None) -> None:
    """Have a token open nothing from now on.

    The command tokens lists the ids: `$ twosource people revoke 1f0c77ab05c1 --db desk.db`
    """
    with opened(db=db) as desk:
        desk.prepare()
        typer.echo(f"{desk.revoke_token(token_id, _me()).id} opens nothing any more.")


def _password(stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    word: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return word


def _me() -> str:
    """Who works at this terminal, for the audit log."""
    return f"cli:{os.environ.get('USER') or os.environ.get('USERNAME') or 'somebody'}"
