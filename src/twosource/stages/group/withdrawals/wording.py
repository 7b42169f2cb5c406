"""The words by which something is taken back, and by which it is told as said earlier.

Both are put together from the same parts: what was said (``_ACCOUNT``), whose it was, what is done with it
(``_TAKE``, ``_BACK``), what it turned out to be (``_WRONG``), and what opens the thing itself ("that", "saying").
"""

from __future__ import annotations

import re

from ....data import table
from ....text.sought import Sought

# --- parts -----------------------------------------------------------------------------------

_ACCOUNT = (
    r"(?:figure|number|count|toll|report|statement|claim|account|information|estimate|testimony|story|version|sentence|paragraph|post|entry|item|"
    r"announcement|notice|bulletin|word|list|picture|photograph|article|passage|message|tweet|alert|warning)s?"
)
_OWN = r"(?:its|their|his|her|our|my)"
_ITS = rf"(?:{_OWN}|the|an?|that|this)"
_EARLIER = r"(?:earlier |previous |first |original |initial )"
_BE = r"(?:is|was|were|has been|had been)"
_SAYING = r"(?:that|saying|claiming|stating|reporting|suggesting|alleging|which said|in which (?:it|he|she|they) (?:had )?said)"
_TAKE = r"(?:withdr[ae]ws?|withdrew|withdrawn|retract(?:s|ed)?|recant(?:s|ed)?)"
_CALL = r"(?:rescind(?:s|ed)?|revoke[sd]?|recall(?:s|ed)?|disown(?:s|ed)?|delet(?:e|es|ed)|remov(?:e|es|ed)|took down|taken down|pulled|scrubbed)"
_BACK = (
    r"(?:backtrack(?:s|ed)?|row(?:s|ed)? back|walk(?:s|ed)? back|back(?:s|ed)?(?: away)?|climb(?:s|ed)? down)"
)
_TOOK = r"(?:take|takes|took|taken|taking)"
_SORRY = r"(?:apologi[sz](?:e|es|ed)|(?:is|are|was|were) sorry)"
_SAID_ING = r"(?:saying|reporting|claiming|stating|writing|suggesting|alleging|publishing|having (?:said|reported|claimed|stated|written|suggested|alleged))"
_WRONG = r"(?:wrong|incorrect|false|mistaken|an? (?:mistake|error)|mistake|error|erroneous|inaccurate|untrue|withdrawn|retracted)"
_AMISS = (
    r"(?:(?:issued|released|published|given|sent|sent out|posted|printed|made) "
    r"(?:too (?:soon|early|hastily)|prematurely|in error|by mistake|mistakenly))"
)
_WRONGLY = r"(?:wrongly|mistakenly|erroneously|incorrectly|falsely)"
_VERSION = rf"(?:an?|the) {_EARLIER}version of (?:this|the|our) (?:article|story|report|post|item)\b"

# --- what is taken back ----------------------------------------------------------------------

WITHDRAWN = Sought(
    rf"\b{_TAKE}\b(?! (?:from|its (?:troops|forces)|troops|forces|to)\b)"
    rf"|\b{_TOOK} (?:it |this |that |them |(?:\w+ ){{1,3}}{_ACCOUNT} )?back\b(?! (?:to|from|home|in|the|control)\b)"
    rf"|\b{_TOOK} back (?:on \w+ )?(?:part of )?{_ITS} (?:\w+ ){{0,2}}{_ACCOUNT}\b"
    rf"|\bcorrect(?:s|ed)? (?:itself|himself|herself|themselves|ourselves|(?:an|its|our|the|his|her|their) (?:{_EARLIER}|own\b))"
    rf"|\b(?:that|this|it|which|(?:the|our|its|an?) {_EARLIER}?{_ACCOUNT})\s+(?:was|is|were|has been|had been|proved|turned out to be)\s+"
    rf"(?:\w+ )?(?:{_WRONG}|corrected|{_AMISS})\b"
    rf"|\b{_OWN} (?:[a-z]+ ){{0,2}}?{_ACCOUNT} (?:[^.;:,]{{1,80}} )?{_BE} (?:an? )?(?:\w+ )?(?:{_WRONG}|{_AMISS})\b"
    rf"|\b{_BACK}(?: on| from| over)? {_ITS} (?:[a-z]+ ){{0,2}}?{_ACCOUNT}\b"
    rf"|\b{_CALL} {_OWN} (?:[a-z]+ ){{0,2}}?{_ACCOUNT}\b"
    rf"|\b{_VERSION}[^.;]{{0,20}}?\b(?:misstated|misidentified|misspelled|{_WRONGLY}|said|stated|gave|reported|identified|attributed)\b"
    rf"|\b(?:was|were) {_WRONGLY} (?:reported|said|stated|given|counted)\b"
    r"|\b(?:I|he|she|we|they|our source) (?:was|were|had been) (?:mistaken|wrong|in error)\b|\b(?:we|I|they) got (?:it|this|that)(?: \w+)? wrong\b"
    r"|\bmisspoke\b|\b(?:I|he|she|we|they|it) (?:should not have (?:said|reported|claimed|announced)|(?:was|were|had been) (?:wrong|mistaken|in error) (?:when|to))\b"
    rf"|\bthe (?:correct|right|true) {_ACCOUNT} (?:is|was)\b"
    rf"|\b{_SORRY} (?:[^.;:,]{{1,60}}? )?for (?:{_WRONGLY} )?{_SAID_ING}\b"
    r"|\bregrets? (?:the|this|our|its) (?:mistake|error)\b"
    r"|\b(?:was|were|is) (?:a|an) (?:\w+ )?(?:mistake|error|slip) (?:of (?:ours|mine)|on our part|in our)\b"
    rf"|\b(?:it|they|(?:the|our|that|this) (?:\w+ ){{0,4}}{_ACCOUNT}(?: of [\w:.]+)?) no longer (?:stands?|counts?|holds?|appl(?:y|ies))\b"
    rf"|\b(?:it|this|that|the {_ACCOUNT}) should (?:not (?:be used|have left|have been)|come out|be struck|be disregarded)\b",
)

# Said of what others said as well: it takes back only what stands there as said earlier by the one who speaks.
UNTRUE = Sought(
    rf"\b(?:that|this|it|(?:the|our|that) {_ACCOUNT}) (?:is|was|were) not (?:\w+ )?(?:right|correct|accurate|true|so)\b|\b(?:that|this|it) does not\.|\b(?:she|he|it|they) (?:did|had|was|were|has) not\."
    r"|^\W*(?:correct(?:ion|ed)|rectification|erratum)\b|\b(?:we|I) have (?:removed|deleted|struck)\b"
    r"|\b(?:we|I) (?:(?:sincerely|unreservedly|deeply) )?apologi[sz]e\b|\bapologi[sz]es (?:to|for)\b",
    re.IGNORECASE | re.MULTILINE,
)

CORRECTION = re.compile(r"\W*(?:correct(?:ion|ed)|rectification|erratum)\b", re.IGNORECASE)

TOLD_BY = (
    r"(?:said|stated|told|reported|announced|estimated|put|gave|given|spoke of|claimed|wrote|written|published|counted|informed|notified|carried|attribut\w+|"
    r"ascribed|posted|printed)"
)

# Told as said earlier, by the words before it: "On Thursday we said that", "who said on Tuesday that".
_OURS = (
    r"\b(?:(?:we|I)\b(?! (?:were|was|are|am|have been|had been)\b)|our (?:\w+ ){1,3}?|this (?:office|ministry|service|agency|company|newspaper|paper|command|article|page|channel|department|board|report|"
    r"station|headquarters|committee|council)|when this \w+ first appeared,? it|(?:an? )?\w+ of this \w+|(?:an?|the|its) (?:earlier|first|previous|original) (?:version|\w+)(?: of (?:this|the) \w+)?)\b"
    rf"[^.;]{{0,40}}?\b{TOLD_BY}\b|\bour (?:\w+ )?(?:notice|bulletin|statement|report|release|post|communiqu[eé])(?: [^.;]{{0,20}}?)? had\b"
)

# What is taken back follows: "backtracked on its claim that", "withdraws its report of Sunday that", "apologised to N for
# saying that", "misspoke when she said": told as said earlier, by who takes it back.
_THAT = r"(?:that\s*)?$"
_WALKED_BACK = (
    rf"\b(?:{_BACK}(?: on| from| over)?|{_TOOK} back(?:,? \w+,| on \w+)?) {_ITS} (?:[a-z]+ ){{0,2}}?{_ACCOUNT} (?:that|of)\s*$"
    rf"|\b{_SORRY} (?:[^.;:]{{1,80}}? )?for (?:{_WRONGLY} )?{_SAID_ING} {_THAT}"
    rf"|\b(?:misspoke|(?:he|she|they|it|we|I) {_BE} (?:wrong|mistaken|in error)) when (?:he|she|they|it|we|I) (?:had )?(?:said|reported|claimed|stated|announced) {_THAT}"
    rf"|\b(?:he|she|they|it|we|I) (?:{_BE} (?:wrong|mistaken|in error) to|should not have) (?:say|report|claim|state|announce|said|reported|claimed|announced) {_THAT}"
)
WALKED_BACK = re.compile(_WALKED_BACK, re.IGNORECASE)
_CALLED_BACK = rf"\b(?:{_TAKE}|{_CALL}) {_ITS} (?:\w+ ){{0,2}}{_ACCOUNT}\b[^.;]{{0,40}}?\b{_SAYING}\s*$"

_WEEKDAY = "|".join(map(re.escape, table("calendar.json")["weekdays"]))
_MONTH = "|".join(re.escape(name) for names in table("calendar.json")["months"].values() for name in names)
_DATE = rf"(?:(?:{_WEEKDAY})|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH})|(?:{_MONTH}) \d{{1,2}})"

EARLIER = re.compile(
    rf"{_OURS}|\b(?:had|who|which) (?:\w+ )?(?:said|stated|told|reported|announced|estimated|claimed|testified)\b"
    r"|\b(?:earlier|previously|initially|at first|originally|yesterday|last (?:night|week)|this morning)\b[^.;]{0,60}?\b(?:said|stated|told|"
    r"reported|announced|estimated|claimed)\b"
    r"|\b(?:said|stated|told|reported|announced|estimated|claimed)\b[^.;]{0,30}\b(?:earlier|previously|initially|at first|yesterday)\b"
    r"|\b(?:took|takes|take) back\b[^.;]{0,60}\b(?:that|of)\s*$"
    rf"|\bon {_DATE}\b[^.;]{{0,80}}?\b(?:said|stated|told|reported|announced|estimated|claimed)\b"
    rf"|{_WALKED_BACK}|{_CALLED_BACK}",
    re.IGNORECASE,
)

OUR_OWN = re.compile(_OURS, re.IGNORECASE)

YOU_SAID = re.compile(
    r"\byou (?:\w+ )?(?:said|stated|told|reported|announced|claimed|denied|insisted)\b", re.IGNORECASE
)

# What a mistake was about: "its message early on Friday about a breach", "and that message about the dam?"
ABOUT = re.compile(
    rf"\b(?:its|their|his|her|our|my|your|that|the) (?:[a-z]+ ){{0,2}}?{_ACCOUNT}\b(?P<about> [^.;:?,]{{1,80}}?)"
    r"(?=\W*$|[?.;,]| (?:was|were|has been|had been) )",
    re.IGNORECASE,
)

# Words that only their own speaker can say: not "after its owner withdrew the figure".
OWN_WORDS = re.compile(
    rf"\b(?:its|their|his|her) (?:[a-z]+ ){{0,2}}?{_ACCOUNT}\b"
    r"|\b(?:we|I|ours?|my|mine|us|he|she|they)\b|\b(?:that|this|it|which|the (?:correct|right|true)|(?:the|an?|that) (?:earlier |previous |first )?"
    rf"{_ACCOUNT})\s+(?:\w+ )?(?:is|was|were|has been|had been|proved|turned)\b",
    re.IGNORECASE,
)

# A number handed on: "88, a figure communicated to his office by the operator, Tarn Lines".
GIVEN_BY = re.compile(
    r"\b(?:(?:communicated|given|provided|supplied|passed|furnished|released|submitted|handed|sent|issued|reported|made available)"
    r"(?: \w+){0,4} by|(?:figure|number|count|toll|list|information|data)s? (?:from|of)|according to|based on)\b(?=(?P<rest>[^.]{0,80}))",
    re.IGNORECASE,
)

# "Some papers have printed that S. This is untrue": a denial of others, and nothing taken back.
OTHERS_SAID = re.compile(
    r"\b(?:(?:news)?papers?|media|press|outlets?|others|some|people|posts?|websites?|rumou?rs?)\b[^.;]{0,30}"
    r"\b(?:printed|written|reported|claim(?:s|ed)?|alleged?s?|published|writ(?:es?|ing)|says?|said|spread|circulat\w+)\b",
    re.IGNORECASE,
)

SENTENCE = re.compile(r"[.!?…][\"”’)]*\s+(?=[A-Z“\"])|\n+")

# A number that is called a mistake by its own name: "twelve was a mistake of ours", "the number of nine no longer stands".
CALLED = re.compile(
    rf"^\W*(?:the (?:{_ACCOUNT}|number) (?:of )?)?(?P<number>[a-z]+|\d[\d,]*)\b(?: \w+){{0,3}}? (?:was|is|were|no longer|should)\b",
    re.IGNORECASE,
)

OF_SO_MANY = re.compile(
    rf"\b(?:its|their|our|the|his|her) (?:\w+ )?{_ACCOUNT} of (?:some |about )?(?P<number>[a-z]+|\d[\d,]*)\b",
    re.IGNORECASE,
)

WAS_GIVEN = re.compile(
    r"\b(?:was|were|had been) (?:given|put|stated|listed|entered) (?:as|at)\b", re.IGNORECASE
)
