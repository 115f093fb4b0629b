"""The answer of an inspector: strict, since a rule will believe it."""

import json
from collections.abc import Mapping
from typing import Any

from qungui.errors import TransientError
from qungui.model.inspection import Inspection

LARGEST = 64 * 1024  # bytes of an answer
MOST_LABELS = 32
LONGEST_LABEL = 32  # characters
LONGEST_WORDS = 2000  # characters; a message may hold twenty pictures and must fit a queue
_UNTOLD: Mapping[str, Any] = {
    "v": None,
    "labels": None,
    "words": "",
    "people": None,
    "harmful": None,
}
_VERSION = 1
_MOST_PEOPLE = 100_000


def inspection_in(raw: bytes) -> Inspection:
    """
    Raises:
        TransientError: Not exactly what the contract says; nothing of it is believed.
    """
    try:
        return _inspection(_object(raw))
    except (ValueError, RecursionError):
        pass
    # Outside the except clause: the error may quote the answer.
    msg = "the inspector's answer is none"
    raise TransientError(msg)


def _object(raw: bytes) -> dict[str, Any]:
    answer = json.loads(raw) if len(raw) <= LARGEST else None
    if not isinstance(answer, dict) or answer.keys() - _UNTOLD.keys():
        raise ValueError
    return answer


def _inspection(answer: dict[str, Any]) -> Inspection:
    told = {**_UNTOLD, **answer}
    labels, words, people, harmful = (
        told[name] for name in ("labels", "words", "people", "harmful")
    )
    good = (
        _is_whole(told["v"], _VERSION, _VERSION)
        and isinstance(labels, list)
        and len(labels) <= MOST_LABELS
        and all(isinstance(label, str) and 0 < len(label) <= LONGEST_LABEL for label in labels)
        and isinstance(words, str)
        and (people is None or _is_whole(people, 0, _MOST_PEOPLE))
        and isinstance(harmful, bool | None)
    )
    if not good:
        raise ValueError
    for text in (words, *labels):
        text.encode()  # half a character would stop the message's lane again and again
    return Inspection(
        labels=frozenset(labels), words=words[:LONGEST_WORDS], people=people, harmful=harmful
    )


def _is_whole(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
