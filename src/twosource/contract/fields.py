"""What every output is put together from: fields by name, spans, reasons, numbers as they are written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..model import Evidence, Reason

Object = dict[str, Any]


def spans(found: Iterable[Evidence]) -> list[Object]:
    """Exact places in reports."""
    return [evidence(one) for one in found]


def evidence(one: Evidence) -> Object:
    """One exact place in a report."""
    return named(one, "report_id", "start", "end", "text")


def reasons(found: Iterable[Reason]) -> list[Object]:
    """Why, each with the places that it rests on."""
    return [{"code": one.code, "text": one.text, "spans": spans(one.spans)} for one in found]


def plain(value: Any) -> Any:
    """A side of a conflict holds spans and lists of them beside plain values."""
    if isinstance(value, Evidence):
        return evidence(value)
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return number(value) if isinstance(value, float) else value


def number(value: float | None) -> float | int | None:
    """A whole number is written as such; an open end stays None."""
    return int(value) if value is not None and value == value // 1 and abs(value) < 2**53 else value


def named(value: Any, *names: str) -> Object:
    """These fields of a value, as they are."""
    return {name: getattr(value, name) for name in names}
