"""Watches over a real store: what is told, how it leaves, and that it arrives."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from tests.watching.hosts import Host, article, gives, host
from twosource import Desk, Settings
from twosource.errors import UnknownId, UsageError
from twosource.model import Alert, Channel, Evidence, SendTo
from twosource.surfaces.atom import feed

FERRY = "The harbour office said 11 people died when the ferry Anneke sank off Tarn on Friday."
REPORTS = {
    "post": f"{FERRY} The captain, Ulla Brandt, said the engine had failed.",
    "echo": "The Skarholm Post reported that the engine of the ferry Anneke had failed, citing the captain, Ulla Brandt.",
    "wire": "The coast guard said it counted 14 dead after the ferry Anneke sank off Tarn on Friday. The operator denied "
    "that the engine had failed.",
}


def settings(tmp_path: Path, **more: object) -> Settings:
    return Settings(db=tmp_path / "desk.db", allow_hosts=("127.0.0.1",), quiet=True, **more)  # type: ignore[arg-type]


def read(desk: Desk, tmp_path: Path, *names: str) -> None:
    for name in names:
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps({"title": f"Ferry, by {name}", "publisher": name.title(), "text": REPORTS[name],
                                    "published_at": "2031-05-03T09:00:00+00:00"}))  # fmt: skip
        list(desk.ingest([str(path)]))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(settings(tmp_path)) as opened:
        yield opened


def test_what_changes_is_told_and_what_was_known_is_not(desk: Desk, tmp_path: Path) -> None:
    read(desk, tmp_path, "post")
    watch, _ = desk.watch("the ferry", "Ada", words="ferry")
    assert desk.alerts(after=0) == ()
    read(desk, tmp_path, "echo", "wire")
    found = desk.alerts(after=0)
    assert [alert.number for alert in found] == list(range(1, len(found) + 1))
    assert {alert.watch_id for alert in found} == {watch.id}
    kinds = {alert.kind for alert in found}
    assert "report" in kinds
    assert kinds & {"status", "conflict", "origin_added", "nothing_independent"}
    texts = {report.id: report.text for _, report in desk._store.scan()}
    for alert in found:
        assert all(texts[span.report_id][span.start : span.end] == span.text for span in alert.spans)
    assert [alert.number for alert in desk.alerts(limit=2)] == [len(found), len(found) - 1]
    desk.note_alerts()
    read(desk, tmp_path, "wire")
    assert desk.alerts(after=0) == found


def test_two_that_look_at_once_record_an_alert_once(desk: Desk, tmp_path: Path) -> None:
    read(desk, tmp_path, "post")
    desk.watch("all")
    with Desk(settings(tmp_path), only_reads=True) as other:
        monkey = desk.note_alerts
        desk.note_alerts = lambda: None  # type: ignore[method-assign]
        read(desk, tmp_path, "wire")
        threads = [threading.Thread(target=_noted, args=(tmp_path,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        monkey()
        ids = [alert.id for alert in other.alerts(after=0)]
    assert ids
    assert len(ids) == len(set(ids))


def _noted(tmp_path: Path) -> None:
    with Desk(settings(tmp_path)) as desk:
        desk.note_alerts()


def test_a_watch_that_is_ended_tells_no_more(desk: Desk, tmp_path: Path) -> None:
    read(desk, tmp_path, "post")
    one, _ = desk.watch("all", "Ada")
    desk.end_watch(one.id, "Ada")
    read(desk, tmp_path, "wire")
    assert desk.alerts(after=0) == ()
    assert [entry.action for entry in desk.audit()][:2] == ["end watch", "watch"]
    with pytest.raises(UnknownId):
        desk.end_watch(one.id)
    with pytest.raises(UnknownId):
        desk.watch("x", story="nothing")
    with pytest.raises(UsageError, match="webhook"):
        desk.watch("x", "", SendTo(webhook="ftp://x.example/"))
    with pytest.raises(UsageError, match="mail address"):
        desk.watch("x", "", SendTo(mail="a@b.example\r\nBcc: c@d.example"))


# --- deliveries


def kept(desk: Desk, channel: Channel, count: int, due: datetime | None = None) -> list[Alert]:
    """So many alerts on their way through a channel."""
    made = [
        Alert(f"{n:032}", channel.watch_id, "report", "2031-01-01T00:00:00+00:00", f"Alert {n}")
        for n in range(count)
    ]
    moment = (due or datetime.now(UTC) - timedelta(seconds=1)).isoformat(timespec="milliseconds")
    desk._store.alerts.add(made, {channel.id: moment})
    return made


@pytest.fixture
def hook() -> Iterator[Host]:
    with host() as opened:
        opened.pages["/hook"] = gives("taken", "text/plain")
        yield opened


def test_a_webhook_is_signed_and_arrives_in_order(desk: Desk, hook: Host) -> None:
    desk.prepare()
    _, (channel,) = desk.watch("all", "", SendTo(webhook=f"{hook.url}/hook"))
    made = kept(desk, channel, 3)
    assert desk.deliver() == 3
    assert desk.deliver() == 0
    for (_, _, headers), body, alert in zip(hook.asked, hook.bodies, made, strict=True):
        assert headers["webhook-id"] == alert.id
        key = base64.b64decode(channel.secret.removeprefix("whsec_"))
        signed = f"{alert.id}.{headers['webhook-timestamp']}.".encode() + body
        right = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        assert headers["webhook-signature"] == f"v1,{right}"
        assert json.loads(body)["alert"]["text"] == alert.text


def test_what_does_not_arrive_is_tried_again_later_also_by_another_process(
    desk: Desk, hook: Host, tmp_path: Path
) -> None:
    desk.prepare()
    _, (channel,) = desk.watch("all", "", SendTo(webhook=f"{hook.url}/hook"))
    made = kept(desk, channel, 2)
    hook.pages["/hook"] = gives("busy", status=503)
    assert desk.deliver() == 0
    assert len(hook.asked) == 1  # the second waits behind the first
    assert desk.troubles() == {channel.id: (2, "503 service unavailable: try again later")}
    assert desk.deliver() == 0
    assert len(hook.asked) == 1  # not before its time
    hook.pages["/hook"] = gives("taken")
    with Desk(settings(tmp_path)) as later:
        assert later.deliver(datetime.now(UTC) + timedelta(seconds=40)) == 2
        assert later.troubles() == {}
    assert [headers["webhook-id"] for _, _, headers in hook.asked[1:]] == [one.id for one in made]


def test_what_waits_behind_another_is_not_given_up_with_its_tries(desk: Desk, hook: Host) -> None:
    desk.prepare()
    _, (channel,) = desk.watch("all", "", SendTo(webhook=f"{hook.url}/hook"))
    kept(desk, channel, 3)
    hook.pages["/hook"] = gives("busy", status=503)
    at = datetime.now(UTC)
    for _ in range(45):
        at += timedelta(hours=7)
        desk.deliver(at)
    hook.pages["/hook"] = gives("taken")
    assert desk.deliver(at + timedelta(hours=7)) == 2  # the first was given up after 40 tries


def test_a_receiver_that_is_gone_is_sent_no_more(desk: Desk, hook: Host) -> None:
    desk.prepare()
    _, (channel,) = desk.watch("all", "", SendTo(webhook=f"{hook.url}/hook"))
    kept(desk, channel, 1)
    hook.pages["/hook"] = gives("gone", status=410)
    assert desk.deliver() == 0
    assert desk.deliver(datetime.now(UTC) + timedelta(days=3)) == 0
    assert len(hook.asked) == 1
    assert desk.troubles()[channel.id][0] == 1


def test_a_webhook_may_not_lead_into_the_own_network(tmp_path: Path, hook: Host) -> None:
    with Desk(Settings(db=tmp_path / "desk.db")) as desk:
        desk.prepare()
        _, (channel,) = desk.watch("all", "", SendTo(webhook=f"{hook.url}/hook"))
        kept(desk, channel, 1)
        assert desk.deliver() == 0
        assert "not allowed" in desk.troubles()[channel.id][1]
    assert hook.asked == []


def test_a_digest_is_one_message_under_one_id(desk: Desk, hook: Host) -> None:
    desk.prepare()
    _, (channel,) = desk.watch("all", "", SendTo(webhook=f"{hook.url}/hook", every="hourly"))
    kept(desk, channel, 3, datetime.now(UTC) + timedelta(minutes=30))
    assert desk.deliver() == 0
    assert desk.deliver(datetime.now(UTC) + timedelta(hours=1)) == 3
    (body,) = hook.bodies
    assert [each["text"] for each in json.loads(body)["alerts"]] == ["Alert 0", "Alert 1", "Alert 2"]


class _Post(socketserver.StreamRequestHandler):
    """As much SMTP as it takes to hand over a message."""

    def handle(self) -> None:
        self._say("220 here")
        data = False
        while line := self.rfile.readline():
            text = line.decode().rstrip("\r\n")
            if data:
                if text == ".":
                    data = False
                    self._say("250 taken")
                else:
                    self.server.lines.append(text)  # type: ignore[attr-defined]
            elif text.upper().startswith("DATA"):
                data = True
                self._say("354 go on")
            elif text.upper().startswith("QUIT"):
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def post_office() -> Iterator[tuple[str, list[str]]]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Post) as server:
        server.lines = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"smtp://127.0.0.1:{server.server_address[1]}", server.lines  # type: ignore[attr-defined]
        server.shutdown()


def test_mail_is_sent_with_an_id_that_stays(tmp_path: Path) -> None:
    with (
        post_office() as (address, lines),
        Desk(settings(tmp_path, mail=address, mail_from="desk@tarn.example")) as desk,
    ):
        desk.prepare()
        _, (channel,) = desk.watch("all", "", SendTo(mail="ada@tarn.example"))
        (made,) = kept(desk, channel, 1)
        assert (desk.deliver(), desk.troubles()) == (1, {})
    assert f"Message-ID: <{made.id}@twosource>" in lines
    assert "Subject: [Twosource] Alert 0" in lines
    assert "To: ada@tarn.example" in lines


def test_mail_without_a_server_says_what_to_set(desk: Desk) -> None:
    desk.prepare()
    _, (channel,) = desk.watch("all", "", SendTo(mail="ada@tarn.example"))
    kept(desk, channel, 1)
    assert desk.deliver() == 0
    assert desk.troubles()[channel.id][1] == "no mail server is set: set mail and mail_from"


def test_the_feed_of_alerts_is_clean_xml_whatever_they_say() -> None:
    text = 'Said "<script>alert(1)</script> & \x00\x0b]]>"'
    made = feed(
        [Alert("a" * 32, "w", "report", "2031-01-01T00:00:00+00:00", text, story_id="s")],
        "T",
        "http://d",
        "x",
    )
    root = fromstring(made)
    ns = "{http://www.w3.org/2005/Atom}"
    (entry,) = root.findall(f"{ns}entry")
    assert entry.findtext(f"{ns}title") == re.sub("[\x00\x0b]", "\ufffd", text)
    assert entry.findtext(f"{ns}id") == f"urn:twosource:alert:{'a' * 32}"


def test_what_leaves_passes_the_gate(desk: Desk, hook: Host, tmp_path: Path) -> None:
    text = "Sergeant Ivo Lantos, 24, a prisoner of war, said in captivity that his brother lives in Tarn."
    (tmp_path / "pow.json").write_text(json.dumps({"title": "Captured", "publisher": "Post", "text": text}))
    _, (channel,) = desk.watch("all", "", SendTo(webhook=f"{hook.url}/hook"))
    list(desk.ingest([str(tmp_path / "pow.json")]))
    (told,) = desk.timeline()
    (report,) = told.reports
    at = text.index("Ivo Lantos")
    span = Evidence(report.id, at, at + 10, "Ivo Lantos")
    alert = Alert("f" * 32, channel.watch_id, "figure", "2031-01-01T00:00:00+00:00", "Ivo Lantos: moved", told.story.id,
                  None, "Ivo Lantos", "24", (span,))  # fmt: skip
    desk._store.alerts.add([alert], {channel.id: "2031-01-01T00:00:00.000+00:00"})
    assert desk.deliver(datetime(2032, 1, 1, tzinfo=UTC)) >= 1
    assert hook.bodies
    assert b"Lantos" not in b"".join(hook.bodies)
    assert "Lantos" in desk.alerts()[0].text  # the desk itself sees what it was


def test_a_name_protected_by_hand_or_dropped_from_a_page_leaves_by_no_way(
    desk: Desk, hook: Host, tmp_path: Path
) -> None:
    held = "Sergeant Ivo Lantos, 24, was taken prisoner near Tarn, the border guard said on Friday."
    bystander = "The baker Jonas Weld said on Friday that he had seen smoke over Tarn."
    sea = "The harbour office said the sea was flat off Tarn on Friday."
    hook.pages["/page"] = gives(article("Smoke over Tarn", held, bystander, sea))
    desk.subscribe(f"{hook.url}/page", 60, "never", "page")
    list(desk.collect())
    desk.catch_up()
    desk.protect_name("Jonas Weld", "a witness", "Ada")
    desk.watch("all", "", SendTo(webhook=f"{hook.url}/hook"))
    hook.pages["/page"] = gives(article("Smoke over Tarn", bystander.replace("smoke", "a fire"), sea))
    list(desk.collect(datetime.now(UTC) + timedelta(minutes=5)))
    desk.catch_up()
    alerts = desk.alerts()
    assert "Lantos" in "".join(one.text for one in alerts)  # on the desk
    assert desk.deliver(datetime.now(UTC) + timedelta(days=1)) == len(alerts)
    outside = [b"".join(hook.bodies), feed(desk.public_alerts(alerts), "T", "http://d", "x")]
    for left in outside:
        assert b"changed its report" in left
        assert b"Lantos" not in left
        assert b"Weld" not in left
    moved = replace(alerts[0], story_id="gone")
    assert desk.public_alerts([moved])[0].spans == ()
    assert "Lantos" not in desk.public_alerts([moved])[0].text
