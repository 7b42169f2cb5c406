"""One claim in full: its page, its history, and as it stood at a moment."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.test_deciding import REPORTS, WHY, claim, desk
from twosource import Desk, Settings, UnknownId, UsageError
from twosource.surfaces.page import claim as page

__all__ = ["desk"]


def test_a_dossier_holds_the_claim_its_statements_and_its_history(desk: Desk) -> None:
    now = claim(desk, "lost power")
    one = desk.dossier(now.claim.id)
    assert one.assessment == now
    assert {each.id for each in one.statements} == set(now.claim.statements)
    assert {report.id for report in one.reports} == set(now.claim.reports)
    last = one.history[-1][1]
    assert (last.status, last.origins) == (now.status, now.origins)
    desk.decide("confirm", [now.claim.id], **WHY)
    assert [then.status for _, then in desk.dossier(now.claim.id).history][-1] == "confirmed"
    assert len(desk.dossier(now.claim.id).history) == len(one.history) + 1


def test_who_was_asked_and_has_not_answered_is_open(desk: Desk, tmp_path: Path) -> None:
    text = (
        "The ferry Aldona lost power off Sandholm on Friday, harbour master Ines Valk said.\n"
        "The operator, Northquay Lines, did not respond to a request for comment.\n"
    )
    (tmp_path / "late.txt").write_text(text)
    list(desk.ingest([str(tmp_path / "late.txt")]))
    one = desk.dossier(claim(desk, "lost power").claim.id)
    assert any(each.kind == "no_comment" and "Northquay" in each.text for each in one.open)
    assert "Northquay" in page.markdown(one).split("not answered")[1]


def test_a_claim_as_of_a_moment_knows_the_decisions_and_reports_of_then(tmp_path: Path) -> None:
    for file, (publisher, at, title, text) in REPORTS.items():
        fields = {
            "publisher": publisher,
            "published_at": at.replace("2031", "2021"),
            "title": title,
            "text": text,
        }
        (tmp_path / file).write_text(json.dumps(fields))
    with Desk(Settings(db=tmp_path / "past.db", quiet=True)) as desk:
        list(desk.ingest([str(tmp_path / file) for file in REPORTS]))
        as_it_was(desk)


def as_it_was(desk: Desk) -> None:
    name = claim(desk, "lost power").claim.id
    desk.decide("confirm", [name], **WHY)
    then = desk.dossier(name, "2021-05-20")
    assert (then.assessment.status, then.as_of) == ("corroborated", "2021-05-20T00:00:00+00:00")
    assert desk.dossier(name, "2999-01-01").assessment.status == "confirmed"
    with pytest.raises(UnknownId, match="2021-05-01"):
        desk.dossier(name, "2021-05-01")
    with pytest.raises(UsageError, match="not a time"):
        desk.dossier(name, "yesterday")
    with pytest.raises(UnknownId):
        desk.dossier("nowhere")


def test_the_page_holds_all_of_it_and_every_link_leads_somewhere(desk: Desk) -> None:
    one = desk.dossier(claim(desk, "lost power").claim.id)
    made = page.html(one)
    assert not re.search(r"(?:src|href)=.(?:https?:)?//", made)
    ids = set(re.findall(r'id="([^"]+)"', made))
    links = set(re.findall(r'href="#([^"]+)"', made))
    assert links
    assert links <= ids
    for words in ("Ines Valk", "Halm Coastguard", "What would raise it", "History", "<svg"):
        assert words in made
    told = page.markdown(one)
    assert "**corroborated**" in told
    assert "Quay Courier ← Ines Valk" in told
