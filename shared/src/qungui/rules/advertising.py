"""Commercial advertisements: selling words only count together, never alone."""

from bisect import bisect_left
from dataclasses import replace
from enum import StrEnum
from functools import reduce
from operator import or_

from qungui.model.finding import Clear, Facts, Finding, Hit
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec
from qungui.text.classifier import Head
from qungui.text.edits import Span
from qungui.text.lexicon import Lexicon
from qungui.text.normal import normal, original_span
from qungui.text.own_words import own_span
from qungui.text.phrase import Phrase
from qungui.text.scan import ALWAYS
from qungui.text.scores import SIGNS, is_unlike, score, told
from qungui.text.selling import ACCOUNT, DISCOUNT, PRICE, TRADING
from qungui.text.speech import is_about
from qungui.text.words import advertising as words


def _meets(listed: list[Span], span: Span) -> bool:
    """Whether *span* shares a character with one of *listed*, which stand in order and apart."""
    start, end = span
    at = bisect_left(listed, (end, end))
    return at > 0 and listed[at - 1][1] > start


@frozen
class _Signal:
    """
    One kind of selling word.

    Attributes:
        weight: Of the first find; every further one adds half of it, up to twice in all.
    """

    name: str
    weight: float
    lexicon: Lexicon
    phrase: Phrase | None = None

    def listed(self, plain: str) -> list[Span]:
        return list(self.lexicon.spans(plain))

    def spans(self, plain: str, listed: list[Span]) -> list[Span]:
        """With what the pattern finds besides those *listed*."""
        phrases = self.phrase.spans(plain) if self.phrase else ()
        return [*listed, *(span for span in phrases if not _meets(listed, span))]


@frozen
class _Found:
    """What the text holds of one kind."""

    signal: _Signal
    spans: list[Span]

    @property
    def weight(self) -> float:
        return self.signal.weight * min(2.0, 0.5 + 0.5 * len(self.spans))


def _lexicon(selling: str) -> Lexicon:
    return Lexicon.of(selling, innocent=words.INNOCENT)


_NOTHING = Lexicon.of("")
_SELLING = (
    _Signal("促销用语", 1.0, _lexicon(words.PROMOTION), DISCOUNT),
    _Signal("推销用语", 1.0, _lexicon(words.SELLING), TRADING),
    _Signal("招揽或联系方式", 1.0, _lexicon(words.CONTACT), ACCOUNT),
    _Signal("商品或服务", 0.6, _lexicon(words.GOODS)),
    _Signal("价格", 0.7, _NOTHING, PRICE),
)
_TRADE = frozenset({"促销用语", "推销用语"})
_GOODS_FOR_ALL = frozenset({"招揽或联系方式", "商品或服务"})
_SIGNS = {signal.name: signal.lexicon.sign for signal in _SELLING}
_ANY = (*map(_SIGNS.__getitem__, _TRADE), reduce(or_, map(_SIGNS.__getitem__, _GOODS_FOR_ALL)))
_BUSINESS = Lexicon.of(words.BUSINESS)
_ALONE = 3
_ENOUGH = 1.8
_STORY = 1.0  # the further weight that a long text needs, growing over _LONG characters
_SHORT, _LONG = 80, 160
_CERTAIN = 5.0
_BUSINESS_WEIGHT = 0.8


_DISPARAGES = Phrase(
    r"""(?x)
      (?:其[他它]|别的?|人家|同行|对面|隔壁|市面上)[^。！!？?\n]{0,12}
        (?:假|翻新|报废|次品|劣质|骗|坑|垃圾|不行|有问题|偷工减料|返修|三无)
    | (?:全|都)是.{0,4}(?:假货|翻新|报废|次品|劣质|骗人|坑人|垃圾货|残次|三无)
    | 买了?.{0,2}(?:必|准|肯定|一定).{0,2}(?:坏|后悔|上当|被坑|出事)
    | 包治|根治|无效退款|[稳包]赚|零风险|百分之?百(?:有效|赚)|100%(?:有效|赚)
    """
)


_OFFERS = Phrase("要[买订]|来我|找我|[选买]我们?家?的?|我[家这店]|我们家|加我|私[聊信询]|热销|代理")


class Kind(StrEnum):
    ANY = "any"
    NEGATIVE = "negative"  # runs others down, or promises what nobody can keep


@frozen(kw_only=True)
class Advertising:
    """
    A text that sells: at least two kinds of selling words together, heavy enough after talk of
    business and of reporting is weighed against them. Words that a member passes on are weighed
    by themselves: an advert sent on is an advert.

    Attributes:
        of: What kind of advertisement the clause means.
        phrases: Further phrases of the group's own choice; each is an advertisement by itself.
        allowed: A text with one of these is never an advertisement (own products, partners).
    """

    of: Kind = Kind.ANY
    phrases: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        found = self._sells(facts.message.text, facts.plain)
        if isinstance(found, Hit) or not facts.message.shared:
            return found
        shared = self._sells(facts.message.shared, normal(facts.message.shared))
        return replace(shared, in_shared=True) if isinstance(shared, Hit) else shared

    def _sells(self, text: str, plain: str) -> Hit | Clear:
        if own_span(plain, self.allowed):
            return Clear()
        if self.of is Kind.NEGATIVE:
            return self._runs_down(text, plain)
        said = self._listed(text, plain) or _weighed(plain, text)
        return said if isinstance(said, Hit) else _told(plain, text) or said

    def _runs_down(self, text: str, plain: str) -> Hit | Clear:
        """Running others down makes an advertisement of words that would be too few for one."""
        found = _DISPARAGES.search(plain)
        if found is None:
            return Clear()
        said = self._listed(text, plain) or _weighed(plain, text)
        if isinstance(said, Hit) or not _offers(plain) or is_about(plain):
            return said
        span = original_span(text, found)
        return Hit(reason="疑似贬低他人的负面广告", span=span, score=0.5)

    def _listed(self, text: str, plain: str) -> Hit | None:
        if found := own_span(plain, self.phrases):
            return Hit(reason="含本群列明的广告用语", span=original_span(text, found))
        return None


def _offers(plain: str) -> bool:
    trade = (signal for signal in _SELLING if signal.name in _TRADE)
    return _OFFERS.search(plain) is not None or any(
        signal.spans(plain, signal.listed(plain)) for signal in trade
    )


def _told(plain: str, text: str) -> Hit | None:
    """What the whole wording says where no words of ours do."""
    span = told(Head.SPAM, plain)
    if span is None:
        return None
    return Hit(
        reason="行文是招揽生意的", span=original_span(text, span), score=score(Head.SPAM, plain)
    )


def _weighed(plain: str, text: str) -> Hit | Clear:
    listed = [signal.listed(plain) for signal in _SELLING]
    if not any(listed):
        return Clear()  # almost every text ends here: patterns only add to words
    each = (
        (signal, signal.spans(plain, own)) for signal, own in zip(_SELLING, listed, strict=True)
    )
    found = [_Found(signal, spans) for signal, spans in each if spans]
    weight = sum(each.weight for each in found)
    spans = [span for each in found for span in each.spans]
    whole = min(spans)[0], max(end for _, end in spans)
    if lacking := _lacking(plain, found, weight, whole):
        kinds = "、".join(each.signal.name for each in found)
        return Clear(f"有{kinds}，分量 {weight:.1f}，{lacking}")
    return Hit(
        reason="同时出现" + "、".join(each.signal.name for each in found),
        span=original_span(text, whole),
        score=min(1.0, weight / _CERTAIN),
    )


def _lacking(plain: str, found: list[_Found], weight: float, span: Span) -> str:
    """Why what was found is no advertisement; empty where it is one."""
    # a long story holds such words by chance
    enough = _ENOUGH + _STORY * min(1.0, max(0, len(plain) - _SHORT) / _LONG)
    if weight < enough:
        return f"不足 {enough:.1f}"
    if not _is_trade(found):
        return "但不是几类推销用语同时出现"
    if is_unlike(Head.SPAM, plain, span):
        return "但整句不像广告"
    # what speaks against it costs a look only where something speaks for it
    against = _against(plain)
    return f"公事和转述扣去 {against:.1f}，不足 {enough:.1f}" if weight - against < enough else ""


def _is_trade(found: list[_Found]) -> bool:
    """Something is offered, and more than one kind of word or three of one kind say so."""
    names = {each.signal.name for each in found}
    if names >= _GOODS_FOR_ALL or (len(names) > 1 and not names.isdisjoint(_TRADE)):
        return True
    return names <= _TRADE and len(found[0].spans) >= _ALONE


def _against(plain: str) -> float:
    business = sum(1 for _ in _BUSINESS.spans(plain)) * _BUSINESS_WEIGHT
    return min(business, 2 * _BUSINESS_WEIGHT) + (2.0 if is_about(plain) else 0.0)


def _waits_for(rule: Advertising) -> tuple[int, ...]:
    if rule.phrases:
        return (ALWAYS,)
    words = (_DISPARAGES.signs,) if rule.of is Kind.NEGATIVE else _ANY
    return (*words, SIGNS[Head.SPAM])


SPEC = RuleSpec(
    name="advertising",
    topics=("advertising",),
    kind=Advertising,
    waits_for=_waits_for,
)
