"""What a terminal may be given of words that others wrote."""

from __future__ import annotations

import re

_UNSEEN = re.compile("\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e]")


def visible(text: str) -> str:
    """A text without what would steer a terminal or turn its lines round: each such character is seen as U+FFFD.

    A report's author writes titles and sentences; without this they could also write to the reader's terminal.
    """
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)
