"""Any bytes -> a Report or a SetAside with a reason, never an exception; any text encoding is read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.model import Item, Report, SetAside
from twosource.stages.admit import admit

WORDS = {
    "en": "Two people drowned off the point — “we did all we could,” the coastguard’s spokesman said. The café was closed.",
    "de": "Zwei Menschen sind vor der Küste ertrunken, sagte die Küstenwache. Über vierzig wurden gerettet; „mehr wissen wir nicht“.",
    "fr": "Deux personnes se sont noyées au large, a déclaré la préfecture. Quarante passagers ont été sauvés, dont un élève.",
    "pl": "Dwie osoby utonęły w pobliżu przylądka, poinformowała straż przybrzeżna. Czterdzieści osób uratowano, są ślady.",
    "ru": "Двое утонули у мыса, сообщила служба спасения. Ещё сорок человек спасены — «это чудо», сказал начальник порта.",
    "uk": "Двоє людей потонули біля мису, повідомила служба порятунку. Її речник сказав, що ще сорок осіб врятовано.",
    "ko": "월요일 여객선이 뒤집혀 두 명이 숨지고 마흔 명이 구조됐다고 해양경찰이 밝혔다.",
    "ja": "月曜日にフェリーが転覆し、二人が死亡、四十人が救助されたと海上保安庁が述べた。",
    "zh": "星期一，一艘渡轮在海角附近倾覆，海岸警卫队说，两人死亡，四十人获救。",
}
CASES = [
    ("en", "cp1252"), ("en", "utf-16"), ("en", "utf-16-le"), ("en", "utf-16-be"), ("en", "utf-32"), ("de", "cp1252"),
    ("fr", "cp1252"), ("pl", "cp1250"), ("ru", "cp1251"), ("ru", "koi8-r"), ("ru", "iso8859-5"), ("ru", "cp866"),
    ("ru", "utf-16-le"), ("uk", "cp1251"), ("ko", "cp949"), ("ja", "cp932"), ("ja", "euc-jp"), ("ja", "iso2022-jp"),
    ("zh", "gb18030"), ("zh", "big5"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "encoding"), CASES)
def test_a_text_in_an_undeclared_encoding_is_read(language: str, encoding: str) -> None:
    payload = WORDS[language].encode(encoding, "ignore")
    found = admit(Item("a.txt", "text", payload))
    assert isinstance(found, Report), found
    assert found.text == payload.decode(encoding)


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        ("\u00a0\u3000".encode(), "empty"),
        (b"%PDF-1.4 \xe2\xe3", "binary: a PDF file"),
        (b"PK\x03\x04\x14\x00\x06\x00", "binary: a ZIP archive or an office document"),
        (b"\x89PNG\r\n\x1a\n\x00", "binary: a picture"),
        (b"\x1f\x8b\x08\x00abc", "binary: gzipped data inside gzipped data"),
        (b"Two people \x00 drowned off \x00\x00 the point.", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (WORDS["ru"].encode()[:101] + b"\xff" + WORDS["ru"].encode()[101:], "broken encoding"),
        (WORDS["fr"].encode("utf-16")[:-1], "broken encoding"),
        (bytes((i * 167 + 13) % 256 or 1 for i in range(4000)), "broken encoding"),
        (b"Published: 3 March 2025\n", "no text found"),
        (b"a\n" * 300_000, "too large"),
    ],
)
def test_what_cannot_be_used_is_set_aside_with_its_reason(payload: bytes, reason: str) -> None:
    found = admit(Item("a.txt", "text", payload))
    assert isinstance(found, SetAside), found
    assert (found.path, found.stage) == ("a.txt", "admit")
    assert found.reason.startswith(reason)


def test_fields_without_a_text_are_set_aside() -> None:
    found = admit(Item("a.json#3", "fields", b"{}", fields={"title": "Ferry sinks"}))
    assert isinstance(found, SetAside)
    assert found.reason.startswith("no text found")


PIECES = st.sampled_from([
    b"\xff\xfe", b"\xef\xbb\xbf", b"\x00", b"<html>", b"<p>", b"</p>", b"<meta charset=x>", b"<script>", b"&#0;", b"\x1b$B",
    b"Published: 3 March 2025", b"\n", b"\r", b"ARNHOLM (NPA) -", b"Related:", b"ENDS", b"\xd0\x90", b"\xe9", b"---\n",
    b'<time datetime="x">', b"99/99/9999", "٣".encode(), "²:³".encode(), b"Source: ", b"with the ",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=14).map(b"".join)),
    st.sampled_from(["text", "html"]),
)
def test_any_bytes_are_a_report_or_set_aside(payload: bytes, media: str) -> None:
    found = admit(Item("x", media, payload))  # type: ignore[arg-type]
    if isinstance(found, Report):
        assert found.text.strip()
        assert all(0 <= s.start < s.end <= len(found.text) for s in found.furniture)
        found.text.encode("utf-8")
    else:
        assert found.reason


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=20)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = st.sampled_from([
    "text", "title", "publisher", "published_at", "url", "author", "body_html", "bodies", "headlines", "report", "language",
    "isBasedOn", "datePublished", "mainEntityOfPage",
])  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(KEYS, JSON, max_size=6))
def test_any_fields_are_a_report_or_set_aside(fields: dict[str, object]) -> None:
    assert isinstance(admit(Item("x.json", "fields", b"{}", fields=fields)), Report | SetAside)
