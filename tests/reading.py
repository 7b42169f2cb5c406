"""A sentence in, a dissection out: what the tests of dissect and extract share."""

from __future__ import annotations

from functools import cache

from twosource.language.english import English
from twosource.model import Dissection, Report
from twosource.stages.dissect import dissect, texts
from twosource.text import digest


@cache
def language() -> English:
    return English()


def read(
    text: str, publisher: str | None = "The Harbour Post", published_at: str | None = "2025-03-14"
) -> Dissection:
    """The text as an English report, taken apart."""
    report = Report(
        id=digest(text, publisher or ""), path="report.txt", text=text, sha256="", publisher=publisher,
        published_at=published_at, published_from="meta" if published_at else "none", language="en",
    )  # fmt: skip
    passages = texts(report)
    return dissect(report, dict(zip(passages, language().parse(passages), strict=True)))
