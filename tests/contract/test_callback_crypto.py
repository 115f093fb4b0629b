"""Ours and wechatpy's callback cipher open what the other sealed."""

import xmltodict
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.work.crypto import WeChatCrypto

from qungui.adapters.wecom.callback_crypto import CallbackCrypto

KEYS = st.from_regex(r"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]", fullmatch=True)
TOKENS = st.from_regex(r"[A-Za-z0-9]{1,32}", fullmatch=True)
CORPS = st.from_regex(r"(ww[A-Za-z0-9]{1,20})?", fullmatch=True)
NONCES = st.from_regex(r"[A-Za-z0-9]{1,16}", fullmatch=True)
STAMPS = st.integers(1_000_000_000, 9_999_999_999)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@given(TOKENS, KEYS, CORPS, NONCES, STAMPS, TEXTS)
def test_theirs_opens_what_ours_sealed(token, key, corp, nonce, stamp, text):
    ours = CallbackCrypto(token=token, aes_key=key, receiveid=corp)
    encrypt, signature = ours.seal(text.encode(), timestamp=stamp, nonce=nonce)
    theirs = WeChatCrypto(token, key, corp)
    got = theirs.decrypt_message({"Encrypt": encrypt}, signature, str(stamp), nonce)
    assert got == text


@given(TOKENS, KEYS, CORPS, NONCES, STAMPS, TEXTS)
def test_ours_opens_what_theirs_sealed(token, key, corp, nonce, stamp, text):
    sealed = WeChatCrypto(token, key, corp).encrypt_message(text, nonce, str(stamp))
    letter = xmltodict.parse(sealed)["xml"]
    ours = CallbackCrypto(token=token, aes_key=key, receiveid=corp)
    got = ours.open(
        letter["Encrypt"],
        signature=letter["MsgSignature"],
        timestamp=letter["TimeStamp"],
        nonce=letter["Nonce"],
    )
    assert got.decode() == text
