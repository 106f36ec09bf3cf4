"""A campaign's own templates are filled in by a process that can be ended: whatever one does, the program goes on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plaidoyer.languages.catalogues import catalogue
from plaidoyer.render.html import TemplateFailure, render, render_amendment
from plaidoyer.render.process import Renderer
from tests.compose.amended_pages import CHANGED, pages_of
from tests.render.conftest import TEMPLATES
from tests.render.sample_documents import ENGLISH, FRENCH

Make = Callable[[str], str]
LAW = "form: loi\nchanges:\n"


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    """One that gives templates of campaigns two seconds and a quarter of a gigabyte."""
    with Renderer(TEMPLATES, 2, 256) as running:
        yield running


@pytest.fixture
def fill(tmp_path: Path, renderer: Renderer) -> Make:
    """Fill a campaign's template of this source."""

    def make(source: str) -> str:
        (tmp_path / "mine").mkdir(exist_ok=True)
        (tmp_path / "mine/template.html").write_text(source, encoding="utf-8")
        return renderer.render(FRENCH, tmp_path / "mine", [tmp_path, TEMPLATES], "fr")

    return make


def started(renderer: Renderer) -> bool:
    return renderer._servant._running is not None


def test_templates_of_the_program_need_no_process(renderer: Renderer, tmp_path: Path, small: Path) -> None:
    """Most campaigns use no others, and wait for none to start. A campaign's others change nothing."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/template.html").write_text("x", encoding="utf-8")
    search = [tmp_path, TEMPLATES]
    renderer.prepare(TEMPLATES / "one-pager", search)
    page = renderer.render(ENGLISH, TEMPLATES / "one-pager", search, "en")
    assert page == render(ENGLISH, TEMPLATES / "one-pager", [TEMPLATES], catalogue("en"))
    amendment = pages_of(small, LAW + CHANGED)
    assert renderer.render_amendment(amendment, search, "fr") == render_amendment(
        amendment, [TEMPLATES], catalogue("fr")
    )
    assert not started(renderer)


def test_a_checkout_whose_templates_are_those_of_the_program(renderer: Renderer, tmp_path: Path) -> None:
    """The repository is a campaign, too: its templates are found by another name, and are no others."""
    (tmp_path / "templates").symlink_to(TEMPLATES)
    template = tmp_path / "templates/one-pager"
    renderer.render(ENGLISH, template, [tmp_path / "templates", TEMPLATES], "en")
    assert not started(renderer)


def test_a_template_of_a_campaign_gives_the_same_page(renderer: Renderer, tmp_path: Path, small: Path) -> None:
    folder = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    search = [folder, TEMPLATES]
    renderer.prepare(folder / "one-pager", search)
    assert started(renderer), "it comes up while citations are formatted"
    for document in (ENGLISH, FRENCH):
        page = renderer.render(document, folder / "one-pager", search, document.lang)
        assert page == render(document, TEMPLATES / "one-pager", [TEMPLATES], catalogue(document.lang))
    amendment = pages_of(small, LAW + CHANGED)
    assert renderer.render_amendment(amendment, search, "fr") == render_amendment(
        amendment, [TEMPLATES], catalogue("fr")
    )


ENDLESS = "\n{% for a in range(99999) %}{% for b in range(99999) %}{% set c = a * b %}{% endfor %}{% endfor %}"


def test_a_template_of_the_program_that_needs_one_of_the_campaign(renderer: Renderer, tmp_path: Path) -> None:
    """What templates share may be the campaign's, and must never run in this process: it could not be stopped."""
    (tmp_path / "_shared").mkdir()
    (tmp_path / "_shared/page.html").write_text(f"a{ENDLESS}", encoding="utf-8")
    with pytest.raises(TemplateFailure, match="it took longer than 2 s") as failed:
        renderer.render(ENGLISH, TEMPLATES / "one-pager", [tmp_path, TEMPLATES], "en")
    assert (failed.value.file, failed.value.line) == (tmp_path / "_shared/page.html", 2)
    assert failed.value.crash


@pytest.mark.parametrize(
    ("source", "line", "message", "crash"),
    [
        (ENDLESS, 2, "template cannot be filled in: it took longer than 2 s", True),
        ("\n{{ ('a' * 10**9)|length }}", 2, "template cannot be filled in: templates compute no powers", False),
        ("\n{{ ('a' * 1000000000)|length }}", 2, "template needs more memory than it may use", True),
        ("\n\n{{ (doc.title * 1000000000)|length }}", 3, "template needs more memory than it may use", True),
        ("\n{% set n = 10 %}{{ n ** n ** n }}", 2, "template cannot be filled in: templates compute no powers", False),
        ("\n{{ 'x'|center(1000000000) }}", 2, "template needs more memory than it may use", True),
        ("{% macro m() %}\n{{ m() }}{% endmacro %}\n{{ m() }}", 2, "template includes or calls itself without", False),
        ("{% include '_shared/self.html' %}", 1, "template includes or calls itself without end", False),
        ("{% import '_shared/self.html' as x %}", 1, "template includes or calls itself without end", False),
        (
            "{% set n = namespace(x=3) %}{% for _ in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
            1,
            "template cannot be filled in: it took longer than 2 s",
            True,
        ),
    ],
)
def test_a_template_that_breaks_its_bounds_fails_alone(
    source: str, line: int, message: str, crash: bool, fill: Make, tmp_path: Path
) -> None:
    """In one sentence, at its line where that is known; the next brief has its page."""
    (tmp_path / "_shared").mkdir()
    (tmp_path / "_shared/self.html").write_text("{% include '_shared/self.html' %}", encoding="utf-8")
    with pytest.raises(TemplateFailure, match=message) as failed:
        fill(source)
    assert (failed.value.line, failed.value.crash) == (line, crash)
    assert fill("{{ doc.title|length > 3 }}") == "True"


def test_a_template_that_cannot_be_compiled_in_time_is_told_by_the_page(renderer: Renderer, tmp_path: Path) -> None:
    """Constants are computed as templates are compiled: what is only made ready ahead must not harm either."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/template.html").write_text("{{ 'a' * 1000000000 }}", encoding="utf-8")
    search = [tmp_path, TEMPLATES]
    renderer.prepare(tmp_path / "mine", search)
    with pytest.raises(TemplateFailure, match="template needs more memory than it may use"):
        renderer.render(ENGLISH, tmp_path / "mine", search, "en")


def test_a_template_that_is_not_read_is_told_as_ever(fill: Make, tmp_path: Path) -> None:
    with pytest.raises(TemplateFailure, match="template cannot be read: ") as failed:
        fill("a\n{% if %}")
    assert (failed.value.file, failed.value.line) == (tmp_path / "mine/template.html", 2)
    assert not failed.value.crash


def test_a_process_that_is_lost_is_told_of_the_template(fill: Make, renderer: Renderer, tmp_path: Path) -> None:
    """Where it ended at is not known then, but the brief that it worked for is."""
    renderer._servant._module = "tests.workers.chores"
    with pytest.raises(TemplateFailure, match="template cannot be filled in: no process could be started") as failed:
        fill("x")
    assert (failed.value.file, failed.value.line) == (tmp_path / "mine/template.html", 1)
    assert failed.value.crash
