"""Who copied whom, as the brief lists it and as a report shows it."""

from __future__ import annotations

from ..model import Edge
from .fields import Object, reasons


def copy(edge: Edge) -> Object:
    """What a report copies: "direction" is what tells which of the two is the copy, null where a person said so."""
    told = (reason.code for reason in edge.reasons if reason.code.startswith("direction."))
    direction = next((code.partition(".")[2] for code in told), None)
    return {"of": edge.right, "kind": edge.kind, "share": round(edge.score, 4), "direction": direction}


def copied(edge: Edge) -> Object:
    """An edge between a copy and its original, with the passages side by side: the copy's before the original's."""
    return {"report": edge.left, **copy(edge), "reasons": reasons(edge.reasons)}
