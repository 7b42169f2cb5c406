"""A state machine over three desks: no marking leaks, no echo counts, and all come to rest with the same words.

Each report has a truth that the desks do not know: its origin, and words that stand nowhere else. Whatever the desks do,
no desk counts more origins than those whose reports were read anywhere, and a group's bundle holds no word of a report
that was never marked for it.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.sharing.desks import Circle
from twosource.errors import NotTrusted, UsageError

# slug: outlet, origin, the outlet's report; each outlet and each origin is a word by which a leak is seen.
REPORTS = {
    "herald": ("Halm Herald", "River Authority", "The River Authority said on Wednesday that 40 passengers were on board when the ferry Alma sank off Halm."),
    "radio": ("Vell Radio", "Harbour Union", "Our reporter went to the pier this morning. The Harbour Union told reporters that 40 passengers were on board the ferry Alma when it sank near Halm on Wednesday."),
    "metro": ("Metro Six", "River Authority", "When the ferry Alma sank off Halm on Wednesday, 40 passengers were on board, the River Authority said in a statement."),
    "post": ("Karn Post", "Coastguard Command", "It was a calm night, fishermen recalled. Coastguard Command said that 40 passengers were on board the ferry Alma when it sank off Halm."),
}  # fmt: skip
LISTING = "'kind': 'listing'"
NAMES = ("A", "B", "C")
GROUPS = {"ab": ("A", "B"), "bc": ("B", "C"), "ca": ("C", "A")}


class Desks(RuleBasedStateMachine):
    """What three desks may do to each other."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.circle = Circle(self.folder)
        for group, names in GROUPS.items():
            self.circle.join(group, *names)
        self.read: dict[str, set[str]] = {name: set() for name in NAMES}
        self.marked: dict[str, set[str]] = {
            group: set() for group in GROUPS
        }  # slugs that ever went to a group
        self.saw: set[tuple[str, str]] = set()  # which desk showed which outlet's report as its own evidence
        for name, slug in zip(NAMES, ("herald", "radio", "metro"), strict=True):
            self.ingest(name, slug)
            self.mark(name, slug, {"A": "ab", "B": "bc", "C": "ca"}[name], "amber")

    def teardown(self) -> None:
        if hasattr(self, "circle"):
            self.come_to_rest()
            self.circle.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    @rule(name=st.sampled_from(NAMES), slug=st.sampled_from(sorted(REPORTS)))
    def ingest(self, name: str, slug: str) -> None:
        outlet, _, words = REPORTS[slug]
        self.circle.report(name, outlet, words, slug)
        self.read[name].add(slug)

    @rule(name=st.sampled_from(NAMES), slug=st.sampled_from(sorted(REPORTS)), group=st.sampled_from(sorted(GROUPS)),
          level=st.sampled_from(["green", "amber", "amber", "amber+strict"]))  # fmt: skip
    def mark(self, name: str, slug: str, group: str, level: str) -> None:
        if slug not in self.read[name]:
            return
        desk = self.circle.desk(name)
        outlet = REPORTS[slug][0]
        ids = {r.id for s in desk.stories() for r in desk.story(s.id).reports if r.publisher == outlet}
        if name in GROUPS[group] and ids:
            desk.mark(sorted(ids), level, [group])
            for each in GROUPS if level == "green" else [group] if level == "amber" else []:
                self.marked[each].add(slug)
            self._carry(group, name, next(each for each in GROUPS[group] if each != name))

    @rule(group=st.sampled_from(sorted(GROUPS)), first=st.booleans())
    def carry(self, group: str, first: bool) -> None:
        one, other = GROUPS[group] if first else GROUPS[group][::-1]
        self._carry(group, one, other)

    @rule(name=st.sampled_from(NAMES), stance=st.sampled_from(["confirm", "dispute"]), sees=st.booleans())
    def answer(self, name: str, stance: str, sees: bool) -> None:
        desk = self.circle.desk(name)
        claims = [c for c in self.circle.claims(name) if "40 passengers" in c.claim.text]
        own = [r for s in desk.stories() for r in desk.story(s.id).reports if r.received_from is None]
        if not claims:
            return
        try:
            shown = own[:1] if sees and stance == "confirm" else []
            desk.answer(claims[0].claim.id, stance, [each.id for each in shown])
        except UsageError:
            return  # no partner has told of it
        self.saw |= {(name, str(each.publisher)) for each in shown}

    @rule(name=st.sampled_from(NAMES))
    def restart(self, name: str) -> None:
        """A desk ends and begins again over what it kept."""
        self.circle.desks.pop(name).close()

    @rule(group=st.sampled_from(sorted(GROUPS)), at=st.sampled_from(["hear", "conclude"]))
    def cut(self, group: str, at: str) -> None:
        """A desk dies while it takes what another sends: nothing of it is kept, and it comes again."""
        sender, receiver = (self.circle.desk(name) for name in GROUPS[group])
        if not sender._store.kept or not receiver._store.exchange.member(
            group, f"desk-{GROUPS[group][0].lower()}"
        ):
            return
        sender.publish(group)
        exchange = receiver._store.exchange
        before = len(list(exchange.all_heard())), len(receiver.receipts())
        setattr(exchange, at, lambda *_: 1 / 0)
        try:
            got = receiver.receive(sender.bundle(group), f"Desk {GROUPS[group][0]}", group)
            assert got.seen
        except ZeroDivisionError:
            pass
        finally:
            delattr(exchange, at)
        assert (len(list(exchange.all_heard())), len(receiver.receipts())) == before

    @precondition(lambda self: hasattr(self, "circle"))
    @rule(out=st.booleans())
    def leave_and_join(self, out: bool) -> None:
        desk = self.circle.desk("A")
        if out and desk._store.exchange.member("ab", "desk-b"):
            desk.leave("ab", "Desk B")
        elif not out:
            desk.join("ab", "Desk B")

    @invariant()
    def no_echo_counts(self) -> None:
        if not hasattr(self, "circle"):
            return
        truth = {REPORTS[slug][1] for slugs in self.read.values() for slug in slugs}
        truth |= {name for name, _ in self.saw}
        for name in NAMES:
            if self.circle.desk(name)._store.kept:
                for claim in self.circle.claims(name):
                    assert claim.origins.shown <= max(1, len(truth)), (name, claim.reasons)

    @invariant()
    def no_marking_leaks(self) -> None:
        if not hasattr(self, "circle"):
            return
        for group, names in GROUPS.items():
            for name in names:
                sent = b"\n".join(one.body for one in self.circle.desk(name)._store.exchange.outbox(group))
                for slug, (outlet, _, _) in REPORTS.items():
                    answered = (name, outlet) in self.saw  # own evidence is named by who gives it
                    assert slug in self.marked[group] or answered or outlet.encode() not in sent, (
                        group,
                        name,
                        outlet,
                    )

    def _carry(self, group: str, one: str, other: str) -> bool:
        sender, receiver = self.circle.desk(one), self.circle.desk(other)
        if not sender._store.kept:
            return False
        new = bool(sender.publish(group))
        try:
            got = receiver.receive(sender.bundle(group), f"Desk {one}", group)
        except NotTrusted:
            assert not receiver._store.exchange.member(group, f"desk-{one.lower()}")
            return False
        return new or (bool(got.taken) and not got.seen)

    def come_to_rest(self) -> None:
        """Carried round and round, the desks have nothing more to say: no endless echo."""
        for _ in range(8):
            moved = [self._carry(g, a, b) for g, (x, y) in GROUPS.items() for a, b in ((x, y), (y, x))]
            if not any(moved):
                break
        else:
            pytest.fail("the desks never come to rest")
        for group, (a, b) in GROUPS.items():
            self._same_words(group, a, b)
            self._same_words(group, b, a)

    def _same_words(self, group: str, sender: str, receiver: str) -> None:
        """Whoever is in a group holds what was last said there, each version once."""
        one, other = self.circle.desk(sender), self.circle.desk(receiver)
        if not other._store.exchange.member(group, f"desk-{sender.lower()}"):
            return
        came = [
            words for _, who, _, words in other._store.exchange.all_heard() if who == f"desk-{sender.lower()}"
        ]
        assert len({(words.object_id, words.modified) for words in came}) == len(came)
        held = {words.object_id: (words.modified, words.revoked) for words in came}
        refused = {each.object_id for receipt, _, _ in other.receipts(10_000) for each in receipt.refused}
        for name, went in one._store.exchange.held(group).items():
            said = orjson.loads(went.body)
            if said["type"] not in ("note", "opinion", "sighting") or LISTING in str(said.get("extensions")):
                continue
            if went.revoked:
                assert held.get(name, ("", True))[1], f"{receiver} did not follow the withdrawal of {name}"
            elif name not in held:
                assert name in refused, f"{name} never came to {receiver}"
            else:
                assert held[name] == (went.modified, False), f"{receiver} holds another version of {name}"


Desks.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=16,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
TestDesks = Desks.TestCase
