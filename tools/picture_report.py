"""Take the picture of the HTML report that README and documentation show: the real page on `examples/`, in a real Chromium.

    python tools/picture_report.py

Needs the extra `test`, and a Chromium on the PATH or at CHROMIUM.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "images" / "report.png"


def main() -> None:
    """Write the picture."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "report.html"
        subprocess.run([sys.executable, "-m", "textcheck", "--format=html", f"--output={page}", "examples"], cwd=ROOT)
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=["--no-sandbox"]
        )
        tab = browser.new_page(viewport={"width": 1240, "height": 620}, color_scheme="light")
        tab.goto(page.as_uri())
        tab.wait_for_selector("html[data-ready]")
        tab.click("#tab-documents")
        tab.click("#filter-box > summary")
        tab.click("#rows >> text=spun.txt")
        tab.click("#text .m >> text=Center East")
        tab.mouse.move(5, 5)
        tab.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
