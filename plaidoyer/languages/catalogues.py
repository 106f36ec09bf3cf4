"""The words of a document that its author did not write, from ``strings/<lang>.po``.

Only what is printed in a brief: messages of the program are in English and not here. Catalogues are
read as they are, without a compiled copy that could grow old. This module must not know templates:
a template's own strings come in as one more folder.
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from plaidoyer.languages.profiles import primary, profile

STRINGS = Path(__file__).with_name("strings")


class InvalidCatalogue(ValueError):
    """A file of strings that cannot be read: ``path``, ``line`` (from 1) and why."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        """Take the place and the reason; the sentence is made here."""
        super().__init__(f"{path.name}, line {line}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason


def catalogue(lang: str, extra: tuple[Path, ...] = ()) -> gettext.NullTranslations:
    """The strings of a language, for ``env.install_gettext_translations``.

    ``extra`` are folders that may hold a ``<lang>.po`` too; the later one wins, and all win over the
    shipped strings. A string found nowhere is printed as its msgid. Raises KeyError for a language
    without a profile, OSError and InvalidCatalogue for a file that cannot be read.
    """
    locale, name = profile(lang).locale, f"{primary(lang)}.po"
    paths = [STRINGS / name, *(path for folder in extra if (path := folder / name).is_file())]
    return _merged(tuple((path, path.read_bytes()) for path in paths), locale)


@lru_cache
def _merged(files: tuple[tuple[Path, bytes], ...], locale: str) -> gettext.GNUTranslations:
    """The catalogues of ``files``, the later ones first; their content is part of the key, so that an edit is seen."""
    (path, content), *above = files
    found = gettext.GNUTranslations(BytesIO(_compiled(path, content, locale)))
    for path, content in above:
        below, found = found, gettext.GNUTranslations(BytesIO(_compiled(path, content, locale)))
        found.add_fallback(below)
    return found


def _compiled(path: Path, content: bytes, locale: str) -> bytes:
    """The content of a ``.po`` file as ``.mo``."""
    # Imported here because it costs as much as the rest of this room, and only rendering needs it.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    try:
        catalog = read_po(BytesIO(content), locale=locale, abort_invalid=True)
    except PoFileError as error:
        reason = str(error).removesuffix(f" on {error.lineno}")
        raise InvalidCatalogue(path, error.lineno + 1, reason) from error
    except (ValueError, LookupError) as error:  # bytes that are not text, a header or an index out of form
        raise InvalidCatalogue(path, 1, f"it cannot be read: {error}") from error
    compiled = BytesIO()
    write_mo(compiled, catalog)
    return compiled.getvalue()
