"""A land's own body by two names: "the Tarnish rescue centre" abroad, the "National Rescue Centre" at home.

The words besides the land and "national" must be the same, and the reports that say "National" must be that land's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ....model import Dissection, Edge, Reason
from ...lands import named, shared
from .cast import Known
from .classes import words_of
from .story_posts import homes

RULE = "rule:nationals/1"
_NATIONAL = re.compile(r"(?:the )?(?:national|state|federal|royal) (?P<rest>\w+ .*)", re.IGNORECASE)
_LANDS = re.compile(r"(?:the )?(?P<land>[A-Z][\w-]+)(?:['’]s)? (?P<rest>[a-z][\w-]* [a-z].*)")


def nationals(cast: Sequence[Known], taken: Sequence[Dissection]) -> Iterator[Edge]:
    """The body of a land that a report calls by the land, as the story's one national body of that kind."""
    bodies = [k for k in cast if k.source.kind != "person" and "press" not in k.classes]
    national = [(k, words_of(match["rest"])) for k in bodies if (match := _NATIONAL.fullmatch(k.source.name))]
    if not national:
        return
    home = homes(taken)
    told = {k.source.source_id: [d.report.id for d in taken if _tells(d, k)] for k, _ in national}
    for each in bodies:
        match = _LANDS.fullmatch(each.source.name)
        land = named(match["land"]) if match else frozenset()
        if not match or not land:
            continue
        found = [
            k
            for k, rest in national
            if k is not each
            and rest == words_of(match["rest"])
            and any(shared(land, home[report]) for report in told[k.source.source_id])
        ]
        if len(found) == 1:
            (meant,) = found
            why = f"{each.source.name}: {meant.source.name} is that land's body of that kind"
            ends = (each.source.source_id, meant.source.source_id)
            yield Edge(*ends, "alias_of", 0.8, "national", (Reason("national", why),), RULE)


def _tells(dissection: Dissection, body: Known) -> bool:
    return any(source.source_id == body.source.source_id for source in dissection.sources)
