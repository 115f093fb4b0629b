"""What no single clause shows: dangling ladders, rules that can never fire, overlaps."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol

from qungui.model.call import Call, ParameterError
from qungui.model.rulebook import Clause, Disposition, Edition, Ladder, Trigger
from qungui.model.tally import TALLY_MOST
from qungui.rulebook.examples import Example
from qungui.rulebook.ordinary import doubtful
from qungui.rulebook.problems import Place, Problem, meant
from qungui.rulebook.windows import window_of
from qungui.rules import ASSISTED, RULE_BOOK
from qungui.rules.build import build

_BY_THEMES = "off-topic"  # what it allows are themes, no words
_JUDGED = {Disposition.AUTOMATIC, Disposition.ASSISTED}


class Placed(Protocol):
    """A clause and where it stands."""

    @property
    def clause(self) -> Clause: ...
    @property
    def place(self) -> Place: ...
    @property
    def examples(self) -> tuple[Example, ...]: ...


def lint(edition: Edition, clauses: Sequence[Placed]) -> Iterator[Problem]:
    """Everything wrong between the clauses of *edition*."""
    yield from _duplicates(clauses)
    yield from _ladders(edition, clauses)
    yield from _idle_rules(clauses)
    yield from _acting_alone(clauses)
    yield from _uncountable(clauses)
    yield from _unreachable(edition, clauses)
    yield from _never_taken_back(clauses)
    yield from _unproved(clauses)
    yield from _everyday_words(clauses)
    yield from _overlaps(clauses)


def _at(placed: Placed, zh: str, en: str) -> Problem:
    return Problem(placed.place, placed.clause.clause_id, zh, en)


def _duplicates(clauses: Sequence[Placed]) -> Iterator[Problem]:
    seen = Counter(placed.clause.clause_id for placed in clauses)
    for placed in clauses:
        if seen[placed.clause.clause_id] > 1:
            yield _at(placed, "条款编号重复", "the clause's id is used twice")


def _ladders(edition: Edition, clauses: Sequence[Placed]) -> Iterator[Problem]:
    used = {placed.clause.sanction.ladder for placed in clauses if placed.clause.sanction}
    steps = {
        (ladder.ladder_id, s.clause_id) for ladder in edition.ladders.values() for s in ladder.steps
    }
    known = {placed.clause.clause_id for placed in clauses}
    for placed in clauses:
        sanction = placed.clause.sanction
        for name in filter(None, (sanction.ladder if sanction else None, placed.clause.step_of)):
            if name not in edition.ladders:
                zh, en = meant(name, edition.ladders)
                yield _at(placed, f"没有阶梯“{name}”，{zh}", f"no ladder '{name}'; {en}")
        if (
            placed.clause.step_of in edition.ladders
            and (placed.clause.step_of, placed.clause.clause_id) not in steps
        ):
            yield _at(placed, "阶梯没有引用本条", "the ladder has no step of this clause")
    for name, clause_id in sorted(steps):
        if clause_id not in known:
            zh, en = meant(clause_id, known)
            yield Problem(
                Place(), clause_id, f"阶梯 {name} 引用的条款不存在，{zh}", f"no such clause; {en}"
            )
    for name in sorted(edition.ladders.keys() - used):
        yield Problem(
            Place(), "", f"阶梯 {name} 永远走不到：没有条款使用它", f"ladder {name} is unreachable"
        )


def _idle_rules(clauses: Sequence[Placed]) -> Iterator[Problem]:
    for placed in clauses:
        clause = placed.clause
        if not clause.rules:
            continue
        if clause.disposition not in _JUDGED:
            yield _at(placed, "此类条款不执行规则", "a clause of this disposition runs no rule")
        if clause.sanction is None:
            yield _at(
                placed, "有规则而无处理，至少写 remind", "a rule without a sanction; write remind"
            )
        if any(map(_is_idle, clause.rules)):
            yield _at(placed, "照此配置，规则永远不会触发", "as configured, the rule never fires")


def _acting_alone(clauses: Sequence[Placed]) -> Iterator[Problem]:
    for placed in clauses:
        if placed.clause.disposition is not Disposition.AUTOMATIC:
            continue
        for name in sorted({call.name for call in placed.clause.rules} & ASSISTED):
            zh = f"规则 {name} 看的是意思，先要有人确认，disposition 写 assisted"
            en = f"{name} goes by the meaning: a person confirms first; write assisted"
            yield _at(placed, zh, en)


def _is_idle(call: Call) -> bool:
    """Whether it can never find anything; False where it cannot be built, which is told already."""
    spec = RULE_BOOK.get(call.name)
    try:
        return spec is not None and spec.idle(build(spec, call, {}))
    except ParameterError:
        return False


def _unreachable(edition: Edition, clauses: Sequence[Placed]) -> Iterator[Problem]:
    for name, ladder in edition.ladders.items():
        reached = [step.at for step in ladder.steps if step.on is Trigger.BREACH]
        if any(later <= earlier for earlier, later in pairwise(reached)):
            yield Problem(Place(), "", f"阶梯 {name} 的 at 应逐步增大", f"'at' must rise in {name}")
        yield from _unrefusable(name, ladder)
    for placed in clauses:
        yield from _beyond(edition, placed)


def _unrefusable(name: str, ladder: Ladder) -> Iterator[Problem]:
    """A step for those who refuse comes after one that demands something."""
    for before, step in pairwise((None, *ladder.steps)):
        if step is None or step.on is not Trigger.REFUSAL:
            continue
        if before is None:
            zh, en = (
                f"阶梯 {name} 第一步之前没有可拒绝的",
                f"nothing comes before a refusal in {name}",
            )
            yield Problem(Place(), "", zh, en)
        elif not any(each.act.is_demanded for each in before.acts):
            zh, en = (
                f"阶梯 {name} 在 {step.clause_id} 的上一步没有要求什么，无从拒绝",
                f"nothing is demanded before the refusal in {name}",
            )
            yield Problem(Place(), "", zh, en)


def _beyond(edition: Edition, placed: Placed) -> Iterator[Problem]:
    sanction = placed.clause.sanction
    walked = edition.ladders.get(sanction.ladder or "") if sanction else None
    if sanction is None or walked is None or not sanction.straight_to:
        return
    if sanction.straight_to > len(walked.steps):
        yield _at(placed, "阶梯没有这么多步", "the ladder has fewer steps")
    elif walked.steps[sanction.straight_to - 1].on is Trigger.REFUSAL:
        yield _at(placed, "违规走不到这一步，它接在拒绝之后", "a breach never takes that step")


def _never_taken_back(clauses: Sequence[Placed]) -> Iterator[Problem]:
    """Only a message can be; a sanction from elsewhere is not this clause's own say."""
    for placed in clauses:
        sanction = placed.clause.sanction
        if sanction is None or sanction.taken_back is None or sanction.written_in:
            continue
        called = [RULE_BOOK.get(call.name) for call in placed.clause.rules]
        if not any(spec is None or spec.judges_messages for spec in called):
            yield _at(placed, "本条不看消息，没有什么可撤回", "no message here to take back")


def _unproved(clauses: Sequence[Placed]) -> Iterator[Problem]:
    for placed in clauses:
        called = [RULE_BOOK.get(call.name) for call in placed.clause.rules]
        judged = any(spec is not None and spec.judges_messages for spec in called)
        if judged and not placed.examples:
            zh, en = (
                "没有示例，写 must_hit 和 must_pass",
                "no examples; write must_hit and must_pass",
            )
            yield replace(_at(placed, zh, en), refuses=False)


def _everyday_words(clauses: Sequence[Placed]) -> Iterator[Problem]:
    for placed in clauses:
        for call in placed.clause.rules:
            listed = {**call.parameters, **call.defaults}
            if call.name == _BY_THEMES:
                listed.pop("allowed", None)
            for word, zh, en in doubtful(listed):
                yield replace(_at(placed, f"“{word}”{zh}", f"'{word}' {en}"), refuses=False)


def _uncountable(clauses: Sequence[Placed]) -> Iterator[Problem]:
    most = TALLY_MOST - 1
    for placed in clauses:
        for each in (*placed.clause.unless, *placed.clause.when):
            if each.times is not None and not 1 <= each.times <= most:
                yield _at(placed, f"times 应在 1 到 {most} 之间", f"times must be from 1 to {most}")
            if each.after_red_packet is not None and each.after_red_packet.fixed is None:
                yield _at(
                    placed, "红包的时限写分钟、小时、天或周", "minutes, hours, days or weeks only"
                )


def _overlaps(clauses: Sequence[Placed]) -> Iterator[Problem]:
    windows = [
        (placed, window_of({**call.parameters, **call.defaults}))
        for placed in clauses
        for call in placed.clause.rules
        if call.name == "quiet-hours" and not placed.clause.when
    ]
    for number, (placed, window) in enumerate(windows):
        met = {before.clause.clause_id for before, other in windows[:number] if window.meets(other)}
        if met:
            ids = "、".join(sorted(met))
            yield _at(placed, f"休息时段与 {ids} 重叠", f"the window overlaps that of {ids}")
