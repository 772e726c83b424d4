"""A sealed value opens in its place and nowhere else."""

from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palpate.clinic.database.key import Keyring
from palpate.clinic.database.sealing import Place, SealBroken, seal, unseal

A, B = "aa" * 32, "bb" * 32


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> Keyring:
    """A keyring with one key."""
    return Keyring(tmp_path_factory.mktemp("data") / "data", {"PALPATE_KEY": A})


places = st.builds(Place, st.sampled_from(["client.name", "note.plan"]), st.none() | st.text())


@given(plain=st.binary(), place=places)
def test_what_was_sealed_opens(ring: Keyring, plain: bytes, place: Place) -> None:
    assert unseal(seal(plain, place, ring), place, ring) == plain


@given(plain=st.binary(min_size=8), written=places, read=places)
def test_no_value_opens_in_another_place(
    ring: Keyring, plain: bytes, written: Place, read: Place
) -> None:
    same_column = written.column == read.column
    if same_column and (written.row is None or written.row == (read.row or "")):
        return
    with pytest.raises(SealBroken, match="does not open"):
        unseal(seal(plain, written, ring), read, ring)


@given(plain=st.binary(), at=st.integers(0), bit=st.integers(0, 7))
def test_a_single_changed_bit_is_found(ring: Keyring, plain: bytes, at: int, bit: int) -> None:
    place = Place("client.name", "1")
    head, text = seal(plain, place, ring).rsplit(".", 1)
    raw = bytearray(b64decode(text))
    raw[at % len(raw)] ^= 1 << bit
    with pytest.raises(SealBroken, match="does not open"):
        unseal(f"{head}.{b64encode(raw).decode()}", place, ring)


@pytest.mark.parametrize(
    "sealed", ["", "plain words", "p2.r.00000000.AAAA", "p1.x.00000000.AAAA", "p1.r.00000000.A%"]
)
def test_what_is_no_sealed_value_is_told(ring: Keyring, sealed: str) -> None:
    with pytest.raises(SealBroken, match=r"client\.name holds something"):
        unseal(sealed, Place("client.name"), ring)


def test_the_binding_cannot_be_loosened(ring: Keyring) -> None:
    sealed = seal(b"x", Place("client.name", "1"), ring)
    with pytest.raises(SealBroken):
        unseal(sealed.replace("p1.r.", "p1.c."), Place("client.name"), ring)


def test_equal_values_never_look_equal(ring: Keyring) -> None:
    place = Place("client.name", "1")
    assert len({seal(b"x", place, ring) for _ in range(100)}) == 100


def test_a_former_key_still_opens(ring: Keyring, tmp_path: Path) -> None:
    place = Place("client.name", "1")
    sealed = seal(b"x", place, ring)
    after = Keyring(tmp_path / "data", {"PALPATE_KEY": B, "PALPATE_OLD_KEYS": A})
    assert unseal(sealed, place, after) == b"x"
    without = Keyring(tmp_path / "data", {"PALPATE_KEY": B})
    with pytest.raises(SealBroken, match="PALPATE_OLD_KEYS"):
        unseal(sealed, place, without)
