"""What the commands print: the contract's JSON for programs, text and tables for people."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from .. import contract
from ..errors import TwosourceError, UsageError
from ..model import (
    Brief,
    Check,
    Decision,
    Dossier,
    Entry,
    Hit,
    Reading,
    Report,
    SetAside,
    Story,
    Told,
    Verified,
)
from .terminal import visible

if TYPE_CHECKING:
    from rich.console import RenderableType

# How wide text is where it goes to a file or a pipe.
PLAIN_WIDTH = 110
_INDENTED = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def brief(told: Brief, format: str | None, since: str | None, out: Path | None) -> None:
    """A brief, in the format asked for: by default for the screen on a terminal, else Markdown."""
    if format == "text" or (format is None and out is None and sys.stdout.isatty()):
        from . import screen

        _show(screen.brief(told), out)
    elif format == "json":
        _write(orjson.dumps(contract.brief(told, since), option=_INDENTED), out)
    else:
        from . import page

        _write(visible(page.html(told) if format == "html" else page.markdown(told)).encode(), out)


def story(told: Told, method: Mapping[str, str], format: str | None, out: Path | None) -> None:
    """One story: alone as JSON, else as a brief of it."""
    if format == "json":
        _write(orjson.dumps(contract.story(told), option=_INDENTED), out)
    else:
        brief(Brief(told.story.last_at or "", method, (told,)), format, None, out)


def extracted(one: Reading | SetAside) -> SetAside | None:
    """A line of ``extract``; what was set aside is handed back to be counted."""
    aside = isinstance(one, SetAside)
    _line(contract.refused(one) if isinstance(one, SetAside) else contract.reading(one))
    return one if aside and isinstance(one, SetAside) else None


def ingested(one: Report | SetAside, new: bool, as_json: bool) -> SetAside | None:
    """A line of ``ingest``, printed when the input is safe; what was set aside is handed back."""
    if isinstance(one, SetAside):
        if as_json:
            _line(contract.refused(one))
        return one
    if as_json:
        _line(contract.ingested(one, new))
    else:
        _write(f"{visible(one.path)}\n".encode("utf-8", "surrogateescape"), None)
    return None


def stories(found: Sequence[Story], as_json: bool) -> None:
    """The list of stories."""
    from . import screen

    _json_or([contract.listed(one) for one in found], as_json, lambda: screen.stories(found))


def claim(one: Dossier, format: str, out: Path | None) -> None:
    """One claim with its statements; its history too, but in JSON, which is the same on every surface."""
    if format == "text":
        from . import screen

        _show(screen.claim(one), out)
    elif format == "json":
        full = contract.claim_in_full(one.assessment, one.statements, one.stories)
        _write(orjson.dumps(full, option=_INDENTED), out)
    else:
        from .page import claim as page

        _write(visible(page.html(one) if format == "html" else page.markdown(one)).encode(), out)


def timeline(told: Sequence[Told], as_json: bool) -> None:
    """What happened when, in each story."""
    from . import screen

    entries = [{"story_id": one.story.id, **entry} for one in told for entry in contract.timeline(one)]
    _json_or(entries, as_json, lambda: screen.timeline(told))


def hits(found: Sequence[Hit], as_json: bool) -> None:
    """The places that a search found."""
    from . import screen

    _json_or([contract.hit(one) for one in found], as_json, lambda: screen.hits(found))


def checks(found: Sequence[Check], as_json: bool) -> bool:
    """What a doctor found; True where all is well."""
    from . import screen

    _json_or([contract.check(one) for one in found], as_json, lambda: screen.checks(found))
    return all(one.ok for one in found)


def decisions(found: Sequence[Decision], as_json: bool) -> None:
    """What people decided."""
    from . import screen

    _json_or([contract.decision(one) for one in found], as_json, lambda: screen.decisions(found))


def log(found: Sequence[Entry], as_json: bool) -> None:
    """Lines of the audit log."""
    from . import screen

    _json_or([contract.entry(one) for one in found], as_json, lambda: screen.log(found))


def verified(one: Verified, as_json: bool) -> bool:
    """Whether the audit log holds; True where it does."""
    from . import screen

    _json_or(contract.verified(one), as_json, lambda: screen.verified(one))
    return one.broken is None


def raw(data: bytes, out: Path | None) -> None:
    """Bytes as they are: to stdout, or to a file whole or not at all."""
    _write(data, out)


def as_json(value: Any, out: Path | None) -> None:
    """A value as one JSON document."""
    _write(orjson.dumps(value, option=_INDENTED), out)


def lines(value: Any, told: Sequence[str], in_json: bool, out: Path | None = None) -> None:
    """A value as one JSON document, or the lines that tell it."""
    if in_json:
        as_json(value, out)
    else:
        _write("".join(f"{visible(line)}\n" for line in told).encode(), out)


def _json_or(value: Any, as_json: bool, shown: Any) -> None:
    if as_json:
        _write(orjson.dumps(value, option=_INDENTED), None)
    else:
        _show(shown(), None)


def _line(value: Any) -> None:
    _write(orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE), None)


def _write(data: bytes, out: Path | None) -> None:
    """UTF-8 whatever the terminal's encoding: to stdout at once, or to a file whole or not at all."""
    if out is None:
        try:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            # Who read our output has gone (`| head`): nothing to say, and nothing to flush at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None
        return
    if out.is_dir():
        raise UsageError(f"{out} is a folder. Name a file, such as {out / 'brief.html'}.")
    half = out.with_name(out.name + ".part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(data)
        os.replace(half, out)
    except OSError as error:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        why = (error.strerror or str(error)).lower()
        raise TwosourceError(f"{out} could not be written ({why}). Name another file with --out.") from None


def _show(what: RenderableType, out: Path | None) -> None:
    """Text and tables: coloured on a terminal, plain elsewhere."""
    from .screen import Screen

    if out is None and sys.stdout.isatty():
        Screen(highlight=False).print(what)
        return
    with io.StringIO() as text:
        Screen(width=PLAIN_WIDTH, highlight=False, file=text).print(what)
        _write(text.getvalue().encode(), out)
