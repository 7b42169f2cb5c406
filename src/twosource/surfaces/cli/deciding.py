"""The commands by which people decide, and the log of what they did: decide, decisions, audit."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from ...errors import UsageError
from .options import NOTHING_READ, Db, Text, TextFormat, opened

commands = typer.Typer()

Author = Annotated[
    str | None,
    typer.Option("--author", envvar=["TWOSOURCE_AUTHOR", "USER"], metavar="NAME",
                 help="Who decides.", show_default=False),
]  # fmt: skip
Why = Annotated[
    str | None,
    typer.Option("--reason", "-r", metavar="WHY", help="Why; always asked for.", show_default=False),
]

Verify = Annotated[bool, typer.Option("--verify", help="Check that no line was changed or taken out.")]
Noted = Annotated[
    str | None,
    typer.Option("--noted", metavar="NUMBER:HASH", show_default=False,
                 help="A line as --verify once printed it: it must still be there."),
]  # fmt: skip
Of = Annotated[
    str | None,
    typer.Option("--of", metavar="NAME", help="Only what this person did, or what was done to this id.",
                 show_default=False),
]  # fmt: skip
Erase = Annotated[
    int | None,
    typer.Option("--erase", metavar="NUMBER", help="Erase words of this line for good.", show_default=False),
]
Field = Annotated[
    list[str] | None,
    typer.Option("--field", metavar="NAME", show_default=False,
                 help="Which words to erase: actor, subject, or a detail's name."),
]  # fmt: skip

# The verbs whose last word is a value, not an id.
_VALUED = ("correct", "rate", "date")


class Verb(Enum):
    """What can be decided, and undo."""

    confirm = "confirm"
    dispute = "dispute"
    merge = "merge"
    split = "split"
    alias = "alias"
    not_alias = "not-alias"
    correct = "correct"
    independent = "independent"
    dependent = "dependent"
    rate = "rate"
    protect = "protect"
    set_aside = "set-aside"
    date = "date"
    undo = "undo"


@commands.command()
def decide(
    verb: Annotated[Verb, typer.Argument(metavar="VERB", show_default=False)],
    words: Annotated[list[str], typer.Argument(metavar="ID... [VALUE]", show_default=False)],
    db: Db = None,
    author: Author = None,
    reason: Why = None,
    format: Text = TextFormat.text,
) -> None:
    """Keep what a person decided; it survives every rebuild, stands in the audit log, and can be undone.

    | VERB | of what |
    |---|---|
    | confirm, dispute | a claim, or a statement: sign it, or say that it is not so |
    | merge | claims, or stories: they are one |
    | split | a claim and the statements that leave it, or a story and the reports that leave it |
    | alias, not-alias | two sources: they are one, or are not |
    | correct | a statement, and one of speaker=NAME, figure=3000 (>3000, <=50, ~200, 10-20), date=2024-12-27, span=120-185 |
    | independent, dependent | two sources: what joins them does not hold, or the first has it from the second |
    | rate | a source, and a letter from A (completely reliable) to F (unknown) |
    | protect | a source: nothing that names it leaves |
    | set-aside | reports: they count for nothing |
    | date | a report, and the day that it was published: 2024-12-27 |
    | undo | the number of a decision: all is as if it had never been made |

    Examples:

    - `twosource decide confirm c-77ab --reason "Saw the document" --db desk.db`
    - `twosource decide correct st-77ab "speaker=Harbour Police" --reason "Page 2 names them" --db desk.db`
    - `twosource decide undo 12 --reason "Wrong file" --db desk.db`
    """  # fmt: skip
    from .. import output

    who, why = author or "", reason or ""
    with opened(db=db) as desk:
        if verb is Verb.undo:
            if len(words) != 1 or not words[0].isdigit():
                raise UsageError(
                    "Say which decision, by its number: twosource decide undo 12. See: decisions"
                )
            made = desk.undo(int(words[0]), author=who, reason=why)
        else:
            ids, value = (words[:-1], words[-1]) if verb.value in _VALUED else (words, "")
            made = desk.decide(verb.value, ids, value, author=who, reason=why)
        output.decisions([made], format == TextFormat.json)


@commands.command()
def decisions(
    of: Annotated[
        str | None, typer.Argument(metavar="[ID]", show_default=False, help="Of one id; else all.")
    ] = None,
    db: Db = None,
    live: Annotated[bool, typer.Option("--live", help="Leave out what was taken back.")] = False,
    format: Text = TextFormat.text,
) -> None:
    """List what people decided, each with its number, author, reason and time.

    Example: `twosource decisions --db desk.db --live`
    """  # fmt: skip
    from .. import output

    with opened(db=db) as desk:
        output.decisions(desk.decisions(of, live), format == TextFormat.json)


@commands.command()
def audit(
    db: Db = None,
    verify: Verify = False,
    noted: Noted = None,
    of: Of = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="The last so many lines.")] = 50,
    erase: Erase = None,
    field: Field = None,
    author: Author = None,
    reason: Why = None,
    format: Text = TextFormat.text,
) -> None:
    """Print the log of everything that people did, newest first, or check it.

    Ends with 1 where --verify finds a broken line.

    Examples:

    - `twosource audit --db desk.db`
    - `twosource audit --verify --db desk.db`
    - `twosource audit --erase 17 --field actor --reason "asked to be forgotten" --db desk.db`
    """  # fmt: skip
    from .. import output

    with opened(db=db) as desk:
        if erase is not None:
            typer.echo(desk.erase(erase, field or (), author or "", reason or ""))
        elif verify or noted:
            if not output.verified(desk.verify(_noted(noted)), format == TextFormat.json):
                raise typer.Exit(NOTHING_READ)
        else:
            output.log(desk.audit(limit, of=of), format == TextFormat.json)


def _noted(written: str | None) -> tuple[int, str] | None:
    if written is None:
        return None
    number, _, hash_ = written.partition(":")
    if not number.isdigit() or len(hash_) != 64:
        raise UsageError(f"{written!r} is not a line as --verify prints it, such as 12:9f86d0....")
    return int(number), hash_
