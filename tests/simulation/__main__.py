"""``python -m tests.simulation [--seed N] [--histories N]``: see ``make simulate``."""

import argparse
import sys
import time
from random import SystemRandom

from tests.support import cloud


def main() -> int:
    """Exit status: 1 when a promise was broken."""
    from tests.simulation.running import first_failure  # noqa: PLC0415 - in the cloud set up above

    cloud.forget_metrics()
    parser = argparse.ArgumentParser(prog="python -m tests.simulation")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**9))
    parser.add_argument("--histories", type=int, default=2_000)
    asked = parser.parse_args()
    sys.stdout.write(f"seed {asked.seed}, {asked.histories} histories\n")
    began = time.process_time()
    failed = first_failure(range(asked.seed, asked.seed + asked.histories))
    taken = time.process_time() - began
    if failed is not None:
        sys.stdout.write(f"{failed}\n")
        return 1
    speed = f"{asked.histories / taken:,.0f} histories a second of processor time"
    sys.stdout.write(f"every promise was kept; {speed}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
