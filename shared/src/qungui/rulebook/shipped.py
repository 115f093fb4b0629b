"""The rulebooks that come with the product."""

from importlib.resources import files

from qungui.model.rulebook import Edition
from qungui.rulebook.loader import loads


def text(regulation: str) -> str:
    """The YAML of a regulation's rulebook, e.g. ``R01``."""
    return files(__package__).joinpath("rulebooks", f"{regulation}.yaml").read_text("utf-8")


def edition(regulation: str) -> Edition:
    return loads(text(regulation)).edition
