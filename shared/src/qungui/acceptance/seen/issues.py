"""What was seen of problems that members raised."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from qungui.acceptance.plan import ISSUE_STATES
from qungui.acceptance.played.play import Played

_CALLED = {state: name for name, state in ISSUE_STATES.items()}


def departments_told(played: Played) -> Iterator[str]:
    """To which whoever manages the group is to pass a new one on, as they were told."""
    told = played.since.told
    for issue in played.opened:
        if issue.department and any(f"传达给{issue.department}" in each.text for each in told):
            yield issue.department


def _state(played: Played, _wanted: object) -> object:
    return next((_CALLED[issue.state] for issue in played.opened), None)


THEN: Mapping[str, tuple[str, Callable[[Played, Any], Any]]] = {
    "state": ("新问题到了哪一步", _state),
}
"""Keys of ``then``."""
