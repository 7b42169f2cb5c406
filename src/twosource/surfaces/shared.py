"""What the verbs of sharing give, as JSON and as text: the same for the command line and for HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..desk import Desk
from ..desk.sharing import Preview
from ..model import Answer, Identity, Marking, Partner, Receipt, Reveal, SharingGroup

Object = dict[str, Any]


def identity(one: Identity) -> Object:
    """Who a desk is to its partners."""
    return {"id": one.id, "name": one.name, "public_key": one.public_key}


def partner(one: Partner) -> Object:
    """A partner with its pinned keys."""
    keys = [{"key": key.key, "since": key.since, "until": key.until} for key in one.keys]
    return {
        "id": one.id,
        "name": one.name,
        "reliability": one.reliability,
        "identity": one.identity,
        "keys": keys,
    }


def group(one: SharingGroup, with_key: bool = False) -> Object:
    """A sharing group; its key only where it is asked for."""
    return {"id": one.id, "members": list(one.members), **({"key": one.key} if with_key else {})}


def marking(one: Marking) -> Object:
    """A mark."""
    return {
        "subject": one.subject,
        "level": one.level,
        "groups": list(one.groups),
        "by": one.by,
        "at": one.at,
    }


def answer(one: Answer) -> Object:
    """An answer to a partner's claim."""
    return {
        "object_id": one.object_id, "group": one.group, "stance": one.stance, "evidence": list(one.evidence),
        "why": one.why, "by": one.by, "at": one.at,
    }  # fmt: skip


def reveal(one: Reveal) -> Object:
    """A wish to reveal."""
    return {
        "number": one.number, "key": one.key, "asked_by": one.asked_by, "reason": one.reason, "asked_at": one.asked_at,
        "agreed_by": one.agreed_by, "agreed_at": one.agreed_at,
    }  # fmt: skip


def receipt(one: Receipt) -> Object:
    """What came of a bundle."""
    refused = [{"object_id": each.object_id, "reason": each.reason} for each in one.refused]
    return {
        "number": one.number,
        "sha256": one.sha256,
        "taken": list(one.taken),
        "refused": refused,
        "seen": one.seen,
    }


def preview(one: Preview) -> Object:
    """What would go to whom, and what would not, and why."""
    return {
        "group": one.group,
        "members": list(one.members),
        "new": list(one.new),
        "changed": list(one.changed),
        "revoked": list(one.revoked),
        "unchanged": one.same,
        "stays": [
            {"statement_id": each.statement_id, "report_id": each.report_id, "text": each.text, "why": each.why}
            for each in one.stays
        ],
        "withheld": [
            {"key": each.key, "kind": each.kind, "condition": each.condition, "report_id": each.report_id,
             "instead": each.instead or None}
            for each in one.withheld
        ],
        "notice": one.notice,
    }  # fmt: skip


def preview_lines(one: Preview) -> list[str]:
    """The same for a person's eye."""
    lines = [f"To the group {one.group}: {', '.join(one.members) or 'nobody is in it'}."]
    for title, found in (("New", one.new), ("Changed", one.changed)):
        told = [_told(each) for each in found if each["type"] in ("note", "opinion", "sighting")]
        lines += ["", f"{title}: {len(found)} objects"] + [f"  {each}" for each in told]
    lines += ["", f"Withdrawn: {len(one.revoked)}. As sent before: {one.same}."]
    lines += ["", f"Withheld to protect persons: {len(one.withheld)}"]
    lines += [
        f"  {each.key}  {each.kind}" + (f", {each.condition}" if each.condition else "")
        + (f" (told instead: {each.instead})" if each.instead else "") + (f", in {each.report_id}" if each.report_id else "")
        for each in one.withheld
    ]  # fmt: skip
    reasons: dict[str, list[str]] = {}
    for stays in one.stays:
        reasons.setdefault(stays.why, []).append(stays.text)
    lines += ["", f"Stays here: {len(one.stays)} statements"]
    for why, texts in reasons.items():
        lines += [f"  {why}: {len(texts)}", *(f"    “{text[:90]}”" for text in texts[:5])]
        lines += [f"    and {len(texts) - 5} more"] if len(texts) > 5 else []
    return [*lines, "", one.notice]


def _told(one: Object) -> str:
    level = {"94868c89": "CLEAR", "bab4a63c": "GREEN", "55d920b0": "AMBER", "e828b379": "RED"}
    mark = next(
        (
            level[ref.split("--")[1][:8]]
            for ref in one.get("object_marking_refs", ())
            if ref.split("--")[1][:8] in level
        ),
        "",
    )
    text = one.get("content") or one.get("explanation") or one.get("description") or one["type"]
    return f"TLP:{mark}  {one['type']}  “{text.splitlines()[0][:100]}”"


# --- what the server's worker is asked to do -------------------------------------------------


def previewed(desk: Desk, group: str) -> Object:
    """What would go to a group."""
    return preview(desk.preview(group))


def published(desk: Desk, group: str, by: str) -> Object:
    """What went to a group."""
    sent = desk.publish(group, by)
    return {"group": group, "objects": [{"id": one.object_id, "modified": one.modified} for one in sent]}


def joined(desk: Desk, group_id: str, name: str, by: str) -> Object:
    """A group with a partner more."""
    return group(desk.join(group_id, name, by))


def left(desk: Desk, group_id: str, name: str, by: str) -> Object:
    """A group without a partner."""
    return group(desk.leave(group_id, name, by))


def marked(desk: Desk, subjects: Sequence[str], level: str, groups: Sequence[str], by: str) -> list[Object]:
    """The marks as they are kept."""
    return [marking(one) for one in desk.mark(subjects, level, groups, by)]


def answered(desk: Desk, claim_id: str, stance: str, saw: Sequence[str], why: str, by: str) -> list[Object]:
    """The answers as they are kept."""
    return [answer(one) for one in desk.answer(claim_id, stance, saw, why, by)]


def received(desk: Desk, body: bytes, sender: str, group_id: str | None, signature: str | None) -> Object:
    """What came of a bundle."""
    return receipt(desk.receive(body, sender, group_id, signature))
