"""The characters of bytes that do not, or not reliably, say how they are encoded.

It knows encodings, and no format.
"""

from __future__ import annotations

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# Pages may name these. The Web takes the first names for Windows' larger sets (https://encoding.spec.whatwg.org); what
# only Python knows (« unicode_escape », « utf-7 ») is no encoding there: it would read words that no browser shows.
_LARGER = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874"}
_OF_THE_WEB = re.compile(
    r"utf-8|iso8859-\d+|cp(?:125\d|866|874|932)|koi8-[ru]|mac-roman|big5|gb\w+|euc_\w+|shift_jis|iso2022_jp"
)

_MOSTLY = 10


def decode(data: bytes, declared: str = "") -> str:
    """The text of ``data``: by its byte order mark, as UTF-8 where it is that, as ``declared``, else as Windows-1252.

    UTF-8 comes before what a page says of itself: servers overrule that word, copies outlive it, and chance makes no
    other text valid UTF-8. Where at most one in ten characters beyond ASCII is damaged, it is still UTF-8. What cannot
    be decoded is U+FFFD, which no quotation holds.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    encoding = _encoding(declared)
    if data.isascii():
        return data.decode(encoding or "utf-8", "replace")
    text = data.decode("utf-8", "replace")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    if text.count("\ufffd") * _MOSTLY <= beyond_ascii:
        return text
    return data.decode(encoding or "cp1252", "replace")


def _encoding(declared: str) -> str:
    """Python's name for an encoding of the Web, or nothing."""
    try:
        name = codecs.lookup(declared.strip().lower()).name
    except (LookupError, ValueError):
        return ""
    return _LARGER.get(name, name) if _OF_THE_WEB.fullmatch(name) else ""
