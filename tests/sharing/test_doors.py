"""Exports and an assistant's tools stand outside the desk: what they give has been through the gate."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from twosource import contract
from twosource.config import Settings
from twosource.desk import Desk
from twosource.errors import UnknownId

TEXT = (
    "The Norva Army Command said on Friday that its troops captured two soldiers of Belmark near Halden. "
    "One of the prisoners, born in 2004, said that he had been sent to a drill. "
    "Corporal Ivo Marten, 22, was captured with a broken leg, the Norva Army Command said. "
    "A gunner of Belmark gave himself up. The gunner, Jan Petrik, lost two fingers, a medic said. "
    "“They promised us bread,” freed hostage Ruth Lem told the Norva Army Command. "
    "President Ana Lorm said that 3,000 soldiers of Belmark had crossed the border near Halden since Monday."
)
SECRETS = (
    "2004",
    "Marten",
    "broken leg",
    "drill",
    "ivo-marten",
    "Petrik",
    "petrik",
    "fingers",
    "promised us bread",
    "Lem ",
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    report = {"title": "Ivo Marten captured", "publisher": "Halm Herald", "published_at": "2026-03-06T10:00:00+00:00",
              "url": "https://herald.example/ivo-marten-captured", "text": TEXT}  # fmt: skip
    (tmp_path / "r.json").write_text(json.dumps(report))
    with Desk(Settings(db=tmp_path / "desk.db")) as made:
        list(made.ingest([str(tmp_path / "r.json")]))
        yield made


def leaks(value: object) -> list[str]:
    written = json.dumps(value)
    return [secret for secret in SECRETS if secret in written]


def test_a_brief_for_others_names_nobody_protected_and_still_reads(desk: Desk) -> None:
    assert leaks(contract.brief(desk.brief()))
    told = contract.brief(desk.public_brief(desk.brief()))
    assert leaks(told) == []
    assert "Ana Lorm" in json.dumps(told)
    assert any("3,000 soldiers" in claim["text"] for story in told["stories"] for claim in story["claims"])


def test_every_claim_and_hit_for_others_has_been_through_the_gate(desk: Desk) -> None:
    for story in desk.stories():
        for claim in desk.story(story.id).claims:
            try:
                shown = contract.claim_in_full(*desk.public_claim(claim.claim.id))
            except UnknownId:
                continue  # nothing of it may be shown
            assert leaks(shown) == []
    for words in ("Halden", "Marten", "prisoners", "captured", "drill", "leg"):
        assert leaks([contract.hit(one) for one in desk.public_search(words)]) == [], words


def test_the_exports_pass_the_gate(desk: Desk) -> None:
    from twosource.surfaces.exports import exported

    for format in ("csv", "csv-statements", "jsonld", "html"):
        body = exported(desk.public_brief(desk.selected(None)), format).decode()
        assert [secret for secret in SECRETS if secret in body] == [], format


def test_whom_a_person_protects_is_withheld_everywhere(desk: Desk) -> None:
    desk.protect_name("Ana Lorm", "asked for it", "ann")
    assert "Lorm" not in json.dumps(contract.brief(desk.public_brief(desk.brief())))
    desk.protect_name("Ana Lorm", "a president after all", "ben", needed=False)
    assert "Lorm" in json.dumps(contract.brief(desk.public_brief(desk.brief())))
