"""What letters say that want a link or a file to be opened."""

from qungui.text.deferred import Deferred
from qungui.text.lexicon import Lexicon

THREATS = Lexicon.of("""
账号异常 账户异常 帐号异常 帐户异常 存在异常 异常登录 被冻结 将冻结 已冻结 冻结您 被限制
将被停用 已停用 将停用 停机 即将注销 将被注销 被封号 将封号 认证过期 认证失效 已失效 已过期
身份过期 重新认证 重新验证 验证身份 身份验证 安全验证 解除限制 解除冻结 解冻 退税 补税 退款 理赔
包裹异常 包裹滞留 快递丢失 快递异常 医保停用 社保停用 社保卡停 医保卡停 征信异常 征信修复 传票
违章 银行卡号 银行卡密码 输入密码 验证码 偷拍 你的照片
""")
PRIZES = Lexicon.of("""
补贴申领 申领补贴 领取补贴 补贴领取 补贴发放 快速申领 补贴快速 个人补贴 劳动补贴 工资补贴
生活补贴 积分清零 积分兑换 积分到期 中奖 兑奖 奖品 领红包 红包领 端午红包 新年红包 中秋红包
春节红包 元宵红包 公司红包 现金红包 免费领 免费送 免流量 话费 油卡 提额 额度提升 内部价
""")
CALLS = Deferred(
    r"(?:点(?:击|开|进|下|一下|这里|这|此|链接)?|戳(?:这里|链接|这)?|打开(?:链接)?|扫码|进入|入口|地址|链接|填银行卡"
    r"|填写|申领|领取)[^。！!\n]{0,8}$"
)
"""Right before a link: it is to be opened."""

KEPT_QUIET = Lexicon.of("""
关闭杀毒 关掉杀毒 退出杀毒 关杀毒 关闭360 退出360 关掉360 关闭防火墙 添加信任 加入信任 加信任
误报 报毒
""")
"""Beside an archive and its password: nothing is to look into it."""
