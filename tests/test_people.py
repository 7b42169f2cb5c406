"""Accounts, tokens and sessions: what opens the desk, for how long, and what the audit log says of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from twosource import Desk, Settings, people
from twosource.errors import AlreadyThere, NotAllowed, SignInRefused, UnknownId, UsageError

WORDS = "seven lamps over quay"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(Settings(db=tmp_path / "desk.db")) as opened:
        opened.add_person("Ada", "admin", WORDS, "cli:tester")
        yield opened


def log(desk: Desk) -> list[tuple[str, str, str]]:
    return [(entry.actor, entry.action, entry.subject) for entry in reversed(desk.audit())]


def test_a_name_is_one_account_in_capitals_or_not(desk: Desk) -> None:
    with pytest.raises(AlreadyThere, match="another name"):
        desk.add_person("ADA", "reader", WORDS, "Ada")
    assert [(one.name, one.role) for one in desk.people()] == [("Ada", "admin")]


@pytest.mark.parametrize("name", ["", "  ", "a\nb\x00", "x" * 65, "cli:root", "peer:desk"])
def test_names_that_cannot_be(desk: Desk, name: str) -> None:
    with pytest.raises(UsageError):
        desk.add_person(name, "reader", WORDS, "Ada")


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaaaaaa", "x" * 1025])
def test_passwords_that_are_too_weak_or_too_long(desk: Desk, password: str) -> None:
    with pytest.raises(UsageError, match=r"password|Password"):
        desk.add_person("Bo", "reader", password, "Ada")


def test_the_store_holds_no_secret(desk: Desk, tmp_path: Path) -> None:
    session, _ = desk.sign_in("ada", WORDS, 1)
    token, _ = desk.make_token("Ada", "a script", ["read"], 1, "Ada")
    desk.close()
    held = b"".join(file.read_bytes() for file in tmp_path.glob("desk.db*"))
    for secret in (WORDS, session, token.split("_", 2)[2]):
        assert secret.encode() not in held
    assert b"$argon2id$" in held


def test_a_session_opens_the_desk_until_it_ends(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    secret, session = desk.sign_in("ada", WORDS, 1)
    who = desk.who(session=secret)
    assert who is not None
    assert (who.name, who.role, who.via) == ("Ada", "admin", "session")
    assert desk.who(session=secret + "x") is None
    monkeypatch.setattr("twosource.desk.accounts.now", lambda: session.expires_at)
    assert desk.who(session=secret) is None
    monkeypatch.undo()
    desk.sign_out(secret)
    assert desk.who(session=secret) is None


@pytest.mark.parametrize(("name", "password"), [("Ada", "wrong words entirely"), ("Nobody", WORDS), ("", "")])
def test_a_sign_in_that_fails_does_not_say_why(desk: Desk, name: str, password: str) -> None:
    with pytest.raises(SignInRefused, match=r"^That name and password do not belong together\. Try again\.$"):
        desk.sign_in(name, password, 1)


def test_who_is_ended_is_out_at_once(desk: Desk) -> None:
    desk.add_person("Bo", "editor", WORDS, "Ada")
    session, _ = desk.sign_in("Bo", WORDS, 1)
    token, _ = desk.make_token("Bo", "a script", ["ingest"], 1, "Bo")
    assert desk.who(session=session)
    assert desk.who(token=token)
    desk.change_person("Bo", "Ada", ended=True)
    assert desk.who(session=session) is None
    assert desk.who(token=token) is None
    with pytest.raises(SignInRefused):
        desk.sign_in("Bo", WORDS, 1)
    with pytest.raises(NotAllowed):
        desk.make_token("Bo", "another", ["read"], 1, "Ada")


def test_a_new_password_ends_the_other_sign_ins(desk: Desk) -> None:
    here, _ = desk.sign_in("Ada", WORDS, 1)
    there, _ = desk.sign_in("Ada", WORDS, 1)
    desk.change_person("Ada", "Ada", password="four new words here", keep=here)
    assert desk.who(session=here)
    assert desk.who(session=there) is None
    with pytest.raises(SignInRefused):
        desk.sign_in("Ada", WORDS, 1)


def test_the_last_admin_stays(desk: Desk) -> None:
    for harm in ({"role": "reader"}, {"ended": True}):
        with pytest.raises(NotAllowed, match="last admin"):
            desk.change_person("Ada", "Ada", **harm)  # type: ignore[arg-type]
    desk.add_person("Bo", "admin", WORDS, "Ada")
    assert desk.change_person("Ada", "Bo", role="reader").role == "reader"


def test_a_token_may_what_it_was_made_for_and_its_person_still_may(desk: Desk) -> None:
    desk.add_person("Bo", "editor", WORDS, "Ada")
    given, token = desk.make_token("Bo", "the wire", ["read", "ingest"], 30, "Bo")
    who = desk.who(token=given)
    assert who is not None
    assert who.scopes == {"read", "ingest"}
    desk.change_person("Bo", "Ada", role="reader")
    who = desk.who(token=given)
    assert who is not None
    assert who.scopes == {"read"}
    with pytest.raises(NotAllowed, match="may not decide"):
        desk.make_token("Bo", "more", ["decide"], 1, "Bo")
    with pytest.raises(UnknownId):
        desk.revoke_token(token.id, "Ada", of="Ada")
    desk.revoke_token(token.id, "Ada")
    assert desk.who(token=given) is None


def test_a_token_expires(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    given, token = desk.make_token("Ada", "a script", ["read"], 1, "Ada")
    monkeypatch.setattr("twosource.desk.accounts.now", lambda: token.expires_at)
    assert desk.who(token=given) is None


@pytest.mark.parametrize("given", ["", "tws", "tws_", "tws__", "tws_abc_def", "xyz_a_b", "tws_a_b_c_d"])
def test_what_is_no_token_opens_nothing(desk: Desk, given: str) -> None:
    assert desk.who(token=given) is None


def test_a_token_of_another_secret_opens_nothing(desk: Desk) -> None:
    given, token = desk.make_token("Ada", "a script", ["read"], 1, "Ada")
    assert desk.who(token=people.written(token.id, people.mint())) is None
    assert desk.who(token=given) is not None


@pytest.mark.parametrize("days", [0, -1, 367, float("nan")])
def test_no_token_lives_for_ever(desk: Desk, days: float) -> None:
    with pytest.raises(UsageError, match="days"):
        desk.make_token("Ada", "a script", ["read"], days, "Ada")


def test_everything_is_in_the_audit_log(desk: Desk) -> None:
    secret, _ = desk.sign_in("Ada", WORDS, 1)
    with pytest.raises(SignInRefused):
        desk.sign_in("Ada", "not these words", 1)
    _, token = desk.make_token("Ada", "a script", ["read"], 1, "Ada")
    desk.revoke_token(token.id, "Ada")
    desk.add_person("Bo", "reader", WORDS, "Ada")
    desk.change_person("Bo", "Ada", role="editor")
    desk.sign_out(secret)
    assert log(desk) == [
        ("cli:tester", "people.add", "Ada"),
        ("Ada", "people.sign-in", "Ada"),
        ("Ada", "people.sign-in-refused", "Ada"),
        ("Ada", "token.make", f"token:{token.id}"),
        ("Ada", "token.revoke", f"token:{token.id}"),
        ("Ada", "people.add", "Bo"),
        ("Ada", "people.change", "Bo"),
        ("Ada", "people.sign-out", "Ada"),
    ]
    assert desk.verify().broken is None


def test_the_first_account_is_made_once(tmp_path: Path) -> None:
    with Desk(Settings(db=tmp_path / "desk.db")) as desk:
        assert not desk.anybody()
        desk.add_person("Ada", "admin", WORDS, "setup", first=True)
        with pytest.raises(AlreadyThere):
            desk.add_person("Eve", "admin", WORDS, "setup", first=True)


def test_rights_grow_with_the_role() -> None:
    reader, editor, admin = (people.RIGHTS[role] for role in people.ROLES)
    assert reader < editor < admin
    assert admin == set(people.SCOPES)
