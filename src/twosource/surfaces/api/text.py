"""Text that is whole: JSON may hold half a character, which no store and no hash takes."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator


def _whole(text: str) -> str:
    if any("\ud800" <= each <= "\udfff" for each in text):
        raise ValueError("half a character: send text that is whole UTF-8")
    return text


Text = Annotated[str, AfterValidator(_whole)]
