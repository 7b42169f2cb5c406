"""STIX 2.1 dictionaries -> words that can be counted. Whatever comes, nothing here raises: what cannot be taken is

a Refusal with its reason. Bytes are judged, never trusted: sizes are bounded, every field is checked for its type.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from ...model import Heard, Refusal, Word
from . import tokens
from .vocabulary import EXTENSION, LEVEL_OF, TLP, Object, is_id, is_time

MOST_OBJECTS = 50_000
LONGEST_TEXT = 20_000
LONGEST_NAME = 500
MOST_WORDS = 100
MOST_TOKENS = 2_000
# Objects that carry nobody's word: they are kept with the bundle and need no answer.
CONTEXT = frozenset(
    ["identity", "incident", "location", "report", "observed-data", "relationship", "marking-definition",
     "extension-definition", "url", "artifact", "file", "grouping", "language-content"]
)  # fmt: skip
NEWER = "a newer version of it stands in the same bundle"
_STANCE = {
    "strongly-agree": "confirm",
    "agree": "confirm",
    "disagree": "dispute",
    "strongly-disagree": "dispute",
}


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a bundle or an envelope holds: objects that have an id and a type, and what was refused at once."""

    objects: tuple[Object, ...]
    refused: tuple[Refusal, ...] = ()

    def titles(self) -> dict[str, str]:
        """The names of events in it, by id."""
        return {
            each["id"]: each["name"]
            for each in self.objects
            if each["type"] == "incident" and _line(each.get("name"))
        }


def parcel(body: bytes) -> Parcel:
    """The objects of a bundle or a TAXII envelope."""
    try:
        read = orjson.loads(body)
    except (orjson.JSONDecodeError, RecursionError):
        return Parcel((), (Refusal("", "it is not JSON in UTF-8"),))
    if not isinstance(read, dict) or not isinstance(read.get("objects"), list):
        return Parcel(
            (),
            (Refusal("", "it is neither a STIX bundle nor a TAXII envelope: there is no list of objects"),),
        )
    if len(read["objects"]) > MOST_OBJECTS:
        return Parcel((), (Refusal("", f"it holds more than {MOST_OBJECTS} objects: send it in parts"),))
    taken: dict[str, Object] = {}
    refused = []
    for each in read["objects"]:
        problem = _malformed(each)
        ident = each["id"] if isinstance(each, dict) and isinstance(each.get("id"), str) else ""
        if problem:
            refused.append(Refusal(ident[:LONGEST_NAME], problem))
        elif ident in taken and taken[ident].get("modified", "") > each.get("modified", ""):
            refused.append(Refusal(ident, NEWER, each.get("modified", "")))
        else:
            if ident in taken and taken[ident].get("modified", "") < each.get("modified", ""):
                refused.append(Refusal(ident, NEWER, taken[ident].get("modified", "")))
            taken[ident] = each
    return Parcel(tuple(taken.values()), tuple(refused))


def _malformed(one: Any) -> str:
    """Why something is no object of STIX 2.1; "" where it may be one."""
    if not isinstance(one, dict):
        return "it is no object"
    kind, ident = one.get("type"), one.get("id")
    if not isinstance(kind, str) or not isinstance(ident, str):
        return "it has no type or no id"
    if not is_id(ident) or not ident.startswith(kind + "--"):
        return "its id is not its type with a UUID"
    if one.get("spec_version", "2.1") != "2.1":
        return "it is not STIX 2.1"
    for name in ("created", "modified"):
        if name in one and not is_time(one[name]):
            return f"its {name} is not a time as STIX writes it"
    return ""


def heard(one: Object, titles: Mapping[str, str] | None = None) -> Heard | Refusal | None:
    """The words of a note, opinion or sighting; None for an object that carries nobody's word."""
    kind = one["type"]
    if kind in CONTEXT:
        return None
    if kind not in ("note", "opinion", "sighting"):
        return Refusal(one["id"], f"a {kind} says nothing that Twosource can count")
    author = one.get("created_by_ref")
    if (
        not isinstance(author, str)
        or not is_id(author)
        or not is_time(one.get("modified"))
        or not is_time(one.get("created"))
    ):
        return Refusal(one["id"], "it does not say who made it and when")
    ours = one.get("extensions", {}).get(EXTENSION) if isinstance(one.get("extensions", {}), dict) else None
    ours = ours if isinstance(ours, dict) else {}
    if kind == "note" and ours.get("kind") == "listing":
        return None
    text = _said(one, kind)
    if text is None:
        return Refusal(one["id"], f"its text is missing or longer than {LONGEST_TEXT} characters")
    about = _about(one, kind)
    stance = _stance(one, kind)
    if stance is None:
        return Refusal(one["id"], "it agrees and disagrees with nothing")
    words = _words(ours.get("origins"))
    if words is None:
        return Refusal(one["id"], "its origins are not as docs/sharing.md describes them")
    story = ours.get("story") if is_id(ours.get("story")) else None
    return Heard(
        object_id=one["id"],
        author=author,
        created=one["created"],
        modified=one["modified"],
        kind=stance,  # type: ignore[arg-type]
        text=text,
        words=words,
        about=about,
        story=story,
        title=(titles or {}).get(story or ""),
        level=_level(one.get("object_marking_refs")),
        language=one["lang"] if _line(one.get("lang")) else "en",
        status=ours["status"] if _line(ours.get("status")) else "",
        revoked=one.get("revoked") is True,
        mapped=bool(ours),
    )


def _said(one: Object, kind: str) -> str | None:
    """The text of a note; why, of an answer (which may be empty)."""
    value = one.get({"note": "content", "opinion": "explanation", "sighting": "description"}[kind])
    if kind != "note" and value is None:
        return ""
    if not isinstance(value, str) or len(value) > LONGEST_TEXT or (kind == "note" and not value.strip()):
        return None
    return value.replace("\0", " ")


def _about(one: Object, kind: str) -> tuple[str, ...]:
    refs = [one.get("sighting_of_ref")] if kind == "sighting" else one.get("object_refs")
    refs = refs if isinstance(refs, list) else []
    return tuple(each for each in refs[:MOST_OBJECTS] if is_id(each))


def _stance(one: Object, kind: str) -> str | None:
    if kind == "note":
        return "claim"
    if kind == "sighting":
        return "confirm"
    value = one.get("opinion")
    return _STANCE.get(value) if isinstance(value, str) else None


def _level(refs: Any) -> str:
    """The strictest TLP level of an object; AMBER+STRICT where it carries none that we know: it goes nowhere."""
    found = (
        [LEVEL_OF[each] for each in refs if isinstance(each, str) and each in LEVEL_OF]
        if isinstance(refs, list)
        else []
    )
    return max(found, key=list(TLP).index, default="AMBER+STRICT")


def _words(value: Any) -> tuple[Word, ...] | None:
    """The origins as the sender gives them; none where there are none, None where they are not as they should be."""
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST_WORDS:
        return None
    found = []
    for each in value:
        if not isinstance(each, dict) or not _line(each.get("name")):
            return None
        listed = (
            _lines(each.get("rests_on")),
            _lines(each.get("relays")),
            _lines(each.get("tokens"), MOST_TOKENS),
        )
        if any(one is None for one in listed):
            return None
        rests_on, relays, given = (one or () for one in listed)
        found.append(
            Word(
                name=each["name"],
                kind=each["kind"] if _line(each.get("kind")) else "unknown",
                named=each.get("named") is not False,
                own=each.get("own_voice") is True,
                seen=each.get("seen") is True,
                rests_on=rests_on,
                unnamed_basis=each.get("unnamed_basis") is True,
                withdrawn=each.get("withdrawn") is True,
                relays=relays,
                tokens=tuple(sorted({one for one in given if tokens.TOKEN.fullmatch(one)})),
            )
        )
    return tuple(found)


def _line(value: Any) -> bool:
    return (
        isinstance(value, str) and len(value.strip()) > 0 and len(value) <= LONGEST_NAME and "\n" not in value
    )


def _lines(value: Any, most: int = MOST_WORDS) -> tuple[str, ...] | None:
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > most or not all(_line(each) for each in value):
        return None
    return tuple(value)


def refuse_replays(found: Sequence[Heard], held: Mapping[str, Heard]) -> tuple[list[Heard], list[Refusal]]:
    """The words that are news: by the author of the version held, and newer than it."""
    from .vocabulary import instant

    new, refused = [], []
    for one in found:
        old = held.get(one.object_id)
        if old is not None and old.author != one.author:
            refused.append(Refusal(one.object_id, "only its author may change it"))
        elif old is not None and old.revoked:
            refused.append(Refusal(one.object_id, "its author has withdrawn it: what is withdrawn stays so"))
        elif old is not None and instant(one.modified) <= instant(old.modified):
            refused.append(Refusal(one.object_id, "this version or a newer one is held already"))
        else:
            new.append(one)
    return new, refused
