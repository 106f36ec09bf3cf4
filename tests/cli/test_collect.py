"""« add » and « quote », as an advocate types them: nobody types a hash by hand, and no record is mangled."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import pytest

from plaidoyer.pipeline import quote as pipeline
from plaidoyer.records.source_reader import read_source
from plaidoyer.records.sources import Kind, Qualifier, Source

PAGE = """<!doctype html><html lang="fr-FR"><head><meta charset="utf-8">
<title>L’enfance en ligne : 40 % de signalements # en plus</title>
<meta property="og:type" content="article"><meta property="og:site_name" content="Le Journal">
<meta property="article:published_time" content="2025-03-04T10:00:00+01:00">
<link rel="canonical" href="https://exemple.org/a"><meta name="author" content="Jeanne Martin"></head><body><article>
<h1>L’enfance en ligne</h1>
<p>Le service a reçu plus de 20 000 signalements en 2024, selon son rapport annuel. Il en avait reçu 14 200.</p>
<p>L’Office estime que dans 40 % des affaires, la consultation a précédé d’autres faits.</p>
<p>Le service a reçu des renforts.</p></article></body></html>
"""


@pytest.fixture
def campaign(tmp_path: Path) -> Path:
    """An empty campaign, with a saved page beside it."""
    root = tmp_path / "campaign"
    (root / "sources").mkdir(parents=True)
    (root / "plaidoyer.toml").write_text('lang = "fr"\n', encoding="utf-8")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    return root


def record(root: Path, name: str) -> Source:
    text = (root / f"sources/{name}.yaml").read_text(encoding="utf-8")
    source, findings = read_source(text, f"sources/{name}.yaml", name)
    assert not findings
    assert source
    return source


def test_a_saved_page_becomes_a_capture_and_a_record(campaign: Path, plaidoyer: Callable[..., Any]) -> None:
    added = plaidoyer(campaign, "add", "../page.html", "--retrieved", "2025-03-05")
    assert added.status == 0, added.err
    assert 'next: plaidoyer quote enfance-ligne-40-signalements "' in added.out
    digest = hashlib.sha256(PAGE.encode()).hexdigest()
    assert (campaign / "sources/captures/enfance-ligne-40-signalements.html").read_text(encoding="utf-8") == PAGE
    assert (campaign / "sources/enfance-ligne-40-signalements.yaml").read_text(encoding="utf-8") == (
        "id: enfance-ligne-40-signalements\n"
        "type: article-newspaper # to be confirmed: read in the page (og:type)\n"
        'title: "L’enfance en ligne : 40 % de signalements # en plus" '
        "# to be confirmed: read in the page (<title>)\n"
        'author: [{literal: "Jeanne Martin"}] # to be confirmed: read in the page (author)\n'
        "issued: 2025-03-04 # to be confirmed: read in the page (article:published_time)\n"
        'container-title: "Le Journal" # to be confirmed: read in the page (og:site_name)\n'
        "language: fr-FR # to be confirmed: read in the page (<html lang>)\n"
        "URL: https://exemple.org/a # to be confirmed: read in the page (canonical link)\n"
        "accessed: 2025-03-05\n"
        "captures:\n"
        "  - file: captures/enfance-ligne-40-signalements.html\n"
        f"    sha256: {digest}\n"
        "    retrieved: 2025-03-05\n"
        "    redistributable: false\n"
    )
    assert record(campaign, "enfance-ligne-40-signalements").captures[0].sha256 == digest


def test_a_quotation_becomes_a_passage_with_its_figures(campaign: Path, plaidoyer: Callable[..., Any]) -> None:
    plaidoyer(campaign, "add", "../page.html", "--id", "journal")
    quoted = plaidoyer(campaign, "quote", "journal", "plus de 20 000")
    assert quoted.status == 0, quoted.err
    assert "  > Le service a reçu plus de 20 000 signalements en 2024, selon son rapport annuel.\n" in quoted.out
    assert "[plus de 20 000 signalements](figure:journal/service-recu-signalements)" in quoted.out
    assert (campaign / ".plaidoyer/.gitignore").read_text(encoding="utf-8") == "*\n"
    assert plaidoyer(campaign, "quote", "journal", "Office estime", "--name", "part").status == 0
    source = record(campaign, "journal")
    assert {name: passage.exact for name, passage in source.passages.items()} == {
        "service-recu-signalements": "Le service a reçu plus de 20 000 signalements en 2024, selon son rapport annuel.",
        "part": "L’Office estime que dans 40 % des affaires, la consultation a précédé d’autres faits.",
    }
    counted, share = source.figures["service-recu-signalements"], source.figures["part"]
    assert (counted.value, counted.qualifier, counted.kind) == (Decimal(20000), Qualifier.MORE_THAN, Kind.OBSERVED)
    assert counted.unit.names == {"fr": {"one": "signalement", "other": "signalements"}}
    assert (share.value, share.unit.symbol, share.kind) == (Decimal(40), "%", Kind.ESTIMATE)
    again = plaidoyer(campaign, "quote", "journal", "dans 40 %")
    assert again.status == 0
    assert "has these words already, as the passage « part »; nothing was written" in again.out
    checked = plaidoyer(campaign, "check", "--format", "json")
    assert not [one for one in checked.json["findings"] if one["severity"] == "error"]


def test_options_of_a_quotation(campaign: Path, plaidoyer: Callable[..., Any]) -> None:
    plaidoyer(campaign, "add", "../page.html", "--id", "journal")
    several = plaidoyer(campaign, "quote", "journal", "Le service a reçu")
    assert several.status == 1
    assert "the words stand in 2 passages" in several.out
    assert not record(campaign, "journal").passages
    picked = plaidoyer(campaign, "quote", "journal", "Le service a reçu", "--hit", "2", "--name", "renforts")
    assert picked.status == 0
    words = plaidoyer(
        campaign, "quote", "journal", "plus de 20 000 signalements", "--exact-words", "--no-figures", "--yes"
    )
    assert words.status == 0
    source = record(campaign, "journal")
    assert [passage.exact for passage in source.passages.values()] == [
        "Le service a reçu des renforts.",
        "plus de 20 000 signalements",
    ]
    assert not source.figures
    assert plaidoyer(campaign, "quote", "journal", "Le service a reçu", "--hit", "3").status == 2


def test_words_that_do_not_stand_there_are_never_recorded(campaign: Path, plaidoyer: Callable[..., Any]) -> None:
    plaidoyer(campaign, "add", "../page.html", "--id", "journal")
    before = (campaign / "sources/journal.yaml").read_bytes()
    missed = plaidoyer(campaign, "quote", "journal", "a reçu plus de 30 000 signalements en 2024")
    assert missed.status == 1
    assert "does not stand in the captures; the nearest place:" in missed.out
    assert "you wrote « 30" in missed.out
    nothing = plaidoyer(campaign, "quote", "journal", "xylophone zymotique")
    assert (nothing.status, "nor anything like it" in nothing.out) == (1, True)
    assert (campaign / "sources/journal.yaml").read_bytes() == before


def test_a_capture_that_is_missing_or_changed_is_told(campaign: Path, plaidoyer: Callable[..., Any]) -> None:
    plaidoyer(campaign, "add", "../page.html", "--id", "journal")
    capture = campaign / "sources/captures/journal.html"
    capture.write_text(PAGE + " ", encoding="utf-8")
    changed = plaidoyer(campaign, "quote", "journal", "plus de 20 000")
    assert changed.status == 1
    assert "its SHA-256 differs" in changed.err
    assert plaidoyer(campaign, "add", "../page.html", "--id", "journal").status == 2
    capture.unlink()
    missing = plaidoyer(campaign, "quote", "journal", "plus de 20 000")
    assert missing.status == 1
    assert "is not here" in missing.err
    back = plaidoyer(campaign, "add", "../page.html", "--id", "journal")
    assert back.status == 0
    assert "put back" in back.out
    assert plaidoyer(campaign, "quote", "journal", "plus de 20 000").status == 0


def test_a_second_copy_joins_the_record(campaign: Path, plaidoyer: Callable[..., Any]) -> None:
    """No copy overwrites another, and the same one is stored once."""
    plaidoyer(campaign, "add", "../page.html", "--id", "journal")
    path = campaign / "sources/journal.yaml"
    path.write_text("# Une note.\n" + path.read_text(encoding="utf-8") + "# Fin.\n", encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    assert "names this very copy already" in plaidoyer(campaign, "add", "../page.html", "--id", "journal").out
    assert path.read_text(encoding="utf-8") == before
    newer = PAGE.replace("des renforts", "des renforts, enfin")
    (campaign.parent / "page.html").write_text(newer, encoding="utf-8")
    added = plaidoyer(campaign, "add", "../page.html", "--id", "journal", "--redistributable")
    assert added.status == 0
    assert [capture.file for capture in record(campaign, "journal").captures] == [
        "captures/journal.html",
        "captures/journal-2.html",
    ]
    assert (campaign / "sources/captures/journal.html").read_text(encoding="utf-8") == PAGE
    after = path.read_text(encoding="utf-8")
    assert after.startswith(before.removesuffix("# Fin.\n"))
    assert after.endswith("    redistributable: true\n# Fin.\n")
    assert plaidoyer(campaign, "quote", "journal", "renforts, enfin").status == 0
    assert record(campaign, "journal").passages["renforts-enfin"].capture == "captures/journal-2.html"
    other = plaidoyer(campaign, "add", "../page.html", "--id", "autre", "--type", "webpage", "--lang", "fr")
    assert "the same copy is a capture of « journal », too" in other.out


def test_a_page_that_lies_in_the_captures_stays_there(campaign: Path, plaidoyer: Callable[..., Any]) -> None:
    (campaign / "sources/captures").mkdir()
    (campaign / "sources/captures/ma-page.html").write_text(PAGE, encoding="utf-8")
    assert plaidoyer(campaign, "add", "sources/captures/ma-page.html", "--id", "journal").status == 0
    assert [path.name for path in (campaign / "sources/captures").iterdir()] == ["ma-page.html"]
    assert record(campaign, "journal").captures[0].file == "captures/ma-page.html"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("add", "../page.html", "--id", "Été 2025"), "such as « ete-2025 »"),
        (("add", "../page.html", "--type", "reprot"), "did you mean « report »?"),
        (("add", "../page.html", "--lang", "français !"), "is no language"),
        (("add", "../page.html", "--retrieved", "22/11/2026"), "« 22/11/2026 » is no date"),
        (("add", "../nothing.html"), "cannot be added"),
        (("add", ".."), "cannot be added"),
        (("add", "../picture.gif"), "the copy is a picture"),
        (("add", "../empty.html"), "cannot be added"),
        (("quote", "jornal", "mots"), "did you mean « journal »?"),
        (("quote", "journal", " – "), "there is no word to look for"),
        (("quote", "journal", "mots", "--name", "É é"), "cannot name a passage"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence(
    campaign: Path, plaidoyer: Callable[..., Any], arguments: tuple[str, ...], says: str
) -> None:
    (campaign.parent / "picture.gif").write_bytes(b"GIF89a")
    (campaign.parent / "empty.html").touch()
    (campaign / "sources/journal.yaml").write_text("type: webpage\n", encoding="utf-8")
    ran = plaidoyer(campaign, *arguments)
    assert ran.status == 2
    assert says in ran.err
    assert [path.name for path in (campaign / "sources").iterdir()] == ["journal.yaml"]


def test_a_record_of_that_name_is_only_added_to_when_asked(campaign: Path, plaidoyer: Callable[..., Any]) -> None:
    plaidoyer(campaign, "add", "../page.html")
    (campaign.parent / "page.html").write_text(PAGE + "<p>Autre</p>", encoding="utf-8")
    again = plaidoyer(campaign, "add", "../page.html")
    assert again.status == 2
    assert "there is a record « enfance-ligne-40-signalements » already" in again.err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("type: webpage\ntype: report\n", "duplicate-key"),
        ("type: webpage\ncaptures: none\n", "invalid-value"),
        ("title: x\n", "missing-field"),
    ],
)
def test_a_record_that_cannot_be_read_is_left_alone(
    campaign: Path, plaidoyer: Callable[..., Any], text: str, says: str
) -> None:
    (campaign / "sources/journal.yaml").write_text(text, encoding="utf-8")
    quoted = plaidoyer(campaign, "quote", "journal", "mots")
    assert quoted.status == 1
    assert says in quoted.out
    assert "Nothing was written" in quoted.err
    assert (campaign / "sources/journal.yaml").read_text(encoding="utf-8") == text


def test_a_record_without_a_capture_says_what_to_do(campaign: Path, plaidoyer: Callable[..., Any]) -> None:
    (campaign / "sources/journal.yaml").write_text("type: webpage\n", encoding="utf-8")
    assert "plaidoyer add" in plaidoyer(campaign, "quote", "journal", "mots").err
    law = 'type: legislation\narticles:\n  "5":\n    - {id: A, in-force: 2020, alineas: ["Le mot."]}\n'
    (campaign / "sources/loi.yaml").write_text(law, encoding="utf-8")
    assert "(law:loi/5#1)" in plaidoyer(campaign, "quote", "loi", "mot").err


def test_a_link_out_of_the_campaign_is_not_written_through(campaign: Path, plaidoyer: Callable[..., Any]) -> None:
    outside = campaign.parent / "outside"
    outside.mkdir()
    (campaign / "sources/captures").symlink_to(outside)
    assert plaidoyer(campaign, "add", "../page.html", "--id", "journal").status == 2
    assert not list(outside.iterdir())


def test_a_terminal_obeys_no_page(campaign: Path, plaidoyer: Callable[..., Any]) -> None:
    hostile = PAGE.replace("Jeanne Martin", "x &#27;[2J&#x202e;y").replace("selon son", "selon &#x202e;son")
    (campaign.parent / "page.html").write_text(hostile, encoding="utf-8")
    added = plaidoyer(campaign, "add", "../page.html", "--id", "journal")
    quoted = plaidoyer(campaign, "quote", "journal", "plus de 20 000")
    assert quoted.status == 0
    for out in (added.out, quoted.out, (campaign / "sources/journal.yaml").read_text(encoding="utf-8")):
        assert "\x1b" not in out
        assert "\u202e" not in out


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_it_asks_first(
    campaign: Path, plaidoyer: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    plaidoyer(campaign, "add", "../page.html", "--id", "journal")
    monkeypatch.setattr("sys.stdin", _Terminal())
    monkeypatch.setattr(click, "confirm", lambda *_, **__: False)
    refused = plaidoyer(campaign, "quote", "journal", "plus de 20 000")
    assert (refused.status, "nothing was written" in refused.out) == (0, True)
    assert not record(campaign, "journal").passages
    monkeypatch.setattr(click, "confirm", lambda *_, **__: True)
    assert plaidoyer(campaign, "quote", "journal", "plus de 20 000").status == 0
    assert record(campaign, "journal").passages


def test_a_record_that_changes_meanwhile_is_not_overwritten(
    campaign: Path, plaidoyer: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person may save the record in an editor while the question stands on the terminal."""
    plaidoyer(campaign, "add", "../page.html", "--id", "journal")
    path = campaign / "sources/journal.yaml"
    save = pipeline.save

    def later(root: Path, proposal: pipeline.Proposal) -> None:
        path.write_text("type: report\n", encoding="utf-8")
        save(root, proposal)

    monkeypatch.setattr(pipeline, "save", later)
    refused = plaidoyer(campaign, "quote", "journal", "plus de 20 000")
    assert refused.status == 1
    assert "was changed meanwhile" in refused.err
    assert path.read_text(encoding="utf-8") == "type: report\n"
