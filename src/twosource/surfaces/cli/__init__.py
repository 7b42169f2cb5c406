"""The command line: each command reads its options, calls one verb of the desk and shows what came back."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Annotated

import typer

from ...errors import TwosourceError, UsageError
from ..terminal import visible
from . import (
    asking,
    deciding,
    handing_over,
    looking,
    partnering,
    peering,
    people,
    protecting,
    reading,
    serving,
    sharing,
    upkeep,
    watching,
)
from .options import DONE, INTERRUPTED, NOTHING_READ, WRONG_USAGE

__all__ = ["app", "main"]

EXITS: Mapping[type[TwosourceError], int] = {UsageError: WRONG_USAGE, TwosourceError: NOTHING_READ}

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
        from ... import __version__

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


# The order of the help.
for kind in (
    reading,
    asking,
    looking,
    deciding,
    watching,
    sharing,
    partnering,
    protecting,
    peering,
    serving,
    handing_over,
    people,
    upkeep,
):
    app.add_typer(kind.commands)


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
        from ..progress import OneLine

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
            _say(
                f"{_plainly(error.format_message())} See: {context.command_path if context else 'twosource'} --help"
            )
        return WRONG_USAGE
    _say(
        f"It broke inside ({type(error).__name__}: {error}). Run it again with --debug and report what that prints."
    )
    return NOTHING_READ


def _plainly(message: str) -> str:
    """What typer says of a call, as a sentence without the words of the library that checks values."""
    message = message.replace("Value error, ", "").replace("Input should be", "it must be")
    return message if message.endswith((".", "?", "!")) else f"{message}."


def _say(sentence: str) -> None:
    """One line on stderr, whatever the error's own text holds."""
    print("twosource: " + visible(" ".join(sentence.split())), file=sys.stderr)
