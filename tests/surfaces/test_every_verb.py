"""No verb is left out: what every route and tool answers is held to the library and to the command somewhere."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import anyio
import pytest
from fastapi import FastAPI
from mcp.shared.memory import create_connected_server_and_client_session

from tests.surfaces.conftest import signed_in
from tests.surfaces.test_verbs import VERBS, ids, plain
from twosource import Desk, Settings, contract
from twosource.surfaces import shared
from twosource.surfaces.api import mounted, rules
from twosource.surfaces.cli import main
from twosource.surfaces.mcp import server

TESTS = Path(__file__).resolve().parents[1]
HERE, VERB = "surfaces/test_every_verb.py", "surfaces/test_verbs.py"
SAME = f"{VERB}::test_library_command_and_api_give_the_same_json"
WATCHED = "watching/test_commands.py::test_command_library_and_api_say_the_same"
HELD = f"{HERE}::test_what_a_desk_holds_beside_stories_is_one_json_too"
# Each route of the API with the test that holds its JSON to the command's and the library's; in brackets, why there is none.
ROUTES = {
    "GET /api/state": "(how far the server's worker is: no verb of the desk)",
    "POST /api/ingest": f"{VERB}::test_what_is_uploaded_is_what_the_command_reads",
    "POST /api/ingest/reports": f"{VERB}::test_reports_come_as_json_too",
    "POST /api/ingest/address": f"{VERB}::test_no_file_of_the_server_is_read_as_an_address",
    "POST /api/extract": f"{VERB}::test_what_is_uploaded_is_what_the_command_reads",
    "POST /api/extract/reports": f"{VERB}::test_reports_come_as_json_too",
    "GET /api/brief": SAME, "GET /api/stories": SAME, "GET /api/stories/{story_id}": SAME, "GET /api/claims/{claim_id}": SAME,
    "GET /api/timeline": SAME, "GET /api/search": SAME, "GET /api/reports/{report_id}": SAME, "GET /api/sources": SAME,
    "GET /api/sources/{source_id:path}": SAME, "GET /api/agencies": SAME, "GET /api/set-aside": SAME,
    "GET /api/export": f"{HERE}::test_an_export_is_the_same_bytes",
    "GET /api/decisions": f"{VERB}::test_a_decision_is_one_json_too_and_can_be_taken_back",
    "POST /api/decisions": HELD,
    "POST /api/decisions/{number}/undo": f"{VERB}::test_a_decision_is_one_json_too_and_can_be_taken_back",
    "GET /api/audit": f"{VERB}::test_a_decision_is_one_json_too_and_can_be_taken_back",
    "GET /api/audit/verify": f"{VERB}::test_a_decision_is_one_json_too_and_can_be_taken_back",
    "POST /api/audit/{number}/erase": "(answers with a number; the command prints it)",
    "GET /api/subscriptions": WATCHED, "GET /api/watches": WATCHED, "GET /api/alerts": WATCHED,
    "GET /api/reports/{report_id}/versions": WATCHED,
    "POST /api/subscriptions": "(the new place, as GET lists it)",
    "DELETE /api/subscriptions/{subscription_id}": "(no answer)",
    "POST /api/watches": "(the new watch, as GET lists it, and its secret)",
    "DELETE /api/watches/{watch_id}": "(no answer)",
    "GET /api/alerts.atom": "(a feed; tests/watching/test_commands.py counts its entries)",
    "GET /api/alerts/stream": "(events; their data are the JSON of GET /api/alerts: tests/surfaces/test_stream.py)",
    "GET /api/sharing/partners": HELD, "GET /api/sharing/groups": HELD,
    "GET /api/sharing/groups/{group}/preview": HELD,
    "POST /api/sharing/groups/{group}/publish": "(the bundle; the command prints the same function's value)",
    "PUT /api/sharing/groups/{group}/members/{partner}": "(the group, as GET lists it)",
    "DELETE /api/sharing/groups/{group}/members/{partner}": "(the group, as GET lists it)",
    "POST /api/sharing/marks": "(the marking; the command prints the same function's value)",
    "POST /api/sharing/answers": "(the answers; the command prints the same function's value)",
    "POST /api/sharing/received": "(the receipt; the command prints the same function's value)",
    "GET /api/session": "(who is signed in: no verb)", "POST /api/session": "(a cookie)", "DELETE /api/session": "(no answer)",
    "PUT /api/session/password": "(no answer)", "POST /api/setup": "(the first run in a browser)",
    "GET /api/people": HELD, "GET /api/tokens": HELD,
    "POST /api/people": "(the new account, as GET lists it)", "PATCH /api/people/{name}": "(the account, as GET lists it)",
    "POST /api/tokens": "(the new token, as GET lists it, and its secret)", "DELETE /api/tokens/{token_id}": "(no answer)",
}  # fmt: skip


def test_every_route_of_the_api_is_in_the_table() -> None:
    known = {
        f"{method} {path}"
        for start, router in mounted()
        for path, route in rules.routes(router, start)
        if path.startswith("/api/") and route.include_in_schema
        for method in route.methods or ()
    }
    assert known == ROUTES.keys()


def test_every_test_in_the_table_is_there() -> None:
    for name in ROUTES.values():
        if not name.startswith("("):
            file, _, test = name.partition("::")
            tree = ast.parse((TESTS / file).read_text())
            assert test in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}, name


@pytest.mark.parametrize("name", ["brief", "story", "claim", "search", "search narrowed"])
def test_the_assistant_gets_what_the_command_prints(
    name: str, db: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Where nobody is to be protected, and but for files of this machine that were refused, and their folders.

    An assistant is a reader outside.
    """
    _, command, _ = VERBS[name]
    with Desk(Settings(db=db)) as desk:
        known = ids(desk)
        given = {"story": {"story_id": known["story"]}, "claim": {"claim_id": known["claim"]},
                 "search": {"words": "engine failed"},
                 "search narrowed": {"words": "ferry", "kind": "statement", "publisher": "skarholm post",
                                     "since": "2031-05-03", "until": "2031-05"}}.get(name, {})  # fmt: skip

        async def ask() -> str:
            async with create_connected_server_and_client_session(server(desk)._mcp_server) as session:
                (content,) = (await session.call_tool(name.split()[0], given)).content
                return str(content.text)  # type: ignore[union-attr]

        answer = json.loads(anyio.run(ask))
    with pytest.raises(SystemExit, match="0"):
        main([*(part.format(**known) for part in command), "--db", str(db), "--format", "json"])
    assert answer
    printed = json.loads(capfdbinary.readouterr().out)
    if name == "brief":
        printed["set_aside"] = []
    assert plain(answer) == named(plain(printed))


def named(value: Any) -> Any:
    """A value with files called by their names alone."""
    if isinstance(value, dict):
        return {key: each.rpartition("/")[2] if key == "path" else named(each) for key, each in value.items()}
    return [named(each) for each in value] if isinstance(value, list) else value


def test_what_a_desk_holds_beside_stories_is_one_json_too(
    app: FastAPI, db: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    admin = signed_in(app, "Ada")
    with Desk(Settings(db=db)) as desk:
        claim = ids(desk)["claim"]
        desk.partner("Fjord Desk")
        group = desk.group("The coast").id
        desk.make_token("Ada", "board", ["read"], 1, "Ada")
        other = next(one.claim.id for one in desk.story(ids(desk)["story"]).claims if one.claim.id != claim)
    decided = admin.post(
        "/api/decisions", json={"verb": "confirm", "subject": [other], "reason": "Saw the log book."}
    ).json()
    for command, address, library in (
        (["decisions"], "/api/decisions", lambda desk: [contract.decision(one) for one in desk.decisions()]),
        (["people", "list"], "/api/people", lambda desk: [contract.account(one) for one in desk.people()]),
        (["people", "tokens"], "/api/tokens", lambda desk: [contract.token(one) for one in desk.tokens()]),
        (["partners"], "/api/sharing/partners", lambda desk: [shared.partner(one) for one in desk.partners()]),
        (["groups"], "/api/sharing/groups", lambda desk: [shared.group(one) for one in desk.groups()]),
        (["share", "--to", group, "--preview", "--json"], f"/api/sharing/groups/{group}/preview", lambda desk: shared.previewed(desk, group)),
    ):  # fmt: skip
        with pytest.raises(SystemExit, match="0"):
            main([*command, "--db", str(db), *(() if "share" in command else ("--format", "json"))])
        printed = json.loads(capfdbinary.readouterr().out)
        answered = admin.get(address)
        assert answered.status_code == 200, (address, answered.text)
        with Desk(Settings(db=db)) as desk:
            wanted = json.loads(json.dumps(library(desk)))
        assert undated(printed) == undated(answered.json()) == undated(wanted), address
        assert printed, address
    with Desk(Settings(db=db)) as desk:
        assert decided == json.loads(json.dumps(contract.decision(desk.decisions()[-1])))


def undated(value: Any) -> Any:
    """A value without when somebody last used what it tells of: asking is using."""
    if isinstance(value, dict):
        return {key: undated(each) for key, each in value.items() if key != "used_at"}
    return [undated(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("format", ["csv", "csv-statements", "jsonld"])
def test_an_export_is_the_same_bytes(
    format: str, app: FastAPI, db: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["export", "--db", str(db), "--format", format])
    printed = capfdbinary.readouterr().out
    answer = signed_in(app, "Rea").get("/api/export", params={"format": format})
    assert answer.status_code == 200
    assert len(printed) > 100
    if format == "jsonld":
        assert stamped(json.loads(printed)) == stamped(answer.json())
    else:
        assert answer.content == printed


def stamped(value: Any) -> str:
    """Linked data as text, without the moment at which it was made."""
    import re

    return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^\"]*", "", json.dumps(value, sort_keys=True))
