"""What happened, line by line, as it happens."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from rich.cells import set_cell_size
from rich.console import Console
from rich.text import Text

from local.occurrences import Told
from local.story import ZONE, Line, Scene, Story
from qungui.model.act import Act
from qungui.model.case import Case, CaseState
from qungui.model.ledger import Discipline
from qungui.model.order import Order, OrderState

ACTS = {Act.REMIND: "提醒", Act.WARN: "警告", Act.REMOVE: "移出", Act.ASK: "请人决定"}
STATES = {
    OrderState.SERVED: "已送达",
    OrderState.HANDED_OVER: "已开工作单给群主",
    OrderState.CLAIMED_DONE: "群主已回复做完",
    OrderState.PROVED: "已由名册证实",
    OrderState.OVERDUE: "群主逾期未办",
    OrderState.HELD: "暂缓",
    OrderState.REFUSED: "被平台拒绝",
    OrderState.VOID: "作废",
}
STYLES = {Act.REMIND: "cyan", Act.WARN: "yellow", Act.REMOVE: "bold red", Act.ASK: "magenta"}
WIDTHS = (14, 18, 6, 18, 42)
HEADINGS = ("时间 time", "群 group", "成员", "条款 clause", "证据 evidence", "处理 act")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    One case with what followed.

    Attributes:
        order: What it called for or joined; None when it was recorded only.
        joined: The order was there already.
    """

    group: str
    member: str
    case: Case
    order: Order | None
    joined: bool

    @property
    def at(self) -> datetime:
        return self.case.at

    def act(self) -> str:
        """In the words of a clerk."""
        if self.case.state is CaseState.NEEDS_REVIEW:
            return "待人工确认 needs review"
        if self.order is None:
            return "只记录 recorded"
        if self.joined:
            return f"并入已有的{ACTS[self.order.act]} joined"
        if self.order.act is Act.REMOVE and self.order.state is OrderState.SERVED:
            return "已由系统移出 removed"
        state = STATES.get(self.order.state, self.order.state.value)
        return f"{ACTS[self.order.act]}·{state} {self.order.act.value}"


def entries(disciplines: Mapping[tuple[str, str], Discipline]) -> Iterator[Entry]:
    """Every case whose consequences are settled, in any order."""
    for (group, member), discipline in disciplines.items():
        for case in discipline.cases:
            order = discipline.order(case.order_id)
            if not case.escalated or (order is not None and not order.state.is_final):
                continue
            joined = order is not None and case.case_id not in order.case_ids
            yield Entry(group=group, member=member, case=case, order=order, joined=joined)


@dataclass(slots=True, kw_only=True)
class Timeline:
    """Prints each entry once."""

    story: Story
    console: Console
    _printed: set[str] = field(default_factory=set)

    def heading(self) -> None:
        cells = [
            set_cell_size(text, width) for text, width in zip(HEADINGS, (*WIDTHS, 30), strict=True)
        ]
        self.console.print(Text(" ".join(cells), style="bold"))

    def scene(self, scene: Scene) -> None:
        count = f"{len(scene.lines)} 条 messages"
        if scene.occurrences:
            count = f"{len(scene.occurrences)} 件 events"
        title = f"── {scene.title} · {scene.english}（{count}）"
        self.console.print(Text(title, style="dim"))
        for line in scene.lines:
            if line.what[0] == "record":
                self.console.print(self._filed(line))

    def told(self, at: datetime, told: Told) -> None:
        """One event of the platform, once it came to rest."""
        line = f"{at.astimezone(ZONE):%m-%d %H:%M:%S} {told.identity}："
        self.console.print(Text.assemble(line, (told.words, "blue"), no_wrap=True))

    def show(self, found: Iterable[Entry]) -> None:
        """Print what was not printed yet, by platform time."""
        fresh = [entry for entry in found if entry.case.case_id not in self._printed]
        for entry in sorted(fresh, key=lambda each: each.at):
            self._printed.add(entry.case.case_id)
            self.console.print(self._row(entry))

    def _filed(self, line: Line) -> Text:
        """A record of a kind of its own; what it leads to follows, if anything."""
        cells = (
            f"{line.clock:%H:%M:%S}",
            self.story.group(line.group).name if line.group else "",
            self.story.people.get(line.sender, "外部"),
            "–",
            next(iter(line.what[1])),
        )
        return Text(f"{_padded(cells)} 存档 archived", style="dim", no_wrap=True)

    def _row(self, entry: Entry) -> Text:
        cells = (
            f"{entry.at.astimezone(ZONE):%m-%d %H:%M:%S}",
            self.story.group(entry.group).name,
            self.story.people[entry.member],
            "、".join(breach.clause_id for breach in entry.case.breaches),
            entry.case.breaches[0].evidence,
        )
        acted = entry.order is not None and not entry.joined
        style = STYLES[entry.order.act] if entry.order is not None and acted else "dim"
        return Text.assemble(_padded(cells), " ", (entry.act(), style), no_wrap=True)


def _padded(cells: tuple[str, ...]) -> str:
    return " ".join(set_cell_size(cell, width) for cell, width in zip(cells, WIDTHS, strict=True))
