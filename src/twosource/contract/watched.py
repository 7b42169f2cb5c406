"""Places that are looked at, versions of documents, watches and their alerts."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Alert, Change, Channel, Look, Pulse, Subscription, Version, Watch
from .fields import Object, named, spans
from .read import set_aside


def subscription(one: Subscription, pulse: Pulse | None = None) -> Object:
    """A place that is looked at, and how it fares."""
    told = named(one, "id", "kind", "place", "every", "follow", "added_at", "added_by")
    if pulse is None:
        return told
    names = ("next_at", "last_try", "last_success", "last_error", "failures", "reports")
    return {**told, **named(pulse, *names)}


def look(one: Look) -> Object:
    """What a look at a place brought."""
    return {
        "subscription_id": one.subscription.id,
        **named(one, "at", "new", "changed", "error"),
        "set_aside": [set_aside(each) for each in one.set_aside],
    }


def watch(one: Watch, channels: Iterable[Channel] = (), with_secret: bool = False) -> Object:
    """A watch and where its alerts go. A webhook's secret is shown once, to whoever made the watch."""
    names = ("id", "name", "made_at", "made_by", "story", "source", "place", "words", "measure")
    listed = []
    for each in channels:
        secret = {"secret": each.secret} if with_secret and each.secret else {}
        listed.append({**named(each, "id", "kind", "target", "every"), **secret})
    return {**named(one, *names), "channels": listed}


def alert(one: Alert) -> Object:
    """Something that a watch waited for."""
    names = ("number", "id", "watch_id", "kind", "at", "text", "story_id", "claim_id", "before", "after")
    return {**named(one, *names), "spans": spans(one.spans)}


def version(one: Version, changes: Iterable[Change] = ()) -> Object:
    """One version of a document, and what it changed."""
    changed = [{"before": spans(each.before), "after": spans(each.after)} for each in changes]
    return {**named(one, "number", "report_id", "former_id", "at"), "changes": changed}
