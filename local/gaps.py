"""What the emulator does otherwise than AWS, made up for after the deployment."""

import json
from collections.abc import Iterator
from typing import Any

from local.places import REGION, STACK_NAME
from qungui.adapters import aws

# AWS asks for sqs:SendMessage also where ten are sent at once; the emulator, with its roles
# enforced, asks for an action that does not exist in AWS.
ASKED_IN_AWS, ASKED_HERE = "sqs:SendMessage", "sqs:SendMessageBatch"


def allow_batches() -> None:
    """Whoever may send one message to a queue may send ten, as in AWS; nobody else may."""
    iam = aws.client("iam", region=REGION)
    for role in _roles():
        for name in iam.list_role_policies(RoleName=role)["PolicyNames"]:
            policy = iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
            if ASKED_IN_AWS in json.dumps(policy):
                statements = [widened(statement) for statement in policy["Statement"]]
                document = json.dumps({**policy, "Statement": statements})
                iam.put_role_policy(RoleName=role, PolicyName=name, PolicyDocument=document)


def _roles() -> Iterator[str]:
    client = aws.client("cloudformation", region=REGION)
    for page in client.get_paginator("list_stack_resources").paginate(StackName=STACK_NAME):
        for each in page["StackResourceSummaries"]:
            if each["ResourceType"] == "AWS::IAM::Role":
                yield each["PhysicalResourceId"]


def widened(statement: dict[str, Any]) -> dict[str, Any]:
    """The statement, with what the emulator asks for beside what AWS asks for."""
    actions = statement["Action"]
    if ASKED_IN_AWS not in actions:
        return statement
    return {**statement, "Action": [*actions, ASKED_HERE]}
