"""``python -m local run | up | down | send``."""

import argparse
import signal
import sys

from rich.console import Console

from local.deployment import DeployError
from local.places import MissingError
from local.play import run
from local.polling import TooLongError
from local.resident import NotUpError, down, up
from local.say import UnknownNameError, send
from qungui.errors import QunguiError


def main() -> int:
    """Exit status: 0 when all went as expected."""
    options = _options()
    console = Console(highlight=False, soft_wrap=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nothing is left running
    try:
        match options.command:
            case "run":
                return run(console)
            case "up":
                up(console)
            case "down":
                down(console)
            case _:
                send(console, text=options.text, group=options.group, sender=options.sender)
    except (
        MissingError,
        NotUpError,
        UnknownNameError,
        TooLongError,
        DeployError,
        QunguiError,
    ) as error:
        # The text may hold what looks like markup.
        console.print(f"{type(error).__name__}: {error}", style="bold red", markup=False)
        return 1
    except KeyboardInterrupt:
        console.print("已中断 interrupted", style="bold red")
        return 130
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m local", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="play the whole story on a stack of its own")
    commands.add_parser("up", help="start a stack and leave it up")
    commands.add_parser("down", help="stop the stack that up started")
    sending = commands.add_parser("send", help="say something on it")
    sending.add_argument("--text", required=True)
    sending.add_argument("--group", required=True)
    sending.add_argument("--from", dest="sender", required=True)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
