"""Commercial advertisements: selling words only count together, never alone."""

import re
from dataclasses import dataclass, replace
from typing import Self

from qungui.model.finding import Clear, Facts, Finding, Hit
from qungui.rules.rule import RuleSpec
from qungui.text.lexicon import Lexicon
from qungui.text.normal import normal, original_span
from qungui.text.speech import is_about
from qungui.text.wording import own_words
from qungui.text.words import advertising as words

_PRICE = re.compile(
    r"""
      (?<!\d)\d{1,8}(?:\.\d{1,2})?(?:元|块钱?|万元|rmb|米起|r(?![a-z])|/[斤个盒件箱瓶份套])
    | [¥$]\s*\d
    | (?:只要|仅需|只需|仅售|仅|才|一年|每月|起步价|[一每][斤个盒件箱瓶份套张])
        [一二三四五六七八九\d][十百千万\d]*
    | (?<!\d)\d{1,8}(?:\.\d{1,2})?(?:一|每|/)?[斤个盒件箱瓶份套双次]
    | [一二两三四五六七八九十]{1,4}块[一二三四五六七八九]?[一每][斤个盒件箱瓶份套张]
    | (?<![一二三四五六七八九十百第])[一二两三四五六七八九十百]{2,5}[一每]
        [斤个盒件箱瓶份套张桶袋条只串注]
    | [一二两三四五六七八九十百]{1,4}(?:块|元)(?:钱)?[一每]?[斤个盒件箱瓶份套张桶袋条只串]
    | (?:一天|每天|一单|一人|各得|日薪|一小时|每单|一个月)(?:轻松)?(?:能?[赚挣拿有得])?
        [一二两三四五六七八九十百千\d]{2,5}(?:元|块|万|[一二三四五六七八九])
    """,
    re.VERBOSE,
)
_DISCOUNT = re.compile(
    r"""
      [一二三四五六七八九\d](?:\.?\d)?折(?!线)
    | (?:原价|现价|现在只要)\d+
    | [抢送减省]\d+元
    | [五六七八九十]{1,3}[个件桶张盒箱]送一
    | (?:员工|股东|会员|同事|亲友|朋友|内部|熟人)价
    | 最后[一二三四五六七八九十\d]+[份件个箱张套盒]
    | 便宜(?:[一二三四五六七八九\d]成|一半|\d+元?|[一二三四五六七八九]百)
    | 买[一二三四五\d].{0,3}[送赠][一二三四五\d]
    | (?<!加)减[一二三四五六七八九\d]?[十百千万\d]+(?:元|块)?
    | [一二两三四五六七八九十百千\d]{1,5}(?:元|块)?送[一二两三四五六七八九十百千\d]{1,5}
    | 买[一二三四五]付[一二三四]
    | (?:让利?|再减|直减|立减|便宜|优惠)[一二三四五六七八九十百\d]+(?:元|块|成|点)
    | 打?[一二三四五六七八九][一二三四五六七八九]?折(?!线)
    | (?:就|只|仅)剩(?:下)?(?:几|最后)?[几一二三四五六七八九十\d]?[份件个箱张套盒只头袋]
    | 不[订抢买]就没|晚了就没|再不[订抢买]
    """,
    re.VERBOSE,
)
_RELATION = (
    "(?:丈母娘|岳父|岳母|舅舅|舅妈|姑姑|姑妈|大姨|小姨|叔叔|婶婶|表叔|我妹|我姐|我弟|我哥"
    "|我姨|老妈|老爸|朋友|同学|亲戚|家人|表[哥弟姐妹]|[哥弟姐妹]{1,2}|老[公婆]|爸妈?|妈|嫂子"
    "|邻居|老乡|自己|家里?|新)"
)
_TRADING = re.compile(
    rf"""
      {_RELATION}(?:新?开|做)的?.{{0,6}}(?:店|馆|餐厅|工作室|驾校|中心|诊所|民宿|农场|果园)
    | {_RELATION}(?:是)?(?:自己)?(?:卖|做|搞|开|种|养|灌|代理|酿|榨|晒|腌|烤)的?
    | {_RELATION}家?(?:的)?(?:果园|地里|鱼塘|大棚|茶园|牧场|农场|鸡场|自家)
    | (?:长期|大量|高价|现金)收(?:购|各种|旧|废|酒|烟|老|二手)?
    | 招(?:分销|代理|加盟|手工|主播|学员|学生|小学员|兼职|日结|合伙)
    | {_RELATION}的(?:.{{0,4}}店|果园|农场|工作室|民宿|驾校)
    | (?:^|[，。！!,\s])(?:低价|高价|急|现)?[卖出]
        (?:售|[一二两三几\d]*[台个张套批箱件只辆部]|自用|闲置|二手)
    | (?:诚?接|承接)(?:各类|各种)?.{{0,8}}(?:课设|毕设|设计|定制|装修|疏通|私活|代[写做])
    """,
    re.VERBOSE,
)
_ACCOUNT = re.compile(
    r"""
      (?:微信(?:同?号)?|[薇威徽]信|v信|vx|wx|qq|扣扣|企鹅|q群|群号?)
        [^a-z0-9一-鿿]{0,3}[a-z0-9][a-z0-9_ -]{4,}
    | (?:电话|热线|手机|联系|咨询|预[订约]|报名|微信)\D{0,6}(?:1[3-9](?:\W?\d){9}|400(?:\W?\d){7})
    | (?:[想要]|需要|有意|有?兴趣|有需)[^，。！!,\s]{0,5}(?:请|可以?|都|就|来|直接)?
        (?:私|滴滴|戳|联系|电联|加[我微vwql]|扫码|接龙|找我|说一声|跟我说|报名找)
    | [想要](?:吃|做|订|买|要|学|进|报|约|拿|租|装|换)?[^，。！!,\s]{0,4}的?(?:朋友)?
        (?:登记|接龙|报数|报单|报名|小窗|敲|滴|私|跟我[讲说]|找我|联系
        |吱一?声|扣|加|戳)
    | 填我的?(?:邀请)?码|[用报]我(?:的)?(?:名|码|邀请码|推荐码)|加群主|群主领码
    | 接龙(?=[，。！!,~\s]|$)
    | 感兴趣私|要的私|[vV]心|[加+＋]\W{0,2}[徽薇威溦v]\W{0,3}(?=[a-z0-9])
    | 号码\s?1[3-9]\d|热线\s?\d|电话\s?[01]\d
    | 找我(?=[，。！!,~\s]|$)
    | [加+]\W{0,2}我?\W{0,2}(?:vx?|wx|微|[薇威徽]信?|qq?|扣扣?|企鹅)(?![a-z])
    | https?://\S
    """,
    re.VERBOSE,
)

_RUN_DOWN = re.compile(
    "(?:其他家|其它家|别人家|别家|人家|同行|隔壁|他们家?|[一-鿿]{2,3}(?:家|卖)的?)[^。！!\\n]{0,10}"
    "(?:翻新|假货|报废|烂木|烂货|烂|冒牌|次品|残次|垃圾|水货|三无|拆机|劣质|骗人|坑人|必坏|就坏|用不住|偷工减料)"
)
_OFFERED = re.compile(
    "[一二三四五六七八九\\d]折|正宗|原装|正品|来我这|来我家|找我|要买|想要好|认准|我家的?|我们家|本店|特价|优惠|批发|现货"
)


@dataclass(frozen=True, slots=True)
class _Signal:
    """
    One kind of selling word.

    Attributes:
        weight: Of the first find; every further one adds half of it, up to twice in all.
    """

    name: str
    weight: float
    lexicon: Lexicon
    pattern: re.Pattern[str] | None = None

    def spans(self, plain: str) -> list[tuple[int, int]]:
        found = list(self.lexicon.spans(plain))
        for match in self.pattern.finditer(plain) if self.pattern else ():
            start, end = match.span()
            if all(end <= first or last <= start for first, last in found):
                found.append((start, end))
        return found


@dataclass(frozen=True, slots=True)
class _Found:
    """What the text holds of one kind."""

    signal: _Signal
    spans: tuple[tuple[int, int], ...]

    @property
    def weight(self) -> float:
        return self.signal.weight * min(2.0, 0.5 + 0.5 * len(self.spans))

    @classmethod
    def of(cls, signal: _Signal, plain: str) -> Self:
        return cls(signal, tuple(signal.spans(plain)))


def _lexicon(selling: str) -> Lexicon:
    return Lexicon.of(selling, innocent=words.INNOCENT)


_NOTHING = Lexicon.of("")
_SELLING = (
    _Signal("促销用语", 1.0, _lexicon(words.PROMOTION), _DISCOUNT),
    _Signal("推销用语", 1.0, _lexicon(words.SELLING), _TRADING),
    _Signal("招揽或联系方式", 1.0, _lexicon(words.CONTACT), _ACCOUNT),
    _Signal("商品或服务", 0.6, _lexicon(words.GOODS)),
    _Signal("价格", 0.7, _NOTHING, _PRICE),
)
_TRADE = frozenset({"促销用语", "推销用语"})
_GOODS_FOR_ALL = frozenset({"招揽或联系方式", "商品或服务"})
_ANY = _lexicon(f"{words.PROMOTION} {words.SELLING} {words.CONTACT} {words.GOODS}")
_BUSINESS = Lexicon.of(words.BUSINESS)
_ALONE = 3
_ENOUGH = 1.8
_STORY = 1.0  # the further weight that a long text needs, growing over _LONG characters
_SHORT, _LONG = 80, 160
_CERTAIN = 5.0
_BUSINESS_WEIGHT = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Advertising:
    """
    A text that sells: at least two kinds of selling words together, heavy enough after talk of
    business and of reporting is weighed against them. Words that a member passes on are weighed
    by themselves: an advert sent on is an advert.

    Attributes:
        phrases: Further phrases of the group's own choice; each is an advertisement by itself.
        allowed: A text with one of these is never an advertisement (own products, partners).
        disparaging: Only an advertisement that runs down what others sell.
    """

    phrases: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    disparaging: bool = False

    def judge(self, facts: Facts) -> Finding:
        found = self._sells(facts.message.text, facts.plain)
        if isinstance(found, Hit) or not facts.message.shared:
            return found
        shared = self._sells(facts.message.shared, normal(facts.message.shared))
        return replace(shared, in_shared=True) if isinstance(shared, Hit) else shared

    def _sells(self, text: str, plain: str) -> Hit | Clear:
        if any(word in plain for word in own_words(self.allowed)):
            return Clear()
        if self.disparaging:
            return _run_down(plain, text)
        for phrase in own_words(self.phrases):
            at = plain.find(phrase)
            if at >= 0:
                span = original_span(text, (at, at + len(phrase)))
                return Hit(reason="含本群列明的广告用语", span=span)
        return _weighed(plain, text)


def _run_down(plain: str, text: str) -> Hit | Clear:
    found = _RUN_DOWN.search(plain)
    if found is None or not _OFFERED.search(plain) or is_about(plain):
        return Clear()
    span = original_span(text, found.span())
    return Hit(reason="广告中贬低他人商品", span=span, score=0.6)


def _weighed(plain: str, text: str) -> Hit | Clear:
    # almost every text ends here: patterns only add to words
    if not any(_ANY.spans(plain)):
        return Clear()
    found = [each for signal in _SELLING if (each := _Found.of(signal, plain)).spans]
    weight = sum(each.weight for each in found)
    # a long story holds such words by chance
    enough = _ENOUGH + _STORY * min(1.0, max(0, len(plain) - _SHORT) / _LONG)
    # what speaks against it costs a look only where something speaks for it
    if weight < enough or not _is_trade(found) or weight - _against(plain) < enough:
        return Clear()
    spans = [span for each in found for span in each.spans]
    return Hit(
        reason="同时出现" + "、".join(each.signal.name for each in found),
        span=original_span(text, (min(spans)[0], max(end for _, end in spans))),
        score=min(1.0, weight / _CERTAIN),
    )


def _is_trade(found: list[_Found]) -> bool:
    """Something is offered, and more than one kind of word or three of one kind say so."""
    names = {each.signal.name for each in found}
    if names >= _GOODS_FOR_ALL or (len(names) > 1 and not names.isdisjoint(_TRADE)):
        return True
    return names <= _TRADE and len(found[0].spans) >= _ALONE


def _against(plain: str) -> float:
    business = sum(1 for _ in _BUSINESS.spans(plain)) * _BUSINESS_WEIGHT
    return min(business, 2 * _BUSINESS_WEIGHT) + (2.0 if is_about(plain) else 0.0)


SPEC = RuleSpec(name="advertising", topics=("advertising",), kind=Advertising)
