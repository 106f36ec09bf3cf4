"""Every PDF can be archived and read aloud, whatever stands in it; or a finding says what stands in the way.

What an author or a template may write is listed in ``constructs`` and ``pages``; all of it goes through the whole
program. All files are built once and validated in one run, so these tests stay on one process (« --dist loadgroup »).
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from msgspec import Struct

from plaidoyer.config import load_config
from plaidoyer.diagnostics import Finding, Severity
from plaidoyer.pipeline import run
from plaidoyer.typeset.job import Job, Typeset
from plaidoyer.typeset.process import Typesetter
from tests.conformance import constructs, pages, reading
from tests.conformance.broken import BROKEN, Broken, write_broken
from tests.conformance.matrix import Case, Section, cases, write_matrix
from tests.conformance.reading import cut_off, difference, squeezed, structure, written
from tests.conformance.vera import Profile, failed_rules, missing

ROOT = Path(__file__).parents[2]
PROJECTS = Path(__file__).parents[1] / "projects"
CASES = cases()
CAMPAIGNS = ("reference", *sorted(folder.name for folder in PROJECTS.iterdir() if folder.is_dir()))
# Nothing is wrong with a brief whose layout was not checked, or where a receipt stands for a copy.
STATES = frozenset({"layout-unchecked", "capture-missing", "unreviewed-claim"})

pytestmark = [pytest.mark.skipif(bool(missing()), reason=missing()), pytest.mark.xdist_group("conformance")]


class Built(Struct, frozen=True):
    """A campaign that was built: where, its PDFs by name and the HTML of each, what was found, and what failed.

    Findings are by brief or template, which have one name.
    """

    root: Path
    pdfs: Mapping[str, Path]
    pages: Mapping[str, str]
    findings: Mapping[str, Sequence[Finding]]
    failures: Sequence[str]


class Made(Struct, frozen=True):
    """All that the tests look at: campaigns by name, broken files, and the rules that files fail, by profile."""

    campaigns: Mapping[str, Built]
    broken: Path
    failed: Mapping[Path, Mapping[Profile, tuple[str, ...]]]

    @property
    def pdfs(self) -> Iterator[Path]:
        """Every PDF of every campaign."""
        return chain.from_iterable(built.pdfs.values() for built in self.campaigns.values())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Everything, built and validated."""
    folder = tmp_path_factory.mktemp("conformance")
    write_matrix(folder / "matrix", CASES)
    for name in CAMPAIGNS[1:]:
        shutil.copytree(PROJECTS / name, folder / name)
    roots = {"matrix": folder / "matrix", "reference": ROOT} | {name: folder / name for name in CAMPAIGNS[1:]}
    limits = load_config(ROOT).limits
    with Recording(limits.seconds, limits.memory) as typesetter:  # one: each loads the engine anew
        campaigns = {name: build(root, folder / f"{name}-dist", typesetter) for name, root in roots.items()}
    matrix = campaigns["matrix"].pdfs
    write_broken(folder / "broken", matrix["nothing.pdf"], matrix["amendment/amendement.pdf"])

    files = [matrix[name] for case in CASES if case.complies for name in case.pdfs if name in matrix]
    files += [path for name in CAMPAIGNS for path in campaigns[name].pdfs.values()]
    asked: dict[Path, Sequence[Profile]] = {path: profiles(path) for path in files}
    asked |= {folder / "broken" / f"{one.name}.pdf": tuple(one.rules) for one in BROKEN}
    return Made(campaigns, folder / "broken", failed_rules(asked))


def build(root: Path, out: Path, typesetter: Recording) -> Built:
    """Build every brief of a campaign."""
    typesetter.pages = {}
    report = run.build(
        root, load_config(root), (), out=out, final=False, typesetter=typesetter, announce=lambda *_: None
    )
    findings = defaultdict(list)
    for finding in report.findings:
        kind, _, rest = finding.span.file.partition("/")
        findings[rest.partition("/")[0] if kind in ("briefs", "templates") else ""].append(finding)
    pdfs = {path.relative_to(out).as_posix(): path for path in sorted(out.rglob("*.pdf"))}
    return Built(root, pdfs, typesetter.pages, findings, report.failures)


class Recording(Typesetter):
    """A typesetter that keeps the HTML of what it sets, by the name of the PDF."""

    def __init__(self, seconds: float, memory: int) -> None:
        super().__init__(seconds, memory)
        self.pages: dict[str, str] = {}

    def typeset(self, job: Job) -> Typeset:
        """Set a page. Of one that is set again, the last counts."""
        assert job.provenance is not None
        self.pages[f"{job.provenance.output}.pdf"] = job.html
        return super().typeset(job)


def profiles(path: Path) -> Sequence[Profile]:
    """The standards that a file keeps: those for files that carry others where it does."""
    with pikepdf.open(path) as pdf:
        return ("ua1", "3a" if pdf.attachments else "2a")


heard = cache(reading.heard)


# The matrix -------------------------------------------------------------------------------------------

SECTIONS = [(case, section) for case in CASES for section in case.sections]
_NAMES = [f"{case.slug}/{section.name}" for case, section in SECTIONS]


@pytest.mark.parametrize("case", [case for case in CASES if case.complies], ids=lambda case: str(case.slug))
def test_what_is_built_complies_and_fits_its_pages(made: Made, case: Case) -> None:
    """A lawmaker's screen reader, or an archive, must never be the first to find the fault."""
    matrix = made.campaigns["matrix"]
    for name in case.pdfs:
        assert name in matrix.pdfs, matrix.failures
        path = matrix.pdfs[name]
        assert made.failed[path] == dict.fromkeys(profiles(path), ())
        assert cut_off(path) == []
    with pypdfium2.PdfDocument(matrix.pdfs[case.pdfs[0]]) as document:
        assert len(document) >= case.pages


@pytest.mark.parametrize("case", [case for case in CASES if case.complies], ids=lambda case: str(case.slug))
def test_languages_heads_and_lists_are_said_to_be_what_they_are(made: Made, case: Case) -> None:
    """Which head is for a column, how a list is counted, in which language to read: validators ask for none of it."""
    matrix = made.campaigns["matrix"]
    for name in case.pdfs:
        said, page = structure(matrix.pdfs[name]), matrix.pages[name]
        assert said.languages >= set(re.findall(r'<[^>]* lang="?([\w-]+)', page))
        assert set(said.scopes) <= {"/Row", "/Column"}
        # Terms of definitions, items without a mark, and those in no list of their own count nothing.
        uncounted = sum(page.count(words) for words in ("<dl", "list-style: none", "<div><li"))
        assert said.numberings.count("") <= uncounted


@pytest.mark.parametrize("case", [case for case in CASES if case.complies], ids=lambda case: str(case.slug))
def test_nothing_is_found_but_in_a_construct(made: Made, case: Case) -> None:
    """What cannot be told apart by its line would be taken for nobody's fault, or for another's."""
    found = {one.rule for one in found_in(made, case)} - STATES
    assert found == set().union(*(rules_of(made, case, section) for section in case.sections))


@pytest.mark.parametrize(("case", "section"), SECTIONS, ids=_NAMES)
def test_a_construct_is_read_in_its_place_or_refused_with_its_place(made: Made, case: Case, section: Section) -> None:
    """An author is told at once, and of the line; who listens hears every word where it belongs."""
    matrix = made.campaigns["matrix"]
    found = [one for one in found_in(made, case) if is_of(one, section)]
    for finding in found:
        lines = (matrix.root / finding.span.file).read_text(encoding="utf-8").split("\n")
        assert 1 <= finding.span.line <= len(lines), finding
        assert finding.span.column >= 1, finding
    assert not section.told or any(section.told in one.message for one in found)
    assert section.told or rules_of(made, case, section) == section.finds
    if section.refused:
        assert any(one.severity is Severity.ERROR for one in found)
    if case.complies:
        words, end = spoken(matrix.pdfs[case.pdfs[0]], *(one.name for one in case.sections))[section.name], 0
        for part in section.says:
            begin = words.find(squeezed(part), end)
            assert begin >= 0, f"« {part} » is not read in its place: « {words} »"
            end = begin + len(squeezed(part))


def found_in(made: Made, case: Case) -> Sequence[Finding]:
    """What was found in a brief, its template and its amendment."""
    return made.campaigns["matrix"].findings.get(case.slug, ())


def is_of(finding: Finding, section: Section) -> bool:
    """Whether a finding lies in a construct."""
    if section.lines is None:
        return True
    return finding.span.file.endswith("brief.md") and section.lines[0] <= finding.span.line <= section.lines[1]


def rules_of(made: Made, case: Case, section: Section) -> set[str]:
    """The rules that say something of a construct."""
    return {one.rule for one in found_in(made, case) if is_of(one, section)} - STATES


@cache
def spoken(path: Path, *names: str) -> Mapping[str, str]:
    """The words of each construct: from its heading to the next, where it shares its brief."""
    words = squeezed(heard(path))
    if len(names) == 1:
        return {names[0]: words}
    ends = [0]
    for name in map(squeezed, names):
        ends.append(words.find(name, ends[-1]) + len(name))
        assert ends[-1] >= len(name), f"the heading « {name} » is not read"
    return {name: words[start:end] for name, start, end in zip(names, ends[1:], [*ends[2:], None], strict=True)}


# Whole campaigns --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_every_pdf_of_a_campaign_complies(made: Made, name: str) -> None:
    pdfs = made.campaigns[name].pdfs
    assert pdfs
    assert made.campaigns[name].failures == ()
    failed = {file: made.failed[path] for file, path in pdfs.items()}
    assert failed == {file: dict.fromkeys(profiles(path), ()) for file, path in pdfs.items()}


def test_no_pdf_is_damaged(made: Made) -> None:
    """Readers mend a damaged file in silence, each in its own way, or not at all."""
    for path in made.pdfs:
        with pikepdf.open(path) as pdf:
            assert pdf.check_pdf_syntax() == [], path
            assert not pdf.get_warnings(), path


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["pdfinfo"], "Tagged:          yes"),
        (["qpdf", "--check"], "No syntax or stream encoding errors found"),
    ],
    ids=["pdfinfo", "qpdf"],
)
def test_other_readers_find_nothing_to_say(made: Made, command: Sequence[str], says: str) -> None:
    """What one reader bears, another tells of, to whoever opens the file."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    for path in chain(*(made.campaigns[name].pdfs.values() for name in CAMPAIGNS)):
        told = subprocess.run([*command, path], check=True, capture_output=True, encoding="utf-8")
        assert told.stderr == "", path
        assert says in told.stdout, path


@pytest.mark.parametrize("one", BROKEN, ids=lambda one: str(one.name))
def test_the_validator_refuses_what_is_broken(made: Made, one: Broken) -> None:
    """One that says yes to everything would make this whole module say nothing."""
    failed = made.failed[made.broken / f"{one.name}.pdf"]
    assert {profile: rule in failed[profile] for profile, rule in one.rules.items()} == dict.fromkeys(one.rules, True)


# Words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", [case for case in CASES if case.is_plain], ids=lambda case: str(case.slug))
def test_every_word_of_a_construct_is_heard_once_and_in_order(made: Made, case: Case) -> None:
    """What no page can hold must not be lost in silence, nor read in another place."""
    matrix = made.campaigns["matrix"]
    marks = [one.rule for one in found_in(made, case) if one.severity is Severity.ERROR]  # beside what is broken
    for name in case.pdfs:
        assert difference(heard(matrix.pdfs[name]), written(matrix.pages[name]), marks) == ""


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_every_word_of_a_campaign_is_heard_once_and_in_order(made: Made, name: str) -> None:
    """Who hears a brief, or copies it, has all that who reads it has, notes where they belong, and French spaces."""
    built = made.campaigns[name]
    assert built.pages.keys() == built.pdfs.keys()
    for file, path in built.pdfs.items():
        assert difference(heard(path), written(built.pages[file])) == ""


def test_every_construct_has_a_name_of_its_own() -> None:
    """One that hid another would be looked at in its place."""
    for names in ([one.name for one in chain(*constructs.EVERY.values())], [one.name for one in pages.EVERY]):
        assert len(set(names)) == len(names)
