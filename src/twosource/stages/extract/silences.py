"""What was not said and what could not be established: no comment, enquiries, "could not verify".

Found from the parse, with or without a word of saying. The party that was asked or is silent is named,
and counts as nobody's origin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from ...data import table
from ...model import Span
from .parties import Party, parties, sourcelike
from .pieces import clause, fronted, governing
from .speakers import Speakers
from .subjects import subject
from .tree import Tree
from .verbs import agent

_NOBODY = frozenset("nobody none no-one noone neither nothing".split())
_UNDONE = frozenset(("decline", "refuse", "fail"))


@dataclass(frozen=True, slots=True)
class Silence:
    """A clause in which somebody says nothing, is asked, or nothing could be established."""

    kind: Literal["no_comment", "not_verified"]
    span: Span
    cue: Span
    trigger: int
    verb: str  # declined, asked, said, confirmed
    parties: tuple[Party, ...] = ()
    denied: bool = False
    pending: bool = False  # an answer that is missing, to an enquiry told before


@cache
def words(part: str) -> frozenset[str]:
    """A word list of manner.json."""
    return frozenset(table("manner.json")[part].split())


def silences(tree: Tree, speakers: Speakers) -> tuple[Silence, ...]:
    """Every silence of a report in order, one a clause; time is linear in its tokens."""
    found: list[Silence] = []
    for index in range(len(tree.tokens)):
        for rule in _RULES.get(tree.tokens[index].lemma.lower(), ()):
            silence = rule(tree, speakers, index)
            if silence and not (found and _overlaps(found[-1].span, silence.span)) and _apart(tree, index):
                found.append(_answered(tree, found, silence))
                break
    return tuple(found)


def _apart(tree: Tree, at: int) -> bool:
    """False within a restrictive relative clause ("a service it refuses to name"), which tells of the noun."""
    head = governing(tree, at)
    if tree.tokens[head].dep != "relcl" or fronted(tree, head) is not None:
        return True
    before = tree.first[head] - 1
    return before >= 0 and tree.tokens[before].text in (",", "—", "–", "-")


def _overlaps(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _answered(tree: Tree, before: Sequence[Silence], silence: Silence) -> Silence:
    """ "There was no answer": the party is the one of the enquiry just before."""
    if silence.parties or not silence.pending or not before:
        return silence
    last = before[-1]
    near = tree.sentence[silence.trigger] - tree.sentence[last.trigger] <= 2
    asked = tuple(Party(party.source) for party in last.parties)
    return replace(silence, parties=asked) if near and last.kind == "no_comment" else silence


# --- negation --------------------------------------------------------------------------------


def negated(tree: Tree, verb: int) -> bool:
    """True where a verb is denied: not, never, "no official", "neither", "yet to", "failed to", "without"."""
    token = tree.tokens[verb]
    if any(_negates(tree, verb, child) for child in tree.children[verb]):
        return True
    head = token.head
    if token.dep in ("xcomp", "ccomp") and head != verb:
        over = tree.tokens[head]
        if over.lemma in _UNDONE or over.lemma == "unable":
            return True
        if over.lemma in ("able", "want", "wish", "possible", "go", "care", "be", "have") or over.dep == "acomp":
            return negated(tree, head) if over.lemma != "possible" else negated(tree, over.head)
    if token.dep == "acomp" and head != verb:
        return negated(tree, head)
    return token.dep == "pcomp" and tree.tokens[head].text.lower() == "without"


def _negates(tree: Tree, verb: int, child: int) -> bool:
    token = tree.tokens[child]
    text = token.text.lower()
    if token.dep == "neg" or text in ("never", "n't"):
        return True
    if token.dep == "preconj" and text == "neither":
        return True
    if text == "yet" and child < verb and any(tree.tokens[c].text.lower() == "to" for c in tree.of(verb, "aux")):
        return True
    if token.dep not in ("nsubj", "nsubjpass"):
        return False
    if text in _NOBODY or (text == "one" and any(tree.tokens[c].text.lower() == "no" for c in tree.children[child])):
        return True
    inner = [tree.tokens[c].text.lower() for c in tree.children[child]]
    return "neither" in inner or "no" in inner or ("yet" in inner and _to(tree, verb))


def _to(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[c].text.lower() == "to" for c in tree.of(verb, "aux"))


def _modal(tree: Tree, verb: int) -> bool:
    """True for can, could, and the verbs and adjectives of ability."""
    token, head = tree.tokens[verb], tree.tokens[tree.tokens[verb].head]
    if any(tree.tokens[c].lemma.lower() in ("can", "could", "ca") for c in tree.of(verb, "aux")):
        return True
    return token.dep in ("xcomp", "ccomp", "advcl", "acl") and head.lemma in ("able", "unable", "possible", "impossible", "way")


# --- how a silence is made -------------------------------------------------------------------


def _made(
    tree: Tree, speakers: Speakers, at: int, kind: Literal["no_comment", "not_verified"], verb: str,
    who: int | None = None, pending: bool = False, own: bool = False,
) -> Silence:  # fmt: skip
    """A silence of the clause that ``at`` stands in; ``who`` is the party, ``own`` the outlet's own remark."""
    head = governing(tree, at)
    party: list[Party] = []
    if who is not None and not own and sourcelike(tree, speakers, who):
        party = [
            p for p in parties(tree, speakers, who) if p.source.source_id != speakers.publisher.source_id
        ]
    return Silence(
        kind, clause(tree, head), _cue(tree, at, head), at, verb, tuple(party), negated(tree, at), pending
    )


def _cue(tree: Tree, at: int, head: int) -> Span:
    """The verb with its auxiliaries and negation ("have not publicly acknowledged", "reached out to")."""
    chain = {at, head}
    climb = at
    while climb != head and tree.tokens[climb].head != climb:
        climb = tree.tokens[climb].head
        chain.add(climb)
    low = min([*chain, *(c for v in chain for c in tree.of(v, "aux", "auxpass", "neg"))])
    high = max(chain)
    for child in tree.children[at]:
        if child == high + 1 and tree.tokens[child].dep in ("prt", "prep", "dative"):
            high = child
            nearer = [c for c in tree.children[at] if c == high + 1 and tree.tokens[c].dep == "prep"]
            high = nearer[0] if nearer else high
    return tree.span(max(low, tree.first[head]), high)


def _who(tree: Tree, verb: int) -> int | None:
    found = subject(tree, verb)
    if found is None:
        passive = tree.of(verb, "nsubjpass")
        return passive[0] if passive else None
    return found.antecedent if found.antecedent is not None else found.token


def _ours(tree: Tree, speakers: Speakers, who: int | None) -> bool:
    """True for the publisher itself: its name, "we", "our reporter"."""
    if who is None:
        return False
    token = tree.tokens[who]
    if token.text.lower() in ("we", "i"):
        return tree.quote[who] < 0
    if token.pos not in ("PROPN", "NOUN"):
        return False
    span = tree.span(tree.first[who], tree.last[who])
    return speakers.resolve(span.start, span.end).source_id == speakers.publisher.source_id


def _object(tree: Tree, verb: int, *lemmas: str) -> int | None:
    for child in tree.of(verb, "dobj", "attr", "nsubjpass"):
        if any(tree.tokens[child].lemma.lower() in words(part) for part in lemmas):
            return child
    return None


def _no(tree: Tree, noun: int) -> bool:
    return any(tree.tokens[c].text.lower() == "no" for c in tree.children[noun])


# --- no comment ------------------------------------------------------------------------------


def _declined(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "declined to comment", "refused to say", "declined an interview"."""
    done = [c for c in tree.of(at, "xcomp") if tree.tokens[c].lemma in words("declined")]
    if not done and _object(tree, at, "asked_for") is None:
        return None
    return _made(tree, speakers, at, "no_comment", "declined", _who(tree, at))


def _unsaid(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "did not reply", "has not commented", "Nobody answered", "neither message was answered"."""
    if not negated(tree, at) or _modal(tree, at):
        return None
    passive = tree.of(at, "nsubjpass")
    who = _who(tree, at)
    if any(tree.tokens[c].lemma in ("may", "might", "should", "must", "need") for c in tree.of(at, "aux")):
        return None
    if tree.tokens[at].lemma == "answer" and not passive and _answers_to_somebody(tree, at):
        return None
    nobody = who is not None and tree.tokens[who].text.lower() in _NOBODY | {"one"}
    if passive:
        asked = next((tree.tokens[n].head for n in passive), None)
        return _made(tree, speakers, at, "no_comment", "declined", None, pending=asked is not None)
    return _made(tree, speakers, at, "no_comment", "declined", None if nobody else who, pending=True)


def _answers_to_somebody(tree: Tree, at: int) -> bool:
    """ "answers to no one": is answerable, not silent."""
    return any(
        tree.tokens[noun].lemma not in ("question", "request", "call", "message", "query", "enquiry", "inquiry", "letter", "email")
        for prep in tree.of(at, "prep")
        if tree.tokens[prep].text.lower() == "to"
        for noun in tree.of(prep, "pobj")
    )


def _unspoken(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "did not want to talk to us", "About the gates he would not speak"."""
    willing = tree.tokens[tree.tokens[at].head].lemma in ("want", "wish", "refuse", "decline") or any(
        tree.tokens[c].lemma in ("will", "would", "wo") for c in tree.of(at, "aux")
    )
    return _made(tree, speakers, at, "no_comment", "declined", _who(tree, at)) if willing and negated(tree, at) else None


def _unrevealed(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "would not say whether", "did not specify when", "gave no details"."""
    if not negated(tree, at):
        return None
    after = [tree.tokens[tree.first[c]] for c in tree.of(at, "ccomp", "xcomp", "advcl") if c > at]
    asks = any(t.tag in ("WP", "WRB", "WDT") or t.text.lower() in ("whether", "if") for t in after)
    if not asks and not (tree.tokens[at].lemma in ("specify", "elaborate", "clarify") and not after):
        return None
    if _modal(tree, at) or agent(tree, at) is not None or tree.of(at, "nsubjpass"):
        return None
    told = [c for c in tree.of(at, "dobj", "dative") if tree.tokens[c].text.lower() not in ("us", "me")]
    if tree.tokens[at].lemma == "tell" and told and not any(_ours(tree, speakers, c) for c in told):
        return None
    return _made(tree, speakers, at, "no_comment", "declined", _who(tree, at))


def _not_owned(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "has not acknowledged", "would neither confirm nor deny": the party keeps silent."""
    if not negated(tree, at) or _modal(tree, at) or tree.of(at, "nsubjpass", "auxpass"):
        return None
    who = _who(tree, at)
    if who is None or _ours(tree, speakers, who) or not sourcelike(tree, speakers, who):
        return None
    return _made(tree, speakers, at, "no_comment", "confirmed", who)


def _none_given(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "had no comment", "yet to issue a statement", "gave no details", "without giving a reason"."""
    noun = _object(tree, at, "silence_objects", "detail")
    if noun is None or not (_no(tree, noun) or negated(tree, at)):
        return None
    if any(tree.tokens[c].text.lower() not in ("us", "me", "to") for c in tree.of(at, "dative")):
        return None
    if tree.tokens[at].lemma in ("receive", "get"):
        who = _who(tree, at)
        if not _ours(tree, speakers, who) and (who is None or tree.tokens[who].lemma not in words("messages")):
            return None
        return _made(tree, speakers, at, "no_comment", "declined", None, pending=True)
    return _made(tree, speakers, at, "no_comment", "declined", _who(tree, at))


def _there_was_none(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "There was no answer (from ...)", "calls to ... went unanswered", "was not available for comment"."""
    for noun in tree.of(at, "attr"):
        if tree.tokens[noun].lemma.lower() in words("silence_objects") and _no(tree, noun) and tree.of(at, "expl"):
            return _made(tree, speakers, at, "no_comment", "declined", _from(tree, noun), pending=True)
    for state in tree.of(at, "acomp", "oprd"):
        lemma = tree.tokens[state].lemma.lower()
        if lemma in words("unanswered"):
            subjects = tree.of(at, "nsubj") or [c for v in tree.of(at, "advcl") for c in (v,)]
            called = next((n for s in subjects for n in _to_whom(tree, s)), None)
            return _made(tree, speakers, at, "no_comment", "asked", called, pending=True)
        comment = any(
            tree.tokens[n].lemma in ("comment", "interview") for p in tree.of(state, "prep") for n in tree.of(p, "pobj")
        ) or any(tree.tokens[n].lemma == "comment" for n in tree.of(state, "xcomp"))
        if comment and (lemma == "unavailable" or (lemma in ("available", "reachable") and negated(tree, at))):
            return _made(tree, speakers, at, "no_comment", "declined", _who(tree, at))
    return None


def _from(tree: Tree, noun: int) -> int | None:
    for prep in tree.of(noun, "prep"):
        if tree.tokens[prep].text.lower() == "from":
            return next(iter(tree.of(prep, "pobj")), None)
    return None


def _to_whom(tree: Tree, noun: int) -> Iterator[int]:
    """The party behind "calls to the phone of ...": the last name in the phrase."""
    for prep in tree.of(noun, "prep"):
        if tree.tokens[prep].text.lower() in ("to", "of", "for"):
            for at in tree.of(prep, "pobj"):
                deeper = list(_to_whom(tree, at))
                names = [c for c in tree.of(at, "appos") if tree.tokens[c].pos == "PROPN"]
                yield from deeper or names or [at]


def _unreached(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "could not be reached for comment"; "Our reporter reached out to ..." is an enquiry."""
    if tree.of(at, "nsubjpass") and negated(tree, at):
        return _made(tree, speakers, at, "no_comment", "asked", tree.of(at, "nsubjpass")[0])
    return None


def _no_pickup(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "Nobody picked up", "hung up"."""
    particle = {tree.tokens[c].text.lower() for c in tree.of(at, "prt", "advmod")}
    if "up" not in particle or tree.of(at, "dobj", "auxpass") or not tree.of(at, "nsubj"):
        return None
    who = _who(tree, at)
    nobody = who is not None and tree.tokens[who].text.lower() in _NOBODY | {"one"}
    if tree.tokens[at].lemma == "hang":
        return _made(tree, speakers, at, "no_comment", "declined", who)
    return _made(tree, speakers, at, "no_comment", "declined", None if nobody else who, pending=True) if negated(tree, at) else None


# --- enquiries -------------------------------------------------------------------------------


def _enquired(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """The outlet asks: "reached out to", "put questions to", "has been contacted for comment"."""
    lemma = tree.tokens[at].lemma
    if tree.of(at, "nsubjpass") and lemma in ("contact", "approach", "ask", "email"):
        wanted = any(tree.tokens[n].lemma == "comment" for p in tree.of(at, "prep") for n in tree.of(p, "pobj"))
        passive = tree.of(at, "nsubjpass")[0]
        return _made(tree, speakers, at, "no_comment", "asked", passive) if wanted else None
    if not _ours(tree, speakers, _who(tree, at)):
        return None
    asked = next(iter(_enquired_of(tree, at, lemma)), None)
    if asked is None or not sourcelike(tree, speakers, asked):
        return None
    return _made(tree, speakers, at, "no_comment", "asked", asked)


def _enquired_of(tree: Tree, at: int, lemma: str) -> Iterator[int]:
    preps = {tree.tokens[p].text.lower(): p for p in tree.of(at, "prep", "dative", "prt")}
    if lemma == "put":
        if any(tree.tokens[o].lemma == "question" for o in tree.of(at, "dobj")) and "to" in preps:
            yield from tree.of(preps["to"], "pobj")
    elif lemma in ("reach", "write", "turn"):
        for name in ("to",):
            if name in preps:
                yield from tree.of(preps[name], "pobj")
    elif lemma in words("ask_for") and _object(tree, at, "asked_for") is not None:
        for prep in [*tree.of(at, "prep"), *(p for o in tree.of(at, "dobj") for p in tree.of(o, "prep"))]:
            if tree.tokens[prep].text.lower() == "from":
                yield from tree.of(prep, "pobj")
        yield from tree.of(at, "dative")
    else:
        yield from tree.of(at, "dobj", "dative")
        for clause_ in tree.of(at, "ccomp", "xcomp"):
            yield from (c for c in tree.of(clause_, "nsubj") if c < clause_ and tree.first[clause_] == tree.first[c])


def _asked_in_vain(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "Asked whether ..., he moved on to the next question"."""
    from .cues import cues

    token = tree.tokens[at]
    over = token.head
    if token.dep != "advcl" or at != tree.first[at] or tree.of(at, "aux", "nsubj", "nsubjpass") or over == at:
        return None
    if token.tag not in ("VBN", "VBD") or tree.tokens[over].lemma in cues("verbs") or not finite_subject(tree, over):
        return None
    return replace(_made(tree, speakers, over, "no_comment", "declined", _who(tree, over)), trigger=over)


def finite_subject(tree: Tree, verb: int) -> bool:
    """True where the verb has a subject of its own."""
    return bool(tree.of(verb, "nsubj"))


# --- not verified, not known -----------------------------------------------------------------


def _unverified(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "could not independently verify", "has not been confirmed", "unable to authenticate"."""
    passive = bool(tree.of(at, "auxpass"))
    head = tree.tokens[tree.tokens[at].head].lemma
    incapable = _modal(tree, at) and (negated(tree, at) or head in ("unable", "impossible"))
    failed = head == "fail" and tree.tokens[at].dep == "xcomp"
    nobody = "way" == head and _no(tree, tree.tokens[at].head)
    if not (incapable or failed or nobody or (passive and negated(tree, at) and agent(tree, at) is None)):
        return None
    who = None if passive else _who(tree, at)
    return _made(tree, speakers, at, "not_verified", "said", who, own=who is None)


def _unknown(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "is not known", "have not been disclosed", "We do not know who ..."."""
    token = tree.tokens[at]
    if not negated(tree, at) or token.pos not in ("VERB", "AUX"):
        return None
    if token.dep == "xcomp" and tree.tokens[token.head].lemma not in words("copula") | {"have"}:
        return None
    if tree.of(at, "nsubjpass", "csubjpass", "auxpass"):
        return None if agent(tree, at) is not None else _made(tree, speakers, at, "not_verified", "said", own=True)
    who = _who(tree, at)
    anyone = who is not None and (_ours(tree, speakers, who) or tree.tokens[who].text.lower() in _NOBODY | {"one"})
    if token.lemma == "know" and anyone and token.dep != "relcl":
        return _made(tree, speakers, at, "not_verified", "said", own=True)
    return None


def _unclear(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "it remains unclear whether", "was not immediately clear", "remain undisclosed"."""
    token = tree.tokens[at]
    if token.dep not in ("acomp", "attr", "oprd") or tree.tokens[token.head].lemma not in words("copula"):
        return None
    lemma = token.lemma.lower()
    doubtful = lemma in words("unknown") or (lemma in words("clear") and negated(tree, token.head))
    if not doubtful:
        return None
    who = next(iter(tree.of(token.head, "nsubj")), None)
    if lemma in ("uncertain", "certain", "clear") and who is not None and _person(tree, speakers, who):
        return None
    return _made(tree, speakers, at, "not_verified", "said", own=True)


def _person(tree: Tree, speakers: Speakers, who: int) -> bool:
    """True where it is somebody who is unsure: a stance, not a thing unknown."""
    if tree.tokens[who].text.lower() in ("he", "she", "they", "we", "i"):
        return True
    span = tree.span(tree.first[who], tree.last[who])
    return speakers.resolve(span.start, span.end).kind == "person"


def _unproven(tree: Tree, speakers: Speakers, at: int) -> Silence | None:
    """ "specific evidence was not provided", "did not present evidence", "without providing proof"."""
    noun = _object(tree, at, "proof")
    if noun is None or not (negated(tree, at) or _no(tree, noun)):
        return None
    return _made(tree, speakers, at, "not_verified", "said", own=True)


Rule = Callable[[Tree, Speakers, int], Silence | None]


def _rules() -> dict[str, tuple[Rule, ...]]:
    pairs: list[tuple[str, Rule]] = [
        ("decline", _declined), ("answer", _unsaid), ("talk", _unspoken), ("produce", _unproven),
        ("verify", _unverified), ("reveal", _unrevealed), ("own_up", _not_owned), ("silence_verbs", _none_given),
        ("copula", _there_was_none), ("enquire", _enquired), ("ask_for", _enquired), ("know", _unknown),
        ("unknown", _unclear), ("clear", _unclear),
    ]  # fmt: skip
    found: dict[str, list[Rule]] = {}
    for part, rule in pairs:
        for word in table("manner.json")[part].split():
            found.setdefault(word, []).append(rule)
    for word, rule in (("reach", _unreached), ("pick", _no_pickup), ("hang", _no_pickup), ("put", _enquired), ("ask", _asked_in_vain)):
        found.setdefault(word, []).append(rule)
    return {word: tuple(dict.fromkeys(rules)) for word, rules in found.items()}


_RULES = _rules()
