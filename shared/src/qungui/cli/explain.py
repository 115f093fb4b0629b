"""Why a message breaks a rulebook, or why it does not: every clause's word on it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from qungui.cli.conditions import limits
from qungui.cli.sayings import MODES
from qungui.engine.judge import Armed, Evaluation, arm, breaches, evaluate_asking
from qungui.engine.modes import mode_in_use
from qungui.model.case import Breach
from qungui.model.finding import Abstain, Clear, Crash, Facts, Hit, Outcome
from qungui.model.group import Group, GroupSettings, Mode
from qungui.model.organisation import NO_LIMITS, Limits
from qungui.model.rulebook import Clause, Disposition, Edition
from qungui.notices.acts import consequence
from qungui.rulebook.coverage import covered
from qungui.rulebook.examples import Example, facts_of, noted_before

FOUND = "命中"
_CERTAIN = 1.0
_NOT_JUDGED = {
    Disposition.WORKFLOW: "办理事项，不看消息",
    Disposition.ADVISORY: "只告知，不判断",
    Disposition.OUT_OF_SCOPE: "由微信平台负责",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """
    One clause's word, ready to be read.

    Attributes:
        limits: Its exceptions and what it is limited to.
        mode: How far it acts here; empty where it does not judge messages at all.
    """

    clause_id: str
    text: str
    finding: str
    why: str
    limits: str = ""
    mode: str = ""
    follows: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """
    What would become of a message, and why. Nothing is stored anywhere.

    Attributes:
        read_as: The message as words are looked for in it: disguises undone.
        lines: Of the clauses that judge messages here.
        others: Of all other clauses: why they did not look.
    """

    read_as: str
    evaluation: Evaluation
    breaches: tuple[Breach, ...]
    lines: tuple[Line, ...]
    others: tuple[Line, ...]

    @property
    def verdict(self) -> str:
        if any(breach.automatic for breach in self.breaches):
            return "违规"
        return "待人工确认" if self.breaches else "没有发现违规"


def explain(
    edition: Edition,
    example: Example,
    settings: GroupSettings | None = None,
    *,
    limits: Limits = NO_LIMITS,
    group: Group | None = None,
    at: datetime | None = None,
) -> Explanation:
    """
    Judge *example* in memory, in *group* with *settings* (one of its own and the defaults when
    None) within *limits*, at *at* instead of the example's time of an ordinary day.
    """
    facts = _placed(facts_of(edition, example), group, at)
    chosen = settings or GroupSettings()
    facts = replace(facts, allowed_words=chosen.allowed_words)
    evaluation = evaluate_asking(arm(edition, chosen, limits), facts, noted_before(example, facts))
    found = breaches(evaluation, facts.message)
    lines = tuple(_lines(edition, evaluation, found))
    others = tuple(_others(edition, (chosen, limits), evaluation))
    return Explanation(facts.plain, evaluation, found, lines, others)


def _placed(facts: Facts, group: Group | None, at: datetime | None) -> Facts:
    if at is not None:
        moment = at.astimezone(UTC)
        facts = replace(
            facts,
            message=replace(facts.message, sent_at=moment),
            sighting=replace(facts.sighting, sent_at=moment),
        )
    return facts if group is None else replace(facts, group=group)


def _lines(edition: Edition, evaluation: Evaluation, found: tuple[Breach, ...]) -> Iterator[Line]:
    evidence = {breach.clause_id: breach.evidence for breach in found}
    for armed, outcome in evaluation.outcomes:
        clause = armed.clause
        finding, why = outcome_said(outcome, evidence.get(clause.clause_id, ""))
        yield Line(
            clause_id=clause.clause_id,
            text=clause.text,
            finding=finding,
            why=why,
            limits=limits(clause),
            mode=MODES[armed.mode],
            follows=_follows(edition, armed) if isinstance(outcome, Hit) else "",
        )


type _Chosen = tuple[GroupSettings, Limits]


def _others(edition: Edition, chosen: _Chosen, evaluation: Evaluation) -> Iterator[Line]:
    looked = {armed.clause.clause_id for armed, _ in evaluation.outcomes}
    for one in covered(edition):
        clause = one.clause
        if clause.clause_id in looked:
            continue
        why = _NOT_JUDGED.get(clause.disposition) or _unlooked(clause, chosen, one.missing)
        if one.orders and not clause.rules:
            why = f"写明处理：{'、'.join(one.orders)}"
        yield Line(clause_id=clause.clause_id, text=clause.text, finding="没有查看", why=why)


def _unlooked(clause: Clause, chosen: _Chosen, missing: tuple[str, ...]) -> str:
    if mode_in_use(clause, *chosen) is Mode.OFF:
        return "本群已关闭"
    if missing:
        return f"规则 {'、'.join(missing)} 还没有函数承载"
    return "规则不看消息" if clause.rules else "没有规则"


def outcome_said(outcome: Outcome, evidence: str) -> tuple[str, str]:
    match outcome:
        case Hit(reason=reason, score=score):
            said = f"{reason}：{evidence}" if evidence else reason
            return FOUND, said if score == _CERTAIN else f"{said}（把握 {score:.0%}）"
        case Abstain(why=why):
            return "无法判断", why
        case Crash(error=error):
            return "规则出错", error
        case Clear(why=why):
            return "未命中", why


def _follows(edition: Edition, armed: Armed) -> str:
    return f"{consequence(edition, armed.clause.sanction)}（{MODES[armed.mode]}）"
