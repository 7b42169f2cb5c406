"""What outlets print about who owns them, form by form; what must follow a name is looked for first, and changes nothing."""

from __future__ import annotations

import pytest

from twosource.stages.group.owners import _LINE, _OWNED, _told

PRINTED = {
    "The Lamp and Harbour Radio are jointly owned by Dornec Media.": ("The Lamp and Harbour Radio", "Dornec Media"),
    "The Evening Lamp is published by Dornec.": ("The Evening Lamp", "Dornec"),
    "Halle Post, Ost Kurier and Sund Radio are all titles of the Brede Group.": (
        "Halle Post, Ost Kurier and Sund Radio",
        "Brede Group",
    ),
    "Tern Radio and Channel 4 both belong to Ardal Holding": ("Tern Radio and Channel 4", "Ardal Holding"),
    "Sund Radio, a service of the Brede Group, was off the air.": ("Sund Radio", "Brede Group"),
    "This is Harbour Radio, a Dornec station": ("Harbour Radio", "Dornec"),
    "A part of the company was said to be sold, the newspaper said by noon. It is a station.": None,
    "Mayor Ada Soln is part of the reason; the title belongs to nobody.": None,
}  # fmt: skip


@pytest.mark.parametrize("line", PRINTED)
def test_an_owner_is_told_as_by_the_whole_form_alone(line: str) -> None:
    text = f"The ferry sank.\n{line}\n"
    found = [(each.owned, each.owner, each.start) for each in _told(text)]
    whole = [
        (match["owned"], match["owner"].strip(" ."), match.start())
        for _, _, pattern in _OWNED
        for part in _LINE.finditer(text)
        for match in pattern.finditer(text, part.start(), part.end())
    ]
    assert found == whole
    assert [(owned, owner) for owned, owner, _ in found] == ([PRINTED[line]] if PRINTED[line] else [])
