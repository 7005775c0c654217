"""pandas: the accessor `textcheck` of data frames, registered when this module is imported.

    import pandas
    import textcheck.integrations.pandas

    frame = pandas.read_json("corpus.jsonl", lines=True)
    checked = frame.textcheck.check("text", repair="safe")
    clean = checked[checked.textcheck_score > 0.5]

Missing values (None, NaN, NA) are null texts. Families are a dict, findings a list of dicts; the score of a record without text is NaN.
"""

from __future__ import annotations

from typing import Any

from textcheck import columns
from textcheck.columns import Repairs
from textcheck.config import Config
from textcheck.corpus import CorpusProfile
from textcheck.errors import InputError
from textcheck.integrations.annotator import Annotator, Profile, Profiler, no_column
from textcheck.integrations.extras import engine

pd = engine("pandas", "pandas")


@pd.api.extensions.register_dataframe_accessor("textcheck")
class TextcheckAccessor:
    """`frame.textcheck`."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def check(
        self,
        text: str = "text",
        *,
        date: str | None = None,
        config: Config | None = None,
        profile: Profile = None,
        repair: Repairs = None,
    ) -> Any:
        """A new frame with the columns of a report behind its own; see `Annotator` for what may be given.

        Raises ConfigError or InputError where that cannot be obeyed, or where there is no column of that name.
        """
        annotator = Annotator(config, text=text, date=date, profile=profile, repair=repair)
        rows = annotator.rows(self._values(text), None if date is None else self._values(date))
        found = {
            name: pd.Series(values, index=self._frame.index, dtype="float64" if name == columns.SCORE else "object")
            for name, values in columns.by_column(rows, repair).items()
        }
        kept = self._frame.drop(columns=[name for name in annotator.columns if name in self._frame.columns])
        return pd.concat([kept, pd.DataFrame(found, index=self._frame.index)], axis="columns")

    def profile(self, text: str = "text", *, date: str | None = None, near_duplicates: bool = False) -> CorpusProfile:
        """The CorpusProfile of the frame; records without text are not counted."""
        return Profiler(text=text, date=date, near_duplicates=near_duplicates).partial(
            self._values(text), None if date is None else self._values(date)
        )

    def _values(self, name: str) -> list[object]:
        """The values of a column, None where one is missing."""
        if name not in self._frame.columns:
            raise InputError(no_column(name, map(str, self._frame.columns)))
        column = self._frame[name]
        return [None if missing else value for value, missing in zip(column.tolist(), column.isna().tolist(), strict=True)]
