"""docs/topics/desk-commands.md: every command of the desk, from the table that is read by."""

from collections.abc import Iterator

from qungui.cli.coverage import markdown
from qungui.desk.commands import COMMANDS
from qungui.desk.help import who_may
from qungui.desk.spec import Argument, CommandSpec

INTRO = """\
# 一对一命令表 The desk's commands

由 `make docs` 从 `desk/commands.py` 写出；例子由测试逐条读过。怎样读、怎样答见 [desk.md](desk.md)。
方括号里的可写可不写，`…` 表示可写几个编号；管几个群的，先写群：`@市场部群 确认 3`。

Written by `make docs`; the tests read each example. What stands in brackets may be left out, `…`
marks where several numbers may stand. The verb is also the key of a menu item."""

COLUMNS = ("命令 Command", "也可写 Also", "例 Example", "做什么 What it does", "谁 Who", "Verb")


def page() -> str:
    return "\n".join((INTRO, "", *markdown(COLUMNS, list(map(_row, COMMANDS))), ""))


def _row(spec: CommandSpec) -> tuple[str, ...]:
    return (
        " ".join(_written(spec)),
        "、".join(spec.words[1:]),
        f"`{spec.example}`",
        "；".join(filter(None, (spec.help, spec.beside))),
        who_may(spec),
        f"`{spec.verb}`",
    )


def _written(spec: CommandSpec) -> Iterator[str]:
    yield f"**{spec.name}**"
    yield from map(_place, spec.arguments)


def _place(argument: Argument) -> str:
    word = argument.word + "…" * argument.many
    return word if argument.needed else f"[{word}]"
