"""The middleware around every request: place, person, pace, size; and the headers that every answer carries."""

from __future__ import annotations

import asyncio
import time

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ... import people
from ...errors import TwosourceError
from . import problems
from .doors import Doors, address
from .metrics import Metrics
from .problems import Refused

# What nobody in particular may send: enough for a name and a password.
STRANGERS_BYTES = 64_000
# A body that pauses for longer is given up.
PAUSE_SECONDS = 30.0
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: browsers would send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}
OPEN = ("/health", "/static/")


class Guard:
    """Wraps an application; what it refuses never gets there."""

    def __init__(self, app: ASGIApp, doors: Doors, metrics: Metrics) -> None:
        self._app = app
        self._doors = doors
        self._metrics = metrics
        self._headers = dict(HEADERS)
        if doors.secure:
            self._headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        begun, status = time.perf_counter(), 500

        async def dressed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._admit(request)
        except (HTTPException, TwosourceError) as error:
            say = problems.http if isinstance(error, HTTPException) else problems.ours
            refusal = await say(request, error)
            refusal.headers["Connection"] = "close"
            await refusal(scope, receive, dressed)
        else:
            await self._asked(scope, self._bounded(request, receive), dressed)
        finally:
            self._metrics.seen(scope, status, time.perf_counter() - begun)

    async def _asked(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer; where it breaks, the answer is still a problem with all headers."""
        begun = False

        async def seen(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, seen)
        except Exception as error:
            if begun:
                raise
            await (await problems.broken(Request(scope), error))(scope, receive, send)

    async def _admit(self, request: Request) -> None:
        """Put who asks into ``request.state``. Raises what the request is refused with."""
        request.state.person, request.state.csrf = None, None
        doors = self._doors
        doors.check_place(request)
        if request.url.path.startswith(OPEN):
            return
        if doors.knows(request) or doors.serving.open_reading:
            person = request.state.person = await run_in_threadpool(doors.who, request)
            if person is not None and person.via == "session":
                request.state.csrf = people.against_forgery(request.cookies[doors.cookie])
        person = request.state.person
        doors.count("api", f"person {person.name}" if person and person.name else f"at {address(request)}")
        size = request.headers.get("content-length", "0")
        if not size.isdigit() or int(size) > self._most(request):
            raise self._too_large(request)

    def _most(self, request: Request) -> int:
        person = request.state.person
        return self._doors.serving.max_upload if person and person.name else STRANGERS_BYTES

    def _too_large(self, request: Request) -> Refused:
        return Refused(
            413, "too-large", f"At most {self._most(request):,} bytes at a time. Send it in parts."
        )

    def _bounded(self, request: Request, receive: Receive) -> Receive:
        """The body, up to the size and the pace that are allowed."""
        taken, ended = 0, False

        async def bounded() -> Message:
            nonlocal taken, ended
            if ended:
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), PAUSE_SECONDS)
            except TimeoutError:
                raise Refused(
                    400, "too-slow", "The request's body stopped half-way. Send it again."
                ) from None
            taken += len(message.get("body", b""))
            ended = not message.get("more_body", False)
            if taken > self._most(request):
                raise self._too_large(request)
            return message

        return bounded
