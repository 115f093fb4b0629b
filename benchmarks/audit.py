"""What it costs to check audit logs, and to keep where all of them end."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from secrets import token_hex

from rich.console import Console
from rich.table import Table

from benchmarks.measuring import medians, repeated
from benchmarks.metering import Tally, metered
from benchmarks.table_stack import emulated_table
from local.places import REGION
from qungui.adapters.chain import Link, followed, genesis, linked
from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.audit_items import AuditItem
from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.model.ids import derived_id
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.usecases.anchor_chains import AnchorChains
from qungui.usecases.verify_chains import VerifyChains

ROUNDS = 7
LINKS = 2_000
LOGS = 1_000
_EACH = 3  # entries of a log: what an anchor costs does not depend on it


def run(console: Console) -> None:
    """
    Raises:
        MissingError: MiniStack is not installed.
    """
    console.print(_checked())
    with emulated_table() as table_name:
        console.print(_anchored(table_name))


def _checked() -> Table:
    """Entries as an escalation makes them, about one person each."""
    links = list(_links())
    raw = [AuditItem.of("group", link).serialize() for link in links]
    head = links[-1].head
    works = {
        "read the stored entry": lambda: [AuditItem.from_raw_data(one).value() for one in raw],
        "check link and names": lambda: followed("group", links, head),
    }
    found = medians({name: repeated(work, 1) for name, work in works.items()}, rounds=ROUNDS)
    size = sum(len(str(value)) for item in raw for value in item.values()) / LINKS
    table = Table(title=f"Entries of a log, about {size:.0f} bytes each; median of {ROUNDS} rounds")
    for name in ("", "µs", "entries a second"):
        table.add_column(name, justify="right" if name else "left")
    for name, taken in (*found.items(), ("all of it", sum(found.values()))):
        table.add_row(name, f"{taken / LINKS * 1e6:.1f}", f"{LINKS / taken:,.0f}")
    return table


def _links() -> Iterator[Link]:
    head = genesis("group")
    for number in range(LINKS):
        link = linked(head, _entry(number), token_hex)
        head = link.head
        yield link


def _entry(number: int) -> AuditEntry:
    case_id = derived_id("case", str(number))
    facts = {
        "case": case_id,
        "state": "open",
        "clauses": "R01.3.10",
        "edition": "2026-11",
        "settings": "3",
        "order": derived_id(case_id, "1", "warn"),
        "act": "warn",
        "ladder": "L01",
        "step": "1",
    }
    return AuditEntry(
        kind=AuditKind.CASE_ESCALATED,
        at=SystemClock().now(),
        facts=facts,
        people={"person": derived_id("person", str(number))},
    )


def _anchored(table_name: str) -> Table:
    log, clock = DynamoAuditLog(table_name=table_name, region=REGION), SystemClock()
    for number in range(LOGS * _EACH):
        log.append(f"group-{number % LOGS:04d}", _entry(number))
    days, now = count(), clock.now()

    def anchor() -> None:
        made = AnchorChains(anchors=log, clock=clock)(now + next(days) * timedelta(days=1))
        if made is None:
            msg = "no anchor was made"
            raise RuntimeError(msg)

    anchor()
    with metered(table_name) as kept:
        anchor()
    with metered(table_name) as checked:
        whole = VerifyChains(audit_log=log, anchors=log)().is_whole
    table = Table(title=f"{LOGS} logs of {_EACH} entries; all fit: {'yes' if whole else 'no'}")
    for name in ("", "requests", "write units", "read units", "in all"):
        table.add_column(name, justify="right" if name and name != "in all" else "left")
    table.add_row("the day's anchor", *_cells(kept))
    table.add_row("verify all, two anchors", *_cells(checked))
    return table


def _cells(tally: Tally) -> tuple[str, ...]:
    asked = ", ".join(f"{name} x{number}" for name, number in tally.operations.items())
    return str(tally.requests), f"{tally.writes:g}", f"{tally.reads:g}", asked
