"""Posts: ministries, armies and other bodies a country has one of, and who speaks for them."""

from __future__ import annotations

import pytest

from tests.reading import read
from tests.stages.told import World, named, unnamed
from twosource.stages.group.bodies.posts import posts_in, whole
from twosource.stages.group.sources import bare_name

TEXT = "The Karn bridge was closed to lorries"


@pytest.mark.parametrize(
    ("text", "kind", "owner"),
    [
        ("Norva's defence ministry", "ministry:defence", {"norva"}),
        ("the Norvan Minister of Defence", "ministry:defence", {"norvan"}),
        ("Ministry of Health, Republic of Oslin", "ministry:health", {"oslin"}),
        ("the interior ministry", "ministry:interior", set()),
        ("General Staff of the Norva Armed Forces", "army", {"norva"}),
        ("Norva's army", "army", {"norva"}),
        ("the Halm Regional Police", "police", {"halm"}),
        ("the ministry in Norva", "ministry:", {"norva"}),
    ],
)
def test_a_post_is_a_kind_and_an_owner(text: str, kind: str, owner: set[str]) -> None:
    (post,) = posts_in(text)
    assert (post.kind, set(post.owner)) == (kind, owner)


@pytest.mark.parametrize(
    "text", ["a former defence minister", "the prime minister", "an army of ants", "the emergency department"]
)
def test_what_is_no_post(text: str) -> None:
    assert list(posts_in(text)) == []


@pytest.mark.parametrize(
    "name",
    ["Norva's embassy guard", "Halm Police Federation", "an army hospital nurse", "the ministry's critics"],
)
def test_a_name_with_more_in_it_is_not_the_post(name: str) -> None:
    assert whole(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "Norva's embassy",
        "the Norvan embassy in Selm",
        "Embassy of Norva in Ardland",
        "Norva's ambassador to Ardland",
    ],
)
def test_an_embassy_is_of_the_foreign_ministry_at_home(name: str) -> None:
    post = whole(name)
    assert post is not None
    assert post.abroad
    assert post.kind == "ministry:foreign"
    assert not {"selm", "ardland"} & post.owner


def test_an_embassy_that_is_not_said_to_be_of_a_land_is_no_post() -> None:
    assert list(posts_in("The embassy declined to comment, and the ambassador left.")) == []


def told(*reports: tuple[str, str]) -> World:
    """A world in which each name, in a report with this text, says one and the same."""
    world = World()
    for number, (text, name) in enumerate(reports):
        report = world.report(f"Halm Herald {number}")
        world.add(report, text)
        at = text.rindex(name)
        link = unnamed(name, report) if name.startswith(("A ", "a ")) else named(name)
        world.place(world.say(report, TEXT, link), 1, at, at + len(name))
    return world


def origins(world: World) -> tuple[int, int]:
    """The counts of the only claim."""
    (claim,) = (a for a in world.judged()[0].values() if a.claim.text == TEXT)
    return claim.origins.shown, claim.origins.possible


PERSON = "Ina Roo"


def person(text: str, body: str) -> World:
    """Somebody of whom the one report tells says what a body says in the other."""
    world = told((text, PERSON), (f"So said {body}.", body))
    world.source(PERSON, "person")
    return world


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Defence Minister Ina Roo spoke at noon.", "Norva's defence ministry"),
        ("The defence minister of Norva, Ina Roo, spoke.", "the Norvan defence ministry"),
        ("Norva's army denied it. “No,” said its spokesman, Colonel Ina Roo.", "the Norvan army"),
        ("Ina Roo, who speaks for Norva's armed forces, rang.", "General Staff of the Norva Armed Forces"),
        ("Ina Roo, a spokeswoman for the health ministry, rang.", "Ministry of Health"),
        ("Commander Ina Roo of the coast guard rang.", "Norva Coast Guard"),
        (
            "St Olm's hospital was full. Dr Ina Roo, who heads the emergency department, rang.",
            "St Olm's hospital",
        ),
    ],
)
def test_who_holds_a_post_speaks_for_it(text: str, body: str) -> None:
    assert origins(person(text, body))[0] == 1


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Health Minister Ina Roo spoke at noon.", "Norva's defence ministry"),
        ("Interior Minister Ina Roo spoke at noon.", "Norva's police"),
        ("Ina Roo, a former defence minister, rang.", "Norva's defence ministry"),
        ("Oslin's defence minister, Ina Roo, rang.", "Norva's defence ministry"),
        ("Ina Roo told the health ministry so.", "the health ministry"),
    ],
)
def test_two_posts_are_two_origins(text: str, body: str) -> None:
    assert origins(person(text, body))[0] == 2


def test_the_ministry_is_the_one_named_before_it() -> None:
    text = "Norva's defence ministry rang. Oslin's defence ministry did not. So said the ministry"
    assert origins(
        told((text, "ministry"), ("So said Oslin's defence ministry", "Oslin's defence ministry"))
    ) == (1, 1)
    assert origins(
        told((text, "ministry"), ("So said Norva's defence ministry", "Norva's defence ministry"))
    ) == (2, 2)


def test_an_unnamed_spokesman_of_a_ministry_is_the_ministry() -> None:
    spokesman = "A transport ministry spokesman"
    assert origins(
        told((spokesman, spokesman), ("So said the transport ministry", "transport ministry"))
    ) == (1, 1)


def test_a_provinces_government_is_not_the_countrys() -> None:
    assert origins(
        told(
            ("the provincial government", "provincial government"),
            ("Norva's government", "Norva's government"),
        )
    ) == (2, 2)


@pytest.mark.parametrize(
    ("name", "bare"),
    [("Halder Ferries Ltd", "Halder Ferries"), ("Halder AB", "Halder"), ("Karn Co.", "Karn"), ("AB", "AB")],
)
def test_a_legal_form_is_no_part_of_a_name(name: str, bare: str) -> None:
    assert bare_name(name) == bare


def test_a_press_release_is_its_bodys_own_word() -> None:
    world = World()
    own = world.report("Halder Ferries Ltd")
    world.add(own, "HALDER FERRIES LTD\nPress release\n4 May 2026\n\n")
    a = world.say(own, TEXT)
    world.say(world.report("Radio Vell"), TEXT, named("Karn Water Board"))
    assert world.of(a).origins.shown == 2


def test_a_press_centre_is_its_ministry_and_two_lands_ministries_are_two() -> None:
    post = whole("Republic of Norva, Ministry of Defence, Press Centre")
    assert post
    assert (post.kind, set(post.owner)) == ("ministry:defence", {"norva"})
    taken = read(
        "Oslin's Defence Ministry said eight boats came. Norva's Defence Ministry did not answer.",
        "Halm Herald",
    )
    assert {m.source_id for m in taken.mentions if m.text == "Defence Ministry"} == {
        "oslin-defence-ministry",
        "norva-defence-ministry",
    }
