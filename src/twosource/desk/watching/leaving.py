"""Alerts as they may leave the desk, by feed, mail or webhook: the one place through which they pass the gate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ... import gate
from ...model import Alert, Reason, Told
from ..sharing.showing import Revealing

WITHHELD = "Something changed of which nothing may leave the desk: look at it there."


class Leaving(Revealing):
    """The verb public_alerts."""

    def public_alerts(self, alerts: Sequence[Alert]) -> tuple[Alert, ...]:
        """These alerts as they may be told to somebody outside this desk: protected persons withheld."""
        known = self.known() if alerts else gate.Known()
        shown: dict[str, Alert] = {}
        for story_id in dict.fromkeys(one.story_id for one in alerts):
            some = [one for one in alerts if one.story_id == story_id]
            told = self._store.told(story_id) if story_id else None
            if told is not None:
                shown |= {one.id: one for one in _released(self._whole(told, some), some, known)}
            else:
                shown |= {one.id: _unsaid(one) for one in some}
        return tuple(shown[one.id] for one in alerts)

    def _whole(self, told: Told, alerts: Iterable[Alert]) -> Told:
        """The story with former versions of its reports that the alerts quote: whom these protect is known by them."""
        here = {report.id for report in told.reports}
        quoted = dict.fromkeys(span.report_id for one in alerts for span in one.spans)
        former = [self._store.lookup.reading(name) for name in quoted if name not in here]
        return replace(
            told,
            reports=(*told.reports, *(one.dissection.report for one in former if one)),
            statements=(*told.statements, *(said for one in former if one for said in one.statements)),
        )


def _released(told: Told, alerts: Sequence[Alert], known: gate.Known) -> Iterable[Alert]:
    """Alerts of one story in the words that are left of it."""
    asked = [
        Reason(field, text or "", one.spans)
        for one in alerts
        for field, text in (("text", one.text), ("before", one.before), ("after", one.after))
    ]
    left = iter(gate.reasons(told, asked, known))
    for one in alerts:
        text, before, after = next(left), next(left), next(left)
        yield replace(
            one,
            text=text.text or WITHHELD,
            before=before.text if one.before is not None else None,
            after=after.text if one.after is not None else None,
            spans=text.spans,
        )


def _unsaid(alert: Alert) -> Alert:
    """An alert of a story that is not there any more: nobody can say whom its words protect."""
    if alert.story_id is None and not alert.spans:
        return alert
    return replace(alert, text=WITHHELD, before=None, after=None, spans=())
