"""Two pictures of one watch -> alerts: what changed status, gained an origin or none, moved, clashed, was corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ...model import Alert, AlertKind, Change, Evidence, Report, Seen, Watch
from ...text import digest
from .picture import Thing

_MOST_SPANS = 20
_SHOWN = 300  # characters of a quoted text; the spans have all of it


@dataclass(frozen=True, slots=True)
class Corrected:
    """A report that took the place of a former version of itself, with what was changed.

    ``stands`` is the version that stands now: a later one, where the document was changed again meanwhile.
    """

    report: Report
    former: Report
    story_id: str
    number: int  # of the version
    changes: tuple[Change, ...]
    stands: str


def alerts(
    watch: Watch,
    before: Mapping[str, Seen],
    after: Mapping[str, Thing],
    corrected: Sequence[Corrected],
    at: str,
) -> tuple[list[Alert], list[Seen]]:
    """The alerts between two looks, and what to remember of the second. The same looks give the same ids.

    ``before`` holds what was seen of the things of ``after``; what is new there was never seen.
    """
    found: list[Alert] = []
    seen: list[Seen] = []
    versions = {
        name for one in corrected for name in (one.report.id, one.stands)
    }  # no more reports than before
    for name, thing in after.items():
        known = before.get(name)
        told = list(_told(known, thing, versions))
        turn = (known.turn if known else 0) + bool(told)
        for change in told:
            stable = digest(watch.id, change.kind, name, str(turn), size=32)
            found.append(
                Alert(
                    stable,
                    watch.id,
                    change.kind,
                    at,
                    change.text,
                    thing.story_id,
                    thing.claim_id,
                    change.before,
                    change.after,
                    _fresh(known, thing),
                )
            )
        if known is None or told or known.state != thing.seen.state:
            seen.append(replace(thing.seen, turn=turn))
    found += [_correction(watch, one, at) for one in corrected if f"report {one.stands}" in after]
    return found, seen


@dataclass(frozen=True, slots=True)
class _Told:
    """One transition of a thing."""

    kind: AlertKind
    text: str
    before: str | None = None
    after: str | None = None


def _told(known: Seen | None, thing: Thing, versions: set[str]) -> Iterator[_Told]:
    kind = thing.seen.thing.split(" ", 1)[0]
    if kind == "report" and known is None and thing.seen.thing.removeprefix("report ") not in versions:
        yield _Told("report", f"New: {thing.said}")
    elif kind == "conflict" and known is None:
        yield _Told("conflict", f"Accounts conflict: {_short(thing.said)}")
    elif kind == "claim" and known is not None:
        yield from _claim(known, thing, versions)
    elif kind == "figure" and known is not None:
        yield from _figure(known, thing)


def _claim(known: Seen, thing: Thing, versions: set[str]) -> Iterator[_Told]:
    was, now = known.state, thing.seen.state
    said = f"“{_short(thing.said)}”"
    if was["status"] != now["status"]:
        kind: AlertKind = "correction" if now["status"] == "retracted" else "status"
        yield _Told(
            kind, f"{said} was {was['status']}, is now {now['status']}.", was["status"], now["status"]
        )
    shown, possible = (was["shown"], now["shown"]), (was["possible"], now["possible"])
    if shown[1] > shown[0]:
        text = f"{said} gained an independent origin: shown {shown[0]} → {shown[1]}, possible {possible[1]}."
        yield _Told("origin_added", text, str(shown[0]), str(shown[1]))
    elif shown[1] < shown[0]:
        text = f"{said} has fewer independent origins than it seemed: shown {shown[0]} → {shown[1]}."
        yield _Told("origin_lost", text, str(shown[0]), str(shown[1]))
    elif possible[1] > possible[0]:
        text = f"{said} may have gained an origin: shown {shown[1]}, possible {possible[0]} → {possible[1]}."
        yield _Told("origin_added", text, str(possible[0]), str(possible[1]))
    elif more := len(set(now["reports"]) - set(was["reports"]) - versions):
        text = (
            f"{said} is carried by {more} more report{'s' if more > 1 else ''}, and nothing independent was "
            f"added: shown {shown[1]}, possible {possible[1]}."
        )
        yield _Told(
            "nothing_independent", text, str(len(was["reports"])), str(len(now["reports"])),
        )  # fmt: skip


def _figure(known: Seen, thing: Thing) -> Iterator[_Told]:
    """An origin gave another value than before, or withdrew one."""
    was, now = known.state["values"], thing.seen.state["values"]
    new = [text for key, text in now.items() if key not in was]
    gone = [text for key, text in was.items() if key not in now]
    if new and was:
        old = list(was.values())[-1]
        yield _Told("figure", f"{thing.said}: moved from “{old}” to “{new[-1]}”.", old, new[-1])
    elif gone and not new:
        yield _Told("correction", f"{thing.said}: “{gone[-1]}” is no longer given.", gone[-1], None)


def _correction(watch: Watch, one: Corrected, at: str) -> Alert:
    name = one.report.path.rsplit("/", 1)[-1]
    who = one.report.publisher or name
    first = one.changes[0] if one.changes else None
    text = f"{who} changed its report “{_short(one.report.title or name)}”"
    went = _short(" ".join(span.text for span in first.before)) if first else ""
    came = _short(" ".join(span.text for span in first.after)) if first else ""
    if went and came:
        text += f": “{went}” became “{came}”"
    elif went or came:
        text += f": “{went}” was taken out" if went else f": “{came}” was added"
    more = len(one.changes) - 1
    text += f", and {more} more change{'s' if more > 1 else ''}." if more > 0 else "."
    spans = tuple(span for change in one.changes for span in (*change.before, *change.after))
    stable = digest(watch.id, "correction", str(one.number), size=32)
    return Alert(
        stable, watch.id, "correction", at, text, one.story_id, None, one.former.id, one.report.id, spans
    )


def _fresh(known: Seen | None, thing: Thing) -> tuple[Evidence, ...]:
    """The places that are new, else the first few of all."""
    was = set(known.state.get("reports", ())) if known else set()
    new = tuple(span for span in thing.spans if span.report_id not in was) if was else ()
    return (new or thing.spans)[:_MOST_SPANS]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1].rstrip() + "…"
