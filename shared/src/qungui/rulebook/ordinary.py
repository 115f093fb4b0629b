"""What people at work say all day: a word that is found here is no word for a list."""

from collections.abc import Iterable, Iterator, Mapping

from qungui.rulebook.frequent import FREQUENT
from qungui.text.normal import normal
from qungui.text.own_words import OwnWord

_SAYINGS = """
收到，马上处理
好的，谢谢
大家早上好，今天九点开会
会议改到下午三点，二楼会议室
这个表格麻烦大家今天下班前填一下
客户刚打来电话，问什么时候发货
合同已经寄出，单号稍后发群里
@王工 图纸看过了，有两处要改
今天我值班，有事打我电话
周五之前把总结交给部门负责人
新同事明天入职，请大家多关照
系统升级，晚上八点到十点暂停使用
发票抬头用公司全称，别写简称
打印机又卡纸了，谁会修
中午食堂有红烧肉
天气冷，注意保暖
生日快乐
下周放假三天，值班表见附件
项目进度正常，没有问题
请财务核对一下这笔款
仓库还有多少箱，帮忙查一下
车位满了，请停到对面
快递到了，在前台
辛苦了，早点休息
我这边网不好，文字说吧
"""

# said all day at work, and not so often in the dialogues that FREQUENT is from
_AT_WORK_WORDS = """
后天 上午 下午 早上 中午 周一 周五 周末 那样 收到 是的 部门 客户 同事 经理 主管 员工 项目
上班 下班 加班 开会 会议 文件 表格 合同 发票 报销 付款 快递 微信 电脑 系统 网络 打印 群里
通知 安排 处理 确认 提交 审批 流程 食堂 外卖 辛苦 没问题 哈哈 哈哈哈 早安 晚安 生日快乐
注意 安全 北京 上海 天气 下雨 出差 请假 休息 值班 价格 产品 质量 发货 仓库 库存 数量 ok yes no
"""
_AT_WORK = frozenset(_AT_WORK_WORDS.split())
_LOOKED_FOR = ("words", "phrases", "terms", "keywords", "offers", "allowed", "allowed_words")
"""Parameters that list what messages are searched for."""


def _sayings() -> Mapping[str, str]:
    lines = (line.strip() for line in _SAYINGS.splitlines())
    return {line: normal(line) for line in lines if line}


ORDINARY = _sayings()
"""Each saying with its normal form."""


def doubtful(
    written: Mapping[str, object], names: Iterable[str] = ()
) -> Iterator[tuple[str, str, str]]:
    """
    Each word that *written* looks for and ordinary talk holds, or one of the *names* of people,
    with the reason, zh and en.
    """
    named = {name: normal(name) for name in names}
    for key in _LOOKED_FOR:
        listed = written.get(key)
        for word in map(str, listed) if isinstance(listed, list) else ():
            for zh, en in _doubts(OwnWord.of(word), named):
                yield word, zh, en


def _doubts(word: OwnWord, named: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if not all(word.parts):
        return
    if all(len(part) == 1 for part in word.parts):
        yield "只有一个字，几乎每句话都会命中", "is a single character"
    elif saying := next(_sayings_with(word), None):
        yield f"平常说话也会用到，如“{saying}”", "is everyday talk"
    elif all(map(_is_frequent, word.parts)):
        yield "千条平常消息里不止一条有它", "stands in one message of a thousand"
    elif any("*" in part for part in word.parts):
        yield "里的 * 只当它自己，夹在两个字之间才代表别的字", "has a * that is no wildcard"
    for name, plain in named.items():
        if word.find(plain):
            yield f"也在姓名“{name}”里", "is part of somebody's name"


def _is_frequent(part: str) -> bool:
    return len(part) == 1 or part in FREQUENT or part in _AT_WORK


def _sayings_with(word: OwnWord) -> Iterator[str]:
    return (saying for saying, plain in ORDINARY.items() if word.find(plain))
