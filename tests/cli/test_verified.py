"""What « verify » tells people and programs, and the status that it ends with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from plaidoyer.cli.verified import as_json, as_text
from plaidoyer.pipeline.verify import Engine, Verdict, Verified, Words
from plaidoyer.typeset.job import Provenance

SAID = Provenance("lac/amendement", "lac", "one-pager", "draft", "ab12", ("a", "b"), ("x 1", "y 2.0"))


def text(verified: Verified) -> list[str]:
    """The lines, without colours."""
    return click.unstyle(as_text(verified, Path("lac.pdf"))).split("\n")


def test_a_reader_sees_what_the_file_was_built_from_and_the_verdict() -> None:
    assert text(Verified(SAID, Verdict.SAME)) == [
        "lac.pdf",
        "  output       lac/amendement.pdf, draft",
        "  brief        lac, set in « one-pager »",
        "  sources      a, b",
        "  fingerprint  ab12",
        "  engines      x 1, y 2.0",
        "",
        "This campaign builds the same file, byte for byte.",
    ]


def test_differences_are_told_one_a_line() -> None:
    words = (Words("un", "deux"), Words("", "trois"), Words("quatre", ""), Words("x" * 200, "y"))
    engines = (Engine("pango", "1.50", "1.52"), Engine("qpdf", "", "12"), Engine("cairo", "1", ""))
    told = Verified(SAID, Verdict.DIFFERS, ("it is final, here it is a draft",), engines, words, ("lac: x",))
    assert text(told)[7:] == [
        "This campaign does not build this file.",
        "- it is final, here it is a draft",
        "- pango: 1.50 there, 1.52 here",
        "- qpdf: none there, 12 here",
        "- cairo: 1 there, none here",
        "- the file says « un », here stands « deux »",
        "- here stands « trois », which the file does not have",
        "- the file has « quatre », which does not stand here",
        f"- the file says « {'x' * 119}… », here stands « y »",
        "failed: lac: x",
    ]


@pytest.mark.parametrize(
    ("count", "last"), [(8, "« 7 »"), (9, "and 1 more place where"), (11, "and 3 more places where")]
)
def test_a_text_that_was_written_anew_does_not_fill_the_screen(count: int, last: str) -> None:
    told = text(Verified(SAID, Verdict.CHANGED, words=tuple(Words(str(n), "") for n in range(count))))
    assert last in told[-1]
    assert len(told) <= 17


def test_a_terminal_obeys_no_file() -> None:
    """A name in a file that anybody made could clear the screen, or turn the line around."""
    evil = "\x1b[2J\u202ex"
    said = Provenance(evil, evil, evil, "final", evil, (evil,), (evil,))
    told = as_text(
        Verified(said, Verdict.DIFFERS, (evil,), (Engine(evil, evil, "1"),), (Words(evil, evil),), (evil,)), Path(evil)
    )
    assert "\x1b[2J" not in told
    assert "\u202e" not in told
    assert told.count("\\u202e") == 13


def test_a_file_without_sources_says_so() -> None:
    said = Provenance("lac", "lac", "one-pager", "final", "ab12", (), ())
    assert {"  sources      none", "  engines      none"} <= set(text(Verified(said, Verdict.SAME)))


def test_a_script_has_all_of_it() -> None:
    told = Verified(SAID, Verdict.DIFFERS, ("d",), (Engine("x", "1", "2"),), (Words("a", "b"),), ("f",))
    assert json.loads(as_json(told, Path("lac\udcff.pdf"))) == {
        "version": 1,
        "file": "lac\udcff.pdf",
        "verdict": "differs",
        "built": {
            "output": "lac/amendement",
            "brief": "lac",
            "template": "one-pager",
            "status": "draft",
            "fingerprint": "ab12",
            "sources": ["a", "b"],
            "engines": ["x 1", "y 2.0"],
        },
        "differences": ["d"],
        "engines": [{"name": "x", "there": "1", "here": "2"}],
        "words": [{"there": "a", "here": "b"}],
        "failures": ["f"],
    }


# The command --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdict", "failures", "status"),
    [
        (Verdict.SAME, (), 0),
        (Verdict.OTHER_ENGINES, (), 0),
        (Verdict.DIFFERS, (), 1),
        (Verdict.CHANGED, (), 1),
        (Verdict.UNKNOWN_BRIEF, (), 2),
        (Verdict.DIFFERS, ("x",), 3),
    ],
)
def test_the_status_is_that_of_the_contract(
    small: Path,
    plaidoyer: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    verdict: Verdict,
    failures: tuple[str, ...],
    status: int,
) -> None:
    """Scripts of CI rest on it."""
    (small / "x.pdf").write_bytes(b"")
    monkeypatch.setattr("plaidoyer.pipeline.verify.verify", lambda *_, **__: Verified(SAID, verdict, failures=failures))
    ran = plaidoyer(small, "verify", "x.pdf", "--format", "json")
    assert ran.status == status
    assert ran.json["verdict"] == verdict.value


def test_a_pdf_is_verified_from_the_command_line(small: Path, plaidoyer: Callable[..., Any]) -> None:
    """From any folder of the campaign, and nothing in it changes."""
    assert plaidoyer(small, "build", "memo").status == 0
    before = {path: path.stat().st_mtime_ns for path in (small / "dist").rglob("*")}
    ran = plaidoyer(small / "dist", "verify", "memo.pdf")
    assert (ran.status, ran.out.split("\n")[-2]) == (0, "This campaign builds the same file, byte for byte.")
    assert {path: path.stat().st_mtime_ns for path in (small / "dist").rglob("*")} == before


@pytest.mark.parametrize(("file", "said"), [("none.pdf", "cannot be read"), ("plaidoyer.toml", "it is no PDF")])
def test_what_cannot_be_verified_is_one_line(small: Path, plaidoyer: Callable[..., Any], file: str, said: str) -> None:
    ran = plaidoyer(small, "verify", file)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert len(ran.err.strip().split("\n")) == 1
