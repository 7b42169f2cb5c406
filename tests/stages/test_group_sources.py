"""One source across reports: what joins two names, and what must not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.stages.told import World, named, unnamed
from twosource.model import Credit, Dissection, Edge, Mention, Report, Source
from twosource.stages import group
from twosource.stages.group.bodies.cast import known
from twosource.stages.group.bodies.offices import held, offices
from twosource.stages.group.bodies.persons import kindred
from twosource.stages.group.bodies.persons import named as parts
from twosource.stages.group.bodies.posts import whole
from twosource.stages.group.wording.sounds import skeleton
from twosource.stages.lands import shared


def joined(world: World) -> dict[str, str]:
    """Every alias found by name alone, from id to canonical id."""
    edges, _ = group.sources(world.dissections, world.statements)
    return {e.left: e.right for e in edges if e.relation == "alias_of"}


def one(world: World, a: str) -> int:
    found = world.of(a)
    return found.origins.shown


TEXT = "The Karn bridge was closed to lorries"


def two(first: str, second: str, **roles: str) -> int:
    """How many origins a claim has that these two names say."""
    world = World()
    for name, role in roles.items():
        world.source(name.replace("_", " "), "person", role=role)
    a = world.say(world.report("Halm Herald"), TEXT, named(first))
    world.say(world.report("Radio Vell"), TEXT, named(second))
    return one(world, a)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskiy"),
        ("Dzhamil Khoreshev", "Jamil Horeshev"),
        ("the Karn Water Board", "Karn Water Board"),
        ("Karn Geophysical Institute", "Geophysical Institute"),
        ("National Intelligence Service", "South Korea's National Intelligence Service"),
    ],
)
def test_two_spellings_of_one_name_are_one_source(first: str, second: str) -> None:
    assert two(first, second) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Norland Navy", "Oslin Navy"),
        ("Karn Police", "Vell Police"),
        ("Maria Holm", "Maria Holst"),
        ("Karn Water Board", "Vell Water Board"),
    ],
)
def test_two_bodies_of_one_kind_stay_two(first: str, second: str) -> None:
    assert two(first, second) == 2


@pytest.mark.parametrize(
    ("person", "role", "body", "origins"),
    [
        ("Ines Harrow", "director of the Karn Water Board", "Karn Water Board", 1),
        ("Maud Arden", "fire chief", "Karn Fire and Rescue", 1),
        ("Otto Lind", "admiral", "Norland Navy", 2),
    ],
)
def test_a_person_speaks_for_the_body_that_the_role_names_and_a_chief_for_the_only_service_but_no_admiral_for_a_navy(
    person: str, role: str, body: str, origins: int
) -> None:
    world = World()
    world.source(person, "person", role=role)
    world.source(body)
    a = world.say(world.report("Halm Herald"), TEXT, named(person))
    world.say(world.report("Radio Vell"), TEXT, named(body))
    assert one(world, a) == origins


def test_a_description_is_the_source_that_carries_the_same_claim_and_is_called_so() -> None:
    world = World()
    world.source("Arvo Karst", "person", role="district fire chief")
    herald = world.report("Halm Herald")
    a = world.say(herald, TEXT, named("the fire chief there"))
    world.place(a, 1, 0, 3)
    world.say(world.report("Radio Vell"), TEXT, named("Arvo Karst"))
    assert one(world, a) == 1


def kin_of(*bodies: str) -> str | None:
    """What "Torland's spy agency" is, in a story that writes of these bodies."""
    world = World()
    herald = world.report("Halm Herald")
    a = world.say(herald, "A barge was sunk off the pier of Vell on Friday", named("Torland's spy agency"))
    world.place(a, 1, 0, 3)
    radio = world.report("Radio Vell")
    for body in bodies:
        world.add(radio, f"{body} spoke of it.")
        name = body.partition("'s ")[2] or body
        world.source(name)
        world.say(radio, "The harbour of Karn is open again", named(name))
    _, grounds = world.judged()
    return grounds.canonical.get(f"torland-spy-agency@{herald}")


def test_a_lands_agency_is_the_only_body_of_that_kind_that_is_written_as_the_lands() -> None:
    bureau = "Torland's Foreign Intelligence Bureau"
    assert kin_of(bureau, "Torland's Harbour Board") == "foreign-intelligence-bureau"
    assert kin_of("Velmora's Foreign Intelligence Bureau") is None
    assert kin_of(bureau, "Torland's Internal Security Office") is None


def test_unnamed_sources_of_two_reports_are_two() -> None:
    world = World()
    herald, radio = world.report("Halm Herald"), world.report("Radio Vell")
    a = world.say(herald, TEXT, unnamed("a driver", herald))
    world.say(radio, TEXT, unnamed("a driver", radio))
    assert world.of(a).origins.possible == 2


def test_an_acronym_joins_only_where_a_report_explains_it() -> None:
    world = World()
    world.say(world.report("Halm Herald"), TEXT, named("External Intelligence Office"))
    world.say(world.report("Radio Vell"), TEXT, named("EIO"))
    assert "eio" not in joined(world)
    world.source("External Intelligence Office")
    source = world.sources["external-intelligence-office"]
    world.sources[source.source_id] = replace(source, aliases=(source.name, "EIO"))
    assert joined(world).get("eio") == "external-intelligence-office"


def test_undoing_an_alias_restores_the_former_count() -> None:
    world = World()
    a = world.say(world.report("Halm Herald"), TEXT, named("Karn Water Board"))
    world.say(world.report("Radio Vell"), TEXT, named("the water people of Karn"))
    before = world.of(a).origins
    alias = Edge(
        "water-people-of-karn", "karn-water-board", "alias_of", 1.0, made_by="editor", made_at="2025-03-05"
    )
    assert world.of(a, more=[alias]).origins.shown == 1
    undone = Edge("water-people-of-karn", "karn-water-board", "alias_of", 1.0, made_by="editor",
                  made_at="2025-03-05", retracted_at="2025-03-06")  # fmt: skip
    assert world.of(a, more=[undone]).origins == before


def test_owners_are_read_from_what_outlets_print() -> None:
    world = World()
    herald = world.report("Halm Herald")
    world.say(herald, "The Halm Herald and Radio Vell are published by Oslin Media.")
    world.report("Radio Vell")
    world.say("r2", TEXT)
    edges, _ = group.sources(world.dissections, world.statements)
    assert {(e.left, e.right) for e in edges if e.kind == "owner"} >= {
        ("halm-herald", "oslin-media"),
        ("radio-vell", "oslin-media"),
    }


def test_a_newspaper_owned_by_its_readers_has_no_owner_to_share() -> None:
    world = World()
    world.say(world.report("Halm Herald"), "Halm Herald is owned by The Readers since 1934.")
    edges, _ = group.sources(world.dissections, world.statements)
    assert not [e for e in edges if e.kind == "owner"]


def test_a_skeleton_keeps_different_names_apart() -> None:
    assert skeleton("khoreshev") == skeleton("horeshev")
    assert skeleton("holm") != skeleton("holst")


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        ("Lena Harvik", "Marek Harvik", True),
        ("M. Harvik", "Marek Harvik", False),
        ("Harvik M.", "Marek Harvik", False),
        ("Colonel Ida Thorn", "I. Thorn", False),
        ("Captain Thorn", "Ida Thorn", False),
        ("J. Thorn", "Ida Thorn", True),
    ],
)
def test_two_first_names_are_two_persons(left: str, right: str, apart: bool) -> None:
    a, b = parts(left), parts(right)
    assert a is not None
    assert b is not None
    assert a.surname == b.surname
    assert a.apart(b) == apart


def test_two_persons_of_one_body_and_surname_stay_two() -> None:
    world = World()
    world.source("Lena Harvik", "person", role="spokeswoman", speaks_for="karn-port")
    world.source("Marek Harvik", "person", role="spokesman", speaks_for="karn-port")
    world.say(world.report("Halm Herald"), TEXT, named("Lena Harvik"))
    assert joined(world) == {"lena-harvik": "karn-port", "marek-harvik": "karn-port"}


def test_a_wife_does_not_speak_for_her_husband() -> None:
    world = World()
    world.source("Marek Harvik", "body")
    world.source(
        "Lena Harvik", "person", role="wife of chief engineer Marek Harvik", speaks_for="marek-harvik"
    )
    world.say(world.report("Halm Herald"), TEXT, named("Lena Harvik"))
    assert "lena-harvik" not in joined(world)


def test_a_father_of_an_order_speaks_for_it() -> None:
    assert not kindred("Father")
    assert not kindred("spokesman of the mother house")
    assert kindred("brother of the driver")


def said_by_two(first: str, second: str, **kinds: str) -> int:
    """How many origins a claim has that two names carry, with bodies known by kind."""
    world = World()
    for name, kind in kinds.items():
        world.source(name.replace("_", " "), kind)  # type: ignore[arg-type]
    a = world.say(world.report("Halm Herald"), TEXT, named(first))
    world.say(world.report("Radio Vell"), TEXT, named(second))
    return world.of(a).origins.shown


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Karn River Guard", "KRG"),
        ("Dornec Freight", "Dornec"),
        ("Dornec Freight", "Dornec Freight Ltd"),
        ("Khalid Ulmar Front", "Halid Ulmar Front"),
        ("Oskarit Miners League", "Oskarrit Miners League"),
        ("Verlandian spy agency", "Verland National Intelligence Agency"),
    ],
)
def test_shorter_and_other_names_of_one_body(first: str, second: str) -> None:
    kinds = {first.replace(" ", "_"): "body", second.replace(" ", "_"): "body"}
    assert said_by_two(first, second, **kinds) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Karn River Guard", "KRB"),
        ("Dornec Freight", "Dorn"),
        ("Verlandian spy agency", "Oslin National Intelligence Agency"),
        ("Verland Military Intelligence Agency", "Verland Foreign Intelligence Service"),
    ],
)
def test_names_that_only_look_alike_stay_two(first: str, second: str) -> None:
    kinds = {first.replace(" ", "_"): "body", second.replace(" ", "_"): "body"}
    assert said_by_two(first, second, **kinds) == 2


def test_a_first_word_that_two_bodies_share_is_neither() -> None:
    world = World()
    for name in ("Dornec Freight", "Dornec Chapel", "Dornec"):
        world.source(name, "body")
    a = world.say(world.report("Halm Herald"), TEXT, named("Dornec Freight"))
    world.say(world.report("Radio Vell"), TEXT, named("Dornec"))
    world.say(world.report("Vell Star"), "The choir of the chapel sang", named("Dornec Chapel"))
    assert world.of(a).origins.shown == 2


def release(head: str) -> World:
    """A body's paper with that first line, in which its colonel speaks, and an outlet that asks the body itself."""
    world = World()
    paper = world.report("Karn Water Board")
    world.add(paper, f"{head}\n")
    world.say(paper, TEXT, named("Tor Ekberg"))
    world.source("Tor Ekberg", "person", role="chief engineer")
    world.say(world.report("Radio Vell"), TEXT, named("Karn Water Board"))
    return world


@pytest.mark.parametrize(
    "head",
    [
        "Press notice 2031/7",
        "Information for the press, no. 3",
        "Notice to the public no. 6",
        "Statement, Monday 3 March",
        "Transcript of the press briefing by the chief engineer",
    ],
)
def test_who_speaks_in_a_bodys_release_speaks_for_it(head: str) -> None:
    world = release(head)
    assert world.of(world.statements[0].id).origins.shown == 1


def test_who_speaks_in_a_newspaper_does_not_speak_for_it() -> None:
    world = World()
    a = world.say(world.report("Vell Gazette"), TEXT, named("Tor Ekberg"))
    world.source("Tor Ekberg", "person", role="chief engineer")
    world.say(world.report("Radio Vell"), TEXT, named("Karn Water Board"))
    assert world.of(a).origins.shown == 2


def test_whom_a_body_wrote_to_does_not_speak_for_it() -> None:
    assert not held("Harbour Aid wrote to ", len("Harbour Aid"))
    assert held("Harbour Aid's press officer ", len("Harbour Aid"))


def test_a_ministry_on_a_letterhead_is_that_post() -> None:
    post = whole("Republic of Verland, Ministry of Transport and Ports")
    assert post is not None
    assert post.kind == "ministry:transport"
    assert shared(post.owner, frozenset(["verlandian"]))


def test_a_reporter_is_the_outlet_that_calls_them_so() -> None:
    world = World()
    world.source("Ada Lund", "person", role="reporter")
    a = world.say(world.report("Radio Vell"), TEXT, named("Ada Lund"))
    assert [o.source_id for o in world.of(a).origins.list] == ["radio-vell"]


def test_owners_by_a_shorter_name_are_one() -> None:
    world = World()
    first, second = world.report("Halm Herald"), world.report("Radio Vell")
    a = world.say(first, TEXT)
    world.add(first, "The Halm Herald and Vell Post are titles of Dornec Media.")
    world.say(second, TEXT)
    world.add(second, "Radio Vell is a Dornec station.")
    edges, _ = group.sources(world.dissections, world.statements)
    owners = {e.right for e in edges if e.kind == "owner"}
    assert owners == {"dornec-media"}
    assert world.of(a).origins.possible == 1


def seen_by_navy(name: str, opening: str) -> frozenset[str]:
    """Who stands behind a captain's word in a paragraph that opens so."""
    world = World()
    for body in ("Oslin Navy", "Karn Coast Guard"):
        world.source(body, "body")
    world.source("Tor Ekberg", "person", role="Captain")
    report = world.report("Halm Herald")
    world.add(report, opening)
    a = world.say(report, f"{TEXT}, {name} said", named("Tor Ekberg"))
    return frozenset(o.source_id for o in world.of(a).origins.list)


def test_a_captain_speaks_for_the_navy_that_opens_the_paragraph() -> None:
    opening = "The navy of neighbouring Oslin has a ship there."
    assert seen_by_navy("Captain Tor Ekberg", opening) == {"oslin-navy"}
    assert seen_by_navy("Tor Ekberg", opening) == {"tor-ekberg"}
    assert seen_by_navy("Captain Tor Ekberg", "A ship of the navy lay there.") == {"tor-ekberg"}


@pytest.mark.parametrize(("role", "kind"), [(None, "body"), ("mayor", "person")])
def test_a_body_in_one_report_is_no_person_in_another(role: str | None, kind: str) -> None:
    one, other = (
        Dissection(Report(ident, ident, "Tallow Rise", "", publisher="Post"), (), (), (), sources=(source,))
        for ident, source in (
            ("r1", Source("tallow-rise", "Tallow Rise", "person", ("Tallow Rise",), role)),
            ("r2", Source("tallow-rise", "Tallow Rise", "body", ("Tallow Rise",))),
        )
    )
    _, found = group.sources([one, other])
    assert {s.source_id: s.kind for s in found}["tallow-rise"] == kind


def test_a_chief_executive_of_nothing_speaks_for_the_firm_named_last() -> None:
    text = "The breakers were opened, Tallow Rise said. At worst 40,100 homes were dark, Chief Executive Liv Aronne said."
    bodies = [Source("tallow-rise", "Tallow Rise", "body", ("Tallow Rise",)),
              Source("vell-health-board", "Vell Health Board", "body", ("Vell Health Board",))]  # fmt: skip
    cast = [
        known(each)
        for each in (
            *bodies,
            Source("liv-aronne", "Liv Aronne", "person", ("Liv Aronne",), "Chief Executive"),
        )
    ]
    at = text.index("Tallow")
    mention = Mention("organisation", at, at + 11, "Tallow Rise", "Tallow Rise", "tallow-rise")
    taken = Dissection(Report("r1", "r1", text, "", publisher="Post"), (), (), (), mentions=(mention,))
    assert [(e.left, e.right) for e in offices(cast, [taken], {}, frozenset())] == [
        ("liv-aronne", "tallow-rise")
    ]


def kind_of(publisher: str, **more: object) -> str | None:
    """What a publisher is taken for that says something in a report of its own."""
    world = World()
    report = world.report(publisher)
    world.reports[report] = replace(world.reports[report], **more)  # type: ignore[arg-type]
    world.say(report, TEXT)
    _, sources = group.sources(world.dissections, world.statements)
    return next((s.kind for s in sources if publisher in s.aliases), None)


@pytest.mark.parametrize("name", ["Harbour Weekend", "City Dial", "Coast FM", "Canal Nine"])
def test_a_paper_called_after_a_place_is_no_body(name: str) -> None:
    assert kind_of(name) == "outlet"


def test_an_agency_with_a_dateline_is_a_news_agency() -> None:
    assert kind_of("North Water Agency") == "body"
    assert kind_of("North Water Agency", credits=(Credit("agency", "NWA"),)) == "outlet"


def test_who_posts_is_whom_the_account_is_called_after() -> None:
    world = World()
    a = world.say(world.report("Karn Water Board (posts)"), TEXT)
    world.say(world.report("Radio Vell"), TEXT, named("Karn Water Board"))
    assert world.of(a).origins.shown == 1


def spoken_by(words: str, body: str) -> int:
    """The possible origins of what a body says in one outlet, and people told by those words in another."""
    world = World()
    world.source(body, "body")
    a = world.say(world.report("Halm Herald"), TEXT, named(body))
    radio = world.report("Radio Vell")
    said = world.say(radio, TEXT, unnamed(words, radio))
    world.place(said, 1, 0, 1)
    return world.of(a).origins.possible


@pytest.mark.parametrize(
    ("words", "body"),
    [("Water officials in Karn", "Karn Water Board"), ("millers", "Millers' Association of Karn")],
)
def test_people_told_by_their_field_speak_for_its_body(words: str, body: str) -> None:
    assert spoken_by(words, body) == 1


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("intelligence officials", "Karn Intelligence Office"),
        ("two millers' wives", "Millers' Association of Karn"),
    ],
)
def test_who_talks_without_leave_speaks_for_nobody(words: str, body: str) -> None:
    assert spoken_by(words, body) == 2


def test_a_full_name_behind_our_is_a_reporter_of_the_house() -> None:
    world = World()
    world.source("Ada Lund", "person")
    radio = world.report("Radio Vell")
    world.add(radio, "Our Ada Lund spent the day there.")
    a = world.say(radio, TEXT, named("Ada Lund"))
    assert [o.source_id for o in world.of(a).origins.list] == ["radio-vell"]


def test_a_paper_by_the_last_word_of_its_name_has_its_owner() -> None:
    world = World()
    first, second = world.report("The Halm Lamp"), world.report("Radio Vell")
    world.say(first, TEXT)
    world.add(first, "The Lamp and Radio Vell are part of the Dornec Group.")
    world.say(second, TEXT)
    edges, _ = group.sources(world.dissections, world.statements)
    assert {e.left for e in edges if e.kind == "owner"} == {"halm-lamp", "radio-vell"}


def test_a_release_spells_its_bodys_name_in_its_first_line() -> None:
    world = World()
    page = world.report("KWO")
    world.add(page, "KWO – Karn Water Office\nofficial channel\n")
    a = world.say(page, TEXT)
    world.say(world.report("Radio Vell"), TEXT, named("Karn Water Office"))
    assert world.of(a).origins.shown == 1


def test_the_airline_is_the_company_that_carries_the_claim_and_no_place_of_its_report() -> None:
    world = World()
    world.source("Halder Air", "body")
    world.source("Selm", "body")
    a = world.say(world.report("Halm Herald"), TEXT, named("Halder Air"))
    radio = world.report("Radio Vell")
    world.add(radio, "The plane came down on the Selm salt flat.")
    said = world.say(radio, TEXT, named("the airline"))
    world.place(said, 1, 44, 55)
    assert world.of(a).origins.shown == 1


def test_the_seismologists_are_of_the_seismic_service() -> None:
    assert spoken_by("the seismologists", "Karn Seismic Service") == 1
    assert spoken_by("the geologists", "Karn Seismic Service") == 2


def test_his_widow_is_the_wife_whom_the_story_names() -> None:
    world = World()
    world.source("Ada Lund", "person")
    first, second = world.report("Radio Vell"), world.report("The Halm Lamp")
    world.source("Ada", "person")
    world.add(first, "His wife, Ada Lund, came out to the press. Now his wife Ada is left behind.")
    a = world.say(first, TEXT, named("Ada Lund"))
    b = world.say(second, TEXT, unnamed("His widow", second))
    assert [o.source_id for o in world.of(a).origins.list] == ["ada-lund"]
    assert world.of(b).origins.possible == 1


def test_his_wife_is_nobody_in_particular_where_the_story_names_two() -> None:
    world = World()
    world.source("Ada Lund", "person")
    world.source("Runa Dahl", "person")
    first, second = world.report("Radio Vell"), world.report("The Halm Lamp")
    world.add(first, "His wife, Ada Lund, came out. Otto Kranz's wife, Runa Dahl, stayed in.")
    world.say(first, TEXT, named("Ada Lund"))
    b = world.say(second, TEXT, unnamed("his wife", second))
    assert world.of(b).origins.possible == 2


def test_the_place_that_somebody_rules_is_not_short_for_a_body_named_after_it() -> None:
    def who(role: str) -> int:
        world = World()
        world.source("Ole Brekke", "person", role=role)
        world.source("Vessry Freight", "body")
        world.source("Vessry", "body")
        a = world.say(world.report("Halm Herald"), TEXT, named("Vessry"))
        world.say(world.report("Radio Vell"), TEXT, named("Vessry Freight"))
        world.say(world.report("Radio Vell"), "The fair is off", named("Ole Brekke"))
        return one(world, a)

    assert who("the governor of Vessry province") == 2
    assert who("the manager of the port") == 1
