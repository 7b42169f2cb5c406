"""Times: what is found, what it means, what is left alone. Values in, values out, real parses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import read
from twosource.data import table
from twosource.model import Passage, Report, Time
from twosource.stages.dissect import passages
from twosource.stages.dissect.times import times

FRIDAY = "2024-12-27"


def found(text: str, published: str | None = FRIDAY) -> list[Time]:
    return list(read(text, published_at=published).times)


def values(text: str, published: str | None = FRIDAY) -> list[tuple[str, str]]:
    return [(t.text, t.value) for t in found(text, published)]


def value(text: str, published: str | None = FRIDAY) -> str:
    (only,) = found(text, published)
    return only.value


def unparsed(text: str, published: str | None = FRIDAY, language: str = "en") -> tuple[Time, ...]:
    report = Report("r", "r.txt", text, "", language=language, published_at=published)
    return times(report, passages(report), ())


# --- dates that say everything -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill burnt down on March 3, 2021.", "2021-03-03"),
        ("The mill burnt down on 3 March 2021.", "2021-03-03"),
        ("The mill burnt down on the 3rd of March, 2021.", "2021-03-03"),
        ("The mill burnt down on Wednesday, March 3, 2021.", "2021-03-03"),
        ("The mill burnt down on 2021-03-03.", "2021-03-03"),
        ("The mill burnt down on 03.03.2021.", "2021-03-03"),
        ("The mill burnt down in March 2021.", "2021-03"),
        ("The mill burnt down in Sept. 2021.", "2021-09"),
        ("The mill burnt down in 2021.", "2021"),
        ("The mill burnt down in the spring of 2021.", "2021-SP"),
        ("The mill burnt down in the third quarter of 2021.", "2021-Q3"),
        ("The mill burnt down in the first half of 2021.", "2021-H1"),
        ("The mill burnt down in the 1980s.", "198"),
        ("The mill burnt down in the late '80s.", "198"),
        ("The mill burnt down in the 19th century.", "18"),
        ("The mill burnt down on Christmas Eve 2021.", "2021-12-24"),
        ("The mill burnt down on Easter Monday 2021.", "2021-04-05"),
        ("The mill burnt down in nineteen ninety-seven.", "1997"),
    ],
)
def test_a_full_date_is_its_own_value(text: str, expected: str) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Christmas Day fire killed one.", "2024-12-25"),
        ("They met again after New Year's.", "2025-01-01"),
        ("He rang on the morning after Christmas.", "2024-12-26TMO"),
        ("The boat sank on the day before Thanksgiving.", "2024-11-27"),
        ("The day after December 31, 2024, the road was closed.", "2025-01-01"),
        ("The road was closed on the day after Sunday's vote.", "2024-12-23"),
        ("He was charged on Jan.5, 2025.", "2025-01-05"),
        ("An overnight drone attack hit the port.", "2024-12-26TNI"),
    ],
)
def test_days_told_by_a_feast_a_neighbour_or_the_night(text: str, expected: str) -> None:
    assert value(text) == expected


# --- dates that count from publication ---------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister resigned on Thursday.", "2024-12-26"),
        ("The minister resigned on Friday.", "2024-12-27"),
        ("The minister resigned last Friday.", "2024-12-20"),
        ("The minister will resign on Monday.", "2024-12-30"),
        ("The inspector is due to visit the plant on Tuesday.", "2024-12-31"),
        ("The funerals begin on Wednesday.", "2025-01-01"),
        ("It asked farmers not to ring before Thursday.", "2025-01-02"),
        ("The shop was open until Thursday.", "2024-12-26"),
        ("The talks were postponed until Wednesday.", "2025-01-01"),
        ("The ferry is expected to sail on Sunday.", "2024-12-29"),
        ("The minister resigned yesterday.", "2024-12-26"),
        ("The minister resigned today.", "2024-12-27"),
        ("The minister will resign tomorrow.", "2024-12-28"),
        ("The minister resigned last week.", "2024-W51"),
        ("The minister resigned earlier this week.", "2024-W52"),
        ("The minister resigned last month.", "2024-11"),
        ("The minister will resign next year.", "2025"),
        ("The minister resigned last fall.", "2024-FA"),
        ("The minister resigned two days ago.", "2024-12-25"),
        ("The minister resigned three weeks ago.", "2024-W49"),
        ("The minister resigned five months ago.", "2024-07"),
        ("The minister resigned nearly three years ago.", "2021"),
        ("The minister resigned over the weekend.", "2024-W51-WE"),
        ("The minister resigned last night.", "2024-12-26TNI"),
        ("The minister resigned on Thursday evening.", "2024-12-26TEV"),
        ("The minister resigned this morning.", "2024-12-27TMO"),
    ],
)
def test_a_relative_day_counts_from_the_local_day_of_publication(text: str, expected: str) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("The bridge fell on Dec. 23.", "2024-12-27", "2024-12-23"),
        ("The bridge fell on Dec. 30.", "2025-01-03", "2024-12-30"),
        ("The bridge will reopen on Jan. 9.", "2024-12-27", "2025-01-09"),
        ("The bridge fell in November.", "2025-01-12", "2024-11"),
        ("The bridge fell last April.", "2024-02-10", "2023-04"),
        ("The bridge fell on Dec. 23.", "2025-01", "2024-12-23"),
        ("The bridge fell on Dec. 23.", "2023", "2023-12-23"),
    ],
)
def test_a_year_that_is_not_said_comes_from_publication_with_a_reason(
    text: str, published: str, expected: str
) -> None:
    (only,) = found(text, published)
    assert (only.value, bool(only.reason)) == (expected, True)


def test_the_day_of_publication_is_the_day_of_its_own_offset() -> None:
    assert value("The minister resigned yesterday.", "2025-10-14T00:10:00+02:00") == "2025-10-13"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge fell on January 9.", "XXXX-01-09"),
        ("The bridge fell in November.", "XXXX-11"),
        ("The bridge fell on Friday.", "XXXX-WXX-5"),
        ("The bridge fell yesterday.", "XXXX-XX-XX"),
        ("The bridge fell earlier this week.", "XXXX-WXX"),
        ("The bridge fell last fall.", "XXXX-FA"),
        ("The bridge fell two years ago.", "XXXX"),
        ("The bridge fell in August 2024.", "2024-08"),
    ],
)
def test_in_an_undated_report_what_is_not_known_stays_open(text: str, expected: str) -> None:
    assert value(text, None) == expected


# --- dates that count from a date in the text --------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The siege began on May 4, 2019. The next day the mayor fled.", "2019-05-05"),
        ("The siege began on May 4, 2019. Two days later the mayor fled.", "2019-05-06"),
        ("The siege began on May 4, 2019. A week earlier the mayor had fled.", "2019-W17"),
        ("The siege began in May 2019. The mayor fled that month.", "2019-05"),
        ("The siege began on May 4, 2019. The mayor fled the same day.", "2019-05-04"),
        ("The siege began on May 4, 2019. The mayor fled in June of that year.", "2019-06"),
        ("The siege began on May 4, 2019. The mayor had fled the previous Friday.", "2019-05-03"),
        ("The siege began on May 4, 2019. The mayor fled that evening.", "2019-05-04TEV"),
    ],
)
def test_a_time_can_count_from_the_date_before_it(text: str, expected: str) -> None:
    assert found(text)[-1].value == expected


def test_the_first_date_of_a_range_takes_the_year_after_the_second() -> None:
    text = "Troops left from November 15 to February 15, 1989."
    assert values(text) == [("November 15", "1988-11-15"), ("February 15, 1989", "1989-02-15")]


def test_a_year_ago_is_the_same_quarter_of_the_year_before() -> None:
    text = "Profit rose in the third quarter. Sales fell from a year earlier."
    assert values(text, "2024-10-20") == [
        ("the third quarter", "2024-Q3"),
        ("a year earlier", "2023-Q3"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels held the fort between December 6 and 7.",
            [("December 6", "2024-12-06"), ("7", "2024-12-07")],
        ),
        ("The fair ran on Sept. 11-13.", [("Sept. 11", "2024-09-11"), ("13", "2024-09-13")]),
        ("The fair ran from 15 to 22 May 1984.", [("15", "1984-05-15"), ("22 May 1984", "1984-05-22")]),
        ("He ruled from 1957-60.", [("1957", "1957"), ("60", "1960")]),
        ("He reigned 1861–1865.", [("1861", "1861"), ("1865", "1865")]),
        ("It rained from March to May 1990.", [("March", "1990-03"), ("May 1990", "1990-05")]),
    ],
)
def test_a_range_is_its_two_dates(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


def test_a_number_after_a_date_that_counts_is_no_day() -> None:
    assert values("Guards on Dec. 6 and 7 soldiers were lost.") == [("Dec. 6", "2024-12-06")]


# --- a history counts along its own dates ------------------------------------------------------

HISTORY = (
    "The league was founded in 1821. In 1823 it took the port, and by 1825 it ruled the coast. "
    "The king fell in 1830. The war began on 4 April 1831. On 9 June the fleet sailed. "
    "The following day it was sunk. Peace came in 1833, and in 1834 the league broke up."
)


def test_in_a_history_a_yearless_date_takes_the_year_last_named() -> None:
    known = dict(values(HISTORY, "2009-12-19"))
    assert known["9 June"] == "1831-06-09"
    assert known["The following day"] == "1831-06-10"


def test_news_that_recalls_the_past_stays_news() -> None:
    text = (
        "The port opened in 1821 and burnt in 1855 and 1901. It reopened on 9 June, officials said on Friday."
    )
    assert dict(values(text))["9 June"] == "2024-06-09"


# --- how long, how often, vague ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected", "kind"),
    [
        ("The strike lasted four days.", "P4D", "DURATION"),
        ("The strike lasted thirty minutes.", "PT30M", "DURATION"),
        ("The strike lasted several days.", "PXD", "DURATION"),
        ("The strike went on for months.", "PXM", "DURATION"),
        ("The strike lasted two and a half years.", "P2Y6M", "DURATION"),
        ("The strike lasted a minute and a half.", "PT1M30S", "DURATION"),
        ("The strike lasted four to five days.", "P4D", "DURATION"),
        ("It was a 10-day strike.", "P10D", "DURATION"),
        ("The strike lasted two decades.", "P20Y", "DURATION"),
        ("They struck within a single week.", "P1W", "DURATION"),
        ("They struck over the past two weeks.", "P2W", "DURATION"),
        ("They strike every day.", "P1D", "SET"),
        ("They strike each Thursday.", "XXXX-WXX-4", "SET"),
        ("They strike on Wednesdays.", "XXXX-WXX-3", "SET"),
        ("They strike every two weeks.", "P2W", "SET"),
        ("They struck recently.", "PAST_REF", "DATE"),
        ("They are now on strike.", "PRESENT_REF", "DATE"),
        ("They may strike in the near future.", "FUTURE_REF", "DATE"),
    ],
)
def test_spans_sets_and_vague_times(text: str, expected: str, kind: str) -> None:
    (only,) = found(text)
    assert (only.value, only.type) == (expected, kind)


# --- times of day ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast came at 3:41 a.m. on Thursday.", "2024-12-26T03:41"),
        ("The blast came on Thursday at 8 p.m. local time.", "2024-12-26T20:00"),
        ("The blast came at 8 p.m. Thursday.", "2024-12-26T20:00"),
        ("The blast came on Thursday at 0530 GMT.", "2024-12-26T05:30"),
        ("The blast came on Thursday at 19:15.", "2024-12-26T19:15"),
        ("The blast came at noon on Thursday.", "2024-12-26T12:00"),
        ("The blast came on Thursday at half past six.", "2024-12-26T06:30"),
        ("The blast came on Thursday at four in the afternoon.", "2024-12-26T16:00"),
        ("The clock in the hall stopped at 17 minutes past two on Thursday.", "2024-12-26T02:17"),
        ("It was ten to eleven on Thursday when the roof fell.", "2024-12-26T10:50"),
        ("On Thursday his watch had stopped at a quarter to four in the afternoon.", "2024-12-26T15:45"),
        ("The book for Thursday: “Twenty to seven. Fire in the loft.”", "2024-12-26T06:40"),
        ("It was printed on 27 Dec. 2024, 11:44.", "2024-12-27T11:44"),
        ("It was printed on 2024-12-27T11:44:00Z.", "2024-12-27T11:44"),
    ],
)
def test_a_time_of_day_hangs_on_the_day_beside_it(text: str, expected: str) -> None:
    assert [t.value for t in found(text) if t.type == "TIME"] == [expected]


def test_a_time_of_day_takes_the_day_of_what_happened_not_of_who_spoke() -> None:
    happened = "A blast shook the port on Tuesday.\n\nIt was felt at 3:41 a.m. in the hills."
    assert found(happened)[-1].value == "2024-12-24T03:41"
    spoken = "A blast shook the port, the chief said on Wednesday.\n\nIt was felt at 3:41 a.m. in the hills."
    assert found(spoken)[-1].value == "XXXX-XX-XXT03:41"


@pytest.mark.parametrize(
    "text",
    [
        "The vote was ten to seven.",
        "The team went from ten to eleven.",
        "Ten to twelve, maybe more, were hurt.",
        "They cut the wait from ten minutes to two.",
        "It was ten to one against.",
    ],
)
def test_a_score_a_range_and_odds_are_no_time_of_day(text: str) -> None:
    assert not [t for t in found(text) if t.type == "TIME"]


# --- what is no time ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The union may march on Paris for a second time.",
        "The BTR-82 and the T-1990 were seized.",
        "At least 1,100 were hurt.",
        "The home side won 3-2.",
        "He read the Sun and the Sunday Times.",
        "The fall of the town was sudden.",
        "They earn $1990 and pay 20% of it.",
        "Call 555-1990 for help.",
        "See page 12 of the 40-page report.",
        "She is a 44-year-old pilot.",
        "The pilot, 52 years old, was unhurt.",
        "About a quarter of the staff left.",
        "The plant makes 110,000 barrels a day.",
        "Theresa May met April Jones.",
        "The story was first printed in USA Today.",
        "They decorated Christmas trees.",
        "The bank cut its overnight rate.",
        "The crew will stay overnight.",
    ],
)
def test_numbers_names_and_rates_are_no_times(text: str) -> None:
    assert values(text) == []


# --- impossible dates --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The vote was held on February 30, 2023.",
        "The vote was held on 31 November 2023.",
        "The vote was held on February 29, 2023.",
        "The vote was held on Friday, January 6, 2025.",
        "The vote was held on October 14, 2052.",
        "The mayor said on March 3, 2026 that the vote was void.",
        "In remarks made on 3 April 2025, the mayor called the vote void.",
        "The demand, posted in plain words on 3 April 2025, names no sum.",
        "All of them are safe, said the warden, speaking on 3 April 2052.",
        "The warden broke the news at the gates on 3 April 2052.",
        "The warden told the story at an April 3, 2052 press event.",
    ],
)
def test_a_date_that_cannot_be_true_is_flagged_and_kept_as_printed(text: str) -> None:
    (only,) = found(text, "2025-03-14")
    assert only.impossible
    assert "XXXX" not in only.value


@pytest.mark.parametrize(
    "text",
    [
        "The vote was held on February 29, 2024.",
        "The vote was held on Thursday, February 29, 2024.",
        "The vote is set for October 14, 2052.",
        "They planned to vote on October 14, 2052.",
        "The mayor said the town would vote in 2052.",
        "The mayor extended the lease to 2052.",
        "The lease expires in 2052.",
        "The mayor opposes plans put forward for a vote on 3 April 2052.",
        "The warden will take the stage, speaking on 3 April 2052.",
        "The mayor announced a vote on 3 April 2052.",
        "The mayor spoke at a rally about the vote of 3 April 2052.",
    ],
)
def test_a_date_to_come_or_in_order_is_not_flagged(text: str) -> None:
    assert [t.impossible for t in found(text, "2025-03-14")] == [None]


def test_nothing_hangs_on_an_impossible_date() -> None:
    text = "The mayor spoke on October 14, 2052. The vote was held the same day."
    assert found(text, "2025-10-14")[-1].value != "2052-10-14"


def test_a_time_remembers_the_tense_of_its_verb_and_whether_it_is_one_of_saying() -> None:
    first, second = found("The mayor said on Monday that the vote will be held in June.")
    assert (first.tense, first.said, second.tense, second.said) == ("past", True, "future", False)


# --- layout ------------------------------------------------------------------------------------


def test_an_expression_may_run_over_a_line_break() -> None:
    text = (
        "The harbour authority closed the whole of the northern basin on March\n"
        "3, 2021 and has not said when it will let the fishing boats go back in,\n"
        "although the fishermen of the place have asked it to do so again and\n"
        "again since that day.\n\nNothing was heard."
    )
    assert values(text)[0] == ("March\n3, 2021", "2021-03-03")


def test_headings_and_capitals_are_read_without_a_parse() -> None:
    assert [(t.text, t.value) for t in unparsed("FLOODS IN MARCH 2021")] == [("MARCH 2021", "2021-03")]
    assert [(t.text, t.value) for t in unparsed("the army denied it on 19 may 1989.")] == [
        ("19 may 1989", "1989-05-19")
    ]


def test_a_copyright_line_has_no_dates() -> None:
    report = Report("r", "r.txt", "© 2023 The Harbour Post", "", language="en")
    assert times(report, (Passage(0, len(report.text), "furniture"),), ()) == ()


# --- laws --------------------------------------------------------------------------------------

WORDS = [word for words in table("times_en.json")["words"].values() for word in words]
MARKS = [*",.-/()–—'\"“”’;:!?$%", "\n", "😀", "\u202e", "\u200b", "\x00", "٣٤", "½", "²"]
NUMBERS = [
    "2024",
    "31",
    "0530",
    "3:41",
    "9/11",
    "10/30/89",
    "2024-02-30",
    "'89",
    "1980s",
    "1,100",
    "2 1/2",
    "20th",
]
PIECES = st.one_of(
    st.sampled_from(WORDS), st.sampled_from(MARKS), st.sampled_from(NUMBERS), st.text(max_size=4)
)
PUBLISHED = st.sampled_from(
    [None, "2024", "2024-12", FRIDAY, "2025-10-14T08:10:00+02:00", "0001-01-01", "9999-12-31", "soon"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40), st.sampled_from([" ", "", "-", " The "]), PUBLISHED)
def test_spans_quote_their_text_in_order_and_nothing_raises(
    pieces: list[str], glue: str, published: str | None
) -> None:
    text = glue.join(pieces)
    last = 0
    for one in unparsed(text, published):
        assert text[one.start : one.end] == one.text != ""
        assert one.start >= last
        assert one.value
        last = one.end


# --- hours between, and midnights past -----------------------------------------------------------


def test_hours_between_are_both_of_their_day() -> None:
    assert values("Between four and ten this morning crews lifted 40 people off roofs.") == [
        ("four", "2024-12-27T04:00"),
        ("ten this morning", "2024-12-27T10:00"),
    ]
    assert values("The line was shut from two to five last night.")[-1][1] == "2024-12-27T05:00"
    assert [v for _, v in values("Between four and ten people were hurt this morning.")] == ["2024-12-27TMO"]


def test_a_midnight_told_as_past_is_the_one_before_publication() -> None:
    assert value("All the gates were open before midnight.") == "2024-12-26T24:00"
    assert value("The gates will be opened at midnight.") == "2024-12-27T24:00"
    assert ("midnight", "2024-12-24T24:00") in values("On Tuesday the mill burnt. It was out by midnight.")
