"""Rules about pictures: that they are there, are pictures, say something in words, and can be printed and archived.

What the engine would do with a picture that it does not understand is seen on the page alone: half of a photograph in
grey, a drawing without its words. So every picture is read here, whole, before anything is typeset.
"""

from __future__ import annotations

import re
import warnings
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from posixpath import normpath
from unicodedata import category
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

from plaidoyer.checks.case import Case
from plaidoyer.diagnostics import Finding
from plaidoyer.records import text as t

_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif"})
_LARGEST = 20 * 1024 * 1024  # bytes: what the mailboxes of assemblies take
_MOST_PIXELS = 50_000_000  # a sheet of A4 at 600 dots an inch has 35 million
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_MODES = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA"})
"""Forms of pixels, in Pillow's words, that the engine writes into a PDF as they are: grey and RGB, of 8 bits."""

_LIVE = frozenset({"script", "animate", "animateMotion", "animateTransform", "set"})
"""Elements of SVG that change a drawing while it is looked at."""

_ELSEWHERE = re.compile(r"""url\(\s*["']?(?!["'#\s]|data:)|@import""", re.IGNORECASE)
_HREF = "{http://www.w3.org/1999/xlink}href"
_PLAIN = "export it as plain SVG, its text as paths, or as PNG"
_NO_WORDS = frozenset({"image", "img", "picture", "photo", "figure", "graph", "chart", "logo", "illustration"})
_FILE_ENDING = re.compile(r"\.(?:png|jpe?g|svg|webp|gif|tiff?|bmp)$", re.IGNORECASE)


def missing_images(case: Case) -> Iterator[Finding]:
    """Images that are not in the campaign, or are not images."""
    for image in t.images(case.brief.blocks):
        path = (case.folder / image.src).resolve()
        shown = normpath(f"briefs/{case.brief.slug}/{image.src}")
        if not path.is_relative_to(case.root.resolve()):
            yield Finding(
                "missing-image",
                f"the image « {image.src} » lies outside the campaign",
                image.span,
                "copy it into the brief's folder",
            )
        elif not path.is_file():
            yield Finding(
                "missing-image",
                f"there is no image « {image.src} »",
                image.span,
                f"paths are relative to the brief's folder: put the file at {shown}",
            )
        elif path.suffix.lower() not in _SUFFIXES:
            yield Finding(
                "missing-image",
                f"« {image.src} » is no image that can be printed",
                image.span,
                "use a PNG, JPEG or SVG file",
            )


def images_without_alt(case: Case) -> Iterator[Finding]:
    """Images that say nothing to a reader who does not see them."""
    for image in t.images(case.brief.blocks):
        alt = image.alt.strip()
        if not any(category(char)[0] in "LN" for char in alt):
            message = f"the image « {image.src} » has no text alternative"
        elif _FILE_ENDING.sub("", alt).casefold() in {Path(image.src).stem.casefold(), *_NO_WORDS}:
            message = f"« {alt} » does not say what the image shows"
        elif _FILE_ENDING.search(alt):
            message = f"« {alt} » is the name of a file, not what the image shows"
        else:
            continue
        yield Finding("image-without-alt", message, image.span, f"say what it shows: ![…]({image.src})")


def unfit_images(case: Case) -> Iterator[Finding]:
    """Images that cannot be read whole, or would not be printed as they are."""
    for image in t.images(case.brief.blocks):
        path = (case.folder / image.src).resolve()
        if path.suffix.lower() in _SUFFIXES and path.is_relative_to(case.root.resolve()) and path.is_file():
            for said, hint in _faults(path):
                yield Finding("unfit-image", f"the image « {image.src} » {said}", image.span, hint)


_Faults = Iterator[tuple[str, str]]
"""What is wrong with a picture, and how to mend it: at most one of each."""


def _faults(path: Path) -> _Faults:
    size = path.stat().st_size
    if size > _LARGEST:
        message = f"has {size / 1024 / 1024:.0f} MiB, more than the {_LARGEST // 1024 // 1024} that are allowed"
        yield message, "save it smaller: 300 dots an inch are enough for print"
        return
    data = path.read_bytes()
    yield from _faults_of_drawing(data) if path.suffix.lower() == ".svg" else _faults_of_photograph(data)


def _faults_of_drawing(data: bytes) -> _Faults:
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:  # an encoding that is none is a LookupError
        yield f"is no drawing in SVG: {error}", _PLAIN
        return
    if _local(root) != "svg":
        yield "is no drawing in SVG", _PLAIN
        return
    names = {_local(element) for element in root.iter()}
    if live := sorted(names & _LIVE):
        yield f"moves, or runs a program (« {live[0]} »): paper does neither", _PLAIN
    if "foreignObject" in names - ({"foreignObject"} if "switch" in names else set()):  # of which one way is printed
        yield "has a part that is not SVG (« foreignObject »), which would not be printed", _PLAIN
    if any(_points_elsewhere(element) for element in root.iter()):
        yield "names other files, which would not be printed", "embed them in the drawing, or export it as PNG"
    for element in root.iter():
        address = _address(element)
        if _local(element) == "image" and address.startswith("data:"):
            said = next(_faults_of_photograph(_embedded(address)), None)
            if said:
                yield f"holds a picture that {said[0]}", said[1]
                return


def _points_elsewhere(element: ElementTree.Element) -> bool:
    name, address = _local(element), _address(element)
    if name in ("image", "use"):
        return not address.startswith(("data:", "#"))
    style = element.text or "" if name == "style" else ""
    return bool(_ELSEWHERE.search(" ".join((style, *element.attrib.values()))))


def _address(element: ElementTree.Element) -> str:
    return (element.get("href") or element.get(_HREF) or "").strip()


def _local(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _embedded(address: str) -> bytes:
    """The bytes of an address that holds them; none where it is malformed."""
    kind, _, content = address.partition(",")
    data = unquote_to_bytes(content)
    try:
        return b64decode(data) if kind.endswith(";base64") else data
    except ValueError:
        return b""


def _faults_of_photograph(data: bytes) -> _Faults:
    # Slow to load, and few briefs have pictures.
    from PIL import Image

    try:
        with warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning):
            image = Image.open(BytesIO(data), formats=_FORMATS)
        pixels = image.width * image.height
    except Image.DecompressionBombError:
        pixels = _MOST_PIXELS + 1
    except OSError:
        yield "is no picture in PNG, JPEG, GIF or WebP", "export it again; the name of a file does not make a picture"
        return
    if pixels > _MOST_PIXELS:
        message = f"has more than {_MOST_PIXELS // 1_000_000} million pixels"
        yield message, "save it smaller: 300 dots an inch are enough for print"
        return
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        yield "moves, and paper does not", "save the one picture of it that counts"
    if image.mode not in _MODES:
        message = f"has colours that cannot be archived ({image.mode}): only grey and RGB of 8 bits can"
        yield message, "save it as RGB (sRGB), 8 bits a channel"
    try:
        with _whole():
            image.load()
    except (OSError, SyntaxError, ValueError, EOFError, IndexError) as error:
        yield f"is damaged: {error}", "export it again; a file that was not copied to its end is a frequent cause"


@contextmanager
def _whole() -> Iterator[None]:
    """Have Pillow refuse what is cut short: the engine lets it pass, for the whole process."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
