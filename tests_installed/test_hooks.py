"""The hooks of pre-commit in a repository of its own, and the steps of the action in a shell: as those who use them run them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
BROKEN = "The council is hoping {that a} deal is near. Itâ€™s late.\n"


def run(*command: str, at: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=at, capture_output=True, text=True, check=False, env={**os.environ, **environment})


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose pre-commit takes the hooks from this checkout, as it stands."""
    folder = tmp_path_factory.mktemp("hooks")
    hooks, sample = folder / "textcheck", folder / "sample"
    # pre-commit clones what is committed; what is not must be tested all the same.
    tracked = run("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", at=ROOT).stdout.split("\0")
    for name in filter(None, tracked):
        if (ROOT / name).is_file():
            (hooks / name).parent.mkdir(parents=True, exist_ok=True)
            (hooks / name).write_bytes((ROOT / name).read_bytes())
    sample.mkdir()
    identity = ("-c", "user.name=tests", "-c", "user.email=tests@example.org")
    for at in (hooks, sample):
        if at is sample:
            configuration = {
                "repos": [{"repo": hooks.as_uri(), "rev": "v1", "hooks": [{"id": "textcheck"}, {"id": "textcheck-fix"}]}]
            }
            (sample / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configuration))
        assert run("git", "init", "-q", at=at).returncode == 0
        assert run("git", "add", "-A", at=at).returncode == 0
        assert run("git", *identity, "commit", "-q", "-m", "first", at=at).returncode == 0
        assert run("git", "tag", "v1", at=at).returncode == 0
    return sample


def test_hooks_of_pre_commit(repository: Path, tmp_path: Path) -> None:
    def hooks(*arguments: str) -> subprocess.CompletedProcess[str]:
        return run(
            sys.executable,
            "-m",
            "pre_commit",
            "run",
            *arguments,
            "--all-files",
            at=repository,
            PRE_COMMIT_HOME=str(tmp_path / "home"),
        )

    (repository / "clean.txt").write_text("The council met on Monday, and nobody was late.\n")
    (repository / "broken.txt").write_text(BROKEN)
    # Neither a document nor text.
    (repository / "program.py").write_text("x = '{that a}'\n")
    (repository / "image.bin").write_bytes(bytes(range(256)))
    run("git", "add", "-A", at=repository)
    checked = hooks("textcheck")
    assert checked.returncode == 1, checked.stdout + checked.stderr
    assert "broken.txt:1:23" in checked.stdout
    assert "ART101" in checked.stdout
    assert "program.py" not in checked.stdout
    fixed = hooks("textcheck-fix")
    assert "files were modified by this hook" in fixed.stdout
    assert (repository / "broken.txt").read_text() == "The council is hoping that a deal is near. It’s late.\n"
    run("git", "add", "-A", at=repository)
    again = hooks()
    assert again.returncode == 0, again.stdout + again.stderr
    assert again.stdout.count("Passed") == 2


def test_the_action_installs_and_annotates(tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    defaults = {name: entry["default"] for name, entry in action["inputs"].items()}
    install, check = action["runs"]["steps"]
    (tmp_path / "broken.txt").write_text(BROKEN)
    given = {**defaults, "paths": "broken.txt", "arguments": "--select ART --fail-level error"}

    def environment(step: dict[str, dict[str, str]]) -> dict[str, str]:
        return {
            name: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda match: given[match[1]], value)
            for name, value in step["env"].items()
        }

    # The steps in an environment of their own, as on a fresh machine.
    assert run(sys.executable, "-m", "venv", "fresh", at=tmp_path).returncode == 0
    path = f"{tmp_path / 'fresh' / 'bin'}:{os.environ['PATH']}"
    installed = run(
        "bash", "-e", "-c", install["run"], at=tmp_path, PATH=path, GITHUB_ACTION_PATH=str(ROOT), **environment(install)
    )
    assert installed.returncode == 0, installed.stderr
    checked = run("bash", "-e", "-c", check["run"], at=tmp_path, PATH=path, PYTHONPATH="", **environment(check))
    assert checked.returncode == 1, checked.stderr
    assert checked.stdout.startswith("::error file=broken.txt,line=1,col=23")
    assert "ART101" in checked.stdout
    assert "ENC101" not in checked.stdout
