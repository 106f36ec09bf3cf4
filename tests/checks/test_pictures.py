"""A picture that would be printed otherwise than it looks is refused before anything is typeset."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageFile

from plaidoyer.checks.case import Case
from plaidoyer.checks.pictures import images_without_alt, missing_images, unfit_images
from plaidoyer.diagnostics import Span
from plaidoyer.records.brief_reader import read_brief
from plaidoyer.records.sources import Localised
from plaidoyer.records.templates import Template

HEAD = "---\ntitle: T\n---\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40">{}</svg>'
PLAIN = "export it as plain SVG, its text as paths, or as PNG"
AGAIN = "export it again; the name of a file does not make a picture"
NO_PICTURE = ("is no picture in PNG, JPEG, GIF or WebP", AGAIN)
LIVE = "moves, or runs a program (« {} »): paper does neither"
ELSEWHERE = ("names other files, which would not be printed", "embed them in the drawing, or export it as PNG")
NOISE = Image.effect_noise((200, 200), 50).convert("RGB")


def case(text: str, root: Path) -> Case:
    brief, findings = read_brief(HEAD + text, "briefs/b/brief.md", "b", "en", "t")
    assert brief is not None
    assert findings == ()
    template = Template("t", Path(), "t", Localised({}), (), (), (), 2, 3, "call", "x.csl", Span("t/template.yaml"))
    folder = root / "briefs/b"
    folder.mkdir(parents=True, exist_ok=True)
    return Case(brief, template, (), {}, root, folder)


@pytest.fixture
def faults(tmp_path: Path) -> Callable[[str, bytes], list[tuple[str, str]]]:
    """``faults(name, data)``: what is said of a picture, and how it is mended."""

    def ask(name: str, data: bytes) -> list[tuple[str, str]]:
        one = case(f"![A lake]({name})\n", tmp_path)
        (one.folder / name).write_bytes(data)
        found = list(unfit_images(one))
        assert {(finding.rule, finding.span.line) for finding in found} <= {("unfit-image", 4)}
        return [(finding.message.removeprefix(f"the image « {name} » "), finding.hint) for finding in found]

    return ask


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def plain(mode: str) -> Image.Image:
    return Image.new(mode, (8, 4))


def sixteen_bits(colour: int, channels: int) -> bytes:
    """A PNG of 16 bits a channel, which Pillow cannot write."""
    rows = zlib.compress(b"".join(b"\0" + b"\x0a\x14" * channels * 8 for _ in range(4)))
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 8, 4, 16, colour, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b"")]
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        *((f"{mode}.png", saved(plain(mode), "PNG")) for mode in ("1", "L", "LA", "P", "RGB", "RGBA")),
        ("clear.png", saved(plain("P"), "PNG", transparency=0)),
        ("colours.png", sixteen_bits(2, 3)),
        ("grey.jpg", saved(plain("L"), "JPEG")),
        ("a.jpeg", saved(plain("RGB"), "JPEG", progressive=True)),
        ("A.JPG", saved(plain("RGB"), "JPEG")),
        ("a.gif", saved(plain("P"), "GIF")),
        ("a.webp", saved(plain("RGBA"), "WEBP")),
        ("jpeg.png", saved(plain("RGB"), "JPEG")),
        ("two.jpg", saved(plain("RGB"), "MPO", save_all=True, append_images=[plain("RGB")])),
        ("a.svg", SVG.format('<style>a{fill:url(#g)}</style><rect fill="url( \'#g\')"/><use href="#g"/>').encode()),
        ("b.svg", SVG.format('<a xlink:href="https://example.org"><text>Lac</text></a>').encode()),
        ("c.svg", SVG.format('<switch><foreignObject requiredExtensions="x"/><g/></switch>').encode()),
    ],
)  # fmt: skip
def test_what_can_be_printed_and_archived_is_left_alone(
    name: str, data: bytes, faults: Callable[[str, bytes], list[tuple[str, str]]]
) -> None:
    assert faults(name, data) == []


COLOURS = "has colours that cannot be archived ({}): only grey and RGB of 8 bits can"
RGB = "save it as RGB (sRGB), 8 bits a channel"
CUT = "export it again; a file that was not copied to its end is a frequent cause"
MOVES = ("moves, and paper does not", "save the one picture of it that counts")
LARGE = ("has more than 50 million pixels", "save it smaller: 300 dots an inch are enough for print")
FOREIGN = "has a part that is not SVG (« foreignObject »), which would not be printed"
TWO = {"save_all": True, "append_images": [Image.new("RGB", (8, 4), "red")]}


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.png", b"no picture", NO_PICTURE),
        ("a.png", b"", NO_PICTURE),
        ("a.png", saved(plain("RGB"), "TIFF"), NO_PICTURE),
        ("a.jpg", saved(plain("CMYK"), "JPEG"), (COLOURS.format("CMYK"), RGB)),
        ("a.png", saved(plain("I;16"), "PNG"), (COLOURS.format("I;16"), RGB)),
        ("a.gif", saved(plain("RGB"), "GIF", **TWO), MOVES),
        ("a.webp", saved(plain("RGB"), "WEBP", **TWO), MOVES),
        ("a.png", saved(plain("RGB"), "PNG", **TWO), MOVES),
        ("a.png", saved(NOISE, "PNG")[:9000], ("is damaged: image file is truncated", CUT)),
        ("a.png", saved(Image.new("1", (8000, 8000)), "PNG"), LARGE),
        ("a.png", saved(Image.new("1", (10000, 10000)), "PNG"), LARGE),
        ("a.png", saved(Image.new("1", (14000, 14000)), "PNG"), LARGE),
        ("a.svg", b"<svg", ("is no drawing in SVG: unclosed token: line 1, column 0", PLAIN)),
        ("a.svg", b"<svg/>\xff", ("is no drawing in SVG: not well-formed (invalid token): line 1, column 6", PLAIN)),
        ("a.svg", b'<?xml version="1.0" encoding="x"?><svg/>', ("is no drawing in SVG: unknown encoding: x", PLAIN)),
        ("a.svg", b"<html/>", ("is no drawing in SVG", PLAIN)),
        ("a.svg", SVG.format("<script>1</script>").encode(), (LIVE.format("script"), PLAIN)),
        ("a.svg", SVG.format('<rect><animate attributeName="x"/></rect>').encode(), (LIVE.format("animate"), PLAIN)),
        ("a.svg", SVG.format("<g><foreignObject/></g>").encode(), (FOREIGN, PLAIN)),
        ("a.svg", SVG.format('<image href="other.png"/>').encode(), ELSEWHERE),
        ("a.svg", SVG.format('<image xlink:href=" https://example.org/a.png"/>').encode(), ELSEWHERE),
        ("a.svg", SVG.format("<image/>").encode(), ELSEWHERE),
        ("a.svg", SVG.format('<use href="other.svg#a"/>').encode(), ELSEWHERE),
        ("a.svg", SVG.format('<style>@import "a.css";</style>').encode(), ELSEWHERE),
        ("a.svg", SVG.format("<rect style=\"fill: url('a.svg#b')\"/>").encode(), ELSEWHERE),
    ],
)  # fmt: skip
def test_what_cannot_is_told_with_what_to_do(
    name: str, data: bytes, said: tuple[str, str], faults: Callable[[str, bytes], list[tuple[str, str]]]
) -> None:
    assert faults(name, data) == [said]


def test_a_photograph_that_is_cut_short_is_refused_even_where_the_engine_lets_it_pass(
    monkeypatch: pytest.MonkeyPatch, faults: Callable[[str, bytes], list[tuple[str, str]]]
) -> None:
    """The lower half would be printed in grey, and nobody would be told."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    ((said, hint),) = faults("a.jpg", saved(NOISE, "JPEG")[:4000])
    assert said.startswith("is damaged: image file is truncated")
    assert hint == CUT
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (b"data:image/png;base64," + base64.b64encode(saved(plain("RGB"), "PNG")), None),
        (b"data:image/jpeg;base64," + base64.b64encode(saved(plain("CMYK"), "JPEG")), (COLOURS.format("CMYK"), RGB)),
        (b"data:image/png;base64,A", NO_PICTURE),
        (b"data:image/png,%89PNG", NO_PICTURE),
    ],
)
def test_a_picture_in_a_drawing_is_looked_at_too(
    address: bytes, said: tuple[str, str] | None, faults: Callable[[str, bytes], list[tuple[str, str]]]
) -> None:
    drawing = SVG.format(f'<image href="{address.decode()}"/><image href="{address.decode()}"/>').encode()
    expected = [(f"holds a picture that {said[0]}", said[1])] if said else []
    assert faults("a.svg", drawing) == expected


def test_all_that_is_wrong_with_one_picture_is_told_at_once(
    faults: Callable[[str, bytes], list[tuple[str, str]]],
) -> None:
    drawing = SVG.format('<script/><image href="a.png"/>').encode()
    assert faults("a.svg", drawing) == [(LIVE.format("script"), PLAIN), ELSEWHERE]


def test_a_picture_that_no_mailbox_takes_is_refused(
    tmp_path: Path, faults: Callable[[str, bytes], list[tuple[str, str]]]
) -> None:
    hint = "save it smaller: 300 dots an inch are enough for print"
    assert faults("a.png", bytes(20 * 1024 * 1024 + 1)) == [("has 20 MiB, more than the 20 that are allowed", hint)]
    assert faults("a.png", bytes(20 * 1024 * 1024)) == [NO_PICTURE]


def test_a_picture_that_is_not_there_has_one_finding(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.png").write_bytes(b"no picture")
    names = ("no.png", "../../../elsewhere.png", "a.txt", "a.png")
    one = case("\n\n".join(f"![A lake]({name})" for name in names), tmp_path / "root")
    (one.folder / "a.txt").write_bytes(b"no picture")
    (one.folder / "a.png").write_bytes(saved(plain("RGB"), "PNG"))
    assert [finding.message for finding in missing_images(one)] == [
        "there is no image « no.png »",
        "the image « ../../../elsewhere.png » lies outside the campaign",
        "« a.txt » is no image that can be printed",
    ]
    assert list(unfit_images(one)) == []


@pytest.mark.parametrize(
    ("alt", "said"),
    [
        ("A lake", None),
        ("Lake", None),
        ("湖", None),
        ("", "the image « the-map.png » has no text alternative"),
        (" ", "the image « the-map.png » has no text alternative"),
        ("– …", "the image « the-map.png » has no text alternative"),
        ("the-map", "« the-map » does not say what the image shows"),
        ("The-Map.PNG", "« The-Map.PNG » does not say what the image shows"),
        ("Image", "« Image » does not say what the image shows"),
        ("photo.jpg", "« photo.jpg » does not say what the image shows"),
        ("IMG_0042.jpeg", "« IMG_0042.jpeg » is the name of a file, not what the image shows"),
    ],
)
def test_a_text_alternative_says_something(alt: str, said: str | None, tmp_path: Path) -> None:
    """The name of a file is what editors fill in: it reads as an answer, and is none."""
    found = list(images_without_alt(case(f"![{alt}](the-map.png)\n", tmp_path)))
    assert [finding.message for finding in found] == ([said] if said else [])
    assert {finding.hint for finding in found} <= {"say what it shows: ![…](the-map.png)"}
