"""Rewrites: the same report in other words is found by order, figures and scraps of wording, and nothing else is."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.model import Report
from twosource.stages.dedupe import copies
from twosource.stages.group.rewrites import concordance, rewrites
from twosource.text import digest

WIRE = """A goods train carrying 38 wagons of fertiliser left the rails on the Corran viaduct at 4:25 a.m. on Tuesday, \
and eleven of the wagons fell 30 metres into the river Sil, the Tessalian railway said.

The driver, Ines Quill, walked back along the viaduct with a lamp and stopped the night express, which was six \
minutes behind her with 174 people on board, according to the signalman at Dunmere.

The railway's chief engineer, Tobias Arne, said that a rail had cracked in the frost. "Steel remembers every cold \
night," he told reporters.

About 2,600 households in Corran were told not to drink from the river until the water had been tested, the county \
council said. The viaduct, which was finished in 1893, carries 52 trains a day and was last inspected in October."""
REWRITE = """Disaster was narrowly averted in the valley of the Sil when 38 cars laden with fertiliser derailed on \
Corran's landmark bridge at around 4:25 a.m., with eleven plunging some 30 metres to the water beneath, railway officials \
in Tessaly revealed.

In an act hailed as heroic, Ines Quill, who was at the controls, made her way back on foot carrying a lantern and halted \
an overnight passenger service. Its 174 travellers were just six minutes away, a Dunmere signal operator disclosed.

Freezing weather had caused a fracture in the track, in the view of engineering head Tobias Arne, who observed that \
metal keeps the memory of each icy night.

Residents of some 2,600 homes in Corran have meanwhile been advised by the local authority to avoid the river's \
water pending laboratory results. Opened in 1893, the structure sees 52 services daily; October saw its latest check."""
WITNESS = """Nobody in Corran slept after half past four. Olaf Perrin, who keeps the mill under the viaduct, counted eleven \
wagons in the Sil when it grew light, and a white crust of fertiliser along both banks.

“I saw a lamp coming along the parapet, and a woman behind it, running,” he said. That was Ines Quill, the driver. She had \
not lost her cap. The night express stood beyond the tunnel with all of its windows lit.

Children carried bottled water from the school to the old people in Weir Lane. The council had sent a van, but the van \
had a flat tyre at Dunmere. “We have wells,” said the baker. “We had wells before there was a railway.”

Tobias Arne, the engineer, came at nine, looked at the broken rail for a long while and asked for coffee."""


def report(name: str, text: str, **more: object) -> Report:
    return Report(id=digest(name, text), path=name, text=text, sha256="", language="en", **more)  # type: ignore[arg-type]


def test_a_rewrite_points_to_its_original_with_the_sentences_side_by_side() -> None:
    wire = report("wire", WIRE, publisher="Northern Press Agency")
    retold = report("retold", REWRITE, publisher="QuickNews")
    assert copies([wire, retold]) == ()
    (edge,) = rewrites([wire, retold])
    assert (edge.left, edge.right, edge.relation, edge.kind) == (retold.id, wire.id, "copy_of", "rewrite")
    texts = {wire.id: wire.text, retold.id: retold.text}
    spans = edge.reasons[0].spans
    assert len(spans) >= 6
    assert len(spans) % 2 == 0
    assert all(texts[s.report_id][s.start : s.end] == s.text for s in spans)


def test_a_reporter_at_the_same_event_is_no_rewriter() -> None:
    assert rewrites([report("wire", WIRE), report("witness", WITNESS)]) == ()


def test_the_same_facts_in_another_order_are_no_rewrite() -> None:
    turned = "\n\n".join(". ".join(p.split(". ")[::-1]) for p in REWRITE.split("\n\n")[::-1])
    assert rewrites([report("wire", WIRE), report("turned", turned)]) == ()


def test_a_rewrite_of_a_reprint_points_to_the_wire_itself() -> None:
    wire = report("wire", WIRE, publisher="Northern Press Agency")
    reprint = report("reprint", WIRE.replace("about", "some"), publisher="Alma Star")
    retold = report("retold", REWRITE)
    every = [retold, reprint, wire]
    assert [(e.left, e.right) for e in rewrites(every, copies(every))] == [(retold.id, wire.id)]


def test_concordance_is_one_for_the_same_order_and_minus_one_for_the_reverse() -> None:
    assert concordance([(n, 3 * n) for n in range(9)])[0] == 1
    assert concordance([(n, -n) for n in range(9)])[0] == -1
    assert concordance([(1, 1), (2, 2)]) == (0, 0)


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(4)), st.text(max_size=200))
def test_the_order_of_arrival_changes_nothing(order: list[int], text: str) -> None:
    every = [
        report("wire", WIRE),
        report("retold", REWRITE),
        report("witness", WITNESS),
        report("other", text),
    ]
    assert rewrites([every[at] for at in order]) == rewrites(every)
