"""One request over one connection, to one checked address, with one deadline for all of it."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

from ...text.decoding import Refused
from .addresses import Target

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a host: ``path`` with its query, and the body of a POST."""

    method: str
    scheme: str
    path: str
    headers: Mapping[str, str]
    body: bytes | None = None


def ask(
    request: Request, target: Target, end: float, proxy: str | None = None, clock: Clock = time.monotonic
) -> Answer:
    """The answer's head, its body still to be read. Raises Refused, OSError, http.client.HTTPException."""
    connection = _Connection(target, request.scheme, _Deadline(end, clock), proxy)
    path = request.path
    if proxy and request.scheme == "http":
        path = f"http://{_authority(target, 80)}{request.path}"
    try:
        default = 443 if request.scheme == "https" else 80
        connection.putrequest(request.method, path, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", _authority(target, default))
        for name, value in {**request.headers, **connection.proxy_headers}.items():
            connection.putheader(name, value)
        if request.body is not None:
            connection.putheader("Content-Length", str(len(request.body)))
        connection.endheaders(request.body)
        return Answer(connection, connection.getresponse())
    except BaseException:
        connection.close()
        raise


class Answer:
    """A response whose body is read in pieces; close it."""

    def __init__(self, connection: http.client.HTTPConnection, response: http.client.HTTPResponse) -> None:
        self._connection, self._response = connection, response
        self.status = response.status
        self.headers = tuple((name.lower(), value) for name, value in response.getheaders())

    def header(self, name: str) -> str | None:
        """The first header of this name."""
        return next((value for known, value in self.headers if known == name), None)

    def read(self, size: int = -1) -> bytes:
        """The next bytes of the body, b"" at its end. Raises OSError, http.client.HTTPException."""
        return self._response.read(size if size >= 0 else None)

    def close(self) -> None:
        """Give the connection back."""
        self._response.close()
        self._connection.close()


class _Deadline:
    """How much time is left; no single wait may outlive it."""

    def __init__(self, end: float, clock: Clock) -> None:
        self._end, self._clock = end, clock

    def left(self) -> float:
        seconds = self._end - self._clock()
        if seconds <= 0:
            raise Refused("too slow: it was not all there in time; try again later")
        return seconds


class _Connection(http.client.HTTPConnection):
    """A connection to the address that was checked, whatever the name leads to by now."""

    def __init__(self, target: Target, scheme: str, deadline: _Deadline, proxy: str | None) -> None:
        super().__init__(target.host, target.port)
        self._target, self._scheme, self._deadline = target, scheme, deadline
        self._proxy = urlsplit(proxy) if proxy else None

    @property
    def proxy_headers(self) -> dict[str, str]:
        """What a proxy wants to be told beside the request."""
        return _credentials(self._proxy) if self._proxy and self._scheme == "http" else {}

    def connect(self) -> None:
        """Connect, through the proxy where there is one, and speak TLS for https under the host's own name."""
        if self._proxy is None:
            place = (self._target.address, self._target.port)
        else:
            place = (self._proxy.hostname or "", self._proxy.port or 3128)
        plain = socket.create_connection(place, timeout=self._deadline.left())
        try:
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._scheme == "https":
                if self._proxy is not None:
                    self._tunnel_through(plain)
                plain.settimeout(self._deadline.left())
                plain = _trust().wrap_socket(plain, server_hostname=self._target.host)
        except BaseException:
            plain.close()
            raise
        self.sock = _Hurried(plain, self._deadline)

    def _tunnel_through(self, plain: socket.socket) -> None:
        host = _authority(self._target, None)
        head = {"Host": host, **(_credentials(self._proxy) if self._proxy else {})}
        lines = [f"CONNECT {host} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items()), "", ""]
        plain.sendall("\r\n".join(lines).encode("latin-1"))
        got = b""
        while b"\r\n\r\n" not in got and len(got) < 65536:
            plain.settimeout(self._deadline.left())
            piece = plain.recv(1)  # no more than the head: what follows is TLS
            if not piece:
                break
            got += piece
        if got.split(b" ", 2)[1:2] != [b"200"]:
            raise Refused(f"refused: the proxy does not lead to {self._target.host}; check the setting proxy")


class _Hurried:
    """A socket, as far as http.client needs one, each of whose waits ends with the deadline."""

    def __init__(self, inner: socket.socket, deadline: _Deadline) -> None:
        self._inner, self._deadline = inner, deadline
        self._files = 0

    def sendall(self, data: Any) -> None:
        self._inner.settimeout(self._deadline.left())
        self._inner.sendall(data)

    def makefile(self, mode: str, *_: Any) -> io.BufferedReader:
        self._files += 1
        return io.BufferedReader(_Raw(self._inner, self._deadline))

    def close(self) -> None:
        if not self._files:  # else the answer is still read, and closes it at its end
            self._inner.close()


class _Raw(io.RawIOBase):
    def __init__(self, inner: socket.socket, deadline: _Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._inner.settimeout(self._deadline.left())
        return self._inner.recv_into(buffer)

    def close(self) -> None:
        self._inner.close()
        super().close()


@cache
def _trust() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _credentials(proxy: Any) -> dict[str, str]:
    if not proxy.username:
        return {}
    known = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}".encode()
    return {"Proxy-Authorization": f"Basic {b64encode(known).decode()}"}


def _authority(target: Target, default: int | None) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    return host if target.port == default else f"{host}:{target.port}"
