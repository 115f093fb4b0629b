"""Answers that somebody owes."""

from qungui.desk.spec import ASKERS, PERSON, TEXT, Argument, CommandSpec, Slot
from qungui.desk.verbs import Verb

ANSWERS = (
    CommandSpec(
        verb=Verb.EXPECT,
        words=("计时", "限时", "限时回复", "催办", "js"),
        arguments=(PERSON, Argument(Slot.TEXT, called="要办的事")),
        roles=ASKERS,
        help="交办一人，按规定计时",
        example="计时 张三 今天交报表",
    ),
    CommandSpec(
        verb=Verb.EXCUSE,
        words=("断网", "没网", "没信号", "免回复", "dw"),
        arguments=(PERSON, TEXT),
        roles=ASKERS,
        help="记下没网，不追究没回复",
        example="断网 张三 在工地没信号",
    ),
    CommandSpec(
        verb=Verb.REPLIES,
        words=("回复情况", "谁没回", "谁没回复", "收到情况", "哪些人没回", "hf"),
        roles=ASKERS,
        changes=False,
        help="看谁回复了、谁还没有",
        example="回复情况",
    ),
)
