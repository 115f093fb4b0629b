"""Whatever else comes in, and however broken: what the platform really said is kept."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.queue import MemoryQueue
from qungui.adapters.secret_entries import callback_identities
from qungui.adapters.wecom.callback_http import CallbackEndpoint
from qungui.adapters.wecom.callbacks import CallbackIdentities, WeComCallbacks
from qungui.adapters.wecom.events import BOT_KINDS, KINDS, event_from, event_to_text
from qungui.errors import InvalidEventError
from qungui.model.bot_events import BotPolled
from qungui.model.callback import Place
from qungui.model.events import ArchiveNotice
from qungui.usecases.receive_callback import ReceiveCallback
from tests.support.archive import as_text
from tests.support.build import NOON
from tests.support.callbacks import NOTICE, SECRET, bot_request, http_event, request
from tests.support.collector import Collector
from tests.support.events import HEADER, whole

IDENTITIES = st.sampled_from(sorted(SECRET))
ENTRIES = callback_identities("callback", SECRET)


class Intake:
    def __init__(self):
        self.queues = {place: MemoryQueue() for place in Place}
        clock = ManualClock(NOON)
        callbacks = WeComCallbacks(CallbackIdentities(lambda: ENTRIES, clock), clock)
        self.use = ReceiveCallback(callbacks, self.queues)
        self.answer = CallbackEndpoint(self.use)

    def kept(self):
        return [(place, one) for place in Place for one in self.queues[place].sent]


def sealed(plain, identity):
    return bot_request(plain) if identity == "bot" else request(plain, identity=identity)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_event_of_every_kind_is_kept_and_reads_as_itself(kind):
    identity = "bot" if kind in BOT_KINDS else "app"

    @given(whole(kind))
    @settings(max_examples=25)
    def is_kept(event):
        intake = Intake()
        received = intake.use.receive(sealed(event_to_text(event, HEADER), identity))
        if received.place is None:
            assert kind is BotPolled
            return
        [(place, envelope)] = intake.kept()
        assert place is received.place
        assert kind is ArchiveNotice or event_from(envelope.body["plaintext"]) == event

    is_kept()


MUTATIONS = st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 2), st.binary(max_size=3)))


def mutated(raw, changes):
    """*raw* with bytes put in, taken out or replaced."""
    for where, how, put in changes:
        at = int(where * len(raw))
        raw = raw[:at] + (b"" if how == 1 else put) + raw[at + (how > 0) :]
    return raw


@given(IDENTITIES, MUTATIONS)
def test_a_damaged_callback_is_refused_or_says_what_it_said(identity, changes):
    intake, call = Intake(), sealed(NOTICE, identity)
    with suppress(InvalidEventError):
        intake.use.receive(replace(call, payload=mutated(call.payload, changes)))
        assert all(
            envelope.body.get("plaintext", NOTICE) == NOTICE for _, envelope in intake.kept()
        )
    before = len(intake.kept())
    intake.use.receive(call)
    assert len(intake.kept()) == before + 1


FITTING = st.sampled_from(["", "archive", "bot", str(int(NOON.timestamp()))])
ANYTHING = st.text(max_size=30) | FITTING
QUERIES = st.none() | st.dictionaries(
    st.sampled_from(["msg_signature", "timestamp", "nonce", "echostr"]), ANYTHING
)


@given(
    method=st.sampled_from(["GET", "POST", "PUT"]),
    query=QUERIES,
    identity=st.none() | st.fixed_dictionaries({"identity": ANYTHING}),
    body=st.none() | ANYTHING,
    encoded=st.booleans(),
)
def test_any_http_call_is_answered_and_what_follows_is_kept(method, query, identity, body, encoded):
    intake = Intake()
    answer = intake.answer(
        {
            "requestContext": {"http": {"method": method}},
            "queryStringParameters": query,
            "pathParameters": identity,
            "body": body,
            "isBase64Encoded": encoded,
        }
    )
    assert answer["statusCode"] in {400, 403, 404, 405}
    assert intake.kept() == []
    assert intake.answer(http_event(request()))["statusCode"] == 200
    assert len(intake.kept()) == 1


LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=9)
FIELDS = st.sampled_from(["msgid", "action", "from", "roomid", "msgtime", "msgtype", "text"])
VALUES = LEAVES | st.sampled_from(["text", "send", "switch", "agree", 1795579200000])
RECORDS = LEAVES | st.lists(LEAVES, max_size=3) | st.dictionaries(FIELDS, VALUES)


@given(st.lists(RECORDS, max_size=6))
def test_every_record_of_the_archive_is_queued_set_aside_or_dropped_for_a_reason(records):
    collector = Collector()
    for number, one in enumerate(records):
        collector.stock.add(f"m{number}", one)
    got = collector.run()
    assert got.queued + got.sealed + got.outside_groups + got.consents == len(records)
    assert len(collector.set_aside()) == got.sealed
    assert collector.seq == len(records)
    assert all(as_text(envelope.body) for envelope in collector.inbound.sent)
