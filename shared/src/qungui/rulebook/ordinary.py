"""What people at work say all day: a word that is found here is no word for a list."""

from collections.abc import Iterator, Mapping

from qungui.text.normal import normal

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


_LOOKED_FOR = ("words", "phrases", "terms")
"""Parameters that list what messages are searched for."""


def _sayings() -> Mapping[str, str]:
    lines = (line.strip() for line in _SAYINGS.splitlines())
    return {line: normal(line) for line in lines if line}


ORDINARY = _sayings()
"""Each saying with its normal form."""


def found_in(word: str) -> Iterator[str]:
    """The sayings in which *word* stands."""
    wanted = normal(word).strip()
    if wanted:
        yield from (saying for saying, plain in ORDINARY.items() if wanted in plain)


def everyday(written: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Each word that *written* looks for in messages and that is said all day, with a saying."""
    for key in _LOOKED_FOR:
        listed = written.get(key)
        for word in map(str, listed) if isinstance(listed, list) else ():
            if saying := next(found_in(word), None):
                yield word, saying
