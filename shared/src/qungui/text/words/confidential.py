"""What a company keeps to itself, and the ways it is given away."""

from qungui.text.cues import Cues, Together
from qungui.text.lexicon import Lexicon
from qungui.text.phrase import Phrase

_INSIDE = """
涉密文件 涉密 还没公布 还没发布 未发布 未公布 财报数字 财报 新品设计 设计稿 线上的key 密钥
内部数据 内部报表 家长的住址 底价 成本价 进价 结算价 出厂价 到岸价 最低价 拿货价 拿货是 价是最低
折扣底线 成本 成本测算 测算表 标底 投标底价 投标价 采购限价 限价 报价单 供应商底价 价格底线 毛利
裁员名单 裁员 裁三 要裁 薪酬 薪资表 工资表 并购 收购 对价 配方 源代码 代码包 客户名单 客户资料
供应商名单 未公开 未定稿 内部掌握 机密 绝密 内部资料 内部文件 财务报表 图纸原件 投资名单 账期
返点政策 合同底稿 核心技术 业绩排名 回款率 变更单 方案稿 弃标 打算弃
"""
_REPORTED_INSIDE = """
通报 纪要 简报 报表 排名表 名单 测算 限价 底线 配额 业绩 回款 内部
"""
KEPT_INSIDE = Lexicon.of(f"{_INSIDE} {_REPORTED_INSIDE}")
_GIVE = """
先别说 看看就删 先睹为快 拍了几张 拍给你 发大家一份 先用着 只给你们看 发你 发您 传你 传您 给你看
给您看 告诉你 告诉您 透露 发你邮箱 发群里 贴群里 传给您 传给你 发你一份 发您一份 悄悄 偷偷
就你知道 就您知道 别外传 别说出去 看完删 下完别留 别留痕 保密啊 咱们给 我们给 他们家 他家 我们进价
老板最低 你知道就行 只跟你说 只跟您说 内部的 给参考
"""
_OPEN = """
公开 公开版 对外版 官网 官方发布 欢迎转发 请多转发 对外招募 对外报价统一 以报价单为准 已公告
公告原文 产品手册 选型手册 白皮书 产品目录 保密协议 保密培训 保密制度 请勿外传 不得外传 严禁外传
禁止转发 加密发送 请核对 大家核对 对下数 请查阅
"""
GIVEN_AWAY = Cues(
    together=(Together.of(_INSIDE, _GIVE, within=30),),
    unless=Lexicon.of(_OPEN, innocent="未公开 不公开 尚未公开 没公开 别公开"),
)
_PAPERS = """
业务通报 经营通报 投诉通报 项目名单 投资项目 纪要 配额
"""
_MARKED = """
内部 内部掌握 未定稿 未公开 没公开 未发布 还没对外 没对外 不对外 只限咱们 只限自己 仅限内部 仅供内部
以上可看 机密 绝密 保密 参谋 提提意见 提个意见 帮忙看看 帮看看 帮忙瞅瞅 瞅瞅 过过目 参考下 见附件
表在后面
"""
HANDED_OUT = Cues(
    together=(Together.of(f"{_INSIDE} {_PAPERS}", _MARKED, within=30),),
    unless=Lexicon.of(_OPEN, innocent="未公开 不公开 尚未公开 没公开 别公开"),
)
"""A paper of the house before outsiders: marked as one, or their opinion of it is asked for."""

_INNER = """
从人事那 人事那看 财务那看 老板电脑 领导电脑 高层 上层 老板们 上面刚 领导刚 高管群 领导群 高管会
董事会 董事长办公室 老总办公室 总经理办公室 经理办公会 内部会上 上层会议 领导班子 老总那 领导饭桌
高层会议
"""
_HEARD = """
看到 内定 内定了 要卖掉 卖掉 给你们拍 拍一张 刚定 刚定了 别外传 先别外传 先别说 不要外传 里说 听来
听到 说要 说下 说了 定了 已定 透露 别说是我 别说我说 打算弃 打算裁 要裁 要砍 名单 偷听 消息
"""
OFFERED = Cues(
    phrases=(
        Phrase(
            "(?:涉密|机密|绝密|还没公布|还没发布|没公布|未公布|未发布)[^。！!\\n]{0,20}(?:拍|先别说|看看|先睹|给你们|给大家|别说是)"
        ),
        Phrase(
            "(?<![a-z0-9])(?:akia|asia)[0-9a-z]{16}(?![0-9a-z])|sk-[a-z0-9]{20,60}"
            "|-----begin [a-z ]{0,20}private key"
        ),
        Phrase(
            "我(?:这|手上|手里|这儿|这边)有[^。，！!,\\n]{0,10}(?:客户名单|底价|图纸|配方|源码|源代码|报价|标书|名单"
            "|合同)[^。！!\\n]{0,8}(?:要不要|要吗|谁要|出价|卖|发你|给你)"
        ),
    ),
)
LEAKED = Cues(
    together=(Together.of(_INNER, _HEARD, within=24),),
    unless=Lexicon.of("请各位 通知如下 会议纪要已发 传达 学习贯彻 公开"),
)
PUBLIC = Lexicon.of(_OPEN, innocent="未公开 不公开 尚未公开 没公开 别公开")
MIXED = "交流群"
"""In names of groups that may be the company's own as well as others'."""
OUTSIDE = """
经销商 供应商 建材商 同学 校友 亲友 客户 同行 创业者 老乡 业主 家长 粉丝 代理 行业群 供货
合作方 大群
"""
