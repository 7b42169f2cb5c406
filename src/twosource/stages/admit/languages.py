"""Which language a text is in: by its own script, by its little words, and only then by a model."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Any

from ... import data

SAMPLE = 4000  # characters that are looked at: the statistics are settled long before
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"^([a-zA-Z]{2,3})(?:[-_].*)?$")


def language_of(text: str, declared: str | None = None) -> str:
    """An ISO 639 code; the declared language where the text is too short to tell, "und" where there is none."""
    stated = _CODE.match((declared or "").strip())
    known = stated[1].lower() if stated else "und"
    words = _WORD.findall(text[:SAMPLE].lower())
    letters = sum(map(len, words))
    if letters < 12:
        return known
    found = _by_script("".join(words)[:600]) or _by_letters(words) or _by_words(words, sure=letters < 400)
    if found:
        return found
    if letters < 60 and known != "und":
        return known
    code, confidence = _model().classify(text[:SAMPLE])
    return str(code) if confidence >= (0.5 if letters >= 60 else 0.8) else known


def _by_script(sample: str) -> str | None:
    counts = Counter(unicodedata.name(c, "?").split()[0] for c in sample if c > "\u036f")
    if counts["HIRAGANA"] + counts["KATAKANA"] > 0.1 * len(sample):
        return "ja"
    scripts: dict[str, str] = data.table("function_words.json")["scripts"]
    return next(
        (scripts[s] for s, n in counts.most_common(1) if s in scripts and n > 0.4 * len(sample)), None
    )


def _by_letters(words: list[str]) -> str | None:
    """Cyrillic languages by letters that only one of them has."""
    used = set("".join(words))
    rows: dict[str, list[str]] = data.table("function_words.json")["letters"]
    fits = [code for code, (own, never) in rows.items() if used & set(own) and not used & set(never)]
    return fits[0] if len(fits) == 1 else None


def _by_words(words: list[str], sure: bool) -> str | None:
    """The language whose little words make up the largest share, where it leads clearly."""
    if len(words) < 4:
        return None
    counts = Counter(words)
    shares = sorted(
        ((sum(counts[w] for w in little) / len(words), sum(w in counts for w in little), code)
         for code, little in _little().items()), reverse=True,
    )  # fmt: skip
    (best, kinds, code), (second, _, _) = shares[0], shares[1]
    enough = 0.2 if sure else 0.12
    return code if best >= enough and kinds >= (3 if sure else 5) and best >= 1.6 * second else None


@cache
def _little() -> dict[str, tuple[str, ...]]:
    return {code: tuple(words) for code, words in data.table("function_words.json")["words"].items()}


@cache
def _model() -> Any:
    """py3langid's naive Bayes model with calibrated shares (about a second to load, so it is the last resort)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
