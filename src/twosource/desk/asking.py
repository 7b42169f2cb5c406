"""Asking: what the store knows, as it was last assessed."""

from __future__ import annotations

from ..model import Assessment, Hit, Statement, Story, Told, Within
from .opened import Opened, found, standing


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
        """The places that hold all words of the query: statements first, then lines of reports; all, or those within."""
        with self._asked() as store:
            return store.search(query, limit, within)
