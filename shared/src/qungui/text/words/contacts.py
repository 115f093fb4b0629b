"""Leading a customer or partner away from the company's channels."""

from qungui.text.classifier import Head
from qungui.text.cues import Cues, Together
from qungui.text.lexicon import Lexicon
from qungui.text.phrase import Phrase

_ALONE = """
私人微信 个人微信细聊 我个人微信 加我私人 加我私号 加私人号 我的私人号 私人号联系 别走公司
不走公司 不用走公司 绕过公司 不用过公司 别过公司 不经过公司 别告诉公司 别让公司知道 转我个人账户
我个人账户 打我个人卡 转我私账 打到我卡上 我个人卡 私下给您让 私下给你让 私下交易 咱俩单独做
私下合作
"""
_PRIVATE = """
加个微信 加我微信 加您微信 加你微信 互加微信 加个好友 我私人 个人微信 小号 私聊价 私下 单独
"""
_DEAL = """
细聊 详聊 私下聊 给您优惠 给你优惠 便宜点 给您让 给你让 返点 好处 回扣 另算 别跟 别在群里
不方便在群 转我 打我
"""
_WORK = Lexicon.of("公司服务群 项目群里 按公司流程 请走公司 不要私下 禁止 不得 严禁")
LED_AWAY = Cues(
    phrases=(
        Phrase(
            r"我(?:私人|个人|自己)(?:给|帮|替)[你您]?(?:们)?(?:做|办|弄|接|处理)[^。！!\n]{0,8}(?:便宜|优惠|一半|省|少)"
        ),
        Phrase(r"绕(?:开|过)(?:公司|平台)"),
        Phrase(
            r"(?:别|不要|不方便)在(?:公司)?群(?:里)?(?:说|聊|讲)[^。！!\n]{0,12}(?:加|私|小号|微信)|用(?:小号|私号|私人号)加[你您]|加我个人的|回扣好说|好处少不了|亏待不了[你您]"
        ),
        Phrase(
            r"(?:不|别|绕)(?:用|要|必)?(?:再)?(?:经过|通过|走|过|告诉|让)[^。，！!,\n]{0,2}公司"
        ),
        Phrase(
            r"(?:钱|款|货款|定金|费用|尾款)[^。，！!,\n]{0,3}(?:走|打|转|付)(?:到|给)?我(?:的)?(?:个人)?(?:微信|卡|账户|支付宝|私户|账号)"
        ),
        Phrase(
            r"(?:加|存|记)(?:下|一下)?我(?:的)?(?:私号|小号|私人号|个人号|私人微信|私微)|我个人给[你您](?:打|便宜|优惠|返|让)"
        ),
    ),
    alone=Lexicon.of(_ALONE),
    unless=_WORK,
    head=Head.CONTACT,
)
PRIVATE = Cues(
    together=(Together.of(_PRIVATE, _DEAL, within=24),),
    unless=_WORK,
)
