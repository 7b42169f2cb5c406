"""Desk A, ally B and outlet C: what is shared arrives, what comes back is counted once, what is withdrawn goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from tests.sharing.desks import SAID, Circle, codes
from twosource.errors import NotTrusted, UnknownId, UsageError


@pytest.fixture
def circle(tmp_path: Path) -> Iterator[Circle]:
    made = Circle(tmp_path)
    made.join("ab", "A", "B")
    made.join("bc", "B", "C")
    yield made
    made.close()


@pytest.fixture
def shared(circle: Circle) -> Circle:
    """A has a claim and has shared it, AMBER, with B alone."""
    circle.report("A", "Halm Herald", SAID["authority"])
    circle.share("A", "ab")
    circle.carry("ab", "A", "B")
    return circle


def counts(circle: Circle, name: str) -> tuple[int, int, str]:
    claim = circle.claim(name)
    return claim.origins.shown, claim.origins.possible, claim.status


def test_a_shared_claim_arrives_with_its_origin(shared: Circle) -> None:
    assert counts(shared, "B") == (1, 1, "reported")
    assert [origin.name for origin in shared.claim("B").origins.list] == ["River Authority"]
    assert "partner" in codes(shared.claim("B"))


def test_a_confirmation_on_the_strength_of_our_own_report_is_an_echo(shared: Circle) -> None:
    shared.report("B", "Halm Herald", SAID["authority"])
    shared.desk("B").answer(shared.claim("B").claim.id, "confirm", by="bob")
    shared.carry("ab", "B", "A")
    assert counts(shared, "A") == (1, 1, "reported")
    assert "echo" in codes(shared.claim("A"))


def test_the_same_origin_read_elsewhere_adds_nothing(shared: Circle) -> None:
    shared.report("B", "Vell Radio", SAID["again"])
    shared.share("B", "ab")
    shared.carry("ab", "B", "A")
    assert counts(shared, "A") == (1, 1, "reported")
    assert "same_origin" in codes(shared.claim("A"))


def test_a_bare_agreement_adds_nothing(shared: Circle) -> None:
    shared.desk("B").answer(shared.claim("B").claim.id, "confirm", by="bob")
    shared.carry("ab", "B", "A")
    assert counts(shared, "A") == (1, 1, "reported")
    assert "no_basis" in codes(shared.claim("A"))


def test_own_evidence_adds_one_origin(shared: Circle) -> None:
    seen = shared.report(
        "B",
        "Vell Radio",
        "Our reporter counted 40 passengers on board the Alma before the ferry sank off Halm.",
    )
    shared.desk("B").answer(shared.claim("B").claim.id, "confirm", [seen], "our reporter", "bob")
    shared.carry("ab", "B", "A")
    assert counts(shared, "A") == (2, 2, "corroborated")
    assert "partner" in codes(shared.claim("A"))


def test_a_dispute_is_a_denial_and_taking_it_back_ends_it(shared: Circle) -> None:
    claim = shared.claim("B").claim.id
    shared.desk("B").answer(claim, "dispute", why="the list says 38", by="bob")
    shared.carry("ab", "B", "A")
    assert shared.claim("A").status == "disputed"
    assert any(
        "the list says 38" in r.text or "Desk B" in r.text
        for r in shared.claim("A").reasons
        if r.code == "dispute"
    )
    shared.desk("B").answer(claim, "confirm", by="bob")
    shared.carry("ab", "B", "A")
    assert shared.claim("A").status == "reported"


def test_what_went_round_by_a_third_desk_adds_nothing(shared: Circle) -> None:
    shared.report("C", "Metro Six", SAID["again"])
    shared.share("C", "bc", "green")
    shared.carry("bc", "C", "B")
    shared.share("B", "ab", "green")
    shared.carry("ab", "B", "A")
    assert counts(shared, "A") == (1, 1, "reported")


def test_two_origins_told_on_by_a_third_desk_are_still_two(circle: Circle) -> None:
    circle.report("A", "Halm Herald", SAID["authority"])
    circle.report("A", "Vell Radio", SAID["union"])
    circle.share("A", "ab", "green")
    circle.carry("ab", "A", "B")
    circle.share("B", "bc", "green")
    circle.carry("bc", "B", "C")
    assert counts(circle, "C") == counts(circle, "B") == (2, 2, "corroborated")


def test_a_correction_goes_on_where_the_word_went_as_far_as_its_author_lets_it(circle: Circle) -> None:
    circle.report("A", "Halm Herald", SAID["authority"])
    circle.share("A", "ab", "green")
    circle.carry("ab", "A", "B")
    circle.share("B", "bc", "green")
    circle.carry("bc", "B", "C")
    circle.report("A", "Vell Radio", SAID["withdrawn"])
    circle.share("A", "ab", "green")
    circle.carry("ab", "A", "B")
    assert circle.carry("bc", "B", "C").taken, "nobody at B marked it again"
    assert [circle.claim(name).status for name in "ABC"] == ["retracted"] * 3
    # A narrows it to B: B's word of it is taken back from C.
    circle.share("A", "ab", "amber")
    circle.carry("ab", "A", "B")
    circle.carry("bc", "B", "C")
    held = circle.desk("B")._store.exchange.held("bc")
    assert all(went.revoked for name, went in held.items() if name.startswith("note--"))
    assert circle.claim("B").status == "retracted"


def test_a_mark_on_a_corrected_version_is_that_versions_own(circle: Circle) -> None:
    circle.report("A", "Halm Herald", SAID["authority"])
    circle.share("A", "ab", "green")
    circle.carry("ab", "A", "B")
    circle.share("B", "bc", "green")
    circle.report("A", "Vell Radio", SAID["union"])
    circle.share("A", "ab", "green")
    circle.carry("ab", "A", "B")
    assert circle.desk("B").outgoing("bc").told
    circle.share("B", "bc", "amber+strict")
    assert not circle.desk("B").outgoing("bc").told


def test_an_amber_claim_reaches_no_other_group_by_way_of_its_receiver(shared: Circle) -> None:
    shared.report("B", "Vell Radio", SAID["union"])
    shared.share("B", "bc", "green")
    shared.desk("B").publish("bc")
    body = shared.desk("B").bundle("bc").decode()
    assert "Harbour Union" in body
    for secret in ("River Authority", "Desk A", "Halm Herald"):
        assert secret not in body
    (note,) = [
        o
        for o in orjson.loads(body)["objects"]
        if "40 passengers" in o.get("content", "") and "origins" in str(o)
    ]
    (extension,) = note["extensions"].values()
    assert (extension["origins_shown"], extension["status"]) == (1, "reported")
    assert counts(shared, "B")[0] == 2


def test_a_correction_follows_and_an_old_version_is_refused(shared: Circle) -> None:
    old = shared.desk("A").bundle("ab")
    shared.report("A", "Vell Radio", SAID["union"])
    shared.share("A", "ab")
    new = shared.carry("ab", "A", "B")
    assert new.taken
    assert counts(shared, "B") == (2, 2, "corroborated")
    again = shared.desk("B").receive(old, "Desk A", "ab")
    assert again.seen
    assert counts(shared, "B") == (2, 2, "corroborated")
    tampered = orjson.dumps({**orjson.loads(old), "id": "bundle--00000000-0000-4000-8000-000000000000"})
    replay = shared.desk("B").receive(tampered, "Desk A", "ab")
    assert replay.taken == ()
    assert all("held already" in each.reason for each in replay.refused)


def test_what_is_withdrawn_is_retracted_where_it_stood_alone(shared: Circle) -> None:
    shared.desk("A").mark([shared.claim("A").claim.id], "amber+strict")
    sent = shared.desk("A").publish("ab")
    assert sent
    assert all(orjson.loads(one.body)["revoked"] for one in sent)
    assert all(b"passengers" not in one.body for one in sent)
    shared.carry("ab", "A", "B")
    assert shared.claim("B").status == "retracted"


def test_what_was_withdrawn_and_is_shared_again_goes_under_a_name_of_its_own(shared: Circle) -> None:
    for _ in range(2):
        shared.desk("A").mark([shared.claim("A").claim.id], "amber+strict")
        shared.carry("ab", "A", "B")
        assert shared.claim("B").status == "retracted"
        shared.share("A", "ab")
        assert any(each.startswith("note--") for each in shared.carry("ab", "A", "B").taken)
        assert counts(shared, "B") == (1, 1, "reported")
        assert shared.desk("A").publish("ab") == ()
    ever = [orjson.loads(one.body) for one in shared.desk("A")._store.exchange.outbox("ab")]
    gone = {one["id"]: at for at, one in enumerate(ever) if one.get("revoked")}
    assert not [one["id"] for at, one in enumerate(ever) if at > gone.get(one["id"], len(ever))]
    live = {one["id"] for one in ever} - gone.keys()
    for one in (each for each in ever if each["id"] in live):
        refs = [v for k, v in one.items() if k.endswith("_ref")] + [
            r for k, v in one.items() if k.endswith("_refs") for r in v
        ]
        assert not set(refs) & gone.keys(), one


def test_only_its_author_changes_an_object(shared: Circle) -> None:
    shared.desk("B").partner("Desk C")
    shared.desk("B").join("ab", "Desk C")
    held = orjson.loads(shared.desk("A").bundle("ab"))
    for each in held["objects"]:
        if each["type"] == "note":
            each["modified"] = "2030-01-01T00:00:00.000Z"
            each["content"] = "nobody was on board"
    got = shared.desk("B").receive(orjson.dumps(held), "Desk C", "ab")
    assert got.taken == ()
    assert got.refused
    assert "nobody was on board" not in repr(shared.claims("B"))


def test_who_is_out_of_the_group_gets_and_gives_nothing_more(shared: Circle) -> None:
    shared.desk("A").leave("ab", "Desk B")
    assert not shared.desk("A")._store.exchange.member("ab", "desk-b")
    with pytest.raises(NotTrusted, match="not in the group"):
        shared.desk("A").receive(shared.desk("B").bundle("ab"), "Desk B", "ab")


def test_publishing_again_sends_nothing_and_times_only_grow(shared: Circle) -> None:
    desk = shared.desk("A")
    assert desk.publish("ab") == ()
    times = [one.added_at for one in desk._store.exchange.outbox("ab")]
    assert times == sorted(set(times))


def test_a_pinned_key_has_to_sign_and_may_be_changed(shared: Circle) -> None:
    a, b = shared.desk("A"), shared.desk("B")
    b.pin("Desk A", a.identity().public_key)
    shared.report("A", "Vell Radio", SAID["union"])
    shared.share("A", "ab")
    a.publish("ab")
    body = a.bundle("ab")
    with pytest.raises(NotTrusted, match="signed"):
        b.receive(body, "Desk A", "ab")
    with pytest.raises(NotTrusted):
        b.receive(body + b" ", "Desk A", "ab", a.sign(body))
    with pytest.raises(NotTrusted):
        b.receive(body, "Desk A", "ab", b.sign(body))
    assert b.receive(body, "Desk A", "ab", a.sign(body)).taken
    b.pin("Desk A", a.identity().public_key, until="2026-01-01T00:00:00+00:00")
    with pytest.raises(NotTrusted):
        b.receive(body + b"\n", "Desk A", "ab", a.sign(body + b"\n"))


def test_received_bytes_are_kept_as_they_came(shared: Circle) -> None:
    body = shared.desk("A").bundle("ab")
    number = shared.desk("B").receipts()[0][0].number
    assert shared.desk("B")._store.exchange.bytes_of(number)[0] == body


def test_the_preview_says_what_goes_and_what_stays_and_why(shared: Circle) -> None:
    shared.report("A", "Karn Post", SAID["other"])
    seen = shared.desk("A").preview("ab")
    assert (seen.members, seen.new, seen.revoked) == (("Desk B",), (), ())
    assert any("miners" in each.text and "nobody has marked" in each.why for each in seen.stays)
    shared.share("A", "ab", word="miners")
    seen = shared.desk("A").preview("ab")
    assert any("miners" in each.get("content", "") for each in seen.new)
    assert not shared.desk("A")._store.exchange.outbox("ab", after=10_000)


def test_a_story_is_marked_by_its_reports(shared: Circle) -> None:
    desk = shared.desk("A")
    report = shared.report("A", "Karn Post", SAID["other"])
    (story,) = (s.id for s in desk.stories() if report in s.reports)
    assert [mark.subject for mark in desk.mark([story], "green")] == [report]
    assert any("miners" in each.get("content", "") for each in desk.preview("ab").new)


def test_every_act_of_sharing_is_in_the_audit_log(shared: Circle) -> None:
    actions = {entry.action for entry in shared.desk("A").audit()} | {
        entry.action for entry in shared.desk("B").audit()
    }
    assert {
        "share.mark",
        "share.publish",
        "share.receive",
        "share.join",
        "share.group",
        "share.partner",
    } <= actions
    assert shared.desk("A").verify().broken is None


def test_wrong_calls_say_what_to_do(shared: Circle) -> None:
    desk = shared.desk("A")
    with pytest.raises(UnknownId, match="partner"):
        desk.join("ab", "Desk X")
    with pytest.raises(UnknownId, match="group"):
        desk.publish("xy")
    with pytest.raises(UsageError, match="--group"):
        desk.mark(["r"], "red")
    with pytest.raises(UnknownId, match="no story, claim"):
        desk.mark(["nothing"], "green")
    with pytest.raises(UsageError, match="No partner has told"):
        desk.answer(shared.claim("A").claim.id, "confirm")
    with pytest.raises(UsageError, match="letter from A to F"):
        desk.partner("Desk B", "Z")


def test_a_second_person_has_to_agree_to_a_reveal(shared: Circle) -> None:
    from twosource.errors import NotAllowed

    desk = shared.desk("A")
    asked = desk.ask_reveal("0123456789abcdef", "the family asked for it", "ann")
    with pytest.raises(NotAllowed, match="second person"):
        desk.agree_reveal(asked.number, "Ann ")
    assert desk.known().revealed == frozenset()
    desk.agree_reveal(asked.number, "ben")
    assert desk.known().revealed == {"0123456789abcdef"}
    assert {"share.reveal.ask", "share.reveal.agree"} <= {entry.action for entry in desk.audit()}


def test_a_crash_in_the_middle_keeps_nothing(shared: Circle, monkeypatch: pytest.MonkeyPatch) -> None:
    shared.report("A", "Karn Post", SAID["other"])
    shared.share("A", "ab", word="miners")
    shared.desk("A").publish("ab")
    body, store = shared.desk("A").bundle("ab"), shared.desk("B")._store
    before = (
        len(list(store.exchange.all_heard())),
        len(shared.desk("B").receipts()),
        len(list(store.scan())),
    )
    monkeypatch.setattr(type(store.exchange), "hear", lambda *_: (_ for _ in ()).throw(OSError("disk")))
    with pytest.raises(OSError, match="disk"):
        shared.desk("B").receive(body, "Desk A", "ab")
    after = (len(list(store.exchange.all_heard())), len(shared.desk("B").receipts()), len(list(store.scan())))
    assert after == before


CAPTIVE = "The Karn Army Command said on Friday that a soldier of Belmark was captured near Halden. "
DETAIL = "The captured soldier lay in a hospital bed with a bandaged arm, the Norva Red Cross said."


def test_what_was_revealed_goes_under_no_open_mark(circle: Circle) -> None:
    circle.report("A", "Karn Post", CAPTIVE + DETAIL)
    desk = circle.desk("A")
    (story,) = desk.stories()
    said = desk.story(story.id).statements
    desk.mark([s.id for s in said], "amber", ["ab"])
    for each in desk.preview("ab").withheld:
        desk.agree_reveal(desk.ask_reveal(each.key, "asked for by his family", "ann").number, "ben")
    assert "bandaged" in str(desk.outgoing("ab").objects)
    # One of the story's statements is for every group now: its note carries TLP:GREEN.
    desk.mark([s.id for s in said if "bandaged" in s.text], "green")
    assert "bandaged" not in str(desk.outgoing("ab").objects)


def test_an_answer_passes_the_gate_its_reason_and_its_evidence_too(shared: Circle) -> None:
    words = "Our reporter counted 40 passengers on board the Alma before the ferry sank off Halm. Corporal Ivo Marten was captured there."
    seen = shared.report("B", "Vell Radio", words, "ivo-marten-counted")
    why = "Ivo Marten, the prisoner, told us, with a broken jaw"
    shared.desk("B").answer(shared.claim("B").claim.id, "confirm", [seen], why, "bob")
    sent = str(shared.desk("B").outgoing("ab").objects)
    assert "sighting" in sent
    for secret in ("Marten", "marten", "jaw"):
        assert secret not in sent
