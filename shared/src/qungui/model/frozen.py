"""
Frozen values: all that ``dataclass(frozen=True, slots=True)`` gives, in a third of the time.

Making classes is most of what a cold process does before its first message: dataclasses writes and
compiles six methods for each. Here only the constructor is compiled; the others are ready, and the
constructor is the quicker one to call, too.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, Never, dataclass_transform, overload


@overload
def frozen[T](kind: type[T], /) -> type[T]: ...
@overload
def frozen[T](*, kw_only: bool) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen[T](
    kind: type[T] | None = None, /, *, kw_only: bool = False
) -> type[T] | Callable[[type[T]], type[T]]:
    """
    Makes a dataclass of *kind*: one for ``fields``, ``replace`` and ``asdict`` like any other.

    A field that is not for ``__init__`` is set by ``__post_init__``.
    """

    def made(kind: type[T]) -> type[T]:
        kind.__doc__ = kind.__doc__ or kind.__name__  # or dataclasses works out a signature for it
        bare = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(kind)
        for name, method in _methods(bare, fields(bare)).items():  # type: ignore[arg-type]
            setattr(bare, name, method)
        return bare

    return made if kind is None else made(kind)


def _methods(kind: type, own: tuple[Field[Any], ...]) -> dict[str, Callable[..., object]]:
    compared = [each.name for each in own if each.compare]
    told: Callable[[object], object] = attrgetter(*compared) if compared else bool

    def equal(self: object, other: object) -> bool:
        return bool(told(self) == told(other)) if type(other) is type(self) else NotImplemented

    return {
        "__init__": _constructor(kind, own),
        "__eq__": equal,
        "__hash__": lambda self: hash(told(self)),
        "__repr__": _written,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
    }


def _written(self: Any) -> str:  # noqa: ANN401 - any frozen value
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refuse(_self: object, name: str, _value: object = None) -> Never:
    msg = f"cannot change {name!r}"
    raise FrozenInstanceError(msg)


def _constructor(kind: type, own: tuple[Field[Any], ...]) -> Callable[..., None]:
    """Each attribute is set by its own descriptor, as nothing else may set any."""
    known = dict[str, Any]()
    arguments, by_name, body = ["self"], ["*"], list[str]()
    for each in own:
        if not each.init:
            continue
        name, default = each.name, f"_default_{each.name}"
        known[f"_set_{name}"] = getattr(kind, name).__set__
        argument, value = name, name
        if each.default is not MISSING:
            known[default] = each.default
            argument = f"{name}={default}"
        elif each.default_factory is not MISSING:
            known[default] = each.default_factory
            argument, value = f"{name}={default}", f"{default}() if {name} is {default} else {name}"
        (by_name if each.kw_only else arguments).append(argument)
        body.append(f"_set_{name}(self, {value})")
    if hasattr(kind, "__post_init__"):
        body.append("self.__post_init__()")
    head = ", ".join((*arguments, *(by_name if len(by_name) > 1 else ())))
    # of names of attributes only
    exec(f"def __init__({head}):\n " + ("\n ".join(body) or "pass"), known)  # noqa: S102  # nosec B102
    written: Callable[..., None] = known["__init__"]
    return written
