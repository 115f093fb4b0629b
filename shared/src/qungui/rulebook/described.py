"""What the docstrings of parameters say, for schemas and references."""

import re
from inspect import getdoc
from textwrap import dedent
from typing import Any

_ENTRY = re.compile(r"^(?P<names>\w+(?:, \w+)*): (?P<text>.+(?:\n {4,}.+)*)", re.MULTILINE)


def summary(kind: type[Any]) -> str:
    """The docstring without its attributes, on one line."""
    return " ".join((getdoc(kind) or "").partition("Attributes:")[0].split())


def attributes(kind: type[Any]) -> dict[str, str]:
    """Parameter as written -> what it means; see the docstring's section ``Attributes``."""
    _, _, section = (getdoc(kind) or "").partition("Attributes:\n")
    return {
        name.rstrip("_"): " ".join(entry["text"].split())
        for entry in _ENTRY.finditer(dedent(section))
        for name in entry["names"].split(", ")
    }
