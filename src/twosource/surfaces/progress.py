"""What is said on stderr while a command works: a bar on a terminal, and what was set aside."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from ..model import SetAside
from .terminal import visible

_SAID = {"kept": "reports kept", "read": "reports read"}
# More than this many inputs set aside are counted, not listed: the machine formats name them all.
MOST_LISTED = 20


class OneLine(logging.Handler):
    """Says what was logged in one line on stderr, without the traceback."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print the record's message."""
        print(visible(f"twosource: {' '.join(record.getMessage().split())}"), file=sys.stderr)


@contextmanager
def watched(wanted: bool) -> Iterator[Callable[[str, int], None]]:
    """A place to report progress to: moving lines where stderr is a terminal, gone once all is assessed."""
    if not wanted or not sys.stderr.isatty():
        yield lambda stage, count: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:.0f} {task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks = {stage: bar.add_task(said, total=None, visible=False) for stage, said in _SAID.items()}

        def done(stage: str, count: int) -> None:
            if stage in tasks:
                bar.update(tasks[stage], advance=count, visible=True)
            else:
                bar.stop()  # what is printed next must not meet a moving line

        yield done


def remark(refused: Sequence[SetAside]) -> None:
    """Say what was set aside and why."""
    for one in refused[:MOST_LISTED]:
        print(visible(f"set aside: {one.path}: {one.reason}"), file=sys.stderr)
    if len(refused) > MOST_LISTED:
        print(f"set aside: {len(refused) - MOST_LISTED} more", file=sys.stderr)


def counted(read: int, new: int) -> None:
    """Say how much was read, and how much of it was not known before."""
    print(f"{read} read, {new} new", file=sys.stderr)
