"""The callback function as deployed, on AWS's own protocols (moto)."""

import json

import boto3

from qungui.adapters.clock import SystemClock
from tests.support.callbacks import SECRET
from tests.support.functions import Context, load

REGION = "cn-north-1"


def now():
    return SystemClock().now()


class Stack:
    """The deployed function and its queues."""

    def __init__(self, setenv, secret=SECRET, bridge=""):
        self.sqs = boto3.client("sqs", region_name=REGION)
        self.urls = {
            "collect": self._fifo("collect.fifo"),
            "desk": self._fifo("desk.fifo"),
            "inbound": self._fifo("inbound.fifo"),
            "lifecycle": self._fifo("lifecycle.fifo"),
            "unknown": self.sqs.create_queue(QueueName="unknown")["QueueUrl"],
        }
        secrets = boto3.client("secretsmanager", region_name=REGION)
        secrets.create_secret(Name="callback", SecretString=json.dumps(secret))
        setenv("CALLBACK_SECRET", "callback")
        setenv("BRIDGE", bridge or ("true" if "bridge" in secret else "false"))
        for name, url in self.urls.items():
            setenv(f"{name.upper()}_QUEUE_URL", url)
        self.app = load("message_callback")

    def _fifo(self, name):
        attributes = {"FifoQueue": "true", "ContentBasedDeduplication": "true"}
        return self.sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]

    def call(self, event):
        return self.app.handler(event, Context())

    def queued(self):
        """Everything that waits, as (queue, lane, body)."""
        found = []
        for name, url in self.urls.items():
            answer = self.sqs.receive_message(
                QueueUrl=url,
                MaxNumberOfMessages=10,
                MessageSystemAttributeNames=["MessageGroupId"],
            )
            for message in answer.get("Messages", ()):
                lane = message.get("Attributes", {}).get("MessageGroupId")
                found.append((name, lane, json.loads(message["Body"])))
        return found
