"""« verify »: what a PDF was built from, whether the campaign here builds the same, and what differs if not."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from shutil import rmtree
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace

from plaidoyer.config import Config, UsageError
from plaidoyer.pipeline import run, verify
from plaidoyer.pipeline.examine import examine
from plaidoyer.pipeline.lock import lock
from plaidoyer.pipeline.verify import Verdict, Verified, Words, changes
from plaidoyer.typeset.job import Job, Typeset, TypesetFailure
from plaidoyer.typeset.process import Typesetter, start

SMALL = Path(__file__).parents[1] / "projects/small"
BRIEF, RECORD, AMENDMENT = "briefs/note/brief.md", "sources/rapport-2025.yaml", "briefs/note/amendment.yaml"
LAW = """form: loi
changes:
  - article: code-lacs/12-3
    proposed: |
      Le fait de polluer un lac est puni d'une amende de 90 000 euros. La tentative est punie des mêmes peines.

      Les personnes morales peuvent être déclarées responsables.
"""
OLD = {"pango": "1.2.3", "weasyprint": "70.0"}


@pytest.fixture(scope="module")
def typesetter() -> Iterator[Typesetter]:
    """A running one."""
    with start(60, 2048) as running:
        yield running


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, typesetter: Typesetter) -> Path:
    """The campaign « small », with an amendment and the evidence attached, built."""
    root = tmp_path_factory.mktemp("built") / "campaign"
    shutil.copytree(SMALL, root)
    edit(root, BRIEF, "version: 1\n", "version: 1\nattach: evidence\n")
    (root / AMENDMENT).write_text(LAW, encoding="utf-8")
    report = build(root, typesetter)
    assert {entry["status"] for entry in report.outputs} == {"final"}
    return root


@pytest.fixture
def campaign(template: Path, tmp_path: Path) -> Path:
    """A copy of it, elsewhere."""
    return Path(shutil.copytree(template, tmp_path / "elsewhere"))


def build(root: Path, typesetter: Typesetter) -> run.Report:
    out = root / "dist"
    return run.build(root, Config(), (), out=out, final=False, typesetter=typesetter, announce=lambda *_: None)


def edit(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def verified(root: Path, typesetter: Typesetter, file: str = "note.pdf", data: bytes = b"") -> Verified:
    """What is known of an output of the campaign, or of these bytes."""
    data = data or (root / "dist" / file).read_bytes()
    return verify.verify(root, Config(), data, Path(file), typesetter=typesetter, announce=lambda *_: None)


def resaved(pdf: bytes, replaced: tuple[bytes, bytes], *, without: str = "") -> bytes:
    """The same file with other words in its metadata, and ``without`` a file that it carries."""
    with pikepdf.open(BytesIO(pdf)) as document:
        packet = document.Root.Metadata.read_bytes()
        assert replaced[0] in packet
        document.Root.Metadata = document.make_stream(packet.replace(*replaced))
        if without:
            del document.attachments[without]
        out = BytesIO()
        document.save(out, fix_metadata_version=False)
        return out.getvalue()


@pytest.mark.parametrize("file", ["note.pdf", "memo.pdf", "note/amendement.pdf"])
def test_another_place_builds_the_same_file(campaign: Path, typesetter: Typesetter, file: str) -> None:
    found = verified(campaign, typesetter, file)
    assert (found.verdict, found.differences) == (Verdict.SAME, ())
    assert f"{found.provenance.output}.pdf" == file
    assert found.provenance.status == "final"


def test_a_place_without_the_private_copies_builds_the_same_file(campaign: Path, typesetter: Typesetter) -> None:
    """What the contract promises to CI: receipts stand for the copies, and the bytes are the same."""
    lock(campaign, Config(), lambda *_: None)
    shutil.rmtree(campaign / "sources/captures")
    shutil.rmtree(campaign / ".plaidoyer")
    assert verified(campaign, typesetter).verdict is Verdict.SAME


def test_a_file_that_was_changed_afterwards_is_found_out(campaign: Path, typesetter: Typesetter) -> None:
    """Whether in a byte that nobody sees, or in what the file says of itself, or in what it carries."""
    pdf = (campaign / "dist/note.pdf").read_bytes()
    found = verified(campaign, typesetter, data=pdf + b"%\n")
    assert (found.verdict, found.differences, found.words) == (Verdict.CHANGED, (), ())
    said = (b":Status>final<", b":Status>draft<")
    found = verified(campaign, typesetter, data=resaved(pdf, said, without="claims.json"))
    assert found.verdict is Verdict.CHANGED
    assert found.differences == (
        "it is a draft, here it is final",
        "it does not carry « claims.json », which is carried here",
    )


def test_words_that_changed_here_are_named(campaign: Path, typesetter: Typesetter) -> None:
    edit(campaign, BRIEF, "Ne rien faire.", "Attendre encore.")
    found = verified(campaign, typesetter)
    assert found.verdict is Verdict.DIFFERS
    assert Words("Ne rien faire.", "Attendre encore.") in found.words
    assert found.differences == ("the file « document.json » that it carries is another one here",)


def test_sources_and_template_that_changed_are_named(campaign: Path, typesetter: Typesetter) -> None:
    record = (campaign / "sources/code-lacs.yaml").read_text(encoding="utf-8")
    (campaign / "sources/code-eaux.yaml").write_text(record, encoding="utf-8")
    edit(campaign, BRIEF, "law:code-lacs/", "law:code-eaux/")
    edit(campaign, BRIEF, "template: policy-brief", "template: one-pager")
    (campaign / AMENDMENT).unlink()
    found = verified(campaign, typesetter)
    assert found.verdict is Verdict.DIFFERS
    assert found.differences[:3] == (
        "it was set in the template « policy-brief », here it is « one-pager »",
        "it cites what is not cited here: code-lacs",
        "it does not cite what is cited here: code-eaux",
    )
    assert "it carries « article-loi.txt », which is not carried here" in found.differences
    gone = verified(campaign, typesetter, "note/amendement.pdf")
    assert (gone.verdict, gone.differences) == (
        Verdict.DIFFERS,
        ("this campaign makes no « note/amendement.pdf »",),
    )


def test_a_brief_that_is_a_draft_here_did_not_make_a_final(campaign: Path, typesetter: Typesetter) -> None:
    """A copy that is gone, without a receipt, breaks the chain that the file rests on."""
    shutil.rmtree(campaign / "sources/captures")
    found = verified(campaign, typesetter)
    assert found.verdict is Verdict.DIFFERS
    assert found.differences[0] == "it is final, here it is a draft"


def test_what_is_set_otherwise_has_the_same_words(campaign: Path, typesetter: Typesetter) -> None:
    """Only the style changed: a reader need not look for other words."""
    shutil.copytree(Path(__file__).parents[2] / "templates/policy-brief", campaign / "templates/policy-brief")
    edit(campaign, "templates/policy-brief/style.css", "}", "\n}")
    found = verified(campaign, typesetter)
    assert (found.verdict, found.words) == (Verdict.DIFFERS, ())
    assert found.differences == (
        "the words on its pages are the same: what differs is how they are set, or what it carries",
    )


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (
            lambda root: edit(root, BRIEF, "---\ntitle", "title"),
            "this campaign makes no « note.pdf »: the brief has no",
        ),
        (lambda root: edit(root, BRIEF, "template: policy-brief", "template: none"), "makes no « note.pdf »: "),
    ],
)
def test_a_brief_that_cannot_be_set_here_says_why(
    campaign: Path, typesetter: Typesetter, damage: Callable[[Path], None], said: str
) -> None:
    damage(campaign)
    found = verified(campaign, typesetter)
    assert found.verdict is Verdict.DIFFERS
    assert said in found.differences[0]


def test_a_brief_on_which_a_rule_fails_is_not_compared(
    campaign: Path, typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*arguments: Any) -> Any:
        return replace(examine(*arguments), lost=frozenset(["note"]))

    monkeypatch.setattr("plaidoyer.pipeline.verify.examine", lost)
    assert verified(campaign, typesetter).differences == ("this campaign makes no « note.pdf »",)


def test_an_engine_that_breaks_is_no_fault_of_the_file(campaign: Path) -> None:
    class Broken(Typesetter):
        def typeset(self, job: Job) -> Typeset:
            raise TypesetFailure("the engine ended")

    with Broken(60, 2048) as broken:
        found = verified(campaign, broken)
    assert found.verdict is Verdict.DIFFERS
    assert found.differences == ("this campaign cannot build it: the engine ended",)
    assert found.failures == ("briefs/note/brief.md: the engine ended",)


def test_a_brief_that_is_not_here_is_told_with_what_the_file_says(campaign: Path, typesetter: Typesetter) -> None:
    (campaign / "briefs/memo").rename(campaign / "briefs/memos")
    found = verified(campaign, typesetter, "memo.pdf")
    assert (found.verdict, found.provenance.brief) == (Verdict.UNKNOWN_BRIEF, "memo")
    assert found.differences == ("no brief is called « memo »; did you mean « memos »?",)


def test_what_is_no_pdf_of_ours_is_a_matter_of_usage(campaign: Path, typesetter: Typesetter) -> None:
    with pytest.raises(UsageError, match="cannot be verified: it is no PDF that can be read"):
        verified(campaign, typesetter, data=b"Bonjour")


# Other engines ------------------------------------------------------------------------------------


@pytest.fixture
def older(campaign: Path, typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The brief as built with engines of other versions, which set it in the same way."""
    rmtree(campaign / ".plaidoyer/memory")
    with monkeypatch.context() as patched:
        patched.setattr("plaidoyer.pipeline.page.engines", lambda: OLD)
        patched.setattr("plaidoyer.pipeline.press.engines", lambda: OLD)
        build(campaign, typesetter)
    return (campaign / "dist/note.pdf").read_bytes()


def test_other_engines_are_no_mismatch(campaign: Path, typesetter: Typesetter, older: bytes) -> None:
    """A file of last year must not be called false because the machine was brought up to date."""
    found = verified(campaign, typesetter, data=older)
    assert (found.verdict, found.differences, found.words) == (Verdict.OTHER_ENGINES, (), ())
    told = {one.name: (one.there, one.here) for one in found.engines}
    assert told["pango"][0] == "1.2.3"
    assert told["harfbuzz"][0] == ""
    assert "weasyprint" not in told


def test_other_engines_excuse_neither_other_words_nor_other_files(
    campaign: Path, typesetter: Typesetter, older: bytes
) -> None:
    """Or whoever forges a file would write a version into it that nobody has."""
    found = verified(campaign, typesetter, data=resaved(older, (b"<x:xmpmeta", b"<x:xmpmeta"), without="claims.json"))
    assert found.verdict is Verdict.DIFFERS
    assert found.differences == (
        "it does not carry « claims.json », which is carried here",
        "it says that its content is that of this campaign: it was changed, or set otherwise",
    )


def test_other_engines_and_another_text_are_both_told(campaign: Path, typesetter: Typesetter, older: bytes) -> None:
    edit(campaign, BRIEF, "Ne rien faire.", "Attendre encore.")
    found = verified(campaign, typesetter, data=older)
    assert found.verdict is Verdict.DIFFERS
    assert found.engines
    assert Words("Ne rien faire.", "Attendre encore.") in found.words


# Parts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("there", "here", "found"),
    [
        ("a b c", "a b c", []),
        ("a b c", "a x y c", [("b", "x y")]),
        ("a b c", "a c", [("b", "")]),
        ("a c", "a b c d", [("", "b"), ("", "d")]),
        ("a b", "x y", [("a b", "x y")]),
    ],
)
def test_words_are_compared_in_runs(there: str, here: str, found: list[tuple[str, str]]) -> None:
    assert [(one.there, one.here) for one in changes(there.split(), here.split())] == found


def test_a_file_is_read_within_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a folder nor a disk image is taken into memory."""
    file = tmp_path / "x.pdf"
    with pytest.raises(UsageError, match="« x-pdf » cannot be read: No such file"):
        verify.load(file, Path("x-pdf"))
    with pytest.raises(UsageError, match="« x » cannot be read: Is a directory"):
        verify.load(tmp_path, Path("x"))
    file.write_bytes(b"12345")
    assert verify.load(file, Path("x-pdf")) == b"12345"
    monkeypatch.setattr("plaidoyer.pipeline.verify.LARGEST", 4)
    with pytest.raises(UsageError, match="« x-pdf » has more than the 0 MB that are read"):
        verify.load(file, Path("x-pdf"))
