"""How names sound, so that transliterations of one name meet."""

from __future__ import annotations

import re

_SOUNDS = (("dzh", "j"), ("dj", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ks", "x"), ("tch", "c"), ("sch", "s"),
           ("ch", "c"), ("sh", "s"), ("ts", "c"), ("tz", "c"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("w", "v"),
           ("ou", "u"), ("oo", "u"), ("ee", "i"), ("yo", "o"), ("io", "o"), ("ya", "a"), ("ia", "a"), ("yu", "u"),
           ("iu", "u"), ("ie", "e"), ("ye", "e"), ("y", "i"))  # fmt: skip


def skeleton(word: str) -> str:
    """A name's sound, roughly: Zhadov and Jadov, Khasan and Hasan have one skeleton each."""
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    return re.sub(r"(.)\1+", r"\1", word)
