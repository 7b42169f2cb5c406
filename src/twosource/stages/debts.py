"""Stated debts: who a report says its text is from, and which of two reports is the agency's."""

from __future__ import annotations

from ..data import agency_ids, credited, of_domain, table
from ..model import Credit, Evidence, Reason, Report
from ..text import fold, host_of
from .datelines import agency_of
from .when import before


def debts(report: Report) -> tuple[Credit, ...]:
    """The credits of a report, and the agency of its dateline where that is not the publisher itself."""
    found = [credit for credit in report.credits if credit.kind in ("with", "source", "agency", "canonical")]
    filed = agency_of(report.text)
    name = report.text[slice(*filed)] if filed else ""
    if filed and not any(fold(name) == fold(credit.name) for credit in found):
        found.append(Credit("agency", name, *filed))
    mine = who(report.publisher or "")
    return tuple(
        credit for credit in found if who(credit.name) != mine and not _initials(credit.name, report)
    )


def _initials(name: str, report: Report) -> bool:
    """True where a dateline names the publisher by its initials: (NPA) in a report of Northern Press Agency."""
    capitals = "".join(word[0] for word in (report.publisher or "").split() if word[:1].isupper())
    return len(capitals) > 1 and name.replace(".", "").upper() == capitals.upper()


def who(name: str) -> str:
    """One key for the names and addresses of one outlet: AP, The Associated Press and apnews.com are one."""
    host = host_of(name)
    if host:
        there = of_domain(host)
        return there[0] if there else credited().get(fold(host), host)
    plain = fold(name)
    # "dpa/lno" is the agency's desk.
    return credited().get(plain) or credited().get(fold(name.partition("/")[0])) or plain


def owes(report: Report, other: Report) -> Credit | None:
    """The credit by which a report says that it is, or rests on, the other's; None where it says no such thing."""
    names = {who(name) for name in (other.publisher, other.url) if name}
    for credit in debts(report):
        if who(credit.name) in names or (other.url and credit.name == other.url):
            return credit
        if other.publisher and _initials(credit.name, other):
            return credit
    return None


def is_agency(publisher: str | None) -> bool:
    """True for a known news agency, and for an outlet that calls itself one."""
    if not publisher:
        return False
    plain = publisher.casefold()
    return who(publisher) in agency_ids() or any(word in plain for word in table("agencies.json")["generic"])


def _wires(report: Report) -> bool:
    """True for an agency's report: one known as such, or one that a dateline gives to its own publisher."""
    if is_agency(report.publisher):
        return True
    filed = agency_of(report.text)
    own = fold(report.publisher or "").split()
    if not filed or not own:
        return False
    name = report.text[slice(*filed)]
    return fold(name).split() == own[:1] or _initials(name, report)


def direction(a: Report, b: Report, shorter: bool) -> tuple[bool, Reason]:
    """Whether ``a`` is the copy, and what tells it: a credit, the trade, the time, or only that it is the shorter."""
    for copy, original, left in ((a, b, True), (b, a, False)):
        credit = owes(copy, original)
        if credit:
            return left, stated(copy, credit)
    mine, theirs = _wires(a), _wires(b)
    if mine != theirs:
        agency = b if theirs else a
        why = f"{agency.publisher} is a news agency: its texts are there to be printed"
        return theirs, Reason("direction.agency", why)
    for earlier, later, left in ((b, a, True), (a, b, False)):
        if before(earlier.published_at, later.published_at):
            why = f"Published first: {earlier.published_at} before {later.published_at}"
            return left, Reason("direction.time", why)
    days = [(report.published_at or "")[:10] for report in (a, b)]
    if all(len(day) == 10 for day in days) and days[0] != days[1]:
        why = f"Dated a day earlier, though the hours where they were printed are not known: {min(days)}, {max(days)}"
        return days[0] > days[1], Reason("direction.day", why)
    why = "Nothing tells which came first; the longer one is taken as the original"
    return shorter, Reason("direction.unknown", why)


def stated(report: Report, credit: Credit) -> Reason:
    """The reason that a stated credit is, with the words that state it."""
    spans: tuple[Evidence, ...] = ()
    if credit.start is not None and credit.end is not None:
        spans = (Evidence(report.id, credit.start, credit.end, report.text[credit.start : credit.end]),)
    return Reason("direction.credit", f"It credits {credit.name}", spans)
