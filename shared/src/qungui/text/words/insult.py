"""Abuse. Words that suffice alone, and words that are abuse only of a person."""

ABUSE = """
傻逼 傻b 傻比 煞笔 沙比 傻x 傻缺 傻叉 脑残 智障 弱智 白痴 蠢货 蠢猪 蠢蛋 贱人 贱货 混蛋 王八蛋
龟孙子 龟儿子 狗东西 狗娘养 畜生 禽兽不如 人渣 败类 杂种 狗杂种 狗屁不通 草泥马 操你 草你 艹你
曹尼玛 你妈的 尼玛的 他妈的 你他妈 你大爷的 去你妈 去死吧 不得好死 臭不要脸 不要脸的东西 猪脑子
脑子进水 脑子有病 脑子被驴踢 脑袋进水 没脑子的 神经病吧 有病吧你 你有病吧 吃屎 放你的屁 放屁呢你
滚蛋 滚犊子 给我滚 滚出去 滚远点 窝囊废 废物东西 垃圾东西 死胖子 死肥猪 丑八怪 狗腿子 狗眼看人低
缺德玩意 什么玩意儿你 不是人养的 有爹生没娘养
"""

# words that hold one of the above and attack nobody
INNOCENT = """
智障人士 智障儿童 弱智儿童 无耻混蛋
"""
