"""What stands on record of an unlawful act, as whoever asked for it reads it on a phone."""

from collections.abc import Iterator, Mapping

from qungui.model.evidence import Evidence
from qungui.model.short_number import short_number
from qungui.notices.acts import ACTS
from qungui.notices.compose import local_time
from qungui.notices.limits import within_a_message
from qungui.notices.member_file import said


def on_a_phone(evidence: Evidence, names: Mapping[str, str], timezone: str) -> str:
    """Within what one message holds; *names*: userids by person id, as far as known."""
    return within_a_message([*_lines(evidence, names, timezone)], see="qungui file --json")


def _lines(evidence: Evidence, names: Mapping[str, str], timezone: str) -> Iterator[str]:
    whose = names.get(evidence.person_id, evidence.person_id)
    decided = evidence.decided
    yield f"【证据】{short_number(evidence.case_id)} “{evidence.group_name}”成员 {whose}"
    yield f"时间：{local_time(evidence.at, timezone)}"
    if evidence.recalled_at is not None:
        yield f"撤回：{local_time(evidence.recalled_at, timezone)}"
    yield f"消息编号：{evidence.message_id or '无，由人当面看到'}"
    yield f"规定：《{evidence.regulation}》（{evidence.edition}版）"
    for each in evidence.found:
        shown = f"，原文“{each.evidence}”" if each.evidence else ""
        yield f"· {each.clause_id} {each.text}"
        yield f"  所见：{each.reason}{shown}"
    by = said(decided, names.get(decided.by, decided.by))
    yield f"认定：{local_time(decided.at, timezone)}，{by}"
    for act, at in evidence.measures:
        done = "尚未执行" if at is None else local_time(at, timezone)
        yield f"处理：{ACTS[act]}，{done}"
    yield f"审计：本群日志第{'、'.join(map(str, evidence.entries))}条，末一条为本次调取"
    yield "原文已遮盖；系统不存全文，也不代为报送。"
