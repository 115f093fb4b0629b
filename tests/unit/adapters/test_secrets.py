"""Secrets Manager entries as JSON objects."""

import boto3
import pytest
from moto import mock_aws

from qungui.adapters.secrets import SecretsManagerSecrets
from qungui.errors import SettingsError, TransientError
from tests.support.http import Server, as_json

REGION = "cn-north-1"


@pytest.fixture
def client():
    with mock_aws():
        yield boto3.client("secretsmanager", region_name=REGION)


def test_an_entry_is_read_as_it_stands_now(client):
    client.create_secret(Name="app", SecretString='{"secret": "one"}')
    secrets = SecretsManagerSecrets(region=REGION)
    assert secrets.read("app") == {"secret": "one"}
    client.put_secret_value(SecretId="app", SecretString='{"secret": "two"}')
    assert secrets.read("app") == {"secret": "two"}


def test_a_missing_entry_is_a_wrong_deployment(client):
    with pytest.raises(SettingsError, match="nothing: ResourceNotFoundException"):
        SecretsManagerSecrets(region=REGION).read("nothing")


@pytest.mark.parametrize("text", ["hunter2", '["hunter2"]', '{"hunter2"', "null"])
def test_an_entry_that_is_no_object_is_a_wrong_deployment_and_is_not_quoted(client, text):
    client.create_secret(Name="app", SecretString=text)
    with pytest.raises(SettingsError) as raised:
        SecretsManagerSecrets(region=REGION).read("app")
    assert "hunter2" not in str(raised.value)
    assert raised.value.__cause__ is raised.value.__context__ is None


def test_throttling_is_transient(monkeypatch):
    refusal = as_json({"__type": "ThrottlingException", "message": "slow down"}, 400)
    with Server(lambda _: refusal).running() as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SECRETS_MANAGER", server.url)
        with pytest.raises(TransientError, match="ThrottlingException"):
            SecretsManagerSecrets(region=REGION).read("app")


def test_a_service_that_cannot_be_reached_is_transient(monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://127.0.0.1:1")
    with pytest.raises(TransientError):
        SecretsManagerSecrets(region=REGION).read("app")
