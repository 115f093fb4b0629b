"""Drugs, under their names and their nicknames."""

import re

from qungui.text.cues import Cues, Together
from qungui.text.lexicon import Lexicon

_ALONE = """
溜果子 溜果 卖叶子 飞麻 抽麻叶 带麻叶 吸麻叶 卖海洛因 一起吸毒 吸毒去 去吸毒 买海洛因 卖冰毒
买冰毒 大麻油 大麻糖 彩虹烟 聪明药片 利他林出 曲马多出 右美沙芬 阿普唑仑出 三唑仑 氯胺酮 冰妹 陪溜
飞行员来 飞行群 溜冰妹 麻果子 止咳水出售 上头电子烟 上头糖 蓝精灵 迷药 听话药 冰毒 k粉 摇头丸 麻古
麻果 大麻烟 吸大麻 抽大麻 卖大麻 飞大麻 可卡因 嗑药 贩毒 买毒品 卖毒品 飞叶子 抽叶子 上头烟 笑气
打气球嗨 开心水 止咳水嗨 迷幻药 迷幻蘑菇 听话水 迷奸水 催情水 溜冰壶 溜冰具 冰壶吸 嗨粉 小树枝
邮票嗨 蓝精灵药 聪明药 弄点货嗨 丧尸药 白粉
"""
_INNOCENT = """
除冰毒 打kpi 涨粉吸粉 吸粉丝 吸粉引流 白粉笔 白粉墙 白粉饼 蛋白粉 美白粉 增白粉 洗白粉 涂白粉
打ktv 打ka 打kg
"""
_SLANG = """
叶子 麻叶 溜冰 好货 猪肉 上头 邮票 气球 药丸 小药丸 糖丸 大麻
"""
_RUSH = """
一起飞 飞一下 飞一把 来飞 起飞 嗨一宿 嗨一晚 嗨起来 爽一把 过瘾 搞到 弄到 整点 来一口 打一针
来两口
"""
_CARE = """
禁毒 戒毒 缉毒 防毒 识毒 拒毒 毒品预防 宣传 养护 浇水 发黄 滑冰场 冰场 真冰 带娃 医院 处方
吸毒人员 电视剧 破案
"""
CUES = Cues(
    alone=Lexicon.of(_ALONE, innocent=_INNOCENT),
    together=(
        Together.of(_SLANG, _RUSH, within=18, innocent="叶子板 树叶子 茶叶子 邮票册 气球拱门"),
    ),
    phrases=(
        re.compile(
            "(?:溜冰|叶子|上头|飞行|猪肉|冰|麻).{0,6}(?:一起)?(?:嗨|飞)(?!机|书|鸟|哥|姐|行员|吃|起来)"
        ),
        re.compile(
            "(?:搞|弄|来|整|带)(?:到|点|了点)(?:冰|粉|麻|k|猪肉|叶子|货).{0,12}(?:嗨|飞|爽|吸|抽|过瘾|溜)"
        ),
    ),
    hints=frozenset("嗨飞爽吸抽瘾溜"),
    unless=Lexicon.of(_CARE),
)
