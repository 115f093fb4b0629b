import json
from base64 import b64decode
from hashlib import sha256

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from local.fake_wecom.archive import Archive, ArchiveKeys, Filing
from tests.support.company import ACCOUNT

RECORD = {"msgid": "m1", "action": "send", "from": "anna", "roomid": "wr1", "msgtype": "text"}


@pytest.fixture(scope="module")
def keys():
    return ArchiveKeys.made()


@pytest.fixture
def archive(keys):
    return Archive(ACCOUNT, keys)


def pull(archive, seq=0, limit=10, **changes):
    body = {"corpid": ACCOUNT.corp_id, "secret": ACCOUNT.archive_secret, "seq": seq, "limit": limit}
    return archive.pull({**body, **changes})


def opened(sealed, key):
    random_key = key.decrypt(b64decode(sealed["encrypt_random_key"]), padding.PKCS1v15())
    raw = b64decode(sealed["encrypt_chat_msg"])
    return json.loads(AESGCM(sha256(random_key).digest()).decrypt(raw[:12], raw[12:], None))


def test_a_record_opens_with_the_key_it_names(archive, keys):
    archive.append(Filing(record=RECORD, key_version=2))

    (sealed,) = pull(archive)["chatdata"]
    assert (sealed["seq"], sealed["msgid"], sealed["publickey_ver"]) == (1, "m1", 2)
    assert opened(sealed, keys.versions[2]) == RECORD


def test_a_record_under_a_foreign_key_does_not_open(archive, keys):
    archive.append(Filing(record=RECORD, foreign=True))

    # A key that is too small for the number is refused, another one opens nothing.
    with pytest.raises((InvalidTag, ValueError)):
        opened(pull(archive)["chatdata"][0], keys.versions[1])


def test_a_pull_continues_after_the_given_number(archive):
    for number in range(5):
        archive.append(Filing(record={**RECORD, "msgid": f"m{number}"}))

    assert [each["seq"] for each in pull(archive, seq=2, limit=2)["chatdata"]] == [3, 4]
    assert pull(archive, seq=5)["chatdata"] == []


@pytest.mark.parametrize(
    ("changes", "errcode"),
    [
        ({"secret": "guess"}, 40001),
        ({"corpid": "wwother"}, 40013),
        ({"limit": 1001}, 40058),
        ({"seq": -1}, 40058),
        ({"proxy": "none"}, 40058),
    ],
)
def test_a_pull_that_is_not_as_agreed_is_refused(archive, changes, errcode):
    assert pull(archive, **changes)["errcode"] == errcode


def test_every_version_has_its_private_key_as_pem(keys):
    assert sorted(keys.pems()) == ["1", "2"]
    assert all("PRIVATE KEY" in pem for pem in keys.pems().values())
