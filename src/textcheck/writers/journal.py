"""What a run has done so far, kept beside its output: always whole, so that the run can go on after any end."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import Any

from textcheck.errors import ConfigError
from textcheck.writers.growing import NotWritten, sync_folder

SUFFIX = ".run.json"


class Journal:
    """The file in which a run keeps its state."""

    def __init__(self, path: str) -> None:
        self.path = path

    def exists(self) -> bool:
        """Whether there is a run that was not finished."""
        return os.path.exists(self.path)

    def read(self) -> dict[str, Any]:
        """What was kept. Raises ConfigError where the file is damaged."""
        try:
            with open(self.path, encoding="utf-8") as file:
                found: dict[str, Any] = json.load(file)
            if not isinstance(found, dict):
                raise ValueError("no object")
        except (OSError, ValueError) as error:
            raise ConfigError(
                f"{self.path}: what an earlier run left cannot be read ({error}); begin anew with --restart"
            ) from error
        return found

    def write(self, state: dict[str, Any]) -> None:
        """Keep a state in place of the last. Raises NotWritten."""
        temporary = self.path + ".new"
        try:
            with open(temporary, "w", encoding="utf-8") as file:
                json.dump(state, file)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, self.path)
        except OSError as error:
            with suppress(OSError):
                os.unlink(temporary)
            raise NotWritten(self.path, error) from error
        sync_folder(self.path)

    def remove(self) -> None:
        """Forget the run: it is finished."""
        with suppress(OSError):
            os.unlink(self.path)
