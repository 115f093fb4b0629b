"""The text that the app posts into a group, so that the archive shows which room it is."""

import re

_MARK = re.compile(r"【群规接入】.*接入码：(?P<group>\S+)", re.DOTALL)


def marker_text(group_id: str, name: str) -> str:
    return f"【群规接入】本群“{name}”正在接入群规系统，请勿转发本条。接入码：{group_id}"


def group_of_marker(text: str) -> str | None:
    """The group's id; whether we posted it ourselves, the register of own posts says."""
    found = _MARK.fullmatch(text.strip())
    return None if found is None else found["group"]
