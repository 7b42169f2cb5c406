"""The commands of watching: watch add, list, remove, run, for, alerts, versions."""

from __future__ import annotations

import getpass
import os
import re
import signal
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ...errors import UsageError
from ...model import SendTo
from .options import Db, Quiet, Text, TextFormat, opened

commands = typer.Typer()
watch = typer.Typer(
    help="Places that are looked at by themselves, and alerts on what changes.", no_args_is_help=True
)
commands.add_typer(watch, name="watch")

_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}


class KindName(StrEnum):
    """What a watched place is."""

    feed = "feed"
    page = "page"
    sitemap = "sitemap"
    folder = "folder"
    telegram = "telegram"


class FollowName(StrEnum):
    """Whether the pages that a feed links are fetched."""

    auto = "auto"
    always = "always"
    never = "never"


class EveryName(StrEnum):
    """When alerts go out."""

    at_once = "at once"
    hourly = "hourly"
    daily = "daily"


class AlertFormat(StrEnum):
    """For the screen, as JSON, or as an Atom feed."""

    text = "text"
    json = "json"
    atom = "atom"


@watch.command("add")
def add(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="A feed, page or sitemap by its address, or a folder.",
                                         show_default=False)],
    every: Annotated[str, typer.Option("--every", metavar="TIME", help="Between two looks: 90s, 15m, 2h, 1d.")] = "15m",
    follow: Annotated[FollowName, typer.Option("--follow", help="Fetch the pages that a feed links: always, never, or "
                                               "of items with little text.")] = FollowName.auto,
    kind: Annotated[KindName | None, typer.Option("--kind", help="By default found out.", show_default=False)] = None,
    db: Db = None,
) -> None:  # fmt: skip
    """Look at a place from now on; `watch run` and `serve` do the looking.

    Examples:

    - `twosource watch add https://paper.example/feed.xml --every 5m --db desk.db`
    - `twosource watch add reports --every 1m --db desk.db`
    """
    with opened(db=db) as desk:
        made = desk.subscribe(
            place, _seconds(every), follow.value, kind.value if kind else None, by=getpass.getuser()
        )
        typer.echo(f"{made.id} {made.kind} {made.place}")


@watch.command("list")
def everything(db: Db = None, format: Text = TextFormat.text) -> None:
    """List what is looked at and how it fares, and what is watched for.

    Example: `twosource watch list --db desk.db`
    """
    from .. import watched

    with opened(db=db) as desk:
        watched.everything(desk, format == TextFormat.json)


@watch.command("remove")
def remove(
    name: Annotated[str, typer.Argument(metavar="ID", show_default=False, help="Of a place or a watch.")],
    db: Db = None,
) -> None:
    """Look at a place no more, or end a watch. What was recorded stays.

    Example: `twosource watch remove w-3f2c --db desk.db`
    """
    with opened(db=db) as desk:
        end = desk.end_watch if name.startswith("w") else desk.unsubscribe
        end(name, by=getpass.getuser())


@watch.command("run")
def run(
    once: Annotated[bool, typer.Option("--once", help="Look at what is due, send what is due, and end.")] = False,
    db: Db = None,
    quiet: Quiet = None,
) -> None:  # fmt: skip
    """Look at every place when its time has come, assess what is new, and send alerts. Ctrl-C ends it.

    What cannot be read is said on stderr and tried again; nothing ends the watch. `serve` does the same.

    Examples:

    - `twosource watch run --db desk.db`
    - `twosource watch run --once --db desk.db`
    """
    from ...config import settings
    from ...desk.watching import Keeper
    from .. import watched

    chosen = settings({"db": db, "quiet": quiet}, os.environ, Path.cwd())
    if chosen.db is None:
        raise UsageError("Say which store: --db FILE, or set TWOSOURCE_DB.")
    keeper = Keeper(chosen, seen=lambda look: watched.look(look, chosen.quiet))
    if once:
        keeper.run(once=True)
        return
    signal.signal(signal.SIGTERM, lambda *_: keeper.stop(0))
    if not chosen.quiet:
        print("watching; Ctrl-C ends it", file=sys.stderr)
    keeper.run()


@watch.command("for")
def watch_for(
    name: Annotated[str, typer.Option("--name", help="What to call it.", show_default=False)] = "",
    story: Annotated[str | None, typer.Option("--story", metavar="ID", show_default=False)] = None,
    source: Annotated[str | None, typer.Option("--source", metavar="NAME", show_default=False)] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="NAME", show_default=False)] = None,
    words: Annotated[str | None, typer.Option("--words", metavar="WORDS", show_default=False)] = None,
    measure: Annotated[
        str | None, typer.Option("--measure", help="Such as killed.", show_default=False)
    ] = None,
    webhook: Annotated[str | None, typer.Option("--webhook", metavar="URL", show_default=False)] = None,
    mail: Annotated[str | None, typer.Option("--mail", metavar="ADDRESS", show_default=False)] = None,
    every: Annotated[EveryName, typer.Option("--send", help="Each alert, or a digest.")] = EveryName.at_once,
    db: Db = None,
    format: Text = TextFormat.text,
) -> None:
    """Be told from now on of what changes in a story, by a source, in a place, of words, of a measure.

    A status changes, an origin is added or nothing independent was, a figure moves, accounts conflict, a report
    comes or is corrected. What is given must all hold; with nothing given, everything is watched.

    Examples:

    - `twosource watch for --story s-1f0c --db desk.db`
    - `twosource watch for --words "ferry captain" --measure killed --mail desk@paper.example --db desk.db`
    """
    from .. import watched

    wanted = {"story": story, "source": source, "place": place, "words": words, "measure": measure}
    with opened(db=db) as desk:
        to = SendTo(webhook, mail, every.value)
        made, channels = desk.watch(name, getpass.getuser(), to, **wanted)
        watched.made(made, channels, format == TextFormat.json)


@watch.command("alerts")
def alerts(
    after: Annotated[
        int | None, typer.Option("--after", metavar="N", min=0, help="Those after a number.", show_default=False)
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = 100,
    of: Annotated[str | None, typer.Option("--watch", metavar="ID", show_default=False)] = None,
    db: Db = None,
    format: Annotated[AlertFormat, typer.Option("--format", "-f")] = AlertFormat.text,
) -> None:  # fmt: skip
    """Print alerts: the last ones, the newest first, or those after a number in their order.

    Examples:

    - `twosource watch alerts --db desk.db`
    - `twosource watch alerts --after 41 --format json --db desk.db`
    """
    from .. import watched

    with opened(db=db) as desk:
        found = desk.alerts(after, limit, of)
        # A feed is for readers outside the desk.
        leaves = format == AlertFormat.atom
        watched.alerts(desk.public_alerts(found) if leaves else found, format.value)


@watch.command("versions")
def versions(
    report_id: Annotated[str, typer.Argument(metavar="REPORT", show_default=False)],
    db: Db = None,
    format: Text = TextFormat.text,
) -> None:
    """Print every version of the document that a report is one of, and what each changed.

    Example: `twosource watch versions r-0a2c --db desk.db`
    """
    from .. import watched

    with opened(db=db) as desk:
        watched.versions(desk.versions(report_id), format == TextFormat.json)


def _seconds(written: str) -> float:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhd]?)", written.strip())
    if found is None:
        raise UsageError(f"{written!r} is no span of time. Write one like 90s, 15m, 2h or 1d.")
    return float(found[1]) * _SECONDS[found[2] or "s"]
