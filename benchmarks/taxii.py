"""The TAXII server against medallion 3.0.0 (memory backend), both on loopback, one client, in one run.

python -m benchmarks.taxii [OBJECTS] [MANY] [--ours]

POST of OBJECTS notes (2,000) by both: ours is on the disk before it answers. Then the first page by both, and a page in
the middle of OBJECTS and of MANY (20,000; 200000 for the full run) objects of ours. Prints one line of JSON; ends with
1 where ours is slower at POST, less than 50 times as fast at the first page, or where a page's time grows with MANY.
POST is measured twice, and ours may be slower by neither: until it is acknowledged (by ours the bytes are on the disk
then, by medallion in memory), and until the status of the last says "complete" (by ours every word is judged, and what
is taken stands in the collection on the disk; by medallion the objects are in a list).
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from twosource import Desk, Settings
from twosource.model import Match, Person
from twosource.stores.collections import written

MEDIA = "application/taxii+json;version=2.1"
AUTHOR = "identity--3f0c5b52-8a2e-4a8e-9d7c-6d1f5b0a9e11"
PAGE = 100
TIMES = 30
PARCEL = 500
ROUNDS = 3
# Between two rounds: ours makes reports of what it took.
REST = 2.0


def note(number: int) -> dict[str, Any]:
    """A note as a partner sends one."""
    return {
        "type": "note", "spec_version": "2.1", "id": f"note--{uuid.UUID(int=number, version=4)}", "created_by_ref": AUTHOR,
        "created": "2031-05-03T10:00:00.000Z", "modified": "2031-05-03T10:00:00.000Z", "object_refs": [AUTHOR],
        "content": f"The harbour office of Vell said that barge {number} lies at quay {number % 97} with a load of {number * 3} tons of sand.",
    }  # fmt: skip


def bodies(count: int, first: int = 0) -> Iterator[bytes]:
    """The envelopes of so many notes."""
    for start in range(first, first + count, PARCEL):
        yield json.dumps(
            {"objects": [note(n) for n in range(start, min(start + PARCEL, first + count))]}
        ).encode()


def posted(client: httpx.Client, root: str, paths: Sequence[str], count: int) -> dict[str, float]:
    """Notes a second, until the last is acknowledged and until the last status says that all are taken: the best of

    several rounds, each on a path of its own, which other work on the machine disturbs least.
    """
    sent(client, root, paths[0], [json.dumps({"objects": [note(10_000_000)]}).encode()])  # signed in and warm
    rounds = []
    for at, path in enumerate(paths):
        rounds.append(sent(client, root, path, list(bodies(count, at * 100_000))))
        time.sleep(REST)
    return {"post_a_second": count / min(r[0] for r in rounds), "complete_a_second": count / min(r[1] for r in rounds)}  # fmt: skip


def sent(client: httpx.Client, root: str, path: str, made: Sequence[bytes]) -> tuple[float, float]:
    """Seconds until these envelopes are acknowledged, and until each is complete."""
    begun, said = time.perf_counter(), []
    for body in made:
        answer = client.post(root + path, content=body, headers={"Content-Type": MEDIA})
        answer.raise_for_status()
        said.append(answer.json())
    acknowledged = time.perf_counter() - begun
    for at, one in enumerate(said):
        while said[at]["status"] != "complete":
            time.sleep(0.02)
            said[at] = client.get(f"{root}status/{one['id']}/").json()
    complete = time.perf_counter() - begun
    assert sum(one["failure_count"] for one in said) == 0, said
    return acknowledged, complete


def paged(client: httpx.Client, url: str, query: dict[str, str], times: int) -> float:
    """Seconds a page takes: the least of several, which other work on the machine disturbs least."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        answer = client.get(url, params={"limit": str(PAGE), **query})
        taken.append(time.perf_counter() - begun)
        assert len(answer.json()["objects"]) == PAGE
    return min(taken)


def ours(folder: Path, count: int, many: int) -> dict[str, float]:
    """What our server does, in a process of its own."""
    place = folder / "desk.db"
    with Desk(Settings(db=place, quiet=True)) as desk:
        desk.identity("Desk A")
        desk.group("allies")
        desk.partner("Ally", identity=AUTHOR)
        desk.join("allies", "Ally")
        token, _ = desk.partner_token("Ally")
    port = free()
    command = [sys.executable, "-m", "benchmarks.taxii", "--serve", str(place), str(port)]
    with running(command, port), httpx.Client(headers={"Accept": MEDIA, "Authorization": f"Bearer {token}"}, timeout=600) as client:  # fmt: skip
        root, path = f"http://127.0.0.1:{port}/taxii2/desk/", "collections/allies/objects/"
        base = root + path
        found = {
            **posted(client, root, [path] * ROUNDS, count),
            "first_page_s": paged(client, base, {}, TIMES),
        }
        found["page_s"] = paged(client, base, middle(place, count), TIMES)
        filled(place, ROUNDS * 100_000, many)
        found["page_of_many_s"] = paged(client, base, middle(place, many), TIMES)
        found["first_page_of_many_s"] = paged(client, base, {}, TIMES)
    return found


def filled(place: Path, have: int, many: int) -> None:
    """Put further notes on the shelf, past what reads them: it is the page that is measured."""
    with Desk(Settings(db=place, quiet=True)) as desk:
        for start in range(have, have + many, 5000):
            notes = [note(n) for n in range(start, min(start + 5000, have + many))]
            rows = [(one["id"], "note", one["modified"], "2.1", json.dumps(one).encode()) for one in notes]
            desk._store.collections.put("allies", "ally", rows)


def middle(place: Path, count: int) -> dict[str, str]:
    """The query of the page in the middle."""
    with Desk(Settings(db=place, quiet=True)) as desk:
        who = Person("peer:ally", "reader", frozenset(), "peer")
        (there,) = desk.collections(who)
        after = desk._store.collections.page(there.group, "ally", -1, count // 2, Match())[-1].added
    return {"added_after": written(after)}


def theirs(folder: Path, count: int) -> dict[str, float]:
    """What medallion does, in a process of its own."""
    idents, port = [str(uuid.uuid4()) for _ in range(ROUNDS)], free()
    root = f"http://127.0.0.1:{port}/group/"
    data = {
        "/discovery": {"title": "t", "default": root, "api_roots": [root]},
        "group": {
            "information": {"title": "t", "versions": [MEDIA], "max_content_length": 100_000_000}, "status": [],
            "collections": [{"id": ident, "title": "allies", "can_read": True, "can_write": True, "objects": [], "manifest": [],
                             "responses": [], "media_types": ["application/stix+json;version=2.1"]} for ident in idents],
        },
    }  # fmt: skip
    (folder / "data.json").write_text(json.dumps(data))
    backend = {"module": "medallion.backends.memory_backend", "module_class": "MemoryBackend", "filename": str(folder / "data.json")}  # fmt: skip
    config = {"backend": backend, "users": {"u": "p"}, "taxii": {"max_page_size": 1000}}
    (folder / "config.json").write_text(json.dumps(config))
    command = [
        sys.executable,
        "-m",
        "benchmarks.taxii",
        "--medallion",
        str(folder / "config.json"),
        str(port),
    ]
    with (
        running(command, port),
        httpx.Client(headers={"Accept": MEDIA}, auth=("u", "p"), timeout=600) as client,
    ):
        paths = [f"collections/{ident}/objects/" for ident in idents]
        return {**posted(client, root, paths, count), "first_page_s": paged(client, root + paths[-1], {}, 1)}


def serve(place: str, port: int) -> None:
    """Our server, without limits of pace: one client calls as fast as it can."""
    import uvicorn

    from twosource.surfaces.api import Serving, create
    from twosource.surfaces.api.serving import Limit

    free_of = {kind: Limit(6e6, 1_000_000) for kind in ("api", "sign-in", "address", "work")}
    app = create(Settings(db=Path(place), quiet=True), Serving(limits=free_of))
    app.router.lifespan_context = Bare  # nothing assesses meanwhile: medallion does nothing of the kind
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", access_log=False)


class Bare:
    """No work beside the server."""

    def __init__(self, app: object) -> None: ...
    async def __aenter__(self) -> None: ...
    async def __aexit__(self, *_: object) -> None: ...


def medallion(config: str, port: int) -> None:
    """medallion under its own framework's server, as its command runs it."""
    import logging

    from medallion import load_app

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    load_app(config).run(host="127.0.0.1", port=port, debug=False, threaded=True)


@contextmanager
def running(command: Sequence[str], port: int) -> Iterator[None]:
    """A server that listens until the end of the block."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                if time.monotonic() > end or server.poll() is not None:
                    raise
                time.sleep(0.05)
        yield
    finally:
        server.kill()
        server.wait()


def free() -> int:
    """A free port."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


def main(arguments: list[str]) -> int:
    """1 where a bound is missed."""
    if arguments[:1] == ["--serve"]:
        serve(arguments[1], int(arguments[2]))
        return 0
    if arguments[:1] == ["--medallion"]:
        medallion(arguments[1], int(arguments[2]))
        return 0
    numbers = [int(each) for each in arguments if each.isdigit()]
    count, many = (numbers + [2000, 20_000][len(numbers) :])[:2]
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        we = ours(Path(one), count, many)
        them = theirs(Path(two), count) if "--ours" not in arguments else {}
    ratios = {"page of many / page": we["page_of_many_s"] / we["page_s"]}
    if them:
        ratios["post: ours / medallion"] = we["post_a_second"] / them["post_a_second"]
        ratios["complete: ours / medallion"] = we["complete_a_second"] / them["complete_a_second"]
        ratios["first page: medallion / ours"] = them["first_page_s"] / we["first_page_s"]
    print(json.dumps({"objects": count, "many": many, "ours": rounded(we), "medallion": rounded(them), "ratios": rounded(ratios)}))  # fmt: skip
    fine = ratios["page of many / page"] < 1.5
    if them:
        fine = fine and ratios["first page: medallion / ours"] >= 50
        fine = fine and all(ratios[f"{name}: ours / medallion"] >= 1 for name in ("post", "complete"))
    return 0 if fine else 1


def rounded(found: dict[str, float]) -> dict[str, float]:
    """Three digits that count."""
    return {name: float(f"{value:.3g}") for name, value in found.items()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
