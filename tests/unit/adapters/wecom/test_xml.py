"""The little XML reader: what it takes, and that nothing hurts it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qungui.adapters.wecom.xml import top_level
from qungui.errors import InvalidEventError

BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    b"<x><Encrypt>&c;</Encrypt></x>"
)
FILE = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><x><Encrypt>&f;</Encrypt></x>'


def test_the_text_of_each_element_under_the_root_is_found():
    document = "<xml><A><![CDATA[群规]]></A><B>1&amp;2</B><C/><L><I>x</I></L></xml>"
    assert top_level(document.encode()) == {"A": "群规", "B": "1&2", "C": "", "L": ""}


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"hello", id="no XML"),
        pytest.param(b'{"encrypt": "x"}', id="JSON"),
        pytest.param(b"<xml><Encrypt>abc", id="truncated"),
        pytest.param(b"<a>\xff\xfe</a>", id="non-UTF-8"),
        pytest.param("<a>群规</a>".encode("gb18030"), id="another charset"),
        pytest.param(b"<a>\0</a>", id="a null"),
        pytest.param(b"<a/><b/>", id="two roots"),
        pytest.param(b"<a><b>&nothing;</b></a>", id="an entity nobody declared"),
        pytest.param(BOMB, id="entity bomb"),
        pytest.param(FILE, id="external entity"),
        pytest.param(b"<!DOCTYPE x><x><Encrypt>y</Encrypt></x>", id="a document type"),
    ],
)
def test_anything_else_is_invalid(document):
    with pytest.raises(InvalidEventError):
        top_level(document)


def test_two_hundred_thousand_elements_deep_are_read_without_recursion():
    depth = 200_000
    document = b"<a>" * depth + b"</a>" * depth
    assert top_level(document) == {"a": ""}


@given(st.binary(max_size=300))
def test_bytes_of_any_kind_are_read_or_invalid(document):
    try:
        fields = top_level(document)
    except InvalidEventError:
        return
    assert all(isinstance(text, str) for text in fields.values())
