"""Rulebooks as commands meet them."""

from pathlib import Path

import typer
from rich.console import Console

from qungui.cli.check import checked, problem_table
from qungui.model.rulebook import Edition
from qungui.rulebook import shipped
from qungui.rulebook.loader import Loaded


def usable(file: Path) -> Loaded:
    """The rulebook in *file*; ends the command with every problem when there is one."""
    loaded, problems = checked(file)
    if loaded is None or problems:
        Console().print(problem_table(file, problems))
        raise typer.Exit(1)
    if loaded.doubts:
        Console(stderr=True).print(problem_table(file, loaded.doubts))
    return loaded


def named(rulebook: str) -> Edition:
    """
    By the number of a regulation that ships, or by its file, as ``usable``.

    Raises:
        BadParameter: It is neither.
    """
    if rulebook in shipped.regulations():
        return shipped.edition(rulebook)
    path = Path(rulebook)
    if not path.is_file():
        msg = f"没有规定文件“{rulebook}”，也没有这个编号的规定"
        raise typer.BadParameter(msg)
    return usable(path).edition
