"""Why a message breaks a rulebook, or why it does not: every clause's word on it."""

from collections.abc import Iterator
from dataclasses import dataclass

from qungui.engine.judge import Armed, Evaluation, arm, breaches, evaluate
from qungui.model.case import Breach
from qungui.model.finding import Abstain, Clear, Crash, Hit, Outcome
from qungui.model.group import GroupSettings, Mode
from qungui.model.rulebook import Edition, Sanction
from qungui.notices.acts import in_words
from qungui.rulebook.examples import Example, facts_of

_MODES = {
    Mode.OFF: "关闭",
    Mode.OBSERVE: "只记录",
    Mode.ASSIST: "须人确认",
    Mode.ENFORCE: "自动执行",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One clause's word, ready to be read."""

    clause_id: str
    text: str
    finding: str
    why: str
    follows: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What would become of a message, and why. Nothing is stored anywhere."""

    evaluation: Evaluation
    breaches: tuple[Breach, ...]
    lines: tuple[Line, ...]

    @property
    def verdict(self) -> str:
        if any(breach.automatic for breach in self.breaches):
            return "违规"
        return "待人工确认" if self.breaches else "没有发现违规"


def explain(
    edition: Edition, example: Example, settings: GroupSettings | None = None
) -> Explanation:
    """Judge *example* in memory, in a group with *settings* (the defaults when None)."""
    facts = facts_of(edition, example)
    evaluation = evaluate(arm(edition, settings or GroupSettings()), facts)
    found = breaches(evaluation, facts.message)
    return Explanation(evaluation, found, tuple(_lines(edition, evaluation, found)))


def _lines(edition: Edition, evaluation: Evaluation, found: tuple[Breach, ...]) -> Iterator[Line]:
    evidence = {breach.clause_id: breach.evidence for breach in found}
    for armed, outcome in evaluation.outcomes:
        clause = armed.clause
        finding, why = _said(outcome, evidence.get(clause.clause_id, ""))
        follows = _follows(edition, armed) if isinstance(outcome, Hit) else ""
        yield Line(clause.clause_id, clause.text, finding, why, follows)


def _said(outcome: Outcome, evidence: str) -> tuple[str, str]:
    match outcome:
        case Hit(reason=reason):
            return "命中", f"{reason}：{evidence}" if evidence else reason
        case Abstain(why=why):
            return "无法判断", why
        case Crash(error=error):
            return "规则出错", error
        case Clear(why=why):
            return "未命中", why


def _follows(edition: Edition, armed: Armed) -> str:
    sanction = armed.clause.sanction
    steps = _steps(edition, sanction) if sanction else "记录"
    return f"{steps}（{_MODES[armed.mode]}）"


def _steps(edition: Edition, sanction: Sanction) -> str:
    if sanction.ladder and (ladder := edition.ladders.get(sanction.ladder)):
        return "，再犯".join(in_words(step.acts) for step in ladder.steps)
    return in_words(sanction.acts) or "记录"
