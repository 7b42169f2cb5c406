"""Reports in, counts out: who stands behind what several outlets print."""

from __future__ import annotations

import pytest

from tests.reading import read
from twosource.model import Assessment, Reading
from twosource.pipeline import Afresh, analyse
from twosource.stages.extract import extract


def counted(words: str, *reports: tuple[str, str]) -> Assessment:
    """The claim that holds these words, of a story told by these publishers."""
    taken = [read(text, paper, "2025-03-14T10:00") for paper, text in reports]
    afresh = Afresh(lambda report: None)  # type: ignore[arg-type,return-value]
    found = analyse([Reading(each, extract(each), ()) for each in taken], afresh)
    claims = [a for told in found.told for a in told.claims]
    holding = [a for a in claims if any(words in p.text for p in a.claim.propositions)]
    assert holding, [a.claim.text for a in claims]
    return max(holding, key=lambda a: len(a.claim.reports))


def counts(words: str, *reports: tuple[str, str]) -> tuple[int, int]:
    """Shown and possible of that claim."""
    origins = counted(words, *reports).origins
    return origins.shown, origins.possible


@pytest.mark.parametrize(
    "kept",
    ["which police keep jointly with the charity Harbour Aid,", "which Harbour Aid and others keep,"],
)
def test_a_list_kept_by_two_is_one_root_of_what_both_tell(kept: str) -> None:
    post = (
        f"SELM - The ferry Alba sank off Selm on Friday. The list of the missing, {kept} had 41 names on it at noon, "
        "said Superintendent Ole Brandt. The police searched the shore."
    )
    page = "SELM - The ferry Alba sank off Selm on Friday. Forty-one people were still missing, Harbour Aid said."
    assert counts("Forty-one people", ("Selm Post", post), ("Radio Selm", page)) == (
        (1, 1) if "jointly" in kept else (2, 2)
    )


def test_a_superintendent_speaks_for_the_police_that_their_report_names() -> None:
    one = "SELM - The ferry Alba sank off Selm on Friday. Nine people died on the Alba, police said. The police searched the shore."
    other = "SELM - The ferry Alba sank off Selm on Friday. Nine people died on the Alba, Superintendent Ole Brandt said."
    alone = counts("Nine people", ("Selm Post", one), ("Radio Selm", other))
    named = counts(
        "Nine people", ("Selm Post", one), ("Radio Selm", f"{other} The police searched the shore.")
    )
    assert (alone[0], named) == (alone[0], (1, 1))


def test_what_a_body_says_was_claimed_in_a_paper_is_nobodys_word_there() -> None:
    post = "SELM - Four valves had been taken out of the Selm dam before it broke, a fitter told the Post."
    page = (
        "The Selm dam\n\nIt has been claimed in a local newspaper that four valves had been taken out of the Selm dam. "
        "This is false, Brandt Works said. Brandt Works is cooperating."
    )
    assert counts("Four valves", ("Selm Post", post), ("Brandt Works", f"Press release\n\n{page}")) == (1, 1)


def test_what_a_reporter_tells_of_a_man_in_a_transcript_is_the_mans() -> None:
    radio = (
        "RADIO SELM\n\nANNOUNCER: Our reporter Ida Moen has come back from the Selm dam.\n\n"
        "MOEN: I met a guard, and he would not give a name. Men in blue coats opened the gate, that's how he put it.\n\n"
        "ANNOUNCER: And the police?\n\nMOEN: Nobody picked up."
    )
    paper = "SELM - Men in blue coats opened the gate of the Selm dam, Mayor Una Sell said."
    assert counts("Men in blue coats", ("Radio Selm", radio), ("Selm Post", paper)) == (1, 2)


ROAD = (
    "Women came out with brooms this morning to sweep flour from the road to Selm, where a convoy was hit by shells. "
    "The bakers reckon that what was lost would have fed the town for a week."
)


@pytest.mark.parametrize(
    "second",
    [
        "Harbour Aid sent nine lorries. Its tracking system shows that the first shell fell at 11:18 a.m.",
        "Harbour Aid sent nine lorries. The first shell fell at 11:18 a.m., said its chief driver.",
        "The crew of Harbour Aid's only truck said the first shell fell at 11:18 a.m.",
    ],
)
def test_what_a_bodys_instruments_or_its_leader_tell_is_the_bodys(second: str) -> None:
    first = "SELM - Shells hit a convoy near Selm on Friday. The first shell fell at 11:18 a.m., Harbour Aid said."
    other = f"{ROAD} {second}"
    assert counts("first shell fell at 11:18", ("Selm Post", first), ("Radio Selm", other)) == (1, 1)


def test_one_of_a_bodys_people_without_a_name_stays_unnamed() -> None:
    first = "SELM - Shells hit a convoy near Selm on Friday. The first shell fell at 11:18 a.m., Harbour Aid said."
    other = f"{ROAD} The first shell fell at 11:18 a.m., an official of the army said."
    assert counts("first shell fell at 11:18", ("Selm Post", first), ("Radio Selm", other)) == (1, 2)


def test_what_is_asked_at_a_briefing_is_nobodys_word() -> None:
    paper = (
        "SELM - Nine boats sank off Selm on Friday. One of the boats was an army boat, the Selm Post found."
    )
    briefing = (
        "HARBOUR MINISTRY\nBriefing on the nine boats off Selm, transcript\n\nMINISTER: Nine boats sank off Selm.\n\n"
        "QUESTION (Radio Selm): There is talk that one of the boats was an army boat. We hear it everywhere.\n\n"
        "MINISTER: No comment.\n\nQUESTION: One of the boats was an army boat?\n\nMINISTER: No comment."
    )
    found = counted("army boat", ("Selm Post", paper), ("Harbour Ministry", briefing))
    assert len(found.claim.reports) == 1


def test_an_outlet_that_has_learned_something_says_it_itself() -> None:
    taken = extract(read("Nine boats sank off Selm, the Lamp has learned.", "The Evening Lamp"))
    assert [(s.kind, len(s.attribution.chain)) for s in taken] == [("assertion", 1)]
    other = extract(read("Nine boats sank off Selm, the ministry has learned.", "The Evening Lamp"))
    assert [s.kind for s in other] == ["stance"]


def test_the_ferry_company_is_the_company_that_carries_the_same_claim() -> None:
    post = "SELM - The ferry Alba was seized off Selm. “Nobody has asked us for money for the Alba,” Ida Moen, a spokeswoman for Selm Ferries, said."
    for called, shown in (("ferry company", 1), ("bus company", 2)):
        live = f"{ROAD} The ferry Alba was seized. Nobody has asked it for money for the Alba, the {called} said."
        assert counts("asked", ("Selm Post", post), ("Radio Selm", live)) == (shown, shown)


def test_the_side_of_a_land_is_its_army_where_that_tells_the_same() -> None:
    post = "SELM, Torland - Three Torlandic soldiers were killed in a fight at the Ast Pass, the Torlandic army said on Friday."
    live = f"{ROAD} Three Torlandic soldiers were killed at the Ast Pass, the Torlandic side said."
    other = live.replace("Torlandic side", "Vellan side")
    assert counts("Three Torlandic soldiers", ("Selm Post", post), ("Radio Selm", live)) == (1, 1)
    assert counts("Three Torlandic soldiers", ("Selm Post", post), ("Radio Selm", other)) == (1, 2)


def test_a_command_of_an_army_is_that_army_where_a_report_says_whose_it_is() -> None:
    post = "SELM, Torland - A Torlandic soldier was shot dead at Post 9, the Torlandic army said on Friday."
    live = f"{ROAD} A Torlandic soldier was shot dead at Post 9, Torland's Northern Command said."
    other = live.replace("Torland's Northern", "Vella's Northern")
    assert counts("shot dead at Post 9", ("Selm Post", post), ("Radio Selm", live)) == (1, 1)
    assert counts("shot dead at Post 9", ("Selm Post", post), ("Radio Selm", other)) == (2, 2)


def test_an_outlet_withdraws_its_report_of_what_it_had_ascribed_to_somebody() -> None:
    told = "the guards fired two warning shots before the fire"
    first = f"SELM - A barn burned at Selm on Friday. Before it, {told}, said Una Sell, the reeve of Selm."
    late = (
        f"SELM - Selm News withdraws its report of Friday that {told}. Una Sell, to whom the report ascribed it, never spoke "
        "of shots. The barn at Selm burned down."
    )
    other = (
        "SELM - A barn burned at Selm on Friday. As Selm News reports with reference to the reeve, two warning shots had been "
        "fired by the guards before the fire."
    )
    claim = counted(
        "two warning shots before the fire", ("Selm News", first), ("Radio Selm", other), ("Selm News", late)
    )
    assert (claim.status, claim.origins.shown) == ("retracted", 1)
    assert "Selm News withdrew what it had from Una Sell" in [reason.text for reason in claim.reasons]
    standing = counted("two warning shots before the fire", ("Selm News", first), ("Radio Selm", other))
    assert standing.status == "reported"
