"""What a composed document says, read as its reader would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from plaidoyer.compose import document as d
from plaidoyer.words import Break, Claim, Foreign, Image, Inline, Link, Note, Styled, Text


def said(inlines: Sequence[Inline]) -> str:
    """The words of a run; notes between { }, superscripts after ^, spaces that do not break shown as ~."""
    return "".join(map(_said, inlines)).replace("\u202f", "~").replace("\u00a0", "~")


def _said(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case Note():
            return "{" + "".join(map(_said, inline.children)) + "}"
        case Styled(style="superscript"):
            return "^" + "".join(map(_said, inline.children))
        case Claim() | Styled() | Foreign() | Link():
            return "".join(map(_said, inline.children))
        case Break():
            return "\n"
        case Image():
            return f"<{inline.src}>"


def first(document: d.Document) -> str:
    """The words of the first paragraph."""
    (block, *_) = document.lead
    assert isinstance(block, d.Paragraph)
    return said(block.children)


CALLS = [
    ("Un fait [@rapport-2025/part].", "fr", "Un fait{1}."),
    ("A fact [@rapport-2025/part].", "en", "A fact.{1}"),
    ("Est-ce un fait [@rapport-2025/part] ?", "fr", "Est-ce un fait{1}~?"),
    ("Un fait.[@rapport-2025/part] Un autre.", "fr", "Un fait{1}. Un autre."),
    ("Deux [@rapport-2025/part] et encore [@rapport-2025/cout].", "fr", "Deux et encore{1}."),
    ("Deux [@rapport-2025/part; @code-lacs].", "fr", "Deux{1, 2}."),
    ("**Un fait [@rapport-2025/part].** Suite.", "fr", "Un fait{1}. Suite."),
    ("Un fait, dit-il [@rapport-2025/part], « certain ».", "fr", "Un fait, dit-il, «~certain~»{1}."),
    ("Il y en a [](figure:rapport-2025/semestre-2025).", "fr", "Il y en a 1~240~signalements{1 (p.~3)}."),
    ("There were [](figure:rapport-2025/semestre-2025).", "en", "There were 1,240~reports.{1 (p.~3)}"),
    ("Le coût est de [](figure:rapport-2025/cout).", "fr", "Le coût est de 75~000~€{1}."),
    ("The cost is [](figure:rapport-2025/cout).", "en", "The cost is €75,000.{1}"),
    ("Il y a [](figure:rapport-2025/agents).", "fr", "Il y a entre 5 et 10~agents{1}."),
    (
        "Il y en a [mille deux cent quarante](figure:rapport-2025/semestre-2025).",
        "fr",
        "Il y en a mille deux cent quarante{1 (p.~3)}.",
    ),
    ("Article [« polluer un lac »](law:code-lacs/12-3#1.1).", "fr", "Article « polluer un lac »{1}."),
]


@pytest.mark.parametrize(("text", "lang", "words"), CALLS)
def test_text_with_note_calls(compose: Callable[..., Any], text: str, lang: str, words: str) -> None:
    assert first(compose(text, lang)) == words


def test_a_quotation_is_printed_between_the_marks_of_the_language(compose: Callable[..., Any]) -> None:
    assert first(compose("Le ministère : [](quote:rapport-2025/part)")) == (
        "Le ministère~: «~Le ministère estime que 40~% des lacs sont concernés.~»{1}"
    )


def test_a_foreign_quotation_is_printed_in_its_recorded_translation(compose: Callable[..., Any]) -> None:
    """A lawmaker must be told that the words are not the source's own."""
    assert first(compose("It says [](quote:rapport-2025/cout).", "en")) == (
        "It says “The cost is 75,000~euros a year, with 5 to 10 staff employed.” (our translation).{1}"
    )


def test_kind_and_caveat_are_printed_where_a_figure_is_first_used(compose: Callable[..., Any]) -> None:
    """An estimate or a forecast must never read as a count."""
    document = compose("C'est [](figure:rapport-2025/part). Encore [40 %](figure:rapport-2025/part).")
    assert first(document) == "C’est 40~% (estimation, méthode non publiée){1}. Encore 40~%{1}."


def test_a_kind_that_the_sentence_says_is_not_said_twice(compose: Callable[..., Any]) -> None:
    assert first(compose("Le ministère estime que [40 %](figure:rapport-2025/part) sont touchés.")) == (
        "Le ministère estime que 40~% (méthode non publiée) sont touchés{1}."
    )
    assert first(compose("Il y aura [](figure:rapport-2025/prevision).")) == "Il y aura plus de 95~% (prévision){1}."


DERIVED = """derived:
  par-mois:
    inputs: {n: rapport-2025/semestre-2025, p: rapport-2025/annee-2024}
    formula: (n + p) / 18
    unit: {fr: {one: par mois, other: par mois}, en: {one: a month, other: a month}}
    digits: 1
"""


def test_a_calculation_has_a_letter_and_is_written_out(compose: Callable[..., Any]) -> None:
    document = compose("Soit [](figure:par-mois).", front=DERIVED)
    assert first(document) == "Soit 172,2~par mois{1 (p.~3), 1 (p.~4), a}."
    (sum_,) = document.calculations
    assert (
        sum_.words.replace("\u202f", "~").replace("\u00a0", "~")
        == "calcul~: (1~240 + 1~860) ÷ 18 ≈ 172,2 (1~240~: signalements reçus~; 1~860~: signalements reçus)"
    )


def test_the_three_forms_of_notes(compose: Callable[..., Any]) -> None:
    text = "Un fait [@rapport-2025/part]. Un autre [@rapport-2025/prevision]. Encore [@rapport-2025/premier-semestre]."
    assert first(compose(text)) == "Un fait{1}. Un autre{1}. Encore{1 (p.~3)}."
    inline = first(compose(text, template="inline"))
    assert inline.startswith(
        "Un fait {(Ministère de l’eau, cité par Observatoire des lacs, 15~janv.~2026)}. "
        "Un autre {(Anne Martin (Radio Lac, "
    )
    footnotes = first(compose(text, template="footnote"))
    assert footnotes.startswith("Un fait{Ministère de l’eau, cité par Observatoire des lacs, ")
    again = first(compose("Un [@rapport-2025/premier-semestre]. Deux [@rapport-2025/annee-2024].", template="footnote"))
    assert "Deux{Ibid., p.~4" in again


def test_calculations_and_law_in_footnotes_and_in_the_line(compose: Callable[..., Any]) -> None:
    for template in ("inline", "footnote"):
        assert "calcul~: (1~240 + 1~860) ÷ 18 ≈ 172,2" in first(
            compose("Soit [](figure:par-mois).", template=template, front=DERIVED)
        )
        assert "art." in first(compose("Selon [les mots](law:code-lacs/12-3#2?reading).", template=template))


@pytest.mark.parametrize("template", ["inline", "footnote"])
def test_a_note_says_once_since_when_an_article_is_in_force(
    compose: Callable[..., Any], small: Path, template: str
) -> None:
    """A chamber has no list of sources that could say it; a bill is in force nowhere."""
    (small / "sources/ppl-12.yaml").write_text(
        'type: bill\ntitle: Loi sur les lacs\narticles: {"2": [{seen: 2026-11-22, alineas: ["Un garde."]}]}\n',
        encoding="utf-8",
    )
    one = "Un [polluer un lac](law:code-lacs/12-3#1), un [garde](law:ppl-12/2#1)."
    text = f"{one} Deux [mots](law:code-lacs/12-3#2?reading)."
    words = first(compose(text, template=template))
    assert words.count("dans sa version en vigueur depuis le 23~avril 2021") == 1
    assert words.index("en vigueur") < words.index("Deux")
    assert "en vigueur" not in first(compose(text))


def test_law_keeps_its_own_signs_and_prose_gets_typography(compose: Callable[..., Any]) -> None:
    """A quotation of law is quoted to the letter."""
    document = compose(
        "L'auteur : [puni d'une amende de 75 000 euros](law:code-lacs/12-3#1.1) ; 20 000 cas le 1er mai."
    )
    assert first(document) == "L’auteur~: puni d'une amende de 75 000 euros~; 20~000 cas le 1^er~mai{1}."


def test_the_list_of_sources_says_whom_a_source_reports_and_when_law_was_read(compose: Callable[..., Any]) -> None:
    document = compose("A [@rapport-2025/part; @rapport-2025/prevision]. B [polluer un lac](law:code-lacs/12-3#1).")
    report, code = (said(entry.children) for entry in document.entries)
    assert "Source secondaire~: rapporte Ministère de l’eau et Anne Martin." in report
    assert (
        "rticle~12-3 (LACARTI0001), dans sa version en vigueur depuis le 23~avril 2021, vu le 22~novembre 2026." in code
    )


def test_periods_of_different_lengths_are_drawn_by_their_rate(compose: Callable[..., Any]) -> None:
    """Twelve months and six must never look like equals."""
    document = compose(
        '::: {.chart #c figures="rapport-2025/annee-2024 rapport-2025/semestre-2025" title="Reçus"}\n:::\n'
    )
    (chart,) = document.parts["chart"]
    assert isinstance(chart, d.Chart)
    assert [round(bar.length, 2) for bar in chart.bars] == [0.75, 1.0]
    assert [bar.label.replace("\u00a0", " ") for bar in chart.bars] == ["2024 (12 mois)", "janv. – juin 2025 (6 mois)"]
    assert "206,7 par mois" in chart.bars[1].value.replace("\u00a0", " ")
    assert "notre calcul" in said(chart.source)
    assert all(bar.value in chart.alt for bar in chart.bars)


def test_figures_of_one_period_are_drawn_by_their_value(compose: Callable[..., Any]) -> None:
    document = compose('::: {.chart figures="rapport-2025/part rapport-2025/prevision"}\n:::\n')
    (chart,) = document.parts["chart"]
    assert isinstance(chart, d.Chart)
    assert [round(bar.length, 3) for bar in chart.bars] == [0.421, 1.0]
    assert [bar.kind_word for bar in chart.bars] == ["estimation", "prévision"]
    assert chart.caveats == ("méthode non publiée",)


def test_a_key_figure_says_who_and_what(compose: Callable[..., Any]) -> None:
    document = compose('::: {.key-figure figure="rapport-2025/part"}\nMots.\n:::\n', "en")
    (figure,) = document.parts["key-figure"]
    assert isinstance(figure, d.KeyFigure)
    assert (figure.number, figure.unit, figure.kind_word, figure.caveat) == (
        "40%",
        "",
        "estimate",
        "method not published",
    )
    assert said(figure.source).startswith("Source: Ministry of Water, cited by Observatoire des lacs")


def test_abbreviations_of_the_brief_shorten_names(compose: Callable[..., Any]) -> None:
    document = compose(
        '::: {.key-figure figure="rapport-2025/semestre-2025"}\n:::\n',
        front="abbreviations: {OL: Observatoire des lacs}\n",
    )
    (figure,) = document.parts["key-figure"]
    assert isinstance(figure, d.KeyFigure)
    assert said(figure.source).startswith("Source~: OL")


def test_sections_parts_and_references_find_their_place(compose: Callable[..., Any]) -> None:
    document = compose(
        "Avant.\n\n::: encart\nPart.\n:::\n\n## Un titre {#un}\n\nVoir [](#deux).\n\n"
        "## L'autre {#deux}\n\n### Plus bas\n"
    )
    assert list(document.parts) == ["encart"]
    assert [(section.id, said(section.title)) for section in document.sections] == [
        ("un", "Un titre"),
        ("deux", "L’autre"),
    ]
    (paragraph,) = document.sections[0].blocks
    assert isinstance(paragraph, d.Paragraph)
    assert said(paragraph.children) == "Voir L’autre."
    assert isinstance(document.sections[1].blocks[0], d.Heading)
    assert document.sections[1].blocks[0].level == 3


def test_an_edit_that_moves_lines_changes_no_document(compose: Callable[..., Any]) -> None:
    """Nothing is typeset again for a comment or an empty line."""
    text = "Un fait [@rapport-2025/part]. Un\nautre."
    assert compose(text) == compose("\n\n<!-- une remarque -->\n\n" + text.replace("\n", " "))
