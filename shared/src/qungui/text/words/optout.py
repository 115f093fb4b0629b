"""A customer who wants no marketing, and marketing."""

from qungui.text.cues import Cues, Together
from qungui.text.lexicon import Lexicon

_NO = """
不要再 别再 不要给我 别给我 别老给我 不要发给 以后不要 以后别 请不要再 不想收到 不想再收 不要老
退订 取消订阅 拒收 不接受 拒绝 停止发送 别发 少发
"""
_PUSH = """
广告 推销 营销 推广 推送 群发 理财 基金 保险 贷款 短信 活动信息 产品信息 优惠信息 宣传 推荐产品
信用卡
"""
REFUSAL = Cues(
    together=(Together.of(_NO, _PUSH, within=16),),
    phrases=(),
    unless=Lexicon.of("举报"),
    about=Lexicon.of(""),
)
_OFFER = """
沙龙 私享会 品鉴会 开门红 加息 加息券 加息名额 大额存单 理财产品 新发基金 基金首发 财富讲座
专属礼遇 权益升级 限时回馈 年末回馈 回馈老客户 新客专享 专享利率 贵宾专享 保本 高收益 收益率
爆款基金 保险计划 贷款优惠 信用卡活动 办卡有礼 满减活动 抽奖活动 促销
"""
_ASK = """
报名 名额 等您 邀请您 诚邀 预约参加 限量 先到先得 欢迎参加 欢迎咨询 抢购 扫码 活动 回馈 专享
机会难得 锁定 咨询我
"""
MARKETING = Cues(together=(Together.of(_OFFER, _ASK, within=40),))
