"""Begging for votes, likes and help with a bargain, by kind."""

from qungui.text.classifier import Head
from qungui.text.cues import Cues, Together
from qungui.text.lexicon import Lexicon
from qungui.text.phrase import Phrase

_PLEASE = """
请为 请给 链接在下面 链接如下 麻烦点 动动小手指 帮帮忙 求帮忙 求各位 帮我女儿 帮我儿子
请支持 支持一下 每人每天 多谢 感谢支持 亲们 家人们 朋友们 拜托了 求一张 我家宝贝 我家宝
我家娃 动动小手 动动手 一天可投 给我们 各位 帮我 帮忙 帮投 帮点 帮一下 帮下 帮她 帮他
麻烦 拜托 谢谢 请大家 大家给 给我家 我家孩子 我孩子 我女儿 我儿子 我侄 我外甥 我妹
我姐 我弟 动动手指 顺手 顺便 给她 给他 给我 投我 一天一票 每天都能投 每天能投 每天一票
点链接 点开 点进来 劳驾 举手之劳
"""
_VOTE = """
冲冲票 冲票 冲一冲 投上一票 投上宝贵 投一投 投投票 拉拉票 人气榜 冲榜 打榜 票数 得票
排名靠前 评选优秀 选手 小选手 网络评选 投给我 投我一 求一张票 求票 求一票 号作品 作品投
拜票 请投 可投 投给 号投 票选 萌娃 比拼 投个票吧 评选投 大赛 海选 晋级投 投一票
投个票 投下票 投一下票 投票 拉票 投票链接 一票 宝贵一票 号选手 参赛 参加评选 最美 最萌
人气奖
"""
_LIKE = """
五个赞 几个赞 给我视频点 给视频点 点个赞冲 冲热门 双击 集赞 集满 攒赞 攒够 点个赞 点赞 点一下赞
点一个赞 求赞 小红心 点个小红心 爱心 个赞 求点赞
"""
_GAIN = """
帮点 换礼品 换礼物 礼品 帮我 帮忙 麻烦 免费 给我 大家给 顺手点 转发到 兑换
"""
_BARGAIN = """
差零点 还差一点点 差一点点 砍价 最后一刀 帮我点 拼一下 帮忙助力 助力抢 点一下加速
帮我加速 点个助力 差两刀 差一刀 砍两刀 点亮 还差两个 还差三个 还差几个 助力链接 点助力
帮助力 砍一下 砍价免费拿 免费拿帮 帮砍价 砍价谢谢 帮砍一 拼多多砍 助力领 抢票加速 提速
加速包 解锁优惠 帮我解锁 还差三个人 还差两个人 还差一个人 人头 帮点一下 帮点 差你一个
就差你 点一下这个链接 点下这个链接 砍一刀 砍下价 砍个价 帮砍 帮忙砍 砍价链接 助力一下
就差一位 就差一个 最后一个人头 拼夕夕 拼多多 pdd 提现就差 帮我助力 点一下助力 拉个人头
差一个人 就差0
"""
_BARGAIN_HELP = """
帮忙 好友 帮我 抢票 求助力 谢谢 拜托 各位 大家 点一下 点开帮 免费领 领水果 差你
就差你 点链接 点下 点开 点个 就差 最后一 马上成功 提现 免费拿 链接 麻烦 再帮
"""
_OFFICIAL = """
换届 村民代表 村委会 业委会 业主大会 选举 选票 投票箱 票箱 现场投 小组长 工会 优秀员工 公司评选
部门评选 会议表决 表决 职代会 股东会 集上 赶集 砍价买 讲价 供应商 采购 助力企业 助力发展 谈判 请勿
审批 流程 报销 签批 签核
"""
_UNLESS = Lexicon.of(_OFFICIAL)
VOTES = Cues(
    phrases=(Phrase(r"互投|你投我|投(?:给)?\d{1,3}号|投[^。，！!,\n]{0,4}\d{1,3}号"),),
    together=(Together.of(_VOTE, _PLEASE, within=36),),
    unless=_UNLESS,
    head=Head.VOTES,
)
LIKES = Cues(together=(Together.of(_LIKE, _GAIN, within=30),), unless=_UNLESS, head=Head.VOTES)
BARGAINS = Cues(
    phrases=(Phrase(r"(?:砍|点)[^。，！!,\n]{0,3}(?:完)?我也帮你|互砍|互助砍"),),
    alone=Lexicon.of("砍一刀 帮我砍 帮忙砍价 助力一下 帮我助力"),
    together=(Together.of(_BARGAIN, _BARGAIN_HELP, within=26),),
    unless=_UNLESS,
    head=Head.VOTES,
)
