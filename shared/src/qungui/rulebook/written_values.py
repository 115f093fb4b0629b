"""Values as somebody types them: ``key=value``, the value as in a rulebook file."""

from collections.abc import Iterable
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError


def read_values(written: Iterable[str]) -> dict[str, Any]:
    """
    Each value by its key, e.g. ``max_messages=10`` or ``keywords=[茶, 咖啡]``.

    Raises:
        ValueError: One is not so written, or a key comes twice.
    """
    found: dict[str, Any] = {}
    for each in written:
        key, is_so, value = each.partition("=")
        if not is_so or not key.strip() or key.strip() in found:
            msg = f"应写 键=值，每个键一次：{each}"
            raise ValueError(msg)
        found[key.strip()] = _value(each, value)
    return found


def _value(each: str, text: str) -> Any:  # noqa: ANN401 - a value of a document
    try:
        return YAML(typ="safe").load(text)
    except YAMLError:
        msg = f'值的写法与规定文件相同，如 10、[茶, 咖啡]、"22:00"：{each}'
        raise ValueError(msg) from None
