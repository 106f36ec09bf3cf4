"""What a page may read: files of a few folders, and pictures in the address itself. Nothing else, and no network.

A brief and its template may come from strangers; the PDF goes to others. What a page reads it may show, so it reads
only what it is made of. Everything is decided here, before WeasyPrint sees a byte: the place, the size, the kind by
the bytes themselves, and how large a picture says it is. What is refused is noted, with the reason, for the report.
"""

from __future__ import annotations

import base64
import binascii
import re
import stat
import warnings
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from ssl import PROTOCOL_TLS_CLIENT, SSLContext
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from msgspec import Struct, field

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from weasyprint.urls import URLFetcher

LARGEST = 50 * 1024 * 1024
"""Bytes of one file."""

MOST_PIXELS = 50_000_000
"""Of one picture: a page of A4 at 600 dots an inch has 35 million; each takes four bytes or more, several times."""

_FONT = "font/sfnt"
_PICTURES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_SVG = "image/svg+xml"
_STYLE = "text/css"
_PROFILE = "application/vnd.iccprofile"
_FONTS = (b"\0\1\0\0", b"OTTO", b"true", b"ttcf", b"wOFF", b"wOF2")
_RASTER = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
_DATA = re.compile(r"data:([^,]*),(.*)", re.DOTALL | re.IGNORECASE)
_SVG_ROOT = re.compile(rb"<(?:[\w.-]+:)?svg[\s>/]")
_DRIVE = re.compile(r"/[A-Za-z]:/")
_LONGEST, _LONGEST_DATA = 400, 60
_MOST_PROBLEMS = 100


class Refused(ValueError):
    """An address that is not read; its message says why, and follows the address and a colon."""


class Found(Struct, frozen=True):
    """What an address stands for: bytes, and what they are (a media type)."""

    data: bytes
    kind: str


class Reading(Struct):
    """What became of each address that was asked for: the kind of what was read, or why it was refused."""

    read: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def add(self, other: Reading) -> None:
        """Take in what else was asked for."""
        self.read |= other.read
        self.refused |= other.refused

    @property
    def fonts(self) -> bool:
        """Whether a typeface was read."""
        return _FONT in self.read.values()

    def problems(self, told: Iterable[str]) -> tuple[str, ...]:
        """What was refused, in sentences, and what the engine ``told`` besides."""
        sentences = (f"« {_shown(address)} » was not read: {reason}" for address, reason in self.refused.items())
        besides = (_clipped(line, _LONGEST) for line in told if f"{Refused.__name__}: " not in line)  # that was told
        every = tuple(dict.fromkeys((*sentences, *besides)))
        more = len(every) - _MOST_PROBLEMS
        return every if more <= 0 else (*every[:_MOST_PROBLEMS], f"{more:,} more problems like these")


def read(address: str, folders: Sequence[Path]) -> Found:
    """The file below one of ``folders`` that ``address`` names, links followed; or the picture that it holds itself.

    ``folders`` are resolved. Raises Refused, and nothing else.
    """
    if address[:5].lower() == "data:":
        return _held(address)
    path = _path(address)
    try:
        path = path.resolve()
        if not any(path.is_relative_to(folder) for folder in folders):
            raise Refused("only files of the brief's own folder, its template's and templates/_shared are read")
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Refused("this is not an ordinary file")
        if status.st_size > LARGEST:
            raise Refused(f"the file has {status.st_size:,} bytes; at most {LARGEST:,} are read")
        data = path.read_bytes()
    except (OSError, RuntimeError) as error:  # Python 3.11 and 3.12 raise the second over a circle of links
        reason = error.strerror if isinstance(error, OSError) else None
        raise Refused(f"the file cannot be read: {reason or error}") from None
    return Found(data, _kind(data, style=path.suffix.lower() == ".css"))


def _path(address: str) -> Path:
    """The place that an address names, not yet looked at: to look for a file of another machine tells that machine."""
    try:
        parts = urlsplit(address)
    except ValueError:
        raise Refused("the address is not well formed") from None
    if parts.scheme != "file":
        raise Refused(f"nothing is fetched by « {_shown(parts.scheme)}: »; only files of the campaign are read")
    place = unquote(parts.path, errors="surrogateescape")
    if parts.netloc or place.startswith("//") or "\\" in place:
        raise Refused("nothing is read from other machines; only files of the campaign are read")
    if "\0" in place:
        raise Refused("the address is not well formed")
    return Path(place[1:] if _DRIVE.match(place) else place)


def _held(address: str) -> Found:
    """The picture in an address of the form « data:image/png;base64,… »."""
    if len(address) > LARGEST:
        raise Refused(f"the address has {len(address):,} characters; at most {LARGEST:,} are read")
    match = _DATA.fullmatch(address)
    if match is None:
        raise Refused("the address is not well formed")
    data = unquote_to_bytes(match[2])
    if match[1].lower().endswith(";base64"):
        try:
            data = base64.b64decode(data)
        except binascii.Error:
            raise Refused("the address is not well formed") from None
    kind = _kind(data, style=False)
    if not kind.startswith("image/"):
        raise Refused("an address may hold a picture, nothing else")
    return Found(data, kind)


def _kind(data: bytes, *, style: bool) -> str:
    """What bytes are, by the bytes themselves: no table of the machine counts, nor what a file calls itself.

    Only so is it known which decoder meets them: Pillow has forty. Raises Refused.
    """
    if data.startswith(_RASTER) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return _picture(data)
    if data.startswith(_FONTS):
        return _FONT
    if data[36:40] == b"acsp":
        return _PROFILE
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<") and _SVG_ROOT.search(data):
        return _SVG
    if style:
        return _STYLE
    raise Refused(
        "it is none of the kinds that are read: "
        "pictures (PNG, JPEG, GIF, WebP, SVG), styles (.css), fonts, colour profiles"
    )


def _picture(data: bytes) -> str:
    """The kind of a picture of which only the head is read: what it would fill must be known before it does."""
    from PIL import Image

    large = f"the picture is larger than the {MOST_PIXELS:,} pixels that are read"
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(data), formats=tuple(_PICTURES)) as picture:
                width, height = picture.size
                kind = _PICTURES[picture.format or ""]
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            raise Refused(large) from None
        except Exception as error:  # whatever a decoder says of a broken head
            raise Refused(f"the picture cannot be read ({type(error).__name__})") from None
    if width * height > MOST_PIXELS:
        raise Refused(large)
    return kind


def fetcher(folders: Sequence[Path], reading: Reading) -> URLFetcher:
    """``read`` as WeasyPrint asks for it; what became of each address is noted in ``reading``.

    The engine is only imported here: only the process that typesets has it.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Response(URLFetcherResponse):  # type: ignore[misc]
        path = None  # or the engine would read the file again, later, by a path of its own making

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            try:
                found = read(url, folders)
            except Refused as error:
                reading.refused[url] = str(error)
                raise
            reading.read[url] = found.kind
            return Response(url, found.data, {"Content-Type": found.kind})

    # A context of its own, for no connection: or the machine's certificates would be loaded each time.
    return Fetcher(ssl_context=SSLContext(PROTOCOL_TLS_CLIENT), allowed_protocols=(), allow_redirects=False)


def detach(page: Element) -> tuple[str, ...]:
    """Take from a page what would attach files to its PDF, and say so: only the program attaches any."""
    asking = [
        element
        for element in page.iter()
        if element.tag in ("link", "a") and "attachment" in element.get("rel", "").lower()
    ]
    for element in asking:
        del element.attrib["rel"]
    return tuple(
        f"« {_shown(element.get('href', ''))} » was not attached: a page attaches no files, only the program does"
        for element in asking
    )


def _shown(address: str) -> str:
    return _clipped(address, _LONGEST_DATA if address[:5].lower() == "data:" else _LONGEST)


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
