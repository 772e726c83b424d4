"""Turn frozen records into plain JSON values, and back into a schema."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any

Json = dict[str, Any]


def plain(value: object) -> Any:
    """Records as objects, enumerations as their words, tuples and sets as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(plain(entry) for entry in value)
    if isinstance(value, (tuple, list)):
        return [plain(entry) for entry in value]
    if isinstance(value, StrEnum):
        return value.value
    return value


class Shapes:
    """Collects a JSON Schema definition for every kind of record that is met."""

    def __init__(self) -> None:
        self.definitions: dict[str, Json] = {}

    def of(self, kind: Any) -> Json:
        """Schema of a type as `plain` writes its values."""
        origin, inner = typing.get_origin(kind), typing.get_args(kind)
        if origin in (types.UnionType, typing.Union):
            return {"anyOf": [self.of(each) for each in inner]}
        if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
            return {"type": "array", "items": self.of(inner[0])}
        if origin is tuple:
            items = [self.of(each) for each in inner]
            return {"type": "array", "prefixItems": items, "minItems": len(items)}
        if origin is frozenset:
            return {"type": "array", "items": self.of(inner[0])}
        if origin is not None and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.of(inner[1])}
        return self._simple(kind)

    def _simple(self, kind: Any) -> Json:
        if is_dataclass(kind):
            return self._record(kind)
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return {"enum": [each.value for each in kind]}
        names: dict[Any, Json] = {
            str: {"type": "string"},
            bool: {"type": "boolean"},
            int: {"type": "integer"},
            float: {"type": "number"},
            type(None): {"type": "null"},
            object: {},
        }
        return names[kind]

    def _record(self, kind: Any) -> Json:
        name = kind.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            hints = typing.get_type_hints(kind)
            shape = {field.name: self.of(hints[field.name]) for field in fields(kind)}
            self.definitions[name] = {
                "type": "object",
                "description": (kind.__doc__ or "").split("\n")[0],
                "properties": shape,
                "required": list(shape),
                "additionalProperties": False,
            }
        return {"$ref": f"#/$defs/{name}"}
