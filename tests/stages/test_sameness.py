"""Whether passages of two or three reports are one claim, two, opposed, or an update: read through all stages."""

from __future__ import annotations

import pytest

from tests.sameness import Case, answer, cases


@pytest.mark.parametrize("case", [case for case in cases() if case.met], ids=lambda case: case.name)
def test_how_passages_stand_to_each_other(case: Case) -> None:
    assert answer(case) == case.answer


@pytest.mark.xfail(strict=True, reason="not yet")
@pytest.mark.parametrize("case", [case for case in cases() if not case.met], ids=lambda case: case.name)
def test_what_is_not_told_apart_yet(case: Case) -> None:
    assert answer(case) == case.answer
