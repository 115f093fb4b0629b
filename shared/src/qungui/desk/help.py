"""What can be said to the desk, for a phone: short lines, few of them, only what the asker may."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import batched, chain
from math import ceil

from qungui.desk.commands import COMMANDS
from qungui.desk.spec import Argument, CommandSpec, Slot
from qungui.model.group import Role
from qungui.notices.roles import ROLES

LINES, WIDTH = 20, 18
"""What a phone shows at once: lines, and Chinese characters in each."""

_HEADING = "【群规助手】您可以发："
_ROOM = LINES - 2  # between heading and footer
_WAYS: Mapping[Slot, str] = {
    Slot.GROUP: "群：@市场部群、群：市场部",
    Slot.PERSON: "人：张三、@zhangsan",
    Slot.CLAUSE: "条款：3.10、第3条第10款",
    Slot.GRAVITY: "轻重：轻、较重、严重、违法",
    Slot.SPAN: "期限：3天、2小时、到12月1日",
    Slot.DAY: "日期：6月25日、2026-06-25",
    Slot.MONTH: "月份：11月、2026-11、上月",
}
_SEVERAL = "编号：3、1 2 3、1-3"


def help_for(
    roles: frozenset[Role], specs: Sequence[CommandSpec] = COMMANDS, *, page: int = 1
) -> str:
    """
    The commands open to whoever holds *roles*; where there is room, with what each does.

    A *page* beyond the last shows the last.
    """
    mine = [spec for spec in specs if spec.listed and spec.open_to(roles)]
    roomy = 2 * len(mine) <= _ROOM
    said = [(f"· {one.help}", f"　{one.example}") if roomy else (one.example,) for one in mine]
    a_page = ceil(len(said) / max(ceil(len(said) / _ROOM), 1))  # none with a line or two alone
    pages = list(batched(said, max(a_page, 1), strict=False)) or [()]
    page = min(max(page, 1), len(pages))
    lines = chain.from_iterable(pages[page - 1])
    return "\n".join((_HEADING, *lines, _footer(mine, page, len(pages))))


def _footer(mine: Sequence[CommandSpec], page: int, pages: int) -> str:
    if page < pages:
        return f"第{page}页，共{pages}页。下页：帮助 {page + 1}"
    written = next((spec.name for spec in mine if spec.arguments), "")
    return f"看写法：帮助 {written}".rstrip()


def help_with(spec: CommandSpec) -> str:
    """One command whole: what it does, how it is written, who may use it."""
    return "\n".join(_told(spec))


def _told(spec: CommandSpec) -> Iterator[str]:
    yield f"【{spec.name}】{spec.help}"
    if spec.arguments:
        yield f"写法：{' '.join((spec.name, *map(_place, spec.arguments)))}"
    yield from filter(None, (f"例：{spec.example}", spec.beside))
    for argument in spec.arguments:
        if argument.many:
            yield _SEVERAL
        elif argument.slot in _WAYS:
            yield _WAYS[argument.slot]
    if spec.roles:
        yield f"管几个群的，先写群：@市场部群 {spec.name}…"
    if spec.words[1:]:
        yield f"也可写：{'、'.join(spec.words[1:])}"
    if spec.roles:
        yield f"谁可以用：{who_may(spec)}"


def who_may(spec: CommandSpec) -> str:
    """In words; everybody where it is open to everybody."""
    return "、".join(ROLES[role] for role in Role if role in spec.roles) or "所有人"


def _place(argument: Argument) -> str:
    return argument.word if argument.needed else f"[{argument.word}]"
