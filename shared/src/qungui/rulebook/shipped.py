"""The rulebooks that come with the product."""

from qungui.model.rulebook import Edition
from qungui.rulebook.library import SHIPPED
from qungui.rulebook.loader import loads


def text(regulation: str) -> str:
    """The YAML of a regulation's rulebook, e.g. ``R01``."""
    return SHIPPED.folder.joinpath(f"{regulation}.yaml").read_text("utf-8")


def edition(regulation: str) -> Edition:
    return loads(text(regulation)).edition
