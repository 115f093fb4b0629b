"""Personal data."""

from qungui.model.finding import Facts, Finding
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec, shown
from qungui.text.edits import Span
from qungui.text.personal import SIGN, Kind, Number, numbers
from qungui.text.words import privacy as words

_NEAR = 24  # characters before a number that say whose it is


@frozen(kw_only=True)
class Privacy:
    """
    Somebody's number, home, affairs or whereabouts put before the group. One's own numbers are
    one's own to give, and those of offices and things are nobody's.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        plain = facts.plain
        for number in numbers(plain):
            if _exposes(plain, number):
                reason = f"疑似暴露他人的{number.kind}"
                return shown(facts, number.span, reason=reason, score=0.8)
        if span := _home(plain):
            return shown(facts, span, reason="疑似暴露他人住址", score=0.6)
        span = words.CUES.find(plain, self.words)
        return shown(facts, span, reason="疑似暴露他人隐私", score=0.6)


def _exposes(plain: str, number: Number) -> bool:
    before, after = _around(plain, number.span)
    if words.CODE.search(before) or words.AMOUNT.match(after):
        return False
    if number.kind is Kind.IDENTITY and (number.certain or words.IDENTITY.search(before)):
        return not (_is_own(before) or any(words.SAMPLE.spans(plain)))
    if number.kind is Kind.CARD:
        others = _is_others(before, after) or (
            words.ACCOUNT.search(before) is not None and not any(words.PAID.spans(plain))
        )
        return others and not _is_own(before)
    if number.kind is Kind.MOBILE:
        return _is_hunted(plain) or (
            _is_private(before, after) and not any(words.AT_WORK.spans(plain))
        )
    return number.kind is Kind.LANDLINE and "家" in before and _is_private(before, after)


def _around(plain: str, span: Span) -> tuple[str, str]:
    """What stands close before and behind, as far as it belongs to the same sentence."""
    start, end = span
    before = plain[max(0, start - _NEAR) : start]
    for mark in "。！!?\n":
        before = before[before.rfind(mark) + 1 :]
    return before, plain[end : end + _NEAR]


def _is_own(before: str) -> bool:
    said = list(words.WHOSE.finditer(before))
    return said[-1]["other"] is None if said else words.SELF.search(before) is not None


def _is_others(before: str, after: str) -> bool:
    said = list(words.WHOSE.finditer(before))
    return said[-1]["other"] is not None if said else words.OTHERS.match(after) is not None


def _is_private(before: str, after: str) -> bool:
    return _is_others(before, after) or (
        words.PRIVATE.search(before) is not None and not _is_own(before)
    )


def _is_hunted(plain: str) -> bool:
    return words.HUNTED.search(plain) is not None


def _home(plain: str) -> Span | None:
    span = words.HOME.search(plain)
    return None if span is None or any(words.STAYS.spans(plain)) else span


SPEC = RuleSpec(
    name="privacy",
    topics=("privacy",),
    kind=Privacy,
    waits_for=lambda rule: (SIGN, words.HOME.signs, *words.CUES.waits_for(rule.words)),
)
