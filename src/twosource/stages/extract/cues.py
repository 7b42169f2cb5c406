"""The table of cues: which words attribute, with what kind of saying and in what syntax."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word: its verb class, whether it tells of a stance, and the frames it takes."""

    lemma: str
    verb: str
    stance: bool
    frames: frozenset[str]


@cache
def cues(part: str = "verbs") -> dict[str, Cue]:
    """The cues of one part of the table ("verbs", ...) by lemma."""
    table = json.loads(resources.files("twosource.data").joinpath("cues.json").read_text("utf-8"))[part]
    return {lemma: _cue(lemma, entry.split()) for lemma, entry in table.items()}


def _cue(lemma: str, words: list[str]) -> Cue:
    frames = frozenset(words[1:]) - {"stance"}
    return Cue(lemma, words[0], "stance" in words[1:], frames)
