"""What goes wrong on purpose is one line, not a trace."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.markup import escape

from qungui.errors import QunguiError


@contextmanager
def plainly() -> Iterator[None]:
    try:
        yield
    except (QunguiError, ValueError, OSError) as error:
        Console().print(f"[red]没有执行[/]：{escape(str(error))}")
        raise typer.Exit(1) from error
