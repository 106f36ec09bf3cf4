"""What an author may write, one construct at a time, and what becomes of it: the table of the conformance matrix.

Each stands in a brief of the smallest template, with others of its table (``matrix``) or alone. ``says`` are words
that its PDF gives to who copies or hears it, in this order; ``finds`` is every rule that says something of it. Of most
nothing is said: the PDF is final and complies. Where something is, the PDF is a draft, or a warning goes with it, and
it complies all the same. Pages of the matrix are short: what goes over several need not be long.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

Outcome = Literal["complies", "refused"]
"""« refused »: an error with its place, and no verdict on the draft."""


class Construct(Struct, frozen=True):
    """A text, fields of the front matter that it needs, its template, and what becomes of it.

    ``alone``: it cannot share a brief, because of what stands before or after it; ``pages`` are the fewest that it
    takes: what takes more than one is alone too.
    """

    name: str
    text: str
    says: tuple[str, ...] = ()
    finds: frozenset[str] = frozenset()
    fields: str = ""
    template: str = "open"
    outcome: Outcome = "complies"
    alone: bool = False
    pages: int = 1


def _c(
    name: str,
    text: str,
    *says: str,
    finds: str = "",
    fields: str = "",
    template: str = "open",
    alone: bool = False,
    pages: int = 1,
) -> Construct:
    shared = not (alone or fields) and pages == 1
    return Construct(name, text, says, frozenset(finds.split()), fields, template, alone=not shared, pages=pages)


def _refused(name: str, text: str, finds: str, *, alone: bool = False) -> Construct:
    return Construct(name, text, (), frozenset(finds.split()), outcome="refused", alone=alone)


_LONG = "Le jardin descend vers le lac, et le garde en ouvre les grilles chaque matin avant que le maire arrive. "
_PARAGRAPH = _LONG * 4
_PAGE = f"{_PARAGRAPH}\n\n" * 5
_SOURCE = "[@rapport-2025/premier-semestre]"
_OTHER = "[@rapport-2025/annee-2024]"
_URL = "https://example.org/lacs/" + "/".join(["rives", "jardins", "grilles", "saisons"] * 6)

HEADINGS = (
    _c("headings", "## Le lac\n\nUn.\n\n### La rive\n\nDeux.\n\n#### Le ponton\n\nTrois.\n\n## Le jardin\n\nQuatre.",
       "Le lac", "Un.", "La rive", "Deux.", "Le ponton", "Trois.", "Le jardin", "Quatre."),
    _c("heading-emphasis", "## Un lac *propre* et **ouvert**\n\nMots.", "Un lac propre et ouvert", "Mots."),
    _c("heading-link", "## Le [lac](https://example.org) ouvert\n\nMots.", "Le lac ouvert"),
    _c("heading-link-alone", "## [Le lac](https://example.org)\n\nMots.", "Le lac"),
    _c("heading-link-emphasis", "## [Le *lac* bleu](https://example.org)\n\nMots.", "Le lac bleu"),
    _c("heading-code", "## La commande `ouvrir`\n\nMots.", "La commande ouvrir"),
    _c("heading-note", f"## Le lac est pollué {_SOURCE}\n\nMots.", "Le lac est pollué", "Mots."),
    _c("heading-footnote", f"## Le lac est pollué {_SOURCE}\n\nMots.", "Le lac est pollué", template="notes"),
    _c("heading-three-first", "### La rive\n\nMots.\n\n## Le lac\n\nMots.", "La rive", "Le lac", finds="heading-skip",
       alone=True),
    _c("heading-skip", "## Le lac\n\nUn.\n\n#### Le ponton\n\nDeux.", "Le lac", "Le ponton", finds="heading-skip"),
    _c("heading-skip-back", "## Le lac\n\n##### Le ponton\n\nUn.\n\n### La rive\n\nDeux.\n\n##### La barque\n\nTrois.",
       "Le ponton", "La rive", "La barque", finds="heading-skip"),
    _c("heading-one", "# Le lac\n\nMots.", "Le lac", "Mots.", finds="heading-skip", alone=True),
    _c("heading-six", "## a\n\n### b\n\n#### c\n\n##### d\n\n###### e\n\nMots.", "a", "b", "c", "d", "e", "Mots."),
    _c("heading-empty", "##\n\nMots.\n\n## \n\nEncore.", "Mots.", "Encore.", finds="no-words"),
    _c("heading-hashes-alone", "## ##\n\nMots.", "Mots.", finds="no-words"),
    _c("heading-setext", "Le lac\n------\n\nMots.", "Le lac", "Mots."),
    _c("heading-setext-two-lines", "Le lac\net le jardin\n------\n\nMots.", "Le lac et le jardin"),
    _c("heading-closed", "## Le lac ##\n\nMots.", "Le lac", "Mots."),
    _c("heading-long", f"## {_LONG * 3}\n\nMots.", "Le jardin descend", "Mots."),
    _c("heading-same-id", "## Le lac {#ici}\n\nUn.\n\n## Le jardin {#ici}\n\nVoir [là](#ici).", "Voir là.",
       finds="duplicate-id"),
    _c("heading-in-quotation", "> ## Le lac\n>\n> Mots.", "Le lac", "Mots."),
    _c("heading-in-item", "- ### Le lac\n\n  Mots.\n- Encore", "Le lac", "Mots.", "Encore", finds="heading-skip",
       alone=True),
    _c("heading-in-part", "::: objection\n### Trop cher\n\nMots.\n:::", "Trop cher", "Mots.", finds="heading-skip",
       alone=True),
    _c("heading-in-part-of-section", "## Le lac\n\n::: objection\n### Trop cher\n\nMots.\n:::", "Trop cher", "Mots."),
    _c("heading-at-the-end", "## Le lac\n\nMots.\n\n## Le jardin", "Le lac", "Mots.", "Le jardin"),
    _c("headings-in-a-row", "## Le lac\n\n### La rive\n\n#### Le ponton\n\nMots.", "Le lac", "La rive", "Le ponton"),
    _c("heading-picture", "## ![Un lac](rgb.png)\n\nMots.", "Mots."),
    _c("heading-over-the-page", f"{_PAGE}\n\n## Le lac\n\n{_PARAGRAPH}", "Le lac", pages=2),
    _c("sections-empty", "## Le lac\n\n## Le jardin\n\n## Le ponton\n\nMots.", "Le lac", "Le jardin", "Le ponton"),
)  # fmt: skip

WORDS = (
    _c("paragraph", "Le maire arrive.\nIl ouvre.", "Le maire arrive. Il ouvre."),
    _c("emphasis", "Le *maire* et le **garde** et le ***jardinier***.", "Le maire et le garde et le jardinier."),
    _c("emphasis-nested", "*Le **maire** arrive* et **le *garde* part**.", "Le maire arrive et le garde part."),
    _c("emphasis-in-a-word", "Un lac re*bai*gné et **re**ouvert.", "Un lac rebaigné et reouvert."),
    _c("code", "La commande `ouvrir  --tout` et ``un ` seul``.", "La commande ouvrir", "et un ` seul"),
    _c("code-of-blanks", "La commande ` ` et `  a  `.", "La commande"),
    _c("break", "Le maire\\\narrive  \nau lac.", "Le maire arrive au lac."),
    _c("break-in-emphasis", "Le *maire\\\narrive* au **lac\\\nbleu**.", "Le maire arrive au lac bleu."),
    _c("escapes", r"Un \*lac\*, un \[jardin\], un \# et un \`.", "Un *lac*, un [jardin], un # et un `."),
    _c("entities", "Lac &amp; jardin &lt;b&gt; &eacute;t&eacute; &#8212; fin", "Lac & jardin <b> été — fin"),
    _c("html-is-text", 'Un <b>lac</b> <img src="x"> <br>\n\n<div>jardin</div>', "Un <b>lac</b>", "<div>jardin</div>"),
    _c("comments", "Un <!-- caché --> lac.\n\n<!-- tout\n\nest caché -->\n\nFin.", "Un lac.", "Fin."),
    _c("spans", "Un [lac]{.ours}, un [jardin]{.petites} et [a *b* `c`]{.x #y}.", "Un lac, un jardin et a b c."),
    _c("span-of-a-language", "Le [public garden]{lang=en} est ouvert.", "Le public garden est ouvert."),
    _c("span-in-span", "Un [lac [tout]{.a} bleu]{.b}.", "Un lac tout bleu."),
    _c("signs-that-are-text", "H~2~O, x^2^, ~~ancien~~, ==neuf==, (c).", "H~2~O, x^2^, ~~ancien~~, ==neuf==, (c).",
       finds="uncited-figure"),
    _c("ordinals", "Le 1er garde, Mme Dupont, n° 3 et le XIXe siècle.", "Le 1er garde, Mme Dupont", "siècle."),
    _c("french-spaces", "« Un lac ! » ; un jardin : oui ? Non…", "« Un lac ! » ; un jardin : oui ? Non…"),
    _c("no-break-spaces", "Un\u00a0lac\u202f; un\u00a0jardin\u202f! 20\u202f000\u00a0euros.", "Un lac ; un jardin !",
       finds="uncited-figure"),
    _c("spaces-of-all-widths", "a\u2002b\u2003c\u2009d\u200ae\u2007f", "a", "b", "c", "d", "e", "f"),
    _c("soft-hyphens", "Un anti\u00adconsti\u00adtution\u00adnel jardin.", "jardin."),
    _c("soft-hyphens-over-lines", "Un inconsti\u00adtution\u00adnellement beau jardin, " * 12, "beau jardin"),
    _c("zero-width", "Un\u200blac et\u2060un jar\ufeffdin.", "lac", "din."),
    _c("joiners", "Un la\u200cc et un jar\u200ddin.", "Un", "din."),
    _c("dashes", "Un lac – bleu — vert ‒ gris ― noir - fin.", "Un lac – bleu — vert"),
    _c("quotation-marks", "“Un” ‘lac’ „bleu“ ‚vert‘ ‹gris› «noir»", "Un", "noir"),
    _c("ligatures", "Un œuf, un cœur, une ﬁn, un ﬂot.", "Un œuf, un cœur, une", "un"),
    _c("capitals-with-accents", "ÉTÉ À L’ÎLE, ÇA, ŒUVRE, ÆGYRINE, ŸVES", "ÉTÉ À L’ÎLE, ÇA, ŒUVRE, ÆGYRINE, ŸVES"),
    _c("combining-marks", "Un e\u0301te\u0301, un garc\u0327on, un coe\u0308ur.", "Un été, un garçon"),
    _c("marks-one-over-another", "Un e\u0301\u0300\u0302te\u0303.", "Un"),
    _c("signs-of-money", "Cent € ou £ ou $ ou ¥.", "Cent € ou £ ou $ ou ¥.", finds="uncited-figure"),
    _c("signs-of-sums", "Deux ± un × trois ÷ un ≤ neuf ≥ un ≠ deux, ½, ‰, %, °, µ", "Deux ± un × trois",
       finds="uncited-figure"),
    _c("raised", "Un m², un m³, un H₂O, une note ¹.", "Un m", "une note"),
    _c("very-long-paragraph", _LONG * 30, "Le jardin descend", "le maire arrive.", pages=2),
    _c("tabs", "Un\tlac\tbleu.", "Un lac bleu."),
    _c("backslashes", "C:\\lac\\jardin \\ fin", "C:\\lac\\jardin \\ fin"),
    _c("braces", "Un {{ lac }} et {% jardin %} et {x}.", "Un {{ lac }} et {% jardin %} et {x}."),
    _c("definitions", "Lac\n: une étendue d’eau\n\nJardin\n: un enclos", "Lac", ": une étendue d’eau"),
    _c("end-of-line-blank", "Un lac   \n\nun jardin\t\n", "Un lac", "un jardin"),
)  # fmt: skip

LINKS = (
    _c("link", "Voir [le lac](https://example.org/lac).", "Voir le lac."),
    _c("link-title", 'Voir [le lac](https://example.org "Un lac bleu").', "Voir le lac."),
    _c("link-reference", "Voir [le lac][l] et [l].\n\n[l]: https://example.org", "Voir le lac et l."),
    _c("link-automatic", "Voir <https://example.org/lac> ou <maire@example.org>.", "https://example.org/lac"),
    _c("link-bare", "Voir https://example.org/lac ou maire@example.org.", "https://example.org/lac"),
    _c("link-mail", "Écrire [au maire](mailto:maire@example.org).", "Écrire au maire."),
    _c("link-telephone", "Appeler [le maire](tel:+33100000000).", "Appeler le maire."),
    _c("link-emphasis", "Voir [le *lac* bleu](https://example.org).", "Voir le lac bleu."),
    _c("link-all-emphasis", "Voir [*le lac*](https://example.org) et [**lui**](https://example.org).",
       "le lac et lui."),
    _c("link-code", "Voir [`ouvrir` ici](https://example.org).", "Voir ouvrir ici."),
    _c("link-break", "Voir [le lac\\\nbleu](https://example.org).", "Voir le lac bleu."),
    _c("link-in-emphasis", "*Voir [le lac](https://example.org) bleu* et **[lui](https://example.org)**.", "et lui."),
    _c("link-picture", "[![Un lac](rgb.png)](https://example.org) bleu", "bleu"),
    _c("link-picture-and-words", "[Le ![Un lac](rgb.png) bleu](https://example.org)", "Le", "bleu"),
    _c("link-place", "## Le lac {#lac}\n\nMots.\n\n## Suite\n\nVoir [plus haut](#lac) ou [](#lac).",
       "Voir plus haut ou"),
    _c("link-place-emphasis", "## La *rive* {#rive}\n\nVoir [la *rive* bleue](#rive).", "Voir la rive bleue."),
    _c("link-place-of-part", "::: {.sidebar #encart}\nMots.\n:::\n\nVoir [là](#encart).", "Voir là."),
    _c("link-place-ahead", f"Voir [plus loin](#loin).\n\n{_PAGE}## Loin {{#loin}}\n\nMots.", "Voir plus loin.", "Loin",
       pages=2),
    _c("link-nowhere", "Voir [là](#rien).", "Voir là.", finds="unknown-reference"),
    _c("link-relative", "Voir [le plan](plan.pdf).", "Voir le plan.", finds="unknown-reference"),
    _c("link-of-a-script", "Voir [le lac](javascript:alert(1)).", "Voir le lac.", finds="invalid-value"),
    _c("link-of-a-file", "Voir [le lac](file:///etc/hostname).", "Voir le lac.", finds="invalid-value"),
    _c("link-strange-address", "Voir [le lac](https://example.org/a(b)c?d=é&e=%20#f).", "Voir le lac."),
    _c("link-without-address", "Voir [le lac]().", "Voir le lac.", finds="unknown-reference"),
    _c("link-without-words", "Voir [](https://example.org).", "Voir https://example.org"),
    _c("link-of-blanks", "Voir [ ](https://example.org) ici.", "Voir", "ici.", finds="no-words"),
    _c("link-over-lines", f"Mots. [{_LONG}](https://example.org) Fin.", "Mots.", "Fin."),
    _c("link-over-pages", f"[{_LONG * 30}](https://example.org) Fin.", "Fin.", pages=2),
    _c("link-emphasis-over-pages", f"{_PAGE}[*{_PARAGRAPH}*](https://example.org) Fin.", "Fin.", pages=2),
    _c("link-long-address", f"Voir <{_URL}> ici.", "Voir", "ici."),
    _c("links-side-by-side", "[un](https://example.org/a)[deux](https://example.org/b)", "undeux"),
    _c("links-many", " ".join(f"[lac](https://example.org/{letter})" for letter in "abcdefghij" * 4), "lac lac lac"),
    _c("link-in-item", "- [le lac](https://example.org)\n- mots [*ici*](https://example.org)", "le lac", "mots ici"),
    _c("link-in-cell", "| a | b |\n|---|---|\n| [le lac](https://example.org) | [*x*](https://example.org) |",
       "le lac"),
    _c("link-in-head", "| [a](https://example.org) | b |\n|---|---|\n| mots | mots |", "a", "b", "mots"),
    _c("link-in-caption", "| a | b |\n|---|---|\n| x | y |\n\n: Le [*lac*](https://example.org)", "Le lac"),
    _c("link-in-quotation", "> Voir [le **lac**](https://example.org).", "Voir le lac."),
    _c("link-of-spaces", "Voir [le lac ](https://example.org)ici et[ là](https://example.org).",
       "Voir le lac ici et là."),
)  # fmt: skip

LISTS = (
    _c("list", "- un lac\n- un jardin\n- un maire", "un lac", "un jardin", "un maire"),
    _c("list-one", "- un lac", "un lac"),
    _c("list-loose", "- un lac\n\n- un jardin\n\n- un maire", "un lac", "un jardin", "un maire"),
    _c("list-half-loose", "- un lac\n- un jardin\n\n- un maire", "un lac", "un jardin", "un maire"),
    _c("list-nested", "- un\n  - deux\n    - trois\n      - quatre\n- cinq", "un", "deux", "trois", "quatre", "cinq"),
    _c("list-nested-loose", "- un\n\n  - deux\n\n    - trois\n\n- quatre", "un", "deux", "trois", "quatre"),
    _c("list-nested-first", "- - - un\n    - deux\n  - trois\n- quatre", "un", "deux", "trois", "quatre"),
    _c("list-nested-then-words", "- un\n\n  - deux\n\n  trois\n- quatre", "un", "deux", "trois", "quatre"),
    _c("list-deep", "\n".join(f"{'  ' * depth}- {word}" for depth, word in enumerate("abcdefghij")), "a", "e", "j"),
    _c("list-numbers", "1. un lac\n2. un jardin", "un lac", "un jardin"),
    _c("list-numbers-loose", "1. un lac\n\n2. un jardin", "un lac", "un jardin"),
    _c("list-numbers-from", "7. un lac\n8. un jardin", "un lac", "un jardin"),
    _c("list-numbers-from-zero", "0. un lac\n1. un jardin", "un lac", "un jardin"),
    _c("list-numbers-high", "998. un lac\n999. un jardin\n1000. un maire", "un lac", "un maire"),
    _c("list-numbers-brackets", "1) un lac\n2) un jardin", "un lac", "un jardin"),
    _c("list-mixed", "1. un\n   - deux\n   - trois\n     1. quatre\n2. cinq", "un", "deux", "trois", "quatre", "cinq"),
    _c("list-paragraphs", "- un lac\n\n  et sa rive\n- un jardin", "un lac", "et sa rive", "un jardin"),
    _c("list-item-empty", "- un lac\n-\n- un jardin", "un lac", "un jardin"),
    _c("list-items-all-empty", "-\n-\n\nMots.", "Mots."),
    _c("list-item-code", "- un lac\n\n      ouvrir\n- un jardin", "un lac", "ouvrir", "un jardin"),
    _c("list-item-code-alone", "- ```\n  ouvrir\n  ```\n- un jardin", "ouvrir", "un jardin"),
    _c("list-item-quotation", "- > un lac\n- un jardin", "un lac", "un jardin"),
    _c("list-item-quotation-after", "- un lac\n\n  > une rive\n- un jardin", "un lac", "une rive", "un jardin"),
    _c("list-item-table", "- un lac\n\n  | a | b |\n  |---|---|\n  | c | d |\n- un jardin", "un lac", "c", "d",
       "un jardin"),
    _c("list-item-table-alone", "- | a | b |\n  |---|---|\n  | c | d |", "a", "b", "c", "d"),
    _c("list-item-rule", "- un lac\n\n  ---\n\n  fin\n- un jardin", "un lac", "fin", "un jardin"),
    _c("list-item-rule-alone", "- ---\n- un jardin", "un jardin"),
    _c("list-item-part", "- un lac\n\n  ::: wording\n  Le lac est ouvert.\n  :::\n- un jardin", "Le lac est ouvert."),
    _c("list-item-picture", "- ![Un lac](rgb.png)\n- un jardin", "un jardin"),
    _c("list-item-picture-words", "- Mots ![Un lac](rgb.png) mots\n- un jardin", "Mots", "un jardin"),
    _c("list-item-break", "- un lac\\\n  bleu\n- un jardin", "un lac bleu", "un jardin"),
    _c("list-item-strong", "- **Un lac.** Bleu.\n- **Un jardin.**", "Un lac. Bleu.", "Un jardin."),
    _c("list-tasks", "- [ ] un lac\n- [x] un jardin", "[ ] un lac", "[x] un jardin"),
    _c("list-after-words", "Voici :\n- un lac\n- un jardin", "Voici :", "un lac"),
    _c("list-over-pages", "\n".join(["- un lac bleu"] * 40), "un lac bleu", pages=2),
    _c("list-item-over-pages", f"- {_LONG * 30}\n- un jardin", "un jardin", pages=2),
    _c("list-loose-over-pages", "\n\n".join(["- un lac bleu\n\n  et sa rive"] * 20), "un lac bleu", "et sa rive",
       pages=2),
    _c("list-nested-over-pages", "\n".join(["- un lac\n  - sa rive\n    1. son ponton"] * 16), "un lac", "sa rive",
       pages=2),
    _c("lists-in-a-row", "- un\n\n* deux\n\n+ trois", "un", "deux", "trois"),
)  # fmt: skip

QUOTATIONS_AND_CODE = (
    _c("quotation", "> Le lac est bleu.", "Le lac est bleu."),
    _c("quotation-nested", "> Un.\n>\n> > Deux.\n> >\n> > > Trois.\n>\n> Quatre.", "Un.", "Deux.", "Trois.", "Quatre."),
    _c("quotation-lazy", "> Le lac\nest bleu.", "Le lac est bleu."),
    _c("quotation-list", "> - un lac\n> - un jardin", "un lac", "un jardin"),
    _c("quotation-code", "> ```\n> ouvrir\n> ```", "ouvrir"),
    _c("quotation-table", "> | a | b |\n> |---|---|\n> | c | d |\n>\n> : Titre", "a", "b", "c", "d"),
    _c("quotation-rule", "> Un.\n>\n> ---\n>\n> Deux.", "Un.", "Deux."),
    _c("quotation-picture", "> ![Un lac](rgb.png)", ),
    _c("quotation-empty", ">\n\nMots.", "Mots."),
    _c("quotation-note", f"> Le lac est pollué {_SOURCE}.", "Le lac est pollué"),
    _c("quotation-over-pages", "\n>\n".join([f"> {_PARAGRAPH}"] * 6), "Le jardin descend", pages=2),
    _c("code-block", "```\nouvrir grilles\n    fermer\n```", "ouvrir grilles", "fermer"),
    _c("code-block-named", "~~~python\nouvrir()\n~~~", "ouvrir()"),
    _c("code-block-indented", "Mots.\n\n    ouvrir\n    fermer", "ouvrir", "fermer"),
    _c("code-block-empty", "```\n```\n\nMots.", "Mots."),
    _c("code-block-blank-lines", "```\nouvrir\n\n\nfermer\n```", "ouvrir", "fermer"),
    _c("code-block-long-line", f"```\n{'ouvrir-' * 60}\n```", "ouvrir-"),
    _c("code-block-tabs", "```\n\touvrir\tfermer\n```", "ouvrir", "fermer"),
    _c("code-block-html", "```\n<b>lac</b> &amp; [x](y)\n```", "<b>lac</b> &amp; [x](y)"),
    _c("code-block-over-pages", "```\n" + "ouvrir\n" * 45 + "```", "ouvrir", pages=2),
    _c("code-block-not-closed", "```\nouvrir", "ouvrir", finds="invalid-markdown", alone=True),
    _c("rule", "Un.\n\n---\n\nDeux.\n\n***\n\n___", "Un.", "Deux."),
    _c("rules-alone", "---\n\n---"),
)  # fmt: skip

_TABLE = "| Lac | Garde |\n|---|---|\n| du nord | Anne |\n| du sud | Paul |"

TABLES = (
    _c("table", _TABLE, "Lac", "Garde", "du nord", "Anne", "du sud", "Paul"),
    _c("table-caption", f"{_TABLE}\n\n: Les gardes des lacs", "Les gardes des lacs", "Lac"),
    _c("table-caption-marks", f"{_TABLE}\n\n: Les *gardes* des **lacs** `x`", "Les gardes des lacs x"),
    _c("table-caption-long", f"{_TABLE}\n\n: {_LONG * 3}", "Le jardin descend", "Lac"),
    _c("table-caption-note", f"{_TABLE}\n\n: Les gardes {_SOURCE}", "Les gardes", "Lac"),
    _c("table-caption-empty", f"{_TABLE}\n\n:\n\nMots.", "Lac", "Mots."),
    _c("table-aligns", "| a | b | c | d |\n|:--|:-:|--:|---|\n| e | f | g | h |", "a", "d", "e", "h"),
    _c("table-marks", "| *a* | **b** | `c` |\n|---|---|---|\n| *d* | **e** | `f \\| g` |", "a", "b", "c", "d", "e",
       "f | g"),
    _c("table-strong-row", "| a | b |\n|---|---|\n| **c** | d |\n| e | f |", "c", "d", "e", "f"),
    _c("table-cells-empty", "| a | b |\n|---|---|\n| | d |\n| e | |\n| | |", "a", "b", "d", "e"),
    _c("table-head-empty", "| | |\n|---|---|\n| c | d |", "c", "d", finds="invalid-table"),
    _c("table-corner-empty", "| | b |\n|---|---|\n| c | d |", "b", "c", "d"),
    _c("table-all-empty", "| |\n|---|\n| |", finds="invalid-table"),
    _c("table-one-column", "| Lac |\n|---|\n| du nord |\n| du sud |", "Lac", "du nord", "du sud"),
    _c("table-head-alone", "| a | b |\n|---|---|\n\nMots.", "a", "b", "Mots."),
    _c("table-head-alone-caption", "| a | b |\n|---|---|\n\n: Titre", "Titre", "a", "b"),
    _c("table-ragged", "| a | b | c |\n|---|---|---|\n| d |\n| e | f | g | h |", "a", "b", "c", "d", "e", "f", "g",
       finds="invalid-table"),
    _c("table-wide", f"|{' lac |' * 16}\n|{'---|' * 16}\n|{' un jardin |' * 16}", "lac", "jardin"),
    _c("table-long-cell", f"| a | b |\n|---|---|\n| c | {_LONG * 4} |", "a", "b", "Le jardin descend"),
    _c("table-cell-over-pages", f"| a | b |\n|---|---|\n| c | {_LONG * 40} |\n| d | e |", "a", "b", "Le jardin", "d",
       "e", pages=2),
    _c("table-over-pages", "| a | b |\n|---|---|\n" + "| du nord | Anne |\n" * 40 + "\n: Titre", "a", "b", "du nord",
       pages=3),
    _c("table-strong-over-pages", "| a | b |\n|---|---|\n" + "| **du nord** | *Anne* |\n" * 40, "a", "b", "du nord",
       pages=3),
    _c("table-picture", "| a | b |\n|---|---|\n| ![Un lac](rgb.png) | d |", "a", "b", "d"),
    _c("table-break", "| a | b |\n|---|---|\n| c<br>d | e |", "c<br>d", "e"),
    _c("table-note", f"| a | b |\n|---|---|\n| pollué {_SOURCE} | d |", "pollué", "d"),
    _c("table-footnote", f"| a | b |\n|---|---|\n| pollué {_SOURCE} | d |", "pollué", "d", template="notes"),
    _c("table-footnotes-over-pages", "| a | b |\n|---|---|\n" + f"| pollué {_SOURCE} | d |\n" * 24, "pollué",
       template="notes", pages=2),
    _c("table-head-footnote", f"| a {_SOURCE} | b |\n|---|---|\n" + "| c | d |\n" * 30, "a", "b", template="notes",
       pages=2),
    _c("table-caption-footnote", f"{_TABLE}\n\n: Les gardes {_SOURCE}", "Les gardes", template="notes"),
    _c("table-law", f"{_TABLE}\n\n: Les peines {{law=code-lacs/12-3}}", "Les peines"),
    _c("tables-in-a-row", f"{_TABLE}\n\n{_TABLE}", "Lac", "Paul", "Lac", "Paul"),
    _c("table-in-section", f"## Le lac\n\n{_TABLE}\n\n: Titre\n\nMots.", "Le lac", "Titre", "du nord", "Mots."),
    _c("table-after-words", f"Mots.\n{_TABLE}", "Mots.", "Lac"),
)  # fmt: skip

NOTES = (
    _c("note", f"Le lac est pollué {_SOURCE}.", "Le lac est pollué", "Sources", "Rapport annuel", alone=True),
    _c("notes", f"Le lac est pollué {_SOURCE}. Il l’est partout {_OTHER}.", "Le lac est pollué", "Il l’est partout"),
    _c("note-two-sources", "Le lac est pollué [@rapport-2025/premier-semestre; @rapport-2025/annee-2024].",
       "Le lac est pollué"),
    _c("note-words", "Le lac est pollué [voir @rapport-2025/annee-2024, p. 4, par exemple].", "Le lac est pollué"),
    _c("note-in-emphasis", f"*Le lac est pollué {_SOURCE}.* Fin.", "Le lac est pollué", "Fin."),
    _c("note-in-item", f"- Le lac est pollué {_SOURCE}\n- Fin", "Le lac est pollué", "Fin"),
    _c("note-after-link", f"Le [lac](https://example.org) {_SOURCE}. Fin.", "Le lac", "Fin."),
    _c("footnote", f"Le lac est pollué {_SOURCE}. Fin.", "Le lac est pollué", "Fin.", template="notes"),
    _c("footnotes", f"Le lac est pollué {_SOURCE}. Il l’est {_OTHER}. Fin.", "Fin.", template="notes"),
    _c("footnote-in-item", f"- Le lac est pollué {_SOURCE}\n\n- Fin", "Le lac est pollué", "Fin", template="notes"),
    _c("footnote-in-nested-item", f"- Un\n  1. Le lac est pollué {_SOURCE}\n- Fin", "Un", "Fin", template="notes"),
    _c("footnote-in-quotation", f"> Le lac est pollué {_SOURCE}.", "Le lac est pollué", template="notes"),
    _c("footnote-in-emphasis", f"**Le lac est *pollué* {_SOURCE}.** Fin.", "Fin.", template="notes"),
    _c("footnote-in-part", f"::: key-messages\n- Le lac est pollué {_SOURCE}\n:::", "Le lac est pollué",
       template="notes"),
    _c("footnote-in-sidebar", f"::: sidebar\nLe lac est pollué {_SOURCE}.\n:::", "Le lac est pollué", template="notes"),
    _c("footnote-in-ask", "Mots.", "Que le lac soit propre", fields=f"ask: Que le lac soit propre {_SOURCE}.",
       template="notes"),
    _c("footnotes-many", "\n\n".join(f"Le lac {letter} est pollué {_SOURCE}." for letter in "abcde" * 8),
       "Le lac a est pollué", template="notes", pages=3),
    _c("footnotes-of-one-paragraph", " ".join(f"Le lac {letter} est pollué {_SOURCE}." for letter in "abcde" * 6),
       "Le lac a est pollué", template="notes", pages=2),
    _c("footnote-long", f"Le lac est pollué [{_LONG * 8} @rapport-2025/annee-2024].", "Le lac est pollué",
       template="notes"),
    _c("footnote-over-pages", f"{_PAGE}Le lac est pollué [{_LONG * 30} @rapport-2025/annee-2024].", template="notes",
       pages=3),
    _c("footnote-at-page-end", f"{_PAGE}{_PAGE}Le lac est pollué {_SOURCE}.", "Le lac est pollué", template="notes",
       pages=2),
    _c("note-in-line", f"Le lac est pollué {_SOURCE}. Fin.", "Le lac est pollué", "Fin.", template="lines"),
    _c("note-in-line-of-cell", f"| a | b |\n|---|---|\n| pollué {_SOURCE} | d |", "pollué", template="lines"),
)  # fmt: skip

_CHART = '{.chart figures="rapport-2025/annee-2024 rapport-2025/semestre-2025" title="Signalements reçus"'

PARTS = (
    _c("key-messages", "::: key-messages\n- **Un.** Mots.\n- **Deux.** Mots.\n:::", "Un. Mots.", "Deux. Mots."),
    _c("key-messages-numbers", "::: key-messages\n1. Un\n2. Deux\n:::", "Un", "Deux"),
    _c("key-messages-loose", "::: key-messages\n- **Un.** Mots.\n\n- **Deux.** Mots.\n:::", "Un. Mots.", "Deux. Mots."),
    _c("key-messages-words", "::: key-messages\nMots.\n:::", "Mots."),
    _c("sidebar", "::: sidebar\n**Lac**\n\nUn lac est une eau.\n:::\n\nMots.", "Lac", "Un lac est une eau.", "Mots."),
    _c("sidebar-in-section", "## Le lac\n\nMots.\n\n::: sidebar\nUne eau.\n:::\n\nFin.", "Une eau.", "Mots.", "Fin."),
    _c("sidebars", "## Le lac\n\n" + "::: sidebar\nUne eau.\n:::\n\nMots.\n\n" * 4, "Une eau.", "Mots."),
    _c("sidebar-list", "::: sidebar\n- un lac\n\n- un jardin\n:::", "un lac", "un jardin"),
    _c("sidebar-picture", "::: sidebar\n![Un lac](photo.jpg)\n\nMots.\n:::", "Mots."),
    _c("sidebar-link", "::: sidebar\nVoir [le *lac*](https://example.org).\n:::", "Voir le lac."),
    _c("sidebar-table", f"::: sidebar\n{_TABLE}\n:::\n\nMots.", "du nord", "Mots."),
    _c("sidebar-long-in-section", f"## Le lac\n\n::: sidebar\n{_PARAGRAPH * 2}\n:::\n\nMots.", "Mots.", pages=2),
    _c("objection", "::: objection\n**« Cher. »** Non.\n:::", "« Cher. » Non."),
    _c("recommended", "::: recommended\n**Ouvrir.** Mots.\n:::", "Recommandé", "Ouvrir. Mots."),
    _c("recommended-list", "::: recommended\n2. **Ouvrir.** Mots.\n:::", "Recommandé", "Ouvrir. Mots."),
    _c("wording", "::: wording\nLe lac est ouvert.\n\nLe jardin aussi.\n:::", "Le lac est ouvert.", "Le jardin aussi."),
    _c("wording-long", f"::: wording\n{_PAGE}\n:::", "Le jardin descend", pages=2),
    _c("part-unknown", "::: inconnu\nMots.\n:::", "Mots."),
    _c("part-without-name", "::: {#sans-nom}\nMots.\n:::", "Mots."),
    _c("part-id", "::: {.encart #ici .grand}\nMots.\n:::\n\nVoir [là](#ici).", "Mots.", "Voir là."),
    _c("part-empty", "::: objection\n:::\n\nMots.", "Mots."),
    _c("recommended-empty", "::: recommended\n:::\n\nMots.", "Mots."),
    _c("sidebar-empty", "::: sidebar\n:::\n\nMots.", "Mots."),
    _c("parts-nested", ":::: objection\nUn.\n\n::: recommended\nDeux.\n\n::: wording\nTrois.\n:::\n:::\n::::",
       "Un.", "Deux.", "Trois."),
    _c("sidebar-in-part", "::: objection\nUn.\n\n::: sidebar\nDeux.\n:::\n:::", "Un.", "Deux."),
    _c("part-in-quotation", "> ::: objection\n> Mots.\n> :::", "Mots."),
    _c("part-not-closed", "::: objection\nMots.", "Mots.", finds="invalid-markdown", alone=True),
    _c("chart", f"::: {_CHART}}}\n:::", "Signalements reçus", "Source"),
    _c("chart-words", f"::: {_CHART} #signalements}}\nLes périodes diffèrent.\n:::\n\nVoir [](#signalements).",
       "Signalements reçus", "Les périodes diffèrent.", "Voir"),
    _c("chart-in-section", f"## Le lac\n\nMots.\n\n::: {_CHART}}}\n:::\n\nFin.", "Signalements reçus", "Fin."),
    _c("chart-of-one", '::: {.chart figures="rapport-2025/annee-2024" title="Un an"}\n:::', "Un an"),
    _c("chart-without-title", '::: {.chart figures="rapport-2025/annee-2024"}\n:::', "Source"),
    _c("chart-estimate", '::: {.chart figures="rapport-2025/part" title="Part des lacs"}\n:::', "Part des lacs"),
    _c("chart-forecast", '::: {.chart figures="rapport-2025/part rapport-2025/prevision" title="Parts"}\n:::', "Parts"),
    _c("chart-empty", "::: chart\n:::\n\nMots.", "Mots.", finds="invalid-chart"),
    _c("chart-footnote", f"::: {_CHART}}}\n:::", "Signalements reçus", template="notes"),
    _c("key-figure", '::: {.key-figure figure="rapport-2025/semestre-2025"}\n:::', "signalements", "Source"),
    _c("key-figure-words", '::: {.key-figure figure="rapport-2025/part"}\nMots **forts**.\n:::', "Mots forts."),
    _c("key-figure-money", '::: {.key-figure figure="rapport-2025/cout"}\n:::', "Source"),
    _c("key-figure-range", '::: {.key-figure figure="rapport-2025/agents"}\n:::', "agents"),
    _c("key-figures", "## Le lac\n\n" + '::: {.key-figure figure="rapport-2025/cout"}\n:::\n\nMots.\n\n' * 3, "Mots."),
    _c("key-figure-footnote", '::: {.key-figure figure="rapport-2025/cout"}\n:::', "Source", template="notes"),
    _c("key-figure-unknown", '::: {.key-figure figure="rapport-2025/rien"}\n:::\n\nMots.', "?", "Mots.",
       finds="unknown-figure"),
)  # fmt: skip

EVIDENCE = (
    _c("figure", "L’Observatoire a reçu [](figure:rapport-2025/semestre-2025).", "signalements"),
    _c("figure-words", "L’Observatoire a reçu [1 240 signalements](figure:rapport-2025/semestre-2025).",
       "signalements"),
    _c("figure-emphasis", "Il a reçu **[1 240 *signalements*](figure:rapport-2025/semestre-2025)**.", "signalements"),
    _c("figure-estimate", "Le ministère de l’eau l’estime à [40 %](figure:rapport-2025/part).", "40 %",
       finds="secondary-source"),
    _c("figure-derived", "Il en reçoit [](figure:par-mois).", "signalements par mois",
       fields="derived:\n  par-mois:\n    inputs: {n: rapport-2025/semestre-2025}\n    formula: n / 6\n    digits: 1\n"
       "    unit: {fr: {one: signalement par mois, other: signalements par mois}}"),
    _c("quote", "Le rapport dit : [](quote:rapport-2025/cout).", "Le coût est de"),
    _c("quote-words", "Le rapport dit : « [Le coût est](quote:rapport-2025/cout) ».", "Le coût est"),
    _c("quote-of-another-language", "The report says: [](quote:rapport-2025/cout).", "The cost is", fields="lang: en"),
    _c("law", "Il est puni de [polluer un lac](law:code-lacs/12-3#1.1).", "polluer un lac"),
    _c("law-reading", "La loi punit [la tentative](law:code-lacs/12-3#1?reading).", "la tentative"),
)  # fmt: skip


def _picture(file: str, outcome: Outcome = "complies") -> Construct:
    text = f"Un ![La rive du lac]({file}) lac.\n\n![La rive du lac]({file})"
    finds = frozenset({"unfit-image"} if outcome == "refused" else ())
    return Construct(f"picture-{file.replace('.', '-')}", text, ("Un", "lac."), finds, outcome=outcome)


PICTURES = (
    *map(_picture, (
        "rgb.png", "alpha.png", "gray.png", "gray-alpha.png", "two-colours.png", "palette.png", "palette-alpha.png",
        "palette-key.png", "rgb-16-bit.png", "rgba-16-bit.png", "interlaced.png", "profile.png",
        "resolution.png", "huge.png", "one-pixel.png", "strip.png", "photo.jpg", "gray.jpg",
        "progressive.jpg", "turned.jpg", "profile.jpg", "fixed.gif", "see-through.gif", "photo.webp",
        "alpha.webp", "drawing.svg", "words.svg", "titled.svg", "gradient.svg", "see-through.svg", "pattern.svg",
        "mask.svg",
    )),
    *(_picture(file, "refused") for file in (
        "gray-16-bit.png", "cmyk.jpg", "moving.gif", "broken.png", "words.png", "empty.png", "broken.svg",
        "picture.svg", "stranger.svg",
    )),
    _c("picture-words", "![« La rive » & <b>le</b> \"lac\" (bleu)](rgb.png)\n\nMots.", "Mots."),
    _c("picture-long-words", f"![{_LONG * 5}](rgb.png)\n\nMots.", "Mots."),
    _c("picture-marks", "![La *rive* du [lac](https://example.org)](rgb.png)\n\nMots.", "Mots."),
    _c("picture-over-the-page", f"{_PAGE}![La rive](photo.jpg)\n\n{_PARAGRAPH}", "Le jardin", pages=2),
    _c("pictures-side-by-side", "![Un](rgb.png)![Deux](gray.png) fin", "fin"),
    _refused("sidebar-over-pages", f"::: sidebar\n{_PAGE * 2}:::\n\nMots.", "not-typeset", alone=True),
    _refused("footnote-longer-than-a-page", f"Le lac{_SOURCE[:-1]}, {_LONG * 60}]. Fin.", "not-typeset", alone=True),
    _refused("word-longer-than-a-line", f"Le {'lac' * 120} est bleu.", "not-typeset", alone=True),
    _refused("mark-in-link", "Voir [le [lac]{.ours} bleu](https://example.org).", "invalid-value"),
    _refused("picture-without-words", "![](rgb.png)\n\nMots.", "image-without-alt"),
    _refused("picture-of-blanks", "![ ](rgb.png)\n\nMots.", "image-without-alt"),
    _refused("picture-missing", "![Un lac](rien.png)\n\nMots.", "missing-image"),
    _refused("picture-outside", "![Un lac](../../../x.png)\n\nMots.", "missing-image"),
    _refused("picture-of-the-web", "![Un lac](https://example.org/lac.png)\n\nMots.", "missing-image"),
)  # fmt: skip

LETTERS = (
    _c("greek", "Η λίμνη είναι γαλάζια.", "Η λίμνη είναι γαλάζια."),
    _c("cyrillic", "Озеро чистое, сад открыт.", "Озеро чистое, сад открыт."),
    _c("vietnamese", "Hồ nước trong xanh, vườn mở cửa.", "Hồ nước trong xanh, vườn mở cửa."),
    _c("polish-czech-turkish", "Łąka, žluťoučký kůň, göl ığdır.", "Łąka, žluťoučký kůň, göl ığdır."),
    _c("greek-ancient", "Ἡ λίμνη, ὦ ἄνδρες, ᾧ.", "Ἡ λίμνη, ὦ ἄνδρες, ᾧ."),
    _c("turned-around", "Un \u202elac\u202c bleu.", "Un", "bleu."),
    _c("isolates", "Un \u2068lac\u2069 bleu.", "Un", "bleu."),
    _c("variation", "Un lac\ufe0e bleu\ufe0f.", "Un", "lac", "bleu"),
)

# A letter is told of once in a brief: what shares its letters with others stands alone.
MISSING = (
    *(_refused(name, text, "missing-glyph") for name, text in (
        ("arabic", "البحيرة نظيفة والحديقة مفتوحة."),
        ("hebrew", "האגם נקי והגן פתוח."),
        ("chinese", "湖水清澈，花园开放。"),
        ("japanese", "湖はきれいで、庭は開いています。"),
        ("korean", "호수는 맑고 정원은 열려 있다."),
        ("thai", "ทะเลสาบสะอาด"),
        ("devanagari", "झील साफ है।"),
        ("emoji", "Un lac 🏞️ et un jardin 🌳."),
        ("emoji-joined", "Une famille 👨‍👩‍👧 et un drapeau 🇫🇷."),
        ("arrows", "Le lac → le jardin ← le maire ↔ le garde."),
        ("ticks", "Le lac ✓, le jardin ✗, le maire ☐."),
        ("letters-of-sums", "𝐋𝐚𝐜 et ℝ et ∑."),
        ("private-use", "Un \ue000 lac."),
        ("replacement", "Un \ufffd lac."),
        ("control-character", "Un \u0007lac."),
        ("line-separator", "Un\u2028lac et\u2029un jardin."),
        ("no-break-hyphen", "Un lac sous\u2011marin."),
    )),
    _refused("two-directions", "Le mot בריכה et le mot بحيرة ici.", "missing-glyph", alone=True),
    _refused("numbers-in-signs", "Ⅳ, ①, ⅔, №", "missing-glyph uncited-figure"),
)  # fmt: skip
"""Characters that the bundled typefaces lack: a box for a letter must never be printed in silence."""

FRONT_MATTER = (
    _c("parts-before-sections", "::: key-messages\n- Un\n:::\n\n::: sidebar\nUne eau.\n:::\n\n::: wording\n"
       "Le lac est ouvert.\n:::\n\n::: objection\nCher.\n:::\n\n::: recommended\nOuvrir.\n:::\n\n"
       f"::: {_CHART}}}\n:::\n\nMots.\n\n"
       '::: {.key-figure figure="rapport-2025/cout"}\n:::\n\n## Le lac\n\nFin.', "Mots.", "Le lac", "Fin.",
       alone=True),
    _c("nothing", "", "Un lac", alone=True),
    _c("comment-alone", "<!-- rien d’autre -->", "Un lac", alone=True),
    _c("title-signs", "Mots.", "Lac <b>&</b> “jardin”", fields="title: 'Lac <b>&</b> “jardin”'"),
    _c("title-long", "Mots.", "Le jardin descend", fields=f"title: '{_LONG * 3}'"),
    _c("subtitle", "Mots.", "Un sous-titre", fields="subtitle: Un sous-titre"),
    _c("ask", "Mots.", "Ce que nous demandons", "Que le lac soit ouvert.", fields="ask: Que le lac soit ouvert."),
    _c("ask-marks", "Mots.", "Que le lac soit ouvert.",
       fields="ask: Que [le *lac*](https://example.org) soit **ouvert**."),
    _c("ask-note", "Mots.", "Que le lac soit propre", fields=f"ask: Que le lac soit propre {_SOURCE}."),
    _c("contact", "Mots.", "maire@example.org",
       fields="contact: Anne Martin, maire@example.org, https://example.org/lac."),
    _c("contact-in-section", "## Le lac\n\nMots.", "maire@example.org", fields="contact: maire@example.org"),
    _c("people", "Mots.", "Anne Martin",
       fields="authors: [Anne Martin, Paul Durand]\nrecipients: [Le maire, Le garde]"),
    _c("abbreviations", "L’OL arrive.", "OL", "Observatoire", fields="abbreviations: {OL: Observatoire des lacs}"),
    _c("notice", "Mots.", "Texte d’essai.", fields="notice: Texte d'essai."),
    _c("keywords", "Mots.", "Mots.", fields="keywords: [lac, 'jardin, rive', <b>]"),
    _c("english", "The lake is clean: “yes”.\n\n::: recommended\nOpen it.\n:::", "Open it.",
       "The lake is clean: “yes”.",
       fields="lang: en"),
    _c("large-print", f"## Le lac\n\n{_TABLE}\n\n: Titre\n\n- un\n- deux\n\n::: sidebar\nMots.\n:::", "Le lac", "deux",
       fields="large-print: true"),
    _c("annex", f"Le lac est pollué {_SOURCE}. Il est puni de [polluer un lac](law:code-lacs/12-3#1.1).", "Annexe",
       fields="evidence-annex: true"),
    _c("annex-footnotes", f"Le lac est pollué {_SOURCE}.\n\n::: {_CHART}}}\n:::", "Annexe", template="notes",
       fields="evidence-annex: true"),
    _c("annex-over-pages", "\n\n".join([f"Le lac est pollué {_SOURCE}."] * 14), "Annexe",
       fields="evidence-annex: true", pages=3),
    _c("every-field", "Mots.", "Version d’essai", "Un sous-titre",
       fields="subtitle: Un sous-titre\nissuer: Les amis des lacs\naudience: Le maire\nversion: Version d'essai\n"
       "transparency: Aucun financement.\nedition: rive"),
)  # fmt: skip

DRAFTS = (
    _c("draft-source", "Le lac est pollué [@rien/du-tout]. Fin.", "Le lac est pollué", "Fin.", finds="unknown-source"),
    _c("draft-figure", "Il a reçu [12 signalements](figure:rapport-2025/semestre-2025).", "signalements",
       finds="figure-mismatch"),
    _c("draft-figure-empty", "Il a reçu [](figure:rapport-2025/rien) hier.", "Il a reçu", finds="unknown-figure"),
    _c("draft-quotation", "Il dit « [le lac est vert](quote:rapport-2025/cout) ».", "Il dit", finds="quote-mismatch"),
    _c("draft-law", "Il punit [le jardinier](law:code-lacs/12-3#1.1).", "le jardinier", finds="law-mismatch"),
    _c("draft-in-cell", "| a | b |\n|---|---|\n| [12 signalements](figure:rapport-2025/semestre-2025) | c |", "c",
       finds="figure-mismatch"),
    _c("draft-in-item", "- Il a reçu [12 signalements](figure:rapport-2025/semestre-2025)\n- Fin", "Fin",
       finds="figure-mismatch"),
    _c("draft-in-link", "**Il a reçu [*12* signalements](figure:rapport-2025/semestre-2025).** Fin.", "Fin.",
       finds="figure-mismatch"),
    _c("draft-over-lines", f"{_LONG[:-2]} et [12 signalements](figure:rapport-2025/semestre-2025) {_LONG}", "Le jardin",
       finds="figure-mismatch"),
    _c("draft-chart", '::: {.chart figures="rapport-2025/annee-2024 rapport-2025/part" title="Deux"}\n:::', "Deux",
       finds="invalid-chart"),
    _c("draft-annex", "Il a reçu [12 signalements](figure:rapport-2025/semestre-2025).", "Annexe",
       finds="figure-mismatch", fields="evidence-annex: true"),
    _c("draft-footnote", "Il a reçu [12 signalements](figure:rapport-2025/semestre-2025). Fin.", "Fin.",
       finds="figure-mismatch", template="notes"),
)  # fmt: skip

EVERY: Mapping[str, Sequence[Construct]] = {
    "headings": HEADINGS,
    "words": WORDS,
    "letters": LETTERS,
    "missing": MISSING,
    "links": LINKS,
    "lists": LISTS,
    "quotations": QUOTATIONS_AND_CODE,
    "tables": TABLES,
    "notes": NOTES,
    "parts": PARTS,
    "evidence": EVIDENCE,
    "pictures": PICTURES,
    "front-matter": FRONT_MATTER,
    "drafts": DRAFTS,
}
"""All constructs, by the name of their table."""
