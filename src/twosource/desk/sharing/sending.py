"""What goes: the one choke point through which everything leaves, its preview, and publishing what is new."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson

from ... import gate
from ...model import (
    Going,
    Heard,
    Reading,
    Sent,
    SharingGroup,
    Told,
)
from ...pipeline.allowed import Part, given_of, part_told
from ...pipeline.shared import bearing
from ...stages import share
from ...text import slug
from ..opened import now
from .answering import Answering
from .versions import SORTED, digest, later, renamed, under, versions

Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stays:
    """A statement that does not go, and why."""

    statement_id: str
    report_id: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """All that may go to a group now, and what stays: by its mark, and to protect persons."""

    group: str
    objects: tuple[Object, ...]
    told: tuple[Told, ...]
    stays: tuple[Stays, ...]
    withheld: tuple[gate.Withheld, ...]
    stand_for: Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would go to whom, in which version, and what is withheld and why."""

    group: str
    members: tuple[str, ...]
    new: tuple[Object, ...]
    changed: tuple[Object, ...]
    revoked: tuple[str, ...]
    same: int
    stays: tuple[Stays, ...]
    withheld: tuple[gate.Withheld, ...]
    notice: str = gate.NOTICE


class Sending(Answering):
    """The verbs outgoing, preview, publish and bundle."""

    def outgoing(self, group: str) -> Outgoing:
        """All that may go to a group now; nothing is written. Raises UnknownId.

        Marks say which statements may go; these are analysed by themselves; persons are protected; STIX is made.
        """
        circle = self._store.exchange.group(slug(group))
        with self._asked():
            return self._again(circle, self._outgoing(circle, now()))

    def preview(self, group: str) -> Preview:
        """What ``publish`` would send to a group, and what it would not, with the reasons."""
        circle = self._store.exchange.group(slug(group))
        going = self.outgoing(group)
        held = self._store.exchange.held(circle.id)
        found = list(versions(going.objects, held, self.identity().id, now()))
        known = {partner.id: partner.name for partner in self.partners()}
        made = [each for each, revoked in found if not revoked]
        return Preview(
            group=circle.id,
            members=tuple(known.get(each, each) for each in circle.members),
            new=tuple(each for each in made if each["id"] not in held),
            changed=tuple(each for each in made if each["id"] in held),
            revoked=tuple(each["id"] for each, revoked in found if revoked),
            same=len(going.objects) - len(made),
            stays=going.stays,
            withheld=going.withheld,
        )

    def publish(self, group: str, by: str = "") -> tuple[Sent, ...]:
        """Put what is new or changed for a group in its outbox, and revoke what may not go any more. Idempotent."""
        circle = self._store.exchange.group(slug(group))
        self.identity()
        with self._asked():
            going = self._again(circle, self._outgoing(circle, now()))
        with self._store.transaction():
            held = self._store.exchange.held(circle.id)
            at, rows = self._store.exchange.last_added(), []
            for each, revoked in versions(going.objects, held, self.identity().id, now()):
                at = later(at)
                body = orjson.dumps(each, option=SORTED)
                stamp = each.get("modified", share.moment(now(), ""))
                rows.append(Going(each["id"], stamp, at, digest(each), revoked, body))
            sent = self._store.exchange.send(circle.id, rows)
            for object_id, members in going.stand_for.items():
                self._store.exchange.stand_for(object_id, members)
            if sent:
                detail = {"objects": str(len(sent)), "members": " ".join(circle.members)}
                self._store.ledger.append(by or "this desk", "share.publish", circle.id, detail, now())
        return sent

    def bundle(self, group: str) -> bytes:
        """Everything that stands in a group's outbox now, as one bundle's bytes."""
        circle = self._store.exchange.group(slug(group))
        last = self._store.exchange.held(circle.id)
        found = [orjson.loads(last[name].body) for name in sorted(last)]
        return orjson.dumps(share.bundle(found, self._as_sender(circle, "GREEN", now())), option=SORTED)

    def bundle_of(self, places: Sequence[str], level: str, name: str | None = None) -> bytes:
        """These reports' stories as one bundle at a level, after the gates; nothing is sent or kept of it."""
        wanted = gate.level(level)
        for _ in self.ingest(places):
            pass
        desk = self.identity(name)
        with self._store.snapshot():
            stories = [gate.release(told, self.known(), wanted) for told in self._every_story()]
        sending = replace(
            self._as_sender(None, wanted, now()),
            name=desk.name,
            **_withholding([each.withheld for each in stories]),
        )
        made = share.objects([each.told for each in stories], sending)
        return orjson.dumps(
            share.bundle(made, sending), option=SORTED | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        )

    def _again(self, circle: SharingGroup, going: Outgoing) -> Outgoing:
        """What may go, with new ids for what was withdrawn from the group before."""
        names = renamed([each["id"] for each in going.objects], self._store.exchange.held(circle.id))
        if not names:
            return going
        objects = sorted((under(names, each) for each in going.objects), key=lambda each: str(each["id"]))
        stand_for = {names.get(key, key): members for key, members in going.stand_for.items()}
        return replace(going, objects=tuple(objects), stand_for=stand_for)

    # --- the five steps

    def _outgoing(self, circle: SharingGroup, at: str) -> Outgoing:
        readings = list(self._store.readings(":".join(self.method.values())))
        limits, carried, came_here = self._heard_limits(circle.id)
        marks = self._marks()
        marks |= _inherited(marks, self._store.exchange.all_heard())
        verdicts = {
            s.id: gate.verdict(_narrowed(gate.bearing(s, marks), limits.get(s.report_id)), circle.id)
            for one in readings for s in one.statements if s.report_id not in came_here
        }  # fmt: skip
        may = frozenset(key for key, verdict in verdicts.items() if verdict.may)
        whole = frozenset(
            r.id for one in readings if (r := one.dissection.report) and gate.verdict(gate.strictest(marks.get(r.id, ())), circle.id).may
            and all(s.id in may for s in one.statements)
        )  # fmt: skip
        told = self._told(readings, Part(may, whole)) if may else ()
        if withdrawn := self._withdrawn(told):
            why = "this desk holds it withdrawn, by words that may not go: mark those too"
            verdicts |= {key: gate.Verdict(False, verdicts[key].mark, why) for key in withdrawn}
            may -= withdrawn
            told = self._told(readings, Part(may, whole)) if may else ()
        level_of = {
            key: verdict.mark.level for key, verdict in verdicts.items() if verdict.may and verdict.mark
        }
        objects: dict[str, Object] = {}
        released: list[gate.Release] = []
        stand_for: dict[str, tuple[tuple[str, str], ...]] = {}
        for one in sorted(told, key=lambda t: (-gate.LEVELS.index(_level(t, level_of)), t.story.id)):
            level = _level(one, level_of)
            # What was revealed goes only where nothing of the story is marked CLEAR or GREEN.
            release = gate.release(one, self.known(), _level(one, level_of, min))
            released.append(release)
            sending = replace(
                self._as_sender(circle, level, at),
                carried=carried,
                level_of=level_of,
                related=self._related(release.told, came_here),
                **_withholding([release.withheld]),
            )
            for each in share.objects([release.told], sending):
                objects.setdefault(each["id"], each)
            for claim in release.told.claims:
                members = tuple(
                    (p.id, p.report_id) for p in claim.claim.propositions if p.report_id not in carried
                )
                stand_for[sending.id("note", claim.claim.id)] = members
        for each in self._answers(circle, at, readings, verdicts, carried, [r.told for r in released]):
            objects.setdefault(each["id"], each)
        stays = tuple(
            Stays(s.id, s.report_id, s.text, verdicts[s.id].why)
            for one in readings for s in one.statements if s.id in verdicts and not verdicts[s.id].may
        )  # fmt: skip
        withheld = tuple(dict.fromkeys(each for release in released for each in release.withheld))
        return Outgoing(
            circle.id,
            tuple(objects[key] for key in sorted(objects)),
            tuple(r.told for r in released),
            stays,
            withheld,
            stand_for,
        )

    def _withdrawn(self, told: Sequence[Told]) -> frozenset[str]:
        """The statements of claims that stand in what may go, and that the whole desk knows to be withdrawn."""
        standing = [c for one in told for c in one.claims if c.status != "retracted"]
        gone = [
            claim for claim in standing
            if (whole := self._store.claim(claim.claim.id)) is not None and whole[0].status == "retracted"
        ]  # fmt: skip
        return frozenset(key for claim in gone for key in claim.claim.statements)

    def _told(self, readings: Sequence[Reading], part: Part) -> tuple[Told, ...]:
        decisions = (*self._store.decisions(), *bearing(self._store, readings))
        afresh = self._afresh(self._store)
        return part_told(readings, afresh, decisions, given_of(self._store), part)

    def _related(self, told: Told, came_here: Collection[str]) -> dict[str, tuple[str, ...]]:
        """For each claim the partners' notes of it that came in this group: by them the others see what it is about."""
        found: dict[str, tuple[str, ...]] = {}
        for claim in told.claims if came_here else ():
            whole = self._store.claim(claim.claim.id)
            said = whole[1] if whole else ()
            notes = {
                w.object_id
                for s in said
                if s.report_id in came_here and (w := self._store.exchange.words(s.report_id))
            }
            found[claim.claim.id] = tuple(sorted(each for each in notes if each.startswith("note--")))
        return found

    def _marks(self) -> dict[str, tuple[gate.Mark, ...]]:
        """What people marked, by subject."""
        return {
            subject: (gate.mark(each.level, each.groups),)
            for subject, each in self._store.exchange.markings().items()
            if not subject.startswith("name:")
        }

    def _heard_limits(self, group: str) -> tuple[dict[str, gate.Mark], dict[str, tuple[str, ...]], set[str]]:
        """How far received words may go, the tokens they came with, and which came in this group and need not go back."""
        limits, carried, here = {}, {}, set()
        keys = {each.id: each.key for each in self.groups()}
        for report, _, came_in, words in self._store.exchange.all_heard():
            named = frozenset([came_in]) if came_in else frozenset[str]()
            limits[report] = gate.Mark(gate.level(words.level), named)
            extra = {share.tokens.of_object(key, words.object_id) for key in keys.values()}
            for number, word in enumerate(words.words or ()):
                carried[share.given_id(report, number)] = tuple(sorted({*word.tokens, *extra}))
            if not words.words:
                carried[share.given_id(report, 0)] = tuple(sorted(extra))
            if came_in == group:
                here.add(report)
        return limits, carried, here


def _inherited(
    marks: Mapping[str, tuple[gate.Mark, ...]], heard: Iterable[tuple[str, str, str | None, Heard]]
) -> dict[str, tuple[gate.Mark, ...]]:
    """The marks of partners' words that were corrected: a later version keeps the mark of the one before it, so that a

    correction goes where the word went. Not where it was marked itself, is withdrawn, or only a part was marked.
    """
    whole: dict[str, tuple[gate.Mark, ...]] = {}  # object -> the mark that its last version had as a whole
    found = {}
    for report, _, _, words in heard:
        given = [share.given_id(report, number) for number in range(max(1, len(words.words)))]
        own = marks.get(report, ())
        parts = [marks.get(each, ()) for each in given]
        if words.revoked or (not own and any(parts) and not all(parts)):
            whole.pop(words.object_id, None)
        elif own or all(parts):
            kept = gate.strictest([*own, *(mark for some in parts for mark in some)])
            whole[words.object_id] = (kept,) if kept else ()
        elif words.object_id in whole:
            found[report] = whole[words.object_id]
    return found


def _narrowed(own: gate.Mark | None, theirs: gate.Mark | None) -> gate.Mark | None:
    """A person's mark within what the sender of the words allows."""
    return own if own is None or theirs is None else gate.strictest([own, theirs])


def _level(told: Told, level_of: Mapping[str, gate.Level], of: Callable[..., gate.Level] = max) -> gate.Level:
    """The strictest level of a story's statements, or the most open (``min``)."""
    levels = [level_of[s.id] for s in told.statements if s.id in level_of]
    return of(levels, key=gate.LEVELS.index, default="AMBER")


def _withholding(found: Sequence[Sequence[gate.Withheld]]) -> dict[str, Any]:
    kinds: dict[str, list[str]] = {}
    for each in (one for some in found for one in some):
        said = f"{each.kind} ({each.instead})" if each.instead else each.kind
        kinds.setdefault(each.report_id, []).append(said)
    return {"withheld": kinds, "touched": frozenset(kinds)}
