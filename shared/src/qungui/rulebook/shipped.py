"""The rulebooks that come with the product."""

from functools import cache

from qungui.model.rulebook import Edition
from qungui.rulebook.library import SHIPPED
from qungui.rulebook.loader import Loaded, loads

_SUFFIX = ".yaml"


def regulations() -> tuple[str, ...]:
    """The regulations that have a rulebook, e.g. ``R01``, sorted."""
    names = (file.name for file in SHIPPED.folder.iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


def text(regulation: str) -> str:
    """The YAML of a regulation's rulebook, e.g. ``R01``."""
    return SHIPPED.folder.joinpath(regulation + _SUFFIX).read_text("utf-8")


@cache
def loaded(regulation: str) -> Loaded:
    """Once a process, for reading a rulebook takes a while."""
    return loads(text(regulation))


def edition(regulation: str) -> Edition:
    return loaded(regulation).edition
