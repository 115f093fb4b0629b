"""What is set of a group itself: no clause speaks of it, and nothing of a regulation changes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from qungui.model.act import SANCTIONS
from qungui.model.call import ParameterError
from qungui.model.group import GroupSettings
from qungui.model.span import Span, Unit

type _Read = Callable[[str, Any], Any]
"""A value as written, by its key -> as it is kept. Raises ParameterError."""

_A_DAY = timedelta(days=1)
_USUAL = GroupSettings()
_MOST_WORDS = 200


def _whole(least: int, greatest: int) -> _Read:
    def read(key: str, value: Any) -> int:  # noqa: ANN401 - a value of a document
        if not isinstance(value, int) or isinstance(value, bool):
            raise ParameterError(key, "type", ("whole number",))
        if not least <= value <= greatest:
            raise ParameterError(key, "range", (str(least), str(greatest)))
        return value

    return read


def _span(least: str, greatest: str) -> _Read:
    """Of which a working day is at least a day; of months and years nobody can say."""

    def read(key: str, value: Any) -> Span:  # noqa: ANN401 - see above
        try:
            span = Span.parse(value) if isinstance(value, str) else None
        except ValueError:
            span = None
        length = None if span is None else _length(span)
        if span is None or length is None:
            raise ParameterError(key, "type", ("30 minutes, 24 hours, 3 working days",))
        if not _length_of(least) <= length <= _length_of(greatest):
            raise ParameterError(key, "range", (least, greatest))
        return span

    return read


def _time(least: str, greatest: str) -> _Read:
    """The same, where no calendar has a say."""
    span = _span(least, greatest)

    def read(key: str, value: Any) -> timedelta:  # noqa: ANN401 - see above
        fixed: timedelta | None = span(key, value).fixed
        if fixed is None:
            raise ParameterError(key, "type", ("30 minutes, 24 hours, 2 days",))
        return fixed

    return read


def _acts(key: str, value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - see above
    by_name = {act.value: act for act in SANCTIONS}
    if not isinstance(value, list) or not by_name.keys() >= set(map(str, value)):
        raise ParameterError(key, "type", (" | ".join(by_name),))
    return tuple(by_name[name] for name in dict.fromkeys(value))


def _words(key: str, value: Any) -> tuple[str, ...]:  # noqa: ANN401 - see above
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ParameterError(key, "type", ("list of text",))
    if len(value) > _MOST_WORDS:
        raise ParameterError(key, "range", ("0", str(_MOST_WORDS)))
    return tuple(dict.fromkeys(each.strip() for each in value if each.strip()))


def _length(span: Span) -> timedelta | None:
    return span.count * _A_DAY if span.unit is Unit.WORKING_DAY else span.fixed


def _length_of(written: str) -> timedelta:
    return _length(Span.parse(written)) or timedelta()


_READ: Mapping[str, _Read] = MappingProxyType(
    {
        "cards_a_day": _whole(0, 100),
        "removals_per_hour": _whole(1, 100),
        "work_order_time": _time("1 hour", "30 days"),
        "reminder_gap": _time("1 minute", "1 day"),
        "review_within": _span("1 hour", "30 days"),
        "appeal_within": _span("1 day", "366 days"),
        "ask_again_after": _span("1 day", "366 days"),
        "second_person": _acts,
        "allowed_words": _words,
    }
)
"""Named as the attributes of :class:`GroupSettings`."""


def changed(
    settings: GroupSettings, values: Mapping[str, Any], reset: Iterable[str]
) -> GroupSettings:
    """
    With *values* as somebody wrote them, and of *reset* what is usual.

    Raises:
        ParameterError: A key is none of a group's own, or a value is no such thing or out of
            range.
    """
    back = {_known(key): getattr(_USUAL, key) for key in reset}
    said = {key: _READ[_known(key)](key, value) for key, value in values.items()}
    return replace(settings, **{**back, **said})


def shown(settings: GroupSettings) -> Iterator[tuple[str, str, str]]:
    """Key, value in use and usual value, written as they are set."""
    for key in _READ:
        yield key, written(getattr(settings, key)), written(getattr(_USUAL, key))


def written(value: Any) -> str:  # noqa: ANN401 - one of the kinds above
    """As somebody would set it."""
    if isinstance(value, timedelta):
        return str(_as_span(value))
    return f"[{', '.join(value)}]" if isinstance(value, tuple) else str(value)


def _known(key: str) -> str:
    if key not in _READ:
        raise ParameterError(key, "unknown", tuple(_READ))
    return key


def _as_span(time: timedelta) -> Span:
    """In the greatest unit, from hours down, of which it is so many."""
    seconds = int(time.total_seconds())
    for unit, length in ((Unit.HOUR, 3600), (Unit.MINUTE, 60)):
        if seconds % length == 0:
            return Span(seconds // length, unit)
    return Span(seconds, Unit.SECOND)
