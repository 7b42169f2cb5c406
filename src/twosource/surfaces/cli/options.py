"""What the commands share: their options, the desk that they open, and how they end."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ...errors import NothingRead

if TYPE_CHECKING:
    from ...desk import Desk
    from ...model import SetAside

# How a run ends (docs/cli.md): the first class that fits.
DONE, NOTHING_READ, WRONG_USAGE, SOME_SET_ASIDE, INTERRUPTED = 0, 1, 2, 3, 130


class BriefFormat(StrEnum):
    """How a brief is written: as the contract's object, Markdown, one HTML page, or for the screen."""

    json = "json"
    md = "md"
    html = "html"
    text = "text"


class LineFormat(StrEnum):
    """One JSON object a line."""

    jsonl = "jsonl"


class TextFormat(StrEnum):
    """For the screen, or one JSON value."""

    text = "text"
    json = "json"


class HitKind(StrEnum):
    """What a search may be narrowed to."""

    statement = "statement"
    report = "report"


class IngestFormat(StrEnum):
    """A path a line, or one JSON object a line."""

    text = "text"
    jsonl = "jsonl"


Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files, folders (read to the bottom), globs, or - for standard input.",
                   show_default=False),
]  # fmt: skip
SomePaths = Annotated[list[str] | None, Paths.__metadata__[0]]
Db = Annotated[
    Path | None,
    typer.Option("--db", metavar="FILE", help="The store. Also TWOSOURCE_DB.", show_default=False),
]
By = Annotated[
    str | None,
    typer.Option("--by", envvar=["TWOSOURCE_AUTHOR", "USER"], metavar="NAME", help="Who does it.", show_default=False),
]  # fmt: skip
Why = Annotated[str, typer.Option("--reason", "-r", metavar="WHY", help="Why.", show_default=False)]
Sources = Annotated[
    Path | None,
    typer.Option("--sources", metavar="FILE", help="Your own agencies and owners. By default sources.toml beside the store.",
                 show_default=False),
]  # fmt: skip
Published = Annotated[
    str | None,
    typer.Option(
        "--published", metavar="DATE", help="The date of reports in which none is found.", show_default=False
    ),
]
Strict = Annotated[
    bool | None, typer.Option("--strict", help="End with 3 where an input was set aside.", show_default=False)
]
Quiet = Annotated[
    bool | None, typer.Option("--quiet", "-q", help="No progress and no remarks.", show_default=False)
]
MaxBytes = Annotated[
    int | None,
    typer.Option("--max-bytes", metavar="N", min=1, help="Set larger reports aside. By default 20000000.",
                 show_default=False),
]  # fmt: skip
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FILE", help="Write there, not to the screen.", show_default=False),
]
Text = Annotated[TextFormat, typer.Option("--format", "-f", help="For the screen, or as JSON.")]
Force = Annotated[bool, typer.Option("--force", help="Replace what is there.")]


@contextmanager
def opened(streams: bool = False, **flags: Any) -> Iterator[Desk]:
    """A desk with the settings in force: file, then environment, then these flags.

    A command that ``streams`` shows no progress where its lines go to the same terminal.
    """
    from ...config import settings
    from ...desk import Desk
    from ..progress import watched

    chosen = settings(flags, os.environ, Path.cwd())
    with (
        watched(not chosen.quiet and not (streams and sys.stdout.isatty())) as done,
        Desk(chosen, done) as desk,
    ):
        yield desk


def end(desk: Desk, read: int, refused: tuple[SetAside, ...] | list[SetAside]) -> None:
    """Say on stderr what was set aside, and end as the contract says."""
    if refused and not desk.settings.quiet:
        from ..progress import remark

        remark(refused)
    if not read:
        raise NothingRead(
            "Nothing usable was read." if refused else "Nothing was found to read. Name files or folders."
        )
    if refused and desk.settings.strict:
        raise typer.Exit(SOME_SET_ASIDE)
