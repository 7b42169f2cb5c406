"""What TAXII 2.1 writes and reads beside the objects: errors, cursors, filters, the media types."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import orjson
from fastapi import Request
from starlette.responses import Response

from ...model import Match
from ..api.problems import Refused

MEDIA = "application/taxii+json;version=2.1"
STIX = "application/stix+json;version=2.1"
CHALLENGE = {"WWW-Authenticate": 'Basic realm="Twosource", Bearer realm="Twosource"'}
SOME, MOST = 500, 1000
# More than fits into any address line anyway; SQLite takes 32,766.
MOST_VALUES = 500
_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z")


class Taxii(Response):
    """An answer in TAXII 2.1; bytes go as they are."""

    media_type = MEDIA

    def render(self, content: Any) -> bytes:
        """The object as bytes."""
        return content if isinstance(content, bytes) else orjson.dumps(content)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page is asked for: after which place, how many, and which objects."""

    after: int
    limit: int
    match: Match

    def onward(self, after: int) -> str:
        """The cursor of the page after this one. It holds all there is to know: the server remembers nothing."""
        match = self.match
        state = [after, self.limit, match.ids, match.types, match.versions, match.specs]
        return base64.urlsafe_b64encode(orjson.dumps(state)).decode().rstrip("=")


def error(
    status: int, title: str, detail: str, slug: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    """An error message of TAXII."""
    body = {
        "title": title,
        "description": detail,
        "error_id": str(uuid4()),
        "error_code": slug,
        "http_status": str(status),
    }
    sent = {**(headers or {}), **(CHALLENGE if status == 401 else {})}
    return Taxii(body, status, sent)


def wrong(detail: str) -> Refused:
    """A 400."""
    return Refused(400, "bad-request", detail)


def accepts(request: Request, wanted: str = MEDIA) -> None:
    """Raises Refused, 406, where the caller does not take TAXII 2.1."""
    for each in request.headers.get("accept", "").split(","):
        kind, *parameters = (part.strip().lower() for part in each.split(";"))
        version = next(
            (p.split("=", 1)[1].strip(' "') for p in parameters if p.startswith("version=")), "2.1"
        )
        refused = any(re.fullmatch(r"q=0(\.0*)?", p.replace(" ", "")) for p in parameters)
        family = wanted.split("/")[0] + "/*"
        if kind in ("*/*", family, wanted.split(";")[0]) and version == "2.1" and not refused:
            return
    raise Refused(406, "not-acceptable", f"Accept {wanted}: this server answers in nothing else.")


def brings(request: Request) -> None:
    """Raises Refused, 415, where the body is not said to be TAXII 2.1."""
    kind, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    version = next((p.split("=", 1)[1].strip(' "') for p in parameters if p.startswith("version=")), "2.1")
    if kind != "application/taxii+json" or version != "2.1":
        raise Refused(415, "media-type", f"Send it as {MEDIA}.")


def asked(request: Request, versions: tuple[str | int, ...] = ("last",)) -> Asked:
    """What the query asks for. Raises Refused, 400. A cursor holds its own filters and place."""
    query = request.query_params
    limit = _limit(query.get("limit"))
    if "next" in query:
        known = _cursor(query["next"])
        return replace(known, limit=limit) if limit is not None else known
    after = query.get("added_after")
    match = Match(
        ids=_values(request, "id"),
        types=_values(request, "type"),
        versions=tuple(_version(each) for each in _values(request, "version")) or versions,
        specs=tuple(_spec(each) for each in _values(request, "spec_version")),
    )
    return Asked(moment(after) if after is not None else -1, limit or SOME, match)


def moment(written: str) -> int:
    """A time of TAXII as microseconds since 1970. Raises Refused, 400."""
    from datetime import UTC, datetime

    found = _TIME.fullmatch(written)
    try:
        if found is None:
            raise ValueError
        parts = [int(part) for part in found.groups()[:6]]
        second = min(parts[5], 59)  # a leap second counts as the one before
        at = datetime(*parts[:5], second, tzinfo=UTC)  # type: ignore[misc,arg-type]
    except ValueError:
        raise wrong(
            f"{written[:60]!r} is not a time of TAXII. Write one like 2026-11-22T08:00:00.000000Z."
        ) from None
    since = at - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + int(((found[7] or "") + "000000")[:6])


def written(added: int) -> str:
    """Microseconds since 1970 as TAXII writes a time."""
    from datetime import UTC, datetime, timedelta

    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=added)
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _limit(given: str | None) -> int | None:
    if given is None:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", given) or int(given) < 1:
        raise wrong("limit is a whole number of at least 1.")
    return min(int(given), MOST)


def _cursor(given: str) -> Asked:
    try:
        state = orjson.loads(base64.b64decode(given + "=" * (-len(given) % 4), b"-_", validate=True))
        after, limit, *lists = state
        ids, types, versions, specs = (tuple(each) for each in lists)
        plain = all(isinstance(each, str) and len(each) <= 300 for each in (*ids, *types, *specs))
        bounded = sum(map(len, (ids, types, versions, specs))) <= MOST_VALUES
        known = all(v in ("first", "last", "all") or _small(v) for v in versions)
        if not (plain and bounded and known and _small(after) and _small(limit) and 0 < limit <= MOST):
            raise ValueError
    except (binascii.Error, ValueError, TypeError):
        raise wrong("next is not a cursor of this server. Begin again with added_after.") from None
    return Asked(after, limit, Match(ids, types, versions, specs))


def _small(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -1 <= value < 2**62


def _values(request: Request, field: str) -> tuple[str, ...]:
    """The values of a filter: any of them fits."""
    name = f"match[{field}]"
    if name not in request.query_params:
        return ()
    found = [each for given in request.query_params.getlist(name) for each in given.split(",")]
    if not all(found) or len(found) > MOST_VALUES or any(len(each) > 300 for each in found):
        raise wrong(f"{name} is a list of values with commas between, at most {MOST_VALUES}.")
    return tuple(found)


def _version(given: str) -> str | int:
    return given if given in ("first", "last", "all") else moment(given)


def _spec(given: str) -> str:
    if not re.fullmatch(r"[0-9]\.[0-9]", given):
        raise wrong("match[spec_version] is 2.0 or 2.1.")
    return given
