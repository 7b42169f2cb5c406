"""Which letters a language writes: an encoding is the right one where its letters are of one language."""

from __future__ import annotations

import unicodedata

# The letters of each language beside a to z, the small ones.
_LETTERS = (
    "äöüß",  # German
    "àâæçéèêëîïôœùûü",  # French
    "áéíóúñü",  # Spanish
    "áâãàçéêíóôõúü",  # Portuguese
    "àèéìíîòóùú",  # Italian
    "àçèéíïòóúü·",  # Catalan
    "äëéèêïóöü",  # Dutch
    "åäöé",  # Swedish, Finnish
    "æøåéòôê",  # Danish, Norwegian
    "áæéíóúýþöð",  # Icelandic
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîșțşţ",  # Romanian
    "çğıîöşüâû",  # Turkish
    "čćđšž",  # Bosnian, Croatian, Slovene
    "äõöšüž",  # Estonian
    "āčēģīķļņšūž",  # Latvian
    "ąčęėįšųūž",  # Lithuanian
    "çë",  # Albanian
)
_ALPHABETS = tuple(frozenset(letters) for letters in _LETTERS)
_MARKS = frozenset("'’‘ʼ‐‑–—…„“”‚«»‹›·™®©°ªº€£§´`\u00ad")


def one_language(text: str) -> tuple[float, int]:
    """The share of what is not ASCII that one language writes, and of how many letters and marks that is.

    What no language writes counts against it: a capital after a small letter, a sign inside a word, and signs of
    drawing anywhere.
    """
    letters: list[str] = []
    wrong = marks = 0
    for before, letter, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if letter.isascii():
            continue
        inside = before.isalpha() and after.isalpha()
        if letter.isalpha():
            if letter.isupper() and before.islower():
                wrong += 1
            else:
                letters.append(letter.lower()[0])
        elif letter in _MARKS:
            marks += 1
        elif inside or unicodedata.category(letter) in ("So", "Sm", "Sk", "Cc"):
            wrong += 1
    right = marks + max(sum(letter in alphabet for letter in letters) for alphabet in _ALPHABETS)
    return right / max(1, marks + len(letters) + wrong), marks + len(letters)
