"""The typefaces that a page may use, and no other.

Without this, a misspelt family name, or a machine with other fonts installed, would quietly change the
page. Fontconfig gets a configuration of our own that knows the bundled typefaces and a template's.

Of the bundled files only the OpenType ones with PostScript outlines (.otf) are seen: they are the
designer's own curves, where the .ttf files hold an approximation of them with hints for old screens, and
two formats under one family name would leave the choice to chance.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from html import escape
from importlib.util import find_spec
from pathlib import Path

SANS, SERIF = "Source Sans Pro", "Source Serif Pro"
_PACKAGES = ("font_source_sans_pro", "font_source_serif_pro")
_GENERIC = {"sans-serif": SANS, "system-ui": SANS, "monospace": SANS, "serif": SERIF}


_NOWHERE = "/dev/null/none"
"""Fontconfig keeps no cache, which gains 10 ms: it trusts each byte of one, and a wrong one has it search for ever."""


def bundled() -> tuple[Path, ...]:
    """The folders of the bundled typefaces."""
    specs = ((name, find_spec(name)) for name in _PACKAGES)
    missing = [name for name, spec in specs if spec is None or spec.origin is None]
    if missing:
        raise FileNotFoundError(f"the typefaces {', '.join(missing)} are not installed")
    return tuple(Path(str(spec.origin)).parent / "files" for name in _PACKAGES if (spec := find_spec(name)) is not None)


def configure(folder: Path, extra: Sequence[Path] = ()) -> Path:
    """Write the Fontconfig file for the bundled typefaces and those in ``extra`` into ``folder``; return its path.

    The name holds a hash of the content, so that processes that share the folder never disturb each other.
    """
    present = tuple(path.resolve() for path in extra if path.is_dir())
    text = _configuration(bundled(), present)
    path = folder.resolve() / f"fonts-{hashlib.sha256(text.encode()).hexdigest()[:16]}.conf"
    if not path.is_file() or path.read_bytes() != text.encode():  # somebody may have written into it
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False) as file:
            file.write(text)
        Path(file.name).replace(path)
    return path


def _configuration(own: Sequence[Path], extra: Sequence[Path]) -> str:
    folders = "\n".join(f"  <dir>{escape(str(path))}</dir>" for path in (*own, *extra))
    rejected = "\n".join(f"    <glob>{escape(str(path))}/*.ttf</glob>" for path in own)
    aliases = "\n".join(
        f'  <alias binding="same"><family>{generic}</family><prefer><family>{family}</family></prefer></alias>'
        for generic, family in _GENERIC.items()
    )
    return f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
  <selectfont><rejectfont>
{rejected}
  </rejectfont></selectfont>
{aliases}
  <cachedir>{_NOWHERE}</cachedir>
</fontconfig>
"""
