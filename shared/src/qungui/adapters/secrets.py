"""Secrets Manager: entries that are one JSON object each."""

import json
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from qungui.adapters import aws
from qungui.errors import SettingsError, TransientError

_WRONG_DEPLOYMENT = frozenset(
    {"ResourceNotFoundException", "AccessDeniedException", "InvalidRequestException"}
)


class SecretsManagerSecrets:
    def __init__(self, *, region: str) -> None:
        self._client = aws.client("secretsmanager", region=region)

    def read(self, name: str) -> dict[str, Any]:
        """
        The current value of an entry.

        Raises:
            SettingsError: There is no such entry for us, or it is not a JSON object.
            TransientError: It cannot be read now.
        """
        try:
            text = self._client.get_secret_value(SecretId=name)["SecretString"]
            value = json.loads(text)
        except ClientError as error:
            raise _translated(error, name) from error
        except BotoCoreError as error:
            msg = f"Secrets Manager: {type(error).__name__}"
            raise TransientError(msg) from error
        except (ValueError, KeyError):
            value = None
        if not isinstance(value, dict):
            # Outside the except clause: the JSON error quotes the secret.
            msg = f"secret {name} is not a JSON object"
            raise SettingsError(msg)
        return value


def _translated(error: ClientError, name: str) -> SettingsError | TransientError:
    code = error.response.get("Error", {}).get("Code", "")
    if code in _WRONG_DEPLOYMENT:
        return SettingsError(f"secret {name}: {code}")
    return TransientError(f"Secrets Manager: {code}")
