from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest

from local.account import Credentials
from local.callbacks import CallbackRefusedError, CallbackSender
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.wecom.callback_crypto import CallbackCrypto
from tests.support.http import Answer, Server

NOW = datetime(2026, 11, 5, 3, 0, tzinfo=UTC)


def sender_to(url, credentials):
    return CallbackSender(
        url=f"{url}/callback/archive", credentials=credentials, clock=ManualClock(NOW)
    )


def opened(asked, credentials):
    query = {name: values[0] for name, values in parse_qs(urlsplit(asked.path).query).items()}
    crypto = CallbackCrypto(
        token=credentials.token, aes_key=credentials.aes_key, receiveid=credentials.receiveid
    )
    encrypt = ET.fromstring(asked.body).findtext("Encrypt")  # noqa: S314 - we wrote it
    return crypto.open(
        encrypt,
        signature=query["msg_signature"],
        timestamp=query["timestamp"],
        nonce=query["nonce"],
    ).decode()


def test_a_notice_is_sealed_as_the_platform_seals_it():
    credentials = Credentials.made()
    with Server(lambda _: Answer(b"")).running() as product:
        sender_to(product.url, credentials).notify()

    plain = opened(product.asked[0], credentials)
    assert "<Event><![CDATA[msgaudit_notify]]></Event>" in plain
    assert f"<CreateTime>{int(NOW.timestamp())}</CreateTime>" in plain


def test_a_repeat_is_the_very_same_callback_and_the_next_notice_is_another():
    credentials = Credentials.made()
    with Server(lambda _: Answer(b"")).running() as product:
        sender = sender_to(product.url, credentials)
        sender.notify(2)
        sender.notify()

    first, repeat, other = product.asked
    assert (first.path, first.body) == (repeat.path, repeat.body)
    assert opened(first, credentials) != opened(other, credentials)
    assert sender.accepted == 3


@pytest.mark.parametrize("answer", [Answer(b"", status=403), Answer(b"success")])
def test_anything_but_an_empty_200_is_an_error(answer):
    with Server(lambda _: answer).running() as product:
        sender = sender_to(product.url, Credentials.made())
        with pytest.raises(CallbackRefusedError):
            sender.notify()
    assert sender.accepted == 0
    assert len(product.asked) == 4


def test_a_callback_that_failed_comes_again():
    answers = iter([Answer(b"", status=503), Answer(b"", cut=True), Answer(b"")])
    with Server(lambda _: next(answers)).running() as product:
        sender = sender_to(product.url, Credentials.made())
        sender.notify()
    assert len({asked.path for asked in product.asked}) == 1
    assert sender.accepted == 1
