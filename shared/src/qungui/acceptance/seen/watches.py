"""What was seen of messages that wait for answers: who owes one, and what those in charge read."""

from collections.abc import Callable, Mapping
from typing import Any

from qungui.acceptance.played.play import Played
from qungui.acceptance.seen.rosters import members


def _said(form: str) -> Callable[[Played, Any], Any]:
    """What somebody must have read since, with the wanted words in the place of ``{}``."""

    def read(played: Played, wanted: object) -> object:
        told = played.since.told
        return next((wanted for each in told if form.format(wanted) in each.text), None)

    return read


THEN: Mapping[str, tuple[str, Callable[[Played, Any], Any]]] = {
    "waiting_for": ("因没有回复而有了案件的人", members),
    "unacked": ("因没有回复而有了案件的人", members),
    "leader": ("名单里写明的部门负责人", _said("部门负责人 {}")),
    "items": ("有人收到的名单里写明的件数", _said("（{} 件）")),
    "note": ("有人收到的话里写明的办法", _said("{}")),
}
"""Keys of ``then``."""
