"""Catalogues: a missing string is a word of English in the middle of a French page."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2 import Environment

from plaidoyer.languages.catalogues import STRINGS, InvalidCatalogue, catalogue
from plaidoyer.languages.profiles import PROFILES
from plaidoyer.languages.typography import set_text

ROOT = Path(__file__).parents[2]
LANGUAGES = sorted(PROFILES)
REVIEW = ROOT / "plaidoyer/review"
FOLDERS = {"page": STRINGS, "window": REVIEW / "strings"}
"""The catalogues of what is printed, and of the reviewer's window."""

each_catalogue = pytest.mark.parametrize("of", FOLDERS)


def messages(lang: str, of: str) -> dict[tuple[object, object], Message]:
    """Every entry of a catalogue, the header apart."""
    read = read_po(BytesIO((FOLDERS[of] / f"{lang}.po").read_bytes()), locale=lang, abort_invalid=True)
    return {(message.context, message.id): message for message in read if message.id}


def forms(message: Message) -> tuple[str, ...]:
    """All the forms of a translation."""
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return tuple(string or "" for string in strings)


@each_catalogue
def test_each_language_has_its_catalogue(of: str) -> None:
    """A profile without strings would build half a page."""
    assert sorted(path.stem for path in FOLDERS[of].glob("*.po")) == LANGUAGES


@each_catalogue
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_catalogue_is_complete(lang: str, of: str) -> None:
    """Every string of one language is in the others, translated and reviewed."""
    found = messages(lang, of)
    assert found.keys() == {key for other in LANGUAGES for key in messages(other, of)}
    assert [message.id for message in found.values() if message.fuzzy or not all(forms(message))] == []


@each_catalogue
@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_keep_the_names_of_their_values(lang: str, of: str) -> None:
    """« %(source)s » lost in translation is a source lost on the page; misspelt, it stops the build."""
    for message in messages(lang, of).values():
        source = message.id if isinstance(message.id, str) else message.id[0]
        for form in forms(message):
            assert sorted(re.findall(r"%\(\w+\)s", form)) == sorted(re.findall(r"%\(\w+\)s", source)), form


@each_catalogue
@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_are_typeset(lang: str, of: str) -> None:
    """Not every string passes through typography: the file has the final characters."""
    for message in messages(lang, of).values():
        for form in forms(message):
            assert set_text(form, lang) == form


@each_catalogue
def test_english_is_its_own_translation(of: str) -> None:
    """A msgid changed in the code and in one file only would leave two wordings."""
    for message in messages("en", of).values():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        assert tuple(form.replace("\u00a0", " ") for form in forms(message)) == ids


def used(of: str) -> set[tuple[str | None, object, str]]:
    """Every string that a page, or the window, asks for: context, id, and where."""
    files = [("python", path) for path in sorted((ROOT / "plaidoyer").rglob("*.py"))]
    files += [("jinja2", path) for folder in ("templates", "plaidoyer") for path in (ROOT / folder).rglob("*.html")]
    found: set[tuple[str | None, object, str]] = set()
    for method, path in files:
        if path.is_relative_to(REVIEW) == (of == "window"):
            with path.open("rb") as file:
                for _, message, _, context in extract(method, file, options={"trimmed": "true"}):
                    found.add((context, message, path.name))
    return found


@each_catalogue
def test_every_string_in_use_is_in_the_catalogues(of: str) -> None:
    """Otherwise it is shown in English."""
    known = {*messages("fr", of), *messages("fr", "page")}  # the window has the page's strings too
    assert sorted((str(id_), name) for context, id_, name in used(of) if (context, id_) not in known) == []


def test_no_string_of_the_window_is_kept_for_nothing() -> None:
    """What nothing asks for would be translated, and revised, for nobody."""
    asked = {(context, id_) for context, id_, _ in used("window")}
    assert messages("fr", "window").keys() - asked == set()


def test_strings_come_in_the_language_of_the_brief() -> None:
    """The page of a French brief is French throughout."""
    assert catalogue("fr").gettext("What we ask") == "Ce que nous demandons"
    assert catalogue("fr-FR").gettext("DRAFT") == "BROUILLON"
    assert catalogue("en").gettext("DRAFT") == "DRAFT"
    assert catalogue("fr").gettext("Source: %(source)s") % {"source": "IWF"} == "Source\u00a0: IWF"


@pytest.mark.parametrize(
    ("lang", "count", "expected"),
    [("fr", 0, "Auteur"), ("fr", 2, "Auteurs"), ("en", 0, "Authors"), ("en", 1, "Author")],
)
def test_plurals_follow_the_language(lang: str, count: int, expected: str) -> None:
    """French says « 0 auteur », English « 0 authors »."""
    assert catalogue(lang).ngettext("Author", "Authors", count) == expected


def test_a_template_engine_can_use_it() -> None:
    """Templates write ``_("…")`` with values and ``pgettext``."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    environment.install_gettext_translations(catalogue("fr"), newstyle=True)  # type: ignore[attr-defined]
    template = environment.from_string('{{ _("Source: %(source)s", source="a") }} {{ pgettext("x", "absent") }}')
    assert template.render().replace("\u00a0", " ") == "Source : a absent"


def po(text: str) -> bytes:
    """A catalogue with a header."""
    return f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n{text}'.encode()


def test_a_template_brings_its_own_strings(tmp_path: Path) -> None:
    """A campaign's template may say « Fiche » where the shipped strings say nothing, or reword one."""
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    (one / "fr.po").write_bytes(po('msgid "Sheet"\nmsgstr "Fiche"\n\nmsgid "Contact"\nmsgstr "Écrire à"\n'))
    (two / "fr.po").write_bytes(po('msgid "Contact"\nmsgstr "Joindre"\n'))
    strings = catalogue("fr", (one, two, tmp_path / "absent"))
    assert [strings.gettext(word) for word in ("Sheet", "Contact", "DRAFT")] == ["Fiche", "Joindre", "BROUILLON"]
    assert catalogue("fr").gettext("Contact") == "Contact"


def test_an_edit_of_a_template_s_strings_is_seen(tmp_path: Path) -> None:
    """A build that watches files must not print yesterday's words."""
    for word in ("Fiche", "Feuille"):
        (tmp_path / "fr.po").write_bytes(po(f'msgid "Sheet"\nmsgstr "{word}"\n'))
        assert catalogue("fr", (tmp_path,)).gettext("Sheet") == word


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (po('msgid "a"\nmsgstr "b"\nnonsense\n'), 6, "Unknown or misformatted keyword"),
        (b'msgid "a"\nmsgstr "\xe9"\n', 1, "it cannot be read"),
        (po('msgid "a"\nmsgstr[x] "b"\n'), 1, "it cannot be read"),
        (
            b'msgid ""\nmsgstr "Content-Type: text/plain; charset=none\\n"\n\nmsgid "\xc3\xa9"\nmsgstr "b"\n',
            1,
            "it cannot be read",
        ),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, content: bytes, line: int, reason: str) -> None:
    """A template's author finds the line to mend, not a traceback."""
    (tmp_path / "fr.po").write_bytes(content)
    with pytest.raises(InvalidCatalogue, match=reason) as caught:
        catalogue("fr", (tmp_path,))
    assert (caught.value.path, caught.value.line) == (tmp_path / "fr.po", line)


def test_an_unknown_language_is_refused() -> None:
    """English words on a German page must not pass unseen."""
    with pytest.raises(KeyError):
        catalogue("de")
