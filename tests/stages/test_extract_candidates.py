"""Who says what, and by which words: each construction with its source, its cue and its content."""

from __future__ import annotations

import pytest

from tests.reading import read
from twosource.stages.extract import Candidate, candidates, extract

Shown = tuple[str | None, str, tuple[str, ...]]


def shown(text: str) -> list[Shown]:
    """Source, cue and parts of every candidate, as text."""

    def words(start: int, end: int) -> str:
        return text[start:end]

    return [
        (
            words(c.source.start, c.source.end) if c.source else None,
            words(c.cue[0].start, c.cue[0].end),
            tuple(words(p.start, p.end) for p in c.parts),
        )
        for c in candidates(read(text))
    ]


def one(text: str) -> Candidate:
    """The only candidate of a text."""
    (found,) = candidates(read(text))
    return found


@pytest.mark.parametrize(
    ("text", "source", "cue", "parts"),
    [
        # the speaker behind the verb, where the parse hangs it from the clause that is said
        (
            "The roof came down all at once, recalled Tom Belk, the organist.",
            "Tom Belk, the organist", "recalled", ["The roof came down all at once"],
        ),
        (
            "Nobody had rung the bell, explained the head teacher, Olga Maas.",
            "the head teacher, Olga Maas", "explained", ["Nobody had rung the bell"],
        ),
        # named by a description and a name in which a word is no name by itself
        (
            "Five thousand people marched, the organisers, Clean Air Now, said.",
            "the organisers, Clean Air Now", "said", ["Five thousand people marched"],
        ),
        (
            "According to the organisers, Clean Air Now, five thousand people marched.",
            "the organisers, Clean Air Now", "According to", ["five thousand people marched"],
        ),
        # without a comma behind the source
        (
            "The Courier wrote that according to the mayor the dam had a crack.",
            "the mayor", "according to", ["the dam had a crack"],
        ),
        (
            "According to the man the police arrested, the shop was empty.",
            "the man the police arrested", "According to", ["the shop was empty"],
        ),
        # papers and pictures, with how they are known
        (
            "The tower fell at noon, documents obtained by the Courier show.",
            "documents obtained by the Courier", "show", ["The tower fell at noon"],
        ),
        (
            "The tower fell at noon, a film circulating online showed.",
            "a film circulating online", "showed", ["The tower fell at noon"],
        ),
        # two things told of one, and then by whom
        (
            "The pilot had a seat and gave it up at noon, as the Courier reports.",
            "the Courier", "reports", ["The pilot had a seat and gave it up at noon"],
        ),
        # a clause that the parse tears in two
        (
            "Two employees of Selm Valley Water have told the Capital Times that gate three of the Orle spillway had been jammed since May.",
            "Two employees of Selm Valley Water", "have told",
            ["that gate three of the Orle spillway had been jammed since May"],
        ),
        # said together: a verb with its noun, a phrase, a share of those asked
        (
            "The inspectors cast doubt on the owner's count.",
            "The inspectors", "cast doubt on", ["the owner's count"],
        ),
        (
            "The bishop spoke in favour of the new bridge.",
            "The bishop", "spoke", ["the new bridge"],
        ),
        (
            "In a poll, 60 percent of islanders said the ferry was unsafe.",
            "a poll", "In", ["60 percent of islanders said the ferry was unsafe"],
        ),
        (
            "The mayor made clear that the quay would stay shut.",
            "The mayor", "made clear", ["the quay would stay shut"],
        ),
        (
            "As the owner told the Courier, two men were arrested.",
            "the owner", "told", ["two men were arrested"],
        ),
        (
            "As reported by the Courier, the bridge has been closed.",
            "the Courier", "reported", ["the bridge has been closed"],
        ),
        (
            "The Courier has it that the divers can reach the hull at low water.",
            "The Courier", "has it", ["the divers can reach the hull at low water"],
        ),
        (
            "The captains were firm in their support for the strike.",
            "The captains", "were firm in their support for", ["the strike"],
        ),
        (
            'The owner accused the port of greed "on a grand scale".',
            "The owner", "accused", ['the port of greed "on a grand scale"'],
        ),
        (
            "The board has come to the conclusion that the quay was unsafe.",
            "The board", "has come to the conclusion", ["the quay was unsafe"],
        ),
        (
            "The hole in the square measures nine metres, said Pia Loring, an analyst with Orbis Lens.",
            "Pia Loring, an analyst with Orbis Lens", "said", ["The hole in the square measures nine metres"],
        ),
        (
            "The engine failed on the slope, about which Captain Ida Roe told the press.",
            "Captain Ida Roe", "told", ["The engine failed on the slope"],
        ),
        # a dateline is no part of who speaks
        (
            "PORT ASHBY, Norland, June 17 (TPA) - Velmark on Tuesday denied bombing the market.",
            "Velmark", "denied", ["bombing the market"],
        ),
        # clauses
        ("The ministry said that nine boats had sunk.", "The ministry", "said", ["nine boats had sunk"]),
        ("Nine boats had sunk, the ministry said.", "the ministry", "said", ["Nine boats had sunk"]),
        (
            "Nine boats sank off the cape on Monday, harbour master Ada Roe said.",
            "harbour master Ada Roe", "said", ["Nine boats sank off the cape on Monday"],
        ),
        (
            "The flood, the mayor said, has ruined forty houses.",
            "the mayor", "said", ["The flood", "has ruined forty houses"],
        ),
        (
            "The ferry carried ninety people and a crew of six, its owner, Norline, said in a statement.",
            "its owner, Norline", "said", ["The ferry carried ninety people and a crew of six"],
        ),
        (
            "Twelve men were below when the roof fell, Ida Holt, the company's spokeswoman, said on Monday.",
            "Ida Holt, the company's spokeswoman", "said", ["Twelve men were below when the roof fell"],
        ),
        (
            "As the coastguard has pointed out, the channel is too shallow for tankers.",
            "the coastguard", "has pointed out", ["the channel is too shallow for tankers"],
        ),
        ("The mayor told reporters that the bridge was safe.", "The mayor", "told", ["the bridge was safe"]),
        (
            "The mayor made it clear that the bridge would stay closed.",
            "The mayor", "made it clear", ["the bridge would stay closed"],
        ),
        # according to
        (
            "Forty people were hurt, according to the fire service.",
            "the fire service", "according to", ["Forty people were hurt"],
        ),
        (
            "According to the fire service, forty people were hurt.",
            "the fire service", "According to", ["forty people were hurt"],
        ),
        # quotations
        ('"We lost everything," said Ada Roe.', "Ada Roe", "said", ["We lost everything"]),
        ('Ada Roe said: "We lost everything."', "Ada Roe", "said", ["We lost everything."]),
        (
            '"We lost everything," Ada Roe said. "The house is gone."',
            "Ada Roe", "said", ["We lost everything", "The house is gone."],
        ),
        (
            '"We lost," Ada Roe said, "everything we had built."',
            "Ada Roe", "said", ["We lost", "everything we had built."],
        ),
        ("‘We lost everything,’ said Ada Roe.", "Ada Roe", "said", ["We lost everything"]),
        (
            '"The road is the one thing we had left." - Ada Roe',
            "Ada Roe", "-", ["The road is the one thing we had left."],
        ),
        (
            "The brigade wrote on its channel: \"The village is ours. Nobody was hurt.\"",
            "The brigade", "wrote", ["The village is ours. Nobody was hurt."],
        ),
        # infinitives, objects, predicates, prepositions
        ("The union vowed to stay out for a month.", "The union", "vowed", ["to stay out for a month"]),
        (
            "The union urged the owners to reopen the talks.",
            "The union", "urged", ["the owners to reopen the talks"],
        ),
        (
            "The ministry confirmed the capture of two sailors.",
            "The ministry", "confirmed", ["the capture of two sailors"],
        ),
        ("The mayor blamed the owners for the delay.", "The mayor", "blamed", ["the owners for the delay"]),
        ("The mayor called the plan a disgrace.", "The mayor", "called", ["the plan a disgrace"]),
        (
            "The mayor described the plan as a disgrace.",
            "The mayor", "described", ["the plan as a disgrace"],
        ),
        ("The institute put the quake at 6.1.", "The institute", "put", ["the quake at 6.1"]),
        ("The agency warned of a second flood.", "The agency", "warned of", ["a second flood"]),
        ("The mayor called for a public inquiry.", "The mayor", "called for", ["a public inquiry"]),
        # nouns and adjectives
        (
            "The mayor's claim that the dam was sound has angered villagers.",
            "The mayor's", "claim", ["the dam was sound"],
        ),
        (
            "The mayor expressed concern about the state of the dam.",
            "The mayor", "expressed concern about", ["the state of the dam"],
        ),
        (
            "The company issued a statement saying the dam was sound.",
            "The company", "issued a statement saying", ["the dam was sound"],
        ),
        (
            "The mayor was confident that the dam would hold.",
            "The mayor", "was confident", ["the dam would hold"],
        ),
        # the passive
        ("The owners were accused of neglect by the union.", "the union", "were accused", ["The owners", "of neglect"]),
        (
            "It has been confirmed that two sailors were captured.",
            None, "has been confirmed", ["two sailors were captured"],
        ),
        ("The ship is believed to have sunk.", None, "is believed", ["The ship", "to have sunk"]),
        # relative, participial and conjoined cues
        (
            "A report by the auditors, which warned that the dam was weak, was ignored.",
            "which", "warned", ["the dam was weak"],
        ),
    ],
)  # fmt: skip
def test_a_construction_gives_its_source_cue_and_content(
    text: str, source: str | None, cue: str, parts: list[str]
) -> None:
    assert (source, cue, tuple(parts)) in shown(text), shown(text)


@pytest.mark.parametrize(
    "aside", ["asking not to be named", "speaking on condition of anonymity", "declining to give a number"]
)
def test_what_a_speaker_does_in_saying_it_is_not_what_is_said(aside: str) -> None:
    told = shown(f"The tiger had jumped the moat, a keeper said, {aside}.")
    assert ("a keeper", "said", ("The tiger had jumped the moat",)) in told


def test_a_second_deed_of_one_subject_is_no_speaker_behind_its_verb() -> None:
    assert not any(
        who == "Tom Belk" for who, _, _ in shown("The crowd rose and cheered, then thanked Tom Belk.")
    )
    assert not any(who == "the plan" for who, _, _ in shown("The mayor rose at noon, explained the plan."))


def test_a_relative_pronoun_comes_with_what_it_stands_for() -> None:
    text = "The auditors, who warned that the dam was weak, were ignored."
    found = one(text)
    assert found.antecedent is not None
    assert text[found.antecedent.start : found.antecedent.end].startswith("The auditors")


def test_conjoined_and_participial_cues_have_the_speaker_of_the_first() -> None:
    text = (
        "The mayor said the dam was sound and added that nobody had been hurt, noting that the road was open."
    )
    assert [(source, cue) for source, cue, _ in shown(text)] == [
        ("The mayor", "said"), ("The mayor", "added"), ("The mayor", "noting"),
    ]  # fmt: skip
    assert shown(text)[0][2] == ("the dam was sound",)


def test_what_an_outlet_reports_that_somebody_said_is_told_twice_and_marked() -> None:
    outer, inner = candidates(read("The Ferry Times reported that Ms Berg said the bridge was closed."))
    assert outer.content.start <= inner.cue[0].start < outer.content.end
    assert inner.features["nested"] == 1.0
    assert "nested" not in outer.features


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    text = (
        '"The water came at night," Ada Roe said. "We ran.\n\n"Then the wall fell."\n\nThe street is empty.'
    )
    (_, _, parts), *_ = shown(text)
    assert parts == ("The water came at night", "We ran.", "Then the wall fell.")


def test_a_cue_at_the_end_of_a_paragraph_introduces_the_next() -> None:
    assert shown('Ada Roe said:\n\n"The water came at night and we ran."') == [
        ("Ada Roe", "said", ("The water came at night and we ran.",))
    ]


@pytest.mark.parametrize(
    "text",
    [
        'The so-called "miracle" harvest failed in the north.',
        'He sang in "The Long Winter" for nine years.',
        "The river rose by two metres in the night.",
    ],
)
def test_words_in_marks_and_plain_reports_are_nobody_s_speech(text: str) -> None:
    assert shown(text) == []


def test_a_quotation_without_a_speaker_is_left_out() -> None:
    assert (
        shown(
            'The lights went out at nine. "Nobody had told us that the plant was shut." The street was dark.'
        )
        == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "The fear that the dam would break emptied the valley.",
        "A group backing the mayor hired the hall.",
    ],
)
def test_what_nobody_is_said_to_hold_is_nobody_s_stance(text: str) -> None:
    assert candidates(read(text)) == ()


def test_one_of_several_officials_can_signal_something() -> None:
    (told,) = extract(read("Only one of the nine captains has signalled he might sail."))
    assert told.attribution.chain[-1].name == "Only one of the nine captains"


def test_a_sentence_before_a_quotation_is_told_as_well() -> None:
    text = 'Two people drowned in the flood, fire chief Ann Low said. "We had no warning at all."'
    assert shown(text) == [
        ("fire chief Ann Low", "said", ("Two people drowned in the flood",)),
        ("fire chief Ann Low", "said", ("We had no warning at all.",)),
    ]
    alone = 'Speaking to reporters on Monday, Dan Orr said. "It is all still there, every box."'
    assert shown(alone) == [("Dan Orr", "said", ("It is all still there, every box.",))]


def test_what_a_manager_says_of_a_thing_is_told_by_the_manager() -> None:
    text = "A motor that should have raised the gate burned out at night, its manager, Jan Wessel, said. It had been serviced."
    (found,) = shown(text)
    assert found == (
        "its manager, Jan Wessel",
        "said",
        ("A motor that should have raised the gate burned out at night",),
    )


def test_a_turn_under_a_label_with_brackets_is_its_speaker_s() -> None:
    turns = [
        "HOST: It is noon on this channel.",
        "ADLER (by telephone, interpreted): I was out with the dog.",
        "HOST: And then?",
        "ADLER: Then it rained.",
    ]
    own = [parts for source, _, parts in shown("\n\n".join(turns)) if source == "ADLER"]
    assert own == [("I was out with the dog.",), ("Then it rained.",)]


def test_a_recording_in_a_transcript_is_its_speaker_s_in_brackets() -> None:
    text = 'We asked the minister.\n\n[ADLER, recorded:] "It was the rain. I have the report here."\n\nAnd that was all.'
    assert ("ADLER", ("It was the rain. I have the report here.",)) in [
        (s, parts) for s, _, parts in shown(text)
    ]


def test_a_note_in_brackets_is_no_speaker() -> None:
    text = "We asked the minister.\n\n[Note: this text was corrected]\n\nAnd that was all."
    assert shown(text) == []


@pytest.mark.parametrize("hour", ["9:15 p.m.", "9 a.m.", "10:40 p.m."])
def test_half_of_the_day_is_part_of_the_hour_that_ends_what_is_said(hour: str) -> None:
    found = one(f"It said the van had come to the gate at {hour} His lawyer was not there.")
    assert shown(f"It said the van had come to the gate at {hour} His lawyer was not there.")[0][2] == (
        f"the van had come to the gate at {hour}",
    )
    assert found.source is not None


def test_a_transcript_gives_each_label_its_words() -> None:
    text = (
        "BERG: When did the water come?\n\nROE: At night. The mayor said the dam would hold.\n\n"
        "BERG: And then?\n\nROE: We ran to the hill."
    )
    found = [(source, cue, parts) for source, cue, parts in shown(text) if cue == ":"]
    assert [source for source, _, _ in found] == ["BERG", "ROE", "BERG", "ROE"]
    assert found[1][2] == ("At night. The mayor said the dam would hold.",)


def test_a_clip_in_a_transcript_is_its_speaker_s_own_words() -> None:
    text = "We asked the harbour master.\n[clip] ROE: We have the boats. Nobody had to ring us. [clip ends]"
    found = one(text)
    assert shown(text) == [("ROE", ":", ("We have the boats. Nobody had to ring us.",))]
    assert found.direct


@pytest.mark.parametrize(
    "line",
    [
        "Published: 27 Dec. 2024, 11:44",
        "Original Source: www.harbour.example",
        "IN THE POST TOMORROW: Ten pages of boats.",
    ],
)
def test_furniture_is_no_label(line: str) -> None:
    assert shown(f"{line}\nThe river rose by two metres.") == []


@pytest.mark.parametrize(
    ("text", "verb", "stance"),
    [
        ("The ministry denied that the boats had sunk.", "denied", False),
        ("The institute estimated that nine boats had sunk.", "estimated", False),
        ("The agency warned that the dam was weak.", "warned", False),
        ("The mayor hopes that the dam will hold.", "believed", True),
        ("The union wants to stop the work.", "wanted", True),
        ("The union criticised the owners.", "criticised", True),
        ("The ministry declined to name the boats.", "declined", False),
    ],
)
def test_the_cue_gives_the_class_of_saying(text: str, verb: str, stance: bool) -> None:
    found = one(text)
    assert (found.verb, found.stance) == (verb, stance)


def test_an_infinitive_of_purpose_tells_of_no_saying() -> None:
    assert shown("The guards were sent to question the crew.") == []


def test_another_speaker_s_aside_ends_a_content() -> None:
    text = "The army said the village had been taken, while the rebels said they still held it."
    assert [parts for _, _, parts in shown(text)] == [
        ("the village had been taken",),
        ("they still held it",),
    ]
