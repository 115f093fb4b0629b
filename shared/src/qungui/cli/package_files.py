"""The files of a closing package: papers to print, tables to look things up in."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from qungui.cli.print_paper import print_paper
from qungui.cli.spreadsheets import write_csv
from qungui.model.case import Case
from qungui.model.filing import LifeState
from qungui.model.paper import Paper
from qungui.model.short_number import short_number
from qungui.notices.member_file import came_of, owed, state_of
from qungui.notices.on_file import on_record
from qungui.notices.papers import Certified, certificate

type Rows = Iterator[tuple[str, ...]]

MEMBERS = ("成员", "群昵称", "入群", "最近发言")
CASES = (
    *("编号", "时间", "成员", "条款", "所见", "状态", "处理"),
    *("日志条目", "日志摘要", "存证日"),
)
ENTRIES = ("条目", "时间", "事项", "内容", "摘要", "存证日")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingPackage:
    """
    Attributes:
        form: That it is on record by.
        anchored: Up to which entry its log was anchored on which day, the first day first.
    """

    of: Certified
    form: Paper
    anchored: Sequence[tuple[int, date]]

    def write(self, folder: Path) -> None:
        """
        Raises:
            OSError: It cannot be written there.
        """
        print_paper(self.form, folder / "备案表.docx")
        if self.of.record.filing.state is LifeState.DISSOLVED:
            print_paper(certificate(self.of), folder / "解散证明.docx")
        tables = {
            "成员.csv": (MEMBERS, self._members()),
            "违规记录.csv": (CASES, self._cases()),
            "审计日志.csv": (ENTRIES, self._entries()),
        }
        for name, (columns, rows) in tables.items():
            with (folder / name).open("w", encoding="utf-8", newline="") as file:
                write_csv(file, columns, rows)
        (folder / "说明.txt").write_text("\n".join((*self._told(), "")), encoding="utf-8")

    def _told(self) -> Iterator[str]:
        record = self.of.record
        yield f"“{record.filing.name}”的归档（编号 {short_number(record.filing.group_id)}）"
        yield on_record(record)
        whole = "全部相符" if record.trail.broken_at is None else "有不符，见 qungui audit verify"
        yield f"审计日志 {len(record.trail.entries)} 条，{whole}；时间都是 {self.of.zone}"
        if record.trail.digests:
            yield f"最后一条的摘要：{record.trail.digests[-1]}"
        yield "内含个人信息和已遮盖的消息片段，请按本单位的规定保管。"

    def _members(self) -> Rows:
        for person_id, member in sorted(self.of.record.members.items()):
            joined = "" if member.joined_at is None else self._time(member.joined_at)
            seen = "" if member.seen_at is None else f"{member.seen_at:%Y-%m-%d}"
            yield self._called(person_id), member.nickname, joined, seen

    def _cases(self) -> Rows:
        record = self.of.record
        for case in record.cases:
            orders = record.answers_to(case)
            ids = {case.case_id, *(order.order_id for order in orders)}
            numbers = record.trail.telling_of(ids)
            yield (
                *self._seen(case),
                "\n".join(f"{owed(order)}：{came_of(order)}" for order in orders),
                "、".join(map(str, numbers)),
                "\n".join(map(self._digest, numbers)),
                "" if not numbers else self._anchored_on(numbers[-1]),
            )

    def _seen(self, case: Case) -> tuple[str, ...]:
        return (
            short_number(case.case_id),
            self._time(case.at),
            self._called(case.person_id),
            "、".join(breach.clause_id for breach in case.breaches),
            "\n".join(f"{each.reason} {each.evidence}".strip() for each in case.breaches),
            state_of(case),
        )

    def _entries(self) -> Rows:
        for number, entry in enumerate(self.of.record.trail.entries, 1):
            facts = " ".join(f"{name}={fact}" for name, fact in entry.facts.items() if fact)
            known = self._digest(number), self._anchored_on(number)
            yield str(number), self._time(entry.at), entry.kind.value, facts, *known

    def _digest(self, number: int) -> str:
        """Of an entry; empty from the first on that does not fit the chain."""
        return "".join(self.of.record.trail.digests[number - 1 : number])

    def _anchored_on(self, number: int) -> str:
        """The day of the first anchor that holds an entry."""
        at = bisect_left(self.anchored, number, key=lambda each: each[0])
        return "" if at == len(self.anchored) else str(self.anchored[at][1])

    def _called(self, person_id: str) -> str:
        return self.of.names.get(person_id, person_id)

    def _time(self, at: datetime) -> str:
        return f"{at.astimezone(self.of.zone):%Y-%m-%d %H:%M}"
