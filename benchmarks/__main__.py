"""``python -m benchmarks [NAME ...]``: one or more of those below, or all."""

import argparse
import signal
import sys

from rich.console import Console

from benchmarks import archive, burst, cold_import, intake, judgement, requests, rulebooks
from local.places import MissingError

_BENCHMARKS = {
    "requests": requests.run,
    "judgement": judgement.run,
    "rulebooks": rulebooks.run,
    "cold-import": cold_import.run,
    "intake": intake.run,
    "archive": archive.run,
    "burst": burst.run,
}


def main() -> int:
    """Exit status: 1 when something that a make target would have built is missing."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nothing is left running
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(_BENCHMARKS))
    names = parser.parse_args().names or list(_BENCHMARKS)
    unknown = [name for name in names if name not in _BENCHMARKS]
    if unknown:
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(_BENCHMARKS)}")
    # A pipe gets whole tables too.
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    status = 0
    for name in names:
        try:
            _BENCHMARKS[name](console)
        except MissingError as error:
            console.print(f"{name}: {error}", style="bold red", markup=False)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
