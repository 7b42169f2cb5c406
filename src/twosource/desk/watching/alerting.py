"""Watches: what is to be told of, and the alerts, each recorded once in the order in which everybody gets them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from ...errors import UnknownId, UsageError
from ...model import Alert, Channel, Seen, SendTo, Told, Version, Watch
from ...stages import watch as rules
from ...text import digest
from ..opened import Opened

DESK_ONLY = SendTo()
WEBHOOK_SECRET_BYTES = 32


class Alerting(Opened):
    """The verbs watch, end_watch, watches, alerts and channels."""

    def watch(
        self, name: str = "", by: str = "", to: SendTo = DESK_ONLY, /, **wanted: str | None
    ) -> tuple[Watch, tuple[Channel, ...]]:
        """Be told from now on of what changes: in a ``story``, by a ``source``, in a ``place``, of ``words``, of a

        ``measure``; what is given must all hold. What is known already is no news. Raises UsageError, UnknownId.
        """
        unknown = wanted.keys() - {"story", "source", "place", "words", "measure"}
        if unknown:
            raise UsageError(f"One cannot watch for {', '.join(sorted(unknown))}.")
        self._place()
        given = {key: value.strip() for key, value in wanted.items() if value and value.strip()}
        at = _now()
        if "story" in given:
            given["story"] = self._story_now(given["story"])
        title = name.strip() or ", ".join(f"{key} {value}" for key, value in given.items()) or "everything"
        one = Watch(f"w{secrets.token_hex(6)}", title, at, by, **given)
        channels = tuple(_channels(one.id, to))
        while not self._saved(one, channels, by, at):
            pass  # somebody looked at what changed meanwhile: begin from what is known now
        return one, channels

    def end_watch(self, watch_id: str, by: str = "") -> None:
        """Be told no more; the alerts of the past stay. Raises UnknownId."""
        at = _now()
        with self._store.transaction():
            if not self._store.alerts.end(watch_id, at):
                raise UnknownId(f"There is no watch {watch_id}. See: twosource watch list.")
            self._store.ledger.append(by or "somebody at this machine", "end watch", watch_id, {}, at)

    def watches(self) -> tuple[Watch, ...]:
        """Every watch that goes on."""
        return self._store.alerts.watches()

    def channels(self, watch_id: str | None = None) -> tuple[Channel, ...]:
        """Where alerts go, of one watch or of all."""
        return self._store.alerts.channels(watch_id)

    def alerts(
        self, after: int | None = None, limit: int = 100, watch_id: str | None = None
    ) -> tuple[Alert, ...]:
        """The alerts after a number in their order, or without one the last of all, the newest first."""
        store = self._store.alerts
        return store.latest(limit, watch_id) if after is None else store.after(after, limit, watch_id)

    def last_alert(self) -> int:
        """The number of the last alert, 0 where there was none."""
        return self._store.alerts.last_number()

    # --- recording

    def _assessed(self) -> None:
        self.note_alerts()

    def note_alerts(self) -> None:
        """Record what changed for the watches since the last look, once, whoever looks."""
        while self._store.alerts.watches() and not self._looked():
            pass

    def _looked(self) -> bool:
        """One look; False where another process looked meanwhile."""
        store, at = self._store, _now()
        with store.snapshot():
            number, changed = store.alerts.round, store.alerts.changed_stories()
            last, versions = self._new_versions()
            if not changed and not versions:
                return True
            watches, names = store.alerts.watches(), store.redirects()
            told = list(
                self._wanted(watches, [*changed, *(each for each in versions if each not in changed)], names)
            )
            corrected = [one for each in versions.values() for one in each]
            found: list[Alert] = []
            seen: dict[str, list[Seen]] = {}
            for one in watches:
                after = _pictured(one, told, names)
                before = store.alerts.seen(one.id, list(after))
                alerts, remembered = rules.alerts(one, before, after, corrected, at)
                found += alerts
                seen[one.id] = remembered
        due = self._due_by_channel(at)
        with store.transaction():
            if store.alerts.round != number:
                return False
            store.alerts.add(found, due)
            for watch_id, things in seen.items():
                store.alerts.remember(watch_id, things)
            store.alerts.looked(changed, last)
        return True

    def _wanted(
        self, watches: Sequence[Watch], stories: Iterable[str], names: Mapping[str, str]
    ) -> Iterator[Told]:
        """Of these stories those that some watch may look at."""
        bound = None if any(one.story is None for one in watches) else {_of(one, names) for one in watches}
        for story in stories:
            if bound is None or story in bound:
                told = self._store.told(story)
                if told is not None:
                    yield told

    def _new_versions(self) -> tuple[int, dict[str, list[rules.Corrected]]]:
        """By story the reports that changed a former version since the last look, and the last one's number.

        A version that is not assessed yet is left, with those after it, for the look that follows. One of a document
        that people set aside is told to nobody.
        """
        last = self._store.alerts.alerted_version
        assessed = self._store.derived_from()[0] == self._store.kept
        found: dict[str, list[rules.Corrected]] = {}
        for version in self._store.watches.changes_after(last):
            if self._store.alerts.story_of(version.report_id) is None and not assessed:
                break
            stands, story = self._standing(version)
            last = version.number
            if story is None:
                continue
            pair = self._store.reports([version.former_id or "", version.report_id])
            if len(pair) == 2:
                changes = rules.difference(*pair)
                one = rules.Corrected(pair[1], pair[0], story, version.number, changes, stands)
                if changes:
                    found.setdefault(story, []).append(one)
        return last, found

    def _standing(self, version: Version) -> tuple[str, str | None]:
        """The version of a document that stands now, and its story; None where none of it is assessed."""
        said = [one.report_id for one in reversed(self._store.watches.versions(version.report_id))]
        for report_id in (version.report_id, *said):
            story = self._store.alerts.story_of(report_id)
            if story is not None:
                return report_id, story
        return version.report_id, None

    def _due_by_channel(self, at: str) -> dict[str, str]:
        moment = datetime.fromisoformat(at)
        return {
            channel.id: rules.digest_at(moment, channel.every).isoformat(timespec="milliseconds")
            for channel in self._store.alerts.channels()
        }

    # --- watches

    def _saved(self, one: Watch, channels: Sequence[Channel], by: str, at: str) -> bool:
        """Keep a watch with what is known now as its beginning; False where that changed meanwhile."""
        store = self._store
        with store.snapshot():
            number, names = store.alerts.round, store.redirects()
            first = not store.alerts.watches()
            stories = store.alerts.changed_stories() if first else dict[str, bytes]()
            version = store.watches.changes_after(0)
            told = [store.told(one.story)] if one.story else self._every_story()
            seen = [thing.seen for each in told if each for thing in rules.picture(one, each, names).values()]
        with store.transaction():
            if store.alerts.round != number or (first and store.alerts.watches()):
                return False
            store.alerts.save(one, seen, channels)
            if first:  # nobody watched before: what changed until now is no news
                store.alerts.looked(stories, version[-1].number if version else 0)
            detail = {"name": one.name} | {str(each.kind): each.target for each in channels}
            store.ledger.append(by or "somebody at this machine", "watch", one.id, detail, at)
        return True

    def _story_now(self, story_id: str) -> str:
        told = self._store.told(story_id)
        if told is None:
            raise UnknownId(f"There is no story {story_id}. The command stories lists what there is.")
        return told.story.id


def _pictured(one: Watch, told: Sequence[Told], names: Mapping[str, str]) -> dict[str, rules.Thing]:
    return {name: thing for each in told for name, thing in rules.picture(one, each, names).items()}


def _of(one: Watch, names: Mapping[str, str]) -> str | None:
    name = one.story
    while name is not None and name in names:
        name = names[name]
    return name


def _channels(watch_id: str, to: SendTo) -> Iterator[Channel]:
    if to.webhook:
        from base64 import b64encode

        from ...readers.web import tidy
        from ...text.decoding import Refused

        try:
            url = tidy(to.webhook)
        except Refused as refusal:
            raise UsageError(f"{to.webhook} cannot be a webhook: {refusal}.") from None
        secret = "whsec_" + b64encode(secrets.token_bytes(WEBHOOK_SECRET_BYTES)).decode()
        yield Channel(digest(watch_id, "webhook", url), watch_id, "webhook", url, to.every, secret)
    if to.mail:
        if "@" not in to.mail or any(mark in to.mail for mark in "\r\n,;<> "):
            raise UsageError(f"{to.mail!r} is no mail address. Write one like desk@paper.example.")
        yield Channel(digest(watch_id, "mail", to.mail), watch_id, "mail", to.mail, to.every)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
