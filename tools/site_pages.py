"""What mkdocs does not do by itself: pages that do not lie in `docs/`, links between them and the others, and lists as GitHub reads them.

A hook of mkdocs; see mkdocs.yml.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parent.parent
CARDS = sorted((ROOT / "src" / "textcheck" / "data").glob("*.md"))
# Where each page of the site lies in the repository, beside those of docs/.
PAGES = {
    "contributing.md": "CONTRIBUTING.md",
    "changelog.md": "CHANGELOG.md",
    "benchmarks.md": "benchmarks/README.md",
    **{f"data/{path.name}": path.relative_to(ROOT).as_posix() for path in CARDS},
}
_HOMES = {source: page for page, source in PAGES.items()}
_FENCE = re.compile(r"^( *```.*?^ *```$)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")


def on_files(files: Files, *, config: Any, **_: Any) -> Files:
    """Add the pages from elsewhere."""
    for page, source in PAGES.items():
        files.append(File.generated(config, page, content=(ROOT / source).read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """A page as the site wants it."""
    here = page.file.src_uri
    pieces = _FENCE.split(markdown)
    # Every second piece is code, which stays as it is.
    return "".join(piece if number % 2 else _prose(piece, here) for number, piece in enumerate(pieces))


def _prose(text: str, here: str) -> str:
    source = PAGES.get(here, f"docs/{here}")
    text = _LINK.sub(lambda link: _link(link, source, here), text)
    # Markdown of the site wants four spaces before a list inside a list.
    return re.sub(r"^  (?=- )", "    ", text, flags=re.MULTILINE)


def _link(link: re.Match[str], source: str, here: str) -> str:
    image, words, target = link.groups()
    if re.match(r"[a-z]+:|#", target):
        return link[0]
    path, mark, anchor = target.partition("#")
    meant = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    if meant in _HOMES:
        page = _HOMES[meant]
    elif meant.startswith("docs/"):
        page = meant.removeprefix("docs/")
    else:
        # A program or another file of the repository, which is not on the site.
        return words
    return f"{image}[{words}]({posixpath.relpath(page, posixpath.dirname(here) or '.')}{mark}{anchor})"
