"""Tencent's library: what goes in, what comes of each code, and that everything is given back."""

import json

import pytest

from qungui.adapters.wecom.finance_library import FinanceLibrary
from qungui.errors import InvalidEventError, PlatformRefusal, SettingsError, TransientError
from qungui.model.attachment import Media, MediaKind

FILE = Media(kind=MediaKind.FILE, file_id="file-1")


@pytest.fixture
def stub(finance_stub):
    yield finance_stub
    assert finance_stub.left == {}


def raw(seq):
    return {"seq": seq, "msgid": f"m{seq}", "encrypt_random_key": "k", "encrypt_chat_msg": "c"}


def test_who_asks_and_through_what_reaches_the_platform(stub):
    way = {"proxy": "http://10.0.0.1:8080", "proxy_password": "user:pass", "seconds": 7}
    assert stub.archive(**way).pull(after=0, limit=500) == ()
    assert (stub.text("asked_corp"), stub.text("asked_secret")) == ("ww1", "hunter2")
    assert (stub.text("asked_proxy"), stub.text("asked_password")) == (
        "http://10.0.0.1:8080",
        "user:pass",
    )
    assert (stub.asked_timeout, stub.asked_limit) == (7, 500)


def test_one_object_serves_all_calls_and_is_given_back_when_closed(stub):
    archive = stub.archive()
    for after in range(20):
        archive.pull(after=after, limit=10)
    assert (stub.made_sdks, stub.inits, stub.live_sdks) == (1, 1, 1)
    archive.close()
    archive.close()
    assert stub.live_sdks == 0
    archive.pull(after=0, limit=1)
    assert stub.made_sdks == 2


def test_an_object_lies_above_four_gigabytes_and_survives_the_way_through_python(stub):
    made = stub.tencent.calls.NewSdk()
    assert made > 2**32
    assert stub.tencent.calls.Init(made, b"ww1", b"s") == 0
    stub.tencent.calls.DestroySdk(made)
    assert stub.live_sdks == 0


def test_a_number_of_over_32_bits_stays_itself(stub):
    assert stub.archive().pull(after=2**40, limit=10) == ()


@pytest.mark.parametrize(("code", "error"), [(10001, TransientError), (10009, PlatformRefusal)])
def test_an_object_that_does_not_initialise_is_given_back_and_made_anew(stub, code, error):
    stub.set(init_code=code)
    archive = stub.archive()
    with pytest.raises(error):
        archive.pull(after=0, limit=1)
    assert stub.live_sdks == 0
    stub.set(init_code=0)
    assert archive.pull(after=0, limit=1) == ()
    assert (stub.made_sdks, stub.live_sdks) == (2, 1)


@pytest.mark.parametrize("code", [10001, 10002, 10003])
def test_whatever_may_pass_is_transient_and_the_object_stays(stub, code):
    stub.append(raw(1))
    archive = stub.archive()
    stub.set(pull_code=code, pull_failures=1)
    with pytest.raises(TransientError):
        archive.pull(after=0, limit=1)
    assert [one.seq for one in archive.pull(after=0, limit=1)] == [1]
    assert stub.made_sdks == 1


@pytest.mark.parametrize("code", [10000, 10009, 10011, 301042, 301052, 301053, 40001])
def test_a_refusal_names_its_code_whichever_way_it_comes(stub, code):
    archive = stub.archive()
    stub.set(pull_code=code, pull_failures=1)
    for _ in range(2):
        with pytest.raises(PlatformRefusal) as raised:
            archive.pull(after=0, limit=1)
        assert raised.value.code == code
        stub.answers(json.dumps({"errcode": code, "errmsg": "no"}))


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "not JSON",
        "[]",
        "[" * 200_000,
        '{"errcode": 0}',
        '{"errcode": -1}',
        '{"errcode": 45009}',
    ],
)
def test_an_answer_that_is_no_page_is_transient(stub, answer):
    stub.answers(answer)
    with pytest.raises(TransientError):
        stub.archive().pull(after=0, limit=1)


def test_a_page_that_would_be_too_large_is_asked_for_in_smaller_ones(stub):
    for seq in range(1, 301):
        stub.append(raw(seq))
    stub.set(most_per_page=130)
    pulled = stub.archive().pull(after=0, limit=500)
    assert stub.asked_limit == 125
    assert [one.seq for one in pulled] == list(range(1, 126))


def test_a_single_record_that_is_too_large_is_a_refusal(stub):
    stub.answers('{"errcode": 301058}')
    with pytest.raises(PlatformRefusal, match="301058"):
        stub.archive().pull(after=0, limit=500)


@pytest.mark.parametrize("code", [10000, 10006, 10008])
def test_what_does_not_unseal_is_invalid(stub, code):
    stub.set(decrypt_code=code)
    with pytest.raises(InvalidEventError, match=str(code)):
        stub.archive().unseal("key", "key\ntext")


def test_a_record_needs_no_object_to_be_unsealed(stub):
    assert stub.archive().unseal("key", "key\n群规") == "群规"
    assert stub.made_sdks == 0


def test_a_library_without_memory_is_transient(stub):
    stub.set(no_memory=1)
    with pytest.raises(TransientError):
        stub.archive().pull(after=0, limit=1)


@pytest.mark.parametrize("size", [0, 1, 8, 9, 100])
def test_a_file_is_put_together_from_its_parts(stub, size):
    content = bytes(number % 251 for number in range(size))
    stub.holds(content)
    archive = stub.archive(seconds=3)
    assert archive.fetch(FILE, most=100, seconds=9) == content
    assert (stub.asked_timeout, stub.made_sdks) == (3, 1)


def test_a_file_that_grows_beyond_what_is_allowed_is_left(stub):
    stub.holds(b"x" * 100)
    with pytest.raises(InvalidEventError, match="more than 50"):
        stub.archive().fetch(FILE, most=50, seconds=9)


@pytest.mark.parametrize(
    "media",
    [
        Media(kind=MediaKind.FILE),
        Media(kind=MediaKind.FILE, file_id="file-1", size=101),
        Media(kind=MediaKind.FILE, file_id="another"),
    ],
)
def test_a_file_that_cannot_be_had_is_invalid(stub, media):
    stub.holds(b"x")
    with pytest.raises(InvalidEventError):
        stub.archive().fetch(media, most=100, seconds=9)


@pytest.mark.parametrize(
    ("code", "error"),
    [(10001, TransientError), (10010, InvalidEventError), (301052, PlatformRefusal)],
)
def test_a_files_codes_are_told_apart(stub, code, error):
    stub.set(media_code=code)
    with pytest.raises(error):
        stub.archive().fetch(FILE, most=100, seconds=9)


def test_a_file_that_does_not_go_on_is_given_up(stub):
    stub.holds(b"x" * 100)
    stub.set(stuck=1)
    with pytest.raises(TransientError):
        stub.archive().fetch(FILE, most=100, seconds=9)


def test_what_is_not_the_library_fails_at_once(tmp_path):
    empty = tmp_path / "empty.so"
    empty.write_bytes(b"")
    for path in (str(empty), str(tmp_path / "nowhere.so"), "libc.so.6"):
        with pytest.raises(SettingsError):
            FinanceLibrary(path)


def test_no_error_tells_the_secret(stub):
    stub.set(init_code=40001)
    with pytest.raises(PlatformRefusal) as raised:
        stub.archive().pull(after=0, limit=1)
    assert "hunter2" not in repr(raised.value)
