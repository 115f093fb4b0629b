"""Records of the message archive, as they read once unsealed."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.support.build import NOON


def record(**changes: Any) -> dict[str, Any]:
    """A text to a group of two; *changes* with a value of None take a field away."""
    whole = {
        "msgid": "m1",
        "action": "send",
        "from": "zhangsan",
        "tolist": ["lisi", "wangwu"],
        "roomid": "wrROOM1",
        "msgtime": milliseconds(NOON),
        "msgtype": "text",
        "text": {"content": "大家好"},
        **changes,
    }
    return {name: value for name, value in whole.items() if value is not None}


def recall(of: str = "m1", **changes: Any) -> dict[str, Any]:
    return record(
        **{
            "msgid": "m2",
            "action": "recall",
            "msgtype": "revoke",
            "text": None,
            "revoke": {"pre_msgid": of},
            **changes,
        }
    )


def link(**changes: Any) -> dict[str, Any]:
    body = {"title": "优惠", "description": "点开看", "link_url": "https://example.invalid/1"}
    return record(**{"msgtype": "link", "text": None, "link": body, **changes})


SWITCH = {"msgid": "m9", "action": "switch", "time": 1795579200000, "user": "zhangsan"}


def milliseconds(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def as_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
