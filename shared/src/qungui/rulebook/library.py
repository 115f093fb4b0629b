"""Folders of rulebook files, found by the name of a rulebook."""

import re
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

_NAME = re.compile(r"^rulebook:\s*[\"']?([^\s\"'#]+)", re.MULTILINE)
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Library:
    folder: Traversable

    def named(self, rulebook: str) -> str | None:
        """The file that says ``rulebook: <name>``; None where there is none."""
        return next((text for name, text in self._files() if name == rulebook), None)

    def _files(self) -> list[tuple[str, str]]:
        """Those that are no UTF-8 are nobody's."""
        read = (
            each.read_bytes().decode("utf-8-sig", "replace")
            for each in sorted(self.folder.iterdir(), key=lambda each: each.name)
            if each.name.endswith(".yaml")
        )
        texts = [text for text in read if _UNREADABLE not in text]
        return [(found[1], text) for text in texts if (found := _NAME.search(text))]


SHIPPED = Library(files(__package__).joinpath("rulebooks"))
"""The rulebooks that come with the product."""


def renamed(text: str, rulebook: str) -> str:
    """The file *text* as that of a rulebook of another name; all else stays, comments too."""
    return _NAME.sub(f"rulebook: {rulebook}", text, count=1)
