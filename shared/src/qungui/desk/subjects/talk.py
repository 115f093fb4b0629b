"""What is done at once about what is said in a group."""

from qungui.desk.spec import MANAGERS, PERSON, SAID, TEXT, Argument, CommandSpec, Slot, maybe
from qungui.desk.verbs import Verb

TALK = (
    CommandSpec(
        verb=Verb.MUTE,
        words=("禁言", "jy"),
        arguments=(PERSON, TEXT),
        roles=MANAGERS,
        listed=False,
        help="请群主禁言一人",
        example="禁言 张三 刷屏",
    ),
    CommandSpec(
        verb=Verb.STOP,
        words=("制止", "zz"),
        arguments=(PERSON, SAID),
        roles=MANAGERS,
        listed=False,
        help="请一人停发不属于本群的内容",
        example="制止 张三 与工作无关",
    ),
    CommandSpec(
        verb=Verb.END_TOPIC,
        words=("终止话题", "叫停话题", "叫停"),
        arguments=(maybe(Slot.GROUP), Argument(Slot.TEXT, called="话题")),
        roles=MANAGERS,
        listed=False,
        help="在群里终止一个话题",
        example="终止话题 @市场部群 美国大选",
    ),
)
