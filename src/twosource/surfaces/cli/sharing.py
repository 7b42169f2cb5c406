"""The commands of sharing: share, receive, answer, mark, groups, partners, desk, protect, reveal."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from ...errors import UsageError
from .options import Db, MaxBytes, Out, Published, Quiet, SomePaths, Strict, Text, TextFormat, opened

commands = typer.Typer()

By = Annotated[
    str | None,
    typer.Option("--by", envvar=["TWOSOURCE_AUTHOR", "USER"], metavar="NAME", help="Who does it.", show_default=False),
]  # fmt: skip
Why = Annotated[str, typer.Option("--reason", "-r", metavar="WHY", help="Why.", show_default=False)]
Groups = Annotated[
    list[str] | None,
    typer.Option("--group", "-g", metavar="GROUP", help="A sharing group; may be given several times.", show_default=False),
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
    tlp: Annotated[
        str, typer.Option("--tlp", metavar="LEVEL", help="clear, green, amber, amber+strict or red.")
    ] = "amber",
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="GROUP", help="The sharing group it is for.", show_default=False),
    ] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Only show what would go, and what would not.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The preview as JSON.")] = False,
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="What this desk is called.", show_default=False),
    ] = None,
    signature: Annotated[
        Path | None,
        typer.Option(
            "--signature",
            metavar="FILE",
            help="Write the signature over the bundle there.",
            show_default=False,
        ),
    ] = None,
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
        if to is None:
            if not paths:
                raise UsageError(
                    "Say what to share: twosource share PATH..., or with whom: --to GROUP --db FILE."
                )
            body = desk.bundle_of(paths, tlp)
        else:
            for _ in desk.ingest(paths) if paths else ():
                pass
            if preview:
                seen = desk.preview(to)
                if as_json:
                    output.as_json(shared.preview(seen), out)
                else:
                    output.as_bytes(shared.preview_text(seen).encode(), out)
                return
            desk.publish(to, by or "")
            body = desk.bundle(to)
        output.as_bytes(body, out)
        if signature:
            signature.write_text(desk.sign(body) + "\n")


@commands.command()
def receive(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", show_default=False, help="A STIX bundle, or - for standard input."),
    ],
    sender: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="PARTNER",
            help="Who sent it; else the desk that made it is met.",
            show_default=False,
        ),
    ] = None,
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
    from .. import shared

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
        _show(shared.receipt(got), said, format)


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
    from .. import shared

    with opened(db=db) as desk:
        made = desk.answer(claim_id, stance.value, saw or (), reason, by or "")
        _show(
            [shared.answer(one) for one in made],
            [f"{one.stance}: {one.object_id} in {one.group}" for one in made],
            format,
        )


@commands.command()
def mark(
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID...", show_default=False, help="Claims, reports, statements, sources."),
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
    """Put a TLP mark on claims, reports, statements or sources. What nobody has marked goes nowhere.

    Example: `twosource mark c-77ab --tlp amber --group allies --db desk.db`
    """
    from .. import shared

    with opened(db=db) as desk:
        made = desk.mark(ids, tlp, group or (), by or "")
        _show(
            [shared.marking(one) for one in made],
            [f"{one.subject}: TLP:{one.level} {' '.join(one.groups)}" for one in made],
            format,
        )


@commands.command()
def groups(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[add GROUP | key GROUP | join GROUP PARTNER | leave GROUP PARTNER]", show_default=False
        ),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option("--key", metavar="KEY", help="The key that another desk made.", show_default=False),
    ] = None,
    db: Db = None,
    by: By = None,
    format: Text = TextFormat.text,
) -> None:
    """List the sharing groups, make one, take a partner in or out. Who is out gets nothing more, at once.

    Examples:

    - `twosource groups add allies --db desk.db`
    - `twosource groups join allies "Desk B" --db desk.db`
    """
    from .. import shared

    verb, *rest = words or ["list"]
    wanted = {"list": 0, "add": 1, "key": 1, "join": 2, "leave": 2}
    if verb not in wanted or len(rest) != wanted[verb]:
        raise UsageError(
            "Say it so: twosource groups [add GROUP | key GROUP | join GROUP PARTNER | leave GROUP PARTNER]."
        )
    with opened(db=db) as desk:
        told = verb in ("add", "key")
        if verb == "add":
            found = [desk.group(rest[0], key, by or "")]
        elif verb == "join":
            found = [desk.join(rest[0], rest[1], by or "")]
        elif verb == "leave":
            found = [desk.leave(rest[0], rest[1], by or "")]
        else:
            found = [one for one in desk.groups() if verb == "list" or one.id == rest[0].lower()]
        lines = [
            f"{one.id}: {', '.join(one.members) or 'nobody yet'}" + (f"\n  key {one.key}" if told else "")
            for one in found
        ]
        _show([shared.group(one, told) for one in found], lines, format)


@commands.command()
def partners(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[add NAME | pin NAME KEY | end NAME KEY]", show_default=False),
    ] = None,
    reliability: Annotated[
        str, typer.Option("--reliability", metavar="A-F", help="F: not yet judged.")
    ] = "F",
    identity: Annotated[
        str | None, typer.Option("--identity", metavar="ID", help="Its STIX identity.", show_default=False)
    ] = None,
    key: Annotated[
        str | None,
        typer.Option("--key", metavar="KEY", help="Its public key, to be pinned.", show_default=False),
    ] = None,
    db: Db = None,
    by: By = None,
    format: Text = TextFormat.text,
) -> None:
    """List the partner desks, add one, pin a further key of one or end it.

    So: `twosource partners add "Desk B" --key KEY --db desk.db`; later `twosource partners pin "Desk B" NEWKEY`, and
    `twosource partners end "Desk B" KEY`.
    """
    from ...desk.opened import now
    from .. import shared

    verb, *rest = words or ["list"]
    wanted = {"list": 0, "add": 1, "pin": 2, "end": 2}
    if verb not in wanted or len(rest) != wanted[verb]:
        raise UsageError("Say it so: twosource partners [add NAME | pin NAME KEY | end NAME KEY].")
    with opened(db=db) as desk:
        if verb == "add":
            found = [desk.partner(rest[0], reliability, [key] if key else (), identity, by or "")]
        elif verb in ("pin", "end"):
            found = [desk.pin(rest[0], rest[1], now() if verb == "end" else None, by or "")]
        else:
            found = list(desk.partners())
        lines = [
            f"{one.name} ({one.id}): reliability {one.reliability}, {len(one.keys)} keys pinned"
            for one in found
        ]
        _show([shared.partner(one) for one in found], lines, format)


@commands.command()
def desk(
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Call it so.", show_default=False)
    ] = None,
    db: Db = None,
    format: Text = TextFormat.text,
) -> None:
    """Say who this desk is to its partners: its name, its STIX identity and its public key.

    Example: `twosource desk --name "Desk A" --db desk.db`
    """
    from .. import shared

    with opened(db=db) as one:
        made = one.identity(name)
        _show(shared.identity(made), [made.name, f"  identity {made.id}", f"  key {made.public_key}"], format)


@commands.command()
def protect(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    reason: Why,
    unneeded: Annotated[
        bool, typer.Option("--not-needed", help="The rules protect somebody who needs it not.")
    ] = False,
    db: Db = None,
    by: By = None,
) -> None:
    """Withhold a person's name wherever anything leaves this desk. The rules find some people; add the others.

    Example: `twosource protect "Jan Roe" --reason "a witness" --db desk.db`
    """
    with opened(db=db) as desk:
        desk.protect_name(name, reason, by or "", not unneeded)


@commands.command()
def reveal(
    key: Annotated[
        str | None, typer.Argument(metavar="[KEY]", show_default=False, help="As the preview shows it.")
    ] = None,
    reason: Why = "",
    agree: Annotated[
        int | None,
        typer.Option("--agree", metavar="N", help="Agree to the wish with this number.", show_default=False),
    ] = None,
    db: Db = None,
    by: By = None,
    format: Text = TextFormat.text,
) -> None:
    """Ask that something withheld may go out, or agree as the second person. Never at CLEAR or GREEN; logged.

    So: `twosource reveal KEY --reason "the family asked for it" --by ann --db desk.db`, then, by somebody else,
    `twosource reveal --agree 1 --by ben --db desk.db`.
    """
    from .. import shared

    with opened(db=db) as desk:
        if agree is not None:
            found = [desk.agree_reveal(agree, by or "")]
        elif key is not None:
            found = [desk.ask_reveal(key, reason, by or "")]
        else:
            found = list(desk.reveals())
        lines = [f"{one.number}: {one.key}, asked by {one.asked_by} ({one.reason}), "
                 + (f"agreed by {one.agreed_by}" if one.agreed_by else "nobody agreed yet") for one in found]  # fmt: skip
        _show([shared.reveal(one) for one in found], lines, format)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read ({error.strerror}). Name another file.") from error


def _show(value: Any, lines: list[str], format: TextFormat) -> None:
    from .. import output

    if format == TextFormat.json:
        output.as_json(value, None)
    else:
        output.as_bytes(("\n".join(lines) + "\n").encode() if lines else b"", None)
