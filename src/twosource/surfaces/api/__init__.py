"""The HTTP server: the desk's verbs one to one under /api, the pages at /, one process and one port.

``create`` gives the application. A router is mounted by naming its module in ROUTERS: it is there as soon
as the module is. Every route states who may use it (``rules.may``); one that does not stops the server.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from concurrent.futures import Executor
from contextlib import asynccontextmanager, nullcontext
from importlib import import_module
from importlib.util import find_spec

from fastapi import APIRouter, FastAPI

from ... import __version__
from ...config import Settings
from ...errors import UsageError
from ..page.rendering import error_page
from ..taxii.keeping import exchanging
from . import problems, rules
from .description import describe
from .desks import Desks, prepare
from .doors import Doors
from .guard import Guard
from .jobs import catch_up
from .keeping import watching
from .metrics import Metrics
from .serving import Serving

# Where each router is mounted, in the order of the reference; the pages come last.
ROUTERS = (
    ("", "twosource.surfaces.api.health"),
    ("/api", "twosource.surfaces.api.reading"),
    ("/api", "twosource.surfaces.api.asking"),
    ("/api", "twosource.surfaces.api.deciding"),
    ("/api", "twosource.surfaces.api.alerts"),
    ("/api", "twosource.surfaces.api.sharing"),
    ("/api", "twosource.surfaces.api.accounts"),
    ("", "twosource.surfaces.taxii"),
    ("", "twosource.surfaces.page.routes"),
)


def create(settings: Settings, serving: Serving | None = None, worker: Executor | None = None) -> FastAPI:
    """The application over ``settings.db``, which is made if it is not there.

    ``worker`` does what reads and assesses; by default a process of its own. Raises UsageError, StoreError.
    """
    if settings.db is None:
        raise UsageError("Say which store to serve: --db FILE, or set TWOSOURCE_DB.")
    prepare(settings)
    serving = serving or Serving()
    desks, metrics = Desks(settings, worker), Metrics()
    doors = Doors(desks, serving)

    @asynccontextmanager
    async def alive(app: FastAPI) -> AsyncIterator[None]:
        if not desks.reading.assessed():
            desks.later(catch_up)
        async with watching(desks) if serving.watch else nullcontext(), exchanging(desks):
            yield
        desks.close()

    app = FastAPI(
        title="Twosource",
        version=__version__,
        description="What is claimed, who said it first, and how many independent origins stand behind it.",
        license_info={"name": "Apache-2.0"},
        lifespan=alive,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        responses=problems.documented(),
        # Nothing is told to anybody, whatever the environment says.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.desks, app.state.doors, app.state.metrics, app.state.serving = desks, doors, metrics, serving
    app.add_middleware(Guard, doors=doors, metrics=metrics)
    problems.install(app)
    app.state.error_page = error_page
    for prefix, router in mounted():
        rules.check(router, prefix)
        metrics.names |= {route.endpoint: path for path, route in rules.routes(router, prefix)}
        app.include_router(router, prefix=prefix)
    describe(app)
    return app


def mounted() -> tuple[tuple[str, APIRouter], ...]:
    """Each router that is there, with its prefix."""
    return tuple(
        (prefix, import_module(name).router) for prefix, name in ROUTERS if find_spec(name) is not None
    )


__all__ = ["Serving", "create", "mounted"]
