"""What the commands of watching print."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .. import contract
from ..model import Alert, Change, Channel, Look, Pulse, Subscription, Version, Watch
from .output import _json_or, _write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ..desk import Desk


def everything(desk: Desk, as_json: bool) -> None:
    """The places that are looked at, and the watches."""
    places, watches = desk.subscriptions(), desk.watches()
    channels = {one.id: desk.channels(one.id) for one in watches}
    value = {
        "subscriptions": [contract.subscription(*one) for one in places],
        "watches": [contract.watch(one, channels[one.id]) for one in watches],
    }
    _json_or(value, as_json, lambda: _everything(places, watches, channels, desk.troubles()))


def look(one: Look, quiet: bool) -> None:
    """A line on stderr for a look that brought something, or failed."""
    place = one.subscription.place
    if one.error:
        print(f"{place}: {one.error}", file=sys.stderr)
    if quiet:
        return
    if one.new:
        changed = f", {one.changed} of them changed" if one.changed else ""
        print(f"{place}: {one.new} new{changed}", file=sys.stderr)
    for each in one.set_aside[:5]:
        print(f"{place}: set aside: {each.path}: {each.reason}", file=sys.stderr)
    if len(one.set_aside) > 5:
        print(f"{place}: set aside: {len(one.set_aside) - 5} more", file=sys.stderr)


def made(one: Watch, channels: Sequence[Channel], as_json: bool) -> None:
    """A new watch; the secret of its webhook is shown this once."""
    from rich.text import Text

    lines = [f"{one.id} {one.name}"]
    lines += [f"{each.kind} {each.target}, {each.every}" for each in channels]
    lines += [f"secret {each.secret} (keep it: it is not shown again)" for each in channels if each.secret]
    _json_or(contract.watch(one, channels, with_secret=True), as_json, lambda: Text("\n".join(lines)))


def alerts(found: Sequence[Alert], format: str) -> None:
    """Alerts for the screen, as JSON, or as an Atom feed."""
    if format == "atom":
        from datetime import UTC, datetime

        from .atom import feed

        newest = sorted(found, key=lambda one: -one.number)
        at = datetime.now(UTC).isoformat(timespec="seconds")
        _write(feed(newest, "Twosource alerts", "http://127.0.0.1:8750", at), None)
        return
    rows = ((str(one.number), one.at[:16].replace("T", " "), one.kind, one.text) for one in found)
    _json_or(
        [contract.alert(one) for one in found],
        format == "json",
        lambda: _table(rows, "", "when (UTC)", "kind", "alert"),
    )


def versions(found: Sequence[tuple[Version, Sequence[Change]]], as_json: bool) -> None:
    """The versions of a document, each with what it changed."""
    _json_or([contract.version(*one) for one in found], as_json, lambda: _versions(found))


def _everything(
    places: Sequence[tuple[Subscription, Pulse]],
    watches: Sequence[Watch],
    channels: dict[str, tuple[Channel, ...]],
    troubles: dict[str, tuple[int, str]],
) -> RenderableType:
    from rich.console import Group

    rows = (
        (
            one.id,
            one.kind,
            one.place,
            f"{one.every:g} s",
            (pulse.last_success or "never")[:16].replace("T", " "),
            str(pulse.reports),
            pulse.last_error or "",
        )
        for one, pulse in places
    )
    looked = _table(rows, "place", "kind", "where", "every", "last read", "reports", "trouble")
    told = []
    for watch in watches:
        for channel in channels[watch.id] or (None,):
            held = troubles.get(channel.id) if channel else None
            where = f"{channel.kind} {channel.target}, {channel.every}" if channel else "the desk"
            told.append((watch.id, watch.name, where, f"{held[0]} wait: {held[1]}" if held else ""))
    return Group(looked, _table(told, "watch", "what", "told to", "trouble"))


def _versions(found: Sequence[tuple[Version, Sequence[Change]]]) -> RenderableType:
    from rich.text import Text

    text = Text()
    for number, (version, changes) in enumerate(found, 1):
        text.append(
            f"{number}. {version.at[:16].replace('T', ' ')} UTC, report {version.report_id}\n", "bold"
        )
        for change in changes:
            text.append("".join(f"  - {span.text}\n" for span in change.before), "red")
            text.append("".join(f"  + {span.text}\n" for span in change.after), "green")
    return text if found else Text("This report has one version: it did not come from a watched place.")


def _table(rows: Iterable[tuple[str, ...]], *names: str) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(each) for each in row))
    return table
