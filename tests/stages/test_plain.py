"""Languages without a parser: sentences, words, numbers, quotations with a name; and what was not attempted."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.language.plain import Plain, sentences_of
from twosource.model import Dissection, Figure, Report
from twosource.stages.dissect import dissect, texts
from twosource.stages.extract import extract


def read(text: str, code: str) -> Dissection:
    report = Report("r", "r.txt", text, "", language=code, publisher="Вестник", published_at="2024-12-27")
    language = Plain(code)
    return dissect(report, dict(zip(texts(report), language.parse(texts(report)), strict=True)))


def split(text: str, code: str) -> list[str]:
    return [text[start:end] for start, end in sentences_of(text, code)]


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        ("ru", ["Завод сгорел 12 января 2025 г. в городе.", "Так сказал Дж. Смит, т.е. хозяин.", "Всё!"]),
        ("uk", ["Завод згорів 12 січня 2025 р. у місті.", "Так сказав І. Франк.", "Усе?"]),
        (
            "de",
            ["Am 27. Dezember brannte das Werk.", "Das sagte Dr. Ost.", "Im Jahr 2024.", "Danach nichts."],
        ),
        ("fr", ["M. Lune a dit : « Nous partons. »", "Il est venu le 3 janv. 2024.", "Fin."]),
        ("es", ["La Sra. Luna llegó tarde.", "¿Por qué?", "No lo dijo."]),
        ("ko", ["공장은 27일 불탔다.", "아무도 다치지 않았다."]),
        ("zh", ["工厂着火了。", "没有人受伤！"]),
    ],
)
def test_sentences_end_where_they_end(code: str, sentences: list[str]) -> None:
    assert split(" ".join(sentences), code) == sentences


def test_a_plain_parse_claims_no_grammar() -> None:
    (parse,) = Plain("ru").parse(["Завод купил Иван Петренко за 3 рубля."])
    assert {(t.pos, t.tag, t.dep) for t in parse.tokens} == {("", "", "")}
    assert all(t.head == i for i, t in enumerate(parse.tokens))
    assert [t.text for t in parse.tokens if t.ent == "NAME"] == ["Иван", "Петренко"]
    assert [t.text for t in parse.tokens if t.ent == "CARDINAL"] == ["3"]


def test_what_was_not_attempted_is_said() -> None:
    attempted = read("Завод сгорел.", "ru").attempted
    assert "numbers" in attempted
    assert "statements" not in attempted
    assert "figures" not in attempted


# --- numbers -----------------------------------------------------------------------------------


def interval(figure: Figure) -> tuple[float | None, float | None, str]:
    return figure.low, figure.high, figure.bound


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("ru", "Погибли более 3 тыс. солдат.", (3000, None, "lower")),
        ("ru", "Ранены около 1100 человек.", (990, 1210, "approximate")),
        ("ru", "Прибыли 11 000 военных.", (11000, 11000, "exact")),
        ("ru", "Пропали двое солдат.", (2, 2, "exact")),
        ("uk", "Загинуло щонайменше 40 людей.", (40, None, "lower")),
        ("de", "Rund 11.000 Soldaten kamen.", (9900, 12100, "approximate")),
        ("de", "Es kamen 3–4 Tausend Menschen.", (3000, 4000, "range")),
        ("de", "Bis zu 1,5 Millionen Menschen kamen.", (None, 1500000, "upper")),
        ("fr", "Plus de 3 000 soldats sont morts.", (3000, None, "lower")),
        ("es", "Llegaron hasta 2.500 personas.", (None, 2500, "upper")),
        ("ko", "군인 1만1000명이 왔다.", (11000, 11000, "exact")),
        ("ko", "1100명 이상이 다쳤다.", (1100, None, "lower")),
        ("ko", "부상자는 30명이 넘는다.", (30, None, "lower")),
    ],
)
def test_a_number_is_an_interval(
    code: str, text: str, expected: tuple[float | None, float | None, str]
) -> None:
    (figure,) = read(text, code).figures
    assert interval(figure) == expected


def test_more_than_leaves_the_number_itself_out_and_at_least_does_not() -> None:
    (more,), (least,) = read("Более 40 лодок.", "ru").figures, read("Не менее 40 лодок.", "ru").figures
    assert (more.low_open, least.low_open) == (True, False)


@pytest.mark.parametrize(
    "text", ["Это было в 2024 году.", "Это БТР-82 и С-300.", "Завод стоит с 1999.", "Счёт 3:2."]
)
def test_years_and_codes_are_no_numbers(text: str) -> None:
    assert read(text, "ru").figures == ()


# --- quotations --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "text", "name", "said"),
    [
        ("ru", "«Мы уходим из города», — сказал Иван Петренко.", "Иван Петренко", "Мы уходим из города"),
        ("ru", "Президент Анна Ким заявила: «Потери растут».", "Анна Ким", "Потери растут"),
        ("uk", "«Ми йдемо з міста», — заявив речник Олег Сова.", "Олег Сова", "Ми йдемо з міста"),
        ("de", "„Wir gehen aus der Stadt“, sagte Sprecherin Ute Ost.", "Ute Ost", "Wir gehen aus der Stadt"),
        ("fr", "« Nous partons demain », a déclaré Jean Lune.", "Jean Lune", "Nous partons demain"),
        ("es", "«Nos vamos mañana», dijo el alcalde Juan Luna.", "Juan Luna", "Nos vamos mañana"),
        ("ko", "한별 대통령은 “피해가 늘고 있다”고 말했다.", "한별 대통령", "피해가 늘고 있다"),
    ],
)
def test_a_quotation_has_the_name_beside_it(code: str, text: str, name: str, said: str) -> None:
    (statement,) = extract(read(text, code))
    publisher, origin = statement.attribution.chain
    assert (publisher.role, publisher.name, origin.role, origin.name) == (
        "publisher",
        "Вестник",
        "origin",
        name,
    )
    assert (statement.text, statement.attribution.direct) == (said, True)
    assert text[origin.start : origin.end] == name


@pytest.mark.parametrize(
    "text",
    [
        "«Мы уходим из города», — сказал он.",
        "Газета «Северная заря» вышла вчера.",
        "«Мы уходим». Позже Иван Петренко уехал.",
    ],
)
def test_without_a_name_and_a_verb_of_saying_nobody_is_quoted(text: str) -> None:
    assert extract(read(text, "ru")) == ()


# --- laws --------------------------------------------------------------------------------------

CODES = ("ru", "uk", "de", "fr", "es", "ko", "it", "und")
PIECES = st.one_of(
    st.sampled_from(
        [
            "«",
            "»",
            "„",
            "“",
            "”",
            '"',
            ". ",
            "сказал ",
            "Иван ",
            "3 тыс. ",
            "1만",
            "11.000",
            "\u202e",
            "😀",
            "\n",
        ]
    ),
    st.text(max_size=6),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30), st.sampled_from(CODES))
def test_spans_quote_their_text_and_nothing_raises(pieces: list[str], code: str) -> None:
    text = "".join(pieces)
    dissection = read(text, code)
    assert all(text[t.start : t.end] == t.text for t in dissection.tokens)
    assert all(text[f.start : f.end] == f.text for f in dissection.figures)
    assert all(text[s.start : s.end] == s.text for s in extract(dissection))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120), st.sampled_from(CODES))
def test_every_word_is_in_one_sentence(text: str, code: str) -> None:
    spans = list(sentences_of(text, code))
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    outside = set(range(len(text))) - {i for start, end in spans for i in range(start, end)}
    assert all(text[i].isspace() for i in outside)


@pytest.mark.parametrize(
    ("code", "text", "value", "counts"),
    [
        ("ru", "Погибли двадцать три человека, ранены 80 рабочих.", 23, "человека"),
        ("ru", "Без света остались пять тысяч двести человек.", 5200, "человек"),
        ("uk", "Загинули двадцять три людини.", 23, "людини"),
        ("uk", "Без світла п'ять тисяч людей.", 5000, "людей"),
        ("de", "Es starben dreiundzwanzig Menschen.", 23, "menschen"),
        ("de", "Zweihundertfünfundvierzig Häuser brannten.", 245, "häuser"),
        ("fr", "Quatre-vingt-douze personnes sont mortes.", 92, "personnes"),
        ("fr", "Il y a deux mille trois cents soldats.", 2300, "soldats"),
        ("es", "Murieron treinta y tres personas.", 33, "personas"),
        ("es", "La nube cubrió cinco mil casas.", 5000, "casas"),
        ("ko", "노동자 세 명이 숨졌다.", 3, "명"),
    ],
)
def test_numbers_in_words_are_put_together(code: str, text: str, value: float, counts: str) -> None:
    figure = read(text, code).figures[0]
    assert (figure.value, figure.counts) == (value, counts)


@pytest.mark.parametrize(
    ("code", "text"), [("fr", "Plus de 80 ont fui."), ("es", "Más de 80 resultaron heridos.")]
)
def test_a_verb_is_not_what_a_number_counts(code: str, text: str) -> None:
    (figure,) = read(text, code).figures
    assert (figure.value, figure.counts) == (80, None)


def test_what_stands_between_a_million_and_its_noun_is_passed_over() -> None:
    assert read("Cuesta 2,5 millones de euros.", "es").figures[0].counts == "euros"
    assert read("Il coûte 2,5 millions d'euros.", "fr").figures[0].counts == "euros"


def test_words_that_make_no_number_together_are_left_out() -> None:
    assert read("Il dit trois cinq soldats.", "fr").figures == ()


def test_a_korean_speaker_keeps_the_name_before_the_office() -> None:
    (told,) = extract(read("안나 강 원장은 “이렇게 많은 부상자를 예상하지 못했다”고 말했다.", "ko"))
    assert told.attribution.chain[-1].name == "안나 강 원장"
