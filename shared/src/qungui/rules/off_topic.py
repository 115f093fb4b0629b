"""Talk that has nothing to do with the group's theme."""

from datetime import timedelta

from qungui.model.finding import Abstain, Clear, Facts, Finding, Hit, Tone
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec, shown
from qungui.text.own_words import own_words
from qungui.text.scan import ALWAYS
from qungui.text.tone import tone_of
from qungui.text.words.leisure import CHAIN_LETTER, TALK

_RUN = timedelta(minutes=10)  # a run with longer pauses is none


@frozen(kw_only=True)
class OffTopic:
    """
    Leisure talk without a word of the trade; chain letters; or a long run of messages that say
    nothing while a question waits. Without any of the parameters the rule cannot look.

    Attributes:
        keywords: Words of the group's trade or theme, set by the group.
        allowed: Themes that the clause names: what is left outside are chain letters.
        run_length: So many messages in a row that say nothing, after a question, make the next
            one off topic. 0 is no limit. Abstains where nobody keeps what the group says.
    """

    keywords: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    run_length: int = 0

    def judge(self, facts: Facts) -> Finding:
        if not _can_look(self):
            return Abstain("本群没有设置行业关键词")
        trade = own_words(self.keywords)
        span = CHAIN_LETTER.find(facts.plain)
        if span is None and trade and not any(word.find(facts.plain) for word in trade):
            span = TALK.find(facts.plain)
        if span is not None:
            return shown(facts, span, reason="疑似与本群主题无关的内容", score=0.4)
        return self._by_run(facts)

    def _by_run(self, facts: Facts) -> Finding:
        if self.run_length <= 0 or tone_of(facts.plain) is not Tone.IDLE:
            return Clear()
        if facts.around is None:
            return Abstain("没有记录全群近况，无法得知是否接连灌水")
        now = facts.sighting.sent_at
        before = sorted(
            (seen for seen in facts.around if seen.sent_at <= now), key=lambda seen: seen.sent_at
        )
        run = before[-self.run_length :]
        if len(run) < self.run_length or any(seen.tone is not Tone.IDLE for seen in run):
            return Clear()
        if not any(seen.tone is Tone.ASKING for seen in before):
            return Clear()
        return Hit(reason=f"有问题待答时连续 {self.run_length} 条以上无内容消息", score=0.5)


def _can_look(rule: OffTopic) -> bool:
    return rule.run_length > 0 or bool(own_words(rule.keywords) or own_words(rule.allowed))


SPEC = RuleSpec(
    name="off-topic",
    topics=("off-topic",),
    kind=OffTopic,
    waits_for=lambda rule: (ALWAYS,) if _can_look(rule) else (),
    looks_back=lambda rule: _RUN if rule.run_length > 0 else timedelta(),
)
