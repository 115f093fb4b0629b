"""
The promises of DESIGN §7 after thousands of histories, each out of one seed.

``make simulate SEED=… HISTORIES=…`` plays others, or one of these again.
"""

import hashlib
import subprocess
import sys

import pytest

from qungui.lifecycle.moves import Step
from tests.simulation.bugs import BUGS
from tests.simulation.ends import End
from tests.simulation.history import played
from tests.simulation.running import first_failure
from tests.support.system import Parts
from tests.support.table_store import TableStore

IN_CI, IN_FULL, AT_ONCE = 2_000, 100_000, 100


def batches(first: int, after: int) -> list[range]:
    return [range(seed, seed + AT_ONCE) for seed in range(first, after, AT_ONCE)]


@pytest.mark.parametrize("seeds", batches(0, IN_CI), ids=str)
def test_every_promise_is_kept_whatever_happens(seeds):
    assert first_failure(seeds) is None


@pytest.mark.full
@pytest.mark.parametrize("seeds", batches(IN_CI, IN_FULL), ids=str)
def test_every_promise_is_kept_in_the_long_run(seeds):
    assert first_failure(seeds) is None


ON_THE_TABLE = [4, 60, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(100, 150))]


@pytest.mark.parametrize("seed", ON_THE_TABLE)
def test_every_promise_is_kept_over_the_tables_own_adapters(table, seed):
    store = TableStore(table)
    assert first_failure([seed], Parts(store=lambda: store)) is None


DIGEST = """
import hashlib
from tests.simulation.bugs import BUGS
from tests.simulation.history import played
print(hashlib.sha256("\\n".join(played({seed}).log).encode()).hexdigest())
"""


def test_a_seed_makes_the_very_same_history_in_every_process():
    for seed in (3, 8):
        log = "\n".join(played(seed).log)
        here = hashlib.sha256(log.encode()).hexdigest()
        there = subprocess.run(  # noqa: S603 - this interpreter, and a text of our own
            (sys.executable, "-c", DIGEST.format(seed=seed)),
            check=True,
            capture_output=True,
            text=True,
        )
        assert there.stdout.strip() == here


def test_a_failure_says_what_happened_and_how_to_play_it_again():
    broken = BUGS["count twice on redelivery"]
    failed = first_failure(range(50), broken)
    assert failed.command == f"make simulate SEED={failed.history.seed} HISTORIES=1"
    assert failed.command in str(failed)
    assert "several cases" in str(failed)
    assert " says m" in str(failed)
    assert (
        str(first_failure([failed.history.seed], broken)).splitlines()[:-1]
        == (str(failed).splitlines()[:-1])
    )


def test_the_histories_go_everywhere():
    """What never happens in them is not shown by them."""
    happened, lived, died = set(), set(), set()
    for seed in range(250):
        history = played(seed)
        for where in history.company.groups:
            trail = history.ledger.audit.verify_chain(where.group_id)
            happened |= {entry.kind.value for entry in trail.entries}
        happened |= {effect.kind for effect in history.system.effects}
        lived |= {move.facts["step"] for life in End.of(history).lives for move in life.moves}
        died |= set(history.plan.crashed)
        if happened >= HAPPENS and lived >= LIVED and died >= BOUNDARIES:
            break
    assert happened >= HAPPENS
    assert lived >= LIVED
    assert died >= BOUNDARIES


HAPPENS = {
    *("told", "posted", "handed", "removed", "invited"),
    *("case-escalated", "case-recorded", "case-confirmed", "case-dismissed", "case-lapsed"),
    *("case-entered", "order-served", "order-handed-over", "order-held", "order-refused"),
    *("order-claimed", "order-proved", "order-permitted", "order-overdue", "order-agreed"),
    *("order-declined", "order-lapsed", "order-lifted", "demand-met", "demand-claimed"),
    *("demand-refused", "petitioned", "petition-granted", "petition-refused"),
    *("petition-settled", "petition-overdue", "refolded", "case-quoted"),
}
LIVED = {
    *(Step.PROPOSE, Step.SEE, Step.AGREE, Step.REFUSE, Step.CREATE, Step.FILE, Step.CONFIRM),
    *(Step.RETURN, Step.ADOPT, Step.LINK, Step.ORPHAN, Step.TAKE_UP, Step.END, Step.ASK_LATER),
    *(Step.PUT_OFF, Step.ANNOUNCE, Step.DISSOLVE, Step.MISS, Step.VANISH),
}
BOUNDARIES = {
    f"{call}:{side}"
    for call in (
        "activity.record",
        "ledger.open_case",
        "ledger.discipline",
        "ledger.company",
        "ledger.commit",
        "outbound.send",
        "index.due",
        "index.postpone",
        "messenger.tell",
        "people.get",
        "power.speak",
        "register.commit",
        "register.filing",
        "rosters.pull",
        "sent.note",
    )
    for side in ("before", "after")
}
