"""The way of alerts to people: webhooks and mail, at once or as digests, tried until they arrive.

Delivered at least once: what was sent and not yet noted when the program died is sent again under the same id.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import orjson

from ... import contract
from ...model import Alert, Delivery
from ...stages import watch as rules
from ...text import digest
from .alerting import Alerting
from .leaving import Leaving

AT_A_TIME = 200
MOST_TRIES = 40  # with the waits between them some nine days


class Delivering(Alerting, Leaving):
    """The verbs deliver and troubles."""

    def deliver(self, now: datetime | None = None) -> int:
        """Send what is due; how many alerts arrived. What did not is tried again later, and never raised."""
        now = now or datetime.now(UTC)
        arrived = 0
        stuck: set[str] = set()
        while True:
            due = self._store.alerts.due(_written(now), AT_A_TIME)
            some = [one for one in due if one.channel.id not in stuck]
            if not some:
                return arrived
            for message in _messages(some):
                if message[0].channel.id in stuck:
                    continue
                if self._send(message, now):
                    arrived += len(message)
                else:
                    stuck.add(message[0].channel.id)

    def troubles(self) -> dict[str, tuple[int, str]]:
        """For each channel that does not get through: how many alerts it holds up, and the last error."""
        return self._store.alerts.troubles()

    def _send(self, message: Sequence[Delivery], now: datetime) -> bool:
        """Send one alert or one digest; whether it arrived."""
        from ...senders.failing import Unsent

        channel = message[0].channel
        try:
            if channel.kind == "webhook":
                self._post(message, now)
            else:
                self._mail(message)
        except Unsent as error:
            tries = message[0].tries + 1
            again = rules.next_try(now, tries, random.random(), error.after)
            over = error.gone or tries >= MOST_TRIES
            waiting = self._store.alerts.due(_written(now), 10_000)
            others = [one for one in waiting if one.channel.id == channel.id and one not in message]
            with self._store.transaction():
                self._store.alerts.failed(message, str(error), None if over else _written(again))
                # What comes after it waits with it, so that it arrives in order; it has not been tried itself.
                self._store.alerts.hold(others, str(error), None if error.gone else _written(again))
            return False
        self._store.alerts.sent(message, _written(datetime.now(UTC)))
        return True

    def _post(self, message: Sequence[Delivery], now: datetime) -> None:
        from ...senders import webhooks

        channel = message[0].channel
        alerts = self.public_alerts([one.alert for one in message])
        told = [contract.alert(one) for one in alerts]
        body: Mapping[str, Any] = (
            {"type": "alert", "alert": told[0]}
            if channel.every == "at once"
            else {"type": "digest", "alerts": told}
        )
        stamp = int(datetime.now(UTC).timestamp())
        webhooks.send(channel.target, channel.secret, _name(message), stamp, orjson.dumps(body), self._way())

    def _mail(self, message: Sequence[Delivery]) -> None:
        from ...senders import mail
        from ...senders.failing import Unsent

        if not self.settings.mail or not self.settings.mail_from:
            raise Unsent("no mail server is set: set mail and mail_from")
        alerts = self.public_alerts([one.alert for one in message])
        subject = alerts[0].text if len(alerts) == 1 else f"{len(alerts)} alerts"
        text = "\n\n".join(_told(one) for one in alerts)
        made = mail.message(
            message[0].channel.target, self.settings.mail_from, f"[Twosource] {subject}", text, _name(message)
        )
        mail.send(self.settings.mail, made)


def _messages(due: Sequence[Delivery]) -> list[list[Delivery]]:
    """Each alert alone, in order, and those of a digest together."""
    found: list[list[Delivery]] = []
    digests: dict[str, list[Delivery]] = {}
    for one in due:
        if one.channel.every == "at once":
            found.append([one])
        elif one.channel.id in digests:
            digests[one.channel.id].append(one)
        else:
            found.append(digests.setdefault(one.channel.id, [one]))
    return found


def _name(message: Sequence[Delivery]) -> str:
    """The id under which a message arrives, the same each time it is sent."""
    ids = [one.alert.id for one in message]
    return ids[0] if len(ids) == 1 else digest("digest", *ids, size=32)


def _told(alert: Alert) -> str:
    quoted = [f"  “{' '.join(span.text.split())}”" for span in alert.spans[:5]]
    return "\n".join([alert.text, *quoted])


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
