"""Pictures of every sort that a brief may name: forms of pixels, of files, of drawings, and files that are none.

Made here and not kept as files, so that one sees what is special about each.
"""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

from PIL import Image, ImageCms

_SIZE = 16
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 30" width="60" height="30">{}</svg>'
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GRAY, _RGB, _RGBA = 0, 2, 6  # colour types of PNG


def write_pictures(folder: Path) -> None:
    """Write all of them into a folder, which is made."""
    folder.mkdir(parents=True)
    for name, data in _pictures().items():
        (folder / name).write_bytes(data)


def _pictures() -> dict[str, bytes]:
    colours = _gradient("RGB")
    photo = _gradient("RGB", 64)
    turned = Image.Exif()
    turned[0x0112] = 6  # to be turned by a quarter
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return {
        "rgb.png": _file(colours, "PNG"),
        "alpha.png": _file(_gradient("RGBA"), "PNG"),
        "gray.png": _file(_gradient("L"), "PNG"),
        "gray-alpha.png": _file(_gradient("LA"), "PNG"),
        "two-colours.png": _file(_gradient("L").convert("1"), "PNG"),
        "palette.png": _file(colours.convert("P", palette=Image.Palette.ADAPTIVE), "PNG"),
        "palette-alpha.png": _file(_gradient("RGBA").quantize(16), "PNG"),
        "palette-key.png": _file(colours.quantize(16), "PNG", transparency=0),
        "gray-16-bit.png": _png(_GRAY, 16, bytes(range(_SIZE)) * 2 * _SIZE),
        "rgb-16-bit.png": _png(_RGB, 16, bytes(range(6 * _SIZE)) * _SIZE),
        "rgba-16-bit.png": _png(_RGBA, 16, bytes(range(8 * _SIZE)) * _SIZE),
        "interlaced.png": _interlaced(),
        "profile.png": _file(colours, "PNG", icc_profile=profile),
        "resolution.png": _file(colours, "PNG", dpi=(300, 300)),
        "huge.png": _file(Image.new("P", (4000, 2000)), "PNG"),
        "one-pixel.png": _file(Image.new("RGB", (1, 1), "navy"), "PNG"),
        "strip.png": _file(Image.new("RGB", (2000, 2), "navy"), "PNG"),
        "photo.jpg": _file(photo, "JPEG"),
        "gray.jpg": _file(_gradient("L", 64), "JPEG"),
        "cmyk.jpg": _file(photo.convert("CMYK"), "JPEG"),
        "progressive.jpg": _file(photo, "JPEG", progressive=True),
        "turned.jpg": _file(photo, "JPEG", exif=turned.tobytes()),
        "profile.jpg": _file(photo, "JPEG", icc_profile=profile),
        "fixed.gif": _file(colours, "GIF"),
        "moving.gif": _file(colours, "GIF", save_all=True, append_images=[colours.rotate(90)], duration=100),
        "see-through.gif": _file(colours.quantize(16), "GIF", transparency=0),
        "photo.webp": _file(photo, "WEBP"),
        "alpha.webp": _file(_gradient("RGBA", 64), "WEBP", lossless=True),
        "drawing.svg": _svg('<circle cx="15" cy="15" r="10" fill="#12304f"/>'),
        "words.svg": _svg('<text x="4" y="20" font-family="Source Sans Pro" font-size="12">Rive nord</text>'),
        "titled.svg": _svg("<title>La rive</title><rect width='20' height='20'/>"),
        "gradient.svg": _svg(
            '<linearGradient id="g"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#12304f"/>'
            '</linearGradient><rect width="60" height="30" fill="url(#g)"/>'
        ),
        "see-through.svg": _svg('<g opacity="0.5"><circle cx="15" cy="15" r="10"/><circle cx="25" cy="9" r="5"/></g>'),
        "pattern.svg": _svg(
            '<pattern id="p" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 6 6 0" stroke="#000"/>'
            '</pattern><rect width="60" height="30" fill="url(#p)"/>'
        ),
        "mask.svg": _svg(
            '<mask id="m"><rect width="30" height="30" fill="#fff"/></mask>'
            '<rect width="60" height="30" mask="url(#m)"/>'
        ),
        "picture.svg": _svg('<image href="rgb.png" width="20" height="20"/>'),
        "stranger.svg": _svg('<image href="https://example.org/lac.png" width="20" height="20"/>'),
        "other-letters.svg": _svg('<text x="4" y="20" font-size="12">湖畔</text>'),
        "broken.svg": b"<svg><rect",
        "broken.png": _file(colours, "PNG")[:60],
        "words.png": "Ceci n’est pas une image.".encode(),
        "empty.png": b"",
    }


def _gradient(mode: str, side: int = _SIZE) -> Image.Image:
    """A square whose colours go from corner to corner, and whose transparency, where there is one, does too."""
    image = Image.linear_gradient("L").resize((side, side))
    bands = {"L": (image,), "LA": (image, image), "RGB": (image,) * 3, "RGBA": (image,) * 4}[mode]
    turned = [band.rotate(90 * number) for number, band in enumerate(bands)]
    return turned[0] if len(turned) == 1 else Image.merge(mode, turned)


def _file(image: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def _png(kind: int, depth: int, pixels: bytes, *, interlaced: bool = False) -> bytes:
    """A PNG of forms that Pillow does not write. ``pixels`` are its lines one after the other."""
    line = len(pixels) // _SIZE
    lines = b"".join(b"\0" + pixels[start : start + line] for start in range(0, len(pixels), line))
    header = struct.pack(">IIBBBBB", _SIZE, _SIZE, depth, kind, 0, 0, interlaced)
    data = pixels if interlaced else lines
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(data)) + _chunk(b"IEND", b"")


def _interlaced() -> bytes:
    """Lines in the seven passes of Adam7, of a picture that is grey everywhere."""
    passes = ((0, 8, 0, 8), (0, 8, 4, 8), (4, 8, 0, 4), (0, 4, 2, 4), (2, 4, 0, 2), (0, 2, 1, 2), (1, 2, 0, 1))
    lines = [
        b"\0" + b"\x80" * len(range(left, _SIZE, across))
        for top, down, left, across in passes
        for _ in range(top, _SIZE, down)
    ]
    return _png(_GRAY, 8, b"".join(lines), interlaced=True)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _svg(content: str) -> bytes:
    return _SVG.format(content).encode()
