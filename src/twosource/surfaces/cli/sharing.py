"""The commands of what goes to partners and what comes: share, receive, answer, mark."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ...errors import UsageError
from .options import By, Db, MaxBytes, Out, Published, Quiet, SomePaths, Strict, Text, TextFormat, Why, opened

commands = typer.Typer()

Groups = Annotated[
    list[str] | None,
    typer.Option("--group", "-g", metavar="GROUP", help="A sharing group; may be given several times.", show_default=False),
]  # fmt: skip


Tlp = Annotated[str, typer.Option("--tlp", metavar="LEVEL", help="clear, green, amber, amber+strict or red.")]
To = Annotated[
    str | None, typer.Option("--to", metavar="GROUP", help="The sharing group it is for.", show_default=False)
]
Preview = Annotated[bool, typer.Option("--preview", help="Only show what would go, and what would not.")]
Name = Annotated[
    str | None, typer.Option("--name", metavar="NAME", help="What this desk is called.", show_default=False)
]
SignTo = Annotated[
    Path | None,
    typer.Option("--signature", metavar="FILE", help="Write the signature over the bundle there.", show_default=False),
]  # fmt: skip
Sender = Annotated[
    str | None,
    typer.Option("--from", metavar="PARTNER", help="Who sent it; else the desk that made it is met.", show_default=False),
]  # fmt: skip


class Form(StrEnum):
    """How what is shared is written."""

    stix = "stix"


class Stance(StrEnum):
    """What an answer says."""

    confirm = "confirm"
    dispute = "dispute"


@commands.command()
def share(
    paths: SomePaths = None,
    format: Annotated[Form, typer.Option("--format", "-f", help="STIX 2.1.")] = Form.stix,
    tlp: Tlp = "amber",
    to: To = None,
    preview: Preview = False,
    as_json: Annotated[bool, typer.Option("--json", help="The preview as JSON.")] = False,
    name: Name = None,
    signature: SignTo = None,
    db: Db = None,
    by: By = None,
    out: Out = None,
    published: Published = None,
    strict: Strict = None,
    quiet: Quiet = None,
    max_bytes: MaxBytes = None,
) -> None:
    """Print reports as a STIX 2.1 bundle, after the gates; or share what is marked with a group.

    With PATH: the stories of these reports, at a TLP level. With --to: what is marked for the group goes into its
    outbox (its members fetch it by TAXII), and the bundle of all that stands there is printed. What would harm
    protected persons is withheld and shown as […]; the gate misses some, so read before you pass it on.

    Examples:

    - `twosource share reports/ --tlp green > bundle.json`
    - `twosource share --to allies --preview --db desk.db`
    - `twosource share --to allies --db desk.db --out for-allies.json --signature for-allies.sig`
    """
    from .. import output, shared

    with opened(db=db, published=published, strict=strict, quiet=quiet, max_bytes=max_bytes) as desk:
        if name:
            desk.identity(name)
        if to is None and not paths:
            raise UsageError(
                "Say what to share: twosource share PATH..., or with whom: --to GROUP --db FILE."
            )
        if to is None:
            body = desk.bundle_of(paths or (), tlp)
        else:
            for _ in desk.ingest(paths) if paths else ():
                pass
            if preview:
                seen = desk.preview(to)
                output.lines(shared.preview(seen), shared.preview_lines(seen), as_json, out)
                return
            desk.publish(to, by or "")
            body = desk.bundle(to)
        output.raw(body, out)
        if signature:
            signature.write_text(desk.sign(body) + "\n")


@commands.command()
def receive(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", show_default=False, help="A STIX bundle, or - for standard input."),
    ],
    sender: Sender = None,
    group: Annotated[
        str | None,
        typer.Option("--group", "-g", metavar="GROUP", help="In which sharing group.", show_default=False),
    ] = None,
    signature: Annotated[
        Path | None,
        typer.Option("--signature", metavar="FILE", help="The sender's signature.", show_default=False),
    ] = None,
    db: Db = None,
    format: Text = TextFormat.text,
) -> None:
    """Take a partner's bundle: its words are kept as they came and counted like any other report's.

    The same file again changes nothing. What is not taken is listed with the reason.

    Example: `twosource receive allies.json --from "Desk A" --group allies --db desk.db`
    """
    from .. import output, shared

    body = sys.stdin.buffer.read() if str(file) == "-" else _read(file)
    with opened(db=db) as desk:
        if desk.settings.db is None:
            raise UsageError("Say where to keep it: --db FILE, or set TWOSOURCE_DB.")
        signed = _read(signature).decode(errors="replace") if signature else None
        got = desk.receive(body, sender, group, signed)
        said = [
            f"Taken: {len(got.taken)}. Refused: {len(got.refused)}."
            + (" It had come before." if got.seen else "")
        ]
        said += [f"  {each.object_id or 'the file'}: {each.reason}" for each in got.refused]
        output.lines(shared.receipt(got), said, format == TextFormat.json)


@commands.command()
def answer(
    claim_id: Annotated[str, typer.Argument(metavar="CLAIM", show_default=False)],
    stance: Annotated[Stance, typer.Argument(show_default=False)],
    saw: Annotated[
        list[str] | None,
        typer.Option(
            "--saw", metavar="REPORT", help="A report in which this desk saw for itself.", show_default=False
        ),
    ] = None,
    reason: Why = "",
    db: Db = None,
    by: By = None,
    format: Text = TextFormat.text,
) -> None:
    """Confirm or dispute a claim that a partner told of. It goes out with the next share to its group.

    It rests on what this desk holds itself. With --saw it is a confirmation from own evidence, which can add an
    origin at the partner's; without, it adds none where it rests on the partner's own word.

    So: `twosource answer c-77ab confirm --saw r-5f0e --reason "our reporter was there" --db desk.db`
    """
    from .. import output, shared

    with opened(db=db) as desk:
        made = desk.answer(claim_id, stance.value, saw or (), reason, by or "")
        output.lines(
            [shared.answer(one) for one in made],
            [f"{one.stance}: {one.object_id} in {one.group}" for one in made],
            format == TextFormat.json,
        )


@commands.command()
def mark(
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...", show_default=False, help="Stories, claims, reports, statements, sources."
        ),
    ],
    tlp: Annotated[
        str,
        typer.Option(
            "--tlp", metavar="LEVEL", help="clear, green, amber, amber+strict or red.", show_default=False
        ),
    ],
    group: Groups = None,
    db: Db = None,
    by: By = None,
    format: Text = TextFormat.text,
) -> None:
    """Put a TLP mark on stories, claims, reports, statements or sources. What nobody has marked goes nowhere.

    A story's mark is put on its reports, a claim's on its statements; what comes later is marked anew.

    Examples:

    - `twosource mark c-77ab --tlp amber --group allies --db desk.db`
    - `twosource mark s-1f0c --tlp green --db desk.db`
    """
    from .. import output, shared

    with opened(db=db) as desk:
        made = desk.mark(ids, tlp, group or (), by or "")
        output.lines(
            [shared.marking(one) for one in made],
            [f"{one.subject}: TLP:{one.level} {' '.join(one.groups)}" for one in made],
            format == TextFormat.json,
        )


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read ({error.strerror}). Name another file.") from error
