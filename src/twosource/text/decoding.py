"""Bytes -> text, in whatever encoding they are; what is no text is refused with what to do about it."""

from __future__ import annotations

import codecs
import itertools
import re
import unicodedata
from collections import Counter

from .alphabets import one_language

SAMPLE = 200_000  # bytes that a guess looks at

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a sound, film or picture"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or film"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x1f\x8b", "gzipped data inside gzipped data"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "an RTF document"),
    (b"bplist00", "a saved web archive"),
)
# The names that pages use, read as browsers read them (WHATWG Encoding Standard).
_BROWSER = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "euc_kr": "cp949", "ks_c_5601-1987": "cp949", "iso8859-11": "cp874", "tis-620": "cp874",
}  # fmt: skip
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.-]{2,40})[\"']")
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SIGN = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}")
_HIGH, _LETTERS = bytes(range(128, 256)), bytes(range(65, 123))
_LOW = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# What Windows-1252 makes of another Western encoding: Central European, Turkish, Macintosh.
_ODD = re.compile(
    r"(?<=[^\W\d_])[¹³²¼½¾¿¡¥¢¤¦¨¬¯´¸÷×±](?=[^\W\d_])|(?<=[^\W\d_])[¹³¿¯](?=\W)|[þðýÝÞ]"
    r"|(?<=[a-z])[ŠŸŽŒÐÑÒÓÔÕ]|[ÐÑÒÓÔÕ](?!\w)|(?<![aA])ÿ"
)
# The bytes of UTF-8 shown one by one in Windows-1252 or Latin-1: a leading byte, then what 80 to BF are there.
_CONTINUED = "\x80-\xbf" + re.escape(
    "".join(bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0xA0))
)
_TWICE = re.compile(rf"[\u00c2-\u00df][{_CONTINUED}]|[\u00e0-\u00ef][{_CONTINUED}]{{2}}")
DAMAGED = "\ufffd"
# A text with fewer letters outside ASCII than so many to a plain one is Western, or damaged.
_FOREIGN = 0.12
_ENOUGH = 3  # letters and marks outside ASCII by which an encoding can be told
_ACCENTED = 0.4  # no Latin script has more
_ALPHABETS = frozenset(("CYRILLIC", "GREEK", "HEBREW", "ARABIC", "ARMENIAN", "GEORGIAN", "THAI"))
_SAID = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"[A-Za-z]+")
_JAPANESE = re.compile(rb"\x1b\$[@B]")
_WIDE = [
    "utf_7",
    "utf_16",
    "utf_16_le",
    "utf_16_be",
    "utf_32",
    "utf_32_le",
    "utf_32_be",
]  # told by their zeros
# Encodings of Latin letters, the commonest first.
_LATIN = (
    "cp1252",
    "cp1250",
    "iso8859-2",
    "cp1254",
    "cp1257",
    "iso8859-16",
    "mac_roman",
    "mac_latin2",
    "cp850",
    "cp852",
)
_BROKEN = "broken encoding: {}; open it in an editor and save it as UTF-8"


class Refused(Exception):
    """An input that cannot be used; ``str`` is the reason, with what to do next."""


def decode(payload: bytes, *, declared: str | None = None) -> str:
    """The text without its byte-order mark, newlines unchanged; each byte that is no part of it stands as U+FFFD.

    ``declared`` is an encoding named by the document. Raises Refused: empty, binary, broken encoding, which is
    where every encoding leaves a noticeable share of damage (see ``_few``).
    """
    if not payload.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Refused("empty: there is nothing in it; fetch it again")
    for mark, name in _BOMS:
        if payload.startswith(mark):
            return checked(_strict(payload[len(mark) :], name))
    for mark, what in _SIGNATURES:
        if payload.startswith(mark):
            raise Refused(f"binary: {what}, not text; save its text as .txt or .html")
    if b"\x00" in payload:
        return checked(_wide(payload))
    try:
        text = payload.decode("utf-8")
    except UnicodeDecodeError:
        return checked(_older(payload, declared))
    return checked(_strict(payload, "iso2022_jp") if _JAPANESE.search(payload) else text)


def declared_in(payload: bytes) -> str | None:
    """The encoding that an HTML or XML document names in its first two kilobytes."""
    found = _XML.search(payload[:200]) or _META.search(payload[:2048])
    return found[1].decode("ascii") if found else None


def _strict(payload: bytes, encoding: str) -> str:
    try:
        return payload.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        at = f" at byte {error.start:,}" if isinstance(error, UnicodeDecodeError) else ""
        raise Refused(_BROKEN.format(f"not valid {encoding.upper()}{at}")) from None


def _wide(payload: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, told by where the zero bytes stand; Refused where they stand anywhere."""
    sample = payload[: min(SAMPLE, len(payload) // 4 * 4)]
    quarters = [sample[i::4].count(0) / max(1, len(sample) // 4) for i in range(4)]
    even, odd = (quarters[0] + quarters[2]) / 2, (quarters[1] + quarters[3]) / 2
    if min(quarters[1:]) > 0.9 and quarters[0] < 0.1:
        names = ["utf-32-le"]
    elif min(quarters[:3]) > 0.7 and quarters[3] < 0.1:
        names = ["utf-32-be"]
    elif (even == 0 or odd == 0) and (even + odd > 0.05 or _count(sample, _HIGH) > len(sample) // 5):
        # In a script of its own the zeros are few, and the low byte of a letter may be one.
        names = ["utf-16-le", "utf-16-be"] if even == 0 else ["utf-16-be", "utf-16-le"]
    else:
        names = []
    for name in names:
        try:
            text = payload.decode(name)
        except UnicodeDecodeError:
            continue
        if _plausible(text) and _one_script(text):
            return text
    if len(names) == 2:
        _strict(payload, names[0])  # says where it breaks
    raise Refused("binary: it holds zero bytes, so it is not text; save its text as .txt or .html")


def _older(payload: bytes, declared: str | None) -> str:
    """Text that is not all UTF-8: with damage, as it declares itself, as Western text, or by statistics."""
    high, plain = _count(payload, _HIGH), _count(payload, _LETTERS)
    good = len(payload) - len(_SEQUENCE.sub(b"", payload))
    # In plain text, three bytes that make a sign of UTF-8 hardly ever come together in another encoding.
    typographic = good > 0.5 * high and high <= _FOREIGN * plain and _SIGN.search(payload) is not None
    if (good >= 0.8 * high and good >= 4) or typographic:
        return payload.decode("utf-8", "replace")
    if declared and (name := _known(declared)) and name != "utf-8":
        try:
            text = payload.decode(name)
        except UnicodeDecodeError:
            pass
        else:
            if _plausible(text, letters=0.0):
                return text
    share = high / max(1, plain)
    found = _of_one_language(payload, share) or _western(payload, share)
    # Statistics need letters; from a few odd bytes in plain text they make anything.
    if found is None and share > _FOREIGN:
        found = _guessed(payload)
    return found or _stray(payload)


def _count(payload: bytes, wanted: bytes) -> int:
    return len(payload) - len(payload.translate(None, wanted))


def _known(name: str) -> str:
    """Python's name for a declared encoding as browsers mean it; "" where there is none."""
    try:
        known = codecs.lookup(name.strip().lower()).name
    except (LookupError, ValueError):
        return ""
    return _BROWSER.get(known, known)


def _of_one_language(payload: bytes, share: float) -> str | None:
    """Latin text whose letters are those of one language: the first encoding in which they are, or None.

    ``share`` is how many bytes outside ASCII come to a plain letter.
    """
    if share > _ACCENTED:
        return None
    lines = [line for line in payload[:SAMPLE].splitlines() if not line.isascii()]
    for name in _LATIN:
        try:
            known, signs = one_language("\n".join(line.decode(name) for line in lines))
            if known >= 0.98 and signs >= _ENOUGH:
                return payload.decode(name)
        except UnicodeDecodeError:
            continue
    return None


def _western(payload: bytes, share: float) -> str | None:
    """Mostly plain letters with a few typographic marks or accents of several languages: Windows-1252, or None."""
    if share > _FOREIGN:
        return None
    try:
        text = payload.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return None if _ODD.search(text) else text


def _guessed(payload: bytes) -> str | None:
    """By statistics: the likeliest encoding in which it is made of words; None where there is none."""
    from charset_normalizer import from_bytes

    try:
        matches = [match.encoding for match in from_bytes(payload[:SAMPLE], cp_exclusion=_WIDE)]
    except (ValueError, TypeError, LookupError, RecursionError):
        return None
    for name in matches:
        try:
            text = payload.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if _plausible(text) and _one_script(text) and _made_of_words(text[:SAMPLE]):
            return text
    return None


def _stray(payload: bytes) -> str:
    """Plain text in which a byte here and there is damaged. Refused where it is more than that."""
    text = payload.decode("utf-8", "replace")
    if not _few(text.count(DAMAGED), text):
        raise Refused(_BROKEN.format("no encoding makes sense of it"))
    return text


def _few(count: int, text: str) -> bool:
    """Whether so many damaged characters are too few to notice: one in a hundred, or a single one in a line."""
    return count <= max(len(text) >= 40, len(text) // 100)


def _made_of_words(text: str) -> bool:
    """True where letters outside ASCII make words: in one script and case, and in a foreign script not one by one.

    Damage in plain text, read in an encoding of another script, puts single foreign letters among Latin ones.
    """
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    odd = sum(_mixed(word) or _humped(word) for word in words)
    foreign = sum(c > "\x7f" and not _is_latin(c) for word in words for c in word)
    plain = sum(map(len, _PLAIN.findall(text)))
    return odd <= max(1, len(words) // 20) and (foreign == 0 or foreign > _FOREIGN * plain)


def _mixed(word: str) -> bool:
    """Latin letters and those of another alphabet in one word (East Asian texts set no spaces between the two)."""
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in word}
    return "LATIN" in scripts and not scripts.isdisjoint(_ALPHABETS)


def _humped(word: str) -> bool:
    """A capital outside ASCII after a small letter."""
    return any(a.islower() and b.isupper() and b > "\x7f" for a, b in itertools.pairwise(word))


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "?").startswith("LATIN")


def _plausible(text: str, letters: float = 0.5) -> bool:
    """True where what is not ASCII is marks of writing, none unassigned, and letters to at least that share."""
    odd = [unicodedata.category(c) for c in text[:SAMPLE] if c > "\x7f"]
    written = sum(c[0] in "LMP" or c in ("Nd", "Zs", "Cf", "Sc", "So", "No") for c in odd)
    return written >= 0.97 * len(odd) and sum(
        c[0] in "LM" or c in ("Pi", "Pf", "Pd") for c in odd
    ) >= letters * len(odd)


def _one_script(text: str) -> bool:
    """True where at most three scripts (Japanese needs three) make up nearly all letters outside ASCII."""
    letters = [c for c in text[:2000] if c > "\x7f" and c.isalpha()]
    scripts = Counter(unicodedata.name(c, "?").split()[0] for c in letters)
    return sum(count for _, count in scripts.most_common(3)) >= 0.9 * len(letters)


def checked(text: str) -> str:
    """The text without its byte-order mark. Raises Refused where it is damaged or holds not a word."""
    text = text[1:] if text.startswith("\ufeff") else text
    if len(_LOW.findall(text)) > max(2, len(text) // 100):
        raise Refused("binary: it is full of control characters, so it is not text; save its text as .txt")
    if not _few(text.count(DAMAGED), text):
        raise Refused(_BROKEN.format(f"damage from character {text.index(DAMAGED):,} on"))
    if sum(map(len, _TWICE.findall(text))) > len(text) // 10:
        raise Refused(_BROKEN.format("UTF-8 that was read as Windows-1252 and saved again"))
    if not _SAID.search(text):
        said = any(letter.isprintable() and not letter.isspace() for letter in text[:SAMPLE])
        if not said:
            raise Refused("empty: there is nothing in it but white space; fetch it again")
        raise Refused("no text found: there is not a word in it; save the text with it")
    return text
