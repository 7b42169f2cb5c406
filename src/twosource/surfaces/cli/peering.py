"""The command peers: the servers of partners that we call, and the keys by which partners call ours."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...errors import UsageError
from .options import By, Db, Text, TextFormat, opened

if TYPE_CHECKING:
    from ...desk import Desk

commands = typer.Typer()


class Follow(StrEnum):
    """What is done with what a partner takes back."""

    keep = "keep"
    follow = "follow"


Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[status | add PARTNER URL | pull [PARTNER] | push [PARTNER] | remove PARTNER | token PARTNER | end TOKEN | "
        "allow GROUP PARTNER]",
        show_default=False,
    ),
]
Group = Annotated[
    str | None,
    typer.Option("--group", "-g", metavar="GROUP", help="The sharing group it is for.", show_default=False),
]
CollectionId = Annotated[
    str,
    typer.Option("--collection", metavar="ID", help="Its id, alias or title there; needed where there are several.",
                 show_default=False),
]  # fmt: skip
User = Annotated[
    str, typer.Option("--user", metavar="NAME", help="For servers with Basic sign-in.", show_default=False)
]
TokenFile = Annotated[
    Path | None,
    typer.Option("--token-file", metavar="FILE", show_default=False,
                 help="Our token or password there; - for standard input. Also TWOSOURCE_PEER_TOKEN."),
]  # fmt: skip
Push = Annotated[bool, typer.Option("--push", help="Send it what is for the group: it cannot reach us.")]


@commands.command()
def peers(
    words: Words = None,
    group: Group = None,
    collection: CollectionId = "",
    user: User = "",
    secret: TokenFile = None,
    deletes: Annotated[Follow, typer.Option("--deletes", help="What it deletes.")] = Follow.keep,
    revocations: Annotated[Follow, typer.Option("--revocations", help="What it withdraws.")] = Follow.follow,
    push: Push = False,
    days: Annotated[float, typer.Option("--days", help="How long a new token lives.")] = 365,
    write: Annotated[bool, typer.Option("--write/--no-write", help="Whether the partner may write.")] = True,
    read: Annotated[bool, typer.Option("--read/--no-read", help="Whether the partner may read.")] = True,
    db: Db = None,
    by: By = None,
    format: Text = TextFormat.text,
) -> None:
    """Exchange with partners' servers over TAXII 2.1. While serve runs, all of it goes by itself.

    A pull goes on where the last one ended. A new token is shown once: give it to the partner.

    Examples:

    - `twosource peers token "Desk B" --db desk.db`
    - `twosource peers add "Desk B" https://b.example.org/taxii2/ --group allies --token-file b.token --db desk.db`
    - `twosource peers pull --db desk.db`
    """  # fmt: skip
    from .. import output

    in_json, who = format == TextFormat.json, by or ""
    with opened(db=db) as desk:
        if desk.settings.db is None:
            raise UsageError("Say which store: --db FILE, or set TWOSOURCE_DB.")
        match words or ["status"]:
            case ["status"]:
                _status(desk, in_json)
            case ["add", partner, url]:
                if group is None:
                    raise UsageError("Say for which group: --group GROUP. The command groups lists them.")
                made = desk.add_peer(
                    partner, url, group, collection=collection, user=user, secret=_secret(secret),
                    deletes=deletes.value, revocations=revocations.value, push=push, by=who,
                )  # fmt: skip
                told = {"partner": made.partner, "url": made.url, "group": made.group}
                output.lines(told, [f"{made.partner}: {made.url}"], in_json)
            case ["pull" | "push" as way, *names] if len(names) <= 1:
                _moved(desk, way, names, in_json)
            case ["remove", partner]:
                desk.remove_peer(partner, who)
            case ["token", partner]:
                _token(desk, partner, days, who, in_json)
            case ["end", token_id]:
                desk.end_partner_token(token_id, who)
            case ["allow", to, partner]:
                desk.allow(to, partner, read, write, who)
            case _:
                raise UsageError(
                    "Say it so: twosource peers add PARTNER URL --group GROUP, or see twosource peers --help."
                )


def _token(desk: Desk, partner: str, days: float, by: str, in_json: bool) -> None:
    """A new key to our collections, shown this once."""
    from .. import output

    text, token = desk.partner_token(partner, days, by)
    output.lines(
        {"id": token.id, "partner": token.partner, "token": text, "expires_at": token.expires_at},
        [
            text,
            f"It opens the collections of {token.partner}'s groups until {token.expires_at}. It is shown this once.",
        ],
        in_json,
    )


def _moved(desk: Desk, verb: str, names: Sequence[str], in_json: bool) -> None:
    """Pull or push, one peer or all; the others go on where one fails, which is told at the end."""
    from ...errors import PeerError
    from .. import output

    found, lines, failed = [], [], list[PeerError]()
    for name in names or [peer.partner for peer, _ in desk.peers()]:
        try:
            if verb == "push":
                sent = desk.push(name)
                found.append({"partner": name, "sent": sent})
                lines.append(f"{name}: {sent} sent")
                continue
            receipts = desk.pull(name)
            taken = [each for one in receipts for each in one.taken]
            refused = [each for one in receipts for each in one.refused]
            found.append(
                {
                    "partner": name,
                    "taken": taken,
                    "refused": [{"object_id": r.object_id, "reason": r.reason} for r in refused],
                }
            )
            lines.append(f"{name}: {len(taken)} taken, {len(refused)} refused")
            lines += [f"  {each.object_id}: {each.reason}" for each in refused]
        except PeerError as error:
            failed.append(error)
    output.lines(found, lines, in_json)
    if failed:
        raise failed[0]


def _status(desk: Desk, in_json: bool) -> None:
    """The peers with how far we are, and partners' tokens to us; never a secret."""
    from .. import output

    peers = [
        {"partner": peer.partner, "url": peer.url, "group": peer.group, "push": peer.push, "deletes": peer.deletes,
         "revocations": peer.revocations, "pulled": far.pulled or None, "pushed": far.pushed, "at": far.at or None,
         "error": far.error or None, "tries": far.tries, "again_at": far.again_at or None}
        for peer, far in desk.peers()
    ]  # fmt: skip
    tokens = [
        {"id": one.id, "partner": one.partner, "made_at": one.made_at, "expires_at": one.expires_at, "revoked_at": one.revoked_at}
        for one in desk.partner_tokens()
    ]  # fmt: skip
    lines = [
        f"{one['partner']} ({one['group']}): {one['url']}\n  pulled up to {one['pulled'] or 'nothing yet'}, last {one['at'] or 'never'}"
        + (f"\n  failed {one['tries']} times: {one['error']}" if one["error"] else "")
        for one in peers
    ]  # fmt: skip
    lines += [f"token {one['id']} of {one['partner']}: " + (f"ended {one['revoked_at']}" if one["revoked_at"] else f"until {one['expires_at']}") for one in tokens]  # fmt: skip
    output.lines({"peers": peers, "tokens": tokens}, lines, in_json)


def _secret(place: Path | None) -> str:
    """Our token there: not an argument, since everybody on this machine sees those."""
    if place is None:
        return os.environ.get("TWOSOURCE_PEER_TOKEN", "")
    try:
        return (sys.stdin.read() if str(place) == "-" else place.read_text("utf-8")).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{place} cannot be read ({error}). Name another file.") from error
