"""The MCP server: its tools answer with the JSON of the library, and read no file that they may not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.shared.memory import create_connected_server_and_client_session
from mcp.types import CallToolResult, ListToolsResult

from tests.surfaces.test_verbs import ids, plain
from twosource import Desk, Settings, contract
from twosource.model import Within
from twosource.surfaces.mcp import server

TOOLS: dict[str, tuple[Callable[[Desk], Any], dict[str, str]]] = {
    "brief": (lambda desk: contract.brief(desk.public_brief(desk.brief())), {}),
    "story": (
        lambda desk: contract.story(desk.public(desk.story(ids(desk)["story"]))),
        {"story_id": "{story}"},
    ),
    "claim": (
        lambda desk: contract.claim_in_full(*desk.public_claim(ids(desk)["claim"])),
        {"claim_id": "{claim}"},
    ),
    "search": (
        lambda desk: [contract.hit(one) for one in desk.public_search("engine failed")],
        {"words": "engine failed"},
    ),
    "search narrowed": (
        lambda desk: [
            contract.hit(one)
            for one in desk.public_search("ferry", 20, Within("report", "fjord", "2031-05-04", "2031"))
        ],
        {"words": "ferry", "kind": "report", "publisher": "fjord", "since": "2031-05-04", "until": "2031"},
    ),
}


def call(desk: Desk, tool: str, arguments: dict[str, Any], folders: tuple[Path, ...] = ()) -> CallToolResult:
    """What a tool answers, over the real protocol in memory."""

    async def ask() -> CallToolResult:
        async with create_connected_server_and_client_session(server(desk, folders)._mcp_server) as session:
            return await session.call_tool(tool, arguments)

    return anyio.run(ask)


def text(answer: CallToolResult) -> str:
    (content,) = answer.content
    assert content.type == "text"
    return content.text


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_gives_the_json_of_the_library(tool: str, db: Path) -> None:
    library, arguments = TOOLS[tool]
    with Desk(Settings(db=db)) as desk:
        given = {key: value.format(**ids(desk)) for key, value in arguments.items()}
        answer = call(desk, tool.split()[0], given)
        assert not answer.isError
        assert json.loads(text(answer))
        assert plain(json.loads(text(answer))) == plain(library(desk))


def test_the_tools_say_what_they_do(db: Path) -> None:
    async def ask(desk: Desk) -> ListToolsResult:
        async with create_connected_server_and_client_session(server(desk)._mcp_server) as session:
            return await session.list_tools()

    with Desk(Settings(db=db)) as desk:
        tools = {tool.name: tool for tool in anyio.run(ask, desk).tools}
    assert tools.keys() == {*(name.split()[0] for name in TOOLS), "ingest"}
    for name, tool in tools.items():
        assert tool.description
        assert tool.annotations is not None
        assert tool.annotations.readOnlyHint is (name != "ingest")


def test_an_unknown_id_is_an_error_that_says_what_to_do(db: Path) -> None:
    with Desk(Settings(db=db)) as desk:
        answer = call(desk, "claim", {"claim_id": "c-none"})
    assert answer.isError
    assert "There is no claim c-none" in text(answer)


def test_ingest_takes_reports_and_files_of_its_folders_alone(db: Path, tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    for folder in (inside, outside):
        (folder / "a.txt").write_text(
            f"Police said on Monday that 4 people were found in {folder.name} Lund."
        )
    (inside / "link.txt").symlink_to(outside / "a.txt")
    with Desk(Settings(db=db)) as desk:
        report = {"text": "The mayor said on Monday that the old bridge of Lund would stay closed."}
        kept = json.loads(text(call(desk, "ingest", {"reports": [report]})))
        assert [one["new"] for one in kept] == [True]
        kept = json.loads(text(call(desk, "ingest", {"paths": [str(inside / "a.txt")]}, (inside,))))
        assert [one["new"] for one in kept] == [True]
        for path in (
            outside / "a.txt",
            inside / "link.txt",
            inside / ".." / "out" / "a.txt",
            Path("/etc/passwd"),
        ):
            answer = call(desk, "ingest", {"paths": [str(path)]}, (inside,))
            assert answer.isError
            assert "may not be read" in text(answer)
        assert call(desk, "ingest", {"paths": [str(inside / "a.txt")]}).isError
        assert call(desk, "ingest", {}).isError
        assert desk.audit(limit=1)[0].actor == "mcp:somebody"
        assert desk.search("bridge stay closed")
