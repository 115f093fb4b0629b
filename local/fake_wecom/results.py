"""What an act is: the company, the call, the instant; an answer and what people saw of it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from local.fake_wecom.company import Company
from local.fake_wecom.record import Done

type Body = Mapping[str, Any]
type Result = tuple[Mapping[str, Any], Done]
type Act = Callable[[Company, Body, datetime], Result]
