"""What one member says in several short messages, judged as one."""

from dataclasses import replace

from qungui.engine.judge import Armed, Evaluation, evaluate
from qungui.model.finding import Crash, Facts, Hit, Outcome
from qungui.text.normal import normal
from qungui.text.pieces import Rejoined


def with_pieces(
    rules: tuple[Armed, ...], facts: Facts, alone: Evaluation, whole: Rejoined
) -> Evaluation | None:
    """
    *alone*, what the message says by itself, with what its pieces say only together: hits that
    begin in an earlier one and end in the last. None where there is nothing of that kind.

    Rules that count or measure messages show no place in the text, so they have no say here.
    """
    read = replace(facts, message=whole.message, plain=normal(whole.message.text))
    more = {
        armed.clause.clause_id: _across(outcome, whole)
        for armed, outcome in evaluate(rules, read).outcomes
    }
    if not any(more.values()):
        return None
    return Evaluation(
        tuple((armed, more.get(armed.clause.clause_id) or said) for armed, said in alone.outcomes)
    )


def _across(outcome: Outcome, whole: Rejoined) -> Outcome | None:
    match outcome:
        case Hit(span=(start, end), in_shared=False) if start < whole.own < end:
            return replace(outcome, reason=f"{outcome.reason}（连续 {whole.pieces} 条消息连读）")
        case Crash():
            return outcome
        case _:
            return None
