"""OpenAPI: the shapes of docs/schema put in, and how one signs in."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from .rules import May, routes, rule
from .shapes import shapes

SCHEMES = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token: twosource people token, or /api/tokens.",
    },
    "session": {"type": "apiKey", "in": "cookie", "name": "twosource"},
}


def describe(app: FastAPI) -> None:
    """Have /openapi.json describe every route, answer and rule."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            whole = get_openapi(
                title=app.title,
                version=app.version,
                description=app.description,
                license_info=app.license_info,
                routes=app.routes,
            )
            parts = whole.setdefault("components", {})
            parts["schemas"] = {**parts.get("schemas", {}), **shapes()}
            parts["securitySchemes"] = SCHEMES
            _secure(app, whole["paths"])
            app.openapi_schema = whole
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _secure(app: FastAPI, paths: dict[str, Any]) -> None:
    stated = {
        (path.replace(":path}", "}"), method.lower()): rule(route)
        for path, route in routes(app.router)
        for method in route.methods or ()
    }
    for path, operations in paths.items():
        for method, operation in operations.items():
            known = stated.get((path, method))
            if isinstance(known, May) and known.scope is not None:
                operation["security"] = [{"token": []}, {"session": []}]
                operation["x-scope"] = known.scope
