"""Lists a page at a time: the cursor says where the next one begins, and the server keeps nothing.

The pages joined are the array that the command prints with ``--format json``. A list that changes meanwhile
may repeat or leave out an entry at the seam; the ETag says whether it did change.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

import orjson
from fastapi import Query, Request

from .problems import Refused

T = TypeVar("T")
MOST, SOME = 1000, 100
Limit = Annotated[int, Query(ge=1, le=MOST, description="At most so many entries a page.")]
Cursor = Annotated[
    str | None, Query(max_length=500, description="Where to go on: from the Link header of the page before.")
]
LINKED = {
    "Link": {"description": 'The next page, as rel="next"; none on the last.', "schema": {"type": "string"}}
}


def position(cursor: str | None) -> Any:
    """What a cursor holds; None at the beginning. Raises Refused."""
    if not cursor:
        return None
    try:
        return orjson.loads(base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        raise _unknown() from None


def number(cursor: str | None) -> int:
    """The number that a cursor holds; 0 at the beginning. Raises Refused."""
    found = position(cursor)
    if found is None:
        return 0
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found < 2**53:
        raise _unknown()
    return found


def text(cursor: str | None) -> str:
    """The text that a cursor holds; "" at the beginning. Raises Refused."""
    found = position(cursor)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise _unknown()
    return found


def following(request: Request, after: Any) -> dict[str, str]:
    """The header that leads to the page after this place."""
    cursor = base64.urlsafe_b64encode(orjson.dumps(after)).rstrip(b"=").decode()
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return {"Link": f'<{request.url.path}?{urlencode([*kept, ("cursor", cursor)])}>; rel="next"'}


def cut(found: Sequence[T], limit: int) -> tuple[Sequence[T], bool]:
    """A page out of one entry more than it holds, and whether another follows."""
    return found[:limit], len(found) > limit


def _unknown() -> Refused:
    return Refused(400, "bad-cursor", "That cursor is none of this list's. Begin again without one.")
