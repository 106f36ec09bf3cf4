"""A brief from somebody else must not carry off files of the machine that builds it, nor tell a server that it did."""

from __future__ import annotations

import base64
import os
import struct
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from shutil import copy
from urllib.parse import quote

import pypdfium2
import pytest
from msgspec import Struct

from plaidoyer.typeset import fetch
from plaidoyer.typeset.fetch import Found, Refused, read
from plaidoyer.typeset.fonts import bundled
from plaidoyer.typeset.job import Job, Typeset, TypesetFailure
from plaidoyer.typeset.pdf import typeset
from tests.pictures import png

MARK = "SECRETMARK"
XMLNS = "http://www.w3.org/2000/svg"
SVG = f'<svg xmlns="{XMLNS}" width="99" height="20"><text y="15">{{}}</text><rect width="9" height="9"/></svg>'
OUTSIDE = "only files of the brief's own folder, its template's and templates/_shared are read"
ELSEWHERE = "nothing is read from other machines; only files of the campaign are read"
MALFORMED = "the address is not well formed"
UNKNOWN = (
    "it is none of the kinds that are read: pictures (PNG, JPEG, GIF, WebP, SVG), styles (.css), fonts, colour profiles"
)
LARGE = "the picture is larger than the 50,000,000 pixels that are read"


class Place(Struct, frozen=True):
    """A campaign with one brief, and what lies beside it."""

    root: Path
    brief: Path
    secrets: Path


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Secrets of every kind lie outside of the folder of the brief, whose pages may read that folder alone."""
    brief, secrets = tmp_path / "campaign/briefs/note", tmp_path / "secrets"
    brief.mkdir(parents=True)
    secrets.mkdir()
    (secrets / "secret.svg").write_text(SVG.format(MARK), encoding="utf-8")
    (secrets / "secret.css").write_text(f"h1::after {{ content: '{MARK}' }}", encoding="utf-8")
    (secrets / "secret.txt").write_text(MARK, encoding="utf-8")
    (secrets / "secret.png").write_bytes(png(3, 3))
    copy(next(bundled()[0].glob("*-Regular.otf")), secrets / "secret.otf")
    return Place(tmp_path / "campaign", brief, secrets)


@pytest.fixture(scope="session")
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server that has every secret, and what it was asked for."""
    paths: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(SVG.format(MARK).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Server) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()
        thread.join()


@pytest.fixture
def page(place: Place, fontconfig: Path) -> Callable[..., Typeset]:
    """``page(body, head)``: the page as a PDF, which may read the brief's own folder and nothing else."""

    def make(body: str = "", head: str = "") -> Typeset:
        html = f"<html lang='fr'><head><title>T</title>{head}</head><body><h1>Titre</h1>{body}</body></html>"
        return typeset(Job(html, (), place.root, fontconfig, folders=(place.brief,)))

    return make


def holds_nothing(pdf: bytes) -> bool:
    """Whether a PDF has no file, no picture, and not the mark."""
    assert MARK.encode() not in pdf
    assert b"EmbeddedFile" not in pdf
    document = pypdfium2.PdfDocument(pdf)
    pages = list(document)
    text = "".join(one.get_textpage().get_text_range() for one in pages)
    pictures = [each for one in pages for each in one.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])]
    return not (document.count_attachments() or pictures or MARK in text)


STYLED = {
    "background-image": "p { background-image: url('%svg') }",
    "background": "p { background: url('%svg') }",
    "list-style-image": "p { display: list-item; list-style-image: url('%svg') }",
    "content": "p::before { content: url('%svg') }",
    "border-image": "p { border: 1px solid; border-image: url('%svg') 1 }",
    "a variable": ":root { --u: url('%svg') } p { background: var(--u) }",
    "the page": "@page { background: url('%svg') }",
    "the margin": "@page { @top-left { content: url('%svg') } }",
    "@import": "@import '%css';",
    "@import url": "@import url('%css') print;",
    "@import in a layer": "@import url('%css') layer(x);",
    "@font-face": "@font-face { font-family: x; src: url('%otf') } p { font-family: x }",
    "a second @font-face": "@font-face { font-family: x; src: local('none'), url('%otf') }",
}
WRITTEN = {
    "img": "<img src='%svg' alt='x'>",
    "object": "<object data='%svg'></object>",
    "embed": "<embed src='%svg'>",
    "table": "<table background='%svg'><tr><td>x</table>",
    "style": "<p style=\"background: url('%svg')\">x</p>",
    "svg image": "<svg width='9' height='9'><image href='%svg' width='9' height='9'/></svg>",
    "svg xlink": "<svg width='9' height='9'><image xlink:href='%svg' width='9' height='9'/></svg>",
    "svg font": "<svg><style>@font-face { font-family: x; src: url('%otf') }</style><text>x</text></svg>",
    "svg import": "<svg><style>@import '%css';</style><text>x</text></svg>",
    "a attachment": "<a rel='attachment' href='%txt'>x</a>",
    "a attachment and more": "<a rel='nofollow Attachment' href='%txt' download='x.txt'>x</a>",
    "svg in the address": "<img alt='x' src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9'"
    " height='9'><image href='%svg' width='9' height='9'/></svg>\">",
}
HEADS = {
    "stylesheet": "<link rel='stylesheet' href='%css'>",
    "attachment": "<link rel='attachment' href='%txt'>",
    "attachment and stylesheet": "<link rel='stylesheet attachment' href='%css'>",
}
WAYS = [
    *((name, "<p>x</p>", f"<style>{style}</style>") for name, style in STYLED.items()),
    *((name, body, "") for name, body in WRITTEN.items()),
    *((name, "", head) for name, head in HEADS.items()),
]


def pointed(text: str, base: str) -> str:
    for ending in ("svg", "css", "otf", "txt"):
        text = text.replace(f"%{ending}", f"{base}/secret.{ending}")
    return text


@pytest.mark.parametrize("where", ["file", "http"])
@pytest.mark.parametrize(("body", "head"), [way[1:] for way in WAYS], ids=[way[0] for way in WAYS])
def test_no_way_to_ask_for_a_file_gets_one_from_elsewhere(
    body: str, head: str, where: str, place: Place, page: Callable[..., Typeset], asked: tuple[str, list[str]]
) -> None:
    """WeasyPrint reads whatever a page names, and attaches it: the keys of the machine, or a server's answer."""
    base = place.secrets.as_uri() if where == "file" else asked[0]
    result = page(pointed(body, base), pointed(head, base))
    assert holds_nothing(result.pdf)
    assert result.problems
    assert "@import" in body or any("secret." in one and "» was not " in one for one in result.problems)
    assert asked[1] == []


@pytest.mark.parametrize("source", ["secrets/secret.txt", "http://127.0.0.1:9/x.icc"])
def test_a_colour_profile_from_elsewhere_is_for_its_author_to_mend(source: str, page: Callable[..., Typeset]) -> None:
    """The engine bears no profile that cannot be had; nothing of the program has failed."""
    with pytest.raises(TypesetFailure, match=f"{source} » was not read: ") as failed:
        page("<p>x</p>", f"<style>@color-profile --x {{ src: url('{source}') }}</style>")
    assert not failed.value.crash


@pytest.mark.parametrize(
    "body",
    [
        "<iframe src='%svg'></iframe>",
        "<video src='%svg' poster='%svg'></video><audio src='%svg'></audio>",
        "<form action='%txt'><input type='image' src='%svg'></form>",
        "<script src='%txt'></script>",
        "<img srcset='%svg 2x' alt='x'>",
        "<picture><source srcset='%svg'></picture>",
        "<link rel='xmp-metadata' href='%txt'><link rel='icon' href='%svg'><link rel='preload' href='%svg'>",
        "<meta http-equiv='refresh' content='0;url=%svg'>",
        "<svg width='9' height='9'><use href='%svg#x'/></svg>",
        "<svg width='9' height='9'><rect width='9' height='9' fill='url(%svg#x)' mask='url(%svg#y)'/></svg>",
        "<style>p { cursor: url(%svg), auto; mask: url(%svg); filter: url(%svg#x) }</style><p>x</p>",
        "<style>p { background: image-set('%svg' 1x); shape-outside: url(%svg) }</style><p>x</p>",
        "<style>@namespace url(%svg); @document url(%svg) { p { color: red } }</style><p>x</p>",
        "<style>p::before { content: attr(data-x url) }</style><p data-x='%svg'>x</p>",
        "<style>p::before { content: target-text(url('%txt')) }</style><p>x</p>",
    ],
)
def test_what_the_engine_does_not_know_it_does_not_ask_for(
    body: str, place: Place, page: Callable[..., Typeset], asked: tuple[str, list[str]]
) -> None:
    """A later version of it might: then this says so."""
    for base in (place.secrets.as_uri(), asked[0]):
        assert holds_nothing(page(pointed(body, base)).pdf)
    assert asked[1] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            '<!DOCTYPE svg [<!ENTITY x SYSTEM "{}">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
            False,
        ),
        ('<svg xmlns="http://www.w3.org/2000/svg"><image xml:base="{}" href="" width="9" height="9"/></svg>', False),
        ('<!DOCTYPE svg SYSTEM "{}"><svg xmlns="http://www.w3.org/2000/svg" width="9"><text>x</text></svg>', True),
        (
            '<?xml-stylesheet href="{}" type="text/css"?><svg xmlns="http://www.w3.org/2000/svg"><text>x</text></svg>',
            True,
        ),
    ],
)
def test_a_picture_that_points_elsewhere_shows_nothing_of_it(
    text: str, shown: bool, place: Place, page: Callable[..., Typeset], asked: tuple[str, list[str]]
) -> None:
    for source in ((place.secrets / "secret.svg").as_uri(), f"{asked[0]}/secret.svg"):
        (place.brief / "picture.svg").write_text(text.format(source, XMLNS), encoding="utf-8")
        result = page("<img src='briefs/note/picture.svg' alt='x'>")
        assert holds_nothing(result.pdf)
        assert bool(result.problems) != shown
    assert asked[1] == []


def test_what_a_page_is_made_of_is_read(place: Place, page: Callable[..., Typeset]) -> None:
    """A wall around everything would be of no use: pictures, styles and typefaces of the brief's own folder."""
    for path in place.secrets.iterdir():
        copy(path, place.brief / f"étang {path.name}")
    base = f"briefs/note/{quote('étang secret')}"
    result = page(
        f"<p>Mots</p><img src='{base}.png?v=2#x' alt='x'><img src='{base}.svg' alt='x'>"
        f"<img alt='x' src='data:image/png;base64,{base64.b64encode(png(4, 4)).decode()}'>",
        f"<style>@import '{base}.css'; @font-face {{ font-family: Etang; src: url({base}.otf) }}"
        "p { font-family: Etang }</style>",
    )
    assert result.problems == ()
    (sheet,) = pypdfium2.PdfDocument(result.pdf)
    assert sheet.get_textpage().get_text_range().count(MARK) == 2
    assert len(list(sheet.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))) == 2


def test_the_typeface_of_one_page_is_not_that_of_the_next(place: Place, page: Callable[..., Typeset]) -> None:
    """Pages are set by one process: what one brings must not be seen by another, or their order would count."""
    copy(place.secrets / "secret.otf", place.brief / "own.otf")
    words = "<p style='font-family: Etang'>Mots</p>"
    plain = page(words).pdf
    style = "<style>@font-face { font-family: Etang; src: url(briefs/note/own.otf); font-weight: 900 }</style>"
    assert page(words, style).problems == ()
    assert page(words).pdf == plain


def test_a_style_that_reads_others_is_read_anew(place: Place, fontconfig: Path) -> None:
    """An edit of an imported style is seen, and what is wrong with one is told of every page, not of the first."""
    sheet, imported = place.brief / "style.css", place.brief / "more.css"
    sheet.write_text("@import 'more.css'; @import 'none.css'; p { colour: red }", encoding="utf-8")
    made = []
    for colour in ("red", "blue"):
        imported.write_text(f"p {{ color: {colour} }}", encoding="utf-8")
        html = "<html lang='fr'><title>T</title><h1>x</h1><p>Mots</p></html>"
        made.append(typeset(Job(html, (sheet,), place.root, fontconfig, folders=(place.brief,))))
    assert made[0].pdf != made[1].pdf
    assert made[0].problems == made[1].problems
    assert [("none.css" in one, "colour" in one) for one in made[0].problems] == [(True, False), (False, True)]


def test_what_is_wrong_with_a_style_is_told_of_every_page(place: Place, fontconfig: Path) -> None:
    sheet = place.brief / "style.css"
    sheet.write_text("p { colour: red }", encoding="utf-8")
    job = Job("<html lang='fr'><title>T</title><h1>x</h1></html>", (sheet,), place.root, fontconfig)
    assert typeset(job).problems == typeset(job).problems != ()


@pytest.fixture
def refused(place: Place) -> Callable[[str], str]:
    """``refused(address)``: why it is not read by a page of the brief."""

    def make(address: str) -> str:
        with pytest.raises(Refused) as told:
            read(address, (place.brief.resolve(),))
        return str(told.value)

    return make


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("{root}/plaidoyer.toml", OUTSIDE),
        ("{brief}", "this is not an ordinary file"),
        ("{brief}/../other/map.png", OUTSIDE),
        ("{brief}/%2e%2e/other/map.png", OUTSIDE),
        ("{brief}/%2E./%2e%2E/%73ources/captures/x.png", OUTSIDE),
        ("{brief}/..%2f..%2f..%2fsecrets/secret.png", OUTSIDE),
        ("{brief}/%252e%252e/other/map.png", "the file cannot be read: No such file or directory"),
        ("{brief}/none.png", "the file cannot be read: No such file or directory"),
        ("{brief}/linked.png", OUTSIDE),
        ("{brief}/folder/secret.png", OUTSIDE),
        ("{brief}-2/secret.png", OUTSIDE),
        ("{brief}/circle.png", "the file cannot be read: "),
        ("{brief}/pipe.png", "this is not an ordinary file"),
        ("{brief}/a%00b.png", MALFORMED),
        ("{brief}/..%5c..%5csecret.png", ELSEWHERE),
        ("{brief}/" + "a" * 5000, "the file cannot be read: File name too long"),
        ("file:///dev/zero", OUTSIDE),
        ("file:///proc/self/environ", OUTSIDE),
        ("file://host/share/secret.png", ELSEWHERE),
        ("file://localhost/etc/hostname", ELSEWHERE),
        ("file:////host/share/secret.png", ELSEWHERE),
        ("file:%2f%2fhost/share/secret.png", ELSEWHERE),
        ("file:///%5c%5chost%5cshare%5csecret.png", ELSEWHERE),
        ("file:///C:/secret.png", OUTSIDE),
        ("http://[", MALFORMED),
        ("http://127.0.0.1/x.png", "nothing is fetched by « http: »; only files of the campaign are read"),
        ("HTTPS://example.org/x.png", "nothing is fetched by « https: »; only files of the campaign are read"),
        ("ftp://127.0.0.1/x.png", "nothing is fetched by « ftp: »; only files of the campaign are read"),
        ("jar:file:///x.jar!/x.png", "nothing is fetched by « jar: »; only files of the campaign are read"),
        ("gopher://127.0.0.1/x", "nothing is fetched by « gopher: »; only files of the campaign are read"),
        ("javascript:alert(1)", "nothing is fetched by « javascript: »; only files of the campaign are read"),
        ("about:blank", "nothing is fetched by « about: »; only files of the campaign are read"),
        ("x.png", "nothing is fetched by « : »; only files of the campaign are read"),
        ("data:", MALFORMED),
        ("data:image/png;base64,A", MALFORMED),
        ("data:text/css,p{{color:red}}", UNKNOWN),
        ("data:text/html,<html>x</html>", UNKNOWN),
        ("data:image/png,not a picture", UNKNOWN),
        ("data:font/otf;base64,T1RUTwAA", "an address may hold a picture, nothing else"),
        ("DATA:image/png;BASE64,iVBORw0KGgo=", "the picture cannot be read (UnidentifiedImageError)"),
    ],
)
def test_an_address_that_leads_elsewhere_is_refused(
    address: str, why: str, place: Place, refused: Callable[[str], str]
) -> None:
    """Each in the words that its author will read."""
    for folder in (place.root / "briefs/other", place.root / "sources/captures", place.root / "briefs/note-2"):
        folder.mkdir(parents=True)
        copy(place.secrets / "secret.png", folder)
    (place.brief / "linked.png").symlink_to(place.secrets / "secret.png")
    (place.brief / "folder").symlink_to(place.secrets)
    (place.brief / "circle.png").symlink_to(place.brief / "circle.png")
    os.mkfifo(place.brief / "pipe.png")
    said = refused(address.format(root=place.root.as_uri(), brief=place.brief.as_uri()))
    assert said.startswith(why)
    assert why == "the file cannot be read: " or said == why


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (png(1, 1, says=(60_000, 60_000)), LARGE),
        (png(1, 1, says=(10_000, 9_000)), LARGE),
        (png(1, 1, says=(8_000, 8_000)), LARGE),
        (b"GIF89a" + struct.pack("<HH", 60_000, 60_000) + b"\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;", LARGE),
        (b"RIFF\x1a\0\0\0WEBPVP8L\x0e\0\0\0/" + b"\xff" * 13, LARGE),
        (b"RIFF\x1a\0\0\0WEBP", "the picture cannot be read ("),
        (b"\xff\xd8\xff", "the picture cannot be read ("),
        (b"8BPS\0\1" + bytes(60), UNKNOWN),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", UNKNOWN),
        (b"<html><p>x</p></html>", UNKNOWN),
        (b"", UNKNOWN),
    ],
)
def test_a_picture_that_would_break_a_decoder_never_meets_it(
    data: bytes, why: str, place: Place, refused: Callable[[str], str]
) -> None:
    """A hundred bytes may declare sixty thousand pixels each way: eleven gigabytes, once decoded."""
    (place.brief / "picture.png").write_bytes(data)
    assert refused((place.brief / "picture.png").as_uri()).startswith(why)


def test_what_is_larger_than_any_picture_is_not_read(
    place: Place, refused: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with (place.brief / "large.png").open("wb") as file:
        file.truncate(fetch.LARGEST + 1)  # it has a size, and fills no disk
    assert refused((place.brief / "large.png").as_uri()) == "the file has 52,428,801 bytes; at most 52,428,800 are read"
    monkeypatch.setattr(fetch, "LARGEST", 100)
    held = f"data:image/png;base64,{'A' * 100}"
    assert refused(held) == f"the address has {len(held)} characters; at most 100 are read"


def test_what_a_file_is_its_bytes_say(place: Place) -> None:
    """No table of the machine counts, nor what a file is called: only so is it known which decoder meets them."""
    profile = bytes(36) + b"acsp"
    for name, data, kind in (
        ("a.jpg", png(2, 2), "image/png"),
        ("b.css", b"p { color: red }", "text/css"),
        ("c.CSS", b"", "text/css"),
        ("d.png", b'\xef\xbb\xbf <?xml version="1.0"?><svg:svg xmlns:svg="x"/>', "image/svg+xml"),
        ("e", (place.secrets / "secret.otf").read_bytes(), "font/sfnt"),
        ("f.icc", profile, "application/vnd.iccprofile"),
    ):
        (place.brief / name).write_bytes(data)
        assert read((place.brief / name).as_uri(), (place.brief.resolve(),)) == Found(data, kind)


def test_a_long_address_is_shown_in_part(page: Callable[..., Typeset]) -> None:
    """A report is for people."""
    (problem,) = page(f"<img alt='x' src='data:image/png,{'x' * 5000}'>").problems
    assert problem == f"« data:image/png,{'x' * 44}… » was not read: {UNKNOWN}"


def test_a_page_of_many_mistakes_is_told_in_part(page: Callable[..., Typeset]) -> None:
    """A report of a hundred thousand lines helps nobody, and fills a disk."""
    body = "".join(f"<img alt='x' src='none-{number}.png'>" for number in range(150))
    problems = page(body, f"<style>p {{ colour-{'x' * 1000}: red }}</style>").problems
    assert len(problems) == 101
    assert max(len(problem) for problem in problems) < 600
    assert problems[-1] == "51 more problems like these"
