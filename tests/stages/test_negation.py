"""Whether a text is negated: by its main clause, not by what hangs on it."""

from __future__ import annotations

import pytest

from twosource.stages.group.wording.negation import negated


@pytest.mark.parametrize(
    "text",
    [
        "Not one lamp burned on the quay",
        "No clerk was hurt at Colony No. 9 on Sunday",
        "There was no light in the yard, nor at School No. 4",
        "The guards did not shoot until they were shot at",
        "When the doctor came, nobody was in the ward",
        "The harbour board says that no boat was lost",
        "The barge that the whole town had looked for, it turned out, had never left the lock",
        "The mill had not been inspected, and the owner knew it",
        "The clinic has stopped taking in patients",
        "She had lost the habit of locking the gate",
        "The works have ceased to pay their men",
        "He came at noon and not one of them rose",
        "The mill and the barn had no roof",
        "The pumps are not the new ones",
    ],
)
def test_a_negation_of_the_main_clause_negates(text: str) -> None:
    assert negated(text)


@pytest.mark.parametrize(
    "text",
    [
        "The clerk lost consciousness in his cell at Colony No. 9 on Sunday",
        "Order no. 12 was signed at School No 4 on Monday",
        "They came down the hill with torches, and they had not come to sing",
        "Two men died in the mill, and that the owner is not to be reached is no surprise",
        "Nine sacks were spoiled, and not twelve",
        "The boat lay at the pier when no one was on board",
        "A woman died in a lift that nobody had repaired",
        "As if that were not enough: the roof is leaking",
        "The board has nothing to say on the matter of the sacks",
        "Nine sacks of the barley were spoiled and not twelve",
        "The driver was hurt and not the passenger",
        "The barge lies at the lock with a crew of four and no cargo",
        "The pumps did not stop working",
        "The police stopped the car at the gate",
        "The mayor denied having stopped paying the men",
        "They were sure of the house they had come for and had no eye for the rest",
        "The men went straight to the safe and paid no attention to the silver",
        "Fights in the yard are not new at the works",
        "It is no secret that the pumps failed",
        "Leaks aren't unusual there",
    ],
)
def test_a_negation_of_what_hangs_on_it_does_not(text: str) -> None:
    assert not negated(text)
