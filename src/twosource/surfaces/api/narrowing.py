"""What a search is narrowed to, as an address asks for it: the API's and the page's."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Depends, Query

from ...model import Within


def _within(
    kind: Annotated[
        Literal["", "statement", "report"],
        Query(description="Only statements, or only lines of reports."),
    ] = "",
    publisher: Annotated[
        str, Query(max_length=500, description="Only of publishers with these words in their names.")
    ] = "",
    since: Annotated[
        str, Query(max_length=20, description="Only published on this day (or month, or year) or later.")
    ] = "",
    until: Annotated[
        str, Query(max_length=20, description="Only published on this day (or month, or year) or before.")
    ] = "",
) -> Within:
    return Within(kind, publisher, since, until)


Narrowed = Annotated[Within, Depends(_within)]
