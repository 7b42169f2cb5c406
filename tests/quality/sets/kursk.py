"""The five Kursk reports against their labels: statements, chains, kinds, figures and times.

A label is found where a statement's hull overlaps it, or one of its ``alt``, at character Jaccard >= .5;
pairs are one to one, the likest first. Labels of other voices are met by statements whose chain goes
beyond the publisher, own-voice labels by the outlet's own; the latter are for recall only. ``told_p`` is
the share of our attributed statements that meet a label, required or optional. Short names are resolved
within the labels, so a link is right where its span overlaps the label's (or both have none), and names
are scored by agreement: of all links with one short name, the share that has that name's commonest id.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.quality.harness import ROOT, dissections, f1, overlap, report_of
from twosource.model import Dissection, Link, Report, Span, Statement
from twosource.stages.extract import extract

NAME = "kursk"
PUBLISHED: dict[str, str] = {}
LABELS = ROOT / "tests" / "quality" / "labels" / "kursk.json"
# The table of cues is finer than the labels: these classes fold into the label's, for the score only.
FOLDED = {
    "called": "said", "argued": "said", "announced": "said", "showed": "said", "revealed": "said",
    "predicted": "estimated", "acknowledged": "confirmed",
}  # fmt: skip
Label = Mapping[str, Any]
Pair = tuple[Label, Statement]


def place(bench: Path) -> Path:
    """The folder of the reports, beside the public sets."""
    return bench.parent / "reports" / "kursk"


def files(bench: Path) -> list[Path]:
    """The files a score belongs to."""
    return [*sorted(place(bench).glob("*.txt")), LABELS]


def reports(bench: Path) -> list[tuple[Report, Label]]:
    """Each report, its first line as the title where it is one, with its labels."""
    found = []
    for name, labels in json.loads(LABELS.read_text("utf-8")).items():
        text = (place(bench) / name).read_bytes().decode("utf-8")
        found.append((_report(name, text), labels))
    return found


def _report(name: str, text: str) -> Report:
    """As ``admit`` hands it on: title, dateline and credits are furniture; a page without a name has none."""
    bare, furniture, at = report_of(text, name), [], 0
    for line in text.split("\n"):
        dateline = line.startswith(("Published:", "Original Source:", "Related Sources:", "with the "))
        if dateline or (at == 0 and line.rstrip()[-1:] not in (".", "”", '"')):
            furniture.append(Span(at, at + len(line)))
        at += len(line) + 1
    published = "2024-12-27T11:44" if "27 Dec. 2024, 11:44" in text[:120] else None
    publisher = "Newsweek" if "Newsweek reached out" in text else None
    return Report(
        bare.id, name, text, "", publisher=publisher, published_at=published, language="en",
        published_from="text" if published else "none", furniture=tuple(furniture),
    )  # fmt: skip


def _taken(bench: Path) -> list[tuple[Dissection, Label]]:
    found = reports(bench)
    taken = dissections([report for report, _ in found], NAME)
    return list(zip(taken, (labels for _, labels in found), strict=True))


# --- statements ------------------------------------------------------------------------------


def _likeness(label: Label, statement: Statement) -> float:
    spans = [(label["start"], label["end"]), *map(tuple, label.get("alt", ()))]
    return max(overlap((statement.start, statement.end), span) for span in spans)


def attributed(statement: Statement) -> bool:
    """True where the chain goes beyond the publisher."""
    return len(statement.attribution.chain) > 1


def pairs(
    labels: Sequence[Label], ours: Sequence[Statement], like: Callable[[Label, Statement], float] = _likeness
) -> list[Pair]:
    """One-to-one pairs at overlap >= .5, the likest first; of two alike the one whose cue is the label's."""
    scored = sorted(
        (
            (score, _same_cue(label, statement), -i, -j)
            for i, label in enumerate(labels)
            for j, statement in enumerate(ours)
            if (score := like(label, statement)) >= 0.5
        ),
        reverse=True,
    )
    used_labels, used_ours, found = set(), set(), []
    for _, _, i, j in scored:
        if i not in used_labels and j not in used_ours:
            used_labels.add(i)
            used_ours.add(j)
            found.append((labels[-i], ours[-j]))
    return found


def _same_cue(label: Label, statement: Statement) -> bool:
    cue, own = label["cue"], statement.attribution.cue
    return overlap(tuple(cue), (own.start, own.end)) > 0 if cue and own else not cue and not own


@dataclass(frozen=True, slots=True)
class Read:
    """One report's pairs and what was left over."""

    told: list[Pair]
    own: list[Pair]
    missed: list[Label]
    false: list[Statement]
    required: Counter[str]
    given: int


def read(dissection: Dissection, labels: Label) -> Read:
    """The statements of a report against its labels."""
    ours = extract(dissection)
    others = [s for s in labels["statements"] if not s["own_voice"]]
    own = [s for s in labels["statements"] if s["own_voice"]]
    told_pairs = pairs(others, [s for s in ours if attributed(s)])
    own_pairs = pairs(own, [s for s in ours if not attributed(s)])
    met = {id(label) for label, _ in [*told_pairs, *own_pairs]}
    hit = {s.id for _, s in told_pairs}
    needed = [label for label in labels["statements"] if not label.get("optional")]
    required = Counter("own" if label["own_voice"] else "told" for label in needed)
    return Read(
        told_pairs,
        own_pairs,
        [label for label in needed if id(label) not in met],
        [s for s in ours if attributed(s) and s.id not in hit and not _doubled(s, others)],
        required,
        sum(attributed(s) for s in ours),
    )


def _doubled(statement: Statement, labels: Iterable[Label]) -> bool:
    """True where it overlaps a label that another statement met better: a second reading, not a false one."""
    return any(_likeness(label, statement) >= 0.5 for label in labels)


# --- chains ----------------------------------------------------------------------------------


def roles(chain: Sequence[Any]) -> list[str]:
    """The roles beyond the publisher, in order; our links or the labels'."""
    return [link.role if isinstance(link, Link) else link[0] for link in chain][1:]


def _link_right(label: Sequence[Any], link: Link, alts: Sequence[Sequence[int]]) -> bool:
    if label[0] != link.role:
        return False
    if label[2] is None or link.start is None or link.end is None:
        return label[2] is None and link.start is None
    spans = [label[2], *(alts if label[0] == "origin" else ())]
    if link.end - link.start <= 5 and any(0 <= link.start - span[1] <= 2 for span in spans):
        return True  # "the outlet, which said": the text names it by a relative here
    return any(overlap(tuple(span), (link.start, link.end)) >= 0.5 for span in spans)


def chain_right(label: Label, statement: Statement) -> bool:
    """True where the roles are the label's and every link stands where the label says."""
    chain, ours = label["chain"], statement.attribution.chain
    alts = [*label.get("source_alt", ()), *([label["source"]] if label["source"] else [])]
    if roles(chain) != roles(ours):
        return False
    return all(_link_right(a, b, alts) for a, b in zip(chain[1:], ours[1:], strict=True))


# --- figures and times -----------------------------------------------------------------------


def _hits(labels: Sequence[Label], ours: Sequence[Any], same: Callable[[Label, Any], bool]) -> Counter[str]:
    near = {
        (i, j)
        for i, a in enumerate(labels)
        for j, b in enumerate(ours)
        if a["start"] < b.end and b.start < a["end"]
    }
    found = {i for i, j in near if same(labels[i], ours[j])}
    required = {i for i, label in enumerate(labels) if not label.get("optional")}
    return Counter(
        required=len(required), found=len(found & required), ours=len(ours), near=len({j for _, j in near})
    )


def _stated(values: Sequence[Any]) -> list[Any]:
    """Without counts of one that no number word states: "a soldier" is no figure to the labels."""
    return [value for value in values if not getattr(value, "nominal", False)]


def _same_figure(label: Label, figure: Any) -> bool:
    approximate = label["bound"] == figure.bound == "approximate"
    return (label["low"], label["high"]) == (figure.low, figure.high) or (
        approximate and abs((label["low"] or 0) - (figure.low or 0)) < 1
    )


def _same_time(label: Label, time: Any) -> bool:
    values = [label["value"], label.get("resolved"), *label.get("alt_values", ())]
    points = [value for *_, value in label.get("points", ())]
    return time.value in values or time.value in points


# --- the table -------------------------------------------------------------------------------


def measure(bench: Path) -> dict[str, float]:
    """Shares of what was asked for; ``*_p`` are precisions."""
    taken = _taken(bench)
    reads = [read(dissection, labels) for dissection, labels in taken]
    told = [pair for r in reads for pair in r.told]
    both = told + [pair for r in reads for pair in r.own]
    needed = sum((r.required for r in reads), Counter[str]())
    missed = Counter("own" if label["own_voice"] else "told" for r in reads for label in r.missed)
    scores = {
        "told": _share(needed["told"] - missed["told"], needed["told"]),
        "own": _share(needed["own"] - missed["own"], needed["own"]),
        "told_p": 1 - _share(sum(len(r.false) for r in reads), sum(r.given for r in reads)),
        "roles": _mean(roles(a["chain"]) == roles(b.attribution.chain) for a, b in told),
        "chains": _mean(chain_right(a, b) for a, b in told),
        "names": _agreement(told),
        "kinds": _mean(b.kind in (a["kind"], *a.get("alt_kind", ())) for a, b in both),
        "verbs": _mean(_class(a["verb"]) == _class(b.attribution.verb) for a, b in told),
        "polarity": _mean(a["polarity"] == b.polarity for a, b in both if a["kind"] == "assertion"),
        "direct": _mean(a["direct"] == b.attribution.direct for a, b in told),
        "medium": _mean(a["medium"] == b.attribution.medium for a, b in told if "medium" in a),
    }
    for name, mine, same in (("figures", "figures", _same_figure), ("times", "times", _same_time)):
        total = sum(
            (_hits(labels[name], _stated(getattr(d, mine)), same) for d, labels in taken), Counter[str]()
        )
        scores[name] = _share(total["found"], total["required"])
        scores[f"{name}_p"] = f1(total["ours"], 1, total["near"])[0]
    return {name: round(score, 4) for name, score in scores.items()}


def _class(verb: str) -> str:
    return FOLDED.get(verb, verb)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _mean(values: Iterable[bool]) -> float:
    kept = list(values)
    return _share(sum(kept), len(kept))


def _agreement(told: Sequence[Pair]) -> float:
    ids: dict[str, Counter[str]] = defaultdict(Counter)
    for label, statement in told:
        chain, ours = label["chain"][1:], statement.attribution.chain[1:]
        if roles(label["chain"]) != roles(statement.attribution.chain):
            continue
        for (_, short, _), link in zip(chain, ours, strict=True):
            if not short.startswith(("unnamed", "prisoner")):
                ids[short][link.source_id] += 1
    best = {short: counts.most_common(1)[0] for short, counts in ids.items()}
    shared = Counter(source_id for source_id, _ in best.values())
    right = sum(count for source_id, count in best.values() if shared[source_id] == 1)
    return _share(right, sum(sum(counts.values()) for counts in ids.values()))


def errors(bench: Path) -> dict[str, Counter[str]]:
    """Misses, false alarms and wrong links by kind; the spans are printed, their text to the terminal only."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for dissection, labels in _taken(bench):
        text, name = dissection.report.text, dissection.report.path[:3]
        result = read(dissection, labels)
        for label in result.missed:
            found["missed"][_kind(label)] += 1
            print(f"missed {name} {_kind(label)}: {text[label['start'] : label['end']]!r}")
        for statement in result.false:
            verb = statement.attribution.verb
            found["false"][verb] += 1
            print(f"false {name} {verb}: {_line(statement)}")
        for label, statement in [*result.told, *result.own]:
            for wrong in _wrong(label, statement):
                found["wrong"][wrong.split(":")[0]] += 1
                print(f"wrong {name} {wrong} | {_line(statement)}")
        for kind, same in (("figures", _same_figure), ("times", _same_time)):
            _print_values(
                name, kind, text, labels[kind], _stated(getattr(dissection, kind)), same, found[kind]
            )
    return dict(found)


def _kind(label: Label) -> str:
    return ("own " if label["own_voice"] else "") + str(label["kind"])


def _line(statement: Statement) -> str:
    chain = " < ".join(f"{link.role}:{link.name}" for link in statement.attribution.chain[1:])
    cue = statement.attribution.cue.text if statement.attribution.cue else "-"
    return f"[{chain}] {cue!r} {statement.kind} {statement.text!r}"


def _wrong(label: Label, statement: Statement) -> list[str]:
    said = statement.attribution
    wrong = []
    if not label["own_voice"] and not chain_right(label, statement):
        gold = " < ".join(f"{role}:{short}" for role, short, _ in label["chain"][1:])
        wrong.append(f"chain: wanted {gold}")
    if statement.kind not in (label["kind"], *label.get("alt_kind", ())):
        wrong.append(f"kind: wanted {label['kind']}")
    if not label["own_voice"]:
        for field in ("verb", "direct", "medium"):
            if field in label and _class(str(label[field])) != _class(str(getattr(said, field))):
                wrong.append(f"{field}: wanted {label[field]}, not {getattr(said, field)}")
    if label["kind"] == "assertion" and label["polarity"] != statement.polarity:
        wrong.append(f"polarity: wanted {label['polarity']}")
    return wrong


def _print_values(
    name: str, kind: str, text: str, labels: Sequence[Label], ours: Sequence[Any],
    same: Callable[[Label, Any], bool], counts: Counter[str],
) -> None:  # fmt: skip
    for label in labels:
        near = [b for b in ours if label["start"] < b.end and b.start < label["end"]]
        if not label.get("optional") and not any(same(label, b) for b in near):
            counts["missed" if not near else "value"] += 1
            print(f"{kind} {name} {text[label['start'] : label['end']]!r}: {near or 'missed'}")
    for b in ours:
        if not any(label["start"] < b.end and b.start < label["end"] for label in labels):
            counts["false"] += 1
            print(f"{kind} {name} false: {b}")
