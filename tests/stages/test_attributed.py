"""Sentences of other languages that say whom they are from, and what they mean word for word in English."""

from __future__ import annotations

import pytest

from twosource.language.plain import Plain
from twosource.model import Report, Statement
from twosource.stages.dissect import dissect, texts
from twosource.stages.extract import extract
from twosource.stages.glossed import glossed


def said(text: str, code: str) -> tuple[Statement, ...]:
    report = Report("r", "r.txt", text, "", language=code, publisher="El Faro", published_at="2025-03-04")
    language = Plain(code)
    return extract(dissect(report, dict(zip(texts(report), language.parse(texts(report)), strict=True))))


@pytest.mark.parametrize(
    ("code", "text", "content", "source"),
    [
        ("es", "Cuarenta casas quedaron sin luz, según la alcaldesa Rosa Lino.", "Cuarenta casas quedaron sin luz", "Rosa Lino"),
        ("es", "Según Abel Ruano, tres hombres salieron del pozo.", "tres hombres salieron del pozo", "Abel Ruano"),
        ("es", "El pozo está cerrado, explicó a este diario el capataz Abel Ruano, que bajó ayer.", "El pozo está cerrado", "Abel Ruano"),
        ("pt", "O ministro Davi Moura disse que a ponte estava fechada.", "a ponte estava fechada", "Davi Moura"),
        ("pt", "A ponte estava fechada, afirma Davi Moura.", "A ponte estava fechada", "Davi Moura"),
        ("fr", "La route est coupée, a annoncé mardi le préfet Luc Arnal.", "La route est coupée", "Luc Arnal"),
        ("fr", "Luc Arnal a indiqué qu'aucun corps n'avait été trouvé.", "aucun corps n'avait été trouvé", "Luc Arnal"),
        ("it", "Sette case sono crollate, ha detto il sindaco Aldo Neri.", "Sette case sono crollate", "Aldo Neri"),
        ("de", "Laut Ruth Halver starben sieben Bergleute in der Grube.", "starben sieben Bergleute in der Grube", "Ruth Halver"),
        ("de", "Wie Ruth Halver mitteilte, war die Brücke gesperrt.", "war die Brücke gesperrt", "Ruth Halver"),
        ("ru", "По словам Ивана Петренко, завод сгорел ночью.", "завод сгорел ночью", "Ивана Петренко"),
        ("ru", "Завод сгорел, сообщил Иван Петренко.", "Завод сгорел", "Иван Петренко"),
        ("uk", "Іван Петренко заявив, що міст закрито.", "міст закрито", "Іван Петренко"),
    ],
)  # fmt: skip
def test_a_sentence_is_from_whom_it_names(code: str, text: str, content: str, source: str) -> None:
    (statement,) = said(text, code)
    assert statement.text == content
    publisher, origin = statement.attribution.chain
    assert (publisher.name, origin.name, origin.named) == ("El Faro", source, True)
    assert text[origin.start : origin.end].endswith(source)
    assert not statement.attribution.direct


def test_what_is_cut_by_its_source_keeps_both_sides() -> None:
    (statement,) = said("Sieben Bergleute sind nach Angaben von Ruth Halver ums Leben gekommen.", "de")
    parts = [statement.text[p.start - statement.start : p.end - statement.start] for p in statement.parts]
    assert parts == ["Sieben Bergleute sind", "ums Leben gekommen"]


def test_a_denial_is_one() -> None:
    (statement,) = said("Davi Moura negou que a ponte estivesse fechada.", "pt")
    assert statement.polarity == "denied"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Deren Leiter, Rune Halver, sagte das am Abend vor der Presse."),
        ("fr", "La route est coupée, a-t-il dit."),
        ("es", "La fuente lleva dos días seca."),
        ("ru", "Завод сгорел, сказал он."),
        ("es", "¿Está cerrado el pozo, según Abel Ruano?"),
    ],
)
def test_a_pronoun_an_own_voice_and_a_question_are_left_alone(code: str, text: str) -> None:
    assert said(text, code) == ()


def test_who_is_only_described_shows_no_origin_of_its_own() -> None:
    (statement,) = said("Cuarenta casas están sin luz, según la compañía provincial.", "es")
    origin = statement.attribution.chain[-1]
    assert (origin.name, origin.named) == ("provincial company", False)


@pytest.mark.parametrize(
    ("code", "text", "english"),
    [
        ("es", "Cuarenta casas están sin luz", "40 house without power"),
        ("pt", "O barco voltou sem água", "ship return without water"),
        ("de", "Sieben Menschen sind ums Leben gekommen", "7 people died"),
        ("de", "Verkehrsministerium", "transport ministry"),
        ("fr", "Aucun corps n'a été trouvé, le port n'est pas fermé", "not found port not closed"),
        ("ru", "Семь человек погибли в Ласторе", "7 people died Ласторе"),
        ("ko", "공장이 불탔다", "공장이 불탔다"),
    ],
)
def test_a_gloss_keeps_names_and_numbers_and_drops_small_words(code: str, text: str, english: str) -> None:
    words = iter(glossed(text, code).split())
    assert all(word in words for word in english.split()), glossed(text, code)
