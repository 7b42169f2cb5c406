"""/health: whether the server answers. Nothing about the store; anybody may ask."""

from __future__ import annotations

from fastapi import APIRouter

from ... import __version__

router = APIRouter()


@router.get("/health", tags=["server"])
async def health() -> dict[str, str]:
    """That the server answers, and its version."""
    return {"status": "ok", "version": __version__}
