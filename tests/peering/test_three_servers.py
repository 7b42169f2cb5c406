"""Desk A, ally B and outlet C, each a server process of its own on loopback: the whole way of a claim and back."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sharing.desks import SAID, Circle
from twosource import Desk, Settings

NAMES = ("A", "B", "C")
# Three processes that each load a language, on a machine that may be busy.
PATIENCE = 240.0


class Servers(Circle):
    """The circle's desks, each served. What people do is done by a desk of the test's own over the same store."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.ports = {name: _free() for name in NAMES}
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def desk(self, name: str) -> Desk:
        if name not in self.desks:
            place = self.folder / f"{name}.db"
            self.desks[name] = Desk(Settings(db=place, quiet=True, allow_hosts=("127.0.0.1",)))
            self.desks[name].identity(f"Desk {name}")
        return self.desks[name]

    def start(self, *names: str) -> None:
        """Start servers side by side, and wait until each answers."""
        for name in names:
            command = [sys.executable, "-m", "twosource", "serve", "--db", str(self.folder / f"{name}.db")]
            log = (self.folder / f"{name}.log").open("ab")
            self.running[name] = subprocess.Popen(
                [*command, "--port", str(self.ports[name])], stdout=log, stderr=log,
                env={**os.environ, "TWOSOURCE_ALLOW_HOSTS": "127.0.0.1", "TWOSOURCE_QUIET": "1"}, start_new_session=True,
            )  # fmt: skip
        for name in names:
            until(lambda name=name: self.answers(name), f"{name} answers")  # type: ignore[misc]

    def answers(self, name: str) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.ports[name]}/health", timeout=1):
                return True
        except (OSError, urllib.error.URLError):
            return False

    def kill(self, name: str) -> None:
        self.running[name].send_signal(signal.SIGKILL)
        self.running.pop(name).wait()

    def call(self, group: str, caller: str, called: str) -> None:
        """A desk calls another's server, with a token of it and its key pinned."""
        token, _ = self.desk(called).partner_token(f"Desk {caller}")
        self.desk(caller).pin(f"Desk {called}", self.desk(called).identity().public_key)
        self.desk(caller).add_peer(
            f"Desk {called}", f"http://127.0.0.1:{self.ports[called]}/taxii2/", group, secret=token
        )

    def post(self, sender: str, group: str, receiver: str) -> str:
        """A word of one desk, put into another's collection over HTTP and acknowledged; as ``heard`` lists it."""
        token, _ = self.desk(receiver).partner_token(f"Desk {sender}")
        author, at = self.desk(sender).identity().id, "2031-05-03T10:00:00.000Z"
        note = {
            "type": "note", "spec_version": "2.1", "id": f"note--{uuid.uuid4()}", "created_by_ref": author, "created": at,
            "modified": at, "content": "The night bus from Vell to Karn is cancelled.", "object_refs": [author],
        }  # fmt: skip
        media = "application/taxii+json;version=2.1"
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.ports[receiver]}/taxii2/desk/collections/{group}/objects/",
            json.dumps({"objects": [note]}).encode(),
            {"Accept": media, "Content-Type": media, "Authorization": f"Bearer {token}"},
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            assert answer.status == 202
        return f"{note['id']} {at} False"

    def heard(self, name: str) -> list[str]:
        """Every version of every word that came to a desk."""
        every = self.desk(name)._store.exchange.all_heard()
        return [f"{words.object_id} {words.modified} {words.revoked}" for _, _, _, words in every]

    def close(self) -> None:
        for name in list(self.running):
            self.kill(name)
        super().close()


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[Servers]:
    made = Servers(tmp_path)
    made.join("ab", "A", "B")
    made.join("bc", "B", "C")
    made.join("ca", "C", "A")
    made.report("A", "Halm Herald", SAID["authority"])
    for name in ("B", "C"):
        made.desk(name).catch_up()
    made.start(*NAMES)
    made.call("ab", "B", "A")
    made.call("ab", "A", "B")
    made.call("bc", "B", "C")
    made.call("bc", "C", "B")
    made.call("ca", "C", "A")
    try:
        yield made
    finally:
        made.close()


def standing(servers: Servers, name: str) -> tuple[int, str] | None:
    """Origins shown and status of the claim at a desk, as last assessed; None where it is not there (yet)."""
    found = [c for c in servers.claims(name) if "40 passengers" in c.claim.text and c.claim.kind != "denial"]
    return (found[0].origins.shown, found[0].status) if len(found) == 1 else None


def settled(servers: Servers, name: str) -> bool:
    return servers.desk(name).assessed()


def test_a_claim_goes_out_and_comes_home_and_is_counted_once(servers: Servers) -> None:
    # A shares AMBER with B: it arrives at B, and at nobody else.
    servers.share("A", "ab")
    until(lambda: standing(servers, "B") == (1, "reported"), "A's claim is at B")

    # B confirms on the strength of A's own report: nothing changes, and it is said why.
    servers.report("B", "Halm Herald", SAID["authority"])
    before = len(servers.heard("A"))
    servers.desk("B").answer(servers.claim("B").claim.id, "confirm", by="bob")
    until(lambda: len(servers.heard("A")) > before and settled(servers, "A"), "B's echo is at A")
    assert standing(servers, "A") == (1, "reported")
    (echo,) = [reason.text for reason in servers.claim("A").reasons if reason.code == "echo"]
    assert "Desk B" in echo

    # C, who copied A, tells B, who tells A: nothing is added anywhere.
    servers.report("C", "Metro Six", SAID["again"])
    servers.share("C", "bc", "green")
    until(lambda: len(servers.heard("B")) > 1 and settled(servers, "B"), "C's copy is at B")
    assert standing(servers, "B") == (1, "reported")
    before = len(servers.heard("A"))
    servers.share("B", "ab", "green")
    until(lambda: len(servers.heard("A")) > before and settled(servers, "A"), "C's copy is at A by way of B")
    assert standing(servers, "A") == (1, "reported")

    # B's server is killed; A says more meanwhile; B comes back and holds each version once.
    servers.kill("B")
    servers.report("A", "Vell Radio", SAID["union"])
    servers.share("A", "ab")
    until(lambda: bool(servers.desk("A")._store.exchange.outbox("ab")) and standing(servers, "A") == (2, "corroborated"), "A knows more")  # fmt: skip
    posted = servers.post("C", "ca", "A")
    servers.kill("A")  # it was acknowledged a moment ago
    servers.start("A", "B")
    until(lambda: posted in servers.heard("A"), "what was acknowledged is read")
    until(lambda: standing(servers, "B") == (2, "corroborated"), "A's second version is at B")
    assert len(servers.heard("B")) == len(set(servers.heard("B")))
    assert len(servers.heard("A")) == len(set(servers.heard("A")))

    # B sees for itself: one origin more at A.
    seen = servers.report("B", "Quay News", "Our reporter counted 40 passengers on board the Alma before the ferry sank off Halm.")  # fmt: skip
    servers.desk("B").answer(servers.claim("B").claim.id, "confirm", [seen], "our reporter", "bob")
    until(lambda: standing(servers, "A") == (3, "corroborated"), "B's own evidence is at A")

    # Nothing of A's words went to C: it is in another group.
    assert not any(one.taken for one, partner, _ in servers.desk("C").receipts() if partner == "desk-a")
    names = {
        word.name for _, _, _, words in servers.desk("C")._store.exchange.all_heard() for word in words.words
    }
    assert "Harbour Union" not in names, "nor by way of B, who knows it from A alone"
    out = b"".join(row.body for row in servers.desk("B")._store.exchange.outbox("bc"))
    assert b"Desk A" not in out

    # A lets its claim go on, and B has opened it as far as A lets: C, who calls A no more, hears of it over B.
    servers.desk("C").remove_peer("Desk A")
    servers.share("B", "bc", "green")
    servers.share("A", "ab", "green")
    until(lambda: standing(servers, "C") == (3, "corroborated"), "A's claim is at C over B")

    # A corrects its claim, of which it knows a further origin now: B and C follow, and nobody at B does anything.
    servers.report("A", "Karn Post", "It was a calm night, fishermen recalled. Coastguard Command said that 40 passengers were on board the ferry Alma when it sank off Halm.")  # fmt: skip
    servers.share("A", "ab", "green")
    for name in ("A", "B", "C"):
        until(lambda name=name: standing(servers, name) == (4, "corroborated"), f"the correction is at {name}")  # type: ignore[misc]  # fmt: skip
    assert all(partner == "desk-b" for one, partner, _ in servers.desk("C").receipts() if one.taken), (
        "over B alone"
    )

    # A takes its word back: B and C follow, and count only what B holds of its own.
    servers.desk("A").mark([servers.claim("A").claim.id], "amber+strict")
    for name in ("B", "C"):
        until(lambda name=name: standing(servers, name) == (2, "corroborated"), f"the withdrawal is at {name}")  # type: ignore[misc]  # fmt: skip
    assert any(one.endswith("True") for one in servers.heard("B"))

    # B leaves the group: nothing more reaches it.
    servers.desk("A").leave("ab", "Desk B")
    held = servers.heard("B")
    servers.share("A", "ab")
    time.sleep(2.0)
    assert servers.heard("B") == held
    until(lambda: "404" in trouble(servers) or "ended" in trouble(servers), "B is told so")


def trouble(servers: Servers) -> str:
    """What B's last call to A came to."""
    return next(far.error for peer, far in servers.desk("B").peers() if peer.partner == "desk-a")


def until(true: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"it did not come about that {what}"
        time.sleep(0.1)


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])
