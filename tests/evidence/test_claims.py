"""What counts as a claim, and what a claim is made of."""

from __future__ import annotations

import hashlib

from plaidoyer.evidence.claims import claims_of, plain, sentences_of
from plaidoyer.records.brief_reader import read_brief
from plaidoyer.records.briefs import Brief
from plaidoyer.records.markdown import parse_body
from plaidoyer.records.text import CitationItem, EvidenceLink, Inline, Paragraph


def run(markdown: str) -> tuple[Inline, ...]:
    body, findings = parse_body(markdown, "brief.md", 1)
    assert not findings
    (paragraph,) = body.blocks
    assert isinstance(paragraph, Paragraph)
    return paragraph.children


def sentences(markdown: str, lang: str = "fr") -> list[str]:
    return [plain(sentence.children).strip() for sentence in sentences_of(run(markdown), lang)]


def brief(body: str, front: str = "") -> Brief:
    read, findings = read_brief(f"---\ntitle: T\n{front}---\n{body}", "briefs/t/brief.md", "t", "fr", "policy-brief")
    assert read is not None, findings
    return read


def test_sentences_are_cut_across_emphasis_and_links() -> None:
    assert sentences("Un mot *en italique. Un autre* mot. « Trois. »") == [
        "Un mot en italique.",
        "Un autre mot.",
        "« Trois. »",
    ]


def test_a_sentence_cut_out_of_a_run_knows_where_it_stands() -> None:
    """A finding would underline the sentence before."""
    cut = sentences_of(run("Un *mot. Deux* mots. Trois."), "fr")
    assert [sentence.span.column for sentence in cut] == [1, 10, 22]
    assert [sentence.children[0].span.column for sentence in cut] == [1, 10, 22]


def test_a_line_break_parts_words_and_a_link_to_be_filled_in_is_read_as_what_it_holds() -> None:
    assert sentences("Un mot\\\nDeux. Fin.") == ["Un mot Deux.", "Fin."]
    assert sentences("Il y en a [](figure:a/b). Fin.") == ["Il y en a [figure:a/b].", "Fin."]


def test_an_evidence_link_is_never_cut() -> None:
    """Half a quotation would have half its evidence."""
    assert sentences("Il dit [oui. Non](quote:a/b) encore. Fin.") == ["Il dit oui. Non encore.", "Fin."]


def test_code_is_never_cut() -> None:
    """What stands between backticks is quoted as it is: half of it would be printed as another sentence's."""
    assert sentences("Un `mot. Deux` mots. Trois.") == ["Un mot. Deux mots.", "Trois."]


def test_what_is_filled_in_begins_a_sentence() -> None:
    assert sentences("Fin. [](figure:a/b) suivent. [](quote:a/b) dit-il.") == [
        "Fin.",
        "[figure:a/b] suivent.",
        "[quote:a/b] dit-il.",
    ]


def test_a_link_is_cut_alike_filled_in_and_written_out() -> None:
    """A claim keeps its name, and its reviewer's verdict, when its words are left to the program."""
    for words, filled in (("12 lacs", "[](figure:a/b)"), ("« Un lac »", "[](quote:a/b)")):
        for text in ("Voir l’art. {} ici. Fin.", "Un mot (p. {}). Fin.", "Fin. {} ici. Fin.", "Il dit {} ici."):
            assert len(sentences(text.format(words))) == len(sentences(text.format(filled))), (text, words)


def test_a_citation_after_the_full_stop_belongs_to_the_sentence_before() -> None:
    first, second = sentences_of(run("Un fait. [@a/b] Un autre."), "fr")
    assert [item.source for item in first.evidence if isinstance(item, CitationItem)] == ["a"]
    assert second.evidence == ()


def test_claims_come_from_ask_text_lists_tables_and_charts_in_order() -> None:
    text = (
        "Sans preuve. Avec preuve [@a/b].\n\n- Un point [@a/c].\n- Un autre.\n\n"
        "| A | B |\n|---|---|\n| x [@a/d] | y |\n\n"
        '::: {.chart figures="a/x a/y" title="Titre"}\n:::\n\n::: {.key-figure figure="z"}\n:::\n'
    )
    claims = claims_of(brief(text, "ask: Que le Parlement agisse [@a/a].\n"))
    assert [claim.text for claim in claims] == [
        "Que le Parlement agisse .",
        "Avec preuve .",
        "Un point .",
        "x",
        "Titre a/x a/y",
        "/z",
    ]
    assert [len(claim.evidence) for claim in claims] == [1, 1, 1, 1, 2, 1]


def test_a_claim_keeps_its_name_when_other_text_moves_it() -> None:
    """A reviewer's verdict is kept under this name."""
    (before,) = claims_of(brief("Un fait [@a/b]."))
    (after,) = claims_of(brief("Un titre nouveau.\n\nEncore.\n\nUn  fait\n[@a/b]."))
    assert before.id == after.id
    assert before.id.startswith("t-")


def test_equal_claims_are_numbered() -> None:
    first, second = claims_of(brief("Un fait [@a/b].\n\nUn fait [@a/c]."))
    assert (first.id[:-1], first.id[-1], second.id[-1]) == (second.id[:-1], "1", "2")


def test_the_name_of_a_claim_is_what_reviews_were_kept_under() -> None:
    """Another hash, or another length of it, would part every brief from the verdicts of its reviewers."""
    (claim,) = claims_of(brief("Un fait [@a/b]."))
    assert claim.id == f"t-{hashlib.sha256(b'Un fait .').hexdigest()[:12]}-1"


def test_figures_of_a_chart_know_their_place() -> None:
    source = '---\ntitle: T\n---\n::: {.chart figures="a/x  bc/y"}\n:::\n'
    read, _ = read_brief(source, "briefs/t/brief.md", "t", "fr", "policy-brief")
    assert read is not None
    (claim,) = claims_of(read)
    lines = source.splitlines()
    places = [lines[link.span.line - 1][link.span.column - 1 :][: link.span.length] for link in claim.evidence]
    assert places == ["a/x", "bc/y"]
    links = [
        (link.kind, link.source, link.name, link.children) for link in claim.evidence if isinstance(link, EvidenceLink)
    ]
    assert links == [("figure", "a", "x", ()), ("figure", "bc", "y", ())]
