"""What people hear when somebody joins a group again that they were removed from."""

from datetime import datetime

from qungui.model.petition import Petition, PetitionState
from qungui.notices.compose import File, local_time, name_of

_APPLY = "请回复“申请回群”并写明理由，由管理员决定"


def to_management(file: File, at: datetime, until: datetime | None) -> str:
    """To those in charge: who is back at *at*; *until* when they are barred, None for ever."""
    barred = _barred(file, at, until)
    return (
        f"【重新入群】{name_of(file.person)} 又进入了“{file.group.name}”。此人{_was(file)}，"
        f"{barred}没有准其回群的记录。同意其留下的，请按回群申请办理；不同意的，请将其移出。"
        "系统不会自行移出。"
    )


def to_member(file: File, at: datetime, until: datetime | None, asked: Petition | None) -> str:
    """How to be let in; *asked*: their last application."""
    return (
        f"【群规通知】您{_was(file)}，现在又进入了“{file.group.name}”，"
        f"目前没有准您回群的记录。{_what_now(file, at, until, asked)}。"
    )


def _was(file: File) -> str:
    order = file.order
    out = local_time(order.served_at or order.at, file.edition.timezone)
    return f"{out}按 {order.clause_ids[0]} 被移出"


def _barred(file: File, at: datetime, until: datetime | None) -> str:
    if until is None:
        return "按规定不再接纳，"
    return f"{local_time(until, file.edition.timezone)}以后才可申请回群，" if until > at else ""


def _what_now(file: File, at: datetime, until: datetime | None, asked: Petition | None) -> str:
    state = None if asked is None else asked.state
    if state is PetitionState.OPEN:
        return "您的回群申请正在办理，有结果会通知您"
    if until is None:
        return "按规定您不能留在群里，请自行退出"
    if until > at:
        day = local_time(until, file.edition.timezone)
        return f"请先自行退出；{day}以后想回来，{_APPLY}"
    return f"想留下的，{_APPLY}"
