"""Pleas for money and help that nobody vouches for."""

from qungui.text.cues import Cues, Together
from qungui.text.lexicon import Lexicon

_NEED = """
山里娃 山里孩子 断粮 救助站 昏迷 重症 植物人 房子都卖 倾家荡产 失独 孤寡老人 失学 助残 灾民
白血病人 抗癌 求助 求好心人 求好人 好心人 救命 救救 白血病 尿毒症 癌症 重病 大病 肿瘤 车祸 烧伤
手术费 医药费 换肾 骨髓 化疗 没钱了 家徒四壁 走投无路 贫困 山区 孤儿 孤寡 留守 残疾 灾区 受灾 爱心
献爱心 送温暖 公益 慈善 助学 善款 流浪动物
"""
_GIVE = """
打赏 一人二十 一人十块 大家捐 捐点 筹款 筹链接 扫码助 码在图 转发就是 转起来 帮帮他 帮帮她
帮帮他们 献一份 捐款 捐一 捐十 捐出 募捐 出十块 出五块 转五十 转一百 随手转 打款 收款码 收款
账号在 账号见 银行账号 水滴筹 轻松筹 爱心筹 众筹链接 扫码就 扫码捐 下面的码 图里的码 多转 转发三
转发几 请转发 求转发 接力 伸出援手 每人出 善有善报 功德无量
"""
_OFFICIAL = """
民政局 民政所 正式通知 红十字 慈善总会 慈善会 工会 公司组织 公司统一 村委会统一 村委会 居委会
镇政府 县政府 街道办 发文 团委 便民中心 统一接收 集中收 献血 财务公示 捐款公示 别信 诈骗 核实
"""
CUES = Cues(
    together=(Together.of(_NEED, _GIVE, within=60),),
    unless=Lexicon.of(_OFFICIAL),
)
