"""Turns parsed JSON into frozen dataclasses, once, at the border: every field checked, unknown ones refused.

Keys are camelCase in JSON and snake_case here. A field's type says what is allowed;
`Annotated[int, At(least=1)]` adds a range. Faults name the field by its path in the JSON.
"""

from __future__ import annotations

import dataclasses
import math
import types
import typing
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")


class DecodeError(ValueError):
    """The JSON does not fit; the message starts with the path of the field at fault."""


@dataclass(frozen=True)
class At:
    """Bounds of a number, or of a list's or text's length; `above` and `below` exclude the bound itself."""

    least: float | None = None
    most: float | None = None
    above: float | None = None
    below: float | None = None

    def fault(self, size: float) -> str | None:
        if self.least is not None and size < self.least:
            return f"at least {self.least:g}"
        if self.most is not None and size > self.most:
            return f"at most {self.most:g}"
        if self.above is not None and size <= self.above:
            return f"greater than {self.above:g}"
        if self.below is not None and size >= self.below:
            return f"less than {self.below:g}"
        return None


def camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(part.title() for part in tail)


def decode(kind: type[T], value: object, path: str = "") -> T:
    """`value` as an instance of the dataclass `kind`, or `DecodeError`."""
    return typing.cast(T, _any(kind, value, path))


def encode(value: object) -> object:
    """A dataclass as the JSON that `decode` makes it of again."""
    if dataclasses.is_dataclass(value):
        return {camel(field.name): encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return [encode(part) for part in value] if isinstance(value, tuple) else value


def _any(kind: Any, value: object, path: str) -> object:
    origin = typing.get_origin(kind)
    if origin is typing.Annotated:
        return _bounded(kind, value, path)
    if origin is types.UnionType or origin is typing.Union:
        rest = [part for part in typing.get_args(kind) if part is not type(None)]
        return None if value is None else _any(rest[0], value, path)
    if origin is typing.Literal:
        if value not in typing.get_args(kind) or isinstance(value, bool):
            allowed = ", ".join(repr(part) for part in typing.get_args(kind))
            raise DecodeError(f"{path or 'value'}: must be one of {allowed}, got {value!r}")
        return value
    if origin is tuple:
        if not isinstance(value, list):
            raise _wrong(path, "a list", value)
        item = typing.get_args(kind)[0]
        return tuple(_any(item, part, f"{path}[{index}]") for index, part in enumerate(value))
    if dataclasses.is_dataclass(kind):
        return _record(kind, value, path)
    return _plain(kind, value, path)


def _bounded(kind: Any, value: object, path: str) -> object:
    base, bounds = typing.get_args(kind)[:2]
    decoded = _any(base, value, path)
    size = len(decoded) if isinstance(decoded, (str, tuple)) else decoded
    fault = bounds.fault(size)
    if fault is not None:
        what = "length must be" if isinstance(decoded, (str, tuple)) else "must be"
        raise DecodeError(f"{path}: {what} {fault}, got {size!r}")
    return decoded


def _record(kind: Any, value: object, path: str) -> object:
    if not isinstance(value, dict):
        raise _wrong(path, "an object", value)
    hints = typing.get_type_hints(kind, include_extras=True)
    fields = {camel(field.name): field for field in dataclasses.fields(kind)}
    prefix = f"{path}." if path else ""
    unknown = sorted(set(value) - set(fields))
    if unknown:
        raise DecodeError(f"{prefix}{unknown[0]}: is not a known field")
    decoded: dict[str, object] = {}
    for key, field in fields.items():
        if key in value:
            decoded[field.name] = _any(hints[field.name], value[key], f"{prefix}{key}")
        elif field.default is dataclasses.MISSING:
            raise DecodeError(f"{prefix}{key}: is missing")
    return kind(**decoded)


def _plain(kind: Any, value: object, path: str) -> object:
    if kind is bool and isinstance(value, bool):
        return value
    if kind is int and isinstance(value, int) and not isinstance(value, bool):
        return value
    if kind is float and isinstance(value, (int, float)) and not isinstance(value, bool):
        if not math.isfinite(value):
            raise DecodeError(f"{path}: must be a finite number, got {value!r}")
        return float(value)
    if kind is str and isinstance(value, str):
        return value
    names = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}
    raise _wrong(path, names[kind], value)


def _wrong(path: str, wanted: str, value: object) -> DecodeError:
    return DecodeError(f"{path or 'value'}: must be {wanted}, got {type(value).__name__}")
