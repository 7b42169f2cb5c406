"""What the commands print of reports, sources, inputs set aside, people and tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from .. import contract
from ..model import AccessToken, Account, Assessment, Edge, Known, Reading, Record, SetAside
from ..text import fold
from .output import _json_or

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text


def report(
    read: Reading,
    story_id: str | None,
    claims: Sequence[Assessment],
    copies: Sequence[Edge],
    as_json: bool,
) -> None:
    """A report with what it says."""

    def shown() -> RenderableType:
        from rich.console import Group
        from rich.text import Text

        one = read.dissection.report
        head = Text.assemble(
            (one.title or one.path, "bold"), f"\n{one.publisher or ''} {one.published_at or ''}"
        )
        said = _table("says", "statement")
        for each in read.statements:
            said.add_row(each.attribution.speaker.name, each.text)
        carried = _table("claim", "status", "text")
        for claim in claims:
            carried.add_row(claim.claim.id, claim.status, claim.claim.text)
        where = Text(f"{one.id}, in story {story_id or 'none yet'}", style="dim")
        return Group(head, where, *_copied(one.id, copies), said, carried)

    _json_or(contract.report_in_full(read, story_id, claims, copies), as_json, shown)


def _copied(report_id: str, copies: Sequence[Edge]) -> Iterator[Text]:
    """A line for each copy, and under it the passages side by side: this report's, then the other's."""
    from rich.text import Text

    for edge in copies:
        mine = edge.left == report_id
        how = f"{edge.kind} of {edge.right}" if mine else f"{edge.left} is a {edge.kind} of it"
        why = "; ".join(reason.text for reason in edge.reasons)
        yield Text.assemble((f"\n{how}", "bold"), f", {edge.score:.0%}: {why}")
        for reason in edge.reasons:
            for left, right in zip(reason.spans[::2], reason.spans[1::2], strict=False):
                here, there = (left, right) if mine else (right, left)
                yield Text.assemble("  “", here.text, "”\n  ", (f"“{there.text}”", "dim"))


def sources(found: Sequence[Record], as_json: bool) -> None:
    """The list of sources."""
    _json_or([contract.source(one) for one in found], as_json, lambda: _sources(found))


def source(one: Record, as_json: bool) -> None:
    """One source."""
    _json_or(contract.source(one), as_json, lambda: _sources([one]))


def refusals(found: Sequence[SetAside], as_json: bool) -> None:
    """The inputs that were refused."""
    rows = ((one.path, one.stage, one.reason) for one in found)
    _json_or(
        [contract.set_aside(one) for one in found], as_json, lambda: _filled(rows, "input", "stage", "reason")
    )


def people(found: Sequence[Account], as_json: bool) -> None:
    """The accounts."""
    rows = (
        (one.name, one.role, one.made_at, f"ended {one.ended_at}" if one.ended_at else "") for one in found
    )
    _json_or(
        [contract.account(one) for one in found], as_json, lambda: _filled(rows, "name", "role", "made", "")
    )


def tokens(found: Sequence[AccessToken], as_json: bool) -> None:
    """The tokens."""
    rows = (
        (
            one.id,
            one.account,
            one.label,
            " ".join(one.scopes),
            "revoked" if one.revoked_at else one.expires_at,
        )
        for one in found
    )
    _json_or(
        [contract.token(one) for one in found],
        as_json,
        lambda: _filled(rows, "id", "of", "for", "may", "until"),
    )


def known(found: Sequence[Known], words: Sequence[str], as_json: bool) -> None:
    """The entries of the tables in force that hold all these words."""
    wanted = [fold(word) for word in words]
    some = [one for one in found if all(word in _searched(one) for word in wanted)]
    rows = (
        (one.kind, one.id, one.name, _beside(one), one.origin or f"no table; {one.reports} reports")
        for one in some
    )
    _json_or(
        [contract.known(one) for one in some],
        as_json,
        lambda: _filled(rows, "kind", "id", "name", "called, owns, belongs to", "from"),
    )


def _searched(one: Known) -> str:
    return fold(" ".join((one.id, one.name, *one.names, *one.domains, *one.outlets, one.owner or "")))


def _beside(one: Known) -> str:
    belongs = () if one.owner is None else (f"belongs to {one.owner}" if one.owner else "no known owner",)
    return ", ".join((*one.names, *one.domains, *one.outlets, *belongs))


def _sources(found: Iterable[Record]) -> Table:
    rows = (
        (
            one.source.source_id,
            one.source.name,
            one.source.kind,
            str(one.published),
            str(one.speaks_in),
            ", ".join(f"{count} {status}" for status, count in one.claims.items()),
        )
        for one in found
    )
    return _filled(rows, "id", "name", "kind", "published", "speaks in", "claims")


def _filled(rows: Iterable[Sequence[str]], *columns: str) -> Table:
    table = _table(*columns)
    for row in rows:
        table.add_row(*row)
    return table


def _table(*columns: str) -> Table:
    from rich.table import Table

    return Table(*columns, box=None, pad_edge=False, header_style="dim")
