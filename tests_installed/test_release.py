"""What is released: the sdist, and the wheel that is built from it, each installed into a clean environment and used."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from mixed_documents import write

ROOT = Path(__file__).parent.parent
# Bytes that a wheel may have.
MOST = 60 << 20
SMOKE = """
import textcheck
report = textcheck.check("The envoy is hoping {that a} truce holds.")
assert [(found.code, report.text[found.start : found.end], found.repairs[0].text) for found in report.findings] == [
    ("ART101", "{that a}", "that a")
]
assert textcheck.repair("Itâ€™s late.").text == "It’s late."
assert "site-packages" in textcheck.__file__
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel made of what the sdist holds."""
    folder = tmp_path_factory.mktemp("built")
    subprocess.run([sys.executable, "-m", "build", "--outdir", folder, ROOT], check=True, capture_output=True)
    return folder


def test_they_hold_the_package_and_nothing_else(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    assert wheel.stat().st_size < MOST
    packed = {name.removeprefix("textcheck/") for name in zipfile.ZipFile(wheel).namelist() if name.startswith("textcheck/")}
    package = ROOT / "src" / "textcheck"
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--", "."], cwd=package, capture_output=True, check=True, text=True
    ).stdout
    assert packed == set(filter(None, tracked.split("\0")))
    assert "py.typed" in packed
    (source,) = built.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        tops = {name.split("/")[1] for name in archive.getnames() if "/" in name}
    assert {"src", "tests", "README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml"} <= tops
    assert not {"build", ".venv", ".venv-dev", "shared"} & tops


def test_each_works_in_a_clean_environment(built: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "clean"], check=True)
    python = tmp_path / "clean" / "bin" / "python"
    write(tmp_path / "corpus")
    arguments = ("-m", "textcheck", "--no-config", "--format", "json", "corpus")
    checkout = subprocess.run([sys.executable, *arguments], cwd=tmp_path, capture_output=True)
    assert b"ART101" in checkout.stdout
    for kind, options in (("*.whl", ()), ("*.tar.gz", ("--force-reinstall", "--no-deps"))):
        (package,) = built.glob(kind)
        subprocess.run([python, "-m", "pip", "install", "-q", *options, package], check=True)
        subprocess.run([python, "-I", "-c", SMOKE], check=True, cwd=tmp_path)
        installed = subprocess.run([python, "-I", *arguments], cwd=tmp_path, capture_output=True)
        assert (installed.returncode, installed.stdout) == (checkout.returncode, checkout.stdout), installed.stderr.decode()
