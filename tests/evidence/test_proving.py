"""Passages against their captures: found, or told in words that an author can act on.

Records are read from YAML, captures are files; messages are compared as a reader sees them.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from plaidoyer.diagnostics import Finding, Severity
from plaidoyer.evidence.copies.captures import Copy, look, read
from plaidoyer.evidence.copies.extract import Unreadable
from plaidoyer.evidence.copies.readings import Reading
from plaidoyer.evidence.proving import Proven, prove
from plaidoyer.evidence.receipts import Receipt, receipt
from plaidoyer.records.source_reader import read_source
from plaidoyer.records.sources import Source

REPORT = "Rapport sur les lacs.\n\nEn 2024, le lac a reçu 40 visites. L'eau est claire. Selon Anne Martin, il gèle.\n"
LETTER = "Lettre.\n\nLe lac a reçu 40 visites. Le lac a reçu 50 visites.\n\nLe lac est froid. Le lac est froid.\n"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def record(passages: str, captures: Mapping[str, str] | None = None) -> str:
    """A record with these lines of passages, and captures of these texts."""
    texts = {"captures/report.txt": REPORT} if captures is None else captures
    rows = [f"  - {{file: {file}, sha256: {sha256(text)}}}" for file, text in texts.items()]
    head = ["type: report", "title: Rapport", "language: fr", *(["captures:", *rows] if rows else [])]
    return "\n".join([*head, "passages:", *(f"  {line}" for line in passages.strip().splitlines())]) + "\n"


class Case:
    """A campaign of a few records, and what is proven of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources: dict[str, Source] = {}
        self.texts: dict[str, str] = {}
        self.rounds: list[list[str]] = []

    def add(self, name: str, text: str, *, faults: int = 0) -> Source:
        source, found = read_source(text, f"sources/{name}.yaml", name)
        assert source
        assert len(found) == faults, found
        self.sources[name], self.texts[name] = source, text
        return source

    def put(self, file: str, text: str | bytes) -> None:
        path = self.root / "sources" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def read(self, copies: Sequence[Copy], trial: int) -> Mapping[str, Reading | Unreadable]:
        self.rounds.append([f"{copy.capture.file} {trial}" for copy in copies])
        return read(self.root, copies, trial, self.root / "texts", 1, lambda *_: None)

    def prove(self, receipts: Iterable[Receipt] = (), *, required: bool = False) -> Proven:
        copies = look(self.root, [one for source in self.sources.values() for one in source.captures])
        proven = prove(self.sources.values(), copies, self.read, receipts, required=required)
        self.is_told(proven)
        return proven

    def is_told(self, proven: Proven) -> None:
        """Nothing is passed over in silence: what is not proven has an error, of its own or of its captures."""
        for key in proven.unproven:
            about = [
                *proven.of_passages[key],
                *(one for one in proven.of_captures if one.span.file.endswith(key[0] + ".yaml")),
            ]
            assert any(one.severity is Severity.ERROR for one in about), key

    def said(self, receipts: Iterable[Receipt] = (), *, required: bool = False) -> list[str]:
        """Everything that is told, each with the words that it underlines and the way to mend."""
        proven = self.prove(receipts, required=required)
        found = [*itertools.chain.from_iterable(proven.of_passages.values()), *proven.of_captures]
        return [self._shown(one) for one in found]

    def _shown(self, finding: Finding) -> str:
        span = finding.span
        line = self.texts[Path(span.file).stem].split("\n")[span.line - 1]
        words = line[span.column - 1 : span.column - 1 + span.length]
        mend = f" = {finding.hint}" if finding.hint != "" else ""
        return f"{finding.severity} {finding.rule} [{words}]: {finding.message}{mend}"

    def receipts(self) -> list[Receipt]:
        return [receipt(proof, self.sources[proof.source]) for proof in self.prove().proofs.values()]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path)


def test_a_proof_says_where_the_words_stand_and_what_is_around_them(case: Case) -> None:
    """A reviewer's window shows the passage in its place; what is printed is the record's own."""
    case.add("r", record('p: {exact: "le lac a reçu 40 visites"}'))
    case.put("captures/report.txt", REPORT)
    proof = case.prove().proofs["r", "p"]
    assert (proof.how, proof.capture, proof.sha256, proof.page, proof.loose) == (
        "capture", "captures/report.txt", sha256(REPORT), 0, False,
    )  # fmt: skip
    assert REPORT[proof.start : proof.end] == "le lac a reçu 40 visites"
    assert (proof.prefix, proof.suffix) == ("Rapport sur les lacs. En 2024, ", ". L'eau est claire. Selon Anne M")
    assert proof.extractor.startswith("plain")


FAILING = [
    pytest.param(
        'p: {exact: "le lac a reçu 41 visites."}',
        "error quote-not-in-capture [41]: the passage « p » is not in captures/report.txt: the record says « 41 », the "
        "capture « 40 » = the nearest words there: « le lac a reçu 40 visites. »; « plaidoyer quote r \"…\" » finds "
        "words and writes the passage",
        id="a digit",
    ),
    pytest.param(
        'p: {exact: "zzz kkk www"}',
        "error quote-not-in-capture [zzz kkk www]: nothing like the passage « p » is in captures/report.txt = "
        '« plaidoyer quote r "…" » finds words and writes the passage',
        id="nothing like it",
    ),
    pytest.param(
        'p: {exact: "0 visites"}',
        "error quote-not-in-capture [0 visites]: the passage « p » is not in captures/report.txt as a whole: it is cut "
        'inside the number « 40 » = « plaidoyer quote r "…" » finds words and writes the passage',
        id="inside a number",
    ),
    pytest.param(
        'p: {exact: "L\'eau est claire.", prefix: "et"}',
        "error quote-not-in-capture [L'eau est claire.]: the passage « p » is not in captures/report.txt as a whole: "
        "it stands there, but not between « prefix » and « suffix » = « plaidoyer quote r \"…\" » finds words and "
        "writes the passage",
        id="another prefix",
    ),
    pytest.param(
        'p: {exact: "L\'eau est claire.", say: "L\'eau est trouble."}',
        "error quote-not-in-capture [trouble.]: « say » of the passage « p » is no part of its « exact » = copy it "
        "from « exact », and mark a cut inside it with « […] »",
        id="say",
    ),
    pytest.param(
        'p: {exact: "il gèle", originator: {name: Anne, exact: "Selon Anne Marten"}}',
        "error quote-not-in-capture [Marten]: the « exact » of the originator of « p » is not in captures/report.txt: "
        "the record says « Marten », the capture « Martin, » = the nearest words there: « Selon Anne Martin, »; copy "
        "the words that name who said it",
        id="originator",
    ),
    pytest.param(
        'p: {exact: "74"}',
        "error quote-not-in-capture [74]: the passage « p » is not in captures/report.txt as a whole: « 74 » alone "
        'could be any number: quote the words around it = « plaidoyer quote r "…" » finds words and writes the passage',
        id="a bare number",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("passage", "said"), FAILING)
def test_what_is_not_there_is_told_with_the_word_that_differs(case: Case, passage: str, said: str) -> None:
    case.add("r", record(passage))
    case.put("captures/report.txt", REPORT)
    assert case.said() == [said]
    assert case.prove().unproven == {("r", "p")}


@pytest.mark.parametrize(
    "passage",
    [
        'p: {exact: "L’eau est claire.", say: "[…] claire"}',
        'p: {exact: "il gèle", originator: {name: Anne, exact: "Selon Anne Martin"}}',
        'p: {exact: "il gèle", originator: Anne Martin}',
        'p: {exact: "le lac", originator: {name: Lac, exact: "lac"}, suffix: "a reçu"}',
        "p: {exact: >-\n        L'eau est\n        claire.\n      }".replace("{exact: >-", "\n    exact: >-").replace(
            "\n      }", ""
        ),
    ],
)
def test_what_is_there_is_proven_without_a_word(case: Case, passage: str) -> None:
    case.add("r", record(passage))
    case.put("captures/report.txt", REPORT)
    assert case.said() == []
    assert set(case.prove().proofs) == {("r", "p")}


def test_words_that_stand_twice_prove_nothing_until_they_are_told_apart(case: Case) -> None:
    texts = {"l.txt": LETTER}
    case.put("l.txt", LETTER)
    case.add("r", record('p: {exact: "Le lac est froid."}', texts))
    assert case.said() == [
        "error quote-ambiguous [Le lac est froid.]: the passage « p » stands 2 times in l.txt = add « prefix: … » or "
        "« suffix: … », the words just before or after it there, or quote more words"
    ]
    case.add("r", record('p: {exact: "Le lac est froid.", prefix: "froid."}', texts))
    assert case.said() == []


def pdf(pages: Sequence[str]) -> bytes:
    """A PDF with one line a page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for text in pages:
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects) + 2} 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return data + end.encode() + f"startxref\n{len(data)}\n%%EOF\n".encode()


def with_bytes(passages: str, file: str, data: bytes) -> str:
    return record(passages, {file: ""}).replace(sha256(""), hashlib.sha256(data).hexdigest())


def test_in_a_pdf_the_page_is_told(case: Case) -> None:
    """Nobody reads forty pages for one sentence."""
    data = pdf(["The lake is cold today.", "The lake had 40 visits.", "The lake is cold today."])
    case.put("r.pdf", data)
    case.add(
        "r",
        with_bytes(
            'p: {exact: "had 40 visits"}\nq: {exact: "had 41 visits."}\nr: {exact: "lake is cold"}', "r.pdf", data
        ),
    )
    assert case.said() == [
        "error quote-not-in-capture [41]: the passage « q » is not in r.pdf, page 2: the record says « 41 », the "
        'capture « 40 » = the nearest words there: « had 40 visits. »; « plaidoyer quote r "…" » finds words and '
        "writes the passage",
        "error quote-ambiguous [lake is cold]: the passage « r » stands 2 times in r.pdf (pages 1, 3) = add « prefix: "
        "… » or « suffix: … », the words just before or after it there, or quote more words",
    ]
    proof = case.prove().proofs["r", "p"]
    assert (proof.page, proof.extractor.split()[0]) == (2, "pypdfium2")


def test_a_capture_that_cannot_be_read_does_not_hold_up_the_others(case: Case) -> None:
    """One scan among forty sources must not stop the campaign."""
    scan = pdf([""])
    case.put("scan.pdf", scan)
    case.put("captures/report.txt", REPORT)
    case.add("s", with_bytes('p: {exact: "des mots"}', "scan.pdf", scan))
    case.add("r", record('p: {exact: "L\'eau est claire."}'))
    (said,) = case.said()
    assert said.startswith("error capture-unreadable [scan.pdf]: scan.pdf cannot be read: ")
    assert said.endswith("have a program for character recognition (OCR) add a text layer, or look for the original")
    assert set(case.prove().proofs) == {("r", "p")}


def test_the_second_reading_of_a_page_is_searched_where_the_first_leaves_words_out(case: Case) -> None:
    """Navigation and bylines are no article, but they can be quoted, and name who said it."""
    years = "".join(
        f"<p>En {year}, la commune a compté ses visiteurs et en a fait un rapport.</p>" for year in range(1990, 2020)
    )
    page = (
        "<html><body><nav><ul><li><a href='/'>Un menu que personne ne lit</a></li></ul></nav><article><h1>Titre</h1>"
        f"<p>Le lac a reçu 40 visites en 2024, dit le rapport.</p>{years}</article>"
        "<footer>Page écrite par Anne Martin</footer></body></html>"
    )
    case.put("p.html", page)
    case.add(
        "r",
        record(
            'p: {exact: "Un menu que personne ne lit"}\n'
            'q: {exact: "Le lac a reçu 40 visites", originator: {name: Anne, exact: "écrite par Anne Martin"}}\n'
            'r: {exact: "Le lac a reçu 40 visites", originator: {name: Anne, exact: "écrite par Anna Martin"}}',
            {"p.html": page},
        ),
    )
    (said,) = case.said()
    assert said.startswith(
        "error quote-not-in-capture [Anna]: the « exact » of the originator of « r » is not in p.html"
    )
    proofs = case.prove().proofs
    assert [proofs["r", name].extractor.split()[0] for name in "pq"] == ["visible", "trafilatura"]


def test_captures_are_tried_in_order_and_the_first_that_holds_the_words_counts(case: Case) -> None:
    """Words that stand once in each of two copies are not ambiguous; a passage may name its copy."""
    other = REPORT.replace("claire", "verte")
    texts = {"a.txt": REPORT, "b.txt": other}
    for file, text in texts.items():
        case.put(file, text)
    case.add(
        "r",
        record(
            'p: {exact: "le lac a reçu 40 visites"}\nq: {exact: "le lac a reçu 40 visites", capture: b.txt}\n'
            'r: {exact: "L\'eau est verte."}\ns: {exact: "L\'eau est verte.", capture: a.txt}\n'
            't: {exact: "L\'eau est brune."}',
            texts,
        ),
    )
    assert case.said() == [
        "error quote-not-in-capture [verte.]: the passage « s » is not in a.txt: the record says « verte. », the "
        'capture « claire. » = the nearest words there: « L\'eau est claire. »; « plaidoyer quote r "…" » finds '
        "words and writes the passage",
        "error quote-not-in-capture [brune.]: the passage « t » is not in a.txt: the record says « brune. », the "
        'capture « claire. » = the nearest words there: « L\'eau est claire. »; « plaidoyer quote r "…" » finds '
        "words and writes the passage",
    ]
    proofs = case.prove().proofs
    assert {key[1]: proof.capture for key, proof in proofs.items()} == {"p": "a.txt", "q": "b.txt", "r": "b.txt"}


def test_words_that_are_cut_badly_are_told_of_the_copy_where_they_stand(case: Case) -> None:
    """« 0 visites » is like nothing in the first copy; the second says why it does not count."""
    texts = {"a.txt": "Un tout autre texte.", "b.txt": REPORT}
    for file, text in texts.items():
        case.put(file, text)
    case.add("r", record('p: {exact: "0 visites"}', texts))
    (said,) = case.said()
    assert "is not in b.txt as a whole: it is cut inside the number « 40 »" in said


def test_who_said_it_must_be_named_in_the_very_copy_that_holds_the_words(case: Case) -> None:
    """Another copy that names somebody says nothing about these words."""
    texts = {"a.txt": "Le lac est grand, dit-on.", "b.txt": REPORT}
    for file, text in texts.items():
        case.put(file, text)
    case.add("r", record('p: {exact: "Le lac est grand", originator: {name: A, exact: "Selon Anne Martin"}}', texts))
    (said,) = case.said()
    assert said.startswith(
        "error quote-not-in-capture [Selon Anne Martin]: nothing like the « exact » of the originator of « p » is in "
        "a.txt"
    )


def test_two_records_may_name_one_capture_and_it_is_read_once(case: Case) -> None:
    case.put("captures/report.txt", REPORT)
    case.add("a", record('p: {exact: "L\'eau est claire."}'))
    case.add("b", record('p: {exact: "il gèle"}\nq: {exact: "le lac a reçu"}'))
    assert set(case.prove().proofs) == {("a", "p"), ("b", "p"), ("b", "q")}
    assert case.rounds == [["captures/report.txt 0"]]


def test_the_same_bytes_under_two_kinds_are_read_as_each(case: Case) -> None:
    """A page saved twice, once as text: the words between its tags are proven in the page alone."""
    page = "Bonjour.\n<p>Le lac est <b>froid</b> ce matin, dit la radio.</p>\n"
    texts = {"a.txt": page, "b.html": page}
    for file, text in texts.items():
        case.put(file, text)
    case.add("r", record('p: {exact: "Le lac est froid ce matin"}\nq: {exact: "est <b>froid"}', texts))
    proofs = case.prove().proofs
    assert (proofs["r", "p"].capture, proofs["r", "q"].capture) == ("b.html", "a.txt")
    case.add("s", record('p: {exact: "est <b>froid", capture: b.html}', texts))
    assert case.prove().unproven == {("s", "p")}


def test_a_capture_named_twice_is_told_of_twice_and_proves_once(case: Case) -> None:
    text = record('p: {exact: "il gèle"}').replace(
        "passages:", f"  - {{file: captures/report.txt, sha256: {'0' * 64}}}\npassages:"
    )
    case.add("r", text)
    case.put("captures/report.txt", REPORT)
    (said,) = case.said()
    assert said.startswith("error capture-changed [" + "0" * 64)
    assert case.prove().proofs["r", "p"].capture == "captures/report.txt"


def test_a_changed_capture_is_told_with_both_hashes_and_its_passages_are_not(case: Case) -> None:
    """The passages may be right: what is wrong is the copy."""
    case.add("r", record('p: {exact: "L\'eau est claire."}\nq: {exact: "il gèle"}'))
    case.put("captures/report.txt", REPORT + "Ajout.\n")
    assert case.said() == [
        f"error capture-changed [{sha256(REPORT)}]: captures/report.txt is not the copy that the record describes: "
        f"its SHA-256 is {sha256(REPORT + 'Ajout.' + chr(10))}, the record says {sha256(REPORT)} = restore the copy; "
        "if the new one is meant, write its SHA-256 here and check the passages"
    ]
    assert case.prove().unproven == {("r", "p"), ("r", "q")}


def test_a_capture_that_is_no_file_is_told(case: Case) -> None:
    case.add("r", record('p: {exact: "L\'eau est claire."}'))
    (case.root / "sources/captures/report.txt").mkdir(parents=True)
    (said,) = case.said()
    assert said.startswith("error capture-unreadable [captures/report.txt]: captures/report.txt cannot be read: ")
    assert said.endswith(" = name the file of the copy itself")


def test_a_record_without_captures_is_told_how_to_get_one(case: Case) -> None:
    case.add("r", record('p: {exact: "L\'eau est claire."}', {}))
    assert case.said() == [
        "error capture-missing [p]: the record names no capture in which the passage « p » could be found = "
        "« plaidoyer add FILE --id r » stores a copy of the source"
    ]


def test_loose_words_are_proven_with_a_note(case: Case) -> None:
    """The call of a note that is read as a part of the text must not stop a brief; a reviewer may want to look."""
    text = "Le lac a reçu 40 visiteurs², comme l'an dernier, dit le rapport.\n"
    case.put("a.txt", text)
    case.add("r", record('p: {exact: "40 visiteurs, comme l\'an dernier"}', {"a.txt": text}))
    note = (
        "note loose-quote [p]: the passage « p » was found in a.txt past a line end, a running head or a note call: a "
        "reviewer may want to look"
    )
    assert case.said() == [note]
    receipts = case.receipts()
    assert case.prove().unproven == set()
    (case.root / "sources/a.txt").unlink()
    assert case.said(receipts)[0] == note


# Receipts in place of captures --------------------------------------------------------------------


def test_without_its_capture_a_passage_rests_on_its_receipt(case: Case) -> None:
    """CI and colleagues do not hold the private copies."""
    case.add("r", record('p: {exact: "L\'eau est claire."}\nq: {exact: "il gèle"}'))
    case.put("captures/report.txt", REPORT)
    before = case.prove().proofs
    receipts = case.receipts()
    (case.root / "sources/captures/report.txt").unlink()
    assert case.said(receipts) == [
        "note capture-missing [captures/report.txt]: captures/report.txt is not here: 2 passages rest on receipts"
    ]
    proven = case.prove(receipts)
    assert proven.unproven == set()
    for key, proof in proven.proofs.items():
        there = before[key]
        assert (proof.how, proof.prefix, proof.suffix) == ("receipt", "", "")
        assert (proof.capture, proof.sha256, proof.start, proof.end, proof.page, proof.retrieved) == (
            there.capture, there.sha256, there.start, there.end, there.page, there.retrieved,
        )  # fmt: skip


def test_without_a_receipt_the_capture_is_asked_for_once(case: Case) -> None:
    case.add("r", record('p: {exact: "L\'eau est claire."}\nq: {exact: "il gèle"}'))
    assert case.said() == [
        "error capture-missing [captures/report.txt]: captures/report.txt is not here, and no receipt stands for it = "
        "put the copy there; whoever has it can run « plaidoyer lock »"
    ]


def test_with_required_captures_no_receipt_counts(case: Case) -> None:
    case.add("r", record('p: {exact: "L\'eau est claire."}'))
    case.put("captures/report.txt", REPORT)
    receipts = case.receipts()
    assert case.said(receipts, required=True) == []
    (case.root / "sources/captures/report.txt").unlink()
    assert case.said(receipts, required=True) == [
        "error capture-missing [captures/report.txt]: captures/report.txt is not here, and the settings require "
        "captures = put the copy there, or take « require-captures » out of the settings"
    ]
    assert case.prove(receipts, required=True).proofs == {}


EDITS: list[tuple[str, Callable[[str], str], str]] = [
    ("its words", lambda text: text.replace("claire", "verte"), '"L\'eau est verte."'),
    ("its prefix", lambda text: text.replace('claire."', 'claire.", prefix: "visites."'), '"L\'eau est claire."'),
    ("what is printed of it", lambda text: text.replace('claire."', 'claire.", say: "claire"'), '"L\'eau est claire."'),
    (
        "who said it",
        lambda text: text.replace('claire."', 'claire.", originator: {name: A, exact: "Anne"}'),
        '"L\'eau est claire."',
    ),
]


@pytest.mark.parametrize(("what", "edit", "words"), EDITS, ids=[what for what, _, _ in EDITS])
def test_an_edited_passage_loses_its_receipt_and_says_so(
    case: Case, what: str, edit: Callable[[str], str], words: str
) -> None:
    """A receipt stands for the words that were found, not for those that somebody wrote since."""
    text = record('p: {exact: "L\'eau est claire."}\nq: {exact: "il gèle"}')
    case.add("r", text)
    case.put("captures/report.txt", REPORT)
    receipts = case.receipts()
    (case.root / "sources/captures/report.txt").unlink()
    case.add("r", edit(text))
    assert case.said(receipts) == [
        f"error capture-missing [{words}]: captures/report.txt is not here, and no receipt holds for the passage « p "
        "»: it was added or edited since = put the copy there; whoever has it can run « plaidoyer lock »",
        "note capture-missing [captures/report.txt]: captures/report.txt is not here: 1 passage rests on a receipt",
    ]
    assert case.prove(receipts).unproven == {("r", "p")}


def test_another_hash_in_the_record_voids_all_its_receipts(case: Case) -> None:
    case.add("r", record('p: {exact: "il gèle"}'))
    case.put("captures/report.txt", REPORT)
    receipts = case.receipts()
    (case.root / "sources/captures/report.txt").unlink()
    case.add("r", record('p: {exact: "il gèle"}').replace(sha256(REPORT), "0" * 64))
    (said,) = case.said(receipts)
    assert "and no receipt stands for it" in said


def test_of_two_copies_one_may_be_missing(case: Case) -> None:
    """What the other holds is proven there; a passage of neither is not told to be missing from the first."""
    other = "Autre copie.\n\nLe lac est grand.\n"
    texts = {"a.txt": REPORT, "b.txt": other}
    case.add("r", record('p: {exact: "il gèle"}\nq: {exact: "Le lac est grand."}', texts))
    case.put("a.txt", REPORT)
    case.put("b.txt", other)
    receipts = case.receipts()
    (case.root / "sources/a.txt").unlink()
    note = "note capture-missing [a.txt]: a.txt is not here: 1 passage rests on a receipt"
    assert case.said(receipts) == [note]
    case.add(
        "r", record('p: {exact: "il gèle"}\nq: {exact: "Le lac est grand."}\nr: {exact: "Le lac est petit."}', texts)
    )
    assert case.said(receipts) == [
        'error capture-missing ["Le lac est petit."]: a.txt is not here, and no receipt holds for the passage « r '
        "»: it was added or edited since = put the copy there; whoever has it can run « plaidoyer lock »; if another "
        "copy holds the words, name it: « capture: … »",
        note,
    ]
    (case.root / "sources/b.txt").unlink()
    assert [one for one in case.said(receipts) if one.startswith("error")] == [
        'error capture-missing ["Le lac est petit."]: a.txt is not here, and no receipt holds for the passage « r '
        "»: it was added or edited since = put the copy there; whoever has it can run « plaidoyer lock »; if another "
        "copy holds the words, name it: « capture: … »"
    ]


def test_a_new_passage_is_told_once_where_two_copies_are_missing(case: Case) -> None:
    """Of the copy that the others rest on: whoever holds that one can lock."""
    texts = {"a.txt": LETTER, "b.txt": REPORT}
    case.add("r", record('p: {exact: "il gèle"}', texts))
    for file, text in texts.items():
        case.put(file, text)
    receipts = case.receipts()
    for file in texts:
        (case.root / "sources" / file).unlink()
    case.add("r", record('p: {exact: "il gèle"}\nq: {exact: "il neige"}', texts))
    said = case.said(receipts)
    assert said[0].startswith('error capture-missing ["il neige"]: b.txt is not here, and no receipt holds for')
    assert said[1:] == [
        "note capture-missing [a.txt]: a.txt is not here: nothing rests on it",
        "note capture-missing [b.txt]: b.txt is not here: 1 passage rests on a receipt",
    ]


def test_a_passage_that_names_the_copy_that_is_here_does_not_wait_for_the_other(case: Case) -> None:
    texts = {"a.txt": REPORT, "b.txt": LETTER}
    case.add("r", record('p: {exact: "Le lac est chaud.", capture: b.txt}', texts))
    case.put("b.txt", LETTER)
    said = case.said()
    assert said[0].startswith("error quote-not-in-capture [chaud.]: the passage « p » is not in b.txt")
    assert said[1:] == ["note capture-missing [a.txt]: a.txt is not here: nothing rests on it"]


def test_a_capture_without_passages_is_a_note_where_it_is_missing(case: Case) -> None:
    source = f"type: report\ntitle: R\ncaptures: [{{file: a.txt, sha256: {'0' * 64}}}]\n"
    case.add("r", source)
    assert case.said() == ["note capture-missing [a.txt]: a.txt is not here: nothing rests on it"]
    case.add("r", source.replace("0" * 64, sha256(REPORT)))
    case.put("a.txt", REPORT)
    assert case.said() == []
    assert case.rounds == []


def test_of_two_receipts_that_hold_the_same_one_counts_whoever_merged(case: Case) -> None:
    """Else the two people who merge would write the file to and fro."""

    case.add("r", record('p: {exact: "il gèle"}'))
    case.put("captures/report.txt", REPORT)
    (ours,) = case.receipts()
    theirs = replace(ours, extractor="plain/99", start=1)
    (case.root / "sources/captures/report.txt").unlink()
    assert case.prove([ours, theirs]).proofs == case.prove([theirs, ours]).proofs


# Records with errors ------------------------------------------------------------------------------


def test_a_capture_that_cannot_be_read_from_its_record_is_not_told_to_be_absent(case: Case) -> None:
    """One mistake, one finding: the hash is wrong, not the passages."""
    text = record('p: {exact: "il gèle"}\nq: {exact: "il gèle", capture: captures/report.txt}')
    source, found = read_source(text.replace(sha256(REPORT), "XYZ"), "sources/r.yaml", "r")
    assert source
    assert [one.rule for one in found] == ["invalid-value"]
    proven = prove([source], {}, case.read, (), required=False)
    assert (proven.of_passages, proven.of_captures) == ({("r", "p"): (), ("r", "q"): ()}, ())
    assert proven.unproven == {("r", "p"), ("r", "q")}


def test_a_list_of_captures_that_is_none_tells_nothing_more(case: Case) -> None:
    source, found = read_source(
        "type: report\ntitle: R\ncaptures: a.txt\npassages: {p: {exact: x y}}\n", "sources/r.yaml", "r"
    )
    assert source
    assert len(found) == 1
    assert prove([source], {}, case.read, (), required=False).of_passages == {("r", "p"): ()}


# Articles of law ----------------------------------------------------------------------------------

CODE = """type: legislation
title: Code des lacs
language: fr
articles:
  "12-3":
    - id: A1
      in-force: 2010-01-01
      until: 2020-12-31
      alineas: ["Polluer un lac est puni d'une amende de 50 000 euros.", "La tentative est punie.", "Abrogé."]
    - id: A2
      in-force: 2021-01-01
      alineas:
        - Polluer un lac est puni d'une amende de 75 000 euros.
        - La tentative est punie. La tentative est punie.
  "9": []
passages:
"""


@pytest.mark.parametrize(
    ("passage", "said"),
    [
        ('{exact: "une amende de 75 000 euros", article: "12-3", alinea: 1}', []),
        ('{exact: "une amende de 50 000 euros", article: "12-3"}', []),
        ('{exact: "Abrogé.", article: "12-3", alinea: 3}', []),
        (
            '{exact: "amende de 60 000 euros.", article: "12-3", alinea: 1}',
            [
                "error quote-not-in-capture [60]: the passage « p » is not in article 12-3, alinéa 1: the record says "
                "« 60 », the article « 75 » = the nearest words there: « amende de 75 000 euros. »; copy the words "
                "from the article, or correct « alinea »"
            ],
        ),
        (
            '{exact: "La tentative est punie.", article: "12-3", alinea: 2}',
            [
                "error quote-ambiguous [La tentative est punie.]: the passage « p » stands more than once in article "
                "12-3 = add « prefix: … » or « suffix: … », the words just before or after it there, or quote more "
                "words"
            ],
        ),
        (
            '{exact: "Abrogé.", article: "12-3", alinea: 4}',
            [
                "error unknown-article [4]: article 12-3 of « code » has no alinéa 4 = correct the number, or add the "
                "alinéas that are missing"
            ],
        ),
        (
            '{exact: "Abrogé.", article: "9"}',
            [
                "error unknown-article [p]: article 9 of « code » has no text = correct the number, or add the "
                "alinéas that are missing"
            ],
        ),
        (
            '{exact: "zzz kkk", article: "12-3", alinea: 2}',
            [
                "error quote-not-in-capture [zzz kkk]: nothing like the passage « p » is in article 12-3, alinéa 2 = "
                "copy the words from the article, or correct « alinea »"
            ],
        ),
        (
            '{exact: "75 000 euros", article: "12-3", originator: {name: A, exact: "Polluer un lac"}}',
            [],
        ),
        (
            '{exact: "75 000 euros", article: "12-3", originator: {name: A, exact: "Polluer un étang est puni"}}',
            [
                "error quote-not-in-capture [étang]: the « exact » of the originator of « p » is not in article 12-3: "
                "the record says « étang », the article « lac » = the nearest words there: « Polluer un lac est puni "
                "»; copy the words that name who said it"
            ],
        ),
        (
            '{exact: "75 000 euros", article: "12-3", originator: {name: A, exact: "zzz kkk"}}',
            [
                "error quote-not-in-capture [zzz kkk]: nothing like the « exact » of the originator of « p » is in "
                "article 12-3 = copy the words that name who said it"
            ],
        ),
    ],
)
def test_a_passage_of_law_is_proven_in_its_article(case: Case, passage: str, said: list[str]) -> None:
    """In the newest version that holds the words; a passage of a past version stays provable."""
    case.add("code", f"{CODE}  p: {passage}\n")
    assert case.said() == said
    proven = case.prove()
    assert proven.unproven == ({("code", "p")} if said else set())


def test_the_proof_of_an_article_needs_no_receipt_and_knows_its_place(case: Case) -> None:
    case.add("code", f'{CODE}  p: {{exact: "amende", article: "12-3", alinea: 1}}\n')
    proof = case.prove().proofs["code", "p"]
    assert (proof.how, proof.capture, proof.prefix, proof.suffix) == (
        "article", "", "Polluer un lac est puni d'une ", " de 75 000 euros.",
    )  # fmt: skip


def test_a_passage_of_an_article_is_proven_where_it_stands(case: Case) -> None:
    """The words around tell apart what stands twice, and the proof says which was meant."""
    row = 'p: {exact: "La tentative est punie.", article: "12-3", alinea: 2, '
    case.add("code", CODE + "  " + row + 'prefix: "La tentative est punie."}\n')
    proof = case.prove().proofs["code", "p"]
    assert (proof.source, proof.passage, proof.how) == ("code", "p", "article")
    assert (proof.start, proof.end, proof.loose) == (24, 47, False)
    case.add("code", CODE + "  " + row + 'suffix: "La tentative"}\n')
    assert (case.prove().proofs["code", "p"].start, case.prove().proofs["code", "p"].end) == (0, 23)


def test_a_passage_of_law_may_run_over_alineas_and_past_a_hyphen(case: Case) -> None:
    """As it is copied from the page of the law; the proof says that somebody may want to look."""
    code = CODE.replace("La tentative est punie. La tentative est punie.", '"Le non-\\nlieu est dit au lac."')
    case.add("code", code + '  p: {exact: "75 000 euros. Le non-lieu est dit", article: "12-3"}\n')
    case.add("other", code + '  p: {exact: "Le non-lieu est dit", article: "12-3", alinea: 2}\n')
    proofs = case.prove().proofs
    assert [(key, proof.loose) for key, proof in proofs.items()] == [(("code", "p"), True), (("other", "p"), True)]
    assert proofs["code", "p"].prefix.endswith(" amende de ")


def test_a_receipt_gives_the_proof_that_the_capture_gave(case: Case) -> None:
    """The page must be the same, byte for byte, whether the copy is here or its receipt stands for it."""
    text = record('p: {exact: "le lac a reçu 40 visites"}').replace("}\npass", ", retrieved: 2026-11-20}\npass")
    case.add("r", text)
    case.put("captures/report.txt", REPORT)
    there = case.prove().proofs["r", "p"]
    receipts = case.receipts()
    (case.root / "sources/captures/report.txt").unlink()
    assert case.prove(receipts).proofs["r", "p"] == replace(there, how="receipt", prefix="", suffix="")
    assert str(there.retrieved) == "2026-11-20"
