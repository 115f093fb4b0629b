"""What happened, line by line, as it happens."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from rich.cells import set_cell_size
from rich.console import Console
from rich.text import Text

from local.fake_wecom.record import Effect
from local.occurrences import Told
from local.story import ZONE, Line, Scene, Story
from qungui.model.act import Act
from qungui.model.case import Case
from qungui.model.ledger import Discipline
from qungui.model.order import Order
from qungui.notices.acts import ACTS
from qungui.notices.member_file import came_of, state_of

STYLES = {
    Act.REMIND: "cyan",
    Act.VERBAL_WARNING: "yellow",
    Act.WARN: "yellow",
    Act.REQUIRE_APOLOGY: "magenta",
    Act.REMOVE: "bold red",
}
_LISTS = ("【成员核对】", "【回复情况】")
"""Texts whose first line says nothing yet: shown in full."""

WIDTHS = (14, 18, 6, 18, 34)
HEADINGS = ("时间 time", "群 group", "成员", "条款 clause", "证据 evidence", "处理 act")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    One case with what followed.

    Attributes:
        orders: What it called for, by step, or the one that it joined; none when it was recorded
            only.
        joined: The order was there already.
    """

    group: str
    member: str
    case: Case
    orders: tuple[Order, ...]
    joined: bool

    @property
    def at(self) -> datetime:
        return self.case.at

    def act(self) -> str:
        """In the words of a clerk."""
        if not self.case.counts:
            return f"{state_of(self.case)} {self.case.state.value}"
        if not self.orders:
            return "只记录 recorded"
        if self.joined:
            return f"并入已有的{ACTS[self.orders[0].act]} joined"
        return "，".join(f"{ACTS[each.act]}·{came_of(each)}" for each in self.orders)


def entries(disciplines: Mapping[tuple[str, str], Discipline]) -> Iterator[Entry]:
    """Every case whose consequences are settled for now, in any order."""
    for (group, member), discipline in disciplines.items():
        for case in discipline.cases:
            own = [order for order in discipline.orders if _is_of(order, case)]
            first = discipline.order(case.order_id)
            joined = not own and first is not None
            orders = (first,) if joined and first else tuple(sorted(own, key=_place))
            if case.escalated and all(map(_is_settled, orders)):
                yield Entry(group=group, member=member, case=case, orders=orders, joined=joined)


def _is_of(order: Order, case: Case) -> bool:
    return case.case_id in order.case_ids and not order.act.is_aftermath


def _place(order: Order) -> tuple[int, int]:
    return order.step, order.act.gravity


def _is_settled(order: Order) -> bool:
    return order.state.is_final or order.awaits_confirmation


@dataclass(slots=True, kw_only=True)
class Timeline:
    """Prints each entry once, and again when what became of it changed."""

    story: Story
    console: Console
    _printed: dict[str, str] = field(default_factory=dict)

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

    def told(self, at: datetime, told: Told, seen: Iterable[Effect]) -> None:
        """
        One event of the platform, once it came to rest, and what people saw of it: an answer in
        full, of all else the gist.
        """
        line = f"{at.astimezone(ZONE):%m-%d %H:%M:%S} {told.identity}："
        self.console.print(Text.assemble(line, (told.words, "blue"), no_wrap=True))
        for effect in seen:
            is_answer = effect.to == told.answers
            for text in self._seen(effect, in_full=is_answer).splitlines():
                indented = f"{'':15}{text}"
                self.console.print(Text(indented, style="green" if is_answer else "dim"))

    def _seen(self, effect: Effect, *, in_full: bool) -> str:
        whom, to = self._named(effect.whom), self._named(effect.to)
        match effect.kind:
            case "creation":
                return f"→“{to}”建好了"
            case "renaming":
                return f"→“{to}”改名为“{effect.text}”"
            case "owner":
                return f"→“{to}”的群主换成{whom}"
            case "removal":
                return f"→{whom} 被移出“{to}”"
            case "invitation":
                return f"→{whom} 被请回“{to}”"
            case _:
                return f"→{to}：{effect.text if in_full else _gist(effect.text)}"

    def _named(self, receiver: str) -> str:
        """A member, or the group of a chat."""
        for group in self.story.every_group:
            if receiver in {alias.name for alias in group.aliases}:
                return group.name
        return self.story.people.get(receiver, receiver)

    def show(self, found: Iterable[Entry]) -> None:
        """Print what was not printed yet, or is not as it was, by platform time."""
        for entry in sorted(found, key=lambda each: each.at):
            if self._printed.get(entry.case.case_id) != entry.act():
                self._printed[entry.case.case_id] = entry.act()
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
        return Text.assemble(_padded(cells), " ", (entry.act(), _style(entry)), no_wrap=True)


def _style(entry: Entry) -> str:
    """That of the last step that still stands."""
    standing = [order for order in entry.orders if order.stands]
    acted = entry.case.counts and standing and not entry.joined
    return STYLES.get(standing[-1].act, "") if acted else "dim"


def _gist(text: str) -> str:
    """What is done about the reader, else the first line, or all of a list."""
    if text.startswith(_LISTS):
        return text
    lines = text.splitlines()
    return next((line for line in lines if line.startswith("处理：")), lines[0])


def _padded(cells: tuple[str, ...]) -> str:
    return " ".join(set_cell_size(cell, width) for cell, width in zip(cells, WIDTHS, strict=True))
