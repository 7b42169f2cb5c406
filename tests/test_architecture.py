"""Which room may import which: the house's plan as a table, and nothing else passes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import twosource

HOUSE = Path(twosource.__file__).parent
VALUES = {"model", "errors", "text"}
# A room is a module or folder directly under the package. What it may import, besides itself:
MAY: dict[str, set[str]] = {
    "__init__": VALUES | {"config", "desk"},
    "__main__": {"surfaces"},
    "model": set(),
    "errors": set(),
    "text": set(),
    "data": VALUES,
    "config": {"errors"},
    "identity": set(),
    "ports": {"model"},
    "stages": VALUES | {"data"},
    "language": VALUES | {"data", "ports"},
    "readers": VALUES | {"data", "ports"},
    "stores": VALUES | {"audit", "ports"},
    "engines": {"model", "errors", "ports"},
    "contract": {"model", "text"},
    "pipeline": VALUES | {"data", "identity", "ports", "stages"},
    "gate": VALUES | {"data"},
    "audit": VALUES | {"ports"},
    "people": VALUES | {"ports"},
    "peers": VALUES | {"ports", "readers"},
    "senders": VALUES | {"readers"},
    "desk": VALUES
    | {
        "__init__",
        "audit",
        "config",
        "contract",
        "data",
        "engines",
        "gate",
        "language",
        "people",
        "peers",
        "pipeline",
        "ports",
        "readers",
    }
    | {"senders", "stages", "stores"},
    "surfaces": VALUES | {"config", "contract", "desk", "people", "__init__"},
}
STAGES_WITH_PORTS = {"dissect", "extract"}
# Tools that several stages share: datelines, a written time as a window, average linkage, the words that tell, lands and their peoples, kinds of area.
SHARED_BY_STAGES = {
    "areas",
    "datelines",
    "debts",
    "glossed",
    "lands",
    "linkage",
    "remembered",
    "terms",
    "when",
}
# What the pure core may not touch: clocks, chance, files, processes, the network.
IMPURE = {
    "asyncio", "datetime.now", "glob", "io", "multiprocessing", "os", "pathlib", "random", "secrets",
    "shutil", "socket", "sqlite3", "subprocess", "tempfile", "threading", "time", "urllib.request", "uuid",
}  # fmt: skip


def modules() -> Iterator[tuple[tuple[str, ...], Path]]:
    for path in sorted(HOUSE.rglob("*.py")):
        parts = path.relative_to(HOUSE).with_suffix("").parts
        yield parts, path


def imported(parts: tuple[str, ...], path: Path) -> Iterator[tuple[str, ...]]:
    """Every module imported anywhere in a file, ours as paths under the package, others prefixed by ""."""
    package = parts[:-1]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            for alias in node.names:
                names = tuple(alias.name.split("."))
                yield names[1:] if names[0] == "twosource" else ("", *names)
        elif isinstance(node, ast.ImportFrom):
            base = tuple(node.module.split(".")) if node.module else ()
            if node.level:
                base = package[: len(package) - node.level + 1] + base
            elif base[:1] == ("twosource",):
                base = base[1:]
            else:
                yield ("", *base)
                continue
            yield from [base] if base else [(alias.name,) for alias in node.names]


def test_no_room_imports_what_the_plan_does_not_allow() -> None:
    wrong = []
    for parts, path in modules():
        for target in imported(parts, path):
            if not target or target[0] in ("", parts[0]):
                continue
            allowed = MAY[parts[0]] | (
                {"ports"} if parts[:1] == ("stages",) and parts[1] in STAGES_WITH_PORTS else set()
            )
            name = (
                target[0]
                if (HOUSE / target[0]).is_dir() or (HOUSE / f"{target[0]}.py").is_file()
                else "__init__"
            )
            if name not in allowed:
                wrong.append(f"{'.'.join(parts)} imports {'.'.join(target)}")
    assert wrong == []


def test_no_stage_imports_another_stage() -> None:
    wrong = [
        f"{'.'.join(parts)} imports {'.'.join(target)}"
        for parts, path in modules()
        for target in imported(parts, path)
        if parts[0] == "stages"
        and len(parts) > 2
        and target[:1] == ("stages",)
        and target[1] not in {parts[1], *SHARED_BY_STAGES}
    ]
    assert wrong == []


# The folders of a stage, each with those beside it that it may import: nobody reads the chain but who puts it together.
FOLDERS: dict[str, dict[str, set[str]]] = {
    "extract": {
        "syntax": set(),
        "speakers": {"syntax"},
        "silence": {"syntax", "speakers"},
        "credits": {"syntax", "speakers", "silence"},
        "chain": {"syntax", "speakers", "credits"},
        "languages": {"speakers"},
    },
    "group": {
        "wording": set(),
        "bodies": {"wording"},
        "same": {"wording", "opposing"},
        "opposing": {"wording", "same", "bodies"},
        "withdrawals": {"wording", "same", "opposing"},
        "stories": set(),
    },
}


def test_a_folder_of_a_stage_imports_only_what_lies_below_it() -> None:
    wrong = [
        f"{'.'.join(parts)} imports {'.'.join(target)}"
        for parts, path in modules()
        for target in imported(parts, path)
        if parts[0] == "stages"
        and len(parts) > 3
        and (may := FOLDERS.get(parts[1], {}).get(parts[2])) is not None
        and target[:2] == parts[:2]
        and target[2:3]
        and target[2] in FOLDERS[parts[1]]
        and target[2] not in {parts[2], *may}
    ]
    assert wrong == []


def test_no_stage_reads_a_clock_a_file_a_socket_or_chance() -> None:
    wrong = [
        f"{'.'.join(parts)} imports {'.'.join(target[1:])}"
        for parts, path in modules()
        for target in imported(parts, path)
        if parts[0] == "stages" and target[:1] == ("",) and ({target[1], ".".join(target[1:])} & IMPURE)
    ]
    calls = [
        f"{'.'.join(parts)}:{node.lineno} calls {ast.unparse(node.func)}"
        for parts, path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if parts[0] == "stages" and isinstance(node, ast.Call) and _impure(ast.unparse(node.func))
    ]
    assert wrong + calls == []


def _impure(call: str) -> bool:
    return call == "open" or call.endswith(
        (".now", ".today", ".utcnow", ".read_text", ".read_bytes", ".getenv")
    )


def test_every_room_is_in_the_plan() -> None:
    assert {parts[0] for parts, _ in modules()} <= set(MAY)
