"""`textcheck learn PATH... -o FILE`: a corpus profile of documents, to check others against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textcheck.cli.arguments import iso_day, learned, parser_of
from textcheck.cli.output import CLEAN, complain, write
from textcheck.errors import InputError

_EPILOG = """\
The profile counts who is named in which role, in how many documents, and which lines recur; with --near-duplicates
also which documents are nearly the same, at 180 bytes a document. Check with it:

  textcheck learn archive/ -o archive.profile
  textcheck --profile archive.profile today.txt

exit status: 0 the profile was written; 2 a usage error, or an input that could not be read (the others are still learned from)
"""
# Documents counted together.
BATCH = 256


def learn(argv: Sequence[str]) -> int:
    """Write the profile that the arguments ask for; returns the exit status."""
    parser = parser_of(
        "textcheck learn",
        usage="textcheck learn PATH... -o FILE [--date DAY] [--near-duplicates] [--add FILE]",
        description="Learn from documents who holds which role and which lines recur.",
        epilog=_EPILOG,
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, globs, or - for standard input")
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="where the profile goes")
    parser.add_argument("--date", type=iso_day, metavar="DAY", help="when the documents were written (YYYY-MM-DD)")
    parser.add_argument("--add", action="append", default=[], metavar="FILE", help="a profile to add to what is learned")
    parser.add_argument(
        "--near-duplicates", action="store_true", help="also learn which documents are nearly the same (textcheck[duplicates])"
    )
    try:
        given = parser.parse_intermixed_args(list(argv))
    except SystemExit:
        return CLEAN

    from textcheck.corpus import CorpusProfile
    from textcheck.decoding import decode
    from textcheck.readers.files import Problem, expand, read, reason

    status = CLEAN

    def built(texts: list[str]) -> CorpusProfile:
        return CorpusProfile.build(texts, dates=[given.date] * len(texts), near_duplicates=given.near_duplicates)

    def parts() -> Iterator[CorpusProfile]:
        nonlocal status
        for path in given.add:
            yield learned(path)
        texts: list[str] = []
        for item in expand(given.paths):
            if isinstance(item, Problem):
                status = complain(item.name, item.message)
                continue
            try:
                texts.append(decode(read(item)).text)
            except InputError as error:
                status = complain(item.name, str(error))
            if len(texts) >= BATCH:
                yield built(texts)
                texts = []
        yield built(texts)

    profile = CorpusProfile.total(parts())
    try:
        profile.save(given.output)
    except OSError as error:
        raise InputError(f"{given.output}: not written ({reason(error)})") from error
    names = sum(len(profile.holders(role)) for role in profile.roles())
    write(f"{profile.documents} documents, {names} names in {sum(1 for _ in profile.roles())} roles: {given.output}\n")
    return status
