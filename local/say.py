"""``send``: one message through the whole path, then the verdict and why."""

import json
import os
from dataclasses import dataclass
from datetime import datetime

from rich.console import Console
from rich.table import Table

from local.fake_wecom.archive import Filing
from local.polling import wait_until
from local.resident import resident_stack
from local.stack import Stack
from local.story import Story
from local.timeline import entries
from qungui.adapters.wecom.archive_records import read_record
from qungui.bootstrap import judge_message
from qungui.engine.judge import Armed
from qungui.errors import InvalidEventError
from qungui.model.finding import Abstain, Clear, Crash, Hit, Outcome
from qungui.model.message import Message
from qungui.usecases.judge_message import Judged, Verdict

PATIENCE = 60  # seconds
VERDICTS = {
    Verdict.CLEAN: "[green]未违规 clean[/green]",
    Verdict.CASE: "[bold red]违规 case[/bold red]",
    Verdict.UNLINKED: "该群未备案，不判 unlinked",
    Verdict.BEFORE_RULES: "规定发布之前，不判 before the rules",
    Verdict.OWN: "系统自己的消息，不判 own post",
    Verdict.RECALLED: "撤回 recall",
}


class UnknownNameError(Exception):
    """The story has no such group or person."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says what where, by the story's own names."""

    text: str
    group: str
    sender: str

    @classmethod
    def of(cls, story: Story, *, text: str, group: str, sender: str) -> "Saying":
        """
        *group* and *sender* as id or as Chinese name.

        Raises:
            UnknownNameError: Names what there is.
        """
        keys = {each.key: each.key for each in story.groups}
        names = {each.name: each.key for each in story.groups}
        people = {name: userid for userid, name in story.people.items()}
        ids = {userid: userid for userid in story.people}
        return cls(text, _named(group, keys | names), _named(sender, ids | people))


def send(console: Console, *, text: str, group: str, sender: str) -> None:
    """
    Raises:
        NotUpError, UnknownNameError, TooLongError: Nothing could be shown.
    """
    stack, _ = resident_stack()
    saying = Saying.of(stack.story, text=text, group=group, sender=sender)
    record = _record(stack.story, saying, stack.clock.now())
    last = stack.wecom.file([Filing(record=record)])
    stack.callbacks.notify()
    wait_until(
        lambda: stack.stillness.is_judged(last), seconds=PATIENCE, what=stack.stillness.what_is_left
    )
    wait_until(stack.stillness.is_settled, seconds=PATIENCE, what=stack.stillness.what_is_left)
    judged = _judged_again(stack, record)
    console.print(f"判定 verdict: {VERDICTS[judged.kind]}")
    _explain(console, judged)
    _consequence(console, stack, judged)


def _judged_again(stack: Stack, record: dict[str, object]) -> Judged:
    """The product's own verdict, for its reasons: a message known already changes nothing."""
    message = read_record(json.dumps(record))
    if not isinstance(message, Message):
        msg = "no group message"
        raise InvalidEventError(msg)
    os.environ["TABLE_NAME"] = stack.deployment.table_name
    os.environ["INBOUND_DEAD_QUEUE_URL"] = stack.deployment.queue_url("InboundDead")
    judge, _ = judge_message()
    return judge(message)


def _explain(console: Console, judged: Judged) -> None:
    table = Table(title="每一条怎么看 what each clause says", title_justify="left")
    for name in ("条款 clause", "内容 text", "结论 finding", "理由 reason", "分 score"):
        table.add_column(name, overflow="fold")
    for armed, outcome in judged.evaluation.outcomes:
        table.add_row(armed.clause.clause_id, armed.clause.text, *finding_cells(armed, outcome))
    if judged.evaluation.outcomes:
        console.print(table)


def finding_cells(armed: Armed, outcome: Outcome) -> tuple[str, str, str]:
    """Finding, reason and score of one clause, for a reader."""
    match outcome:
        case Hit():
            found = f"[red]命中 hit[/red]（{armed.mode.name.lower()}）"
            return found, outcome.reason, f"{outcome.score:.2f}"
        case Abstain():
            return "[yellow]弃权 abstain[/yellow]", outcome.why, ""
        case Crash():
            return "[magenta]故障 crash[/magenta]", outcome.error, ""
        case Clear():
            return "[green]无 clear[/green]", "", ""


def _consequence(console: Console, stack: Stack, judged: Judged) -> None:
    if judged.case is None:
        return
    for entry in entries(stack.ledgers.read()):
        if entry.case.case_id == judged.case.case_id:
            console.print(f"处理 act: {entry.act()}")


def _record(story: Story, saying: Saying, now: datetime) -> dict[str, object]:
    ms = int(now.timestamp() * 1000)
    return {
        "msgid": f"sent_{ms}",
        "action": "send",
        "from": saying.sender,
        "tolist": [],
        "roomid": story.rooms[saying.group],
        "msgtime": ms,
        "msgtype": "text",
        "text": {"content": saying.text},
    }


def _named(name: str, known: dict[str, str]) -> str:
    if name not in known:
        msg = f"没有“{name}”，可用的有 known names: {'、'.join(known)}"
        raise UnknownNameError(msg)
    return known[name]
