"""Asking: what the store knows, as it was last assessed."""

from __future__ import annotations

import re

from ..errors import UsageError
from ..model import Assessment, Hit, Statement, Story, Told, Within
from ..stages.when import window
from .opened import Opened, found, standing

KINDS = ("statement", "report")
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


class Asking(Opened):
    """The verbs stories, story, claim, timeline and search."""

    def stories(self) -> tuple[Story, ...]:
        """Every story, in the order of the brief."""
        with self._asked() as store:
            return store.stories()

    def story(self, story_id: str) -> Told:
        """One story with all that is known of it. Raises UnknownId."""
        with self._asked() as store:
            return found(store.told(story_id), "story", story_id)

    def claim(self, claim_id: str) -> tuple[Assessment, tuple[Statement, ...], tuple[str, ...]]:
        """A claim's assessment, its statements, and the ids of its stories. Raises UnknownId, Gone."""
        with self._asked() as store:
            return standing(store, store.claim(claim_id), claim_id)

    def timeline(self, story_id: str | None = None) -> tuple[Told, ...]:
        """The stories whose timelines are wanted: one, or all. Raises UnknownId."""
        with self._asked():
            return (self.story(story_id),) if story_id else tuple(self._every_story())

    def search(self, query: str, limit: int = 20, within: Within | None = None) -> tuple[Hit, ...]:
        """The places that hold all words of the query: statements first, then lines of reports; all, or those within.

        Raises UsageError where ``within`` names a kind or a day that is none.
        """
        within = checked(within)
        with self._asked() as store:
            return store.search(query, limit, within)


def checked(within: Within | None) -> Within:
    """What a search is narrowed to. Raises UsageError where it names a kind or a day that is none."""
    within = within or Within()
    if within.kind and within.kind not in KINDS:
        raise UsageError(f"{within.kind!r} is no kind of place. Known: {', '.join(KINDS)}.")
    for day in (within.since, within.until):
        if day and not (_DAY.fullmatch(day) and window(day)):
            raise UsageError(f"{day!r} is no day. Say it so: 2024-12-27, or 2024-12 for a month.")
    return within
