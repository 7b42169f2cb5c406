"""Claims -> Assessments: who really stands behind them, where accounts differ, what is open. Pure.

``ground`` indexes all that is known once; the others read it. A claim is assessed from its own voices and
from the claims that contradict it, so adding a report re-assesses only what it touches: where the ``footing`` of a
claim is the former one, so is its assessment.
"""

from __future__ import annotations

from .accounts import conflicts
from .asked import bears
from .assess import assess
from .figures import figures
from .footing import footing
from .ground import Grounds, ground, of_story
from .questions import open_questions

__all__ = [
    "Grounds",
    "assess",
    "bears",
    "conflicts",
    "figures",
    "footing",
    "ground",
    "of_story",
    "open_questions",
]
