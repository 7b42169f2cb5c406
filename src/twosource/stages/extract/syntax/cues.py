"""The table of cues: which words attribute, with what kind of saying and in what syntax."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from .... import data


@dataclass(frozen=True, slots=True)
class Sense:
    """What a cue means in one frame: its verb class, and whether it tells of a stance."""

    verb: str
    stance: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word with its senses by frame (``that``, ``quote``, ``to``, ``np``, a preposition, ...)."""

    lemma: str
    senses: Mapping[str, Sense]


@cache
def cues(part: str) -> Mapping[str, Cue]:
    """The cues of a part of the table ("verbs", "nouns", "adjectives") by lemma; a particle follows a space."""
    senses: dict[str, dict[str, Sense]] = {}
    for group in data.table("cues.json")[part]:
        sense = Sense(group["verb"], group.get("stance", False))
        for word in group["words"].split():
            known = senses.setdefault(word.replace("-", " ") if part == "verbs" else word, {})
            for frame in group["frames"].split():
                known.setdefault(frame, sense)
    return {lemma: Cue(lemma, found) for lemma, found in senses.items()}


@cache
def words(part: str) -> frozenset[str]:
    """A plain list of the table ("light", "adverbs") as a set."""
    return frozenset(data.table("cues.json")[part].split())


@cache
def idioms() -> Mapping[tuple[str, str, str], Sense]:
    """Verb, object and preposition that say something together: "cast doubt on"."""
    return {
        (verb, noun, prep): Sense(group["verb"], group.get("stance", False))
        for group in data.table("cues.json")["idioms"]
        for verb, noun, prep in (word.split("-") for word in group["words"].split())
    }
