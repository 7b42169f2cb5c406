"""Stories: one event each; look-alikes apart, follow-ups linked, copies at home, any order of arrival."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.model import Edge, Report
from twosource.pipeline.touching import sets
from twosource.stages.dedupe import copies
from twosource.stages.group.stories import Stories, compare, keys, profile, stories
from twosource.stages.group.stories.days import Day, between, days
from twosource.text import digest


def report(name: str, text: str, published_at: str | None = None, **more: object) -> Report:
    return Report(
        id=digest(name, text), path=name, text=text, sha256="", language=str(more.pop("language", "en")),
        published_at=published_at, **more,  # type: ignore[arg-type]
    )  # fmt: skip


RAID = [
    report("r1", "The Tessalian navy caught 23 smugglers in the Strait of Orm on Saturday, the ministry said. The frigate "
           "Halcyon answered a call from the freighter Marisol, whose crew had locked themselves in the engine room."),
    report("r2", "Marines from the frigate Halcyon boarded the freighter Marisol in the Strait of Orm and took 23 smugglers "
           "off her, Tessaly's navy said on Saturday. Nobody was hurt."),
    report("r3", "Twenty-odd armed men who seized the Marisol in the Strait of Orm gave up when the Halcyon came alongside. "
           "The Tessalian navy counted 23 smugglers and 40 rifles."),
    report("r4", "The freighter Marisol is on her way again. Her captain thanked the crew of the Halcyon, the Tessalian frigate "
           "that freed her from 23 smugglers in the Strait of Orm on Saturday."),
]  # fmt: skip
LATER_RAID = [
    report("l1", "The Tessalian navy arrested 31 smugglers in the Strait of Orm on Thursday. The corvette Peregrine stopped "
           "three boats that were chasing the tanker Old Harriet, a spokesman for the navy in Port Alma said."),
    report("l2", "Three smugglers' boats were stopped in the Strait of Orm by the corvette Peregrine of the Tessalian navy, "
           "which holds 31 men. The tanker Old Harriet was not boarded."),
    report("l3", "The tanker Old Harriet outran smugglers in the Strait of Orm until the Tessalian navy's Peregrine arrived. "
           "All of the 31 men were taken to Port Alma on Thursday."),
    report("l4", "Thirty-one smugglers are in gaol in Port Alma after the corvette Peregrine cut off their boats in the Strait "
           "of Orm, the Tessalian navy said. The Old Harriet, a tanker, is safe: 31 arrests, no shots."),
]  # fmt: skip
STRIKE = [
    report("s1", "Teachers in Lower Marle walked out on Monday over class sizes, and 400 schools stayed shut, the Teachers' "
           "League said.", "2031-05-05"),
    report("s2", "Four hundred schools in Lower Marle were closed on Monday by the Teachers' League, which wants smaller "
           "classes.", "2031-05-05T19:00:00+02:00"),
]  # fmt: skip


def groups(found: Stories, *reports: Report) -> set[frozenset[str]]:
    names = {each.id: each.path for each in reports}
    return {frozenset(names[i] for i in story.reports) for story in found.stories}


def test_reports_of_one_event_are_one_story_and_others_are_not() -> None:
    every = [*RAID, *STRIKE]
    assert groups(stories(every), *every) == {
        frozenset(r.path for r in RAID),
        frozenset(r.path for r in STRIKE),
    }


def test_two_raids_by_one_navy_on_one_strait_are_two_stories_and_the_reason_names_the_ships() -> None:
    every = [*RAID, *LATER_RAID]
    found = stories(every)
    assert groups(found, *every) == {frozenset(r.path for r in RAID), frozenset(r.path for r in LATER_RAID)}


def test_the_same_words_months_later_are_another_story_that_follows_the_first() -> None:
    first = [report(f"a{n}", f"{r.text}", f"2031-02-0{n + 1}") for n, r in enumerate(RAID[:2])]
    again = [
        report("b1", "The Tessalian navy caught smugglers in the Strait of Orm again. The frigate Halcyon, which freed the "
               "freighter Marisol in winter, took nine smugglers off a tug.", "2031-03-20"),
        report("b2", "Nine smugglers were taken off a tug by the frigate Halcyon in the Strait of Orm, the Tessalian navy said. "
               "The Halcyon had freed the Marisol.", "2031-03-20T20:00:00+01:00"),
    ]  # fmt: skip
    found = stories([*first, *again])
    assert groups(found, *first, *again) == {frozenset({"a0", "a1"}), frozenset({"b1", "b2"})}
    later = found.stories[1]
    assert later.follows == (found.stories[0].id,)
    assert [(e.left, e.right, e.relation) for e in found.edges] == [
        (later.id, found.stories[0].id, "follows")
    ]


def test_a_lone_report_with_another_day_and_another_count_tells_another_event() -> None:
    same = "soldier of the Marle guard was captured at the ford of Lenna, the Tessalian staff said. The captured soldier"
    every = [
        report("c1", f"A {same} is said to be wounded. His unit came to Lenna in the autumn.", "2031-03-02"),
        report("c2", f"A {same} was shown on a film. The staff in Alma confirmed the capture at Lenna."),
        report("c3", f"One {same} will be treated in Alma, the staff said of the capture at the ford of Lenna."),
        report("c4", "Two soldiers of the Marle guard were captured at the ford of Lenna on March 19, the Tessalian staff "
               "said. The two captured soldiers are in Alma. Their unit came to Lenna in the autumn."),
    ]  # fmt: skip
    found = stories(every)
    assert groups(found, *every) == {frozenset({"c1", "c2", "c3"}), frozenset({"c4"})}
    assert [a.reason.code for a in found.apart] == ["story.slots"]
    assert "2 against 1" in found.apart[0].reason.text
    assert found.stories[1].follows == (found.stories[0].id,)
    assert found.stories[1].first_at == "2031-03-19"


def test_an_undated_report_gets_the_date_of_its_story_and_the_reason() -> None:
    undated = report("u", STRIKE[0].text + " Parents stood outside.")
    found = stories([*STRIKE, undated])
    assert len(found.stories) == 1
    assert found.dates[undated.id].value == "2031-05-05"
    assert found.dates[undated.id].reason.code == "date.story"
    assert found.stories[0].first_at == "2031-05-05"


def test_a_copy_never_starts_a_story_and_never_outvotes_the_others() -> None:
    reprints = [report(f"p{n}", RAID[0].text + f" Edition {n}.") for n in range(12)]
    every = [*RAID, *LATER_RAID, *reprints]
    found = groups(stories(every, copies(every)), *every)
    assert found == {frozenset(r.path for r in [*RAID, *reprints]), frozenset(r.path for r in LATER_RAID)}


def test_two_wires_printed_ten_times_each_are_still_one_event() -> None:
    every = [report(f"{w}{n}", RAID[w].text + f" Page {n}.") for w in (0, 1) for n in range(10)]
    assert len(stories(every, copies(every)).stories) == 1


@pytest.mark.parametrize("kind", ["story", "not story"])
def test_what_a_person_decides_stands(kind: str) -> None:
    a, b = (RAID[0], STRIKE[0]) if kind == "story" else (RAID[0], RAID[1])
    word = Edge(a.id, b.id, "same_as", 1.0, kind, made_by="person:desk")
    found = stories([a, b], decided=[word])
    assert len(found.stories) == (1 if kind == "story" else 2)
    assert len(stories([a, b]).stories) == (2 if kind == "story" else 1)


def test_every_report_stands_in_exactly_one_story() -> None:
    odd = [
        report(f"o{n}", text)
        for n, text in enumerate(["", " ", "\U0001f600", "1", "a" * 5000, "x\n" * 3000, "« “ ‟"])
    ]
    every = [*RAID, *odd]
    standing = [i for story in stories(every).stories for i in story.reports]
    assert sorted(standing) == sorted(r.id for r in every)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_order_of_arrival_changes_nothing(data: st.DataObject) -> None:
    extra = [
        report(f"x{n}", text) for n, text in enumerate(data.draw(st.lists(st.text(max_size=120), max_size=4)))
    ]
    every = [*RAID, *LATER_RAID, *STRIKE, *extra]
    taken = data.draw(st.lists(st.sampled_from(every), unique_by=lambda r: r.id, min_size=1))
    shuffled = data.draw(st.permutations(taken))
    assert stories(shuffled, copies(shuffled)) == stories(taken, copies(taken))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_unrelated_texts_are_never_chained(seed: int) -> None:
    chance = random.Random(seed)
    names = [f"Zor{chr(97 + n % 26)}{chr(97 + n // 26)}el" for n in range(600)]
    every = [report(f"n{n}", " ".join(chance.sample(names, 60))) for n in range(12)]
    assert len(stories(every).stories) == 12


def test_reports_in_any_script_find_their_story() -> None:
    text = "Паром с пассажирами сел на скалы у порта Альма в воскресенье вечером, сообщила береговая охрана Тессалии"
    every = [
        report("ru1", text + ". Всех сняли рыбаки.", language="ru"),
        report(
            "ru2",
            "У порта Альма на скалы сел паром, пассажиров сняли рыбаки. Береговая охрана Тессалии подтвердила.",
            language="ru",
        ),
        report(
            "ko",
            "테살리아 해군이 토요일 오름 해협에서 밀수범 스물세 명을 체포했다고 국방부가 밝혔다",
            language="ko",
        ),
    ]
    assert groups(stories(every), *every) == {frozenset({"ru1", "ru2"}), frozenset({"ko"})}


@pytest.mark.parametrize("language", ["sv", "sw"])
def test_small_words_make_no_story_in_a_language_with_or_without_a_table(language: str) -> None:
    texts = {
        "sv": ("Det var en gång en man som hade en båt och den låg vid en brygga i Alma, men han tog den inte ut.",
               "Det är en skola som har en rektor och den ligger vid en väg i Dunmere, men hon tog inte emot oss."),
        "sw": ("Ni kwa ya na la wa kama hii mtu alikuwa mashua katika bandari ya Alma",
               "Ni kwa ya na la wa kama hii shule ina walimu wengi katika mji wa Dunmere"),
    }[language]  # fmt: skip
    assert (
        len(stories([report(str(n), text, language=language) for n, text in enumerate(texts)]).stories) == 2
    )


ABROAD = report(
    "ko", "테살리아 해군이 토요일 오름 해협에서 밀수범 스물세 명을 체포했다고 국방부가 밝혔다", language="ko"
)


def test_a_report_in_another_language_joins_the_story_that_it_means() -> None:
    every = [*RAID, ABROAD, *STRIKE]
    near, far = (1.0, 0.1, 0.0), (0.0, 0.2, 1.0)
    meanings = {each.id: far if each in STRIKE else near for each in every}
    found = groups(stories(every, meanings=meanings), *every)
    assert found == {frozenset(["ko", *(r.path for r in RAID)]), frozenset(r.path for r in STRIKE)}
    assert frozenset({"ko"}) in groups(stories(every), *every)


def test_look_alikes_are_told_apart_within_a_language_and_the_foreign_report_goes_with_its_own() -> None:
    every = [*RAID, *LATER_RAID, ABROAD]
    first, later = (1.0, 0.0), (0.75, 0.66)
    meanings = {each.id: later if each in LATER_RAID else first for each in every}
    found = groups(stories(every, meanings=meanings), *every)
    assert found == {frozenset(["ko", *(r.path for r in RAID)]), frozenset(r.path for r in LATER_RAID)}


def test_pairs_of_one_event_share_keys() -> None:
    a, b = profile(RAID[0]), profile(RAID[1])
    assert len(set(keys(a)) & set(keys(b))) > 1
    assert compare(a, b).score > compare(a, profile(STRIKE[0])).score


def test_days_are_read_in_several_languages_and_march_is_not_walking() -> None:
    text = "On May 4, 2031 they march 12 miles; le 5 août; к вечеру 9 мая; 2031-06-07; Mark 12; March 1,000"
    assert [(d.year, d.month, d.day) for d in days(text)] == [
        (2031, 5, 4),
        (None, 8, 5),
        (None, 5, 9),
        (2031, 6, 7),
    ]


def test_days_without_a_year_are_as_near_as_can_be() -> None:
    assert between(Day(2030, 12, 28, 0), Day(None, 1, 3, 0)) == 6
    assert between(Day(None, 1, 3, 0), Day(2030, 12, 28, 0)) == -6
    assert between(Day(None, 2, 29, 0), Day(None, 3, 1, 0)) == 1


FLOOD = [
    report("f1", "The Arlin burst its banks at Tovey on Monday night and carried off the mill. Mayor Quill said that "
           "eleven people were missing in Tovey. Soldiers in boats went from roof to roof with lamps; the chapel was "
           "opened to those who had lost their beds, and bread was brought up from the coast by lorry.", "2031-03-03"),
    report("f2", "Eleven people are missing at Tovey, where the Arlin took the old mill in the night, Mayor Quill told "
           "the radio. Divers will search below the weir when the current allows. The river had risen for six days of "
           "rain in the hills, and the gauge at the ford was under water before anybody read it.", "2031-03-04"),
]  # fmt: skip


def later(name: str, recall: str, published_at: str = "2031-03-17") -> Report:
    return report(
        name, "A crane fell on a school yard in Bessing on Sunday; the firm that owns it has sent engineers, and "
        "parents were told to keep away. Nobody was in the yard. Inspectors want its papers. The jib lies across two "
        "swings and a sandpit. It had been hired for a gymnasium whose foundations were laid in autumn, and its driver "
        f"had gone home at noon because of the wind.\n\n{recall}", published_at,
    )  # fmt: skip


def test_a_story_that_looks_back_to_the_days_and_names_of_another_follows_it() -> None:
    crane = later(
        "c1", "Two weeks ago the same firm's crews were at Tovey, clearing what the Arlin had left."
    )
    found = stories([*FLOOD, crane])
    (link,) = (edge for edge in found.edges if edge.relation == "follows")
    assert "Tovey" in link.reasons[0].text
    assert "Arlin" in link.reasons[0].text


@pytest.mark.parametrize(
    "recall",
    [
        "Two months ago the same firm's crews were at Tovey, where the Arlin is dredged each winter.",  # another day
        "Two weeks ago the same firm's crews were at Tovey for the fair.",  # one name alone
        "The same firm has a yard at Tovey on the Arlin.",  # no day
    ],
)
def test_names_alone_or_a_day_alone_make_nothing_follow(recall: str) -> None:
    assert not stories([*FLOOD, later("c1", recall)]).edges


QUARRY = report(
    "q1", "The shot-firer's hut at the slate pits burned down before dawn yesterday. Two watchmen were treated for smoke, said "
    "Captain Ebba Lorn of the volunteers. The pits employ ninety and will not work this week.", "2031-03-18",
    publisher="The Skallow Argus",
)  # fmt: skip


@pytest.mark.parametrize(
    ("aside", "touch"),
    [
        (
            "Two watchmen were treated on Monday after a fire in the slate pits at Skallow, volunteers there said.",
            True,
        ),
        (
            "Two watchmen were treated on Monday after a fire in the slate pits at Harrowgarth, volunteers said.",
            False,
        ),
        ("Two watchmen were treated after a fire in the slate pits at Skallow.", False),  # no day
    ],
)
def test_news_told_beside_a_report_s_own_touches_the_local_paper_that_tells_it(
    aside: str, touch: bool
) -> None:
    crane = later("c1", aside, "2031-03-19")
    assert len(sets([crane, QUARRY])) == (1 if touch else 2)
    assert len(stories([crane, QUARRY]).stories) == 2


def test_a_local_paper_s_name_tells_its_place_and_binds_no_two_of_its_own_reports() -> None:
    told = report(
        "w1", "The weir at Skallow broke on Tuesday and Skallow has no water.", "2031-03-18", publisher="Wire"
    )
    home = [
        report(f"h{n}", text, "2031-03-18", publisher="The Skallow Argus")
        for n, text in enumerate(
            ["The weir broke in the night and the pumps are dry.", "A choir of ninety sang in the barn."]
        )
    ]
    away = [report(each.path, each.text, each.published_at, publisher="The Argus") for each in home]
    assert (
        compare(profile(told), profile(home[0])).score > compare(profile(told), profile(away[0])).score + 0.05
    )
    assert compare(*map(profile, home)).score == compare(*map(profile, away)).score


def test_days_and_months_are_no_names_to_look_back_by() -> None:
    assert not stories(
        [*FLOOD, later("c1", "Two weeks ago, on Monday in March, the crane was inspected at Tovey.")]
    ).edges


def test_what_every_report_names_is_nothing_to_look_back_by() -> None:
    """ "I" and "US" stand in any report: by them an archive would hang together, and be derived as one."""
    fair = "The fair at Lowick closed early on Monday. What US visitors spent there was less than hoped, and so am I told."
    crane = later("c1", "Two weeks ago, the driver said, what I saw and what US firms sell were much alike.")
    assert len(sets([crane, report("m1", fair, "2031-03-03")])) == 2


@pytest.mark.parametrize(("fairs", "apart"), [(6, 1), (20, 21)])
def test_a_look_back_that_fits_many_sets_tells_of_none(fairs: int, apart: int) -> None:
    """Of few it may mean each; by "last month" and two names that half the land holds, all would hang together."""
    chance, told = random.Random(5), []
    for n in range(fairs):
        words = [
            "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4))
            for _ in range(60)
        ]
        text = f"{' '.join(words[:30])} of Tovey {' '.join(words[30:])} by the Arlin."
        told.append(report(f"m{n}", text, f"2031-03-{n % 7 + 1:02}"))
    crane = later("c1", "Last month its crews were at Tovey, clearing what the Arlin had left.")
    assert len(sets(told)) == fairs
    assert len(sets([*told, crane])) == apart


def test_an_undated_report_does_not_join_two_months() -> None:
    early = report("e", "The Tessalian frigate Halcyon lost a propeller in the Strait of Orm and was towed to Port Alma by the "
                   "freighter Marisol, the navy said.", "2031-02-01")  # fmt: skip
    late = [report(f"n{n}", r.text, f"2031-08-0{n + 1}") for n, r in enumerate(RAID[:3])]
    every = [early, *late, report("u", RAID[3].text)]
    assert groups(stories(every), *every) == {frozenset(["e"]), frozenset(["n0", "n1", "n2", "u"])}


def test_rare_names_told_within_days_bring_two_reports_nearer() -> None:
    near = [report("a", "The mayor of Quarrenvald spoke to bakers about flour.", "2031-03-03"),
            report("b", "A cellar in Quarrenvald was pumped dry by volunteers.", "2031-03-04")]  # fmt: skip
    far = [near[0], report("b", near[1].text, "2031-06-04")]
    within, after = (compare(profile(a), profile(b)) for a, b in (near, far))
    assert within.score > within.words * 1.2
    assert after.score < within.words
