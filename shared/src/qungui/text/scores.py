"""What the shipped classifier says of a text, and which words say it."""

from collections.abc import Mapping
from functools import cache, lru_cache
from math import log
from pkgutil import get_data
from types import MappingProxyType

from qungui.model.frozen import frozen
from qungui.text.classifier import Classifier, Head, share
from qungui.text.scan import sign_for
from qungui.text.speech import is_about, sentence_at, sentences, spoken

type Span = tuple[int, int]

_EAGER, _USUAL, _WARY = 0.4, 0.5, 0.7
THRESHOLDS: Mapping[Head, float] = MappingProxyType(
    {
        Head.SPAM: _EAGER,
        Head.PORNOGRAPHY: 0.6,
        Head.GAMBLING: _EAGER,
        Head.UNLAWFUL: _EAGER,
        Head.ABUSE: 0.55,
        Head.CHARITY: _USUAL,
        Head.CONFIDENTIALITY: 0.8,
        Head.CONTACT: 0.6,
        Head.COPYRIGHT: 0.6,
        Head.DEFAMATION: _WARY,
        Head.DISCRIMINATION: 0.8,
        Head.DRUGS: 0.8,
        Head.FACTION: 0.6,
        Head.HARASSMENT: 0.8,
        Head.INCITEMENT: 0.8,
        Head.NEGATIVITY: 0.6,
        Head.PHOTOGRAPHS: _USUAL,
        Head.POLITICAL: 0.6,
        Head.PRIVACY: _WARY,
        Head.RECRUITING: 0.8,
        Head.RELIGION: _WARY,
        Head.RUMOR: _WARY,
        Head.VIOLENCE: _WARY,
        Head.VIRUS: 0.8,
        Head.VOTES: _USUAL,
    }
)
"""From which score a head finds something; chosen on development data, see the model card."""

_ENOUGH = {head: log(enough / (1 - enough)) for head, enough in THRESHOLDS.items()}
_ABOUT: Mapping[Head, float] = MappingProxyType({Head.ABUSE: 0.85})
"""The same where a text reports or forbids: who only speaks about abuse scarcely uses its words."""

_UNLIKE: Mapping[Head, float] = MappingProxyType(
    dict.fromkeys(Head, log(0.1 / 0.9))
    # heads that were held back from following their rows are never as sure
    | dict.fromkeys((Head.SPAM, Head.ABUSE), log(0.03 / 0.97))
)
"""A text scored below this is nothing like what the head looks for, whatever words it holds."""
_SHORT = 16  # characters, and fewer: too few to be like anything

SIGNS: Mapping[Head, int] = MappingProxyType({head: sign_for(()) for head in THRESHOLDS})
"""What a rule waits for (``scan``) that goes by a head."""

ARTEFACT = "classifier.bin"
_SHOWN = 8


@frozen
class Scored:
    """
    One head's answer to one text.

    Attributes:
        score: 0 to 1, of the writer's own words once the whole text would do.
        threshold: 1 where a text only speaks about it.
        words: The pieces of the normalised text that moved it most, each with what it added to the
            logit, the weightiest first; below zero it speaks against.
    """

    head: Head
    score: float
    threshold: float
    words: tuple[tuple[str, float], ...]


@cache
def classifier() -> Classifier:
    """Read when a rule that wants it first looks at a text; it stays."""
    return Classifier.from_bytes(get_data(__name__, ARTEFACT) or b"")


def score(head: Head, plain: str) -> float:
    """0 to 1: how sure *head* is of *plain* (normalised)."""
    return share(_logit(head, plain))


def signs_told(plain: str) -> int:
    """Of the heads that *plain* (normalised) may be of; ``told`` looks whether it is."""
    signs = 0
    for head in classifier().near(_bars(), _tally(plain)):
        if _logit(head, plain) >= _ENOUGH[head]:
            signs |= SIGNS[head]
    return signs


def told(head: Head, plain: str) -> Span | None:
    """
    The sentences of *plain* that show what *head* looks for; None where it does not or speaks
    about it.
    """
    if _logit(head, plain) < _ENOUGH[head]:
        return None  # almost every text ends here
    mine, enough = _weighed(head, plain)
    if score(head, mine) < enough:
        return None
    spans = sentences(mine)
    if len(spans) == 1:
        return spans[0]
    first, end = classifier().heaviest(head, [mine[start:end] for start, end in spans])
    return spans[first][0], spans[end - 1][1]


def is_unlike(head: Head, plain: str, span: Span) -> bool:
    """
    Whether *plain* is nothing like what *head* looks for, nor is the sentence of it that holds
    *span*, whatever words stand there. A short text must speak against it.
    """
    enough = _UNLIKE[head]
    if len(plain) <= _SHORT:
        enough = min(enough, classifier().heads[head].bias)
    return _logit(head, plain) < enough and _logit(head, sentence_at(plain, span)) < enough


def explain(plain: str) -> tuple[Scored, ...]:
    """All heads on *plain* (normalised), in their order, as they tell it."""
    return tuple(_explained(head, plain) for head in THRESHOLDS)


def _explained(head: Head, plain: str) -> Scored:
    mine, enough = _weighed(head, plain)
    if score(head, plain) < THRESHOLDS[head]:
        mine, enough = plain, THRESHOLDS[head]
    return Scored(head, score(head, mine), enough, _moving(classifier().told_by(head, mine)))


def _weighed(head: Head, plain: str) -> tuple[str, float]:
    """What of *plain* its writer says, and from which score that is enough."""
    mine = spoken(plain)
    return mine, _ABOUT.get(head, 1.0) if is_about(mine) else THRESHOLDS[head]


def _logit(head: Head, plain: str) -> float:
    return classifier().logit(head, _tally(plain))


@lru_cache(maxsize=2)
def _tally(plain: str) -> int:
    """Kept for the next that asks, who looks at the same text."""
    return classifier().tally(plain)


@cache
def _bars() -> int:
    return classifier().bars(_ENOUGH)


def _moving(told_by: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    weighed = sorted(told_by.items(), key=lambda each: (-abs(each[1]), each[0]))
    return tuple(weighed[:_SHOWN])
