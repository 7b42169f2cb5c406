"""TLS: the certificate has to be the named host's, also on a connection to a checked address, also through a proxy."""

from __future__ import annotations

import datetime
import select
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.watching.hosts import Host, gives, host, way
from twosource.readers.web import Allowed, Unfetched, Way, fetch, wire

NAME = "paper.tarn.example"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that the host NAME signed for itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path_factory.mktemp("tls") / "host.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    return pem


@pytest.fixture
def here(papers: Path) -> Iterator[Host]:
    with host() as opened:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(papers)
        opened.socket = context.wrap_socket(opened.socket, server_side=True)
        opened.pages["/"] = gives("<p>Here.</p>" * 10_000)
        yield opened


@pytest.fixture
def trusted(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_trust", lambda: ssl.create_default_context(cafile=str(papers)))


def named(**names: str) -> Way:
    found = {NAME: "127.0.0.1", **names}
    return replace(way(), allowed=Allowed.of(["127.0.0.1"]), resolve=lambda name, port: [found[name]])


@pytest.mark.usefixtures("trusted")
def test_a_trusted_host_is_read_under_its_own_name(here: Host) -> None:
    got = fetch(f"https://{NAME}:{here.server_port}/", named())
    assert got.body == b"<p>Here.</p>" * 10_000
    assert here.asked[0][2]["host"] == f"{NAME}:{here.server_port}"


def test_a_certificate_that_nobody_vouches_for_is_refused(here: Host) -> None:
    with pytest.raises(Unfetched, match="not trusted: the certificate of"):
        fetch(f"https://{NAME}:{here.server_port}/", named())


@pytest.mark.usefixtures("trusted")
def test_a_certificate_of_another_host_is_refused(here: Host) -> None:
    with pytest.raises(Unfetched, match=r"not trusted: .*other"):
        fetch(f"https://other.tarn.example:{here.server_port}/", named(**{"other.tarn.example": "127.0.0.1"}))


class _Through(socketserver.StreamRequestHandler):
    """As much of a proxy as CONNECT takes; it resolves every name to this machine."""

    def handle(self) -> None:
        head = self.rfile.readline().decode().split()
        asked = [head[1]]
        while line := self.rfile.readline().decode().strip():
            asked.append(line)
        self.server.asked.append(asked)  # type: ignore[attr-defined]
        with socket.create_connection(("127.0.0.1", int(head[1].rpartition(":")[2]))) as inner:
            self.wfile.write(b"HTTP/1.1 200 fine\r\n\r\n")
            pair = [self.connection, inner]
            while ready := select.select(pair, [], [], 5)[0]:
                for one in ready:
                    data = one.recv(65536)
                    if not data:
                        return
                    pair[one is self.connection].sendall(data)


@pytest.mark.usefixtures("trusted")
def test_through_a_proxy_the_host_is_still_who_it_must_be(here: Host) -> None:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Through) as proxy:
        proxy.asked = []  # type: ignore[attr-defined]
        proxy.daemon_threads = True
        threading.Thread(target=proxy.serve_forever, args=(0.02,), daemon=True).start()
        address = f"http://me:word@127.0.0.1:{proxy.server_address[1]}"
        got = fetch(f"https://{NAME}:{here.server_port}/", replace(way(), proxy=address))
        assert got.body == b"<p>Here.</p>" * 10_000
        ((to, *headers),) = proxy.asked  # type: ignore[attr-defined]
        assert to == f"{NAME}:{here.server_port}"
        assert "Proxy-Authorization: Basic bWU6d29yZA==" in headers
        proxy.shutdown()
