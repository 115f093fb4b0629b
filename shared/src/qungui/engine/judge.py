"""One message against the clauses of an edition: every rule runs, and silence is no outcome."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from qungui.engine.conditions import applies, questions
from qungui.engine.counting import to_note
from qungui.engine.modes import mode_in_use
from qungui.model.call import Call, ParameterError
from qungui.model.case import Breach
from qungui.model.finding import Abstain, Clear, Crash, Facts, Finding, Hit, Outcome
from qungui.model.group import GroupSettings, Mode
from qungui.model.member_facts import MemberFacts
from qungui.model.message import Message, MessageKind
from qungui.model.opened import opened
from qungui.model.organisation import NO_LIMITS, Limits
from qungui.model.rulebook import Clause, Disposition, Edition
from qungui.model.tally import Noted, Question
from qungui.rules import DECLARED, RULE_BOOK
from qungui.rules.build import build
from qungui.rules.rule import Rule
from qungui.text.masking import masked
from qungui.text.normal import normal
from qungui.text.own_words import without

_JUDGED = {Disposition.AUTOMATIC, Disposition.ASSISTED}
_KINDS = {
    MessageKind.IMAGE: "[图片]",
    MessageKind.LINK: "[链接]",
    MessageKind.VOICE: "[语音]",
    MessageKind.VIDEO: "[视频]",
    MessageKind.EMOTION: "[表情]",
    MessageKind.FILE: "[文件]",
    MessageKind.CARD: "[名片]",
    MessageKind.LOCATION: "[位置]",
    MessageKind.MINI_PROGRAM: "[小程序]",
    MessageKind.FORWARDED: "[聊天记录]",
    MessageKind.RED_PACKET: "[红包]",
}


@dataclass(frozen=True, slots=True)
class Armed:
    """
    A clause with its rules built and its mode in use; never ``Mode.OFF``.

    Attributes:
        looks_back: How far its rules look on what everybody said; zero where none does.
    """

    clause: Clause
    mode: Mode
    rules: tuple[Rule, ...]
    looks_back: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What every armed clause said about one message, in the rulebook's order."""

    outcomes: tuple[tuple[Armed, Outcome], ...] = ()

    @property
    def hits(self) -> tuple[tuple[Armed, Hit], ...]:
        return tuple((armed, said) for armed, said in self.outcomes if isinstance(said, Hit))

    @property
    def asks(self) -> frozenset[Question]:
        """What would tell more; empty for nearly every message."""
        said = (said for _, said in self.outcomes if isinstance(said, Abstain))
        return frozenset(question for each in said for question in each.asks)

    @property
    def crashes(self) -> tuple[tuple[Armed, Crash], ...]:
        return tuple((armed, said) for armed, said in self.outcomes if isinstance(said, Crash))


@dataclass(frozen=True, slots=True)
class _Broken:
    """Stands in for a rule that could not be built, so that its clause crashes, not the group."""

    error: Exception

    def judge(self, _facts: Facts) -> Finding:
        raise self.error

    def find(self, _facts: MemberFacts) -> Finding:
        raise self.error


def arm(edition: Edition, settings: GroupSettings, limits: Limits = NO_LIMITS) -> tuple[Armed, ...]:
    """The clauses that judge messages under *settings*, in the rulebook's order."""
    return tuple(
        Armed(clause, mode, tuple(rule for rule, _ in built), max(span for _, span in built))
        for clause in edition.clauses
        if clause.disposition in _JUDGED
        and (mode := mode_in_use(clause, settings, limits)) is not Mode.OFF
        and (built := tuple(_built(edition, clause, settings)))
    )


def _built(
    edition: Edition, clause: Clause, settings: GroupSettings
) -> Iterator[tuple[Rule, timedelta]]:
    """Those of the clause's rules that messages are judged by, and how far each looks back."""
    for call in clause.rules:
        if call.name not in DECLARED:
            yield built_rule(edition, clause, settings, call)


def built_rule(
    edition: Edition, clause: Clause, settings: GroupSettings, call: Call
) -> tuple[Any, timedelta]:
    """One of the clause's rules, and how far it looks back; one that breaks where it cannot be."""
    values = settings.values.get(clause.clause_id, {})
    return _rule(call, values, lambda: tuple(opened(edition, clause)))


def _rule(
    call: Call, values: Mapping[str, Any], known: Callable[[], tuple[str, ...]]
) -> tuple[Any, timedelta]:
    """Settings and editions come from the table, so anything may be where *values* should be."""
    try:
        spec = RULE_BOOK[call.name]
        rule = build(spec, call, _own(call, values, known()))
        return rule, spec.looks_back(rule)
    except Exception as error:  # noqa: BLE001 - one clause's rules must not stop the others
        return _Broken(error), timedelta()


def _own(call: Call, values: Mapping[str, Any], known: tuple[str, ...]) -> dict[str, Any]:
    """The values that are for *call*; ParameterError where the clause leaves one of them closed."""
    for key in values:
        if key not in known:
            raise ParameterError(key, "closed", known)
    return {key: value for key, value in values.items() if key in call.defaults}


def evaluate(armed: tuple[Armed, ...], facts: Facts) -> Evaluation:
    """Judge one message by every armed clause; one rule's failure does not stop the rest."""
    seen = _without_allowed(facts) if facts.allowed_words else facts
    return Evaluation(tuple((each, _judged(each, seen)) for each in armed))


def _without_allowed(facts: Facts) -> Facts:
    """As the group's rules read it; everything else keeps its place."""
    text = without(facts.message.text, facts.allowed_words)
    shared = without(facts.message.shared, facts.allowed_words)
    message = replace(facts.message, text=text, shared=shared)
    return replace(facts, message=message, plain=normal(text))


def evaluate_asking(
    armed: tuple[Armed, ...], facts: Facts, ask: Callable[[Question], Noted]
) -> Evaluation:
    """
    The same, with earlier messages looked up by *ask*: only where a clause would be breached but
    for them.
    """
    evaluation = evaluate(armed, facts)
    if not evaluation.asks:
        return evaluation
    noted = {question.key: ask(question) for question in evaluation.asks}
    return evaluate(armed, replace(facts, noted=noted))


def evaluate_noting(
    armed: tuple[Armed, ...], facts: Facts, ask: Callable[[Question], Noted]
) -> Evaluation:
    """The same of a message that later ones look back on: *ask* notes it where they will look."""
    for question in to_note([each.clause for each in armed], facts):
        ask(question)
    return evaluate_asking(armed, facts, ask)


def excused(evaluation: Evaluation, facts: Facts, settings: GroupSettings) -> Evaluation:
    """Without the breaches of clauses that do not bind the member when they wrote."""
    who, moment = facts.person_id, facts.message.sent_at
    return Evaluation(
        tuple(
            (armed, Clear("该成员获准暂不适用本条"))
            if isinstance(said, Hit) and settings.exempts(armed.clause.clause_id, who, moment)
            else (armed, said)
            for armed, said in evaluation.outcomes
        )
    )


def _judged(armed: Armed, facts: Facts) -> Outcome:
    """The first hit counts; without one a crash or an abstention does; exceptions come last."""
    said: Outcome = Clear()
    for rule in armed.rules:
        outcome = asked(rule, rule.judge, facts)
        if isinstance(outcome, Hit):
            return excepted(armed.clause, facts, outcome)
        if not isinstance(said, Crash) and (not isinstance(outcome, Clear) or said == Clear()):
            said = outcome
    return said


def asked[F](rule: object, look: Callable[[F], Finding], facts: F) -> Outcome:
    """What *look*, which is *rule*'s, says of *facts*; a Crash where it breaks."""
    try:
        return look(facts)
    except Exception as error:  # noqa: BLE001 - the one place where a rule may fail
        # the type only: an error's text may quote the message
        return Crash(f"{type(rule).__name__}: {type(error).__name__}")


def excepted(clause: Clause, facts: Facts, hit: Hit) -> Finding:
    """*hit*, unless the clause does not apply to the message, or nobody can tell."""
    match applies(clause, facts):
        case True:
            return hit
        case False:
            return Clear("本条的例外")
        case None:
            return Abstain("本条的例外是否成立，无法得知", tuple(questions(clause, facts)))


def breaches(evaluation: Evaluation, message: Message) -> tuple[Breach, ...]:
    """The clauses that *message* breaks, with masked evidence."""
    return tuple(
        Breach(
            clause_id=armed.clause.clause_id,
            topic=armed.clause.topic,
            automatic=armed.clause.disposition is Disposition.AUTOMATIC,
            mode=armed.mode,
            reason=hit.reason,
            evidence=_evidence(message, hit),
            score=hit.score,
            occasion=hit.occasion,
        )
        for armed, hit in evaluation.hits
    )


def _evidence(message: Message, hit: Hit) -> str:
    if hit.span is None:
        return _KINDS.get(message.kind, "" if message.kind is MessageKind.TEXT else "[消息]")
    return masked(message.shared if hit.in_shared else message.text, hit.span)
