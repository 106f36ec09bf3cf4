"""A page of a copy as a picture: what a reviewer looks at, drawn from bytes of strangers."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from plaidoyer.evidence.copies import captures, texts
from plaidoyer.evidence.copies.drawing import WIDTH, drawn
from plaidoyer.evidence.copies.extract import version
from plaidoyer.evidence.copies.readings import Reading
from tests.evidence.hostile_captures import encrypted, typeset_pdf


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Two pages."""
    body = "<p>Le lac.</p><p style='break-before: page'>La rive.</p>"
    return typeset_pdf(tmp_path_factory.mktemp("report"), body, "@page { size: A4 }")


@pytest.fixture
def campaign(report: bytes, tmp_path: Path) -> Path:
    """Its copy, where records name it."""
    (tmp_path / "sources/captures").mkdir(parents=True)
    (tmp_path / "sources/captures/report.pdf").write_bytes(report)
    return tmp_path


NAME = "captures/report.pdf"


def test_a_page_is_drawn_so_that_it_can_be_read(report: bytes) -> None:
    first, second = drawn(report, 1), drawn(report, 2)
    assert first is not None
    assert first != second
    with Image.open(BytesIO(first)) as image:
        assert image.format == "PNG"
        assert image.width == pytest.approx(WIDTH, abs=1)
        assert image.height > image.width


@pytest.mark.parametrize("page", [0, -1, 3, 10**9])
def test_no_page_no_picture(report: bytes, page: int) -> None:
    assert drawn(report, page) is None


def test_what_cannot_be_opened_is_not_drawn(report: bytes) -> None:
    """A damaged or locked copy must not end the window."""
    for data in (b"", b"%PDF-1.7", report[: len(report) // 3], encrypted(report, "secret")):
        assert drawn(data, 1) is None


def test_a_copy_is_drawn_only_as_its_record_declares_it(campaign: Path, report: bytes) -> None:
    """What is shown beside a claim must be what was proven: another file of that name is not."""
    digest = hashlib.sha256(report).hexdigest()
    assert captures.picture(campaign, NAME, digest, 1) == drawn(report, 1)
    assert captures.picture(campaign, NAME, "0" * 64, 1) is None
    assert captures.picture(campaign, "captures/none.pdf", digest, 1) is None
    assert captures.picture(campaign, "../../etc/hostname", digest, 1) is None
    (campaign / "sources" / NAME).write_bytes(report + b"x")
    assert captures.picture(campaign, NAME, digest, 1) is None


def test_what_was_read_in_a_copy_is_read_again_where_it_was_not_kept(campaign: Path, report: bytes) -> None:
    """A machine of CI, or one whose cache was cleared, shows the same words."""
    digest, cache = hashlib.sha256(report).hexdigest(), campaign / "cache"
    found = captures.reading(campaign, NAME, digest, version("pypdfium2"), cache)
    assert found is not None
    assert "Le lac." in found.text
    assert captures.reading(campaign, NAME, digest, version("pypdf"), cache) is not None
    assert captures.reading(campaign, NAME, digest, "another 1.0/1", cache) is None
    assert captures.reading(campaign, NAME, "0" * 64, version("pypdfium2"), cache) is None
    texts.keep(cache, digest, version("pypdfium2"), Reading("pypdfium2", "kept", (0,)))
    (campaign / "sources" / NAME).unlink()
    kept = captures.reading(campaign, NAME, digest, version("pypdfium2"), cache)
    assert kept is not None
    assert kept.text == "kept"
    assert captures.reading(campaign, NAME, digest, version("pypdf"), campaign / "other") is None
