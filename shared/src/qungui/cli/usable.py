"""Files and failures as commands meet them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.markup import escape

from qungui.cli.check import checked, problem_table
from qungui.errors import QunguiError
from qungui.rulebook.loader import Loaded


@contextmanager
def plainly() -> Iterator[None]:
    """What goes wrong on purpose is one line, not a trace."""
    try:
        yield
    except (QunguiError, ValueError) as error:
        Console().print(f"[red]没有执行[/]：{escape(str(error))}")
        raise typer.Exit(1) from error


def usable(file: Path) -> Loaded:
    """The rulebook in *file*; ends the command with every problem when there is one."""
    loaded, problems = checked(file)
    if loaded is None or problems:
        Console().print(problem_table(file, problems))
        raise typer.Exit(1)
    if loaded.doubts:
        Console(stderr=True).print(problem_table(file, loaded.doubts))
    return loaded
