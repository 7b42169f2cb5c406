"""Sentences -> Statements with their Attribution. Pure: everything comes from the dissection."""

from __future__ import annotations

from ...model import Dissection, Edge, Statement
from .chain.scene import scene
from .chain.ties import ties
from .credits.candidates import Candidate, candidates
from .languages.plainly import plain_statements
from .speakers import speakers
from .statements import statements
from .syntax.tree import tree

__all__ = ["Candidate", "candidates", "extract", "told"]


def extract(dissection: Dissection) -> tuple[Statement, ...]:
    """The statements of a report, in order of their start; each has its chain from the publisher on."""
    return told(dissection)[0]


def told(dissection: Dissection) -> tuple[tuple[Statement, ...], tuple[Edge, ...]]:
    """The statements of a report, as ``extract`` gives them, and who of its sources rests on whom (see ``ties``)."""
    place = scene(dissection, tree(dissection), speakers(dissection))
    plain = dissection.attempted and "statements" not in dissection.attempted
    found = plain_statements(dissection) if plain else statements(dissection, place)
    return found, ties(dissection, place, found)
