"""Rulebook files as commands meet them."""

from pathlib import Path

import typer
from rich.console import Console

from qungui.cli.check import checked, problem_table
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
