"""What papers say: the form that a group is on record by, and the certificate that it is gone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from qungui.model.act import Act
from qungui.model.group_record import GroupRecord
from qungui.model.paper import Paper, PaperRow
from qungui.notices.acts import ACTS
from qungui.notices.member_file import came_of
from qungui.notices.on_file import on_record

RECORD = "微信群登记表"
"""Where a regulation has no name of its own for the form."""

CERTIFICATE = "微信群解散证明"
CERTIFICATE_FOOT = "摘要是审计日志里该条的 SHA-256；日志是否被改动，用 qungui audit verify 核对。"

TO_SIGN = "（签字）　　　　　　　　年　　月　　日"
PROPOSER = "申请人"
HOW_TO_FILL = "几个人之间用顿号；人写账号或姓名，日期写全年月日。"


def opinion(office: str) -> str:
    return f"{office}意见"


def registration(registrar: str) -> str:
    return f"{registrar}备案"


def registered(number: str, state: str) -> str:
    """What the register says of the group."""
    return f"登记号 {number}　{state}" if number else state


def said(who: str, on: date, why: str, *, agreed: bool) -> str:
    """Somebody's word on a request."""
    parts = ("同意" if agreed else "不同意", why, who, whole_day(on))
    return "　".join(filter(None, parts))


def whole_day(on: date) -> str:
    """With its year, as papers have it."""
    return f"{on.year}年{on.month}月{on.day}日"


@dataclass(frozen=True, slots=True)
class Certified:
    """
    What a certificate of closure is made of.

    Attributes:
        names: How people are called, by person id.
        zone: In which its days are.
    """

    record: GroupRecord
    names: Mapping[str, str]
    zone: ZoneInfo

    def day(self, at: datetime) -> str:
        return whole_day(at.astimezone(self.zone).date())

    def name(self, person_id: str) -> str:
        return self.names.get(person_id, "")


def certificate(of: Certified) -> Paper:
    """What was dissolved, when, by whom, why, and what proves it; of a group that is."""
    filing = of.record.filing
    rows = {
        "群名": filing.name,
        "登记号": filing.number or "无",
        "类别和单位": _joined(filing.kind, filing.unit),
        "用途": filing.purpose,
        "群主": of.name(filing.owner),
        "结束的事由": _ending(of),
        "延期": "\n".join(_postponed(of)) or "没有延期",
        "解散前公告": _announced(of),
        "解散登记": _closed(of),
        "解散的证明": "\n".join(_proofs(of)),
        "在案记录": on_record(of.record),
        "审计日志": _logged(of.record),
    }
    return Paper(
        title=CERTIFICATE,
        rows=tuple(PaperRow(label=label, value=value) for label, value in rows.items()),
        signed=tuple(PaperRow(label=label, value=TO_SIGN) for label in ("经办人", "备案部门")),
        foot=CERTIFICATE_FOOT,
    )


def _ending(of: Certified) -> str:
    ending = of.record.filing.ending
    if ending is None:
        return "没有登记"
    return _joined(ending.reason, of.name(ending.by), of.day(ending.at))


def _postponed(of: Certified) -> Iterator[str]:
    for one in of.record.filing.postponed:
        word = "没有答复" if one.said is None else "同意" if one.said.agreed else "不同意"
        by = "" if one.said is None else of.name(one.said.by)
        yield _joined(f"申请延到{whole_day(one.until)}", one.why, f"{word} {by}".strip())


def _announced(of: Certified) -> str:
    notice = of.record.filing.notice
    if notice is None:
        return "没有公告"
    said = f"{of.day(notice.at)}公告，定于{whole_day(notice.on)}解散"
    return _joined(said, f"原因：{notice.reason}", f"操作人：{notice.operator}")


def _closed(of: Certified) -> str:
    number = of.record.dissolved_by
    entry = None if number is None else of.record.trail.entries[number - 1]
    by = "" if entry is None else of.name(entry.people.get("by", ""))
    return _joined(of.day(of.record.filing.since), by or "系统按公告的日期或平台所示登记")


def _proofs(of: Certified) -> Iterator[str]:
    """The orders that closed it, as they stand; else what the platform showed."""
    closing = [one for one in of.record.own_orders if one.act in {Act.SOFT_CLOSE, Act.DISSOLVE}]
    for order in closing:
        on = "" if order.served_at is None else of.day(order.served_at)
        yield _joined(ACTS[order.act], came_of(order), on)
    if not closing:
        yield "没有下达过指令：平台上已不存在"


def _logged(record: GroupRecord) -> str:
    number = record.dissolved_by
    whole = (
        "全部相符" if record.trail.broken_at is None else f"第 {record.trail.broken_at} 条起不符"
    )
    if number is None or number > len(record.trail.digests):
        return whole
    return f"第 {number} 条，{whole}\n{record.trail.digests[number - 1]}"


def _joined(*parts: str) -> str:
    return "　".join(filter(None, parts))
