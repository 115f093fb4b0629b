"""Login data in the open."""

from qungui.rules.rule import RuleSpec
from qungui.rules.worded import Worded
from qungui.text.cues import Cues
from qungui.text.lexicon import Lexicon
from qungui.text.phrase import Phrase

_ACCOUNT = (
    "(?:号|帐户|账户|登录|登陆|后台|系统|企业微信|邮箱|平台|vpn|erp|crm|oa|电脑|收银台|服务器|数据库|网银|公众号"
    "|店铺|主机)"
)
_HIDDEN = "(?:密码|口令|验证码|动态码|pin码?|密钥)"
_VALUE = r"(?:[是为:：=]|改成|改为|换成|都是|还是|发你|告诉你)?了?\s{0,3}[a-z0-9][!-~]{3,30}"
_ELSE = """
网盘 云盘 提取码 解压 会议号 会议密码 入会 wifi 无线 门禁 开门 屏保 打印机 压缩包 文件密码 位数
长度 至少 不要告诉 不要写 定期更换 请勿
"""
_CUES = Cues(
    phrases=(
        Phrase(f"{_ACCOUNT}[^。！!\\n]{{0,10}}{_HIDDEN}[^。！!\\n]{{0,6}}?{_VALUE}"),
        Phrase(f"(?:账号|帐号|用户名|工号)[^。\\n]{{0,24}}{_HIDDEN}[^。！!\\n]{{0,6}}?{_VALUE}"),
        Phrase("(?:验证码|动态码)[^。\\n]{0,16}\\d{4,8}[^。\\n]{0,8}(?:登|帮|输|你用)"),
    ),
    unless=Lexicon.of(_ELSE),
)


class AccountSecurity(Worded):
    """
    The password or code of an account, with the account; those of shared drives, meetings and
    wireless networks pass.

    Attributes:
        words: Further words of the group's own choice.
    """

    __slots__ = ()
    cues = _CUES
    reason = "疑似公开账号登录信息"
    score = 0.6


SPEC = RuleSpec(
    name="account-security",
    topics=("account-security",),
    kind=AccountSecurity,
    waits_for=Worded.waits_for,
)
