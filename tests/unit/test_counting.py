"""Every outcome has its metric: nothing that happens goes uncounted."""

from qungui.counting import DISPATCHED, VERDICTS
from qungui.usecases.judge_message import Verdict
from qungui.usecases.order_progress import Dispatched


def test_every_verdict_has_a_metric():
    assert set(VERDICTS) == {verdict.value for verdict in Verdict}


def test_every_end_of_a_dispatch_has_a_metric():
    assert set(DISPATCHED) == {dispatched.value for dispatched in Dispatched}
