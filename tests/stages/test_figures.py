"""Figures: numbers with bounds, what they count, what is said of it. Values in, values out, real parses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.language.english import English
from twosource.model import Figure, Report, Sentence, Token
from twosource.stages.dissect import dissect, texts
from twosource.stages.dissect.figures import counts_persons, figures
from twosource.stages.dissect.figures.bounds import quantity
from twosource.stages.dissect.figures.lexemes import lexemes

ENGLISH = English()


def found(text: str, published: str | None = "2025-04-11") -> list[Figure]:
    report = Report("r", "r.txt", text, "", language="en", published_at=published, published_from="meta")
    parses = dict(zip(texts(report), ENGLISH.parse(texts(report)), strict=True))
    return list(dissect(report, parses).figures)


def only(text: str) -> Figure:
    stated = [f for f in found(text) if not f.nominal]
    assert len(stated) == 1, [(f.text, f.counts, f.measure) for f in stated]
    return stated[0]


def said(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(f.text, f.counts, f.measure) for f in found(text)]


# --- numbers and bounds: no parse is needed ---------------------------------------------------


def interval(text: str) -> tuple[float | None, float | None, bool, bool, str, float | None]:
    lex = lexemes(text, 0, len(text))
    q = next(q for q in (quantity(lex, i) for i in range(len(lex))) if q is not None)
    return q.low, q.high, q.low_open, q.high_open, q.bound, q.value


@pytest.mark.parametrize(("text", "expected"), [
    ("3,000 soldiers", (3000, 3000, False, False, "exact", 3000)),
    ("3 000 soldiers", (3000, 3000, False, False, "exact", 3000)),
    ("over 1 250 000 sheep", (1250000, None, True, False, "lower", 1250000)),
    ("2025 300 people", (2025, 2025, False, False, "exact", 2025)),
    ("more than 3,000 soldiers", (3000, None, True, False, "lower", 3000)),
    ("over 3,000 soldiers", (3000, None, True, False, "lower", 3000)),
    ("at least 1,100 soldiers", (1100, None, False, False, "lower", 1100)),
    ("no fewer than twelve houses", (12, None, False, False, "lower", 12)),
    ("up to 11,000 troops", (None, 11000, False, False, "upper", 11000)),
    ("as many as 5,500 people", (None, 5500, False, False, "upper", 5500)),
    ("no more than 40 people", (None, 40, False, False, "upper", 40)),
    ("fewer than 20 people", (None, 20, False, True, "upper", 20)),
    ("about 1,000 soldiers", (900, 1100, False, False, "approximate", 1000)),
    ("some 150 people", (135, 165, False, False, "approximate", 150)),
    ("nearly 300 homes", (270, 330, False, False, "approximate", 300)),
    ("200 or so sheep", (180, 220, False, False, "approximate", 200)),
    ("300 or more", (300, None, False, False, "lower", 300)),
    ("300-odd sheep", (270, 330, False, False, "approximate", 300)),
    ("at least around 300", (300, None, False, False, "lower", 300)),
    ("a total of 29 soldiers", (29, 29, False, False, "exact", 29)),
    ("between 3 and 5 boats", (3, 5, False, False, "range", None)),
    ("from 3 to 5 boats", (3, 5, False, False, "range", None)),
    ("3,000–4,000 people", (3000, 4000, False, False, "range", None)),
    ("two or three men", (2, 3, False, False, "range", None)),
    ("2 to 3 million people", (2_000_000, 3_000_000, False, False, "range", None)),
    ("up to 2-3 million people", (None, 3_000_000, False, False, "upper", None)),
    ("dozens of people", (24, None, False, False, "lower", None)),
    ("scores of people", (40, None, False, False, "lower", None)),
    ("hundreds of people", (200, None, False, False, "lower", None)),
    ("tens of thousands of people", (20000, None, False, False, "lower", None)),
    ("several hundred people", (200, None, False, False, "lower", None)),
    ("a quarter of the force", (0.25, 0.25, False, False, "exact", 0.25)),
    ("two-thirds of the force", (2 / 3, 2 / 3, False, False, "exact", 2 / 3)),
    ("half the town", (0.5, 0.5, False, False, "exact", 0.5)),
    ("a quarter of a million people", (250_000, 250_000, False, False, "exact", 250_000)),
    ("half a dozen men", (6, 6, False, False, "exact", 6)),
    ("more than a dozen men", (12, None, True, False, "lower", 12)),
    ("one hundred and twenty-five men", (125, 125, False, False, "exact", 125)),
    ("two and a half million people", (2_500_000, 2_500_000, False, False, "exact", 2_500_000)),
    ("2.5m people", (2_500_000, 2_500_000, False, False, "exact", 2_500_000)),
    ("$3bn", (3e9, 3e9, False, False, "exact", 3e9)),
    ("12.5 per cent", (12.5, 12.5, False, False, "exact", 12.5)),
    ("nearly eight in 10 voters", (0.72, 0.88, False, False, "approximate", 0.8)),
    ("two out of three voters", (2 / 3, 2 / 3, False, False, "exact", 2 / 3)),
    ("two in three days", (2, 2, False, False, "exact", 2)),
    ("½ of the town", (0.5, 0.5, False, False, "exact", 0.5)),
    ("1/3 of the town", (1 / 3, 1 / 3, False, False, "exact", 1 / 3)),
])  # fmt: skip
def test_a_number_is_an_interval(text: str, expected: tuple[object, ...]) -> None:
    got = interval(text)
    assert got[:2] == pytest.approx(expected[:2])
    assert got[2:5] == expected[2:5]
    assert got[5] == pytest.approx(expected[5])


# --- what is counted and what is said of it ---------------------------------------------------


@pytest.mark.parametrize(("text", "counts", "measure"), [
    ("Seven miners died in the shaft.", "miners", "killed"),
    ("The blast killed seven miners.", "miners", "killed"),
    ("Seven miners were killed by the blast.", "miners", "killed"),
    ("The collapse left seven miners dead.", "miners", "killed"),
    ("Seven miners lost their lives.", "miners", "killed"),
    ("The deaths of seven miners shook Tarn.", "miners", "killed"),
    ("The death toll stands at seven.", "people", "killed"),
    ("The bodies of seven miners were found.", "miners", "killed"),
    ("Seven miners were confirmed dead.", "miners", "killed"),
    ("Seven miners are believed to have died.", "miners", "killed"),
    ("The fire claimed seven lives.", "lives", "killed"),
    ("Seven people were hurt.", "people", "wounded"),
    ("Seven people suffered burns.", "people", "wounded"),
    ("Seven people were taken to hospital.", "people", "treated"),
    ("Seven casualties were reported.", "casualties", "killed or wounded"),
    ("Over 3,000 soldiers had been killed or wounded.", "soldiers", "killed or wounded"),
    ("Rebels captured seven soldiers.", "soldiers", "captured"),
    ("The capture of seven soldiers was confirmed.", "soldiers", "captured"),
    ("Seven captured soldiers were shown on screen.", "soldiers", "captured"),
    ("Seven hundred troops were sent to the border.", "troops", "deployed"),
    ("Up to 700 troops are fighting alongside the rebels.", "troops", "deployed"),
    ("The army lost 700 soldiers.", "soldiers", "lost"),
    ("Some 600 households were told to leave.", "households", "evacuated"),
    ("Officers emptied more than 500 homes.", "homes", "evacuated"),
    ("Seven people are missing.", "people", "missing"),
    ("Police arrested seven protesters.", "protesters", "arrested"),
    ("Crews lifted 140 people off roofs.", "people", "rescued"),
    ("At least 800 homes are under water.", "homes", "flooded"),
    ("Seven tanks were destroyed.", "tanks", "destroyed"),
    ("The plant can process 110,000 barrels a day.", "barrels a day", "capacity"),
    ("The company employs 2,300 people.", "people", "employed"),
    ("The troops control more than 500 square kilometres.", "square kilometres", "controlled"),
    ("Tarn lies 14 kilometres from Oll.", "kilometres", "distance"),
    ("The repairs will cost $3 million.", "USD", "money"),
    ("The club gave millions of dollars.", "dollars", "money"),
    ("The rebels released dozens of hostages.", "hostages", "released"),
    ("Officials put the number of those killed at 38.", "people", "killed"),
    ("They put the number of people taken to the clinic at 38.", "people", "treated"),
    ("She gave the number of those hurt as 38.", "people", "wounded"),
    ("The council put the number of homes destroyed at 3,800.", "homes", "destroyed"),
    ("The council put the number of homes cut off at 3,800.", "homes", None),
    ("Seven miners had to be rescued.", "miners", "rescued"),
    ("A total of seven miners had to be transported to hospital.", "miners", "treated"),
    ("Seven miners were brought in by ambulance.", "miners", "treated"),
    ("Seven miners were among the dead.", "miners", "killed"),
    ("Among the dead were seven miners.", "miners", "killed"),
    ("The dead included seven miners.", "miners", "killed"),
    ("The crew included seven miners.", "miners", None),
])  # fmt: skip
def test_the_measure_is_what_is_said_of_what_is_counted(text: str, counts: str, measure: str | None) -> None:
    figure = only(text)
    assert (figure.counts, figure.measure) == (counts, measure)


def test_two_counts_in_one_clause_keep_their_own_measures() -> None:
    assert said("The attack killed 12 people and wounded 40.") == [
        ("12", "people", "killed"),
        ("40", "people", "wounded"),
    ]
    assert said("Nine dead, twelve hurt.") == [("Nine", "people", "killed"), ("twelve", "people", "wounded")]
    assert said("Two killed, 12 injured in a blast, police said.") == [
        ("Two", "people", "killed"),
        ("12", "people", "wounded"),
    ]


@pytest.mark.parametrize("text", ["Do treat that one with care.", "The third one was treated at the quay."])
def test_a_one_that_points_at_something_counts_nobody(text: str) -> None:
    assert said(text) == []


def test_who_kills_is_not_counted_among_the_killed() -> None:
    figures_ = {f.counts: f.measure for f in found("Three gunmen killed five villagers.")}
    assert figures_ == {"gunmen": None, "villagers": "killed"}


def test_the_same_number_told_again_counts_what_it_counted_before() -> None:
    insured = (
        "The pictures were insured for forty million crowns. A dealer gave us the same sum, forty million."
    )
    assert said(insured)[1] == ("forty million", "crowns", said(insured)[0][2])
    beds = "The hospital said 14 people were treated. It has the same number of beds, 14."
    assert [each[1] for each in said(beds)] == ["people"]
    other = "The hospital said 14 people were treated. A driver gave the same number, 15."
    assert [each[1] for each in said(other)][:1] == ["people"]


def test_a_bare_number_counts_what_was_counted_last() -> None:
    text = "Up to 12,000 troops are in Tarn. Over 3,000 have been killed, and nine were hurt on Monday."
    assert said(text)[1:] == [("Over 3,000", "troops", "killed"), ("nine", "troops", "wounded")]
    assert said("Nine were hurt.") == [("Nine", "people", "wounded")]


def test_a_heading_before_a_colon_gives_the_measure() -> None:
    text = "A coach with 22 pupils was late.\n\nThe dead: the office counts fourteen.\n\nThe evacuated: up to 5,500."
    assert said(text)[1:] == [("fourteen", "people", "killed"), ("up to 5,500", "people", "evacuated")]


def test_a_part_knows_its_whole() -> None:
    part = found("Twelve people were killed, including three children.")[1]
    assert (part.text, part.counts, part.measure, part.part_of) == (
        "three",
        "children",
        "killed",
        "Twelve people",
    )
    treated = found("Fourteen people were treated. Five of them were neighbours.")[1]
    assert (treated.counts, treated.measure, treated.part_of) == ("people", "treated", "Fourteen people")
    lost = only("Two of the people who went to work here have lost their lives.")
    assert (lost.low, lost.counts, lost.measure) == (2, "people", "killed")


def test_a_share_is_not_a_count() -> None:
    share = only("Around a quarter of the forces sent to Tarn were killed.")
    assert (share.unit, share.measure, share.part_of) == ("share", "killed", "the forces sent to Tarn")
    assert (share.low, share.high) == (0.225, 0.275)


def test_a_toll_that_rises_is_two_counts_and_the_first_is_past() -> None:
    first, second = found("The death toll rose from 3 to 5.")
    assert (first.value, first.as_of) == (3, "PAST_REF")
    assert (second.value, second.as_of, second.measure) == (5, None, "killed")


def test_a_third_victim_counts_three_by_now() -> None:
    figure = only("A third victim was found in the cellar.")
    assert (figure.low, figure.high, figure.bound) == (3, None, "lower")


@pytest.mark.parametrize(("text", "value"), [
    ("Ada Lint, 61, swept the street.", 61), ("A 20-year-old student spoke.", 20), ("She was 44.", 44),
    ("The driver, aged 33, was unhurt.", 33), ("A 17-month-old girl slept.", 17),
])  # fmt: skip
def test_ages(text: str, value: float) -> None:
    ages = [f for f in found(text) if f.measure == "age"]
    assert [f.value for f in ages] == [value]


def test_in_his_forties_is_a_range_of_ages() -> None:
    figure = only("The man is in his 40s.")
    assert (figure.low, figure.high, figure.measure) == (40, 49, "age")


def test_a_number_like_a_year_counts_only_persons() -> None:
    assert said("2000 soldiers came.") == [("2000", "soldiers", None)]
    assert said("More than 1500 men were killed.") == [("More than 1500", "men", "killed")]
    assert said("The 2014 protesters were brave.") == []


# --- scope ------------------------------------------------------------------------------------


def test_window_place_and_date_are_read_from_the_sentence() -> None:
    figure = only(
        "The minister said on April 9 that about 1,000 soldiers were killed in Kharkiv within a single week."
    )
    assert figure.window == "P1W"
    assert figure.as_of == "2025-04-09"
    assert figure.place is not None
    assert "Kharkiv" in figure.place


def test_by_a_time_is_an_as_of_date() -> None:
    figure = only("By Friday, fourteen people had died.")
    assert figure.as_of is not None
    assert figure.as_of.startswith("2025-04-1")


# --- one, and a person not counted by a number ------------------------------------------------


def test_one_counts_only_where_something_happened_to_somebody() -> None:
    assert only("One injured soldier has been captured.").measure == "captured"
    for text in (
        "One of the reasons is rain.",
        "One day it rained.",
        "No one spoke to them.",
        "They stopped one road away.",
    ):
        assert found(text) == []


def test_a_single_person_is_counted_and_marked_nominal() -> None:
    figure = found("A wounded soldier was captured near Tarn.")[0]
    assert (figure.text, figure.low, figure.high, figure.measure) == ("A wounded soldier", 1, 1, "captured")
    assert figure.nominal
    assert figure.counts == "soldier"
    assert [f.measure for f in found("The bomb killed a man and two women.")] == ["killed", "killed"]
    assert counts_persons(figure)


@pytest.mark.parametrize("text", [
    "A soldier could be captured.", "If a soldier is captured, tell them.", "They planned to kill a judge.",
    "Nobody said that a soldier was not captured.", "A soldier captured the town.", "The soldier read a book.",
])  # fmt: skip
def test_what_did_not_happen_to_somebody_is_no_count_of_one(text: str) -> None:
    assert [f for f in found(text) if f.nominal] == []


# --- never ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [
    "It was founded in 1974.", "In August 2024 the town fell.", "The man, born in 2005, spoke.", "The 1990s were dry.",
    "A BTR-82 carrier was parked.", "An F-16 flew over.", "COVID-19 spread quickly.", "The Boeing 737 landed.",
    "She lives at 1200 Main Street.", "Police were called to the 2800 block of Hill Road.",
    "Call 0700 119 for help.", "They dialed 911.", "The Reds won 3-2.", "He works 24/7.", "It recalls 9/11.",
    "Gate three gave way.", "Article 5 was invoked.", "Flight 370 vanished.", "It is the second fire this year.",
    "The first victory came late.", "It opened at 5:30 p.m. on 9 May.", "They met at five.", "See Part 2.",
    "He stayed for four to five days.", "It lasted forty seconds.", "World War II ended.", "No. 7 is closed.",
    "They drove near Eight Mile.", "The top-two primary was held.",
])  # fmt: skip
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    assert said(text) == []


# --- laws -------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["3", "3,000", "12%", "$3bn", "½", "1/3", "9/11", "24/7", "F-16", "2005", "one", "two", "twenty-five", "dozens", "scores", "half", "a", "quarter", "of", "the", "third", "to", "and", "from", "between", "more", "than", "up", "at", "least", "about", "some", "killed", "wounded", "people", "soldiers", "children", "in", "Tarn", ",", ".", ":", "-", "–", "(", ")", "“", "🙂", "\u200b", "\u202e", "\x00", "٣", "²", "million", "bn", "2.5m", "99999999999999999999", "hundred", "years", "old", "aged", "44", "including", "them", "percent"]
)  # fmt: skip


def fake(text: str) -> tuple[list[Token], list[Sentence]]:
    """Any tokens with any well-formed tree: the rules must hold on whatever a parser makes of a text."""
    tokens: list[Token] = []
    labels = [
        "nsubj",
        "nummod",
        "dobj",
        "prep",
        "pobj",
        "conj",
        "ROOT",
        "appos",
        "amod",
        "nsubjpass",
        "ccomp",
        "xcomp",
    ]
    at = 0
    for k, word in enumerate(text.split(" ")):
        if word:
            pos = "NUM" if any(c.isdigit() for c in word) else ("NOUN", "VERB", "ADP", "PROPN")[k % 4]
            tag = {"NUM": "CD", "NOUN": "NN", "VERB": "VBN", "ADP": "IN", "PROPN": "NNP"}[pos]
            head = (k * 7) % (len(tokens) + 1) if tokens else 0
            tokens.append(
                Token(at, at + len(word), word, word.lower(), pos, tag, labels[k % 12], head, "", False)
            )
        at += len(word) + 1
    rooted = [t._replace(head=min(t.head, i)) for i, t in enumerate(tokens)]
    return rooted, [Sentence(rooted[0].start, rooted[-1].end, 0, len(rooted))] if rooted else []


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join))
def test_on_any_text_spans_quote_it_and_intervals_hold(text: str) -> None:
    tokens, sentences = fake(text)
    got = figures(text, tokens, sentences)
    assert list(got) == sorted(got, key=lambda f: (f.start, f.end))
    for figure in got:
        assert text[figure.start : figure.end] == figure.text
        assert figure.text.strip()
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high
        assert figure.bound != "exact" or figure.low == figure.high


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=20).map(" ".join))
def test_on_any_parsed_text_nothing_raises(text: str) -> None:
    for figure in found(text):
        assert text[figure.start : figure.end] == figure.text


# --- windows, parts, bare numbers, sides ------------------------------------------------------


@pytest.mark.parametrize(("text", "window"), [
    ("In the past seven days 18 new cases have been recorded.", "P7D"),
    ("Over the past week, 12 villagers have died.", "P1W"),
    ("Between 2 and 8 April, 31 people were treated.", "2025-04-02/2025-04-08"),
    ("Since 20 March the valley has recorded 90 cases.", "2025-03-20/"),
])  # fmt: skip
def test_a_time_that_stands_first_is_the_window_of_the_count(text: str, window: str) -> None:
    assert only(text).window == window


@pytest.mark.parametrize(("text", "low", "high"), [
    ("Twelve people at the very least have died.", 12, None),
    ("Forty people at most were hurt.", None, 40),
    ("Ten homes, if not more, were destroyed.", 10, None),
    ("Thirty people or more were injured.", 30, None),
    ("The number of infected could be as high as 900.", None, 900),
    ("Ten people were hurt.", 10, 10),
])  # fmt: skip
def test_a_bound_may_stand_after_what_is_counted(text: str, low: float | None, high: float | None) -> None:
    figure = only(text)
    assert (figure.low, figure.high) == (low, high)


def test_a_bound_of_the_next_number_is_not_this_ones() -> None:
    first = found("Twelve people, at least two of them children, have died.")[0]
    assert (first.low, first.high) == (12, 12)


@pytest.mark.parametrize(("text", "expected"), [
    ("The valley has recorded 214 cases, 38 of them fatal.", ("38", "people", "killed")),
    ("The clinic has recorded 214 infections. 38 were fatal.", ("38", "people", "killed")),
    ("Thirty miners were killed, the union says. The ministry says 23.", ("23", "miners", "killed")),
    ("Nine miners were killed. On Thursday it was two.", ("two", "miners", "killed")),
    ("Two men were killed. Later the hospital put the figure at three.", ("three", "men", "killed")),
    ("The party found 112 shell craters in the village.", ("112", "shell craters", None)),
])  # fmt: skip
def test_a_number_without_a_noun_counts_what_it_points_back_to(
    text: str, expected: tuple[str, str, str | None]
) -> None:
    assert expected in said(text)


@pytest.mark.parametrize("text", ["Call 112 for help.", "She dialled 911 at once.", "It was ten when they came.", "The 911 calls came in."])  # fmt: skip
def test_other_bare_numbers_count_nothing(text: str) -> None:
    assert not [f for f in found(text) if not f.nominal]


def test_an_earlier_count_has_its_day() -> None:
    assert [f.as_of for f in found("Nine miners were killed. On Thursday it was two.")] == [
        None,
        "2025-04-10",
    ]


def test_seven_more_come_on_top_of_those_before() -> None:
    told = found(
        "Two miners were killed on Sunday. Seven more died of their wounds. Another 40 were injured."
    )
    assert [f.further for f in told] == [False, True, False]


@pytest.mark.parametrize(("text", "side"), [
    ("Nine of our soldiers were killed.", "own"),
    ("Nine of its own soldiers have fallen.", "own"),
    ("Norva's army said that nine of its soldiers had been killed.", "Norva"),
    ("More than 60 enemy soldiers were killed.", "enemy"),
    ("Enemy losses amount to more than 60 soldiers killed.", "enemy"),
    ("Twenty-three Norvan soldiers were killed.", "Norvan"),
    ("Norva's army puts the enemy's dead at more than 60.", "enemy"),
    ("Nine of its own soldiers have fallen, the General Staff said.", "own"),
    ("Twenty-three soldiers were killed.", None),
])  # fmt: skip
def test_whose_the_counted_are(text: str, side: str | None) -> None:
    figure = only(text)
    assert (figure.side, figure.measure) == (side, "killed")


def test_who_fell_ill_did_not_fall() -> None:
    assert only("Nine soldiers fell ill at the camp.").measure != "killed"
    assert only("Nine soldiers fell from a lorry.").measure != "killed"


def test_them_are_those_counted_last_in_the_sentence() -> None:
    text = (
        "Fever has killed 38 people. The office has recorded 214 cases in all, 61 of them in the past week."
    )
    assert [(f.text, f.counts, f.measure, f.window) for f in found(text)] == [
        ("38", "people", "killed", None), ("214", "cases", None, None), ("61", "cases", None, "P1W"),
    ]  # fmt: skip
    assert ("two", "people", "killed") in said(
        "Six people were killed in three attacks, two of them children."
    )


def test_under_five_is_an_age_and_kilometres_an_hour_a_speed() -> None:
    assert found("Most of the deaths were among children under five.") == []
    slashed, spelt = (
        only("The train was travelling at 140 km/h."),
        only("It was going 140 kilometres an hour."),
    )
    assert (slashed.unit, slashed.measure) == (spelt.unit, spelt.measure) == ("km/h", "speed")


# --- on board, in a crowd, in custody; hours as windows ------------------------------------------


@pytest.mark.parametrize(
    ("text", "counts", "measure"),
    [
        ("The owner said that 212 people were on board.", "people", "aboard"),
        ("There were 239 passengers aboard.", "passengers", "aboard"),
        ("The coach was carrying 41 passengers when it left the road.", "passengers", "aboard"),
        ("The coach can carry 41 passengers.", "passengers", "capacity"),
        ("Police put the crowd at 25,000.", "people", "attending"),
        ("Some 9,000 people marched through the port.", "people", "attending"),
        ("At least 80 people had been taken to police cells.", "people", "arrested"),
        ("The number of persons taken into custody is 57.", "people", "arrested"),
        ("Twelve nurses have caught the fever.", "nurses", "infected"),
    ],
)
def test_where_people_are_and_what_befell_them(text: str, counts: str, measure: str) -> None:
    figure = only(text)
    assert (figure.counts, figure.measure) == (counts, measure)


def test_a_crowd_is_not_counted_in_what_one_was() -> None:
    assert said("A student was killed. Police put the crowd at 25,000.")[-1] == (
        "25,000",
        "people",
        "attending",
    )


@pytest.mark.parametrize(
    ("text", "window"),
    [
        (
            "Between four and ten this morning, 140 people were lifted out by helicopter.",
            "2025-04-11T04:00/2025-04-11T10:00",
        ),
        (
            "Between ten and two this afternoon 30 people were pulled from the water.",
            "2025-04-11T10:00/2025-04-11T14:00",
        ),
        ("At ten this morning 140 people were lifted out by helicopter.", None),
    ],
)
def test_two_hours_of_a_day_are_a_window(text: str, window: str | None) -> None:
    assert only(text).window == window


def test_there_are_forty_of_what_was_just_counted() -> None:
    assert ("forty", "barns", None) in said(
        "Two of us walked the lane and counted the barns that had burned. There are forty."
    )
    assert said("Two of us walked the lane and met the farmers. There are forty.") == []


def test_what_a_dam_stores_is_its_capacity() -> None:
    assert only("Karn stores 90 million cubic metres when it is full.").measure == "capacity"


def test_what_them_counts_is_told_in_the_sentence_before() -> None:
    barrels = only("The barrels came in with the tide. I counted seven of them below the pier.")
    assert (barrels.value, barrels.counts) == (7, "barrels")


def test_a_quarter_to_six_counts_nobody() -> None:
    assert not found("By a quarter to six Ida Moen had left the house.")


@pytest.mark.parametrize(
    ("text", "value", "counts", "measure"),
    [
        ("We logged 212 air raids in May. In the past week there were 31.", 31, "air raids", None),
        ("The climbers were brought down on Friday. Eleven, roped in pairs, reached the hut.", 11, "climbers", None),
        ("The army counted nine climbers. The guide stands by its count of eleven.", 11, "climbers", None),
        ('Sixty people were arrested. The police told us "no more than 40".', 40, "people", "arrested"),
        ("The turnout was given as 104 per cent. The right figure is 79.", 79, "per cent", "share"),
        ("A candidate was arrested. The number of polling stations was 6,210.", 6210, "polling stations", None),
        ("The league counted 40 dead. The army speaks of 12.", 12, "people", "killed"),
    ],
)  # fmt: skip
def test_a_number_without_a_noun_counts_what_the_words_before_do(
    text: str, value: float, counts: str, measure: str | None
) -> None:
    last = found(text)[-1]
    assert (last.value, last.counts, last.measure) == (value, counts, measure)


# --- since what happened -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("At least 60 people have been treated since the explosion.", "the explosion"),
        (
            "More than 4,000 families have fled their homes since fighting began in the north.",
            "fighting began in the north",
        ),
        (
            "Rescuers have pulled 31 survivors from the rubble since the earthquake struck.",
            "the earthquake struck",
        ),
        ("The ministry said 88 people had been arrested since the protests started.", "the protests started"),
        (
            "Thirty-one miners have been brought up since the collapse of the shaft.",
            "the collapse of the shaft",
        ),
        ("Since the mast fell, 75 homes have been without power.", "the mast fell"),
    ],
)
def test_a_count_since_an_event_keeps_the_events_words(text: str, since: str) -> None:
    figure = next(f for f in found(text) if not f.nominal and f.since)
    assert (figure.since, figure.window) == (since, None)


@pytest.mark.parametrize(
    "text",
    [
        "Since the road is closed, 40 people walked over the pass.",
        "Since the bridge collapsed, 40 people walked over the pass.",
        "Since then, 40 people have been arrested.",
        "40 people were arrested after the match.",
        "The mayor, in office since the fire of the town hall, said 12 people had died on Monday.",
    ],
)
def test_a_reason_or_somebodys_office_begins_no_window(text: str) -> None:
    assert [f for f in found(text) if f.since] == []


def test_an_event_that_its_own_words_date_begins_the_window_on_that_day() -> None:
    figure = only("Since the strike began on Monday, 200 flights have been cancelled.")
    assert (figure.window, figure.since) == ("2025-04-07/", "the strike began on Monday")


def test_a_situation_report_counts_as_of_the_time_over_it() -> None:
    text = "Situation at 07:30 on Friday, 11 April.\n\nFourteen people have died. The wall is 9 metres long."
    assert [(f.value, f.as_of) for f in found(text)] == [(14, "2025-04-11T07:30"), (9, None)]
    assert found("The situation at the dam was calm on Friday. Two people have died.")[0].as_of is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The grid put the number of homes cut off at 38,000.", [("38,000", "homes", None)]),
        ("Two of the 40 soldiers were killed.", [("Two", "soldiers", "killed"), ("40", "soldiers", None)]),
        ("Eight people fell ill. Two of the eight have died.", [("Eight", "people", None), ("Two", "people", "killed")]),
        ("Forty attackers were killed and six boats sunk.", [("Forty", "attackers", "killed"), ("six", "boats", "destroyed")]),
        ("Nine people have been diagnosed with cholera.", [("Nine", "people", "diagnosed")]),
        ("The true toll was ten times higher.", []),
        ("It would save a quarter of the shortfall.", [("a quarter", "shortfall", None)]),
    ],
)  # fmt: skip
def test_what_befell_a_part_is_not_told_of_the_whole(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert said(text) == expected


def test_as_of_a_day_dates_a_count_wherever_it_stands() -> None:
    assert only("As of Monday, 31 people had died.").as_of == "2025-04-07"
    assert only("A further 31 patients were awaiting results as of Monday evening.").as_of == "2025-04-07TEV"


def test_one_age_of_two() -> None:
    (age,) = [f for f in found("The two victims, both 16, were taken home.") if f.measure == "age"]
    assert age.value == 16
