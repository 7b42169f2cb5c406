"""Watching under fire: listeners through a restart, and hours of feeds in compressed time with kill -9.

python -m benchmarks.watching listeners [COUNT] [ALERTS]
python -m benchmarks.watching feeds [KILLS] [SECONDS-BETWEEN]

Each prints one line of JSON with what was counted, and ends with 1 where something was lost or doubled.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from twosource import Desk, Settings
from twosource.desk.watching import Keeper
from twosource.model import Alert, SendTo
from twosource.text import digest

PYTHON = sys.executable
A_STORY = 6
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el", "or")]
PATIENCE = 300.0  # seconds: what has not come by then on a busy machine is lost

# --- listeners -------------------------------------------------------------------------------


def listeners(folder: Path, count: int = 200, alerts: int = 60) -> dict[str, Any]:
    """So many listeners over HTTP while alerts are recorded, the server is killed and started again."""
    db, port = folder / "desk.db", _free_port()
    with Desk(Settings(db=db)) as desk:
        desk.prepare()
        watch, _ = desk.watch("all")
    return asyncio.run(_listen_all(db, port, watch.id, count, alerts))


async def _listen_all(db: Path, port: int, watch: str, count: int, alerts: int) -> dict[str, Any]:
    begun = time.monotonic()
    server = await _serve(db, port)
    got: list[list[int]] = [[] for _ in range(count)]
    ready = [asyncio.Event() for _ in range(count)]
    tasks = [asyncio.create_task(_listener(port, got[n], ready[n], alerts)) for n in range(count)]
    await asyncio.gather(*(each.wait() for each in ready))
    third = alerts // 3
    try:
        for n in range(third):
            _record(db, watch, n)
            await asyncio.sleep(0.01)
        await _until(lambda: sum(map(len, got)) > count * third // 2)
        server.send_signal(signal.SIGKILL)
        server.wait()
        for n in range(third, 2 * third):  # while nobody serves
            _record(db, watch, n)
        server = await _serve(db, port)
        for n in range(2 * third, alerts):
            _record(db, watch, n)
            await asyncio.sleep(0.01)
        last = time.monotonic()
        await asyncio.wait_for(asyncio.gather(*tasks), PATIENCE)
    finally:
        for task in tasks:
            task.cancel()
        server.kill()
        server.wait()
    right = list(range(1, alerts + 1))
    return {
        "listeners": count,
        "alerts": alerts,
        "got all in order": sum(each == right for each in got),
        "seconds after the last alert": round(time.monotonic() - last, 2),
        "seconds": round(time.monotonic() - begun, 1),
    }


async def _listener(port: int, got: list[int], ready: asyncio.Event, alerts: int) -> None:
    """What a browser's EventSource does: reconnects with the last id that it saw."""
    last: str | None = None
    while len(got) < alerts:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            resume = f"Last-Event-ID: {last}\r\n" if last is not None else ""
            writer.write(
                f"GET /api/alerts/stream HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{resume}\r\n".encode()
            )
            head = await reader.readuntil(b"\r\n\r\n")
            if b" 200 " not in head.split(b"\r\n")[0]:
                raise ConnectionError
            told: dict[str, str] = {}
            while len(got) < alerts and (line := await reader.readline()):
                name, _, value = line.decode().strip().partition(": ")
                if name in ("event", "id", "data"):
                    told[name] = value
                elif line == b"\r\n" and "data" in told:  # whole: what was cut off by a kill is no event
                    last, seen = told.get("id", last), told
                    told = {}
                    ready.set()
                    if seen.get("event") == "alert":
                        got.append(json.loads(seen["data"])["number"])
            writer.close()
        except (OSError, asyncio.IncompleteReadError):
            await asyncio.sleep(0.3 + random.random() * 0.4)


def _record(db: Path, watch: str, number: int) -> None:
    with Desk(Settings(db=db)) as desk:
        alert = Alert(
            digest("alert", str(number), size=32), watch, "report", "2031-01-01T00:00:00+00:00", f"n {number}"
        )
        desk._store.alerts.add([alert], {})


async def _serve(db: Path, port: int) -> subprocess.Popen[bytes]:
    command = [PYTHON, "-m", "twosource", "serve", "--db", str(db), "--port", str(port), "--open-reading"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    await _until(lambda: _answers(port))
    return server


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


async def _until(true: Any, seconds: float = PATIENCE) -> None:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError
        await asyncio.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# --- feeds -----------------------------------------------------------------------------------


class Press(ThreadingHTTPServer):
    """Papers on loopback: feeds that grow, a page that is corrected, and a receiver of webhooks that often fails."""

    daemon_threads = True

    def __init__(self, seed: int) -> None:
        super().__init__(("127.0.0.1", 0), _Paper)
        self.chance = random.Random(seed)
        self.items: dict[str, list[str]] = {"quay": [], "post": []}
        self.page = 0
        self.sound = False  # until the kills are over, the papers and the receiver fail now and then
        self.asked = 0
        self.heard: Counter[str] = Counter()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def publish(self) -> None:
        """One more item in one of the feeds."""
        name = self.chance.choice(sorted(self.items))
        self.items[name].append(_line(len(self.items[name]), name))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is no error here."""


class _Paper(BaseHTTPRequestHandler):
    server: Press

    def do_GET(self) -> None:
        self.server.asked += 1
        name = self.path.strip("/")
        if not self.server.sound and self.server.chance.random() < 0.1 and name != "robots.txt":
            self.send_error(503)
        elif name in self.server.items:
            self._send(_feed(name, self.server.items[name]).encode(), "application/rss+xml")
        elif name == "page":
            text = (
                f"The ferry office said {100 + self.server.page} people were on the ferry Anneke on Monday."
            )
            self._send(
                f"<html><title>Live</title><body><article><p>{text}</p></article>".encode(), "text/html"
            )
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        if not self.server.sound and self.server.chance.random() < 0.3:
            self.send_error(500)
            return
        self.server.heard[self.headers["webhook-id"]] += 1
        self._send(b"", "text/plain")

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Silence."""


def feeds(folder: Path, kills: int = 3, between: float = 6.0, seed: int = 7) -> dict[str, Any]:
    """Feeds that grow and a page that is corrected, watched by a process that is killed again and again."""
    db = folder / "desk.db"
    with _press(seed) as press:
        kept = Settings(db=db, allow_hosts=("127.0.0.1",), gap=0.0, quiet=True)
        with Desk(kept) as desk:
            desk.prepare()
            for name in press.items:
                desk.subscribe(f"{press.url}/{name}", 1, "never", "feed")
            desk.subscribe(f"{press.url}/page", 1, "never", "page")
            watch, _ = desk.watch("all", "", SendTo(webhook=f"{press.url}/hook"))
        at_work = 0
        for _ in range(kills):
            asked = press.asked
            child = subprocess.Popen([PYTHON, "-m", "benchmarks.watching", "keep", str(db)])
            end = time.monotonic() + between * press.chance.uniform(0.7, 1.3)
            while time.monotonic() < end:
                press.publish()
                _correct(press, kept)
                time.sleep(between / 8)
            child.send_signal(signal.SIGKILL)
            child.wait()
            at_work += press.asked > asked
        settled = _settle(press, kept)
        return {
            "kills": kills,
            "killed at work": at_work,  # the others were killed while they were starting
            "settled": settled,
            **_counted(press, kept, watch.id),
        }


def _correct(press: Press, kept: Settings) -> None:
    """Correct the page once the last version of it was recorded: one that nobody could see is not lost."""
    with Desk(kept) as desk:
        if any(f"said {100 + press.page} people" in report.text for _, report in desk._store.scan()):
            press.page += 1


def _settle(press: Press, kept: Settings) -> bool:
    """Look until everything was seen and everything was sent, now that papers and receiver are sound again."""
    press.sound = True
    with Desk(kept) as desk:
        for hours in range(7, 7 * 200, 7):  # past every wait
            list(desk.collect(_later(hours * 3600)))
            desk.catch_up()
            desk.note_alerts()
            desk.deliver(_later(hours * 3600))
            texts = [report.text for _, report in desk._store.scan()]
            if len(texts) == _published(press) and desk._store.alerts.next_delivery() is None:
                return True
    return False


def _counted(press: Press, kept: Settings, watch: str) -> dict[str, Any]:
    with Desk(kept) as desk:
        reports = [report for _, report in desk._store.scan()]
        alerts = desk.alerts(after=0, limit=100_000, watch_id=watch)
        told = Counter(
            span for each in alerts if each.kind == "report" for span in {s.report_id for s in each.spans}
        )
        corrected = [each.after for each in alerts if each.kind == "correction" and each.claim_id is None]
    versions = {report.id for report in reports if "ferry Anneke" in report.text}
    fresh = {report.id for report in reports} - versions
    texts = " ".join(report.text for report in reports)
    return {
        "published": _published(press),
        "published, but lost": sum(line not in texts for lines in press.items.values() for line in lines)
        + sum(f"said {100 + at} people" not in texts for at in range(press.page + 1)),
        "recorded": len(reports),
        "recorded twice": len(reports) - len({report.text for report in reports}),
        "alerts": len(alerts),
        "alerts twice": len(alerts) - len({each.id for each in alerts}),
        "new reports not told of once": sum(told[each] != 1 for each in fresh),
        "corrections not told of once": press.page - len(corrected) + len(corrected) - len(set(corrected)),
        "alerts never delivered": len({each.id for each in alerts} - press.heard.keys()),
        "deliveries": sum(press.heard.values()),
    }


def faults(counted: dict[str, Any]) -> list[str]:
    """What was lost or doubled; nothing where the desk kept its word."""
    ends = (" twice", " once", " delivered", " lost")
    wrong = [name for name in counted if name.endswith(ends) and counted[name]]
    wrong += ["recorded"] if counted["recorded"] != counted["published"] else []
    return wrong + ([] if counted["settled"] else ["settled"])


def _published(press: Press) -> int:
    return sum(map(len, press.items.values())) + press.page + 1


def _line(number: int, name: str) -> str:
    """What an item says: six in a row tell of one event, in words that no other has."""
    chance = random.Random(f"{name} {number // A_STORY}")
    town, river, owner = (_word(chance).capitalize() for _ in range(3))
    what = " ".join(_word(chance) for _ in range(12))
    return (
        f"{owner} Works said the {what} near {town} had cost {number + 3} people their homes. "
        f"{town} and {river} were cut off, {river} police said."
    )


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(3))


def _feed(name: str, lines: list[str]) -> str:
    rows = "".join(
        f'<item><guid isPermaLink="false">{name}-{n}</guid><title>{_word(random.Random(n // A_STORY)).capitalize()} {n}</title><description>{line}</description>'
        "<pubDate>Mon, 04 May 2031 12:00:00 GMT</pubDate></item>"
        for n, line in enumerate(lines)
    )
    return f'<rss version="2.0"><channel><title>{name.title()} Courier</title>{rows}</channel></rss>'


def _later(seconds: float) -> Any:
    from datetime import UTC, datetime, timedelta

    return datetime.now(UTC) + timedelta(seconds=seconds)


@contextmanager
def _press(seed: int) -> Iterator[Press]:
    press = Press(seed)
    threading.Thread(target=press.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield press
    finally:
        press.shutdown()
        press.server_close()


def _keep(db: str) -> None:
    Keeper(Settings(db=Path(db), allow_hosts=("127.0.0.1",), gap=0.0, quiet=True)).run()


def main(arguments: list[str]) -> int:
    """Run what is named; 1 where something was lost or doubled."""
    name, *rest = arguments or ["feeds"]
    if name == "keep":
        _keep(rest[0])
        return 0
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        if name == "listeners":
            counted = listeners(Path(folder), *map(int, rest))
            wrong = [] if counted["got all in order"] == counted["listeners"] else ["got all in order"]
        else:
            counted = feeds(Path(folder), int(rest[0]) if rest else 3, float(rest[1]) if rest[1:] else 6.0)
            wrong = faults(counted)
    print(
        json.dumps(
            {**counted, "verdict": f"wrong: {', '.join(wrong)}" if wrong else "nothing lost, nothing doubled"}
        )
    )
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
