"""The pages over the API's store: what they show, who may see them, and that forms are guarded."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from .conftest import signed_in

PLACES = ("/", "/search", "/search?q=ferry", "/sources", "/inbox", "/alerts", "/audit", "/account")


@pytest.fixture
def editor(app: FastAPI) -> TestClient:
    return signed_in(app, "Edi")


def get(opened: TestClient, address: str) -> str:
    answer = opened.get(address, headers={"accept": "text/html"})
    assert answer.status_code == 200, f"{address}: {answer.status_code} {answer.text[:400]}"
    return answer.text


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match, f"no {pattern} in {text[:2000]}"
    return match[1]


@pytest.mark.parametrize("address", PLACES)
def test_every_page_answers(editor: TestClient, address: str) -> None:
    assert "<h1" in get(editor, address)
