"""Whether a text stands by what another says, or against it: words of doubt and denial on either side.

For loose prose without attributions (a headline, a blog). Where statements are known, their polarity decides.
"""

from __future__ import annotations

import re
from typing import Literal

from ....text.sought import Sought

Stance = Literal["agree", "disagree"]

# A text that speaks so of a story stands against it; each alternative is a way of news to say "not true".
_AGAINST = Sought(
    r"\b(?:hoax(?:es|er|ers|ed)?|fak(?:e|ed|es|ery|ing)|false(?:ly|hood)?|debunk\w*|bogus|untrue|myths?|satir\w+|parod(?:y|ies)|"
    r"photoshop\w*|fabricat\w+|made[- ]up|(?:greatly |wildly |vastly )?exaggerat\w+|misleading|mis(?:identified|reported|represented)|"
    r"prank\w*|phony|spoof\w*|denie[sd]|deny(?:ing)?|refut\w+|dispel\w*|disput\w+|rejects?|rejected|dismiss\w*|unfounded|baseless|"
    r"discredit\w*|disprov\w+|incorrect|inaccurate|mistaken(?:ly)?|retract\w*|urban legend|rumou?rs?|"
    r"(?:isn['’]t|wasn['’]t|aren['’]t|not|n['’]t) (?:(?:\w+ )?(?:true|real|accurate|so|confirmed|exist|the case|actually|related)|what)|"
    r"no (?:evidence|truth|proof|basis|such|record)|turns out|too good to be true|not so fast|didn['’]t happen|never happened|"
    r"skeptic\w*|sceptic\w*|doubt(?:s|ed|ful)?|outed as|conspiracy)\b",
)
# Words that take one of these back: "no hoax", "not fake", "wasn't a hoax".
_TAKEN_BACK = re.compile(
    r"\b(?:no|not|never|isn['’]t|wasn['’]t|aren['’]t|n['’]t)\s+(?:(?:a|an|being|been)\s+)?$", re.IGNORECASE
)
_LEAD = 1200  # characters in which a text says where it stands
ENOUGH = 1.0  # so many signs in the lead of a text, and it stands against


def doubts(text: str) -> float:
    """How often a text says "not true", those taken back not counted, each further one of a kind half."""
    seen: dict[str, int] = {}
    total = 0.0
    for match in _AGAINST.finditer(text):
        if _TAKEN_BACK.search(text, max(0, match.start() - 24), match.start()):
            continue
        kind = match[0][:5].casefold()
        total += 0.5 ** seen.get(kind, 0)
        seen[kind] = seen.get(kind, 0) + 1
    return total


def stance(claim: str, text: str) -> Stance:
    """Whether a text agrees with a claim: both stand by the story, or both against it."""
    against = doubts(text[:_LEAD]) + 0.5 * doubts(text[_LEAD : 3 * _LEAD]) >= ENOUGH
    return "agree" if (doubts(claim) > 0) == against else "disagree"
