"""What tells that a name is a person's: who is told of before a comma, "he" behind it, "the murder of", a surname alone.

The statistics take an unheard first name and surname for a body, or for nothing at all; what the report says of
their bearer tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...data import actor_words
from ...model import Token
from .figures.kinds import is_person
from .missed import unseen
from .naming import Name

_HE = frozenset(("he", "she", "him", "her", "his", "himself", "herself"))
_SUBJECTS = ("nsubj", "nsubjpass")
_BEFELL = frozenset(("murder", "assassination", "killing", "death", "arrest", "funeral", "widow", "widower", "wife", "husband",
                     "son", "daughter", "testimony", "resignation", "birth", "burial", "kidnapping", "abduction"))  # fmt: skip
# Verbs of what a person does, whose subject may be a surname alone.
_MINDS = frozenset(("say", "tell", "think", "recall", "believe", "remember", "add", "explain", "reply", "answer", "laugh",
                    "shrug", "smile", "know", "nod"))  # fmt: skip
_NEW = frozenset(("new", "north", "south", "east", "west", "upper", "lower", "great", "old", "northern", "southern",
                  "eastern", "western", "united", "saint", "san", "port", "mount", "fort"))  # fmt: skip
# What a firm, a team or a land is called as well: "Voltana, the owner of the mine,".
_FIRM_OR_MAN = frozenset(("owner", "operator", "maker", "builder", "sponsor", "partner", "supplier", "buyer", "leader", "champion",
                          "winner", "loser", "rival", "neighbour", "neighbor", "employer", "producer", "provider", "seller",
                          "trader", "lender", "host", "ally", "member", "holder", "newcomer", "player"))  # fmt: skip
_REACH = 40  # words behind a name in which "he" may stand
_QUOTED = 80  # words of a quotation that one who was just named says
_BACK = 12  # words before a comma in which the phrase before it begins


def by_person(tokens: Sequence[Token]) -> Iterator[Name]:
    """Persons that the statistics missed: two or three capitals that one of the signs stands beside."""
    at, alone = 0, lone(tokens)
    while at < len(tokens):
        last = at
        while last < len(tokens) and _free(tokens[last]) and (last == at or _touches(tokens, last)):
            last += 1
        name = Name(at, last, "person")
        if (2 <= last - at <= 3 and is_personal(tokens, name, alone)) or (
            last - at == 1 and _told_behind(tokens, at)
        ):
            yield name
        at = max(last, at + 1)


def is_personal(tokens: Sequence[Token], name: Name, alone: frozenset[str]) -> bool:
    """True where what stands around a first name and surname says that they are a person's; ``alone`` are surnames."""
    if not 2 <= name.last - name.first <= 3 or not _could_be(tokens, name):
        return False
    return (
        _called(tokens, name)
        or _told_before(tokens, name)
        or _befell(tokens, name)
        or _resumed(tokens, name)
        or tokens[name.last - 1].text in alone
    )


def _free(token: Token) -> bool:
    """True for a capital without a label, or with that of a product or a work, which a person's may bear too."""
    other = token.ent in ("PRODUCT", "WORK_OF_ART") and token.pos == "PROPN"
    return unseen(token) or (other and token.text[:1].isupper() and token.text.isalpha())


def _touches(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].start - tokens[at - 1].end <= 1


def _could_be(tokens: Sequence[Token], name: Name) -> bool:
    """False where a word of the name is a body's, a paper's or a place's, or where "the" stands before it."""
    words = [token.text for token in tokens[name.first : name.last]]
    if name.first and tokens[name.first - 1].text.lower() in ("the", "a", "an"):
        return False
    if words[0].lower() in _NEW or not all(word[:1].isupper() and word.isalpha() for word in words):
        return False
    bodily = actor_words("corporate") | actor_words("papers") | actor_words("bodies")
    other = bodily | actor_words("place_heads")
    return not any(word in actor_words("organisation_heads") or word.lower() in other for word in words)


def _called(tokens: Sequence[Token], name: Name) -> bool:
    """ "Explained shipyard foreman Bo Kask": what one person is, right before the name."""
    before = tokens[name.first - 1] if name.first else None
    if before is None or before.pos != "NOUN" or before.tag != "NN" or not before.text.islower():
        return False
    near = tokens[name.first].start - before.end == 1 and before.head in range(name.first, name.last)
    return near and is_person(before.lemma) and before.lemma not in _FIRM_OR_MAN | actor_words("firms")


def _told_before(tokens: Sequence[Token], name: Name) -> bool:
    """ "The head surgeon at the clinic, N,": a phrase for one person, then a comma."""
    if name.first < 3 or tokens[name.first - 1].text != "," or not _closed(tokens, name.last):
        return False
    first = name.first - 1
    while first and name.first - first < _BACK and tokens[first - 1].pos not in ("VERB", "AUX", "PUNCT"):
        first -= 1
    phrase = tokens[first : name.first - 1]
    opens = next((i for i, t in enumerate(phrase) if t.tag == "PRP$" or t.pos == "DET"), None)
    owned = next((i for i, t in enumerate(phrase) if t.tag == "POS"), None)
    if opens is None and owned is None:
        return False
    begun = phrase[owned if opens is None else opens :]
    nouns = []
    for token in begun:
        if token.pos == "ADP":
            break
        if token.pos in ("NOUN", "PROPN"):
            nouns.append(token)
    if not nouns or nouns[-1].pos != "NOUN" or nouns[-1].tag != "NN":
        return False
    lemma = nouns[-1].lemma.lower()
    one = is_person(lemma) or lemma in actor_words("offices") | actor_words("titles")
    return one and lemma not in actor_words("firms") | actor_words("bodies")


def _told_behind(tokens: Sequence[Token], at: int) -> bool:
    """ "Lund, the harbour master, was called": a surname alone, and a phrase for one person between commas."""
    before = tokens[at - 1] if at else None
    if before is not None and (before.pos in ("PROPN", "DET", "ADJ", "ADP") or before.text in ("-", ",")):
        return False
    if tokens[at].dep not in _SUBJECTS or at + 3 >= len(tokens) or tokens[at + 1].text != ",":
        return False
    last = at + 2
    while last < min(len(tokens) - 1, at + _BACK) and tokens[last].text not in (",", ".", ";"):
        last += 1
    phrase = tokens[at + 2 : last]
    if tokens[last].text != "," or not phrase or any(t.pos in ("VERB", "AUX") for t in phrase):
        return False
    ended = next((i for i, t in enumerate(phrase) if t.pos == "ADP"), len(phrase))
    head = phrase[ended - 1] if ended else phrase[0]
    opens = phrase[0].pos == "DET" or phrase[0].tag == "PRP$" or any(t.tag == "POS" for t in phrase)
    if not opens or head.pos != "NOUN" or head.tag != "NN":
        return False
    lemma = head.lemma.lower()
    one = is_person(lemma) or lemma in actor_words("offices") | actor_words("titles")
    return one and lemma not in actor_words("firms") | actor_words("bodies") | _FIRM_OR_MAN


def _closed(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].text in (",", ".", ";", ":", "(", "-", "–", "—", '"')


def _befell(tokens: Sequence[Token], name: Name) -> bool:
    """ "the murder of N": what befalls a person alone, or who is whose."""
    if name.first < 2 or tokens[name.first - 1].text != "of":
        return False
    return tokens[name.first - 2].lemma.lower() in _BEFELL


def _resumed(tokens: Sequence[Token], name: Name) -> bool:
    """ "N has led the team for years, and he ...": a subject that "he" means, with nobody else between."""
    if tokens[name.last - 1].dep not in _SUBJECTS:
        return False
    stops, same = 0, False
    for at in range(name.last, min(len(tokens), name.last + _REACH)):
        token = tokens[at]
        if token.text.lower() in _HE:
            return True
        stops += token.text in (".", "!", "?")
        if token.text in ('"', "“") and stops == 1:
            return _quoted_next(tokens, at)
        same = same or _of_age(tokens, at)
        somebody = token.ent == "PERSON" or (token.pos in ("NOUN", "PROPN") and is_person(token.lemma))
        if (somebody and not same) or stops > 1 or token.text in ('"', "“"):
            return False
    return False


def _quoted_next(tokens: Sequence[Token], opens: int) -> bool:
    """ "N leads the team. "We were late," she said": the quotation that opens here, with "he" or "she" right behind."""
    for at in range(opens + 1, min(len(tokens) - 2, opens + _QUOTED)):
        if tokens[at].text in ('"', "”"):
            return tokens[at + 1].text.lower() in ("he", "she") and tokens[at + 2].lemma in _MINDS
    return False


def _of_age(tokens: Sequence[Token], at: int) -> bool:
    """ "The sexton is 68": the one just named, told by office and age."""
    verb = tokens[at].head
    after = tokens[verb + 1].text if verb + 1 < len(tokens) else ""
    told = tokens[at].dep == "nsubj" and tokens[verb].lemma == "be"
    return told and after.isdigit() and len(after) == 2


def lone(tokens: Sequence[Token]) -> frozenset[str]:
    """The words in capitals that speak or think all by themselves, without "the"."""
    return frozenset(
        token.text
        for at, token in enumerate(tokens)
        if token.dep == "nsubj"
        and token.pos == "PROPN"
        and token.text[:1].isupper()
        and token.text not in actor_words("organisation_heads")
        and tokens[token.head].lemma in _MINDS
        and _alone(tokens, at)
    )


def _alone(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1] if at else None
    if before is not None and (before.pos in ("PROPN", "DET", "ADJ") or before.text == "-"):
        return False
    return not (at + 1 < len(tokens) and tokens[at + 1].pos == "PROPN")
