"""Coverage-guided fuzzing of what takes strange bytes: decoding, checking, repairing, every reader, files of settings and of profiles.

    pip install atheris
    python tools/fuzz.py TARGET [--seconds 600] [--corpus FOLDER]

Targets are the names of the functions below, without `fuzz_`. What is found is printed with the bytes that show it, and written into the
corpus folder, from which a case for the tests is made. Whatever the bytes: nothing but a TextcheckError may be raised, findings and repairs lie inside
the text, a repaired text maps back, and time grows with length no more than a bound says.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent.parent

with atheris.instrument_imports(include=["textcheck"]):
    from textcheck import decoding, settings
    from textcheck.checker import Checker
    from textcheck.corpus import CorpusProfile
    from textcheck.errors import TextcheckError
    from textcheck.readers import formats
    from textcheck.readers.compression import Stream
    from textcheck.readers.records import START, select
    from textcheck.reporters import records

# Longer inputs take time, and show nothing that these do not.
LONGEST = 8192
# Seconds that an input of that length may take, some hundred times what it takes here.
PATIENCE = 20.0
# Bytes of a piece of a file, and of the longest record.
PIECE, LIMIT = 1 << 12, 1 << 16
# What inputs are made of: a little of everything that some rule looks for.
SEEDS = (
    b"The White Home is sending its envoy to the Center East, hoping {that a} truce holds. It hasn\xc3\xa2\xe2\x82\xac\xe2\x84\xa2t been seen.",
    "“Quoted,” said Prime Minister Benjamin Netanhayu. <p>Dear {{name}},</p> &amp;nbsp; [1][2] \u200b\u202e fi\ufb01 \ufffd".encode(),
    b"negotia-\ntions  of the the T h e\n\nRead more: here\n\x00\xff\xfe -LRB- x -RRB- ``q'' \\u0041 =E2=80=99 %20 $x$ \\alpha",
    b'{"id": 1, "text": "The ferry leaves at nine.", "date": "2023-05-01"}\n{"id": 2, "text": null}\nnot json\n',
    b'id,text\n1,"The ferry, at nine"\n2,"broken\n',
    b'[tool.textcheck]\nselect = ["SPN"]\nseverity = {ENC101 = "note"}\n',
)

_checker = Checker()


def _prove(text: str, checker: Checker) -> None:
    started = time.monotonic()
    report = checker.check(text)
    assert report.text == text
    assert 0 <= report.score <= 1
    for finding in report.findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert 0 <= finding.confidence <= 1
        for repair in finding.repairs:
            assert 0 <= repair.start <= repair.end <= len(text)
    records.encode(records.record(report)).encode()
    assert report.verdict.name in ("clean", "repairable", "suspect", "broken")
    assert time.monotonic() - started < PATIENCE, f"{len(text)} code points took {time.monotonic() - started:.1f} s"


def fuzz_decode(data: bytes) -> None:
    decoded = decoding.decode(data)
    decoded.text.encode("utf-8", "surrogatepass")


def fuzz_check(data: bytes) -> None:
    _prove(decoding.decode(data).text, _checker)


def fuzz_surrogates(data: bytes) -> None:
    """Text that no decoder gives: every code unit as it comes."""
    _prove(data.decode("utf-16-le", "surrogatepass") if len(data) % 2 == 0 else data.decode("latin-1"), _checker)


def fuzz_repair(data: bytes) -> None:
    text = decoding.decode(data).text
    for unsafe in (False, True):
        repaired = _checker.repair(text, unsafe=unsafe)
        last = 0
        for at in range(0, len(text) + 1, max(1, len(text) // 50)):
            there = repaired.to_repaired(at)
            assert last <= there <= len(repaired.text)
            last = there


def _read(format: str, data: bytes, name: str = "") -> None:
    module = formats.module_of(format)
    try:
        for piece in module.pieces(Stream(io.BytesIO(data), name), START, PIECE, LIMIT):
            samples = module.samples(piece, 5) if piece.payload is not None else []
            try:
                selection, _ = select(samples)
            except TextcheckError:
                continue
            for record in module.records(piece, selection):
                assert record.place is not None
    except TextcheckError:
        pass


def fuzz_jsonl(data: bytes) -> None:
    _read("jsonl", data)


def fuzz_csv(data: bytes) -> None:
    _read("csv", data)


def fuzz_parquet(data: bytes) -> None:
    _read("parquet", b"PAR1" + data + b"PAR1")


def fuzz_arrow(data: bytes) -> None:
    _read("arrow", b"ARROW1\0\0" + data)


def fuzz_html(data: bytes) -> None:
    _read("html", b"<" + data)


def fuzz_warc(data: bytes) -> None:
    _read("warc", b"WARC/1.0\r\n" + data)


def fuzz_compressed(data: bytes) -> None:
    for magic, suffix in ((b"\x1f\x8b\x08\0", ".gz"), (b"BZh9", ".bz2"), (b"\xfd7zXZ\0", ".xz"), (b"\x28\xb5\x2f\xfd", ".zst")):
        _read("jsonl", magic + data, f"a.jsonl{suffix}")


def _with_file(data: bytes, suffix: str, use: Callable[[str], object]) -> None:
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(data)
        file.flush()
        with contextlib.suppress(TextcheckError):
            use(file.name)


def fuzz_settings(data: bytes) -> None:
    _with_file(data, ".toml", lambda path: settings.Settings({}, presets=(), file=path, isolated=False).of_document(None))


def fuzz_profile(data: bytes) -> None:
    _with_file(data, ".profile", CorpusProfile.load)


TARGETS = {name.removeprefix("fuzz_"): value for name, value in list(globals().items()) if name.startswith("fuzz_")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--corpus", type=Path, default=ROOT / "build" / "fuzz")
    arguments = parser.parse_args()
    folder = arguments.corpus / arguments.target
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS):
        (folder / f"seed-{number}").write_bytes(seed)
    target = TARGETS[arguments.target]
    atheris.Setup(
        [
            sys.argv[0],
            f"-max_len={LONGEST}",
            f"-max_total_time={arguments.seconds}",
            f"-timeout={2 * int(PATIENCE)}",
            f"-artifact_prefix={folder}/found-",
            "-rss_limit_mb=2048",
            str(folder),
        ],
        lambda data: target(bytes(data)),
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
