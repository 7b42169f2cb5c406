"""Sentences -> Statements with their Attribution. Pure: everything comes from the dissection."""

from __future__ import annotations

from ...model import Dissection, Statement
from .candidates import Candidate, candidates
from .plainly import plain_statements
from .statements import statements
from .ties import ties

__all__ = ["Candidate", "candidates", "extract", "ties"]


def extract(dissection: Dissection) -> tuple[Statement, ...]:
    """The statements of a report, in order of their start; each has its chain from the publisher on."""
    if dissection.attempted and "statements" not in dissection.attempted:
        return plain_statements(dissection)
    return statements(dissection)
