"""What would raise a claim, in words."""

from __future__ import annotations

from ...model import Assessment
from ...text import listed, phrase


def raising(assessment: Assessment) -> list[str]:
    """What would raise the claim, from its status and its counts."""
    shown_, possible = assessment.origins.shown, assessment.origins.possible
    names = [origin.name for origin in assessment.origins.list if origin.named]
    bases = [
        key.split(":")[1].replace("-", " ")
        for o in assessment.origins.list
        for key in o.based_on
        if key.count(":") > 1
    ]
    unnamed = [phrase(o.name) for o in assessment.origins.list if not o.named and o.name != "unnamed source"]
    if assessment.status == "retracted":
        return [
            "Nothing that repeats it. Only an origin that did not withdraw it, and has it for itself, would."
        ]
    if assessment.status == "confirmed":
        return ["It is signed by a person, which is the most that a claim can be."]
    found: list[str] = []
    if assessment.status == "disputed":
        found.append("The other side withdraws, or a person who looked into it decides which holds.")
    if shown_ < 2 <= possible:
        who = f" ({listed([*unnamed, *bases[:1]][:3])})" if unnamed or bases else ""
        found.append(
            f"Learning who the unnamed source{who} is: if it is somebody else, there are {possible} independent origins."
        )
    if shown_ < 2:
        told = f" than {names[0]}" if len(names) == len(assessment.origins.list) == 1 else ""
        found.append(
            f"One more report from another origin{told} that has it for itself: then it is corroborated. More reports of the same origin change nothing."
        )
    elif assessment.status == "reported":
        found.append(
            "Two independent origins who say that it is so: whoever expects it, or holds it possible, does not show it."
        )
    elif assessment.status == "corroborated":
        found.append("A person who checked it and signs it: then it is confirmed.")
    return found
