"""The shapes of all answers for OpenAPI: docs/schema in one file, which ships with the package.

``make docs`` writes it anew; a test holds the two together.
"""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

SOURCES = ("brief", "extract", "desk", "sharing", "watching")


def shapes() -> dict[str, Any]:
    """Each shape by its name, for ``components/schemas``."""
    file = resources.files(__package__).joinpath("shapes.json")
    known: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return known


def gathered(folder: Path) -> dict[str, Any]:
    """The shapes out of the published schemas, their references turned to OpenAPI's place."""
    found: dict[str, Any] = {}
    for file in sorted(folder.glob("*.schema.json")):
        name = file.name.removesuffix(".schema.json")
        whole = json.loads(file.read_text("utf-8"))
        inside = whole.pop("$defs")
        if "type" in whole:
            inside[name] = {key: value for key, value in whole.items() if key not in ("$schema", "title")}
        if again := found.keys() & inside.keys():
            raise ValueError(f"{name}.schema.json names again what another names: {sorted(again)}")
        found |= {key: _turned(value) for key, value in inside.items()}
    return dict(sorted(found.items()))


def _turned(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: f"#/components/schemas/{each.rsplit('/', 1)[1]}" if key == "$ref" else _turned(each)
            for key, each in value.items()
        }
    return [_turned(each) for each in value] if isinstance(value, list) else value


def write(folder: Path) -> None:
    """Write shapes.json anew (``make docs``)."""
    text = json.dumps(gathered(folder), ensure_ascii=False, separators=(",", ":"))
    Path(__file__).with_name("shapes.json").write_text(text + "\n", "utf-8")
