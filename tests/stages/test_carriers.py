"""Sources of one claim that are one, and those that only look so."""

from __future__ import annotations

import pytest

from twosource.model import Source, SourceKind
from twosource.stages.group.bodies.carriers import of_one_claim
from twosource.stages.group.bodies.cast import known
from twosource.text import slug


def joined(*sources: tuple[str, SourceKind]) -> list[tuple[str, str]]:
    cast = [known(Source(slug(name.lower()), name, kind, (name,))) for name, kind in sources]
    return [(edge.left, edge.right) for edge in of_one_claim(cast)]


@pytest.mark.parametrize("other", ["Isabrande Corain", "Ysebrand Corrain"])
def test_a_name_by_its_sound_is_the_other(other: str) -> None:
    assert len(joined(("Ysbrand Corrain", "person"), (other, "unknown"))) == 1


@pytest.mark.parametrize("other", ["Tobias Corrain", "Ysbrand Holm", "Ysa Corrain"])
def test_another_first_name_or_surname_is_somebody_else(other: str) -> None:
    assert joined(("Ysbrand Corrain", "person"), (other, "person")) == []


def test_a_land_is_its_one_ruling_body_of_the_claim() -> None:
    ministry: tuple[str, SourceKind] = ("Ministry of Defence of the Oslar Federation", "body")
    assert joined(("Oslar", "body"), ministry) == [("oslar", "ministry-of-defence-of-the-oslar-federation")]
    assert joined(("Oslar", "body"), ministry, ("Oslar's army", "body")) == []
    assert joined(("Norva", "body"), ministry) == []
