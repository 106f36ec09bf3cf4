"""Captures of the corpus's texts: web pages, and PDFs set in two columns with hyphens, running heads and notes."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

from tests.evidence.corpus.sources import CALL, Block, Text

_NAVIGATION = "".join(
    f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("accueil", "rapports", "presse", "contact")
)

_SYLLABLES = re.compile(r"(?<=[a-zé]{4})(?=[bcdfglmnprstv][aeiou][a-z]{2})")

_PRESS = """
@page { size: A4; margin: 22mm 18mm 24mm;
  @top-left { content: "Rapport 2024"; font-size: 8pt } @top-right { content: "%(title)s"; font-size: 8pt }
  @bottom-center { content: "Page " counter(page) " / " counter(pages); font-size: 8pt } }
body { columns: 2; column-gap: 8mm; font: 10.5pt/1.35 "DejaVu Serif", serif; text-align: justify; hyphens: auto }
h1 { font-size: 20pt; hyphens: none }
"""
_NGO = """
@page { size: 150mm 210mm; margin: 18mm 14mm 20mm }
@page :left { @top-left { content: counter(page) "   Observatoire"; font-size: 8pt } }
@page :right { @top-right { content: "%(title)s   " counter(page); font-size: 8pt } }
body { columns: 2; column-gap: 6mm; font: 9pt/1.3 "DejaVu Sans", sans-serif; text-align: justify; hyphens: auto }
h1 { font-size: 16pt; hyphens: none }
"""
_COMMON = """
sup { vertical-align: super; font-size: 65%%; line-height: 0 }
.note { float: footnote; font-size: 8pt; text-align: left; hyphens: none }
::footnote-call { vertical-align: super; font-size: 65%%; line-height: 0; content: counter(footnote) }
td { padding: 1mm 2mm }
"""
STYLES = {"press": _PRESS + _COMMON, "ngo": _NGO + _COMMON}


def web_page(text: Text) -> bytes:
    """A page as an editor’s system makes it: navigation, a banner, entities, markup, raised calls, soft hyphens."""
    body = _blocks(text, lambda block: _web_inline(block.text))
    notes = "".join(
        f'<li id="n{number}">{_escaped(block.text)}</li>' for number, block in enumerate(_notes(text), start=1)
    )
    return f"""<!DOCTYPE html><html lang="{text.lang}"><head><meta charset="utf-8">
<title>{_escaped(text.title)}</title></head>
<body><nav><ul>{_NAVIGATION}</ul></nav><div class="cookie-banner">Nous utilisons 3 cookies. We use cookies.</div>
<main><article>{body}</article><section class="notes"><ol>{notes}</ol></section></main>
<footer>© 2024 Observatoire, 12 rue des Écoles</footer></body></html>""".encode()


def pdf(texts: Sequence[Text], style: str) -> bytes:
    """The texts, as chapters of one report, set in two justified, hyphenated columns."""
    from weasyprint import HTML

    def chapter(text: Text) -> str:
        notes = _notes(text)

        def inline(block: Block) -> str:
            return CALL.sub(
                lambda call: f'<span class="note">{_escaped(notes[int(call[1]) - 1].text)}</span>',
                _raised(_escaped(block.text)),
            )

        return _blocks(text, inline)

    sheet = STYLES[style] % {"title": texts[0].title.replace('"', "")}
    body = "".join(chapter(text) for text in texts)
    page = f'<html lang="{texts[0].lang}"><style>{sheet}</style><body>{body}</body></html>'
    written = HTML(string=page).write_pdf()
    assert isinstance(written, bytes)
    return written


def _notes(text: Text) -> list[Block]:
    return [block for block in text.blocks if block.kind == "note"]


def _blocks(text: Text, inline: Callable[[Block], str]) -> str:
    pieces, opened = [], ""
    for block in text.blocks:
        wanted = {"li": "ul", "tr": "table"}.get(block.kind, "")
        if wanted != opened:
            pieces.append((f"</{opened}>" if opened else "") + (f"<{wanted}>" if wanted else ""))
            opened = wanted
        if block.kind == "tr":
            pieces.append(
                "<tr>"
                + "".join(f"<td>{_escaped(cell.strip())}</td>" for cell in block.text.strip(" |").split("|"))
                + "</tr>"
            )
        elif block.kind != "note":
            pieces.append(f"<{block.kind}>{inline(block)}</{block.kind}>\n")
    return "".join(pieces) + (f"</{opened}>" if opened else "")


def _web_inline(text: str) -> str:
    written = _raised(_escaped(text))
    written = CALL.sub(r'<sup><a href="#n\1">\1</a></sup>', written)
    written = re.sub(r"«\u00a0(.*?)\u00a0»", r"«&nbsp;<em>\1</em>&nbsp;»", written)
    written = re.sub(r"\b(Observatoire|hotline|Commission|analysts)\b", r"<strong>\1</strong>", written)
    written = re.sub(r"\b(article \d+(?:-\d+)?)\b", r'<a href="/loi">\1</a>', written)
    written = written.replace("\u202f", "&#8239;")
    return re.sub(
        r"(?:<[^>]*>|&[^;]*;)|\w{9,}",
        lambda found: _SYLLABLES.sub("&shy;", found[0]) if found[0][0] not in "<&" else found[0],
        written,
    )


def _raised(text: str) -> str:
    """« 1er » and the like as editors set them."""
    return re.sub(r"\b1er\b", "1<sup>er</sup>", text)


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
