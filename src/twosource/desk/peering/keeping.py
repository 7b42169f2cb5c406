"""Keeping up with peers: a thread each that listens to a partner's stream, or polls where there is none, and pushes."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from ...config import Settings
from ...errors import PeerError, TwosourceError, UnknownId
from ...model import Peer, Receipt

if TYPE_CHECKING:
    from .. import Desk

logger = logging.getLogger(__name__)

# How often it is looked whether there are other peers, or something to push.
LOOK_SECONDS = 1.0
# Between two looks at a peer that has no stream; and how often deletes are looked for where these are followed.
POLL_SECONDS = 15.0
NO_STREAM = frozenset((400, 404, 405, 406, 501))


class Keeper:
    """Keeps up with every peer of the store of ``settings`` until stopped."""

    def __init__(self, settings: Settings, poll: float = POLL_SECONDS) -> None:
        self._settings, self.poll = settings, poll
        self._stopped = threading.Event()
        self._talks: dict[tuple[Peer, str], _Talk] = {}
        self._thread = threading.Thread(target=self._run, name="peers", daemon=True)

    def start(self) -> None:
        """Begin, in threads of this process."""
        self._thread.start()

    def stop(self, seconds: float = 2.0) -> None:
        """End; what a thread is doing can be cut at any moment."""
        self._stopped.set()
        for talk in self._talks.values():
            talk.over.set()
        self._thread.join(seconds)

    def _run(self) -> None:
        from .. import Desk

        with Desk(self._settings, only_reads=True) as desk:
            while not self._stopped.is_set():
                try:
                    self._match({peer for peer, _ in desk.peers()})
                except TwosourceError as error:
                    logger.error("%s", error)
                self._stopped.wait(LOOK_SECONDS)

    def _match(self, peers: set[Peer]) -> None:
        """A thread for each peer that there is, none for one that is gone or was changed."""
        wanted = {(peer, "pull") for peer in peers} | {(peer, "push") for peer in peers if peer.push}
        for key in self._talks.keys() - wanted:
            self._talks.pop(key).over.set()
        for key in wanted - self._talks.keys():
            self._talks[key] = _Talk(self._settings, key[0], key[1], self.poll)


class _Talk:
    """One thread with one peer."""

    def __init__(self, settings: Settings, peer: Peer, kind: str, poll: float) -> None:
        self._settings, self._peer, self._poll = settings, peer, poll
        self.over = threading.Event()
        run = self._pushing if kind == "push" else self._pulling
        threading.Thread(target=self._safely, args=(run,), name=f"{kind} {peer.partner}", daemon=True).start()

    def _safely(self, run: object) -> None:
        from .. import Desk

        while not self.over.is_set():
            try:
                with Desk(self._settings, only_reads=True) as desk:
                    run(desk)  # type: ignore[operator]
            except UnknownId:
                return  # the peer was removed meanwhile
            except Exception:
                logger.exception("talking with %s broke; it is begun again", self._peer.partner)
                self.over.wait(self._poll)

    def _pulling(self, desk: Desk) -> None:
        partner, streams = self._peer.partner, True
        while not self.over.is_set():
            try:
                desk.pull(partner, assess=False)
                if streams:
                    self._listen(desk)
                else:
                    self.over.wait(self._poll)
            except TwosourceError as error:
                if isinstance(error, UnknownId):
                    raise
                status = getattr(error, "status", None)
                if streams and status in NO_STREAM and self._reached(desk):
                    streams = False
                    continue
                self._wait(desk, error)

    def _listen(self, desk: Desk) -> None:
        end = time.monotonic() + self._poll if self._peer.deletes == "follow" else None

        def ended() -> bool:
            return self.over.is_set() or (end is not None and time.monotonic() > end)

        desk.listen(self._peer.partner, _noted, ended)

    def _reached(self, desk: Desk) -> bool:
        """Whether the collection itself can be read, so that only the stream is missing."""
        try:
            desk.pull(self._peer.partner, assess=False)
        except PeerError:
            return False
        return True

    def _pushing(self, desk: Desk) -> None:
        while not self.over.is_set():
            try:
                if desk.waiting_for(self._peer.partner):
                    desk.push(self._peer.partner)
                self.over.wait(LOOK_SECONDS)
            except TwosourceError as error:
                if isinstance(error, UnknownId):
                    raise
                self._wait(desk, error)

    def _wait(self, desk: Desk, error: Exception) -> None:
        """Back off as long as it has failed, and at least as long as the peer asked for."""
        logger.warning("%s: %s", self._peer.partner, error)
        self.over.wait(desk.wait_for(self._peer.partner))


def _noted(receipt: Receipt) -> None:
    logger.info("%d taken, %d refused", len(receipt.taken), len(receipt.refused))


def start(settings: Settings, poll: float = POLL_SECONDS) -> Keeper:
    """A keeper at work: ``stop`` it when the process ends."""
    keeper = Keeper(settings, poll)
    keeper.start()
    return keeper
