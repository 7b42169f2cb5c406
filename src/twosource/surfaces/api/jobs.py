"""What the worker is asked to do: functions of a module, plain values in and out, each over the worker's desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ... import contract
from ...desk import Desk
from ...model import SetAside
from .desks import quick

Documents = Sequence[tuple[str, bytes]]


@quick
def keep(desk: Desk, documents: Documents, by: str) -> list[dict[str, Any]]:
    """Keep these documents, and what ``ingest --format jsonl`` prints of them. They are not assessed yet."""
    return [_line(one, new) for one, new in desk.hand_in(documents, by, assess=False)]


def catch_up(desk: Desk) -> None:
    """Assess what was kept and not assessed, or assessed by other rules."""
    desk.catch_up()


def extract(desk: Desk, documents: Documents) -> list[dict[str, Any]]:
    """What ``extract`` prints of these documents. Keeps nothing."""
    return [
        contract.refused(one) if isinstance(one, SetAside) else contract.reading(one)
        for one in desk.extract_from(documents)
    ]


def brief_since(desk: Desk, since: str) -> dict[str, Any]:
    """What ``brief --since`` prints: the former state is assessed for it, which takes a while."""
    return contract.brief(desk.brief((), since), since)


@quick
def bring(desk: Desk, address: str, by: str) -> list[dict[str, Any]]:
    """Keep what is at an address on the web. It is not assessed yet."""
    return [_line(one, new) for one, new in desk.bring_in(address, by)]


def decide(
    desk: Desk, verb: str, subject: Sequence[str], value: str, author: str, reason: str
) -> dict[str, Any]:
    """Keep a decision, and what ``decide --format json`` prints of it."""
    return contract.decision(desk.decide(verb, subject, value, author=author, reason=reason))


def undo(desk: Desk, number: int, author: str, reason: str) -> dict[str, Any]:
    """Take a decision back."""
    return contract.decision(desk.undo(number, author=author, reason=reason))


def erase(desk: Desk, number: int, names: Sequence[str], author: str, reason: str) -> int:
    """Erase words of a line of the audit log; the number of the line that says so."""
    return desk.erase(number, names, author, reason)


def _line(one: Any, new: bool) -> dict[str, Any]:
    return contract.refused(one) if isinstance(one, SetAside) else contract.ingested(one, new)
