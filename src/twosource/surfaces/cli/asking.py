"""The commands that ask a store: stories, story, claim, timeline, search."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import BriefFormat, Db, HitKind, Out, Text, TextFormat, opened

commands = typer.Typer()


@commands.command()
def stories(db: Db = None, format: Text = TextFormat.text) -> None:
    """List the stories of a store.

    Example: `twosource stories --db desk.db`
    """
    from .. import output

    with opened(db=db) as desk:
        output.stories(desk.stories(), format == TextFormat.json)


@commands.command()
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
    from .. import output

    with opened(db=db) as desk:
        output.story(desk.story(story_id), desk.method, format, out)


@commands.command()
def claim(
    claim_id: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    db: Db = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="TIME",
            show_default=False,
            help="As it stood then, by the reports and decisions known then.",
        ),
    ] = None,
    format: Annotated[
        BriefFormat, typer.Option("--format", "-f", help="For the screen, as JSON, Markdown or a page.")
    ] = BriefFormat.text,
    out: Out = None,
) -> None:
    """Print one claim: its status and both counts, the reasons, every statement with its chain, what would raise it,
    and its history.

    Examples:

    - `twosource claim c-77ab --db desk.db`
    - `twosource claim c-77ab --db desk.db --format html --out claim.html`
    - `twosource claim c-77ab --db desk.db --as-of 2026-11-20`
    """  # fmt: skip
    from .. import output

    with opened(db=db) as desk:
        output.claim(desk.dossier(claim_id, as_of), format, out)


@commands.command()
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
    from .. import output

    with opened(db=db) as desk:
        output.timeline(desk.timeline(story_id), format == TextFormat.json)


@commands.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD...", show_default=False)],
    db: Db = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many places.")] = 20,
    kind: Annotated[
        HitKind | None, typer.Option("--kind", help="Only statements, or only lines of reports.", show_default=False)
    ] = None,
    publisher: Annotated[
        str,
        typer.Option("--publisher", metavar="WORDS", help="Only of publishers with these words in their names.",
                     show_default=False),
    ] = "",
    since: Annotated[
        str, typer.Option("--since", metavar="DAY", help="Only published on this day or later.", show_default=False)
    ] = "",
    until: Annotated[
        str, typer.Option("--until", metavar="DAY", help="Only published on this day or before.", show_default=False)
    ] = "",
    format: Text = TextFormat.text,
) -> None:  # fmt: skip
    """Find statements, then lines of reports, that hold all the words.

    A day may be a month or a year: 2031-05. Reports without a date are of no day.

    Examples:

    - `twosource search ferry captain --db desk.db`
    - `twosource search ferry --publisher "Skarholm Post" --since 2031-05-03 --kind statement --db desk.db`
    """
    from ...model import Within
    from .. import output

    within = Within(kind.value if kind else "", publisher, since, until)
    with opened(db=db) as desk:
        output.hits(desk.search(" ".join(words), limit, within), format == TextFormat.json)
