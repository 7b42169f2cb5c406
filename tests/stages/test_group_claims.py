"""Which statements are one claim, which are not, and how claims stand to each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.stages.told import World, figure, named, unnamed
from twosource.data import outlet
from twosource.model import Attribution, Figure, Link, Story, Time
from twosource.stages.group.propositions import clauses, propositions
from twosource.stages.group.wording.words import clocks, content, negated, stem

SPEAKERS = ("Orla Venn", "Piers Hallam", "Una Dask", "Timo Reeve", "Wanda Kolt", "Egon Strand")


def together(*texts: str) -> bool:
    """True where texts of as many speakers in as many outlets are one claim."""
    world = World()
    ids = [world.say(world.report(f"Outlet {n}"), text, named(SPEAKERS[n])) for n, text in enumerate(texts)]
    return any(set(ids) <= set(claim.statements) for claim in world.claims())


def counted(*pairs: tuple[str, float]) -> list[set[str]]:
    """The statements of each claim, each with a figure of the killed."""
    world = World()
    for n, (text, value) in enumerate(pairs):
        world.say(world.report(f"Outlet {n}"), text, named(SPEAKERS[n]), figures=(figure(value),))
    return [set(claim.statements) for claim in world.claims()]


def test_other_words_for_the_same_happening_are_one_claim() -> None:
    assert together("The middle span of the Karn bridge was carried away",
                    "the central section of the Karn bridge has been swept away")  # fmt: skip


def test_active_and_passive_are_one_claim() -> None:
    assert together("The navy seized the trawler Alma", "The trawler Alma was seized by the navy")


def test_a_thing_affirmed_and_denied_are_two_claims_that_contradict() -> None:
    world = World()
    a = world.say(world.report("A"), "The Karn gate was opened at dusk", named("River Watch"))
    b = world.say(world.report("B"), "The Karn gate was not opened at dusk", named("Water Board"))
    _, grounds = world.judged()
    assert grounds.claim_of[a] != grounds.claim_of[b]
    assert {e.relation for e in grounds.relations[a]} == {"contradicts"}


@pytest.mark.parametrize("who", ["Crooks", "Cyber-crooks", "The two men"])
@pytest.mark.parametrize("many", ["214", "214,000"])
def test_a_number_that_tells_who_is_meant_is_not_what_is_said(who: str, many: str) -> None:
    text = f"{who} who cut off {many} homes are asking for money"
    world = World()
    at = text.index(many)
    told = replace(figure(float(many.replace(",", "")), "", "homes"), start=at, end=at + len(many))
    world.say(world.report("A"), text, named("Orla Venn"), figures=(told,))
    assert [p.figure for claim in world.claims() for p in claim.propositions] == [None]


def test_per_cent_is_no_money() -> None:
    assert "MONEY" not in content("the barley held up to nine per cent of sand").weights
    assert content("nine per cent of it").weights.keys() == content("nine percent of it").weights.keys()


def test_an_opposite_turns_a_negation_round() -> None:
    assert together("No safety inspection of the unit was overdue",
                    "every safety inspection of the unit was carried out on time")  # fmt: skip


def test_other_numbers_of_one_thing_are_other_claims() -> None:
    claims = counted(
        ("Eleven people died in the fire at Karn", 11), ("Twelve people died in the fire at Karn", 12)
    )
    assert len(claims) == 2


def test_the_same_number_of_one_thing_is_one_claim_in_any_words() -> None:
    assert len(counted(("Eleven people died in the fire", 11), ("The toll stands at eleven", 11))) == 1


def test_a_sentence_with_two_figures_stands_in_two_claims() -> None:
    world = World()
    text = "One man drowned and forty houses were flooded in Karn"
    report = world.report("A")
    both = (figure(1, "killed", "man"), figure(40, "flooded", "houses", start=20, end=25))
    a = world.say(report, text, named("Fire Service"), figures=both)
    texts = sorted(p.text for c in world.claims() for p in c.propositions if p.statement_id == a)
    assert texts == ["One man drowned", "forty houses were flooded in Karn"]


def test_the_same_time_of_day_helps_and_another_forbids() -> None:
    assert together("The station registered the blast at 3:41 a.m.", "03.41. Heavy blast from the head")
    assert not together(
        "The station registered the blast at 3:41 a.m.", "The station registered the blast at 4:10 a.m."
    )


def test_that_it_was_the_first_time_is_another_claim_than_that_it_happened() -> None:
    assert not together("A Norland soldier was captured at Karn",
                        "This is the first time a Norland soldier has been captured at Karn")  # fmt: skip


def test_what_is_told_as_the_same_is_the_same() -> None:
    world = World()
    report = world.report("A")
    a = world.say(report, "there was no warning", named("Ruben Stael"))
    world.add(report, "An engineer told us the same thing:")
    b = world.say(report, "nobody had telephoned Karn", unnamed("an engineer", report))
    assert any({a, b} <= set(c.statements) for c in world.claims())


def test_order_of_arrival_changes_no_claim() -> None:
    texts = ["Five miners died in the Karn shaft", "In the shaft at Karn five miners lost their lives",
             "The Karn gate was opened before midnight", "Before midnight the gate at Karn stood open"]  # fmt: skip
    found = []
    for order in (texts, texts[::-1]):
        world = World()
        for text in order:
            report = world.report("Outlet", ident=stem(text))
            world.say(report, text, named(f"Speaker {stem(text)}"))
        found.append(sorted((c.id, c.statements) for c in world.claims()))
    assert found[0] == found[1]


def test_two_look_alike_events_keep_their_claims_apart() -> None:
    world = World()
    first = [world.report("A", "2025-03-04"), world.report("B", "2025-03-05")]
    second = [world.report("C", "2025-03-20"), world.report("D", "2025-03-21")]
    for n, report in enumerate(first):
        world.say(report, "In Karn the shaft burned, and Karn mourns.")
        world.say(report, "One miner died", named(f"Chief {n}"), figures=(figure(1, counts="miner"),))
    for n, report in enumerate(second):
        world.say(report, "In Vell the shaft burned, and Vell mourns.")
        world.say(report, "One miner died", named(f"Doctor {n}"), figures=(figure(1, counts="miner"),))
    stories = [Story("s1", tuple(first)), Story("s2", tuple(second))]
    claims = [a.claim for a in world.judged(stories)[0].values()]
    assert not any(set(c.reports) & set(first) and set(c.reports) & set(second) for c in claims)


def test_a_look_back_at_an_earlier_story_joins_its_claim() -> None:
    world = World()
    first = [world.report("A", "2025-03-04"), world.report("B", "2025-03-05")]
    later = [world.report("C", "2025-03-20"), world.report("D", "2025-03-21")]
    for n, report in enumerate(first):
        world.say(report, "In Karn the shaft burned, and the people of Karn mourn.")
        world.say(
            report,
            "Fourteen miners died in Karn",
            named(f"Chief {n}"),
            figures=(figure(14, counts="miners"),),
        )
    for report in later:
        world.say(report, "In Vell the mill burned, and the people of Vell mourn.")
    back = world.say(
        later[0], "Two weeks ago fourteen miners died at Karn", figures=(figure(14, counts="miners"),)
    )
    stories = [Story("s1", tuple(first)), Story("s2", tuple(later))]
    claim = next(a.claim for a in world.judged(stories)[0].values() if back in a.claim.statements)
    assert set(first) < set(claim.reports)


def test_spans_of_propositions_quote_their_report() -> None:
    world = World()
    report = world.report("A")
    world.say(
        report,
        "We had eleven minutes. No call came, and the lights were out before we knew it.",
        named("Chief"),
    )
    found = [each for statement in world.statements for each in propositions(statement)]
    assert len(found) > 1
    assert all(world.reports[report].text[each.start : each.end] == each.text for each in found)


def test_clock_times_are_read_in_both_spellings() -> None:
    assert set(clocks("at 3:41 a.m., the log says 03.41, and again at 6 p.m.")) == {"03:41", "18:00"}


def test_negation_is_that_of_the_main_clause() -> None:
    assert negated("Not one gate was opened")
    assert not negated("The gate, which was not locked, was opened")
    assert not negated("There was the breadth of a road between them, no more")


def test_words_for_one_thing_are_one_feature() -> None:
    assert "DEAD" in content("two men lost their lives").weights
    assert "DEAD" in content("The toll rose").weights


def test_other_shares_and_speeds_are_other_claims() -> None:
    def share(value: float) -> Figure:
        return figure(value, "share", "votes", unit="%")

    world = World()
    first = world.say(
        world.report("A"), "The Heath Party won 48 percent", named("Polls Board"), figures=(share(48),)
    )
    again = world.say(
        world.report("B"), "the Heath Party took 48 percent", named("Polls Board"), figures=(share(48),)
    )
    final = world.say(
        world.report("C"), "The Heath Party won 51 percent", named("Polls Board"), figures=(share(51),)
    )
    claims = [set(c.statements) for c in world.claims()]
    assert any({first, again} <= c and final not in c for c in claims)


def test_numbers_of_different_measures_are_never_one_claim() -> None:
    world = World()
    dead = world.say(world.report("A"), "Marsh fever has killed 38 people in Fenn", named("Clinic"),
                     figures=(figure(38),))  # fmt: skip
    sick = world.say(world.report("B"), "Marsh fever has infected 900 people in Fenn", named("Institute"),
                     figures=(figure(900, "infected"),))  # fmt: skip
    assert not any({dead, sick} <= set(c.statements) for c in world.claims())


def test_number_words_with_a_hyphen_are_no_content() -> None:
    assert not any(
        "-" in word for word in content("Thirty-eight people were hurt by twenty-two waves").weights
    )


def test_some_concepts_depend_on_the_form_of_the_word() -> None:
    assert "TRAINED" not in content("The night train stood at Arlen").weights
    assert "TRAINED" in content("The divers were trained at Arlen").weights


def test_small_words_may_stand_within_a_phrase() -> None:
    assert "ADVANCE" in content("They seized their second village").weights


def test_what_only_says_who_is_meant_is_half_of_the_weight() -> None:
    assert not together("Those who removed our scales were guards of the mint",
                        "The scales were removed from nine shops")  # fmt: skip


def test_nothing_left_is_a_lack_and_no_denial() -> None:
    assert not negated("The shops had none left")


def test_fragments_intentions_and_forecasts_are_no_claims() -> None:
    world = World()
    page = world.report("A")
    kept = world.say(page, "The Fenn clinic closed its doors on Monday.", named("Doctor Haim"))
    for text in ("their intent to monitor the situation closely", "himself as a fisherman from the northern islands",
                 "the accusation"):  # fmt: skip
        world.say(page, text, named("Doctor Haim"))
    world.say(page, "The closure may well change the politics of the whole northern coast for good.")
    assert [claim.statements for claim in world.claims()] == [(kept,)]


def test_at_the_head_stands_a_whole_clause_with_its_number() -> None:
    world = World()
    whole = "more than 300 herons had died in the marsh of Fenn"
    dead = {"measure": "killed", "counts": "herons"}
    world.say(
        world.report("A"), "300 have died in Fenn", unnamed("wardens", "r1"), figures=(figure(300, **dead),)
    )
    world.say(world.report("B"), whole, named("Bird Society"), figures=(figure(300, **dead),))
    assert [claim.text for claim in world.claims()] == [whole]


def head_of(*told: tuple[str, str, bool, str]) -> str:
    """The head of the claim that (words, speaker, in their own words, time) make."""
    world = World()
    for n, (text, who, direct, at) in enumerate(told):
        world.say(world.report(f"Outlet {n}", at), text, named(who))
        last = world.statements[-1]
        world.statements[-1] = replace(last, attribution=replace(last.attribution, direct=direct))
    (claim,) = world.claims()
    return claim.text


SPOKEN = (
    "All three lamps of the Karn light were out before midnight",
    "Pilot Ada Moll",
    True,
    "2025-03-04T12:00",
)


@pytest.mark.parametrize(
    "other",
    [
        ("the three lamps of the Karn light were out by midnight", "Pilot Ada Moll", False, "2025-03-04T08:00"),
        ("each of its three lamps at Karn was out before midnight", "Harbour Master Voss", False, "2025-03-03T08:00"),
        ("All three lamps of the Karn light were out before midnight", "Pilot Ada Moll", True, "2025-03-05T09:00"),
    ],
)  # fmt: skip
def test_at_the_head_stand_the_speakers_own_words_that_need_nothing_before_them(
    other: tuple[str, str, bool, str],
) -> None:
    assert head_of(other, SPOKEN) == head_of(SPOKEN, other) == SPOKEN[0]


def test_at_the_head_stands_what_says_as_much_as_the_others() -> None:
    full = "Two keepers of the Karn light were drowned when their boat overturned off the mole on Monday"
    short = ("Two keepers were drowned", "Pilot Ada Moll", True, "2025-03-04T08:00")
    assert head_of(short, (full, "Pilot Ada Moll", False, "2025-03-04T12:00")) == full


def test_a_clause_is_not_cut_from_its_subject() -> None:
    world = World()
    report = world.report("A")
    world.say(
        report,
        "A photograph of the diver, appearing gaunt and tired, began circulating in Fenn",
        named("Fenn Radio"),
    )
    assert len(propositions(world.statements[0])) == 1


def test_an_exact_number_of_persons_is_one_claim_whatever_they_are_called() -> None:
    world = World()
    a = world.say(world.report("A"), "The register showed 47 names", named("Tarn Lines"),
                  figures=(figure(47, None, "names", start=19, end=21),))  # fmt: skip
    b = world.say(world.report("B"), "47 passengers had gone on board at Karn", named("Port Office"),
                  figures=(figure(47, "aboard", "passengers"),))  # fmt: skip
    c = world.say(world.report("C"), "47 lamps were lit in the chapel, one for every soul", named("Ada Moll"),
                  figures=(figure(47, None, "lamps"),))  # fmt: skip
    _, grounds = world.judged()
    assert grounds.claim_of[a] == grounds.claim_of[b] == grounds.claim_of[c]


def test_an_exact_number_of_other_fates_or_of_a_round_count_is_not() -> None:
    for value, measures in ((47, ("rescued", "killed")), (50, (None, None))):
        world = World()
        a = world.say(world.report("A"), "So many names stood on the register of Tarn Lines", named("Tarn Lines"),
                      figures=(figure(value, measures[0], "names"),))  # fmt: skip
        b = world.say(world.report("B"), "So many souls walked past the chapel", named("Ada Moll"),
                      figures=(figure(value, measures[1], "souls"),))  # fmt: skip
        _, grounds = world.judged()
        assert grounds.claim_of[a] != grounds.claim_of[b]


def test_a_log_entry_and_a_sentence_with_one_clock_time_are_one_claim() -> None:
    assert together("04.17 - Mayday from the Alma", "The Alma's distress call was received at 4:17 a.m.")
    assert not together("04.17 - Mayday from the Alma", "The Alma's distress call was received at 4:19 a.m.")


def test_a_sentence_quoted_from_somebody_named_is_a_claim_even_of_what_is_to_come() -> None:
    world = World()
    promise = world.say(world.report("A"), "We shall give them back one by one, as you did with ours.",
                        named("Karn Front"), attribution=Attribution(
                            (Link("publisher", "A", "a"), named("Karn Front")), verb="said", direct=True))  # fmt: skip
    again = world.say(world.report("B"), "the captives would be returned singly", named("Karn Front"))
    _, grounds = world.judged()
    assert grounds.claim_of[promise] == grounds.claim_of[again]


def test_a_rare_word_of_one_speaker_joins_two_quotations() -> None:
    world = World()
    for paper, text in (("A", "It was all over in the time it takes to peel a grapefruit."),
                        ("B", "[in dialect] I said one grapefruit, peeled and eaten, and she was gone.")):  # fmt: skip
        who = (Link("publisher", paper, paper.lower()), named("Ada Moll"))
        world.say(world.report(paper), text, named("Ada Moll"), attribution=Attribution(who, direct=True))
    assert any(len(c.statements) == 2 for c in world.claims())


def test_what_comes_without_something_is_not_denied() -> None:
    assert not negated("a second lorry with no plates was seen at the gate")
    assert not negated("there were 102 names on the list and not 88")
    assert negated("Not one coin has been paid, not by us and not by anybody")


def test_a_contraction_is_no_rare_word() -> None:
    assert content("You'll have the keys").weights.keys() == content("You will have the keys").weights.keys()


@pytest.mark.parametrize(("counts", "one"), [("houses", True), ("boats", False)])
def test_a_bare_number_is_the_claim_that_counts_the_same_things(counts: str, one: bool) -> None:
    world = World()
    told = world.say(world.report("Vell Star"), "forty houses were flooded at Karn in the night", named("Karn Fire Brigade"),
                     figures=(figure(40, "flooded", "houses"),))  # fmt: skip
    bare = world.say(world.report("Karn Gazette"), "There are forty.", figures=(figure(40, "", counts),))
    assert any({told, bare} <= set(claim.statements) for claim in world.claims()) is one


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("By a quarter to six the gate was shut", {"05:45", "17:45"}),
        ("It left at ten past eleven at night", {"23:10"}),
        ("from nine o'clock in the morning", {"09:00"}),
        ("It was ten to four on Sunday afternoon", {"15:50"}),
        ("at nine on Friday night", {"21:00"}),
        ("it is five to one that he wins", set()),
        ("they rang at six this evening", {"18:00"}),
        ("about five to six people were hurt", set()),
        ("It was seventeen minutes past two", {"02:17", "14:17"}),
        ("Twenty to seven. Fire in the loft", {"06:40", "18:40"}),
        ("cut from ten minutes to two", set()),
        ("Ten to twelve, maybe more, were hurt", set()),
    ],
)
def test_a_time_of_day_in_words_is_both_halves_of_the_day_unless_it_says_which(
    text: str, times: set[str]
) -> None:
    assert set(clocks(text)) == times


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "A bell rang, and I went to the window. It was ten past two.",
            ["A bell rang, and I went to the window. It was ten past two."],
        ),
        (
            "Twenty to seven. Fire in the loft. The crew is out.",
            ["Twenty to seven. Fire in the loft.", "The crew is out."],
        ),
        ("A bell rang at ten past two. It was dark.", ["A bell rang at ten past two.", "It was dark."]),
        ("A bell rang. It was Sunday.", ["A bell rang.", "It was Sunday."]),
    ],
)
def test_a_sentence_that_only_says_when_stays_with_what_happened(text: str, told: list[str]) -> None:
    world = World()
    report = world.report("Harbor Wire")
    world.say(report, text, named("Ana Brill"))
    assert [each.text for each in propositions(world.statements[0])] == told


def test_two_plain_negations_are_one_and_a_denied_negation_is_none() -> None:
    assert negated("The battery fired no shell at Karn, nor did any gun move")
    assert negated("Neither the bridge nor the weir was hit")
    assert not negated("The mayor did not deny the sale")


def test_a_figure_of_money_beside_one_person_told_of_keeps_no_claims_apart() -> None:
    world = World()
    one = figure(1, "arrested", "person", nominal=True)
    fines = figure(900, None, "crowns")
    a = world.say(
        world.report("A"),
        "Joss Arkel was arrested over unpaid fines in Tovey",
        named("The Watch"),
        figures=(one,),
    )
    b = world.say(
        world.report("B"),
        "Joss Arkel was arrested in Tovey over fines of 900 crowns",
        named("Ida Moen"),
        figures=(fines,),
    )
    assert [set(c.statements) for c in world.claims()] == [{a, b}]


@pytest.mark.parametrize(("window", "one"), [("P7D", True), ("P2W", False)])
def test_a_week_is_seven_days(window: str, one: bool) -> None:
    world = World()
    for paper, text, over in (
        ("A", "Sixty new cases in the past week", "P1W"),
        ("B", "Sixty new cases were seen in those days", window),
    ):
        world.say(
            world.report(paper),
            text,
            named(f"Clinic {paper}"),
            figures=(figure(60, None, "cases", window=over),),
        )
    assert (len(world.claims()) == 1) == one


@pytest.mark.parametrize(("day", "one"), [("2025-03-03", True), ("2025-01-09", False)])
def test_one_happening_on_one_day_is_likelier_one_claim(day: str, one: bool) -> None:
    world = World()
    at = Time(0, 1, "then", "2025-03-03", "DATE")
    texts = (
        "Moen was detained then over a broken lease",
        "Ida Moen was detained in Pohl's barber shop then with a lamp in her hand",
    )
    a = world.say(world.report("A"), texts[0], named("The Watch"), when=(at,))
    text = world.report("B")
    b = world.say(text, texts[1], named("Joss Arkel"), when=(replace(at, value=day),))
    assert any({a, b} <= set(c.statements) for c in world.claims()) == one


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Two men were killed on the quay, and three more were found alive", 2),
        ("The keeper walked the length of the pier, and mended the nets on the sand", 2),
        ("The crews are short of food and water, and hope to sail on the evening tide of Sunday", 1),
        ("The nets were brought to the coast in May, and have since been moved to the shed", 1),
    ],
)
def test_a_clause_is_cut_off_only_with_whom_or_what_it_tells_of(text: str, cut: int) -> None:
    assert len(list(clauses(text, 0, len(text)))) == cut


def test_who_does_not_speak_of_a_thing_does_not_deny_it() -> None:
    assert not negated("On the arrest of Moen the Board does not express itself")
    assert not negated("The harbour office took no position on the sale")
    assert negated("The harbour office took no money for the sale")


def test_two_texts_about_one_person_that_say_other_things_of_her_are_two_claims() -> None:
    assert not together(
        "Ida Moen was arrested at Tovey on her way home", "Ida Moen spoke in the chapel at Tovey"
    )
    assert together("Ida Moen was arrested at Tovey", "Ida Moen of Tovey has been detained")


def test_dead_and_alive_contradict_of_one_somebody_only() -> None:
    world = World()
    a = world.say(world.report("A"), "Joss Arkel, the miller, has been killed", named("The Watch"))
    b = world.say(world.report("B"), "Joss Arkel, the miller, is alive", named("Ida Moen"))
    c = world.say(world.report("C"), "Passengers of the Arlin are alive", named("The Port"))
    _, grounds = world.judged()
    assert grounds.claim_of[a] != grounds.claim_of[b]
    assert [(e.left, e.right) for e in grounds.relations[b] if e.relation == "contradicts"]
    assert c not in grounds.relations


def test_somebody_s_word_and_an_outlet_s_own_about_one_place_are_two_claims() -> None:
    world = World()
    a = world.say(world.report("A"), "An empty lorry was parked beside the old corn hall", named("Ida Moen"))
    b = world.say(world.report("B"), "The old corn hall has a tin roof")
    assert not any({a, b} <= set(c.statements) for c in world.claims())


@pytest.mark.parametrize(
    ("publisher", "claims"),
    [
        ("Ida Moen, Minister of Works (posts)", 1),
        ("Harbour Guild of Tovey (posts)", 1),
        ("The Tovey Lamp", 0),
    ],
)
def test_what_somebody_posts_of_themselves_is_a_claim(publisher: str, claims: int) -> None:
    world = World()
    world.say(world.report(publisher), "I never sold the boat")
    assert len(world.claims()) == claims


def test_posts_are_by_whom_the_publishers_name_says() -> None:
    assert outlet("Ida Moen, Minister of Works (posts)").name == "Ida Moen"
    assert outlet("Ida Moen, Minister of Works (posts)").kind == "person"
    assert outlet("Harbour Guild, Tovey (posts)").name == "Harbour Guild, Tovey"
    assert outlet("Tovey Watch (channel)").name == "Tovey Watch (channel)"
