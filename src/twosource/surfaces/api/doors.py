"""Who comes in: which hosts and origins are ours, whose credentials these are, how often they may call."""

from __future__ import annotations

import base64
import binascii
import hmac
import math
import re
from urllib.parse import urlsplit

from starlette.requests import Request

from ... import people
from ...model import Person
from .desks import Desks
from .problems import CHALLENGE, Refused
from .rates import Rates
from .serving import LOOPBACK, Serving

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# A name or address with its port, as a Host header may have it.
_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+))(?::[0-9]{1,5})?")
EVERYWHERE = frozenset({"0.0.0.0", "::", ""})


class Doors:
    """The doors of one server."""

    def __init__(self, desks: Desks, serving: Serving) -> None:
        self._desks = desks
        self.serving = serving
        self.rates = Rates(serving.limits)
        public = urlsplit(serving.url or "")
        self.secure = public.scheme == "https"
        self.cookie = "__Host-twosource" if self.secure else "twosource"
        self._hosts = {*LOOPBACK, (public.hostname or "").lower(), serving.host.lower()} - EVERYWHERE
        self._origin = f"{public.scheme}://{public.netloc}".lower() if public.netloc else None
        self._code = None if desks.reading.anybody() else people.mint()

    # --- the first account

    @property
    def first_run(self) -> bool:
        """Whether there is no account yet."""
        if self._code is not None and self._desks.reading.anybody():
            self._code = None
        return self._code is not None

    @property
    def code(self) -> str | None:
        """The word that makes the first account; None where there is one."""
        return self._code if self.first_run else None

    def open_first(self, code: str) -> None:
        """Raises Refused where it is not the word."""
        known = self.code
        if known is None or not hmac.compare_digest(known.encode(), code.encode("utf-8", "surrogatepass")):
            raise Refused(
                403,
                "wrong-code",
                "That link is used or of another run. Start the server again for a new one.",
            )

    # --- where a request comes from

    def check_place(self, request: Request) -> None:
        """Raises Refused for a host that is not ours (DNS rebinding) and for a write from another's page."""
        host = request.headers.get("host", "")
        named = _HOST.fullmatch(host)
        if named is None or (named[1] or named[2]).lower() not in self._hosts:
            raise Refused(
                421,
                "wrong-host",
                "This server does not answer to that name. Start it with --url for another.",
            )
        if request.method in SAFE:
            return
        origin = request.headers.get("origin")
        if origin is not None:
            ours = {f"http://{host}".lower(), self._origin}
            if origin.lower() not in ours:
                raise Refused(403, "wrong-origin", "A write from another site's page is refused.")
        elif request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            raise Refused(403, "wrong-origin", "A write from another site's page is refused.")

    # --- who

    def who(self, request: Request) -> Person | None:
        """Who asks, by token or session; without either, a reader where reading is open. Raises Refused."""
        given = request.headers.get("authorization")
        if given is not None:
            desk, token = self._desks.reading, _token(given)
            person = desk.who(token=token) or desk.partner_by(token)
            if person is None:
                raise Refused(
                    401, "bad-token", "That token opens nothing (any more). Make another.", CHALLENGE
                )
            return person
        secret = request.cookies.get(self.cookie)
        person = self._desks.reading.who(session=secret) if secret else None
        if person is None and self.serving.open_reading:
            return Person("", "reader", frozenset(("read",)), "open")
        return person

    def knows(self, request: Request) -> bool:
        """Whether the request carries anything to look up."""
        return "authorization" in request.headers or self.cookie in request.cookies

    # --- how often

    def count(self, kind: str, name: str) -> None:
        """Raises Refused where that name called too often."""
        wait = self.rates.wait(kind, name)
        if wait:
            seconds = math.ceil(wait)
            raise Refused(
                429, "too-often", f"Too many calls. Try again in {seconds} s.", {"Retry-After": str(seconds)}
            )


def address(request: Request) -> str:
    """The address that a request came from."""
    return request.client.host if request.client else ""


def _token(header: str) -> str:
    """The token of ``Bearer TOKEN``, or of ``Basic``, where it is the password."""
    kind, _, value = header.strip().partition(" ")
    if kind.lower() == "basic":
        try:
            return base64.b64decode(value, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, ValueError):
            return ""
    return value.strip() if kind.lower() == "bearer" else ""
