"""The words by which something is taken back, and by which it is told as said earlier."""

from __future__ import annotations

import re

from ....data import table
from ....text.sought import Sought

_NUMBER = (
    r"(?:figure|number|count|toll|report|statement|claim|account|information|estimate|testimony|story|version|sentence|paragraph|post|entry|item|"
    r"announcement|notice|bulletin|word|list|picture|photograph|article|passage|message)s?"
)

WITHDRAWN = Sought(
    rf"\b(?:withdr[ae]ws?|withdrew|withdrawn|retract(?:s|ed)?|recant(?:s|ed)?)\b(?! (?:from|its (?:troops|forces)|troops|forces|to)\b)"
    rf"|\b(?:take|takes|took|taken) (?:it |this |that |them |(?:\w+ ){{1,3}}{_NUMBER} )?back\b(?! (?:to|from|home|in|the|control)\b)"
    rf"|\b(?:take|takes|took|taken|taking) back (?:on \w+ )?(?:part of )?(?:its|their|his|her|our|the|that|this|an?) (?:\w+ ){{0,2}}{_NUMBER}\b"
    rf"|\bcorrect(?:s|ed)? (?:itself|himself|herself|themselves|ourselves|(?:an|its|our|the|his|her|their) (?:earlier|previous|first|own)\b)"
    rf"|\b(?:that|this|it|which|(?:the|our|its|an?) (?:earlier |previous |first )?{_NUMBER})\s+(?:was|is|were|has been|had been|proved|turned out "
    r"to be)\s+(?:\w+ )?(?:wrong|incorrect|false|mistaken|an? (?:mistake|error)|erroneous|inaccurate|untrue|withdrawn|retracted|corrected|"
    r"(?:issued|released|published|given) (?:too (?:soon|early|hastily)|prematurely|in error|by mistake))\b"
    rf"|\b(?:its|their|his|her|our|my) (?:[a-z]+ ){{0,2}}?{_NUMBER} (?:[^.;:,]{{1,80}} )?(?:was|were|has been|had been) (?:an? )?(?:\w+ )?"
    r"(?:wrong|incorrect|false|mistaken|mistake|error|erroneous|inaccurate|untrue|withdrawn|retracted)\b"
    rf"|\b(?:backtrack(?:s|ed)?|row(?:s|ed)? back|walk(?:s|ed)? back|back(?:s|ed)? away|climb(?:s|ed)? down)(?: on| from| over)? (?:its|their|his|her|the) "
    rf"(?:[a-z]+ ){{0,2}}?{_NUMBER}\b"
    r"|\b(?:an?|the) (?:earlier|previous|original|first) version of (?:this|the|our) (?:article|story|report|post|item)\b[^.;]{0,20}?\b"
    r"(?:misstated|misidentified|misspelled|incorrectly|wrongly|mistakenly|erroneously|said|stated|gave|reported|identified|attributed)\b"
    r"|\b(?:was|were) (?:wrongly|mistakenly|erroneously) (?:reported|said|stated|given|counted)\b"
    r"|\b(?:I|he|she|we|they|our source) (?:was|were|had been) (?:mistaken|wrong|in error)\b|\b(?:we|I|they) got (?:it|this|that)(?: \w+)? wrong\b"
    rf"|\bthe (?:correct|right|true) {_NUMBER} (?:is|was)\b"
    r"|\bregrets? (?:the|this|our|its) (?:mistake|error)\b"
    r"|\b(?:was|were|is) (?:a|an) (?:\w+ )?(?:mistake|error|slip) (?:of (?:ours|mine)|on our part|in our)\b"
    rf"|\b(?:it|they|(?:the|our|that|this) (?:\w+ ){{0,4}}{_NUMBER}(?: of [\w:.]+)?) no longer (?:stands?|counts?|holds?|appl(?:y|ies))\b"
    rf"|\b(?:it|this|that|the {_NUMBER}) should (?:not (?:be used|have left|have been)|come out|be struck|be disregarded)\b",
)

# Said of what others said as well: it takes back only what stands there as said earlier by the one who speaks.
UNTRUE = Sought(
    rf"\b(?:that|this|it|(?:the|our|that) {_NUMBER}) (?:is|was|were) not (?:\w+ )?(?:right|correct|accurate|true|so)\b|\b(?:that|this|it) does not\.|\b(?:she|he|it|they) (?:did|had|was|were|has) not\."
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

# "backtracked on its claim that", "walked back his statement that": what its own speaker no longer says.
_WALKED_BACK = (
    r"\b(?:back(?:track)?(?:s|ed)?(?: away)?|row(?:s|ed)? back|walk(?:s|ed)? back|climb(?:s|ed)? down)(?: on| from| over)? "
    rf"(?:its|their|his|her|the) (?:[a-z]+ ){{0,2}}?{_NUMBER} (?:that|of)\s*$"
    r"|\b(?:takes?|took) back(?:, \w+,| on \w+)? "
    rf"(?:its|their|his|her|the|an?) (?:[a-z]+ ){{0,2}}?{_NUMBER} (?:that|of)\s*$"
)
WALKED_BACK = re.compile(_WALKED_BACK, re.IGNORECASE)

# "withdraws its report of Sunday that": what follows is told as said earlier, by who takes it back.
_CALLED_BACK = (
    r"\b(?:withdr[ae]w[sn]?|withdrew|retract(?:s|ed)?|recant(?:s|ed)?|rescind(?:s|ed)?|revoke[sd]?|recall(?:s|ed)?) "
    rf"(?:its|their|his|her|our|my|the|an?) (?:\w+ ){{0,2}}?{_NUMBER}\b[^.;]{{0,40}}?\b(?:that|saying|claiming|stating)\s*$"
)

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
    rf"\b(?:its|their|his|her|our|my|your|that|the) (?:[a-z]+ ){{0,2}}?{_NUMBER}\b(?P<about> [^.;:?,]{{1,80}}?)"
    r"(?=\W*$|[?.;,]| (?:was|were|has been|had been) )",
    re.IGNORECASE,
)

# Words that only their own speaker can say: not "after its owner withdrew the figure".
OWN_WORDS = re.compile(
    rf"\b(?:its|their|his|her) (?:[a-z]+ ){{0,2}}?{_NUMBER}\b"
    r"|\b(?:we|I|ours?|my|mine|us|he|she|they)\b|\b(?:that|this|it|which|the (?:correct|right|true)|(?:the|an?|that) (?:earlier |previous |first )?"
    rf"{_NUMBER})\s+(?:\w+ )?(?:is|was|were|has been|had been|proved|turned)\b",
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
    rf"^\W*(?:the (?:{_NUMBER}|number) (?:of )?)?(?P<number>[a-z]+|\d[\d,]*)\b(?: \w+){{0,3}}? (?:was|is|were|no longer|should)\b",
    re.IGNORECASE,
)

OF_SO_MANY = re.compile(
    rf"\b(?:its|their|our|the|his|her) (?:\w+ )?{_NUMBER} of (?:some |about )?(?P<number>[a-z]+|\d[\d,]*)\b",
    re.IGNORECASE,
)

WAS_GIVEN = re.compile(
    r"\b(?:was|were|had been) (?:given|put|stated|listed|entered) (?:as|at)\b", re.IGNORECASE
)
