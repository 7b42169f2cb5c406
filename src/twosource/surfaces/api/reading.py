"""/api/ingest and /api/extract: reports as files, as JSON, or by their address."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, File, Request, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from ...model import Person
from .answers import Answer, answered
from .desks import Desks
from .jobs import bring, catch_up, extract, keep
from .metrics import Metrics
from .rules import may
from .text import Text

router = APIRouter(tags=["reading"])
Ingests = Annotated[Person, may("ingest")]
MANY = 1000
Files = Annotated[
    list[UploadFile],
    File(
        description="Reports: text, HTML, JSON, JSON lines or feeds, each also gzipped.",
        min_length=1,
        max_length=MANY,
    ),
]
KEPT = answered("ingested", 200, "One entry an input, in order: kept, or set aside with the reason.")
READ = answered("extracted", 200, "One entry an input, in order: what it says, or why it was set aside.")


class Given(BaseModel):
    """One report as JSON; all but ``text`` may be left out, and other fields of it are kept as they came."""

    model_config = ConfigDict(extra="allow")

    text: Annotated[str, Field(min_length=1)]
    title: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    url: str | None = None
    author: str | None = None


class Reports(BaseModel):
    """Reports as JSON."""

    model_config = ConfigDict(extra="forbid")

    reports: Annotated[list[Given], Field(min_length=1, max_length=MANY)]


class Address(BaseModel):
    """An address on the web."""

    model_config = ConfigDict(extra="forbid")

    url: Annotated[Text, Field(min_length=1, max_length=2000)]


@router.post("/ingest", responses=KEPT)
async def ingest(request: Request, who: Ingests, files: Files, wait: bool = True) -> Answer:
    """Keep uploaded reports. The answer comes when they are assessed; with ``wait=false``, when they are safe."""
    return await _kept(request, await _read(files), who, wait)


@router.post("/ingest/reports", responses=KEPT)
async def ingest_reports(request: Request, who: Ingests, given: Reports, wait: bool = True) -> Answer:
    """Keep reports that come as JSON."""
    return await _kept(request, _packed(given), who, wait)


@router.post("/ingest/address", responses=KEPT)
async def ingest_address(request: Request, who: Ingests, given: Address, wait: bool = True) -> Answer:
    """Fetch a page or feed of the web, and keep what is there."""
    desks: Desks = request.app.state.desks
    return await _counted(request, await desks.work(bring, given.url, who.name), wait)


@router.post("/extract", responses=READ)
async def extract_files(request: Request, _who: Ingests, files: Files) -> Answer:
    """What uploaded reports say: statements with their chains, figures, dates. Keeps nothing."""
    desks: Desks = request.app.state.desks
    return Answer(await desks.work(extract, await _read(files)))


@router.post("/extract/reports", responses=READ)
async def extract_reports(request: Request, _who: Ingests, given: Reports) -> Answer:
    """What reports say that come as JSON. Keeps nothing."""
    desks: Desks = request.app.state.desks
    return Answer(await desks.work(extract, _packed(given)))


async def _kept(request: Request, documents: list[tuple[str, bytes]], who: Person, wait: bool) -> Answer:
    desks: Desks = request.app.state.desks
    return await _counted(request, await desks.work(keep, documents, who.name), wait)


async def _counted(request: Request, lines: list[dict[str, Any]], wait: bool) -> Answer:
    """The answer of what was kept: once it is assessed, or at once with the assessing under way."""
    desks: Desks = request.app.state.desks
    metrics: Metrics = request.app.state.metrics
    for line in lines:
        ending = "set aside" if "set_aside" in line else "kept" if line["new"] else "known"
        metrics.ingested.labels(ending).inc()
    if wait:
        await desks.work(catch_up)
    else:
        desks.later(catch_up)
    return Answer(lines)


async def _read(files: list[UploadFile]) -> list[tuple[str, bytes]]:
    return [(_named(file.filename), await file.read()) for file in files]


def _named(name: str | None) -> str:
    """The name of a file without its folders, whatever system it came from."""
    return (name or "").replace("\\", "/").rsplit("/", 1)[-1].replace("\x00", "") or "report"


def _packed(given: Reports) -> list[tuple[str, bytes]]:
    """Each report as the file it would be; in ASCII, so that even half a character gets through to the reader."""
    return [("report.json", json.dumps(one.model_dump(exclude_unset=True)).encode()) for one in given.reports]
