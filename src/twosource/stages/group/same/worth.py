"""Which propositions are claims, and which of a claim's wordings stands at its head.

A claim can be checked: a clause with its predicate, a happening named by a noun, or a number with what it counts.
Fragments, captions, intentions and an outlet's commentary stay statements.
"""

from __future__ import annotations

import re

from ....text.sought import Sought
from ..slots import Slots

_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|am|has|have|had|will|would|could|can|cannot|may|might|must|should|shall|does|do|did|isn[’']t|aren[’']t|"
    r"wasn[’']t|weren[’']t|won[’']t|don[’']t|didn[’']t|doesn[’']t|\w{2,}ed|\w{3,}n[’']t|came|went|took|made|gave|fell|rose|left|told|found|"
    r"got|saw|ran|sent|held|lost|began|kept|put|led|became|won|met|paid|sold|bought|built|broke|brought|caught|drew|drove|fled|flew|"
    r"fought|grew|heard|hit|knew|let|said|set|shot|shut|sank|spoke|spent|stood|stole|struck|swept|tore|threw|wore|wrote|hurt|cut|killed|"
    r"marks?|remains?|continues?|says?|shows?|stands?|lies?|needs?|wants?|plans?|appears?|seems?|includes?|contains?|faces?|burns?)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^\W*(?:they|it|he|she|we|i|you|this|that|these|those|there|who|which)\b", re.IGNORECASE
)
# "His agency", "each of its gates": whose, the words before say.
_LEANS = re.compile(
    r"^\W*(?:(?:all|any|both|each|either|half|many|most|much|neither|none|one|part|several|some|two|three|four|five|\d+) of )?"
    r"(?:his|her|its|their|hers|theirs|him|them|these|those)\b|^\W*(?:I|we|they|you) \w+ (?:it|him|her|them|this|that)\b",
    re.IGNORECASE,
)
_KNOWN = re.compile(r"\b(?:the|these|those|all|both|their|its|his|her)\s+$", re.IGNORECASE)
_SAYS = 0.6  # the share of what its wordings say that one must say to stand for them
# Who speaks is named beside a quotation.
_SPEAKER = re.compile(r"^\W*(?:I|we)\b", re.IGNORECASE)
# Begins in the middle: a reflexive, a participle, a preposition, a verb that has lost its subject.
_FRAGMENT = re.compile(
    r"^\W*(?:himself|herself|itself|themselves|him|them|to \w+|[a-z]+ing\b(?! (?:of|in|at|by|on|has|is|was|had|will|station|machine))|"
    r"as |than |of |for |with |by |from |into |that of |amid |despite |including )"
)
_GERUND = re.compile(r"^\W*[a-z]+ing\b")
_HALF = re.compile(
    r"^\W*(?:and|but|or|nor|so|then|continue|continues|continued|have|has|had|is|are|was|were)\b"
    r"|^\W*[a-z]+ed (?:the|a|an|that|its|their|his|her|them|him|by|at|in|on|for|from|to|with|no|more|at|\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|some|all)\b"
)
_INTENT = Sought(
    r"^\W*(?:(?:the|a|an|its|their|his|her|our|my|any) )?(?:\w+ )?(?:intent|intention|intentions|need|needs|desire|wish|hope|hopes|willingness|"
    r"readiness|commitment|determination|resolve|aim|aims|goal|importance|necessity)\b(?: (?:to|of|for|that|in)\b|\W*$)"
    r"|\b(?:plans?|intends?|hopes?|aims?|wants?|will|would|continues?|vows?|pledges?) (?:to )?(?:continue (?:to )?)?(?:\w+ly )?(?:monitor\w*|follow\w*|"
    r"watch\w*|keep (?:an eye|watching|monitoring)|cooperat\w+|work (?:\w+ly )?with|consider\w*|do (?:everything|all|our|its|their))\b",
)
_QUOTED = 0.7  # the content that a sentence quoted word for word needs to be a claim
_DATED = 0.5  # what a time adds to it: "there will be no rain before tomorrow" can be checked
_LONG = 240  # characters past which a wording is no head where there is another


def worthy(node: Slots) -> bool:
    """True for what an editor could check: somebody's word that says something, or own voice with a fact in it."""
    text = node.proposition.text
    counts = node.figure is not None or bool(node.measures) or bool(node.clocks and not node.own)
    if not (node.figure is not None and not node.figure.nominal) and _INTENT.search(text):
        return False
    verbal = node.foreign or _VERB.search(text)  # a sentence that a report takes from somebody has its verb
    if not counts and not verbal and (not node.events or len(node.weights) < 2):
        return False  # "the accusation": a happening named by a noun needs somebody whom it befell
    denied = node.negated and node.proposition.polarity == "denied" and node.total >= 1.2
    if not counts and _FRAGMENT.match(text):
        return denied and not node.own and _GERUND.match(text) is not None  # "denied having been warned"
    if not node.own:
        said = node.total + (_DATED if node.dated else 0.0)
        return said >= (_QUOTED if whole_quotation(node) or _of_itself(node) else 1.2) or counts
    if denied:
        return True
    if node.modal and not counts and not node.clocks and not node.dated:
        return False
    return node.total >= (0.8 if counts else 2.0) and (counts or bool(node.clocks) or bool(node.events))


def answering(node: Slots) -> bool:
    """True for a denial in words of its own, however short: "No such order was given"; not "this is false"."""
    text = node.proposition.text
    leans = _PRONOUN.match(text) or _FRAGMENT.match(text)
    return node.negated and not node.own and leans is None and _VERB.search(text) is not None


def whole_quotation(node: Slots) -> bool:
    """True for a sentence that somebody named is quoted with, word for word."""
    text = node.proposition.text
    return (
        node.quoted and len(text.split()) > 3 and _VERB.search(text) is not None and not _FRAGMENT.match(text)
    )


def _of_itself(node: Slots) -> bool:
    """ "We have paid nothing", "I told them on Friday": who posts it denies it of themselves, or says when it was."""
    first_person = _SPEAKER.match(node.proposition.text) is not None
    return node.itself and first_person and (node.negated or node.dated)


def standing(node: Slots, counted: bool, most: str = "", usual: float = 0.0) -> tuple[object, ...]:
    """What sorts the wordings of a claim, the best head first.

    A whole clause with its number and what that counts, which needs nothing before it to be understood; somebody's
    word before an outlet's, a named one's first; of ``most``, from whom most have it; what says as much as is
    ``usual``, and of that their own words before a retelling; the earliest; of two as early the shorter.
    """
    text = node.proposition.text
    thin = 2 if node.total < _SAYS * usual else 0 if whole_quotation(node) else 1
    return (node.foreign, _broken(node, counted), node.own, not node.named, node.origin != most, thin,
            node.at[:10] or "~", node.at[10:11] != "T", node.at[11:16], len(text), node.id)  # fmt: skip


def _broken(node: Slots, counted: bool) -> int:
    """How much a text lacks of a whole clause that can stand alone: 0 for nothing."""
    text = node.proposition.text
    lacks = 0
    if _FRAGMENT.match(text) or _HALF.match(text):
        lacks += 4
    elif not _VERB.search(text):
        lacks += (
            1 if node.events and not node.own else 4
        )  # "the capture of two soldiers", which somebody confirmed
    if _LEANS.match(text) or (_PRONOUN.match(text) and not (node.quoted and _SPEAKER.match(text))):
        lacks += 2
    figure = node.figure
    if counted and (figure is None or figure.nominal):
        lacks += 2
    elif counted and figure is not None and _KNOWN.search(text[: figure.start - node.proposition.start]):
        lacks += 2  # "the two prisoners are well": who they are was said before
    elif (
        counted
        and figure is not None
        and figure.counts
        and figure.counts.split()[-1].casefold() not in text.casefold()
    ):
        lacks += 1
    return lacks + (len(text) > _LONG)
