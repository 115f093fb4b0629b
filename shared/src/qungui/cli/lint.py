"""``qungui lint``: everything that is wrong with rulebook files, and everything to look at."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from qungui.cli.check import checked, problem_table

Files = Annotated[list[Path], typer.Argument(help="规定文件，可多个", exists=True, dir_okay=False)]


def lint(files: Files) -> None:
    """Exit status 1 when there is anything to say."""
    found = {file: checked(file) for file in files}
    said = 0
    for file, (loaded, problems) in found.items():
        doubts = loaded.doubts if loaded is not None else ()
        if problems or doubts:
            Console().print(problem_table(file, (*problems, *doubts)))
        said += len(problems) + len(doubts)
    if said:
        Console().print(f"[red]{said} 处[/]，共 {len(files)} 个文件")
        raise typer.Exit(1)
    Console().print(f"[green]没有问题[/]，共 {len(files)} 个文件")
