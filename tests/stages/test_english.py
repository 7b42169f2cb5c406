"""What is saved in the parse changes nothing: every token is as the whole model gives it, run by its own library."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import spacy

from twosource.language.english import MODEL, English
from twosource.language.word_classes import _named
from twosource.model import Parse

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
ODD = (
    "",
    " ",
    "  \n ",
    "Okay",
    "He  said:   wait .",
    "Let's go, he ain't here; I'm gonna ask 'em, y'all. C'mon, we gotta leave.",
    "There is a ferry. There's a second; there were three, and there 're more.",
    "The U.S. Navy said on Tuesday that 3,000 men had been killed or hurt near Port Ashby, Norland's capital.",
    "She's been told that it's theirs. That's what they'd have done, hadn't they?",
    "PORT ASHBY, Norland - Admiral Ilse Brandt, 54, denied it: \"We don't know who did.\"",
    'Norland Rail Co. and the Bank of Astrin paid $4.5 million, up 12%, in May 2024.\tIt rose again.',
)  # fmt: skip


@cache
def whole() -> Any:
    return spacy.load(MODEL)


@cache
def ours() -> English:
    return English()


def rows(doc: Any) -> list[tuple[object, ...]]:
    return [
        (t.idx, t.text, t.lemma_, t.pos_, t.tag_, t.dep_, t.ent_type_, t.ent_iob_ == "B")
        for t in doc
        if not t.is_space
    ]


def heads(doc: Any) -> list[int]:
    """The place of each word's head among the words; white space is nobody's head."""
    kept = {t.i: at for at, t in enumerate(t for t in doc if not t.is_space)}
    found = []
    for t in doc:
        if not t.is_space:
            head = t.head
            while head.i not in kept and head.head is not head:
                head = head.head
            found.append(kept.get(head.i, kept[t.i]))
    return found


def same(texts: Sequence[str]) -> None:
    for text, doc, parse in zip(texts, whole().pipe(texts), ours().parse(texts), strict=True):
        found = [(t.start, t.text, t.lemma, t.pos, t.tag, t.dep, t.ent, t.ent_start) for t in parse.tokens]
        assert found == rows(doc), text
        assert [t.head for t in parse.tokens] == heads(doc), text
        assert sentences(parse) == [
            len([t for t in s if not t.is_space]) for s in doc.sents if s.text.strip()
        ]


def sentences(parse: Parse) -> list[int]:
    return [one.last - one.first for one in parse.sentences]


def test_odd_texts_are_as_the_whole_model_gives_them() -> None:
    same(ODD)


def test_the_example_is_as_the_whole_model_gives_it() -> None:
    texts = [line for path in sorted(EXAMPLES.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    assert len(texts) > 20
    same([line for line in texts if line.isascii() and "(" not in line and not line.isupper()])


def test_soups_of_words_are_as_the_whole_model_gives_them() -> None:
    chance = random.Random(5)
    words = " ".join(ODD).split()
    same([" ".join(chance.choice(words) for _ in range(chance.randrange(1, 70))) for _ in range(80)])


def test_what_is_remembered_does_not_depend_on_what_was_read_before() -> None:
    fresh = English()
    backwards = list(fresh.parse(list(reversed(ODD))))
    assert list(reversed(backwards)) == list(ours().parse(ODD))


def test_rules_of_a_kind_that_is_not_known_are_not_passed_over() -> None:
    with pytest.raises(ValueError, match="not known here"):
        _named([[{"TAG": "NN", "SHAPE": "Xxx"}]])
    with pytest.raises(ValueError, match="not known here"):
        _named([[{"LOWER": {"NOT_IN": ["the"]}}]])
