"""textcheck tried as a stranger would: by the lines of the README, in a fresh environment, on a folder of fifty mixed documents."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mixed_documents import BYTES, CLEAN, LEFT, REPAIRED, write
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def readme_line(begin: str) -> str:
    """The one command of the README that begins so, without its comment."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (line,) = (line for line in re.findall(r"^textcheck .*$", text, re.MULTILINE) if line.startswith(begin))
    return line.partition("#")[0].strip()


class Stranger:
    """A shell with textcheck installed in a fresh environment, and the fifty documents in `corpus/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        subprocess.run([sys.executable, "-m", "venv", folder / "fresh"], check=True)
        subprocess.run([folder / "fresh" / "bin" / "pip", "install", "-q", ROOT], check=True)
        self.contents = write(folder / "corpus")

    def shell(self, line: str, status: int) -> str:
        """What a line prints, which must end with a status."""
        path = f"{self.folder / 'fresh' / 'bin'}:{os.environ['PATH']}"
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"PATH": path}
        done = subprocess.run(shlex.split(line), cwd=self.folder, capture_output=True, encoding="utf-8", env=environment)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    def now(self) -> dict[str, bytes]:
        return {name: (self.folder / "corpus" / name).read_bytes() for name in self.contents}


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Stranger:
    return Stranger(tmp_path_factory.mktemp("stranger"))


@pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium on the PATH and none named by CHROMIUM")
def test_a_folder_is_checked_repaired_reviewed_and_put_under_a_baseline(stranger: Stranger) -> None:
    assert len(stranger.contents) == 50
    # Looked at: what is clean or written in some notation has no finding, what is damaged has its own.
    found = stranger.shell(readme_line("textcheck corpus/"), 1)
    assert "50 documents checked" in found
    named = set(re.findall(r"^corpus/(\S+?):\d+:\d+: ", found, re.MULTILINE))
    assert named == {*REPAIRED, *LEFT, "bytes/latin-1.txt"}
    for name, (_, code) in LEFT.items():
        assert re.search(rf"^corpus/{re.escape(name)}:\d+:\d+: {code} ", found, re.MULTILINE), name
    # Repaired where that is safe, and nowhere else; one file cannot be read whole, and is told.
    told = stranger.shell(readme_line("textcheck --fix --backup"), 2)
    assert "bytes/latin-1.txt: error: not repaired: 4 places could not be decoded as UTF-8" in told
    after = stranger.now()
    for name, (_, repaired) in REPAIRED.items():
        assert after[name].decode() == repaired, name
        assert f"corpus/{name}: fixed " in told
    for name in (*CLEAN, *BYTES):
        assert after[name] == stranger.contents[name], name
    # Reviewed in a browser: the rest is there, a repair is accepted, the text is exported.
    stranger.shell(readme_line("textcheck --format html"), 1)
    name, text = review(stranger.folder / "report.html")
    assert (name, text) == ("macron.txt", LEFT["news/macron.txt"][0].replace("Emanuel", "Emmanuel"))
    # Under a baseline only what is new fails.
    stranger.shell(readme_line("textcheck --write-baseline"), 0)
    assert json.loads((stranger.folder / "known.json").read_text())["documents"]
    silent = stranger.shell("textcheck --baseline known.json corpus/", 0)
    assert re.fullmatch(r"50 documents checked, nothing found \(\d+ known from the baseline\)\n", silent)
    (stranger.folder / "corpus" / "clean" / "ferry.txt").write_text("The ferry {of the} island sails at nine.\n")
    assert "corpus/clean/ferry.txt:1:11: ART101" in stranger.shell("textcheck --baseline known.json corpus/", 1)
    # And back.
    (stranger.folder / "corpus" / "clean" / "ferry.txt").write_bytes(stranger.contents["clean/ferry.txt"])
    stranger.shell("textcheck undo", 0)
    assert stranger.now() == stranger.contents


def review(report: Path) -> tuple[str, str]:
    """Accept a repair in the report; returns the name and the text of what is exported."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(accept_downloads=True)
        page.set_default_timeout(30_000)
        page.goto(report.as_uri())
        page.wait_for_selector("html[data-ready]")
        assert page.inner_text("#summary").startswith("50 documents")
        page.click("#overview >> text=name")
        page.fill("#search", "macron")
        assert page.inner_text("#count") == "1 document, 1 finding"
        page.keyboard.press("Escape")
        page.click("#text .m")
        page.click("#card [data-accept='0']")
        with page.expect_download() as waiting:
            page.click("#export")
        exported = waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes().decode()
        browser.close()
    return exported
