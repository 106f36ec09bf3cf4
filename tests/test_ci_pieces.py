"""What campaigns copy for their servers: it is well formed, calls the program as it is, and trusts no pull request."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from plaidoyer.cli.affected import as_markdown
from plaidoyer.cli.main import program
from plaidoyer.config import load_config
from plaidoyer.pipeline.affected import affected
from tests.histories import edit, keep

ROOT = Path(__file__).resolve().parents[1]
ACTION = "action.yml"
WORKFLOW = "examples/ci/github/plaidoyer.yml"
COMMENT = "examples/ci/github/plaidoyer-comment.yml"
GITLAB = "examples/ci/gitlab/.gitlab-ci.yml"
HOOKS = ".pre-commit-hooks.yaml"
FILES = (ACTION, WORKFLOW, COMMENT, GITLAB, HOOKS)

_CALL = re.compile(r"(?:^|;|&&|\|\||\)|then)\s*(plaidoyer\s[^;&|<>\n)]*)", re.MULTILINE)
_WORDS = {"$FOLDER": ".", "$OUT": "out", "$ARGUMENTS": "", "$SINCE": "HEAD", "$CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD"}


def load(name: str) -> Any:
    # « on » is true to YAML 1.1; GitHub takes it for the word that it is.
    return yaml.load((ROOT / name).read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  # texts, nothing else


def scripts(node: Any) -> Iterator[str]:
    """Every script of a file, whatever the server calls it."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key in ("run", "script", "before_script", "entry"):
                yield from value if isinstance(value, list) else [value]
            else:
                yield from scripts(value)
    elif isinstance(node, list):
        for item in node:
            yield from scripts(item)


def actions(node: Any) -> Iterator[Mapping[str, Any]]:
    """Every step that another action does."""
    if isinstance(node, Mapping):
        if "uses" in node:
            yield node
        for value in node.values():
            yield from actions(value)
    elif isinstance(node, list):
        for item in node:
            yield from actions(item)


def calls(name: str) -> list[list[str]]:
    """The command lines of the program in a file, variables filled in."""
    found = []
    for script in scripts(load(name)):
        for match in _CALL.finditer(script):
            line = match[1]
            for variable, value in _WORDS.items():
                line = line.replace(variable, value)
            assert "$" not in line, line
            found.append(shlex.split(line)[1:])
    return found


@pytest.mark.parametrize("name", FILES)
def test_a_piece_is_well_formed_and_holds_each_key_once(name: str) -> None:
    """A server takes the last of two keys of one name, and says nothing."""
    root = yaml.compose((ROOT / name).read_text(encoding="utf-8"), yaml.SafeLoader)
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            assert len(keys) == len({*keys}), keys
            waiting += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
    assert load(name)


@pytest.mark.parametrize(
    ("name", "commands"),
    [
        (ACTION, ["check", "check", "build", "review", "affected"]),
        (WORKFLOW, []),
        (COMMENT, []),
        (GITLAB, ["check", "build", "review", "affected"]),
        (HOOKS, ["check"]),
    ],
)
def test_every_call_is_one_that_the_program_takes(
    name: str, commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An option that was renamed would break the jobs of every campaign, and no test of theirs."""
    called: list[str] = []
    for command_name, command in program.commands.items():
        monkeypatch.setattr(command, "callback", lambda *_, told=command_name, **__: called.append(told))
    for arguments in calls(name):
        program.main(arguments, standalone_mode=False)
    assert called == commands


def test_default_arguments_are_ones_that_the_commands_take() -> None:
    inputs = load(ACTION)["inputs"]
    for command in ("check", "build"):
        words = f"{inputs['arguments']['default']} {inputs[f'{command}-arguments']['default']}".split()
        program.commands[command].make_context(command, words)


@pytest.mark.parametrize("name", FILES)
def test_no_script_has_anything_put_into_it(name: str) -> None:
    """A branch may be called « $(curl …) »: whatever stands in « ${{ … }} » is pasted into a script, and run."""
    for script in scripts(load(name)):
        assert "${{" not in script


@pytest.mark.parametrize("name", FILES)
def test_shell_scripts_are_ones_that_a_shell_reads(name: str) -> None:
    for script in scripts(load(name)):
        if "github.rest" not in script:
            read = subprocess.run(["bash", "-n"], input=script.encode(), capture_output=True, check=False)
            assert read.returncode == 0, read.stderr.decode()


def test_pdfs_are_kept_when_findings_fail_the_job() -> None:
    """That is when somebody needs to see them."""
    uploads = [step for step in actions(load(ACTION)) if step["uses"].startswith("actions/upload-artifact@")]
    assert [step["if"].startswith("always()") for step in uploads] == [True, True]
    assert load(GITLAB)["briefs"]["artifacts"]["when"] == "always"
    assert "dist/" in load(GITLAB)["briefs"]["artifacts"]["paths"]


def test_what_a_run_remembers_is_the_same_folder_at_both_ends() -> None:
    restore, save = (step for step in actions(load(ACTION)) if "/cache/" in step["uses"])
    assert restore["with"]["path"] == save["with"]["path"]
    assert restore["with"]["key"] == save["with"]["key"]
    assert restore["with"]["key"].startswith(restore["with"]["restore-keys"])


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [("0 0 ", 0), ("0 0 0", 0), ("1 0 0", 1), ("1 3 0", 3), ("3 1 2", 2), ("0 0 2", 2), ("130 1", 130), ("137 0", 3)],
)
def test_a_job_ends_as_the_program_would(statuses: str, expected: int) -> None:
    """2 wins over 3, and 3 over 1; what was killed has failed."""
    script = load(ACTION)["runs"]["steps"][-1]["run"]
    done = subprocess.run(["bash", "-eo", "pipefail", "-c", script], env={"STATUSES": statuses}, check=False)
    assert done.returncode == expected


def test_the_job_of_a_pull_request_may_only_read() -> None:
    """It runs on what strangers wrote."""
    workflow = load(WORKFLOW)
    assert {*workflow["on"]} == {"pull_request", "push"}
    assert workflow["permissions"] == {"contents": "read"}
    text = (ROOT / WORKFLOW).read_text(encoding="utf-8")
    assert "secrets." not in text
    (checkout,) = (step for step in actions(workflow) if step["uses"].startswith("actions/checkout@"))
    assert checkout["with"]["persist-credentials"] == "false"


def test_only_the_commenting_job_may_write_and_it_runs_nothing_of_the_pull_request() -> None:
    workflow = load(COMMENT)
    assert workflow["on"]["workflow_run"]["workflows"] == [load(WORKFLOW)["name"]]
    assert workflow["permissions"] == {"actions": "read", "pull-requests": "write"}
    used = [step["uses"].partition("@")[0] for step in actions(workflow)]
    assert {*used} == {"actions/github-script", "actions/download-artifact"}
    expressions = re.findall(r"\$\{\{(.*?)\}\}", (ROOT / COMMENT).read_text(encoding="utf-8"))
    assert {one.strip() for one in expressions} == {"github.event.workflow_run.id", "github.token"}
    assert {
        *(one for step in actions(load(ACTION)) for one in [step["with"].get("name", "")] if "-affected" in one)
    } == {"${{ inputs.artifact }}-affected"}


# The comment --------------------------------------------------------------------------------------

_NODE = shutil.which("node")
_AROUND = """
const script = require('fs').readFileSync(process.argv[2], 'utf8');
const told = {};
const pulls = JSON.parse(process.argv[3]);
const comments = JSON.parse(process.argv[4]);
const github = {
  paginate: async () => comments,
  rest: {
    pulls: { list: async (what) => { told.head = what.head; return { data: pulls }; } },
    issues: {
      listComments: null,
      createComment: async (what) => { told.created = what; },
      updateComment: async (what) => { told.updated = what; },
    },
  },
};
const context = { repo: { owner: 'o', repo: 'r' }, payload: { workflow_run: {
  head_sha: 'abc', head_branch: "$(touch x)'", head_repository: { owner: { login: 'fork' } } } } };
const core = { setFailed: (why) => { told.failed = why; }, info: (why) => { told.info = why; } };
const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
new AsyncFunction('github', 'context', 'core', 'require', script)(github, context, core, require)
  .then(() => console.log(JSON.stringify(told)));
"""
PULL = [{"number": 6, "head": {"sha": "old"}}, {"number": 7, "head": {"sha": "abc"}}]


def comment(folder: Path, text: bytes | None, pulls: Any = PULL, comments: Any = ()) -> Any:
    """What the commenting job does with an artifact."""
    if text is not None:
        (folder / "plaidoyer-affected").mkdir()
        (folder / "plaidoyer-affected/affected.md").write_bytes(text)
    (folder / "script.js").write_text(load(COMMENT)["jobs"]["comment"]["steps"][-1]["with"]["script"], encoding="utf-8")
    (folder / "around.js").write_text(_AROUND, encoding="utf-8")
    assert _NODE is not None
    done = subprocess.run(
        [_NODE, "around.js", "script.js", json.dumps(pulls), json.dumps([*comments])],
        cwd=folder, capture_output=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


needs_node = pytest.mark.skipif(_NODE is None, reason="the script of the comment is JavaScript")


@needs_node
def test_the_programs_own_text_is_put_into_the_comment_as_it_is(tmp_path: Path, small: Path) -> None:
    keep(small)
    edit(
        small / "sources/rapport-2025.yaml",
        "Le coût est",
        "Le [coût](https://lacs.example) *est* @maire #12 `&amp;` $5",
    )
    edit(small / "sources/rapport-2025.yaml", "value: 75000", "value: 76000")
    text = as_markdown(affected(small, load_config(small), "HEAD"))
    told = comment(tmp_path, text.encode())
    assert told["created"]["body"] == f"<!-- plaidoyer affected -->\n{text}"
    assert told["created"]["issue_number"] == 7
    assert told["head"] == "fork:$(touch x)'"


@needs_node
def test_a_forged_text_pings_nobody_and_loads_nothing(tmp_path: Path) -> None:
    """Whoever changes the first workflow in a pull request writes the artifact."""
    evil = "@maire &commat;maire &#64;maire #12 GH-3 ![x](https://lacs.example) <img src=x> `a` <!-- x --> www.x.org\n"
    body = comment(tmp_path, (evil * 2000).encode())["created"]["body"].removeprefix("<!-- plaidoyer affected -->\n")
    for sign in ("@maire", "&commat;", "&#64;", "#12 ", "GH-3", "[", "<", "`", "://", "www."):
        assert sign not in body
    assert len(body) < 200_000


@needs_node
@pytest.mark.parametrize("text", [b"x" * 250_001, None])
def test_what_is_no_text_of_a_fair_size_makes_no_comment(tmp_path: Path, text: bytes | None) -> None:
    if text is None:
        (tmp_path / "plaidoyer-affected").mkdir()
        (tmp_path / "plaidoyer-affected/affected.md").symlink_to("/etc/hostname")
    assert {*comment(tmp_path, text)} == {"failed"}


@needs_node
def test_one_comment_is_kept_up_to_date_and_an_old_run_makes_none(tmp_path: Path) -> None:
    comments = [
        {"id": 1, "user": {"login": "someone"}, "body": "<!-- plaidoyer affected -->"},
        {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "other"},
        {"id": 3, "user": {"login": "github-actions[bot]"}, "body": "<!-- plaidoyer affected -->\nx"},
    ]
    assert comment(tmp_path, b"new", comments=comments)["updated"]["comment_id"] == 3
    shutil.rmtree(tmp_path / "plaidoyer-affected")
    assert {*comment(tmp_path, b"new", pulls=PULL[:1])} == {"head", "info"}
