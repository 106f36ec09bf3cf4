"""What « affected » tells people, programs and pull requests."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from msgspec.structs import replace

from plaidoyer.cli.affected import as_json, as_markdown, as_text
from plaidoyer.diagnostics import Span
from plaidoyer.pipeline.affected import Affected, Reason, Rebuilt, ReceiptChange
from plaidoyer.pipeline.record_changes import Fate, RecordChange
from plaidoyer.pipeline.revision import Trouble, When
from plaidoyer.pipeline.touched import DerivedChange, Ground, Touched
from plaidoyer.records.changes import Aspect, Change, Difference, Status, Topic
from tests.histories import edit, keep

NOTHING = Affected("main", "2ccbf2caa142cb3421341a5ed6fc0f372a157c07", (), {}, (), (), (), (), (), ())
A, B = "a" * 70, "b" * 70
NONE = "0 sources changed, 0 claims to read again, 0 briefs to build"
EVIL = "\x1b[2J\u202e@maire #77 ![x](https://lacs.example) <img> `|`\n| a |"


def change(part: str, name: str, *differences: tuple[str, str | None, str | None], **others: Any) -> Change:
    aspect = others.get("aspect", Aspect.EVIDENCE)
    status = others.get("status", Status.CHANGED)
    topic = Topic(aspect, part, name, others.get("version", ""))
    return Change(topic, status, tuple(Difference(*one) for one in differences))


def record(fate: Fate, *changes: Change, id_: str = "a", **others: Any) -> RecordChange:
    amounts = others.pop("amounts", {})
    return RecordChange(id_, f"sources/{id_}.yaml", fate, changes, amounts, others.pop("troubles", ()), **others)


def changed(*changes: Change, **amounts: tuple[str, str]) -> Affected:
    return replace(NOTHING, records=(record(Fate.CHANGED, *changes, amounts=amounts),))


def text(found: Affected) -> list[str]:
    """The lines, without colours."""
    return click.unstyle(as_text(found)).split("\n")


LONG = (
    "Il est compté, dans les lacs de la plaine et dans ceux de la montagne, que 74 mares sont à sec, disent les maires."
)

ALL = replace(
    NOTHING,
    records=(
        record(
            Fate.CHANGED,
            change("figure", "cas", ("value", "74", "75"), ("of.fr", "lacs", "mares")),
            change("figure", "neuf", ("value", None, "3"), status=Status.ADDED),
            change("passage", "cas", ("exact", LONG, LONG.replace("74", "75"))),
            change("passage", "vieux", ("exact", "Un lac.", None), status=Status.DELETED),
            change("article", "12-3", ("alineas.2", "Un.", "Deux."), version="L1"),
            change("capture", "captures/a.txt", ("sha256", "ab", None), status=Status.DELETED),
            change("variable", "title", ("", "Lacs", "Mares"), aspect=Aspect.BIBLIOGRAPHY),
            change("variable", "ISBN", ("", None, "1"), aspect=Aspect.BIBLIOGRAPHY, status=Status.ADDED),
            change("record", "do-not-fetch", ("", None, "true"), aspect=Aspect.HANDLING, status=Status.ADDED),
            amounts={"cas": ("74 lacs", "75 lacs"), "neuf": ("", "3 lacs")},
        ),
        record(Fate.ADDED, id_="b"),
        record(
            Fate.DELETED,
            change("passage", "x", ("exact", "Un.", None), status=Status.DELETED),
            change("figure", "x", ("value", "1", None), status=Status.DELETED),
            change("figure", "y", ("value", "1", None), status=Status.DELETED),
            id_="c",
            amounts={"x": ("1 lac", ""), "y": ("1 mare", "")},
        ),
        record(Fate.RENAMED, id_="d", was="sources/old.yaml", was_id="old"),
        record(Fate.CHANGED, id_="e", troubles=(Trouble(When.THEN, "no", 3, True), Trouble(When.NOW, "not so"))),
        record(Fate.REWRITTEN, id_="f"),
        record(Fate.REWRITTEN, id_="g"),
    ),
    files={"sources/captures/x.txt": Status.CHANGED},
    receipts=(ReceiptChange("a", "cas", Status.ADDED), ReceiptChange("a", "vieux", Status.DELETED)),
    derived=(DerivedChange("note", "par-mois", "12", "13"),),
    touched=(
        Touched(
            "note",
            "note-1",
            "Il y a 74 lacs et [figure:/par-mois].",
            Span("briefs/note/brief.md", 12, 3),
            (Ground("a", "figure", "cas", Status.CHANGED), Ground("", "derived", "par-mois", Status.CHANGED)),
        ),
        Touched(
            "note",
            "note-2",
            "Lacs a/cas /par-mois",
            Span("briefs/note/brief.md", 14),
            (Ground("c", "record", "", Status.DELETED), Ground("a", "passage", "vieux", Status.DELETED)),
            "chart",
        ),
        Touched(
            "note",
            "",
            "loi/12-3",
            Span("briefs/note/amendment.yaml", 3),
            (Ground("a", "article", "12-3", Status.CHANGED),),
        ),
    ),
    briefs=(
        Rebuilt(
            "note",
            "briefs/note/brief.md",
            (
                Reason("own", "briefs/note/brief.md", ("changed",)),
                Reason("settings", "plaidoyer.toml"),
                Reason("settings", "plaidoyer.toml", ("lang",)),
                Reason("record", "sources/a.yaml", ("evidence", "handling")),
                Reason("receipts", "sources/evidence.lock"),
            ),
        ),
        Rebuilt("neuf", "briefs/neuf/brief.md", (Reason("new", "briefs/neuf/brief.md"),)),
        Rebuilt("x", "briefs/x/brief.md", (Reason("unreadable", "briefs/x/brief.md"),)),
    ),
    deleted=("memo",),
    failures=("briefs/y/brief.md: no",),
)  # fmt: skip


def test_a_terminal_shows_what_changed_what_rests_on_it_and_what_to_build() -> None:
    assert text(ALL) == [
        "sources",
        "  sources/a.yaml  changed: evidence, bibliography, handling",
        "    figure cas: 74 lacs → 75 lacs",
        "    figure cas, of.fr: lacs → mares",
        "    + figure neuf: 3 lacs",
        "    passage cas, exact:",
        "      - …de la plaine et dans ceux de la montagne, que 74 mares sont à sec, disent les maires.",
        "      + …de la plaine et dans ceux de la montagne, que 75 mares sont à sec, disent les maires.",
        "    - passage vieux: Un lac.",
        "    article 12-3 (L1), alineas.2: Un. → Deux.",
        "    - capture captures/a.txt: ab",
        "    title: Lacs → Mares",
        "    + ISBN: 1",
        "    + do-not-fetch: true",
        "  sources/b.yaml  added",
        "  sources/c.yaml  deleted (1 passage, 2 figures)",
        "  sources/d.yaml  renamed from sources/old.yaml: no change of content",
        "  sources/e.yaml  changed",
        "    cannot be read at main, line 3: no",
        "    has an error now: not so",
        "  sources/captures/x.txt  changed",
        "  sources/evidence.lock: 1 receipt added (a/cas); 1 receipt deleted (a/vieux)",
        "  briefs/note/brief.md  figure par-mois, derived: 12 → 13",
        "  no change of content: sources/f.yaml, sources/g.yaml",
        "",
        "claims that rest on them",
        "  briefs/note/brief.md:12  figure a/cas, figure par-mois",
        "    « Il y a 74 lacs et [figure:par-mois]. »",
        "  briefs/note/brief.md:14  c (deleted), passage a/vieux (deleted)",
        "    chart: Lacs a/cas par-mois",
        "  briefs/note/amendment.yaml:3  article a/12-3",
        "    asks to change loi/12-3",
        "",
        "briefs to build",
        "  note  brief.md changed; plaidoyer.toml, which could not be used then; plaidoyer.toml (lang); "
        "sources/a.yaml (evidence, handling); sources/evidence.lock",
        "  neuf  new",
        "  x     not readable: what it uses is unknown",
        "  memo  deleted",
        "  failed: briefs/y/brief.md: no",
        "",
        "since main (2ccbf2caa142): 6 sources changed, 3 claims to read again, 3 briefs to build, 1 brief deleted",
    ]


def test_a_comment_has_tables_of_the_same() -> None:
    assert as_markdown(ALL).split("\n") == [
        "### What this change of sources touches",
        "",
        "Since main (2ccbf2caa142): 6 sources changed, 3 claims to read again, 3 briefs to build, 1 brief deleted.",
        "",
        "- sources/b.yaml was added",
        "- sources/c.yaml was deleted (1 passage, 2 figures)",
        "- sources/d.yaml was renamed from sources/old.yaml: no change of content",
        "- sources/e.yaml: cannot be read at main, line 3: no",
        "- sources/e.yaml: has an error now: not so",
        "- sources/captures/x.txt was changed",
        "- sources/evidence.lock: 1 receipt added (a/cas); 1 receipt deleted (a/vieux)",
        "- No change of content: sources/f.yaml, sources/g.yaml",
        "",
        "#### Evidence",
        "",
        "| source | what | then | now |",
        "| --- | --- | --- | --- |",
        "| a | figure cas | 74 lacs | 75 lacs |",
        "| a | figure cas, of.fr | lacs | mares |",
        "| a | figure neuf |  | 3 lacs |",
        "| a | passage cas, exact | …de la plaine et dans ceux de la montagne, que 74 mares sont à sec, disent les "
        "maires. | …de la plaine et dans ceux de la montagne, que 75 mares sont à sec, disent les maires. |",
        "| a | passage vieux | Un lac. |  |",
        "| a | article 12-3 (L1), alineas.2 | Un. | Deux. |",
        "| a | capture captures/a.txt | ab |  |",
        "| note (brief) | figure par-mois, derived | 12 | 13 |",
        "",
        "#### Bibliography",
        "",
        "| source | what | then | now |",
        "| --- | --- | --- | --- |",
        "| a | title | Lacs | Mares |",
        "| a | ISBN |  | 1 |",
        "",
        "#### Handling",
        "",
        "| source | what | then | now |",
        "| --- | --- | --- | --- |",
        "| a | do-not-fetch |  | true |",
        "",
        "#### Claims to read again",
        "",
        "| place | claim | rests on |",
        "| --- | --- | --- |",
        "| briefs/note/brief.md:12 | « Il y a 74 lacs et &#91;&#8203;figure:par-mois&#93;. » "
        "| figure a/cas, figure par-mois |",
        "| briefs/note/brief.md:14 | chart: Lacs a/cas par-mois | c (deleted), passage a/vieux (deleted) |",
        "| briefs/note/amendment.yaml:3 | asks to change loi/12-3 | article a/12-3 |",
        "",
        "#### Briefs to build",
        "",
        "| brief | because of |",
        "| --- | --- |",
        "| note | brief.md changed; plaidoyer.toml, which could not be used then; plaidoyer.toml (lang); sources/a.yaml"
        " (evidence, handling); sources/evidence.lock |",
        "| neuf | new |",
        "| x | not readable: what it uses is unknown |",
        "| memo | deleted |",
        "",
        "- failed: briefs/y/brief.md: no",
    ]


def test_a_script_has_all_of_it() -> None:
    told = json.loads(as_json(ALL))
    first, *_, last = told["records"]
    assert first["changes"][0] == {
        "aspect": "evidence",
        "part": "figure",
        "name": "cas",
        "status": "changed",
        "old": "74 lacs",
        "new": "75 lacs",
        "fields": [{"field": "value", "old": "74", "new": "75"}, {"field": "of.fr", "old": "lacs", "new": "mares"}],
    }
    assert first["changes"][4]["version"] == "L1"
    assert first["changes"][6]["fields"] == [{"field": None, "old": "Lacs", "new": "Mares"}]
    assert (last["id"], last["status"], last["was"]) == ("g", "rewritten", None)
    assert told["records"][4]["troubles"] == [
        {"when": "then", "lost": True, "line": 3, "message": "no"},
        {"when": "now", "lost": False, "line": None, "message": "not so"},
    ]
    assert told["claims"][0] == {
        "id": "note-1",
        "text": "Il y a 74 lacs et [figure:/par-mois].",
        "drawn": None,
        "brief": "note",
        "file": "briefs/note/brief.md",
        "line": 12,
        "column": 3,
        "rests-on": [
            {"part": "figure", "source": "a", "name": "cas", "status": "changed"},
            {"part": "derived", "source": None, "name": "par-mois", "status": "changed"},
        ],
    }
    assert [one["article"] for one in told["amendments"]] == ["loi/12-3"]
    assert told["briefs"][1]["reasons"] == [{"kind": "new", "file": "briefs/neuf/brief.md", "what": []}]
    assert told["files"] == [{"file": "sources/captures/x.txt", "status": "changed"}]
    assert told["receipts"][0] == {"source": "a", "passage": "cas", "status": "added"}
    assert (told["deleted"], told["failures"]) == (["memo"], ["briefs/y/brief.md: no"])
    assert json.loads(as_json(replace(NOTHING, receipts=None)))["receipts"] is None


@pytest.mark.parametrize(
    ("found", "last"),
    [
        (NOTHING, "nothing changed"),
        (replace(NOTHING, records=(record(Fate.REWRITTEN),)), "nothing changed but the writing of records"),
        (replace(NOTHING, deleted=("a", "b")), f"{NONE}, 2 briefs deleted"),
        (replace(NOTHING, receipts=None), NONE),
    ],
)
def test_one_line_sums_up(found: Affected, last: str) -> None:
    assert text(found)[-1] == f"since main (2ccbf2caa142): {last}"


def test_receipts_that_cannot_be_read_say_how_they_are_mended() -> None:
    told = "sources/evidence.lock: not readable, now or then; « plaidoyer lock » writes it anew"
    assert f"  {told}" in text(replace(NOTHING, receipts=None))
    assert f"- {told}" in as_markdown(replace(NOTHING, receipts=None))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Un lac.", "Un étang.", ["Un lac. → Un étang."]),
        ("", "Un étang.", ["→ Un étang."]),
        (f"{A} un {B}", f"{A} deux {B}", [f"- …{A[:47]} un {B[:47]}…", f"+ …{A[:47]} deux {B[:47]}…"]),
        ("un " * 60, "un " * 61, ["un un", "un un un"]),
        ("x" * 400, "y" * 400, [f"- {'x' * 159}…", f"+ {'y' * 159}…"]),
    ],
)  # fmt: skip
def test_long_words_are_cut_to_where_they_differ(old: str, new: str, told: list[str]) -> None:
    """One digit in an alinéa of forty lines is seen at once."""
    found = " ".join(" ".join(text(changed(change("passage", "p", ("exact", old, new))))).split())
    assert all(one in found for one in told), found
    assert len(found) < 500


def test_an_amount_that_is_written_otherwise_shows_the_fields() -> None:
    """« 74 » and « 74.0 » may read alike; what changed is still told."""
    found = changed(change("figure", "cas", ("value", "74", "74.00")), cas=("74 lacs", "74 lacs"))
    assert "    figure cas, value: 74 → 74.00" in text(found)


def test_long_lists_are_cut() -> None:
    briefs = tuple(Rebuilt(f"b-{n}", "x", tuple(Reason("style", f"{m}") for m in range(20))) for n in range(100))
    told = as_markdown(replace(NOTHING, briefs=briefs))
    assert "; 7; and 12 more |" in told
    assert told.endswith("… and 20 more.")


def test_a_comment_is_never_too_long_for_the_server() -> None:
    """A server refuses a comment of more than 65,536 signs, and nobody would know."""
    rows = tuple(change("passage", f"p-{n}", ("exact", "@" * 159, "#1" * 79)) for n in range(80))
    told = as_markdown(changed(*rows))
    assert 50_000 < len(told) < 61_000
    assert told.endswith("|\n\nThe rest is too long for a comment.")


def test_a_terminal_obeys_no_record_and_a_comment_none_either() -> None:
    """Every word may come from a stranger's pull request."""
    grounds = (Ground(EVIL, "figure", EVIL, Status.CHANGED),)
    found = replace(
        NOTHING,
        revision=EVIL,
        records=(
            record(
                Fate.CHANGED,
                change("passage", EVIL, (EVIL, EVIL, f"{EVIL}x"), version=EVIL),
                change("variable", EVIL, ("", EVIL, None), status=Status.DELETED),
                id_=EVIL,
                troubles=(Trouble(When.THEN, EVIL),),
            ),
            record(Fate.RENAMED, id_=EVIL, was=EVIL),
            record(Fate.REWRITTEN, id_=EVIL),
        ),
        files={EVIL: Status.ADDED},
        receipts=(ReceiptChange(EVIL, EVIL, Status.ADDED),),
        derived=(DerivedChange(EVIL, EVIL, EVIL, EVIL),),
        touched=(Touched("a", "a-1", EVIL, Span(EVIL), grounds), Touched("a", "", EVIL, Span(EVIL), grounds)),
        briefs=(Rebuilt(EVIL, EVIL, (Reason("record", EVIL, (EVIL,)), Reason("own", EVIL, (EVIL,)))),),
        deleted=(EVIL,),
        failures=(EVIL,),
    )
    told = "\n".join(text(found))
    assert "\x1b[2J" not in told
    assert "\u202e" not in told
    comment = as_markdown(found)
    for sign in ("\x1b", "\u202e", "@maire", "#77", "[x]", "<img", "`", "://"):
        assert sign not in comment
    assert all(line.count("|") in (0, 3, 4, 5) for line in comment.split("\n"))
    json.loads(as_json(found))


def test_a_reviewer_sees_one_digit_in_the_terminal(small: Path, plaidoyer: Callable[..., Any]) -> None:
    """From the command line, whole."""
    commit = keep(small)
    edit(small / "sources/rapport-2025.yaml", "value: 75000", "value: 76000")
    ran = plaidoyer(small, "affected", "--since", "HEAD")
    assert (ran.status, ran.err) == (0, "")
    assert click.unstyle(ran.out).replace("\u202f", " ").replace("\u00a0", " ") == (
        "sources\n"
        "  sources/rapport-2025.yaml  changed: evidence\n"
        "    figure cout: 75 000 € → 76 000 €\n"
        "\n"
        "claims that rest on them\n"
        "  briefs/note/brief.md:52  figure rapport-2025/cout\n"
        "    « Le coût est de [figure:rapport-2025/cout], pour [figure:rapport-2025/agents]. »\n"
        "\n"
        "briefs to build\n"
        "  memo  sources/rapport-2025.yaml (evidence)\n"
        "  note  sources/rapport-2025.yaml (evidence)\n"
        "\n"
        f"since HEAD ({commit[:12]}): 1 source changed, 1 claim to read again, 2 briefs to build\n"
    )
    ran = plaidoyer(small, "affected", "--since", "HEAD", "--format", "markdown")
    assert ran.out.startswith("### What this change of sources touches\n")


def test_a_name_that_is_no_text_is_told_all_the_same(small: Path, plaidoyer: Callable[..., Any]) -> None:
    """Linux takes any bytes for a file's name; a terminal takes text."""
    keep(small)
    (small / "sources" / "caf\udce9.txt").write_bytes(b"x")
    for form in ("text", "json", "markdown"):
        ran = plaidoyer(small, "affected", "--since", "HEAD", "--format", form)
        assert ran.status == 0
        assert "udce9" in ran.out
