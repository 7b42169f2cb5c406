"""Who stands behind a claim, read from the text of reports: persons and their bodies, bases, documents, relays."""

from __future__ import annotations

import pytest

from tests.standing import Case, Judged, cases, counted, judged, meets, status


@pytest.mark.parametrize("case", [case for case in cases() if case.met], ids=lambda case: case.name)
def test_the_origins_that_stand_behind_it(case: Case) -> None:
    assert counted(case) == (case.shown, case.possible)


@pytest.mark.xfail(strict=True, reason="not yet")
@pytest.mark.parametrize("case", [case for case in cases() if not case.met], ids=lambda case: case.name)
def test_what_is_not_read_yet(case: Case) -> None:
    assert counted(case) == (case.shown, case.possible)


@pytest.mark.parametrize("case", [case for case in judged() if case.met], ids=lambda case: case.name)
def test_the_status_it_has(case: Judged) -> None:
    assert meets(case), status(case)


@pytest.mark.xfail(strict=True, reason="not yet")
@pytest.mark.parametrize("case", [case for case in judged() if not case.met], ids=lambda case: case.name)
def test_a_status_that_is_not_seen_yet(case: Judged) -> None:
    assert meets(case)
