"""The command line: each command reads its options, calls one verb of the desk and shows what came back."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import NothingRead, TwosourceError, UsageError

if TYPE_CHECKING:
    from ..desk import Desk
    from ..model import SetAside

# How a run ends (docs/cli.md): the first class that fits.
DONE, NOTHING_READ, WRONG_USAGE, SOME_SET_ASIDE, INTERRUPTED = 0, 1, 2, 3, 130
EXITS: Mapping[type[TwosourceError], int] = {UsageError: WRONG_USAGE, TwosourceError: NOTHING_READ}


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

app = typer.Typer(
    name="twosource",
    help="Reads news reports and says what is claimed, who said it first and through whom, how many independent "
    "origins stand behind it, and where accounts differ.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


def _version(wanted: bool) -> None:
    if wanted:
        from .. import __version__

        typer.echo(f"twosource {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which and end.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error came from.")] = False,
) -> None:
    """Reads news reports and says what is claimed, who said it first and through whom, how many independent
    origins stand behind it, and where accounts differ.

    A first look: `twosource brief FOLDER`

    Exit codes: 0 done; 1 nothing usable was read; 2 wrong usage; 3 some inputs set aside under --strict.
    """


@app.command()
def brief(
    paths: SomePaths = None,
    format: Annotated[
        BriefFormat | None,
        typer.Option("--format", "-f", help="By default text on a terminal, else md.", show_default=False),
    ] = None,
    db: Db = None,
    published: Published = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="TIME", help="Also say what changed since then.", show_default=False),
    ] = None,
    out: Out = None,
    strict: Strict = None,
    quiet: Quiet = None,
    max_bytes: MaxBytes = None,
) -> None:
    """Read reports and print the brief: what is known and how well, who says what, where accounts differ.

    With --db the reports are kept, and the brief is of the whole store; without PATH, of what it holds.

    Examples:

    - `twosource brief reports/`
    - `twosource brief reports/ --format html --out brief.html`
    - `twosource brief today/*.html --db desk.db --since 2026-11-21`
    - `cat report.txt | twosource brief - --published 2026-11-21 --format json`
    """
    from . import output

    with _desk(db=db, published=published, strict=strict, quiet=quiet, max_bytes=max_bytes) as desk:
        if not paths and desk.settings.db is None:
            raise UsageError("Say what to read: twosource brief PATH..., or which store: --db FILE.")
        told = desk.brief(paths or (), since)
        output.brief(told, format, since, out)
        _end(desk, told.read if paths else len(told.stories), told.set_aside if paths else ())


@app.command()
def extract(
    paths: Paths,
    format: Annotated[LineFormat, typer.Option("--format", "-f")] = LineFormat.jsonl,
    published: Published = None,
    strict: Strict = None,
    quiet: Quiet = None,
    max_bytes: MaxBytes = None,
) -> None:
    """Print what each report says: statements with their chains, figures, dates. Keeps nothing.

    One JSON object a report, as it is read, and one for each input set aside; docs/schema has the form.

    Examples:

    - `twosource extract reports/ > statements.jsonl`
    - `zcat dump.jsonl.gz | twosource extract - | jq .statements[].text`
    """
    from . import output

    read, refused = 0, []
    with _desk(streams=True, published=published, strict=strict, quiet=quiet, max_bytes=max_bytes) as desk:
        for one in desk.extract(paths):
            aside = output.extracted(one)
            refused += [aside] if aside else []
            read += not aside
        _end(desk, read, refused)


@app.command()
def ingest(
    paths: Paths,
    format: Annotated[
        IngestFormat, typer.Option("--format", "-f", help="A path a line, or JSON lines.")
    ] = IngestFormat.text,
    db: Db = None,
    published: Published = None,
    strict: Strict = None,
    quiet: Quiet = None,
    max_bytes: MaxBytes = None,
) -> None:
    """Read reports into a store. Each path is printed once the report is safe there.

    Reading the same report again changes nothing.

    Examples:

    - `twosource ingest reports/ --db desk.db`
    - `twosource ingest wire.jsonl.gz --db desk.db --format jsonl --quiet`
    """
    from . import output

    read, refused = 0, []
    with _desk(
        streams=True, db=db, published=published, strict=strict, quiet=quiet, max_bytes=max_bytes
    ) as desk:
        if desk.settings.db is None:
            raise UsageError("Say where to keep them: --db FILE, or set TWOSOURCE_DB.")
        for one, new in desk.ingest(paths):
            aside = output.ingested(one, new, format == IngestFormat.jsonl)
            refused += [aside] if aside else []
            read += not aside
        _end(desk, read, refused)


@app.command()
def stories(db: Db = None, format: Text = TextFormat.text) -> None:
    """List the stories of a store.

    Example: `twosource stories --db desk.db`
    """
    from . import output

    with _desk(db=db) as desk:
        output.stories(desk.stories(), format == TextFormat.json)


@app.command()
def story(
    story_id: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    db: Db = None,
    format: Annotated[
        BriefFormat | None,
        typer.Option("--format", "-f", help="By default text on a terminal, else md.", show_default=False),
    ] = None,
    out: Out = None,
) -> None:
    """Print one story of a store, as the brief does.

    Example: `twosource story s-1f0c --db desk.db --format html --out story.html`
    """
    from . import output

    with _desk(db=db) as desk:
        output.story(desk.story(story_id), desk.method, format, out)


@app.command()
def claim(
    claim_id: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    db: Db = None,
    format: Text = TextFormat.text,
) -> None:
    """Print one claim: its status and both counts, the reasons, and every statement with its chain.

    Example: `twosource claim c-77ab --db desk.db`
    """
    from . import output

    with _desk(db=db) as desk:
        output.claim(*desk.claim(claim_id), as_json=format == TextFormat.json)


@app.command()
def timeline(
    story_id: Annotated[
        str | None, typer.Argument(metavar="[ID]", show_default=False, help="One story; else all.")
    ] = None,
    db: Db = None,
    format: Text = TextFormat.text,
) -> None:
    """Print what happened when, by the time of the events and not of the reports.

    Example: `twosource timeline --db desk.db`
    """
    from . import output

    with _desk(db=db) as desk:
        output.timeline(desk.timeline(story_id), format == TextFormat.json)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD...", show_default=False)],
    db: Db = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many places.")] = 20,
    format: Text = TextFormat.text,
) -> None:
    """Find statements, then lines of reports, that hold all the words.

    Example: `twosource search ferry captain --db desk.db`
    """
    from . import output

    with _desk(db=db) as desk:
        output.hits(desk.search(" ".join(words), limit), format == TextFormat.json)


@app.command()
def backup(
    copy: Annotated[Path, typer.Argument(metavar="COPY", show_default=False)],
    db: Db = None,
    force: Force = False,
) -> None:
    """Copy a store to a file, whole, also while it is written to.

    Example: `twosource backup desk-2026-11-22.db --db desk.db`
    """
    with _desk(db=db) as desk:
        typer.echo(desk.backup(copy, force))


@app.command()
def restore(
    copy: Annotated[Path, typer.Argument(metavar="COPY", show_default=False)],
    db: Db = None,
    force: Force = False,
) -> None:
    """Bring a copy back as the store, after checking that it is sound.

    Example: `twosource restore desk-2026-11-22.db --db desk.db --force`
    """
    with _desk(db=db) as desk:
        typer.echo(desk.restore(copy, force))


@app.command()
def doctor(db: Db = None, format: Text = TextFormat.text) -> None:
    """Check the program and a store: files, indexes, references, documents, room on the disk.

    Ends with 1 where something is wrong. Example: `twosource doctor --db desk.db`
    """
    from . import output

    with _desk(db=db) as desk:
        if not output.checks(tuple(desk.doctor()), format == TextFormat.json):
            raise typer.Exit(NOTHING_READ)


@contextmanager
def _desk(streams: bool = False, **flags: Any) -> Iterator[Desk]:
    """A desk with the settings in force: file, then environment, then these flags.

    A command that ``streams`` shows no progress where its lines go to the same terminal.
    """
    from ..config import settings
    from ..desk import Desk
    from .progress import watched

    chosen = settings(flags, os.environ, Path.cwd())
    with (
        watched(not chosen.quiet and not (streams and sys.stdout.isatty())) as done,
        Desk(chosen, done) as desk,
    ):
        yield desk


def _end(desk: Desk, read: int, refused: tuple[SetAside, ...] | list[SetAside]) -> None:
    """Say on stderr what was set aside, and end as the contract says."""
    if refused and not desk.settings.quiet:
        from .progress import remark

        remark(refused)
    if not read:
        raise NothingRead(
            "Nothing usable was read." if refused else "Nothing was found to read. Name files or folders."
        )
    if refused and desk.settings.strict:
        raise typer.Exit(SOME_SET_ASIDE)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    _configure_logging("--debug" in given)
    try:
        code = app(
            [each for each in given if each != "--debug"], prog_name="twosource", standalone_mode=False
        )
        raise SystemExit(code if isinstance(code, int) else DONE)
    except Exception as error:
        if "--debug" in given:
            raise
        raise SystemExit(_ended(error)) from None


def _configure_logging(debug: bool) -> None:
    """Our own errors in one line each, nothing of the libraries' talk; all of it under --debug."""
    import logging
    import warnings

    if debug:
        logging.basicConfig(level=logging.DEBUG)
        return
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    logging.getLogger().addHandler(logging.NullHandler())
    own = logging.getLogger("twosource")
    if not own.handlers:
        from .progress import OneLine

        own.addHandler(OneLine(logging.ERROR))


def _ended(error: Exception) -> int:
    """The exit code of an error, after one line that says what to do next."""
    if isinstance(error, TwosourceError):
        _say(str(error))
        return next(code for kind, code in EXITS.items() if isinstance(error, kind))
    if isinstance(error, typer.Abort):
        return INTERRUPTED
    if hasattr(error, "format_message"):  # a call that typer could not make sense of
        context = getattr(error, "ctx", None)
        if error.format_message():  # empty where the help has just been shown
            _say(f"{error.format_message()} See: {context.command_path if context else 'twosource'} --help")
        return WRONG_USAGE
    _say(
        f"It broke inside ({type(error).__name__}: {error}). Run it again with --debug and report what that prints."
    )
    return NOTHING_READ


def _say(sentence: str) -> None:
    """One line on stderr, whatever the error's own text holds."""
    print("twosource: " + " ".join(sentence.split()), file=sys.stderr)
