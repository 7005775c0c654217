"""The HTML report, tried as a reader would in a real Chromium: opened, filtered, repaired from, exported; and attacked through its documents."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from chromium import Tab, needs_browser
from textcheck import registry
from textcheck.__main__ import main
from textcheck.checker import Checker
from textcheck.config import Config
from textcheck.finding import Applicability, Finding, Repair, Severity
from textcheck.report import Report
from textcheck.reporters import html
from textcheck.reporters.formats import Run, Shown
from textcheck.reporters.tally import Tally

TEXT = "É𝒳 we hope {that a} deal is near.\r\n\r\nIt hasnâ€™t been {fine|good}, they say.\n"
REPAIRED = "É𝒳 we hope that a deal is near.\r\n\r\nIt hasn’t been {fine|good}, they say.\n"
CHECKER = Checker(Config(select=("ART101", "ENC101", "LAY101")))
# What would run, load or break out, were it ever taken for markup.
ATTACKS = (
    "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'><!--",
    "</script><script>window.hacked = 3</script>",
    "]]><svg onload='window.hacked = 4'>&lt;b&gt;&#60;",
    "\"'><a href='javascript:window.hacked = 5'>x</a>${window.hacked = 6}`\\u003cscript\\u003e",
    "<!--<script>\u2028window.hacked = 7\u2029//\0\ud800 \udc00 \ufeff{{data}}{{script}}",
)


def page_of(*reports: Report, troubles: list[tuple[str, str]] | None = None) -> str:
    tally = Tally()

    def pieces() -> Iterator[str]:
        for report in reports:
            tally.add(report)
            yield html.piece(report, Shown())

    return "".join(html.assemble(pieces(), Run(tally, registry.find, troubles=troubles or [])))


def finding_at(
    start: int, end: int, *texts: str, code: str = "ART101", message: str = "here", confidence: float = 0.9
) -> Finding:
    repairs = tuple(Repair(start, end, text, Applicability.SAFE, 0.9, message) for text in texts)
    rule = registry.registered()[code].rule
    return Finding(code, rule.name, rule.family, Severity.ERROR, start, end, message, confidence, repairs)


def report_of(text: str, *findings: Finding, name: str = "a.txt", score: float = 0.25) -> Report:
    return Report(findings, score, {}, len(text), name, "en", {}, text)


class Opened(Tab):
    """A report."""

    def __init__(self, browser: Browser, path: Path, **options: Any) -> None:
        super().__init__(browser, path.as_uri(), **options)

    def download(self, selector: str) -> tuple[str, str]:
        """The name and the text of what a button downloads."""
        with self.page.expect_download() as waiting:
            self.page.click(selector)
        path = waiting.value.path()
        return waiting.value.suggested_filename, Path(path).read_bytes().decode()

    def close(self) -> None:
        """Close the page, which must have been quiet."""
        assert self.faults == []
        assert [url for url in self.asked if not url.startswith(("file:", "blob:"))] == []
        self.context.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """The report that the command writes on three documents."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    (tmp_path / "b.txt").write_text("We hope {of the} talks go on.\n")
    (tmp_path / "clean.txt").write_text("Nothing is wrong here.\n")
    assert main(["--select=ART101,ENC101", "--format=html", "--output=report.html", "--quiet", ".", "missing.txt"]) == 2
    each = Opened(browser, tmp_path / "report.html")
    yield each
    each.close()


@needs_browser
def test_the_overview(opened: Opened) -> None:
    page = opened.page
    assert page.inner_text("#summary") == "3 documents, 4 findings in 2 of them"
    overview = page.inner_text("#overview")
    for words in (
        "Scores",
        "What repairing would change",
        "Findings by family",
        "Findings by rule",
        "Worst documents",
        "Not checked",
    ):
        assert words in overview
    assert "missing.txt: no such file or folder" in overview
    assert re.search(r"ART101 spintax-residue\s+3", overview)
    assert "with the safe repairs (3 findings in 2 documents)" in overview
    page.click("#overview >> text=encoding")
    assert page.inner_text("#count") == "1 document, 1 finding"
    assert page.locator("#text .m").count() == 1


@needs_browser
def test_filters(opened: Opened) -> None:
    page = opened.page
    page.click("#tab-documents")
    assert page.inner_text("#count") == "2 documents, 4 findings"
    page.check("#families input[value=artifact]")
    assert page.inner_text("#count") == "2 documents, 3 findings"
    page.select_option("#rule", "ENC101")
    assert page.inner_text("#count") == "0 documents, 0 findings"
    assert page.inner_text("#name") == "No document passes the filters"
    page.click("#reset")
    page.fill("#search", "B.TX")
    assert page.inner_text("#rows").startswith("b.txt")
    page.fill("#search", "")
    page.locator("#confidence").fill("1")
    assert page.inner_text("#count") == "0 documents, 0 findings"
    page.locator("#confidence").fill("0.95")
    assert page.inner_text("#count") == "2 documents, 4 findings"
    page.click("#reset")
    page.uncheck("#hide-clean")
    assert page.inner_text("#count") == "3 documents, 4 findings"
    page.select_option("#sort", "order")
    assert page.locator("#rows b").all_inner_texts() == ["a.txt", "b.txt", "clean.txt"]


@needs_browser
def test_repairs_are_accepted_and_exported(opened: Opened) -> None:
    page = opened.page
    page.click("#tab-documents")
    page.select_option("#sort", "order")
    page.click("#rows >> text=a.txt")
    text = page.inner_text("#text")
    assert "It hasnâ€™t been" in text
    page.hover("#text .m >> nth=0")
    assert "template marks around 'that a'" in page.inner_text("#tip")
    assert "→ that a (safe)" in page.inner_text("#tip")
    page.click("#text .m >> nth=0")
    assert "ART101 spintax-residue" in page.inner_text("#card")
    page.click("#card [data-accept='0']")
    assert page.locator("#text ins").all_inner_texts() == ["that a"]
    assert page.locator("#text .gone").all_inner_texts() == ["{that a}"]
    name, exported = opened.download("#export")
    assert (name, exported) == ("a.txt", TEXT.replace("{that a}", "that a"))
    page.click("#accept-safe")
    assert opened.download("#export")[1] == REPAIRED
    # Rejected and taken back.
    page.click("#text .m >> nth=0")
    page.click("#reject")
    assert opened.download("#export")[1] == REPAIRED.replace("that a", "{that a}", 1)
    page.click("#undo")
    page.click("#tab-overview")
    page.click("#accept-everything")
    name, lines = opened.download("#export-all")
    records = [json.loads(line) for line in lines.splitlines()]
    assert name == "repaired.jsonl"
    assert [(record["name"], record["text"]) for record in records] == [
        ("a.txt", REPAIRED),
        ("b.txt", "We hope of the talks go on.\n"),
    ]
    assert records[0]["applied"] == ["ART101", "ENC101"]


@needs_browser
def test_the_keyboard_does_it_all(opened: Opened) -> None:
    page = opened.page
    keys = page.keyboard
    keys.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    keys.type("txt")
    page.select_option("#sort", "order")
    page.focus("#list")
    keys.press("Home")
    keys.press("j")
    assert "ART101" in page.inner_text("#card")
    assert page.evaluate("document.activeElement.textContent") == "{that a}"
    keys.press("a")
    keys.press("n")
    assert "ENC101" in page.inner_text("#card")
    keys.press("r")
    keys.press("j")
    keys.press("2")
    assert page.locator("#text ins").all_inner_texts() == ["that a", "good"]
    # On to the next document, and back.
    keys.press("j")
    assert page.inner_text("#name") == "b.txt"
    keys.press("k")
    assert page.inner_text("#name") == "a.txt"
    keys.press("u")
    assert page.locator("#text ins").all_inner_texts() == ["that a"]
    keys.press("]")
    assert page.inner_text("#name") == "b.txt"
    keys.press("?")
    assert page.is_visible("#keys")
    keys.press("Escape")
    keys.press("o")
    assert page.is_visible("#overview")


@needs_browser
def test_findings_that_overlap_empty_long_and_beyond_the_first_plane(browser: Browser, tmp_path: Path) -> None:
    text = "𝒳𝒳 one two three. " + "Filler words go here. " * 400 + "last𝒳"
    end = len(text)
    findings = sorted(
        [
            finding_at(3, 10, "1 2"),
            finding_at(7, 16, "2 3", code="ENC101"),
            finding_at(17, 17, "!", code="LAY101"),
            finding_at(0, end, code="SPN105"),
            finding_at(end - 5, end, "LAST"),
        ],
        key=lambda each: (each.start, each.end),
    )
    (tmp_path / "r.html").write_text(page_of(report_of(text, *findings)), encoding="utf-8")
    each = Opened(browser, tmp_path / "r.html")
    page = each.page
    page.click("#tab-documents")
    assert page.locator("#whole button").all_inner_texts() == ["SPN105 spun-document"]
    assert page.locator("#text .m").all_inner_texts()[:4] == ["one ", "two", " three", ""]
    page.click("#text .m >> nth=0")
    page.click("#card [data-accept='0']")
    # What overlaps an accepted repair cannot be accepted, too.
    page.click("#text .m >> nth=2")
    assert "overlaps the accepted repair of ART101" in page.inner_text("#card")
    assert page.locator("#card [data-accept]").count() == 0
    page.click("#text .m.empty")
    page.keyboard.press("a")
    page.keyboard.press("n")
    page.keyboard.press("a")
    assert page.locator("#text .m.current").inner_text() == "last𝒳"
    expected = text.replace("one two", "1 2", 1).replace("three. ", "three.! ", 1)[: -len("last𝒳")] + "LAST"
    assert each.download("#export")[1] == expected
    each.close()


@needs_browser
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_document_can_write_the_page(browser: Browser, tmp_path: Path, attack: str) -> None:
    finding = finding_at(2, len(attack) - 2, attack, message=attack)
    content = page_of(report_of(attack, finding, name=attack), troubles=[(attack, attack)])
    path = tmp_path / "r.html"
    path.write_text(content, encoding="utf-8")
    assert content.count("<script") == 2
    each = Opened(browser, path)
    page = each.page
    page.click("#tab-documents")
    page.hover("#text .m >> nth=0")
    page.click("#text .m >> nth=0")
    page.click("#card [data-accept='0']")
    page.click("#tab-overview")
    assert page.evaluate("typeof window.hacked") == "undefined"
    assert page.locator("img, svg, a, iframe, object, embed, link, main script").count() == 0
    page.click("#tab-documents")
    name, _ = each.download("#export")
    assert not set(name) & set("/\\<>\"'")
    each.close()


def test_the_page_forbids_all_but_itself() -> None:
    content = page_of(report_of("a", finding_at(0, 1, "b")))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', content)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy[1]
    assert not re.search(r"https?://", content)
    assert content == page_of(report_of("a", finding_at(0, 1, "b")))


@needs_browser
def test_only_what_is_visible_is_built(browser: Browser, tmp_path: Path) -> None:
    reports = [
        report_of(f"Document {n} {{that a}} day.", finding_at(10, 13, "x"), name=f"{n:05}.txt", score=n / 5000)
        for n in range(5000)
    ]
    long = "Some {that a} words to read.\n" * 20_000
    places = range(5, len(long), 29)
    reports.append(report_of(long, *(finding_at(at, at + 8, "that a") for at in places), name="long.txt", score=0.0))
    (tmp_path / "r.html").write_text(page_of(*reports), encoding="utf-8")
    each = Opened(browser, tmp_path / "r.html")
    page = each.page
    page.click("#tab-documents")
    assert page.inner_text("#count") == "5,001 documents, 25,000 findings"
    assert page.inner_text("#name") == "long.txt"
    page.wait_for_timeout(100)
    assert page.locator("#rows .row").count() < 60
    assert 0 < page.locator("#text .m").count() < 2000
    page.focus("#list")
    page.keyboard.press("End")
    assert page.inner_text("#name") == "04999.txt"
    assert page.locator("#rows .row[aria-selected=true]").is_visible()
    page.keyboard.press("Home")
    page.keyboard.press("k")
    page.click("#previous")
    page.evaluate("document.querySelector('#text').scrollTop = document.querySelector('#text').scrollHeight")
    # Asked again and again, because the policy of the page forbids what waits inside it.
    last = "[...document.querySelectorAll('#text > div')].at(-1).textContent.includes('words')"
    for _ in range(200):
        if page.evaluate(last):
            break
        page.wait_for_timeout(50)
    assert page.evaluate(last)
    # Most documents have not been unpacked when all of them are repaired.
    page.click("#tab-overview")
    page.click("#accept-everything")
    page.wait_for_selector("#export-all >> text=(JSONL, 5,001)")
    lines = each.download("#export-all")[1].splitlines()
    assert len(lines) == 5001
    assert json.loads(lines[7]) == {"name": "00007.txt", "text": "Document 7xhat a} day.", "applied": ["ART101"]}
    assert json.loads(lines[-1])["text"] == long.replace("{that a}", "that a")
    each.close()


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1300, 850), (390, 844)])
def test_it_can_be_read_by_all(browser: Browser, tmp_path: Path, scheme: str, size: tuple[int, int]) -> None:
    report = CHECKER.check(TEXT, name="a.txt")
    (tmp_path / "r.html").write_text(page_of(report), encoding="utf-8")
    viewport = {"width": size[0], "height": size[1]}
    each = Opened(browser, tmp_path / "r.html", color_scheme=scheme, viewport=viewport, has_touch=size[0] < 500)
    page = each.page
    for view in ("overview", "documents"):
        page.click(f"#tab-{view}")
        if view == "documents":
            page.click("#text .m >> nth=0")
        # Nothing is wider than the window, and nothing is without a name.
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        unnamed = page.evaluate(
            "[...document.querySelectorAll('button, input, select, [role]')].filter(e => e.checkVisibility() && "
            "!(e.textContent.trim() || e.ariaLabel || e.labels?.length || e.getAttribute('aria-labelledby'))).map(e => e.outerHTML)"
        )
        assert unnamed == []
        assert page.evaluate(CONTRAST) == []
    each.close()


# Visible texts whose contrast with what lies behind them is under that of WCAG AA, 4.5 to 1; disabled buttons need none.
CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgb = color => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => { const f = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
  const behind = node => { for (; node; node = node.parentElement) { const c = rgb(getComputedStyle(node).backgroundColor); if (c[3] === 255) return c; } return [255, 255, 255]; };
  const poor = [];
  for (const node of document.querySelectorAll('body *')) {
    if (!node.checkVisibility() || node.closest(':disabled, dialog, option, script, style') || ![...node.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const [a, b] = [light(rgb(getComputedStyle(node).color)), light(behind(node))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) poor.push(`${node.tagName}.${node.className} ${node.textContent.slice(0, 30)} ${((a + .05) / (b + .05)).toFixed(2)}`);
  }
  return poor;
}"""
