"""Pulling members over to another group."""

from qungui.text.cues import Cues, Together
from qungui.text.lexicon import Lexicon

_GROUP = """
我新建的 新建的群 我的新群 我新群 我那个群 我另外一个 我另一个群 另外一个群 另一个群 我建的群
我拉的群 我这个群 链接群 投资群 炒股群 内部群 福利群 优惠群 羊毛群 资源群 交流新群 我的群
内部炒股群 新群 小群 备用群 另外拉了 另外建了 建了个 拉了个 建了一个 我建了
"""
_COME = """
扫码 扫码进 点码 码在 进群 进这个 进我 加入 加我 来我 都来 都去 都过来 快来 快进 赶快进 就进
拉你进 拉你们 挪到 转移到 搬到 链接 http 二维码 福利更多 聊真料 想聊 想进
"""
_WORK = """
项目群 部门群 工作群 培训群 客户群 通知群 施工群 核对 报名群 会议群 值班群 班级群 应急群 专班群
对接群 出差群 公司 领导要求 请各部门 测试群 请勿 不要进
"""
_ALONE = """
点我头像进 点头像进群 头像进群 主页有群 主页进群 看我主页进 我头像有群 我新群里 来我的新群
都来我新群 都来我的群 进我新群 进我的群
"""
CUES = Cues(
    alone=Lexicon.of(_ALONE),
    together=(
        Together.of(_GROUP, _COME, within=26, innocent="建了个表 建了个文档 拉了个表 建了个会"),
    ),
    unless=Lexicon.of(_WORK),
)
