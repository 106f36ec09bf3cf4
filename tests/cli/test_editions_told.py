"""What « diff » tells people, pull requests and readers of a page."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt
from msgspec.structs import replace

from plaidoyer.cli.edition_page import as_html
from plaidoyer.cli.editions import as_json, as_markdown, as_text
from plaidoyer.diagnostics import Finding, Span
from plaidoyer.pipeline.editions import Editions, FigureChange, Side, SourceChange
from plaidoyer.pipeline.restated import StatementChange
from plaidoyer.pipeline.statements import Kind, Link, Statement
from plaidoyer.pipeline.tabled import AlineaChange, AmendmentChange, ArticleChange
from plaidoyer.pipeline.touched import Ground
from plaidoyer.records.changes import Aspect, Change, Difference, Status, Topic
from plaidoyer.rewording import FieldChange, word_difference
from tests.conftest import Ran
from tests.histories import edit, keep

FILE = "briefs/lacs/brief.md"
THEN = Side("main", "2ccbf2caa142cb3421341a5ed6fc0f372a157c07", True, "Lacs", "1", "24 novembre 2026", 8, 2, ())
NOW = Side("", "", True, "Lacs clairs", "", "", 9, 3, ())
NOTHING = Editions("lacs", "fr", THEN, NOW, (), (), (), (), ())
EVIL = (
    "\x1b[2J\u202e@maire #77 ![x](https://lacs.example) <img src=x onerror=alert(1)> `|`\n"
    "</style><script>x()</script> \"'&amp;"
)


def statement(text: str, line: int, kind: Kind = "sentence", file: str = FILE, *, claim: bool = True) -> Statement:
    key = ("figure", "a", "cas")
    return Statement(kind, text, Span(file, line), "lacs-1-1" if claim else "", (Link(key, {}, {key: {}}),) * claim)


def restated(old: Statement | None, new: Statement | None, *grounds: Ground) -> StatementChange:
    status = Status.CHANGED if old and new else Status.ADDED if new else Status.DELETED
    return StatementChange(status, old, new, word_difference(old.text if old else "", new.text if new else ""), grounds)


def field(name: str, old: str, new: str) -> FieldChange:
    return FieldChange(name, old, new)


def change(aspect: Aspect, part: str, name: str, status: Status, *fields: tuple[str, str | None, str | None]) -> Change:
    version = "L1" if part == "article" else ""
    return Change(Topic(aspect, part, name, version), status, tuple(Difference(*one) for one in fields))


LONG = " ".join(f"mot{number}" for number in range(80))

ALL = replace(
    NOTHING,
    then=replace(THEN, faults=(Finding("x", "the file is empty", Span("sources/b.yaml", 3)),)),
    fields=(field("title", "Lacs", "Lacs clairs"), field("version", "1", "")),
    statements=(
        restated(
            statement("Il y a 74 lacs.", 3),
            statement("Il y a 75 lacs.", 4),
            Ground("a", "figure", "cas", Status.CHANGED),
            Ground("a", "article", "12-3#2", Status.ADDED),
            Ground("a", "article", "12-4", Status.DELETED),
        ),
        restated(statement("Les mares.", 5), statement("Les étangs.", 6), Ground("a", "record", "", Status.CHANGED)),
        restated(statement("Un lac.", 7), statement("Un lac.", 8), Ground("", "derived", "moyenne", Status.CHANGED)),
        restated(None, statement("Lacs : 3", 9, "chart"), Ground("a", "figure", "cas", Status.ADDED)),
        restated(statement("4 lacs", 10, "key-figure"), None, Ground("a", "passage", "p", Status.DELETED)),
        restated(
            None,
            statement("Il faut agir.", 2, file="briefs/lacs/amendment.yaml"),
            Ground("a", "figure", "cas", Status.ADDED),
        ),
        restated(
            statement("Le droit", 11, "heading", claim=False), statement("Le droit actuel", 11, "heading", claim=False)
        ),
        restated(None, statement("Une phrase.", 12, claim=False)),
    ),
    figures=(
        FigureChange("a", "cas", Status.CHANGED, "74 lacs", "75 lacs"),
        FigureChange("", "moyenne", Status.ADDED, "", "12 lacs"),
        FigureChange("a", "vieux", Status.DELETED, "3 mares", ""),
    ),
    sources=(
        SourceChange("b", "", "Un rapport", Status.ADDED, ()),
        SourceChange("c", "", "", Status.DELETED, ()),
        SourceChange(
            "a",
            "ancien",
            "Lacs",
            Status.CHANGED,
            (
                change(Aspect.EVIDENCE, "figure", "cas", Status.CHANGED, ("value", "74", "75")),
                change(Aspect.EVIDENCE, "passage", "p", Status.CHANGED, ("exact", f"Un {LONG}", f"Deux {LONG}")),
                change(Aspect.EVIDENCE, "passage", "q", Status.ADDED, ("exact", None, "Un."), ("say", None, "Un.")),
                change(Aspect.EVIDENCE, "article", "12-3", Status.DELETED, ("id", "L", None), ("alineas.1", "A", None)),
                change(Aspect.BIBLIOGRAPHY, "variable", "title", Status.CHANGED, ("", "Lac", "Lacs")),
                change(Aspect.BIBLIOGRAPHY, "variable", "ISBN", Status.ADDED, ("", None, "1")),
            ),
        ),
    ),
    amendments=(
        AmendmentChange(
            False,
            Status.CHANGED,
            (field("form", "loi", "loi, an"),),
            (
                ArticleChange(
                    "code",
                    "12-3",
                    Status.CHANGED,
                    (False, False),
                    (),
                    (
                        AlineaChange("changed", (1,), (1,), word_difference("Un lac.", "Deux lacs.")),
                        AlineaChange("inserted", (), (2,), word_difference("", "Une mare.")),
                        AlineaChange("deleted", (2,), (), word_difference("Un étang.", "")),
                        AlineaChange("moved", (3,), (4,), word_difference("Un ru.", "Un ru.")),
                        AlineaChange("split", (4,), (5, 6), word_difference("A. B.", "A. B.")),
                        AlineaChange("merged", (5, 6), (7,), word_difference("C. D.", "C. D.")),
                    ),
                ),
                ArticleChange("code", "12-5", Status.ADDED, (False, False), (field("after", "", "12-4"),), ()),
                ArticleChange("code", "12-6", Status.DELETED, (False, False), (), ()),
                ArticleChange("code", "12-7", Status.CHANGED, (False, True), (), ()),
            ),
        ),
        AmendmentChange(True, Status.ADDED, (), (ArticleChange("code", "1", Status.ADDED, (False, True), (), ()),)),
    ),
)


def text(found: Editions) -> list[str]:
    """The lines, without colours."""
    return click.unstyle(as_text(found)).split("\n")


def poisoned(found: Any) -> Any:
    """The same value, every text in it hostile."""
    match found:
        case Status() | Aspect() | bool() | int() | None:
            return found
        case str():
            return found if found in ("fr", "en") else EVIL
        case tuple():
            return tuple(map(poisoned, found))
        case dict():
            return {poisoned(key): poisoned(value) for key, value in found.items()}
        case _:
            kept = {"kind", "part", "status", "severity"}
            names = [name for name in found.__struct_fields__ if name not in kept]
            return replace(found, **{name: poisoned(getattr(found, name)) for name in names})


# Text ---------------------------------------------------------------------------------------------


def test_everything_is_told() -> None:
    assert text(ALL) == [
        "errors",
        "  sources/b.yaml:3, main (2ccbf2caa142): the file is empty",
        "",
        "front matter",
        "  title: Lacs{+ clairs+}",
        "  version: [-1-]",
        "",
        "claims",
        f"  ~ {FILE}:4  reworded; evidence: figure a/cas, article a/12-3#2 (added), article a/12-4 (deleted)",
        "    Il y a [-74-]{+75+} lacs.",
        f"  ~ {FILE}:6  reworded; evidence: a",
        "    Les [-mares-]{+étangs+}.",
        f"  = {FILE}:8  same words, other evidence: figure moyenne",
        "    Un lac.",
        f"  + {FILE}:9  chart, new, rests on figure a/cas",
        "    Lacs : 3",
        f"  - {FILE}:10 then  key-figure, gone, rests on passage a/p",
        "    4 lacs",
        "  + briefs/lacs/amendment.yaml:2  new, rests on figure a/cas",
        "    Il faut agir.",
        "",
        "other sentences",
        f"  ~ {FILE}:11  heading, reworded",
        "    Le droit{+ actuel+}",
        f"  + {FILE}:12  new",
        "    Une phrase.",
        "",
        "figures",
        "  ~ a/cas: 74 lacs → 75 lacs",
        "  + moyenne, derived: 12 lacs",
        "  - a/vieux: 3 mares",
        "",
        "sources",
        "  + b  « Un rapport »",
        "  - c",
        "  ~ a, renamed from ancien  « Lacs »: evidence, bibliography",
        "    figure cas, value: [-74-]{+75+}",
        "    passage p, exact: [-Un-]{+Deux+} mot0 mot1 mot2 mot3 mot4 mot5 mot6 mot7 mot8 mot9 mot10 mot11 mot12 "
        "mot13 … mot67 mot68 mot69 mot70 mot71 mot72 mot73 mot74 mot75 mot76 mot77 mot78 mot79",
        "    + passage q",
        "    - article 12-3 (L1)",
        "    title: [-Lac-]{+Lacs+}",
        "    ISBN: {+1+}",
        "",
        "amendment",
        "  ~ the amendment",
        "    form: loi{+, an+}",
        "    ~ article code/12-3",
        "      alinéa 1 changed: [-Un lac-]{+Deux lacs+}.",
        "      alinéa 2 inserted: {+Une mare.+}",
        "      alinéa 2 deleted: [-Un étang.-]",
        "      alinéa 3 → 4 moved: Un ru.",
        "      alinéa 4 → 5, 6 split: A. B.",
        "      alinéa 5, 6 → 7 merged: C. D.",
        "    + article code/12-5, asked for now; against the law in force",
        "      after: {+12-4+}",
        "    - article code/12-6, no longer asked for",
        "    ~ article code/12-7, to be repealed",
        "  + the amendment to fall back on",
        "    + article code/1, asked for now, to be repealed",
        "",
        "lacs, from main (2ccbf2caa142) to the brief as it is: 6 claims (2 new, 1 gone, 2 reworded, "
        "1 on other evidence), 3 figures, 3 sources, 2 amendments, 2 other sentences, 2 fields",
    ]


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (NOTHING, "lacs, from main (2ccbf2caa142) to the brief as it is: nothing changed"),
        (
            replace(NOTHING, then=replace(THEN, there=False)),
            "lacs, from main (2ccbf2caa142) to the brief as it is: "
            "the brief « Lacs clairs » is new (9 claims, 3 sources)",
        ),
        (
            replace(NOTHING, now=replace(NOW, there=False)),
            "lacs, from main (2ccbf2caa142) to the brief as it is: the brief « Lacs » is gone (8 claims, 2 sources)",
        ),
    ],
)
def test_what_is_to_be_said_in_a_line_is(found: Editions, told: str) -> None:
    assert text(found) == [told]
    assert as_markdown(found).split("\n")[2:] == [f"{told}."]


def test_colours_are_for_a_terminal(small: Path, plaidoyer: Callable[..., Ran]) -> None:
    """A log of CI holds words, not controls."""
    keep(small)
    edit(small / "briefs/note/brief.md", "version: 1", "version: 2")
    ran = plaidoyer(small, "diff", "note", "HEAD")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("front matter\n  version: [-1-]{+2+}\n")
    assert "\x1b[31m[-1-]" in as_text(replace(NOTHING, fields=(field("version", "1", "2"),)))


def test_a_terminal_obeys_nothing() -> None:
    told = click.unstyle(as_text(poisoned(ALL)))
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "\\u001b[2J\\u202e@maire" in told


# JSON ---------------------------------------------------------------------------------------------


def test_json_says_the_same_whatever_the_texts_hold() -> None:
    data = json.loads(as_json(ALL))
    assert (data["version"], data["brief"], data["status"]) == (1, "lacs", "changed")
    assert [one["status"] for one in data["claims"]] == [
        "reworded",
        "reworded",
        "evidence",
        "added",
        "deleted",
        "added",
    ]
    assert data["claims"][0]["words"] == [
        {"kind": "kept", "text": "Il y a "},
        {"kind": "removed", "text": "74"},
        {"kind": "added", "text": "75"},
        {"kind": "kept", "text": " lacs."},
    ]
    assert data["then"]["errors"] == [{"file": "sources/b.yaml", "line": 3, "message": "the file is empty"}]
    assert data["sources"][2]["changes"][3]["version"] == "L1"
    assert data["amendments"][0]["articles"][0]["alineas"][4] == {
        "status": "split",
        "before": [4],
        "after": [5, 6],
        "words": [{"kind": "kept", "text": "A. B."}],
    }
    assert json.loads(as_json(poisoned(ALL)))["fields"][0]["old"] == EVIL
    assert json.loads(as_json(replace(NOTHING, slug="\udcff")))["brief"] == "\udcff"


# Markdown -----------------------------------------------------------------------------------------

RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
TAGS = {"h3", "h4", "p", "ul", "li", "ins", "del", "br"}


def tags(page: str) -> set[str]:
    return set(re.findall(r"</?([a-z0-9]+)", page))


def test_markdown_tells_the_same() -> None:
    told = as_markdown(ALL).split("\n")
    assert told[0] == "### What changed in the brief"
    assert "#### Claims" in told
    assert f"- {FILE}:6  reworded; evidence: a<br>Les <del>mares</del><ins>étangs</ins>." in told
    assert "  - passage p, exact: <del>Un</del><ins>Deux</ins> mot0" in "\n".join(told)
    assert tags(RENDERER.render("\n".join(told))) == TAGS


def test_markdown_leaves_a_server_nothing_to_obey() -> None:
    """Whoever may write a brief may not ping a team, load a picture or write a script into a pull request."""
    page = RENDERER.render(as_markdown(poisoned(ALL)))
    assert tags(page) == TAGS
    shown = html.unescape(re.sub(r"<[^>]*>", "", page))
    assert not re.search(r"@(?!\u200b)\w|#(?!\u200b)\w|://|\u202e|\x1b", shown)


@given(st.text(st.sampled_from("a1 @#!$%&~^*_`<>[](){}|\\:/.;\n\r\t-+=\"'é\u202e"), max_size=30), st.text(max_size=20))
def test_any_words_stay_words(old: str, new: str) -> None:
    """In Markdown and in HTML, the signs of a text are shown, and none makes an element."""
    found = replace(NOTHING, fields=(field("title", old, new),), statements=(restated(None, statement(old, 1)),))
    if old != new:
        assert tags(RENDERER.render(as_markdown(found))) <= TAGS
        parsed = page(found)
        words = " ".join(parsed.xpath("//section[@id='fields']")[0].itertext())
        assert not parsed.xpath("//script | //img | //iframe | //a[not(starts-with(@href, '#'))] | //@onerror")
        assert "\u202e" not in words


def test_a_telling_that_is_too_long_for_a_comment_is_cut() -> None:
    found = replace(NOTHING, fields=tuple(field(f"f{number}", "x" * 900, "y" * 900) for number in range(100)))
    told = as_markdown(found)
    assert len(told) < 61_000
    assert told.endswith("The rest is too long for a comment.")


# HTML ---------------------------------------------------------------------------------------------


def page(found: Editions) -> Any:
    return etree.fromstring(as_html(found), etree.HTMLParser(encoding="utf-8"))


def words(element: Any) -> str:
    """What is read in an element, spaces as one."""
    return " ".join("".join(element.itertext()).replace("\u00a0", " ").replace("\u202f", " ").split())


def test_the_page_tells_everything_in_the_language_of_the_brief() -> None:
    parsed = page(ALL)
    assert parsed.get("lang") == "fr"
    assert words(parsed.find(".//h1")) == "Lacs clairs"
    assert words(parsed.find(".//title")) == "Ce qui a changé : Lacs clairs"
    assert [words(one) for one in parsed.xpath("//dl[@class='sides']/div")] == [
        "Avantmain 2ccbf2caa142version 1, 24 novembre 2026",
        "Aprèsla note telle qu’elle est",
    ]
    assert [(words(one), one.get("href")) for one in parsed.xpath("//nav//a")] == [
        ("En-tête de la note", "#fields"),
        ("6 affirmations", "#claims"),
        ("3 chiffres", "#figures"),
        ("3 sources", "#sources"),
        ("Amendement", "#amendment"),
        ("2 autres phrases", "#sentences"),
    ]
    assert [one.get("id") for one in parsed.xpath("//section")] == [
        one.get("href")[1:] for one in parsed.xpath("//nav//a")
    ]
    assert [words(one) for one in parsed.xpath("//section[@id='claims']/ul/li")] == [
        "ReformuléIl y a [retiré : 74][ajouté : 75] lacs."
        "Dans ses preuves : chiffre a/cas, a, art. 12-3, al. 2 (ajout), a, art. 12-4 (retrait)",
        "ReformuléLes [retiré : mares][ajouté : étangs].Dans ses preuves : source a",
        "Mêmes mots, preuves modifiéesUn lac.Ce qui a changé : chiffre calculé moyenne",
        "Nouveau (graphique)Lacs : 3Repose sur : chiffre a/cas",
        "Supprimé (chiffre clé)4 lacsReposait sur : passage a/p",
        "Nouveau (motifs de l’amendement)Il faut agir.Repose sur : chiffre a/cas",
    ]
    assert [words(one) for one in parsed.xpath("//section[@id='figures']/ul/li")] == [
        "Modifié[retiré : 74 lacs] → [ajouté : 75 lacs]a/cas",
        "Énoncé désormais12 lacsmoyenne (chiffre calculé)",
        "N’est plus énoncé3 maresa/vieux",
    ]
    assert [words(one) for one in parsed.xpath("//section[@id='sources']//dt")] == [
        "chiffre cas, value",
        "passage p, exact",
        "passage q",
        "article 12-3 (L1)",
        "title",
        "ISBN",
    ]
    assert [words(one) for one in parsed.xpath("//section[@id='amendment']//h3")] == [
        "Article 12-3 code",
        "Article 12-5 code, comparé au droit en vigueur, après l’article 12-4",
        "Article 12-6 code, n’est plus demandé",
        "Article 12-7 code, à abroger",
        "Article 1 code, à abroger",
    ]
    assert [words(one) for one in parsed.xpath("//section[@id='amendment']//p[starts-with(., 'Alinéa')]")] == [
        "Alinéa 1",
        "Alinéa 2, nouveau",
        "Alinéa 2, supprimé",
        "Alinéa 3 → 4, déplacé",
        "Alinéa 4 → 5, 6, scindé",
        "Alinéa 5, 6 → 7, réuni",
    ]
    assert "sources/b.yaml:3: the file is empty" in words(parsed)


def test_a_page_in_english_says_nothing_in_french() -> None:
    parsed = page(replace(ALL, lang="en"))
    assert [words(one) for one in parsed.xpath("//h2")] == [
        "Head of the brief", "Claims", "Figures", "Sources", "Amendment", "Other sentences",
    ]  # fmt: skip
    assert {*parsed.xpath("//p[@class='words'][@lang]/@lang")} == {"fr"}  # the law is French


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (NOTHING, "Rien n’a changé."),
        (replace(NOTHING, then=replace(THEN, there=False)), "Cette note est nouvelle."),
        (replace(NOTHING, now=replace(NOW, there=False)), "Cette note a été supprimée."),
    ],
)
def test_a_page_with_nothing_to_compare_says_so(found: Editions, told: str) -> None:
    parsed = page(found)
    assert words(parsed.find(".//main")) == told
    assert parsed.xpath("//nav") == []


def test_a_commit_is_not_named_twice() -> None:
    parsed = page(replace(NOTHING, then=replace(THEN, revision="2ccbf2c")))
    assert words(parsed.xpath("//dd")[0]).startswith("2ccbf2cversion 1")


def test_the_page_runs_and_loads_nothing() -> None:
    """It is sent by mail and opened from a disk: whoever wrote the brief does not speak to the browser."""
    for found in (ALL, poisoned(ALL), replace(poisoned(ALL), lang="en")):
        parsed = page(found)
        assert {one.tag for one in parsed.iter() if isinstance(one.tag, str)} <= {
            *("html", "head", "meta", "title", "style", "body", "header", "main", "nav", "section", "div", "span"),
            *("h1", "h2", "h3", "p", "ul", "li", "dl", "dt", "dd", "a", "br", "code", "ins", "del"),
        }
        names = {name for one in parsed.iter() if isinstance(one.tag, str) for name in one.attrib}
        assert names <= {
            *(
                "lang",
                "charset",
                "http-equiv",
                "content",
                "name",
                "class",
                "id",
                "href",
                "aria-label",
                "aria-labelledby",
            )
        }
        assert all(one.startswith("#") for one in parsed.xpath("//@href"))
        (policy,) = parsed.xpath("//meta[@http-equiv]/@content")
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "url(" not in parsed.find(".//style").text
        assert "\u202e" not in as_html(found)


def test_the_page_of_a_campaign_is_written_to_standard_output(small: Path, plaidoyer: Callable[..., Ran]) -> None:
    keep(small)
    edit(small / "briefs/memo/brief.md", "lang: en", "lang: en\nsubtitle: A lake")
    ran = plaidoyer(small, "diff", "memo", "HEAD", "--format", "html")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("<!DOCTYPE html>")
    assert "A lake" in ran.out
    assert plaidoyer(small, "diff", "memo", "HEAD", "--format", "markdown").out.startswith("### What changed")
