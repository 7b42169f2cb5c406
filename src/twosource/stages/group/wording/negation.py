"""Whether a text is negated: a negation counts where it belongs to the main clause, not to what hangs on it."""

from __future__ import annotations

import re

from ....data.numerals import spelled

_NUMBER = "|".join(spelled(20)[1:])
_NEGATIVE = re.compile(
    rf"\bno\b(?! (?:more|less|fewer|doubt|later|longer than)\b)|(?<!, )(?<!and )\bnot\b(?! (?:only|just|merely|simply|solely|alone)\b)|\band not\b(?! (?:only|just|merely|simply|solely|alone|by|in|at|from|to|for|with|on|the|{_NUMBER})\b| \d)|n['’]t\b"
    r"|\b(?:never|none|nobody|nothing|neither|nor|cannot)\b",
    re.IGNORECASE,
)
# What turns a negation round: "did not deny". Two plain ones do not: "fired no shot, nor did it move".
# What somebody ceased to do they no longer do: "stopped taking in patients", "lost the habit of locking the gate".
_REFUSED = re.compile(
    r"\b(?:denie[sd]|deny(?:ing)?|reject(?:s|ed|ing)?|refute[sd]?|false|untrue|wrong)\b"
    r"|\b(?:stop(?:s|ped|ping)?|ceas(?:es?|ed|ing)|quit|g(?:ives?|ave|iven|iving) up) (?!(?:noth|someth|everyth|anyth)ing)[a-z]{2,}ing\b"
    r"|\bceas(?:es?|ed|ing) to \w+|\blost the habit of\b",
    re.IGNORECASE,
)
# Without one of these nothing is negated, whatever is taken out of a text before it is looked at.
_SIGN = re.compile(
    rf"\bno(?:t|r|ne|body|thing)?\b|n['’]t\b|\b(?:never|neither|cannot)\b|{_REFUSED.pattern}", re.IGNORECASE
)
_ASIDE = re.compile(
    r"(?<=\w)[\s,]+(?:who|which|whom|whose|because|although|though|unless|since|while)\b[^,;.]*|,\s+\w{3,}ing\b[^;.]*",
    re.IGNORECASE,
)
_GONE = re.compile(  # a lack, and no denial
    r"\b(?:none|nothing|no \w+) (?:was |were )?left\b|\bthere (?:is|was|were) none\b|\bwith (?:[^,;.:]{0,60}? (?:and|but) )?(?:no|not a single) \w+",
    re.IGNORECASE,
)
_UNSAID = re.compile(  # who does not speak of a thing does not deny it
    r"\b(?:(?:do|does|did|would|will|could|can) not|cannot|(?:do|does|did|would|could|ca|wo)n[’']t) (?:\w+ )?"
    r"(?:comment|express|discuss|speak|speculate|judge|take (?:a|any) (?:position|view|side)|go into|be drawn)\b"
    r"|\b(?:takes?|took|has|have|had) (?:no (?:position|view|comment|opinion)|nothing (?:to|more to) (?:say|add|report))\b",
    re.IGNORECASE,
)
# What is not new has been before, and what is no surprise has happened: nothing is denied.
_KNOWN = re.compile(
    r"(?:\bnot|n[’']t|\bhardly|\bnothing|\bno) (?:(?:at all|exactly|anything|quite|even) )?"
    r"(?:new|unusual|uncommon|rare|unknown|unheard[- ]of|unprecedented|surprising|surprise|surprised|secret|wonder|coincidence|accident that|strangers?)\b",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"^\W*(?:no|yes|well|oh|nonsense)[,.;:!–—-]+\s+(?=\w)", re.IGNORECASE)
# What opens a clause that goes before the main one, and ends with its comma or colon: "When we came, nobody was there".
_BEFORE = re.compile(
    r"^\W*(?:when|while|after|before|although|though|because|since|as if|as though|if|as soon as|until|unless|even if)\b[^,:;]*[,:]\s+",
    re.IGNORECASE,
)
# Words behind which "that" opens what is said, and not what is told beside a noun.
_TOLD = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|stat(?:e|es|ed)|claim(?:s|ed)?|insist(?:s|ed)?|maintain(?:s|ed)?|add(?:s|ed)|confirm(?:s|ed)?|found|finds?|know|knew|knows|think|thinks|thought|believes?|"
    r"believed|shows?|showed|shown|learnt|learned|told|tell|tells|announced|denie[sd]|agreed|means?|meant|so|now|sure|certain|true|clear|word|such|fact|is|was|not|all|find|establish(?:ed)?|conclude[sd]?|reports?|reported|us|me|them|him|her|possible|likely|out)\W*$",
    re.IGNORECASE,
)
# Where the main clause ends and another begins that has its own negation.
_AFTER = re.compile(
    r"[;:]\s|\s[–—-]{1,2}\s|[.!?…][\"”’)]*\s|,\s+(?:and|but|so|yet)\b|,?\s+and (?:that|there|they|he|she|we|it|I|its|his|her|their)\b"
    r"|,?\s+and (?:had|have|has|paid|pays?|took|takes?|made|makes?|left|leaves|gave|gives?|showed|shows?|wasted|lost) no\b"
    r"|,?\s+(?:when|until|till|before|after|as if|as though|unless|whereas)\b|\s+that\b(?P<that>)",
    re.IGNORECASE,
)
_LEAST = 4  # words that a main clause has at least


# "Colony No. 9", "No 10": a number, and nothing denied.
_NUMBERED = re.compile(r"\b(?:No(?=\.? ?\d)|no(?=\. ?\d))")


def numbered(text: str) -> str:
    """The text, as long as it was, with "No. 9" written so that it denies nothing."""
    return _NUMBERED.sub("nr", text)


def negated(text: str, anywhere: bool = False) -> bool:
    """True where the main clause of a text is negated, or any of its clauses; what denies a negation takes it back."""
    text = numbered(text)
    if _SIGN.search(text) is None:
        return False
    main = _ASIDE.sub(
        " ", _UNSAID.sub("silent", _GONE.sub("gone", _KNOWN.sub("known", _ANSWER.sub("", text))))
    )
    main = main if len(main.split()) > 2 else text
    main = main if anywhere else _main(main)
    return (_NEGATIVE.search(main) is not None) != (len(_REFUSED.findall(main)) % 2 == 1)


def _main(text: str) -> str:
    """The main clause of a text, as far as its joints tell."""
    before = _BEFORE.match(text)
    if before and len(text[before.end() :].split()) >= _LEAST:
        text = text[before.end() :]
    for joint in _AFTER.finditer(text):
        head = text[: joint.start()]
        beside = joint["that"] is not None
        if beside and _TOLD.search(head):
            continue
        comma = text.find(",", joint.end()) if beside else -1
        if comma > 0:  # "the coach that everybody looked for, it turned out, never left"
            return _main(head + text[comma:])
        if len(head.split()) >= _LEAST:
            return head
    return text
