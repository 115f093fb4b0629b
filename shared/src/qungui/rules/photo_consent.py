"""Photographs of others."""

from qungui.model.attachment import Media, MediaKind
from qungui.model.finding import Abstain, Clear, Facts, Finding, Hit
from qungui.model.frozen import frozen
from qungui.model.message import Message, MessageKind
from qungui.rules.rule import RuleSpec, shown
from qungui.text.classifier import Head
from qungui.text.lexicon import Lexicon
from qungui.text.scores import SIGNS, told

_CONSENT = """
同意我发 同意发 同意了 本人同意 已同意 点过头 点头了 征得 授权我 她让我发 他让我发 让我发的 经本人
允许我
"""
_AGREED = Lexicon.of(_CONSENT)
_OWN_WORDS = """
自拍 自己拍的 自己照 我自己 我的照片 本人照片 我本人 自画像 我的新发型 刚剪的头发 我家娃
我的证件照
"""
_OWN = Lexicon.of(_OWN_WORDS)
_SNAPPED_WORDS = """
偷拍 抓拍 丑照 糗样 糗照 囧照 黑照 睡相 睡觉的样 流口水 喝多 喝醉 醉态 乐一乐 笑死 看看他 看看她
瞧瞧他 瞧瞧她 样子哈 看他 看她
"""
_SNAPPED = Lexicon.of(_SNAPPED_WORDS)
_THINGS_WORDS = """
产品 实拍图 店面 招牌 样品 设备 图纸 截图 效果图 海报 证书 菜单 快递
"""
_THINGS = Lexicon.of(_THINGS_WORDS)


@frozen(kw_only=True)
class PhotoConsent:
    """
    A picture of people without a word of their consent, where an inspector saw people, or where
    the words beside it say that somebody was caught. Pictures of oneself pass.

    Attributes:
        consent_of: Whose consent the clause asks for; empty finds nothing.
    """

    consent_of: str = ""

    def judge(self, facts: Facts) -> Finding:
        plain = facts.plain
        if not self.consent_of.strip():
            return Clear()
        if not _pictured(facts.message):
            span = told(Head.PHOTOGRAPHS, plain)
            return shown(facts, span, reason="疑似要发或已发未经同意的照片", score=0.4)
        if _AGREED.stands_in(plain) or _OWN.stands_in(plain):
            return Clear()
        if _SNAPPED.stands_in(plain):
            return Hit(reason="疑似未经同意发布他人照片", score=0.6)
        return _by_sight(facts)


def _pictured(message: Message) -> bool:
    return message.kind is MessageKind.IMAGE or any(
        isinstance(one, Media) and one.kind is MediaKind.IMAGE for one in message.attached
    )


def _by_sight(facts: Facts) -> Finding:
    counts = [look.people for look in facts.inspections if look is not None]
    if any(counts):
        return Hit(reason=f"图中有 {max(filter(None, counts))} 人，未见本人同意", score=0.4)
    if _THINGS.stands_in(facts.plain) or (counts and None not in counts):
        return Clear()
    return Abstain("没有图片检测服务，无法得知图中是否有人")


SPEC = RuleSpec(
    name="photo-consent",
    topics=("photo-consent",),
    kind=PhotoConsent,
    waits_for=lambda _rule: (SIGNS[Head.PHOTOGRAPHS],),
    idle=lambda rule: not rule.consent_of.strip(),
)
