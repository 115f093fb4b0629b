"""All that can be said to the desk, in the order in which help lists it."""

from qungui.desk.spec import Argument, CommandSpec, Slot, maybe
from qungui.desk.subjects.answers import ANSWERS
from qungui.desk.subjects.cases import CASES
from qungui.desk.subjects.issues import ISSUES
from qungui.desk.subjects.lives import LIVES
from qungui.desk.subjects.making import MAKING
from qungui.desk.subjects.own import OWN
from qungui.desk.subjects.rosters import ROSTERS
from qungui.desk.subjects.talk import TALK
from qungui.desk.verbs import Verb

_HELP = CommandSpec(
    verb=Verb.HELP,
    words=("帮助", "菜单", "命令", "指令", "用法", "怎么用", "使用说明", "bangzhu"),
    arguments=(maybe(Slot.TOPIC), Argument(Slot.NUMBERS, needed=False, called="页")),
    changes=False,
    help="看能用的命令",
    example="帮助 申诉",
)

COMMANDS = (
    *OWN,
    *CASES,
    *MAKING,
    *TALK,
    *LIVES,
    *ROSTERS,
    *ANSWERS,
    *ISSUES,
    _HELP,
)
