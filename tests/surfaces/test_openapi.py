"""The API is what /openapi.json says: schemathesis over every operation, through ASGI and without a network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode, checks

from tests.surfaces.conftest import FREE
from twosource import Desk, Settings, people
from twosource.surfaces.api import Serving, create, mounted, rules
from twosource.surfaces.api.shapes import gathered, shapes

DOCS = Path(__file__).resolve().parents[2] / "docs" / "schema"
# Each operation gets so many calls: all of them together stay under 40 s.
EXAMPLES = 15
CHECKS = (
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
)


OPERATIONS = [
    (prefix + path.replace(":path}", "}"), method)
    for prefix, path, method in (
        ("", path, method)
        for start, router in mounted()
        for path, route in rules.routes(router, start)
        if router.include_in_schema and route.include_in_schema
        # Alerts as events have no end: tests/surfaces/test_stream.py calls them.
        if not path.endswith("/stream")
        for method in sorted(route.methods or ())
    )
]


@pytest.fixture(scope="module")
def served(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, dict[str, str]]]:
    """The schema over an application, and the headers of one who may do everything."""
    db = tmp_path_factory.mktemp("described") / "desk.db"
    db.write_bytes(kept.read_bytes())
    worker = ThreadPoolExecutor(1)
    app = create(Settings(db=db, quiet=True), Serving(limits=FREE), worker)
    with Desk(Settings(db=db)) as desk:
        token, _ = desk.make_token("Ada", "tests", people.SCOPES, 1, "Ada")
    here = {"host": "127.0.0.1"}
    schema = schemathesis.openapi.from_asgi("/openapi.json", app, headers=here)
    yield schema, {**here, "authorization": f"Bearer {token}"}
    worker.shutdown()


@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=[f"{how} {at}" for at, how in OPERATIONS])
def test_no_call_breaks_it_and_no_answer_is_undocumented(
    path: str, method: str, served: tuple[Any, dict[str, str]]
) -> None:
    schema, headers = served
    operation = schema[path][method]

    @given(
        case=st.one_of(
            operation.as_strategy(), operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
        )
    )
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    def called(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=headers, checks=list(CHECKS))

    called()


def test_the_shapes_are_those_of_docs_schema() -> None:
    assert shapes() == gathered(DOCS), "run make docs"


def test_every_operation_says_what_it_answers_and_who_may_ask() -> None:
    app_paths = _described()["paths"]
    assert len(app_paths) > 15
    for path, operations in app_paths.items():
        for method, operation in operations.items():
            assert operation["summary"], path
            assert operation.get("description"), f"{method} {path} has no docstring"
            assert {"401", "403", "404", "409", "413", "422", "429"} <= operation["responses"].keys(), path
            good = [code for code in operation["responses"] if code < "300"]
            assert good, f"{method} {path} documents no success"
            for code in good:
                content = operation["responses"][code].get("content", {})
                assert code == "204" or content, f"{method} {path} {code} says nothing of its body"
                assert not content or any(kind.get("schema") for kind in content.values()), (
                    f"{method} {path}: no shape"
                )


def test_every_shape_is_a_schema_and_every_reference_leads_somewhere() -> None:
    described = _described()
    known = described["components"]["schemas"]
    for shape in known.values():
        Draft202012Validator.check_schema(shape)
    text = json.dumps(described)
    for part in text.split('"$ref": "')[1:]:
        name = part[: part.index('"')]
        assert name.startswith("#/components/schemas/")
        assert name.rsplit("/", 1)[1] in known


@cache
def _described() -> dict[str, Any]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return create(Settings(db=Path(folder) / "desk.db")).openapi()
