"""What the gate withholds, and what it leaves standing: invented people, one behaviour a test."""

from __future__ import annotations

import pytest

from tests.stages.told import World, named, unnamed
from twosource import gate
from twosource.gate.guard import NOTHING, Known, guard
from twosource.model import Evidence, Reason, Report, Told
from twosource.stages import narrate
from twosource.stages.judge import of_story


def shown(text: str, title: str | None = None, known: Known = NOTHING) -> str:
    """The text with its gaps."""
    report = Report("r", "r.txt", text, "0" * 64, title=title, published_at="2025-01-10")
    out, at = "", 0
    for cut in guard([report], (), known).cuts["r"]:
        out, at = out + text[at : cut.start] + gate.GAP, cut.end
    return out + text[at:]


@pytest.mark.parametrize(
    ("text", "gone", "stays"),
    [
        ("Corporal Ivo Marten, 22, was captured near Halden.", ["Ivo", "Marten", "22"], ["captured", "Halden"]),
        ("The captured soldier, born in 2004, was shown on Friday.", ["2004"], ["captured soldier", "Friday"]),
        ("The prisoner lay in a hospital bed with a bandaged arm.", ["bandaged", "arm"], ["prisoner"]),
        ("The wounded soldier, looking gaunt and bloodied, was filmed.", ["gaunt", "bloodied"], ["wounded", "filmed"]),
        ("One of the captured men said that he had been lied to by his officers.", ["lied", "officers"], ["said"]),
        ("“We were told it was a drill,” the prisoner said.", ["drill"], ["prisoner said"]),
        ("Mira Doll, 8, was killed in the strike.", ["Mira", "Doll", "8"], ["killed in the strike"]),
        ("The victim, Ana Petrow, was found on Sunday.", ["Petrow"], ["victim", "Sunday"]),
        ("A witness, Karl Henn, saw the flash.", ["Henn"], ["witness", "flash"]),
        ("Police arrested Tom Varga, 34, of Mill Street. His wife and two children were there.", ["Varga", "34", "Mill", "wife"], ["arrested"]),
        ("A captured soldier from the 11th Storm Brigade appeared.", ["11th", "Storm Brigade"], ["captured soldier"]),
        ("The captured pilot grew up in Osk, officials said.", ["Osk"], ["captured pilot", "officials"]),
        ("A gunner gave himself up. The gunner, Jan Petrik, is in the hands of the army.", ["Jan", "Petrik"], ["gave himself up", "army"]),
        ("During questioning Emil Rodan admitted that the market was shelled.", ["Rodan", "market"], ["questioning", "admitted"]),
        ("“We slept on the floor,” freed hostage Ruth Lem said.", ["floor", "Lem"], ["freed hostage", "said"]),
        ("Sergeant Bo Lind took shrapnel to the abdomen and underwent two operations.", ["Lind", "shrapnel", "abdomen", "operations"], ["Sergeant"]),
        ("Ruth Lem, 29, weighed 41 kilos when she was found.", ["Lem", "29", "41"], ["found"]),
        ("Petrik was captured with a friend. Tom Petrik's wife Olga and their son Tomas, 6, live in Nord Street.", ["Olga", "Tomas", "6", "Nord"], ["captured"]),
        ("A boy of nine survived. Little Emil Sorn has a punctured lung.", ["nine", "Emil", "Sorn", "lung"], ["survived"]),
        ("The girl, Suna Tal, lives in flat 12 of the block and is a pupil at Harrow School.", ["Suna", "flat 12", "Harrow"], ["girl"]),
        ("Among those killed was Hana Brook, 42, a mother of two from Ferry Row.", ["Hana", "42", "mother", "Ferry Row"], ["killed"]),
        ("A witness, Karl Henn, said he saw two men run.", ["Henn"], ["saw two men run"]),
    ],
)  # fmt: skip
def test_what_is_withheld_and_what_stays(text: str, gone: list[str], stays: list[str]) -> None:
    after = shown(text)
    assert [word for word in gone if word in after] == []
    assert [word for word in stays if word not in after] == []


@pytest.mark.parametrize(
    "text",
    [
        "President Ana Lorm said that a wounded soldier had been captured.",
        "Interior Minister Paul Rask visited the wounded on Friday.",
        "Spokesman John Kern said that 45 people were treated for burns after the fire.",
        "More than 3,000 soldiers were killed or wounded in the region.",
        "The troops suffered severe losses, and supply lines were cut.",
        "A wounded soldier was captured alive, the service said.",
        "The mayor of Vell, Oda Brandt, said that two miners had died.",
        "The council opened its new bridge on Monday.",
        "The new poll burns the old party, and Ada Holm leads in the city.",
        "The freighter weighed 4,100 tonnes and limped home after the storm.",
    ],
)
def test_public_figures_counts_and_the_bare_words_stay(text: str) -> None:
    assert shown(text) == text


def test_people_add_whom_the_rules_miss_and_take_out_whom_they_find_wrongly() -> None:
    text = "Ola Brenn carried the letter. Corporal Ivo Marten was captured."
    assert "Brenn" in shown(text)
    assert "Brenn" not in shown(text, known=Known({"Ola Brenn": "by a person"}))
    assert "Marten" in shown(text, known=Known(unprotected=frozenset(["Ivo Marten"])))


def _told(*said: tuple[str, str], text: str = "") -> Told:
    """A story of one report; each statement is (its words, its speaker or "")."""
    world = World()
    report = world.report("Halm Herald")
    for words, speaker in said:
        link = [unnamed(speaker, report)] if speaker[:1].islower() else [named(speaker)] if speaker else []
        world.say(report, words, *link)
    if text:
        world.add(report, text)
    assessed, grounds = world.judged()
    from twosource.model import Story

    story = Story("s", (report,), "A story")
    claims = [assessed[claim.id] for claim in of_story(grounds, story)]
    reports = [grounds.reports[report]]
    return narrate.tell(story, reports, [], claims, [], [], [], list(grounds.statements.values()), list(grounds.sources.values()))  # fmt: skip


CAPTIVE = ("he believed that he was sent to a drill near the border of Norva", "one of the prisoners")
WORD = ("two wounded soldiers of Norva were captured near Halden on Friday", "Norva Army Command")


def test_words_said_in_captivity_are_withheld_and_their_existence_stays() -> None:
    told = _told(CAPTIVE, WORD)
    after = gate.public(told)
    assert "drill" not in repr(after)
    assert any(s.text == gate.GAP for s in after.statements)
    assert any("captured near Halden" in claim.claim.text for claim in after.claims)


def test_every_span_still_quotes_its_report() -> None:
    after = gate.public(
        _told(
            CAPTIVE,
            WORD,
            ("Corporal Ivo Marten was captured with a broken leg near Halden", "Norva Army Command"),
        )
    )
    texts = {report.id: report.text for report in after.reports}
    for statement in after.statements:
        assert texts[statement.report_id][statement.start : statement.end] == statement.text
    for line in after.lines:
        for span in line.citations:
            assert texts[span.report_id][span.start : span.end] == span.text
    assert "Marten" not in repr(after)
    assert "marten" not in repr(after)
    assert "broken" not in repr(after)


def test_what_is_told_of_nobody_protected_is_left_as_it_is() -> None:
    told = _told(("The new bridge over the Alm opened on Monday after two years of work", "River Authority"))
    after = gate.public(told)
    assert (after.claims, after.lines, after.statements) == (told.claims, told.lines, told.statements)


def test_revealing_counts_for_amber_and_never_for_clear_or_green() -> None:
    told = _told(
        WORD,
        ("The captured soldier lay in a hospital bed with a bandaged arm near Halden", "Norva Army Command"),
    )
    keys = frozenset(each.key for each in gate.release(told).withheld)
    revealed = Known(revealed=keys)
    assert "bandaged" in repr(gate.public(told, revealed, "AMBER"))
    assert "bandaged" not in repr(gate.public(told, revealed, "GREEN"))
    assert "bandaged" not in repr(gate.public(told, revealed, "CLEAR"))


def test_an_address_and_a_path_that_spell_a_name_are_withheld() -> None:
    told = _told(("Corporal Ivo Marten was captured near Halden on Friday by the army", "Norva Army Command"))
    from dataclasses import replace

    spelled = replace(
        told.reports[0], url="https://herald.example/ivo-marten-captured", path="/home/ann/ivo-marten.txt"
    )
    after = gate.public(replace(told, reports=(spelled,)))
    assert after.reports[0].url is None
    assert "marten" not in after.reports[0].path


def test_a_sentence_about_a_story_loses_the_number_that_its_place_loses() -> None:
    told = _told(
        ("Corporal Ivo Marten, 22, was captured near Halden on Friday by the army", "Norva Army Command")
    )
    text = told.reports[0].text
    age = Evidence(told.reports[0].id, text.index("22"), text.index("22") + 2, "22")
    (left,) = gate.reasons(told, [Reason("figure", "22", (age,))])
    assert "22" not in repr(left)
