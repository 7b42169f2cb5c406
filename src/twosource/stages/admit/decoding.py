"""Bytes -> text, in whatever encoding they are; what is no text is refused with what to do about it."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter

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
_HIGH = re.compile(rb"[\x80-\xff]")
_LOW = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# What Windows-1252 makes of another Western encoding: Central European, Turkish, Macintosh.
_ODD = re.compile(
    r"(?<=[^\W\d_])[¹³²¼½¾¿¡¥¢¤¦¨¬¯´¸÷×±](?=[^\W\d_])|(?<=[^\W\d_])[¹³¿¯](?=\W)|[þðýÝÞ]"
    r"|(?<=[a-z])[ŠŸŽŒÐÑÒÓÔÕ]|[ÐÑÒÓÔÕ](?!\w)"
)
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
_BROKEN = "broken encoding: {}; open it in an editor and save it as UTF-8"


class Refused(Exception):
    """An input that cannot be used; ``str`` is the reason, with what to do next."""


def decode(payload: bytes, *, declared: str | None = None, lenient: bool = False) -> str:
    """The text without its byte-order mark, newlines unchanged.

    ``declared`` is an encoding named by the document; ``lenient`` replaces single broken UTF-8 bytes as
    browsers do. Raises Refused: empty, binary, broken encoding.
    """
    if not payload.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Refused("empty: there is nothing in it; fetch it again")
    for mark, name in _BOMS:
        if payload.startswith(mark):
            return _checked(_strict(payload[len(mark) :], name))
    for mark, what in _SIGNATURES:
        if payload.startswith(mark):
            raise Refused(f"binary: {what}, not text; save its text as .txt or .html")
    if b"\x00" in payload:
        text = _strict(payload, _wide(payload[:SAMPLE]))
        if not _one_script(text):
            raise Refused("binary: it is not text; save its text as .txt or .html")
        return _checked(text)
    try:
        text = payload.decode("utf-8")
    except UnicodeDecodeError as error:
        return _checked(_older(payload, declared, lenient, error.start))
    return _checked(_strict(payload, "iso2022_jp") if _JAPANESE.search(payload) else text)


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


def _wide(sample: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, told by where the zero bytes stand; Refused where they stand anywhere."""
    sample = sample[: len(sample) // 4 * 4]
    quarters = [sample[i::4].count(0) / max(1, len(sample) // 4) for i in range(4)]
    if min(quarters[1:]) > 0.9 and quarters[0] < 0.1:
        return "utf-32-le"
    if min(quarters[:3]) > 0.7 and quarters[3] < 0.1:
        return "utf-32-be"
    even, odd = (quarters[0] + quarters[2]) / 2, (quarters[1] + quarters[3]) / 2
    if odd > 0.05 and even == 0:
        return "utf-16-le"
    if even > 0.05 and odd == 0:
        return "utf-16-be"
    raise Refused("binary: it holds zero bytes, so it is not text; save its text as .txt or .html")


def _older(payload: bytes, declared: str | None, lenient: bool, at: int) -> str:
    """Text that is not UTF-8: as it declares itself, as Western text, or by statistics."""
    high = len(_HIGH.findall(payload))
    good = sum(map(len, _SEQUENCE.findall(payload)))
    if good >= 0.8 * high and good >= 4:
        if lenient:
            return payload.decode("utf-8", "replace")
        raise Refused(_BROKEN.format(f"UTF-8 with damage at byte {at:,}"))
    if declared and (name := _known(declared)) and name != "utf-8":
        try:
            text = payload.decode(name)
        except UnicodeDecodeError:
            pass
        else:
            if _plausible(text, letters=0.0):
                return text
    return _western(payload, high) or _guessed(payload)


def _known(name: str) -> str:
    """Python's name for a declared encoding as browsers mean it; "" where there is none."""
    try:
        known = codecs.lookup(name.strip().lower()).name
    except (LookupError, ValueError):
        return ""
    return _BROWSER.get(known, known)


def _western(payload: bytes, high: int) -> str | None:
    """Mostly plain letters with a few typographic marks or accents: Windows-1252, or None."""
    letters = sum(65 <= byte <= 122 for byte in payload[:SAMPLE])
    if len(payload) > SAMPLE:
        high = len(_HIGH.findall(payload[:SAMPLE]))
    if high > 0.12 * letters:
        return None
    try:
        text = payload.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return None if _ODD.search(text) else text


def _guessed(payload: bytes) -> str:
    from charset_normalizer import from_bytes

    try:
        best = from_bytes(payload[:SAMPLE], cp_exclusion=_WIDE).best()
    except (ValueError, TypeError, LookupError, RecursionError):
        best = None
    if best is not None:
        try:
            text = payload.decode(best.encoding)
        except (UnicodeDecodeError, LookupError):
            pass
        else:
            if _plausible(text) and _one_script(text):
                return text
    raise Refused(_BROKEN.format("no encoding makes sense of it"))


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


def _checked(text: str) -> str:
    text = text[1:] if text.startswith("\ufeff") else text
    if len(_LOW.findall(text)) > max(2, len(text) // 100):
        raise Refused("binary: it is full of control characters, so it is not text; save its text as .txt")
    if not text.strip():
        raise Refused("empty: there is nothing in it but white space; fetch it again")
    return text
