"""Doing a thing or speaking about it: a rule punishes the first only."""

import re

from qungui.text.lexicon import Lexicon
from qungui.text.words.reported import REPORTED

_REPORTED = Lexicon.of(REPORTED)
_QUOTED = re.compile(
    r"[说骂叫讲写发道称回喊][^“”「」『』\",。]{0,6}[“「『\"][^”」』\"]{1,60}[”」』\"]"
)


def is_about(plain: str) -> bool:
    """Whether *plain* (normalised) reports, refutes or forbids something."""
    return _REPORTED.stands_in(plain)


def spoken(plain: str) -> str:
    """*plain* with quoted speech blanked out; every other character keeps its place."""
    return _QUOTED.sub(lambda found: " " * len(found.group()), plain)
