"""`textcheck serve`, tried in a real Chromium as somebody would who writes into it; and asked by those who should get nothing."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from chromium import Tab, needs_browser
from textcheck.__main__ import main
from textcheck.config import Config
from textcheck.errors import ConfigError, InputError
from textcheck.playground import server
from textcheck.playground.worker import Force, Worker
from textcheck.suppressions import Suppressions

# A machine that is busy with something else must not fail a test.
expect.set_options(timeout=30_000)

DAMAGED = "É𝒳 we hope {that a} deal is near.\nIt hasnâ€™t been signed, they say.\n"
REPAIRED = "É𝒳 we hope that a deal is near.\nIt hasn’t been signed, they say.\n"


class Served:
    """The command, and the port it chose."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "textcheck", "serve", "--port=0", "--select=ART101,ENC", "--language=en"],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        found = re.fullmatch(r"textcheck is at http://127\.0\.0\.1:(\d+)/ \(this machine only; Ctrl\+C ends it\)\n", said)
        assert found, said
        self.port = int(found[1])
        self.address = f"http://127.0.0.1:{self.port}/"

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, str, dict[str, str]]:
        """Status, body and headers; the request comes from the page itself where no header says otherwise."""
        said = {"host": f"127.0.0.1:{self.port}", "origin": self.address.removesuffix("/"), "content-type": "application/json"}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in said.items():
            if value:
                connection.putheader(name, value)
        if "content-length" not in said:
            connection.putheader("content-length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), {name.lower(): value for name, value in answer.getheaders()}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "textcheck.toml").write_text('allow = ["{that o}"]\n')
    served = Served(folder)
    yield served
    served.process.send_signal(signal.SIGINT)
    out, err = served.process.communicate(timeout=30)
    assert (served.process.returncode, out, err) == (0, "", "")


class Playground(Tab):
    """The page of the server."""

    def __init__(self, browser: Browser, served: Served, **options: Any) -> None:
        super().__init__(browser, served.address, **options)

    def said(self, words: str) -> None:
        """Wait until the state of the editor begins with some words."""
        expect(self.page.locator("#state")).to_have_text(re.compile(f"^{re.escape(words)}"))


@pytest.fixture
def tab(browser: Browser, served: Served) -> Iterator[Playground]:
    tab = Playground(browser, served)
    yield tab
    assert tab.faults == []
    assert [url for url in tab.asked if not url.startswith((served.address, "blob:"))] == []
    tab.context.close()


@needs_browser
def test_findings_come_as_somebody_types_and_repairs_are_applied(tab: Playground) -> None:
    page = tab.page
    assert page.evaluate("document.activeElement.id") == "editor"
    page.keyboard.type("We hope {that a} deal")
    tab.said("1 finding, checked in")
    assert page.locator("#text .m").all_inner_texts() == ["{that a}"]
    page.keyboard.type(" is {of the} day.")
    tab.said("2 findings")
    # What an edit elsewhere does not touch stays decided.
    page.click("#text .m >> nth=1")
    page.click("#card [data-accept='0']")
    assert page.locator("#text ins").all_inner_texts() == ["of the"]
    page.focus("#editor")
    page.keyboard.press("Home")
    page.keyboard.type("Yes: ")
    tab.said("2 findings")
    expect(page.locator("#text")).to_have_text(re.compile("^Yes: We"))
    assert page.locator("#text ins").all_inner_texts() == ["of the"]
    assert "ART101 spintax-residue" in page.inner_text("#card")
    page.click("#apply")
    tab.said("1 finding")
    assert page.input_value("#editor") == "Yes: We hope {that a} deal is of the day."
    expect(page.locator("#apply")).to_be_disabled()
    page.click("#accept-safe")
    page.click("#apply")
    tab.said("no findings")
    assert page.input_value("#editor") == "Yes: We hope that a deal is of the day."
    # The undo of the editor takes it back.
    page.keyboard.press("Control+z")
    tab.said("1 finding")
    page.click("#tab-overview")
    assert re.search(r"ART101 spintax-residue\s+1", page.inner_text("#overview"))
    # A configuration file says what is in force.
    page.click("#tab-documents")
    page.fill("#editor", "We hope {that o} deal is near.")
    tab.said("no findings")


@needs_browser
def test_files_are_dropped_and_opened(tab: Playground, tmp_path: Path) -> None:
    page = tab.page
    page.fill("#editor", "A draft {of the} day.")
    tab.said("1 finding")
    data = page.evaluate_handle(
        "texts => { const data = new DataTransfer(); texts.forEach((text, n) => data.items.add(new File([text], `${n}.txt`))); return data; }",
        [DAMAGED.replace("\n", "\r\n"), "Nothing is wrong."],
    )
    page.dispatch_event("#editor", "dragover", {"dataTransfer": data})
    assert page.locator("body.dropping").count() == 1
    page.dispatch_event("#editor", "drop", {"dataTransfer": data})
    expect(page.locator("#rows b")).to_have_text(["text 1", "0.txt", "1.txt"])
    tab.said("no findings")
    page.click("#rows >> text=0.txt")
    assert page.input_value("#editor") == DAMAGED
    page.click("#accept-safe")
    page.click("#apply")
    tab.said("no findings")
    assert page.input_value("#editor") == REPAIRED
    with page.expect_download() as waiting:
        page.click("#export")
    assert waiting.value.suggested_filename == "0.txt"
    # The line ends of Windows, which no editor of a browser holds.
    assert Path(waiting.value.path()).read_bytes().decode() == REPAIRED.replace("\n", "\r\n")
    # What was typed last is there again, even if it was not checked before another text was opened.
    page.focus("#editor")
    page.keyboard.press("Control+End")
    page.keyboard.type("{in a} word")
    page.click("#rows >> text=text 1")
    assert page.input_value("#editor") == "A draft {of the} day."
    page.click("#rows >> text=0.txt")
    assert page.input_value("#editor") == REPAIRED + "{in a} word"
    expect(page.locator("#text .m")).to_have_text(["{in a}"])
    # Bytes that are no text are decoded, and named, as on the command line.
    (tmp_path / "latin.txt").write_bytes("Ein schöner Tag.".encode("latin-1"))
    page.set_input_files("#files", tmp_path / "latin.txt")
    expect(page.locator("#rows b").last).to_have_text("latin.txt")
    expect(page.locator("#text .m")).to_have_count(1)
    (tmp_path / "large.txt").write_bytes(b"a" * (server.LARGEST + 1))
    page.set_input_files("#files", tmp_path / "large.txt")
    tab.said("large.txt: more than 8,000,000 bytes")
    page.click("#new")
    assert page.input_value("#editor") == ""
    assert page.inner_text("#name") == "text 2"


@needs_browser
def test_no_text_can_write_the_page(tab: Playground) -> None:
    page = tab.page
    attack = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>{that a}\u2028</textarea>\ud800 \x00"
    page.evaluate(
        "text => { const e = document.querySelector('#editor'); e.value = text; e.dispatchEvent(new Event('input')); }", attack
    )
    expect(page.locator("#text .m").first).to_be_visible()
    page.hover("#text .m >> nth=0")
    page.click("#text .m >> nth=0")
    page.click("#tab-overview")
    assert page.evaluate("typeof window.hacked") == "undefined"
    assert page.locator("main img, main script").count() == 0


@needs_browser
@pytest.mark.parametrize("size", [(1400, 850), (390, 844)])
def test_it_fits_the_window(browser: Browser, served: Served, size: tuple[int, int]) -> None:
    tab = Playground(browser, served, viewport={"width": size[0], "height": size[1]}, has_touch=size[0] < 500)
    page = tab.page
    page.fill("#editor", DAMAGED * 20)
    tab.said("40 findings")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    for name in ("#editor", "#text .m >> nth=0"):
        page.locator(name).scroll_into_view_if_needed()
        box = page.locator(name).bounding_box()
        assert box is not None
        assert box["height"] > 10
        assert 0 <= box["x"] < size[0]
    if folder := os.environ.get("SCREENSHOTS"):
        page.click("#text .m >> nth=0")
        page.screenshot(path=Path(folder) / f"playground-{size[0]}.png")
    tab.context.close()


@needs_browser
def test_a_server_that_is_gone_is_told(browser: Browser, tmp_path: Path) -> None:
    served = Served(tmp_path)
    tab = Playground(browser, served)
    tab.page.fill("#editor", "We hope {that a} deal is near.")
    tab.said("1 finding")
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(30) == 0
    tab.page.fill("#editor", "We hope {that a} deal is far.")
    tab.said("textcheck serve does not answer")
    assert tab.page.input_value("#editor") == "We hope {that a} deal is far."
    tab.context.close()


def test_a_text_is_answered_with_its_findings(served: Served) -> None:
    status, body, headers = served.ask("POST", "/check?name=a.txt", json.dumps("{that a} \ud800").encode())
    found = json.loads(body)
    assert (status, found["entry"][0], found["content"][0]) == (200, "a.txt", "{that a} \ud800")
    assert found["entry"][4][0][0] == "ART101"
    assert headers["cache-control"] == "no-store"


def test_the_page_may_reach_its_server_only(served: Served) -> None:
    status, body, headers = served.ask("GET", "/")
    assert status == 200
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', body)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "connect-src 'self'" in policy[1]
    assert "unsafe" not in policy[1]
    assert not re.search(r"https?://", body)
    assert {name: headers[name.lower()] for name in server.HEADERS} == server.HEADERS
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    ("headers", "status", "words"),
    [
        # A name that was bound to this address after its page was loaded.
        ({"host": "evil.example"}, 403, "this server is called 127.0.0.1"),
        ({"host": "127.0.0.1"}, 403, "this server is called"),
        ({"host": ""}, 400, ""),
        # The page of somebody else, a file, and what does not say where it comes from.
        ({"origin": "https://evil.example"}, 403, "the page of this server only"),
        ({"origin": "null"}, 403, "the page of this server only"),
        ({"origin": ""}, 403, "the page of this server only"),
        # What a form can send without being asked.
        ({"content_type": "text/plain"}, 415, "text/plain: wanted a text as application/json"),
        ({"content_type": ""}, 415, "no type: wanted"),
    ],
)
def test_strangers_get_nothing(served: Served, headers: dict[str, str], status: int, words: str) -> None:
    got, body, more = served.ask("POST", "/check", b'"{that a}"', **headers)
    assert (got, "ART101" in body) == (status, False)
    assert words in body
    assert "access-control-allow-origin" not in more


def test_a_stranger_does_not_get_the_page_either(served: Served) -> None:
    assert served.ask("GET", "/", host="evil.example:80")[0] == 403
    assert served.ask("OPTIONS", "/check", origin="https://evil.example")[0] == 403
    assert served.ask("GET", "/check")[0] == 405
    assert served.ask("GET", "/../etc/passwd")[0] == 404


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [(b"{that a}", 400, "no JSON"), (b"[1]", 400, "a list: wanted a text"), (b'"\xff"', 400, "no JSON")],
)
def test_what_is_no_text_is_told(served: Served, body: bytes, status: int, words: str) -> None:
    got, answer, _ = served.ask("POST", "/check", body)
    assert got == status
    assert words in json.loads(answer)["message"]


def test_no_more_is_read_than_may_be_sent(served: Served) -> None:
    assert served.ask("POST", "/check", b"", content_length=str(server.LARGEST + 1))[0] == 413
    # One that does not say how much it sends.
    with socket.create_connection(("127.0.0.1", served.port)) as asking:
        head = f"POST /check HTTP/1.1\r\nhost: 127.0.0.1:{served.port}\r\norigin: {served.address[:-1]}\r\n"
        asking.sendall(f"{head}content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n".encode())
        chunk = b"100000\r\n" + b"a" * 0x100000 + b"\r\n"
        answer = b""
        try:
            for _ in range(32):
                asking.sendall(chunk)
        except OSError:
            pass
        try:
            answer = asking.recv(100)
        except OSError:
            answer = b""
    assert answer.startswith(b"HTTP/1.1 413") or not answer
    assert served.ask("POST", "/check", b'"{that a}"')[0] == 200


def test_others_on_the_network_are_not_listened_to(served: Served) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.2", served.port))


def test_a_check_that_takes_too_long_is_ended_and_the_next_is_answered() -> None:
    worker = Worker(Force(Config(select=("ART101",)), Suppressions()), limit=30.0)
    worker.start()
    try:
        first = worker._process
        worker._limit = 0.0
        with pytest.raises(InputError, match="took longer than 0 seconds"):
            worker.check("a.txt", "We hope {that a} deal is near. " * 10_000)
        assert first is not None
        assert not first.is_alive() if first._popen else True
        worker._limit = 30.0
        assert "ART101" in worker.check("a.txt", "{that a}")
        # One that somebody else ended.
        assert worker._process is not None
        worker._process.kill()
        worker._process.join()
        with pytest.raises(InputError, match="died"):
            worker.check("a.txt", "{that a}")
        assert "ART101" in worker.check("a.txt", "{that a}")
    finally:
        worker.stop()


def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with server.listen(0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=f"port {port} of 127.0.0.1 cannot be had"):
            server.listen(port)
        assert main(["serve", f"--port={port}"]) == 2
    assert "try another --port, or --port 0" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--port", "x"], "'x' is no port"),
        (["--port", "65536"], "'65536' is no port"),
        (["--select", "XYZ"], "XYZ"),
        (["corpus"], "unrecognized arguments: corpus"),
    ],
)
def test_what_serve_does_not_understand_is_told(capsys: pytest.CaptureFixture[str], arguments: list[str], words: str) -> None:
    assert main(["serve", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_without_the_extra_it_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "textcheck.playground.server")
    monkeypatch.delattr("textcheck.playground.server")
    assert main(["serve"]) == 2
    assert "serve needs uvicorn, which is not installed; try pip install 'textcheck[serve]'" in capsys.readouterr().err
