"""The command peers: the servers of partners that we call, and the keys by which partners call ours."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from ...errors import UsageError
from .options import Db, Text, TextFormat, opened
from .sharing import By

commands = typer.Typer()


class Follow(StrEnum):
    """What is done with what a partner takes back."""

    keep = "keep"
    follow = "follow"


@commands.command()
def peers(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[status | add PARTNER URL | pull [PARTNER] | push [PARTNER] | remove PARTNER | token PARTNER | end TOKEN | "
            "allow GROUP PARTNER]",
            show_default=False,
        ),
    ] = None,
    group: Annotated[
        str | None,
        typer.Option(
            "--group", "-g", metavar="GROUP", help="The sharing group it is for.", show_default=False
        ),
    ] = None,
    collection: Annotated[
        str,
        typer.Option(
            "--collection",
            metavar="ID",
            help="Its id, alias or title there; needed where there are several.",
            show_default=False,
        ),
    ] = "",
    user: Annotated[
        str,
        typer.Option("--user", metavar="NAME", help="For servers with Basic sign-in.", show_default=False),
    ] = "",
    secret: Annotated[
        Path | None,
        typer.Option(
            "--token-file",
            metavar="FILE",
            help="Our token or password there; - for standard input. Also TWOSOURCE_PEER_TOKEN.",
            show_default=False,
        ),
    ] = None,
    deletes: Annotated[Follow, typer.Option("--deletes", help="What it deletes.")] = Follow.keep,
    revocations: Annotated[Follow, typer.Option("--revocations", help="What it withdraws.")] = Follow.follow,
    push: Annotated[
        bool, typer.Option("--push", help="Send it what is for the group: it cannot reach us.")
    ] = False,
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
    verb, *rest = words or ["status"]
    wanted = {"status": (0, 0), "add": (2, 2), "pull": (0, 1), "push": (0, 1), "remove": (1, 1), "token": (1, 1), "end": (1, 1), "allow": (2, 2)}  # fmt: skip
    if verb not in wanted or not wanted[verb][0] <= len(rest) <= wanted[verb][1]:
        raise UsageError("Say it so: twosource peers add PARTNER URL --group GROUP, or see twosource peers --help.")  # fmt: skip
    who = by or ""
    with opened(db=db) as desk:
        if desk.settings.db is None:
            raise UsageError("Say which store: --db FILE, or set TWOSOURCE_DB.")
        if verb == "add":
            if group is None:
                raise UsageError("Say for which group: --group GROUP. The command groups lists them.")
            made = desk.add_peer(
                rest[0], rest[1], group, collection=collection, user=user, secret=_secret(secret),
                deletes=deletes.value, revocations=revocations.value, push=push, by=who,
            )  # fmt: skip
            _show(
                {"partner": made.partner, "url": made.url, "group": made.group},
                [f"{made.partner}: {made.url}"],
                format,
            )
        elif verb in ("pull", "push"):
            _moved(desk, verb, rest, format)
        elif verb == "remove":
            desk.remove_peer(rest[0], who)
        elif verb == "token":
            text, token = desk.partner_token(rest[0], days, who)
            said = [
                text,
                f"It opens the collections of {token.partner}'s groups until {token.expires_at}. It is shown this once.",
            ]
            _show(
                {"id": token.id, "partner": token.partner, "token": text, "expires_at": token.expires_at},
                said,
                format,
            )
        elif verb == "end":
            desk.end_partner_token(rest[0], who)
        elif verb == "allow":
            desk.allow(rest[0], rest[1], read, write, who)
        else:
            _status(desk, format)


def _moved(desk: Any, verb: str, rest: list[str], format: TextFormat) -> None:
    """Pull or push, one peer or all; the others go on where one fails, which is told at the end."""
    from ...errors import PeerError

    found, lines, failed = [], [], list[PeerError]()
    for name in rest or [peer.partner for peer, _ in desk.peers()]:
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
    _show(found, lines, format)
    if failed:
        raise failed[0]


def _status(desk: Any, format: TextFormat) -> None:
    """The peers with how far we are, and partners' tokens to us; never a secret."""
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
    _show({"peers": peers, "tokens": tokens}, lines, format)


def _secret(place: Path | None) -> str:
    """Our token there: not an argument, since everybody on this machine sees those."""
    if place is None:
        return os.environ.get("TWOSOURCE_PEER_TOKEN", "")
    try:
        return (sys.stdin.read() if str(place) == "-" else place.read_text("utf-8")).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{place} cannot be read ({error}). Name another file.") from error


def _show(value: Any, lines: list[str], format: TextFormat) -> None:
    from .. import output

    if format == TextFormat.json:
        output.as_json(value, None)
    else:
        output.as_bytes(("\n".join(lines) + "\n").encode() if lines else b"", None)
