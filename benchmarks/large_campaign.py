"""Campaigns of any size, made up from one seed: the workloads of the benchmarks.

A campaign has captures of three kinds (web pages of 100 to 370 KB, mostly markup; reports in PDF of 4 to 36 pages;
plain texts of some 10 KB), a record for each, and briefs. Pages are as large as those of newspapers: eleven that the
tests of mozilla/readability keep have 87 to 1,161 KB, half of them more than 258. Each passage stands once, word for
word, in its capture, and nothing is wrong anywhere. The sentences are put together from phrases, each of them once:
they say nothing. Look at one: ``.venv/bin/python -m benchmarks.large_campaign NAME DIR``.

This file must not import the program that is measured.
"""

import argparse
import hashlib
import html
import json
import multiprocessing
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

from msgspec import Struct

VERSION = "3"  # to be raised with every change of this file: workloads are kept
SEED = 20261122


class Size(Struct, frozen=True):
    """How large a campaign is, and what it is called.

    ``pages``, ``pdfs`` and ``texts`` are its captures, a record each. A record has so many ``passages``; a figure is
    read in one of its own. A brief has so many ``claims``, each of which rests on a passage; so many briefs in a row
    are ``alike`` in their sources, and no other names these.
    """

    name: str
    pages: int
    pdfs: int
    texts: int
    passages: int
    figures: int
    briefs: int
    claims: int
    alike: int

    @property
    def records(self) -> int:
        """One for each capture."""
        return self.pages + self.pdfs + self.texts


EVIDENCE = Size("large-campaign", 350, 150, 0, passages=20, figures=4, briefs=100, claims=100, alike=1)
"""Long briefs over large captures: 10,000 claims, each on a passage of its own."""

BRIEFS = Size("many-briefs", 0, 0, 2000, passages=2, figures=1, briefs=100, claims=18, alike=3)
"""Briefs of two pages over 2,000 records and 20 MB of captures."""

REVIEW = Size("review", 20, 10, 370, passages=5, figures=2, briefs=40, claims=50, alike=1)
"""2,000 claims to review, each on a passage of its own."""

_WHO = (
    "Le réseau des écoles", "La mission de conseil", "Le service départemental", "La plateforme d’écoute",
    "L’observatoire régional", "Le comité de suivi", "La cellule de veille", "L’équipe de prévention",
    "Le centre de ressources", "La direction des études", "L’association des familles", "Le groupe de travail",
    "La délégation territoriale", "Le bureau des usages", "L’inspection générale", "Le pôle de formation",
)  # fmt: skip
_DID = (
    "présente", "réunit", "décrit", "examine", "recommande", "publie", "finance", "prépare", "évalue", "accompagne",
    "soutient", "organise",
)  # fmt: skip
_WHAT = (
    "des ateliers destinés aux familles", "une formation ouverte aux enseignants", "un guide remis aux élèves",
    "des séances animées par des médiateurs", "une enquête menée auprès des parents", "un relais joignable en soirée",
    "des outils traduits en plusieurs langues", "une charte rédigée avec les élèves", "un bilan discuté en conseil",
    "des affiches placées dans les couloirs", "une permanence tenue par des juristes",
    "un parcours adapté aux plus jeunes",
)  # fmt: skip
_WHERE = (
    "dans les collèges du littoral", "dans les écoles de montagne", "dans les lycées de la métropole",
    "dans les communes rurales", "dans les quartiers prioritaires", "dans les foyers du département",
    "dans les bibliothèques de la région", "dans les centres de loisirs", "dans les maisons de quartier",
    "dans les internats publics", "dans les clubs sportifs", "dans les villages isolés",
    "dans les établissements privés", "dans les permanences locales",
)  # fmt: skip
_HOW = (
    "avec l’accord des parents", "sans moyens supplémentaires", "après une longue concertation",
    "selon un calendrier public", "à la demande des élèves", "sous le contrôle d’un tiers",
    "en lien avec les communes", "malgré des retards", "au cours de l’année scolaire", "dès la rentrée",
    "à titre gratuit", "pendant les vacances", "avec des volontaires", "en petits groupes",
)  # fmt: skip
_COUNTED = (("signalement", "signalements"), ("appel", "appels"), ("demande", "demandes"), ("dossier", "dossiers"))


_OTHERS = {"html": (60, 200), "pdf": (90, 950), "txt": (50, 80)}
"""Sentences of no use in a capture, from so many to fewer than so many."""


class _Figure(Struct, frozen=True):
    value: int
    unit: tuple[str, str]
    of: str
    more_than: bool

    @property
    def words(self) -> str:
        """As a French author writes it."""
        return f"{'plus de ' * self.more_than}{self.value:,} {self.unit[1]}".replace(",", "\u202f")


class _Passage(Struct, frozen=True):
    """Words of a capture; the first of a record state a figure each."""

    source: str
    name: str
    exact: str
    figure: _Figure | None


class _Copy(Struct, frozen=True):
    """A capture: its name, and the paragraphs of its own text."""

    id: str
    file: str
    paragraphs: Sequence[Sequence[str]]


def add_work(parser: argparse.ArgumentParser) -> None:
    """Let whoever runs a benchmark say where its campaign is kept: « --work »."""
    parser.add_argument(
        "--work",
        type=Path,
        default=Path(tempfile.gettempdir()) / "plaidoyer-benchmark",
        help="where the campaign is kept from one run to the next (default: %(default)s)",
    )


def campaign(work: Path, size: Size) -> Path:
    """The folder of the campaign below ``work``, made where it is not there yet."""
    root = work / size.name
    done = root / "done"
    if done.is_file() and done.read_text(encoding="utf-8") == VERSION:
        return root
    shutil.rmtree(root, ignore_errors=True)
    for folder in ("sources/captures", "briefs"):
        (root / folder).mkdir(parents=True)
    _write_all(root, size, random.Random(SEED))
    done.write_text(VERSION, encoding="utf-8")
    return root


def _write_all(root: Path, size: Size, chance: random.Random) -> None:
    sentences = _sentences(chance)
    figures = _figures(chance)
    copies: list[_Copy] = []
    passages: list[_Passage] = []
    endings = ["html"] * size.pages + ["pdf"] * size.pdfs + ["txt"] * size.texts
    for number, ending in enumerate(endings):
        id_ = f"source-{number:0{len(str(size.records - 1))}}"
        own = [
            _passage(id_, at, next(sentences), next(figures) if at < size.figures else None)
            for at in range(size.passages)
        ]
        passages += own
        copies.append(_Copy(id_, f"captures/{id_}.{ending}", _paragraphs(own, sentences, chance, ending)))
    for copy in (one for one in copies if one.file.endswith("html")):
        (root / "sources" / copy.file).write_text(_page(copy, sentences, chance), encoding="utf-8")
    for copy in (one for one in copies if one.file.endswith("txt")):
        text = "\n\n".join(" ".join(paragraph) for paragraph in copy.paragraphs)
        (root / "sources" / copy.file).write_text(text, encoding="utf-8")
    with multiprocessing.get_context("spawn").Pool() as pool:
        reports = [(root / "sources" / copy.file, copy) for copy in copies if copy.file.endswith("pdf")]
        for _ in pool.imap_unordered(_typeset, reports):
            pass
    for at, copy in enumerate(copies):
        record = _record(root, copy, passages[at * size.passages : (at + 1) * size.passages])
        (root / "sources" / f"{copy.id}.yaml").write_text(record, encoding="utf-8")
    for number in range(size.briefs):
        folder = root / "briefs" / f"brief-{number:03}"
        folder.mkdir()
        (folder / "brief.md").write_text(_brief(number, _share(passages, number, size), sentences), encoding="utf-8")
    (root / "plaidoyer.toml").write_text('lang = "fr"\ntemplate = "policy-brief"\n', encoding="utf-8")


def _share(passages: Sequence[_Passage], number: int, size: Size) -> Sequence[_Passage]:
    """The passages of a brief: of many records, which serve other briefs too where they have many passages."""
    group, across = number // size.alike, max(size.passages // 4, 1)
    return passages[group % across + group // across * across * size.claims :: across][: size.claims]


# Words ----------------------------------------------------------------------------------------------


def _sentences(chance: random.Random) -> Iterator[str]:
    """Sentences in no order, no two of them alike."""
    known = set()
    while True:
        words = " ".join(map(chance.choice, (_WHO, _DID, _WHAT, _WHERE, _HOW)))
        second = " ".join(map(chance.choice, (_DID, _WHAT, _HOW)))
        if (words, second) not in known:
            known.add((words, second))
            yield f"{words}, et {second}."


def _figures(chance: random.Random) -> Iterator[_Figure]:
    """Figures that count a different thing each."""
    things = [f"traités {where}, {what}, {how}" for where, what, how in product(_WHERE, _WHAT, _HOW)]
    chance.shuffle(things)
    for of in things:
        yield _Figure(chance.randrange(1001, 99_999), chance.choice(_COUNTED), of, chance.random() < 0.3)


def _passage(source: str, at: int, sentence: str, figure: _Figure | None) -> _Passage:
    exact = f"{sentence[:-1]}, pour {figure.words} traités." if figure else sentence
    return _Passage(source, f"p{at:02}", exact, figure)


def _paragraphs(
    passages: Sequence[_Passage], sentences: Iterator[str], chance: random.Random, ending: str
) -> list[list[str]]:
    """The passages among many more sentences of no use."""
    others = chance.randrange(*_OTHERS[ending])
    told = [passage.exact for passage in passages] + [next(sentences) for _ in range(others)]
    chance.shuffle(told)
    return [told[at : at + 4] for at in range(0, len(told), 4)]


# Captures -------------------------------------------------------------------------------------------


def _page(copy: _Copy, sentences: Iterator[str], chance: random.Random) -> str:
    """A page of a newspaper: scripts, styles, menus, the article with links and asides, teasers, a footer."""
    title = next(sentences)
    blocks = []
    for number, paragraph in enumerate(copy.paragraphs):
        words = html.escape(" ".join(paragraph))
        first, _, rest = words.partition(" ")
        link = f'<a class="article__link" href="/theme/{number}" data-track="inline-{number}">{first}</a>'
        blocks.append(f'<p class="article__paragraph article__paragraph--{number % 3}">{link} {rest}</p>')
        if number % 7 == 3:
            blocks.append(f'<h2 class="article__subtitle" id="s{number}">{html.escape(next(sentences)[:40])}</h2>')
        if number % 11 == 5:
            blocks.append(
                f'<figure class="media"><img loading="lazy" src="/i/{number}.jpg" srcset="/i/{number}-400.jpg 400w, '
                f'/i/{number}-800.jpg 800w" alt=""><figcaption class="media__legend">Illustration</figcaption></figure>'
            )
    teasers = "".join(
        f'<li class="teaser teaser--small" data-id="{chance.getrandbits(48):x}"><a class="teaser__link" '
        f'href="/a/{chance.getrandbits(40):x}.html"><picture><source media="(min-width: 48em)" '
        f'srcset="/t/{number}-2.webp 2x, /t/{number}.webp 1x">'
        f'<img src="/t/{number}.jpg" alt="" width="240" height="160"></picture><span '
        f'class="teaser__title">{html.escape(next(sentences)[:60])}</span></a></li>\n'
        for number in range(chance.randrange(50, 225))
    )
    menu = "".join(
        f'<li class="nav__item nav__item--level{number % 3}"><a class="nav__link" href="/rubrique/{number}/" '
        f'role="menuitem" tabindex="-1">Rubrique {number}</a></li>\n'
        for number in range(chance.randrange(100, 375))
    )
    state = json.dumps(
        {f"key{number}": f"{chance.getrandbits(256):x}" for number in range(chance.randrange(150, 1250))}
    )
    style = "".join(f".c{number}{{margin:0 {number}px;color:#{number:06x}}}\n" for number in range(500))
    return f"""<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>{html.escape(title)}</title>
<meta property="og:title" content="{html.escape(title)}"><meta name="author" content="Rédaction">
<style>{style}</style><script>window.__STATE__ = {state};</script></head>
<body class="page"><header class="header"><nav class="nav" role="menubar"><ul class="nav__list">
{menu}</ul></nav></header>
<main id="main"><article class="article"><h1 class="article__title">{html.escape(title)}</h1>
<div class="article__body">
{chr(10).join(blocks)}
</div></article>
<aside class="related"><h2>À lire aussi</h2><ul class="related__list">
{teasers}</ul></aside></main>
<footer class="footer"><ul>{menu[: len(menu) // 2].rpartition("</li>")[0]}</li></ul><p>Mentions légales</p></footer>
</body></html>
"""


def _typeset(job: tuple[Path, _Copy]) -> None:
    """Typeset a report; run in a process of its own."""
    from weasyprint import HTML  # slow to import

    path, copy = job
    text = "".join(f"<p>{html.escape(' '.join(paragraph))}</p>" for paragraph in copy.paragraphs)
    style = (
        "@page {size: A4; margin: 20mm; @bottom-center {content: counter(page)}}"
        " body {font: 10pt/1.3 serif; text-align: justify; hyphens: auto}"
    )
    page = f'<html lang="fr"><style>{style}</style><h1>Rapport {copy.id}</h1>{text}</html>'
    path.write_bytes(HTML(string=page).write_pdf())


# Records and briefs ---------------------------------------------------------------------------------


_SECTIONS = {
    "problem": "Le problème",
    "law": "Ce que dit le droit",
    "options": "Les options",
    "objections": "Objections et réponses",
    "implementation": "Mise en œuvre",
}


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _record(root: Path, copy: _Copy, passages: Sequence[_Passage]) -> str:
    digest = hashlib.sha256((root / "sources" / copy.file).read_bytes()).hexdigest()
    lines = [
        f"id: {copy.id}",
        f"type: {'webpage' if copy.file.endswith('html') else 'report'}",
        f"title: Sur les usages du numérique, {copy.id}",
        "author: [{literal: Observatoire des usages}]",
        "issued: 2025-03",
        "language: fr",
        f"URL: https://example.org/{copy.id}",
        "captures:",
        f"  - file: {copy.file}",
        f"    sha256: {digest}",
        "    retrieved: 2025-06-02",
        "    redistributable: false",
        "passages:",
    ]
    for passage in passages:
        lines += [f"  {passage.name}:", f"    exact: {_quoted(passage.exact)}"]
        if not passage.figure:
            lines.append("    locator: {section: Bilan}")
    lines.append("figures:")
    for passage in passages:
        if figure := passage.figure:
            one, other = figure.unit
            lines += [
                f"  f{passage.name}:",
                f"    value: {figure.value}",
                f"    qualifier: {'more than' if figure.more_than else 'exactly'}",
                f"    unit: {{fr: {{one: {one}, other: {other}}}}}",
                f"    of: {{fr: {_quoted(figure.of)}}}",
                f"    passage: {passage.name}",
            ]
    return "\n".join(lines) + "\n"


def _claim(passage: _Passage, at: int, sentence: str) -> str:
    """One sentence that rests on a passage."""
    target = f"{passage.source}/{passage.name}"
    if passage.figure:
        return f"On y compte [{passage.figure.words}](figure:{passage.source}/f{passage.name}), traités sur place."
    if at % 5 == 1:
        return f"Le rapport le dit : [](quote:{target})."
    if at % 5 == 2:
        return f"Il est écrit : « [{passage.exact[:-1]}](quote:{target}) »."
    return f"{sentence[:-1]} [@{target}]."


def _brief(number: int, passages: Sequence[_Passage], sentences: Iterator[str]) -> str:
    claims = [_claim(passage, at, next(sentences)) for at, passage in enumerate(passages)]
    messages, told = claims[:3], claims[3:]
    length = -(-len(told) // len(_SECTIONS))
    cut = [told[at : at + length] for at in range(0, len(told), length)]
    parts = [f"- {message}" for message in messages]
    sections = []
    for (name, title), its in zip(_SECTIONS.items(), cut, strict=True):
        text = "\n\n".join(" ".join([*its[at : at + 4], next(sentences)]) for at in range(0, len(its), 4))
        sections.append(f"## {title} {{#{name}}}\n\n{text}\n")
    front = (
        f"---\ntitle: Note {number:03} sur les usages du numérique\ntemplate: policy-brief\nlang: fr\n"
        "date: 2026-11-24\nversion: 1\n"
        "ask: Que le Parlement inscrive cette mesure dans la loi avant le 31 décembre 2027.\n"
        "contact: demonstration@example.org\ntransparency: Note d’essai, rédigée sans mandat.\n---\n"
    )
    return f"{front}\n::: key-messages\n" + "\n".join(parts) + "\n:::\n\n" + "\n".join(sections)


if __name__ == "__main__":
    _NAMED = {size.name: size for size in (EVIDENCE, BRIEFS, REVIEW)}
    print(campaign(Path(sys.argv[2]), _NAMED[sys.argv[1]]))
