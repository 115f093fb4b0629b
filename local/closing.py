"""The closing table: what the run came to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from local.expectation import Difference
from local.timeline import Entry
from qungui.model.act import Act
from qungui.model.case import CaseState
from qungui.model.order import OrderState


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """
    Attributes:
        records: What the archive held, odds and ends included.
        requests: The functions' table requests by operation.
        seconds: Wall time of the story; and of the whole run.
    """

    records: int
    entries: Sequence[Entry]
    requests: Mapping[str, int]
    story_seconds: float
    seconds: float


def print_closing(console: Console, outcome: Outcome) -> None:
    table = Table(title="小结 Summary", show_header=False, title_justify="left")
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    for name, value in rows(outcome):
        table.add_row(name, value)
    console.print(table)


def rows(outcome: Outcome) -> Iterator[tuple[str, str]]:
    yield "存档记录 archive records", str(outcome.records)
    yield "违规 verdicts", str(len(outcome.entries))
    clauses = Counter(
        breach.clause_id for entry in outcome.entries for breach in entry.case.breaches
    )
    for clause_id, count in sorted(clauses.items()):
        yield f"  {clause_id}", str(count)
    yield from _acts(outcome.entries)
    total = sum(outcome.requests.values())
    if total:
        each = ", ".join(
            f"{name} {count}" for name, count in Counter(outcome.requests).most_common()
        )
        yield "表请求 table requests", f"{total}（{each}）"
        yield "  每条记录 per record", f"{total / outcome.records:.2f}"
    yield (
        "用时 time",
        f"故事 story {outcome.story_seconds:.0f} s，共 in all {outcome.seconds:.0f} s",
    )


def _acts(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    found = tuple(entries)
    each = {order.order_id: order for entry in found for order in entry.orders}
    acted = Counter((order.act, order.state) for order in each.values())
    waiting = sum(entry.case.state is CaseState.NEEDS_REVIEW for entry in found)
    decided = sum(bool(entry.case.decided and entry.case.decided.by) for entry in found)
    yield "提醒 reminders", str(acted[Act.REMIND, OrderState.SERVED])
    yield "口头警告 oral warnings", str(acted[Act.VERBAL_WARNING, OrderState.SERVED])
    yield "警告 warnings", str(acted[Act.WARN, OrderState.SERVED])
    yield "当众道歉 apologies", str(acted[Act.REQUIRE_APOLOGY, OrderState.PROVED])
    yield "系统移出 removals", str(acted[Act.REMOVE, OrderState.SERVED])
    by_hand = (OrderState.HANDED_OVER, OrderState.CLAIMED_DONE, OrderState.PROVED)
    orders = sum(acted[Act.REMOVE, state] for state in by_hand)
    yield "移出工作单 work orders", str(orders)
    yield "由人认定 decided by a person", str(decided)
    yield "待人工确认 needs review", str(waiting)
    yield "申诉后撤销 void", str(sum(entry.case.state is CaseState.VOID for entry in found))


def print_comparison(console: Console, found: Sequence[Difference]) -> None:
    """Green when there is no difference, else every one of them."""
    if not found:
        console.print("[green]✔ 与预期一致 equal to events/expectation.yaml[/green]")
        return
    console.print(f"[bold red]✘ 与预期有 {len(found)} 处不同 differences[/bold red]")
    table = Table()
    for name in ("项目 what", "应为 expected", "实为 found"):
        table.add_column(name)
    for each in found:
        table.add_row(" / ".join(each.path), str(each.expected), str(each.found))
    console.print(table)
