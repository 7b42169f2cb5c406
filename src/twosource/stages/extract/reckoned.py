"""What is credited without a word of saying: counts and timings, and accounts named in a phrase.

"The coroner counted four", "the institute put the blast at 3.41", "gave the number as nine"; "in the
director's account, the gate broke", "in a statement released by the ministry, a film was shown".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from ...model import Span
from .candidates import Candidate
from .parties import authors, core, human, sourcelike, staff, words
from .pieces import bare, clause, governing
from .speakers import Speakers
from .subjects import phrase, subject
from .tree import Tree
from .verbs import cue_of, says

_PLACED = frozenset(["put", "place", "set", "fix", "date", "time", "peg"])
_COUNTED = frozenset(["count", "tally", "log", "register", "number", "list", "record", "admit"])
_KEPT = frozenset(["register", "record", "log", "admit"])  # what is said here is that it was done
_HELD = frozenset(["stand", "stick", "hold", "speak", "talk"])
_TOLD = frozenset(("inform", "tell", "brief"))
_NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "DET", "PART"))
_AT = frozenset(("at", "as", "on", "to"))


def reckoned(tree: Tree, speakers: Speakers, taken: Collection[int]) -> Iterator[Candidate]:
    """A candidate for each; ``taken`` are the tokens of cues that speak already."""
    for index, token in enumerate(tree.tokens):
        if tree.quote[index] >= 0:
            continue
        lemma = token.lemma.lower()
        if lemma in _TOLD and token.pos == "VERB" and index not in taken:
            yield from _informed(tree, speakers, index)
        if token.text.lower() in ("purport", "purports", "purported"):
            yield from _purported(tree, index, taken)
        if token.pos == "VERB" and lemma in ("withdraw", "retract", "take"):
            yield from _withdrawn(tree, speakers, index, lemma)
        if token.pos == "VERB" and index not in taken:
            found = _content(tree, index, lemma)
            if found and _number(tree, *found):
                yield from _counted(tree, speakers, index, found)
        elif token.pos == "NOUN" and lemma in words("accounts") | words("documents") and token.dep == "pobj":
            yield from _account(tree, speakers, index, taken)


def fragments(tree: Tree, told: Sequence[Candidate]) -> Iterator[Candidate]:
    """Words quoted inside the phrase of a speaker ("N, whose crew had “an hour”, said ..."): they are N's too."""
    spoken = sorted((part.start, part.end) for c in told for part in c.parts)
    sources = sorted((c for c in told if c.source and c.cue), key=lambda c: c.source.start if c.source else 0)
    for quote in tree.quotes:
        if _touches(spoken, quote.start, quote.end) or not quote.closed:
            continue
        at = bisect_right(sources, quote.start, key=lambda c: c.source.start if c.source else 0)
        for candidate in reversed(sources[max(0, at - 3) : at]):
            source, cue = candidate.source, candidate.cue[0]
            if (
                source
                and source.start < quote.start
                and quote.end < cue.start
                and cue.start - source.start < 300
            ):
                first = tree.at(quote.start)
                span = clause(tree, governing(tree, first))
                if span.start <= quote.start and quote.end <= span.end + 1 and source.start < span.start:
                    yield replace(
                        candidate, content=span, parts=(span,), cue=(), verb="said", stance=False, direct=False,
                        construction="fragment", features={"construction:fragment": 1.0},
                    )  # fmt: skip
                break


def _touches(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(spans, (end, 0))
    return any(a < end and start < b for a, b in spans[max(0, at - 12) : at])


def retold(tree: Tree) -> Iterator[Candidate]:
    """What somebody quotes another as saying: "The governor told me that there is no danger," she said."""
    for index, token in enumerate(tree.tokens):
        if tree.quote[index] < 0 or token.pos != "VERB" or not _speaks(tree, index):
            continue
        for content in tree.of(index, "ccomp"):
            heads = [
                h for h in tree.of(index, "nsubj") if tree.tokens[h].tag not in ("PRP", "WP", "WDT", "DT")
            ]
            if (
                heads
                and content > index
                and tree.quote[content] == tree.quote[index]
                and human(tree, heads[0])
            ):
                span = bare(tree.text, *_that_clause(tree, content))
                if span.end - span.start > 8:
                    cue = Span(token.start, token.end)
                    source = phrase(tree, heads[0], index)
                    made = _candidate(source, cue, (span,), token.lemma, "that", heads[0], index)
                    yield replace(made, direct=True, features={"construction:retold": 1.0, "nested": 1.0})


def _speaks(tree: Tree, verb: int) -> bool:
    """True for a verb of saying proper: what a speaker holds that others think or ask is the speaker's view."""
    sense = cue.senses.get("that") if (cue := cue_of(tree, verb)) else None
    return sense is not None and not sense.stance and sense.verb != "asked" and says(tree, verb)


def _that_clause(tree: Tree, head: int) -> tuple[int, int]:
    first = tree.first[head]
    if tree.tokens[first].text.lower() == "that":
        first += 1
    return tree.tokens[min(first, head)].start, tree.tokens[tree.last[head]].end


# --- counts ----------------------------------------------------------------------------------


def _content(tree: Tree, verb: int, lemma: str) -> tuple[int, int] | None:
    """First and last token of what was counted, timed or given."""
    objects = [c for c in tree.of(verb, "dobj", "nummod", "attr", "oprd") if c > verb]
    if lemma in _PLACED and objects:
        ends = [
            tree.last[p]
            for p in tree.of(verb, "prep")
            if p > objects[0] and tree.tokens[p].text.lower() in _AT
        ]
        ends += [tree.last[p] for p in tree.of(objects[-1], "prep") if tree.tokens[p].text.lower() == "at"]
        return (verb, max(ends)) if ends else None
    if lemma in _COUNTED and objects:
        if lemma in _KEPT:
            return min([verb, *tree.of(verb, "aux")]), _to_the_end(tree, verb)
        bare_number = tree.tokens[objects[0]].pos == "NUM" and objects[0] == verb + 1
        return verb if bare_number else tree.first[objects[0]], tree.last[objects[-1]]
    if lemma == "give":
        figures = [o for o in objects if tree.tokens[o].lemma.lower() in words("numbers")]
        ends = [tree.last[p] for p in tree.of(verb, "prep") if figures and p > figures[0]]
        ends += [_apposed(tree, tree.last[o]) for o in figures]
        return (tree.first[figures[0]], max([tree.last[figures[0]], *ends])) if figures else None
    if lemma in _HELD:
        for prep in tree.of(verb, "prep"):
            for noun in tree.of(prep, "pobj"):
                if tree.tokens[prep].text.lower() in ("by", "to", "of"):
                    return tree.first[noun], tree.last[noun]
    return None


def _to_the_end(tree: Tree, verb: int) -> int:
    """The last token of what the verb tells, clauses joined to it left out."""
    ends = [
        tree.last[c]
        for c in tree.children[verb]
        if c > verb and tree.tokens[c].dep not in ("conj", "cc", "punct", "advcl")
    ]
    return max([verb, *ends])


def _apposed(tree: Tree, last: int) -> int:
    """The figure after the noun, where the parse made it a clause: "a further loss, nine boats sunk"."""
    end = tree.sentences[tree.sentence[last]].last
    if (
        last + 2 < end
        and tree.tokens[last + 1].text in (",", ":")
        and _number(tree, last + 2, min(last + 4, end - 1))
    ):
        at = last + 2
        while at < end and tree.tokens[at].text not in (",", ";", ".", "—", "–"):
            at += 1
        return at - 1
    return last


def _number(tree: Tree, first: int, last: int) -> bool:
    return any(tree.tokens[at].pos == "NUM" or tree.tokens[at].ent == "TIME" for at in range(first, last + 1))


def _counted(tree: Tree, speakers: Speakers, verb: int, found: tuple[int, int]) -> Iterator[Candidate]:
    who = subject(tree, verb)
    if who is None or tree.of(verb, "nsubjpass", "auxpass"):
        return
    heads = [who.antecedent if who.antecedent is not None else who.token, *tree.of(verb, "nsubj")]
    head = next((h for h in reversed(heads) if sourcelike(tree, speakers, h)), None)
    if head is None or _ours(tree, speakers, head):
        return
    source, token = phrase(tree, head, verb), tree.tokens[verb]
    yield _candidate(
        source, Span(token.start, token.end), (bare(tree.text, tree.tokens[found[0]].start, tree.tokens[found[1]].end),),
        token.lemma, "count", head, verb,
    )  # fmt: skip


_DEPICTING = frozenset(("show", "depict", "prove", "reveal", "document", "capture", "confirm"))


def _purported(tree: Tree, index: int, taken: Collection[int]) -> Iterator[Candidate]:
    """ "Photos posted by the group ... purport to show a crater": read off the words, since the verb is taken for a noun."""
    sentence = tree.sentences[tree.sentence[index]]
    verb = index + 2
    if (
        verb >= sentence.last
        or tree.tokens[index + 1].text != "to"
        or tree.tokens[verb].lemma not in _DEPICTING
    ):
        return
    objects = [o for o in tree.of(verb, "dobj", "ccomp") if o > verb]
    nouns = [at for at in range(sentence.first, index) if tree.tokens[at].lemma.lower() in words("documents")]
    if not objects or not nouns or verb in taken:
        return
    who, source = _poster(tree, nouns[0], index) or (
        nouns[0],
        Span(tree.tokens[_phrase_start(tree, nouns[0])].start, tree.tokens[index - 1].end),
    )
    content = bare(
        tree.text, tree.tokens[tree.first[objects[0]]].start, tree.tokens[tree.last[objects[0]]].end
    )
    cue = Span(tree.tokens[index].start, tree.tokens[verb].end)
    made = _candidate(source, cue, (content,), "show", "np", who, verb)
    yield replace(made, verb="alleged")


def _poster(tree: Tree, noun: int, stop: int) -> tuple[int, Span] | None:
    """Who posted or published what the noun names: "photos posted on Telegram by the group N"."""
    done = [at for at in range(noun + 1, stop) if tree.tokens[at].lemma in words("publish") | {"release"}]
    by = next((at for at in range(done[0], stop) if tree.tokens[at].text == "by"), None) if done else None
    if by is None:
        return None
    end = by + 1
    while end < stop and tree.tokens[end].text != "," and tree.tokens[end].pos in _NOMINAL:
        end += 1
    name = next((at for at in range(end - 1, by, -1) if tree.tokens[at].pos in ("PROPN", "NOUN")), None)
    return None if name is None else (name, Span(tree.tokens[by + 1].start, tree.tokens[end - 1].end))


def _phrase_start(tree: Tree, noun: int) -> int:
    at = noun
    while (
        at
        and tree.sentence[at - 1] == tree.sentence[noun]
        and tree.tokens[at - 1].pos in ("ADJ", "DET", "NUM", "NOUN")
    ):
        at -= 1
    return at


def _withdrawn(tree: Tree, speakers: Speakers, verb: int, lemma: str) -> Iterator[Candidate]:
    """ "The ministry withdrew the statement", "the board recalled an older list": told of somebody else."""
    if lemma == "take" and not any(
        tree.tokens[c].text.lower() == "back" for c in tree.of(verb, "prt", "advmod")
    ):
        return
    things = words("numbers") | words("documents") | words("accounts") | {"claim", "allegation", "accusation"}
    objects = [o for o in tree.of(verb, "dobj") if tree.tokens[o].lemma.lower() in things]
    who = subject(tree, verb)
    if not objects or who is None or tree.of(verb, "nsubjpass", "auxpass"):
        return
    head = who.antecedent if who.antecedent is not None else who.token
    if sourcelike(tree, speakers, head) and not _ours(tree, speakers, head):
        token = tree.tokens[verb]
        span = bare(tree.text, token.start, tree.tokens[tree.last[objects[-1]]].end)
        made = _candidate(
            phrase(tree, head, verb), Span(token.start, token.end), (span,), lemma, "withdrawal", head, verb
        )
        yield replace(made, verb="withdrew", features={**made.features, "withdraws": 1.0})


def _ours(tree: Tree, speakers: Speakers, head: int) -> bool:
    """The publisher's own counting is its own voice."""
    span = core(tree, head)
    if speakers.resolve(span.start, span.end).source_id in staff(tree, speakers):
        return True
    words_ = {tree.tokens[at].text.lower() for at in range(tree.first[head], head + 1)}
    return bool(words_ & {"we", "us", "our", "i"})


def _informed(tree: Tree, speakers: Speakers, verb: int) -> Iterator[Candidate]:
    """ "..., the mayor told reporters": read off the words, since the parse often takes it for an attribute."""
    after = [tree.tokens[at].lemma.lower() for at in range(verb + 1, min(verb + 4, len(tree.tokens)))]
    if not any(lemma in ("reporter", "journalist") for lemma in after):
        return
    sentence = tree.sentences[tree.sentence[verb]]
    comma = verb - 1
    while comma > sentence.first and tree.tokens[comma].pos in _NOMINAL and verb - comma < 12:
        comma -= 1
    if tree.tokens[comma].text != "," or comma == verb - 1 or comma - sentence.first < 3:
        return
    content = bare(tree.text, sentence.start, tree.tokens[comma].start)
    source = Span(tree.tokens[comma + 1].start, tree.tokens[verb - 1].end)
    name = next((at for at in range(verb - 1, comma, -1) if tree.tokens[at].pos == "PROPN"), verb - 1)
    if sourcelike(tree, speakers, name):
        cue = Span(tree.tokens[verb].start, tree.tokens[verb].end)
        yield _candidate(source, cue, (content,), tree.tokens[verb].lemma, "quote", name, verb)


# --- accounts --------------------------------------------------------------------------------


def _account(tree: Tree, speakers: Speakers, noun: int, taken: Collection[int]) -> Iterator[Candidate]:
    prep = tree.tokens[noun].head
    verb = tree.tokens[prep].head
    if tree.tokens[prep].text.lower() not in ("in", "by", "on") or tree.tokens[verb].pos not in (
        "VERB",
        "AUX",
    ):
        return
    if verb in taken or says(tree, verb) or not _set_off(tree, prep, noun):
        return
    owner = next((a for a in _owners(tree, noun) if sourcelike(tree, speakers, a)), None)
    if owner is None or _ours(tree, speakers, owner):
        return
    whole = tree.span(tree.first[verb], tree.last[verb])
    low, high = tree.tokens[tree.first[prep]].start, tree.tokens[tree.last[prep]].end
    parts = tuple(
        span
        for span in (
            bare(tree.text, whole.start, min(low, whole.end)),
            bare(tree.text, max(high, whole.start), whole.end),
        )
        if span.end - span.start > 1
    )
    if parts and sum(p.end - p.start for p in parts) > 11:
        span = tree.span(tree.first[owner], owner)
        yield _candidate(
            span,
            Span(tree.tokens[prep].start, tree.tokens[noun].end),
            parts,
            "account",
            "account",
            owner,
            prep,
        )


def _owners(tree: Tree, noun: int) -> Iterator[int]:
    if tree.tokens[noun].lemma.lower() in words("documents"):
        yield from authors(tree, noun)
    else:
        yield from tree.of(noun, "poss")
        for prep in tree.of(noun, "prep"):
            if tree.tokens[prep].text.lower() in ("of", "from", "by"):
                yield from tree.of(prep, "pobj")


def _set_off(tree: Tree, prep: int, noun: int) -> bool:
    """True for a phrase that opens the sentence, or stands between commas."""
    first, last = tree.first[prep], tree.last[prep]
    opens = first == tree.sentences[tree.sentence[prep]].first or tree.tokens[first - 1].text == ","
    closes = last + 1 < len(tree.tokens) and tree.tokens[last + 1].text in (",", ".", ";")
    return opens and closes


def _candidate(
    source: Span, cue: Span, parts: tuple[Span, ...], lemma: str, construction: str, who: int, cue_token: int
) -> Candidate:
    return Candidate(
        source=source,
        cue=(cue,),
        content=Span(parts[0].start, parts[-1].end),
        parts=parts,
        lemma=lemma,
        verb="said",
        stance=False,
        construction=construction,
        direct=False,
        source_token=who,
        cue_token=cue_token,
        features={f"construction:{construction}": 1.0},
    )
