"""Who publishes a plain text, its headline and its day, told from the lines above the story."""

from __future__ import annotations

import pytest

from twosource.model import Item, Report
from twosource.stages.admit import admit

STORY = (
    "Two people drowned when a ferry capsized off Lund Point on Monday, the coastguard said.\n"
    "The boat was carrying forty passengers and had left Arnholm an hour before, according to the harbour office."
)
DAY = "2025-03-03"


def text(head: str, story: str = STORY) -> Report:
    found = admit(Item("report.txt", "text", f"{head}\n\n{story}".encode()))
    assert isinstance(found, Report), found
    return found


@pytest.mark.parametrize(
    ("head", "publisher", "title"),
    [
        # free papers and broadcasters
        ("SUNRISE\nYour free evening paper\nMonday 3 March 2025\nTWO DROWN OFF THE POINT", "Sunrise", "TWO DROWN OFF THE POINT"),
        ("LUND GRATIS\nyour paper for the islands\nTwo drown off the point\n3 March 2025", "Lund Gratis", "Two drown off the point"),
        ("GRATIS!\nTwo drown off the point\n3 March 2025", "Gratis", "Two drown off the point"),
        ("TV TWO\nEvening news, 3 March 2025. Transcript", "TV Two", None),
        ("KANAL VEST\nEvening news, 3 March 2025. Transcript made by machine", "Kanal Vest", None),
        ("FJORD FM 94.4\nBreakfast news, Monday 3 March 2025. Transcript made by machine", "Fjord FM", None),
        ("Radio Arnholm 98.2 FM\nEvening news, 3 March 2025", "Radio Arnholm", None),
        ("HARBOUR FM, community radio for the sound\nThe Two O'Clock, Monday 3 March 2025\nAutomatic transcript, checked by an editor",
         "Harbour FM", None),
        ("RADIO ARNHOLM, Lund\nDrive Home, Monday 3 March 2025, 17.05\nRush transcript. May contain errors.", "Radio Arnholm", None),
        ("RADIO ARNHOLM, WORLD SERVICE IN ENGLISH\nThe Evening Hour, 3 March 2025, 20.00\nTranscript made for the archive", "Radio Arnholm", None),
        ("RADIO ARNHOLM - Evening hour, Monday 3 March 2025\nRecorded off air and translated at our desk", "Radio Arnholm", None),
        ('RADIO ARNHOLM - "The World at Six"\nMonday, 3 March 2025\nTranscript', "Radio Arnholm", None),
        ("VOICE OF THE SOUND (Arnholm), external service in English\nMorning news, 3 March 2025. Monitored text", "Voice of the Sound", None),
        ("NORLAND TWO TELEVISION\nNine o'clock news, Monday 3 March 2025. Transcript", "Norland Two Television", None),
        ("RADIO DU FJORD 101.4\nEvening journal, Monday 3 March 2025, 19:00. Translated transcript of the studio talk (made by the station)",
         "Radio du Fjord", None),
        # companies and bodies
        ("HALM PLATING S.A.\nStatement\nLund, 3 March 2025\nThe ferry", "Halm Plating S.A.", "The ferry"),
        ("MARE ALTO, S.A.\nClarification\n3 March 2025", "Mare Alto, S.A.", None),
        ("LUND WATER plc\nInformation for the press\nLund, 3 March 2025, 16:15\nEvents at the Point", "Lund Water plc", "Events at the Point"),
        ("COASTGUARD COMMAND\nPress centre\nCommuniqué no. 17, 3 March 2025, 18:30", "Coastguard Command", None),
        ("MINISTRY OF HARBOURS, PILOT SERVICE\nStatement\nLund, 3 March 2025\nThe ferry", "Ministry of Harbours, Pilot Service", "The ferry"),
        ("MINISTRY OF HARBOURS\nKingdom of Norland\nPress release, 3 March 2025\nOn the loss of the ferry", "Ministry of Harbours",
         "On the loss of the ferry"),
        ("DIOCESE OF LUND\nThe Bishop's Office\nMonday, 3 March 2025, at seven in the evening", "Diocese of Lund", None),
        ("NORTHERN UNION OBSERVATION MISSION TO ARNHOLM\nStatement\nLund, 3 March 2025",
         "Northern Union Observation Mission to Arnholm", None),
        ("Embassy of Norland in Arnholm\nPress release\n3 March 2025", "Embassy of Norland in Arnholm", None),
        ("STADTWERKE LUND GmbH\nPressemitteilung\nLund, 3. März 2025", "Stadtwerke Lund GmbH", None),
        ("Ministry of Harbours of Norland\n3 March 2025\nOn the ferry", "Ministry of Harbours of Norland", "On the ferry"),
        ("Statement of the Ministry of Harbours\n3 March 2025", "Ministry of Harbours", None),
        ("Press release from Halm Plating AB\nLund, 3 March 2025", "Halm Plating AB", None),
        ("Press release\nMinistry of Harbours\n3 March 2025", "Ministry of Harbours", None),
        ("FOR IMMEDIATE RELEASE\nHALM PETROLEUM\n3 March 2025", "Halm Petroleum", None),
        ("Lund Fire Brigade\nFacebook, 3 March 2025, 10:00", "Lund Fire Brigade", None),
        # papers whose name stands in ordinary letters, or beside their day and number
        ("The Lund Lamp\nMonday 3 March 2025\nTWO DROWN OFF THE POINT", "The Lund Lamp", "TWO DROWN OFF THE POINT"),
        ("The Lund Herald, 3 March 2025\nTwo drown off the point", "The Lund Herald", "Two drown off the point"),
        ("LUND HERALD No 44\n3 March 2025\nTwo drown off the point", "Lund Herald", "Two drown off the point"),
        ("WEEKEND EDITION\nTHE LUND HERALD\n3 March 2025\nTwo drown off the point", "The Lund Herald", "Two drown off the point"),
        ("NORLAND PUBLIC RADIO / Morning Show / 3 March 2025\nTranscript", "Norland Public Radio", None),
        ("NORLAND BROADCASTING 2\nThe Evening Hour, 3 March 2025\nTranscript", "Norland Broadcasting 2", None),
        # several bodies in one paper: all of them say it
        ("OPEN SEA – BOATS FOR ALL – HARBOUR AID\nJoint appeal\nLund, 3 March 2025, 16:00", "Open Sea, Boats for All, Harbour Aid", None),
        ("THE PILOTS' GUILD, THE COUNCIL OF FERRYMEN AND THE BAR OF LUND\nJoint declaration\nLund, 3 March 2025",
         "The Pilots' Guild, the Council of Ferrymen and the Bar of Lund", None),
        # channels
        ("Free Harbour Party (@freeharbour)\nTelegram\n3 March 2025, 21:05", "Free Harbour Party", None),
        ("Harbour Guard\n@harbourguard\n3 March 2025, 10:00", "Harbour Guard", None),
        ("Harbour Guard @harbourguard · 3 March 2025", "Harbour Guard", None),
        ("GREY GULL\nTelegram, 64,000 subscribers\n3 March 2025, 10:00", "Grey Gull", None),
        ("Embassy of Norland in Arnholm 🏛\nOfficial channel on Telegram\nPosts, 1 to 3 March 2025\n\n1 Mar, 16:02", "Embassy of Norland in Arnholm", None),
        ("Grey Gull 🐦‍⬛\npublic channel, 9K\n3 March, 2025. 11:20", "Grey Gull", None),
        ("Grey Gull 🐦\n3 March 2025, 11:20", "Grey Gull", None),
        ("SOUND WATCH ⚓ (channel)\n03.03.25 06:21", "Sound Watch", None),
        ("BEACON (channel of the ferrymen's union Fair Wind)\n3 March 2025", "Beacon", None),
        ("LANTERN 🧹 official\n3 Mar 2025 13:05", "Lantern", None),
        ("Where Is the Ferry – Committee of the Families of Lund\npublic page\n3 March 2025, 22:47", "Committee of the Families of Lund", None),
    ],
)  # fmt: skip
def test_a_head_gives_publisher_headline_and_day(head: str, publisher: str, title: str | None) -> None:
    found = text(head)
    assert (found.publisher, found.title) == (publisher, title)
    assert (found.published_at or "").startswith(DAY)
    assert found.text[: found.furniture[0].end] == head.split("\n", maxsplit=1)[0]


@pytest.mark.parametrize(
    "head",
    [
        "Ferry sinks - two dead\n3 March 2025",
        "Ferry sinks, two dead\n3 March 2025",
        "FERRY SINKS, captain arrested\n3 March 2025",
        "THE LAST NIGHT AT SEA\n3 March 2025",
        "TERROR!\nTwo drown off the point\n3 March 2025",
        "WORLD\nTwo drown off the point\n3 March 2025",
        "Opinion | Why the Ferry Sank\n3 March 2025",
        "Committee Rejects Ferry Plan\nStatement follows\n3 March 2025",
        "LUND, 3 March 2025",
        "Norland's Army on the Brink\nBriefing\n3 March 2025",
        "Ministry of Harbours Found Guilty\n3 March 2025",
        "Statement of the Obvious\n3 March 2025",
        "Statement\n3 March 2025",
        "Ten Minutes That Sank a Ferry\nWhat the town saw and heard\n3 March 2025",
        "What is behind the channel\n3 March 2025",
    ],
)
def test_a_headline_is_no_publisher(head: str) -> None:
    assert text(head).publisher is None


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("ARNHOLM POST\n23 saved off the Point\n3 March 2025", "23 saved off the Point"),
        (
            "ARNHOLM POST\nOffice of the Minister under fire\n3 March 2025",
            "Office of the Minister under fire",
        ),
        ("ARNHOLM POST\nCommunity radio goes silent\n3 March 2025", "Community radio goes silent"),
        ("ARNHOLM POST\nRecording shows captain warned\n3 March 2025", "Recording shows captain warned"),
    ],
)
def test_a_headline_beneath_a_masthead_stays_the_title(head: str, title: str) -> None:
    found = text(head)
    assert (found.publisher, found.title, found.published_at) == ("Arnholm Post", title, DAY)


def test_the_first_turn_of_a_talk_is_no_headline() -> None:
    talk = "HOST: With me is the harbour master, who saw the boat go down\nHOLT: I did. It took four minutes."
    found = text("RADIO ARNHOLM\nMonday 3 March 2025", talk)
    assert found.title is None
    assert all(span.end <= found.text.index("HOST") for span in found.furniture)


def test_a_post_is_no_headline_of_its_channel() -> None:
    post = "Up the hill, all of you. The boats are coming in and there is room in the church"
    found = text("LANTERN | channel | 8,412 subscribers\n3 March 2025, 21:47", post)
    assert (found.publisher, found.title) == ("Lantern", None)
    assert all(span.end <= found.text.index("Up the hill") for span in found.furniture)


def test_an_owner_in_brackets_is_no_part_of_a_station_s_name() -> None:
    found = text("RADIO ARNHOLM (Selm Group)\nMonday 3 March 2025\nTranscript by the archive")
    assert (found.publisher, found.published_at) == ("Radio Arnholm", DAY)


def test_how_many_follow_a_channel_may_be_written_in_a_word() -> None:
    assert (
        text("FAIR WIND | official channel\nTelegram, 212 thousand subscribers\n3 March 2025").title is None
    )


def test_whose_channel_it_is_stands_among_the_credits() -> None:
    found = text("BEACON (channel of the ferrymen's union Fair Wind)\n3 March 2025")
    (owner,) = [credit for credit in found.credits if credit.kind == "owner"]
    assert owner.name == "ferrymen's union Fair Wind"
    assert found.text[owner.start : owner.end] == owner.name


def test_a_short_word_of_a_masthead_is_written_as_the_text_writes_it() -> None:
    head = "JOINT MISSION TO THE LAKE ORU AREA\nDaily report 97\n3 March 2025"
    assert (
        text(head, f"The mission saw smoke over Lake Oru. {STORY}").publisher
        == "Joint Mission to the Lake Oru Area"
    )
    assert text(head).publisher == "Joint Mission to the Lake ORU Area"


def test_a_word_called_out_is_a_paper_where_the_text_calls_itself_so_again() -> None:
    head = "EXTRA!\nFerry: two drown off the point\nPublished: 3 March 2025"
    assert text(head, f"{STORY}\nEXTRA! pays for your story.").publisher == "Extra"
    assert text(head).publisher is None
