from http.client import HTTPConnection
from urllib.parse import urlsplit

from local.counting import CountingProxy
from tests.support.http import Answer, Server


def ask(url, operation):
    connection = HTTPConnection(urlsplit(url).netloc, timeout=5)
    try:
        target = {"X-Amz-Target": f"DynamoDB_20120810.{operation}"}
        connection.request("POST", "/", b'{"TableName": "t"}', target)
        answer = connection.getresponse()
        return answer.status, answer.getheader("x-amz-crc32"), answer.read()
    finally:
        connection.close()


def test_requests_pass_unchanged_and_are_counted_by_operation():
    answer = Answer(b'{"Items": []}', status=400, headers={"x-amz-crc32": "7"})
    with Server(lambda _: answer).running() as table, CountingProxy(table.url).running() as counter:
        answers = [ask(counter.url, name) for name in ("Query", "Query", "UpdateItem")]

    assert answers == [(400, "7", b'{"Items": []}')] * 3
    assert [asked.body for asked in table.asked] == [b'{"TableName": "t"}'] * 3
    assert counter.seen() == {"Query": 2, "UpdateItem": 1}
