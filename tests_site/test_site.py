"""The documentation as a site: its pages, and the blocks that are read by nothing of textcheck's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import lupa
import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

import textcheck

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^( *)```(yaml|lua)\n((?:.*\n)*?)\1```$", re.MULTILINE)


def blocks(kind: str) -> list[str]:
    pages = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
    return [block[3] for page in pages for block in BLOCK.finditer(page.read_text(encoding="utf-8")) if block[2] == kind]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), strict=True))
    return folder


class Targets(HTMLParser):
    """What a page loads, where its links lead, and what can be led to."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.places: set[str] = set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "id" in given:
            self.places.add(given["id"] or "")
        if tag in ("script", "img", "iframe") and given.get("src"):
            self.loads.append(given["src"] or "")
        elif tag == "link" and given.get("rel") in ("stylesheet", "preconnect", "icon"):
            self.loads.append(given["href"] or "")
        elif tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")


def pages(site: Path) -> Iterator[tuple[Path, Targets]]:
    for page in sorted(site.rglob("*.html")):
        yield page, Targets(page)


def test_the_site_loads_nothing_from_elsewhere_and_its_links_lead_somewhere(site: Path) -> None:
    found = dict(pages(site))
    assert len(found) > 30
    for page, targets in found.items():
        assert [url for url in targets.loads if re.match("(?:https?:)?//", url)] == [], page.name
        if page.name == "404.html":
            continue
        for link in targets.links:
            if re.match("[a-z]+:", link):
                continue
            path, _, anchor = link.partition("#")
            other = (page.parent / path).resolve() if path else page
            assert other.exists(), f"{page.name}: {link}"
            assert not anchor or other.suffix != ".html" or anchor in found[other].places, f"{page.name}: {link}"


def test_all_rules_and_all_data_cards_are_on_the_site(site: Path) -> None:
    rules = (site / "rules.html").read_text(encoding="utf-8")
    assert len(set(re.findall(r'<h3 id="[a-z]{3}[0-9]{3}-', rules))) == len(
        set(re.findall(r"(?m)^### [A-Z]{3}[0-9]{3}", (ROOT / "docs" / "rules.md").read_text("utf-8")))
    )
    for card in (ROOT / "src" / "textcheck" / "data").glob("*.md"):
        assert (site / "data" / card.with_suffix(".html").name).exists()


def test_all_that_the_library_offers_is_on_the_site(site: Path) -> None:
    text = (site / "api.html").read_text(encoding="utf-8")
    told = set(re.findall(r'<h3 id="textcheck\.(\w+)"', text))
    assert told == set(textcheck.__all__)
    # Sessions of docstrings are code, not quotations in quotations.
    assert "<blockquote>" not in text


@pytest.mark.parametrize("block", blocks("yaml"))
def test_yaml_is_what_its_reader_wants(block: str) -> None:
    values: dict[str, Any] = yaml.safe_load(block)
    if "repos" in values:
        hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
        assert {hook["id"] for repository in values["repos"] for hook in repository["hooks"]} <= hooks
    elif "steps" in values:
        action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
        (step,) = (step for step in values["steps"] if "textcheck" in step["uses"])
        assert set(step["with"]) <= set(action["inputs"])
    else:
        assert "textcheck --format junit -o textcheck.xml docs/" in values["textcheck"]["script"]


@pytest.mark.parametrize("block", blocks("lua"))
def test_lua_runs(block: str) -> None:
    lua = lupa.LuaRuntime(unpack_returned_tuples=True)
    lua.execute(
        "vim = { lsp = { config = function(name, values) asked, given = name, values end, enable = function(name) enabled = name end } }"
    )
    lua.execute(block)
    names = lua.globals()
    assert (names.asked, names.enabled) == ("textcheck", "textcheck")
    assert list(names.given.cmd.values()) == ["textcheck", "lsp"]
