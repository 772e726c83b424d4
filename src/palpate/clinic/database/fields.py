"""Model fields whose values are encrypted before they reach the database.

A value is bound to its table, its column and the primary key of its row whenever the key is known
when the value is written, as it is for identifiers that are made here. ``QuerySet.update``,
``bulk_update`` and fixtures know no row: what they write is bound to table and column only, and is
read all the same. Read through instances: ``values()`` and ``values_list()`` hand out the sealed
value, which tells nothing. Nothing but ``isnull`` can be asked of such a column.

After a table or column was renamed, name the old place: ``bound_to="old_table.old_column"``.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from palpate.clinic.database.key import keyring
from palpate.clinic.database.sealing import Place, seal, unseal

_Set = TypeVar("_Set", contravariant=True)
_Get = TypeVar("_Get", covariant=True)

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

    class _Field(models.Field[_Set, _Get]):
        """A field with the types of what is set and what is got."""

else:

    class _Field(models.Field, Generic[_Set, _Get]):
        """A field with the types of what is set and what is got."""


@dataclass(frozen=True)
class Sealed:
    """A value as the database holds it."""

    text: str

    def __str__(self) -> str:
        """Tell nothing, not even the ciphertext."""
        return "(encrypted)"

    __repr__ = __str__


@dataclass(frozen=True)
class _Placed:
    """A value on its way to the database, with the row it belongs to."""

    value: Any
    row: str | None


class _Unsealing(DeferredAttribute):
    """Opens a sealed value when it is first read, when the row is known."""

    field: EncryptedField[Any, Any]

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        value = super().__get__(instance, cls)
        if instance is not None and isinstance(value, Sealed):
            value = self.field.opened(value, instance)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedField(_Field[_Set, _Get], ABC):
    """What the encrypted fields have in common; a subclass turns values into bytes and back."""

    descriptor_class = _Unsealing
    empty_strings_allowed = False

    def __init__(self, *args: Any, bound_to: str = "", **kwargs: Any) -> None:
        for refused in ("unique", "db_index", "primary_key"):
            if kwargs.get(refused):
                raise TypeError(f"An encrypted field cannot be {refused}: its values never repeat.")
        self.bound_to = bound_to
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Return what a migration needs to make the field again."""
        name, path, args, kwargs = super().deconstruct()
        if self.bound_to:
            kwargs["bound_to"] = self.bound_to
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        """Kept as text on both engines."""
        return "TextField"

    def get_lookup(self, lookup_name: str) -> Any:
        """Allow ``isnull`` alone: equal values never look equal when encrypted."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    @abstractmethod
    def encode(self, value: Any) -> bytes:
        """Turn a value into bytes."""

    @abstractmethod
    def decode(self, raw: bytes) -> Any:
        """Turn bytes into a value."""

    def opened(self, sealed: Sealed, instance: models.Model) -> Any:
        """Open what the database held in this row."""
        return self.decode(unseal(sealed.text, self._place(self._row(instance)), keyring()))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Send the row along with the value."""
        value = super().pre_save(model_instance, add)
        if value is None or hasattr(value, "resolve_expression"):
            return value
        return _Placed(value, self._row(model_instance))

    def get_prep_value(self, value: Any) -> str | None:
        """Seal a value for the database."""
        if isinstance(value, Sealed):
            return value.text
        placed = value if isinstance(value, _Placed) else _Placed(value, None)
        if placed.value is None:
            return None
        return seal(self.encode(placed.value), self._place(placed.row), keyring())

    def from_db_value(self, value: str | None, *_unused: Any) -> Sealed | None:
        """Hold what came from the database until its row is known."""
        return None if value is None else Sealed(value)

    def _place(self, row: str | None) -> Place:
        return Place(self.bound_to or f"{self.model._meta.db_table}.{self.column}", row)

    def _row(self, instance: models.Model) -> str | None:
        """Return the primary key as text, the same before saving and after loading."""
        key = instance._meta.pk
        return None if instance.pk is None else str(key.to_python(instance.pk))


class EncryptedTextField(EncryptedField[_Set, _Get]):
    """A text that only the practice's key makes readable."""

    if TYPE_CHECKING:
        _pyi_private_set_type: str | Combinable
        _pyi_private_get_type: str

    empty_strings_allowed = True

    def to_python(self, value: Any) -> Any:
        """Return text."""
        return value if value is None or isinstance(value, str) else str(value)

    def encode(self, value: Any) -> bytes:
        """Turn text into bytes."""
        return str(value).encode()

    def decode(self, raw: bytes) -> str:
        """Turn bytes into text."""
        return raw.decode()

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        """Offer a text box of several lines."""
        return super().formfield(*args, **{"widget": forms.Textarea, **kwargs})


class EncryptedJSONField(EncryptedField[_Set, _Get]):
    """Whatever JSON can say, encrypted; dates and UUIDs are written as text.

    Annotate what it holds: ``told: EncryptedJSONField[Told, Told] = EncryptedJSONField()``.
    """

    if TYPE_CHECKING:
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

    def encode(self, value: Any) -> bytes:
        """Turn a value into JSON."""
        return json.dumps(value, cls=DjangoJSONEncoder, separators=(",", ":")).encode()

    def decode(self, raw: bytes) -> Any:
        """Turn JSON into a value."""
        return json.loads(raw)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse what JSON cannot say."""
        super().validate(value, model_instance)
        try:
            self.encode(value)
        except (TypeError, ValueError) as error:
            raise ValidationError("This cannot be written as JSON.", code="invalid") from error

    def value_to_string(self, obj: models.Model) -> Any:
        """Return the value itself; serializers write JSON."""
        return self.value_from_object(obj)

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        """Offer a JSON box."""
        return super().formfield(*args, **{"form_class": forms.JSONField, **kwargs})


class EncryptedBinaryField(EncryptedField[_Set, _Get]):
    """Bytes, encrypted; for small things such as a signature. Files live outside the database."""

    if TYPE_CHECKING:
        _pyi_private_set_type: bytes | bytearray | memoryview
        _pyi_private_get_type: bytes

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Leave out that it is not editable, which is the rule."""
        name, path, args, kwargs = super().deconstruct()
        if self.editable:
            kwargs["editable"] = True
        else:
            kwargs.pop("editable", None)
        return name, path, args, kwargs

    def encode(self, value: Any) -> bytes:
        """Take bytes as they are."""
        return bytes(value)

    def decode(self, raw: bytes) -> bytes:
        """Return bytes as they were."""
        return raw

    def value_to_string(self, obj: models.Model) -> str:
        """Write bytes as hexadecimal digits."""
        value = self.value_from_object(obj)
        return "" if value is None else self.encode(value).hex()

    def to_python(self, value: Any) -> Any:
        """Read hexadecimal digits, or take bytes."""
        return bytes.fromhex(value) if isinstance(value, str) else value
