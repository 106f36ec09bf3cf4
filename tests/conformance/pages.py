"""What a template may hold that no Markdown makes, one piece at a time: HTML and CSS of a campaign's own template.

The second table of the conformance matrix. Of most pieces nothing is said, and the PDF complies. A piece that would
not is refused: the brief is a draft, and a finding says why.
"""

from __future__ import annotations

from msgspec import Struct


class Piece(Struct, frozen=True):
    """HTML for the body of a page, CSS for its sheet; ``page`` is a whole page instead, where its head matters.

    ``says`` are words that the PDF gives; ``refused`` is part of the message that stands for the piece, where one does.
    """

    name: str
    html: str
    says: tuple[str, ...] = ()
    css: str = ""
    refused: str = ""
    whole: bool = False


def _p(name: str, html: str, *says: str, css: str = "", refused: str = "", whole: bool = False) -> Piece:
    return Piece(name, html, says, css, refused, whole)


_LONG = "Le jardin descend vers le lac, et le garde en ouvre les grilles chaque matin avant que le maire arrive. "
_LINK = 'href="https://example.org"'
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{}<rect width="9" height="9"/></svg>'
_ROWS = "<tr><td>lac</td><td>jardin</td></tr>"

LINKS = (
    _p("link-emphasis", f"<p><a {_LINK}>le <em>lac</em> bleu</a></p>", "le lac bleu"),
    _p("link-nested", f"<p><a {_LINK}><em>le <strong>lac</strong></em></a></p>", "le lac"),
    _p("link-span", f"<p><a {_LINK}><span>lac</span></a></p>", "lac"),
    _p("link-break", f"<p><a {_LINK}>le<br>lac</a></p>", "le lac"),
    _p("link-drawing", f"<p><a {_LINK}>{_SVG.format('<title>Le lac</title>')}</a></p>"),
    _p("link-block", f"<a {_LINK}><p>lac</p></a>", "lac"),
    _p("link-heading", f"<a {_LINK}><h2>lac</h2><p>mots</p></a>", "lac", "mots"),
    _p("link-title", f'<p><a {_LINK} title="Le lac">lac</a></p>', "lac"),
    _p("link-empty", f"<p>lac<a {_LINK}></a>jardin</p>", "lac"),
    _p("link-name", '<p><a id="lac-ici">lac</a> <a href="#lac-ici">là</a></p>', "lac là"),
    _p("link-relative", '<p><a href="plan.pdf">plan</a></p>', "plan"),
    _p("link-aside", f'<p><a {_LINK} style="float: right">lac</a> mots</p>', "lac"),
    _p("link-placed", f'<p style="position: relative"><a {_LINK} style="position: absolute">lac</a></p>', "lac"),
    _p("link-box", f'<p><a {_LINK} style="display: inline-block">lac</a></p>', "lac"),
    _p("link-row", f'<p style="display: flex"><a {_LINK}>lac</a> <a {_LINK}>jardin</a></p>', "lac", "jardin"),
    _p("link-over-columns", f'<div style="columns: 2"><p><a {_LINK}>{_LONG * 9}</a></p></div>', "Le jardin"),
    _p("link-turned", f'<p style="transform: rotate(3deg)"><a {_LINK}>lac</a></p>', "lac"),
)

LISTS = (
    _p("list-paragraph", "<ul><li><p>lac</p></li><li><p>un</p><p>deux</p></li></ul>", "lac", "un", "deux"),
    _p("list-words-paragraph", "<ul><li>lac<p>jardin</p>maire</li></ul>", "lac", "jardin", "maire"),
    _p("list-inside", '<ul style="list-style-position: inside"><li>lac</li><li><p>jardin</p></li></ul>', "lac"),
    _p("list-unmarked", '<ul style="list-style: none"><li>lac</li><li><p>un</p><p>deux</p></li></ul>', "lac", "un"),
    _p("list-row", '<ul style="display: flex"><li>lac</li><li>jardin</li></ul>', "lac", "jardin"),
    _p("list-grid", '<ul style="display: grid"><li>lac</li><li>jardin</li></ul>', "lac", "jardin"),
    _p("list-in-line", '<ul><li style="display: inline">lac</li> <li style="display: inline">jardin</li></ul>', "lac"),
    _p("list-words", "<ul>mots<li>lac</li></ul>", "mots", "lac"),
    _p("list-division", "<ul><div><li>lac</li></div></ul>", "lac"),
    _p("list-in-list", "<ul><li>lac</li><ul><li>jardin</li></ul></ul>", "lac", "jardin"),
    _p("list-amid-words", "<ul><li>lac <ol><li>jardin</li></ol> maire</li></ul>", "lac", "jardin", "maire"),
    _p("list-table", f"<ul><li><table>{_ROWS}</table></li></ul>", "lac", "jardin"),
    _p("list-aside", '<ul><li>lac<div style="float: right">jardin</div></li></ul>', "jardin"),
    _p("list-note", '<ul><li>lac<span class="footnote">jardin</span></li></ul>', "lac", "jardin"),
    _p("list-picture-marks", '<ul style="list-style-image: url(rgb.png)"><li>lac</li></ul>', "lac"),
    _p("item-alone", "<li>lac</li>", "lac"),
    _p("menu", "<menu><li>lac</li></menu>", "lac"),
    _p("definitions", "<dl><dt>lac</dt><dd>eau</dd><dt>jardin</dt><dd><p>enclos</p></dd></dl>", "lac", "eau", "enclos"),
    _p("definitions-groups", "<dl><div><dt>lac</dt><dd>eau</dd></div></dl>", "lac", "eau"),
    _p("contents", '<nav><ol><li><a href="#lac-bleu">Lac</a></li></ol></nav><h2 id="lac-bleu">Lac</h2>', "Lac"),
)

TABLES = (
    _p("table-plain", f"<table>{_ROWS}</table>", "lac"),
    _p("table-head", f"<table><tr><th>a</th><th>b</th></tr>{_ROWS}</table>", "a", "b", "lac"),
    _p("table-foot", f"<table><tfoot><tr><td>c</td><td>d</td></tr></tfoot>{_ROWS}</table>", "lac", "c"),
    _p("table-head-alone", "<table><thead><tr><th>lac</th></tr></thead></table>", "lac"),
    _p("table-caption-below", f'<table><caption style="caption-side: bottom">Titre</caption>{_ROWS}</table>', "Titre"),
    _p("table-spans", "<table><tr><th colspan=2>a</th></tr><tr><td rowspan=2>b</td><td>c</td></tr><tr><td>d</td></tr>"
       "</table>", "a", "b", "c", "d"),
    _p("table-ragged", f"<table><tr><th>a</th></tr>{_ROWS}<tr></tr><tr><td colspan=3>c</td></tr></table>", "a", "lac"),
    _p("table-two-heads", f"<table><thead><tr><th>a</th><th>b</th></tr><tr><th>c</th><th>d</th></tr></thead>{_ROWS}"
       "</table>", "a", "d", "lac"),
    _p("table-in-table", f"<table><tr><td><table>{_ROWS}</table></td></tr></table>", "lac"),
    _p("table-blocks", "<table><tr><th><p>a</p></th><td><ul><li>lac</li></ul></td></tr></table>", "a", "lac"),
    _p("table-of-boxes", '<div style="display: table"><div style="display: table-row">'
       '<p style="display: table-cell">lac</p></div></div>', "lac"),
    _p("table-aside", f'<table style="float: right">{_ROWS}</table><p>mots</p>', "lac"),
    _p("table-in-line", f'<p>mots <span style="display: inline-table">{_ROWS}</span></p>', "mots"),
    _p("table-over-pages", f"<table><thead><tr><th>a</th><th>b</th></tr></thead>{_ROWS * 30}</table>", "a", "lac"),
)  # fmt: skip

FLOW = (
    _p("row", '<div style="display: flex"><p>lac</p><p>jardin</p></div>', "lac", "jardin"),
    _p("grid", '<div style="display: grid; grid-template-columns: 1fr 1fr"><p>lac</p><p>jardin</p></div>', "lac"),
    _p("columns", f'<div style="columns: 2"><p>{_LONG * 9}</p><ul><li>lac</li></ul></div>', "lac"),
    _p("columns-over-pages", f'<div style="columns: 2">{f"<p>{_LONG * 9}</p>" * 3}</div>', "Le jardin"),
    _p("placed", '<div style="position: relative">a<p style="position: absolute; top: 0">lac</p></div>', "lac"),
    _p("turned", '<p style="transform: rotate(3deg)">lac</p>', "lac"),
    _p("cut", '<div style="overflow: hidden; border-radius: 4px">lac</div>', "lac"),
    _p("hidden", '<p hidden>rien</p><p style="display: none">rien</p><p style="visibility: hidden">rien</p><p>lac</p>'),
    _p("before-and-after", '<p class="marked">lac</p>', "avant lac après",
       css=".marked::before { content: 'avant ' } .marked::after { content: ' après' }"),
    _p("counted", '<p class="counted">lac</p>', "lac",
       css=".counted { counter-increment: n } .counted::before { content: counter(n) '. ' }"),
    _p("first-letter", '<p class="initial">lac et jardin</p>', "lac et jardin",
       css=".initial::first-letter { font-size: 3em } .initial::first-line { color: navy }"),
    _p("leaders", '<p class="led"><a href="#la-rive">Rive</a></p><h2 id="la-rive">La rive</h2>', "Rive", "La rive",
       css=".led a::after { content: leader('. ') target-counter(attr(href), page) }"),
    _p("running-head", '<p class="head-of-page">La rive</p><p>mots</p>', "mots",
       css=".head-of-page { position: running(top) } @page { @top-center { content: element(top) } }"),
    _p("running-picture", '<p class="top"><img src="rgb.png" alt="Le lac"></p><p>mots</p>', "mots",
       css=".top { position: running(picture) } @page { @top-left { content: element(picture) } }"),
    _p("picture-in-margin", "<p>mots</p>", "mots", css="@page { @bottom-center { content: url(rgb.png) } }"),
    _p("page-picture", "<p>mots</p>", "mots", css="@page { background: url(rgb.png) }"),
    _p("page-marks", "<p>mots</p>", "mots", css="@page { marks: crop; bleed: 3mm }"),
    _p("page-landscape", "<p>mots</p>", "mots", css="@page { size: A4 landscape }"),
    _p("page-blank", '<p>un</p><p style="break-before: right">deux</p>', "un", "deux"),
    _p("hyphens", f'<p style="hyphens: auto; width: 20mm; text-align: justify">{_LONG}</p>', "Le"),
    _p("capitals", '<p style="text-transform: uppercase; letter-spacing: 2px; font-variant: small-caps">lac</p>',
       "LAC"),
    _p("cut-words", f'<p style="overflow: hidden; text-overflow: ellipsis; white-space: nowrap">{_LONG * 2}</p>', "Le"),
    _p("fixed", '<p style="position: fixed; bottom: 0">lac</p><p>un</p><p style="break-before: page">deux</p>', "lac"),
    _p("shades", '<p style="color: rgb(0 0 0 / 50%); background: linear-gradient(white, silver)">lac</p>', "lac"),
    _p("colours", '<p style="color: oklch(0.4 0.1 240); background: lab(90% 0 0)">lac</p>', "lac"),
    _p("notes", '<p>lac<span class="footnote">note <a href="https://example.org"><em>là</em></a></span></p>', "lac"),
    _p("note-block", '<p>lac</p><div class="footnote"><p>note</p></div>', "lac", "note"),
)  # fmt: skip

ELEMENTS = (
    _p("marks", "<p><ins>a</ins><del>b</del><s>c</s><u>d</u><small>e</small><kbd>f</kbd><cite>g</cite><q>h</q></p>"),
    _p("languages", '<p lang="en">words <span lang="de">Worte</span></p>', "words Worte"),
    _p("right-to-left", '<p dir="rtl">lac (a)</p><p><bdo dir="rtl">cal</bdo></p>'),
    _p("sections", "<article><header><h2>Lac</h2></header><section><h3>Rive</h3></section></article>", "Lac", "Rive"),
    _p("details", "<details><summary>lac</summary><p>jardin</p></details>", "lac"),
    _p("abbreviation", '<p><abbr title="Observatoire des lacs">OL</abbr></p>', "OL"),
    _p("above", "<p><ruby>lac<rt>eau</rt></ruby></p>", "lac"),
    _p("lines", "<pre>un\n  deux</pre><address>rive</address><p>a<wbr>b&shy;c</p><hr>", "un", "deux", "rive"),
    _p("own-element", "<x-lac>lac</x-lac>", "lac"),
    _p("nothing-in-it", "<p></p><div></div><h2></h2><ul></ul><table></table><p>lac</p>", "lac"),
    _p("picture", '<figure><img src="rgb.png" alt="Le lac"><figcaption>Titre</figcaption></figure>', "Titre"),
    _p("picture-aside", '<img src="photo.jpg" alt="Le lac" style="float: left; image-rendering: auto"><p>mots</p>'),
    _p("picture-behind", '<div style="background: url(alpha.png)">lac</div>', "lac"),
    _p("drawing", _SVG.format("<title>Le lac</title>")),
    _p("drawing-words", _SVG.format('<title>Le lac</title><text y="15">lac</text>')),
    _p("drawing-shades", _SVG.format('<title>Le lac</title><g opacity="0.5"><circle r="9"/></g>')),
    _p("drawing-reuse", _SVG.format('<title>Le lac</title><defs><g id="g"><rect/></g></defs><use href="#g"/>')),
    _p("heading-skip", "<h3>Lac</h3><h6>Rive</h6><h4>Jardin</h4>", "Lac", "Rive", "Jardin"),
    _p("heading-again", "<h1>Lac</h1><h5>Rive</h5>", "Lac", "Rive"),
    _p("heading-in-item", "<ul><li><h4>Lac</h4>mots</li></ul>", "Lac"),
    _p("script", "<script>var lac</script><template>rien</template><noscript>mots</noscript><p>lac</p>", "lac"),
    _p("field", '<p>Nom <input value="maire"> <input type="checkbox" checked></p>', "Nom"),
)

_PAGE = "<html{}><head>{}</head><body>{}<p>mots</p></body></html>"

ALONE = (
    _p("no-heading-one", _PAGE.format(' lang="fr"', "<title>Lac</title>", "<h2>Lac</h2>"), "Lac", whole=True),
    _p("no-heading", _PAGE.format(' lang="fr"', "<title>Lac</title>", ""), "mots", whole=True),
    _p("no-language", _PAGE.format("", "<title>Lac</title>", "<h1>Lac</h1>"), refused="lang", whole=True),
    _p("no-title", _PAGE.format(' lang="fr"', "", "<h1>Lac</h1>"), refused="title", whole=True),
    _p("title-empty", _PAGE.format(' lang="fr"', "<title> </title>", "<h1>x</h1>"), refused="title", whole=True),
    _p("picture-without-words", '<img src="rgb.png">', refused="alt"),
    _p("picture-for-show", '<img src="rgb.png" alt="" role="presentation">', refused="alt"),
    _p("picture-of-a-press", '<img src="cmyk.jpg" alt="Le lac">', refused="CMYK"),
    _p("drawing-without-words", _SVG.format(""), refused="<title>"),
    _p("opacity", '<div style="opacity: 0.5"><p>lac</p></div>', refused="opacity"),
    _p("colour-of-a-press", '<p style="color: device-cmyk(0 1 1 0)">lac</p>', refused="CMYK"),
    _p("table-as-block", f'<table style="display: block">{_ROWS}</table>', "lac"),
    _p("cell-as-block", '<table><tr><td style="display: block">a</td><td>b</td></tr></table>', "a"),
    _p("two-captions", f"<table><caption>a</caption><caption>b</caption>{_ROWS}</table>", refused="a table cannot"),
    _p("rows-cut-by-a-page", "<table>" + "<tr><td rowspan=3>a</td><td>b</td></tr><tr><td>c</td></tr>"
       "<tr><td>d</td></tr>" * 20 + "</table>", "a"),
    _p("form-to-fill-in", '<p>Nom <input name="n" style="appearance: auto"></p>', refused="a form"),
    _p("letter-without-glyph", "<p>湖</p>", refused="U+6E56"),
    _p("style-unknown", "<p>mots</p>", css="p { filter: blur(2px) }", refused="filter"),
    _p("picture-missing", '<img src="rien.png" alt="Le lac">', refused="rien.png"),
)  # fmt: skip

EVERY = (*LINKS, *LISTS, *TABLES, *FLOW, *ELEMENTS, *ALONE)
"""All pieces; those of a table stand on one page, but for the last."""
