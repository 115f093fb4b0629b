"""What all stored items share: the two keys, and attributes for times, JSON and expiry."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pynamodb.attributes import Attribute, UnicodeAttribute
from pynamodb.constants import MAP, NUMBER, STRING
from pynamodb.models import Model

from qungui.wire import time_from_text, time_to_text


class Row(Model):
    """An item of the table; a shape only, bound to no table, so importing reads no environment."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


class Instant(Attribute[datetime]):
    """UTC, milliseconds, text that sorts."""

    attr_type = STRING

    def serialize(self, value: datetime) -> str:
        return time_to_text(value)

    def deserialize(self, value: str) -> datetime:
        return time_from_text(value)


class Json(Attribute[Any]):
    """Lists, mappings and fractions as one text: no float reaches the table as a number."""

    attr_type = STRING

    def serialize(self, value: Any) -> str:  # noqa: ANN401 - JSON has no narrower type
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def deserialize(self, value: str) -> Any:  # noqa: ANN401 - JSON has no narrower type
        return json.loads(value)


class Texts(Attribute[Mapping[str, str]]):
    """Texts by name, each of which can be taken away by itself."""

    attr_type = MAP

    def serialize(self, value: Mapping[str, str]) -> dict[str, dict[str, str]]:
        return {name: {STRING: text} for name, text in value.items()}

    def deserialize(self, value: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
        return {name: text[STRING] for name, text in value.items()}


class Expiry(Attribute[datetime]):
    """
    Whole epoch seconds after which the table may drop the item, late and in its own time.

    Always an absolute instant: PynamoDB's own attribute, given a duration, reads the wall clock.
    """

    attr_type = NUMBER

    def serialize(self, value: datetime) -> str:
        return str(int(value.timestamp()))
