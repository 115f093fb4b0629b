"""Doing a thing or speaking about it: a rule punishes the first only."""

import re
from functools import lru_cache

from qungui.text.deferred import Deferred
from qungui.text.lexicon import Lexicon
from qungui.text.scan import characters_of
from qungui.text.words.reported import REPORTED

_REPORTED = Lexicon.of(REPORTED)
_QUOTED = Deferred(
    r"[说骂叫讲写发道称回喊][^“”「」『』\",。]{0,6}[“「『\"][^”」』\"]{1,60}[”」』\"]"
)

# coarse words that everybody says of the weather, of work, of themselves
_SAYING = Deferred(
    r"[冻热冷累困忙饿晒淋堵]成了?狗|单身狗|加班狗"
    r"|(?:冷|热|冻|累|困|忙|饿|渴|堵|笑|急|吓|馋|羡慕)死(?:个?人|我|宝宝)?了?"
)
_STOPS = "。!?\n "
_SENTENCE = re.compile(f"[^{_STOPS}]+")
_IN_EACH = frozenset('“「『"狗死')  # one stands in whatever is blanked out


def is_about(plain: str) -> bool:
    """Whether *plain* (normalised) reports, refutes or forbids something."""
    return _REPORTED.stands_in(plain)


@lru_cache(maxsize=2)
def spoken(plain: str) -> str:
    """*plain* with quoted speech and mere sayings blanked out; all else keeps its place."""
    if _IN_EACH.isdisjoint(characters_of(plain)):
        return plain
    return _SAYING.sub(_blank, _QUOTED.sub(_blank, plain))


def sentences(plain: str) -> list[tuple[int, int]]:
    """Where the sentences of *plain* stand, without what ends them."""
    return [found.span() for found in _SENTENCE.finditer(plain)]


def sentence_at(plain: str, span: tuple[int, int]) -> str:
    """The sentence that holds *span*, or those that it reaches over."""
    start, end = span
    begins = max(plain.rfind(stop, 0, start) for stop in _STOPS) + 1
    ends = [place for stop in _STOPS if (place := plain.find(stop, end)) >= 0]
    return plain[begins : min(ends, default=len(plain))]


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())
