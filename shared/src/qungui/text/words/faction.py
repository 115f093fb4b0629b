"""Forming camps inside a group."""

from qungui.text.cues import Cues, Together
from qungui.text.lexicon import Lexicon

_ALONE = """
拉帮结派 拉山头 搞小圈子 抱团对付 抱团排挤 抱团挤 联手挤 联手架空 合伙排挤
"""
_OURS = """
跟我走 都跟我 咱们老员工 我们老员工 几个老员工 咱本地人 本地的都 东北的都 山东的都 一伙的 咱一伙
结盟 联合起来 支持我的 挺我的 抱团 拧成一股绳 站我这边 站我们这边 站咱这边 自己人 一条心 一条船
统一口径 一致对外 站队 咱们几个 我们几个 咱们这些 联手 咱浙商 咱老乡 老乡们 咱们老乡 表决都 投票都
都听我
"""
_THEIRS = """
别理那 那帮南方 那帮北方 新来的经理 投否决 投反对 都投反对 别配合 不配合他 冷落他 给他穿小鞋 搞走
搞垮 弄走 换掉他 挤出去 挤走 挤出群 赶出去 赶走 排挤 架空 孤立 对付他 对付那 别让外 外省的占
外人占 占便宜 不带他们 不带那 踢出去 别理他们 别搭理 听我的 反对他们 否掉他们 整他们
"""
CUES = Cues(
    alone=Lexicon.of(_ALONE, innocent="反对拉帮结派"),
    together=(Together.of(_OURS, _THEIRS, within=36),),
)
