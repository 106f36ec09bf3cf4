"""Pictures of one grey, made by hand."""

from __future__ import annotations

import struct
import zlib


def png(width: int, height: int, says: tuple[int, int] | None = None) -> bytes:
    """A PNG of that many pixels, whose head ``says`` how many."""
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", *(says or (width, height)), 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
