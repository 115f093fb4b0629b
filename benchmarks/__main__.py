"""``python -m benchmarks [NAME ...]``: those named or all, each in a process of its own."""

import argparse
import signal
import subprocess
import sys

from rich.console import Console

from benchmarks import (
    archive,
    audit,
    burst,
    cold_import,
    discipline,
    disguises,
    intake,
    judgement,
    lifecycle,
    owed,
    pieces,
    reading,
    requests,
    rests,
    rosters,
    rulebooks,
)
from local.places import MissingError

_BENCHMARKS = {
    "requests": requests.run,
    "discipline": discipline.run,
    "judgement": judgement.run,
    "reading": reading.run,
    "disguises": disguises.run,
    "pieces": pieces.run,
    "rulebooks": rulebooks.run,
    "cold-import": cold_import.run,
    "intake": intake.run,
    "archive": archive.run,
    "audit": audit.run,
    "rests": rests.run,
    "rosters": rosters.run,
    "lifecycle": lifecycle.run,
    "owed-answers": owed.run,
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
    if len(names) > 1:
        return max(_apart(name) for name in names)
    # A pipe gets whole tables too.
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    try:
        _BENCHMARKS[names[0]](console)
    except MissingError as error:
        console.print(f"{names[0]}: {error}", style="bold red", markup=False)
        return 1
    return 0


def _apart(name: str) -> int:
    """Exit status. Clients last as long as a process, emulators as long as a benchmark."""
    with subprocess.Popen((sys.executable, "-m", "benchmarks", name)) as child:
        try:
            return child.wait()
        except BaseException:
            child.terminate()
            raise


if __name__ == "__main__":
    sys.exit(main())
