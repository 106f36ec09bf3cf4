"""The files that a PDF carries: what a program, or a reviewer's own tools, can read of a brief and its evidence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plaidoyer.compose.attachments import Carried
from plaidoyer.config import Config
from plaidoyer.evidence.receipts import FILE
from plaidoyer.pipeline.amending import amend
from plaidoyer.pipeline.composed import Composed, Ground, composed
from plaidoyer.pipeline.evidence import evidence_of
from plaidoyer.pipeline.lock import lock
from plaidoyer.pipeline.study import study
from tests.compose.conftest import HEAD

SHA = "f7ff22dc46d4c1b7bec32c56833fcd550eb4d4fd32b09d7b5efec9dda250e75f"
LAW = """form: [loi, senat]
vehicle: {bill: ppl-12, after-article: 1}
changes:
  - article: code-lacs/12-3
    proposed: |
      Le fait de polluer un lac est puni d'une amende de 90 000 euros. La tentative est punie des mêmes peines.

      Les personnes morales peuvent être déclarées responsables.
rationale: |
  L'Observatoire a reçu [](figure:rapport-2025/semestre-2025), soit [](figure:moyenne).
"""
BILL = """type: bill
title: Proposition de loi
number: "12"
issued: 2026-02-10
language: fr
articles: {"1": [{id: PPL1, seen: 2026-11-20, seen-at: "https://example.org/12", alineas: ["Un décret est pris."]}]}
"""
DERIVED = """derived:
  moyenne:
    inputs: {n: rapport-2025/semestre-2025}
    formula: n / 6
    unit: {fr: {one: signalement par mois, other: signalements par mois}}
"""

Make = Callable[..., dict[str, Carried]]


@pytest.fixture
def make(small: Path) -> Make:
    """``make("text")``: the files of a brief of that text, by name, which asks for its evidence."""

    def made(text: str, *, front: str = "attach: evidence\n", law: str = "", lang: str = "fr") -> dict[str, Carried]:
        return {one.name: one for one in whole(text, front, law, lang).carried}

    def whole(text: str, front: str, law: str, lang: str) -> Composed:
        (small / "sources/ppl-12.yaml").write_text(BILL, encoding="utf-8")
        folder = small / "briefs/text"
        folder.mkdir(exist_ok=True)
        head = HEAD.format(template="one-pager", lang=lang, front=front)
        (folder / "brief.md").write_text(head + text, encoding="utf-8")
        if law:
            (folder / "amendment.yaml").write_text(law, encoding="utf-8")
        read, evidence = study(small, Config(), ["text"], lambda one: evidence_of(one, Config(), lambda *_: None))
        drafts = amend(read.campaign, ["text"], 1).drafts.get("text")
        ground = Ground(evidence.proofs, {}, drafts, read.campaign.sources, None)
        return composed(read.prepared["text"], ground, draft=False)

    return made


def claims(carried: dict[str, Carried]) -> list[dict[str, Any]]:
    """The claims of ``claims.json``."""
    found: list[dict[str, Any]] = json.loads(carried["claims.json"].text)["claims"]
    return found


def plain(text: str) -> str:
    """Spaces that do not break, shown as plain ones."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_brief_that_does_not_ask_carries_nothing(make: Make) -> None:
    assert make("Un fait [@rapport-2025/part].", front="") == {}


def test_what_each_file_is_stands_beside_it(make: Make) -> None:
    """A viewer of PDFs shows the names and these words, and nothing else."""
    french = make("Un fait [@rapport-2025/part].")
    assert {(one.name, one.relationship, one.description) for one in french.values()} == {
        ("sources.csl.json", "Source", "Les sources citées, en CSL-JSON"),
        ("claims.json", "Data", "Chaque affirmation et ce sur quoi elle repose, en JSON"),
        ("document.json", "Data", "Le contenu de ce document, en JSON"),
    }
    english = make("A fact [@rapport-2025/cout].", lang="en")
    assert english["claims.json"].description == "Each claim and what it rests on, as JSON"


@pytest.mark.parametrize("name", ["sources.csl.json", "claims.json", "document.json"])
def test_json_is_laid_out_in_one_way(make: Make, name: str) -> None:
    """Two editions can be compared line by line; and the same content has the same bytes."""
    text = make("Un fait établi [@rapport-2025/part].")[name].text
    data = json.loads(text)
    assert text == json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert isinstance(data, list) or data["version"] == 1


def test_the_records_cited_go_to_a_reference_manager(make: Make) -> None:
    """Zotero and Pandoc take a list of CSL-JSON, and nothing else."""
    text = "C'est [puni](law:code-lacs/12-3#1.2), dit le [rapport](quote:rapport-2025/part)."
    records = json.loads(make(text)["sources.csl.json"].text)
    assert [one["id"] for one in records] == ["code-lacs", "rapport-2025"]
    assert records[1]["issued"] == {"date-parts": [[2026, 1, 15]]}
    assert not {"passages", "captures", "figures"} & set(records[1])


def test_a_claim_is_followed_to_its_capture(make: Make) -> None:
    """Without our program: sentence, figure, words, page, and the hash of the copy that holds them."""
    (claim,) = claims(make("Il y en a [](figure:rapport-2025/semestre-2025)."))
    assert claim["id"].startswith("text-")
    assert (plain(claim["text"]), claim["calculations"]) == ("Il y en a 1 240 signalements.", [])
    (line,) = claim["evidence"]
    figure = line.pop("figure")
    assert line == {
        "kind": "figure",
        "source": "rapport-2025",
        "passage": "premier-semestre",
        "exact": "De janvier à juin 2025, l'Observatoire a reçu 1 240 signalements.",
        "lang": "fr",
        "place": "p. 3",
        "capture": {"sha256": SHA, "retrieved": "2026-11-20"},
        "proven": True,
    }
    assert (figure["name"], figure["value"], figure["qualifier"], figure["kind"], figure["period"]) == (
        "semestre-2025", "1240", "exactly", "observed", "2025-01/2025-06",
    )  # fmt: skip
    assert figure["unit"]["fr"] == {"one": "signalement", "other": "signalements"}
    assert figure["of"]["en"] == "reports received"


def test_every_kind_of_link_says_what_it_rests_on(make: Make) -> None:
    text = (
        "Il faut [](figure:rapport-2025/agents).\n\nLe coût : [](quote:rapport-2025/cout).\n\n"
        "C'est [puni](law:code-lacs/12-3#1?reading).\n\nUn projet dit [décret](law:ppl-12/1#1).\n\n"
        "Tout [@rapport-2025, p. 9].\n\nRien [@nulle-part/rien]."
    )
    range_, quote, law, bill, whole, unknown = (one["evidence"][0] for one in claims(make(text)))
    assert (range_["figure"]["low"], range_["figure"]["high"]) == ("5", "10")
    assert not {"value", "of", "period"} & set(range_["figure"])
    assert (quote["kind"], quote["passage"], quote["proven"]) == ("quote", "cout", True)
    assert (law["kind"], law["article"], law["alinea"], law["reading"]) == ("law", "12-3", 1, True)
    assert law["version"] == {"id": "LACARTI0001", "in-force": "2021-04-23", "seen": "2026-11-22"}
    assert law["exact"].startswith("Le fait de polluer un lac")
    assert bill["version"] == {"id": "PPL1", "seen": "2026-11-20", "seen-at": "https://example.org/12"}
    assert whole == {"kind": "citation", "source": "rapport-2025", "place": "p. 9", "proven": True}
    assert unknown == {"kind": "unknown", "name": "nulle-part/rien", "proven": False}


def test_a_figure_of_ours_shows_its_sum_and_its_inputs(make: Make) -> None:
    (claim,) = claims(make("Soit [](figure:moyenne).", front=f"attach: evidence\n{DERIVED}"))
    assert [plain(one) for one in claim["calculations"]] == ["calcul : 1 240 ÷ 6 ≈ 206,67 (1 240 : signalements reçus)"]
    (line,) = claim["evidence"]
    assert (line["derived"], line["figure"]["name"]) == ("moyenne", "semestre-2025")


def test_words_that_nobody_found_are_not_called_proven(make: Make, small: Path) -> None:
    record = small / "sources/rapport-2025.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("que 40 % des lacs", "que 41 % des lacs"), "utf-8")
    (claim,) = claims(make("Un fait [@rapport-2025/part]."))
    assert claim["evidence"][0]["proven"] is False
    assert "capture" not in claim["evidence"][0]


def test_a_receipt_gives_the_same_files_as_the_copy_itself(make: Make, small: Path) -> None:
    """« verify » on a machine without the private copies must come to the same bytes."""
    text = "Il y en a [](figure:rapport-2025/semestre-2025), dont une part [@rapport-2025/part]."
    here = make(text)
    lock(small, Config(), lambda *_: None)
    assert (small / FILE).is_file()
    (small / "sources/captures/rapport-2025.txt").unlink()
    assert make(text) == here


def test_the_document_is_there_as_data(make: Make) -> None:
    """Each node says what it is; the words are those that are printed."""
    text = '## Le lac {#problem}\n\nUn fait [@rapport-2025/part].\n\n::: {.chart figures="rapport-2025/part"}\n:::\n'
    document = json.loads(make(text)["document.json"].text)["document"]
    assert (document["type"], document["slug"], document["date_iso"]) == ("Document", "text", "2026-11-24")
    (section,) = document["sections"]
    assert [block["type"] for block in section["blocks"]] == ["Paragraph", "Chart"]
    (claim,) = section["blocks"][0]["children"]
    assert claim["type"] == "Claim"
    assert [one["text"] for one in claim["children"] if one["type"] == "Text"] == ["Un fait", "."]
    assert section["blocks"][1]["bars"][0]["length"] == 1.0


def test_no_file_of_the_campaign_is_named_or_hashed(make: Make, small: Path) -> None:
    """An edit that changes no word changes no byte: a place in a file, or its hash, would."""
    text = "Un fait [@rapport-2025/part]."
    before = make(text)
    record = small / "sources/rapport-2025.yaml"
    record.write_text("# Une remarque.\n" + record.read_text(encoding="utf-8"), encoding="utf-8")
    assert make("\n\n" + text) == before
    assert "briefs/" not in "".join(one.text for one in before.values())


def test_an_amendment_goes_with_its_brief(make: Make) -> None:
    """Who has only the brief's PDF can paste the wording; and its reasons are claims like others."""
    carried = make("Un fait [@rapport-2025/part].", front=f"attach: evidence\n{DERIVED}", law=LAW)
    texts = {name: one for name, one in carried.items() if name.endswith(".txt")}
    assert {name: one.description for name, one in texts.items()} == {
        "article-loi.txt": "Texte à déposer, sans mise en forme",
        "amendement-senat.txt": "Texte à déposer, sans mise en forme",
        "texte-consolide.txt": "La loi telle qu’elle se lirait, sans mise en forme",
    }
    assert {one.relationship for one in texts.values()} == {"Data"}
    _, reason = claims(carried)
    assert plain(reason["text"]) == ("L’Observatoire a reçu 1 240 signalements, soit 206,67 signalements par mois.")
    assert [line.get("derived", "") for line in reason["evidence"]] == ["", "moyenne"]
    assert len(reason["calculations"]) == 1
    assert "code-lacs" in carried["sources.csl.json"].text


def test_reasons_without_a_wording_keep_the_words_of_their_author(make: Make) -> None:
    """An amendment that cannot be worded makes a draft, which still carries what is known."""
    law = LAW.replace("code-lacs/12-3", "code-lacs/99")
    _, reason = claims(make("Un fait [@rapport-2025/part].", front=f"attach: evidence\n{DERIVED}", law=law))
    assert reason["text"].startswith("L'Observatoire a reçu [figure:rapport-2025/semestre-2025]")
