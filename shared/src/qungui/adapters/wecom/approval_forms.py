"""Forms of the approvals app, read field by field."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from qungui.adapters.wecom.api import approvals
from qungui.adapters.wecom.client import WeComClient
from qungui.adapters.wecom.errcodes import Advice, advice, count_misconfigured
from qungui.errors import InvalidEventError, PlatformRefusal, TransientError

_ZONE = ZoneInfo("Asia/Shanghai")  # a day is picked on the phone of somebody in China
_BAD_PARAMETER = 40058

type _Value = Mapping[str, Any]


class WeComApprovalForms:
    """Implements :class:`qungui.ports.ApprovalForms`."""

    def __init__(self, client: WeComClient) -> None:
        self._client = client

    def fields(self, number: str) -> Mapping[str, str]:
        try:
            info = approvals.detail(self._client, number)
        except PlatformRefusal as refusal:
            if refusal.code == _BAD_PARAMETER:
                msg = "no such approval"
                raise InvalidEventError(msg) from refusal
            if advice(refusal.code) is Advice.ALARM:
                count_misconfigured(refusal)
            msg = f"an approval: {refusal}"
            raise TransientError(msg) from refusal
        contents = _listed(_part(info, "apply_data"), "contents")
        return {title: said for title, said in map(_field, contents) if title and said}


def _field(content: _Value) -> tuple[str, str]:
    title = next((str(each.get("text", "")) for each in _listed(content, "title")), "")
    read = _READ.get(str(content.get("control", "")), _text)
    return title.strip(), "、".join(filter(None, read(_part(content, "value")))).strip()


def _text(value: _Value) -> Iterator[str]:
    yield str(value.get("text", "") or value.get("new_number", "") or "")


def _day(value: _Value) -> Iterator[str]:
    seconds = str(_part(value, "date").get("s_timestamp", ""))
    if seconds.isdigit():
        yield datetime.fromtimestamp(int(seconds), UTC).astimezone(_ZONE).date().isoformat()


def _chosen(value: _Value) -> Iterator[str]:
    for option in _listed(_part(value, "selector"), "options"):
        yield next((str(each.get("text", "")) for each in _listed(option, "value")), "")


def _people(value: _Value) -> Iterator[str]:
    """Staff by their account, which means one person only; departments by their name."""
    yield from (str(one.get("userid", "")) for one in _listed(value, "members"))
    yield from (str(one.get("name", "")) for one in _listed(value, "departments"))


_READ: Mapping[str, Callable[[_Value], Iterator[str]]] = {
    "Date": _day,
    "Selector": _chosen,
    "Contact": _people,
}
"""By the platform's name for the control; any other one holds text, or a number."""


def _part(tree: _Value, key: str) -> _Value:
    found = tree.get(key)
    return found if isinstance(found, dict) else {}


def _listed(tree: _Value, key: str) -> list[_Value]:
    found = tree.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
