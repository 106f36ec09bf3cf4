"""Settings: found upwards, read once; a setting that cannot be used stops with one line that says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaidoyer.config import Config, Limits, UsageError, find_campaign, line_of, load_config


def settings(tmp_path: Path, text: str, name: str = "plaidoyer.toml") -> Config:
    """The settings that a file gives."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    return load_config(tmp_path)


@pytest.mark.parametrize("mark", ["plaidoyer.toml", "pyproject.toml", "briefs"])
def test_the_campaign_is_the_nearest_folder_upwards(tmp_path: Path, mark: str) -> None:
    (tmp_path / "plaidoyer.toml").touch()
    nearest = tmp_path / "one/campaign"
    inside = nearest / "briefs/note"
    inside.mkdir(parents=True)
    if mark == "plaidoyer.toml":
        (nearest / mark).touch()
    elif mark == "pyproject.toml":
        (nearest / mark).write_text('[project]\nname = "x"\n[tool.plaidoyer]\nlang = "en"\n', encoding="utf-8")
    else:
        (nearest / "sources").mkdir()
    assert find_campaign(inside) == nearest
    assert find_campaign(nearest) == nearest


def test_the_settings_of_another_tool_make_no_campaign(tmp_path: Path) -> None:
    (tmp_path / "plaidoyer.toml").touch()
    (tmp_path / "lib/briefs").mkdir(parents=True)
    (tmp_path / "lib/pyproject.toml").write_text("[tool.ruff]\n", encoding="utf-8")
    assert find_campaign(tmp_path / "lib") == tmp_path


def test_no_campaign_is_told_in_one_line_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no campaign in .*plaidoyer init") as caught:
        find_campaign(tmp_path)
    assert "\n" not in str(caught.value)
    with pytest.raises(UsageError, match="there is no folder"):
        find_campaign(tmp_path / "none")


def test_every_setting_is_read(tmp_path: Path) -> None:
    text = """
        template = "one-pager"
        lang = "en"
        csl = "styles/house.csl"
        jobs = 2
        reviewers = 1
        self-review = true
        allowed-signers = "reviewers.keys"
        require-captures = true
        allow = {heading-skip = "the form asks for it"}
        limits.file-size = 2000
        limits.seconds = 30
        limits.memory = 1024
    """
    allow, limits = {"heading-skip": "the form asks for it"}, Limits(2000, 30, 1024)
    review = (1, True, "reviewers.keys")
    assert settings(tmp_path, text) == Config("one-pager", "en", "styles/house.csl", 2, *review, True, allow, limits)


def test_without_settings_everything_has_its_default(tmp_path: Path) -> None:
    assert load_config(tmp_path) == Config()
    review = (0, False, "")
    limits = Limits(1024 * 1024, 60, 2048)
    assert settings(tmp_path, "") == Config("policy-brief", "fr", "", 0, *review, False, {}, limits)


def test_plaidoyer_toml_wins(tmp_path: Path) -> None:
    assert settings(tmp_path, '[tool.plaidoyer]\nlang = "en"\n', "pyproject.toml").lang == "en"
    assert settings(tmp_path, 'lang = "fr"\n').lang == "fr"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('templat = "x"', "plaidoyer.toml:1: setting « templat » is unknown: did you mean « template »?"),
        ("xyz = 1", "known here: template, lang, csl"),
        ("jobs = true", "setting « jobs » must be a whole number from 0 up, not True"),
        ('jobs = "4"', "not '4'"),
        ("reviewers = -1", "from 0 up"),
        ('lang = "de"', 'must be "fr" or "en"'),
        ("lang = ['fr']", 'must be "fr" or "en"'),
        ('template = "../x"', "must be a template's name"),
        ('csl = "/etc/x.csl"', "inside the campaign"),
        ('csl = "../x.csl"', "inside the campaign"),
        ('csl = "https://example.org/x.csl"', "inside the campaign"),
        ('require-captures = "yes"', "must be true or false"),
        ("allow = ['heading-skip']", "must be a table of rules and reasons"),
        ('allow = {heading-skip = " "}', "must give a reason for « heading-skip »"),
        ("allow = {heading-skip = true}", "must give a reason"),
        ("limits = 3", "must be a table"),
        ("limits.file-siz = 3", "limits: setting « file-siz » is unknown: did you mean « file-size »?"),
        ("limits.file-size = 0", "from 1 up"),
        ("limits.seconds = 0", "from 1 up"),
        ("limits.memory = 100", "from 512 up"),
        ('lang = "fr', "plaidoyer.toml is not well-formed TOML"),
        ("lang = 'fr'\nlang = 'en'\njobs = 1", "(at line 2, column 12)"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        settings(tmp_path, text)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_all_settings_that_cannot_be_used_are_told_in_one_run(tmp_path: Path) -> None:
    """Three mistakes are mended at once, each in its line, and not in three runs."""
    text = 'lang = "fr"\n\nreviewer = 1  # the others too\nself-review = 3\n[limits]\nseconds = 0\n'
    with pytest.raises(UsageError) as caught:
        settings(tmp_path, text)
    assert str(caught.value).split("\n") == [
        "plaidoyer.toml:3: setting « reviewer » is unknown: did you mean « reviewers »?",
        "plaidoyer.toml:4: setting « self-review » must be true or false, not 3",
        "plaidoyer.toml:6: limits: setting « seconds » must be a whole number from 1 up, not 0",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[project]\nlang = "de"\n[tool.plaidoyer]\njobs = 1\nlang = "de"\n', 5),
        ('[project]\n[tool.plaidoyer]\n"lang" = "de"\n', 3),
        ('[project]\n[tool]\nplaidoyer = {jobs = 1, lang = "de"}\n', 3),
        ('[project]\n[tool]\nplaidoyer.lang = "de"\n', 3),
    ],
)
def test_a_setting_is_found_in_the_file_of_other_tools(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(UsageError, match=f"pyproject.toml:{line}: setting « lang »"):
        settings(tmp_path, text, "pyproject.toml")


def test_the_line_of_a_setting_is_known_or_the_first(tmp_path: Path) -> None:
    """Whoever saves settings in another encoding while the review window is open sees a page, no traceback."""
    settings(tmp_path, "jobs = 2\nallowed-signers = 'keys'\n")
    assert line_of(tmp_path, "allowed-signers") == 2
    (tmp_path / "plaidoyer.toml").write_bytes(b"\xff")
    assert line_of(tmp_path, "allowed-signers") == 1


def test_settings_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "plaidoyer.toml").write_bytes(b'lang = "\xe9"')
    with pytest.raises(UsageError, match="UTF-8"):
        load_config(tmp_path)
    (tmp_path / "plaidoyer.toml").unlink()
    (tmp_path / "plaidoyer.toml").mkdir()
    with pytest.raises(UsageError, match="cannot be read"):
        load_config(tmp_path)


def test_a_pyproject_without_a_table_of_ours(tmp_path: Path) -> None:
    assert settings(tmp_path, "[tool.ruff]\n", "pyproject.toml") == Config()
    with pytest.raises(UsageError, match=r"\[tool.plaidoyer\] must be a table"):
        settings(tmp_path, "[tool]\nplaidoyer = 3\n", "pyproject.toml")
    with pytest.raises(UsageError, match=r"pyproject.toml:2: setting « jbos » is unknown"):
        settings(tmp_path, "[tool.plaidoyer]\njbos = 3\n", "pyproject.toml")
