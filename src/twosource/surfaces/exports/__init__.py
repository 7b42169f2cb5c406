"""Exports for others' tools: tables (CSV), linked data (JSON-LD), a page (HTML) and a document (PDF) of told stories."""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Brief, Told
from .tables import claims, statements

# What each format gives: the media type, and the end of its file's name.
FORMATS = {
    "csv": ("text/csv; charset=utf-8", "claims.csv"),
    "csv-statements": ("text/csv; charset=utf-8", "statements.csv"),
    "jsonld": ("application/ld+json", "claims.jsonld"),
    "html": ("text/html; charset=utf-8", "brief.html"),
    "pdf": ("application/pdf", "brief.pdf"),
}


def exported(brief: Brief, format: str) -> bytes:
    """The stories of a brief in a format of FORMATS."""
    stories: Sequence[Told] = brief.stories
    if format == "csv":
        return claims(stories)
    if format == "csv-statements":
        return statements(stories)
    if format == "jsonld":
        from .linked import linked

        return linked(stories, brief.as_of, brief.method)
    if format == "html":
        from .. import page

        return page.html(brief).encode()
    from .document import document

    return document(brief)


__all__ = ["FORMATS", "exported"]
