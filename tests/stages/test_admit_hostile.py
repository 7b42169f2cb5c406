"""Any bytes -> a Report or a SetAside with a reason, never an exception; any text encoding is read."""

from __future__ import annotations

import random

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
    "sv": "Två människor drunknade utanför udden på måndagen, sade kustbevakningen. Fyrtio passagerare räddades vid ön.",
    "is": "Tveir drukknuðu við höfðann á mánudag, sagði landhelgisgæslan. Fjörutíu farþegum var bjargað; það þótti óvænt.",
    "cs": "Dva lidé se v pondělí utopili u mysu, sdělila pobřežní stráž. Čtyřicet cestujících bylo zachráněno, řekl mluvčí.",
    "hu": "Ketten vízbe fulladtak a foknál, közölte a parti őrség. Negyven utast kimentettek; több tűzoltó is érkezett hétfőn.",
    "tr": "Pazartesi günü burun açıklarında iki kişi boğuldu, dedi sahil güvenlik. Kırk yolcu kurtarıldı; çoğu öğrenciydi.",
    "el": "Δύο άνθρωποι πνίγηκαν κοντά στο ακρωτήριο, ανακοίνωσε η ακτοφυλακή. Σαράντα επιβάτες διασώθηκαν τη Δευτέρα.",
    "he": "שני בני אדם טבעו ביום שני מול הכף, מסר משמר החופים. ארבעים נוסעים ניצלו, אמר הדובר. הסירה טבעה בתוך דקות, והחיפושים נמשכים עד הערב.",
    "ar": "غرق شخصان يوم الاثنين قبالة الرأس، حسبما أعلن خفر السواحل. تم إنقاذ أربعين راكبا.",
    "th": "มีผู้จมน้ำเสียชีวิตสองคนใกล้แหลมเมื่อวันจันทร์ หน่วยยามฝั่งกล่าว ช่วยผู้โดยสารได้สี่สิบคน",
    "zh": "星期一，一艘渡轮在海角附近倾覆，海岸警卫队说，两人死亡，四十人获救。",
}
CASES = [
    ("en", "cp1252"), ("en", "utf-16"), ("en", "utf-16-le"), ("en", "utf-16-be"), ("en", "utf-32"), ("de", "cp1252"),
    ("fr", "cp1252"), ("pl", "cp1250"), ("ru", "cp1251"), ("ru", "koi8-r"), ("ru", "iso8859-5"), ("ru", "cp866"),
    ("ru", "utf-16-le"), ("uk", "cp1251"), ("ko", "cp949"), ("ja", "cp932"), ("ja", "euc-jp"), ("ja", "iso2022-jp"),
    ("zh", "gb18030"), ("zh", "big5"), ("zh", "utf-16-be"), ("zh", "utf-16-le"), ("ko", "euc-kr"), ("ko", "utf-16"),
    ("fr", "latin-1"), ("fr", "mac_roman"), ("pl", "iso8859-2"), ("sv", "latin-1"), ("sv", "mac_roman"), ("en", "mac_roman"),
    ("is", "latin-1"), ("cs", "cp1250"), ("cs", "iso8859-2"), ("hu", "cp1250"), ("hu", "iso8859-2"), ("tr", "cp1254"),
    ("el", "cp1253"), ("he", "cp1255"), ("ar", "cp1256"), ("th", "cp874"),
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
        ("\u200b\u2060\ufeff".encode(), "empty"),
        (b"... --- !!!", "no text found: there is not a word"),
        (b"%PDF-1.4 \xe2\xe3", "binary: a PDF file"),
        (b"PK\x03\x04\x14\x00\x06\x00", "binary: a ZIP archive or an office document"),
        (b"\x89PNG\r\n\x1a\n\x00", "binary: a picture"),
        (b"\x1f\x8b\x08\x00abc", "binary: gzipped data inside gzipped data"),
        (b"Two people \x00 drowned off \x00\x00 the point.", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (WORDS["ru"].encode().replace(b" ", b" \xff"), "broken encoding: damage from character"),
        (WORDS["en"].encode().replace(b" ", b" \x81"), "broken encoding"),
        (b"caf\xc3 \xff\xfe damaged \x81\x82 text here" * 50, "broken encoding"),
        (b"The mayor said \xff\xfe\xfa that twelve died.", "broken encoding"),
        (
            ("\ufffd" + WORDS["en"]).replace(" ", " \ufffd").encode(),
            "broken encoding: damage from character 0",
        ),
        (
            WORDS["ru"].encode().decode("latin-1").encode(),
            "broken encoding: UTF-8 that was read as Windows-1252",
        ),
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


@pytest.mark.parametrize(
    ("language", "encoding", "stray"),
    [("en", "utf-8", b"\xff"), ("ru", "utf-8", b"\x9d"), ("ko", "utf-8", b"\xfe"), ("en", "ascii", b"\x81")],
)
def test_a_stray_byte_is_shown_as_such_and_the_text_is_read(
    language: str, encoding: str, stray: bytes
) -> None:
    whole = WORDS[language].encode(encoding, "ignore").decode(encoding)
    for cut in (30, len(whole) - 2):
        payload = whole[:cut].encode(encoding) + stray + whole[cut:].encode(encoding)
        found = admit(Item("a.txt", "text", payload))
        assert isinstance(found, Report), found
        assert found.text == f"{whole[:cut]}\ufffd{whole[cut:]}"


@pytest.mark.parametrize("seed", range(12))
def test_bytes_by_chance_are_no_text(seed: int) -> None:
    chance = random.Random(seed)
    kinds = [range(256), range(128, 256), [*range(32, 127), *range(128, 256)]]
    payload = bytes(chance.choice(kinds[seed % 3]) for _ in range(1500))
    found = admit(Item("a.txt", "text", payload))
    assert isinstance(found, SetAside), found
    assert found.reason.startswith(("broken encoding", "binary"))


def test_a_name_of_another_script_and_signs_of_typing_are_no_damage() -> None:
    text = WORDS["en"] + " Жовтень, Seoul 서울, 5 ± 1 °C, ₴300, naïve, Łódź, Ångström, 北京. " + WORDS["fr"]
    found = admit(Item("a.txt", "text", text.encode()))
    assert isinstance(found, Report)
    assert found.text == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("\x01\x02\x03\x04 Two drowned.", "binary"),
        ("\u2060", "empty"),
        ("\ufffd " * 60 + "two", "broken encoding"),
    ],
)
def test_a_field_is_held_to_what_a_file_is_held_to(text: str, reason: str) -> None:
    found = admit(Item("a.json", "fields", b"{}", fields={"text": text}))
    assert isinstance(found, SetAside), found
    assert found.reason.startswith(reason)


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("title", "Ferry\x00 sinks", "Ferry sinks"),
        ("title", "\u202eFerry", "Ferry"),
        ("publisher", "\u202e", None),
        ("publisher", "...", None),
        ("url", "http://a b/c", None),
        ("url", "http://news\u202e.example/c", None),
        ("url", "http://[::1", None),
        ("url", "javascript:alert(1)", None),
        ("url", "https://новини.example/a", "https://новини.example/a"),
    ],
)
def test_a_hostile_field_is_cleaned_or_left_out(field: str, value: str, kept: str | None) -> None:
    found = admit(Item("a.json", "fields", b"{}", fields={"text": WORDS["en"], field: value}))
    assert isinstance(found, Report), found
    assert getattr(found, field) == kept


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
