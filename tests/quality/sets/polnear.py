"""PolNeAR: who said (believed, wanted) what in US political news; source, cue and content, and their links.

The first annotator by name where a document was annotated twice. What is scored is what ``extract`` gives
out: every statement whose chain goes beyond the publisher, stance included, with what names its origin as
its source. A role overlaps at character Jaccard >= .5, on hulls or on the characters of the parts,
whichever is better; pairs are one to one. An attribution is linked when content and source both overlap.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.quality.harness import dissections, f1, report_of
from twosource.model import Dissection, Statement
from twosource.stages.extract import extract

NAME = "polnear"
PUBLISHED = {
    "linked": "a transformer trained on the corpus .70; candidates judged by regression .62",
    "exact_source": "test: rules .107, CRF .506, BERT .811 (exact F1, untrimmed)",
    "exact_cue": "test: rules .228, CRF .534, BERT .740",
    "exact_content": "test: rules .056, CRF .286, BERT .689",
}
HALF = "dev"
# A sample of the training half, whose errors were read much less: nearer to what unseen news will show.
SAMPLE = "train_sample"
_SAMPLED = ("linked", "linked_p", "linked_r", "linked_quoted", "content", "source", "cue")
Spans = tuple[tuple[int, int], ...]
MARKS = "\"'“”‘’`"
_EDGE = MARKS + " \n\t.,;:!?—–-―"


@dataclass(frozen=True, slots=True)
class Told:
    """One attribution, gold or ours; an empty source is one that the text does not name."""

    source: Spans
    cue: Spans
    content: Spans
    construction: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its gold."""

    name: str
    text: str
    gold: tuple[Told, ...]


def files(bench: Path) -> list[Path]:
    """The files a score belongs to."""
    return sorted(path for half in (HALF, SAMPLE) for path in (bench / NAME / half).rglob("*.*"))


def documents(bench: Path, half: str = HALF) -> list[Document]:
    """Every document once, with its first annotator by name."""
    place, found = bench / NAME / half, {}
    for path in sorted((place / "attributions").glob("*.ann")):
        name = path.stem.rsplit("_", 1)[0]
        if name not in found:
            text = (place / "text" / f"{name}.txt").read_bytes().decode("utf-8")
            found[name] = Document(name, text, _gold(path.read_text("utf-8"), text))
    return list(found.values())


def _gold(standoff: str, text: str) -> tuple[Told, ...]:
    spans: dict[str, Spans] = {}
    links: list[dict[str, Spans]] = []
    for line in sorted(standoff.splitlines(), key=lambda line: line[:1] != "T"):
        fields = line.split("\t")
        if line.startswith("T"):
            places = fields[1].split(" ", 1)[1].split(";")
            spans[fields[0]] = tuple(sorted((int(a), int(b)) for a, b in (p.split() for p in places)))
        elif line.startswith("E"):
            roles: dict[str, Spans] = defaultdict(tuple)
            for role, _, key in (part.partition(":") for part in fields[1].split()):
                roles[re.sub(r"\d+$", "", role)] += spans.get(key, ())
            links.append(roles)
    return tuple(
        Told(r["Source"], r["Cue"], r["Content"], quoted=text[r["Content"][0][0]] in MARKS)
        for r in links
        if r["Content"] and r["Cue"]
    )


def ours(dissection: Dissection) -> list[Told]:
    """What the public output says, in the same shape: a quotation that goes on is of the content of the cue before it.

    The corpus has one attribution for each cue, and no content without one (0 of 4,657).
    """
    found: list[Told] = []
    for statement in extract(dissection):
        if len(statement.attribution.chain) < 2:
            continue
        told = _told(dissection.report.text, statement)
        if "construction:resumed" in statement.features and told.cue:
            for at, other in enumerate(found):
                if other.cue == told.cue and other.source == told.source:
                    found[at] = replace(other, content=tuple(sorted((*other.content, *told.content))))
                    break
            else:
                found.append(told)
            continue
        found.append(told)
    return found


def _told(text: str, statement: Statement) -> Told:
    links = [link for link in statement.attribution.chain[1:] if link.role in ("origin", "relay")]
    last = [link for link in links if link.role == "origin"] or links[-1:]
    named = {(link.start, link.end) for link in last if link.start is not None and link.end is not None}
    cue = statement.attribution.cue
    built = next((name[13:] for name in statement.features if name.startswith("construction:")), "")
    return Told(
        tuple(sorted(named)),
        ((cue.start, cue.end),) if cue else (),
        tuple((part.start, part.end) for part in statement.parts),
        built,
        text[max(0, statement.start - 2) : statement.start].strip()[-1:] in set(MARKS),
    )


# --- scoring ---------------------------------------------------------------------------------


def jaccard(a: Spans, b: Spans) -> float:
    """Character Jaccard of two spans with parts: on the hulls or on the characters, the better."""
    if not a or not b:
        return 0.0
    low, high = max(a[0][0], b[0][0]), min(a[-1][1], b[-1][1])
    if high <= low:
        return 0.0
    hull = (high - low) / (max(a[-1][1], b[-1][1]) - min(a[0][0], b[0][0]))
    shared = sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)
    total = sum(x[1] - x[0] for x in a) + sum(y[1] - y[0] for y in b) - shared
    return max(hull, shared / total if total else 0.0)


Likeness = Callable[[Told, Told], float]


def linked(gold: Told, own: Told) -> float:
    """Above zero where content and source both overlap."""
    content = jaccard(gold.content, own.content)
    if content < 0.5:
        return 0.0
    if not gold.source or not own.source:
        return content if not gold.source and not own.source else 0.0
    source = jaccard(gold.source, own.source)
    return content + source if source >= 0.5 else 0.0


def pairs(gold: Sequence[Told], own: Sequence[Told], like: Likeness) -> list[tuple[int, int]]:
    """One-to-one pairs (gold index, our index), the likest first."""
    scored = sorted(
        ((like(g, o), i, j) for i, g in enumerate(gold) for j, o in enumerate(own)),
        key=lambda s: (-s[0], s[1:]),
    )
    used_gold, used_own, found = set(), set(), []
    for score, i, j in scored:
        if score <= 0:
            break
        if i not in used_gold and j not in used_own:
            used_gold.add(i)
            used_own.add(j)
            found.append((i, j))
    return found


def _overlap(role: str) -> Likeness:
    def like(gold: Told, own: Told) -> float:
        score = jaccard(getattr(gold, role), getattr(own, role))
        return score if score >= 0.5 else 0.0

    return like


def _exact(role: str, text: str) -> Likeness:
    def like(gold: Told, own: Told) -> float:
        return float(_trimmed(text, getattr(gold, role)) == _trimmed(text, getattr(own, role)))

    return like


def _trimmed(text: str, spans: Spans) -> Spans:
    """Without quotation marks, edge punctuation and a leading "that": we leave them out, the gold has them in."""
    kept = []
    for start, end in spans:
        start += 5 if text[start : start + 5].lower() == "that " else 0
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        kept.append((start, end))
    return tuple(kept)


def measure(bench: Path) -> dict[str, float]:
    """Precision, recall and F1 by role and linked (P and R carry a suffix); of the sample the chief ones."""
    sample = of_half(bench, SAMPLE)
    return of_half(bench, HALF) | {f"sample_{name}": sample[name] for name in _SAMPLED}


def of_half(bench: Path, half: str) -> dict[str, float]:
    """The scores of one half."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for document, own in _both(bench, half):
        gold = document.gold
        for role in ("source", "cue", "content"):
            have, gave = [g for g in gold if getattr(g, role)], [o for o in own if getattr(o, role)]
            for name, like in ((role, _overlap(role)), (f"exact_{role}", _exact(role, document.text))):
                counts[name].update(gold=len(have), own=len(gave), hits=len(pairs(have, gave, like)))
        matched = pairs(gold, own, linked)
        counts["linked"].update(gold=len(gold), own=len(own), hits=len(matched))
        counts["linked_quoted"].update(
            gold=sum(g.quoted for g in gold),
            own=sum(o.quoted for o in own),
            hits=sum(gold[i].quoted for i, _ in matched),
            hits_own=sum(own[j].quoted for _, j in matched),
        )
    scores: dict[str, float] = {}
    for name, c in counts.items():
        precision, recall, score = f1(c["own"], c["gold"], c["hits_own"] or c["hits"], c["hits"])
        scores |= {name: round(score, 4), f"{name}_p": round(precision, 4), f"{name}_r": round(recall, 4)}
    return scores


def _both(bench: Path, half: str) -> Iterable[tuple[Document, list[Told]]]:
    return ((document, ours(dissection)) for document, dissection in _taken(bench, half))


def _taken(bench: Path, half: str) -> Iterable[tuple[Document, Dissection]]:
    found = documents(bench, half)
    return zip(found, dissections([report_of(d.text, d.name) for d in found], f"{NAME}-{half}"), strict=True)


# --- what is wrong, by kind ------------------------------------------------------------------

EXAMPLES = 3


def errors(bench: Path, half: str = HALF) -> dict[str, Counter[str]]:
    """Misses and false alarms (linked) by kind; a few of each kind are printed."""
    kinds: dict[str, Counter[str]] = {"misses": Counter(), "false alarms": Counter()}
    for document, dissection in _taken(bench, half):
        gold, own = document.gold, ours(dissection)
        matched = pairs(gold, own, linked)
        missed = [g for i, g in enumerate(gold) if i not in {i for i, _ in matched}]
        alarms = [o for j, o in enumerate(own) if j not in {j for _, j in matched}]
        for group, wrong, others in (("misses", missed, own), ("false alarms", alarms, gold)):
            for told in wrong:
                kind = _miss(told, others, dissection) if group == "misses" else _alarm(told, others)
                kinds[group][kind] += 1
                if kinds[group][kind] <= EXAMPLES:
                    print(f"  {group}, {kind}: {_shown(document.text, told)}")
    return kinds


def _miss(gold: Told, own: Sequence[Told], dissection: Dissection) -> str:
    quoted = "quoted, " if gold.quoted else ""
    near = max(own, key=lambda o: jaccard(gold.content, o.content), default=None)
    if near and jaccard(gold.content, near.content) >= 0.5:
        if not gold.source or not near.source:
            return quoted + ("a source too many" if near.source else "no source")
        return quoted + "another source"
    if any(jaccard(gold.cue, o.cue) for o in own):
        return quoted + "another content"
    tags = {t.pos for t in dissection.tokens if gold.cue[0][0] <= t.start < gold.cue[-1][1]}
    kind = next(
        (pos for pos in ("VERB", "NOUN", "ADJ", "AUX", "PROPN") if pos in tags), "mark or preposition"
    )
    return f"{quoted}cue not seen: {kind}"


def _alarm(own: Told, gold: Sequence[Told]) -> str:
    near = max(gold, key=lambda g: jaccard(g.content, own.content), default=None)
    if near and jaccard(near.content, own.content) >= 0.5:
        kind = "another source" if near.source and own.source else "a source where the other has none"
    elif any(jaccard(g.cue, own.cue) for g in gold):
        kind = "another content"
    elif own.cue and any(g.content[0][0] <= own.cue[0][0] < g.content[-1][1] for g in gold):
        kind = "inside another's content"
    else:
        kind = "nothing there"
    return f"{own.construction or 'silence or hearsay'}: {kind}"


def _shown(text: str, told: Told) -> str:
    def words(spans: Spans) -> str:
        return " / ".join(text[start:end].replace("\n", " ")[:80] for start, end in spans) or "-"

    return f"[{words(told.source)}] <{words(told.cue)}> {words(told.content)}"
